// seastar::metrics: metric definitions that get their group where they are added to a metric_groups, and a prefix from the exporter.
//
//     namespace sm = seastar::metrics;
//     metrics.add_group("cache", {sm::make_counter("hits", sm::description("Hits."), stats.hits)});        seastar_cache_hits, label shard
//
// In: nothing. Out: one Library. Source: Seastar's documentation of its metrics and its Prometheus exporter; namespaces are import paths.
#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

constexpr std::string_view kPackage = "seastar/metrics";
constexpr std::string_view kExporterPackage = "seastar/prometheus";

}  // namespace

Library Seastar() {
  Library library{.name = "seastar", .packages = {kPackage, kExporterPackage},
                  .needles = {"seastar/core/metrics", "seastar/core/prometheus", "seastar::metrics", "core/metrics.hh"},
                  .default_namespace = "seastar"};
  struct Kind {
    std::string_view name;
    MetricType type;
  };
  // The exporter shows "gauge", "counter", "histogram" and "summary"; what the unit of a counter is does not matter to it.
  static constexpr Kind kKinds[] = {
      {"make_gauge", MetricType::kGauge},          {"make_current_bytes", MetricType::kGauge}, {"make_queue_length", MetricType::kGauge},
      {"make_counter", MetricType::kCounter},      {"make_derive", MetricType::kCounter},      {"make_absolute", MetricType::kGauge},
      {"make_total_bytes", MetricType::kCounter},  {"make_total_operations", MetricType::kCounter},
      {"make_histogram", MetricType::kHistogram},  {"make_summary", MetricType::kSummary},
  };
  for (const Kind& kind : kKinds) {
    library.functions.push_back({.package = kPackage, .name = kind.name, .action = Action::kConstruct, .type = kind.type, .name_rule = NameRule::kGrouped,
                                 .metric_name = 0, .option_list = 1, .gives = "metric_definition"});
  }
  library.functions.push_back({.package = kPackage, .name = "description", .action = Action::kOption, .option = "help"});
  for (std::string_view name : {"label", "label_instance"}) {
    library.functions.push_back({.package = kPackage, .name = name, .action = Action::kOption, .option = "label", .gives = name});
  }
  // label(value), an instance of it; definition(label)(label)
  library.functions.push_back({.package = kPackage, .receiver = "label", .name = kCalled, .action = Action::kSame, .gives = "label_instance"});
  library.functions.push_back({.package = kPackage, .receiver = "metric_definition", .name = kCalled, .action = Action::kMoreLabels, .gives = "metric_definition"});
  for (std::string_view receiver : {"metric_groups", "metric_group"}) {
    library.functions.push_back({.package = kPackage, .receiver = receiver, .name = "add_group", .action = Action::kNameGroup, .first = 1,
                                 .known_by_name = true});
    library.functions.push_back({.package = kPackage, .name = receiver, .action = Action::kMakeRecord, .gives = receiver});
  }
  // .aggregate({labels}), .set_skip_when_empty(): the metric it is
  for (std::string_view name : {"aggregate", "set_skip_when_empty"}) {
    library.functions.push_back({.package = kPackage, .receiver = "metric_definition", .name = name, .action = Action::kSame, .gives = "metric_definition"});
  }
  // Where a program starts: the same whether Seastar's own source is in the tree or not.
  library.functions.push_back({.package = "seastar", .name = "app_template", .action = Action::kMakeRecord, .gives = "app_template"});
  for (std::string_view name : {"run", "run_deprecated"}) {
    library.functions.push_back({.package = "seastar", .receiver = "app_template", .name = name, .action = Action::kRuns});
  }
  library.functions.push_back({.package = "seastar", .name = "async", .action = Action::kRuns});
  for (std::string_view name : {"start", "add_prometheus_routes"}) {
    library.functions.push_back({.package = kExporterPackage, .name = name, .action = Action::kExporter, .options = 1});
  }
  library.records.push_back({kExporterPackage, "config", {"metric_help", "hostname", "prefix"}});
  library.exporter_fields = {{"prefix", ExporterSetting::kNamespace}};
  library.scope_labels = {"shard"};
  return library;
}

}  // namespace mdg::libraries
