// Looks single values up in what a scrape would be made of.
// In: families. Out: a metric by name and labels. Deliberately nothing about text; exposition.h has that.
#pragma once

#include <prometheus/metric_family.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace agents_exporter {

using Labels = std::map<std::string, std::string>;

inline std::vector<prometheus::ClientMetric> Series(const std::vector<prometheus::MetricFamily>& families,
                                                    const std::string& name) {
  for (const prometheus::MetricFamily& family : families) {
    if (family.name == name) return family.metric;
  }
  return {};
}

inline std::optional<prometheus::ClientMetric> Find(const std::vector<prometheus::MetricFamily>& families,
                                                    const std::string& name, const Labels& labels = {}) {
  for (const prometheus::ClientMetric& metric : Series(families, name)) {
    Labels found;
    for (const auto& label : metric.label) found.emplace(label.name, label.value);
    if (found == labels) return metric;
  }
  return std::nullopt;
}

}  // namespace agents_exporter
