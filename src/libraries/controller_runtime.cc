// sigs.k8s.io/controller-runtime/pkg/metrics: one registry everybody registers with.
// In: nothing. Out: one Library. Source: the library's documentation on pkg.go.dev, versions 0.2 to 0.22.
#include "libraries/tables.h"

namespace mdg::libraries {

Library ControllerRuntime() {
  constexpr std::string_view kMetrics = "sigs.k8s.io/controller-runtime/pkg/metrics";
  Library library{.name = "controller-runtime", .packages = {kMetrics}};
  library.registerer_types = {"sigs.k8s.io/controller-runtime/pkg/metrics.RegistererGatherer"};
  library.constants = {{kMetrics, "Registry", ConstantKind::kDefaultRegisterer, MetricType::kUnknown, {}, ""}};
  return library;
}

}  // namespace mdg::libraries
