// Folds the switches of definitions into those of their family. See fold_switches.h.
#include "model/fold_switches.h"

#include <algorithm>

namespace mdg {

void DropNeedless(std::vector<std::string>& alternatives) {
  const std::vector<std::string> all = alternatives;
  std::erase_if(alternatives, [&](const std::string& one) {
    return std::any_of(all.begin(), all.end(), [&](const std::string& other) { return other != one && (' ' + one + ' ').find(' ' + other + ' ') != std::string::npos; });
  });
}

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
  DropNeedless(family.switches);
}

}  // namespace mdg
