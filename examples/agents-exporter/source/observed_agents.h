// The agents whose first connection is settled (observed, or dropped for a negative duration), as a set of identifiers that
// changes as a whole, tick by tick.
//
// In: the identifiers of one tick, one after the other. Out: which of them are new. Deliberately knows nothing of agents,
// metrics or databases; does not copy itself.
//
// Why not two hash maps, the usual answer (what was observed, and what this tick saw): they cost 45 bytes an agent and more,
// and most of a tick is spent in making the second one. Here it is one table in which each slot knows whether the tick came by:
//
// - A slot is the 16 bytes of the UUID and one byte: two bits of state and six bits of hash, so that a probe looks at
//   neighbouring bytes and hardly ever at an identifier that is not the one it wants. Whole identifiers, not hashes of them:
//   two agents must never be taken for one.
// - What a tick adds is marked as added until Commit, so a tick that fails takes it out again (Rollback) and nothing has to be
//   set aside meanwhile.
// - Open addressing at a load of 73 to 87 %, any capacity, not only powers of two: 20 to 23.3 bytes an agent.
// - 64 small tables instead of a large one: when one of them grows or shrinks, only this one exists twice for a moment. One
//   table would peak at twice its size, and be worst just when agents are many.
// - A sorted vector would be 16 bytes an agent, but searching it 100,000 times takes longer than a tick may, and merging it
//   with sorted rows rests on the database sorting as we do.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <vector>

#include "agent.h"

namespace agents_exporter {

class ObservedAgents {
 public:
  explicit ObservedAgents(std::pmr::memory_resource* memory = std::pmr::get_default_resource());
  ObservedAgents(const ObservedAgents&) = delete;
  ObservedAgents& operator=(const ObservedAgents&) = delete;

  // This tick saw the agent, its first connection is settled now: true when it was not before.
  bool Add(const Uuid& id);
  // This tick saw the agent, whatever its first connection: keeps it when it is known. True when it is.
  bool Keep(const Uuid& id);

  // Ends the tick: what it did not see is forgotten.
  void Commit();
  // Ends the tick as if it had never been.
  void Rollback();

  std::size_t size() const;

 private:
  struct Table {
    explicit Table(std::pmr::memory_resource* memory) : ids(memory), marks(memory) {}

    std::pmr::vector<Uuid> ids;
    std::pmr::vector<std::uint8_t> marks;  // 0: empty; else six bits of hash and a state
    std::size_t used = 0;
  };
  static constexpr std::size_t kTableCount = 64;

  static std::size_t Find(const Table& table, const Uuid& id, std::uint64_t hash);
  static void Erase(Table& table, std::size_t gap);
  static void Rebuild(Table& table, std::size_t capacity);
  Table& TableOf(std::uint64_t hash) { return tables_[hash >> 58]; }
  // Takes out what is in `dropped`; the rest is remembered.
  void EndTick(std::uint8_t dropped);

  std::pmr::vector<Table> tables_;
};

}  // namespace agents_exporter
