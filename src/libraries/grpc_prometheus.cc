// github.com/grpc-ecosystem/go-grpc-prometheus and its successor among the providers of go-grpc-middleware: what gRPC servers and
// clients expose about their calls.
// In: nothing. Out: one Library. Source: what servers with versions 1.2 and 2.0 were seen to expose.
#include <utility>

#include "libraries/tables.h"

namespace mdg::libraries {

Library GrpcPrometheus() {
  constexpr std::string_view kOld = "github.com/grpc-ecosystem/go-grpc-prometheus";
  constexpr std::string_view kNew = "github.com/grpc-ecosystem/go-grpc-middleware/providers/prometheus";
  static constexpr std::string_view kLabels = "grpc_type(unary|client_stream|server_stream|bidi_stream),grpc_service,grpc_method";
  static constexpr std::string_view kCode =
      "grpc_type(unary|client_stream|server_stream|bidi_stream),grpc_service,grpc_method,"
      "grpc_code(OK|Canceled|Unknown|InvalidArgument|DeadlineExceeded|NotFound|AlreadyExists|PermissionDenied|ResourceExhausted|"
      "FailedPrecondition|Aborted|OutOfRange|Unimplemented|Internal|Unavailable|DataLoss|Unauthenticated|...)";
  static constexpr Family kServer[] = {
      {"grpc_server_started_total", MetricType::kCounter, "Total number of RPCs started on the server.", kLabels},
      {"grpc_server_handled_total", MetricType::kCounter,
       "Total number of RPCs completed on the server, regardless of success or failure.", kCode},
      {"grpc_server_msg_received_total", MetricType::kCounter, "Total number of RPC stream messages received on the server.", kLabels},
      {"grpc_server_msg_sent_total", MetricType::kCounter, "Total number of gRPC stream messages sent by the server.", kLabels},
  };
  static constexpr Family kServerTime[] = {
      {"grpc_server_handling_seconds", MetricType::kHistogram,
       "Histogram of response latency (seconds) of gRPC that had been application-level handled by the server.", kLabels},
  };
  static constexpr Family kClient[] = {
      {"grpc_client_started_total", MetricType::kCounter, "Total number of RPCs started on the client.", kLabels},
      {"grpc_client_handled_total", MetricType::kCounter,
       "Total number of RPCs completed by the client, regardless of success or failure.", kCode},
      {"grpc_client_msg_received_total", MetricType::kCounter, "Total number of RPC stream messages received by the client.", kLabels},
      {"grpc_client_msg_sent_total", MetricType::kCounter, "Total number of gRPC stream messages sent by the client.", kLabels},
  };
  static constexpr Family kClientTime[] = {
      {"grpc_client_handling_seconds", MetricType::kHistogram,
       "Histogram of response latency (seconds) of the gRPC until it is finished by the application.", kLabels},
  };
  static constexpr Family kClientReceiveTime[] = {
      {"grpc_client_msg_recv_handling_seconds", MetricType::kHistogram,
       "Histogram of response latency (seconds) of the gRPC single message receive.", kLabels},
  };
  static constexpr Family kClientSendTime[] = {
      {"grpc_client_msg_send_handling_seconds", MetricType::kHistogram,
       "Histogram of response latency (seconds) of the gRPC single message send.", kLabels},
  };
  static constexpr std::string_view kCounters = "counters", kTime = "time", kReceiveTime = "receive-time", kSendTime = "send-time";
  Library library{.name = "grpc-prometheus", .packages = {kOld, kNew}};
  using When = FamilyGroup::When;
  // The metrics of the old package are in the default registry from the start; they appear when something counts with them.
  const auto add = [&](std::string_view package, std::string_view name, FamilyGroup group) {
    library.functions.push_back({.package = package, .name = name, .action = Action::kFamilies, .groups = {group}});
  };
  for (std::string_view name : {"Register", "UnaryServerInterceptor", "StreamServerInterceptor"}) add(kOld, name, {kServer, When::kAlways});
  for (std::string_view name : {"UnaryClientInterceptor", "StreamClientInterceptor"}) add(kOld, name, {kClient, When::kAlways});
  // What changes the options every counter or histogram is made with, and label names taken from the context of a call.
  static constexpr std::pair<std::string_view, std::string_view> kChanges[] = {
      {"WithConstLabels", "ConstLabels"}, {"WithNamespace", "Namespace"}, {"WithSubsystem", "Subsystem"},
      {"WithHistogramConstLabels", "ConstLabels"}, {"WithHistogramNamespace", "Namespace"}, {"WithHistogramSubsystem", "Subsystem"},
      {"WithHistogramBuckets", "Buckets"}, {"WithHistogramOpts", "*"}, {"WithContextLabels", "label"}, {"WithClientContextLabels", "label"},
      {"WithServerCounterOptions", kCounters}, {"WithClientCounterOptions", kCounters},
      {"WithServerHandlingTimeHistogram", kTime}, {"WithClientHandlingTimeHistogram", kTime},
      {"WithClientStreamRecvHistogram", kReceiveTime}, {"WithClientStreamSendHistogram", kSendTime}};
  for (std::string_view package : {kOld, kNew}) {
    for (const auto& [name, option] : kChanges) {
      library.functions.push_back({.package = package, .name = name, .action = Action::kOption, .option = option});
    }
  }
  library.functions.push_back({.package = kNew, .name = "WithServerIPLabelsEnabled", .action = Action::kOption, .option = "label=grpc_server_ip,grpc_client_ip"});
  const auto add_with_options = [&](std::string_view package, std::string_view name, std::vector<FamilyGroup> groups) {
    library.functions.push_back({.package = package, .name = name, .action = Action::kFamilies, .option_list = 0, .groups = std::move(groups)});
  };
  add_with_options(kOld, "EnableHandlingTimeHistogram", {{kServerTime, When::kAlways}});
  add_with_options(kOld, "EnableClientHandlingTimeHistogram", {{kClientTime, When::kAlways}});
  add_with_options(kOld, "EnableClientStreamReceiveTimeHistogram", {{kClientReceiveTime, When::kAlways}});
  add_with_options(kOld, "EnableClientStreamSendTimeHistogram", {{kClientSendTime, When::kAlways}});
  add_with_options(kOld, "NewServerMetrics", {{.families = kServer, .when_used = true}});
  add_with_options(kOld, "NewClientMetrics", {{.families = kClient, .when_used = true}});
  const auto group = [](std::span<const Family> families, std::string_view option) {
    return FamilyGroup{.families = families, .when_used = true, .given_by = option, .configured_by = option};
  };
  const FamilyGroup server{.families = kServer, .when_used = true, .configured_by = kCounters};
  const FamilyGroup client{.families = kClient, .when_used = true, .configured_by = kCounters};
  add_with_options(kNew, "NewServerMetrics", {server, group(kServerTime, kTime)});
  add_with_options(kNew, "NewClientMetrics",
                   {client, group(kClientTime, kTime), group(kClientReceiveTime, kReceiveTime), group(kClientSendTime, kSendTime)});
  return library;
}

}  // namespace mdg::libraries
