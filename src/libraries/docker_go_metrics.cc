// github.com/docker/go-metrics: namespaces that make metrics, with a unit the library appends to every name.
// In: nothing. Out: one Library. Source: the library's documentation on pkg.go.dev, version 0.0.1.
#include "libraries/tables.h"

namespace mdg::libraries {

Library DockerGoMetrics() {
  constexpr std::string_view kPackage = "github.com/docker/go-metrics";
  constexpr std::string_view kNamespace = "Namespace";
  Library library{.name = "docker/go-metrics", .packages = {kPackage}};
  struct Kind {
    std::string_view plain, labeled, unit;  // no unit: the third argument is one
    MetricType type;
  };
  static constexpr Kind kKinds[] = {
      {"NewCounter", "NewLabeledCounter", "total", MetricType::kCounter},
      {"NewTimer", "NewLabeledTimer", "seconds", MetricType::kHistogram},
      {"NewGauge", "NewLabeledGauge", "", MetricType::kGauge},
  };
  for (const Kind& kind : kKinds) {
    const bool has_unit_argument = kind.unit.empty();
    Function row{.package = kPackage, .receiver = kNamespace, .name = kind.plain, .type = kind.type, .metric_name = 0, .help = 1,
                 .unit = has_unit_argument ? int8_t{2} : kNoArgument, .unit_text = kind.unit,
                 .default_buckets = kind.type == MetricType::kHistogram};
    library.functions.push_back(row);
    row.name = kind.labeled;
    row.labels = has_unit_argument ? 3 : 2;
    row.labels_are_rest = true;
    library.functions.push_back(row);
  }
  library.functions.push_back({.package = kPackage, .receiver = kNamespace, .name = "NewDesc", .action = Action::kDescribe,
                               .labels = 3, .metric_name = 0, .help = 1, .unit = 2, .labels_are_rest = true});
  library.functions.push_back({.package = kPackage, .name = "NewNamespace", .action = Action::kNamespace, .gives = kNamespace});
  library.functions.push_back({.package = kPackage, .receiver = kNamespace, .name = "WithConstLabels",
                               .action = Action::kNamespace, .gives = kNamespace});
  library.functions.push_back({.package = kPackage, .receiver = kNamespace, .name = "Add", .action = Action::kRegister});
  library.functions.push_back({.package = kPackage, .name = "Register", .action = Action::kRegister});
  library.functions.push_back({.package = kPackage, .name = "Handler", .action = Action::kFamilies, .groups = DefaultHandlerFamilies()});
  library.map_types = {"github.com/docker/go-metrics.Labels"};
  library.text_types = {"github.com/docker/go-metrics.Unit"};
  static constexpr std::pair<std::string_view, std::string_view> kUnits[] = {
      {"Nanoseconds", "nanoseconds"}, {"Seconds", "seconds"}, {"Bytes", "bytes"}, {"Total", "total"}};
  for (const auto& [name, text] : kUnits) {
    library.constants.push_back({kPackage, name, ConstantKind::kText, MetricType::kUnknown, {}, text});
  }
  return library;
}

}  // namespace mdg::libraries
