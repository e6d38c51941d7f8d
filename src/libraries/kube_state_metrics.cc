// k8s.io/kube-state-metrics: generators of families, made with a name, a help and a type; the labels come with the objects
// a function makes of them.
// In: nothing. Out: one Library. Source: the project's documentation on pkg.go.dev, versions 2.0 to 2.17.
#include "libraries/tables.h"

namespace mdg::libraries {

Library KubeStateMetrics() {
  Library library{.name = "kube-state-metrics"};
  library.stability_in_help = "STABLE";
  struct Version {
    std::string_view generator, metric;
  };
  static constexpr Version kVersions[] = {
      {"k8s.io/kube-state-metrics/v2/pkg/metric_generator", "k8s.io/kube-state-metrics/v2/pkg/metric"},
      {"k8s.io/kube-state-metrics/pkg/metric_generator", "k8s.io/kube-state-metrics/pkg/metric"},
  };
  for (const auto& [generator, metric] : kVersions) {
    library.packages.push_back(generator);
    library.packages.push_back(metric);
    library.records.push_back({metric, "Metric", {"LabelKeys", "LabelValues", "Value"}, {"LabelKeys", "LabelValues", "Value"}});
    library.records.push_back({metric, "Family", {"Name", "Type", "Metrics"}, {"Metrics"}});
    Function row{.package = generator, .name = "NewFamilyGenerator", .name_rule = NameRule::kWhole, .metric_name = 0, .help = 1,
                 .value_type = 2, .deprecated = 3, .labels_unseen = true, .given_samples = {4, "Metrics", "LabelKeys", "LabelValues", "Value"}};
    library.functions.push_back(row);
    row.given_samples.argument = 5;
    row.name = "NewOptInFamilyGenerator";
    row.opt_in = "--metric-opt-in-list";
    row.stability = 3;
    row.deprecated = 4;
    library.functions.push_back(row);
    row.opt_in = "";
    row.name = "NewFamilyGeneratorWithStability";
    library.functions.push_back(row);
    static constexpr std::pair<std::string_view, MetricType> kTypes[] = {{"Gauge", MetricType::kGauge},
                                                                         {"Counter", MetricType::kCounter},
                                                                         {"Info", MetricType::kInfo},
                                                                         {"StateSet", MetricType::kStateSet}};
    for (const auto& [name, type] : kTypes) library.constants.push_back({metric, name, ConstantKind::kValueType, type, {}, ""});
  }
  return library;
}

}  // namespace mdg::libraries
