// go.opentelemetry.io/otel/metric: instruments of a meter, named as the Prometheus exporter names them, and what settles how.
// In: nothing. Out: one Library. Source: the documentation on pkg.go.dev of the metric API (1.16 to 1.38), of the Prometheus
// exporter (0.34 to 0.67) and of otelconf, which makes one from a structure.
#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

constexpr std::string_view kMetric = "go.opentelemetry.io/otel/metric";
constexpr std::string_view kAttribute = "go.opentelemetry.io/otel/attribute";
constexpr std::string_view kExporter = "go.opentelemetry.io/otel/exporters/prometheus";
constexpr std::string_view kTranslator = "github.com/prometheus/otlptranslator";

void AddInstruments(std::vector<Function>& rows) {
  struct Instrument {
    std::string_view of_integers, of_floats;
    MetricType type;
  };
  static constexpr Instrument kInstruments[] = {
      {"Int64Counter", "Float64Counter", MetricType::kCounter},
      {"Int64UpDownCounter", "Float64UpDownCounter", MetricType::kGauge},
      {"Int64Histogram", "Float64Histogram", MetricType::kHistogram},
      {"Int64Gauge", "Float64Gauge", MetricType::kGauge},
      {"Int64ObservableCounter", "Float64ObservableCounter", MetricType::kCounter},
      {"Int64ObservableUpDownCounter", "Float64ObservableUpDownCounter", MetricType::kGauge},
      {"Int64ObservableGauge", "Float64ObservableGauge", MetricType::kGauge},
  };
  for (const Instrument& instrument : kInstruments) {
    for (std::string_view name : {instrument.of_integers, instrument.of_floats}) {
      rows.push_back({.package = kMetric, .receiver = "Meter", .name = name, .type = instrument.type,
                      .name_rule = NameRule::kOpenTelemetry, .metric_name = 0, .option_list = 1,
                      .labels_unseen = true, .known_by_name = true, .may_fail = true});
      for (std::string_view method : {"Add", "Record"}) {  // counter.Add(ctx, 1, metric.WithAttributes(...))
        rows.push_back({.package = kMetric, .receiver = name, .name = method, .action = Action::kMeasure, .option_list = 2});
      }
    }
  }
  for (std::string_view method : {"ObserveInt64", "ObserveFloat64"}) {
    rows.push_back({.package = kMetric, .receiver = "Observer", .name = method, .action = Action::kMeasure, .metric_name = 0, .option_list = 2});
  }
  rows.push_back({.package = kMetric, .name = "WithUnit", .action = Action::kOption, .option = "unit"});
  rows.push_back({.package = kMetric, .name = "WithDescription", .action = Action::kOption, .option = "help"});
  rows.push_back({.package = kMetric, .name = "WithExplicitBucketBoundaries", .action = Action::kOption, .option = "buckets"});
}

// metric.WithAttributes(attribute.String("peer", p), attribute.Key("kind").Int(k)), attribute.NewSet(...)
void AddAttributes(std::vector<Function>& rows) {
  rows.push_back({.package = kMetric, .name = "WithAttributes", .action = Action::kOption, .option = "labels"});
  rows.push_back({.package = kMetric, .name = "WithAttributeSet", .action = Action::kOption, .option = "labels"});
  rows.push_back({.package = kAttribute, .name = "NewSet", .action = Action::kOption, .option = "labels"});
  for (std::string_view type : {"Bool", "BoolSlice", "Float64", "Float64Slice", "Int", "Int64", "Int64Slice", "IntSlice", "String",
                                "StringSlice", "Stringer"}) {
    rows.push_back({.package = kAttribute, .name = type, .action = Action::kOption, .option = "label"});
    rows.push_back({.package = kAttribute, .receiver = "Key", .name = type, .action = Action::kOption, .option = "label"});
  }
}

void AddExporter(Library& library) {
  library.functions.push_back({.package = kExporter, .name = "New", .action = Action::kExporter, .option_list = 0, .may_fail = true});
  static constexpr std::pair<std::string_view, ExporterSetting> kOptions[] = {
      {"WithoutUnits", ExporterSetting::kWithoutUnits}, {"WithoutCounterSuffixes", ExporterSetting::kWithoutTotal},
      {"WithoutScopeInfo", ExporterSetting::kWithoutScope}, {"WithNamespace", ExporterSetting::kNamespace},
      {"WithTranslationStrategy", ExporterSetting::kTranslation}, {"WithRegisterer", ExporterSetting::kRegisterer}};
  for (const auto& [name, setting] : kOptions) {
    library.functions.push_back({.package = kExporter, .name = name, .action = Action::kOption, .setting = setting});
  }
  for (std::string_view name : {"WithAggregationSelector", "WithProducer", "WithoutTargetInfo", "WithResourceAsConstantLabels"}) {
    library.functions.push_back({.package = kExporter, .name = name, .action = Action::kOption});
  }
  static constexpr std::string_view kStrategies[] = {"NoTranslation", "NoUTF8EscapingWithSuffixes", "UnderscoreEscapingWithSuffixes",
                                                     "UnderscoreEscapingWithoutSuffixes"};
  for (std::string_view name : kStrategies) {
    library.constants.push_back({kTranslator, name, ConstantKind::kText, MetricType::kUnknown, {}, name});
  }
  // Prometheus{WithoutUnits: &yes}: a configuration that is written down in the program.
  for (std::string_view package : {"go.opentelemetry.io/contrib/otelconf", "go.opentelemetry.io/contrib/otelconf/v0.2.0",
                                   "go.opentelemetry.io/contrib/otelconf/v0.3.0", "go.opentelemetry.io/contrib/otelconf/x",
                                   "go.opentelemetry.io/contrib/config", "go.opentelemetry.io/contrib/config/v0.2.0",
                                   "go.opentelemetry.io/contrib/config/v0.3.0"}) {
    for (std::string_view type : {"Prometheus", "ExperimentalPrometheusMetricExporter"}) {
      library.functions.push_back({.package = package, .receiver = type, .name = kLiteral, .action = Action::kExporter, .options = 0});
    }
  }
  library.exporter_fields = {{"WithoutUnits", ExporterSetting::kWithoutUnits}, {"WithoutTypeSuffix", ExporterSetting::kWithoutTotal},
                             {"WithoutScopeInfo", ExporterSetting::kWithoutScope}, {"TranslationStrategy", ExporterSetting::kTranslation}};
  library.exporter_module = kExporter;
  library.bounds_note = ", unless a view of the program has others";
  library.default_bounds = {0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000};
  library.scope_labels = {"otel_scope_name", "otel_scope_version"};
}

}  // namespace

Library OpenTelemetry() {
  Library library{.name = "OpenTelemetry",
                  .packages = {kMetric, kExporter, "go.opentelemetry.io/contrib/otelconf", "go.opentelemetry.io/contrib/config"},
                  .text_types = {"go.opentelemetry.io/otel/attribute.Key"},
                  .name_note = "as the Prometheus exporter of OpenTelemetry names it unless told otherwise"};
  library.stability_ends_help = true;  // descriptions made of metadata.yaml by the collector's mdatagen
  AddInstruments(library.functions);
  AddAttributes(library.functions);
  AddExporter(library);
  AddOpenTelemetryInstrumentation(library);
  return library;
}

}  // namespace mdg::libraries
