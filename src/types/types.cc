// In: type expressions. Out: interned Types and look-ups on them. See types.h.
#include "types/types.h"

#include <algorithm>
#include <array>

#include "model/build_constraint.h"

namespace mdg {

namespace {

constexpr int kMaxTypeDepth = 40;

constexpr std::array<std::string_view, 24> kBasicNames = {
    "bool", "string", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64",
    "uintptr", "byte", "rune", "float32", "float64", "complex64", "complex128", "error", "any", "comparable",
    "unsafe.Pointer", "untyped"};

bool IsBasic(std::string_view name) {
  for (std::string_view basic : kBasicNames) {
    if (basic == name) return true;
  }
  return false;
}

std::string_view LastElement(std::string_view path) {
  size_t slash = path.rfind('/');
  std::string_view last = slash == std::string_view::npos ? path : path.substr(slash + 1);
  // .../v2 is named after the element before; gopkg.in/yaml.v2 after what stands before the dot
  if (last.size() > 1 && last[0] == 'v' && last.find_first_not_of("0123456789", 1) == std::string_view::npos &&
      slash != std::string_view::npos) {
    return LastElement(path.substr(0, slash));
  }
  if (size_t dot = last.rfind(".v"); dot != std::string_view::npos && dot > 0) last = last.substr(0, dot);
  return last;
}

// How well a declaration serves code in `from`: what can be built with it first, then the default build, then the rest.
int Suitability(const Symbol& symbol, const Module* from) {
  const std::string& constraint = symbol.module->build_constraint;
  if (symbol.module == from) return 8;
  if (from != nullptr && !from->build_constraint.empty() && constraint == from->build_constraint) return 6;
  if (constraint.empty()) return 5;
  if (from != nullptr && !CanHoldTogether(from->build_constraint, constraint)) return 1;
  return HoldsByDefault(constraint) ? 4 : constraint.starts_with('!') ? 3 : 2;
}

const Symbol* BestOf(const std::vector<const Symbol*>& symbols, const Module* from) {
  const Symbol* best = nullptr;
  int best_score = -1;
  for (const Symbol* symbol : symbols) {
    if (symbol->module->is_test && (from == nullptr || !from->is_test)) continue;
    const int score = symbols.size() == 1 ? 0 : Suitability(*symbol, from);
    if (score > best_score) best = symbol, best_score = score;
  }
  return best;
}

}  // namespace

const Type* Types::Intern(Type type) {
  types_.push_back(std::move(type));
  return &types_.back();
}

const Type* Types::Basic(std::string_view name) {
  auto slot = basic_.find(name);
  if (slot == basic_.end()) slot = basic_.emplace(name, Intern({.kind = Type::Kind::kBasic, .name = std::string(name)})).first;
  return slot->second;
}

const Type* Types::External(std::string_view path, std::string_view name) {
  const Type*& slot = by_key_["external:" + std::string(path) + '.' + std::string(name)];
  if (slot == nullptr) slot = Intern({.kind = Type::Kind::kExternal, .path = std::string(path), .name = std::string(name)});
  return slot;
}

const Type* Types::Named(const Symbol* symbol, std::vector<const Type*> arguments) {
  if (arguments.empty()) {
    const Type*& slot = named_[symbol];
    if (slot == nullptr) {
      slot = Intern({.kind = Type::Kind::kNamed, .name = std::string(symbol->name), .symbol = symbol, .module = symbol->module, .node = symbol->type});
    }
    return slot;
  }
  std::string key = "named:" + std::to_string(reinterpret_cast<uintptr_t>(symbol));
  for (const Type* argument : arguments) key += ',' + std::to_string(reinterpret_cast<uintptr_t>(argument));
  const Type*& slot = by_key_[key];
  if (slot == nullptr) {
    slot = Intern({.kind = Type::Kind::kNamed,
                   .name = std::string(symbol->name),
                   .symbol = symbol,
                   .module = symbol->module,
                   .node = symbol->type,
                   .arguments = std::move(arguments)});
  }
  return slot;
}

const Type* Types::Composite(Type::Kind kind, const Type* element, const Type* key_type) {
  if (kind == Type::Kind::kPointer || kind == Type::Kind::kSlice) {  // most of them
    const Type*& slot = pointers_and_slices_[element][kind == Type::Kind::kSlice ? 1 : 0];
    if (slot == nullptr) slot = Intern({.kind = kind, .element = element});
    return slot;
  }
  std::string key = "composite:" + std::to_string(static_cast<int>(kind)) + ',' +
                    std::to_string(reinterpret_cast<uintptr_t>(element)) + ',' +
                    std::to_string(reinterpret_cast<uintptr_t>(key_type));
  const Type*& slot = by_key_[key];
  if (slot == nullptr) slot = Intern({.kind = kind, .key = key_type, .element = element});
  return slot;
}

const Type* Types::PointerTo(const Type* element) { return Composite(Type::Kind::kPointer, element); }
const Type* Types::SliceOf(const Type* element) { return Composite(Type::Kind::kSlice, element); }

std::string_view Types::ImportPath(const Module& module, std::string_view identifier) {
  auto& of_module = import_paths_[&module];
  auto slot = of_module.find(identifier);
  if (slot != of_module.end()) return slot->second;
  slot = of_module.emplace(identifier, std::string()).first;
  for (const Import& import : module.imports) {
    if (import.alias == identifier) return slot->second = import.path;
  }
  for (const Import& import : module.imports) {
    if (!import.alias.empty()) continue;
    const Package* package = program_.FindPackage(import.path);
    if (package != nullptr ? package->name == identifier : LastElement(import.path) == identifier) {
      return slot->second = import.path;
    }
  }
  for (const Import& import : module.imports) {
    // A dependency's package name is not always its folder's: go-metrics is `metrics`, client-go is `client`.
    if (!import.alias.empty() || program_.FindPackage(import.path) != nullptr) continue;
    std::string_view last = LastElement(import.path);
    if (last.ends_with(identifier) && last.size() > identifier.size() && last[last.size() - identifier.size() - 1] == '-') {
      return slot->second = import.path;
    }
    if (last.starts_with("go-") ? last.substr(3) == identifier : last == std::string(identifier) + "-go") {
      return slot->second = import.path;
    }
    // json-patch is `jsonpatch`, geoip2-golang is `geoip2`
    const size_t hyphen = last.find('-');
    if (hyphen == std::string_view::npos) continue;
    std::string joined(last);
    std::erase(joined, '-');
    if (joined == identifier || last.substr(0, hyphen) == identifier) return slot->second = import.path;
  }
  return slot->second;
}

std::string_view Types::DotImport(const Module& module, std::string_view name) const {
  if (name.empty() || name[0] < 'A' || name[0] > 'Z') return {};
  std::string_view path;
  for (const Import& import : module.imports) {
    if (import.alias != "." || program_.FindPackage(import.path) != nullptr) continue;
    if (!path.empty()) return {};  // which of the two, nobody here can tell
    path = import.path;
  }
  return path;
}

const Symbol* Types::FindSymbol(const Package& package, std::string_view name, const Module* from) const {
  auto found = package.symbols.find(name);
  return found == package.symbols.end() ? nullptr : BestOf(found->second, from);
}

const Symbol* Types::FindSymbol(const Module& module, std::string_view name) {
  const Package* package = program_.PackageOf(&module);
  if (package != nullptr) {
    if (const Symbol* symbol = FindSymbol(*package, name, &module)) return symbol;
  }
  for (const Import& import : module.imports) {
    if (import.alias != ".") continue;
    if (const Package* other = program_.FindPackage(import.path)) {
      if (const Symbol* symbol = FindSymbol(*other, name, &module)) return symbol;
    }
  }
  return nullptr;
}

const Symbol* Types::FindMethod(const Type* type, std::string_view name, const Module* from) const {
  type = Dereference(type);
  if (type == nullptr || type->kind != Type::Kind::kNamed) return nullptr;
  const Package* package = type->symbol->package;
  auto methods = package->methods.find(type->symbol->name);
  if (methods == package->methods.end()) return nullptr;
  auto found = methods->second.find(name);
  if (found == methods->second.end()) return nullptr;
  const Symbol* best = BestOf(found->second, type->symbol->module);
  return best != nullptr ? best : BestOf(found->second, from);
}

const std::vector<const Symbol*>& Types::VariantsOf(const Symbol* symbol) {
  auto [slot, fresh] = variants_.try_emplace(symbol);
  std::vector<const Symbol*>& variants = slot->second;
  if (!fresh) return variants;
  variants.push_back(symbol);
  if (symbol->module->build_constraint.empty() || symbol->module->is_test) return variants;
  const auto declared = [&]() -> const std::vector<const Symbol*>* {
    if (symbol->receiver.empty()) {
      const auto found = symbol->package->symbols.find(symbol->name);
      return found == symbol->package->symbols.end() ? nullptr : &found->second;
    }
    return &symbol->package->methods.at(symbol->receiver).at(symbol->name);
  }();
  for (size_t i = 0; declared != nullptr && i < declared->size(); ++i) {
    const Symbol* other = (*declared)[i];
    if (other->kind != symbol->kind || other->module->is_test) continue;
    const bool apart = std::none_of(variants.begin(), variants.end(), [&](const Symbol* one) {
      return CanHoldTogether(one->module->build_constraint, other->module->build_constraint);
    });
    if (apart) variants.push_back(other);
  }
  return variants;
}

std::vector<const Symbol*> Types::VariantsFor(const Symbol* symbol, const Module& from) {
  std::vector<const Symbol*> variants = VariantsOf(symbol);
  if (variants.size() > 1) {
    std::erase_if(variants, [&](const Symbol* one) { return one != symbol && !CanHoldTogether(from.build_constraint, one->module->build_constraint); });
  }
  return variants;
}

const Type* Types::Resolve(const Module& module, NodeId id, const TypeScope* parameters, int depth) {
  if (depth > kMaxTypeDepth) return nullptr;
  const Node& node = module.At(id);
  switch (node.kind) {
    case NodeKind::kName: {
      const std::string_view name = module.Text(node);
      for (const TypeScope* scope = parameters; scope != nullptr; scope = scope->outer) {
        if (scope->name == name) return scope->type;
      }
      if (const Symbol* symbol = FindSymbol(module, name)) {
        if (symbol->kind != SymbolKind::kType) return nullptr;
        if (symbol->module->At(symbol->node).flags & kAlias) return Resolve(*symbol->module, symbol->type, nullptr, depth + 1);
        return Named(symbol);
      }
      if (IsBasic(name)) return Basic(name);
      if (const Type* local = LocalType(module, id, depth)) return local;
      const std::string_view path = DotImport(module, name);
      return path.empty() ? nullptr : External(path, name);
    }
    case NodeKind::kMember: {
      const Node& object = module.At(node.first);
      if (object.kind != NodeKind::kName) return nullptr;
      const std::string_view path = ImportPath(module, module.Text(object));
      if (path.empty()) return nullptr;
      const std::string_view name = module.Text(module.Child(id, 1));
      if (const Package* package = program_.FindPackage(path)) {
        const Symbol* symbol = FindSymbol(*package, name, &module);
        if (symbol != nullptr) {
          if (symbol->kind != SymbolKind::kType) return nullptr;
          if (symbol->module->At(symbol->node).flags & kAlias) return Resolve(*symbol->module, symbol->type, nullptr, depth + 1);
          return Named(symbol);
        }
      }
      return External(path, name);
    }
    case NodeKind::kParenthesis: return Resolve(module, node.first, parameters, depth + 1);
    case NodeKind::kDereference: {
      const Type* element = Resolve(module, node.first, parameters, depth + 1);
      return element == nullptr ? nullptr : PointerTo(element);
    }
    case NodeKind::kIndex: {  // an instantiation
      const Type* generic = Resolve(module, node.first, parameters, depth + 1);
      if (generic == nullptr || generic->kind != Type::Kind::kNamed) return generic;
      std::vector<const Type*> arguments;
      for (NodeId a = module.At(node.first).next; a != kNoNode; a = module.At(a).next) {
        arguments.push_back(Resolve(module, a, parameters, depth + 1));
      }
      return Named(generic->symbol, std::move(arguments));
    }
    case NodeKind::kArrayType: {
      const bool slice = module.At(node.first).kind == NodeKind::kNone;
      return Composite(slice ? Type::Kind::kSlice : Type::Kind::kArray,
                       Resolve(module, module.Child(id, 1), parameters, depth + 1));
    }
    case NodeKind::kEllipsis: return Composite(Type::Kind::kSlice, Resolve(module, node.first, parameters, depth + 1));
    case NodeKind::kMapType:
      return Composite(Type::Kind::kMap, Resolve(module, module.Child(id, 1), parameters, depth + 1),
                       Resolve(module, module.Child(id, 0), parameters, depth + 1));
    case NodeKind::kChannelType: return Composite(Type::Kind::kChannel, Resolve(module, node.first, parameters, depth + 1));
    case NodeKind::kFunctionType:
    case NodeKind::kStructType:
    case NodeKind::kInterfaceType: {
      if (node.kind == NodeKind::kInterfaceType && node.first == kNoNode) return Basic("any");  // interface{}, by its other name
      const Type*& slot = by_key_["node:" + std::to_string(reinterpret_cast<uintptr_t>(&module)) + ',' + std::to_string(id)];
      if (slot == nullptr) {
        const auto kind = node.kind == NodeKind::kFunctionType ? Type::Kind::kFunction
                          : node.kind == NodeKind::kStructType ? Type::Kind::kStruct
                                                               : Type::Kind::kInterface;
        slot = Intern({.kind = kind, .module = &module, .node = id});
      }
      return slot;
    }
    default: return nullptr;
  }
}

const Type* Types::LocalType(const Module& module, NodeId id, int depth) {
  auto [slot, fresh] = local_types_.try_emplace(&module);
  if (fresh) {
    for (NodeId type = 1; type < module.nodes.size(); ++type) {
      if (module.At(type).kind == NodeKind::kType) slot->second.push_back(type);
    }
    std::sort(slot->second.begin(), slot->second.end(), [&](NodeId a, NodeId b) { return module.At(a).begin < module.At(b).begin; });
  }
  const uint32_t place = module.At(id).begin;
  const std::string_view name = module.Text(id);
  NodeId around = kNoNode;  // what another function calls so is something else
  for (NodeId declaration = module.At(module.root).first; declaration != kNoNode && module.At(declaration).begin <= place; declaration = module.At(declaration).next) {
    around = declaration;
  }
  if (around == kNoNode || module.At(around).op == Operator::kTypeKeyword) return nullptr;
  const Type* found = nullptr;
  for (NodeId type : slot->second) {
    if (module.At(type).begin >= place) break;
    if (module.At(type).begin > module.At(around).begin && module.Text(module.At(type).first) == name) found = Resolve(module, module.Child(type, 2), nullptr, depth + 1);
  }
  return found;
}

const TypeScope* Types::Bind(const Type* type) {
  if (type == nullptr || type->kind != Type::Kind::kNamed || type->arguments.empty()) return nullptr;
  const Module& module = *type->symbol->module;
  const NodeId parameters = module.Child(type->symbol->node, 1);
  const TypeScope* scope = nullptr;
  size_t index = 0;
  for (NodeId field = module.At(parameters).first; field != kNoNode; field = module.At(field).next) {
    for (NodeId name = module.At(module.Child(field, 1)).next; name != kNoNode; name = module.At(name).next) {
      if (index < type->arguments.size()) {
        scopes_.push_back({module.Text(name), type->arguments[index], scope});
        scope = &scopes_.back();
      }
      ++index;
    }
  }
  return scope;
}

const Type* Types::Underlying(const Type* type) {
  for (int depth = 0; type != nullptr && type->kind == Type::Kind::kNamed && depth < kMaxTypeDepth; ++depth) {
    const Type* below = Resolve(*type->module, type->node, Bind(type));
    if (below == nullptr || below == type) return type;
    type = below;
  }
  return type;
}

const std::vector<std::pair<std::string_view, Types::FieldInfo>>& Types::Fields(const Type* type) {
  type = Dereference(type);
  if (auto found = fields_.find(type); found != fields_.end()) return found->second;
  std::vector<std::pair<std::string_view, FieldInfo>> fields;
  const Type* structure = Underlying(type);
  if (structure != nullptr && structure->kind == Type::Kind::kStruct) {
    const Module& module = *structure->module;
    const TypeScope* parameters = Bind(type);
    for (NodeId field = module.At(structure->node).first; field != kNoNode; field = module.At(field).next) {
      if (module.At(field).kind != NodeKind::kField) continue;
      FieldInfo info{&module, field, Resolve(module, module.At(field).first, parameters), false};
      NodeId name = module.At(module.Child(field, 1)).next;
      if (name == kNoNode) {  // embedded: named after its type
        NodeId at = module.At(field).first;
        while (module.At(at).kind == NodeKind::kDereference || module.At(at).kind == NodeKind::kIndex ||
               module.At(at).kind == NodeKind::kParenthesis) {
          at = module.At(at).first;
        }
        if (module.At(at).kind == NodeKind::kMember) at = module.Child(at, 1);
        info.embedded = true;
        fields.emplace_back(module.Text(at), info);
      }
      for (; name != kNoNode; name = module.At(name).next) fields.emplace_back(module.Text(name), info);
    }
  }
  return fields_[type] = fields;
}

// A type without a name is one for each place it is written at: two such fields may have the same.
bool Types::IsWrittenOut(const Type* type) {
  while (type != nullptr && type->element != nullptr) type = type->element;
  return type != nullptr && (type->kind == Type::Kind::kFunction || type->kind == Type::Kind::kStruct || type->kind == Type::Kind::kInterface);
}

const Symbol* Types::OwnerOf(const Type* type) {
  type = Dereference(type);
  if (type == nullptr) return nullptr;
  if (type->kind == Type::Kind::kNamed) return type->symbol;
  if (type->kind != Type::Kind::kStruct) return nullptr;
  std::vector<std::pair<std::string_view, const Type*>> fields;
  for (const auto& [name, field] : Fields(type)) fields.emplace_back(name, IsWrittenOut(field.type) ? nullptr : field.type);
  const auto [slot, fresh] = nameless_.try_emplace(std::move(fields));
  if (fresh) slot->second = {.kind = SymbolKind::kType, .package = program_.PackageOf(type->module), .module = type->module, .node = type->node, .type = type->node};
  return &slot->second;
}

bool Types::FindField(const Type* structure, std::string_view name, FieldInfo& info) {
  for (const auto& [field, found] : Fields(structure)) {
    if (field == name) {
      info = found;
      return true;
    }
  }
  return false;
}

bool Types::Embeds(const Type* type, const Symbol* base, int depth) {
  if (type == nullptr || type->kind != Type::Kind::kNamed || depth > 6) return false;
  for (const auto& [name, field] : Fields(type)) {
    const Type* inner = field.embedded ? Dereference(field.type) : nullptr;
    if (inner != nullptr && (inner->symbol == base || Embeds(inner, base, depth + 1))) return true;
  }
  return false;
}

const std::vector<const Symbol*>& Types::Overrides(const Symbol* method) {
  auto [slot, fresh] = overrides_.try_emplace(method);
  if (!fresh || !method->module->makes_objects || method->receiver.empty()) return slot->second;
  const Symbol* base = FindSymbol(*method->package, method->receiver, method->module);
  std::vector<const Symbol*> found;
  for (const Symbol* other : program_.MethodsNamed(method->name)) {
    if (base == nullptr || other == method || other->module->is_test) continue;
    const Symbol* declared = FindSymbol(*other->package, other->receiver, other->module);
    if (declared != nullptr && declared != base && declared->kind == SymbolKind::kType && Embeds(Named(declared), base, 0)) found.push_back(other);
  }
  return overrides_[method] = std::move(found);
}

}  // namespace mdg
