// sigs.k8s.io/controller-runtime: one registry everybody registers with, and what a manager exposes through it by itself: reconciliations,
// work queues, webhooks, the client of the Kubernetes API, the Go runtime and the process.
// In: nothing. Out: one Library. Source: the library's documentation on pkg.go.dev, versions 0.2 to 0.24; families: what the source of
// versions 0.6 to 0.24 registers when it is linked. Deliberately not here: what webhooks of one project add, and metrics of the client that
// RegisterRESTClientMetrics of later versions switches on.
#include <utility>

#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

constexpr Family kManager[] = {
    {"controller_runtime_reconcile_total", MetricType::kCounter, "Total number of reconciliations per controller", "controller,result(error|requeue|requeue_after|success)"},
    {"controller_runtime_reconcile_errors_total", MetricType::kCounter, "Total number of reconciliation errors per controller", "controller"},
    {"controller_runtime_terminal_reconcile_errors_total", MetricType::kCounter, "Total number of terminal reconciliation errors per controller",
     "controller", "0.15.0"},
    {"controller_runtime_reconcile_panics_total", MetricType::kCounter, "Total number of reconciliation panics per controller", "controller", "0.19.0"},
    {"controller_runtime_reconcile_timeouts_total", MetricType::kCounter, "Total number of reconciliation timeouts per controller", "controller",
     "0.23.0"},
    {"controller_runtime_reconcile_time_seconds", MetricType::kHistogram, "Length of time per reconciliation per controller", "controller"},
    {"controller_runtime_max_concurrent_reconciles", MetricType::kGauge, "Maximum number of concurrent reconciles per controller", "controller",
     "0.8.0"},
    {"controller_runtime_active_workers", MetricType::kGauge, "Number of currently used workers per controller", "controller", "0.8.0"},
    {"controller_runtime_webhook_latency_seconds", MetricType::kHistogram, "Histogram of the latency of processing admission requests", "webhook"},
    {"controller_runtime_webhook_requests_total", MetricType::kCounter, "Total number of admission requests by HTTP status code.", "webhook,code",
     "0.8.0"},
    {"controller_runtime_webhook_requests_in_flight", MetricType::kGauge, "Current number of admission requests being served.", "webhook", "0.8.0"},
    {"controller_runtime_webhook_panics_total", MetricType::kCounter, "Total number of webhook panics", "", "0.19.0"},
    {"certwatcher_read_certificate_total", MetricType::kCounter, "Total number of certificate reads", "", "0.12.0"},
    {"certwatcher_read_certificate_errors_total", MetricType::kCounter, "Total number of certificate read errors", "", "0.12.0"},
    {"leader_election_master_status", MetricType::kGauge,
     "Gauge of if the reporting system is master of the relevant lease, 0 indicates backup, 1 indicates master. 'name' is the string used to "
     "identify the lease. Please make sure to group by name.",
     "name", "0.14.0"},
    {"rest_client_requests_total", MetricType::kCounter, "Number of HTTP requests, partitioned by status code, method, and host.", "code,method,host"},
};

constexpr std::string_view kUnfinished =
    "How many seconds of work has been done that is in progress and hasn't been observed by work_duration. Large values indicate stuck "
    "threads. One can deduce the number of stuck threads by observing the rate at which this increases.";
constexpr std::string_view kLongest = "How many seconds has the longest running processor for workqueue been running.";
constexpr std::string_view kWaiting = "How long in seconds an item stays in workqueue before being requested";
constexpr std::string_view kWorking = "How long in seconds processing an item from workqueue takes.";

constexpr Family kQueues[] = {
    {"workqueue_adds_total", MetricType::kCounter, "Total number of adds handled by workqueue", "name", "", "0.19.0"},
    {"workqueue_adds_total", MetricType::kCounter, "Total number of adds handled by workqueue", "name,controller", "0.19.0"},
    {"workqueue_depth", MetricType::kGauge, "Current depth of workqueue", "name", "", "0.19.0"},
    {"workqueue_depth", MetricType::kGauge, "Current depth of workqueue", "name,controller", "0.19.0", "0.21.0"},
    {"workqueue_depth", MetricType::kGauge, "Current depth of workqueue by workqueue and priority", "name,controller,priority", "0.21.0"},
    {"workqueue_longest_running_processor_seconds", MetricType::kGauge, kLongest, "name", "", "0.19.0"},
    {"workqueue_longest_running_processor_seconds", MetricType::kGauge, kLongest, "name,controller", "0.19.0"},
    {"workqueue_queue_duration_seconds", MetricType::kHistogram, kWaiting, "name", "", "0.19.0"},
    {"workqueue_queue_duration_seconds", MetricType::kHistogram, kWaiting, "name,controller", "0.19.0"},
    {"workqueue_retries_total", MetricType::kCounter, "Total number of retries handled by workqueue", "name", "", "0.19.0"},
    {"workqueue_retries_total", MetricType::kCounter, "Total number of retries handled by workqueue", "name,controller", "0.19.0", "0.24.0"},
    {"workqueue_retries_total", MetricType::kCounter,
     "Total number of items added to the workqueue with a non-zero delay (rate-limited requeues, explicit RequeueAfter or AddAfter calls)",
     "name,controller", "0.24.0"},
    {"workqueue_unfinished_work_seconds", MetricType::kGauge, kUnfinished, "name", "", "0.19.0"},
    {"workqueue_unfinished_work_seconds", MetricType::kGauge, kUnfinished, "name,controller", "0.19.0"},
    {"workqueue_work_duration_seconds", MetricType::kHistogram, kWorking, "name", "", "0.19.0"},
    {"workqueue_work_duration_seconds", MetricType::kHistogram, kWorking, "name,controller", "0.19.0"},
};

// For programs that bring metrics of work queues of their own.
constexpr std::pair<std::string_view, std::string_view> kNames[] = {
    {"WorkQueueSubsystem", "workqueue"},
    {"DepthKey", "depth"},
    {"AddsKey", "adds_total"},
    {"QueueLatencyKey", "queue_duration_seconds"},
    {"WorkDurationKey", "work_duration_seconds"},
    {"UnfinishedWorkKey", "unfinished_work_seconds"},
    {"LongestRunningProcessorKey", "longest_running_processor_seconds"},
    {"RetriesKey", "retries_total"},
};

constexpr Family kConversion[] = {
    {"controller_runtime_conversion_webhook_panics_total", MetricType::kCounter, "Total number of conversion webhook panics", "", "0.22.0"},
};

}  // namespace

Library ControllerRuntime() {
  constexpr std::string_view kModule = "sigs.k8s.io/controller-runtime";
  constexpr std::string_view kManagers = "sigs.k8s.io/controller-runtime/pkg/manager";
  constexpr std::string_view kMetrics = "sigs.k8s.io/controller-runtime/pkg/metrics";
  // Of all the files that import it, few make a manager.
  Library library{.name = "controller-runtime", .module = kModule, .packages = {kMetrics}, .needles = {kMetrics, ".NewManager", "manager.New("}};
  library.registerer_types = {"sigs.k8s.io/controller-runtime/pkg/metrics.RegistererGatherer"};
  library.constants = {{kMetrics, "Registry", ConstantKind::kDefaultRegisterer, MetricType::kUnknown, {}, ""}};
  for (const auto& [name, text] : kNames) library.constants.push_back({kMetrics, name, ConstantKind::kPlainText, MetricType::kUnknown, {}, text});
  using When = FamilyGroup::When;
  std::vector<FamilyGroup> groups = {{.families = kManager, .when = When::kAlways}, {.families = kQueues, .when = When::kAlways}};
  for (FamilyGroup group : CollectorFamilies()) groups.push_back(group);
  groups.push_back(AllRuntimeFamilies());
  groups.back().brought_by = kModule;
  groups.back().brought_since = "0.21.0";
  for (FamilyGroup& group : groups) group.off_fields = {"BindAddress", "MetricsBindAddress"};
  library.functions.push_back({.package = kManagers, .name = "New", .action = Action::kFamilies, .groups = groups});
  groups.push_back({.families = kConversion, .when = When::kAlways, .off_fields = groups.front().off_fields});  // linked with the builders
  library.functions.push_back({.package = kModule, .name = "NewManager", .action = Action::kFamilies, .groups = groups});
  return library;
}

}  // namespace mdg::libraries
