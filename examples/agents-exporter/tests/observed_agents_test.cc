#include "observed_agents.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <utility>
#include <vector>

#include "counting_memory.h"

namespace agents_exporter {
namespace {

Uuid Agent(std::uint64_t number) { return {0, number}; }

TEST(ObservedAgents, AddsOnceAndForgetsWhatATickDoesNotSee) {
  ObservedAgents observed;
  EXPECT_FALSE(observed.Keep(Agent(1)));
  EXPECT_TRUE(observed.Add(Agent(1)));
  EXPECT_FALSE(observed.Add(Agent(1)));  // twice in one tick
  EXPECT_TRUE(observed.Add(Agent(2)));
  observed.Commit();
  EXPECT_EQ(observed.size(), 2);
  EXPECT_FALSE(observed.Add(Agent(1)));
  observed.Commit();
  EXPECT_EQ(observed.size(), 1);
  EXPECT_TRUE(observed.Keep(Agent(1)));
  observed.Commit();
  EXPECT_EQ(observed.size(), 1);
  EXPECT_FALSE(observed.Keep(Agent(2)));
  EXPECT_TRUE(observed.Add(Agent(2)));
}

TEST(ObservedAgents, RollbackLeavesNoTrace) {
  ObservedAgents observed;
  observed.Add(Agent(1));
  observed.Add(Agent(2));
  observed.Commit();
  observed.Keep(Agent(1));  // has seen one of two, and a new one
  observed.Add(Agent(3));
  observed.Rollback();
  EXPECT_EQ(observed.size(), 2);
  EXPECT_TRUE(observed.Keep(Agent(2)));
  EXPECT_TRUE(observed.Add(Agent(3)));
  observed.Commit();
  EXPECT_EQ(observed.size(), 2);
  EXPECT_FALSE(observed.Keep(Agent(1)));  // what the tick before the rollback saw does not count
}

// The same as std::set does it, over ticks that grow, shrink, fail, and see agents twice. Identifiers that differ in few bits, in
// either half, meet in the same tables.
class ObservedAgentsAgainstModel : public testing::TestWithParam<unsigned> {};

TEST_P(ObservedAgentsAgainstModel, Agrees) {
  std::mt19937_64 engine(GetParam());
  ObservedAgents observed;
  std::set<std::pair<std::uint64_t, std::uint64_t>> model;
  for (int tick = 0; tick < 200; ++tick) {
    const std::uint64_t range = std::uint64_t{1} << (engine() % 13);
    std::set<std::pair<std::uint64_t, std::uint64_t>> seen, added;
    for (std::uint64_t row = engine() % (2 * range); row > 0; --row) {
      const std::uint64_t number = engine() % range;
      const Uuid id = number % 2 == 0 ? Uuid{number << 48, 7} : Uuid{7, number};
      const std::pair key(id.high, id.low);
      const bool known = model.contains(key) || added.contains(key);
      if (engine() % 4 == 0) {
        ASSERT_EQ(observed.Keep(id), known);
        if (known) seen.insert(key);
      } else {
        ASSERT_EQ(observed.Add(id), !known);
        seen.insert(key);
        if (!known) added.insert(key);
      }
    }
    if (engine() % 5 == 0) {
      observed.Rollback();
    } else {
      observed.Commit();
      model = seen;
    }
    ASSERT_EQ(observed.size(), model.size());
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, ObservedAgentsAgainstModel, testing::Range(0u, 20u));

// 25 bytes for each agent at most, growing, shrinking and with agents replaced, not only at numbers that happen to suit.
TEST(ObservedAgents, StaysWithinItsMemory) {
  std::mt19937_64 engine(3);
  for (const std::size_t count : {10'000, 33'333, 100'000, 150'000}) {
    CountingMemory memory;
    {
      ObservedAgents observed(&memory);
      std::vector<Uuid> agents(count);
      for (Uuid& agent : agents) agent = {engine(), engine()};
      for (int tick = 0; tick < 10; ++tick) {
        for (std::size_t at = 0; at < count / 100; ++at) agents[engine() % count] = {engine(), engine()};
        for (const Uuid& agent : agents) observed.Add(agent);
        observed.Commit();
        ASSERT_EQ(observed.size(), count);
      }
      EXPECT_LE(memory.peak(), count * 25) << count;
      for (std::size_t at = 0; at < count / 10; ++at) observed.Keep(agents[at]);
      observed.Commit();
      EXPECT_LE(memory.in_use(), count / 10 * 25 + 10'000) << count;
      observed.Commit();
      EXPECT_LE(memory.in_use(), 10'000) << count;
    }
    EXPECT_EQ(memory.in_use(), 0);
  }
}

}  // namespace
}  // namespace agents_exporter
