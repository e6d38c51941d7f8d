// go.opentelemetry.io/otel/metric: instruments of a meter, named as the Prometheus exporter names them by default.
// In: nothing. Out: one Library. Source: the library's documentation on pkg.go.dev, versions 1.16 to 1.38.
#include "libraries/tables.h"

namespace mdg::libraries {

Library OpenTelemetry() {
  constexpr std::string_view kMetric = "go.opentelemetry.io/otel/metric";
  Library library{.name = "OpenTelemetry", .packages = {kMetric},
                  .name_note = "as the Prometheus exporter of OpenTelemetry names it unless told otherwise"};
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
      library.functions.push_back({.package = kMetric, .receiver = "Meter", .name = name, .type = instrument.type,
                                   .name_rule = NameRule::kOpenTelemetry, .metric_name = 0, .option_list = 1,
                                   .labels_unseen = true, .known_by_name = true, .may_fail = true});
    }
  }
  library.functions.push_back({.package = kMetric, .name = "WithUnit", .action = Action::kOption, .option = "unit"});
  library.functions.push_back({.package = kMetric, .name = "WithDescription", .action = Action::kOption, .option = "help"});
  return library;
}

}  // namespace mdg::libraries
