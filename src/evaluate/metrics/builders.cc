// Metrics that are put together in several steps: builders, groups, labels that come with the first use.
//
//     BuildCounter().Name("hits_total").Help("Hits.").Register(registry)         a record that is filled, then a metric
//     groups.add_group("cache", {make_counter("hits", ...)})                     cache_hits, once the group is known
//
// In: rows of library tables and evaluated arguments. Out: records, Constructions under their groups, label names and bounds from uses.
// Deliberately no library's name.
#include <algorithm>

#include "evaluate/standard/shared.h"

namespace mdg::evaluate {

namespace {

Value Argument(const std::vector<Value>& arguments, int8_t index) {
  return index >= 0 && static_cast<size_t>(index) < arguments.size() ? arguments[static_cast<size_t>(index)] : nullptr;
}

}  // namespace

Value Evaluator::SetField(const libraries::Function& function, Value receiver, const std::vector<Value>& arguments) {
  const Value value = Argument(arguments, 0);
  if (receiver == nullptr || value == nullptr) return values_.Unknown(std::string(function.name), Reason::kUnsupported);
  if (receiver->Is(ValueKind::kPointer)) {
    std::vector<std::string_view> path = receiver->path;
    path.push_back(function.option);
    WritePath(receiver->cell, path, value);
    return receiver;
  }
  return receiver->Is(ValueKind::kRecord) ? WithMember(receiver, function.option, value) : receiver;
}

// Label names and bounds of which no use was seen are not known.
void Evaluator::LeaveToUses(Construction& construction) {
  construction.labels = values_.Unknown("labels", Reason::kNotReached, nullptr, true);
  if (construction.made_by.function->type == MetricType::kHistogram) {
    construction.options = values_.Record(nullptr, {{"Buckets", values_.Unknown("buckets", Reason::kNotReached, nullptr, true)}});
  }
}

// The names of a map of labels, or of a list of pairs; false when there may be more.
bool Evaluator::AddPairNames(Value pairs, Value& names) {
  if (pairs == nullptr) return false;
  if (pairs->Is(ValueKind::kPointer)) pairs = Dereference(pairs);
  if (pairs->Is(ValueKind::kNil)) return true;
  if (pairs->Is(ValueKind::kRecord)) return pairs->fields.empty();  // {}
  if (pairs->Is(ValueKind::kMap)) {
    const Value content = memory_.Read(pairs->cell);
    for (const MapEntry& entry : content->entries) names = values_.Append(names, values_.Stringify(entry.key), entry.sometimes);
    return !content->open;
  }
  if (pairs->Is(ValueKind::kChoice)) {
    bool all = true;
    for (Value item : pairs->items) all = AddPairNames(item, names) && all;
    return all;
  }
  if (!pairs->Is(ValueKind::kList)) return false;
  bool all = !pairs->open;
  for (size_t i = 0; i < pairs->length; ++i) {
    const Value pair = pairs->backing->elements[i].value;
    const bool two = pair->Is(ValueKind::kList) && pair->length == 2;
    if (two) names = values_.Append(names, values_.Stringify(pair->backing->elements[0].value));
    all = all && two;
  }
  return all;
}

// Label instances among the arguments, alone and in lists; whatever else is there is a value to show. False when there may be more.
bool Evaluator::AddGroupedLabels(Value argument, Value& names, int depth) {
  if (depth > 6) return false;
  if (argument->Is(ValueKind::kPointer)) argument = Dereference(argument);
  if (argument->Is(ValueKind::kNative)) {
    if (argument->native != NativeKind::kOther || argument->name != "label") return true;
    names = values_.Append(names, argument->items.empty() ? values_.Unknown("label", Reason::kRuntimeData) : values_.Stringify(argument->items.front()));
    return true;
  }
  bool all = true;
  if (argument->Is(ValueKind::kList)) {
    all = !argument->open;
    for (size_t i = 0; i < argument->length; ++i) {
      const Value element = argument->backing->elements[i].value;
      all = AddGroupedLabels(element, names, depth + 1) && !element->Is(ValueKind::kUnknown) && all;
    }
  }
  if (argument->Is(ValueKind::kChoice)) {
    for (Value item : argument->items) all = AddGroupedLabels(item, names, depth + 1) && all;
  }
  return all;
}

// label("shard")(0), make_counter(...)(label): an instance of the label, the same metric with more labels.
Value Evaluator::CallThing(Value thing, const Arguments& arguments) {
  const bool grouped = thing->native == NativeKind::kMetric && events_.constructions[thing->id].made_by.function->name_rule == libraries::NameRule::kGrouped;
  if (thing->native == NativeKind::kOther && thing->name.text() == Shared::kYield && thing->items.size() == 1) {
    Shared(*this).Yield(thing->items.front(), arguments.values);
    return values_.Bool(true);  // whoever ranges over it wants the next
  }
  if (!grouped) return thing->native == NativeKind::kOther ? thing : values_.Unknown("result", Reason::kUnsupported);
  Construction& construction = events_.constructions[thing->id];
  Value names = construction.labels != nullptr && construction.labels->Is(ValueKind::kList) ? construction.labels : values_.List({});
  bool all = !names->open;
  for (Value argument : arguments.values) all = AddGroupedLabels(argument, names, 0) && !argument->Is(ValueKind::kUnknown) && all;
  if (!all) {
    ValueNode* open = values_.Copy(names);
    open->open = true;
    names = open;
  }
  construction.labels = names;
  return thing;
}

// The same bounds everywhere, or nobody knows which.
void Evaluator::SetMeasuredBounds(Construction& construction, const std::vector<Value>& bounds) {
  if (construction.made_by.function->type != MetricType::kHistogram || bounds.empty()) return;
  const auto same = [](Value a, Value b) {
    if (!a->Is(ValueKind::kList) || !b->Is(ValueKind::kList) || a->length != b->length || a->open || b->open) return false;
    for (size_t i = 0; i < a->length; ++i) {
      if (!Values::Equal(a->backing->elements[i].value, b->backing->elements[i].value)) return false;
    }
    return true;
  };
  Value all = bounds.front();
  if (all->Is(ValueKind::kPointer)) all = Dereference(all);
  for (Value other : bounds) {
    if (other->Is(ValueKind::kPointer)) other = Dereference(other);
    if (other != all && !same(all, other)) all = values_.Unknown("buckets", Reason::kRuntimeData, nullptr, true);
  }
  construction.options = values_.Record(nullptr, {{"Buckets", all}});
}

// A metric is made again under its name, once for each group it is added to.
void Evaluator::AddMember(Value group, Value member, Place at) {
  if (member->Is(ValueKind::kPointer)) member = Dereference(member);
  if (member->Is(ValueKind::kList)) {
    for (size_t i = 0; i < member->length; ++i) AddMember(group, member->backing->elements[i].value, at);
    return;
  }
  values_.Lift({group, member}, [&](const std::vector<Value>& v) -> Value {
    const Value made = v[1]->Is(ValueKind::kPointer) ? Dereference(v[1]) : v[1];
    if (made->Is(ValueKind::kList)) {
      AddMember(v[0], made, at);
      return made;
    }
    if (!made->Is(ValueKind::kNative) || made->native != NativeKind::kMetric) return made;
    Construction copy = events_.constructions[made->id];
    if (copy.made_by.function->name_rule != libraries::NameRule::kGrouped || copy.in_group) return made;
    events_.constructions[made->id].superseded = events_.constructions[made->id].grouped = true;
    copy.in_group = true;
    copy.name = BuildName({values_.Stringify(v[0]), copy.ungrouped});
    for (const Assumption& assumption : assumptions_) copy.assumptions.push_back(assumption);
    if (copy.root != root_) copy.root = root_;
    const auto id = static_cast<uint32_t>(events_.constructions.size());
    events_.constructions.push_back(std::move(copy));
    RegisterId(NewRegisterer(values_.EmptyText(), values_.List({})), id, at);
    return made;
  });
}

Value Evaluator::NameGroup(const libraries::Function& function, Value receiver, const std::vector<Value>& arguments, Place at) {
  const std::vector<Value> narrowed = NarrowedAll(arguments);
  const Value group = narrowed.empty() ? nullptr : narrowed.front();
  for (size_t i = static_cast<size_t>(function.first); group != nullptr && i < narrowed.size(); ++i) AddMember(group, narrowed[i], at);
  return receiver != nullptr ? receiver : values_.Nil();
}

}  // namespace mdg::evaluate
