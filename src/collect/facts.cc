// In: Values. Out: facts, with what is not known said in the fact itself. See facts.h.
#include "collect/facts.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include <fmt/format.h>

#include "evaluate/metrics/exported_names.h"

namespace mdg::collect {

using evaluate::Value;
using evaluate::Values;

namespace {

constexpr size_t kMaxTrail = 24;
constexpr size_t kTold = 4;  // ways a text may be of which one is shown
constexpr size_t kMaxValues = 100;  // of one label: who reads looks at a few

void Flatten(const Trail* trail, std::vector<TrailStep>& steps, int depth) {
  if (trail == nullptr || steps.size() >= kMaxTrail || depth > 64) return;
  if (trail->module != nullptr) {
    const SourceLocation at = trail->module->LocationAt(trail->offset);
    const bool repeated = std::any_of(steps.begin(), steps.end(), [&](const TrailStep& step) { return step.at == at; });
    if (!repeated) steps.push_back({at, trail->what});
  }
  Flatten(trail->left, steps, depth + 1);
  Flatten(trail->right, steps, depth + 1);
}

std::string Shown(double number) {
  char text[40];
  std::snprintf(text, sizeof text, "%.12g", number);
  return text;
}

// The first unknown in a value, as a hole.
std::optional<Hole> HoleIn(Value value) {
  if (value->Is(ValueKind::kUnknown)) return Hole{value->name, value->reason};
  if (value->Is(ValueKind::kText)) {
    for (const TextPiece& piece : value->text) {
      if (piece.hole != nullptr) return Hole{piece.hole->name, piece.hole->reason};
    }
    return std::nullopt;
  }
  return Hole{"value", Reason::kUnsupported};
}

void AddWays(Value value, std::set<Text>& ways) {
  if (!value->Is(ValueKind::kChoice)) {
    ways.insert(Values::ToText(value));
    return;
  }
  for (Value item : value->items) AddWays(item, ways);
}

template <typename T>
void SetOrigin(Fact<T>& fact, Value value) {
  fact.trail = TrailOf(value);
  if (value->rests_on == nullptr) return;
  fact.origin = Origin::kDefault;
  fact.note = value->rests_on->text;
  const std::string& setting = value->rests_on->setting;
  const size_t at = fact.note.find(setting);
  if (!setting.empty() && at != std::string::npos && fact.note.find('`') == std::string::npos) {
    fact.note.replace(at, setting.size(), '`' + setting + '`');
  }
}

void AddLabel(Fact<Labels>& fact, Label label) {
  for (Label& other : fact.value.labels) {
    if (other.name != label.name) continue;
    if (label.presence == Presence::kAlways) other.presence = Presence::kAlways;
    other.values_complete = other.values_complete && label.values_complete;
    for (std::string& value : label.values) {
      if (std::find(other.values.begin(), other.values.end(), value) == other.values.end()) other.values.push_back(value);
    }
    return;
  }
  fact.value.labels.push_back(std::move(label));
}

constexpr std::string_view kFurther = "further labels are called ";

void AddFurther(Fact<Labels>& fact, std::string_view names) {
  if (names.empty() || fact.note.find(names) != std::string::npos) return;
  fact.note += (fact.note.empty() ? std::string(kFurther) : ", ") + std::string(names);
}

bool SaysSomething(const Text& name) {
  return std::any_of(name.pieces().begin(), name.pieces().end(), [](const Text::Piece& piece) { return piece.literal.find_first_not_of('_') != std::string::npos; });
}

// label_<key> stands for label_<key>_1, too.
bool Covers(const Text& pattern, const Text& other) {
  if (pattern == other || !pattern.pieces().back().is_hole) return false;
  const std::string hole = Text(pattern.pieces().back().hole).ToString();
  const std::string begin = pattern.ToString().substr(0, pattern.ToString().size() - hole.size());
  return other.ToString().starts_with(begin);
}

// Names of which a part comes from elsewhere: container_label_<k>. How many there are nobody knows; how they begin is said.
void AddPatterns(Fact<Labels>& fact, const std::vector<Value>& names) {
  std::vector<Text> patterns;
  for (Value name : names) {
    fact.value.has_more = true;
    if (!fact.unknown) fact.unknown = HoleIn(name);
    if (const Text pattern = Values::ToText(name); SaysSomething(pattern)) patterns.push_back(pattern);
  }
  for (const Text& pattern : patterns) {
    const bool is_covered = std::any_of(patterns.begin(), patterns.end(), [&](const Text& other) { return Covers(other, pattern); });
    if (!is_covered) AddFurther(fact, '`' + pattern.ToString() + '`');
  }
}

// All that a value can be, however many decisions that hangs on.
std::vector<Value> WaysOf(Value value) {
  if (!value->Is(ValueKind::kChoice)) return {value};
  std::vector<Value> ways;
  for (Value item : value->items) {
    for (Value way : WaysOf(item)) ways.push_back(way);
  }
  return ways;
}

void AddNames(Values& values, Value list, Fact<Labels>& fact);

// One of several lists: there is always what all of them have.
void AddNamesOfOne(Values& values, const std::vector<Value>& lists, Fact<Labels>& fact) {
  std::vector<Fact<Labels>> ways;
  for (Value list : lists) AddNames(values, list, ways.emplace_back());
  for (const Fact<Labels>& way : ways) {
    fact.value.has_more = fact.value.has_more || way.value.has_more;
    if (!fact.unknown) fact.unknown = way.unknown;
    if (way.note.starts_with(kFurther)) AddFurther(fact, std::string_view(way.note).substr(kFurther.size()));
    for (Label label : way.value.labels) {
      const bool everywhere = std::all_of(ways.begin(), ways.end(), [&](const Fact<Labels>& other) {
        return std::any_of(other.value.labels.begin(), other.value.labels.end(),
                           [&](const Label& same) { return same.name == label.name && same.presence == Presence::kAlways; });
      });
      label.presence = everywhere ? Presence::kAlways : Presence::kSometimes;
      AddLabel(fact, std::move(label));
    }
  }
}

// Label names of one list.
void AddNames(Values& values, Value list, Fact<Labels>& fact) {
  if (list->Is(ValueKind::kChoice)) return AddNamesOfOne(values, list->items, fact);
  if (list->Is(ValueKind::kNil)) return;
  if (!list->Is(ValueKind::kList)) {
    fact.value.has_more = true;
    if (!fact.unknown) fact.unknown = HoleIn(list);
    return;
  }
  fact.value.has_more = fact.value.has_more || list->open;
  std::vector<Value> patterns;
  for (size_t i = 0; i < list->length; ++i) {
    Value element = list->backing->elements[i].value;
    const bool maybe = list->backing->elements[i].sometimes;
    if (element->Is(ValueKind::kRecord)) {  // ConstrainedLabel{Name: ...}
      for (const RecordField& field : element->fields) {
        if (field.name == "Name") element = field.value;
      }
    }
    const std::vector<Value> names = WaysOf(element);
    for (Value name : names) {
      Label label;
      label.name = Values::ToText(name);
      label.presence = maybe || names.size() > 1 ? Presence::kSometimes : Presence::kAlways;
      if (label.name.IsEmpty()) continue;
      if (!label.name.IsKnown()) {
        patterns.push_back(name);
        continue;
      }
      AddLabel(fact, std::move(label));
    }
  }
  AddPatterns(fact, patterns);
}

}  // namespace

std::vector<TrailStep> TrailOf(Value value) {
  std::vector<TrailStep> steps;
  Flatten(value->trail, steps, 0);
  return steps;
}

Fact<Text> TextFact(Value value) {
  Fact<Text> fact;
  if (value->Is(ValueKind::kChoice) && value->leaves > kTold) {  // one of many: none of them is what it says
    std::set<Text> ways;
    AddWays(value, ways);
    if (ways.size() > kTold) {
      fact.unknown = Hole{"one of " + std::to_string(ways.size()) + " texts", Reason::kRuntimeData};
      fact.value = Text(*fact.unknown);
      return fact;
    }
  }
  if (value->Is(ValueKind::kChoice)) {  // one of a few: the first that says something, the others in the note
    Value chosen = value->items.front();
    for (Value item : value->items) {
      if (!Values::ToText(chosen).IsKnown() || Values::ToText(chosen).IsEmpty()) chosen = item;
    }
    if (chosen->Is(ValueKind::kChoice)) return TextFact(chosen);
    fact.value = Values::ToText(chosen);
    fact.note = "one of " + std::to_string(value->items.size());
    return fact;
  }
  fact.value = Values::ToText(value);
  fact.unknown = fact.value.IsKnown() ? std::nullopt : HoleIn(value);
  SetOrigin(fact, value);
  return fact;
}

std::optional<Fact<std::string>> KnownTextFact(Value value) {
  if (value == nullptr) return std::nullopt;
  const Fact<Text> text = TextFact(value);
  if (!text.value.IsKnown() || text.value.IsEmpty()) return std::nullopt;
  Fact<std::string> fact;
  fact.value = text.value.ToString();
  fact.origin = text.origin;
  fact.note = text.note;
  fact.trail = text.trail;
  return fact;
}

std::optional<Fact<std::string>> UnitFact(Value unit) {
  std::optional<Fact<std::string>> fact = KnownTextFact(unit);
  if (fact) fact->value = evaluate::UnitWord(fact->value);
  return fact && !fact->value.empty() ? fact : std::nullopt;
}

std::optional<Fact<std::string>> StabilityAtTheEnd(const Fact<Text>& help) {
  if (!help.value.IsKnown()) return std::nullopt;
  const std::string text = help.value.ToString();
  static constexpr std::pair<std::string_view, std::string_view> kLevels[] = {
      {" [Development]", "DEVELOPMENT"}, {" [Alpha]", "ALPHA"}, {" [Beta]", "BETA"}, {" [Stable]", "STABLE"}, {" [Deprecated]", "DEPRECATED"}};
  for (const auto& [end, level] : kLevels) {
    if (!text.ends_with(end)) continue;
    Fact<std::string> fact;
    fact.value = std::string(level);
    fact.origin = help.origin;
    fact.trail = help.trail;
    return fact;
  }
  return std::nullopt;
}

void AddVariableLabels(Values& values, Value labels, Fact<Labels>& fact) {
  if (labels == nullptr) return;
  AddNames(values, labels, fact);
  if (fact.value.has_more && !fact.unknown) fact.unknown = Hole{"labels", Reason::kRuntimeData};
}

void AddMoreLabels(const std::vector<evaluate::Place>& places, Fact<Labels>& fact) {
  constexpr size_t kShown = 3;
  if (places.empty()) return;
  if (fact.unknown && fact.unknown->reason == Reason::kRuntimeData) fact.unknown->reason = Reason::kNotReached;
  std::vector<SourceLocation> at;  // in order: which was come by first hangs on the order of the files
  for (const evaluate::Place& place : places) at.push_back(place.module->LocationAt(place.offset));
  std::sort(at.begin(), at.end());
  std::string text = "there may be more: which instrument is used is not known at ";
  for (size_t i = 0; i < std::min(at.size(), kShown); ++i) text += fmt::format("{}`{}:{}`", i == 0 ? "" : ", ", at[i].path, at[i].line);
  if (places.size() > kShown) text += fmt::format(" and {} more places", places.size() - kShown);
  fact.note += (fact.note.empty() ? "" : "; ") + text;
}

void AddDescriptions(const std::map<std::string, std::string>& descriptions, Fact<Labels>& fact) {
  for (Label& label : fact.value.labels) {
    const auto said = descriptions.find(label.name.ToString());
    if (said != descriptions.end()) label.description = said->second;
  }
}

void AddExamples(const std::map<std::string, std::string>& examples, Fact<Labels>& fact) {
  for (Label& label : fact.value.labels) {
    const auto said = examples.find(label.name.ToString());
    if (said != examples.end()) label.example = said->second;
  }
}

void AddSeenValues(const std::map<std::string, std::set<std::string>>& values, const std::set<std::string>& all_seen, Fact<Labels>& fact) {
  for (Label& label : fact.value.labels) {
    const auto seen = values.find(label.name.ToString());
    if (seen == values.end()) continue;
    for (const std::string& value : seen->second) {
      if (label.values.size() < kMaxValues) label.values.push_back(value);
    }
    label.values_complete = !fact.value.has_more && seen->second.size() <= kMaxValues && all_seen.contains(label.name.ToString());
  }
}

void AddConstantLabels(Value pairs, Fact<Labels>& fact) {
  if (pairs->Is(ValueKind::kChoice)) {
    for (Value item : pairs->items) AddConstantLabels(item, fact);
    return;
  }
  if (!pairs->Is(ValueKind::kList)) return;
  if (pairs->open) {
    fact.value.has_more = true;
    const bool is_told = pairs->reason != Reason::kUnresolved;
    if (!fact.unknown) fact.unknown = Hole{"labels", is_told ? pairs->reason : Reason::kRuntimeData};
  }
  std::vector<Value> patterns;
  for (size_t i = 0; i < pairs->length; ++i) {
    const Value pair = pairs->backing->elements[i].value;
    if (!pair->Is(ValueKind::kTuple)) continue;
    const std::vector<Value> keys = WaysOf(pair->items[0]);
    for (Value key : keys) {
      Label label;
      label.name = Values::ToText(key);
      label.is_constant = true;
      if (pairs->backing->elements[i].sometimes || keys.size() > 1) label.presence = Presence::kSometimes;
      if (!label.name.IsKnown()) {
        patterns.push_back(key);
        continue;
      }
      const Value value = pair->items[1];
      label.values_complete = true;
      for (Value alternative : WaysOf(value)) {
        const Text text = Values::ToText(alternative);
        const bool is_new = text.IsKnown() && std::find(label.values.begin(), label.values.end(), text.ToString()) == label.values.end();
        if (is_new) label.values.push_back(text.ToString());
        label.values_complete = label.values_complete && text.IsKnown() && alternative->rests_on == nullptr && !alternative->may_be_set;
      }
      if (!label.values_complete) std::erase(label.values, "");  // what it is until something sets it, like a version the linker puts in
      AddLabel(fact, std::move(label));
    }
  }
  AddPatterns(fact, patterns);
}

void NotePrefix(Value registerer_labels, Fact<Text>& name) {
  const bool is_far = registerer_labels != nullptr && registerer_labels->Is(ValueKind::kList) && registerer_labels->open && registerer_labels->reason == Reason::kNoSource;
  if (is_far) name.note = "registered by code whose source is not at hand, which may put a prefix before it";
}

namespace {

// Names of constant labels whose values the linker may set, each once.
void FindLinked(Value pairs, std::vector<std::string>& names) {
  if (pairs == nullptr) return;
  if (pairs->Is(ValueKind::kChoice)) {
    for (Value item : pairs->items) FindLinked(item, names);
  }
  for (size_t i = 0; pairs->Is(ValueKind::kList) && i < pairs->length; ++i) {
    const Value pair = pairs->backing->elements[i].value;
    if (!pair->Is(ValueKind::kTuple) || !Values::ToText(pair->items[0]).IsKnown()) continue;
    const std::vector<Value> ways = WaysOf(pair->items[1]);
    const bool is_linked = std::any_of(ways.begin(), ways.end(), [](Value way) { return way->rests_on != nullptr && way->rests_on->text.ends_with("not set when linked"); });
    std::string name = '`' + Values::ToText(pair->items[0]).ToString() + '`';
    if (is_linked && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
}

}  // namespace

void NoteLinked(std::initializer_list<Value> all_pairs, Fact<Labels>& fact) {
  std::vector<std::string> names;
  for (Value pairs : all_pairs) FindLinked(pairs, names);
  if (names.empty()) return;
  fact.note += fmt::format("{}{} may be set when the program is linked", fact.note.empty() ? "" : "; ", fmt::join(names, ", "));
}

namespace {

// A list of numbers; false when one of them is not known.
bool Numbers(Value list, std::vector<double>& numbers) {
  if (list->Is(ValueKind::kChoice)) list = list->items.front();
  if (!list->Is(ValueKind::kList) || list->open) return false;
  for (size_t i = 0; i < list->length; ++i) {
    const Value element = list->backing->elements[i].value;
    if (!element->Is(ValueKind::kNumber)) return false;
    if (std::isfinite(element->number)) numbers.push_back(element->number);
  }
  std::sort(numbers.begin(), numbers.end());  // bounds have to be
  return true;
}

constexpr double kDefaultBuckets[] = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};

}  // namespace

std::optional<Fact<Distribution>> DistributionFact(evaluate::Evaluator& evaluator, MetricType type, Value options, const libraries::Library* library) {
  if ((type != MetricType::kHistogram && type != MetricType::kSummary) || options == nullptr) return std::nullopt;
  Fact<Distribution> fact;
  auto option = [&](std::string_view name) { return evaluator.FieldOf(options, name); };
  auto setting = [&](const char* shown, std::string_view name) {
    const Value value = option(name);
    if (value != nullptr && value->Is(ValueKind::kNumber)) fact.value.settings[shown] = Shown(value->number);
  };
  if (type == MetricType::kHistogram) {
    setting("native_bucket_factor", "NativeHistogramBucketFactor");
    setting("native_zero_threshold", "NativeHistogramZeroThreshold");
    setting("native_max_buckets", "NativeHistogramMaxBucketNumber");
    const Value buckets = option("Buckets");
    const bool none = buckets == nullptr || buckets->Is(ValueKind::kNil) || (buckets->Is(ValueKind::kList) && buckets->length == 0 && !buckets->open);
    if (none) {
      const bool native_only = fact.value.settings.contains("native_bucket_factor");
      if (!native_only) {
        fact.value.buckets.assign(std::begin(kDefaultBuckets), std::end(kDefaultBuckets));
        fact.origin = Origin::kLibrary;
        fact.note = "the library's default buckets";
        if (library != nullptr && !library->default_bounds.empty()) {
          fact.value.buckets = library->default_bounds;
          fact.note += library->bounds_note;
        }
      }
    } else if (!Numbers(buckets, fact.value.buckets)) {
      fact.value.buckets.clear();
      fact.unknown = HoleIn(buckets);
    } else {
      SetOrigin(fact, buckets);
    }
    return fact;
  }
  setting("age_buckets", "AgeBuckets");
  const Value age = option("MaxAge");
  if (age != nullptr && age->Is(ValueKind::kNumber)) fact.value.settings["max_age"] = Shown(age->number / 1e9) + "s";
  const Value objectives = option("Objectives");
  if (objectives == nullptr || objectives->Is(ValueKind::kNil)) return fact;
  if (!objectives->Is(ValueKind::kMap)) {
    fact.unknown = HoleIn(objectives);
    return fact;
  }
  for (const MapEntry& entry : evaluator.EntriesOf(objectives)) {
    if (entry.key->Is(ValueKind::kNumber) && entry.value->Is(ValueKind::kNumber)) {
      fact.value.objectives.emplace_back(entry.key->number, entry.value->number);
    }
  }
  std::sort(fact.value.objectives.begin(), fact.value.objectives.end());
  return fact;
}

}  // namespace mdg::collect
