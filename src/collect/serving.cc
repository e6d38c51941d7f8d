// In: a Program, files that show metrics. Out: the programs that get to them. See serving.h.
#include "collect/serving.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "base/file_system.h"
#include "collect/mentions.h"
#include "libraries/serving.h"

namespace mdg::collect {

namespace {

// All one program gets to, until it comes by something it looks for.
class Reach {
 public:
  Reach(MentionIndex& index, const std::unordered_map<Number, bool>& wanted) : index_(index), wanted_(wanted) {}

  bool FindsFrom(const Package* main) {
    const auto found = main->symbols.find("main");
    if (found == main->symbols.end()) return true;  // nobody knows where it begins
    is_manual_ = WritesManuals(main, index_);
    for (const Symbol* function : found->second) Get(index_.NumberOf(function));
    GetWhatImportsRun(main);
    if (!is_manual_) GetMember(index_.CalledFromOutside());
    while (!open_.empty() && !is_found_) {
      const Declaration& declaration = index_.Of(open_.back());
      open_.pop_back();
      GetAll(declaration.mentions);
      if (is_manual_) continue;  // methods are told by their names alone, and of what is only described there are many
      GetAll(declaration.by_commands);
      for (const auto& [name, method] : declaration.methods) {
        if (At(members_, name))
          Get(method);
        else
          waiting_[name].push_back(method);
      }
    }
    return is_found_;
  }

 private:
  // Whether a program writes manuals of commands, and does not execute them for it.
  static bool WritesManuals(const Package* main, MentionIndex& index) {
    bool writes = false;
    for (const Symbol* function : main->functions) {
      const Declaration& declaration = index.Of(index.NumberOf(function));
      if (declaration.executes_commands) return false;
      writes = writes || declaration.writes_manuals;
    }
    return writes;
  }

  void GetAll(const Mentions& mentions) {
    for (const Number named : mentions.symbols) Get(named);
    if (is_manual_) return;
    for (const Number member : mentions.members) GetMember(member);
  }

  void GetWhatImportsRun(const Package* main) {
    std::vector<const Package*> packages = {main};
    std::unordered_set<const Package*> seen = {main};
    while (!packages.empty()) {
      const Package* package = packages.back();
      packages.pop_back();
      for (const Symbol* function : package->initializers) Get(index_.NumberOf(function));
      for (const Symbol* variable : package->variables) {
        if (index_.RunsOnImport(*variable)) Get(index_.NumberOf(variable));
      }
      for (const Package* imported : index_.ImportsOf(package)) {
        if (index_.Leads(imported) && seen.insert(imported).second) packages.push_back(imported);
      }
    }
  }

  static std::vector<bool>::reference At(std::vector<bool>& flags, Number number) {
    if (number >= flags.size()) flags.resize(size_t{2} * number + 1);
    return flags[number];
  }

  void Get(Number symbol) {
    if (At(symbols_, symbol)) return;
    At(symbols_, symbol) = true;
    const auto wanted = wanted_.find(symbol);
    is_found_ = is_found_ || (wanted != wanted_.end() && (!is_manual_ || !wanted->second));
    open_.push_back(symbol);
  }

  void GetMember(Number member) {
    if (At(members_, member)) return;
    At(members_, member) = true;
    const auto found = waiting_.find(member);
    if (found == waiting_.end()) return;
    for (const Number method : found->second) Get(method);
    waiting_.erase(found);
  }

  MentionIndex& index_;
  const std::unordered_map<Number, bool>& wanted_;
  bool is_found_ = false, is_manual_ = false;
  std::vector<Number> open_;
  std::vector<bool> symbols_, members_;  // that were got to
  std::unordered_map<Number, std::vector<Number>> waiting_;  // methods of types that were, by name
};

// The imports of a file by which it may show metrics. A package of the tree that whoever imports it is taken to show metrics by has code
// of its own that tells.
std::vector<std::string> ImportsThatShow(const Program& program, const Module& module) {
  std::vector<std::string> imports;
  for (const Import& import : module.imports) {
    const Package* imported = libraries::ServesWhoImports(import.path) ? program.FindPackage(import.path) : nullptr;
    if (imported == nullptr || imported->vendored) imports.push_back(import.path);
  }
  return imports;
}

// RunE: func(...) { ... promhttp.Handler() ... }: whether all that shows metrics stands in such.
bool IsShownByCommands(const Program& program, const Symbol& symbol, MentionIndex& index) {
  const Module& module = *symbol.module;
  std::string text(module.Text(symbol.node));
  const char* begin = module.Text(symbol.node).data();
  for (const NodeId done : index.Of(index.NumberOf(&symbol)).done_by_commands) {
    const std::string_view part = module.Text(done);
    text.replace(static_cast<size_t>(part.data() - begin), part.size(), part.size(), ' ');
  }
  return !index.Of(index.NumberOf(&symbol)).done_by_commands.empty() && !libraries::ServesIn(ImportsThatShow(program, module), module.text, text);
}

// The declarations of a file that show metrics; all of them where none does by itself.
std::vector<const Symbol*> Serving(const Program& program, const Module& module) {
  const std::vector<std::string> imports = ImportsThatShow(program, module);
  if (imports.size() < module.imports.size() && !libraries::Serves(imports, module.text)) return {};
  std::vector<const Symbol*> all, serving;
  const Package* package = program.PackageOf(&module);
  for (const std::vector<const Symbol*>* symbols : {&package->functions, &package->variables}) {
    for (const Symbol* symbol : *symbols) {
      if (symbol->module != &module) continue;
      all.push_back(symbol);
      if (libraries::ServesIn(imports, module.text, module.Text(symbol->node))) serving.push_back(symbol);
    }
  }
  return serving.empty() ? all : serving;
}

}  // namespace

std::vector<std::string> ServingPrograms(const Program& program, const ImportGraph& graph, const std::vector<std::string>& serving_files) {
  std::unordered_map<std::string_view, const Module*> modules;
  for (const auto& module : program.modules()) modules.emplace(module->path, module.get());
  std::set<std::string> serving, candidates;
  MentionIndex index(program);
  std::vector<const Symbol*> shown;
  std::unordered_map<Number, bool> wanted;  // true: only what a command does shows them
  for (const std::string& file : serving_files) {
    const std::vector<std::string>& with = graph.ProgramsWith(FolderOf(file));
    const auto module = modules.find(file);
    (module == modules.end() ? serving : candidates).insert(with.begin(), with.end());
    if (module == modules.end()) continue;
    for (const Symbol* symbol : Serving(program, *module->second)) shown.push_back(symbol), index.SetLeads(symbol->package);
  }
  for (const Symbol* symbol : shown) wanted.emplace(index.NumberOf(symbol), IsShownByCommands(program, *symbol, index));  // all that leads is known
  for (const auto& package : program.packages()) {
    if (package->name != "main" || package->vendored) continue;
    const std::vector<std::string>& names = graph.ProgramsWith(package->folder);
    if (names.size() != 1 || !candidates.contains(names.front())) continue;
    candidates.erase(names.front());
    if (serving.contains(names.front()) || Reach(index, wanted).FindsFrom(package.get())) serving.insert(names.front());
  }
  serving.insert(candidates.begin(), candidates.end());  // of which no file was parsed
  return {serving.begin(), serving.end()};
}

}  // namespace mdg::collect
