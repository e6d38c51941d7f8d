// github.com/prometheus/client_golang: packages prometheus, promauto, collectors.
// In: nothing. Out: one Library. Source: the library's documentation on pkg.go.dev, versions 0.9 to 1.22.
#include <utility>

#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

constexpr std::string_view kPrometheus = "github.com/prometheus/client_golang/prometheus";
constexpr std::string_view kPromauto = "github.com/prometheus/client_golang/prometheus/promauto";

// New<Kind>, New<Kind>Vec, New<Kind>Func of one package or factory type.
void AddConstructors(std::vector<Function>& rows, std::string_view package, std::string_view receiver, bool registers) {
  struct Kind {
    std::string_view plain, vec, func;
    MetricType type;
  };
  static constexpr Kind kKinds[] = {
      {"NewCounter", "NewCounterVec", "NewCounterFunc", MetricType::kCounter},
      {"NewGauge", "NewGaugeVec", "NewGaugeFunc", MetricType::kGauge},
      {"NewHistogram", "NewHistogramVec", "", MetricType::kHistogram},
      {"NewSummary", "NewSummaryVec", "", MetricType::kSummary},
      {"NewUntyped", "NewUntypedVec", "NewUntypedFunc", MetricType::kUntyped},
  };
  for (const Kind& kind : kKinds) {
    Function row{.package = package, .receiver = receiver, .action = Action::kConstruct, .type = kind.type,
                 .registers = registers, .options = 0};
    for (std::string_view name : {kind.plain, kind.func}) {
      if (name.empty()) continue;
      row.name = name;
      rows.push_back(row);
    }
    row.name = kind.vec;
    row.labels = 1;
    rows.push_back(row);
  }
}

// Options that are handed to code out of sight: which labels it adds is not known, and with plain Opts not even what it makes.
void AddOptions(std::vector<Function>& rows) {
  static constexpr std::pair<std::string_view, MetricType> kOptions[] = {
      {"Opts", MetricType::kUnknown},         {"CounterOpts", MetricType::kCounter}, {"GaugeOpts", MetricType::kGauge},
      {"HistogramOpts", MetricType::kHistogram}, {"SummaryOpts", MetricType::kSummary}, {"UntypedOpts", MetricType::kUntyped}};
  for (const auto& [name, type] : kOptions) {
    rows.push_back({.package = kPrometheus, .receiver = name, .name = kHandedOn, .type = type, .options = 0});
  }
}

void AddDescriptors(std::vector<Function>& rows) {
  for (std::string_view receiver : {"", "v2"}) {
    rows.push_back({.package = kPrometheus, .receiver = receiver, .name = "NewDesc", .action = Action::kDescribe,
                    .name_rule = NameRule::kWhole, .labels = 2, .metric_name = 0, .help = 1, .constant_labels = 3});
  }
  struct Sample {
    std::string_view name;
    MetricType type;
    int8_t value_type;
    int8_t label_values;
  };
  static constexpr Sample kSamples[] = {
      {"NewConstMetric", MetricType::kUnknown, 1, 3},
      {"MustNewConstMetric", MetricType::kUnknown, 1, 3},
      {"NewConstMetricWithCreatedTimestamp", MetricType::kUnknown, 1, 4},
      {"MustNewConstMetricWithCreatedTimestamp", MetricType::kUnknown, 1, 4},
      {"NewConstHistogram", MetricType::kHistogram, kNoArgument, 4},
      {"MustNewConstHistogram", MetricType::kHistogram, kNoArgument, 4},
      {"NewConstHistogramWithCreatedTimestamp", MetricType::kHistogram, kNoArgument, 5},
      {"MustNewConstHistogramWithCreatedTimestamp", MetricType::kHistogram, kNoArgument, 5},
      {"NewConstNativeHistogram", MetricType::kHistogram, kNoArgument, 9},
      {"MustNewConstNativeHistogram", MetricType::kHistogram, kNoArgument, 9},
      {"NewConstSummary", MetricType::kSummary, kNoArgument, 4},
      {"MustNewConstSummary", MetricType::kSummary, kNoArgument, 4},
      {"NewConstSummaryWithCreatedTimestamp", MetricType::kSummary, kNoArgument, 5},
      {"MustNewConstSummaryWithCreatedTimestamp", MetricType::kSummary, kNoArgument, 5},
  };
  for (const Sample& sample : kSamples) {
    rows.push_back({.package = kPrometheus, .name = sample.name, .action = Action::kSample, .type = sample.type,
                    .value_type = sample.value_type, .may_fail = sample.name.starts_with("New"),
                    .number = sample.value_type != kNoArgument ? int8_t{2} : kNoArgument, .label_values = sample.label_values});
  }
}

void AddRegistration(std::vector<Function>& rows) {
  for (std::string_view receiver : {"", "Registerer", "Registry"}) {
    for (std::string_view name : {"MustRegister", "Register"}) {
      rows.push_back({.package = kPrometheus, .receiver = receiver, .name = name, .action = Action::kRegister});
    }
  }
  rows.push_back({.package = kPrometheus, .name = "WrapRegistererWithPrefix", .action = Action::kWrapPrefix, .first = 1});
  rows.push_back({.package = kPrometheus, .name = "WrapRegistererWith", .action = Action::kWrapLabels, .first = 1});
  rows.push_back({.package = kPrometheus, .name = "WrapCollectorWithPrefix", .action = Action::kSame, .first = 1});
  rows.push_back({.package = kPrometheus, .name = "WrapCollectorWith", .action = Action::kSame, .first = 1});
  rows.push_back({.package = kPrometheus, .name = "NewRegistry", .action = Action::kRegistry});
  rows.push_back({.package = kPrometheus, .name = "NewPedanticRegistry", .action = Action::kRegistry});
  rows.push_back({.package = kPromauto, .name = "With", .action = Action::kFactory});
}

void AddHelpers(std::vector<Function>& rows) {
  rows.push_back({.package = kPrometheus, .name = "BuildFQName", .action = Action::kBuildName});
  rows.push_back({.package = kPrometheus, .name = "LinearBuckets", .action = Action::kLinearBuckets});
  rows.push_back({.package = kPrometheus, .name = "ExponentialBuckets", .action = Action::kExponentialBuckets});
  rows.push_back({.package = kPrometheus, .name = "ExponentialBucketsRange", .action = Action::kExponentialBucketsRange});
  rows.push_back({.package = kPrometheus, .name = "NewMetricWithTimestamp", .action = Action::kSame, .first = 1});
  rows.push_back({.package = kPrometheus, .name = "NewMetricWithExemplars", .action = Action::kSame});
  rows.push_back({.package = kPrometheus, .name = "MustNewMetricWithExemplars", .action = Action::kSame});
  for (std::string_view name : {"CurryWith", "MustCurryWith", "With", "WithLabelValues", "GetMetricWith",
                                "GetMetricWithLabelValues"}) {
    rows.push_back({.package = kPrometheus, .receiver = "MetricVec", .name = name, .action = Action::kSame, .label_values = 0,
                    .labels_by_name = !name.ends_with("LabelValues"), .gives_vector = name.ends_with("CurryWith")});
  }
}

}  // namespace

Library ClientGolang() {
  Library library{.name = "client_golang", .module = "github.com/prometheus/client_golang", .packages = {"github.com/prometheus/client_golang"}};
  AddConstructors(library.functions, kPrometheus, "", false);
  AddConstructors(library.functions, kPrometheus, "v2", false);
  AddConstructors(library.functions, kPromauto, "", true);
  AddConstructors(library.functions, kPromauto, "Factory", false);
  AddDescriptors(library.functions);
  AddRegistration(library.functions);
  AddOptions(library.functions);
  AddHelpers(library.functions);
  for (std::string_view name : {"Opts", "CounterOpts", "GaugeOpts", "UntypedOpts"}) {
    library.records.push_back({kPrometheus, name, {"Namespace", "Subsystem", "Name", "Help", "ConstLabels"}});
  }
  library.records.push_back({kPrometheus, "HistogramOpts",
                             {"Namespace", "Subsystem", "Name", "Help", "ConstLabels", "Buckets",
                              "NativeHistogramBucketFactor", "NativeHistogramZeroThreshold",
                              "NativeHistogramMaxBucketNumber", "NativeHistogramMinResetDuration",
                              "NativeHistogramMaxZeroThreshold"}});
  library.records.push_back({kPrometheus, "SummaryOpts",
                             {"Namespace", "Subsystem", "Name", "Help", "ConstLabels", "Objectives", "MaxAge",
                              "AgeBuckets", "BufCap"}});
  for (std::string_view kind : {"CounterVecOpts", "GaugeVecOpts", "HistogramVecOpts", "SummaryVecOpts", "UntypedVecOpts"}) {
    library.records.push_back({kPrometheus, kind, {"Opts", "VariableLabels"}});
  }
  library.records.push_back({kPrometheus, "ConstrainedLabel", {"Name", "Constraint"}});
  library.map_types = {"github.com/prometheus/client_golang/prometheus.Labels"};
  library.registerer_types = {"github.com/prometheus/client_golang/prometheus.Registerer",
                              "github.com/prometheus/client_golang/prometheus.Registry"};
  library.collect_methods = {"Collect"};
  library.constants = {
      {kPrometheus, "CounterValue", ConstantKind::kValueType, MetricType::kCounter, {}, ""},
      {kPrometheus, "GaugeValue", ConstantKind::kValueType, MetricType::kGauge, {}, ""},
      {kPrometheus, "UntypedValue", ConstantKind::kValueType, MetricType::kUntyped, {}, ""},
      {kPrometheus, "DefaultRegisterer", ConstantKind::kDefaultRegisterer, MetricType::kUnknown, {}, ""},
      {kPrometheus, "DefaultGatherer", ConstantKind::kDefaultRegisterer, MetricType::kUnknown, {}, ""},
      {kPrometheus, "DefBuckets", ConstantKind::kNumbers, MetricType::kUnknown,
       {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}, ""},
  };
  AddClientGolangCollectors(library);
  return library;
}

}  // namespace mdg::libraries
