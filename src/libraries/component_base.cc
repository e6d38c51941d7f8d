// k8s.io/component-base/metrics and its legacyregistry: client_golang with stability levels and deprecation.
// In: nothing. Out: one Library. Source: the library's documentation on pkg.go.dev, versions 0.18 to 0.34.
#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

constexpr std::string_view kMetrics = "k8s.io/component-base/metrics";
constexpr std::string_view kRegistry = "k8s.io/component-base/metrics/legacyregistry";

void AddConstructors(Library& library) {
  struct Kind {
    std::string_view plain, vec, func, options;
    MetricType type;
  };
  static constexpr Kind kKinds[] = {
      {"NewCounter", "NewCounterVec", "", "CounterOpts", MetricType::kCounter},
      {"NewGauge", "NewGaugeVec", "NewGaugeFunc", "GaugeOpts", MetricType::kGauge},
      {"NewHistogram", "NewHistogramVec", "", "HistogramOpts", MetricType::kHistogram},
      {"NewTimingHistogram", "NewTimingHistogramVec", "", "TimingHistogramOpts", MetricType::kHistogram},
      {"NewSummary", "NewSummaryVec", "", "SummaryOpts", MetricType::kSummary},
  };
  for (const Kind& kind : kKinds) {
    for (std::string_view name : {kind.plain, kind.func}) {
      if (name.empty()) continue;
      library.functions.push_back({.package = kMetrics, .name = name, .type = kind.type, .options = 0});
    }
    library.functions.push_back({.package = kMetrics, .name = kind.vec, .type = kind.type, .options = 0, .labels = 1});
    library.records.push_back({kMetrics, kind.options,
                               {"Namespace", "Subsystem", "Name", "Help", "ConstLabels", "DeprecatedVersion", "", "",
                                "StabilityLevel", "", "LabelValueAllowLists"}});
  }
  library.records.push_back({kMetrics, "KubeOpts", library.records.front().fields});
}

void AddRegistration(std::vector<Function>& rows) {
  for (std::string_view name : {"Register", "MustRegister", "RawMustRegister", "CustomRegister", "CustomMustRegister"}) {
    rows.push_back({.package = kRegistry, .name = name, .action = Action::kRegister});
    rows.push_back({.package = kMetrics, .receiver = "KubeRegistry", .name = name, .action = Action::kRegister});
  }
  rows.push_back({.package = kRegistry, .name = "Registerer", .action = Action::kRegistry});
  rows.push_back({.package = kMetrics, .receiver = "KubeRegistry", .name = "Registerer", .action = Action::kSame});
  rows.push_back({.package = kMetrics, .name = "NewKubeRegistry", .action = Action::kRegistry});
}

void AddDescriptors(std::vector<Function>& rows) {
  rows.push_back({.package = kMetrics, .name = "NewDesc", .action = Action::kDescribe, .name_rule = NameRule::kWhole, .labels = 2,
                  .metric_name = 0, .help = 1, .constant_labels = 3, .stability = 4, .deprecated = 5});
  rows.push_back({.package = kMetrics, .name = "NewLazyConstMetric", .action = Action::kSample, .value_type = 1});
  rows.push_back({.package = kMetrics, .name = "NewConstMetric", .action = Action::kSample, .value_type = 1, .may_fail = true});
  rows.push_back({.package = kMetrics, .name = "NewLazyMetricWithTimestamp", .action = Action::kSame, .first = 1});
}

}  // namespace

Library ComponentBase() {
  Library library{.name = "k8s.io/component-base", .module = "k8s.io/component-base", .packages = {kMetrics}};
  AddConstructors(library);
  AddDescriptors(library.functions);
  AddRegistration(library.functions);
  AddComponentBaseFamilies(library);
  library.functions.push_back({.package = kMetrics, .name = "BuildFQName", .action = Action::kBuildName});
  library.functions.push_back({.package = kMetrics, .name = "LinearBuckets", .action = Action::kLinearBuckets});
  library.functions.push_back({.package = kMetrics, .name = "ExponentialBuckets", .action = Action::kExponentialBuckets});
  library.functions.push_back({.package = kMetrics, .name = "ExponentialBucketsRange", .action = Action::kExponentialBucketsRange});
  library.map_types = {"k8s.io/component-base/metrics.Labels"};
  library.text_types = {"k8s.io/component-base/metrics.StabilityLevel"};
  library.registerer_types = {"k8s.io/component-base/metrics.KubeRegistry"};
  library.collect_methods = {"CollectWithStability"};
  library.default_stability = "ALPHA";
  library.stability_field = "StabilityLevel";
  library.deprecated_field = "DeprecatedVersion";
  library.constants = {
      {kMetrics, "CounterValue", ConstantKind::kValueType, MetricType::kCounter, {}, ""},
      {kMetrics, "GaugeValue", ConstantKind::kValueType, MetricType::kGauge, {}, ""},
      {kMetrics, "UntypedValue", ConstantKind::kValueType, MetricType::kUntyped, {}, ""},
      {kMetrics, "DefBuckets", ConstantKind::kNumbers, MetricType::kUnknown,
       {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}, ""},
  };
  for (std::string_view level : {"INTERNAL", "ALPHA", "BETA", "STABLE"}) {
    library.constants.push_back({kMetrics, level, ConstantKind::kText, MetricType::kUnknown, {}, level});
  }
  return library;
}

}  // namespace mdg::libraries
