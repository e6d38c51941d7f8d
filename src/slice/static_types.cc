// In: expressions of a Unit. Out: their types, from declarations alone. See resolver.h.
#include "slice/resolver.h"

namespace mdg::slice {

namespace {

constexpr int kMaxDepth = 24;  // of expressions and embedded structs looked through: beyond, a type counts as not told

}  // namespace

Resolver::Resolver(const Program& program, Types& types, std::function<Unit*(const Symbol*)> unit_of)
    : program_(program), types_(types), unit_of_(std::move(unit_of)), outside_(types.External("", "")) {}

bool Resolver::IsOutside(const Type* type) const {
  type = Types::Dereference(type);
  return type != nullptr && (type->kind == Type::Kind::kExternal || type->kind == Type::Kind::kBasic);
}

std::string_view Resolver::PackageOf(Unit& unit, NodeId object) {
  const Module& module = *unit.module;
  if (module.At(object).kind != NodeKind::kName) return {};
  const std::string_view name = module.Text(object);
  if (unit.Find(name, module.At(object).begin) != nullptr) return {};
  return types_.ImportPath(module, name);
}

const Type* Resolver::TypeOf(Unit& unit, NodeId id, int depth) {
  if (depth > kMaxDepth) return nullptr;
  const Module& module = *unit.module;
  const Node& node = module.At(id);
  switch (node.kind) {
    case NodeKind::kName: {
      if (Definition* definition = unit.Find(module.Text(node), node.begin)) {
        const Type* type = TypeOfDefinition(unit, *definition, depth + 1);
        const bool counts = !definition->declares && (definition->value == kNoNode || type == types_.Basic("untyped"));  // k++, k = k + 1
        if (!counts) return type;
        Definition* declaration = unit.Find(module.Text(node), node.begin, true);
        const Type* declared = declaration == nullptr ? nullptr : TypeOfDefinition(unit, *declaration, depth + 1);
        return declared != nullptr && declared->kind == Type::Kind::kNamed ? declared : type;  // others have no methods
      }
      const Symbol* symbol = types_.FindSymbol(module, module.Text(node));
      return symbol == nullptr ? nullptr : TypeOfSymbol(*symbol, depth + 1);
    }
    case NodeKind::kParenthesis:
    case NodeKind::kSlice: return TypeOf(unit, node.first, depth + 1);
    case NodeKind::kMember: return TypeOfMember(unit, id, depth + 1);
    case NodeKind::kCall: return TypeOfCall(unit, id, 0, depth + 1);
    case NodeKind::kComposite: return TypeOfComposite(unit, id, depth + 1);
    case NodeKind::kUnary: {
      const Type* type = TypeOf(unit, node.first, depth + 1);
      if (type == nullptr) return nullptr;
      if (node.op == Operator::kAddressOf) return types_.PointerTo(type);
      if (node.op == Operator::kReceive) return IsOutside(type) ? outside_ : types_.Underlying(type)->element;
      return type;
    }
    case NodeKind::kDereference: return Types::Dereference(TypeOf(unit, node.first, depth + 1));
    case NodeKind::kIndex: {
      const Type* type = types_.Underlying(Types::Dereference(TypeOf(unit, node.first, depth + 1)));
      if (type != nullptr && type->kind == Type::Kind::kExternal) return outside_;
      return type == nullptr || type->kind == Type::Kind::kFunction ? nullptr : type->element;
    }
    case NodeKind::kTypeAssertion: return types_.Resolve(module, module.Child(id, 1));
    case NodeKind::kFunctionLiteral: return types_.Resolve(module, node.first);
    case NodeKind::kLiteral: return types_.Basic(node.op == Operator::kString ? "string" : "int");
    case NodeKind::kBinary: return types_.Basic("untyped");
    default: return nullptr;
  }
}

const Type* Resolver::TypeOfDefinition(Unit& unit, Definition& definition, int depth) {
  if (definition.asked) return definition.known;
  definition.asked = true;  // also ends circles
  const Module& module = *unit.module;
  using Kind = Definition::Kind;
  const Type* type = nullptr;
  if (definition.type != kNoNode) {
    type = types_.Resolve(module, definition.type);
  } else if (definition.kind == Kind::kAssigned && definition.value != kNoNode) {
    const bool call = module.At(definition.value).kind == NodeKind::kCall;
    if (definition.position <= 0) type = TypeOf(unit, definition.value, depth);
    else if (call) type = TypeOfCall(unit, definition.value, definition.position, depth);
    else type = types_.Basic("bool");
  } else if (definition.kind == Kind::kRangeKey || definition.kind == Kind::kRangeValue) {
    const Type* subject = types_.Underlying(Types::Dereference(TypeOf(unit, definition.value, depth)));
    const bool key = definition.kind == Kind::kRangeKey;
    const bool external = subject != nullptr && subject->kind == Type::Kind::kExternal;
    if (external && subject->path == "iter") return definition.known = nullptr;  // what a function of the tree gives
    if (external) type = outside_;
    else if (subject != nullptr && key) type = subject->kind == Type::Kind::kChannel ? subject->element : subject->key ? subject->key : types_.Basic("int");
    else if (subject != nullptr) type = subject->element;
  }
  return definition.known = type;
}

const Type* Resolver::TypeOfVariable(const Symbol* symbol, int depth) {
  const Module& module = *symbol->module;
  if (symbol->type != kNoNode && module.At(symbol->type).kind != NodeKind::kNone) return types_.Resolve(module, symbol->type);
  Unit* unit = unit_of_(symbol);
  if (unit == nullptr || symbol->values == kNoNode) return nullptr;
  NodeId value = module.At(symbol->values).first;
  if (symbol->name_count > 1 && value != kNoNode && module.At(value).next == kNoNode) {
    return module.At(value).kind == NodeKind::kCall ? TypeOfCall(*unit, value, symbol->position, depth) : nullptr;
  }
  for (int i = 0; i < symbol->position && value != kNoNode; ++i) value = module.At(value).next;
  return value == kNoNode ? nullptr : TypeOf(*unit, value, depth);
}

const Type* Resolver::TypeOfSymbol(const Symbol& symbol, int depth) {
  const Module& module = *symbol.module;
  switch (symbol.kind) {
    case SymbolKind::kVariable: return TypeOfVariable(&symbol, depth);
    case SymbolKind::kFunction: return types_.Resolve(module, module.Child(symbol.node, 3));
    case SymbolKind::kConstant: {  // const Big Size = 2: Big.String() is a method of Size
      const bool says = symbol.type != kNoNode && module.At(symbol.type).kind != NodeKind::kNone;
      return says ? types_.Resolve(module, symbol.type) : nullptr;
    }
    case SymbolKind::kType: break;
  }
  return nullptr;
}

FieldPlace Resolver::FindField(const Type* type, std::string_view name, int depth) {
  type = Types::Dereference(type);
  if (type == nullptr || depth > 6) return {};
  if (IsOutside(type)) return {.outside = true};
  const Symbol* owner = types_.OwnerOf(type);
  Types::FieldInfo info;
  if (types_.FindField(type, name, info)) return {.owner = owner, .type = info.type, .found = true};
  const Type* underlying = types_.Underlying(type);
  if (underlying != nullptr && underlying->kind == Type::Kind::kPointer) return FindField(underlying, name, depth + 1);  // type safe *Config
  FieldPlace best{.outside = underlying != nullptr && underlying->kind == Type::Kind::kExternal};
  for (const auto& [field, embedded] : types_.Fields(type)) {
    if (!embedded.embedded) continue;
    FieldPlace inner = FindField(embedded.type, name, depth + 1);
    if (inner.found || (inner.outside && !best.outside)) {
      inner.embedded.emplace_back(owner, field);
      best = std::move(inner);
      if (best.found) return best;
    }
  }
  return best;
}

const Type* Resolver::TypeOfMember(Unit& unit, NodeId member, int depth) {
  const Module& module = *unit.module;
  const NodeId object = module.At(member).first;
  const std::string_view name = module.Text(module.At(object).next);
  const std::string_view path = PackageOf(unit, object);
  if (!path.empty()) {
    const libraries::Constant* constant = libraries::FindConstant(path, name);
    if (constant != nullptr && constant->kind == libraries::ConstantKind::kDefaultRegisterer) return types_.External(path, "Registerer");
    const Package* package = program_.FindPackage(path);
    const Symbol* symbol = package == nullptr ? nullptr : types_.FindSymbol(*package, name, &module);
    if (symbol != nullptr) return TypeOfSymbol(*symbol, depth);
    return package == nullptr ? outside_ : nullptr;
  }
  const Type* type = TypeOf(unit, object, depth);
  const FieldPlace place = FindField(type, name);
  if (place.found) return place.type;
  // With the type at hand: asking for it again at each link of a.b().c().d() would double the work at each.
  if (const Symbol* method = MethodOf(unit, member, type)) return types_.Resolve(*method->module, method->module->Child(method->node, 3));
  return place.outside ? outside_ : nullptr;
}

const Type* Resolver::ResultOf(const Module& module, NodeId function_type, int position) {
  const NodeId results = module.Child(function_type, 1);
  for (NodeId field = module.At(results).first; field != kNoNode; field = module.At(field).next) {
    int names = 0;
    for (NodeId n = module.At(module.Child(field, 1)).next; n != kNoNode; n = module.At(n).next) ++names;
    position -= std::max(names, 1);
    if (position < 0) return types_.Resolve(module, module.At(field).first);
  }
  return nullptr;
}

const Type* Resolver::TypeOfCall(Unit& unit, NodeId id, int position, int depth) {
  Call* call = unit.FindCall(id);
  if (call == nullptr) return nullptr;
  Resolve(unit, *call);
  const Module& module = *unit.module;
  const NodeId callee = module.At(id).first, argument = module.At(callee).next;
  if (call->through != nullptr) {  // what it gives is what the interface says, whatever those that implement it do
    if (const Type* type = ResultOf(*call->through->module, call->through->type, position)) return type;
  }
  switch (call->callee) {
    case Callee::kFunctions: {
      const Symbol& function = *call->functions.front();
      return ResultOf(*function.module, function.module->Child(function.node, 3), position);
    }
    case Callee::kConversion: return types_.Resolve(module, callee);
    case Callee::kOutside: return outside_;
    case Callee::kBuiltin: {
      const std::string_view name = module.Text(callee);
      if (argument == kNoNode) return nullptr;
      if (name == "make") return types_.Resolve(module, argument);
      if (name == "append") return TypeOf(unit, argument, depth);
      if (name != "new") return types_.Basic("int");
      const Type* type = types_.Resolve(module, argument);
      return type == nullptr ? nullptr : types_.PointerTo(type);
    }
    case Callee::kLibrary: {
      using libraries::Action;
      const libraries::Function& row = *call->row.function;
      if (row.action == Action::kRegistry || row.action == Action::kWrapPrefix || row.action == Action::kWrapLabels) return types_.External(row.package, "Registerer");
      if (row.action == Action::kFactory) return types_.External(row.package, "Factory");
      if (!row.gives.empty()) return types_.External(row.package, row.gives);
      return types_.External(row.package, "");
    }
    case Callee::kUnresolved: {
      const Type* type = types_.Underlying(TypeOf(unit, callee, depth));
      if (type != nullptr && type->kind == Type::Kind::kExternal) return outside_;
      return type == nullptr || type->kind != Type::Kind::kFunction ? nullptr : ResultOf(*type->module, type->node, position);
    }
  }
  return nullptr;
}

const Type* Resolver::TypeOfComposite(Unit& unit, NodeId id, int depth) {
  const Module& module = *unit.module;
  const NodeId written = module.At(id).first;
  if (module.At(written).kind != NodeKind::kNone) return types_.Resolve(module, written);
  const Elided* elided = unit.FindElided(id);
  if (elided == nullptr || module.At(elided->outer).kind != NodeKind::kComposite) return nullptr;
  const Type* type = types_.Underlying(Types::Dereference(TypeOfComposite(unit, elided->outer, depth + 1)));
  if (type == nullptr) return nullptr;
  return Types::Dereference(elided->is_key ? type->key : type->element);
}

}  // namespace mdg::slice
