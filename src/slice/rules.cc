// Who gives rules their names: callers of the functions that make them.
//
//     func Down(part string) promv1.Rule { return promv1.Rule{Alert: part + "Down", ...} }
//
// In: units that make rules (seed.cc). Out: the same for those who call them, whose calls run. Callers in the same package are asked whatever
// they hand on, others only for names: an operator's code that sets up all its objects leads nowhere else.
#include <unordered_set>
#include <utility>

#include "slice/propagation.h"

namespace mdg::slice {

using libraries::Action;

// True where what the expression gives can differ between callers, as far as the function's own text tells.
bool Propagation::RestsOnParameter(Unit& unit, NodeId expression, int depth) {
  constexpr int kDeepest = 4;  // assignments to local names
  const Module& module = *unit.module;
  const Node& node = module.At(expression);
  if (node.kind == NodeKind::kName) {
    const Definition* definition = unit.Find(module.Text(expression), node.begin);
    if (definition == nullptr) return false;
    if (definition->kind == Definition::Kind::kParameter || definition->kind == Definition::Kind::kReceiver) return true;
    return definition->value != kNoNode && depth < kDeepest && RestsOnParameter(unit, definition->value, depth + 1);
  }
  for (NodeId child = node.first; child != kNoNode; child = module.At(child).next) {
    if (RestsOnParameter(unit, child, depth)) return true;
  }
  return false;
}

bool Propagation::IsNamedByCallers(Unit& unit) {
  const Module& module = *unit.module;
  for (NodeId composite : unit.composites) {
    const Type* type = types_.Underlying(resolver_.TypeOf(unit, composite));
    if (type == nullptr || type->kind != Type::Kind::kExternal) continue;
    const libraries::Match row = libraries::FindFunction(type->path, type->name, libraries::kLiteral);
    if (row.function == nullptr || row.function->action != Action::kRecord) continue;
    const libraries::RecordFields& fields = row.function->record_fields;
    for (NodeId element = module.At(module.At(composite).first).next; element != kNoNode; element = module.At(element).next) {
      const bool is_keyed = module.At(element).kind == NodeKind::kKeyValue;
      const std::string_view key = is_keyed ? module.Text(module.At(element).first) : "";
      const bool says_other = is_keyed && (key == fields.expression || key == fields.labels || key == fields.annotations || key == fields.duration);
      if (!says_other && RestsOnParameter(unit, is_keyed ? module.Child(element, 1) : element)) return true;
    }
  }
  return false;
}

void Propagation::ReachRules() {
  std::vector<Unit*> waiting;
  std::unordered_set<const Unit*> named_by_callers;
  for (Unit& unit : units_) {
    if (!unit.makes_rules) continue;
    waiting.push_back(&unit);
    if (IsNamedByCallers(unit)) named_by_callers.insert(&unit);
  }
  while (!waiting.empty()) {
    Unit& unit = *waiting.back();
    waiting.pop_back();
    for (const auto& [caller, call] : callers_[unit.symbol]) {
      const bool is_near = caller->module->folder == unit.module->folder, gives_name = named_by_callers.contains(&unit);
      if (!caller->IsFunction() || (!is_near && !gives_name)) continue;
      Mark(*caller, call, kWeak);
      const NodeId callee = caller->module->At(call).first;
      bool hands_on = false;
      for (NodeId argument = caller->module->At(callee).next; gives_name && argument != kNoNode; argument = caller->module->At(argument).next) {
        hands_on = hands_on || RestsOnParameter(*caller, argument);
      }
      const bool is_news = !std::exchange(caller->makes_rules, true);
      if ((hands_on && named_by_callers.insert(caller).second) || is_news) waiting.push_back(caller);
    }
  }
}

}  // namespace mdg::slice
