// In: Modules in path order. Out: packages with their declarations indexed by name.
// Deliberately evaluates nothing: constants without a value only remember the list they repeat.
#include "model/program.h"

#include <algorithm>

namespace mdg {

namespace {

// The name of a receiver's type: T of (x *T), (x T), (x *T[K]).
std::string_view ReceiverName(const Module& module, NodeId type) {
  for (;;) {
    const Node& node = module.At(type);
    switch (node.kind) {
      case NodeKind::kDereference:
      case NodeKind::kParenthesis:
      case NodeKind::kIndex: type = node.first; break;
      case NodeKind::kName: return module.Text(node);
      default: return {};
    }
  }
}

}  // namespace

std::string ImportMap::FolderOf(std::string_view import_path) const {
  for (const auto& [prefix, folder] : roots) {
    if (!import_path.starts_with(prefix)) continue;
    std::string_view rest = import_path.substr(prefix.size());
    if (!rest.empty() && !prefix.empty() && rest.front() != '/') continue;
    if (!rest.empty() && rest.front() == '/') rest.remove_prefix(1);
    if (rest.empty()) return folder.empty() ? "." : folder;
    return folder.empty() ? std::string(rest) : folder + '/' + std::string(rest);
  }
  return "";
}

std::string_view ImportMap::VersionOf(std::string_view module, std::string_view folder) const {
  const Version* best = nullptr;
  for (const Version& version : versions) {
    const std::string_view above = version.folder == "." ? std::string_view() : std::string_view(version.folder);
    const bool covers = above.empty() || (folder.starts_with(above) && (folder.size() == above.size() || folder[above.size()] == '/'));
    if (version.module == module && covers && (best == nullptr || best->folder.size() <= version.folder.size())) best = &version;
  }
  return best == nullptr ? std::string_view() : std::string_view(best->version);
}

std::string ImportMap::PathOf(std::string_view folder) const {
  size_t best = 0;
  std::string path(folder);
  bool found = false;
  for (const auto& [prefix, root] : roots) {
    if (!(root.empty() || folder == root || (folder.starts_with(root) && folder[root.size()] == '/'))) continue;
    if (found && root.size() <= best) continue;
    std::string_view rest = folder.substr(root.size());
    if (!rest.empty() && rest.front() == '/') rest.remove_prefix(1);
    path = rest.empty() ? prefix : prefix.empty() ? std::string(rest) : prefix + '/' + std::string(rest);
    best = root.size();
    found = true;
  }
  return path;
}

void Program::Add(std::vector<Module> modules) {
  for (Module& module : modules) {
    if (module.root == kNoNode) continue;
    module.number = static_cast<uint32_t>(modules_.size());
    modules_.push_back(std::make_unique<Module>(std::move(module)));
    const Module& kept = *modules_.back();
    Package* package = PackageFor(kept);
    package->modules.push_back(&kept);
    package->vendored = kept.is_vendored;
    by_module_[&kept] = package;
    Index(*package, kept);
  }
}

Package* Program::PackageFor(const Module& module) {
  auto& slot = by_folder_and_name_[{module.package.empty() ? module.folder : module.package, module.package_name}];
  if (slot == nullptr) {
    packages_.push_back(std::make_unique<Package>());
    slot = packages_.back().get();
    slot->folder = module.folder;
    slot->name = module.package_name;
    slot->path = module.package.empty() ? imports_.PathOf(module.folder) : module.package;
    // A folder may hold `package x` and `package main` of an ignored generator; the importable one keeps the path.
    auto& by_path = by_path_[slot->path];
    if (by_path == nullptr || by_path->name == "main") by_path = slot;
  }
  return slot;
}

void Program::Index(Package& package, const Module& module) {
  for (NodeId id = module.At(module.root).first; id != kNoNode; id = module.At(id).next) {
    if (module.At(id).kind == NodeKind::kDeclarationGroup) IndexGroup(package, module, id);
    if (module.At(id).kind == NodeKind::kFunction) IndexFunction(package, module, id);
  }
}

Symbol* Program::NewSymbol(Package& package, const Module& module, SymbolKind kind, NodeId node, NodeId name) {
  symbols_.push_back(std::make_unique<Symbol>());
  Symbol* symbol = symbols_.back().get();
  symbol->kind = kind;
  symbol->package = &package;
  symbol->module = &module;
  symbol->name = module.Text(name);
  symbol->node = node;
  return symbol;
}

void Program::IndexGroup(Package& package, const Module& module, NodeId group) {
  NodeId repeated_type = kNoNode, repeated_values = kNoNode;
  int iota = 0;
  for (NodeId spec = module.At(group).first; spec != kNoNode; spec = module.At(spec).next, ++iota) {
    const NodeKind kind = module.At(spec).kind;
    if (kind == NodeKind::kType) {
      Symbol* symbol = NewSymbol(package, module, SymbolKind::kType, spec, module.Child(spec, 0));
      symbol->type = module.Child(spec, 2);
      package.symbols[symbol->name].push_back(symbol);
      continue;
    }
    if (kind != NodeKind::kConstant && kind != NodeKind::kVariable) continue;
    NodeId type = module.Child(spec, 1), values = module.Child(spec, 2);
    const bool has_values = module.At(values).kind == NodeKind::kExpressionList;
    if (kind == NodeKind::kConstant) {
      if (has_values) {
        repeated_type = type, repeated_values = values;
      } else {
        type = repeated_type, values = repeated_values;
      }
    } else if (!has_values) {
      values = kNoNode;
    }
    int count = 0, position = 0;
    const NodeId names = module.Child(spec, 0);
    for (NodeId name = module.At(names).first; name != kNoNode; name = module.At(name).next) ++count;
    for (NodeId name = module.At(names).first; name != kNoNode; name = module.At(name).next, ++position) {
      const bool constant = kind == NodeKind::kConstant;
      Symbol* symbol =
          NewSymbol(package, module, constant ? SymbolKind::kConstant : SymbolKind::kVariable, spec, name);
      symbol->type = type;
      symbol->values = values;
      symbol->position = position;
      symbol->name_count = count;
      symbol->iota = iota;
      if (!constant) package.variables.push_back(symbol);
      if (symbol->name != "_") package.symbols[symbol->name].push_back(symbol);
    }
  }
}

void Program::IndexFunction(Package& package, const Module& module, NodeId function) {
  Symbol* symbol = NewSymbol(package, module, SymbolKind::kFunction, function, module.Child(function, 1));
  symbol->type = module.Child(function, 3);
  const NodeId receiver = module.Child(function, 0);
  if (module.At(module.Child(function, 4)).kind == NodeKind::kBlock) package.functions.push_back(symbol);
  if (module.At(receiver).kind == NodeKind::kFieldList) {
    symbol->receiver = ReceiverName(module, module.Child(module.At(receiver).first, 0));
    package.methods[symbol->receiver][symbol->name].push_back(symbol);
    package.methods_by_name[symbol->name].push_back(symbol);
    methods_[symbol->name].push_back(symbol);
  } else if (symbol->name == "init") {
    package.initializers.push_back(symbol);
  } else if (symbol->name != "_") {
    package.symbols[symbol->name].push_back(symbol);
  }
}

const Package* Program::FindPackage(std::string_view import_path) const {
  auto found = by_path_.find(std::string(import_path));
  return found == by_path_.end() ? nullptr : found->second;
}

const Package* Program::PackageOf(const Module* module) const {
  auto found = by_module_.find(module);
  return found == by_module_.end() ? nullptr : found->second;
}

const std::vector<const Symbol*>& Program::MethodsNamed(std::string_view name) const {
  static const std::vector<const Symbol*> kNone;
  auto found = methods_.find(name);
  return found == methods_.end() ? kNone : found->second;
}

}  // namespace mdg
