// Metrics that are written down in package variables and made where those are used.
//
//     var requests = newCounterDefinition("app_requests")          requests.With(handler).Add(1)
//
// In: the package variables, once everything worth running has been run. Out: more Constructions. Such uses stand anywhere in a program,
// mostly in functions nothing else is worth running for: a method that makes metrics is run on every variable of its type that no run has
// called it on, with arguments nobody knows and few steps; what comes of it counts where the name is known. Deliberately not for the only
// variable of a type, which is an object, not one row of a list, and not for variables whose making made a metric: those are that metric.
#include <map>
#include <set>
#include <utility>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

namespace {

// Where metrics were made, and the calls that led there.
std::set<Place> PlacesOf(const std::vector<Construction>& constructions) {
  std::set<Place> places;
  for (const Construction& made : constructions) {
    places.insert(made.at);
    places.insert(made.calls.begin(), made.calls.end());
  }
  return places;
}

// var requests = NewCounter(opts): what made the metric stands in the initialiser.
bool HoldsMetric(const Symbol* variable, const std::set<Place>& made) {
  if (variable->values == kNoNode) return false;
  const Node& values = variable->module->At(variable->values);
  const auto first = made.lower_bound(Place{variable->module, values.begin});
  return first != made.end() && first->module == variable->module && first->offset < values.end;
}

}  // namespace

// The object a package variable points to or is; null when its type is not known.
Value Evaluator::ObjectIn(const Symbol* variable) {
  const auto cell = globals_.find(variable);
  if (cell == globals_.end()) return nullptr;
  const Value value = memory_.Read(cell->second);
  const Value object = value->Is(ValueKind::kRecord) ? values_.Pointer(cell->second, {}, value->type) : value;
  const Type* type = object->Is(ValueKind::kPointer) ? Types::Dereference(object->type) : nullptr;
  return type != nullptr && type->kind == Type::Kind::kNamed ? object : nullptr;
}

void Evaluator::RunOnVariables() {
  std::map<const Symbol*, std::vector<const Symbol*>> by_type;
  std::vector<const Symbol*> types;  // in the order of the source: what is run first must not hang on addresses
  for (const auto& package : program_.packages()) {
    for (const Symbol* variable : package->variables) {
      if (variable->module->is_test || variable->module->makes_objects) continue;
      const Value object = ObjectIn(variable);
      if (object == nullptr) continue;
      const Symbol* type = Types::Dereference(object->type)->symbol;
      auto& variables = by_type[type];
      if (variables.empty()) types.push_back(type);
      variables.push_back(variable);
    }
  }
  const std::set<Place> made = PlacesOf(events_.constructions);
  for (const Symbol* type : types) {
    if (by_type[type].size() < 2) continue;
    for (const Symbol* variable : by_type[type]) {
      if (!HoldsMetric(variable, made)) RunOnVariable(variable, type);
    }
  }
}

// By a run that counts: what came of one with unknown arguments is dropped where real ones turn up.
bool Evaluator::WasCalledOn(const Symbol* method, CellId cell) const {
  for (auto call = called_on_.lower_bound({method, cell, nullptr}); call != called_on_.end(); ++call) {
    const auto& [called, on, root] = *call;
    if (called != method || on != cell) return false;
    if (!IsSuperseded(root)) return true;
  }
  return false;
}

void Evaluator::RunOnVariable(const Symbol* variable, const Symbol* type) {
  for (const Symbol* function : type->package->functions) {  // in the order of the source
    if (function->receiver != type->name || !IsWorthRunning(function) || IsStated(function)) continue;
    const Value object = ObjectIn(variable);
    if (object == nullptr || WasCalledOn(function, object->cell)) continue;
    root_ = variable;
    root_first_cell_ = static_cast<CellId>(memory_.size());
    BeginRun();
    step_limit_ = root_limit_ = limits_.steps_for_a_variable;
    limits_.steps_in_all = std::max(limits_.steps_in_all, steps_ + limits_.steps_for_a_variable);
    ValueNode* method = values_.New(ValueKind::kFunction);
    method->symbol = function;
    method->receiver = object;
    method->types = types_.Bind(Types::Dereference(object->type));
    Arguments arguments;
    for (const Type* parameter : ParameterTypes(method)) arguments.values.push_back(UnknownArgument(parameter, ""));
    arguments.spread = true;
    const size_t begin = events_.constructions.size();
    const bool done = RunToTheEnd(method, arguments);  // no use of a definition leads far
    for (size_t i = begin; i < events_.constructions.size(); ++i) {
      Construction& made = events_.constructions[i];
      made.superseded = made.superseded || !done || !Values::IsKnownText(made.name);  // a definition says the name
    }
    Reclaim();
  }
}

}  // namespace mdg::evaluate
