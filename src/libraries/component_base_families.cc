// What k8s.io/component-base exposes by itself: families that are in the legacy registry because a package is linked (mostly imported for
// nothing else), and those the registry holds from the start.
// In: nothing. Out: rows for the packages, and for what shows the registry. Source: what the source of versions 0.18 to 0.36 registers.
#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

constexpr Family Alpha(Family family) { return family.stability = "ALPHA", family; }
constexpr Family Beta(Family family) { return family.stability = "BETA", family; }

constexpr std::string_view kLeader =
    "Gauge of if the reporting system is master of the relevant lease, 0 indicates backup, 1 indicates master. 'name' is the string used to "
    "identify the lease. Please make sure to group by name.";
constexpr std::string_view kSlowPath =
    "Total number of slow path exercised in renewing leader leases. 'name' is the string used to identify the lease. Please make sure to group "
    "by name.";
constexpr Family kLeaderElection[] = {
    Alpha({"leader_election_master_status", MetricType::kGauge, kLeader, "name"}),
    Alpha({"leader_election_slowpath_total", MetricType::kCounter, kSlowPath, "name", "0.30.0"}),
};

constexpr std::string_view kCalls =
    "Number of calls to an exec plugin, partitioned by the type of event encountered (no_error, plugin_execution_error, plugin_not_found_error, "
    "client_internal_error) and an optional exit code. The exit code will be set to 0 if and only if the plugin call was successful.";
constexpr std::string_view kRotation =
    "Histogram of the number of seconds the last auth exec plugin client certificate lived before being rotated. If auth exec plugin client "
    "certificates are unused, histogram will contain no data.";
constexpr std::string_view kLifetime =
    "Gauge of the shortest TTL (time-to-live) of the client certificate(s) managed by the auth exec plugin. The value is in seconds until "
    "certificate expiry (negative if already expired). If auth exec plugins are unused or manage no TLS certificates, the value will be +INF.";
constexpr std::string_view kTransports =
    "Number of calls to get a new transport, partitioned by the result of the operation hit: obtained from the cache, miss: created and added to "
    "the cache, uncacheable: created and not cached";
constexpr std::string_view kTransportsCollected =
    "Number of calls to get a new transport, partitioned by the result of the operation hit: obtained from the cache, miss: created and added to "
    "the cache, miss-gc: recreated and added back to the cache after being garbage collected, uncacheable: created and not cached";
constexpr std::string_view kReloads = "Number of times a CA reload is attempted, partitioned by the result and reason for the reload attempt";
constexpr std::string_view kCollected =
    "Number of times a GC cleanup attempts to delete a transport cache entry, partitioned by the result: deleted, skipped";
constexpr std::string_view kRotationsCollected =
    "Number of times a cert rotation goroutine cancel func is called via GC cleanup of the associated transport";
constexpr Family kRestClient[] = {
    Alpha({"rest_client_exec_plugin_call_total", MetricType::kCounter, kCalls, "code,call_status", "0.28.0"}),
    Alpha({"rest_client_exec_plugin_certificate_rotation_age", MetricType::kHistogram, kRotation}),
    Alpha({"rest_client_exec_plugin_ttl_seconds", MetricType::kGauge, kLifetime}),
    Alpha({"rest_client_rate_limiter_duration_seconds", MetricType::kHistogram, "Client side rate limiter latency in seconds. Broken down by verb and URL.",
           "verb,url", "0.22.0", "0.24.0"}),
    Alpha({"rest_client_rate_limiter_duration_seconds", MetricType::kHistogram, "Client side rate limiter latency in seconds. Broken down by verb, and host.",
           "verb,host", "0.24.0"}),
    Alpha({"rest_client_request_duration_seconds", MetricType::kHistogram, "Request latency in seconds. Broken down by verb and URL.", "verb,url", "",
           "0.24.0"}),
    Alpha({"rest_client_request_duration_seconds", MetricType::kHistogram, "Request latency in seconds. Broken down by verb, and host.", "verb,host",
           "0.24.0"}),
    Alpha({"rest_client_request_retries_total", MetricType::kCounter, "Number of request retries, partitioned by status code, verb, and host.",
           "code,verb,host", "0.27.0"}),
    Alpha({"rest_client_request_size_bytes", MetricType::kHistogram, "Request size in bytes. Broken down by verb and host.", "verb,host", "0.24.0"}),
    Alpha({"rest_client_requests_total", MetricType::kCounter, "Number of HTTP requests, partitioned by status code, method, and host.",
           "code,method,host"}),
    Alpha({"rest_client_response_size_bytes", MetricType::kHistogram, "Response size in bytes. Broken down by verb and host.", "verb,host", "0.24.0"}),
    Alpha({"rest_client_transport_ca_reload_total", MetricType::kCounter, kReloads, "result,reason", "0.36.0"}),
    Alpha({"rest_client_transport_cache_entries", MetricType::kGauge, "Number of transport entries in the internal cache.", "", "0.28.0"}),
    Alpha({"rest_client_transport_cache_gc_calls_total", MetricType::kCounter, kCollected, "result", "0.36.0"}),
    Alpha({"rest_client_transport_cert_rotation_gc_calls_total", MetricType::kCounter, kRotationsCollected, "", "0.36.0"}),
    Alpha({"rest_client_transport_create_calls_total", MetricType::kCounter, kTransports, "result", "0.28.0", "0.36.0"}),
    Alpha({"rest_client_transport_create_calls_total", MetricType::kCounter, kTransportsCollected, "result", "0.36.0"}),
};

constexpr std::string_view kUnfinished =
    "How many seconds of work has done that is in progress and hasn't been observed by work_duration. Large values indicate stuck threads. One "
    "can deduce the number of stuck threads by observing the rate at which this increases.";
constexpr Family kQueueAdds = {"workqueue_adds_total", MetricType::kCounter, "Total number of adds handled by workqueue", "name"};
constexpr Family kQueueDepth = {"workqueue_depth", MetricType::kGauge, "Current depth of workqueue", "name"};
constexpr Family kQueueLongest = {"workqueue_longest_running_processor_seconds", MetricType::kGauge,
                                  "How many seconds has the longest running processor for workqueue been running.", "name"};
constexpr Family kQueueWait = {"workqueue_queue_duration_seconds", MetricType::kHistogram,
                               "How long in seconds an item stays in workqueue before being requested.", "name"};
constexpr Family kQueueRetries = {"workqueue_retries_total", MetricType::kCounter, "Total number of retries handled by workqueue", "name"};
constexpr Family kQueueUnfinished = {"workqueue_unfinished_work_seconds", MetricType::kGauge, kUnfinished, "name"};
constexpr Family kQueueWork = {"workqueue_work_duration_seconds", MetricType::kHistogram,
                               "How long in seconds processing an item from workqueue takes.", "name"};
constexpr Family Before(Family family, std::string_view version) { return family.until = version, family; }
constexpr Family From(Family family, std::string_view version) { return family.since = version, family; }
constexpr Family AlphaThenBeta(Family family, std::string_view version, bool after) {
  return after ? Beta(From(family, version)) : Alpha(Before(family, version));
}
constexpr std::string_view kBetaQueues = "0.36.0";
constexpr Family kWorkQueue[] = {
    AlphaThenBeta(kQueueAdds, kBetaQueues, false),       AlphaThenBeta(kQueueAdds, kBetaQueues, true),
    AlphaThenBeta(kQueueDepth, kBetaQueues, false),      AlphaThenBeta(kQueueDepth, kBetaQueues, true),
    AlphaThenBeta(kQueueLongest, kBetaQueues, false),    AlphaThenBeta(kQueueLongest, kBetaQueues, true),
    AlphaThenBeta(kQueueWait, kBetaQueues, false),       AlphaThenBeta(kQueueWait, kBetaQueues, true),
    AlphaThenBeta(kQueueRetries, kBetaQueues, false),    AlphaThenBeta(kQueueRetries, kBetaQueues, true),
    AlphaThenBeta(kQueueUnfinished, kBetaQueues, false), AlphaThenBeta(kQueueUnfinished, kBetaQueues, true),
    AlphaThenBeta(kQueueWork, kBetaQueues, false),       AlphaThenBeta(kQueueWork, kBetaQueues, true),
};

constexpr std::string_view kBuild =
    "A metric with a constant '1' value labeled by major, minor, git version, git commit, git tree state, build date, Go version, and compiler "
    "from which Kubernetes was built, and platform on which it is running.";
constexpr std::string_view kBuildLabels = "major,minor,git_version,git_commit,git_tree_state,build_date,go_version,compiler,platform";
constexpr Family kVersion[] = {
    Alpha({"kubernetes_build_info", MetricType::kGauge, kBuild, "major,minor,gitVersion,gitCommit,gitTreeState,buildDate,goVersion,compiler,platform",
           "", "0.19.0"}),
    Alpha({"kubernetes_build_info", MetricType::kGauge, kBuild, kBuildLabels, "0.19.0", "0.36.0"}),
    Beta({"kubernetes_build_info", MetricType::kGauge, kBuild, kBuildLabels, "0.36.0"}),
};

constexpr std::string_view kFeature = "This metric records the data about the stage and enablement of a k8s feature.";
constexpr Family kFeatures[] = {
    Alpha({"kubernetes_feature_enabled", MetricType::kGauge, kFeature, "name,stage", "0.26.0", "0.28.0"}),
    Beta({"kubernetes_feature_enabled", MetricType::kGauge, kFeature, "name,stage", "0.28.0"}),
};

// About the registry itself.
constexpr std::string_view kCountOfRegistered = "The count of registered metrics broken by stability level and deprecation version.";
constexpr Family kMeta[] = {
    Alpha({"registered_metric_total", MetricType::kCounter, kCountOfRegistered, "stability_level,deprecated_version", "0.26.0", "0.28.0"}),
    Beta({"registered_metrics_total", MetricType::kCounter, kCountOfRegistered, "stability_level,deprecated_version", "0.28.0"}),
    Alpha({"disabled_metric_total", MetricType::kCounter, "The count of disabled metrics.", "", "0.26.0", "0.28.0"}),
    Beta({"disabled_metrics_total", MetricType::kCounter, "The count of disabled metrics.", "", "0.28.0"}),
    Alpha({"hidden_metric_total", MetricType::kCounter, "The count of hidden metrics.", "", "0.26.0", "0.28.0"}),
    Beta({"hidden_metrics_total", MetricType::kCounter, "The count of hidden metrics.", "", "0.28.0"}),
    Alpha({"cardinality_enforcement_unexpected_categorizations_total", MetricType::kCounter,
           "The count of unexpected categorizations during cardinality enforcement.", "", "0.29.0"}),
};

}  // namespace

void AddComponentBaseFamilies(Library& library) {
  using When = FamilyGroup::When;
  const auto add = [&](std::string_view package, std::string_view name, std::vector<FamilyGroup> groups) {
    library.functions.push_back({.package = package, .name = name, .action = Action::kFamilies, .groups = std::move(groups)});
  };
  static constexpr std::pair<std::string_view, std::span<const Family>> kPackages[] = {
      {"k8s.io/component-base/metrics/prometheus/clientgo/leaderelection", kLeaderElection},
      {"k8s.io/component-base/metrics/prometheus/feature", kFeatures},
      {"k8s.io/component-base/metrics/prometheus/restclient", kRestClient},
      {"k8s.io/component-base/metrics/prometheus/version", kVersion},
      {"k8s.io/component-base/metrics/prometheus/workqueue", kWorkQueue},
  };
  for (const auto& [package, families] : kPackages) add(package, kImported, {{.families = families, .when = When::kAlways}});
  std::vector<FamilyGroup> clients;  // a package that imports three of those
  for (std::span<const Family> families : {std::span<const Family>(kLeaderElection), std::span<const Family>(kRestClient), std::span<const Family>(kWorkQueue)}) {
    clients.push_back({.families = families, .when = When::kAlways});
  }
  add("k8s.io/component-base/metrics/prometheus/clientgo", kImported, std::move(clients));
  for (std::string_view name : {"Handler", "HandlerWithReset", "DefaultGatherer"}) {
    add(kLegacyRegistry, name, LegacyRegistryFamilies());
    library.functions.back().shows = kLegacyRegistry;
  }
}

std::vector<FamilyGroup> LegacyRegistryFamilies() {
  constexpr std::string_view kModule = "k8s.io/component-base";
  std::vector<FamilyGroup> groups = CollectorFamilies();
  groups.push_back(AllRuntimeFamilies());
  groups.back().brought_by = kModule;
  groups.back().brought_since = "0.26.0";
  groups.push_back({.families = kMeta, .when = FamilyGroup::When::kAlways, .module = kModule});
  return groups;
}

std::span<const Family> ComponentBaseQueueFamilies() { return kWorkQueue; }

}  // namespace mdg::libraries
