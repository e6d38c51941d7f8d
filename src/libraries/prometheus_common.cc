// github.com/prometheus/common/version, and its second home in client_golang: the build information of a program.
// In: nothing. Out: one Library. Source: what servers with versions 0.7 to 0.62 were seen to expose.
#include "libraries/tables.h"

namespace mdg::libraries {

Library PrometheusCommon() {
  static constexpr std::string_view kOldHelp =
      "A metric with a constant '1' value labeled by version, revision, branch, and goversion from which {0} was built.";
  static constexpr std::string_view kHelp =
      "A metric with a constant '1' value labeled by version, revision, branch, goversion from which {0} was built, and the goos and "
      "goarch for the build.";
  static constexpr std::string_view kName = "{0}_build_info";
  static constexpr std::string_view kLabels = "version={},revision={},branch={},goversion={},goos={},goarch={}";
  static constexpr std::string_view kTagged = "version={},revision={},branch={},goversion={},goos={},goarch={},tags={}";
  static constexpr Family kVersions[] = {
      {kName, MetricType::kGauge, kOldHelp, "version={},revision={},branch={},goversion={}", "", "0.39.0"},
      {kName, MetricType::kGauge, kHelp, kLabels, "0.39.0", "0.42.0"},
      {kName, MetricType::kGauge, kHelp, kTagged, "0.42.0"},
  };
  Library library{.name = "prometheus/common", .module = "github.com/prometheus/common",
                  .packages = {"github.com/prometheus/common/version"}};
  for (std::string_view package :
       {"github.com/prometheus/common/version", "github.com/prometheus/client_golang/prometheus/collectors/version"}) {
    library.functions.push_back({.package = package, .name = "NewCollector", .action = Action::kFamilies, .groups = {{kVersions}}});
  }
  return library;
}

}  // namespace mdg::libraries
