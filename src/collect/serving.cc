// In: a Program, files that show metrics. Out: the programs that get to them. See serving.h.
#include "collect/serving.h"

#include <algorithm>
#include <deque>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "base/file_system.h"
#include "libraries/serving.h"

namespace mdg::collect {

namespace {

// What code out of sight calls of an object it is given: handlers, commands, what managers start.
constexpr std::string_view kCalledFromOutside[] = {"ServeHTTP", "Start", "Run", "Execute", "Collect", "Handle"};

using Number = uint32_t;  // of a declaration, or of a member's name

struct Mentions {
  std::vector<Number> symbols;
  std::vector<Number> members;  // x.member, where x is no package
  std::vector<std::pair<Number, Number>> methods;  // of a type: name, declaration
  bool is_read = false;
};

// What the text of each declaration names; read once, whichever program gets to it.
class Index {
 public:
  explicit Index(const Program& program) : program_(program) {}

  const Mentions& Of(Number number) {
    if (!mentions_[number].is_read) {
      Mentions mentions = Read(*symbols_[number]);
      LeaveOne(mentions.symbols);
      LeaveOne(mentions.members);
      mentions_[number] = std::move(mentions);
    }
    return mentions_[number];
  }

  Number NumberOf(const Symbol* symbol) {
    const auto [known, is_new] = numbers_.try_emplace(symbol, static_cast<Number>(symbols_.size()));
    if (!is_new) return known->second;
    symbols_.push_back(symbol);
    mentions_.emplace_back();
    return known->second;
  }

  Number NumberOfMember(std::string_view name) { return members_.try_emplace(name, static_cast<Number>(members_.size())).first->second; }

  // Whether it is, or imports however far, a package with what is looked for. Others are as good as out of sight.
  bool Leads(const Package* package) {
    const auto [known, is_new] = leads_.try_emplace(package, false);
    if (!is_new) return known->second;
    for (const Package* imported : ImportsOf(package)) {
      if (Leads(imported)) return leads_[package] = true;
    }
    return false;
  }
  void SetLeads(const Package* package) { leads_[package] = true; }

  const std::vector<const Package*>& ImportsOf(const Package* package) {
    const auto [known, is_new] = imports_.try_emplace(package);
    if (!is_new) return known->second;
    std::set<const Package*> seen;
    for (const Module* module : package->modules) {
      for (const auto& [name, imported] : NamesIn(*module)) seen.insert(imported);
    }
    return known->second = {seen.begin(), seen.end()};
  }

 private:
  using Names = std::vector<std::pair<std::string, const Package*>>;  // of a file; "." and "_" as they are written

  const Names& NamesIn(const Module& module) {
    const auto [known, is_new] = names_.try_emplace(&module);
    if (!is_new) return known->second;
    Names names;
    for (const Import& import : module.imports) {
      const Package* package = program_.FindPackage(import.path);
      if (package != nullptr) names.emplace_back(import.alias.empty() ? package->name : import.alias, package);
    }
    return known->second = std::move(names);
  }

  static void LeaveOne(std::vector<Number>& mentioned) {
    std::sort(mentioned.begin(), mentioned.end());
    mentioned.erase(std::unique(mentioned.begin(), mentioned.end()), mentioned.end());
  }

  bool Add(const Package& package, std::string_view name, Mentions& mentions) {
    const auto found = package.symbols.find(name);
    if (found == package.symbols.end()) return false;
    if (!Leads(&package)) return true;
    for (const Symbol* symbol : found->second) mentions.symbols.push_back(NumberOf(symbol));
    return true;
  }

  void AddName(const Module& module, std::string_view text, Mentions& mentions) {
    Add(*program_.PackageOf(&module), text, mentions);
    for (const auto& [name, package] : NamesIn(module)) {
      if (name == ".") Add(*package, text, mentions);
    }
  }

  void AddMember(const Module& module, NodeId object, std::string_view member, Mentions& mentions) {
    bool is_of_package = false;
    if (module.At(object).kind == NodeKind::kName) {
      const std::string_view text = module.Text(object);
      for (const auto& [name, package] : NamesIn(module)) is_of_package = (name == text && Add(*package, member, mentions)) || is_of_package;
    }
    if (!is_of_package) mentions.members.push_back(NumberOfMember(member));  // a local name may hide the package
  }

  Mentions Read(const Symbol& symbol) {
    const Module& module = *symbol.module;
    Mentions mentions;
    mentions.is_read = true;
    std::vector<NodeId> stack = {symbol.node};
    while (!stack.empty()) {
      const Node& node = module.At(stack.back());
      stack.pop_back();
      if (node.kind == NodeKind::kLiteral) continue;
      if (node.kind == NodeKind::kName) AddName(module, module.Text(node), mentions);
      if (node.kind == NodeKind::kMember) {
        AddMember(module, node.first, module.Text(module.At(node.first).next), mentions);
        stack.push_back(node.first);
        continue;
      }
      for (NodeId child = node.first; child != kNoNode; child = module.At(child).next) stack.push_back(child);
    }
    if (symbol.kind != SymbolKind::kType) return mentions;
    const auto methods = symbol.package->methods.find(symbol.name);
    if (methods == symbol.package->methods.end()) return mentions;
    for (const auto& [name, declared] : methods->second) {
      for (const Symbol* method : declared) mentions.methods.emplace_back(NumberOfMember(name), NumberOf(method));
    }
    return mentions;
  }

  const Program& program_;
  std::vector<const Symbol*> symbols_;
  std::deque<Mentions> mentions_;  // by number
  std::unordered_map<const Symbol*, Number> numbers_;
  std::unordered_map<std::string_view, Number> members_;
  std::unordered_map<const Module*, Names> names_;
  std::unordered_map<const Package*, std::vector<const Package*>> imports_;
  std::unordered_map<const Package*, bool> leads_;
};

// All one program gets to, until it comes by something it looks for.
class Reach {
 public:
  Reach(Index& index, const std::unordered_set<Number>& wanted) : index_(index), wanted_(wanted) {}

  bool FindsFrom(const Package* main) {
    const auto found = main->symbols.find("main");
    if (found == main->symbols.end()) return true;  // nobody knows where it begins
    for (const Symbol* function : found->second) Get(index_.NumberOf(function));
    GetWhatImportsRun(main);
    for (const std::string_view name : kCalledFromOutside) GetMember(index_.NumberOfMember(name));
    while (!open_.empty() && !is_found_) {
      const Mentions& mentions = index_.Of(open_.back());
      open_.pop_back();
      for (const Number named : mentions.symbols) Get(named);
      for (const Number member : mentions.members) GetMember(member);
      for (const auto& [name, method] : mentions.methods) {
        if (At(members_, name))
          Get(method);
        else
          waiting_[name].push_back(method);
      }
    }
    return is_found_;
  }

 private:
  void GetWhatImportsRun(const Package* main) {
    std::vector<const Package*> packages = {main};
    std::unordered_set<const Package*> seen = {main};
    while (!packages.empty()) {
      const Package* package = packages.back();
      packages.pop_back();
      for (const Symbol* function : package->initializers) Get(index_.NumberOf(function));
      for (const Symbol* variable : package->variables) {
        if (variable->name == "_") Get(index_.NumberOf(variable));
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
    is_found_ = is_found_ || wanted_.contains(symbol);
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

  Index& index_;
  const std::unordered_set<Number>& wanted_;
  bool is_found_ = false;
  std::vector<Number> open_;
  std::vector<bool> symbols_, members_;  // that were got to
  std::unordered_map<Number, std::vector<Number>> waiting_;  // methods of types that were, by name
};

// The declarations of a file that show metrics; all of them where none does by itself.
std::vector<const Symbol*> Serving(const Program& program, const Module& module) {
  std::vector<std::string> imports;
  for (const Import& import : module.imports) imports.push_back(import.path);
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
  Index index(program);
  std::unordered_set<Number> wanted;
  for (const std::string& file : serving_files) {
    const std::vector<std::string>& with = graph.ProgramsWith(FolderOf(file));
    const auto module = modules.find(file);
    (module == modules.end() ? serving : candidates).insert(with.begin(), with.end());
    if (module == modules.end()) continue;
    for (const Symbol* symbol : Serving(program, *module->second)) wanted.insert(index.NumberOf(symbol)), index.SetLeads(symbol->package);
  }
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
