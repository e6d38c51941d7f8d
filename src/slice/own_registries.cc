// Metrics of a library a program has of its own, which ends in text written by hand, are made where they get their names:
//
//     metrics.NewRegisteredGauge("queue/length", nil)     makes one, as far as anybody who reads this can tell
//     registry.Register(name, gauge)                      hands on a name
//
// In: the functions that store what such text is written from (mark.cc, while `in_exposition_`). Out: who gives those of them that make
// something its name.
// Deliberately no marks: that all of these run is decided there. See propagation.h.
#include "slice/propagation.h"

namespace mdg::slice {

// A text stands in the expression itself, or in what a local name in it was given.
bool Propagation::SaysText(Unit& unit, NodeId expression, int depth) {
  constexpr int kDeepest = 4;  // assignments to local names
  const Module& module = *unit.module;
  const Node& node = module.At(expression);
  if (node.kind == NodeKind::kLiteral) return node.op == Operator::kString && !module.StringValue(node).empty();
  if (node.kind == NodeKind::kFunctionLiteral) return false;
  if (node.kind == NodeKind::kName) {
    const Definition* definition = unit.Find(module.Text(node), node.begin);
    if (definition == nullptr) return OnlyText(unit, expression).has_value();
    return definition->value != kNoNode && depth < kDeepest && SaysText(unit, definition->value, depth + 1);
  }
  if (node.kind == NodeKind::kMember) return OnlyText(unit, expression).has_value();
  for (NodeId child = node.first; child != kNoNode; child = module.At(child).next) {
    if (SaysText(unit, child, depth)) return true;
  }
  return false;
}

// func NewRegisteredGauge(name string, r Registry) *Gauge: gives back one thing of its own package.
bool Propagation::MakesOwnThing(const Unit& unit) {
  if (!unit.IsFunction() || !unit.symbol->receiver.empty()) return false;
  const Module& module = *unit.module;
  const NodeId result = module.At(module.Child(module.Child(unit.root, 3), 1)).first;
  if (result == kNoNode || module.At(result).next != kNoNode) return false;
  const Type* type = Types::Dereference(types_.Resolve(module, module.At(result).first));
  return type != nullptr && type->kind == Type::Kind::kNamed && type->symbol->package == unit.symbol->package;
}

void Propagation::FindNamesGiven() {
  for (Unit& unit : units_) {
    if (!unit.stores || !unit.makes_registerer || !MakesOwnThing(unit)) continue;
    for (const Definition& definition : unit.definitions) {
      const bool named = definition.kind == Definition::Kind::kParameter && (unit.telling_parameters & Bit(definition.position));
      const Type* type = named ? types_.Underlying(types_.Resolve(*unit.module, definition.type)) : nullptr;
      if (type == nullptr || type->kind != Type::Kind::kBasic || type->name != "string") continue;
      for (const auto& [caller, call] : callers_[unit.symbol]) {
        const Module& module = *caller->module;
        NodeId argument = module.At(module.At(call).first).next;
        for (int i = 0; i < definition.position && argument != kNoNode; ++i) argument = module.At(argument).next;
        if (argument != kNoNode && SaysText(*caller, argument)) caller->names_metrics = true;
      }
    }
  }
}

}  // namespace mdg::slice
