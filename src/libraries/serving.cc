// In: imports and text. Out: whether metrics are shown. See serving.h.
#include "libraries/serving.h"

#include <algorithm>

namespace mdg::libraries {

namespace {

struct Server {
  std::string_view package;  // its import path ends with this
  std::string_view call;     // a call of it; "": importing it is enough
};

constexpr Server kServers[] = {
    {"/prometheus/promhttp", ""},
    {"/prometheus/push", ""},
    {"/prometheus/graphite", ""},
    {"client_golang/prometheus", "prometheus.Handler("},
    {"client_golang/prometheus", ".Gather("},
    {"/common/expfmt", "expfmt.NewEncoder"},
    {"/common/expfmt", "expfmt.MetricFamilyTo"},
    {"sigs.k8s.io/controller-runtime", ".NewManager("},
    {"controller-runtime/pkg/manager", "manager.New("},
    {"controller-runtime/pkg/metrics/server", "server.NewServer("},
    {"/metrics/legacyregistry", "legacyregistry.Handler"},
    {"k8s.io/apiserver/pkg/server", ""},
    {"knative.dev/pkg/injection/sharedmain", ""},
    {"docker/go-metrics", "metrics.Handler("},
    {"VictoriaMetrics/metrics", "WritePrometheus("},
    {"VictoriaMetrics/metrics", "InitPush"},
    {"otel/exporters/prometheus", ""},
    {"contrib/otelconf", ""},
    {"opencensus.io/exporter/prometheus", ""},
    {"/exporter-toolkit/web", ""},
};

}  // namespace

bool Serves(const std::vector<std::string>& imports, std::string_view text) {
  return std::any_of(std::begin(kServers), std::end(kServers), [&](const Server& server) {
    const bool is_imported = std::any_of(imports.begin(), imports.end(), [&](const std::string& path) { return path.ends_with(server.package); });
    return is_imported && (server.call.empty() || text.find(server.call) != std::string_view::npos);
  });
}

}  // namespace mdg::libraries
