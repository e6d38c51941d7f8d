// Switches that turn off what others are on by default for.
//
//     if *disableDefaults { collector.DisableDefaults() }
//     func DisableDefaults() { for name := range enabled { if _, ok := forced[name]; !ok { *enabled[name] = false } } }
//
// In: stores of `false` through every entry of a package variable's map. Out: the map, and the expression that makes the flag they stand
// under, in the function itself or where it is called. What was looked up in a table that is filled at run time (what a user asked for by
// name) may be left out, and that it is is told where only the flags' own actions fill that table; any other condition, and it is not said. Deliberately no values: evaluate/switches/flags.cc knows the flags.
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

// The name of the method or function of a package that is called.
std::string_view CalledAs(const Module& module, NodeId callee) {
  return module.At(callee).kind == NodeKind::kMember ? module.Text(module.At(module.At(callee).first).next) : std::string_view();
}

// Of kingpin.Flag("name", "help").Default("true") the call that makes the flag.
NodeId FlagCall(const Module& module, NodeId chain) {
  while (module.At(chain).kind == NodeKind::kCall) {
    const NodeId callee = module.At(chain).first;
    if (CalledAs(module, callee) == "Flag") return chain;
    chain = module.At(callee).first;
  }
  return kNoNode;
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

// if _, ok := forced[name]; !ok { ... }      if !forced[name] { ... }      where `found`, the other way round.
// The lookup in a table that is filled at run time; none where that is not what is asked.
NodeId Propagation::TableAsked(Unit& unit, NodeId check, bool found) {
  const Module& module = *unit.module;
  const Node& init = module.At(module.At(check).first);
  const NodeId condition = module.Child(check, 1), bare = Bare(module, condition);
  size_t negations = 0;
  for (NodeId node = condition; node != bare; node = module.At(node).first) negations += module.At(node).kind == NodeKind::kUnary;
  if ((negations % 2 == 0) != found) return kNoNode;
  NodeId lookup = bare;
  if (init.kind == NodeKind::kAssign) {
    const NodeId names = init.first, second = module.At(module.At(names).first).next;
    if (second == kNoNode || module.Text(second) != module.Text(bare)) return kNoNode;
    lookup = module.At(module.At(names).next).first;
  }
  if (module.At(lookup).kind != NodeKind::kIndex) return kNoNode;
  const Symbol* table = resolver_.VariableOf(unit, module.At(lookup).first);
  return table != nullptr && IsMadeEmpty(*table) ? lookup : kNoNode;
}

// `"collect." + name`, or a local that is made of it.
bool Propagation::Mentions(Unit& unit, NodeId expression, std::string_view name) {
  const Module& module = *unit.module;
  if (module.At(expression).kind == NodeKind::kName) {
    if (module.Text(expression) == name) return true;
    const Definition* local = unit.Find(module.Text(expression), module.At(expression).begin);
    return local != nullptr && local->kind == Definition::Kind::kAssigned && local->value != kNoNode && local->offset <= module.At(expression).begin &&
           Mentions(unit, local->value, name);
  }
  if (module.At(expression).kind == NodeKind::kLiteral) return false;  // `first` is no child
  for (NodeId child = module.At(expression).first; child != kNoNode; child = module.At(child).next) {
    if (Mentions(unit, child, name)) return true;
  }
  return false;
}

// kingpin.Flag("collect."+name, ...).Action(function): run when the user gives the flag. `name` is what `function` is made with, and part of
// the flag's name; the function may be made by one that is called there.
bool Propagation::IsActionOf(Unit& unit, NodeId function, std::string_view name) {
  const Module& module = *unit.module;
  const NodeId around = ParentOf(unit, function);
  if (module.At(around).kind == NodeKind::kCall) {
    const NodeId callee = module.At(around).first;
    if (CalledAs(module, callee) != "Action") return false;
    const NodeId flag = FlagCall(module, module.At(callee).first);
    return flag != kNoNode && Mentions(unit, module.At(module.At(flag).first).next, name);
  }
  if (module.At(around).kind != NodeKind::kReturn || ParentOf(unit, ParentOf(unit, around)) != unit.root) return false;
  const Definition* parameter = unit.Find(name, module.At(function).begin);
  const auto callers = callers_.find(unit.symbol);
  if (parameter == nullptr || parameter->kind != Definition::Kind::kParameter || callers == callers_.end() || callers->second.empty()) return false;
  return std::all_of(callers->second.begin(), callers->second.end(), [&](const Site& site) {
    const Module& calling = *site.first->module;
    const NodeId argument = calling.Child(site.second, parameter->position + 1);
    return calling.At(argument).kind == NodeKind::kName && IsActionOf(*site.first, site.second, calling.Text(argument));
  });
}

// forced[name] = true, in a function that is run when a flag with that name is given.
bool Propagation::IsPutByItsFlag(Unit& unit, const Write& put) {
  const Module& module = *unit.module;
  const NodeId key = module.At(module.At(put.target).first).next;
  if (put.value == kNoNode || module.Text(put.value) != "true" || module.At(key).kind != NodeKind::kName) return false;
  NodeId function = put.statement;
  while (function != unit.root && module.At(function).kind != NodeKind::kFunctionLiteral) function = ParentOf(unit, function);
  return function != unit.root && IsActionOf(unit, function, module.Text(key));
}

// Nothing is done with the table but looking up and putting in one entry at a time.
bool Propagation::IsOnlyIndexed(const Symbol& table) const {
  if (table.name.empty() || (table.name[0] >= 'A' && table.name[0] <= 'Z')) return false;  // other packages may do anything with it
  for (const Module* module : table.package->modules) {
    const std::vector<NodeId>& parents = parents_[module->number];
    for (NodeId node = 1; node < parents.size(); ++node) {
      if (module->At(node).kind != NodeKind::kName || module->Text(node) != table.name) continue;
      const NodeId around = parents[node];
      const bool is_subject = module->At(around).kind == NodeKind::kIndex && module->At(around).first == node;
      const bool is_declared = module == table.module && (around == table.node || parents[around] == table.node);
      if (!is_subject && !is_declared) return false;
    }
  }
  return true;
}

// What is left out of the store is what is in a table, and only actions of flags put something there.
bool Propagation::SparesNamed(Unit& unit, NodeId store) {
  const Module& in = *unit.module;
  NodeId lookup = kNoNode, loop = store;
  for (; loop != unit.root && in.At(loop).kind != NodeKind::kRange; loop = ParentOf(unit, loop)) {
    if (in.At(loop).kind == NodeKind::kIf && lookup == kNoNode) lookup = TableAsked(unit, loop, false);
  }
  if (lookup == kNoNode || loop == unit.root || in.Text(in.At(in.At(lookup).first).next) != in.Text(in.At(loop).first)) return false;
  const Symbol* asked = resolver_.VariableOf(unit, in.At(lookup).first);
  if (!IsOnlyIndexed(*asked)) return false;
  size_t puts = 0;
  for (Unit& other : units_) {
    const Module& module = *other.module;
    for (const Write& write : other.writes) {
      if (module.At(write.target).kind != NodeKind::kIndex) continue;
      if (resolver_.VariableOf(other, module.At(write.target).first) != asked) continue;
      if (!IsPutByItsFlag(other, write)) return false;
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
    if (kind == NodeKind::kIf && from != node && (from != module.Child(node, 2) || TableAsked(unit, node, false) == kNoNode)) {
      return from == module.Child(node, 2) ? FlagOf(unit, module.Child(node, 1)) : std::pair<Unit*, NodeId>();
    }
    if (kind != NodeKind::kBlock) continue;
    for (NodeId before = module.At(node).first; before != from && before != kNoNode; before = module.At(before).next) {
      if (module.At(before).kind == NodeKind::kIf && TableAsked(unit, before, true) == kNoNode) return {};
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
