// github.com/awslabs/operatorpkg, which Karpenter is built with: counters and the like made from client_golang's options and registered
// with a registry that is given, and what the controllers about conditions and events expose by themselves.
// In: nothing. Out: one Library. Source: the project's repository, from 2024-11 to 2026-02. It has no releases, so go.mod tells no version
// that could be compared; what older commits had differently is not told apart.
// Deliberately not guessed: the kind in the names of a controller's families. It is what the scheme calls the type the controller is for,
// which need not be the type's name; so they are patterns, operator_<kind>_status_condition_count.
#include <utility>

#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

constexpr std::string_view kMetrics = "github.com/awslabs/operatorpkg/metrics";
constexpr std::string_view kStatus = "github.com/awslabs/operatorpkg/status";
constexpr std::string_view kEvents = "github.com/awslabs/operatorpkg/events";

constexpr std::string_view kTransitionSeconds =
    "The amount of time a condition was in a given state before transitioning. e.g. Alarm := P99(Updated=False) > 5 minutes";
constexpr std::string_view kCount = "The number of a condition for a given object, type and status. e.g. Alarm := Available=False > 0";
constexpr std::string_view kCurrentStatus =
    "The current amount of time in seconds that a status condition has been in a specific state. Alarm := P99(Updated=Unknown) > 5 minutes";
constexpr std::string_view kTransitions = "The count of transitions of a given object, type and status.";
constexpr std::string_view kTerminating = "The current amount of time in seconds that an object has been in terminating state.";
constexpr std::string_view kTermination = "The amount of time taken by an object to terminate completely.";

// One set for each controller; the options WithLabels, WithFields and the like add labels.
constexpr Family kController[] = {
    {"operator_{kind}_status_condition_transition_seconds", MetricType::kHistogram, kTransitionSeconds, "type,status,..."},
    {"operator_{kind}_status_condition_count", MetricType::kGauge, kCount, "namespace,name,type,status,reason,..."},
    {"operator_{kind}_status_condition_current_status_seconds", MetricType::kGauge, kCurrentStatus, "namespace,name,type,status,reason,..."},
    {"operator_{kind}_status_condition_transitions_total", MetricType::kCounter, kTransitions, "type,status,reason,..."},
    {"operator_{kind}_termination_current_time_seconds", MetricType::kGauge, kTerminating, "namespace,name,..."},
    {"operator_{kind}_termination_duration_seconds", MetricType::kHistogram, kTermination, "..."},
};

// Always registered, but given values only by a controller with the option EmitDeprecatedMetrics.
constexpr Family kDeprecated[] = {
    {"operator_status_condition_transition_seconds", MetricType::kHistogram, kTransitionSeconds, "type,status,group,kind"},
    {"operator_status_condition_count", MetricType::kGauge, kCount, "namespace,name,type,status,reason,group,kind"},
    {"operator_status_condition_current_status_seconds", MetricType::kGauge, kCurrentStatus, "namespace,name,type,status,reason,group,kind"},
    {"operator_status_condition_transitions_total", MetricType::kCounter, kTransitions, "type,status,reason,group,kind"},
    {"operator_termination_current_time_seconds", MetricType::kGauge, kTerminating, "namespace,name,group,kind"},
    {"operator_termination_duration_seconds", MetricType::kHistogram, kTermination, "group,kind"},
};

constexpr Family kEventTotal[] = {
    {"operator_{kind}_event_total", MetricType::kCounter, "The total of events of a given type for an object.", "type,reason"},
};

constexpr Family kClient[] = {
    {"client_go_request_duration_seconds", MetricType::kHistogram,
     "Request latency in seconds. Broken down by verb, group, version, kind, and subresource.", "verb,group,version,kind,subresource"},
    {"client_go_request_total", MetricType::kCounter, "Number of HTTP requests, partitioned by status code and method.", "code,method"},
};

}  // namespace

Library OperatorPkg() {
  Library library{.name = "operatorpkg", .packages = {kMetrics, kStatus, kEvents}};
  static constexpr std::pair<std::string_view, MetricType> kKinds[] = {{"NewPrometheusCounter", MetricType::kCounter},
                                                                       {"NewPrometheusGauge", MetricType::kGauge},
                                                                       {"NewPrometheusHistogram", MetricType::kHistogram},
                                                                       {"NewPrometheusSummary", MetricType::kSummary}};
  for (const auto& [name, type] : kKinds) {
    library.functions.push_back({.package = kMetrics, .name = name, .type = type, .registerer = 0, .options = 1, .labels = 2});
  }
  using When = FamilyGroup::When;
  library.functions.push_back({.package = kMetrics, .name = "RegisterClientMetrics", .action = Action::kFamilies,
                               .groups = {{.families = kClient, .when = When::kRegisterer, .argument = 0}}});
  const auto add = [&](std::string_view package, std::string_view name, std::span<const Family> families) {
    library.functions.push_back({.package = package, .name = name, .action = Action::kFamilies,
                                 .groups = {{.families = families, .when = When::kAlways}}});
  };
  for (std::string_view name : {"NewController", "NewGenericObjectController"}) add(kStatus, name, kController);
  add(kStatus, "EmitDeprecatedMetrics", kDeprecated);
  add(kEvents, "NewController", kEventTotal);
  return library;
}

}  // namespace mdg::libraries
