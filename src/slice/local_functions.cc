// Calls of function literals that a function makes for itself.
//
//     add := func(desc *prometheus.Desc, value float64) { ch <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value) }
//     add(used, float64(stats.Used))        `used` is asked for, `stats.Used` is not
//
//     each(rows, func(row Row) { c.show(row) })             `visit(row)` in `each` runs, for this caller of it
//
// In: calls, and parameters of literals that are needed. Out: the arguments that are handed to those; calls of what a function is handed. As for functions, only what a
// parameter has a say in is asked for. Deliberately not for literals that are given on or chosen among: there every argument counts.
// See propagation.h.
#include <algorithm>
#include <utility>

#include "slice/propagation.h"

namespace mdg::slice {

// The literal whose parameter that is; kNoNode where no type is written.
NodeId Propagation::LiteralOf(Unit& unit, const Definition& parameter) const {
  NodeId literal = parameter.type;
  while (literal != kNoNode && literal != unit.root && unit.module->At(literal).kind != NodeKind::kFunctionLiteral) literal = ParentOf(unit, literal);
  return literal == unit.root ? kNoNode : literal;
}

// The literal a call certainly means: itself, or the only thing the name has ever been given. kNoNode: not known.
NodeId Propagation::LiteralCalled(Unit& unit, const Call& call) {
  if (call.callee != Callee::kUnresolved || !call.functions.empty()) return kNoNode;
  const Module& module = *unit.module;
  const NodeId callee = WithoutParentheses(module, module.At(call.node).first);
  if (module.At(callee).kind == NodeKind::kFunctionLiteral) return callee;
  if (module.At(callee).kind != NodeKind::kName) return kNoNode;
  NodeId literal = kNoNode;
  for (const Definition& definition : unit.DefinitionsOf(module.Text(callee))) {
    if (definition.kind == Definition::Kind::kDeclared) continue;  // var visit func(name string), which may call itself
    const bool plain = definition.kind == Definition::Kind::kAssigned && definition.position < 0 && definition.value != kNoNode;
    if (!plain || literal != kNoNode || module.At(definition.value).kind != NodeKind::kFunctionLiteral) return kNoNode;
    literal = definition.value;
  }
  return literal;
}

// The arguments of a call for the parameter `name` of the literal it calls; for a variadic one, all from there on.
void Propagation::WantLiteralArgument(Unit& unit, const Call& call, NodeId literal, std::string_view name) {
  const Module& module = *unit.module;
  const NodeId first = module.At(module.At(call.node).first).next;
  const bool spread = first != kNoNode && module.At(first).next == kNoNode && module.At(first).kind == NodeKind::kCall;  // f(g())
  const bool outer = std::exchange(telling_, telling_ || call.telling);
  int position = 0;
  for (NodeId field = module.At(module.At(module.At(literal).first).first).first; field != kNoNode; field = module.At(field).next) {
    const bool variadic = module.At(module.At(field).first).kind == NodeKind::kEllipsis;
    NodeId parameter = module.At(module.Child(field, 1)).next;
    if (parameter == kNoNode) ++position;
    for (; parameter != kNoNode; parameter = module.At(parameter).next, ++position) {
      if (module.Text(parameter) != name) continue;
      if (spread) Post(Task::Kind::kWantCall, unit, first, Bit(position));
      int index = 0;
      for (NodeId a = first; a != kNoNode && !spread; a = module.At(a).next, ++index) {
        if (index == position || (variadic && index > position)) Post(Task::Kind::kWant, unit, a);
      }
    }
  }
  telling_ = outer;
}

// The call runs: what the literal's parameters that are needed already get.
void Propagation::WantLiteralArguments(Unit& unit, const Call& call, NodeId literal) {
  const Module& module = *unit.module;
  for (NodeId field = module.At(module.At(module.At(literal).first).first).first; field != kNoNode; field = module.At(field).next) {
    for (NodeId parameter = module.At(module.Child(field, 1)).next; parameter != kNoNode; parameter = module.At(parameter).next) {
      const std::string_view name = module.Text(parameter);
      if (!unit.Needs(name)) continue;
      const bool outer = std::exchange(telling_, unit.NeedsToTell(name));
      WantLiteralArgument(unit, call, literal, name);
      telling_ = outer;
    }
  }
}

// A parameter of a literal is needed: what the calls that run hand to it.
void Propagation::WantFromLocalCallers(Unit& unit, const Definition& parameter) {
  const NodeId literal = LiteralOf(unit, parameter);
  if (literal == kNoNode) return;
  for (const Call& call : unit.calls) {
    if (call.live && LiteralCalled(unit, call) == literal) WantLiteralArgument(unit, call, literal, parameter.name);
  }
}

// Something happens in a function (literal or parameter) that is an argument of a call: where the function that gets it calls it, it runs.
// That is no reason to ask who else calls that function. True when it is seen to call it.
bool Propagation::MarkCallsOf(Unit& unit, NodeId argument, int depth) {
  constexpr int kDeep = 4;
  const Module& module = *unit.module;
  const NodeId parent = ParentOf(unit, argument);
  if (depth >= kDeep || module.At(parent).kind != NodeKind::kCall || module.At(parent).first == argument) return false;
  const Call* call = unit.FindCall(parent);
  if (call->callee != Callee::kFunctions || call->functions.size() != 1) return false;
  Unit* callee = UnitOf(call->functions.front());
  if (callee == nullptr) return false;
  int position = 0;
  for (NodeId a = module.At(module.At(parent).first).next; a != argument; a = module.At(a).next) ++position;
  const auto parameter = std::find_if(callee->definitions.begin(), callee->definitions.end(), [&](const Definition& definition) {
    return definition.kind == Definition::Kind::kParameter && definition.position == position;
  });
  if (parameter == callee->definitions.end()) return false;
  const Module& inside = *callee->module;
  const auto is_meant = [&](NodeId node) { return inside.At(node).kind == NodeKind::kName && inside.Text(node) == parameter->name; };
  const bool outer = std::exchange(telling_, false);
  bool is_called = false;
  for (const Call& one : callee->calls) {
    const NodeId called = inside.At(one.node).first;
    bool runs = is_meant(WithoutParentheses(inside, called));
    for (NodeId a = inside.At(called).next; a != kNoNode; a = inside.At(a).next) runs = (is_meant(a) && MarkCallsOf(*callee, a, depth + 1)) || runs;
    if (runs) Post(Task::Kind::kMark, *callee, one.node, kWeak | kEffect);
    is_called = is_called || runs;
  }
  telling_ = outer;
  return is_called;
}

}  // namespace mdg::slice
