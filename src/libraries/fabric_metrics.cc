// github.com/hyperledger/fabric-lib-go/common/metrics: a provider that makes metrics from options which name their labels, too; its
// implementation for Prometheus registers them with client_golang's default registry.
// In: nothing. Out: one Library. Source: the library's documentation on pkg.go.dev, version 1.1.
#include "libraries/tables.h"

namespace mdg::libraries {

Library FabricMetrics() {
  // The second is where the library was before it had a module of its own.
  static constexpr std::string_view kPackages[] = {"github.com/hyperledger/fabric-lib-go/common/metrics", "github.com/hyperledger/fabric/common/metrics"};
  static constexpr std::string_view kImplementations[] = {"github.com/hyperledger/fabric-lib-go/common/metrics/prometheus",
                                                          "github.com/hyperledger/fabric/common/metrics/prometheus"};
  struct Kind {
    std::string_view constructor, options;
    MetricType type;
  };
  static constexpr Kind kKinds[] = {{"NewCounter", "CounterOpts", MetricType::kCounter},
                                    {"NewGauge", "GaugeOpts", MetricType::kGauge},
                                    {"NewHistogram", "HistogramOpts", MetricType::kHistogram}};
  Library library{.name = "fabric-lib-go", .packages = {std::begin(kPackages), std::end(kPackages)}, .labels_field = "LabelNames"};
  for (const auto& [constructor, options, type] : kKinds) {
    for (const auto* packages : {&kPackages, &kImplementations}) {
      for (std::string_view package : *packages) {
        library.functions.push_back({.package = package, .receiver = "Provider", .name = constructor, .type = type, .registers = true, .options = 0});
      }
    }
    const std::string_view made = constructor.substr(3);  // NewCounter -> Counter
    for (std::string_view package : kPackages) {
      library.functions.push_back({.package = package, .receiver = made, .name = "With", .action = Action::kSame, .label_values = 0, .labels_in_pairs = true});
      library.records.push_back({.package = package, .name = options, .telling = {"Namespace", "Subsystem", "Name", "Help", "LabelNames", "Buckets"}});
    }
  }
  return library;
}

}  // namespace mdg::libraries
