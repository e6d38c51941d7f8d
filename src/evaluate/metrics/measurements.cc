// In: uses of instruments. Out: their labels. See measurements.h.
#include <algorithm>

#include "evaluate/metrics/exported_names.h"
#include "evaluate/metrics/measurements.h"

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
bool Measurements::AddLabelNames(Value option, Value& names, int depth) {
  if (depth > 6) return false;
  if (option->Is(ValueKind::kNil)) return true;
  if (option->Is(ValueKind::kPointer)) return AddLabelNames(e_.Dereference(option), names, depth + 1);
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
    names = e_.values_.Append(names, option->items.empty() ? e_.values_.Unknown("label", Reason::kRuntimeData) : option);
    return true;
  }
  bool all = option->name == "labels";
  for (Value item : option->items) all = AddLabelNames(item, names, depth + 1) && all;
  return all;
}

Value Measurements::Measure(const libraries::Function& function, Value receiver, const std::vector<Value>& arguments, Place at) {
  e_.measured_.insert(at);
  if (!function.record_fields.metric.empty()) return MeasureByRecord(function.record_fields, Argument(arguments, function.options));
  Value instrument = function.metric_name == libraries::kNoArgument ? receiver : Argument(arguments, function.metric_name);
  if (instrument != nullptr && instrument->Is(ValueKind::kPointer)) instrument = e_.Dereference(instrument);
  Value names = e_.values_.List({});
  bool all = true;
  const bool pairs = function.labels != libraries::kNoArgument;
  if (pairs) all = e_.AddPairNames(Argument(arguments, function.labels), names);
  for (size_t i = static_cast<size_t>(function.option_list); !pairs && i < arguments.size(); ++i) all = AddLabelNames(arguments[i], names, 0) && all;
  if (!all) {
    ValueNode* open = e_.values_.Copy(names);
    open->open = true;
    names = open;
  }
  const auto note = [&](Value made, std::pair<ChoiceId, size_t> way) {
    if (made->Is(ValueKind::kNative) && made->native == NativeKind::kMetric) e_.events_.measurements.push_back({.metric = made->id, .labels = names, .bounds = Argument(arguments, function.buckets), .way = way});
    else if (!pairs && !IsNoInstrument(made)) e_.events_.unknown_uses.emplace(at, made->type == nullptr || made->type->kind != Type::Kind::kExternal ? "" : std::string(made->type->name));
  };
  if (instrument == nullptr && pairs) return e_.values_.Nil();
  if (instrument == nullptr) e_.events_.unknown_uses.emplace(at, "");
  else if (!instrument->Is(ValueKind::kChoice)) note(instrument, {});
  else for (size_t i = 0; i < instrument->items.size(); ++i) note(instrument->items[i], {instrument->choice, i});
  return pairs ? instrument : e_.values_.Nil();
}

// A record that says which metric has which labels at a scrape.
Value Measurements::MeasureByRecord(const libraries::RecordFields& fields, Value record) {
  const Value labels = e_.Option(record, fields.labels);
  ValueNode* names = e_.values_.Copy(e_.values_.List({}));
  if (labels != nullptr) {
    Value list = names;
    const bool all = e_.AddPairNames(labels, list);
    names = e_.values_.Copy(list);
    names->open = !all;
  }
  if (const Value metric = e_.Option(record, fields.metric)) {
    e_.values_.Lift({metric}, [&](const std::vector<Value>& v) -> Value {
      const Value made = e_.Dereference(v[0]);
      const bool is_metric = made->Is(ValueKind::kNative) && made->native == NativeKind::kMetric;
      if (is_metric) e_.events_.measurements.push_back({.metric = made->id, .labels = names, .bounds = nullptr, .adds = true});
      return v[0];
    });
  }
  return e_.values_.Nil();
}

// The labels of an instrument: those it was seen used with, at some of the places or at all.
void Measurements::SetLabels() {
  for (const auto& [module, call, instrument] : e_.slice_.Measures()) {
    const Place at{module, module->At(call).begin};
    if (module->language == "go" && !e_.measured_.contains(at)) e_.events_.unknown_uses.emplace(at, std::string(instrument));
  }
  std::map<uint32_t, std::vector<Value>> used, bounds;
  std::set<uint32_t> added_to;
  for (const Measurement& measurement : e_.events_.measurements) {
    used[measurement.metric].push_back(measurement.labels);
    if (measurement.bounds != nullptr) bounds[measurement.metric].push_back(measurement.bounds);
    if (measurement.adds) added_to.insert(measurement.metric);
  }
  for (const auto& [id, given] : bounds) e_.SetMeasuredBounds(e_.events_.constructions[id], given);
  for (const auto& [id, lists] : used) {
    Construction& construction = e_.events_.constructions[id];
    const bool adds = added_to.contains(id), as_written = adds || construction.made_by.function->labels_measured;
    std::map<std::string, std::pair<Value, size_t>> names;
    for (const auto& [at, instrument] : e_.events_.unknown_uses) {
      if (!as_written && MayBe(construction, instrument)) construction.more_labels.push_back(at);
    }
    bool open = !construction.more_labels.empty();
    for (Value list : lists) {
      std::set<std::string> here;
      open = open || list->open;
      for (size_t i = 0; i < list->length; ++i) {
        const Value written = NameOf(list->backing->elements[i].value);
        const Value name = as_written ? e_.values_.Stringify(written) : ExportedLabel(e_.values_, written);
        const std::string text = Values::ToText(name).ToString();
        auto& [kept, count] = names.try_emplace(text, name, 0).first->second;
        count += here.insert(text).second && !list->backing->elements[i].sometimes;
      }
    }
    const bool has_own = adds && construction.labels != nullptr && construction.labels->Is(ValueKind::kList);
    Value all = has_own ? construction.labels : e_.values_.List({});
    for (const auto& [text, name] : names) all = e_.values_.Append(all, name.first, name.second < lists.size());
    if (open) {
      ValueNode* more = e_.values_.Copy(all);
      more->open = true;
      all = more;
    }
    construction.labels = all;
  }
  for (const Measurement& measurement : e_.events_.measurements) SetValues(measurement);
}

void Measurements::SetValues(const Measurement& measurement) {
  Construction& construction = e_.events_.constructions[measurement.metric];
  for (size_t i = 0; i < measurement.labels->length; ++i) {
    const Value option = measurement.labels->backing->elements[i].value;
    if (!IsOption(option) || option->items.size() < 2) continue;
    const Value name = ExportedLabel(e_.values_, NameOf(option));
    if (Values::IsKnownText(name)) AddValues(option->items[1], measurement.way, construction.label_values[Values::KnownText(name)]);
  }
}

// The values a label may be given there: none where they may be those of another instrument, or where any object of a type may be meant.
void Measurements::AddValues(Value given, std::pair<ChoiceId, size_t> way, std::set<std::string>& seen) {
  if (way.first != 0) given = e_.values_.Fix(given, way.first, way.second);
  if (given->Is(ValueKind::kChoice)) {
    const bool is_told = way.first == 0 && !e_.some_record_.contains(given->choice) && !e_.stored_choices_.contains(given->choice);
    for (Value item : given->items) {
      if (is_told) AddValues(item, way, seen);
    }
    return;
  }
  if (given->rests_on != nullptr || given->may_be_set || !(given->Is(ValueKind::kText) || given->Is(ValueKind::kBool) || given->Is(ValueKind::kNumber))) return;
  const Value text = e_.values_.Stringify(given);
  if (Values::IsKnownText(text) && !Values::KnownText(text).empty()) seen.insert(Values::KnownText(text));
}

}  // namespace mdg::evaluate
