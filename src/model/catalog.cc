// In: metrics in any order, several of one name. Out: the catalog's invariant (see catalog.h).
// Deliberately no reporting: contradictions are returned as data.
#include "model/catalog.h"

#include <algorithm>
#include <array>
#include <functional>
#include <tuple>

namespace mdg {
namespace {

constexpr std::array<std::pair<Origin, std::string_view>, 4> kOriginNames = {{
    {Origin::kCode, "code"},
    {Origin::kDefault, "default"},
    {Origin::kLibrary, "library"},
    {Origin::kHandKept, "hand-kept"},
}};

constexpr std::array<std::pair<MetricType, std::string_view>, 9> kTypeNames = {{
    {MetricType::kUnknown, "unknown"},
    {MetricType::kCounter, "counter"},
    {MetricType::kGauge, "gauge"},
    {MetricType::kHistogram, "histogram"},
    {MetricType::kSummary, "summary"},
    {MetricType::kUntyped, "untyped"},
    {MetricType::kInfo, "info"},
    {MetricType::kStateSet, "stateset"},
    {MetricType::kGaugeHistogram, "gaugehistogram"},
}};

template <typename Enum, size_t count>
std::string_view NameIn(const std::array<std::pair<Enum, std::string_view>, count>& names, Enum wanted) {
  for (const auto& [value, name] : names) {
    if (value == wanted) return name;
  }
  return "unknown";
}

template <typename Enum, size_t count>
std::optional<Enum> ValueIn(const std::array<std::pair<Enum, std::string_view>, count>& names,
                            std::string_view wanted) {
  for (const auto& [value, name] : names) {
    if (name == wanted) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view OriginName(Origin origin) { return NameIn(kOriginNames, origin); }
std::optional<Origin> ParseOrigin(std::string_view name) { return ValueIn(kOriginNames, name); }
std::string_view MetricTypeName(MetricType type) { return NameIn(kTypeNames, type); }
std::optional<MetricType> ParseMetricType(std::string_view name) { return ValueIn(kTypeNames, name); }

std::vector<std::string> Labels::SortedNames() const {
  std::vector<std::string> names;
  names.reserve(labels.size());
  for (const Label& label : labels) names.push_back(label.name.ToString());
  std::sort(names.begin(), names.end());
  return names;
}

bool HasOtherDefinitions(const Metric& metric, std::string_view fact) {
  // The words Normalize begins its notes with.
  const std::string_view what = fact == "labels" ? "the set of labels" : fact == "buckets" ? "distribution" : fact;
  const std::string beginning = std::string(what) + " differs: ";
  return std::any_of(metric.notes.begin(), metric.notes.end(),
                     [&](const std::string& note) { return note.starts_with(beginning); });
}

bool Catalog::Add(RecordingRule rule) {
  const auto place = std::lower_bound(recording_rules.begin(), recording_rules.end(), rule, [](const auto& a, const auto& b) { return a.name < b.name; });
  if (place == recording_rules.end() || place->name != rule.name) {
    recording_rules.insert(place, std::move(rule));
    return true;
  }
  const bool has_other_labels = place->labels != rule.labels;
  const bool is_known = place->expression == rule.expression || std::find(place->others.begin(), place->others.end(), rule.expression) != place->others.end();
  for (const SourceLocation& at : rule.definitions) {
    if (std::find(place->definitions.begin(), place->definitions.end(), at) == place->definitions.end()) place->definitions.push_back(at);
  }
  if (!is_known && has_other_labels) place->others.push_back(std::move(rule.expression));
  return is_known || has_other_labels;
}

void Catalog::Add(Alert alert) {
  const auto key = [](const Alert& one) { return std::tie(one.name, one.definitions); };
  const auto is_same = [&](const Alert& one) {
    return std::tie(one.name, one.expression, one.duration, one.labels, one.annotations) == std::tie(alert.name, alert.expression, alert.duration, alert.labels, alert.annotations);
  };
  if (const auto known = std::find_if(alerts.begin(), alerts.end(), is_same); known != alerts.end()) {
    alert.definitions.insert(alert.definitions.end(), known->definitions.begin(), known->definitions.end());
    std::sort(alert.definitions.begin(), alert.definitions.end());
    alert.definitions.erase(std::unique(alert.definitions.begin(), alert.definitions.end()), alert.definitions.end());
    alerts.erase(known);
  }
  const auto place = std::lower_bound(alerts.begin(), alerts.end(), alert, [&](const Alert& a, const Alert& b) { return key(a) < key(b); });
  alerts.insert(place, std::move(alert));
}

const Metric* Catalog::Find(std::string_view name) const {
  auto literal = [](const Metric& metric) -> std::string_view {
    const auto& pieces = metric.name.value.pieces();
    return pieces.empty() ? std::string_view() : pieces.front().literal;
  };
  auto found =
      std::lower_bound(metrics.begin(), metrics.end(), name,
                       [&](const Metric& metric, std::string_view wanted) { return literal(metric) < wanted; });
  return found != metrics.end() && literal(*found) == name ? &*found : nullptr;
}

}  // namespace mdg
