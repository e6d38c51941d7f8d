// github.com/grpc-ecosystem/go-grpc-prometheus and its successor among the providers of go-grpc-middleware: what gRPC servers and
// clients expose about their calls.
// In: nothing. Out: one Library. Source: what servers with versions 1.2 and 2.0 were seen to expose.
#include "libraries/tables.h"

namespace mdg::libraries {

Library GrpcPrometheus() {
  constexpr std::string_view kOld = "github.com/grpc-ecosystem/go-grpc-prometheus";
  constexpr std::string_view kNew = "github.com/grpc-ecosystem/go-grpc-middleware/providers/prometheus";
  static constexpr std::string_view kLabels = "grpc_type,grpc_service,grpc_method";
  static constexpr std::string_view kCode = "grpc_type,grpc_service,grpc_method,grpc_code";
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
  Library library{.name = "grpc-prometheus", .packages = {kOld, kNew}};
  using When = FamilyGroup::When;
  // The metrics of the old package are in the default registry from the start; they appear when something counts with them.
  const auto add = [&](std::string_view package, std::string_view name, FamilyGroup group) {
    library.functions.push_back({.package = package, .name = name, .action = Action::kFamilies, .groups = {group}});
  };
  for (std::string_view name : {"Register", "UnaryServerInterceptor", "StreamServerInterceptor"}) add(kOld, name, {kServer, When::kAlways});
  for (std::string_view name : {"UnaryClientInterceptor", "StreamClientInterceptor"}) add(kOld, name, {kClient, When::kAlways});
  add(kOld, "EnableHandlingTimeHistogram", {kServerTime, When::kAlways});
  add(kOld, "EnableClientHandlingTimeHistogram", {kClientTime, When::kAlways});
  for (std::string_view package : {kOld, kNew}) {
    add(package, "NewServerMetrics", {.families = kServer, .when_used = true});
    add(package, "NewClientMetrics", {.families = kClient, .when_used = true});
  }
  return library;
}

}  // namespace mdg::libraries
