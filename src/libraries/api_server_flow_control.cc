// Families of k8s.io/apiserver about priority and fairness among requests.
// In: nothing. Out: spans of families. Source: what the source of versions 0.18 to 0.37 registers.
#include "libraries/api_server.h"

namespace mdg::libraries::api_server {

namespace {

constexpr std::string_view kFlowcontrolCurrentExecutingRequests = "Number of requests currently executing in the API Priority and Fairness system";
constexpr std::string_view kFlowcontrolCurrentExecutingRequestsNow =
    "Number of requests in initial (for a WATCH) or any (for a non-WATCH) execution stage in the API Priority and Fairness subsystem";
constexpr std::string_view kFlowcontrolCurrentExecutingSeats =
    "Concurrency (number of seats) occupied by the currently executing (initial stage for a WATCH, any stage otherwise) requests in the API Priority and "
    "Fairness subsystem";
constexpr std::string_view kFlowcontrolCurrentInqueueRequests = "Number of requests currently pending in queues of the API Priority and Fairness system";
constexpr std::string_view kFlowcontrolCurrentInqueueRequestsNow = "Number of requests currently pending in queues of the API Priority and Fairness subsystem";
constexpr std::string_view kFlowcontrolDispatchedRequestsTotal = "Number of requests released by API Priority and Fairness system for service";
constexpr std::string_view kFlowcontrolDispatchedRequestsTotalNow = "Number of requests executed by API Priority and Fairness subsystem";
constexpr std::string_view kFlowcontrolNominalLimitSeats = "Nominal number of execution seats configured for each priority level";
constexpr std::string_view kFlowcontrolPriorityLevelRequestCountSamples = "Periodic observations of the number of requests";
constexpr std::string_view kFlowcontrolPriorityLevelRequestCountWatermarks = "Watermarks of the number of requests";
constexpr std::string_view kFlowcontrolPriorityLevelRequestUtilization =
    "Observations, at the end of every nanosecond, of number of requests (as a fraction of the relevant limit) waiting or in any stage of execution (but "
    "only initial stage for WATCHes)";
constexpr std::string_view kFlowcontrolRejectedRequestsTotal = "Number of requests rejected by API Priority and Fairness system";
constexpr std::string_view kFlowcontrolRejectedRequestsTotalNow = "Number of requests rejected by API Priority and Fairness subsystem";
constexpr std::string_view kFlowcontrolRequestConcurrencyLimit = "Shared concurrency limit in the API Priority and Fairness system";
constexpr std::string_view kFlowcontrolRequestExecutionSeconds = "Duration of request execution in the API Priority and Fairness system";
constexpr std::string_view kFlowcontrolRequestQueueLengthAfterEnqueue =
    "Length of queue in the API Priority and Fairness system, as seen by each request after it is enqueued";
constexpr std::string_view kFlowcontrolRequestWaitDurationSeconds = "Length of time a request spent waiting in its queue";

constexpr Family kFlowControl[] = {
    Alpha({"apiserver_current_inqueue_requests", MetricType::kGauge, "Maximal number of queued requests in this apiserver per request kind in last second.",
           "request_kind", "0.19.0"}),
    Alpha({"apiserver_flowcontrol_current_executing_requests", MetricType::kGauge, kFlowcontrolCurrentExecutingRequests,
           "priorityLevel,flowSchema", "", "0.20.0"}),
    Alpha({"apiserver_flowcontrol_current_executing_requests", MetricType::kGauge, kFlowcontrolCurrentExecutingRequests,
           "priority_level,flow_schema", "0.20.0", "0.23.0"}),
    Alpha({"apiserver_flowcontrol_current_executing_requests", MetricType::kGauge,
           "Number of requests in regular execution phase in the API Priority and Fairness system", "priority_level,flow_schema", "0.23.0", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_current_executing_requests", MetricType::kGauge, kFlowcontrolCurrentExecutingRequestsNow,
           "priority_level,flow_schema", "0.24.0", "0.28.0"}),
    Beta({"apiserver_flowcontrol_current_executing_requests", MetricType::kGauge, kFlowcontrolCurrentExecutingRequestsNow,
          "priority_level,flow_schema", "0.28.0"}),
    Beta({"apiserver_flowcontrol_current_executing_seats", MetricType::kGauge, kFlowcontrolCurrentExecutingSeats, "priority_level,flow_schema", "0.28.0"}),
    Alpha({"apiserver_flowcontrol_current_inqueue_requests", MetricType::kGauge, kFlowcontrolCurrentInqueueRequests, "priorityLevel,flowSchema", "", "0.20.0"}),
    Alpha({"apiserver_flowcontrol_current_inqueue_requests", MetricType::kGauge, kFlowcontrolCurrentInqueueRequests,
           "priority_level,flow_schema", "0.20.0", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_current_inqueue_requests", MetricType::kGauge, kFlowcontrolCurrentInqueueRequestsNow,
           "priority_level,flow_schema", "0.24.0", "0.28.0"}),
    Beta({"apiserver_flowcontrol_current_inqueue_requests", MetricType::kGauge, kFlowcontrolCurrentInqueueRequestsNow, "priority_level,flow_schema", "0.28.0"}),
    Alpha({"apiserver_flowcontrol_current_inqueue_seats", MetricType::kGauge,
           "Number of seats currently pending in queues of the API Priority and Fairness subsystem", "priority_level,flow_schema", "0.29.0"}),
    Alpha({"apiserver_flowcontrol_current_limit_seats", MetricType::kGauge, "current derived number of execution seats available to each priority level",
           "priority_level", "0.26.0"}),
    Alpha({"apiserver_flowcontrol_current_r", MetricType::kGauge, "R(time of last change)", "priority_level", "0.22.0"}),
    Alpha({"apiserver_flowcontrol_demand_seats", MetricType::kHistogram,
           "Observations, at the end of every nanosecond, of (the number of seats each priority level could use) / (nominal number of seats for that level)",
           "priority_level", "0.26.0"}),
    Alpha({"apiserver_flowcontrol_demand_seats_average", MetricType::kGauge, "Time-weighted average, over last adjustment period, of demand_seats",
           "priority_level", "0.26.0"}),
    Alpha({"apiserver_flowcontrol_demand_seats_high_watermark", MetricType::kGauge, "High watermark, over last adjustment period, of demand_seats",
           "priority_level", "0.26.0"}),
    Alpha({"apiserver_flowcontrol_demand_seats_smoothed", MetricType::kGauge, "Smoothed seat demands", "priority_level", "0.26.0"}),
    Alpha({"apiserver_flowcontrol_demand_seats_stdev", MetricType::kGauge, "Time-weighted standard deviation, over last adjustment period, of demand_seats",
           "priority_level", "0.26.0"}),
    Alpha({"apiserver_flowcontrol_dispatch_r", MetricType::kGauge, "R(time of last dispatch)", "priority_level", "0.22.0"}),
    Alpha({"apiserver_flowcontrol_dispatched_requests_total", MetricType::kCounter, kFlowcontrolDispatchedRequestsTotal,
           "priorityLevel,flowSchema", "", "0.20.0"}),
    Alpha({"apiserver_flowcontrol_dispatched_requests_total", MetricType::kCounter, kFlowcontrolDispatchedRequestsTotal,
           "priority_level,flow_schema", "0.20.0", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_dispatched_requests_total", MetricType::kCounter, kFlowcontrolDispatchedRequestsTotalNow,
           "priority_level,flow_schema", "0.24.0", "0.28.0"}),
    Beta({"apiserver_flowcontrol_dispatched_requests_total", MetricType::kCounter, kFlowcontrolDispatchedRequestsTotalNow,
          "priority_level,flow_schema", "0.28.0"}),
    Alpha({"apiserver_flowcontrol_epoch_advance_total", MetricType::kCounter, "Number of times the queueset's progress meter jumped backward",
           "priority_level,success", "0.23.0"}),
    Alpha({"apiserver_flowcontrol_latest_s", MetricType::kGauge, "S(most recently dispatched request)", "priority_level", "0.22.0"}),
    Alpha({"apiserver_flowcontrol_lower_limit_seats", MetricType::kGauge,
           "Configured lower bound on number of execution seats available to each priority level", "priority_level", "0.26.0"}),
    Alpha({"apiserver_flowcontrol_next_discounted_s_bounds", MetricType::kGauge,
           "min and max, over queues, of S(oldest waiting request in queue) - estimated work in progress", "priority_level,bound", "0.22.0"}),
    Alpha({"apiserver_flowcontrol_next_s_bounds", MetricType::kGauge, "min and max, over queues, of S(oldest waiting request in queue)",
           "priority_level,bound", "0.22.0"}),
    Alpha({"apiserver_flowcontrol_nominal_limit_seats", MetricType::kGauge, kFlowcontrolNominalLimitSeats, "priority_level", "0.26.0", "0.28.0"}),
    Beta({"apiserver_flowcontrol_nominal_limit_seats", MetricType::kGauge, kFlowcontrolNominalLimitSeats, "priority_level", "0.28.0"}),
    Alpha({"apiserver_flowcontrol_priority_level_request_count_samples", MetricType::kHistogram, kFlowcontrolPriorityLevelRequestCountSamples,
           "phase,priorityLevel", "0.19.0", "0.20.0"}),
    Alpha({"apiserver_flowcontrol_priority_level_request_count_samples", MetricType::kHistogram, kFlowcontrolPriorityLevelRequestCountSamples,
           "phase,priority_level", "0.20.0", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_priority_level_request_count_samples", MetricType::kHistogram,
           "Periodic observations of the number of requests waiting or in any stage of execution (but only initial stage for WATCHes)",
           "phase,priority_level", "0.24.0", "0.25.0"}),
    Alpha({"apiserver_flowcontrol_priority_level_request_count_watermarks", MetricType::kHistogram, kFlowcontrolPriorityLevelRequestCountWatermarks,
           "mark,phase,priorityLevel", "0.19.0", "0.20.0"}),
    Alpha({"apiserver_flowcontrol_priority_level_request_count_watermarks", MetricType::kHistogram, kFlowcontrolPriorityLevelRequestCountWatermarks,
           "mark,phase,priority_level", "0.20.0", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_priority_level_request_count_watermarks", MetricType::kHistogram,
           "Watermarks of the number of requests waiting or in any stage of execution (but only initial stage for WATCHes)",
           "mark,phase,priority_level", "0.24.0", "0.25.0"}),
    Alpha({"apiserver_flowcontrol_priority_level_request_utilization", MetricType::kHistogram, kFlowcontrolPriorityLevelRequestUtilization,
           "phase,priority_level", "0.25.0"}),
    Alpha({"apiserver_flowcontrol_priority_level_seat_count_samples", MetricType::kHistogram, kFlowcontrolPriorityLevelRequestCountSamples,
           "priority_level,phase=executing", "0.23.0", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_priority_level_seat_count_samples", MetricType::kHistogram,
           "Periodic observations of number of seats occupied for any stage of execution (but only initial stage for WATCHes)",
           "priority_level,phase=executing", "0.24.0", "0.25.0"}),
    Alpha({"apiserver_flowcontrol_priority_level_seat_count_watermarks", MetricType::kHistogram, kFlowcontrolPriorityLevelRequestCountWatermarks,
           "mark,priority_level,phase=executing", "0.23.0", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_priority_level_seat_count_watermarks", MetricType::kHistogram,
           "Watermarks of the number of seats occupied for any stage of execution (but only initial stage for WATCHes)",
           "mark,priority_level,phase=executing", "0.24.0", "0.25.0"}),
    Alpha({"apiserver_flowcontrol_priority_level_seat_utilization", MetricType::kHistogram,
           "Observations, at the end of every nanosecond, of utilization of seats for any stage of execution (but only initial stage for WATCHes)",
           "priority_level,phase=executing", "0.25.0"}),
    Alpha({"apiserver_flowcontrol_rejected_requests_total", MetricType::kCounter, kFlowcontrolRejectedRequestsTotal,
           "priorityLevel,flowSchema,reason", "", "0.20.0"}),
    Alpha({"apiserver_flowcontrol_rejected_requests_total", MetricType::kCounter, kFlowcontrolRejectedRequestsTotal,
           "priority_level,flow_schema,reason", "0.20.0", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_rejected_requests_total", MetricType::kCounter, kFlowcontrolRejectedRequestsTotalNow,
           "priority_level,flow_schema,reason", "0.24.0", "0.28.0"}),
    Beta({"apiserver_flowcontrol_rejected_requests_total", MetricType::kCounter, kFlowcontrolRejectedRequestsTotalNow,
          "priority_level,flow_schema,reason", "0.28.0"}),
    Alpha({"apiserver_flowcontrol_request_concurrency_in_use", MetricType::kGauge,
           "Concurrency (number of seats) occupided by the currently executing requests in the API Priority and Fairness system",
           "priority_level,flow_schema", "0.22.0", "0.23.0"}),
    Alpha({"apiserver_flowcontrol_request_concurrency_in_use", MetricType::kGauge,
           "Concurrency (number of seats) occupided by the currently executing (all phases count) requests in the API Priority and Fairness system",
           "priority_level,flow_schema", "0.23.0", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_request_concurrency_in_use", MetricType::kGauge, kFlowcontrolCurrentExecutingSeats,
           "priority_level,flow_schema", "0.24.0", "0.37.0"}),
    Alpha({"apiserver_flowcontrol_request_concurrency_limit", MetricType::kGauge, kFlowcontrolRequestConcurrencyLimit, "priorityLevel", "", "0.20.0"}),
    Alpha({"apiserver_flowcontrol_request_concurrency_limit", MetricType::kGauge, kFlowcontrolRequestConcurrencyLimit, "priority_level", "0.20.0", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_request_concurrency_limit", MetricType::kGauge, "Shared concurrency limit in the API Priority and Fairness subsystem",
           "priority_level", "0.24.0", "0.28.0"}),
    Alpha({"apiserver_flowcontrol_request_concurrency_limit", MetricType::kGauge, kFlowcontrolNominalLimitSeats, "priority_level", "0.28.0", "0.37.0"}),
    Alpha({"apiserver_flowcontrol_request_dispatch_no_accommodation_total", MetricType::kCounter,
           "Number of times a dispatch attempt resulted in a non accommodation due to lack of available seats", "priority_level,flow_schema", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_request_execution_seconds", MetricType::kHistogram, kFlowcontrolRequestExecutionSeconds,
           "priorityLevel,flowSchema", "", "0.20.0"}),
    Alpha({"apiserver_flowcontrol_request_execution_seconds", MetricType::kHistogram, kFlowcontrolRequestExecutionSeconds,
           "priority_level,flow_schema", "0.20.0", "0.23.0"}),
    Alpha({"apiserver_flowcontrol_request_execution_seconds", MetricType::kHistogram,
           "Duration of regular phase of request execution in the API Priority and Fairness system", "priority_level,flow_schema", "0.23.0", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_request_execution_seconds", MetricType::kHistogram,
           "Duration of initial stage (for a WATCH) or any (for a non-WATCH) stage of request execution in the API Priority and Fairness subsystem",
           "priority_level,flow_schema,type", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_request_queue_length_after_enqueue", MetricType::kHistogram, kFlowcontrolRequestQueueLengthAfterEnqueue,
           "priorityLevel,flowSchema", "", "0.20.0"}),
    Alpha({"apiserver_flowcontrol_request_queue_length_after_enqueue", MetricType::kHistogram, kFlowcontrolRequestQueueLengthAfterEnqueue,
           "priority_level,flow_schema", "0.20.0", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_request_queue_length_after_enqueue", MetricType::kHistogram,
           "Length of queue in the API Priority and Fairness subsystem, as seen by each request after it is enqueued", "priority_level,flow_schema", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_request_wait_duration_seconds", MetricType::kHistogram, kFlowcontrolRequestWaitDurationSeconds,
           "priorityLevel,flowSchema,execute", "", "0.20.0"}),
    Alpha({"apiserver_flowcontrol_request_wait_duration_seconds", MetricType::kHistogram, kFlowcontrolRequestWaitDurationSeconds,
           "priority_level,flow_schema,execute", "0.20.0", "0.28.0"}),
    Beta({"apiserver_flowcontrol_request_wait_duration_seconds", MetricType::kHistogram, kFlowcontrolRequestWaitDurationSeconds,
          "priority_level,flow_schema,execute", "0.28.0"}),
    Alpha({"apiserver_flowcontrol_target_seats", MetricType::kGauge, "Seat allocation targets", "priority_level", "0.26.0"}),
    Alpha({"apiserver_flowcontrol_upper_limit_seats", MetricType::kGauge,
           "Configured upper bound on number of execution seats available to each priority level", "priority_level", "0.26.0"}),
    Alpha({"apiserver_flowcontrol_watch_count_samples", MetricType::kHistogram, "count of watchers for mutating requests in API Priority and Fairness",
           "priority_level,flow_schema", "0.23.0"}),
    Alpha({"apiserver_flowcontrol_work_estimated_seats", MetricType::kHistogram,
           "Number of estimated seats (maximum of initial and final seats) associated with requests in API Priority and Fairness",
           "priority_level,flow_schema", "0.24.0"}),
};

constexpr Family kFairShare[] = {
    Alpha({"apiserver_flowcontrol_seat_fair_frac", MetricType::kGauge,
           "Fair fraction of server's concurrency to allocate to each priority level that can use it", "", "0.26.0"}),
};

}  // namespace

std::span<const Family> FlowControl() { return kFlowControl; }
std::span<const Family> FairShare() { return kFairShare; }

}  // namespace mdg::libraries::api_server
