// Who gives a function what it stores.
//
//     func set(name string, value float64) { table[name] = value }
//     func collect(m stats)                { set("used", m.used) }       hands on nothing of its own: what `set` stores is known here
//
// In: units, with the parameters that are needed. Out: the functions to run so that something is known of what another stores. See slice.h.
#include <algorithm>
#include <utility>

#include "slice/propagation.h"

namespace mdg::slice {

// A text, or what can hold one, that has a say.
bool Propagation::NeedsItsCallers(const Unit& unit) {
  const bool outer = std::exchange(weak_, true);  // numbers are none
  const bool needs = std::any_of(unit.definitions.begin(), unit.definitions.end(), [&](const Definition& definition) {
    if (definition.kind != Definition::Kind::kParameter || !(unit.parameters & Bit(definition.position))) return false;
    return CarriesContext(types_.Resolve(*unit.module, definition.type));
  });
  weak_ = outer;
  return needs;
}

std::vector<const Symbol*> Propagation::SuppliersOf(const Symbol* function) {
  constexpr size_t kMost = 64;
  std::vector<const Symbol*> seen = {function}, suppliers;
  for (size_t i = 0; i < seen.size() && i < kMost; ++i) {
    const Unit* unit = Find(seen[i]);
    if (unit == nullptr) continue;
    const std::vector<const Symbol*> callers = unit->IsFunction() && NeedsItsCallers(*unit) ? CallersOf(seen[i]) : std::vector<const Symbol*>();
    if (callers.empty()) suppliers.push_back(seen[i]);
    for (const Symbol* caller : callers) {
      if (std::find(seen.begin(), seen.end(), caller) == seen.end()) seen.push_back(caller);
    }
  }
  return suppliers;
}

}  // namespace mdg::slice
