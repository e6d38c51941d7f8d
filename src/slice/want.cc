// In: an expression whose value is asked for. Out: everything its value is made of is asked for too: names, fields, parameters at
// every call that runs, results of functions. See propagation.h.
#include <algorithm>
#include <utility>

#include "slice/propagation.h"

namespace mdg::slice {

namespace {

// attribute.String("peer", value): of a label made by a function, what is not its name.
bool IsLabelValue(const libraries::Function& row, int8_t index) {
  return row.action == libraries::Action::kOption && row.option == "label" && index == (row.receiver.empty() ? 1 : 0);
}

}  // namespace

void Propagation::WantChildren(Unit& unit, NodeId node) {
  if (unit.module->At(node).kind == NodeKind::kLiteral) return;
  for (NodeId c = unit.module->At(node).first; c != kNoNode; c = unit.module->At(c).next) Want(unit, c);
}

void Propagation::Want(Unit& unit, NodeId id) {
  if (passing_by_) {  // what decides about a value is asked for
    passing_by_ = false;
    Want(unit, id);
    passing_by_ = true;
    return;
  }
  const Module& module = *unit.module;
  const Node& node = module.At(id);
  if (node.kind == NodeKind::kCall) return WantCall(unit, *unit.FindCall(id), Bit(0));
  uint16_t& flags = FlagsAt(unit, id);
  const uint16_t asked = telling_ ? kAsked | kAskedToTell : kAsked;
  if ((flags & asked) == asked) return;
  flags |= kWanted | asked;
  switch (node.kind) {
    case NodeKind::kNone:
    case NodeKind::kLiteral:
    case NodeKind::kFunctionType:
    case NodeKind::kStructType:
    case NodeKind::kInterfaceType: return;
    case NodeKind::kName:
      if (unit.Find(module.Text(node), node.begin) != nullptr) return NeedName(unit, module.Text(node));
      return NeedSymbol(unit, id);
    case NodeKind::kMember: return WantMember(unit, id);
    case NodeKind::kComposite: return WantComposite(unit, id);
    case NodeKind::kFunctionLiteral: return WantLiteral(unit, id);
    default: return WantChildren(unit, id);
  }
}

void Propagation::WantMember(Unit& unit, NodeId id) {
  const Module& module = *unit.module;
  const NodeId object = module.At(id).first;
  const std::string_view name = module.Text(module.At(object).next);
  if (!resolver_.PackageOf(unit, object).empty()) {
    return NeedSymbol(unit, id);
  }
  Want(unit, object);
  const Type* type = resolver_.TypeOf(unit, object);
  const FieldPlace field = resolver_.FindField(type, name);
  for (const auto& [owner, embedded] : field.embedded) NeedField(owner, embedded);
  if (field.found) return NeedField(field.owner, name);
  if (resolver_.FunctionOf(unit, id) != nullptr) return NeedSymbol(unit, id);
  const bool is_method = type != nullptr && types_.FindInterfaceMethod(type, name) != nullptr;
  if (!field.outside && !is_method) NeedField(nullptr, name);
}

void Propagation::WantComposite(Unit& unit, NodeId id) {
  const Module& module = *unit.module;
  const Type* type = resolver_.TypeOf(unit, id);
  const Type* underlying = types_.Underlying(type);
  const bool structure = underlying != nullptr && underlying->kind == Type::Kind::kStruct;
  if (structure) return;  // its elements are asked for when their fields are: IndexElements
  const bool map = underlying != nullptr && underlying->kind == Type::Kind::kExternal && libraries::IsMapType(underlying->path, underlying->name);
  const bool names = underlying == nullptr || (underlying->kind == Type::Kind::kExternal && !map);
  const auto* record = underlying != nullptr && names ? libraries::FindRecord(underlying->path, underlying->name) : nullptr;
  auto tells = [&](std::string_view field) {
    if (record == nullptr || record->telling.empty()) return true;
    return std::find(record->telling.begin(), record->telling.end(), field) != record->telling.end();
  };
  for (NodeId e = module.At(module.At(id).first).next; e != kNoNode; e = module.At(e).next) {
    FlagsAt(unit, e) |= kWanted;
    if (module.At(e).kind != NodeKind::kKeyValue) {
      Want(unit, e);
      continue;
    }
    const NodeId key = module.At(e).first;
    if (!(names && module.At(key).kind == NodeKind::kName)) Want(unit, key);
    else FlagsAt(unit, key) |= kWanted;
    if (tells(module.Text(key))) Want(unit, module.At(key).next);
  }
}

// func(yield func(string) bool) { yield("name") }: whoever ranges over such a function asks for what it gives.
void Propagation::WantYielded(Unit& unit, NodeId function_type) {
  const Module& module = *unit.module;
  const NodeId parameter = module.At(module.At(function_type).first).first;
  if (parameter == kNoNode || module.At(parameter).next != kNoNode || module.At(module.Child(function_type, 1)).first != kNoNode) return;
  const NodeId type = module.At(parameter).first, name = module.At(module.Child(parameter, 1)).next;
  const NodeId result = module.At(type).kind == NodeKind::kFunctionType ? module.At(module.Child(type, 1)).first : kNoNode;
  if (name == kNoNode || result == kNoNode || module.Text(module.At(result).first) != "bool") return;
  for (const Call& call : unit.calls) {
    const NodeId callee = module.At(call.node).first;
    if (module.At(callee).kind != NodeKind::kName || module.Text(callee) != module.Text(name)) continue;
    const Definition* meant = unit.Find(module.Text(callee), module.At(callee).begin);
    if (meant != nullptr && meant->type == type) Post(Task::Kind::kMark, unit, call.node, kStrong);
  }
}

void Propagation::WantLiteral(Unit& unit, NodeId literal) {
  const Module& module = *unit.module;
  for (NodeId f = module.At(module.Child(module.At(literal).first, 1)).first; f != kNoNode; f = module.At(f).next) {
    for (NodeId name = module.At(module.Child(f, 1)).next; name != kNoNode; name = module.At(name).next) NeedName(unit, module.Text(name));
  }
  // func(o *Options) { o.Help = text }: whoever calls it, what it does to what it gets is what it is for.
  for (NodeId f = module.At(module.Child(module.At(literal).first, 0)).first; f != kNoNode; f = module.At(f).next) {
    for (NodeId name = module.At(module.Child(f, 1)).next; name != kNoNode; name = module.At(name).next) {
      if (!LocalTouches(unit, module.Text(name)).empty()) NeedName(unit, module.Text(name));
    }
  }
  WantYielded(unit, module.At(literal).first);
  std::vector<NodeId> stack = {module.Child(literal, 1)};
  while (!stack.empty()) {
    const NodeId id = stack.back();
    stack.pop_back();
    const Node& node = module.At(id);
    if (node.kind == NodeKind::kReturn) {
      Mark(unit, id, kStrong);
      for (NodeId e = node.first; e != kNoNode; e = module.At(e).next) {
        if (Call* call = unit.FindCall(e); call != nullptr && module.At(e).next == kNoNode) WantCall(unit, *call, kAllResults);
        else Want(unit, e);
      }
    }
    if (node.kind == NodeKind::kLiteral || node.kind == NodeKind::kFunctionLiteral) continue;
    for (NodeId c = node.first; c != kNoNode; c = module.At(c).next) stack.push_back(c);
  }
}

void Propagation::WantCall(Unit& unit, Call& call, uint64_t results) {
  FlagsAt(unit, call.node) |= kWanted;
  if ((call.results & results) == results && (call.telling || !telling_)) return;
  const bool first = call.results == 0 || (telling_ && !call.telling);
  call.results |= results;
  call.telling = call.telling || telling_;
  Live(unit, call);
  for (const Symbol* function : call.functions) {
    if (Unit* callee = UnitOf(function)) NeedResults(*callee, results);
  }
  if (first) WantArguments(unit, call);
}

// Something of the value is asked for: everything a callee that cannot be looked into gets.
void Propagation::WantArguments(Unit& unit, Call& call) {
  const Module& module = *unit.module;
  const NodeId called = module.At(call.node).first, callee = WithoutParentheses(module, called);
  const bool method = module.At(callee).kind == NodeKind::kMember && resolver_.PackageOf(unit, module.At(callee).first).empty();
  if (call.callee == Callee::kFunctions || call.callee == Callee::kLibrary) return;
  if (call.callee == Callee::kUnresolved) {
    if (!call.functions.empty()) return;
    if (!method) Want(unit, callee);
    if (LiteralCalled(unit, call) != kNoNode) return;
  }
  if (method) Want(unit, module.At(callee).first);
  if (method && module.Text(module.Child(callee, 1)) == "EnumStringOf") NeedEnumNames(unit);
  const bool prints = !method && module.At(callee).kind == NodeKind::kMember && resolver_.PackageOf(unit, module.At(callee).first) == "fmt";
  for (NodeId a = module.At(called).next; a != kNoNode; a = module.At(a).next) {
    Want(unit, a);
    if (prints) WantPrinted(unit, a);
  }
}

// What a format puts into a text writes itself: kind stands for kind.String().
void Propagation::WantPrinted(Unit& unit, NodeId argument) {
  const Symbol* method = types_.FindMethod(resolver_.TypeOf(unit, argument), "String", unit.module);
  for (const Symbol* variant : method == nullptr ? std::vector<const Symbol*>() : types_.VariantsFor(method, *unit.module)) {
    if (Unit* callee = UnitOf(variant)) NeedResults(*callee, Bit(0));
  }
}

// name{label="value"} in one text: label values have no say in what family it is, so they are not asked for. True when what comes
// next is the inside of such a value.
bool Propagation::WantNameAndLabels(Unit& unit, NodeId id) {
  const Module& module = *unit.module;
  const Node& node = module.At(id);
  auto text_of = [&](NodeId literal) {
    const bool text = module.At(literal).kind == NodeKind::kLiteral && module.At(literal).op == Operator::kString;
    return text ? module.StringValue(module.At(literal)) : std::string_view();
  };
  FlagsAt(unit, id) |= kWanted;
  if (node.kind == NodeKind::kBinary && node.op == Operator::kAdd) {
    const NodeId right = module.At(node.first).next;
    const bool inside = WantNameAndLabels(unit, node.first);
    return (inside && text_of(right).empty()) || WantNameAndLabels(unit, right);
  }
  const auto definitions = node.kind == NodeKind::kName ? unit.DefinitionsOf(module.Text(node)) : std::span<Definition>();
  if (definitions.size() == 1 && definitions[0].value != kNoNode && definitions[0].position < 0 && !unit.Needs(module.Text(node))) {
    const std::string_view name = module.Text(node);
    unit.Need(name, telling_);
    Mark(unit, definitions[0].statement, kStrong);
    return WantNameAndLabels(unit, definitions[0].value);
  }
  const NodeId format = node.kind == NodeKind::kCall ? module.At(node.first).next : kNoNode;
  const std::string_view text = format == kNoNode ? std::string_view() : text_of(format);
  if (text.empty() || module.Text(node.first) != "fmt.Sprintf") {
    Want(unit, id);
    return text_of(id).ends_with("=\"");
  }
  Want(unit, format);
  NodeId argument = module.At(format).next;
  for (size_t i = 0; i + 1 < text.size() && argument != kNoNode; ++i) {
    if (text[i] != '%') continue;
    const std::string_view before = text.substr(0, i);
    const bool value = before.ends_with("=\"") || (before.ends_with('=') && text[i + 1] == 'q');
    if (text[++i] == '%') continue;
    if (!value) Want(unit, argument);
    argument = module.At(argument).next;
  }
  return false;
}

// {{"code", code}, {"method", method}}: label names; their values have no say in what family it is.
void Propagation::WantPairNames(Unit& unit, NodeId id) {
  const Module& module = *unit.module;
  if (module.At(id).kind != NodeKind::kComposite) return Want(unit, id);
  FlagsAt(unit, id) |= kWanted;
  for (NodeId e = module.At(module.At(id).first).next; e != kNoNode; e = module.At(e).next) {
    FlagsAt(unit, e) |= kWanted;
    const Node& pair = module.At(e);
    const NodeId name = pair.kind == NodeKind::kComposite ? module.At(pair.first).next : kNoNode;
    if (name != kNoNode) Want(unit, name);
    else Want(unit, e);
  }
}

// Among arguments that may be options or what is measured: the latter.
bool Propagation::IsShownValue(Unit& unit, NodeId argument) {
  const Node& node = unit.module->At(argument);
  switch (node.kind) {
    case NodeKind::kFunctionLiteral:
    case NodeKind::kLiteral:
    case NodeKind::kIndex:
    case NodeKind::kBinary:
    case NodeKind::kUnary:
    case NodeKind::kDereference: return true;
    case NodeKind::kMember: {
      const Type* type = resolver_.TypeOf(unit, argument);
      return type == nullptr ? resolver_.PackageOf(unit, node.first).empty() : !CanTell(type);
    }
    case NodeKind::kName: {
      const Type* type = resolver_.TypeOf(unit, argument);
      return type != nullptr && !CanTell(type);
    }
    default: return false;
  }
}

// Options of a library whose own source is read too: its table answers for what it makes of them, so no code is looked at that reads
// their fields.
void Propagation::WantOptions(const Type* type) {
  type = Types::Dereference(type);
  const Symbol* owner = type == nullptr ? nullptr : types_.OwnerOf(type);
  if (owner == nullptr || libraries::FindRecord(owner->package->path, owner->name) == nullptr) return;
  for (const auto& [name, field] : types_.Fields(type)) {
    NeedField(owner, name);
    if (field.type != type) WantOptions(field.type);
  }
}

// What a row of a library's table says of the call's arguments.
void Propagation::WantLibraryArguments(Unit& unit, const Call& call, bool method) {
  const Module& module = *unit.module;
  const libraries::Function& row = *call.row.function;
  for (std::string_view field : {row.given_samples.samples, row.given_samples.labels, row.given_samples.values, row.given_samples.number}) {
    if (!field.empty()) NeedField(nullptr, field);
  }
  int8_t index = 0;
  for (NodeId a = module.At(module.At(call.node).first).next; a != kNoNode; a = module.At(a).next, ++index) {
    if (row.action == libraries::Action::kSame && (method || row.name == libraries::kCalled)) break;
    if (!libraries::Uses(row, index)) continue;
    if (row.action == libraries::Action::kMeasure && index == row.labels) {
      WantPairNames(unit, a);
      continue;
    }
    if (row.name_rule == libraries::NameRule::kGrouped && index >= row.option_list && IsShownValue(unit, a)) continue;
    const bool outer = telling_;
    if (IsLabelValue(row, index)) telling_ = false;  // which labels there are does not hang on it
    if (row.name_rule == libraries::NameRule::kNameAndLabels && index == row.metric_name) WantNameAndLabels(unit, a);
    else Want(unit, a);
    WantOptions(resolver_.TypeOf(unit, a));
    telling_ = outer;
  }
}

// The call runs.
void Propagation::Live(Unit& unit, Call& call) {
  if (call.live && (call.live_telling || !telling_)) return;
  call.live = true;
  call.live_telling = call.live_telling || telling_;
  const Module& module = *unit.module;
  const NodeId called = module.At(call.node).first, callee = WithoutParentheses(module, called), first = module.At(called).next;
  const bool method = module.At(callee).kind == NodeKind::kMember && resolver_.PackageOf(unit, module.At(callee).first).empty();
  if (call.callee == Callee::kLibrary) {
    const libraries::Function& row = *call.row.function;
    if (method) Want(unit, module.At(callee).first);
    else if (row.name == libraries::kCalled) Want(unit, callee);
    WantLibraryArguments(unit, call, method);
    return;
  }
  if (call.callee == Callee::kFunctions || !call.functions.empty()) {
    if (method) Want(unit, module.At(callee).first);
    for (const Symbol* function : call.functions) {
      const Unit* target = UnitOf(function);
      for (size_t i = 0; target != nullptr && i < 64; ++i) {
        if (target->parameters & Bit(static_cast<int>(i))) WantArgument(unit, call, i, *target);
      }
    }
    if (call.row.function != nullptr) WantLibraryArguments(unit, call, method);
    return;
  }
  if (call.callee != Callee::kUnresolved) return;
  Want(unit, method ? module.At(callee).first : callee);
  if (method) Want(unit, callee);
  if (const NodeId literal = LiteralCalled(unit, call); literal != kNoNode) return WantLiteralArguments(unit, call, literal);
  for (NodeId a = first; a != kNoNode; a = module.At(a).next) Want(unit, a);
}

// Within a String of a protocol buffers' enumeration: the table of its names is read by nobody in sight (evaluate/standard/enums.cc).
void Propagation::NeedEnumNames(const Unit& unit) {
  if (unit.symbol == nullptr || unit.symbol->receiver.empty()) return;
  const auto found = unit.symbol->package->symbols.find(std::string(unit.symbol->receiver) + "_name");
  if (found != unit.symbol->package->symbols.end() && found->second.front()->kind == SymbolKind::kVariable) NeedGlobal(found->second.front());
}

// Argument `index` of a call of `target`; for its last parameter, all from there on: it may be variadic.
void Propagation::WantArgument(Unit& unit, const Call& call, size_t index, const Unit& target) {
  const Module& module = *unit.module;
  const NodeId callee = module.At(call.node).first, first = module.At(callee).next;
  if (first == kNoNode) return;
  const bool outer = std::exchange(telling_, call.telling || (target.telling_parameters & Bit(static_cast<int>(index))));
  if (module.At(first).next == kNoNode && index > 0) {  // f(g())
    if (Call* inner = unit.FindCall(first)) WantCall(unit, *inner, Bit(static_cast<int>(index)));
    telling_ = outer;
    return;
  }
  size_t parameters = 0;
  for (const Definition& d : target.definitions) parameters += d.kind == Definition::Kind::kParameter;
  const bool last = index + 1 >= parameters;
  size_t position = 0;
  for (NodeId a = first; a != kNoNode; a = module.At(a).next, ++position) {
    if (position == index || (last && position > index)) Post(Task::Kind::kWant, unit, a);
  }
  telling_ = outer;
}

}  // namespace mdg::slice
