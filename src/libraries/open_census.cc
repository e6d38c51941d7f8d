// go.opencensus.io: measures, and the views of them that its Prometheus exporter shows as families.
// In: nothing. Out: one Library. Source: the documentation on pkg.go.dev of go.opencensus.io (0.22 to 0.24) and of
// contrib.go.opencensus.io/exporter/prometheus (0.1 to 0.4).
#include "libraries/tables.h"

namespace mdg::libraries {

Library OpenCensus() {
  constexpr std::string_view kStats = "go.opencensus.io/stats";
  constexpr std::string_view kView = "go.opencensus.io/stats/view";
  constexpr std::string_view kTag = "go.opencensus.io/tag";
  constexpr std::string_view kExporter = "contrib.go.opencensus.io/exporter/prometheus";
  Library library{.name = "OpenCensus", .packages = {"go.opencensus.io", kExporter},
                  .name_note = "as the Prometheus exporter of OpenCensus names it without a namespace"};
  static constexpr std::pair<std::string_view, std::string_view> kMeasures[] = {{"Int64", "Int64Measure"}, {"Float64", "Float64Measure"}};
  for (const auto& [function, type] : kMeasures) {
    library.functions.push_back({.package = kStats, .name = function, .action = Action::kMakeRecord, .gives = type});
    library.records.push_back({kStats, type, {"Name", "Description", "Unit"}});
    for (std::string_view method : {"Name", "Description", "Unit"}) {
      library.functions.push_back({.package = kStats, .receiver = type, .name = method, .action = Action::kField, .option = method});
    }
  }
  library.functions.push_back({.package = kTag, .name = "NewKey", .action = Action::kMakeRecord, .may_fail = true, .gives = "Key"});
  library.functions.push_back({.package = kTag, .name = "MustNewKey", .action = Action::kMakeRecord, .gives = "Key"});
  library.functions.push_back({.package = kTag, .receiver = "Key", .name = "Name", .action = Action::kField, .option = "Name"});
  library.records.push_back({kTag, "Key", {"Name"}});
  static constexpr std::pair<std::string_view, MetricType> kAggregations[] = {
      {"Count", MetricType::kCounter}, {"Sum", MetricType::kCounter}, {"LastValue", MetricType::kGauge},
      {"Distribution", MetricType::kHistogram}};
  for (const auto& [name, type] : kAggregations) {
    library.functions.push_back({.package = kView, .name = name, .action = Action::kValueType, .type = type});
  }
  library.records.push_back({kView, "View", {"Name", "Description", "TagKeys", "Measure", "Aggregation"}});
  for (std::string_view receiver : {"", "Meter"}) {  // view.Register does so with the meter everybody shares
    library.functions.push_back({.package = kView, .receiver = receiver, .name = "Register", .action = Action::kConstructEach,
                                 .name_rule = NameRule::kPrefixed, .may_fail = false,
                                 .record_fields = {"Name", "Description", "TagKeys", "Aggregation", "Measure"}});
  }
  library.functions.push_back({.package = kExporter, .name = "NewExporter", .action = Action::kExporter, .options = 0, .may_fail = true});
  library.exporter_fields = {{"Namespace", ExporterSetting::kNamespace}};
  library.records.push_back({kExporter, "Options", {"Namespace", "Registry", "Registerer", "Gatherer", "OnError", "ConstLabels"}, {"Namespace"}});
  return library;
}

}  // namespace mdg::libraries
