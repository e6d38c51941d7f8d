// github.com/hashicorp/go-metrics and github.com/armon/go-metrics, its first home: keys of several parts, metrics that exist once
// they are used, and a Prometheus sink that turns them into families.
// In: nothing. Out: one Library. Source: the documentation on pkg.go.dev, versions 0.3 to 0.5.
#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

constexpr Family kRuntime[] = {
    {"runtime_num_goroutines", MetricType::kGauge}, {"runtime_alloc_bytes", MetricType::kGauge},
    {"runtime_sys_bytes", MetricType::kGauge},      {"runtime_malloc_count", MetricType::kGauge},
    {"runtime_free_count", MetricType::kGauge},     {"runtime_heap_objects", MetricType::kGauge},
    {"runtime_total_gc_pause_ns", MetricType::kGauge}, {"runtime_total_gc_runs", MetricType::kGauge},
    {"runtime_gc_pause_ns", MetricType::kSummary},
};

void AddPackage(Library& library, std::string_view package, std::string_view sinks) {
  struct Kind {
    std::string_view plain, labeled;
    MetricType type;
  };
  static constexpr Kind kKinds[] = {
      {"IncrCounter", "IncrCounterWithLabels", MetricType::kCounter},
      {"SetGauge", "SetGaugeWithLabels", MetricType::kGauge},
      {"SetPrecisionGauge", "SetPrecisionGaugeWithLabels", MetricType::kGauge},
      {"AddSample", "AddSampleWithLabels", MetricType::kSummary},
      {"MeasureSince", "MeasureSinceWithLabels", MetricType::kSummary},
  };  // EmitKey: the sink has no use for it
  for (const Kind& kind : kKinds) {
    for (std::string_view receiver : {"", "Metrics"}) {
      Function row{.package = package, .receiver = receiver, .name = kind.plain, .type = kind.type, .name_rule = NameRule::kKeyParts,
                   .metric_name = 0};
      library.functions.push_back(row);
      row.name = kind.labeled;
      row.labels = 2;
      library.functions.push_back(row);
    }
  }
  library.functions.push_back({.package = package, .name = "DefaultConfig", .action = Action::kMakeRecord, .gives = "Config"});
  for (std::string_view name : {"New", "NewGlobal"}) {
    library.functions.push_back({.package = package, .name = name, .action = Action::kExporter, .name_rule = NameRule::kKeyParts,
                                 .options = 0, .first = 1, .may_fail = true, .groups = {{kRuntime}}, .gives = "Metrics"});
  }
  library.records.push_back({package, "Config",
                             {"ServiceName", "HostName", "EnableHostname", "EnableHostnameLabel", "EnableServiceLabel",
                              "EnableRuntimeMetrics", "EnableTypePrefix"},
                             {"ServiceName", "EnableHostname", "EnableHostnameLabel", "EnableServiceLabel", "EnableRuntimeMetrics",
                              "EnableTypePrefix"},
                             {"EnableHostname", "EnableRuntimeMetrics"}});
  library.records.push_back({package, "Label", {"Name", "Value"}, {"Name"}});
  library.functions.push_back({.package = sinks, .name = "NewPrometheusSink", .action = Action::kSink, .may_fail = true});
  library.functions.push_back({.package = sinks, .name = "NewPrometheusPushSink", .action = Action::kSink, .may_fail = true});
  library.functions.push_back({.package = sinks, .name = "NewPrometheusSinkFrom", .action = Action::kSink, .name_rule = NameRule::kWhole,
                               .options = 0, .may_fail = true});
  library.records.push_back({sinks, "PrometheusOpts",
                             {"Expiration", "Registerer", "GaugeDefinitions", "SummaryDefinitions", "CounterDefinitions", "Name"},
                             {"GaugeDefinitions", "SummaryDefinitions", "CounterDefinitions"}});
  for (std::string_view definition : {"GaugeDefinition", "SummaryDefinition", "CounterDefinition"}) {
    library.records.push_back({sinks, definition, {"Name", "ConstLabels", "Help"}});
  }
}

}  // namespace

Library GoMetrics() {
  Library library{.name = "go-metrics",
                  .packages = {"github.com/hashicorp/go-metrics", "github.com/armon/go-metrics"},
                  .exporter_fields = {{"ServiceName", ExporterSetting::kNamespace},
                                      {"EnableServiceLabel", ExporterSetting::kServiceLabel},
                                      {"EnableTypePrefix", ExporterSetting::kKindInName},
                                      {"EnableHostname", ExporterSetting::kHostInName},
                                      {"EnableHostnameLabel", ExporterSetting::kHostLabel},
                                      {"EnableRuntimeMetrics", ExporterSetting::kRuntime}},
                  .declared = {{"GaugeDefinitions", MetricType::kGauge},
                               {"SummaryDefinitions", MetricType::kSummary},
                               {"CounterDefinitions", MetricType::kCounter}},
                  .needs_sink = true,
                  .default_objectives = {{0.5, 0.05}, {0.9, 0.01}, {0.99, 0.001}}};
  AddPackage(library, "github.com/hashicorp/go-metrics", "github.com/hashicorp/go-metrics/prometheus");
  AddPackage(library, "github.com/hashicorp/go-metrics/compat", "github.com/hashicorp/go-metrics/compat/prometheus");
  AddPackage(library, "github.com/armon/go-metrics", "github.com/armon/go-metrics/prometheus");
  return library;
}

}  // namespace mdg::libraries
