// github.com/rhobs/operator-observability-toolkit and its former home under machadovilaca: name and help in the library's own
// options, buckets and objectives in those of client_golang.
// In: nothing. Out: one Library. Source: the library's documentation on pkg.go.dev, versions 0.0.5 to 0.0.30.
#include "libraries/tables.h"

namespace mdg::libraries {

Library OperatorObservability() {
  static constexpr std::string_view kPackages[] = {
      "github.com/rhobs/operator-observability-toolkit/pkg/operatormetrics",
      "github.com/rhobs/operator-observability/pkg/operatormetrics",
      "github.com/machadovilaca/operator-observability/pkg/operatormetrics",
  };
  struct Kind {
    std::string_view plain, vec;
    MetricType type;
    bool two_options;
  };
  static constexpr Kind kKinds[] = {
      {"NewCounter", "NewCounterVec", MetricType::kCounter, false},
      {"NewGauge", "NewGaugeVec", MetricType::kGauge, false},
      {"NewHistogram", "NewHistogramVec", MetricType::kHistogram, true},
      {"NewSummary", "NewSummaryVec", MetricType::kSummary, true},
  };
  Library library{.name = "operator-observability", .packages = {std::begin(kPackages), std::end(kPackages)}};
  for (std::string_view package : kPackages) {
    for (const Kind& kind : kKinds) {
      Function row{.package = package, .name = kind.plain, .type = kind.type, .options = 0,
                   .more_options = kind.two_options ? int8_t{1} : kNoArgument};
      library.functions.push_back(row);
      row.name = kind.vec;
      row.labels = kind.two_options ? 2 : 1;
      library.functions.push_back(row);
    }
    for (std::string_view name : {"RegisterMetrics", "RegisterCollector"}) {
      library.functions.push_back({.package = package, .name = name, .action = Action::kRegister});
    }
    // What a collector's callback returns: the library makes a descriptor of it, with these labels, at every scrape.
    library.functions.push_back({.package = package, .receiver = "CollectorResult", .name = kLiteral, .action = Action::kMeasure, .options = 0,
                                 .record_fields = {.labels = "ConstLabels", .metric = "Metric"}});
    library.records.push_back({package, "CollectorResult", {"Metric", "ConstLabels"}});
    library.records.push_back({package, "MetricOpts", {"Name", "Help", "ConstLabels", "ExtraFields"}});
    library.records.push_back({package, "Collector", {"Metrics", "CollectCallback"}});
  }
  return library;
}

}  // namespace mdg::libraries
