// Rules that operators write in Go: objects of prometheus-operator's API, and the toolkit that makes those.
//
//     promv1.Rule{Record: "app:requests:rate5m", Expr: intstr.FromString("sum(rate(app_requests_total[5m]))")}
//     promv1.Rule{Alert: "AppDown", Expr: intstr.FromString("up == 0"), For: ptr.To(promv1.Duration("5m"))}
//
// In: nothing. Out: one Library. No metrics: what a rule records is exposed by no program, and an alert is no series. Source: the packages' documentation on
// pkg.go.dev. Deliberately not rulefmt, which programs read rules with.
#include "libraries/tables.h"

namespace mdg::libraries {

Library PrometheusRules() {
  static constexpr std::string_view kToolkitRules[] = {
      "github.com/rhobs/operator-observability-toolkit/pkg/operatorrules",
      "github.com/rhobs/operator-observability/pkg/operatorrules",
      "github.com/machadovilaca/operator-observability/pkg/operatorrules",
  };
  static constexpr std::string_view kToolkitMetrics[] = {
      "github.com/rhobs/operator-observability-toolkit/pkg/operatormetrics",
      "github.com/rhobs/operator-observability/pkg/operatormetrics",
      "github.com/machadovilaca/operator-observability/pkg/operatormetrics",
  };
  static constexpr std::string_view kObjects[] = {  // without the version at their end, as tables have paths
      "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring",
      "github.com/coreos/prometheus-operator/pkg/apis/monitoring",
  };
  static constexpr std::string_view kExpressions = "k8s.io/apimachinery/pkg/util/intstr";
  Library library{.name = "prometheus-rules", .needles = {"/operatorrules\"", "\tRecord:", " Record:", "{Record:", "\tAlert:", " Alert:", "{Alert:"}};
  for (std::string_view package : kToolkitRules) {
    library.functions.push_back({.package = package, .receiver = "RecordingRule", .name = kLiteral, .action = Action::kRecord, .options = 0,
                                 .record_fields = {.name = "Name", .help = "Help", .labels = "ConstLabels", .value_type = "MetricType", .expression = "Expr"}});
    library.records.push_back({package, "RecordingRule", {"MetricsOpts", "MetricType", "Expr"}});
  }
  for (std::string_view package : kToolkitMetrics) {
    library.constants.push_back({package, "CounterType", ConstantKind::kValueType, MetricType::kCounter, {}, ""});
    library.constants.push_back({package, "GaugeType", ConstantKind::kValueType, MetricType::kGauge, {}, ""});
  }
  for (std::string_view package : kObjects) {
    library.functions.push_back({.package = package, .receiver = "Rule", .name = kLiteral, .action = Action::kRecord, .options = 0,
                                 .record_fields = {.name = "Record", .labels = "Labels", .expression = "Expr", .alert = "Alert", .duration = "For", .annotations = "Annotations"}});
    library.records.push_back({package, "Rule", {"Record", "Alert", "Expr", "For", "KeepFiringFor", "Labels", "Annotations"}, {"Record", "Alert", "Expr", "For", "Labels", "Annotations"}});
  }
  library.text_types = {"github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring.Duration",
                        "github.com/coreos/prometheus-operator/pkg/apis/monitoring.Duration"};
  library.functions.push_back({.package = "k8s.io/utils/ptr", .name = "To", .action = Action::kSame});
  for (std::string_view name : {"FromString", "Parse"}) library.functions.push_back({.package = kExpressions, .name = name, .action = Action::kSame});
  library.records.push_back({kExpressions, "IntOrString", {"Type", "IntVal", "StrVal"}, {"StrVal"}});
  return library;
}

}  // namespace mdg::libraries
