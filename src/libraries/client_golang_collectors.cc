// What the collectors and handlers of client_golang expose by themselves: the Go runtime, the process, build information, database
// pools, and the metrics about scrapes.
// In: nothing. Out: rows for the functions that bring them in. Source: what servers with versions 0.9 to 1.23 were seen to expose.
#include <utility>

#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

constexpr std::string_view kModule = "github.com/prometheus/client_golang";
constexpr std::string_view kPrometheus = "github.com/prometheus/client_golang/prometheus";
constexpr std::string_view kCollectors = "github.com/prometheus/client_golang/prometheus/collectors";
constexpr std::string_view kPromhttp = "github.com/prometheus/client_golang/prometheus/promhttp";

constexpr Family kGoBase[] = {
    {"go_gc_duration_seconds", MetricType::kSummary, "A summary of the GC invocation durations.", "", "", "1.4.0"},
    {"go_gc_duration_seconds", MetricType::kSummary,
     "A summary of the pause duration of garbage collection cycles.", "", "1.4.0", "1.20.0"},
    {"go_gc_duration_seconds", MetricType::kSummary,
     "A summary of the wall-time pause (stop-the-world) duration in garbage collection cycles.", "", "1.20.0"},
    {"go_goroutines", MetricType::kGauge, "Number of goroutines that currently exist."},
    {"go_info", MetricType::kGauge, "Information about the Go environment.", "version={}"},
    {"go_memstats_last_gc_time_seconds", MetricType::kGauge, "Number of seconds since 1970 of last garbage collection."},
    {"go_threads", MetricType::kGauge, "Number of OS threads created."},
    {"go_gc_gogc_percent", MetricType::kGauge,
     "Heap size target percentage configured by the user, otherwise 100. This value is set by the GOGC environment "
     "variable, and the runtime/debug.SetGCPercent function. Sourced from /gc/gogc:percent.", "", "1.20.0", "", "", "/gc/gogc:percent"},
    {"go_gc_gomemlimit_bytes", MetricType::kGauge,
     "Go runtime memory limit configured by the user, otherwise math.MaxInt64. This value is set by the GOMEMLIMIT "
     "environment variable, and the runtime/debug.SetMemoryLimit function. Sourced from /gc/gomemlimit:bytes.", "", "1.20.0", "", "", "/gc/gomemlimit:bytes"},
    {"go_sched_gomaxprocs_threads", MetricType::kGauge,
     "The current runtime.GOMAXPROCS setting, or the number of operating system threads that can execute user-level Go code "
     "simultaneously. Sourced from /sched/gomaxprocs:threads.", "", "1.20.0", "", "", "/sched/gomaxprocs:threads"},
};

constexpr Family kGoMemory[] = {
    {"go_memstats_alloc_bytes", MetricType::kGauge, "Number of bytes allocated and still in use.", "", "", "1.20.0"},
    {"go_memstats_alloc_bytes", MetricType::kGauge,
     "Number of bytes allocated in heap and currently in use. Equals to /memory/classes/heap/objects:bytes.", "", "1.20.0"},
    {"go_memstats_alloc_bytes_total", MetricType::kCounter, "Total number of bytes allocated, even if freed.", "", "", "1.20.0"},
    {"go_memstats_alloc_bytes_total", MetricType::kCounter,
     "Total number of bytes allocated in heap until now, even if released already. Equals to /gc/heap/allocs:bytes.", "", "1.20.0"},
    {"go_memstats_buck_hash_sys_bytes", MetricType::kGauge, "Number of bytes used by the profiling bucket hash table.", "", "", "1.20.0"},
    {"go_memstats_buck_hash_sys_bytes", MetricType::kGauge,
     "Number of bytes used by the profiling bucket hash table. Equals to /memory/classes/profiling/buckets:bytes.", "", "1.20.0"},
    {"go_memstats_frees_total", MetricType::kCounter, "Total number of frees.", "", "", "1.20.0"},
    {"go_memstats_frees_total", MetricType::kCounter,
     "Total number of heap objects frees. Equals to /gc/heap/frees:objects + /gc/heap/tiny/allocs:objects.", "", "1.20.0"},
    {"go_memstats_gc_sys_bytes", MetricType::kGauge, "Number of bytes used for garbage collection system metadata.", "", "", "1.20.0"},
    {"go_memstats_gc_sys_bytes", MetricType::kGauge,
     "Number of bytes used for garbage collection system metadata. Equals to /memory/classes/metadata/other:bytes.", "", "1.20.0"},
    {"go_memstats_heap_alloc_bytes", MetricType::kGauge, "Number of heap bytes allocated and still in use.", "", "", "1.20.0"},
    {"go_memstats_heap_alloc_bytes", MetricType::kGauge,
     "Number of heap bytes allocated and currently in use, same as go_memstats_alloc_bytes. Equals to "
     "/memory/classes/heap/objects:bytes.", "", "1.20.0"},
    {"go_memstats_heap_idle_bytes", MetricType::kGauge, "Number of heap bytes waiting to be used.", "", "", "1.20.0"},
    {"go_memstats_heap_idle_bytes", MetricType::kGauge,
     "Number of heap bytes waiting to be used. Equals to /memory/classes/heap/released:bytes + "
     "/memory/classes/heap/free:bytes.", "", "1.20.0"},
    {"go_memstats_heap_inuse_bytes", MetricType::kGauge, "Number of heap bytes that are in use.", "", "", "1.20.0"},
    {"go_memstats_heap_inuse_bytes", MetricType::kGauge,
     "Number of heap bytes that are in use. Equals to /memory/classes/heap/objects:bytes + "
     "/memory/classes/heap/unused:bytes", "", "1.20.0"},
    {"go_memstats_heap_objects", MetricType::kGauge, "Number of allocated objects.", "", "", "1.20.0"},
    {"go_memstats_heap_objects", MetricType::kGauge,
     "Number of currently allocated objects. Equals to /gc/heap/objects:objects.", "", "1.20.0"},
    {"go_memstats_heap_released_bytes", MetricType::kGauge, "Number of heap bytes released to OS.", "", "", "1.20.0"},
    {"go_memstats_heap_released_bytes", MetricType::kGauge,
     "Number of heap bytes released to OS. Equals to /memory/classes/heap/released:bytes.", "", "1.20.0"},
    {"go_memstats_heap_sys_bytes", MetricType::kGauge, "Number of heap bytes obtained from system.", "", "", "1.20.0"},
    {"go_memstats_heap_sys_bytes", MetricType::kGauge,
     "Number of heap bytes obtained from system. Equals to /memory/classes/heap/objects:bytes + "
     "/memory/classes/heap/unused:bytes + /memory/classes/heap/released:bytes + /memory/classes/heap/free:bytes.", "", "1.20.0"},
    {"go_memstats_lookups_total", MetricType::kCounter, "Total number of pointer lookups.", "", "", "1.20.0"},
    {"go_memstats_mallocs_total", MetricType::kCounter, "Total number of mallocs.", "", "", "1.20.0"},
    {"go_memstats_mallocs_total", MetricType::kCounter,
     "Total number of heap objects allocated, both live and gc-ed. Semantically a counter version for "
     "go_memstats_heap_objects gauge. Equals to /gc/heap/allocs:objects + /gc/heap/tiny/allocs:objects.", "", "1.20.0"},
    {"go_memstats_mcache_inuse_bytes", MetricType::kGauge, "Number of bytes in use by mcache structures.", "", "", "1.20.0"},
    {"go_memstats_mcache_inuse_bytes", MetricType::kGauge,
     "Number of bytes in use by mcache structures. Equals to /memory/classes/metadata/mcache/inuse:bytes.", "", "1.20.0"},
    {"go_memstats_mcache_sys_bytes", MetricType::kGauge,
     "Number of bytes used for mcache structures obtained from system.", "", "", "1.20.0"},
    {"go_memstats_mcache_sys_bytes", MetricType::kGauge,
     "Number of bytes used for mcache structures obtained from system. Equals to "
     "/memory/classes/metadata/mcache/inuse:bytes + /memory/classes/metadata/mcache/free:bytes.", "", "1.20.0"},
    {"go_memstats_mspan_inuse_bytes", MetricType::kGauge, "Number of bytes in use by mspan structures.", "", "", "1.20.0"},
    {"go_memstats_mspan_inuse_bytes", MetricType::kGauge,
     "Number of bytes in use by mspan structures. Equals to /memory/classes/metadata/mspan/inuse:bytes.", "", "1.20.0"},
    {"go_memstats_mspan_sys_bytes", MetricType::kGauge,
     "Number of bytes used for mspan structures obtained from system.", "", "", "1.20.0"},
    {"go_memstats_mspan_sys_bytes", MetricType::kGauge,
     "Number of bytes used for mspan structures obtained from system. Equals to /memory/classes/metadata/mspan/inuse:bytes "
     "+ /memory/classes/metadata/mspan/free:bytes.", "", "1.20.0"},
    {"go_memstats_next_gc_bytes", MetricType::kGauge,
     "Number of heap bytes when next garbage collection will take place.", "", "", "1.20.0"},
    {"go_memstats_next_gc_bytes", MetricType::kGauge,
     "Number of heap bytes when next garbage collection will take place. Equals to /gc/heap/goal:bytes.", "", "1.20.0"},
    {"go_memstats_other_sys_bytes", MetricType::kGauge, "Number of bytes used for other system allocations.", "", "", "1.20.0"},
    {"go_memstats_other_sys_bytes", MetricType::kGauge,
     "Number of bytes used for other system allocations. Equals to /memory/classes/other:bytes.", "", "1.20.0"},
    {"go_memstats_stack_inuse_bytes", MetricType::kGauge, "Number of bytes in use by the stack allocator.", "", "", "1.20.0"},
    {"go_memstats_stack_inuse_bytes", MetricType::kGauge,
     "Number of bytes obtained from system for stack allocator in non-CGO environments. Equals to "
     "/memory/classes/heap/stacks:bytes.", "", "1.20.0"},
    {"go_memstats_stack_sys_bytes", MetricType::kGauge, "Number of bytes obtained from system for stack allocator.", "", "", "1.20.0"},
    {"go_memstats_stack_sys_bytes", MetricType::kGauge,
     "Number of bytes obtained from system for stack allocator. Equals to /memory/classes/heap/stacks:bytes + "
     "/memory/classes/os-stacks:bytes.", "", "1.20.0"},
    {"go_memstats_sys_bytes", MetricType::kGauge, "Number of bytes obtained from system.", "", "", "1.20.0"},
    {"go_memstats_sys_bytes", MetricType::kGauge,
     "Number of bytes obtained from system. Equals to /memory/classes/total:byte.", "", "1.20.0"},
    {"go_memstats_gc_cpu_fraction", MetricType::kGauge,
     "The fraction of this program's available CPU time used by the GC since the program started.", "", "", "1.12.0"},
};

constexpr Family kAnyRuntime = {"go_{}", MetricType::kUnknown, "One of what Go's package runtime/metrics measures."};

// The process collector reads /proc, or asks Windows or Darwin, which tell less.
constexpr Family kProcess[] = {
    {"process_cpu_seconds_total", MetricType::kCounter, "Total user and system CPU time spent in seconds."},
    {"process_open_fds", MetricType::kGauge, "Number of open file descriptors."},
    {"process_max_fds", MetricType::kGauge, "Maximum number of open file descriptors."},
    {"process_virtual_memory_bytes", MetricType::kGauge, "Virtual memory size in bytes."},
    {"process_virtual_memory_max_bytes", MetricType::kGauge, "Maximum amount of virtual memory available in bytes.", "", "0.9.0", "", "!windows"},
    {"process_resident_memory_bytes", MetricType::kGauge, "Resident memory size in bytes."},
    {"process_start_time_seconds", MetricType::kGauge, "Start time of the process since unix epoch in seconds."},
    {"process_network_receive_bytes_total", MetricType::kCounter,
     "Number of bytes received by the process over the network.", "", "1.20.0", "", "!windows && !darwin"},
    {"process_network_transmit_bytes_total", MetricType::kCounter, "Number of bytes sent by the process over the network.", "", "1.20.0", "",
     "!windows && !darwin"},
};

constexpr Family kBuildInfo[] = {
    {"go_build_info", MetricType::kGauge, "Build information about the main Go module.", "path={},version={},checksum={}"},
};

constexpr Family kDatabase[] = {
    {"go_sql_max_open_connections", MetricType::kGauge, "Maximum number of open connections to the database.", "db_name={1}"},
    {"go_sql_open_connections", MetricType::kGauge, "The number of established connections both in use and idle.", "db_name={1}"},
    {"go_sql_in_use_connections", MetricType::kGauge, "The number of connections currently in use.", "db_name={1}"},
    {"go_sql_idle_connections", MetricType::kGauge, "The number of idle connections.", "db_name={1}"},
    {"go_sql_wait_count_total", MetricType::kCounter, "The total number of connections waited for.", "db_name={1}"},
    {"go_sql_wait_duration_seconds_total", MetricType::kCounter, "The total time blocked waiting for a new connection.", "db_name={1}"},
    {"go_sql_max_idle_closed_total", MetricType::kCounter, "The total number of connections closed due to SetMaxIdleConns.", "db_name={1}"},
    {"go_sql_max_idle_time_closed_total", MetricType::kCounter,
     "The total number of connections closed due to SetConnMaxIdleTime.", "db_name={1}"},
    {"go_sql_max_lifetime_closed_total", MetricType::kCounter,
     "The total number of connections closed due to SetConnMaxLifetime.", "db_name={1}"},
};

constexpr Family kScrapes[] = {
    {"promhttp_metric_handler_requests_total", MetricType::kCounter, "Total number of scrapes by HTTP status code.", "code(200|500|503|...)", "0.9.0"},
    {"promhttp_metric_handler_requests_in_flight", MetricType::kGauge, "Current number of scrapes being served.", "", "0.9.0"},
};

constexpr Family kScrapeErrors[] = {
    {"promhttp_metric_handler_errors_total", MetricType::kCounter,
     "Total number of internal errors encountered by the promhttp metric handler.", "cause", "0.9.4"},
};

// The options of the Go collector: which of Go's runtime/metrics it shows.
void AddGoCollectorOptions(Library& library) {
  static constexpr std::pair<std::string_view, std::string_view> kOptions[] = {
      {"WithGoCollectorRuntimeMetrics", "show"}, {"WithoutGoCollectorRuntimeMetrics", "hide"}, {"WithGoCollectorMemStatsMetricsDisabled", "no-memory-statistics"}};
  for (const auto& [name, option] : kOptions) {
    library.functions.push_back({.package = kCollectors, .name = name, .action = Action::kOption, .option = option});
  }
  static constexpr std::pair<std::string_view, std::string_view> kRules[] = {
      {"MetricsAll", "/.*"}, {"MetricsGC", "^/gc/.*"}, {"MetricsMemory", "^/memory/.*"}, {"MetricsScheduler", "^/sched/.*"}, {"MetricsDebug", "^/godebug/.*"}};
  for (const auto& [name, pattern] : kRules) library.constants.push_back({.package = kCollectors, .name = name, .text = pattern});
  library.records.push_back({kCollectors, "GoRuntimeMetricsRule", {"Matcher"}, {"Matcher"}});
}

}  // namespace

std::vector<FamilyGroup> CollectorFamilies() {
  std::vector<FamilyGroup> groups;
  for (std::span<const Family> families : {std::span<const Family>(kGoBase), std::span<const Family>(kGoMemory), std::span<const Family>(kProcess)}) {
    groups.push_back({.families = families, .when = FamilyGroup::When::kAlways, .module = kModule});
  }
  return groups;
}

FamilyGroup AllRuntimeFamilies() {
  return {.families = GoRuntimeFamilies(), .when = FamilyGroup::When::kAlways, .module = kModule, .source_in_help_since = "1.20.0"};
}

// What a handler for the default registry exposes that counts its own scrapes. The registry holds the Go and the process collector
// from the start: who shows it shows them.
std::vector<FamilyGroup> DefaultHandlerFamilies() {
  std::vector<FamilyGroup> groups = CollectorFamilies();
  groups.push_back({.families = kScrapes, .when = FamilyGroup::When::kAlways, .module = kModule});
  return groups;
}

void AddClientGolangCollectors(Library& library) {
  const auto add = [&](std::string_view package, std::string_view name, std::vector<FamilyGroup> groups, int8_t options = kNoArgument) {
    library.functions.push_back({.package = package, .name = name, .action = Action::kFamilies, .options = options,
                                 .groups = std::move(groups)});
  };
  for (std::string_view package : {kPrometheus, kCollectors}) {
    add(package, "NewGoCollector", {
      {.families = kGoBase, .choices = 0},
      {.families = kGoMemory, .declined_by = "no-memory-statistics"},
      {.families = GoRuntimeFamilies(), .choices = 0, .chosen_only = true, .any = &kAnyRuntime, .source_in_help_since = "1.20.0"}});
    add(package, "NewProcessCollector", {{kProcess}}, 0);
    add(package, "NewBuildInfoCollector", {{kBuildInfo}});
  }
  add(kCollectors, "NewDBStatsCollector", {{kDatabase}});
  for (std::string_view package : {kPrometheus, kCollectors}) {
    library.functions.push_back({.package = package, .name = "NewExpvarCollector", .action = Action::kSampleEach, .type = MetricType::kUntyped});
  }
  using When = FamilyGroup::When;
  add(kPromhttp, "Handler", DefaultHandlerFamilies());
  add(kPrometheus, "Handler", {{kGoBase, When::kAlways}, {kGoMemory, When::kAlways}, {kProcess, When::kAlways}});
  for (std::string_view name : {"HandlerFor", "HandlerForTransactional"}) {
    add(kPromhttp, name, {{kGoBase, When::kDefaultRegistry, 0}, {kGoMemory, When::kDefaultRegistry, 0}, {kProcess, When::kDefaultRegistry, 0},
                          {kScrapeErrors, When::kOption, 1, "Registry"}});
  }
  add(kPromhttp, "InstrumentMetricHandler", {{kScrapes, When::kRegisterer, 0}});
  AddGoCollectorOptions(library);
  library.records.push_back({kPrometheus, "ProcessCollectorOpts", {"PidFn", "Namespace", "ReportErrors"}, {"Namespace"}});
  library.records.push_back({kCollectors, "ProcessCollectorOpts", {"PidFn", "Namespace", "ReportErrors"}, {"Namespace"}});
  library.records.push_back({kPromhttp, "HandlerOpts", {"ErrorLog", "ErrorHandling", "Registry"}, {"Registry"}});
}

}  // namespace mdg::libraries
