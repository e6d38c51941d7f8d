// One function a library; registry.cc lists them. In: nothing. Out: the declarations.
#pragma once

#include "libraries/library.h"

namespace mdg::libraries {

Library ApiServer();
Library ClientGolang();
Library ComponentBase();
Library Conntrack();
Library ControllerRuntime();
Library DockerGoMetrics();
Library FabricMetrics();
Library GoKit();
Library GoMetrics();
Library GrpcPrometheus();
Library KubeStateMetrics();
Library KubernetesApi();
Library OpenCensus();
Library OpenTelemetry();
Library OperatorObservability();
Library OperatorPkg();
Library PrometheusCommon();
Library PrometheusCpp();
Library PrometheusRules();
Library Seastar();
Library VictoriaMetrics();
// What a configuration declares; the rows refer to the wrappers' texts.
Library Declared(const std::vector<Wrapper>& wrappers);

// A part of client_golang with a file of its own, and what other libraries' handlers show of it.
void AddClientGolangCollectors(Library& library);
void AddOpenTelemetryInstrumentation(Library& library);  // of HTTP and gRPC
void AddComponentBaseFamilies(Library& library);  // the same of k8s.io/component-base
// The registry of k8s.io/component-base that every library of Kubernetes registers with, and what is in it from the start.
inline constexpr std::string_view kLegacyRegistry = "k8s.io/component-base/metrics/legacyregistry";
std::vector<FamilyGroup> LegacyRegistryFamilies();
std::span<const Family> ComponentBaseQueueFamilies();
std::vector<FamilyGroup> DefaultHandlerFamilies();
// What the Go and the process collector show without options, and what the first shows besides when it is asked for all there is: of a
// registry that holds them from the start.
std::vector<FamilyGroup> CollectorFamilies();
FamilyGroup AllRuntimeFamilies();
// What client_golang makes of Go's package runtime/metrics.
std::span<const Family> GoRuntimeFamilies();

}  // namespace mdg::libraries
