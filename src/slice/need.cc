// In: a name, variable, field, function or result whose value is asked for. Out: everything that gives it one is asked for, and what
// happens to it is marked to run. Where that is elsewhere it waits in the queue. See propagation.h; expressions are in want.cc.
#include <algorithm>
#include <utility>

#include "slice/listed_fields.h"
#include "slice/propagation.h"

namespace mdg::slice {

void Propagation::NeedName(Unit& unit, std::string_view name) {
  if (passing_by_) {
    passing_by_ = false;
    NeedName(unit, name);
    passing_by_ = true;
    return;
  }
  if (!unit.Need(name, telling_)) {
    for (const Definition& definition : unit.DefinitionsOf(name)) {
      if (definition.kind == Definition::Kind::kParameter && !weak_) NeedParameter(unit, definition);
      if (definition.kind == Definition::Kind::kLiteralParameter && !weak_) NeedLiteralParameter(unit, definition);
    }
    return;
  }
  for (const Definition& definition : unit.DefinitionsOf(name)) NeedDefinition(unit, definition);
  for (Touch* touch : LocalTouches(unit, name)) NeedTouch(*touch);
  for (const auto& [mentioned, condition] : unit.weak_conditions) {
    if (mentioned == name) Post(Task::Kind::kWant, unit, condition);
  }
}

void Propagation::NeedDefinition(Unit& unit, const Definition& definition) {
  using Kind = Definition::Kind;
  const Module& module = *unit.module;
  if (definition.statement != kNoNode) Mark(unit, definition.statement, kStrong);
  switch (definition.kind) {
    case Kind::kAssigned:
    case Kind::kDeclared: {
      if (module.At(definition.statement).kind == NodeKind::kConstant) {  // later ones repeat the expression of earlier ones
        for (NodeId s = module.At(ParentOf(unit, definition.statement)).first; s != kNoNode; s = module.At(s).next) {
          FlagsAt(unit, s) |= kWanted;
          WantChildren(unit, module.Child(s, 2));
        }
      }
      if (definition.kind == Kind::kDeclared && IsTypeParameter(unit, definition.type)) NeedTypeParameter(unit);
      if (definition.value == kNoNode) return;
      // row, found := rows[key]; if found { use(row) }      the condition comes by first, and what is asked for once is not asked for again
      const bool looks_up = definition.position == 1 && module.At(definition.value).kind == NodeKind::kIndex && module.Text(module.At(module.At(definition.statement).first).first) != "_";
      const bool outer = std::exchange(weak_, weak_ && !looks_up);
      Call* call = definition.position >= 0 ? unit.FindCall(definition.value) : nullptr;
      if (call != nullptr) Post(Task::Kind::kWantCall, unit, call->node, Bit(definition.position));
      else Post(Task::Kind::kWant, unit, definition.value);
      weak_ = outer;
      return;
    }
    case Kind::kRangeKey:
    case Kind::kRangeValue:
    case Kind::kBound: return Post(Task::Kind::kWant, unit, definition.value);
    case Kind::kParameter: return NeedParameter(unit, definition);
    case Kind::kReceiver:
      if (!telling_) return;
      unit.receiver = true;
      return MarkInstances(unit);
    case Kind::kLiteralParameter:
      WantFromLocalCallers(unit, definition);
      return NeedLiteralParameter(unit, definition);
    case Kind::kResult: return;
  }
}

void Propagation::NeedParameter(Unit& unit, const Definition& definition) {
  const uint64_t bit = Bit(definition.position);
  const bool known = (unit.parameters & bit) && (!telling_ || (unit.telling_parameters & bit));
  unit.parameters |= bit;
  if (telling_) unit.telling_parameters |= bit;
  if (!known) {
    for (const auto& [caller, node] : callers_[unit.symbol]) {
      const Call* call = caller->FindCall(node);
      if (call->live) WantArgument(*caller, *call, static_cast<size_t>(definition.position), unit);
    }
  }
  if (unit.context || !telling_) return;
  unit.context = CarriesContext(types_.Resolve(*unit.module, definition.type));
  if (unit.context && unit.makes != kNoNode) Post(Task::Kind::kMark, unit, unit.makes, kWeak | kEffect);
  ReachCallers(unit);
}

// The name of one of the function's own type parameters.
bool Propagation::IsTypeParameter(const Unit& unit, NodeId type) {
  const Module& module = *unit.module;
  if (!unit.IsFunction() || type == kNoNode || module.At(type).kind != NodeKind::kName) return false;
  for (NodeId field = module.At(module.Child(unit.root, 2)).first; field != kNoNode; field = module.At(field).next) {
    for (NodeId name = module.At(module.Child(field, 1)).next; name != kNoNode; name = module.At(name).next) {
      if (module.Text(name) == module.Text(type)) return true;
    }
  }
  return false;
}

// func register[T entity]() { var t T; counter(t.Name()) }: callers say by the type what others say by an argument.
void Propagation::NeedTypeParameter(Unit& unit) {
  if (unit.context || !telling_) return;
  unit.context = true;
  ReachCallers(unit);
}

// As NeedParameter, for a function literal: who calls it is found by its type.
void Propagation::NeedLiteralParameter(Unit& unit, const Definition& definition) {
  if (!telling_ || definition.type == kNoNode || !CarriesContext(types_.Resolve(*unit.module, definition.type))) return;
  const NodeId literal = LiteralOf(unit, definition);
  if (literal == kNoNode) return;
  FlagsAt(unit, literal) |= kContext;
  TakeLiteral(unit, literal);
  const Module& module = *unit.module;
  const NodeId call = ParentOf(unit, literal);
  if (module.At(call).kind != NodeKind::kCall || module.At(call).first == literal) return;
  const NodeId callee = module.At(call).first;
  if (module.At(callee).kind == NodeKind::kMember && IsSharedMap(Types::Dereference(resolver_.TypeOf(unit, module.At(callee).first)))) {
    return Want(unit, module.At(callee).first);  // m.Range(func(key, value any) bool { ... })
  }
  // registry.Each(func(name string) { names = append(names, name) }): whoever calls it is where the name comes from.
  if (in_exposition_ && MayBeCalledHere(unit, literal) && SetsNamesAround(unit, literal)) TakeFunction(SignatureOf(module, module.At(literal).first), kWeak | kWrites);
}

// A function literal that gives a needed name of the function around it a value.
bool Propagation::SetsNamesAround(Unit& unit, NodeId literal) {
  const Node& node = unit.module->At(literal);
  return std::any_of(unit.definitions.begin(), unit.definitions.end(), [&](const Definition& d) {
    if (d.kind != Definition::Kind::kAssigned || d.declares || d.offset < node.begin || d.offset >= node.end || !unit.Needs(d.name)) return false;
    const auto all = unit.DefinitionsOf(d.name);
    return std::none_of(all.begin(), all.end(), [&](const Definition& other) { return (other.declares || other.kind != Definition::Kind::kAssigned) && other.offset >= node.begin && other.offset < node.end; });
  });
}

// The variable or function an expression names, in whichever build.
void Propagation::NeedSymbol(Unit& unit, NodeId id) {
  const Symbol* variable = resolver_.VariableOf(unit, id);
  const Symbol* symbol = variable != nullptr ? variable : resolver_.FunctionOf(unit, id);
  if (symbol == nullptr && IsTypeParameter(unit, id)) return NeedTypeParameter(unit);
  if (symbol == nullptr) return;
  for (const Symbol* variant : types_.VariantsFor(symbol, *unit.module)) {
    if (variable != nullptr) NeedGlobal(variant);
    else NeedFunction(variant);
  }
}

void Propagation::NeedGlobal(const Symbol* symbol) {
  const auto [known, fresh] = needed_globals_.try_emplace(symbol, telling_);
  if (!fresh && (known->second || !telling_)) return;
  known->second = telling_;
  if (Unit* unit = UnitOf(symbol); unit != nullptr && symbol->values != kNoNode) {
    FlagsAt(*unit, unit->root) |= kWanted;
    const Module& module = *symbol->module;
    NodeId value = module.At(symbol->values).first;
    const bool tuple = symbol->name_count > 1 && value != kNoNode && module.At(value).next == kNoNode;
    for (int i = 0; !tuple && i < symbol->position && value != kNoNode; ++i) value = module.At(value).next;
    if (tuple && unit->FindCall(value) != nullptr) Post(Task::Kind::kWantCall, *unit, value, Bit(symbol->position));
    else if (value != kNoNode) Post(Task::Kind::kWant, *unit, value);
  }
  for (Touch* touch : global_touches_[symbol]) NeedTouch(*touch);
}

void Propagation::NeedField(const Symbol* owner, std::string_view name) {
  if (owner == nullptr) return NeedFieldOf(nullptr, name);
  for (const Symbol* variant : types_.VariantsOf(owner)) NeedFieldOf(variant, name);
}

void Propagation::NeedFieldOf(const Symbol* owner, std::string_view name) {
  const int plain = weak_ ? 1 : 3;  // 1: weakly; 2: not; 4 and 8: the same, to tell
  const auto asked = static_cast<uint8_t>(telling_ ? plain | plain << 2 : plain);
  uint8_t& before = needed_fields_[name][owner];
  if ((before & asked) == asked) return;
  const bool is_new = before == 0;
  before |= asked;
  if (is_new && owner != nullptr) NeedValueLists(owner, name);
  auto touches = field_touches_.find(name);
  if (touches == field_touches_.end()) return;
  for (Touch* touch : touches->second) {
    if (owner == nullptr || touch->place.symbol == nullptr || touch->place.symbol == owner) NeedTouch(*touch);
  }
}

// Label{Name: "state", Values: states()}: what lists the values of a label goes with its name.
void Propagation::NeedValueLists(const Symbol* owner, std::string_view name) {
  if (std::find(std::begin(kLabelNameFields), std::end(kLabelNameFields), name) == std::end(kLabelNameFields)) return;
  const bool telling = std::exchange(telling_, false);  // which labels there are does not hang on it
  for (const std::string_view list : kValueListFields) {
    const auto touches = field_touches_.find(list);
    if (touches == field_touches_.end()) continue;
    for (Touch* touch : touches->second) {
      if (touch->place.symbol == owner && touch->target == kNoNode) NeedTouch(*touch);
    }
  }
  telling_ = telling;
}

void Propagation::NeedFunction(const Symbol* symbol) {
  Unit* unit = UnitOf(symbol);
  if (unit == nullptr || unit->all_results) return;
  unit->all_results = true;
  NeedResults(*unit, kAllResults);
  if (unit->IsFunction()) WantYielded(*unit, unit->module->Child(unit->root, 3));
}

void Propagation::NeedTouch(Touch& touch) {
  if (touch.done && (touch.done_telling || !telling_)) return;
  const bool effect = touch.effect || (touch.keyed && in_exposition_);
  const bool is_for_conditions = touch.maker || touch.flag;
  const bool done = !weak_ || !effect || is_for_conditions;
  touch.done = touch.done || done;
  touch.done_telling = touch.done_telling || (done && telling_);
  Unit& unit = *touch.unit;
  if (touch.statement != kNoNode) Post(Task::Kind::kMark, unit, touch.statement, effect && (!weak_ || touch.opens || is_for_conditions) ? kStrong | kWrites : kStrong);
  if (touch.callee != nullptr) NeedName(*touch.callee, touch.parameter);
  if (touch.target != kNoNode) Post(Task::Kind::kWant, unit, touch.target);
  if (touch.value == kNoNode) return;
  if (Call* call = unit.FindCall(touch.value)) Post(Task::Kind::kWantCall, unit, call->node, Bit(std::max(touch.position, 0)));
  else Post(Task::Kind::kWant, unit, touch.value);
}

void Propagation::NeedResults(Unit& unit, uint64_t results) {
  results &= ~unit.results;
  if (results == 0) return;
  unit.results |= results;
  const bool outer = std::exchange(telling_, in_exposition_);  // a registry of the program's own is read through results
  const Module& module = *unit.module;
  for (const Definition& d : unit.definitions) {
    if (d.kind == Definition::Kind::kResult && (results & Bit(d.position))) NeedName(unit, d.name);
  }
  for (NodeId statement : unit.returns) {
    const NodeId block = ParentOf(unit, statement);
    if (const NodeId check = ParentOf(unit, block); IsErrorCheck(module, check) && module.Child(check, 2) == block) continue;
    Mark(unit, statement, kStrong);
    const NodeId only = module.At(statement).first;
    Call* call = unit.FindCall(only);
    if (call != nullptr && module.At(only).next == kNoNode) {  // return f(): every result is one of f's
      Post(Task::Kind::kWantCall, unit, only, results);
      continue;
    }
    int position = 0;
    for (NodeId e = only; e != kNoNode; e = module.At(e).next, ++position) {
      if (results & Bit(position)) Post(Task::Kind::kWant, unit, e);
    }
  }
  telling_ = outer;
}

}  // namespace mdg::slice
