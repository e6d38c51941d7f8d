// Families of k8s.io/apiserver about requests and the calls they lead to, and about what its packages count from the start.
// In: nothing. Out: spans of families. Source: what the source of versions 0.18 to 0.37 registers. Deliberately not here: whose feature gate is
// off unless somebody switches it on, and what only kube-apiserver makes use of (its peers, declarative validation, websockets of the kubelet).
#include "libraries/api_server.h"

namespace mdg::libraries::api_server {

namespace {

constexpr std::string_view kCurrentInflightRequests =
    "Maximal number of currently used inflight request limit of this apiserver per request kind in last second.";
constexpr std::string_view kDroppedRequestsTotal = "Number of requests dropped with 'Try again later' response";
constexpr std::string_view kLongrunningGauge =
    "Gauge of all active long-running apiserver requests broken out by verb, group, version, resource, scope and component. Not all requests are tracked "
    "this way.";
constexpr std::string_view kRequestDurationSeconds =
    "Response latency distribution in seconds for each verb, dry run value, group, version, resource, subresource, scope and component.";
constexpr std::string_view kRequestSliDurationSeconds =
    "Response latency distribution (not counting webhook duration) in seconds for each verb, group, version, resource, subresource, scope and component.";
constexpr std::string_view kRequestSliDurationSecondsNow =
    "Response latency distribution (not counting webhook duration and priority & fairness queue wait times) in seconds for each verb, group, version, "
    "resource, subresource, scope and component.";
constexpr std::string_view kRequestTotal =
    "Counter of apiserver requests broken out for each verb, dry run value, group, version, resource, scope, component, and HTTP response contentType and "
    "code.";
constexpr std::string_view kRequestedDeprecatedApis =
    "Gauge of deprecated APIs that have been requested, broken out by API group, version, resource, subresource, and removed_release.";
constexpr std::string_view kResponseSizes = "Response size distribution in bytes for each group, version, verb, resource, subresource, scope and component.";
constexpr std::string_view kSelfrequestTotal = "Counter of apiserver self-requests broken out for each verb, API resource and subresource.";
constexpr std::string_view kWatchEventsSizes = "Watch event size distribution in bytes";
constexpr std::string_view kWatchEventsTotal = "Number of events sent in watch clients";
constexpr std::string_view kWatchListDurationSeconds =
    "Response latency distribution in seconds for watch list requests broken by group, version, resource and scope.";
constexpr std::string_view kRequestBodySizeBytes = "Apiserver request body size in bytes broken out by resource and verb.";
constexpr std::string_view kDelegatedAuthnRequestDurationSeconds = "Request latency in seconds. Broken down by status code.";
constexpr std::string_view kDelegatedAuthnRequestTotal = "Number of HTTP requests partitioned by status code.";
constexpr std::string_view kWebhooksX509InsecureSha1Total =
    "Counts the number of requests to servers with insecure SHA1 signatures in their serving certificate OR the number of connection failures due to the "
    "insecure SHA1 signatures (either/or, based on the runtime environment)";
constexpr std::string_view kWebhooksX509MissingSanTotal =
    "Counts the number of requests to servers missing SAN extension in their serving certificate OR the number of connection failures due to the lack of "
    "x509 certificate SAN extension missing (either/or, based on the runtime environment)";
constexpr std::string_view kEgressDialerDialFailureCount =
    "Dial failure count, labeled by the protocol (http-connect or grpc), transport (tcp or uds), and stage (connect or proxy). The stage indicates at which "
    "stage the dial failed";

constexpr Family kEndpoints[] = {
    Alpha({"apiserver_current_inflight_requests", MetricType::kGauge, kCurrentInflightRequests, "requestKind", "", "0.19.0"}),
    Alpha({"apiserver_current_inflight_requests", MetricType::kGauge, kCurrentInflightRequests, "request_kind", "0.19.0", "0.23.0"}),
    Stable({"apiserver_current_inflight_requests", MetricType::kGauge, kCurrentInflightRequests, "request_kind", "0.23.0"}),
    Alpha({"apiserver_dropped_requests_total", MetricType::kCounter, kDroppedRequestsTotal, "requestKind", "", "0.19.0"}),
    Alpha({"apiserver_dropped_requests_total", MetricType::kCounter, kDroppedRequestsTotal, "request_kind", "0.19.0", "0.24.0"}),
    Alpha({"apiserver_dropped_requests_total", MetricType::kCounter,
           "Number of requests dropped with 'Try again later' response. Use apiserver_request_total and/or apiserver_request_terminations_total metrics instead.",
           "request_kind", "0.24.0", "0.25.0"}),
    Alpha({"apiserver_longrunning_gauge", MetricType::kGauge, kLongrunningGauge, "verb,group,version,resource,subresource,scope,component", "", "0.25.0"}),
    Alpha({"apiserver_longrunning_requests", MetricType::kGauge, kLongrunningGauge,
           "verb,group,version,resource,subresource,scope,component", "0.23.0", "0.25.0"}),
    Stable({"apiserver_longrunning_requests", MetricType::kGauge, kLongrunningGauge, "verb,group,version,resource,subresource,scope,component", "0.25.0"}),
    Alpha({"apiserver_registered_watchers", MetricType::kGauge, "Number of currently registered watchers for a given resources",
           "group,version,kind", "", "0.25.0"}),
    Alpha({"apiserver_request_aborts_total", MetricType::kCounter,
           "Number of requests which apiserver aborted possibly due to a timeout, for each group, version, verb, resource, subresource and scope",
           "verb,group,version,resource,subresource,scope", "0.20.0"}),
    Alpha({"apiserver_request_duration_seconds", MetricType::kHistogram, kRequestDurationSeconds,
           "verb,dry_run,group,version,resource,subresource,scope,component", "", "0.21.0"}),
    Stable({"apiserver_request_duration_seconds", MetricType::kHistogram, kRequestDurationSeconds,
            "verb,dry_run,group,version,resource,subresource,scope,component", "0.21.0"}),
    Alpha({"apiserver_request_filter_duration_seconds", MetricType::kHistogram, "Request filter latency distribution in seconds, for each filter type",
           "filter", "0.20.0"}),
    Alpha({"apiserver_request_post_timeout_total", MetricType::kCounter,
           "Tracks the activity of the request handlers after the associated requests have been timed out by the apiserver", "source,status", "0.22.0"}),
    Alpha({"apiserver_request_sli_duration_seconds", MetricType::kHistogram, kRequestSliDurationSeconds,
           "verb,group,version,resource,subresource,scope,component", "0.26.0", "0.27.0"}),
    Alpha({"apiserver_request_sli_duration_seconds", MetricType::kHistogram, kRequestSliDurationSecondsNow,
           "verb,group,version,resource,subresource,scope,component", "0.27.0"}),
    Alpha({"apiserver_request_slo_duration_seconds", MetricType::kHistogram, kRequestSliDurationSeconds,
           "verb,group,version,resource,subresource,scope,component", "0.23.0", "0.27.0"}),
    Alpha({"apiserver_request_slo_duration_seconds", MetricType::kHistogram, kRequestSliDurationSecondsNow,
           "verb,group,version,resource,subresource,scope,component", "0.27.0", "0.37.0"}),
    Alpha({"apiserver_request_terminations_total", MetricType::kCounter, "Number of requests which apiserver terminated in self-defense.",
           "verb,group,version,resource,subresource,scope,component,code"}),
    Alpha({"apiserver_request_timestamp_comparison_time", MetricType::kHistogram, "Time taken for comparison of old vs new objects in UPDATE or PATCH requests",
           "code_path", "0.25.0"}),
    Alpha({"apiserver_request_total", MetricType::kCounter, kRequestTotal,
           "verb,dry_run,group,version,resource,subresource,scope,component,contentType,code", "", "0.21.0"}),
    Stable({"apiserver_request_total", MetricType::kCounter,
            "Counter of apiserver requests broken out for each verb, dry run value, group, version, resource, scope, component, and HTTP response code.",
            "verb,dry_run,group,version,resource,subresource,scope,component,code", "0.21.0"}),
    Alpha({"apiserver_requested_deprecated_apis", MetricType::kGauge, kRequestedDeprecatedApis,
           "group,version,resource,subresource,removed_release", "0.19.0", "0.22.0"}),
    Stable({"apiserver_requested_deprecated_apis", MetricType::kGauge, kRequestedDeprecatedApis,
            "group,version,resource,subresource,removed_release", "0.22.0"}),
    Alpha({"apiserver_response_sizes", MetricType::kHistogram, kResponseSizes, "verb,group,version,resource,subresource,scope,component", "", "0.23.0"}),
    Stable({"apiserver_response_sizes", MetricType::kHistogram, kResponseSizes, "verb,group,version,resource,subresource,scope,component", "0.23.0"}),
    Alpha({"apiserver_selfrequest_total", MetricType::kCounter, kSelfrequestTotal, "verb,resource,subresource", "0.20.0", "0.34.0"}),
    Alpha({"apiserver_selfrequest_total", MetricType::kCounter, kSelfrequestTotal, "verb,group,resource,subresource", "0.34.0"}),
    Alpha({"apiserver_tls_handshake_errors_total", MetricType::kCounter, "Number of requests dropped with 'TLS handshake error from' error", "", "0.19.0"}),
    Alpha({"apiserver_watch_events_sizes", MetricType::kHistogram, kWatchEventsSizes, "group,version,kind", "", "0.34.0"}),
    Alpha({"apiserver_watch_events_sizes", MetricType::kHistogram, kWatchEventsSizes, "group,version,resource", "0.34.0", "0.37.0"}),
    Beta({"apiserver_watch_events_sizes", MetricType::kHistogram, kWatchEventsSizes, "group,version,resource", "0.37.0"}),
    Alpha({"apiserver_watch_events_total", MetricType::kCounter, kWatchEventsTotal, "group,version,kind", "", "0.34.0"}),
    Alpha({"apiserver_watch_events_total", MetricType::kCounter, kWatchEventsTotal, "group,version,resource", "0.34.0", "0.37.0"}),
    Beta({"apiserver_watch_events_total", MetricType::kCounter, kWatchEventsTotal, "group,version,resource", "0.37.0"}),
    Alpha({"apiserver_watch_list_duration_seconds", MetricType::kHistogram, kWatchListDurationSeconds, "group,version,resource,scope", "0.29.0", "0.36.0"}),
    Beta({"apiserver_watch_list_duration_seconds", MetricType::kHistogram, kWatchListDurationSeconds, "group,version,resource,scope", "0.36.0"}),
    Alpha({"field_validation_request_duration_seconds", MetricType::kHistogram,
           "Response latency distribution in seconds for each field validation value and whether field validation is enabled or not",
           "field_validation,enabled", "0.24.0", "0.27.0"}),
    Alpha({"field_validation_request_duration_seconds", MetricType::kHistogram, "Response latency distribution in seconds for each field validation value",
           "field_validation", "0.27.0"}),
};

constexpr Family kServer[] = {
    Alpha({"apiserver_flowcontrol_read_vs_write_current_requests", MetricType::kHistogram,
           "Observations, at the end of every nanosecond, of the number of requests (as a fraction of the relevant limit) waiting or in regular stage of execution",
           "phase,request_kind", "0.25.0"}),
    Alpha({"apiserver_flowcontrol_read_vs_write_request_count_samples", MetricType::kHistogram, "Periodic observations of the number of requests",
           "phase,request_kind", "0.19.0", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_read_vs_write_request_count_samples", MetricType::kHistogram,
           "Periodic observations of the number of requests waiting or in regular stage of execution", "phase,request_kind", "0.24.0", "0.25.0"}),
    Alpha({"apiserver_flowcontrol_read_vs_write_request_count_watermarks", MetricType::kHistogram, "Watermarks of the number of requests",
           "mark,phase,request_kind", "0.19.0", "0.24.0"}),
    Alpha({"apiserver_flowcontrol_read_vs_write_request_count_watermarks", MetricType::kHistogram,
           "Watermarks of the number of requests waiting or in regular stage of execution", "mark,phase,request_kind", "0.24.0", "0.25.0"}),
    Alpha({"apiserver_impersonation_attempts_duration_seconds", MetricType::kHistogram,
           "Latency of impersonation attempts in seconds split by mode and decision.", "mode,decision", "0.36.0"}),
    Alpha({"apiserver_impersonation_attempts_total", MetricType::kCounter, "Total number of impersonation attempts split by mode and decision.",
           "mode,decision", "0.36.0"}),
    Alpha({"apiserver_impersonation_authorization_attempts_duration_seconds", MetricType::kHistogram,
           "Latency of authorization checks made by the impersonation handler in seconds split by mode and decision.", "mode,decision", "0.36.0"}),
    Alpha({"apiserver_impersonation_authorization_attempts_total", MetricType::kCounter,
           "Total number of authorization checks made by the impersonation handler split by mode and decision.", "mode,decision", "0.36.0"}),
    Alpha({"apiserver_request_body_size_bytes", MetricType::kHistogram, kRequestBodySizeBytes, "resource,verb", "0.29.0", "0.34.0"}),
    Alpha({"apiserver_request_body_size_bytes", MetricType::kHistogram, kRequestBodySizeBytes, "group,resource,verb", "0.34.0"}),
    Alpha({"authenticated_user_requests", MetricType::kCounter, "Counter of authenticated requests broken out by username.", "username"}),
    Alpha({"authentication_attempts", MetricType::kCounter, "Counter of authenticated attempts.", "result"}),
    Alpha({"authentication_duration_seconds", MetricType::kHistogram, "Authentication duration in seconds broken out by result.", "result"}),
    Alpha({"authorization_attempts_total", MetricType::kCounter,
           "Counter of authorization attempts broken down by result. It can be either 'allowed', 'denied', 'no-opinion' or 'error'.", "result", "0.28.0"}),
    Alpha({"authorization_duration_seconds", MetricType::kHistogram, "Authorization duration in seconds broken out by result.", "result", "0.28.0"}),
};

constexpr Family kAudit[] = {
    Alpha({"apiserver_audit_event_total", MetricType::kCounter, "Counter of audit events generated and sent to the audit backend."}),
    Alpha({"apiserver_audit_requests_rejected_total", MetricType::kCounter,
           "Counter of apiserver requests rejected due to an error in audit logging backend."}),
};

constexpr Family kAuditing[] = {
    Alpha({"apiserver_audit_error_total", MetricType::kCounter,
           "Counter of audit events that failed to be audited properly. Plugin identifies the plugin affected by the error.", "plugin"}),
    Alpha({"apiserver_audit_level_total", MetricType::kCounter, "Counter of policy levels for audit events (1 per request).", "level"}),
};

constexpr Family kAuthentication[] = {
    Alpha({"apiserver_delegated_authn_request_duration_seconds", MetricType::kHistogram, kDelegatedAuthnRequestDurationSeconds, "code", "0.22.0"}),
    Alpha({"apiserver_delegated_authn_request_total", MetricType::kCounter, kDelegatedAuthnRequestTotal, "code", "0.22.0"}),
    Alpha({"authentication_token_cache_active_fetch_count", MetricType::kGauge, "", "status"}),
    Alpha({"authentication_token_cache_fetch_total", MetricType::kCounter, "", "status"}),
    Alpha({"authentication_token_cache_request_duration_seconds", MetricType::kHistogram, "", "status"}),
    Alpha({"authentication_token_cache_request_total", MetricType::kCounter, "", "status"}),
};

constexpr Family kAuthorization[] = {
    Alpha({"apiserver_delegated_authz_request_duration_seconds", MetricType::kHistogram, kDelegatedAuthnRequestDurationSeconds, "code", "0.22.0"}),
    Alpha({"apiserver_delegated_authz_request_total", MetricType::kCounter, kDelegatedAuthnRequestTotal, "code", "0.22.0"}),
};

constexpr Family kClientCertificates[] = {
    Alpha({"apiserver_client_certificate_expiration_seconds", MetricType::kHistogram,
           "Distribution of the remaining lifetime on the certificate used to authenticate a request."}),
};

constexpr Family kDiscovery[] = {
    Alpha({"aggregator_discovery_aggregation_count_total", MetricType::kCounter, "Counter of number of times discovery was aggregated", "", "0.27.0"}),
    Alpha({"aggregator_discovery_nopeer_requests_total", MetricType::kCounter,
           "Counter of number of times no-peer (non peer-aggregated) discovery was requested", "", "0.36.0"}),
    Alpha({"aggregator_discovery_peer_aggregated_cache_hits_total", MetricType::kCounter,
           "Counter of number of times discovery was served from peer-aggregated cache", "", "0.36.0"}),
    Alpha({"aggregator_discovery_peer_aggregated_cache_misses_total", MetricType::kCounter,
           "Counter of number of times discovery was aggregated across all API servers", "", "0.36.0"}),
};

constexpr Family kWebhookCalls[] = {
    Alpha({"apiserver_webhooks_x509_insecure_sha1_total", MetricType::kCounter, kWebhooksX509InsecureSha1Total, "", "0.24.0", "0.37.0"}),
    Beta({"apiserver_webhooks_x509_insecure_sha1_total", MetricType::kCounter, kWebhooksX509InsecureSha1Total, "", "0.37.0"}),
    Alpha({"apiserver_webhooks_x509_missing_san_total", MetricType::kCounter, kWebhooksX509MissingSanTotal, "", "0.22.0", "0.37.0"}),
    Beta({"apiserver_webhooks_x509_missing_san_total", MetricType::kCounter, kWebhooksX509MissingSanTotal, "", "0.37.0"}),
};

constexpr Family kValidation[] = {
    Beta({"apiserver_validation_declarative_validation_mismatch_total", MetricType::kCounter,
          "Number of times declarative validation results differed from handwritten validation results for core types.", "", "0.33.0"}),
    Beta({"apiserver_validation_declarative_validation_panic_total", MetricType::kCounter,
          "Number of times declarative validation has panicked during validation.", "", "0.33.0"}),
    Internal({"apiserver_validation_duplicate_validation_error_total", MetricType::kCounter, "Number of duplicate validation errors during validation.",
              "", "0.35.0"}),
};

constexpr Family kEgress[] = {
    Alpha({"apiserver_egress_dialer_dial_duration_seconds", MetricType::kHistogram,
           "Dial latency histogram in seconds, labeled by the protocol (http-connect or grpc), transport (tcp or uds)", "protocol,transport"}),
    Alpha({"apiserver_egress_dialer_dial_failure_count", MetricType::kCounter, kEgressDialerDialFailureCount, "protocol,transport,stage"}),
    Alpha({"apiserver_egress_dialer_dial_start_total", MetricType::kCounter,
           "Dial starts, labeled by the protocol (http-connect or grpc) and transport (tcp or uds).", "protocol,transport", "0.26.0"}),
    // Of sigs.k8s.io/apiserver-network-proxy's client, which the same package registers.
    {"konnectivity_network_proxy_client_dial_failure_total", MetricType::kCounter,
     "Number of dial failures observed, by reason (example: remote endpoint error)", "reason", "0.27.0"},
    {"konnectivity_network_proxy_client_stream_errors_total", MetricType::kCounter,
     "Count of gRPC stream errors, by segment, grpc Code, packet type. (example: from_agent, Code.Unavailable, DIAL_RSP)", "segment,code,packet_type",
     "0.27.0"},
    {"konnectivity_network_proxy_client_stream_packets_total", MetricType::kCounter,
     "Count of packets processed, by segment and packet type (example: from_client, DIAL_REQ)", "segment,packet_type", "0.27.0"},
};

constexpr Family kStreamTranslator[] = {
    Alpha({"apiserver_stream_translator_requests_total", MetricType::kCounter,
           "Total number of requests that were handled by the StreamTranslatorProxy, which processes streaming RemoteCommand/V5", "code", "0.30.0"}),
};

constexpr Family kStreamTunnel[] = {
    Alpha({"apiserver_stream_tunnel_requests_total", MetricType::kCounter,
           "Total number of requests that were handled by the StreamTunnelProxy, which processes streaming PortForward/V2", "code", "0.31.0"}),
};
// Shown at /metrics/slis, by a feature that is switched on since 0.27.
constexpr std::string_view kCheck = "This metric records the result of a single healthcheck.";
constexpr std::string_view kChecks = "This metric records the results of all healthcheck.";
constexpr Family kHealth[] = {
    Alpha({"kubernetes_healthcheck", MetricType::kGauge, kCheck, "name,type", "0.27.0", "0.28.0"}),
    Beta({"kubernetes_healthcheck", MetricType::kGauge, kCheck, "name,type", "0.28.0", "0.29.0"}),
    Stable({"kubernetes_healthcheck", MetricType::kGauge, kCheck, "name,type", "0.29.0"}),
    Alpha({"kubernetes_healthchecks_total", MetricType::kCounter, kChecks, "name,type,status", "0.27.0", "0.28.0"}),
    Beta({"kubernetes_healthchecks_total", MetricType::kCounter, kChecks, "name,type,status", "0.28.0", "0.29.0"}),
    Stable({"kubernetes_healthchecks_total", MetricType::kCounter, kChecks, "name,type,status", "0.29.0"}),
};

}  // namespace

std::span<const Family> Endpoints() { return kEndpoints; }
std::span<const Family> Server() { return kServer; }
std::span<const Family> Audit() { return kAudit; }
std::span<const Family> Auditing() { return kAuditing; }
std::span<const Family> Authentication() { return kAuthentication; }
std::span<const Family> Authorization() { return kAuthorization; }
std::span<const Family> ClientCertificates() { return kClientCertificates; }
std::span<const Family> Discovery() { return kDiscovery; }
std::span<const Family> WebhookCalls() { return kWebhookCalls; }
std::span<const Family> Validation() { return kValidation; }
std::span<const Family> Egress() { return kEgress; }
std::span<const Family> StreamTranslator() { return kStreamTranslator; }
std::span<const Family> StreamTunnel() { return kStreamTunnel; }
std::span<const Family> Health() { return kHealth; }

}  // namespace mdg::libraries::api_server
