// github.com/VictoriaMetrics/metrics: name and labels in one text, no help, metrics of one family made one by one.
// In: nothing. Out: one Library. Source: the library's documentation on pkg.go.dev, versions 1.18 to 1.40.
#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

// What WritePrometheus adds about the runtime and the process; one without a version was there from the beginning.
constexpr Family kGo[] = {
    {"go_cgo_calls_count", MetricType::kCounter},
    {"go_cpu_count", MetricType::kGauge},
    {"go_gc_duration_seconds", MetricType::kSummary},
    {"go_gc_forced_count", MetricType::kCounter},
    {"go_gomaxprocs", MetricType::kGauge},
    {"go_goroutines", MetricType::kGauge},
    {"go_info", MetricType::kGauge, "", "version"},
    {"go_info_ext", MetricType::kGauge, "", "compiler,GOARCH,GOOS,GOROOT"},
    {"go_memstats_alloc_bytes", MetricType::kGauge},
    {"go_memstats_alloc_bytes_total", MetricType::kCounter},
    {"go_memstats_buck_hash_sys_bytes", MetricType::kGauge},
    {"go_memstats_frees_total", MetricType::kCounter},
    {"go_memstats_gc_cpu_fraction", MetricType::kGauge},
    {"go_memstats_gc_sys_bytes", MetricType::kGauge},
    {"go_memstats_heap_alloc_bytes", MetricType::kGauge},
    {"go_memstats_heap_idle_bytes", MetricType::kGauge},
    {"go_memstats_heap_inuse_bytes", MetricType::kGauge},
    {"go_memstats_heap_objects", MetricType::kGauge},
    {"go_memstats_heap_released_bytes", MetricType::kGauge},
    {"go_memstats_heap_sys_bytes", MetricType::kGauge},
    {"go_memstats_last_gc_time_seconds", MetricType::kGauge},
    {"go_memstats_lookups_total", MetricType::kCounter},
    {"go_memstats_mallocs_total", MetricType::kCounter},
    {"go_memstats_mcache_inuse_bytes", MetricType::kGauge},
    {"go_memstats_mcache_sys_bytes", MetricType::kGauge},
    {"go_memstats_mspan_inuse_bytes", MetricType::kGauge},
    {"go_memstats_mspan_sys_bytes", MetricType::kGauge},
    {"go_memstats_next_gc_bytes", MetricType::kGauge},
    {"go_memstats_other_sys_bytes", MetricType::kGauge},
    {"go_memstats_stack_inuse_bytes", MetricType::kGauge},
    {"go_memstats_stack_sys_bytes", MetricType::kGauge},
    {"go_memstats_sys_bytes", MetricType::kGauge},
    {"go_threads", MetricType::kGauge},
    {"go_gc_cpu_seconds_total", MetricType::kCounter, "", "", "1.25.0"},
    {"go_gc_mark_assist_cpu_seconds_total", MetricType::kCounter, "", "", "1.25.0"},
    {"go_gc_pauses_seconds", MetricType::kHistogram, "", "", "1.25.1"},
    {"go_memlimit_bytes", MetricType::kGauge, "", "", "1.25.0"},
    {"go_mutex_wait_seconds_total", MetricType::kCounter, "", "", "1.25.0"},
    {"go_scavenge_cpu_seconds_total", MetricType::kCounter, "", "", "1.25.0"},
    {"go_sched_latencies_seconds", MetricType::kHistogram, "", "", "1.25.0"},
};

constexpr Family kProcess[] = {
    {"process_cpu_seconds_system_total", MetricType::kCounter},
    {"process_cpu_seconds_total", MetricType::kCounter},
    {"process_cpu_seconds_user_total", MetricType::kCounter},
    {"process_io_read_bytes_total", MetricType::kGauge, "", "", "1.15.0"},
    {"process_io_read_syscalls_total", MetricType::kGauge, "", "", "1.15.0"},
    {"process_io_storage_read_bytes_total", MetricType::kGauge, "", "", "1.15.0"},
    {"process_io_storage_written_bytes_total", MetricType::kGauge, "", "", "1.15.0"},
    {"process_io_write_syscalls_total", MetricType::kGauge, "", "", "1.15.0"},
    {"process_io_written_bytes_total", MetricType::kGauge, "", "", "1.15.0"},
    {"process_major_pagefaults_total", MetricType::kCounter},
    {"process_minor_pagefaults_total", MetricType::kCounter},
    {"process_num_threads", MetricType::kGauge},
    {"process_resident_memory_anon_bytes", MetricType::kGauge, "", "", "1.17.0"},
    {"process_resident_memory_bytes", MetricType::kGauge},
    {"process_resident_memory_file_bytes", MetricType::kGauge, "", "", "1.17.0"},
    {"process_resident_memory_peak_bytes", MetricType::kGauge, "", "", "1.17.0"},
    {"process_resident_memory_shared_bytes", MetricType::kGauge, "", "", "1.17.0"},
    {"process_start_time_seconds", MetricType::kGauge},
    {"process_virtual_memory_bytes", MetricType::kGauge},
    {"process_virtual_memory_peak_bytes", MetricType::kGauge, "", "", "1.17.0"},
    {"process_pressure_cpu_stalled_seconds_total", MetricType::kCounter, "", "", "1.36.0"},
    {"process_pressure_cpu_waiting_seconds_total", MetricType::kCounter, "", "", "1.36.0"},
    {"process_pressure_io_stalled_seconds_total", MetricType::kCounter, "", "", "1.36.0"},
    {"process_pressure_io_waiting_seconds_total", MetricType::kCounter, "", "", "1.36.0"},
    {"process_pressure_memory_stalled_seconds_total", MetricType::kCounter, "", "", "1.36.0"},
    {"process_pressure_memory_waiting_seconds_total", MetricType::kCounter, "", "", "1.36.0"},
};

constexpr Family kFiles[] = {
    {"process_max_fds", MetricType::kGauge},
    {"process_open_fds", MetricType::kGauge},
};

}  // namespace

Library VictoriaMetrics() {
  constexpr std::string_view kPackage = "github.com/VictoriaMetrics/metrics";
  Library library{.name = "VictoriaMetrics/metrics", .module = "github.com/VictoriaMetrics/metrics", .packages = {kPackage}};
  struct Kind {
    std::string_view create, find_or_create;
    MetricType type;
  };
  static constexpr Kind kKinds[] = {
      {"NewCounter", "GetOrCreateCounter", MetricType::kCounter},
      {"NewFloatCounter", "GetOrCreateFloatCounter", MetricType::kCounter},
      {"NewGauge", "GetOrCreateGauge", MetricType::kGauge},
      {"NewHistogram", "GetOrCreateHistogram", MetricType::kHistogram},  // its buckets have the label vmrange instead of le
      {"NewPrometheusHistogram", "GetOrCreatePrometheusHistogram", MetricType::kHistogram},
      {"NewPrometheusHistogramExt", "GetOrCreatePrometheusHistogramExt", MetricType::kHistogram},
      {"NewSummary", "GetOrCreateSummary", MetricType::kSummary},
      {"NewSummaryExt", "GetOrCreateSummaryExt", MetricType::kSummary},
  };
  for (const Kind& kind : kKinds) {
    for (std::string_view receiver : {"", "Set"}) {
      Function row{.package = kPackage, .receiver = receiver, .action = Action::kConstruct, .type = kind.type,
                   .name_rule = NameRule::kNameAndLabels, .registers = receiver.empty(), .metric_name = 0, .no_help = true};
      for (std::string_view name : {kind.create, kind.find_or_create}) {
        row.name = name;
        library.functions.push_back(row);
      }
    }
  }
  // WriteGaugeUint64(w, "app_rows", 5)
  for (std::string_view name : {"WriteGaugeUint64", "WriteGaugeFloat64", "WriteCounterUint64", "WriteCounterFloat64"}) {
    const MetricType type = name.starts_with("WriteGauge") ? MetricType::kGauge : MetricType::kCounter;
    library.functions.push_back({.package = kPackage, .name = name, .action = Action::kConstruct, .type = type,
                                 .name_rule = NameRule::kNameAndLabels, .registers = true, .metric_name = 1, .no_help = true});
  }
  using When = FamilyGroup::When;
  struct Writer {
    std::string_view name;
    int8_t wanted;  // the argument that says whether they are wanted
  };
  for (const Writer& writer : {Writer{"WritePrometheus", 1}, Writer{"WriteProcessMetrics", kNoArgument}, Writer{"InitPush", 3}}) {
    library.functions.push_back({.package = kPackage, .name = writer.name, .action = Action::kFamilies, .no_help = true,
                                 .groups = {{kGo, When::kAlways, writer.wanted}, {kProcess, When::kAlways, writer.wanted}}});
  }
  library.functions.push_back({.package = kPackage, .name = "WriteFDMetrics", .action = Action::kFamilies, .no_help = true,
                               .groups = {{kFiles, When::kAlways}}});
  library.functions.push_back({.package = kPackage, .name = "NewSet", .action = Action::kNamespace, .gives = "Set"});
  library.functions.push_back({.package = kPackage, .name = "GetDefaultSet", .action = Action::kRegistry});
  library.functions.push_back({.package = kPackage, .name = "RegisterSet", .action = Action::kRegister});
  library.functions.push_back({.package = kPackage, .receiver = "Set", .name = "WritePrometheus", .action = Action::kExpose});
  return library;
}

}  // namespace mdg::libraries
