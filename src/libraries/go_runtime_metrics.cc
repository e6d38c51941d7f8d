// What Go's package runtime/metrics measures, as client_golang's Go collector names it: the path with `_`, then the unit, and
// `_total` where it only grows.
// In: nothing. Out: the families, each with its path, which the options of the collector choose by. Source: the descriptions of
// runtime/metrics in Go 1.25; older releases have fewer. Rows that end with client_golang 1.20 are among what it exposes in any case
// from then on (client_golang_collectors.cc). Deliberately not each of the GODEBUG settings: they change with every release.
#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

constexpr Family kRuntime[] = {
    {"go_cgo_go_to_c_calls_calls_total", MetricType::kCounter,
     "Count of calls made from Go to C by the current process.", "", "", "", "", "/cgo/go-to-c-calls:calls"},
    {"go_cpu_classes_gc_mark_assist_cpu_seconds_total", MetricType::kCounter,
     "Estimated total CPU time goroutines spent performing GC tasks to assist the GC and prevent it from falling behind the "
     "application. This metric is an overestimate, and not directly comparable to system CPU time measurements. Compare "
     "only with other /cpu/classes metrics.",
     "", "", "", "", "/cpu/classes/gc/mark/assist:cpu-seconds"},
    {"go_cpu_classes_gc_mark_dedicated_cpu_seconds_total", MetricType::kCounter,
     "Estimated total CPU time spent performing GC tasks on processors (as defined by GOMAXPROCS) dedicated to those tasks. "
     "This metric is an overestimate, and not directly comparable to system CPU time measurements. Compare only with other "
     "/cpu/classes metrics.",
     "", "", "", "", "/cpu/classes/gc/mark/dedicated:cpu-seconds"},
    {"go_cpu_classes_gc_mark_idle_cpu_seconds_total", MetricType::kCounter,
     "Estimated total CPU time spent performing GC tasks on spare CPU resources that the Go scheduler could not otherwise "
     "find a use for. This should be subtracted from the total GC CPU time to obtain a measure of compulsory GC CPU time. "
     "This metric is an overestimate, and not directly comparable to system CPU time measurements. Compare only with other "
     "/cpu/classes metrics.",
     "", "", "", "", "/cpu/classes/gc/mark/idle:cpu-seconds"},
    {"go_cpu_classes_gc_pause_cpu_seconds_total", MetricType::kCounter,
     "Estimated total CPU time spent with the application paused by the GC. Even if only one thread is running during the "
     "pause, this is computed as GOMAXPROCS times the pause latency because nothing else can be executing. This is the "
     "exact sum of samples in /sched/pauses/total/gc:seconds if each sample is multiplied by GOMAXPROCS at the time it is "
     "taken. This metric is an overestimate, and not directly comparable to system CPU time measurements. Compare only with "
     "other /cpu/classes metrics.",
     "", "", "", "", "/cpu/classes/gc/pause:cpu-seconds"},
    {"go_cpu_classes_gc_total_cpu_seconds_total", MetricType::kCounter,
     "Estimated total CPU time spent performing GC tasks. This metric is an overestimate, and not directly comparable to "
     "system CPU time measurements. Compare only with other /cpu/classes metrics. Sum of all metrics in /cpu/classes/gc.",
     "", "", "", "", "/cpu/classes/gc/total:cpu-seconds"},
    {"go_cpu_classes_idle_cpu_seconds_total", MetricType::kCounter,
     "Estimated total available CPU time not spent executing any Go or Go runtime code. In other words, the part of "
     "/cpu/classes/total:cpu-seconds that was unused. This metric is an overestimate, and not directly comparable to system "
     "CPU time measurements. Compare only with other /cpu/classes metrics.",
     "", "", "", "", "/cpu/classes/idle:cpu-seconds"},
    {"go_cpu_classes_scavenge_assist_cpu_seconds_total", MetricType::kCounter,
     "Estimated total CPU time spent returning unused memory to the underlying platform in response eagerly to memory "
     "pressure. This metric is an overestimate, and not directly comparable to system CPU time measurements. Compare only "
     "with other /cpu/classes metrics.",
     "", "", "", "", "/cpu/classes/scavenge/assist:cpu-seconds"},
    {"go_cpu_classes_scavenge_background_cpu_seconds_total", MetricType::kCounter,
     "Estimated total CPU time spent performing background tasks to return unused memory to the underlying platform. This "
     "metric is an overestimate, and not directly comparable to system CPU time measurements. Compare only with other "
     "/cpu/classes metrics.",
     "", "", "", "", "/cpu/classes/scavenge/background:cpu-seconds"},
    {"go_cpu_classes_scavenge_total_cpu_seconds_total", MetricType::kCounter,
     "Estimated total CPU time spent performing tasks that return unused memory to the underlying platform. This metric is "
     "an overestimate, and not directly comparable to system CPU time measurements. Compare only with other /cpu/classes "
     "metrics. Sum of all metrics in /cpu/classes/scavenge.",
     "", "", "", "", "/cpu/classes/scavenge/total:cpu-seconds"},
    {"go_cpu_classes_total_cpu_seconds_total", MetricType::kCounter,
     "Estimated total available CPU time for user Go code or the Go runtime, as defined by GOMAXPROCS. In other words, "
     "GOMAXPROCS integrated over the wall-clock duration this process has been executing for. This metric is an "
     "overestimate, and not directly comparable to system CPU time measurements. Compare only with other /cpu/classes "
     "metrics. Sum of all metrics in /cpu/classes.",
     "", "", "", "", "/cpu/classes/total:cpu-seconds"},
    {"go_cpu_classes_user_cpu_seconds_total", MetricType::kCounter,
     "Estimated total CPU time spent running user Go code. This may also include some small amount of time spent in the Go "
     "runtime. This metric is an overestimate, and not directly comparable to system CPU time measurements. Compare only "
     "with other /cpu/classes metrics.",
     "", "", "", "", "/cpu/classes/user:cpu-seconds"},
    {"go_gc_cleanups_executed_cleanups_total", MetricType::kCounter,
     "Approximate total count of cleanup functions (created by runtime.AddCleanup) executed by the runtime. Subtract "
     "/gc/cleanups/queued:cleanups to approximate cleanup queue length. Useful for detecting slow cleanups holding up the "
     "queue.",
     "", "", "", "", "/gc/cleanups/executed:cleanups"},
    {"go_gc_cleanups_queued_cleanups_total", MetricType::kCounter,
     "Approximate total count of cleanup functions (created by runtime.AddCleanup) queued by the runtime for execution. "
     "Subtract from /gc/cleanups/executed:cleanups to approximate cleanup queue length. Useful for detecting slow cleanups "
     "holding up the queue.",
     "", "", "", "", "/gc/cleanups/queued:cleanups"},
    {"go_gc_cycles_automatic_gc_cycles_total", MetricType::kCounter,
     "Count of completed GC cycles generated by the Go runtime.", "", "", "", "", "/gc/cycles/automatic:gc-cycles"},
    {"go_gc_cycles_forced_gc_cycles_total", MetricType::kCounter,
     "Count of completed GC cycles forced by the application.", "", "", "", "", "/gc/cycles/forced:gc-cycles"},
    {"go_gc_cycles_total_gc_cycles_total", MetricType::kCounter, "Count of all completed GC cycles.", "", "", "", "",
     "/gc/cycles/total:gc-cycles"},
    {"go_gc_finalizers_executed_finalizers_total", MetricType::kCounter,
     "Total count of finalizer functions (created by runtime.SetFinalizer) executed by the runtime. Subtract "
     "/gc/finalizers/queued:finalizers to approximate finalizer queue length. Useful for detecting finalizers overwhelming "
     "the queue, either by being too slow, or by there being too many of them.",
     "", "", "", "", "/gc/finalizers/executed:finalizers"},
    {"go_gc_finalizers_queued_finalizers_total", MetricType::kCounter,
     "Total count of finalizer functions (created by runtime.SetFinalizer) and queued by the runtime for execution. "
     "Subtract from /gc/finalizers/executed:finalizers to approximate finalizer queue length. Useful for detecting slow "
     "finalizers holding up the queue.",
     "", "", "", "", "/gc/finalizers/queued:finalizers"},
    {"go_gc_gogc_percent", MetricType::kGauge,
     "Heap size target percentage configured by the user, otherwise 100. This value is set by the GOGC environment "
     "variable, and the runtime/debug.SetGCPercent function.",
     "", "", "1.20.0", "", "/gc/gogc:percent"},
    {"go_gc_gomemlimit_bytes", MetricType::kGauge,
     "Go runtime memory limit configured by the user, otherwise math.MaxInt64. This value is set by the GOMEMLIMIT "
     "environment variable, and the runtime/debug.SetMemoryLimit function.",
     "", "", "1.20.0", "", "/gc/gomemlimit:bytes"},
    {"go_gc_heap_allocs_by_size_bytes", MetricType::kHistogram,
     "Distribution of heap allocations by approximate size. Bucket counts increase monotonically. Note that this does not "
     "include tiny objects as defined by /gc/heap/tiny/allocs:objects, only tiny blocks.",
     "", "", "", "", "/gc/heap/allocs-by-size:bytes"},
    {"go_gc_heap_allocs_bytes_total", MetricType::kCounter,
     "Cumulative sum of memory allocated to the heap by the application.", "", "", "", "", "/gc/heap/allocs:bytes"},
    {"go_gc_heap_allocs_objects_total", MetricType::kCounter,
     "Cumulative count of heap allocations triggered by the application. Note that this does not include tiny objects as "
     "defined by /gc/heap/tiny/allocs:objects, only tiny blocks.",
     "", "", "", "", "/gc/heap/allocs:objects"},
    {"go_gc_heap_frees_by_size_bytes", MetricType::kHistogram,
     "Distribution of freed heap allocations by approximate size. Bucket counts increase monotonically. Note that this does "
     "not include tiny objects as defined by /gc/heap/tiny/allocs:objects, only tiny blocks.",
     "", "", "", "", "/gc/heap/frees-by-size:bytes"},
    {"go_gc_heap_frees_bytes_total", MetricType::kCounter,
     "Cumulative sum of heap memory freed by the garbage collector.", "", "", "", "", "/gc/heap/frees:bytes"},
    {"go_gc_heap_frees_objects_total", MetricType::kCounter,
     "Cumulative count of heap allocations whose storage was freed by the garbage collector. Note that this does not "
     "include tiny objects as defined by /gc/heap/tiny/allocs:objects, only tiny blocks.",
     "", "", "", "", "/gc/heap/frees:objects"},
    {"go_gc_heap_goal_bytes", MetricType::kGauge, "Heap size target for the end of the GC cycle.", "", "", "", "",
     "/gc/heap/goal:bytes"},
    {"go_gc_heap_live_bytes", MetricType::kGauge,
     "Heap memory occupied by live objects that were marked by the previous GC.", "", "", "", "",
     "/gc/heap/live:bytes"},
    {"go_gc_heap_objects_objects", MetricType::kGauge, "Number of objects, live or unswept, occupying heap memory.", "",
     "", "", "", "/gc/heap/objects:objects"},
    {"go_gc_heap_tiny_allocs_objects_total", MetricType::kCounter,
     "Count of small allocations that are packed together into blocks. These allocations are counted separately from other "
     "allocations because each individual allocation is not tracked by the runtime, only their block. Each block is already "
     "accounted for in allocs-by-size and frees-by-size.",
     "", "", "", "", "/gc/heap/tiny/allocs:objects"},
    {"go_gc_limiter_last_enabled_gc_cycle", MetricType::kGauge,
     "GC cycle the last time the GC CPU limiter was enabled. This metric is useful for diagnosing the root cause of an "
     "out-of-memory error, because the limiter trades memory for CPU time when the GC's CPU time gets too high. This is "
     "most likely to occur with use of SetMemoryLimit. The first GC cycle is cycle 1, so a value of 0 indicates that it was "
     "never enabled.",
     "", "", "", "", "/gc/limiter/last-enabled:gc-cycle"},
    {"go_gc_pauses_seconds", MetricType::kHistogram, "Deprecated. Prefer the identical /sched/pauses/total/gc:seconds.",
     "", "", "", "", "/gc/pauses:seconds"},
    {"go_gc_scan_globals_bytes", MetricType::kGauge, "The total amount of global variable space that is scannable.", "",
     "", "", "", "/gc/scan/globals:bytes"},
    {"go_gc_scan_heap_bytes", MetricType::kGauge, "The total amount of heap space that is scannable.", "", "", "", "",
     "/gc/scan/heap:bytes"},
    {"go_gc_scan_stack_bytes", MetricType::kGauge, "The number of bytes of stack that were scanned last GC cycle.", "",
     "", "", "", "/gc/scan/stack:bytes"},
    {"go_gc_scan_total_bytes", MetricType::kGauge,
     "The total amount space that is scannable. Sum of all metrics in /gc/scan.", "", "", "", "",
     "/gc/scan/total:bytes"},
    {"go_gc_stack_starting_size_bytes", MetricType::kGauge, "The stack size of new goroutines.", "", "", "", "",
     "/gc/stack/starting-size:bytes"},
    {"go_godebug_non_default_behavior_{}_events_total", MetricType::kCounter,
     "The number of non-default behaviors executed by the {} package due to a non-default GODEBUG={}=... setting.", "",
     "", "", "", "/godebug/non-default-behavior/{}:events"},
    {"go_memory_classes_heap_free_bytes", MetricType::kGauge,
     "Memory that is completely free and eligible to be returned to the underlying system, but has not been. This metric is "
     "the runtime's estimate of free address space that is backed by physical memory.",
     "", "", "", "", "/memory/classes/heap/free:bytes"},
    {"go_memory_classes_heap_objects_bytes", MetricType::kGauge,
     "Memory occupied by live objects and dead objects that have not yet been marked free by the garbage collector.",
     "", "", "", "", "/memory/classes/heap/objects:bytes"},
    {"go_memory_classes_heap_released_bytes", MetricType::kGauge,
     "Memory that is completely free and has been returned to the underlying system. This metric is the runtime's estimate "
     "of free address space that is still mapped into the process, but is not backed by physical memory.",
     "", "", "", "", "/memory/classes/heap/released:bytes"},
    {"go_memory_classes_heap_stacks_bytes", MetricType::kGauge,
     "Memory allocated from the heap that is reserved for stack space, whether or not it is currently in-use. Currently, "
     "this represents all stack memory for goroutines. It also includes all OS thread stacks in non-cgo programs. Note that "
     "stacks may be allocated differently in the future, and this may change.",
     "", "", "", "", "/memory/classes/heap/stacks:bytes"},
    {"go_memory_classes_heap_unused_bytes", MetricType::kGauge,
     "Memory that is reserved for heap objects but is not currently used to hold heap objects.", "", "", "", "",
     "/memory/classes/heap/unused:bytes"},
    {"go_memory_classes_metadata_mcache_free_bytes", MetricType::kGauge,
     "Memory that is reserved for runtime mcache structures, but not in-use.", "", "", "", "",
     "/memory/classes/metadata/mcache/free:bytes"},
    {"go_memory_classes_metadata_mcache_inuse_bytes", MetricType::kGauge,
     "Memory that is occupied by runtime mcache structures that are currently being used.", "", "", "", "",
     "/memory/classes/metadata/mcache/inuse:bytes"},
    {"go_memory_classes_metadata_mspan_free_bytes", MetricType::kGauge,
     "Memory that is reserved for runtime mspan structures, but not in-use.", "", "", "", "",
     "/memory/classes/metadata/mspan/free:bytes"},
    {"go_memory_classes_metadata_mspan_inuse_bytes", MetricType::kGauge,
     "Memory that is occupied by runtime mspan structures that are currently being used.", "", "", "", "",
     "/memory/classes/metadata/mspan/inuse:bytes"},
    {"go_memory_classes_metadata_other_bytes", MetricType::kGauge,
     "Memory that is reserved for or used to hold runtime metadata.", "", "", "", "",
     "/memory/classes/metadata/other:bytes"},
    {"go_memory_classes_os_stacks_bytes", MetricType::kGauge,
     "Stack memory allocated by the underlying operating system. In non-cgo programs this metric is currently zero. This "
     "may change in the future.In cgo programs this metric includes OS thread stacks allocated directly from the OS. "
     "Currently, this only accounts for one stack in c-shared and c-archive build modes, and other sources of stacks from "
     "the OS are not measured. This too may change in the future.",
     "", "", "", "", "/memory/classes/os-stacks:bytes"},
    {"go_memory_classes_other_bytes", MetricType::kGauge,
     "Memory used by execution trace buffers, structures for debugging the runtime, finalizer and profiler specials, and "
     "more.",
     "", "", "", "", "/memory/classes/other:bytes"},
    {"go_memory_classes_profiling_buckets_bytes", MetricType::kGauge,
     "Memory that is used by the stack trace hash map used for profiling.", "", "", "", "",
     "/memory/classes/profiling/buckets:bytes"},
    {"go_memory_classes_total_bytes", MetricType::kGauge,
     "All memory mapped by the Go runtime into the current process as read-write. Note that this does not include memory "
     "mapped by code called via cgo or via the syscall package. Sum of all metrics in /memory/classes.",
     "", "", "", "", "/memory/classes/total:bytes"},
    {"go_sched_gomaxprocs_threads", MetricType::kGauge,
     "The current runtime.GOMAXPROCS setting, or the number of operating system threads that can execute user-level Go code "
     "simultaneously.",
     "", "", "1.20.0", "", "/sched/gomaxprocs:threads"},
    {"go_sched_goroutines_goroutines", MetricType::kGauge, "Count of live goroutines.", "", "", "", "",
     "/sched/goroutines:goroutines"},
    {"go_sched_latencies_seconds", MetricType::kHistogram,
     "Distribution of the time goroutines have spent in the scheduler in a runnable state before actually running. Bucket "
     "counts increase monotonically.",
     "", "", "", "", "/sched/latencies:seconds"},
    {"go_sched_pauses_stopping_gc_seconds", MetricType::kHistogram,
     "Distribution of individual GC-related stop-the-world stopping latencies. This is the time it takes from deciding to "
     "stop the world until all Ps are stopped. This is a subset of the total GC-related stop-the-world time "
     "(/sched/pauses/total/gc:seconds). During this time, some threads may be executing. Bucket counts increase "
     "monotonically.",
     "", "", "", "", "/sched/pauses/stopping/gc:seconds"},
    {"go_sched_pauses_stopping_other_seconds", MetricType::kHistogram,
     "Distribution of individual non-GC-related stop-the-world stopping latencies. This is the time it takes from deciding "
     "to stop the world until all Ps are stopped. This is a subset of the total non-GC-related stop-the-world time "
     "(/sched/pauses/total/other:seconds). During this time, some threads may be executing. Bucket counts increase "
     "monotonically.",
     "", "", "", "", "/sched/pauses/stopping/other:seconds"},
    {"go_sched_pauses_total_gc_seconds", MetricType::kHistogram,
     "Distribution of individual GC-related stop-the-world pause latencies. This is the time from deciding to stop the "
     "world until the world is started again. Some of this time is spent getting all threads to stop (this is measured "
     "directly in /sched/pauses/stopping/gc:seconds), during which some threads may still be running. Bucket counts "
     "increase monotonically.",
     "", "", "", "", "/sched/pauses/total/gc:seconds"},
    {"go_sched_pauses_total_other_seconds", MetricType::kHistogram,
     "Distribution of individual non-GC-related stop-the-world pause latencies. This is the time from deciding to stop the "
     "world until the world is started again. Some of this time is spent getting all threads to stop (measured directly in "
     "/sched/pauses/stopping/other:seconds). Bucket counts increase monotonically.",
     "", "", "", "", "/sched/pauses/total/other:seconds"},
    {"go_sync_mutex_wait_total_seconds_total", MetricType::kCounter,
     "Approximate cumulative time goroutines have spent blocked on a sync.Mutex, sync.RWMutex, or runtime-internal lock. "
     "This metric is useful for identifying global changes in lock contention. Collect a mutex or block profile using the "
     "runtime/pprof package for more detailed contention data.",
     "", "", "", "", "/sync/mutex/wait/total:seconds"},
};

}  // namespace

std::span<const Family> GoRuntimeFamilies() { return kRuntime; }

}  // namespace mdg::libraries
