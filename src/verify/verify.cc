// In: the documented Catalog and the exposed one. Out: Report.
#include "verify/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "model/build_constraint.h"
#include "verify/facts.h"
#include "verify/families.h"

namespace mdg::verify {
namespace {

SourceLocation PlaceOf(const Metric& metric) {
  if (!metric.definitions.empty()) return metric.definitions.front();
  return metric.name.trail.empty() ? SourceLocation() : metric.name.trail.front().at;
}

bool HasContradiction(const std::vector<Difference>& differences) {
  return std::any_of(differences.begin(), differences.end(), [](const Difference& d) { return d.reason.empty(); });
}

bool Documents(const Metric& metric, const std::string& label) {
  const auto& labels = metric.labels.value.labels;
  return std::any_of(labels.begin(), labels.end(), [&](const Label& l) { return l.name == Text(label); });
}

constexpr ptrdiff_t kFewestForAddedLabels = 5;

class Comparer {
 public:
  Comparer(const Catalog& documented, const Catalog& exposed, const Options& options)
      : documented_(documented),
        exposed_(exposed),
        passage_{{options.ignored_labels.begin(), options.ignored_labels.end()}} {}

  Report Run() {
    std::vector<Match> matches;
    for (const Metric& metric : exposed_.metrics) matches.push_back(FindDocumented(documented_, metric));
    FindAddedLabels(matches);
    for (size_t i = 0; i < matches.size(); ++i) CompareFamily(exposed_.metrics[i], matches[i]);
    // A name with a `*`, which is a pattern to our reader: nothing documents it.
    for (const Metric& metric : exposed_.patterns) {
      report_.undocumented.push_back({metric.name.value.ToGlob(), metric.type.value, PlaceOf(metric)});
    }
    for (const std::vector<Metric>* metrics : {&documented_.metrics, &documented_.patterns}) {
      for (const Metric& metric : *metrics) AddIfNotSeen(metric);
    }
    std::stable_sort(report_.not_seen.begin(), report_.not_seen.end(),
                     [](const NotSeen& a, const NotSeen& b) { return a.metric < b.metric; });
    report_.exposed = exposed_.metrics.size() + exposed_.patterns.size();
    report_.documented = documented_.metrics.size() + documented_.patterns.size();
    return std::move(report_);
  }

 private:
  // A label on every series, of which no documentation has it, is not the program's: federation, a push gateway or a
  // proxy adds the labels of its target. A few families that are documented alike and wrong are no evidence of that.
  void FindAddedLabels(const std::vector<Match>& matches) {
    std::map<std::string, size_t> always;
    size_t families = 0;
    for (size_t i = 0; i < matches.size(); ++i) {
      const Metric& metric = exposed_.metrics[i];
      if (metric.labels.unknown) continue;
      ++families;
      for (const Label& label : metric.labels.value.labels) {
        if (label.presence == Presence::kAlways) ++always[label.name.ToString()];
      }
    }
    const auto documented =
        std::count_if(matches.begin(), matches.end(), [](const Match& m) { return m.IsDocumented(); });
    if (documented < kFewestForAddedLabels) return;
    for (const auto& [label, count] : always) {
      if (count < families || passage_.added_labels.count(label) > 0) continue;
      const bool is_documented = std::any_of(documented_.metrics.begin(), documented_.metrics.end(),
                                             [name = label](const Metric& m) { return Documents(m, name); });
      if (!is_documented) report_.added_labels.push_back(label);
    }
    passage_.added_labels.insert(report_.added_labels.begin(), report_.added_labels.end());
  }

  void CompareFamily(const Metric& exposed, const Match& match) {
    const std::string name = exposed.name.value.ToString();
    if (!match.IsDocumented()) {
      report_.undocumented.push_back({name, exposed.type.value, PlaceOf(exposed)});
      return;
    }
    seen_.insert(match.family);
    seen_.insert(match.patterns.begin(), match.patterns.end());
    std::vector<Difference> differences;
    if (match.family != nullptr) {
      if (!match.is_part) differences = CompareFacts(*match.family, exposed, passage_);
    } else {
      differences = CompareWithPatterns(exposed, match);
    }
    if (!HasContradiction(differences)) ++report_.agreeing;
    for (Difference& difference : differences) {
      (difference.reason.empty() ? report_.contradictions : report_.remarks).push_back(std::move(difference));
    }
  }

  // One pattern without a contradiction is enough: counters and gauges of one pattern are both documented.
  std::vector<Difference> CompareWithPatterns(const Metric& exposed, const Match& match) {
    const Metric* best = match.patterns.front();
    std::vector<Difference> differences = CompareFacts(*best, exposed, passage_);
    for (const Metric* pattern : match.patterns) {
      if (!HasContradiction(differences)) break;
      std::vector<Difference> others = CompareFacts(*pattern, exposed, passage_);
      if (HasContradiction(others)) continue;
      best = pattern;
      differences = std::move(others);
    }
    report_.instances.push_back({exposed.name.value.ToString(), best->name.value.ToString()});
    return differences;
  }

  void AddIfNotSeen(const Metric& metric) {
    if (seen_.count(&metric) > 0) return;
    NotSeen entry{metric.name.value.ToString(), Absence::kOther, "", PlaceOf(metric)};
    const Labels& labels = metric.labels.value;
    const bool has_variable_labels =
        labels.has_more ||
        std::any_of(labels.labels.begin(), labels.labels.end(), [](const Label& label) { return !label.is_constant; });
    if (!metric.switches.empty()) {
      entry.absence = Absence::kSwitch;
      entry.detail = fmt::format("{}", fmt::join(metric.switches, " or "));
    } else if (!metric.conditions.empty() &&
               std::none_of(metric.conditions.begin(), metric.conditions.end(), HoldsByDefault)) {
      entry.absence = Absence::kCondition;
      entry.detail = fmt::format("{}", fmt::join(metric.conditions, " or "));
    } else if (metric.IsPattern()) {
      entry.absence = Absence::kPattern;
    } else if (has_variable_labels) {
      entry.absence = Absence::kLabels;
      entry.detail = fmt::format("{}", fmt::join(labels.SortedNames(), ", "));
    } else if (metric.name.origin == Origin::kLibrary) {
      entry.absence = Absence::kLibrary;
    }
    report_.not_seen.push_back(std::move(entry));
  }

  const Catalog& documented_;
  const Catalog& exposed_;
  Passage passage_;
  std::set<const Metric*> seen_;
  Report report_;
};

}  // namespace

std::string_view AbsenceName(Absence absence) {
  switch (absence) {
    case Absence::kPattern:
      return "pattern";
    case Absence::kSwitch:
      return "switch";
    case Absence::kCondition:
      return "condition";
    case Absence::kLabels:
      return "labels";
    case Absence::kLibrary:
      return "library";
    case Absence::kOther:
      return "other";
  }
  return "other";
}

Report Compare(const Catalog& documented, const Catalog& exposed, const Options& options) {
  return Comparer(documented, exposed, options).Run();
}

}  // namespace mdg::verify
