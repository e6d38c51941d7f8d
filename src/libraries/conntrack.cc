// github.com/mwitkow/go-conntrack: connections counted by name. Its metrics are in the default registry from the start and show once
// a dialer or a listener has been made; the HTTP clients of prometheus/common dial through it.
// In: nothing. Out: one Library. Source: what servers built with it were seen to expose, prometheus/common 0.4 to 0.69.
#include "libraries/tables.h"

namespace mdg::libraries {

Library Conntrack() {
  constexpr std::string_view kPackage = "github.com/mwitkow/go-conntrack";
  constexpr std::string_view kClients = "github.com/prometheus/common/config";
  static constexpr Family kDialer[] = {
      {"net_conntrack_dialer_conn_attempted_total", MetricType::kCounter,
       "Total number of connections attempted by the given dialer a given name.", "dialer_name"},
      {"net_conntrack_dialer_conn_established_total", MetricType::kCounter,
       "Total number of connections successfully established by the given dialer a given name.", "dialer_name"},
      {"net_conntrack_dialer_conn_failed_total", MetricType::kCounter,
       "Total number of connections failed to dial by the dialer a given name.", "dialer_name,reason(resolution|refused|timeout|unknown)"},
      {"net_conntrack_dialer_conn_closed_total", MetricType::kCounter,
       "Total number of connections closed which originated from the dialer of a given name.", "dialer_name"},
  };
  static constexpr Family kListener[] = {
      {"net_conntrack_listener_conn_accepted_total", MetricType::kCounter,
       "Total number of connections opened to the listener of a given name.", "listener_name"},
      {"net_conntrack_listener_conn_closed_total", MetricType::kCounter,
       "Total number of connections closed that were made to the listener of a given name.", "listener_name"},
  };
  Library library{.name = "go-conntrack", .packages = {kPackage, kClients}};
  const auto add = [&](std::string_view package, std::string_view name, std::span<const Family> families) {
    library.functions.push_back({.package = package, .name = name, .action = Action::kFamilies,
                                 .groups = {{families, FamilyGroup::When::kAlways}}});
  };
  for (std::string_view name : {"NewDialFunc", "NewDialContextFunc", "PreRegisterDialerMetrics"}) add(kPackage, name, kDialer);
  add(kPackage, "NewListener", kListener);
  for (std::string_view name : {"NewClientFromConfig", "NewRoundTripperFromConfig", "NewRoundTripperFromConfigWithContext"}) {
    add(kClients, name, kDialer);
  }
  return library;
}

}  // namespace mdg::libraries
