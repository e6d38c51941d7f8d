// Runs the functions that make the samples of a family. See generators.h.
#include "evaluate/metrics/generators.h"

#include <algorithm>
#include <utility>

namespace mdg::evaluate {

namespace {

constexpr size_t kMostSamples = 4096;  // of one family that are looked at, all their ways counted

}  // namespace

void Generators::Run() {
  for (size_t i = 0; i < e_.events_.constructions.size(); ++i) {  // running one may make others
    Construction& construction = e_.events_.constructions[i];
    if (construction.generator != nullptr && !construction.superseded && construction.never_exposed.empty()) RunOne(construction);
  }
}

void Generators::RunOne(Construction& construction) {
  const Value generator = construction.generator;
  const libraries::GivenSamples given = construction.made_by.function->given_samples;
  const size_t id = static_cast<size_t>(&construction - e_.events_.constructions.data());
  e_.BeginRun();
  e_.results_.clear();  // what was made for one family is not another's: labels are written into it
  Arguments arguments;
  for (const Type* type : e_.ParameterTypes(generator)) arguments.values.push_back(e_.UnknownArgument(type, "object"));
  const Assumptions before = std::exchange(e_.assumptions_, construction.assumptions);
  Seen seen;
  e_.makes_samples_ = true;
  AddFamily(e_.CallValue(generator, arguments, construction.at), given, seen);
  e_.makes_samples_ = false;
  e_.assumptions_ = before;
  seen.open = seen.open || e_.IsCutOff();
  if (seen.samples == 0) return;  // nothing was learned
  std::vector<ListBacking::Element> names;
  for (const Seen::Name& name : seen.names) names.push_back({name.name, name.always < seen.samples});
  ValueNode* list = e_.values_.Copy(e_.values_.List(std::move(names)));
  list->open = seen.open;
  list->reason = Reason::kRuntimeData;
  Construction& made = e_.events_.constructions[id];
  made.labels = list;
  for (auto& [label, values] : seen.values) {
    const bool all = !seen.open && !seen.others.contains(label);
    if (all) made.all_values_seen.insert(label);
    else values.erase("");  // that there may be none tells nothing of those there are
    if (!values.empty()) made.label_values.emplace(label, std::move(values));
  }
  made.answers = seen.answers;
  if (seen.is_time && !seen.is_other && made.unit == nullptr) made.unit = e_.values_.Literal("seconds");
}

// Does `use` for every way the value can fall; what is read meanwhile is as on that way.
void Generators::ForEachWay(Value value, const std::function<void(Value)>& use) {
  value = AsOnThisWay(value);
  if (!value->Is(ValueKind::kChoice)) return use(value);
  for (size_t i = 0; i < value->items.size(); ++i) {
    way_.emplace_back(value->choice, i);
    ForEachWay(value->items[i], use);
    way_.pop_back();
  }
}

Value Generators::AsOnThisWay(Value value) const {
  for (const auto& [choice, alternative] : way_) value = e_.values_.Fix(value, choice, alternative);
  return value;
}

// What the field holds; nil when it is not set.
Value Generators::Field(Value record, std::string_view name) {
  if (!record->Is(ValueKind::kRecord)) return e_.values_.Unknown(std::string(name), Reason::kRuntimeData);
  const Value field = e_.Option(record, name);
  return field != nullptr ? field : e_.values_.Nil();
}

// Calls `use` with what is there, or what it points to.
void Generators::ForEachObject(Value object, const std::function<void(Value)>& use) {
  ForEachWay(object, [&](Value way) { way->Is(ValueKind::kPointer) ? ForEachWay(e_.Dereference(way), use) : use(way); });
}

void Generators::AddFamily(Value family, const libraries::GivenSamples& given, Seen& seen) {
  ForEachObject(family, [&](Value object) {
    if (object->Is(ValueKind::kNil)) return;
    bool is_filled = false, may_be_filled = false;
    ForEachWay(Field(object, given.samples), [&](Value samples) {
      if (samples->Is(ValueKind::kNil)) return;  // a family without samples shows nothing
      if (!samples->Is(ValueKind::kList)) return void(seen.open = true);
      is_filled = is_filled || samples->length > 0;
      may_be_filled = may_be_filled || (samples->length == 0 && samples->open);
      for (size_t i = 0; i < samples->length; ++i) AddSample(samples->backing->elements[i].value, given, seen);
    });
    // One that may be longer repeats what was seen; made for something unknown, it is empty on the way on which that is nothing.
    seen.open = seen.open || (may_be_filled && !is_filled);
  });
}

void Generators::AddSample(Value sample, const libraries::GivenSamples& given, Seen& seen) {
  ForEachObject(sample, [&](Value object) {
    if (object->Is(ValueKind::kNil)) return;  // a place of a list that is filled later
    AddTime(Field(object, given.number), seen);
    if (!seen.answers.others) AddNumber(AsOnThisWay(Field(object, given.number)), seen.answers);
    ForEachWay(Field(object, given.labels), [&](Value names) {
      ForEachWay(Field(object, given.values), [&](Value values) { AddNames(names, values, seen); });
    });
  });
}

// float64(pod.Created.Unix()): seconds, whatever the name says.
void Generators::AddTime(Value number, Seen& seen) {
  ForEachWay(number, [&](Value way) {
    const bool is_time = way->Is(ValueKind::kUnknown) && !way->is_named && way->name == "Unix";
    (is_time ? seen.is_time : seen.is_other) = true;
  });
}

void Generators::AddNames(Value names, Value values, Seen& seen) {
  if (seen.samples >= kMostSamples) return void(seen.open = true);
  ++seen.samples;
  if (names->Is(ValueKind::kNil)) return;
  if (!names->Is(ValueKind::kList)) return void(seen.open = true);
  seen.open = seen.open || names->open;
  const bool paired = values->Is(ValueKind::kList) && !values->open && !names->open && values->length == names->length;
  for (size_t i = 0; i < names->length; ++i) {
    const ListBacking::Element& element = names->backing->elements[i];
    const auto same = [&](const Seen::Name& other) { return Values::Equal(other.name, element.value); };
    auto found = std::find_if(seen.names.begin(), seen.names.end(), same);
    if (found == seen.names.end()) found = seen.names.insert(found, {element.value, 0});
    found->always += !element.sometimes;
    if (!Values::IsKnownText(element.value)) continue;
    const std::string label = Values::KnownText(element.value);
    if (!paired) seen.others.insert(label);
    if (!paired) continue;
    ForEachWay(values->backing->elements[i].value, [&](Value value) {
      if (Values::IsKnownText(value)) seen.values[label].insert(Values::KnownText(value));
      if (!Values::IsKnownText(value) || value->rests_on != nullptr || value->may_be_set) seen.others.insert(label);
    });
  }
}

}  // namespace mdg::evaluate
