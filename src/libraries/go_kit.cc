// github.com/go-kit/kit/metrics/prometheus: go-kit's metrics made from client_golang's options, registered with its default registry.
// In: nothing. Out: one Library. Source: the library's documentation on pkg.go.dev, version 0.13.
#include "libraries/tables.h"

namespace mdg::libraries {

Library GoKit() {
  constexpr std::string_view kPackage = "github.com/go-kit/kit/metrics/prometheus";
  Library library{.name = "go-kit", .packages = {kPackage}};
  static constexpr std::pair<std::string_view, MetricType> kKinds[] = {{"NewCounterFrom", MetricType::kCounter},
                                                                       {"NewGaugeFrom", MetricType::kGauge},
                                                                       {"NewHistogramFrom", MetricType::kHistogram},
                                                                       {"NewSummaryFrom", MetricType::kSummary}};
  for (const auto& [name, type] : kKinds) {
    library.functions.push_back({.package = kPackage, .name = name, .type = type, .registers = true, .options = 0, .labels = 1});
  }
  static constexpr std::string_view kWrappers[] = {"NewCounter", "NewGauge", "NewHistogram", "NewSummary"};
  for (std::string_view name : kWrappers) {  // round a Vec made elsewhere
    library.functions.push_back({.package = kPackage, .name = name, .action = Action::kSame});
  }
  // The package's own types, and the interfaces they are mostly known by.
  for (std::string_view package : {kPackage, std::string_view("github.com/go-kit/kit/metrics")}) {
    for (std::string_view type : {"Counter", "Gauge", "Histogram", "Summary"}) {
      library.functions.push_back({.package = package, .receiver = type, .name = "With", .action = Action::kSame, .label_values = 0, .labels_in_pairs = true});
    }
  }
  return library;
}

}  // namespace mdg::libraries
