// In: two Metrics. Out: every difference, each a contradiction or with the reason why it is none.
#include "verify/facts.h"

#include <fmt/format.h>

#include <algorithm>

namespace mdg::verify {
namespace {

constexpr size_t kMostValuesShown = 5;

// What the text formats can tell apart: an info or a state set is a gauge to all but OpenMetrics.
MetricType Written(MetricType type) {
  switch (type) {
    case MetricType::kInfo:
    case MetricType::kStateSet:
      return MetricType::kGauge;
    case MetricType::kGaugeHistogram:
      return MetricType::kHistogram;
    case MetricType::kUntyped:
      return MetricType::kUnknown;
    default:
      return type;
  }
}

// Readers drop the blanks before a help text, and nobody sees those after it.
std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

// True when `text` can be this help; a hole stands for anything, also for nothing.
bool CanBe(const Text& help, std::string_view text) {
  const auto& pieces = help.pieces();
  if (help.IsKnown()) return Trimmed(help.ToString()) == Trimmed(text);
  size_t at = 0;
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].is_hole) continue;
    std::string_view literal = pieces[i].literal;
    if (i == 0) literal.remove_prefix(std::min(literal.find_first_not_of(" \t"), literal.size()));
    if (i + 1 == pieces.size()) {
      literal = literal.substr(0, literal.find_last_not_of(" \t\r\n") + 1);
      const std::string_view rest = Trimmed(text.substr(at));
      return rest.ends_with(literal);
    }
    const size_t found = text.find(literal, at);
    if (found == std::string_view::npos || (i == 0 && found != 0)) return false;
    at = found + literal.size();
  }
  return true;
}

bool HasName(const Label& documented, const std::string& name) {
  return documented.name.IsKnown() ? documented.name.ToString() == name : documented.name.Matches(name);
}

std::string NamesText(const Labels& labels) {
  std::vector<std::string> names = labels.SortedNames();
  if (labels.has_more) names.push_back("...");
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

std::string ValuesText(const std::vector<std::string>& values) {
  const size_t shown = std::min(values.size(), kMostValuesShown);
  std::string text = fmt::format("{}", fmt::join(values.begin(), values.begin() + static_cast<ptrdiff_t>(shown), ", "));
  return shown < values.size() ? fmt::format("{} and {} more", text, values.size() - shown) : text;
}

class Comparison {
 public:
  Comparison(const Metric& documented, const Metric& exposed, const Passage& passage)
      : documented_(documented), exposed_(exposed), passage_(passage) {}

  std::vector<Difference> Run() {
    CompareType();
    CompareHelp();
    if (!exposed_.labels.unknown) {
      CompareLabels();
      CompareLabelValues();
    }
    CompareBuckets();
    CompareUnit();
    return std::move(differences_);
  }

 private:
  // Why a difference from this fact contradicts nothing; "": it does.
  template <typename T>
  std::string ReasonOf(std::string_view what, const Fact<T>& fact) const {
    if (fact.is_guess) return fmt::format("the documented {} is a guess", what);
    if (HasOtherDefinitions(documented_, what))
      return fmt::format("the source has several definitions with other {}", what);
    if (fact.origin == Origin::kDefault) return fmt::format("the documented {} holds for the default settings", what);
    // Libraries reword helps and add labels from one version to the next; types stay.
    if (fact.origin == Origin::kLibrary && what != "type") return "a library's own family, of which other versions say it otherwise";
    return "";
  }

  template <typename T>
  void Add(std::string fact_name, std::string documented, std::string exposed, std::string detail,
           const Fact<T>& documented_fact, const Fact<T>& exposed_fact) {
    Difference difference;
    difference.metric = exposed_.name.value.ToString();
    if (documented_.IsPattern()) difference.pattern = documented_.name.value.ToString();
    const std::string what = fact_name == "label values" ? "labels" : fact_name;
    difference.fact = std::move(fact_name);
    difference.documented = std::move(documented);
    difference.exposed = std::move(exposed);
    difference.detail = std::move(detail);
    difference.reason = ReasonOf(what, documented_fact);
    difference.documented_at = !documented_.definitions.empty() ? documented_.definitions.front()
                               : !documented_fact.trail.empty() ? documented_fact.trail.front().at
                                                                : SourceLocation();
    if (!exposed_fact.trail.empty()) difference.exposed_at = exposed_fact.trail.front().at;
    differences_.push_back(std::move(difference));
  }

  void CompareType() {
    const MetricType mine = Written(documented_.type.value), theirs = Written(exposed_.type.value);
    const bool is_silent = mine == MetricType::kUnknown || theirs == MetricType::kUnknown || documented_.type.unknown;
    if (is_silent || mine == theirs) return;
    Add("type", std::string(MetricTypeName(documented_.type.value)), std::string(MetricTypeName(exposed_.type.value)),
        "", documented_.type, exposed_.type);
  }

  void CompareHelp() {
    const Text& mine = documented_.help.value;
    const std::string theirs = exposed_.help.value.ToString();
    if (Trimmed(theirs).empty() || mine.IsEmpty()) return;
    // What is unknown as a whole has no literal piece that could be missing.
    if ((documented_.help.unknown && mine.IsKnown()) || CanBe(mine, theirs)) return;
    Add("help", mine.ToString(), theirs, "", documented_.help, exposed_.help);
  }

  void CompareLabels() {
    const std::vector<std::string> others = UndocumentedLabels(), missing = MissingLabels();
    std::string undocumented, unseen;
    if (!others.empty()) undocumented = fmt::format("not documented: {}", fmt::join(others, ", "));
    if (!missing.empty()) unseen = fmt::format("on no series: {}", fmt::join(missing, ", "));
    if (passage_.IsRelayed() && !unseen.empty()) {
      AddLabels(unseen);
      differences_.back().reason = "labels without a value may have been left out on the way";
      unseen.clear();
    }
    if (undocumented.empty() && unseen.empty()) return;
    AddLabels(undocumented + (undocumented.empty() || unseen.empty() ? "" : "; ") + unseen);
  }

  void AddLabels(std::string detail) {
    Add("labels", NamesText(documented_.labels.value), NamesText(exposed_.labels.value), std::move(detail),
        documented_.labels, exposed_.labels);
  }

  std::vector<std::string> UndocumentedLabels() const {
    std::vector<std::string> others;
    const Labels& mine = documented_.labels.value;
    if (documented_.labels.unknown || mine.has_more) return others;
    for (const Label& label : exposed_.labels.value.labels) {
      const std::string name = label.name.ToString();
      const bool is_of_writing = passage_.added_labels.count(name) > 0 || IsSampleLabel(name, documented_.type.value);
      if (!is_of_writing && FindLabel(mine, name) == nullptr) others.push_back(name);
    }
    std::sort(others.begin(), others.end());
    return others;
  }

  std::vector<std::string> MissingLabels() const {
    const auto& theirs = exposed_.labels.value.labels;
    std::vector<std::string> missing;
    for (const Label& label : documented_.labels.value.labels) {
      if (!label.name.IsKnown() || label.presence == Presence::kSometimes) continue;
      if (IsSampleLabel(label.name.ToString(), documented_.type.value)) continue;
      const bool is_there =
          std::any_of(theirs.begin(), theirs.end(), [&](const Label& other) { return other.name == label.name; });
      if (!is_there) missing.push_back(label.name.ToString());
    }
    std::sort(missing.begin(), missing.end());
    return missing;
  }

  // Values that are all the documentation allows for: those of constant labels, mostly.
  void CompareLabelValues() {
    for (const Label& label : exposed_.labels.value.labels) {
      const std::string name = label.name.ToString();
      const Label* mine = FindLabel(documented_.labels.value, name);
      if (mine == nullptr || !mine->values_complete || mine->values.empty() || passage_.added_labels.count(name) > 0)
        continue;
      std::vector<std::string> others;
      for (const std::string& value : label.values) {
        if (std::find(mine->values.begin(), mine->values.end(), value) == mine->values.end()) others.push_back(value);
      }
      if (others.empty()) continue;
      Add("label values", fmt::format("{} = {}", name, ValuesText(mine->values)),
          fmt::format("{} = {}", name, ValuesText(others)), "", documented_.labels, exposed_.labels);
    }
  }

  void CompareBuckets() {
    const auto& mine = documented_.distribution;
    const auto& theirs = exposed_.distribution;
    if (!mine || !theirs || mine->unknown || theirs->unknown || mine->value.buckets.empty()) return;
    std::vector<double> bounds = mine->value.buckets;
    std::erase_if(bounds, [](double bound) { return bound > 1.7e308; });  // +Inf goes without saying
    if (bounds == theirs->value.buckets) return;
    Add("buckets", fmt::format("{}", fmt::join(bounds, ", ")),
        theirs->value.buckets.empty() ? "none" : fmt::format("{}", fmt::join(theirs->value.buckets, ", ")), "", *mine,
        *theirs);
  }

  void CompareUnit() {
    const auto& mine = documented_.unit;
    const auto& theirs = exposed_.unit;
    if (!mine || !theirs || mine->unknown || mine->value.empty() || theirs->value.empty()) return;
    if (mine->value != theirs->value) Add("unit", mine->value, theirs->value, "", *mine, *theirs);
  }

  static const Label* FindLabel(const Labels& documented, const std::string& name) {
    const auto found = std::find_if(documented.labels.begin(), documented.labels.end(),
                                    [&](const Label& label) { return HasName(label, name); });
    return found == documented.labels.end() ? nullptr : &*found;
  }

  const Metric& documented_;
  const Metric& exposed_;
  const Passage& passage_;
  std::vector<Difference> differences_;
};

}  // namespace

bool IsSampleLabel(const std::string& label, MetricType type) {
  if (type == MetricType::kHistogram || type == MetricType::kGaugeHistogram) return label == "le" || label == "vmrange";
  return type == MetricType::kSummary && label == "quantile";
}

std::vector<Difference> CompareFacts(const Metric& documented, const Metric& exposed, const Passage& passage) {
  return Comparison(documented, exposed, passage).Run();
}

}  // namespace mdg::verify
