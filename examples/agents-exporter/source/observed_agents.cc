// In: the identifiers of one tick. Out: which of them are new; the set as it is after the tick.
#include "observed_agents.h"

#include <algorithm>
#include <utility>

namespace agents_exporter {
namespace {

constexpr std::uint8_t kStateBits = 3;
constexpr std::uint8_t kRemembered = 1;  // by an earlier tick; this one has not come by
constexpr std::uint8_t kSeen = 2;
constexpr std::uint8_t kAdded = 3;

// Identifiers need not be random (some are made of the time or are counted up), so their bits are mixed.
std::uint64_t Hash(const Uuid& id) {
  std::uint64_t hash = id.high * 0x9E37'79B9'7F4A'7C15 ^ (id.low + 0xD1B5'4A32'D192'ED03);
  hash = (hash ^ hash >> 32) * 0xD6E8'FEB8'6659'FD93;
  hash = (hash ^ hash >> 32) * 0xD6E8'FEB8'6659'FD93;
  return hash ^ hash >> 32;
}

// The highest six bits choose the table, the lowest 32 the slot, six between them are kept in the mark.
std::uint8_t Mark(std::uint64_t hash, std::uint8_t state) {
  return static_cast<std::uint8_t>((hash >> 32 & 0x3F) << 2 | state);
}

// What was added in this tick stays so: Rollback must find it.
void See(std::uint8_t& mark) {
  if ((mark & kStateBits) == kRemembered) mark = static_cast<std::uint8_t>((mark & ~kStateBits) | kSeen);
}

std::size_t FirstSlot(std::uint64_t hash, std::size_t capacity) { return (hash & 0xFFFF'FFFF) * capacity >> 32; }

// Between 73 and 87 % full; a small table may be emptier.
constexpr std::size_t kSmallestCapacity = 16;
bool IsFull(std::size_t used, std::size_t capacity) { return used * 8 >= capacity * 7; }
bool IsTooLarge(std::size_t used, std::size_t capacity) {
  return used == 0 ? capacity > 0 : capacity > kSmallestCapacity && used * 100 < capacity * 73;
}
std::size_t Larger(std::size_t capacity) { return std::max(kSmallestCapacity, capacity + capacity / 5); }
std::size_t CapacityFor(std::size_t used) { return used == 0 ? 0 : std::max(kSmallestCapacity, used + used / 4 + 1); }

}  // namespace

ObservedAgents::ObservedAgents(std::pmr::memory_resource* memory) : tables_(memory) {
  tables_.reserve(kTableCount);
  for (std::size_t count = 0; count < kTableCount; ++count) tables_.emplace_back(memory);
}

// The slot of `id`, or the empty slot where it would be. There is always an empty one.
std::size_t ObservedAgents::Find(const Table& table, const Uuid& id, std::uint64_t hash) {
  const std::uint8_t wanted = Mark(hash, 0);
  std::size_t slot = FirstSlot(hash, table.marks.size());
  while (true) {
    const std::uint8_t mark = table.marks[slot];
    if (mark == 0) return slot;
    if ((mark & ~kStateBits) == wanted && table.ids[slot] == id) return slot;
    if (++slot == table.marks.size()) slot = 0;
  }
}

void ObservedAgents::Rebuild(Table& table, std::size_t capacity) {
  Table rebuilt(table.ids.get_allocator().resource());
  rebuilt.ids.resize(capacity);
  rebuilt.marks.resize(capacity);
  for (std::size_t slot = 0; slot < table.marks.size(); ++slot) {
    if (table.marks[slot] == 0) continue;
    // All are different: the first empty slot will do, nothing has to be compared.
    std::size_t target = FirstSlot(Hash(table.ids[slot]), capacity);
    while (rebuilt.marks[target] != 0) {
      if (++target == capacity) target = 0;
    }
    rebuilt.ids[target] = table.ids[slot];
    rebuilt.marks[target] = table.marks[slot];
    ++rebuilt.used;
  }
  table = std::move(rebuilt);
}

bool ObservedAgents::Add(const Uuid& id) {
  const std::uint64_t hash = Hash(id);
  Table& table = TableOf(hash);
  std::size_t slot = 0;
  if (!table.marks.empty()) {
    slot = Find(table, id, hash);
    if (table.marks[slot] != 0) {
      See(table.marks[slot]);
      return false;
    }
  }
  if (IsFull(table.used + 1, table.marks.size())) {
    Rebuild(table, Larger(table.marks.size()));
    slot = Find(table, id, hash);
  }
  table.ids[slot] = id;
  table.marks[slot] = Mark(hash, kAdded);
  ++table.used;
  return true;
}

bool ObservedAgents::Keep(const Uuid& id) {
  const std::uint64_t hash = Hash(id);
  Table& table = TableOf(hash);
  if (table.marks.empty()) return false;
  const std::size_t slot = Find(table, id, hash);
  if (table.marks[slot] == 0) return false;
  See(table.marks[slot]);
  return true;
}

void ObservedAgents::Commit() { EndTick(kRemembered); }

void ObservedAgents::Rollback() { EndTick(kAdded); }

// A gap would end later searches too early, so what stands behind it and would rather be nearer to its first slot moves up.
void ObservedAgents::Erase(Table& table, std::size_t gap) {
  const std::size_t capacity = table.marks.size();
  const auto distance = [&](std::size_t from, std::size_t to) { return to >= from ? to - from : to + capacity - from; };
  for (std::size_t slot = gap;;) {
    if (++slot == capacity) slot = 0;
    if (table.marks[slot] == 0) break;
    const std::size_t first = FirstSlot(Hash(table.ids[slot]), capacity);
    if (distance(first, slot) < distance(gap, slot)) continue;
    table.ids[gap] = table.ids[slot];
    table.marks[gap] = table.marks[slot];
    gap = slot;
  }
  table.marks[gap] = 0;
  --table.used;
}

void ObservedAgents::EndTick(std::uint8_t dropped) {
  for (Table& table : tables_) {
    for (std::size_t slot = 0; slot < table.marks.size(); ++slot) {
      // Once more after each time: another one may have moved up.
      while (table.marks[slot] != 0 && (table.marks[slot] & kStateBits) == dropped) Erase(table, slot);
    }
    for (std::uint8_t& mark : table.marks) {
      if (mark != 0) mark = static_cast<std::uint8_t>((mark & ~kStateBits) | kRemembered);
    }
    if (IsTooLarge(table.used, table.marks.size())) Rebuild(table, CapacityFor(table.used));
  }
}

std::size_t ObservedAgents::size() const {
  std::size_t sum = 0;
  for (const Table& table : tables_) sum += table.used;
  return sum;
}

}  // namespace agents_exporter
