// Families of k8s.io/apiserver about admission: of its chain, of webhooks and of policies.
// In: nothing. Out: spans of families. Source: what the source of versions 0.18 to 0.37 registers. Deliberately not here: policies in files on
// the disk, which only kube-apiserver reads.
#include "libraries/api_server.h"

namespace mdg::libraries::api_server {

namespace {

constexpr std::string_view kAdmissionAdmissionMatchConditionEvaluationErrorsTotal =
    "Admission match condition evaluation errors count, identified by name of resource containing the match condition and broken out for each admission type "
    "(validating or mutating).";
constexpr std::string_view kAdmissionControllerAdmissionDurationSeconds =
    "Admission controller latency histogram in seconds, identified by name and broken out for each operation and API resource and type (validate or admit).";
constexpr std::string_view kAdmissionMatchConditionEvaluationErrorsTotal =
    "Admission match condition evaluation errors count, identified by name of resource containing the match condition and broken out for each kind "
    "containing matchConditions (webhook or policy), operation and admission type (validate or admit).";
constexpr std::string_view kAdmissionMatchConditionEvaluationSeconds =
    "Admission match condition evaluation time in seconds, identified by name and broken out for each kind containing matchConditions (webhook or policy), "
    "operation and type (validate or admit).";
constexpr std::string_view kAdmissionMatchConditionExclusionsTotal =
    "Admission match condition evaluation exclusions count, identified by name of resource containing the match condition and broken out for each kind "
    "containing matchConditions (webhook or policy), operation and admission type (validate or admit).";
constexpr std::string_view kAdmissionStepAdmissionDurationSeconds =
    "Admission sub-step latency histogram in seconds, broken out for each operation and API resource and step type (validate or admit).";
constexpr std::string_view kAdmissionWebhookAdmissionDurationSeconds =
    "Admission webhook latency histogram in seconds, identified by name and broken out for each operation and API resource and type (validate or admit).";
constexpr std::string_view kAdmissionWebhookRejectionCount =
    "Admission webhook rejection count, identified by name and broken out for each admission type (validating or admit) and operation. Additional labels "
    "specify an error type (calling_webhook_error or apiserver_internal_error if an error occurred; no_error otherwise) and optionally a non-zero rejection "
    "code if the webhook rejects the request with an HTTP status code (honored by the apiserver when the code is greater or equal to 400). Codes greater "
    "than 600 are truncated to 600, to keep the metrics cardinality bounded.";
constexpr std::string_view kAdmissionWebhookRequestTotal =
    "Admission webhook request total, identified by name and broken out for each admission type (validating or mutating) and operation. Additional labels "
    "specify whether the request was rejected or not and an HTTP status code. Codes greater than 600 are truncated to 600, to keep the metrics cardinality "
    "bounded.";
constexpr std::string_view kAdmissionWebhookRequestTotalNow =
    "Admission webhook request total, identified by name and broken out for each admission type (validating or admit) and operation. Additional labels "
    "specify whether the request was rejected or not and an HTTP status code. Codes greater than 600 are truncated to 600, to keep the metrics cardinality "
    "bounded.";
constexpr std::string_view kValidatingAdmissionPolicyCheckDurationSeconds =
    "Validation admission latency for individual validation expressions in seconds, labeled by policy and further including binding, state and enforcement "
    "action taken.";
constexpr std::string_view kValidatingAdmissionPolicyCheckDurationSecondsNow =
    "Validation admission latency for individual validation expressions in seconds, labeled by policy and further including binding and enforcement action "
    "taken.";

constexpr Family kAdmission[] = {
    Alpha({"apiserver_admission_admission_match_condition_evaluation_errors_total", MetricType::kCounter,
           kAdmissionAdmissionMatchConditionEvaluationErrorsTotal, "name,type", "0.27.0", "0.28.0"}),
    Alpha({"apiserver_admission_controller_admission_duration_seconds", MetricType::kHistogram, kAdmissionControllerAdmissionDurationSeconds,
           "name,type,operation,rejected", "", "0.23.0"}),
    Stable({"apiserver_admission_controller_admission_duration_seconds", MetricType::kHistogram, kAdmissionControllerAdmissionDurationSeconds,
            "name,type,operation,rejected", "0.23.0"}),
    Alpha({"apiserver_admission_match_condition_evaluation_errors_total", MetricType::kCounter, kAdmissionMatchConditionEvaluationErrorsTotal,
           "name,kind,type,operation", "0.28.0"}),
    Alpha({"apiserver_admission_match_condition_evaluation_seconds", MetricType::kHistogram, kAdmissionMatchConditionEvaluationSeconds,
           "name,kind,type,operation", "0.28.0"}),
    Alpha({"apiserver_admission_match_condition_exclusions_total", MetricType::kCounter, kAdmissionMatchConditionExclusionsTotal,
           "name,kind,type,operation", "0.28.0"}),
    Alpha({"apiserver_admission_step_admission_duration_seconds", MetricType::kHistogram, kAdmissionStepAdmissionDurationSeconds,
           "type,operation,rejected", "", "0.23.0"}),
    Stable({"apiserver_admission_step_admission_duration_seconds", MetricType::kHistogram, kAdmissionStepAdmissionDurationSeconds,
            "type,operation,rejected", "0.23.0"}),
    Alpha({"apiserver_admission_step_admission_duration_seconds_summary", MetricType::kSummary,
           "Admission sub-step latency summary in seconds, broken out for each operation and API resource and step type (validate or admit).",
           "type,operation,rejected"}),
    Alpha({"apiserver_admission_webhook_admission_duration_seconds", MetricType::kHistogram, kAdmissionWebhookAdmissionDurationSeconds,
           "name,type,operation,rejected", "", "0.23.0"}),
    Stable({"apiserver_admission_webhook_admission_duration_seconds", MetricType::kHistogram, kAdmissionWebhookAdmissionDurationSeconds,
            "name,type,operation,rejected", "0.23.0"}),
    Alpha({"apiserver_admission_webhook_fail_open_count", MetricType::kCounter,
           "Admission webhook fail open count, identified by name and broken out for each admission type (validating or mutating).",
           "name,type", "0.24.0", "0.32.0"}),
    Alpha({"apiserver_admission_webhook_fail_open_count", MetricType::kCounter,
           "Admission webhook fail open count, identified by name and broken out for each admission type (validating or admit).", "name,type", "0.32.0"}),
    Alpha({"apiserver_admission_webhook_rejection_count", MetricType::kCounter, kAdmissionWebhookRejectionCount,
           "name,type,operation,error_type,rejection_code"}),
    Alpha({"apiserver_admission_webhook_request_total", MetricType::kCounter, kAdmissionWebhookRequestTotal,
           "name,type,operation,code,rejected", "0.23.0", "0.32.0"}),
    Alpha({"apiserver_admission_webhook_request_total", MetricType::kCounter, kAdmissionWebhookRequestTotalNow, "name,type,operation,code,rejected", "0.32.0"}),
    Alpha({"apiserver_mutating_admission_policy_check_duration_seconds", MetricType::kHistogram,
           "Mutation admission latency for individual mutation expressions in seconds, labeled by policy and binding.",
           "policy,policy_binding,error_type", "0.34.0"}),
    Alpha({"apiserver_mutating_admission_policy_check_total", MetricType::kCounter,
           "Mutation admission policy check total, labeled by policy and further identified by binding.", "policy,policy_binding,error_type", "0.34.0"}),
    Alpha({"apiserver_validating_admission_policy_check_duration_seconds", MetricType::kHistogram, kValidatingAdmissionPolicyCheckDurationSeconds,
           "policy,policy_binding,enforcement_action,state", "0.26.0", "0.31.0"}),
    Beta({"apiserver_validating_admission_policy_check_duration_seconds", MetricType::kHistogram, kValidatingAdmissionPolicyCheckDurationSecondsNow,
          "policy,policy_binding,error_type,enforcement_action", "0.31.0"}),
    Alpha({"apiserver_validating_admission_policy_check_total", MetricType::kCounter,
           "Validation admission policy check total, labeled by policy and further identified by binding, enforcement action taken, and state.",
           "policy,policy_binding,enforcement_action,state", "0.26.0", "0.31.0"}),
    Beta({"apiserver_validating_admission_policy_check_total", MetricType::kCounter,
          "Validation admission policy check total, labeled by policy and further identified by binding and enforcement action taken.",
          "policy,policy_binding,error_type,enforcement_action", "0.31.0"}),
    Alpha({"apiserver_validating_admission_policy_definition_total", MetricType::kCounter,
           "Validation admission policy count total, labeled by state and enforcement action.", "state,enforcement_action", "0.26.0", "0.31.0"}),
};

}  // namespace

std::span<const Family> Admission() { return kAdmission; }

}  // namespace mdg::libraries::api_server
