// Records of metric libraries: those that are metrics themselves, those that settings and measures are kept in, tables of descriptors.
//
//     view.Register(&view.View{Name: "calls", Aggregation: view.Count(), ...})        a counter, calls
//     collectors.NewExpvarCollector(map[string]*prometheus.Desc{...})                 all of them, untyped
//
// In: rows of library tables and evaluated arguments. Out: Constructions, samples, records. Deliberately no library's name.
#include "evaluate/evaluator.h"
#include "evaluate/standard/standard_library.h"

namespace mdg::evaluate {

// The arguments as the fields of a record of the library, in the order its table has them.
Value Evaluator::MakeRecord(const libraries::Function& function, const std::vector<Value>& arguments) {
  std::vector<RecordField> fields;
  const libraries::Record* record = libraries::FindRecord(function.package, function.gives);
  for (size_t i = 0; record != nullptr && i < record->fields.size() && i < arguments.size(); ++i) fields.push_back({record->fields[i], arguments[i]});
  for (size_t i = 0; record != nullptr && i < record->switched_on.size(); ++i) fields.push_back({record->switched_on[i], values_.Bool(true)});
  const Type* type = types_.External(function.package, function.gives);
  const Value pointer = values_.Pointer(memory_.New(values_.Record(type, std::move(fields))), {}, types_.PointerTo(type));
  return function.may_fail ? values_.Tuple({pointer, values_.Nil()}) : pointer;
}

// Every argument, and every element of a list among them, is a metric.
Value Evaluator::ConstructEach(libraries::Match match, const std::vector<Value>& arguments, Place at) {
  for (Value argument : arguments) {
    if (argument->Is(ValueKind::kPointer)) argument = Dereference(argument);
    if (argument->Is(ValueKind::kList)) {
      std::vector<Value> elements;
      for (size_t i = 0; i < argument->length; ++i) elements.push_back(argument->backing->elements[i].value);
      ConstructEach(match, elements, at);
      if (!argument->open) continue;
      argument = values_.Unknown("metric", Reason::kRuntimeData);
    }
    values_.Lift({argument}, [&](const std::vector<Value>& v) -> Value {
      if (v[0]->Is(ValueKind::kPointer)) ConstructFromRecord(match, Dereference(v[0]), at);
      else if (!v[0]->Is(ValueKind::kNil)) ConstructFromRecord(match, v[0], at);
      return v[0];
    });
  }
  return values_.Nil();
}

void Evaluator::ConstructFromRecord(libraries::Match match, Value record, Place at) {
  const libraries::RecordFields& fields = match.function->record_fields;
  Value measured = record->Is(ValueKind::kRecord) ? Option(record, fields.measured) : nullptr;
  if (measured != nullptr && measured->Is(ValueKind::kPointer)) measured = Dereference(measured);
  const auto text = [&](std::string_view field, std::string_view of_measured) {
    Value value = Option(record, field);
    const bool none = value == nullptr || value->Is(ValueKind::kNil) || (value->Is(ValueKind::kText) && value->text.empty());
    if (none && measured != nullptr) value = Option(measured, of_measured);
    return value == nullptr || value->Is(ValueKind::kNil) ? values_.EmptyText() : values_.Stringify(value);
  };
  Construction construction;
  construction.made_by = match;
  construction.at = at;
  construction.name = text(fields.name, "Name");
  construction.help = text(fields.help, "Description");
  if (const Value labels = Option(record, fields.labels)) construction.labels = RecordNames(labels);
  const Value type = Option(record, fields.value_type);
  const bool has_buckets = type != nullptr && type->Is(ValueKind::kNative) && !type->items.empty();
  if (has_buckets) {
    std::vector<ListBacking::Element> bounds;
    for (Value bound : type->items) {
      if (bounds.empty() && bound->Is(ValueKind::kNumber) && bound->number <= 0) continue;  // the library drops these
      bounds.push_back({bound, false});
    }
    construction.options = values_.Record(nullptr, {{"Buckets", values_.List(std::move(bounds))}});
  }
  const uint32_t id = NewMetric(std::move(construction));
  if (type != nullptr) events_.samples.push_back({id, type, at, assumptions_, false});
}

// promv1.Rule{Record: "app:requests:rate5m", Expr: ...}, promv1.Rule{Alert: "AppDown", Expr: ...}
void Evaluator::NoteRule(const libraries::RecordFields& fields, Value record, Place at) {
  if (record == nullptr || !record->Is(ValueKind::kRecord)) return;
  const auto option = [&](std::string_view field) { return field.empty() ? nullptr : Option(record, field); };
  const auto is_said = [](Value value) { return value != nullptr && !value->Is(ValueKind::kNil) && !(value->Is(ValueKind::kText) && value->text.empty()); };
  RuleEvent rule{.at = at, .name = option(fields.name), .expression = option(fields.expression), .root = root_};
  if (!is_said(rule.name)) {
    rule.name = option(fields.alert);
    rule.is_alert = true;
    rule.annotations = option(fields.annotations);
    if (rule.annotations != nullptr) rule.annotations = LabelPairs(rule.annotations);
    rule.duration = option(fields.duration);
    if (rule.duration != nullptr && rule.duration->Is(ValueKind::kPointer)) rule.duration = Dereference(rule.duration);
  }
  if (!is_said(rule.name)) return;
  if (rule.expression != nullptr && rule.expression->Is(ValueKind::kRecord)) rule.expression = Option(rule.expression, "StrVal");
  rule.help = option(fields.help);
  rule.labels = option(fields.labels);
  if (rule.labels != nullptr) rule.labels = LabelPairs(rule.labels);
  rule.type = option(fields.value_type);
  events_.rules.push_back(rule);
}

// A list of pointers to records as one of records, whose names can be read.
Value Evaluator::RecordNames(Value list) {
  return values_.Lift({list}, [&](const std::vector<Value>& v) -> Value {
    if (!v[0]->Is(ValueKind::kList)) return v[0];
    Value names = values_.List({});
    for (size_t i = 0; i < v[0]->length; ++i) {
      const auto& [value, sometimes] = v[0]->backing->elements[i];
      names = values_.Append(names, value->Is(ValueKind::kPointer) ? Dereference(value) : value, sometimes);
    }
    if (!v[0]->open) return names;
    ValueNode* open = values_.Copy(names);
    open->open = true;
    return open;
  });
}

Value Evaluator::SampleEach(const libraries::Function& function, const std::vector<Value>& arguments, Place at) {
  const Value type = values_.Native(NativeKind::kOther, static_cast<uint32_t>(function.type), "value-type");
  std::vector<ListBacking::Element> all;
  const Value map = arguments.empty() ? values_.Nil() : arguments[0];
  if (!map->Is(ValueKind::kMap)) return values_.Unknown(std::string(function.name), Reason::kNoSource);
  for (const MapEntry& entry : memory_.Read(map->cell)->entries) {
    NoteSamples(entry.value, type, at, entry.value->Is(ValueKind::kChoice));
    all.push_back({Dereference(entry.value), entry.sometimes});
  }
  return values_.List(std::move(all));
}

// {"rpc", "query time"} -> rpc_query_time
Value Evaluator::KeyText(Value parts) {
  return values_.MapText(values_.Stringify(StandardLibrary(*this).JoinTexts(parts, values_.Literal("_"))), [](const std::string& literal) {
    std::string key = literal;
    for (char& c : key) {
      if (c == ' ' || c == '.' || c == '=' || c == '-' || c == '/') c = '_';
    }
    return key;
  });
}

Value Evaluator::MakeSink(libraries::Match match, const std::vector<Value>& arguments, Place at) {
  events_.sinks.insert(match.library);
  const int8_t position = match.function->options;
  Value options = position >= 0 && static_cast<size_t>(position) < arguments.size() ? arguments[static_cast<size_t>(position)] : values_.Nil();
  if (options->Is(ValueKind::kPointer)) options = Dereference(options);
  for (const auto& [field, type] : match.library->declared) {
    const Value list = options->Is(ValueKind::kRecord) ? Option(options, field) : nullptr;
    if (list == nullptr) continue;
    values_.Lift({list}, [&, type = type](const std::vector<Value>& v) -> Value {
      for (size_t i = 0; v[0]->Is(ValueKind::kList) && i < v[0]->length; ++i) DeclareInSink(match, v[0]->backing->elements[i].value, type, at);
      return v[0];
    });
  }
  const Value sink = values_.Native(NativeKind::kOther, 0, "sink");
  return match.function->may_fail ? values_.Tuple({sink, values_.Nil()}) : sink;
}

// A sink, or a list or a choice that has one in it.
bool Evaluator::HoldsSink(Value value, int depth) {
  if (value == nullptr || depth > 6) return false;
  if (value->Is(ValueKind::kPointer)) return HoldsSink(Dereference(value), depth + 1);
  if (value->Is(ValueKind::kNative)) return value->native == NativeKind::kOther && value->name == "sink";
  for (Value item : value->items) {
    if (HoldsSink(item, depth + 1)) return true;
  }
  for (size_t i = 0; value->Is(ValueKind::kList) && i < value->length; ++i) {
    if (HoldsSink(value->backing->elements[i].value, depth + 1)) return true;
  }
  return false;
}

// {Name: []string{"svc", "jobs"}, Help: "Jobs."}: a family under exactly this name.
void Evaluator::DeclareInSink(libraries::Match match, Value definition, MetricType type, Place at) {
  values_.Lift({definition}, [&](const std::vector<Value>& v) -> Value {
    const Value record = v[0]->Is(ValueKind::kPointer) ? Dereference(v[0]) : v[0];
    const Value parts = record->Is(ValueKind::kRecord) ? Option(record, "Name") : nullptr;
    if (parts == nullptr) return record;
    Construction construction;
    construction.made_by = match;
    construction.at = at;
    construction.name = KeyText(parts);
    const Value help = Option(record, "Help");
    construction.help = help ? values_.Stringify(help) : values_.EmptyText();
    construction.labels = Option(record, "ConstLabels");
    const uint32_t id = NewMetric(std::move(construction));
    events_.samples.push_back({id, values_.Native(NativeKind::kOther, static_cast<uint32_t>(type), "value-type"), at, assumptions_, false});
    return record;
  });
}

}  // namespace mdg::evaluate
