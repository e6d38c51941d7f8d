// Every metric of the exporter, and the one place that a scrape reads them from.
//
// In: what a tick found. Out: the families of a scrape, all of the same tick. Deliberately decides nothing: what is observed,
// counted or left out is tick.cc's matter.
//
// Two kinds of metric live here. Those that grow (histograms, counters) are in one registry for good. Those that say how things
// are (gauges) are made anew by each tick in a registry of its own, TickGauges, which then takes the place of the one before;
// so an agent that is gone leaves no series behind, and nothing has to be deleted.
#pragma once

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "agent.h"

namespace agents_exporter {

// A first connection that is to be observed.
struct FirstConnection {
  std::string template_name;
  std::string agent_name;
  std::string username;
  std::string workspace_name;
  std::chrono::duration<double> duration;
};

// The gauges of one tick; filled by it alone, read by scrapes once it is published.
class TickGauges {
 public:
  TickGauges();

  void AddAgent(const Agent& agent, ConnectionStatus status);
  void AddMalformedRow(Column column);
  void Finish(Time now, std::size_t observed_agents);

  std::vector<prometheus::MetricFamily> Collect() const { return registry_.Collect(); }

 private:
  prometheus::Registry registry_;
  prometheus::Family<prometheus::Gauge>& up_;
  prometheus::Family<prometheus::Gauge>& connections_;
  prometheus::Family<prometheus::Gauge>& malformed_rows_;
  prometheus::Gauge& last_success_;
  prometheus::Gauge& observed_agents_;
};

struct TickResult {
  std::vector<FirstConnection> first_connections;
  std::size_t negative_durations = 0;
  std::unique_ptr<TickGauges> gauges;
  std::chrono::duration<double> execution{};
};

class Metrics : public prometheus::Collectable {
 public:
  Metrics();

  // A scrape sees all of the result or nothing of it.
  void Publish(TickResult result);
  void CountFailedTick();

  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  mutable std::mutex mutex_;  // between Publish and Collect; also guards gauges_
  prometheus::Registry registry_;
  prometheus::Family<prometheus::Histogram>& first_connection_;
  prometheus::Histogram& execution_;
  prometheus::Counter& negative_durations_;
  prometheus::Counter& failed_ticks_;
  std::shared_ptr<const TickGauges> gauges_;  // none before the first tick that succeeds
};

}  // namespace agents_exporter
