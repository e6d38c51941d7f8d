// What it costs to know which agents were observed already: bytes at most, and milliseconds a tick.
//
// In: nothing. Out: a table for 100,000 and for 1,000,000 agents; exit code 1 when the first line takes more than 2.5 MB. The aim for
// its ticks after the first, 5 ms, is for readers: a test that hangs on a clock tests the machine. Deliberately measures the
// bookkeeping alone: no database, no metrics.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <random>
#include <utility>
#include <vector>

#include "counting_memory.h"
#include "observed_agents.h"

namespace agents_exporter {
namespace {

constexpr int kTicks = 21;

std::vector<Uuid> RandomAgents(std::size_t count, std::mt19937_64& engine) {
  std::vector<Uuid> agents(count);
  for (Uuid& agent : agents) agent = {engine(), engine()};
  return agents;
}

// Of this thread alone: what else the machine does meanwhile is no cost of ours.
double ProcessorMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double Milliseconds(ObservedAgents& observed, const std::vector<Uuid>& agents) {
  const double begin = ProcessorMilliseconds();
  for (const Uuid& agent : agents) observed.Add(agent);
  observed.Commit();
  return ProcessorMilliseconds() - begin;
}

struct Times {
  double quickest = 0;
  double median = 0;

  explicit Times(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    quickest = values.front();
    median = values[values.size() / 2];
  }
};

struct Cost {
  double first_tick;       // all agents are new
  Times same_tick;         // ticks that see the same agents, in another order each
  Times changed_tick;      // ticks in which one agent of a hundred is replaced
  std::size_t peak_bytes;  // over all of these
};

Cost Measure(std::size_t count) {
  std::mt19937_64 engine(count);
  std::vector<Uuid> agents = RandomAgents(count, engine);
  CountingMemory memory;
  ObservedAgents observed(&memory);
  const double first = Milliseconds(observed, agents);
  std::vector<double> same, changed;
  for (int tick = 0; tick < kTicks; ++tick) {
    std::shuffle(agents.begin(), agents.end(), engine);
    same.push_back(Milliseconds(observed, agents));
  }
  for (int tick = 0; tick < kTicks; ++tick) {
    for (std::size_t at = 0; at < count / 100; ++at) agents[engine() % count] = {engine(), engine()};
    changed.push_back(Milliseconds(observed, agents));
  }
  return {first, Times(std::move(same)), Times(std::move(changed)), memory.peak()};
}

int Main() {
  constexpr double kMostMegabytes = 2.5;
  bool fine = true;
  std::puts(
      "| Agents | Peak, MB | Bytes an agent | First tick, ms | Same agents, ms (median) | 1 % replaced, ms (median) |");
  std::puts("| -: | -: | -: | -: | -: | -: |");
  for (const std::size_t count : {100'000, 1'000'000}) {
    const Cost cost = Measure(count);
    const double megabytes = static_cast<double>(cost.peak_bytes) / 1e6;
    const double bytes_each = static_cast<double>(cost.peak_bytes) / static_cast<double>(count);
    std::puts(fmt::format("| {} | {:.2f} | {:.1f} | {:.1f} | {:.1f} ({:.1f}) | {:.1f} ({:.1f}) |", count, megabytes,
                          bytes_each, cost.first_tick, cost.same_tick.quickest, cost.same_tick.median,
                          cost.changed_tick.quickest, cost.changed_tick.median)
                  .c_str());
    if (count == 100'000) fine = megabytes <= kMostMegabytes;
  }
  return fine ? 0 : 1;
}

}  // namespace
}  // namespace agents_exporter

int main() { return agents_exporter::Main(); }
