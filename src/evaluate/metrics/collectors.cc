// What happens at a scrape: the registerer asks the collectors for their metrics.
//
//     registry.MustRegister(collector)      collector.Describe(channel); collector.Collect(channel)
//
// In: registered collectors. Out: Events. A collector is asked at the end of the run that registered it, and once more when everything
// else has been run if the program has since filled what it found empty: a scrape comes last.
// Deliberately nothing about metrics that are registered themselves: intrinsics.cc.
#include <algorithm>
#include <utility>

#include "evaluate/order/early_reads.h"
#include "evaluate/standard/shared.h"

namespace mdg::evaluate {

void Evaluator::RunPending() {
  for (size_t i = 0; i < pending_.size() && i < 4096; ++i) {
    const Pending pending = pending_[i];
    if (pending.collector->Is(ValueKind::kPointer)) {
      std::string how;  // the same collector may be registered with other prefixes and labels
      for (Value part : pending.registerer->items) AddFingerprint(how, part, 0);
      how += SwitchesOf(pending.on_switches);
      if (!collected_.emplace(pending.collector->cell, std::move(how)).second) continue;
    }
    Early run{.pending = pending, .first_cell = root_first_cell_, .begin = events_.constructions.size()};
    asked_ = &run;
    const size_t reads = read_as_declared_.size();
    memory_.Mark();
    Collect(pending);
    asked_ = nullptr;
    run.end = events_.constructions.size();
    run.unset_variables = EarlyReads(*this).TablesFoundEmptySince(reads);
    asked_once_.push_back(run);
    for (const auto& [cell, value] : memory_.TakeChanges()) {
      if (!run.unset_variables.empty()) run.changes.push_back({cell, memory_.Read(cell), value});
      memory_.Write(cell, value);
    }
    if (run.FoundSomethingEmpty()) too_early_.push_back(std::move(run));
  }
  pending_.clear();
}

// What the registerer does with a collector: asks it for its metrics.
void Evaluator::Collect(const Pending& pending) {
  const auto& [collector, registerer, at, on_switches] = pending;
  const Value channel = values_.Native(NativeKind::kChannel, 0, "", {registerer});
  const Type* type = collector->type;
  if (collector->Is(ValueKind::kPointer)) type = Dereference(collector)->type ? Dereference(collector)->type : type;
  const size_t outer = assumptions_.size(), height = outer + on_switches.size();
  assumptions_.insert(assumptions_.end(), on_switches.begin(), on_switches.end());
  for (std::string_view name : libraries::CollectMethods()) {
    assumptions_.resize(height);  // which builds the other method is in has no say
    Value receiver = collector;
    Value method = Method(type, name, receiver);
    for (int depth = 0; method == nullptr && depth < 4 && type != nullptr; ++depth) {  // promoted from an embedded field
      bool found = false;
      for (const auto& [field, info] : types_.Fields(type)) {
        if (!info.embedded || !HasMethod(info.type, name)) continue;
        receiver = Member(receiver, field, at);
        type = info.type;
        found = true;
        break;
      }
      if (!found) break;
      method = Method(type, name, receiver);
    }
    if (method == nullptr) continue;
    Arguments arguments;
    arguments.values = {channel};
    CallMethod(method, arguments, at);
  }
  assumptions_.resize(outer);
}

void Evaluator::Send(Value channel, Value metric, Place at) {
  channel = WithoutNil(channel);
  if (Shared(*this).IsChannel(channel)) return Shared(*this).Send(channel, metric);  // whole: taken apart, large tables run into limits
  values_.Lift({channel, metric}, [&](const std::vector<Value>& v) -> Value {
    const bool collects = v[0]->Is(ValueKind::kNative) && v[0]->native == NativeKind::kChannel;
    if (collects && v[1]->Is(ValueKind::kNative)) RegisterId(v[0]->items[0], v[1]->id, at);
    else if (Shared(*this).IsChannel(v[0])) Shared(*this).Send(v[0], v[1]);
    return v[1];
  });
}

// --- asking again what was asked too early

// What the map holds for keys nobody knows, or null: all there is to see of how it was filled.
Value Evaluator::ContentOf(CellId map) const {
  const Value content = memory_.Read(map);
  return content->entries.empty() ? content->open_value : content;
}

bool Evaluator::IsFilledSince(const Early& run) {
  const bool map = std::any_of(run.empty_maps.begin(), run.empty_maps.end(), [&](const auto& then) { return ContentOf(then.first) != then.second; });
  return map || EarlyReads(*this).AreSet(run.unset_variables) || std::any_of(run.unset_fields.begin(), run.unset_fields.end(), [&](const auto& field) {
    return field_summaries_.contains(field) || FieldOfSomeRecord(field.first, field.second) != nullptr;
  });
}

// What a collector keeps of a time when it found nothing. Out: what was there instead, by change.
std::vector<Value> Evaluator::Forget(const Early& run) {
  std::vector<Value> now;
  if (!EarlyReads(*this).AreSet(run.unset_variables)) return now;
  for (const Early::Change& change : run.changes) {
    now.push_back(memory_.Read(change.cell));
    memory_.Write(change.cell, change.former);
  }
  return now;
}

void Evaluator::CollectAgain() {
  const std::vector<Early> runs = std::move(too_early_);
  too_early_.clear();
  std::set<const Symbol*> looked_at;
  for (const Early& run : runs) EarlyReads(*this).RunSettersOf(run.unset_variables, looked_at);
  for (const Early& run : runs) {
    if (!IsFilledSince(run)) continue;
    results_.clear();
    BeginRun();
    root_first_cell_ = run.first_cell;  // what is empty by default is no less so now
    const std::vector<Value> now = Forget(run);
    const size_t begin = events_.constructions.size();
    Collect(run.pending);
    for (size_t i = 0; i < now.size(); ++i) {
      if (memory_.Read(run.changes[i].cell) == run.changes[i].former) memory_.Write(run.changes[i].cell, now[i]);
    }
    SupersedeVague(run.begin, run.end, begin);
  }
}

// Of what a first run made, whatever has no full name and was come by again since there were `again` constructions.
void Evaluator::SupersedeVague(size_t begin, size_t end, size_t again) {
  std::set<Place> reached;
  for (size_t i = again; i < events_.constructions.size(); ++i) reached.insert(events_.constructions[i].at);
  for (size_t i = begin; i < end; ++i) {
    Construction& early = events_.constructions[i];
    const auto& ways = early.name->items;
    const bool is_choice = early.name->Is(ValueKind::kChoice);
    const bool vague = is_choice ? std::none_of(ways.begin(), ways.end(), Values::IsKnownText) : !Values::IsKnownText(early.name);
    if (vague && !early.made_again && reached.contains(early.at)) early.superseded = true;
  }
}

}  // namespace mdg::evaluate
