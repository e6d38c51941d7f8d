// In: Catalog. Out: the YAML list Kubernetes documents its metrics from.
#include <fmt/format.h>

#include <algorithm>

#include "formats/tables.h"
#include "formats/yaml.h"

namespace mdg::formats {
namespace {

std::string TypeWord(const Metric& metric) {
  if (metric.type.is_guess || metric.type.unknown || metric.IsPattern()) return "Custom";
  switch (metric.type.value) {
    case MetricType::kCounter: return "Counter";
    case MetricType::kGauge:
    case MetricType::kInfo: return "Gauge";
    case MetricType::kHistogram: return "Histogram";
    case MetricType::kSummary: return "Summary";
    default: return "Custom";
  }
}

void PutLabels(YAML::Emitter& out, const Labels& labels) {
  std::vector<std::string> names;
  std::vector<std::pair<std::string, std::string>> constants;
  for (const Label& label : labels.labels) {
    if (label.is_constant && label.values_complete && label.values.size() == 1) constants.emplace_back(label.name.ToString(), label.values.front());
    else names.push_back(label.name.ToString());
  }
  std::sort(names.begin(), names.end());
  std::sort(constants.begin(), constants.end());
  if (!names.empty()) {
    PutKey(out, "labels");
    out << YAML::BeginSeq;
    for (const std::string& name : names) PutText(out, name);
    out << YAML::EndSeq;
  }
  if (constants.empty()) return;
  PutKey(out, "constLabels");
  out << YAML::BeginMap;
  for (const auto& [name, value] : constants) {
    out << YAML::Key;
    PutText(out, name);
    out << YAML::Value;
    PutText(out, value);
  }
  out << YAML::EndMap;
}

void PutDistribution(YAML::Emitter& out, const Distribution& distribution) {
  if (!distribution.buckets.empty()) {
    PutKey(out, "buckets");
    out << YAML::BeginSeq;
    for (double bound : distribution.buckets) out << fmt::format("{}", bound);
    out << YAML::EndSeq;
  }
  if (distribution.objectives.empty()) return;
  PutKey(out, "objectives");
  out << YAML::BeginMap;
  for (const auto& [quantile, error] : distribution.objectives) {
    out << YAML::Key << fmt::format("{}", quantile) << YAML::Value << fmt::format("{}", error);
  }
  out << YAML::EndMap;
}

void PutMetric(YAML::Emitter& out, const Metric& metric) {
  out << YAML::BeginMap;
  PutPair(out, "name", metric.name.value.ToString());
  if (!metric.help.value.IsEmpty()) PutPair(out, "help", metric.help.value.ToString());
  PutPair(out, "type", TypeWord(metric));
  if (metric.deprecated) PutPair(out, "deprecatedVersion", metric.deprecated->value);
  if (metric.stability) PutPair(out, "stabilityLevel", metric.stability->value);
  PutLabels(out, metric.labels.value);
  if (metric.distribution) PutDistribution(out, metric.distribution->value);
  out << YAML::EndMap;
}

}  // namespace

std::string WriteKubernetesList(const Catalog& catalog) {
  std::vector<const Metric*> sorted;
  for (const std::vector<Metric>* metrics : {&catalog.metrics, &catalog.patterns}) {
    for (const Metric& metric : *metrics) sorted.push_back(&metric);
  }
  auto stability = [](const Metric* metric) { return metric->stability ? metric->stability->value : std::string(); };
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Metric* a, const Metric* b) { return stability(a) < stability(b); });
  YAML::Emitter out;
  out << YAML::BeginSeq;
  for (const Metric* metric : sorted) PutMetric(out, *metric);
  out << YAML::EndSeq;
  return TextOf(out);
}

}  // namespace mdg::formats
