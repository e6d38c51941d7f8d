// Made-up agents that look like a few hundred developers' week.
// In: how many, a seed, the time it is. Out: SQL that SQLite and PostgreSQL both understand. Deliberately the same bytes for the
// same input, so that what a test or a dashboard shows can be worked out by hand.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "agent.h"

namespace agents_exporter {

struct SampleSettings {
  std::uint64_t agents = 1000;
  std::uint64_t seed = 1;
  Time now;
};

// Calls `write` with one INSERT after the other, each with some hundred rows.
void WriteSampleAgents(const SampleSettings& settings, const std::function<void(const std::string& statement)>& write);

}  // namespace agents_exporter
