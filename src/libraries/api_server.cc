// k8s.io/apiserver: what an aggregated API server exposes, and any other program that links packages of it and shows their registry.
//
//     config := genericapiserver.NewRecommendedConfig(codecs)      apiserver_request_total ..., and what the registry holds from the start
//     options := genericoptions.NewRecommendedOptions(...)         apiserver_admission_*, etcd_* ..., each unless it is switched off
//     options.Etcd = nil
//     import "k8s.io/apiserver/pkg/audit"                          apiserver_audit_event_total, where the legacy registry is shown
//
// In: nothing. Out: one Library. Source: the source of versions 0.18 to 0.37, and of custom-metrics-apiserver, 1.19 to 1.36. What has labels is
// there where something counts with it: a server, or options that make it do so. What has none is there as soon as its package is linked.
// Deliberately not here: what is linked by way of other libraries of Kubernetes (the scheduler's framework), and a server whose configuration is
// not made by the functions below.
#include "libraries/api_server.h"

#include <utility>

#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

using When = FamilyGroup::When;

constexpr std::string_view kModule = "k8s.io/apiserver";
constexpr std::string_view kServerPackage = "k8s.io/apiserver/pkg/server";
constexpr std::string_view kOptions = "k8s.io/apiserver/pkg/server/options";

FamilyGroup Shown(std::span<const Family> families, std::vector<std::string_view> off_fields = {}) {
  return {.families = families, .when = When::kAlways, .module = kModule, .off_fields = std::move(off_fields), .shown_with = kLegacyRegistry};
}

FamilyGroup Since(FamilyGroup group, std::string_view version) {
  group.brought_by = kModule;
  group.brought_since = version;
  return group;
}

FamilyGroup Queues(std::string_view version) {
  FamilyGroup group = Since(Shown(ComponentBaseQueueFamilies()), version);
  group.module = "k8s.io/component-base";
  return group;
}

// What a package links of those that register by themselves; a version where it does not always.
struct Linked {
  std::string_view package;
  bool audit = true;
  bool validation = false, webhooks = false, certificates = false, transformation = false, encryption = false, discovery = false;
  std::string_view queues;  // since when; "": not at all
  std::string_view since;   // the audit
};

constexpr Linked kLinked[] = {
    {.package = kServerPackage, .validation = true, .webhooks = true, .certificates = true, .transformation = true, .discovery = true, .queues = "0.20.0"},
    {.package = kOptions, .validation = true, .webhooks = true, .certificates = true, .transformation = true, .encryption = true, .discovery = true,
     .queues = "0.20.0"},
    {.package = "k8s.io/apiserver/pkg/admission"},
    {.package = "k8s.io/apiserver/pkg/admission/initializer"},
    {.package = "k8s.io/apiserver/pkg/admission/plugin/cel", .since = "0.27.0"},
    {.package = "k8s.io/apiserver/pkg/admission/plugin/webhook", .webhooks = true, .since = "0.24.0"},
    {.package = "k8s.io/apiserver/pkg/admission/plugin/webhook/mutating", .webhooks = true},
    {.package = "k8s.io/apiserver/pkg/admission/plugin/webhook/validating", .webhooks = true},
    {.package = "k8s.io/apiserver/pkg/admission/plugin/policy/mutating", .webhooks = true},
    {.package = "k8s.io/apiserver/pkg/admission/plugin/policy/validating", .webhooks = true},
    {.package = "k8s.io/apiserver/pkg/audit"},
    {.package = "k8s.io/apiserver/pkg/audit/policy"},
    {.package = "k8s.io/apiserver/pkg/authentication/authenticatorfactory", .webhooks = true, .certificates = true, .since = "0.19.0"},
    {.package = "k8s.io/apiserver/pkg/authentication/request/headerrequest", .audit = false, .certificates = true},
    {.package = "k8s.io/apiserver/pkg/authentication/request/x509", .audit = false, .certificates = true},
    {.package = "k8s.io/apiserver/pkg/authentication/token/cache", .since = "0.19.0"},
    {.package = "k8s.io/apiserver/pkg/authorization/authorizerfactory", .webhooks = true, .since = "0.24.0"},
    {.package = "k8s.io/apiserver/pkg/endpoints", .validation = true, .queues = "0.20.0"},
    {.package = "k8s.io/apiserver/pkg/endpoints/discovery", .validation = true},
    {.package = "k8s.io/apiserver/pkg/endpoints/discovery/aggregated", .validation = true, .discovery = true},
    {.package = "k8s.io/apiserver/pkg/endpoints/filterlatency", .since = "0.20.0"},
    {.package = "k8s.io/apiserver/pkg/endpoints/handlers", .validation = true},
    {.package = "k8s.io/apiserver/pkg/endpoints/handlers/responsewriters", .validation = true},
    {.package = "k8s.io/apiserver/pkg/endpoints/metrics", .since = "0.19.0"},
    {.package = "k8s.io/apiserver/pkg/quota/v1", .since = "0.20.0"},
    {.package = "k8s.io/apiserver/pkg/quota/v1/generic", .since = "0.20.0"},
    {.package = "k8s.io/apiserver/pkg/registry/generic", .transformation = true, .since = "0.24.0"},
    {.package = "k8s.io/apiserver/pkg/registry/generic/registry", .validation = true, .transformation = true},
    {.package = "k8s.io/apiserver/pkg/registry/rest", .validation = true},
    {.package = "k8s.io/apiserver/pkg/server/filters", .validation = true},
    {.package = "k8s.io/apiserver/pkg/server/healthz", .since = "0.19.0"},
    {.package = "k8s.io/apiserver/pkg/server/httplog", .since = "0.22.0"},
    {.package = "k8s.io/apiserver/pkg/server/routes", .validation = true},
    {.package = "k8s.io/apiserver/pkg/server/storage", .transformation = true, .since = "0.24.0"},
    {.package = "k8s.io/apiserver/pkg/storage/cacher", .since = "0.24.0"},
    {.package = "k8s.io/apiserver/pkg/storage/etcd3", .transformation = true, .since = "0.24.0"},
    {.package = "k8s.io/apiserver/pkg/storage/storagebackend", .transformation = true, .since = "0.24.0"},
    {.package = "k8s.io/apiserver/pkg/storage/storagebackend/factory", .transformation = true, .since = "0.24.0"},
    {.package = "k8s.io/apiserver/pkg/storage/value", .audit = false, .transformation = true},
    {.package = "k8s.io/apiserver/pkg/util/flowcontrol", .since = "0.24.0"},
    {.package = "k8s.io/apiserver/pkg/util/proxy", .since = "0.28.0"},
    {.package = "k8s.io/apiserver/pkg/util/webhook", .webhooks = true, .since = "0.24.0"},
};

std::vector<FamilyGroup> GroupsOf(const Linked& linked) {
  std::vector<FamilyGroup> groups;
  if (linked.audit) groups.push_back(linked.since.empty() ? Shown(api_server::Audit()) : Since(Shown(api_server::Audit()), linked.since));
  if (linked.certificates) groups.push_back(Shown(api_server::ClientCertificates()));
  if (linked.discovery) groups.push_back(Shown(api_server::Discovery()));
  if (linked.webhooks) groups.push_back(Shown(api_server::WebhookCalls()));
  if (linked.validation) groups.push_back(Shown(api_server::Validation()));
  if (linked.transformation) groups.push_back(Shown(api_server::Transformation()));
  if (linked.encryption) {
    groups.push_back(Shown(api_server::Envelope()));
    groups.push_back(Shown(api_server::EncryptionConfig()));
  }
  if (!linked.queues.empty()) groups.push_back(Queues(linked.queues));
  return groups;
}

// A server, which shows the registry unless it is told not to.
std::vector<FamilyGroup> ServerGroups() {
  std::vector<FamilyGroup> groups;
  for (std::span<const Family> families : {api_server::Endpoints(), api_server::Server(), api_server::FairShare()}) {
    groups.push_back(Shown(families));
  }
  groups.push_back({.families = api_server::Health(), .when = When::kAlways, .module = "k8s.io/component-base"});
  for (FamilyGroup& group : LegacyRegistryFamilies()) groups.push_back(std::move(group));
  for (FamilyGroup& group : groups) group.off_fields = {"EnableMetrics"};
  return groups;
}

void Add(Library& library, std::string_view package, std::string_view name, std::vector<FamilyGroup> groups, std::string_view shows = "") {
  library.functions.push_back({.package = package, .name = name, .action = Action::kFamilies, .groups = std::move(groups),
                               .named_only = name != kImported, .shows = shows});
}

void AddOptions(Library& library) {
  const FamilyGroup admission = Shown(api_server::Admission(), {"Admission"}), audit = Shown(api_server::Auditing(), {"Audit"}),
                    authentication = Shown(api_server::Authentication(), {"Authentication"}),
                    authorization = Shown(api_server::Authorization(), {"Authorization"}), egress = Shown(api_server::Egress(), {"EgressSelector"}),
                    // It asks for what CoreAPI says about the cluster.
                    fairness = Shown(api_server::FlowControl(), {"EnablePriorityAndFairness", "CoreAPI", "Features"}),
                    storage = Shown(api_server::Storage(), {"Etcd"});
  Add(library, kOptions, "NewRecommendedOptions", {admission, audit, authentication, authorization, egress, Since(fairness, "0.20.0"), storage});
  Add(library, kOptions, "NewAdmissionOptions", {admission});
  Add(library, kOptions, "NewAuditOptions", {audit});
  Add(library, kOptions, "NewDelegatingAuthenticationOptions", {authentication});
  Add(library, kOptions, "NewDelegatingAuthorizationOptions", {authorization});
  Add(library, kOptions, "NewEgressSelectorOptions", {egress});
  Add(library, kOptions, "NewEtcdOptions", {storage});
  Add(library, kOptions, "NewFeatureOptions", {Since(fairness, "0.29.0")});
  Add(library, "k8s.io/apiserver/pkg/authentication/authenticatorfactory", "DelegatingAuthenticatorConfig", {authentication});
  Add(library, "k8s.io/apiserver/pkg/authorization/authorizerfactory", "DelegatingAuthorizerConfig", {authorization});
}

// sigs.k8s.io/custom-metrics-apiserver makes a server of a provider of metrics, without storage, admission and fairness.
void AddMetricsAdapters(Library& library) {
  std::vector<FamilyGroup> groups = ServerGroups();
  groups.push_back(Shown(api_server::Authentication()));
  groups.push_back(Shown(api_server::Authorization()));
  for (const Linked& linked : kLinked) {
    if (linked.package != kOptions) continue;
    for (FamilyGroup& group : GroupsOf(linked)) groups.push_back(std::move(group));
  }
  const auto add = [&](std::string_view package, std::string_view name) { Add(library, package, name, groups, kLegacyRegistry); };
  add("github.com/kubernetes-sigs/custom-metrics-apiserver/pkg/cmd", "AdapterBase");  // before 1.22
  add("github.com/kubernetes-sigs/custom-metrics-apiserver/pkg/cmd/server", "NewCustomMetricsAdapterServerOptions");
  groups.push_back(Shown(api_server::Auditing()));
  add("sigs.k8s.io/custom-metrics-apiserver/pkg/cmd", "AdapterBase");
  add("sigs.k8s.io/custom-metrics-apiserver/pkg/cmd/options", "NewCustomMetricsAdapterServerOptions");
  add("sigs.k8s.io/custom-metrics-apiserver/pkg/cmd/server", "NewCustomMetricsAdapterServerOptions");
}

}  // namespace

Library ApiServer() {
  Library library{.name = "k8s.io/apiserver", .module = kModule, .needles = {"k8s.io/apiserver/pkg/", "custom-metrics-apiserver/pkg/cmd"}};
  for (const Linked& linked : kLinked) Add(library, linked.package, kImported, GroupsOf(linked));
  for (std::string_view name : {"NewConfig", "NewRecommendedConfig"}) Add(library, kServerPackage, name, ServerGroups(), kLegacyRegistry);
  Add(library, "k8s.io/apiserver/pkg/endpoints/metrics", "Register", {Shown(api_server::Endpoints())});
  Add(library, "k8s.io/apiserver/pkg/util/proxy", "NewStreamTranslatorHandler", {Shown(api_server::StreamTranslator())});
  Add(library, "k8s.io/apiserver/pkg/util/proxy", "NewTunnelingHandler", {Shown(api_server::StreamTunnel())});
  AddOptions(library);
  AddMetricsAdapters(library);
  return library;
}

}  // namespace mdg::libraries
