// In: expressions. Out: the texts they are seen to stand for. See texts.h; which definition of a name is meant: reaching.cc.
#include "slice/texts.h"

#include <algorithm>

namespace mdg::slice {

namespace {

constexpr int kMaxBudget = 2'000;  // nodes looked at for one expression

size_t CountChildren(const Module& module, NodeId first) {
  size_t count = 0;
  for (NodeId c = first; c != kNoNode; c = module.At(c).next) ++count;
  return count;
}

// The number of parameters; none when the last one takes any number of arguments.
std::optional<size_t> ParametersOf(const Module& module, NodeId function) {
  size_t count = 0;
  for (NodeId field = module.At(module.Child(module.Child(function, 3), 0)).first; field != kNoNode; field = module.At(field).next) {
    if (module.At(module.At(field).first).kind == NodeKind::kEllipsis) return std::nullopt;
    count += std::max<size_t>(1, CountChildren(module, module.At(module.Child(field, 1)).next));
  }
  return count;
}

}  // namespace

FoundTexts Texts::Of(Unit& unit, NodeId expression) {
  FoundTexts found;
  budget_ = kMaxBudget;
  Add(unit, expression, {}, found);
  found.texts.erase("");  // an empty label value is as good as none
  return found;
}

void Texts::Add(Unit& unit, NodeId id, Way way, FoundTexts& found) {
  if (++way.depth > kMostLookedThrough || --budget_ < 0) return;
  if (way.constants) return AddAsConstant(unit, id, way, found);
  const Module& module = *unit.module;
  const Node& node = module.At(id);
  switch (node.kind) {
    case NodeKind::kLiteral:
      if (node.op == Operator::kString) found.texts.emplace(module.StringValue(node));
      return;
    case NodeKind::kParenthesis: return Add(unit, node.first, way, found);
    case NodeKind::kName: return AddName(unit, id, way, found);
    case NodeKind::kMember:
      if (const Symbol* constant = ConstantOf(unit, id)) AddConstant(constant, way.depth, found);
      else if (IsOfElement(unit, id)) AddElementField(unit, id, way, found);
      else if (!AddStated(resolver_.PackageOf(unit, node.first), module.Text(module.Child(id, 1)), found)) AddComputed(unit, id, way, found);
      return;
    case NodeKind::kCall: return AddCall(unit, id, way, found);
    case NodeKind::kIndex: return AddLookup(unit, id, way, found);
    case NodeKind::kBinary: AddComputed(unit, id, way, found); return;
    default: return;
  }
}

const Symbol* Texts::ConstantOf(Unit& unit, NodeId id) {
  const Module& module = *unit.module;
  const Node& node = module.At(id);
  const Symbol* symbol = nullptr;
  if (node.kind == NodeKind::kName) {
    if (unit.Find(module.Text(node), node.begin) == nullptr) symbol = types_.FindSymbol(module, module.Text(node));
  } else if (node.kind == NodeKind::kMember) {
    const std::string_view path = resolver_.PackageOf(unit, node.first);
    const Package* package = path.empty() ? nullptr : resolver_.FindPackage(path);
    if (package != nullptr) symbol = types_.FindSymbol(*package, module.Text(module.Child(id, 1)), &module);
  }
  return symbol != nullptr && symbol->kind == SymbolKind::kConstant ? symbol : nullptr;
}

void Texts::AddName(Unit& unit, NodeId id, Way way, FoundTexts& found) {
  using Kind = Definition::Kind;
  const Module& module = *unit.module;
  const std::string_view name = module.Text(id);
  const uint32_t offset = module.At(id).begin;
  const Definition* latest = unit.Find(name, offset);
  if (latest == nullptr || latest->offset > offset) {
    const Symbol* constant = ConstantOf(unit, id);
    if (constant != nullptr && way.constants) found.constants.push_back({&module, id, std::nullopt});
    else if (constant != nullptr) AddConstant(constant, way.depth, found);
    return;
  }
  if (way.constants && AddCounter(unit, id, found)) return;
  const auto changed_in = [&](NodeId outer) {
    const auto definitions = unit.DefinitionsOf(name);
    return std::any_of(definitions.begin(), definitions.end(), [&](const Definition& d) {
      return &d != latest && d.offset >= module.At(outer).begin && d.offset < module.At(outer).end;
    });
  };
  if (const NodeId clause = ClauseAbout(unit, id, name); clause != kNoNode) {
    if (!changed_in(clause)) AddCase(unit, clause, way, found);
    return;
  }
  if (IsTested(unit, id, name)) return;
  switch (latest->kind) {
    case Kind::kParameter:
      if (unit.DefinitionsOf(name).size() == 1) AddCallers(unit, id, latest->position, way, found);
      return;
    case Kind::kRangeKey:
    case Kind::kRangeValue:
      if (!Contains(module, latest->statement, id) || changed_in(latest->statement)) return;
      found.varies = true;
      return AddElements(unit, latest->value, latest->kind == Kind::kRangeKey, way, found);
    case Kind::kAssigned:
    case Kind::kDeclared: return AddLocal(unit, id, way, found);
    case Kind::kResult: return AddNamedResult(unit, id, latest->position, way, found);
    default: return;
  }
}

// case "get", "put": the name that is switched on has one of those values there.
void Texts::AddCase(Unit& unit, NodeId clause, Way way, FoundTexts& found) {
  const Module& module = *unit.module;
  found.varies = true;
  for (NodeId e = module.At(module.At(clause).first).first; e != kNoNode; e = module.At(e).next) Add(unit, e, way, found);
}

void Texts::AddConstant(const Symbol* symbol, int depth, FoundTexts& found) {
  if (symbol->values == kNoNode) return;
  const Module& module = *symbol->module;
  NodeId value = module.At(symbol->values).first;
  for (int i = 0; i < symbol->position && value != kNoNode; ++i) value = module.At(value).next;
  if (value != kNoNode) AddConstantExpression(module, value, depth + 1, found);
}

// A constant of a package out of sight.
bool Texts::AddStated(std::string_view path, std::string_view name, FoundTexts& found) {
  const libraries::Constant* constant = path.empty() ? nullptr : libraries::FindConstant(path, name);
  if (constant == nullptr || constant->kind != libraries::ConstantKind::kPlainText || resolver_.FindPackage(path) != nullptr) return false;
  found.texts.emplace(constant->text);
  return true;
}

// A constant outside functions: a text, another constant, or T(such).
void Texts::AddConstantExpression(const Module& module, NodeId id, int depth, FoundTexts& found) {
  if (depth > kMostLookedThrough) return;
  const Node& node = module.At(id);
  const Symbol* symbol = nullptr;
  switch (node.kind) {
    case NodeKind::kLiteral:
      if (node.op == Operator::kString) found.texts.emplace(module.StringValue(node));
      return;
    case NodeKind::kParenthesis: return AddConstantExpression(module, node.first, depth + 1, found);
    case NodeKind::kCall: {
      const NodeId argument = module.At(node.first).next;
      if (argument != kNoNode && module.At(argument).next == kNoNode && types_.Resolve(module, node.first) != nullptr) AddConstantExpression(module, argument, depth + 1, found);
      return;
    }
    case NodeKind::kName: symbol = types_.FindSymbol(module, module.Text(node)); break;
    case NodeKind::kMember: {
      const std::string_view path = types_.ImportPath(module, module.Text(node.first));
      const Package* package = resolver_.FindPackage(path);
      if (package == nullptr) {
        AddStated(path, module.Text(module.Child(id, 1)), found);
        return;
      }
      symbol = types_.FindSymbol(*package, module.Text(module.Child(id, 1)), &module);
      break;
    }
    case NodeKind::kBinary: {
      FoundTexts left, right;
      if (node.op != Operator::kAdd) return;
      AddConstantExpression(module, node.first, depth + 1, left);
      AddConstantExpression(module, module.At(node.first).next, depth + 1, right);
      if (left.texts.size() == 1 && right.texts.size() == 1) found.texts.insert(*left.texts.begin() + *right.texts.begin());
      return;
    }
    default: return;
  }
  if (symbol != nullptr && symbol->kind == SymbolKind::kConstant) AddConstant(symbol, depth, found);
}

// The one value a package variable or a field is given; null where there may be others.
std::pair<Unit*, NodeId> Texts::OnlyValueOf(Unit& unit, NodeId subject) {
  const Module& module = *unit.module;
  if (const Symbol* variable = resolver_.VariableOf(unit, subject)) {
    Unit* declared = sources_.unit_of(variable);
    if (declared == nullptr || variable->values == kNoNode || variable->name_count != 1 || sources_.is_stored(variable)) return {nullptr, kNoNode};
    return {declared, variable->module->At(variable->values).first};
  }
  if (module.At(subject).kind != NodeKind::kMember) return {nullptr, kNoNode};
  const std::string_view field = module.Text(module.Child(subject, 1));
  const FieldPlace place = resolver_.FindField(resolver_.TypeOf(unit, module.At(subject).first), field);
  if (!place.found || place.owner == nullptr) return {nullptr, kNoNode};
  return sources_.only_store(place.owner, field);
}

// What a loop goes over: a list written there, or kept in a variable or field that is written once.
void Texts::AddElements(Unit& unit, NodeId subject, bool keys, Way way, FoundTexts& found) {
  if (++way.depth > kMostLookedThrough) return;
  const Module& module = *unit.module;
  subject = WithoutParentheses(module, subject);
  if (const auto count = keys && way.constants ? IntegerOf(module, subject, -1, 0) : std::nullopt) return AddCounted(module, subject, 0, *count, found);
  if (module.At(subject).kind == NodeKind::kComposite) return AddElementsOfLiteral(unit, subject, keys, way, found);
  if (const auto [declared, value] = OnlyValueOf(unit, subject); declared != nullptr) {
    if (declared->module->At(value).kind == NodeKind::kComposite) AddElementsOfLiteral(*declared, value, keys, way, found);
    return;
  }
  if (module.At(subject).kind != NodeKind::kName) return;
  const auto definitions = unit.DefinitionsOf(module.Text(subject));
  if (definitions.size() != 1 || definitions.front().kind != Definition::Kind::kAssigned || definitions.front().position >= 0) return;
  const bool written = std::any_of(unit.writes.begin(), unit.writes.end(), [&](const Write& write) { return Mentions(module, write.target, definitions.front().name); });
  const NodeId value = definitions.front().value;
  if (!written && module.At(value).kind == NodeKind::kComposite) AddElementsOfLiteral(unit, value, keys, way, found);
}

void Texts::AddElementsOfLiteral(Unit& unit, NodeId composite, bool keys, Way way, FoundTexts& found) {
  const Module& module = *unit.module;
  const Type* type = types_.Underlying(types_.Resolve(module, module.At(composite).first));
  if (type == nullptr || (type->kind != Type::Kind::kMap && keys)) return;
  if (type->kind != Type::Kind::kMap && type->kind != Type::Kind::kSlice && type->kind != Type::Kind::kArray) return;
  for (NodeId e = module.At(module.At(composite).first).next; e != kNoNode; e = module.At(e).next) {
    const bool pair = module.At(e).kind == NodeKind::kKeyValue;
    if (!pair && keys) continue;
    NodeId element = !pair ? e : keys ? module.At(e).first : module.At(module.At(e).first).next;
    Way inner = way;
    inner.field = {};
    if (!way.field.empty()) element = FieldIn(unit, element, way.field);
    if (element != kNoNode) Add(unit, element, inner, found);
  }
}

// row.name, where a loop goes over rows
bool Texts::IsOfElement(Unit& unit, NodeId member) {
  const Node& object = unit.module->At(unit.module->At(member).first);
  const Definition* meaning = object.kind == NodeKind::kName ? unit.Find(unit.module->Text(object), object.begin) : nullptr;
  return meaning != nullptr && meaning->kind == Definition::Kind::kRangeValue;
}

void Texts::AddElementField(Unit& unit, NodeId member, Way way, FoundTexts& found) {
  const Module& module = *unit.module;
  const NodeId row = module.At(member).first;
  const bool written = std::any_of(unit.writes.begin(), unit.writes.end(), [&](const Write& write) { return module.Text(write.target).starts_with(module.Text(row)); });
  if (written || !way.field.empty()) return;
  way.field = module.Text(module.Child(member, 1));
  AddName(unit, row, way, found);
}

// The value of the field `way.field` in a composite literal.
NodeId Texts::FieldIn(Unit& unit, NodeId composite, std::string_view field) {
  const Module& module = *unit.module;
  if (module.At(composite).kind == NodeKind::kUnary && module.At(composite).op == Operator::kAddressOf) composite = module.At(composite).first;
  if (module.At(composite).kind != NodeKind::kComposite) return kNoNode;
  const NodeId first = module.At(module.At(composite).first).next;
  if (first == kNoNode) return kNoNode;
  if (module.At(first).kind == NodeKind::kKeyValue) {
    for (NodeId e = first; e != kNoNode; e = module.At(e).next) {
      if (module.At(e).kind == NodeKind::kKeyValue && module.Text(module.At(e).first) == field) return module.At(module.At(e).first).next;
    }
    return kNoNode;
  }
  const Type* type = types_.Underlying(Types::Dereference(resolver_.TypeOf(unit, composite)));
  NodeId value = first;
  if (type == nullptr || type->kind != Type::Kind::kStruct) return kNoNode;
  for (const auto& declared : types_.Fields(type)) {
    if (value == kNoNode || declared.first == field) return value;
    value = module.At(value).next;
  }
  return kNoNode;
}

// Parameters a condition around the place is about.
std::vector<int> Texts::TestedParameters(Unit& unit, NodeId place) const {
  std::vector<int> positions;
  for (const Definition& definition : unit.definitions) {
    if (definition.kind != Definition::Kind::kParameter) continue;
    if (IsTested(unit, place, definition.name) || ClauseAbout(unit, place, definition.name) != kNoNode) positions.push_back(definition.position);
  }
  return positions;
}

// true, nil, 3, Fast: a condition about it falls one way.
bool Texts::IsFixed(Unit& unit, NodeId id) {
  const Module& module = *unit.module;
  id = WithoutParentheses(module, id);
  if (module.At(id).kind == NodeKind::kLiteral || ConstantOf(unit, id) != nullptr) return true;
  const std::string_view text = module.Text(id);
  return text == "true" || text == "false" || text == "nil";
}

// One function of the tree, however many builds declare it.
bool Texts::MeansOneFunction(const Call* call) const {
  return call->callee == Callee::kFunctions && call->functions.size() <= types_.VariantsOf(call->functions.front()).size() &&
         std::all_of(call->functions.begin(), call->functions.end(), [&](const Symbol* function) {
           const Symbol* first = call->functions.front();
           return function->package == first->package && function->name == first->name && function->receiver == first->receiver;
         });
}

// What those who call the function write for its parameter; calls that may mean another function say nothing, nor do those that
// settle a condition around the place, as in observe("read", false).
void Texts::AddCallers(Unit& unit, NodeId name, int position, Way way, FoundTexts& found) {
  if (!way.callers) return;
  found.varies = true;
  const std::optional<size_t> parameters = ParametersOf(*unit.module, unit.root);
  if (!parameters) return;
  const std::vector<int> tested = TestedParameters(unit, name);
  for (const auto& site : sources_.callers(unit.symbol)) {
    Unit* const caller = site.first;
    const NodeId node = site.second;
    const Call* call = caller->FindCall(node);
    const Module& module = *caller->module;
    if (call == nullptr || !MeansOneFunction(call) || (module.At(node).flags & kSpread)) continue;
    const NodeId callee = module.At(node).first;
    if (CountChildren(module, module.At(callee).next) != *parameters) continue;
    const bool settles = std::any_of(tested.begin(), tested.end(), [&](int i) { return IsFixed(*caller, module.Child(node, i + 1)); });
    if (!settles) Add(*caller, module.Child(node, position + 1), way, found);
  }
}

// strings.ToLower(kind); letters outside ASCII are left to nobody's guess.
bool Texts::AddInOtherCase(Unit& unit, NodeId call, Way way, FoundTexts& found) {
  const Module& module = *unit.module;
  const NodeId callee = module.At(call).first, argument = module.At(callee).next;
  if (module.At(callee).kind != NodeKind::kMember || argument == kNoNode) return false;
  const std::string_view name = module.Text(module.Child(callee, 1));
  const bool lower = name == "ToLower";
  if ((!lower && name != "ToUpper") || resolver_.PackageOf(unit, module.At(callee).first) != "strings") return false;
  FoundTexts given;
  Add(unit, argument, way, given);
  if (given.texts.empty()) return false;
  found.varies = found.varies || given.varies;
  for (std::string text : given.texts) {
    if (std::any_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; })) continue;
    const char first = lower ? 'A' : 'a';
    for (char& c : text) c = static_cast<char>(c >= first && c <= first + 25 ? c ^ 0x20 : c);
    found.texts.insert(std::move(text));
  }
  return true;
}

// strconv.FormatBool(a == b): either.
void Texts::AddAnswers(Unit& unit, NodeId call, Way way, FoundTexts& found) {
  const Module& module = *unit.module;
  const NodeId callee = module.At(call).first, argument = module.At(callee).next;
  if (module.At(callee).kind != NodeKind::kMember || argument == kNoNode || module.Text(module.Child(callee, 1)) != "FormatBool") return;
  if (resolver_.PackageOf(unit, module.At(callee).first) != "strconv") return;
  FoundTexts given;
  way.constants = true;
  Add(unit, argument, way, given);
  if (!given.open) return;
  found.texts.insert({"true", "false"});
  found.varies = true;
}

// string(kind), or a function of the tree all of which results are seen: what it returns in one of its ways.
void Texts::AddCall(Unit& unit, NodeId id, Way way, FoundTexts& found) {
  const Module& module = *unit.module;
  const Call* call = unit.FindCall(id);
  const NodeId argument = module.At(module.At(id).first).next;
  if (call == nullptr) return;
  if (call->callee == Callee::kConversion && argument != kNoNode && module.At(argument).next == kNoNode) return Add(unit, argument, way, found);
  if (AddInOtherCase(unit, id, way, found)) return;
  if (!MeansOneFunction(call) || IsLookup(unit, id)) {
    AddComputed(unit, id, way, found);
    return AddAnswers(unit, id, way, found);
  }
  way.callers = false;  // who else calls it has no say in what this call gives
  for (const Symbol* function : call->functions) {
    Unit* callee = sources_.unit_of(function);
    if (callee == nullptr) continue;
    found.varies = true;
    for (NodeId statement : callee->returns) {
      const NodeId result = callee->module->At(statement).first;
      if (result != kNoNode && callee->module->At(result).next == kNoNode) Add(*callee, result, way, found);
    }
  }
}

// names[kind]: of constants what the table has for them; of a kind nobody knows, and nothing on the way is about, any it has.
void Texts::AddLookup(Unit& unit, NodeId id, Way way, FoundTexts& found) {
  FoundTexts known;
  const bool computed = AddComputed(unit, id, way, known);
  found.computed.insert(found.computed.end(), known.computed.begin(), known.computed.end());
  found.varies = found.varies || known.varies;
  if (computed && !known.open) return;
  const Module& module = *unit.module;
  const NodeId table = module.At(id).first, key = module.At(table).next;
  const Type* type = types_.Underlying(resolver_.TypeOf(unit, table));
  if (type == nullptr || type->kind != Type::Kind::kMap || IsAbout(unit, key, id, true)) return;
  found.varies = true;
  AddElements(unit, table, false, way, found);
}

// Something a condition on the way to the place is about, or a constant.
bool Texts::IsAbout(Unit& unit, NodeId expression, NodeId place, bool constants) {
  const Module& module = *unit.module;
  std::vector<NodeId> stack = {expression};
  while (!stack.empty()) {
    const NodeId id = stack.back();
    stack.pop_back();
    const Node& node = module.At(id);
    if (constants && (node.kind == NodeKind::kLiteral || node.kind == NodeKind::kFunctionLiteral || ConstantOf(unit, id) != nullptr)) return true;
    if (node.kind == NodeKind::kLiteral) continue;
    if (node.kind == NodeKind::kName && (IsTested(unit, place, module.Text(node)) || ClauseAbout(unit, place, module.Text(node)) != kNoNode)) return true;
    for (NodeId c = node.first; c != kNoNode; c = module.At(c).next) stack.push_back(c);
  }
  return false;
}

// name, ok := names[kind]     name, err := nameOf(kind)     Where the other result is asked about before the place, only what goes with its
// being true, or nil, comes there.
void Texts::AddResult(Unit& unit, const Definition& definition, NodeId place, Way way, FoundTexts& found) {
  const Module& module = *unit.module;
  const NodeId names = module.At(definition.statement).first, value = WithoutParentheses(module, definition.value);
  if (way.constants) {
    found.open = true;
    return;
  }
  const bool pair = module.At(definition.statement).kind == NodeKind::kAssign && CountChildren(module, module.At(names).first) == 2;
  if (!pair || definition.position != 0) return;
  const std::string other(module.Text(module.Child(names, 1)));
  const bool asked = other != "_" && IsTested(unit, place, other);
  const bool is_true = asked && Holds(unit, place, other), is_nil = asked && Holds(unit, place, other + " == nil");
  if (asked && !is_true && !is_nil) return;
  if (module.At(value).kind == NodeKind::kIndex) return AddLookup(unit, value, way, found);
  const Call* call = unit.FindCall(value);
  if (call == nullptr || !MeansOneFunction(call) || IsLookup(unit, value)) return;
  way.callers = false;
  found.varies = true;
  for (const Symbol* function : call->functions) {
    Unit* callee = sources_.unit_of(function);
    if (callee == nullptr) continue;
    for (NodeId statement : callee->returns) {
      const NodeId result = callee->module->At(statement).first;
      const NodeId second = result == kNoNode ? kNoNode : callee->module->At(result).next;
      if (second == kNoNode || callee->module->At(second).next != kNoNode) continue;
      const std::string_view said = callee->module->Text(second);
      if ((is_true && said == "false") || (is_nil && said != "nil")) continue;
      Add(*callee, result, way, found);
    }
  }
}

// The result may hang on something written here, name(Fast), or on something a condition around the call decides about.
bool Texts::IsLookup(Unit& unit, NodeId call) {
  for (NodeId c = unit.module->At(call).first; c != kNoNode; c = unit.module->At(c).next) {
    if (MayBeConstant(unit, c, call, 0)) return true;
  }
  return false;
}

bool Texts::MayBeConstant(Unit& unit, NodeId expression, NodeId place, int depth) {
  const Module& module = *unit.module;
  std::vector<NodeId> stack = {expression};
  while (!stack.empty()) {
    const NodeId id = stack.back();
    stack.pop_back();
    const Node& node = module.At(id);
    if (node.kind == NodeKind::kLiteral || node.kind == NodeKind::kFunctionLiteral || ConstantOf(unit, id) != nullptr) return true;
    if (node.kind == NodeKind::kName) {
      const std::string_view name = module.Text(node);
      if (IsTested(unit, place, name) || ClauseAbout(unit, place, name) != kNoNode) return true;
      for (const Definition& definition : unit.DefinitionsOf(name)) {
        if (definition.value == kNoNode) continue;
        const bool is_call = module.At(definition.value).kind == NodeKind::kCall;
        if (definition.kind == Definition::Kind::kAssigned && !is_call) return true;
        if (definition.kind == Definition::Kind::kRangeKey || definition.kind == Definition::Kind::kRangeValue) return true;
      }
      const Definition* meaning = unit.Find(name, node.begin);
      const bool handed = meaning != nullptr && meaning->kind == Definition::Kind::kParameter && module.Text(meaning->type) != "error";
      const bool is_part_only = handed && sources_.callers(unit.symbol).empty() && module.At(ParentOf(unit, id)).kind == NodeKind::kMember;  // response.StatusCode
      if (handed && !is_part_only && MayBeHandedConstant(unit, meaning->position, depth + 1)) return true;
    }
    for (NodeId c = node.first; c != kNoNode; c = module.At(c).next) stack.push_back(c);
  }
  return false;
}

// Where it is not seen who calls the function, or through what, it may be anything.
bool Texts::MayBeHandedConstant(Unit& unit, int position, int depth) {
  const auto& callers = sources_.callers(unit.symbol);
  if (depth > 3 || callers.empty() || !unit.IsFunction() || !ParametersOf(*unit.module, unit.root)) return true;
  return std::any_of(callers.begin(), callers.end(), [&](const auto& site) {
    const Call* call = site.first->FindCall(site.second);
    const NodeId given = call == nullptr || !MeansOneFunction(call) ? kNoNode : site.first->module->Child(site.second, position + 1);
    return given == kNoNode || MayBeConstant(*site.first, given, site.second, depth);
  });
}

}  // namespace mdg::slice
