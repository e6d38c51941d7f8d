// One tick: reads all agents and brings the metrics to that state.
// In: a database, the agents observed so far, the time. Out: metrics, log lines. Deliberately all or nothing: until the last row
// has come, nothing a scrape could see and nothing the next tick relies on has changed.
#pragma once

#include <chrono>

#include "database.h"
#include "log.h"
#include "metrics.h"
#include "observed_agents.h"

namespace agents_exporter {

class Ticker {
 public:
  struct Settings {
    std::chrono::microseconds connection_timeout = std::chrono::seconds(120);  // then `connecting` becomes `timeout`
    std::chrono::milliseconds query_timeout = std::chrono::seconds(30);
  };

  Ticker(AgentDatabase& database, Metrics& metrics, const Log& log, Settings settings)
      : database_(database), metrics_(metrics), log_(log), settings_(settings) {}

  // False when the database could not be read.
  bool Tick(Time now, std::stop_token stop = {});

 private:
  AgentDatabase& database_;
  Metrics& metrics_;
  const Log& log_;
  Settings settings_;
  ObservedAgents observed_;
};

}  // namespace agents_exporter
