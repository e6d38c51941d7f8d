// In: texts of settings. Out: their parts. See setting.h.
#include "model/setting.h"

#include <fmt/format.h>

#include <algorithm>

namespace mdg {

namespace {

// Where the next setting begins, past the blank before it; a flag that one of our words leads to is part of the same. The size if there is none.
size_t NextSetting(std::string_view settings) {
  for (size_t blank = settings.find(' '); blank != std::string_view::npos; blank = settings.find(' ', blank + 1)) {
    const std::string_view before = settings.substr(0, blank + 1), next = settings.substr(blank + 1);
    if (!next.starts_with("--") && !next.starts_with(kEnvironmentVariable)) continue;
    if (std::none_of(kSettingWords.begin(), kSettingWords.end(), [&](std::string_view word) { return before.ends_with(word); })) return blank + 1;
  }
  return settings.size();
}

}  // namespace

std::vector<std::string> SettingsTogether(std::string_view settings) {
  std::vector<std::string> all;
  while (!settings.empty()) {
    const size_t next = NextSetting(settings);
    all.emplace_back(settings.substr(0, next == settings.size() ? next : next - 1));
    settings.remove_prefix(next);
  }
  return all;
}

bool SaysAlso(std::string_view setting, std::string_view less) {
  const size_t is = setting.find('=');
  if (is == std::string_view::npos) return false;
  const std::string_view name = setting.substr(0, is), value = setting.substr(is + 1);
  const size_t other = less.find(kOtherThan);
  return less.substr(0, other) == name && (other == std::string_view::npos || less.substr(other + kOtherThan.size()) != value);
}

TurnsOff TurnsOff::From(std::string_view setting) {
  const size_t end = setting.find(kUnlessGiven);
  TurnsOff parts{std::string(setting.substr(0, end)), {}};
  for (size_t begin = end == std::string_view::npos ? end : end + kUnlessGiven.size(); begin < setting.size();) {
    const size_t next = std::min(setting.find(kOrGiven, begin), setting.size());
    parts.unless.emplace(setting.substr(begin, next - begin));
    begin = next + kOrGiven.size();
  }
  return parts;
}

std::string TurnsOff::Text() const { return flag + (unless.empty() ? "" : std::string(kUnlessGiven) + fmt::format("{}", fmt::join(unless, kOrGiven))); }

}  // namespace mdg
