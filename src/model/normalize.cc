// In: metrics in any order, several of one name. Out: the catalog's invariant, as Normalize in catalog.h promises.
//
// One family is often defined in several places: once per program, per operating system, per constant label, or twice
// by mistake. The definitions are put in an order that depends on nothing but themselves, and then folded fact by fact.
#include <fmt/format.h>

#include <algorithm>
#include <climits>
#include <iterator>
#include <set>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "model/build_constraint.h"
#include "model/catalog.h"
#include "model/describe.h"
#include "model/fold_switches.h"
#include "model/other_settings.h"
#include "model/setting.h"
#include "model/unresolved.h"

namespace mdg {
namespace {

using Group = std::vector<Metric>;  // definitions of one family, the first to be believed first

// --- one order for all machines

template <typename T>
void AppendKey(std::string& key, const Fact<T>& fact) {
  key += fmt::format("{}\n{} {}\n{}\n", Describe(fact.value), OriginName(fact.origin), fact.is_guess, fact.note);
  if (fact.unknown) key += fmt::format("{} {}\n", fact.unknown->name, ReasonName(fact.unknown->reason));
  for (const TrailStep& step : fact.trail) key += fmt::format("{} {}\n", step.at.ToString(), step.text);
}

template <typename T>
void AppendKey(std::string& key, const Rare<Fact<T>>& fact) {
  if (fact) AppendKey(key, *fact);
  key += '\n';
}

// Everything a metric says, as text: decides between two definitions at one place (two rows of a table, say).
std::string SortKey(const Metric& metric) {
  std::string key;
  AppendKey(key, metric.name);
  AppendKey(key, metric.type);
  AppendKey(key, metric.help);
  AppendKey(key, metric.labels);
  for (const Label& label : metric.labels.value.labels) {
    key += fmt::format("{} {} {}\n", label.is_constant, label.values_complete, fmt::join(label.values, "|"));
    if (label.presence == Presence::kSometimes) key += "sometimes\n";
    key += label.description + '\n' + label.example + '\n';
  }
  AppendKey(key, metric.unit);
  AppendKey(key, metric.distribution);
  for (const auto* fact : {&metric.stability, &metric.deprecated, &metric.owner, &metric.example, &metric.replaced_by}) AppendKey(key, *fact);
  key += fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n", fmt::join(metric.switches, "|"), fmt::join(metric.switched_off_by, "|"), fmt::join(metric.conditions, "|"), fmt::join(metric.programs, "|"),
                     metric.library, metric.example_value, fmt::join(metric.notes, "\n"));
  key += metric.group;
  key += metric.is_zero_or_one ? "0 or 1" : "";
  return key;
}

void SortForFolding(Group& group) {
  struct Keyed {
    Metric metric;
    std::string key;
  };
  std::vector<Keyed> keyed;
  for (Metric& metric : group) {
    std::string key = SortKey(metric);
    keyed.push_back({std::move(metric), std::move(key)});
  }
  std::stable_sort(keyed.begin(), keyed.end(), [](const Keyed& a, const Keyed& b) {
    return std::tie(a.metric.definitions, a.metric.registrations, a.key) <
           std::tie(b.metric.definitions, b.metric.registrations, b.key);
  });
  for (size_t i = 0; i < group.size(); ++i) group[i] = std::move(keyed[i].metric);
}

// --- folding one fact

// How much a value says; of two facts the one that says more is better, whatever else speaks for the other.
int Knowledge(const Fact<Text>& fact) {
  if (fact.value.IsEmpty()) return fact.unknown ? 0 : 1;
  return fact.unknown || !fact.value.IsKnown() ? 2 : 3;
}
int Knowledge(const Fact<MetricType>& fact) { return fact.unknown || fact.value == MetricType::kUnknown ? 0 : 3; }
int Knowledge(const Fact<Labels>& fact) {
  if (!fact.unknown && !fact.value.has_more) return 3;
  return fact.value.labels.empty() ? 0 : 2;
}
template <typename T>
int Knowledge(const Fact<T>& fact) {
  return fact.unknown ? 0 : 3;
}

// True when both definitions can be part of one program: then they must agree. What no program has is for tests, or for other trees.
bool CanMeet(const Metric& a, const Metric& b) {
  auto meet = [](const std::vector<std::string>& x, const std::vector<std::string>& y, const auto& together) {
    if (x.empty() || y.empty()) return true;
    return std::any_of(x.begin(), x.end(), [&](const auto& one) {
      return std::any_of(y.begin(), y.end(), [&](const auto& other) { return together(one, other); });
    });
  };
  return a.programs.empty() == b.programs.empty() && meet(a.conditions, b.conditions, CanHoldTogether) && meet(a.programs, b.programs, std::equal_to<>());
}

bool IsInDefaultBuild(const Metric& metric) {
  return metric.conditions.empty() || std::any_of(metric.conditions.begin(), metric.conditions.end(), HoldsByDefault);
}

std::string PlaceOf(const Metric& metric) {
  std::string place = metric.definitions.empty() ? "place unknown" : '`' + metric.definitions.front().ToString() + '`';
  if (!metric.conditions.empty()) place += fmt::format(", with `{}`", fmt::join(metric.conditions, "` or `"));
  return place;
}

// As code, but for what has code of its own in it.
std::string Shown(const std::string& value) { return value.find('`') == std::string::npos ? '`' + value + '`' : '"' + value + '"'; }

// How many settings it takes to have it: none, one, `--a --b`.
int FewestSwitches(const Metric& metric) {
  int fewest = metric.switches.empty() ? 0 : INT_MAX;
  for (const std::string& alternative : metric.switches) {
    fewest = std::min(fewest, static_cast<int>(SettingsTogether(alternative).size()));
  }
  return fewest;
}

template <typename T>
bool IsBetter(const Fact<T>& a, const Metric& of_a, const Fact<T>& b, const Metric& of_b) {
  auto rank = [](const Fact<T>& fact, const Metric& metric) {
    // Labels of which some are known are not the worse for that: a definition that is always there goes before one that is not.
    // The buckets of one definition say nothing about those of another, known or not.
    constexpr bool kPartsCount = std::is_same_v<T, Labels>, kEachItsOwn = std::is_same_v<T, Distribution>;
    return std::tuple(kPartsCount ? int(Knowledge(fact) > 0) : kEachItsOwn ? 0 : Knowledge(fact), !fact.is_guess, IsInDefaultBuild(metric),
                      !metric.registrations.empty(), -FewestSwitches(metric), Knowledge(fact));
  };
  return rank(a, of_a) > rank(b, of_b);
}

constexpr size_t kMostNamed = 4;  // of the facts that were not used

// What is said when facts differ; `used` and `others` index the group.
class Disagreement {
 public:
  Disagreement(const Group& group, std::string what) : group_(group), what_(std::move(what)) {}

  // What is not wholly known differs without contradicting.
  void Add(size_t definition, std::string value, bool is_known) { others_.push_back({definition, std::move(value), is_known}); }

  void Finish(size_t used, const std::string& used_value, std::vector<std::string>& notes,
              std::vector<Contradiction>& contradictions) const {
    if (others_.empty()) return;
    std::string others;
    std::vector<SourceLocation> clashes;
    std::set<std::string> said;
    for (const auto& [definition, value, is_known] : others_) {
      const Metric& other = group_[definition];
      const std::string one = fmt::format("{} ({})", Shown(value), PlaceOf(other));
      if (said.insert(one).second && said.size() <= kMostNamed) others += (others.empty() ? "; it may also be " : " or ") + one;
      if (is_known && CanMeet(group_[used], other) && !other.definitions.empty()) clashes.push_back(other.definitions.front());
    }
    if (said.size() > kMostNamed) others += fmt::format("; and {} more", said.size() - kMostNamed);
    const std::string place = PlaceOf(group_[used]), shown = fmt::format("shown {} ({})", Shown(used_value), place);
    // A description is long, and stands right there.
    notes.push_back(fmt::format("{} differs: {}{}", what_, what_ == "help" ? fmt::format("shown that of {}", place) : shown, others));
    if (clashes.empty()) return;
    const SourceLocation at = group_[used].definitions.empty() ? SourceLocation() : group_[used].definitions.front();
    const std::string name = group_[used].name.value.ToString();
    contradictions.push_back({name, at, fmt::format("{} of `{}` differs: {}{}", what_, name, shown, others), std::move(clashes)});
  }

 private:
  struct Other {
    size_t definition;
    std::string value;
    bool is_known;
  };
  const Group& group_;
  std::string what_;
  std::vector<Other> others_;
};

struct Folding {
  const Group& group;
  std::vector<std::string> notes;
  std::vector<Contradiction> contradictions;
};

// What is not known is not shown as if there were none.
template <typename T>
std::string DescribeFact(const Fact<T>& fact) {
  const std::string why = fact.unknown ? fmt::format("not known: {}", ReasonName(fact.unknown->reason)) : "";
  if constexpr (std::is_same_v<T, Distribution>) {
    if (fact.unknown) return why;
  }
  return Describe(fact.value) + (why.empty() ? "" : ", " + why) + (fact.is_guess ? ", a guess" : "");
}

// The best of the group's facts. `get` gives a pointer to the fact of a metric, or null where it is not stated.
template <typename T, typename Get>
Fact<T> FoldFact(Folding& folding, const std::string& what, Get get, bool notes_wanted = true) {
  const Group& group = folding.group;
  size_t best = 0;
  for (size_t i = 1; i < group.size(); ++i) {
    const Fact<T>* fact = get(group[i]);
    const Fact<T>* best_fact = get(group[best]);
    if (fact != nullptr && (best_fact == nullptr || IsBetter(*fact, group[i], *best_fact, group[best]))) best = i;
  }
  Fact<T> folded = *get(group[best]);
  Disagreement disagreement(group, what);
  for (size_t i = 0; i < group.size(); ++i) {
    const Fact<T>* fact = get(group[i]);
    if (i == best || fact == nullptr) continue;
    // One place that makes it in several ways, of which one is not known: what is known of the others says enough.
    if (std::is_same_v<T, Distribution> && fact->unknown && group[i].definitions == group[best].definitions) continue;
    if (fact->value == folded.value) {
      JoinNote(folded.note, fact->note);
    } else if ((Knowledge(*fact) > 0 || std::is_same_v<T, Distribution>) && (!fact->is_guess || folded.is_guess)) {  // a guess says nothing against what is stated
      const bool both_known = !fact->unknown && !(std::is_same_v<T, Distribution> && folded.unknown);
      disagreement.Add(i, DescribeFact(*fact), both_known);
    }
  }
  if (notes_wanted) {
    const bool unknown = std::is_same_v<T, Distribution> && folded.unknown;
    disagreement.Finish(best, unknown ? DescribeFact(folded) : Describe(folded.value), folding.notes, folding.contradictions);
  }
  return folded;
}

template <typename T>
std::optional<Fact<T>> FoldOptional(Folding& folding, const std::string& what, Rare<Fact<T>> Metric::*member) {
  auto get = [member](const Metric& metric) { return metric.*member ? &*(metric.*member) : nullptr; };
  const bool stated =
      std::any_of(folding.group.begin(), folding.group.end(), [&](const Metric& m) { return get(m) != nullptr; });
  if (!stated) return std::nullopt;
  return FoldFact<T>(folding, what, get);
}

// --- folding labels

Label* FindLabel(Labels& labels, const Text& name) {
  auto found = std::find_if(labels.labels.begin(), labels.labels.end(), [&](const Label& l) { return l.name == name; });
  return found == labels.labels.end() ? nullptr : &*found;
}

bool HasLabel(const Labels& labels, const Text& name) {
  return FindLabel(const_cast<Labels&>(labels), name) != nullptr;
}

// True when what only one of the two has are constant labels: two metrics of one family.
bool DifferInConstantLabelsOnly(const Labels& a, const Labels& b) {
  auto extra_are_constant = [](const Labels& mine, const Labels& theirs) {
    return std::all_of(mine.labels.begin(), mine.labels.end(),
                       [&](const Label& label) { return label.is_constant || HasLabel(theirs, label.name); });
  };
  return extra_are_constant(a, b) && extra_are_constant(b, a);
}

void UniteLabels(Labels& into, const Labels& more) {
  for (Label& label : into.labels) {
    if (HasLabel(more, label.name)) continue;
    if (!more.has_more) label.presence = Presence::kSometimes;
    else label.values_complete = false;  // it may have this one, with any value
  }
  for (const Label& label : more.labels) {
    Label* mine = FindLabel(into, label.name);
    if (mine == nullptr) {
      into.labels.push_back(label);
      if (!into.has_more) into.labels.back().presence = Presence::kSometimes;
      else into.labels.back().values_complete = false;
      continue;
    }
    mine->is_constant = mine->is_constant && label.is_constant;
    mine->values_complete = mine->values_complete && label.values_complete;
    if (label.presence == Presence::kSometimes) mine->presence = Presence::kSometimes;
    for (const std::string& value : label.values) {
      if (std::find(mine->values.begin(), mine->values.end(), value) == mine->values.end())
        mine->values.push_back(value);
    }
  }
}

Fact<Labels> FoldLabels(Folding& folding) {
  const Group& group = folding.group;
  size_t best = 0;
  for (size_t i = 1; i < group.size(); ++i) {
    if (IsBetter(group[i].labels, group[i], group[best].labels, group[best])) best = i;
  }
  Fact<Labels> folded = group[best].labels;
  Disagreement disagreement(group, "the set of labels");
  for (size_t i = 0; i < group.size(); ++i) {
    const Fact<Labels>& other = group[i].labels;
    if (i == best) continue;
    const bool both_known = Knowledge(folded) == 3 && Knowledge(other) == 3;
    const bool both_partial = Knowledge(folded) < 3 && Knowledge(other) < 3;
    const bool is_part = std::all_of(other.value.labels.begin(), other.value.labels.end(),
                                     [&](const Label& label) { return HasLabel(folded.value, label.name); });
    const bool are_of_two = group[best].IsPattern() || DifferInConstantLabelsOnly(folded.value, other.value);  // a pattern stands for many families
    const bool is_partly = Knowledge(folded) > 0 && Knowledge(other) > 0;
    if (both_partial || (is_partly && are_of_two)) {
      UniteLabels(folded.value, other.value);
      JoinNote(folded.note, other.note);
    } else if (both_known || !is_part) {
      disagreement.Add(i, Describe(other.value), !other.unknown);
    }
    const bool is_exposed = !group[i].registrations.empty() && group[i].switches.empty() && CanMeet(group[best], group[i]);
    if (is_exposed && !folded.value.has_more && (Knowledge(other) == 2 || (folded.value.labels.empty() && other.value.has_more))) {
      folded.value.has_more = true;
      folded.unknown = other.unknown;
    }
    // In one registry a family has one set of labels, but what is not known of the other may be another value of one of these.
    for (Label& label : folded.value.labels) {
      if (is_exposed && other.value.has_more && label.is_constant && !HasLabel(other.value, label.name)) label.values_complete = false;
    }
  }
  disagreement.Finish(best, Describe(group[best].labels.value), folding.notes, folding.contradictions);
  return folded;
}

// --- folding metrics

template <typename T>
void Unite(std::vector<T>& into, const std::vector<T>& more) {
  into.insert(into.end(), more.begin(), more.end());
}

template <typename T>
void SortUnique(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

void SortLists(Metric& metric) {
  SortUnique(metric.definitions);
  SortUnique(metric.registrations);
  SortUnique(metric.switches);
  SortUnique(metric.switched_off_by);
  SortUnique(metric.conditions);
  SortUnique(metric.programs);
}

Metric Fold(Group group, std::vector<Contradiction>& contradictions) {
  for (Metric& metric : group) SortLists(metric);
  if (group.size() == 1) return std::move(group.front());
  SortForFolding(group);

  Folding folding{group, {}, {}};
  Metric folded;
  folded.name = FoldFact<Text>(
      folding, "name", [](const Metric& m) { return &m.name; }, false);
  folded.type = FoldFact<MetricType>(folding, "type", [](const Metric& m) { return &m.type; });
  folded.help = FoldFact<Text>(folding, "help", [](const Metric& m) { return &m.help; });
  folded.labels = FoldLabels(folding);
  folded.unit = FoldOptional(folding, "unit", &Metric::unit);
  folded.distribution = FoldOptional(folding, "distribution", &Metric::distribution);
  folded.stability = FoldOptional(folding, "stability", &Metric::stability);
  folded.deprecated = FoldOptional(folding, "deprecation", &Metric::deprecated);
  folded.owner = FoldOptional(folding, "owner", &Metric::owner);
  folded.example = FoldOptional(folding, "example", &Metric::example);
  folded.replaced_by = FoldOptional(folding, "replacement", &Metric::replaced_by);

  folded.is_zero_or_one = std::all_of(group.begin(), group.end(), [](const Metric& metric) { return metric.is_zero_or_one; });
  bool always = false;  // one definition without makes the family unconditional
  for (const Metric& metric : group) {
    Unite(folded.definitions, metric.definitions);
    Unite(folded.registrations, metric.registrations);
    Unite(folded.conditions, metric.conditions);
    Unite(folded.programs, metric.programs);
    always = always || metric.conditions.empty();
    if (folded.library.empty()) folded.library = metric.library;
    if (folded.group.empty()) folded.group = metric.group;
    if (folded.example_value.empty()) folded.example_value = metric.example_value;
    Unite(folded.notes, metric.notes);
  }
  if (always) folded.conditions.clear();
  ShortenAlternatives(folded.conditions);
  FoldSwitches(group, folded);
  SortLists(folded);
  Unite(folded.notes, folding.notes);
  std::set<std::string> seen;
  std::erase_if(folded.notes, [&](const std::string& note) { return !seen.insert(note).second; });
  std::move(folding.contradictions.begin(), folding.contradictions.end(), std::back_inserter(contradictions));
  return folded;
}

void FoldMetrics(std::vector<Metric>& metrics, std::vector<Contradiction>& contradictions) {
  std::vector<std::pair<std::string, size_t>> order;  // those of one name as they stand
  order.reserve(metrics.size());
  for (const Metric& metric : metrics) order.emplace_back(metric.name.value.ToString(), order.size());
  std::sort(order.begin(), order.end());
  std::vector<Metric> folded;
  folded.reserve(metrics.size());
  Group group;
  for (size_t i = 0; i < order.size(); ++i) {
    group.push_back(std::move(metrics[order[i].second]));
    const bool ends = i + 1 == order.size() || order[i + 1].first != order[i].first;
    if (ends) folded.push_back(Fold(std::exchange(group, {}), contradictions));
  }
  metrics = std::move(folded);
}

// A pattern stands for many families, so counters and gauges of one pattern do not contradict each other and stay
// apart. A type that is unknown or guessed says nothing against a stated one, and joins it.
void FoldPatterns(std::vector<Metric>& patterns, std::vector<Contradiction>& contradictions) {
  auto is_stated = [](const Metric& pattern) { return Knowledge(pattern.type) > 0 && !pattern.type.is_guess; };
  std::map<std::string, std::map<MetricType, Group>> groups;
  std::vector<Metric> undecided;
  for (Metric& pattern : patterns) {
    if (is_stated(pattern)) {
      groups[pattern.name.value.ToString()][pattern.type.value].push_back(std::move(pattern));
    } else {
      undecided.push_back(std::move(pattern));
    }
  }
  // Guesses before unknown types, in the order of the enumeration: whatever the order they came in.
  std::stable_sort(undecided.begin(), undecided.end(), [](const Metric& a, const Metric& b) {
    auto key = [](const Metric& m) { return std::tuple(m.type.value == MetricType::kUnknown, m.type.value); };
    return key(a) < key(b);
  });
  for (Metric& pattern : undecided) {
    std::map<MetricType, Group>& by_type = groups[pattern.name.value.ToString()];
    const MetricType type =
        by_type.empty() || by_type.count(pattern.type.value) > 0 ? pattern.type.value : by_type.begin()->first;
    by_type[type].push_back(std::move(pattern));
  }
  patterns.clear();
  for (auto& [name, by_type] : groups) {
    for (auto& [type, group] : by_type) patterns.push_back(Fold(std::move(group), contradictions));
  }
}

}  // namespace

std::vector<Contradiction> Normalize(Catalog& catalog) {
  std::vector<Contradiction> contradictions;
  SortByKindOfName(catalog);
  FoldMetrics(catalog.metrics, contradictions);
  FoldPatterns(catalog.patterns, contradictions);
  FoldOtherNames(catalog);
  FoldUnresolved(catalog.unresolved);
  return contradictions;
}

}  // namespace mdg
