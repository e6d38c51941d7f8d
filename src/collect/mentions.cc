// In: a Program. Out: what its declarations name. See mentions.h.
#include "collect/mentions.h"

#include <algorithm>
#include <set>

namespace mdg::collect {

namespace {

// What code out of sight calls of an object it is given: handlers, commands, what managers start. All of them hand something over.
constexpr std::string_view kCalledFromOutside[] = {"ServeHTTP", "Start", "Run", "Execute", "Collect", "Handle"};

// What a command does, by the field that says so; what has it do it; what describes it to a reader and does not.
constexpr std::string_view kDoneByCommands[] = {"Run",       "RunE",        "PreRun",           "PreRunE",           "PostRun", "PostRunE", "PersistentPreRun",
                                                "PersistentPreRunE", "PersistentPostRun", "PersistentPostRunE", "Action",  "Before",   "After"};
constexpr std::string_view kExecutesCommands[] = {"Execute", "ExecuteC", "ExecuteContext", "ExecuteContextC", "Run", "RunContext", "RunAndExitOnError"};
constexpr std::string_view kWritesManuals[] = {"ToMan", "ToManWithSection", "ToMarkdown"};
constexpr std::string_view kManualLibraries[] = {"github.com/spf13/cobra/doc", "github.com/cpuguy83/go-md2man"};
constexpr std::string_view kCommandLibraries[] = {"github.com/spf13/cobra", "github.com/urfave/cli"};

template <size_t kSize>
bool IsAmong(const std::string_view (&names)[kSize], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

std::string_view NameOfMember(const Module& module, NodeId member) { return module.Text(module.At(module.At(member).first).next); }

bool HasParameters(const Module& module, NodeId function) {
  NodeId child = module.At(function).first;
  while (child != kNoNode && module.At(child).kind != NodeKind::kFunctionType) child = module.At(child).next;
  return child == kNoNode || module.At(module.At(child).first).first != kNoNode;
}

void LeaveOne(std::vector<Number>& mentioned) {
  std::sort(mentioned.begin(), mentioned.end());
  mentioned.erase(std::unique(mentioned.begin(), mentioned.end()), mentioned.end());
}

void LeaveOne(Mentions& mentions) {
  LeaveOne(mentions.symbols);
  LeaveOne(mentions.members);
}

}  // namespace

// Walks one declaration.
class MentionIndex::Reader {
 public:
  Reader(MentionIndex& index, const Symbol& symbol, Declaration& declaration) : index_(index), module_(*symbol.module), declaration_(declaration) {
    has_commands_ = std::any_of(module_.imports.begin(), module_.imports.end(), [](const Import& import) {
      return std::any_of(std::begin(kCommandLibraries), std::end(kCommandLibraries), [&](std::string_view library) { return import.path.starts_with(library); });
    });
  }

  void Read(NodeId declaration) {
    stack_ = {{declaration, &declaration_.mentions}};
    while (!stack_.empty()) {
      const auto [id, mentions] = stack_.back();
      const Node& node = module_.At(id);
      stack_.pop_back();
      if (node.kind == NodeKind::kLiteral) continue;
      if (node.kind == NodeKind::kName) index_.AddName(module_, module_.Text(node), *mentions);
      if (node.kind == NodeKind::kMember) {
        AddMember(id, *mentions);
        stack_.emplace_back(node.first, mentions);
        continue;
      }
      if (has_commands_ && AddsCommand(node)) continue;
      for (NodeId child = node.first; child != kNoNode; child = module_.At(child).next) stack_.emplace_back(child, mentions);
    }
  }

 private:
  void AddMember(NodeId id, Mentions& mentions) {
    const NodeId object = module_.At(id).first;
    const std::string_view member = NameOfMember(module_, id);
    index_.AddMember(module_, object, member, mentions);
    if (has_commands_ && (IsAmong(kWritesManuals, member) || IsOfManuals(object))) declaration_.writes_manuals = true;
    if (IsAmong(kExecutesCommands, member)) declaration_.executes_commands = true;
  }

  bool IsOfManuals(NodeId object) const {
    if (module_.At(object).kind != NodeKind::kName) return false;
    return std::any_of(module_.imports.begin(), module_.imports.end(), [&](const Import& import) {
      const bool is_manuals = std::any_of(std::begin(kManualLibraries), std::end(kManualLibraries), [&](std::string_view library) { return import.path.starts_with(library); });
      const std::string_view path = import.path;
      return is_manuals && module_.Text(object) == (import.alias.empty() ? path.substr(path.rfind('/') + 1) : std::string_view(import.alias));
    });
  }

  // RunE: run      command.Action = run
  bool AddsCommand(const Node& node) {
    if (node.kind == NodeKind::kKeyValue && module_.At(node.first).kind == NodeKind::kName && IsAmong(kDoneByCommands, module_.Text(node.first))) {
      AddDone(module_.At(node.first).next);
      return true;
    }
    if (node.kind != NodeKind::kAssign) return false;
    const NodeId to = module_.At(node.first).first;
    if (to == kNoNode || module_.At(to).next != kNoNode || module_.At(to).kind != NodeKind::kMember) return false;
    if (!IsAmong(kDoneByCommands, NameOfMember(module_, to))) return false;
    AddDone(module_.At(node.first).next);
    return true;
  }

  void AddDone(NodeId done) {
    declaration_.done_by_commands.push_back(done);
    stack_.emplace_back(done, &declaration_.by_commands);
  }

  MentionIndex& index_;
  const Module& module_;
  Declaration& declaration_;
  bool has_commands_ = false;
  std::vector<std::pair<NodeId, Mentions*>> stack_;
};

const Declaration& MentionIndex::Of(Number number) {
  if (declarations_[number].is_read) return declarations_[number];
  const Symbol& symbol = *symbols_[number];
  Declaration declaration;
  declaration.is_read = true;
  Reader(*this, symbol, declaration).Read(symbol.node);
  if (symbol.kind == SymbolKind::kType) AddMethods(symbol, declaration);
  LeaveOne(declaration.mentions);
  LeaveOne(declaration.by_commands);
  return declarations_[number] = std::move(declaration);
}

Number MentionIndex::NumberOf(const Symbol* symbol) {
  const auto [known, is_new] = numbers_.try_emplace(symbol, static_cast<Number>(symbols_.size()));
  if (!is_new) return known->second;
  symbols_.push_back(symbol);
  declarations_.emplace_back();
  return known->second;
}

bool MentionIndex::Leads(const Package* package) {
  const auto [known, is_new] = leads_.try_emplace(package, false);
  if (!is_new) return known->second;
  for (const Package* imported : ImportsOf(package)) {
    if (Leads(imported)) return leads_[package] = true;
  }
  return false;
}

const std::vector<const Package*>& MentionIndex::ImportsOf(const Package* package) {
  const auto [known, is_new] = imports_.try_emplace(package);
  if (!is_new) return known->second;
  std::set<const Package*> seen;
  for (const Module* module : package->modules) {
    for (const auto& [name, imported] : NamesIn(*module)) seen.insert(imported);
  }
  return known->second = {seen.begin(), seen.end()};
}

bool MentionIndex::RunsOnImport(const Symbol& variable) {
  if (variable.name != "_" || variable.values == kNoNode) return false;
  const Module& module = *variable.module;
  std::vector<NodeId> stack = {variable.values};
  while (!stack.empty()) {
    const Node& node = module.At(stack.back());
    stack.pop_back();
    if (node.kind == NodeKind::kCall && !IsOfType(module, node.first)) return true;
    for (NodeId child = node.first; child != kNoNode; child = module.At(child).next) stack.push_back(child);
  }
  return false;
}

// Whether what looks like a call makes a T of something: T(nil), (*T)(nil), new(T).
bool MentionIndex::IsOfType(const Module& module, NodeId callee) {
  while (module.At(callee).kind == NodeKind::kParenthesis || module.At(callee).kind == NodeKind::kDereference) callee = module.At(callee).first;
  const auto is_type = [](const Package& package, std::string_view name) {
    const auto found = package.symbols.find(name);
    return found != package.symbols.end() && found->second.front()->kind == SymbolKind::kType;
  };
  if (module.At(callee).kind == NodeKind::kName) return module.Text(callee) == "new" || is_type(*program_.PackageOf(&module), module.Text(callee));
  if (module.At(callee).kind != NodeKind::kMember) return module.At(callee).kind != NodeKind::kFunctionLiteral;
  const Names& names = NamesIn(module);
  return std::any_of(names.begin(), names.end(), [&](const auto& name) { return name.first == module.Text(module.At(callee).first) && is_type(*name.second, NameOfMember(module, callee)); });
}

const MentionIndex::Names& MentionIndex::NamesIn(const Module& module) {
  const auto [known, is_new] = names_.try_emplace(&module);
  if (!is_new) return known->second;
  Names names;
  for (const Import& import : module.imports) {
    const Package* package = program_.FindPackage(import.path);
    if (package != nullptr) names.emplace_back(import.alias.empty() ? package->name : import.alias, package);
  }
  return known->second = std::move(names);
}

bool MentionIndex::Add(const Package& package, std::string_view name, Mentions& mentions) {
  const auto found = package.symbols.find(name);
  if (found == package.symbols.end()) return false;
  for (const Symbol* symbol : found->second) mentions.symbols.push_back(NumberOf(symbol));
  return true;
}

void MentionIndex::AddName(const Module& module, std::string_view text, Mentions& mentions) {
  Add(*program_.PackageOf(&module), text, mentions);
  for (const auto& [name, package] : NamesIn(module)) {
    if (name == ".") Add(*package, text, mentions);
  }
}

void MentionIndex::AddMember(const Module& module, NodeId object, std::string_view member, Mentions& mentions) {
  bool is_of_package = false;
  if (module.At(object).kind == NodeKind::kName) {
    const std::string_view text = module.Text(object);
    for (const auto& [name, package] : NamesIn(module)) is_of_package = (name == text && Add(*package, member, mentions)) || is_of_package;
  }
  if (!is_of_package) mentions.members.push_back(NumberOfMember(member));  // a local name may hide the package
}

void MentionIndex::AddMethods(const Symbol& type, Declaration& declaration) {
  const auto methods = type.package->methods.find(type.name);
  if (methods == type.package->methods.end()) return;
  for (const auto& [name, declared] : methods->second) {
    for (const Symbol* method : declared) {
      declaration.methods.emplace_back(NumberOfMember(name), NumberOf(method));
      if (IsAmong(kCalledFromOutside, name) && HasParameters(*method->module, method->node)) declaration.methods.emplace_back(CalledFromOutside(), NumberOf(method));
    }
  }
}

}  // namespace mdg::collect
