#include "metrics.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <memory>
#include <string>
#include <thread>

#include "metric_values.h"

namespace agents_exporter {
namespace {

Agent NamedAgent(std::string name) {
  Agent agent;
  agent.name = std::move(name);
  agent.owner_username = "ada";
  agent.workspace_name = "compiler";
  agent.template_name = "container";
  return agent;
}

// A tick with `count` agents, all of the same state, each of them newly connected after `seconds`.
TickResult ResultWith(int count, ConnectionStatus status, double seconds) {
  TickResult result;
  result.gauges = std::make_unique<TickGauges>();
  for (int number = 0; number < count; ++number) {
    result.gauges->AddAgent(NamedAgent("agent-" + std::to_string(number)), status);
    result.first_connections.push_back(
        {"container", "main", "ada", "compiler", std::chrono::duration<double>(seconds)});
  }
  result.gauges->Finish(Time(std::chrono::seconds(1'000)), static_cast<std::size_t>(count));
  return result;
}

TEST(Metrics, AreFewBeforeTheFirstTick) {
  const Metrics metrics;
  EXPECT_TRUE(Find(metrics.Collect(), "agents_exporter_failed_ticks_total"));
  EXPECT_TRUE(Series(metrics.Collect(), "coderd_agents_up").empty());
  EXPECT_FALSE(Find(metrics.Collect(), "agents_exporter_last_success_timestamp_seconds"));
}

TEST(Metrics, BucketsIncludeTheirBoundary) {
  Metrics metrics;
  for (const double seconds : {0.0, 1.0, 1.000001, 60.0, 3600.0, 3600.5}) {
    metrics.Publish(ResultWith(1, ConnectionStatus::kConnected, seconds));
  }
  const auto metric = Find(
      metrics.Collect(), "coderd_agents_first_connection_seconds",
      {{"template_name", "container"}, {"agent_name", "main"}, {"username", "ada"}, {"workspace_name", "compiler"}});
  ASSERT_TRUE(metric);
  const std::vector<std::pair<double, std::uint64_t>> expected = {
      {1, 2}, {10, 3}, {30, 3}, {60, 4}, {120, 4}, {300, 4}, {600, 4}, {1800, 4}, {3600, 5}, {INFINITY, 6}};
  ASSERT_EQ(metric->histogram.bucket.size(), expected.size());
  for (std::size_t at = 0; at < expected.size(); ++at) {
    EXPECT_EQ(metric->histogram.bucket[at].upper_bound, expected[at].first);
    EXPECT_EQ(metric->histogram.bucket[at].cumulative_count, expected[at].second) << expected[at].first;
  }
  EXPECT_DOUBLE_EQ(metric->histogram.sample_sum, 0 + 1 + 1.000001 + 60 + 3600 + 3600.5);
}

TEST(Metrics, GaugesOfAgentsThatAreGoneGoToo) {
  Metrics metrics;
  metrics.Publish(ResultWith(3, ConnectionStatus::kConnected, 1));
  EXPECT_EQ(Series(metrics.Collect(), "coderd_agents_connections").size(), 3);
  metrics.Publish(ResultWith(1, ConnectionStatus::kDisconnected, 1));
  const auto families = metrics.Collect();
  ASSERT_EQ(Series(families, "coderd_agents_connections").size(), 1);
  EXPECT_EQ(Find(families, "coderd_agents_up",
                 {{"template_name", "container"}, {"username", "ada"}, {"workspace_name", "compiler"}})
                ->gauge.value,
            1);
  EXPECT_EQ(Find(families, "agents_exporter_observed_agents")->gauge.value, 1);
}

// Each tick makes all agents change their state together, and observes as many first connections as it has agents: a scrape that
// saw half a tick would see both states, or a sum that belongs to no tick.
TEST(Metrics, ScrapesNeverSeeHalfATick) {
  constexpr int kAgents = 50;
  Metrics metrics;
  metrics.Publish(ResultWith(kAgents, ConnectionStatus::kConnected, 1));
  std::atomic<bool> done = false;
  std::atomic<int> mixed = 0, scrapes = 0;
  const auto scrape = [&] {
    while (!done) {
      const auto families = metrics.Collect();
      const auto connections = Series(families, "coderd_agents_connections");
      const std::string first = connections.front().label.at(1).value;
      bool whole = connections.size() == kAgents;
      for (const auto& metric : connections) whole = whole && metric.label.at(1).value == first;
      const auto ticks =
          Series(families, "coderd_prometheusmetrics_agents_execution_seconds").front().histogram.sample_count;
      const auto observed = Series(families, "coderd_agents_first_connection_seconds").front().histogram.sample_count;
      whole = whole && observed == ticks * kAgents;
      whole = whole && first == (ticks % 2 == 1 ? "connected" : "disconnected");
      mixed += whole ? 0 : 1;
      ++scrapes;
    }
  };
  std::thread one(scrape), two(scrape);
  for (int tick = 2; tick <= 300 || scrapes < 300; ++tick) {
    metrics.Publish(
        ResultWith(kAgents, tick % 2 == 1 ? ConnectionStatus::kConnected : ConnectionStatus::kDisconnected, 1));
  }
  done = true;
  one.join();
  two.join();
  EXPECT_EQ(mixed, 0);
}

}  // namespace
}  // namespace agents_exporter
