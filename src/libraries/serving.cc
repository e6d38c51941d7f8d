// In: imports and text. Out: whether metrics are shown. See serving.h.
#include "libraries/serving.h"

#include <algorithm>
#include <cctype>

namespace mdg::libraries {

namespace {

struct Server {
  std::string_view package;  // its import path ends with this
  std::string_view name;     // of the package, where an import gives it no other
  std::string_view call;     // what is called of it, or of something of it when that begins with a dot; "": importing it is enough
};

constexpr Server kServers[] = {
    {"/prometheus/promhttp", "promhttp", "Handler"},
    {"/prometheus/promhttp", "promhttp", "InstrumentMetricHandler"},
    {"/prometheus/push", "push", ""},
    {"/prometheus/graphite", "graphite", ""},
    {"client_golang/prometheus", "prometheus", "Handler("},
    {"client_golang/prometheus", "prometheus", ".Gather("},
    {"/common/expfmt", "expfmt", "NewEncoder"},
    {"/common/expfmt", "expfmt", "MetricFamilyTo"},
    {"sigs.k8s.io/controller-runtime", "controllerruntime", "NewManager("},
    {"controller-runtime/pkg/manager", "manager", "New("},
    {"controller-runtime/pkg/metrics/server", "server", "NewServer("},
    {"/metrics/legacyregistry", "legacyregistry", "Handler"},
    {"k8s.io/apiserver/pkg/server", "server", ""},
    {"knative.dev/pkg/injection/sharedmain", "sharedmain", ""},
    {"docker/go-metrics", "metrics", "Handler("},
    {"VictoriaMetrics/metrics", "metrics", "WritePrometheus("},
    {"VictoriaMetrics/metrics", "metrics", ".WritePrometheus("},
    {"VictoriaMetrics/metrics", "metrics", "InitPush"},
    {"otel/exporters/prometheus", "prometheus", ""},
    {"contrib/otelconf", "otelconf", ""},
    {"opencensus.io/exporter/prometheus", "prometheus", ""},
    {"/exporter-toolkit/web", "web", "ListenAndServe"},
    {"/exporter-toolkit/web", "web", "Serve"},
    {"grafana/dskit/server", "server", "New("},
    {"weaveworks/common/server", "server", "New("},
    {"go.opentelemetry.io/collector/otelcol", "otelcol", "NewCommand"},
    {"go.opentelemetry.io/collector/otelcol", "otelcol", "NewCollector("},
};

// import ctrl "sigs.k8s.io/controller-runtime": ctrl
std::string_view NameGiven(std::string_view text, const std::string& path, std::string_view otherwise) {
  const size_t quoted = text.find('"' + path + '"');
  if (quoted == std::string_view::npos || quoted < 2 || text[quoted - 1] != ' ') return otherwise;
  const size_t begin = text.find_last_of(" \t\n(", quoted - 2) + 1;  // npos + 1 is 0
  const std::string_view name = text.substr(begin, quoted - 1 - begin);
  return name == "import" || name.empty() ? otherwise : name;
}

// True when it is called of what a variable holds: `info.Gather()` of an import `"acme.org/info"` is not.
bool IsCalledOfSomething(const std::vector<std::string>& imports, std::string_view text, std::string_view part, std::string_view call) {
  for (size_t at = part.find(call); at != std::string_view::npos; at = part.find(call, at + 1)) {
    size_t begin = at;
    while (begin > 0 && (part[begin - 1] == '_' || std::isalnum(static_cast<unsigned char>(part[begin - 1])) != 0)) --begin;
    const std::string_view word = part.substr(begin, at - begin);
    const bool is_field = begin > 0 && part[begin - 1] == '.';
    const bool is_package = !is_field && std::any_of(imports.begin(), imports.end(), [&](const std::string& path) {
      return NameGiven(text, path, std::string_view(path).substr(path.rfind('/') + 1)) == word;  // npos + 1 is 0
    });
    const bool is_shadowed = part.find(std::string(word) + " := ") != std::string_view::npos;
    if (!is_package || is_shadowed) return true;
  }
  return false;
}

// `"# TYPE %s gauge\n"`, `"# TYPE " + name`, `io.WriteString(w, "# TYPE app_up gauge\n")`: a program that writes exposition text itself. Who reads
// such text asks for "# TYPE " alone, examples of it are written nowhere, and in a comment it does not begin a text or a line.
bool WritesExposition(std::string_view part) {
  constexpr std::string_view kType = "# TYPE ";
  for (size_t at = part.find(kType); at != std::string_view::npos; at = part.find(kType, at + 1)) {
    const std::string_view before = part.substr(0, at), behind = part.substr(at + kType.size());
    const std::string_view line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
    const bool begins = before.ends_with('"') || before.ends_with('`') || before.ends_with('\n') || before.ends_with("\\n");
    const bool is_filled = behind.starts_with('%') || behind.starts_with("{{") || behind.starts_with("\" +");
    const bool is_whole = !behind.starts_with('"') && !behind.starts_with('`');
    const bool is_written = line.find("Write") != std::string_view::npos || line.find("rint") != std::string_view::npos;
    if (begins && (is_filled || (is_whole && is_written))) return true;
  }
  return false;
}

}  // namespace

bool ServesIn(const std::vector<std::string>& imports, std::string_view text, std::string_view part) {
  const auto is_called = [&](const Server& server, const std::string& path) {
    if (server.call.starts_with('.')) return IsCalledOfSomething(imports, text, part, server.call);
    const std::string_view name = NameGiven(text, path, server.name);
    if (server.call.empty() && (text.size() == part.size() || name == "_" || name == ".")) return text.size() == part.size();
    return part.find(std::string(name) + '.' + std::string(server.call)) != std::string_view::npos;
  };
  return WritesExposition(part) || std::any_of(imports.begin(), imports.end(), [&](const std::string& path) {
    return std::any_of(std::begin(kServers), std::end(kServers), [&](const Server& server) { return path.ends_with(server.package) && is_called(server, path); });
  });
}

bool ServesWhoImports(std::string_view path) {
  return std::any_of(std::begin(kServers), std::end(kServers), [&](const Server& server) { return server.call.empty() && path.ends_with(server.package); });
}

bool Serves(const std::vector<std::string>& imports, std::string_view text) { return ServesIn(imports, text, text); }

}  // namespace mdg::libraries
