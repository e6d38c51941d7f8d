// The labels of an instrument, which are given where it is used.
//
//     counter.Add(ctx, 1, metric.WithAttributes(attribute.String("peer", peer)))      `peer` is a label of `counter`
//
// In: rows of library tables that measure; when everything has been run, Events. Out: label names and buckets of the instruments. Where
// nobody knows which instrument is used, any of its type may be given further labels, and which places these are is kept. Deliberately
// nothing about names: exporters.cc.
#include <algorithm>

#include "evaluate/evaluator.h"
#include "evaluate/metrics/exported_names.h"

namespace mdg::evaluate {

namespace {

Value Argument(const std::vector<Value>& arguments, int8_t index) {
  return index >= 0 && static_cast<size_t>(index) < arguments.size() ? arguments[static_cast<size_t>(index)] : nullptr;
}

bool IsOption(Value value) { return value->Is(ValueKind::kNative) && value->native == NativeKind::kOther; }

// var failed metric.Int64Counter, which only some ways give one.
bool IsNoInstrument(Value value) { return value->Is(ValueKind::kNil) || (value->Is(ValueKind::kRecord) && value->fields.empty()); }

Value NameOf(Value written) { return IsOption(written) ? written->items.front() : written; }

// Whether the instrument may be of that type, where the library's functions are called as the types they make (Int64Counter).
bool MayBe(const Construction& construction, std::string_view type) {
  const auto makes = [&](const libraries::Function& function) { return function.action == libraries::Action::kConstruct && function.name.starts_with(type); };
  const auto& functions = construction.made_by.library->functions;
  return type.empty() || makes(*construction.made_by.function) || std::none_of(functions.begin(), functions.end(), makes);
}

}  // namespace

// Label names in options: attributes one by one, lists and sets of them. False when some are not known.
bool Evaluator::AddLabelNames(Value option, Value& names, int depth) {
  if (depth > 6) return false;
  if (option->Is(ValueKind::kNil)) return true;
  if (option->Is(ValueKind::kPointer)) return AddLabelNames(Dereference(option), names, depth + 1);
  if (option->Is(ValueKind::kList)) {
    bool all = !option->open;
    for (size_t i = 0; i < option->length; ++i) all = AddLabelNames(option->backing->elements[i].value, names, depth + 1) && all;
    return all;
  }
  if (option->Is(ValueKind::kChoice)) {
    bool all = true;
    for (Value item : option->items) all = AddLabelNames(item, names, depth + 1) && all;
    return all;
  }
  if (!IsOption(option)) return false;
  if (option->name == "label") {
    names = values_.Append(names, option->items.empty() ? values_.Unknown("label", Reason::kRuntimeData) : option);
    return true;
  }
  bool all = option->name == "labels";
  for (Value item : option->items) all = AddLabelNames(item, names, depth + 1) && all;
  return all;
}

Value Evaluator::Measure(const libraries::Function& function, Value receiver, const std::vector<Value>& arguments, Place at) {
  measured_.insert(at);
  if (!function.record_fields.metric.empty()) return MeasureByRecord(function.record_fields, Argument(arguments, function.options));
  Value instrument = function.metric_name == libraries::kNoArgument ? receiver : Argument(arguments, function.metric_name);
  if (instrument != nullptr && instrument->Is(ValueKind::kPointer)) instrument = Dereference(instrument);
  Value names = values_.List({});
  bool all = true;
  const bool pairs = function.labels != libraries::kNoArgument;
  if (pairs) all = AddPairNames(Argument(arguments, function.labels), names);
  for (size_t i = static_cast<size_t>(function.option_list); !pairs && i < arguments.size(); ++i) all = AddLabelNames(arguments[i], names, 0) && all;
  if (!all) {
    ValueNode* open = values_.Copy(names);
    open->open = true;
    names = open;
  }
  const auto note = [&](Value made, std::pair<ChoiceId, size_t> way) {
    if (made->Is(ValueKind::kNative) && made->native == NativeKind::kMetric) events_.measurements.push_back({.metric = made->id, .labels = names, .bounds = Argument(arguments, function.buckets), .way = way});
    else if (!pairs && !IsNoInstrument(made)) events_.unknown_uses.emplace(at, made->type == nullptr || made->type->kind != Type::Kind::kExternal ? "" : std::string(made->type->name));
  };
  if (instrument == nullptr && pairs) return values_.Nil();
  if (instrument == nullptr) events_.unknown_uses.emplace(at, "");
  else if (!instrument->Is(ValueKind::kChoice)) note(instrument, {});
  else for (size_t i = 0; i < instrument->items.size(); ++i) note(instrument->items[i], {instrument->choice, i});
  return pairs ? instrument : values_.Nil();
}

// A record that says which metric has which labels at a scrape.
Value Evaluator::MeasureByRecord(const libraries::RecordFields& fields, Value record) {
  const Value labels = Option(record, fields.labels);
  ValueNode* names = values_.Copy(values_.List({}));
  if (labels != nullptr) {
    Value list = names;
    const bool all = AddPairNames(labels, list);
    names = values_.Copy(list);
    names->open = !all;
  }
  if (const Value metric = Option(record, fields.metric)) {
    values_.Lift({metric}, [&](const std::vector<Value>& v) -> Value {
      const Value made = Dereference(v[0]);
      const bool is_metric = made->Is(ValueKind::kNative) && made->native == NativeKind::kMetric;
      if (is_metric) events_.measurements.push_back({.metric = made->id, .labels = names, .bounds = nullptr, .adds = true});
      return v[0];
    });
  }
  return values_.Nil();
}

// The labels of an instrument: those it was seen used with, at some of the places or at all.
void Evaluator::SetMeasuredLabels() {
  for (const auto& [module, call, instrument] : slice_.Measures()) {
    const Place at{module, module->At(call).begin};
    if (module->language == "go" && !measured_.contains(at)) events_.unknown_uses.emplace(at, std::string(instrument));
  }
  std::map<uint32_t, std::vector<Value>> used, bounds;
  std::set<uint32_t> added_to;
  for (const Measurement& measurement : events_.measurements) {
    used[measurement.metric].push_back(measurement.labels);
    if (measurement.bounds != nullptr) bounds[measurement.metric].push_back(measurement.bounds);
    if (measurement.adds) added_to.insert(measurement.metric);
  }
  for (const auto& [id, given] : bounds) SetMeasuredBounds(events_.constructions[id], given);
  for (const auto& [id, lists] : used) {
    Construction& construction = events_.constructions[id];
    const bool adds = added_to.contains(id), as_written = adds || construction.made_by.function->labels_measured;
    std::map<std::string, std::pair<Value, size_t>> names;
    for (const auto& [at, instrument] : events_.unknown_uses) {
      if (!as_written && MayBe(construction, instrument)) construction.more_labels.push_back(at);
    }
    bool open = !construction.more_labels.empty();
    for (Value list : lists) {
      std::set<std::string> here;
      open = open || list->open;
      for (size_t i = 0; i < list->length; ++i) {
        const Value written = NameOf(list->backing->elements[i].value);
        const Value name = as_written ? values_.Stringify(written) : ExportedLabel(values_, written);
        const std::string text = Values::ToText(name).ToString();
        auto& [kept, count] = names.try_emplace(text, name, 0).first->second;
        count += here.insert(text).second && !list->backing->elements[i].sometimes;
      }
    }
    const bool has_own = adds && construction.labels != nullptr && construction.labels->Is(ValueKind::kList);
    Value all = has_own ? construction.labels : values_.List({});
    for (const auto& [text, name] : names) all = values_.Append(all, name.first, name.second < lists.size());
    if (open) {
      ValueNode* more = values_.Copy(all);
      more->open = true;
      all = more;
    }
    construction.labels = all;
  }
  for (const Measurement& measurement : events_.measurements) SetMeasuredValues(measurement);
}

void Evaluator::SetMeasuredValues(const Measurement& measurement) {
  Construction& construction = events_.constructions[measurement.metric];
  for (size_t i = 0; i < measurement.labels->length; ++i) {
    const Value option = measurement.labels->backing->elements[i].value;
    if (!IsOption(option) || option->items.size() < 2) continue;
    const Value name = ExportedLabel(values_, NameOf(option));
    if (Values::IsKnownText(name)) AddMeasuredValues(option->items[1], measurement.way, construction.label_values[Values::KnownText(name)]);
  }
}

// The values a label may be given there: none where they may be those of another instrument, or where any object of a type may be meant.
void Evaluator::AddMeasuredValues(Value given, std::pair<ChoiceId, size_t> way, std::set<std::string>& seen) {
  if (way.first != 0) given = values_.Fix(given, way.first, way.second);
  if (given->Is(ValueKind::kChoice)) {
    const bool is_told = way.first == 0 && !some_record_.contains(given->choice) && !stored_choices_.contains(given->choice);
    for (Value item : given->items) {
      if (is_told) AddMeasuredValues(item, way, seen);
    }
    return;
  }
  if (given->rests_on != nullptr || !(given->Is(ValueKind::kText) || given->Is(ValueKind::kBool) || given->Is(ValueKind::kNumber))) return;
  const Value text = values_.Stringify(given);
  if (Values::IsKnownText(text) && !Values::KnownText(text).empty()) seen.insert(Values::KnownText(text));
}

}  // namespace mdg::evaluate
