// What handlers, transports and stats handlers of OpenTelemetry's instrumentation of HTTP and gRPC measure.
//
//     otel.SetMeterProvider(provider)
//     handler = otelhttp.NewHandler(handler, "granary")       http_server_request_duration_seconds ...
//
// In: nothing. Out: rows of the library OpenTelemetry. Source: what the source of otelhttp (0.36 to 0.70) and otelgrpc (0.37 to 0.70) makes, and
// where a semantic convention says it, that. They measure with the provider everybody shares, so the program has to set one, or give one as an
// option; and what they measure reaches Prometheus by an exporter of the same program.
// Deliberately not looked at: which of several handlers of a package is given a provider, one that is given to a wrapper elsewhere, and
// OTEL_SEMCONV_STABILITY_OPT_IN, which adds families under older or newer names in some versions.
#include <utility>

#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

constexpr std::string_view kGlobal = "go.opentelemetry.io/otel";
constexpr std::string_view kNoop = "go.opentelemetry.io/otel/metric/noop";
constexpr std::string_view kHttp = "go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp";
constexpr std::string_view kGrpc = "go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc";
constexpr std::string_view kNothing = "nothing";

constexpr Family In(std::string_view unit, Family family) { return family.unit = unit, family; }

// Labels besides these: what a labeler adds.
constexpr std::string_view kServedOnce = "http_method,http_scheme,...";
constexpr std::string_view kServed = "http_method,http_scheme,net_host_name,net_host_port,net_protocol_name,net_protocol_version,http_status_code,...";
constexpr std::string_view kServedNow =
    "http_request_method,url_scheme,server_address,server_port,network_protocol_name,network_protocol_version,http_response_status_code,...";
constexpr std::string_view kRoutedNow =
    "http_request_method,url_scheme,server_address,server_port,network_protocol_name,network_protocol_version,http_response_status_code,http_route,...";
constexpr Family kHttpServer[] = {
    {"http.server.request_content_length", MetricType::kCounter, "", kServedOnce, "", "0.46.0"},
    {"http.server.response_content_length", MetricType::kCounter, "", kServedOnce, "", "0.46.0"},
    {"http.server.duration", MetricType::kHistogram, "", kServedOnce, "", "0.46.0"},
    In("By", {"http.server.request_content_length", MetricType::kCounter, "Measures the size of HTTP request content length (uncompressed)",
              kServedOnce, "0.46.0", "0.48.0"}),
    In("By", {"http.server.response_content_length", MetricType::kCounter, "Measures the size of HTTP response content length (uncompressed)",
              kServedOnce, "0.46.0", "0.48.0"}),
    In("ms", {"http.server.duration", MetricType::kHistogram, "Measures the duration of HTTP request handling", kServedOnce, "0.46.0", "0.48.0"}),
    In("By", {"http.server.request.size", MetricType::kCounter, "Measures the size of HTTP request messages.", kServed, "0.48.0", "0.61.0"}),
    In("By", {"http.server.response.size", MetricType::kCounter, "Measures the size of HTTP response messages.", kServed, "0.48.0", "0.61.0"}),
    In("ms", {"http.server.duration", MetricType::kHistogram, "Measures the duration of inbound HTTP requests.", kServed, "0.48.0", "0.61.0"}),
    In("By", {"http.server.request.body.size", MetricType::kHistogram, "Size of HTTP server request bodies.", kServedNow, "0.61.0", "0.64.0"}),
    In("By", {"http.server.response.body.size", MetricType::kHistogram, "Size of HTTP server response bodies.", kServedNow, "0.61.0", "0.64.0"}),
    In("s", {"http.server.request.duration", MetricType::kHistogram, "Duration of HTTP server requests.", kServedNow, "0.61.0", "0.64.0"}),
    In("By", {"http.server.request.body.size", MetricType::kHistogram, "Size of HTTP server request bodies.", kRoutedNow, "0.64.0"}),
    In("By", {"http.server.response.body.size", MetricType::kHistogram, "Size of HTTP server response bodies.", kRoutedNow, "0.64.0"}),
    In("s", {"http.server.request.duration", MetricType::kHistogram, "Duration of HTTP server requests.", kRoutedNow, "0.64.0"}),
};

constexpr std::string_view kSent = "http_method,net_peer_name,net_peer_port,http_status_code,...";
constexpr std::string_view kSentNow =
    "http_request_method,server_address,url_scheme,server_port,network_protocol_name,network_protocol_version,http_response_status_code,...";
constexpr Family kHttpClient[] = {
    In("By", {"http.client.request.size", MetricType::kCounter, "Measures the size of HTTP request messages.", kSent, "0.48.0", "0.61.0"}),
    In("By", {"http.client.response.size", MetricType::kCounter, "Measures the size of HTTP response messages.", kSent, "0.48.0", "0.61.0"}),
    In("ms", {"http.client.duration", MetricType::kHistogram, "Measures the duration of outbound HTTP requests.", kSent, "0.48.0", "0.61.0"}),
    In("By", {"http.client.request.body.size", MetricType::kHistogram, "Size of HTTP client request bodies.", kSentNow, "0.61.0"}),
    In("s", {"http.client.request.duration", MetricType::kHistogram, "Duration of HTTP client requests.", kSentNow, "0.61.0"}),
};

// Labels besides these: what an option adds, from 0.54 on.
constexpr std::string_view kAsked = "rpc_service,rpc_method,rpc_system,...";
constexpr std::string_view kAnswered = "rpc_service,rpc_method,rpc_system,rpc_grpc_status_code,...";
constexpr std::string_view kCalledNow = "rpc_method,rpc_system_name,...";
constexpr std::string_view kAnsweredNow = "rpc_method,rpc_system_name,rpc_response_status_code,...";
constexpr std::string_view kMessages = "Measures the number of messages received per RPC. Should be 1 for all non-streaming RPCs.";
constexpr std::string_view kRequestSize = "Measures size of RPC request messages (uncompressed).";
constexpr std::string_view kResponseSize = "Measures size of RPC response messages (uncompressed).";
constexpr std::string_view kRequestSizeNow = "Measures the size of RPC request messages (uncompressed).";
constexpr std::string_view kResponseSizeNow = "Measures the size of RPC response messages (uncompressed).";
constexpr std::string_view kReceived = "Measures the number of messages received per RPC.";
constexpr std::string_view kSentMessages = "Measures the number of messages sent per RPC.";

constexpr Family kGrpcServer[] = {
    In("ms", {"rpc.server.duration", MetricType::kHistogram, "Measures the duration of inbound RPC.", kAnswered, "0.46.0", "0.65.0"}),
    In("By", {"rpc.server.request.size", MetricType::kHistogram, kRequestSize, kAsked, "0.46.0", "0.61.0"}),
    In("By", {"rpc.server.response.size", MetricType::kHistogram, kResponseSize, kAsked, "0.46.0", "0.61.0"}),
    In("{count}", {"rpc.server.requests_per_rpc", MetricType::kHistogram, kMessages, kAnswered, "0.46.0", "0.61.0"}),
    In("{count}", {"rpc.server.responses_per_rpc", MetricType::kHistogram, kMessages, kAnswered, "0.46.0", "0.61.0"}),
    In("By", {"rpc.server.request.size", MetricType::kHistogram, kRequestSizeNow, kAsked, "0.61.0", "0.65.0"}),
    In("By", {"rpc.server.response.size", MetricType::kHistogram, kResponseSizeNow, kAsked, "0.61.0", "0.65.0"}),
    In("{count}", {"rpc.server.requests_per_rpc", MetricType::kHistogram, kReceived, kAnswered, "0.61.0", "0.65.0"}),
    In("{count}", {"rpc.server.responses_per_rpc", MetricType::kHistogram, kSentMessages, kAnswered, "0.61.0", "0.65.0"}),
    In("By", {"rpc.server.request.size", MetricType::kHistogram, kRequestSizeNow, kCalledNow, "0.65.0", "0.67.0"}),
    In("By", {"rpc.server.response.size", MetricType::kHistogram, kResponseSizeNow, kCalledNow, "0.65.0", "0.67.0"}),
    In("s", {"rpc.server.call.duration", MetricType::kHistogram, "Measures the duration of inbound remote procedure calls (RPC).", kAnsweredNow,
             "0.65.0", "0.67.0"}),
    In("s", {"rpc.server.call.duration", MetricType::kHistogram, "Measures the duration of an incoming Remote Procedure Call (RPC).", kAnsweredNow,
             "0.67.0"}),
};

constexpr Family kGrpcClient[] = {
    In("ms", {"rpc.client.duration", MetricType::kHistogram, "Measures the duration of inbound RPC.", kAnswered, "0.46.0", "0.61.0"}),
    In("By", {"rpc.client.request.size", MetricType::kHistogram, kRequestSize, kAsked, "0.46.0", "0.61.0"}),
    In("By", {"rpc.client.response.size", MetricType::kHistogram, kResponseSize, kAsked, "0.46.0", "0.61.0"}),
    In("{count}", {"rpc.client.requests_per_rpc", MetricType::kHistogram, kMessages, kAnswered, "0.46.0", "0.61.0"}),
    In("{count}", {"rpc.client.responses_per_rpc", MetricType::kHistogram, kMessages, kAnswered, "0.46.0", "0.61.0"}),
    In("ms", {"rpc.client.duration", MetricType::kHistogram, "Measures the duration of outbound RPC.", kAnswered, "0.61.0", "0.65.0"}),
    In("By", {"rpc.client.request.size", MetricType::kHistogram, kRequestSizeNow, kAsked, "0.61.0", "0.65.0"}),
    In("By", {"rpc.client.response.size", MetricType::kHistogram, kResponseSizeNow, kAsked, "0.61.0", "0.65.0"}),
    In("{count}", {"rpc.client.requests_per_rpc", MetricType::kHistogram, kReceived, kAnswered, "0.61.0", "0.65.0"}),
    In("{count}", {"rpc.client.responses_per_rpc", MetricType::kHistogram, kSentMessages, kAnswered, "0.61.0", "0.65.0"}),
    In("By", {"rpc.client.request.size", MetricType::kHistogram, kRequestSizeNow, kCalledNow, "0.65.0", "0.67.0"}),
    In("By", {"rpc.client.response.size", MetricType::kHistogram, kResponseSizeNow, kCalledNow, "0.65.0", "0.67.0"}),
    In("s", {"rpc.client.call.duration", MetricType::kHistogram, "Measures the duration of outbound remote procedure calls (RPC).", kAnsweredNow,
             "0.65.0", "0.67.0"}),
    In("s", {"rpc.client.call.duration", MetricType::kHistogram, "Measures the duration of an outgoing Remote Procedure Call (RPC).", kAnsweredNow,
             "0.67.0"}),
};

// The interceptor for single requests measures, that for streams does not.
constexpr Family kGrpcInterceptor[] = {
    In("ms", {"rpc.server.duration", MetricType::kHistogram, "", "rpc_service,rpc_method,rpc_system,rpc_grpc_status_code,...", "0.37.0", "0.45.0"}),
    In("ms", {"rpc.server.duration", MetricType::kHistogram, "Measures the duration of inbound RPC.", kAnswered, "0.45.0", "0.61.0"}),
};

}  // namespace

void AddOpenTelemetryInstrumentation(Library& library) {
  using When = FamilyGroup::When;
  const auto add = [&](std::string_view package, std::string_view name, std::span<const Family> families) {
    library.functions.push_back({.package = package, .name = name, .action = Action::kFamilies, .name_rule = NameRule::kOpenTelemetry,
                                 .groups = {{.families = families, .when = When::kAlways, .module = package, .declined_by = kNothing,
                                             .shown_with = kGlobal, .shown_beside = package}},
                                 .named_only = true});
  };
  for (std::string_view name : {"NewHandler", "NewMiddleware"}) add(kHttp, name, kHttpServer);
  for (std::string_view name : {"NewTransport", "DefaultClient", "Get", "Head", "Post", "PostForm"}) add(kHttp, name, kHttpClient);
  add(kGrpc, "NewServerHandler", kGrpcServer);
  add(kGrpc, "NewClientHandler", kGrpcClient);
  add(kGrpc, "UnaryServerInterceptor", kGrpcInterceptor);
  // Who says where to measure.
  const auto provide = [&](std::string_view package, std::string_view name) {
    library.functions.push_back({.package = package, .name = name, .action = Action::kFamilies,
                                 .groups = {{.when = When::kAlways, .declined_by = kNothing}}, .named_only = true, .shows = package});
  };
  provide(kGlobal, "SetMeterProvider");
  provide(kHttp, "WithMeterProvider");
  provide(kGrpc, "WithMeterProvider");
  for (std::string_view name : {"NewMeterProvider", "MeterProvider"}) {
    library.functions.push_back({.package = kNoop, .name = name, .action = Action::kFamilies, .option = kNothing,
                                 .groups = {{.when = When::kAlways}}, .named_only = true});
  }
  for (std::string_view package : library.packages) library.needles.push_back(package);
  for (std::string_view needle : {kHttp, kGrpc, std::string_view(".SetMeterProvider(")}) library.needles.push_back(needle);
}

}  // namespace mdg::libraries
