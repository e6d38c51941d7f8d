// Folds the switches of definitions into those of their family. See fold_switches.h.
#include "model/fold_switches.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace mdg {

void DropNeedless(std::vector<std::string>& alternatives) {
  const std::vector<std::string> all = alternatives;
  std::erase_if(alternatives, [&](const std::string& one) {
    return std::any_of(all.begin(), all.end(), [&](const std::string& other) { return other != one && (' ' + one + ' ').find(' ' + other + ' ') != std::string::npos; });
  });
}

namespace {

constexpr std::string_view kOr = " or ";

// "--none without --a or --b": the flag, and what keeps it from leaving something out.
std::pair<std::string, std::set<std::string>> Apart(const std::string& setting) {
  const size_t end = setting.find(kUnlessGiven);
  std::set<std::string> spared;
  for (size_t begin = end == std::string::npos ? end : end + kUnlessGiven.size(); begin < setting.size();) {
    const size_t next = std::min(setting.find(kOr, begin), setting.size());
    spared.insert(setting.substr(begin, next - begin));
    begin = next + kOr.size();
  }
  return {setting.substr(0, end), std::move(spared)};
}

}  // namespace

std::vector<std::string> OffInBoth(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  std::set<std::string> both;
  for (const std::string& setting : one) {
    auto [flag, spared] = Apart(setting);
    for (const std::string& another : other) {
      auto [same, more] = Apart(another);
      if (same != flag) continue;
      more.insert(spared.begin(), spared.end());
      both.insert(flag + (more.empty() ? "" : std::string(kUnlessGiven) + fmt::format("{}", fmt::join(more, kOr))));
    }
  }
  return OffInEither({both.begin(), both.end()}, {});
}

std::vector<std::string> OffInEither(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  std::set<std::string> all(one.begin(), one.end());
  all.insert(other.begin(), other.end());
  std::vector<std::string> kept(all.begin(), all.end());
  std::erase_if(kept, [&](const std::string& setting) {
    const auto [flag, spared] = Apart(setting);
    for (const std::string& another : all) {
      const auto [same, fewer] = Apart(another);
      if (same == flag && fewer.size() < spared.size() && std::includes(spared.begin(), spared.end(), fewer.begin(), fewer.end())) return true;
    }
    return false;
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
