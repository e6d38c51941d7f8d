// In: what a tick found. Out: the families of a scrape, all of the same tick.
#include "metrics.h"

#include <iterator>
#include <utility>

#include "agent_row.h"

namespace agents_exporter {
namespace {

const prometheus::Histogram::BucketBoundaries kFirstConnectionBuckets = {1, 10, 30, 60, 120, 300, 600, 1800, 3600};
const prometheus::Histogram::BucketBoundaries kExecutionBuckets = {0.001, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                                   0.25,  0.5,   1,    5,     10,   30};

}  // namespace

TickGauges::TickGauges()
    : up_(prometheus::BuildGauge()
              .Name("coderd_agents_up")
              .Help("Agents of a workspace, whatever the state of their connections.")
              .Register(registry_)),
      connections_(prometheus::BuildGauge()
                       .Name("coderd_agents_connections")
                       .Help("Agents by the state of their connection: connecting, timeout, connected or disconnected.")
                       .Register(registry_)),
      malformed_rows_(prometheus::BuildGauge()
                          .Name("agents_exporter_malformed_rows")
                          .Help("Rows the last tick left out, by the first column that cannot be read.")
                          .Register(registry_)),
      last_success_(prometheus::BuildGauge()
                        .Name("agents_exporter_last_success_timestamp_seconds")
                        .Help("When the tick began that these gauges are from.")
                        .Register(registry_)
                        .Add({})),
      observed_agents_(prometheus::BuildGauge()
                           .Name("agents_exporter_observed_agents")
                           .Help("Agents that exist and whose first connection is settled.")
                           .Register(registry_)
                           .Add({})) {}

void TickGauges::AddAgent(const Agent& agent, ConnectionStatus status) {
  up_.Add({{"template_name", agent.template_name},
           {"username", agent.owner_username},
           {"workspace_name", agent.workspace_name}})
      .Increment();
  connections_
      .Add({{"agent_name", agent.name},
            {"status", Name(status)},
            {"username", agent.owner_username},
            {"workspace_name", agent.workspace_name}})
      .Increment();
}

void TickGauges::AddMalformedRow(Column column) { malformed_rows_.Add({{"column", Name(column)}}).Increment(); }

void TickGauges::Finish(Time now, std::size_t observed_agents) {
  last_success_.Set(std::chrono::duration<double>(now.time_since_epoch()).count());
  observed_agents_.Set(static_cast<double>(observed_agents));
}

Metrics::Metrics()
    : first_connection_(prometheus::BuildHistogram()
                            .Name("coderd_agents_first_connection_seconds")
                            .Help("Time from the creation of an agent to its first connection.")
                            .Register(registry_)),
      execution_(prometheus::BuildHistogram()
                     .Name("coderd_prometheusmetrics_agents_execution_seconds")
                     .Help("Time a successful tick took to read the agents and make their gauges.")
                     .Register(registry_)
                     .Add({}, kExecutionBuckets)),
      negative_durations_(prometheus::BuildCounter()
                              .Name("agents_exporter_negative_durations_total")
                              .Help("First connections before the agent was created: clocks differ; not observed.")
                              .Register(registry_)
                              .Add({})),
      failed_ticks_(prometheus::BuildCounter()
                        .Name("agents_exporter_failed_ticks_total")
                        .Help("Ticks that could not read the database and changed nothing.")
                        .Register(registry_)
                        .Add({})) {}

void Metrics::Publish(TickResult result) {
  std::shared_ptr<const TickGauges> gauges(std::move(result.gauges));
  {
    const std::lock_guard lock(mutex_);
    for (const FirstConnection& first : result.first_connections) {
      first_connection_
          .Add({{"agent_name", first.agent_name},
                {"template_name", first.template_name},
                {"username", first.username},
                {"workspace_name", first.workspace_name}},
               kFirstConnectionBuckets)
          .Observe(first.duration.count());
    }
    negative_durations_.Increment(static_cast<double>(result.negative_durations));
    execution_.Observe(result.execution.count());
    gauges_.swap(gauges);
  }
  // The gauges of the tick before go here, outside the lock: many agents take their time.
}

void Metrics::CountFailedTick() { failed_ticks_.Increment(); }

std::vector<prometheus::MetricFamily> Metrics::Collect() const {
  std::shared_ptr<const TickGauges> gauges;
  std::vector<prometheus::MetricFamily> families;
  {
    const std::lock_guard lock(mutex_);
    families = registry_.Collect();
    gauges = gauges_;
  }
  if (gauges == nullptr) return families;
  std::vector<prometheus::MetricFamily> state = gauges->Collect();  // never changes once published
  families.insert(families.end(), std::make_move_iterator(state.begin()), std::make_move_iterator(state.end()));
  return families;
}

}  // namespace agents_exporter
