// prometheus-cpp: families made by builders, label names and buckets given where a family gets its metrics.
//
//     auto& hits = prometheus::BuildCounter().Name("app_hits_total").Help("Hits.").Register(*registry);
//     hits.Add({{"code", code}}).Increment();                              app_hits_total, label code
//
// In: nothing. Out: one Library. Source: the library's documentation and headers, versions 0.4 to 1.3; namespaces are import paths.
#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

constexpr std::string_view kPackage = "prometheus";
constexpr std::string_view kDetail = "prometheus/detail";

// What an Exposer counts of itself, on the address it serves.
constexpr Family kExposer[] = {
    {"exposer_transferred_bytes_total", MetricType::kCounter, "Transferred bytes to metrics services"},
    {"exposer_scrapes_total", MetricType::kCounter, "Number of times metrics were scraped"},
    {"exposer_request_latencies", MetricType::kSummary, "Latencies of serving scrape requests, in microseconds"},
};

struct Builder {
  std::string_view function, type;
  MetricType kind;
};
constexpr Builder kBuilders[] = {
    {"BuildCounter", "CounterBuilder", MetricType::kCounter},       {"BuildGauge", "GaugeBuilder", MetricType::kGauge},
    {"BuildHistogram", "HistogramBuilder", MetricType::kHistogram}, {"BuildSummary", "SummaryBuilder", MetricType::kSummary},
    {"BuildInfo", "InfoBuilder", MetricType::kGauge},               {"BuildUntyped", "UntypedBuilder", MetricType::kUntyped},
    {"Builder", "Builder", MetricType::kUnknown},  // Builder<T>{}: which type T is, its template argument says
};

void AddBuilders(Library& library) {
  for (const Builder& builder : kBuilders) {
    for (std::string_view package : {kPackage, kDetail}) {
      library.functions.push_back({.package = package, .name = builder.function, .action = Action::kMakeRecord, .gives = builder.type});
      library.records.push_back({package, builder.type, {"Name", "Help", "ConstLabels"}});
      struct Setter {
        std::string_view method, field;
      };
      for (const Setter& setter : {Setter{"Name", "Name"}, Setter{"Help", "Help"}, Setter{"Labels", "ConstLabels"}}) {
        library.functions.push_back({.package = package, .receiver = builder.type, .name = setter.method, .action = Action::kSet,
                                     .option = setter.field, .gives = builder.type});
      }
      library.functions.push_back({.package = package, .receiver = builder.type, .name = "Register", .action = Action::kConstruct,
                                   .type = builder.kind, .registers = true, .receiver_is_options = true, .labels_measured = true, .gives = "Family"});
    }
  }
  // registry.AddCounter("name", "help", {{"label", "value"}}): before there were builders
  struct Method {
    std::string_view name;
    MetricType type;
  };
  for (const Method& method : {Method{"AddCounter", MetricType::kCounter}, Method{"AddGauge", MetricType::kGauge},
                               Method{"AddHistogram", MetricType::kHistogram}, Method{"AddSummary", MetricType::kSummary}}) {
    library.functions.push_back({.package = kPackage, .receiver = "Registry", .name = method.name, .action = Action::kConstruct, .type = method.type,
                                 .name_rule = NameRule::kWhole, .registers = true, .metric_name = 0, .help = 1, .constant_labels = 2,
                                 .labels_measured = true, .gives = "Family"});
    library.functions.push_back({.package = kPackage, .receiver = method.name, .name = "Add", .action = Action::kMeasure, .labels = 0, .buckets = 1});
  }
}

}  // namespace

Library PrometheusCpp() {
  Library library{.name = "prometheus-cpp", .packages = {kPackage},
                  .needles = {"include <prometheus/", "include \"prometheus/", "include <pm/", "prometheus::Build", "prometheus::Family"}};
  AddBuilders(library);
  for (std::string_view receiver : {"Register", "Family"}) {
    for (std::string_view package : {kPackage, kDetail}) {
      library.functions.push_back({.package = package, .receiver = receiver, .name = "Add", .action = Action::kMeasure, .labels = 0, .buckets = 1});
    }
  }
  library.functions.push_back({.package = kPackage, .name = "Registry", .action = Action::kRegistry});
  library.functions.push_back({.package = kPackage, .name = "Exposer", .action = Action::kFamilies,
                               .groups = {{.families = kExposer, .when = FamilyGroup::When::kAlways}}});
  library.map_types = {"prometheus.Labels"};
  library.registerer_types = {"prometheus.Registry"};
  return library;
}

}  // namespace mdg::libraries
