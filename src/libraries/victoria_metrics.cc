// github.com/VictoriaMetrics/metrics: name and labels in one text, no help, metrics of one family made one by one.
// In: nothing. Out: one Library. Source: the library's documentation on pkg.go.dev, versions 1.18 to 1.40.
#include "libraries/tables.h"

namespace mdg::libraries {

Library VictoriaMetrics() {
  constexpr std::string_view kPackage = "github.com/VictoriaMetrics/metrics";
  Library library{.name = "VictoriaMetrics/metrics", .packages = {kPackage}};
  struct Kind {
    std::string_view create, find_or_create;
    MetricType type;
  };
  static constexpr Kind kKinds[] = {
      {"NewCounter", "GetOrCreateCounter", MetricType::kCounter},
      {"NewFloatCounter", "GetOrCreateFloatCounter", MetricType::kCounter},
      {"NewGauge", "GetOrCreateGauge", MetricType::kGauge},
      {"NewHistogram", "GetOrCreateHistogram", MetricType::kHistogram},  // its buckets have the label vmrange instead of le
      {"NewPrometheusHistogram", "GetOrCreatePrometheusHistogram", MetricType::kHistogram},
      {"NewPrometheusHistogramExt", "GetOrCreatePrometheusHistogramExt", MetricType::kHistogram},
      {"NewSummary", "GetOrCreateSummary", MetricType::kSummary},
      {"NewSummaryExt", "GetOrCreateSummaryExt", MetricType::kSummary},
  };
  for (const Kind& kind : kKinds) {
    for (std::string_view receiver : {"", "Set"}) {
      Function row{.package = kPackage, .receiver = receiver, .action = Action::kConstruct, .type = kind.type,
                   .name_rule = NameRule::kNameAndLabels, .registers = receiver.empty(), .metric_name = 0, .no_help = true};
      for (std::string_view name : {kind.create, kind.find_or_create}) {
        row.name = name;
        library.functions.push_back(row);
      }
    }
  }
  library.functions.push_back({.package = kPackage, .name = "NewSet", .action = Action::kNamespace, .gives = "Set"});
  library.functions.push_back({.package = kPackage, .name = "GetDefaultSet", .action = Action::kRegistry});
  library.functions.push_back({.package = kPackage, .name = "RegisterSet", .action = Action::kRegister});
  library.functions.push_back({.package = kPackage, .receiver = "Set", .name = "WritePrometheus", .action = Action::kExpose});
  return library;
}

}  // namespace mdg::libraries
