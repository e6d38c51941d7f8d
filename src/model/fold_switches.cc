// Folds the switches of definitions into those of their family. See fold_switches.h.
#include "model/fold_switches.h"

#include <algorithm>

namespace mdg {

void FoldSwitches(const std::vector<Metric>& definitions, Metric& family) {
  const bool by_default = std::any_of(definitions.begin(), definitions.end(), [](const Metric& one) { return one.switches.empty(); });
  bool is_first = true;
  for (const Metric& one : definitions) {
    if (by_default && !one.switches.empty()) continue;
    family.switches.insert(family.switches.end(), one.switches.begin(), one.switches.end());
    if (is_first) family.switched_off_by = one.switched_off_by;
    std::erase_if(family.switched_off_by, [&](const std::string& setting) {
      return std::find(one.switched_off_by.begin(), one.switched_off_by.end(), setting) == one.switched_off_by.end();
    });
    is_first = false;
  }
}

}  // namespace mdg
