// Switches that turn off what others are on by default for.
//
//     if *disableDefaults { collector.DisableDefaults() }
//     func DisableDefaults() { for name := range enabled { if _, ok := forced[name]; !ok { *enabled[name] = false } } }
//
// In: stores of `false` through every entry of a package variable's map. Out: the map, and the expression that makes the flag they stand
// under, in the function itself or where it is called. What was looked up in a table that is filled at run time (what a user asked for by
// name) may be left out, and that it is is told where only the flags' own actions fill that table; any other condition, and it is not said. Deliberately no values: evaluate/flags.cc knows the flags.
#include <algorithm>

#include "slice/propagation.h"

namespace mdg::slice {

namespace {

constexpr int kMostCalls = 3;

NodeId Bare(const Module& module, NodeId condition) {
  while (module.At(condition).kind == NodeKind::kParenthesis || (module.At(condition).kind == NodeKind::kUnary && module.At(condition).op == Operator::kNot)) {
    condition = module.At(condition).first;
  }
  return condition;
}

NodeId ValueOf(const Symbol& variable) {
  const Module& module = *variable.module;
  NodeId value = module.At(variable.values).first;
  if (variable.name_count > 1 && value != kNoNode && module.At(value).next == kNoNode) return kNoNode;
  for (int i = 0; i < variable.position && value != kNoNode; ++i) value = module.At(value).next;
  return value;
}

// make(map[string]bool), map[string]bool{}, or nothing.
bool IsMadeEmpty(const Symbol& variable) {
  const Module& module = *variable.module;
  const NodeId value = variable.values == kNoNode ? kNoNode : ValueOf(variable);
  const Node& node = module.At(value);
  return value == kNoNode || node.kind == NodeKind::kCall || (node.kind == NodeKind::kComposite && module.At(node.first).next == kNoNode);
}

}  // namespace

// for key := range table { *table[key] = false }      for _, on := range table { *on = false }
const Symbol* Propagation::TableReset(Unit& unit, const Write& write) {
  const Module& module = *unit.module;
  if (module.At(write.target).kind != NodeKind::kDereference || write.value == kNoNode || module.Text(write.value) != "false") return nullptr;
  const NodeId through = Bare(module, module.At(write.target).first);
  for (NodeId loop = write.statement; loop != unit.root; loop = ParentOf(unit, loop)) {
    const Node& node = module.At(loop);
    if (node.kind == NodeKind::kFunctionLiteral) return nullptr;
    if (node.kind != NodeKind::kRange) continue;
    const NodeId key = node.first, value = module.At(key).next, subject = module.At(value).next;
    const Symbol* table = resolver_.VariableOf(unit, subject);
    if (table == nullptr) return nullptr;
    if (module.At(through).kind == NodeKind::kName) return module.Text(through) == module.Text(value) ? table : nullptr;
    if (module.At(through).kind != NodeKind::kIndex) return nullptr;
    const NodeId object = module.At(through).first;
    return resolver_.VariableOf(unit, object) == table && module.Text(module.At(object).next) == module.Text(key) ? table : nullptr;
  }
  return nullptr;
}

// if _, ok := forced[name]; !ok { ... }      if !forced[name] { ... }
const Symbol* Propagation::TableAsked(Unit& unit, NodeId check) {
  const Module& module = *unit.module;
  const Node& init = module.At(module.At(check).first);
  const NodeId lookup = init.kind == NodeKind::kAssign ? module.At(module.Child(module.At(check).first, 1)).first : Bare(module, module.Child(check, 1));
  if (module.At(lookup).kind != NodeKind::kIndex) return nullptr;
  const Symbol* table = resolver_.VariableOf(unit, module.At(lookup).first);
  return table != nullptr && IsMadeEmpty(*table) ? table : nullptr;
}

// kingpin.Flag(...).Action(function): run when the user gives the flag. The function may be made by one that is called there.
bool Propagation::IsFlagAction(const Unit& unit, NodeId function) {
  const Module& module = *unit.module;
  const NodeId around = ParentOf(unit, function);
  if (module.At(around).kind == NodeKind::kCall) {
    const NodeId callee = module.At(around).first;
    return module.At(callee).kind == NodeKind::kMember && module.Text(module.At(module.At(callee).first).next) == "Action";
  }
  if (module.At(around).kind != NodeKind::kReturn || ParentOf(unit, ParentOf(unit, around)) != unit.root) return false;
  const auto callers = callers_.find(unit.symbol);
  if (callers == callers_.end() || callers->second.empty()) return false;
  return std::all_of(callers->second.begin(), callers->second.end(), [&](const Site& site) { return IsFlagAction(*site.first, site.second); });
}

// What is left out of the store is what is in a table, and only actions of flags put something there.
bool Propagation::SparesNamed(Unit& unit, NodeId store) {
  const Symbol* asked = nullptr;
  for (NodeId node = store; node != unit.root && asked == nullptr; node = ParentOf(unit, node)) {
    if (unit.module->At(node).kind == NodeKind::kIf) asked = TableAsked(unit, node);
  }
  size_t puts = 0;
  for (Unit& other : units_) {
    const Module& module = *other.module;
    for (const Write& write : other.writes) {
      if (asked == nullptr || module.At(write.target).kind != NodeKind::kIndex) continue;
      if (resolver_.VariableOf(other, module.At(write.target).first) != asked) continue;
      NodeId function = write.statement;
      while (function != other.root && module.At(function).kind != NodeKind::kFunctionLiteral) function = ParentOf(other, function);
      if (function == other.root || !IsFlagAction(other, function)) return false;
      ++puts;
    }
  }
  return puts > 0;
}

// The place and expression that make the flag the condition `*flag` is about.
std::pair<Unit*, NodeId> Propagation::FlagOf(Unit& unit, NodeId condition) {
  const Module& module = *unit.module;
  while (module.At(condition).kind == NodeKind::kParenthesis) condition = module.At(condition).first;
  if (module.At(condition).kind != NodeKind::kDereference) return {};
  const NodeId name = module.At(condition).first;
  if (module.At(name).kind == NodeKind::kName && unit.Find(module.Text(name), module.At(name).begin) != nullptr) {
    const auto definitions = unit.DefinitionsOf(module.Text(name));
    const bool is_plain = definitions.size() == 1 && definitions[0].kind == Definition::Kind::kAssigned && definitions[0].position < 0;
    return is_plain ? std::pair(&unit, definitions[0].value) : std::pair<Unit*, NodeId>();
  }
  const Symbol* variable = resolver_.VariableOf(unit, name);
  Unit* declared = variable == nullptr || variable->values == kNoNode ? nullptr : UnitOf(variable);
  return declared == nullptr ? std::pair<Unit*, NodeId>() : std::pair(declared, ValueOf(*variable));
}

// From the store outwards, over calls: the flag everything hangs on; none where something else has a say.
std::pair<Unit*, NodeId> Propagation::FlagAround(Unit& unit, NodeId node, int calls) {
  const Module& module = *unit.module;
  if (!unit.IsFunction() || calls > kMostCalls) return {};
  for (NodeId from = node; node != unit.root; from = node, node = ParentOf(unit, node)) {
    const NodeKind kind = module.At(node).kind;
    if (kind == NodeKind::kFunctionLiteral || kind == NodeKind::kCase || kind == NodeKind::kFor) return {};
    if (kind == NodeKind::kIf && from != node && !AsksATable(unit, node)) {
      return from == module.Child(node, 2) ? FlagOf(unit, module.Child(node, 1)) : std::pair<Unit*, NodeId>();
    }
    if (kind != NodeKind::kBlock) continue;
    for (NodeId before = module.At(node).first; before != from && before != kNoNode; before = module.At(before).next) {
      if (module.At(before).kind == NodeKind::kIf && !AsksATable(unit, before)) return {};
    }
  }
  const auto callers = callers_.find(unit.symbol);
  if (callers == callers_.end() || callers->second.size() != 1) return {};
  return FlagAround(*callers->second.front().first, callers->second.front().second, calls + 1);
}

void Propagation::FindResets() {
  for (Unit& unit : units_) {
    for (const Write& write : unit.writes) {
      const Symbol* table = TableReset(unit, write);
      if (table == nullptr) continue;
      const auto [declared, flag] = FlagAround(unit, write.statement, 0);
      if (declared == nullptr || flag == kNoNode) continue;
      Want(*declared, flag);
      resets_.push_back({table, declared->module, flag, SparesNamed(unit, write.statement)});
    }
  }
}

}  // namespace mdg::slice
