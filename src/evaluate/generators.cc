// Runs the functions that make the samples of a family. See generators.h.
#include "evaluate/generators.h"

#include <algorithm>
#include <utility>

namespace mdg::evaluate {

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
  Arguments arguments;
  for (const Type* type : e_.ParameterTypes(generator)) arguments.values.push_back(e_.UnknownArgument(type, "object"));
  const Assumptions before = std::exchange(e_.assumptions_, construction.assumptions);
  Seen seen;
  AddFamily(e_.CallValue(generator, arguments, construction.at), given, seen);
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
  made.label_values = std::move(seen.values);
}

Value Generators::Field(Value object, std::string_view name) {
  if (object->Is(ValueKind::kPointer)) object = e_.Dereference(object);
  return object->Is(ValueKind::kRecord) ? e_.Option(object, name) : e_.values_.Unknown(std::string(name), Reason::kRuntimeData);
}

void Generators::AddFamily(Value family, const libraries::GivenSamples& given, Seen& seen) {
  if (family->Is(ValueKind::kPointer)) family = e_.Dereference(family);
  if (family->Is(ValueKind::kChoice)) {
    for (Value way : family->items) AddFamily(way, given, seen);
    return;
  }
  if (!family->Is(ValueKind::kRecord)) {
    seen.open = seen.open || !family->Is(ValueKind::kNil);
    return;
  }
  const Value samples = Field(family, given.samples);
  if (samples == nullptr) return;  // a family without samples shows nothing
  std::vector<Value> ways = samples->Is(ValueKind::kChoice) ? std::vector<Value>(samples->items.begin(), samples->items.end()) : std::vector<Value>{samples};
  for (Value way : ways) {
    if (way->Is(ValueKind::kNil)) continue;
    if (!way->Is(ValueKind::kList)) {
      seen.open = true;
      continue;
    }
    seen.open = seen.open || (way->open && way->length == 0);  // a list that may be longer still repeats what was seen
    for (size_t i = 0; i < way->length; ++i) AddSample(way->backing->elements[i].value, given, seen);
  }
}

void Generators::AddSample(Value sample, const libraries::GivenSamples& given, Seen& seen) {
  if (sample->Is(ValueKind::kPointer)) sample = e_.Dereference(sample);
  if (sample->Is(ValueKind::kChoice)) {
    for (Value way : sample->items) AddSample(way, given, seen);
    return;
  }
  if (sample->Is(ValueKind::kNil)) return;  // a place of a list that is filled later
  const Value names = Field(sample, given.labels), values = Field(sample, given.values);
  AddNames(names != nullptr ? names : e_.values_.Nil(), values != nullptr ? values : e_.values_.Nil(), seen);
}

void Generators::AddNames(Value names, Value values, Seen& seen) {
  if (names->Is(ValueKind::kChoice)) {
    for (size_t i = 0; i < names->items.size(); ++i) AddNames(names->items[i], e_.values_.Fix(values, names->choice, i), seen);
    return;
  }
  ++seen.samples;
  if (names->Is(ValueKind::kNil)) return;
  if (!names->Is(ValueKind::kList)) {
    seen.open = true;
    return;
  }
  seen.open = seen.open || names->open;
  const bool paired = values->Is(ValueKind::kList) && !values->open && !names->open && values->length == names->length;
  for (size_t i = 0; i < names->length; ++i) {
    const ListBacking::Element& element = names->backing->elements[i];
    const auto same = [&](const Seen::Name& other) { return Values::Equal(other.name, element.value); };
    auto found = std::find_if(seen.names.begin(), seen.names.end(), same);
    if (found == seen.names.end()) found = seen.names.insert(found, {element.value, 0});
    found->always += !element.sometimes;
    const Value value = paired ? values->backing->elements[i].value : nullptr;
    if (value != nullptr && Values::IsKnownText(element.value) && Values::IsKnownText(value)) {
      seen.values[Values::KnownText(element.value)].insert(Values::KnownText(value));
    }
  }
}

}  // namespace mdg::evaluate
