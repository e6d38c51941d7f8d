// Gives back the values nothing can come by any more.
//
// In: an evaluator between two roots, when no function is being run. Out: the same evaluator; values that neither its tables nor the
// variables of what is left refer to are gone, and their places are used for new ones. So memory grows with what was found and is
// kept, not with the steps taken. Deliberately decides nothing: the answers are those of keeping everything.
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

namespace {

// What can be come by, found from what is added: values, the cells they refer to, and what those hold.
class Reachable {
 public:
  explicit Reachable(const Memory& memory) : memory_(memory), cells_(memory.size(), false) {}

  void Add(Value value) {
    if (value == nullptr || std::exchange(value->reached, true)) return;
    waiting_.push_back(value);
  }
  void Add(const mdg::Condition* condition) {
    if (condition == nullptr || !conditions_.insert(condition).second) return;
    Add(condition->subject);
    Add(condition->otherwise);
    Add(condition->left);
    Add(condition->right);
  }
  void Add(const CallResult& result) { Add(result.value); }
  void Add(const Pending& pending) {
    Add(pending.collector);
    Add(pending.registerer);
  }
  void Add(const Early& run) {
    Add(run.pending);
    for (const auto& [cell, otherwise] : run.empty_maps) AddCell(cell), Add(otherwise);
    for (const Early::Change& change : run.changes) AddCell(change.cell), Add(change.former), Add(change.value);
  }
  void Add(const Construction& made) {
    for (Value part : {made.ungrouped, made.name, made.help, made.labels, made.constant_labels}) Add(part);
    for (Value part : {made.stability, made.deprecated, made.options, made.unit, made.generator}) Add(part);
  }
  void Add(const Sample& sample) { Add(sample.type); }
  void Add(const RegistrationEvent& event) {
    Add(event.prefix);
    Add(event.labels);
  }
  void Add(const RuleEvent& rule) {
    for (Value part : {rule.name, rule.expression, rule.help, rule.labels, rule.type, rule.duration, rule.annotations}) Add(part);
  }
  void Add(const Exporter& exporter) { Add(exporter.settings); }
  void Add(const Measurement& measurement) {
    Add(measurement.labels);
    Add(measurement.bounds);
  }
  template <typename Element>
  void Add(const std::vector<Element>& elements) {
    for (const Element& element : elements) Add(element);
  }
  template <typename Key, typename Element, typename Order>
  void Add(const std::map<Key, Element, Order>& elements) {
    for (const auto& [key, element] : elements) Add(element);
  }
  template <typename Key, typename Element>
  void Add(const std::unordered_map<Key, Element>& elements) {
    for (const auto& [key, element] : elements) Add(element);
  }
  void AddCell(CellId cell) {
    if (cell == kNoCell || cells_[cell]) return;
    cells_[cell] = true;
    Add(memory_.Read(cell));
  }

  // Goes on to whatever the values added so far refer to. The cells among it.
  const std::vector<bool>& FollowAll() {
    while (!waiting_.empty()) {
      const Value value = waiting_.back();
      waiting_.pop_back();
      Follow(value);
    }
    return cells_;
  }

 private:
  void Follow(Value value) {
    Add(value->condition);
    Add(value->open_value);
    Add(value->receiver);
    AddCell(value->cell);
    for (const TextPiece& piece : value->text) Add(piece.hole);
    for (Value item : value->items) Add(item);
    for (const RecordField& field : value->fields) Add(field.value);
    for (const MapEntry& entry : value->entries) Add(entry.key), Add(entry.value);
    if (value->backing != nullptr && !std::exchange(value->backing->reached, true)) {
      for (const ListBacking::Element& element : value->backing->elements) Add(element.value);
    }
    for (const Scope* scope = value->scope; scope != nullptr && scopes_.insert(scope).second; scope = scope->outer) AddCell(scope->cell);
  }

  const Memory& memory_;
  std::vector<bool> cells_;
  std::vector<Value> waiting_;
  std::unordered_set<const mdg::Condition*> conditions_;
  std::unordered_set<const Scope*> scopes_;
};

}  // namespace

// Every member of the evaluator that holds values or cells is named here.
void Evaluator::Reclaim() {
  if (!values_.HaveGrown()) return;
  Reachable reachable(memory_);
  reachable.Add(events_.constructions);
  reachable.Add(events_.samples);
  reachable.Add(events_.registrations);
  reachable.Add(events_.rules);
  reachable.Add(events_.exporters);
  reachable.Add(events_.measurements);
  for (const MetricGroup& group : groups_) reachable.Add(group.members), reachable.Add(group.registered);
  for (const auto& [key, family] : written_families_) {
    reachable.Add(family.help);
    reachable.Add(family.name);
  }
  for (const auto& [symbol, cell] : globals_) reachable.AddCell(cell);
  for (const auto& [cell, lookups] : lookups_) reachable.AddCell(cell);
  if (declared_flags_) reachable.Add(*declared_flags_);
  reachable.Add(learned_.unknowns);
  reachable.Add(learned_.changed);
  reachable.Add(decisions_.equalities());
  reachable.Add(splits_);
  reachable.Add(constants_);
  for (const MadeOnSupposed& made : made_on_supposed_) reachable.Add(made.arguments.values);
  reachable.Add(literals_);
  reachable.Add(setting_literals_);
  reachable.Add(declared_values_);
  for (const EarlyRoot& early : early_roots_) reachable.Add(early.receiver);
  reachable.Add(field_values_);
  reachable.Add(field_summaries_);
  reachable.Add(records_);
  reachable.Add(record_fields_);
  reachable.Add(instances_);
  reachable.Add(results_);
  reachable.Add(root_results_);
  reachable.Add(pending_);
  reachable.Add(too_early_);
  reachable.Add(asked_once_);
  found_in_ = {};
  memory_.KeepOnly(reachable.FollowAll());
  values_.KeepReached();
}

}  // namespace mdg::evaluate
