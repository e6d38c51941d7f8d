// Folds the switches of definitions into those of their family. See fold_switches.h.
#include "model/fold_switches.h"

#include <algorithm>
#include <set>
#include <utility>

#include "model/setting.h"

namespace mdg {

void DropNeedless(std::vector<std::string>& alternatives) {
  const std::vector<std::string> all = alternatives;
  std::erase_if(alternatives, [&](const std::string& one) {
    const std::vector<std::string> asked = SettingsTogether(one);
    return std::any_of(all.begin(), all.end(), [&](const std::string& other) {
      const std::vector<std::string> fewer = SettingsTogether(other);
      return fewer.size() < asked.size() && std::all_of(fewer.begin(), fewer.end(), [&](const std::string& setting) { return std::find(asked.begin(), asked.end(), setting) != asked.end(); });
    });
  });
}

std::vector<std::string> OffInBoth(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  std::set<std::string> both;
  for (const std::string& setting : one) {
    const TurnsOff off = TurnsOff::From(setting);
    for (const std::string& another : other) {
      TurnsOff same = TurnsOff::From(another);
      if (same.flag != off.flag) continue;
      same.unless.insert(off.unless.begin(), off.unless.end());
      both.insert(same.Text());
    }
  }
  return OffInEither({both.begin(), both.end()}, {});
}

std::vector<std::string> OffInEither(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  std::set<std::string> all(one.begin(), one.end());
  all.insert(other.begin(), other.end());
  std::vector<std::string> kept(all.begin(), all.end());
  std::erase_if(kept, [&](const std::string& setting) {
    const TurnsOff off = TurnsOff::From(setting);
    return std::any_of(all.begin(), all.end(), [&](const std::string& another) {
      const auto [flag, fewer] = TurnsOff::From(another);
      return flag == off.flag && fewer.size() < off.unless.size() && std::includes(off.unless.begin(), off.unless.end(), fewer.begin(), fewer.end());
    });
  });
  return kept;
}

void FoldSwitches(const std::vector<Metric>& definitions, Metric& family) {
  const bool by_default = std::any_of(definitions.begin(), definitions.end(), [](const Metric& one) { return one.switches.empty(); });
  bool is_first = true;
  for (const Metric& one : definitions) {
    if (by_default && !one.switches.empty()) continue;
    family.switches.insert(family.switches.end(), one.switches.begin(), one.switches.end());
    family.switched_off_by = is_first ? one.switched_off_by : OffInBoth(family.switched_off_by, one.switched_off_by);
    is_first = false;
  }
  // Made without a switch in one place and with it in another, it is there either way.
  for (const Metric& one : definitions) {
    for (const std::string& setting : one.switches) std::erase(family.switched_off_by, setting);
  }
  DropNeedless(family.switches);
}

}  // namespace mdg
