// In: the catalog from the code and the hand-kept one. Out: one Catalog, and every override.
#include "merge/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/suggestion.h"

namespace mdg::merge {
namespace {

// --- what a hand-kept metric states

bool States(const Fact<MetricType>& type) { return type.value != MetricType::kUnknown; }
bool States(const Fact<Text>& help) { return !help.value.IsEmpty(); }
bool States(const Fact<Labels>& labels) { return !labels.unknown; }
bool States(const Rare<Fact<std::string>>& text) { return text.has_value(); }

// --- what the code says: all there is to say, or less

bool IsKnown(const Fact<MetricType>& type) {
  return type.value != MetricType::kUnknown && !type.unknown && !type.is_guess;
}
bool IsKnown(const Fact<Text>& help) { return !help.value.IsEmpty() && !help.unknown && help.value.IsKnown(); }
bool IsKnown(const Fact<Labels>& labels) { return !labels.unknown && !labels.value.has_more; }
bool IsKnown(const Rare<Fact<std::string>>& text) { return text && !text->unknown; }

bool SaysTheSame(const Fact<MetricType>& a, const Fact<MetricType>& b) { return a.value == b.value; }
bool SaysTheSame(const Fact<Text>& a, const Fact<Text>& b) { return a.value == b.value; }
bool SaysTheSame(const Fact<Labels>& a, const Fact<Labels>& b) {
  return a.value.SortedNames() == b.value.SortedNames();
}
bool SaysTheSame(const Rare<Fact<std::string>>& a, const Rare<Fact<std::string>>& b) {
  return a && b && a->value == b->value;
}

std::string Show(const Fact<MetricType>& type) {
  if (type.value == MetricType::kUnknown) return "";
  return std::string(MetricTypeName(type.value)) + (type.is_guess ? " (guess)" : "");
}
std::string Show(const Fact<Text>& help) { return help.value.ToString(); }
std::string Show(const Fact<Labels>& labels) {
  std::string text = fmt::format("{}", fmt::join(labels.value.SortedNames(), ", "));
  if (labels.value.has_more && !text.empty()) text += " and more";
  if (labels.value.has_more || !text.empty()) return text;
  return labels.unknown ? "" : "none";
}
std::string Show(const Rare<Fact<std::string>>& text) { return text ? text->value : ""; }

template <typename T>
SourceLocation PlaceOf(const Fact<T>& fact) {
  return fact.trail.empty() ? SourceLocation() : fact.trail.front().at;
}
SourceLocation PlaceOf(const Rare<Fact<std::string>>& text) {
  return text ? PlaceOf(*text) : SourceLocation();
}

std::string InPlace(const SourceLocation& at) { return at.path.empty() ? "" : fmt::format(" (`{}`)", at.ToString()); }

// Values of samples are examples, not knowledge.
void ForgetSampleValues(Labels& labels) {
  for (Label& label : labels.labels) label.values.clear();
}

// Names from the hand-kept file, everything else about them from the code.
Fact<Labels> MergeLabels(const Fact<Labels>& code, Fact<Labels> hand_kept) {
  ForgetSampleValues(hand_kept.value);
  for (Label& label : hand_kept.value.labels) {
    for (const Label& known : code.value.labels) {
      if (known.name == label.name) label = known;
    }
  }
  return hand_kept;
}

template <typename FactType>
FactType Replacement(const FactType&, const FactType& hand_kept) {
  return hand_kept;
}
Fact<Labels> Replacement(const Fact<Labels>& code, const Fact<Labels>& hand_kept) {
  return MergeLabels(code, hand_kept);
}

// --- merging one metric

class MetricMerger {
 public:
  MetricMerger(Metric& metric, const Metric& hand_kept, std::vector<Override>& overrides)
      : metric_(metric), hand_kept_(hand_kept), overrides_(overrides) {}

  void Run() {
    MergeFact("type", metric_.type, hand_kept_.type);
    MergeFact("help", metric_.help, hand_kept_.help);
    MergeFact("labels", metric_.labels, hand_kept_.labels);
    MergeFact("unit", metric_.unit, hand_kept_.unit);
    MergeFact("stability", metric_.stability, hand_kept_.stability);
    MergeFact("deprecated", metric_.deprecated, hand_kept_.deprecated);
    MergeFact("owner", metric_.owner, hand_kept_.owner);
    MergeFact("example", metric_.example, hand_kept_.example);
    MergeFact("replaced by", metric_.replaced_by, hand_kept_.replaced_by);
    if (!hand_kept_.example_value.empty()) metric_.example_value = hand_kept_.example_value;
  }

 private:
  template <typename FactType>
  void MergeFact(const std::string& what, FactType& code, const FactType& hand_kept) {
    if (!States(hand_kept)) return;
    Override entry{OverrideKind::kRedundant,
                   metric_.name.value.ToString(),
                   what,
                   Show(hand_kept),
                   PlaceOf(hand_kept),
                   Show(code),
                   PlaceOf(code)};
    if (entry.code_at.path.empty() && !metric_.definitions.empty()) entry.code_at = metric_.definitions.front();
    if (!IsKnown(code) || !SaysTheSame(code, hand_kept)) {
      entry.kind = IsKnown(code) ? OverrideKind::kDiffers : OverrideKind::kAdds;
      code = Replacement(code, hand_kept);
      if (!entry.code_value.empty()) {
        metric_.notes.push_back(fmt::format("{}: hand-kept `{}`{} instead of `{}`{}", what, entry.hand_kept_value,
                                            InPlace(entry.hand_kept_at), entry.code_value, InPlace(entry.code_at)));
      }
    }
    overrides_.push_back(std::move(entry));
  }

  Metric& metric_;
  const Metric& hand_kept_;
  std::vector<Override>& overrides_;
};

// --- metrics the code does not have

std::string_view FirstWord(std::string_view name) { return name.substr(0, std::min(name.find('_'), name.size())); }

const Metric* PatternOf(const Catalog& code, const std::string& name) {
  for (const Metric& pattern : code.patterns) {
    if (pattern.name.value.Matches(name)) return &pattern;
  }
  return nullptr;
}

// What a pattern says holds for its instances, as long as it does not depend on what fills the holes.
void FillFromPattern(Metric& metric, const Metric& pattern) {
  if (!States(metric.type)) metric.type = pattern.type;
  if (!States(metric.help) && IsKnown(pattern.help)) metric.help = pattern.help;
  if (!States(metric.labels)) metric.labels = pattern.labels;
  metric.definitions = pattern.definitions;
  metric.registrations = pattern.registrations;
  metric.programs = pattern.programs;
  metric.switches = pattern.switches;
  metric.switched_off_by = pattern.switched_off_by;
  metric.conditions = pattern.conditions;
}

// Names of the code that hand-kept names could be mistaken for. Comparing is slow, so there is an end to it.
class NamesOfCode {
 public:
  explicit NamesOfCode(const std::vector<Metric>& metrics) {
    for (const Metric& metric : metrics) {
      std::string name = metric.name.value.ToString();
      const std::string first_word(FirstWord(name));
      by_first_word_[first_word].push_back(std::move(name));
    }
  }

  bool HasAlike(const std::string& name) const { return by_first_word_.count(std::string(FirstWord(name))) > 0; }

  std::string Nearest(const std::string& name) {
    const std::vector<std::string>& alike = by_first_word_[std::string(FirstWord(name))];
    if (alike.size() > comparisons_left_) return "";
    comparisons_left_ -= alike.size();
    return Suggest(name, alike);
  }

 private:
  std::map<std::string, std::vector<std::string>> by_first_word_;
  size_t comparisons_left_ = 100'000;
};

// A metric the code does not have, completed by what can be said of it all the same.
Metric OnlyHandKept(const Catalog& code, NamesOfCode& code_names, Metric metric, std::vector<Override>& overrides) {
  const std::string name = metric.name.value.ToString();
  Override entry{OverrideKind::kOnlyHandKept, name, "", "", PlaceOf(metric.name), "", {}};
  ForgetSampleValues(metric.labels.value);
  if (const Metric* pattern = PatternOf(code, name)) {
    FillFromPattern(metric, *pattern);
    entry.kind = OverrideKind::kOfPattern;
    entry.code_value = pattern->name.value.ToString();
    if (!pattern->definitions.empty()) entry.code_at = pattern->definitions.front();
  } else if (code_names.HasAlike(name)) {
    entry.kind = OverrideKind::kOrphan;
    entry.code_value = code_names.Nearest(name);
  }
  if (!States(metric.type)) {
    metric.type.value = MetricType::kUntyped;  // what the text format says of a family without a TYPE line
    metric.type.trail = metric.name.trail;
  }
  overrides.push_back(std::move(entry));
  return metric;
}

}  // namespace

Merged MergeHandKept(Catalog code, const Catalog& hand_kept) {
  if (hand_kept.metrics.empty() && hand_kept.patterns.empty()) return {std::move(code), {}};
  Merged merged;
  std::map<std::string, size_t> by_name;
  for (size_t i = 0; i < code.metrics.size(); ++i) by_name.emplace(code.metrics[i].name.value.ToString(), i);
  NamesOfCode code_names(code.metrics);
  std::vector<Metric> added;
  for (const Metric& metric : hand_kept.metrics) {
    auto found = by_name.find(metric.name.value.ToString());
    if (found != by_name.end()) {
      MetricMerger(code.metrics[found->second], metric, merged.overrides).Run();
    } else {
      added.push_back(OnlyHandKept(code, code_names, metric, merged.overrides));
    }
  }
  std::vector<Metric> added_patterns;
  NamesOfCode no_names({});  // a pattern is nobody's orphan
  for (const Metric& metric : hand_kept.patterns) {
    // Holes have names in the code and none in a hand-kept file.
    bool is_found = false;
    for (Metric& pattern : code.patterns) {
      if (pattern.name.value.ToGlob() != metric.name.value.ToGlob()) continue;
      MetricMerger(pattern, metric, merged.overrides).Run();
      is_found = true;
    }
    if (!is_found) added_patterns.push_back(OnlyHandKept(Catalog(), no_names, metric, merged.overrides));
  }
  std::move(added.begin(), added.end(), std::back_inserter(code.metrics));
  std::move(added_patterns.begin(), added_patterns.end(), std::back_inserter(code.patterns));
  Normalize(code);
  std::stable_sort(merged.overrides.begin(), merged.overrides.end(),
                   [](const Override& a, const Override& b) { return a.metric < b.metric; });
  merged.catalog = std::move(code);
  return merged;
}

Catalog CombineHandKept(const Catalog& earlier, const Catalog& later) {
  Catalog combined = earlier;
  auto lay_over = [](std::vector<Metric>& metrics, const Metric& metric) {
    auto found = std::find_if(metrics.begin(), metrics.end(),
                              [&](const Metric& m) { return m.name.value == metric.name.value; });
    if (found == metrics.end()) {
      metrics.push_back(metric);
      return;
    }
    found->name = metric.name;
    if (States(metric.type)) found->type = metric.type;
    if (States(metric.help)) found->help = metric.help;
    if (States(metric.labels)) found->labels = metric.labels;
    if (States(metric.unit)) found->unit = metric.unit;
    if (!metric.example_value.empty()) found->example_value = metric.example_value;
  };
  for (const Metric& metric : later.metrics) lay_over(combined.metrics, metric);
  for (const Metric& pattern : later.patterns) lay_over(combined.patterns, pattern);
  Normalize(combined);
  return combined;
}

}  // namespace mdg::merge
