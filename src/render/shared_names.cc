// See shared_names.h.
#include "render/shared_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace mdg::render {

namespace {

constexpr size_t kMany = 4;

// "mill_" of mill_sacks and mill_sacks_total: whole words only.
std::string CommonBegin(const std::vector<std::string_view>& names) {
  std::string_view begin = names.front();
  for (std::string_view name : names) begin = begin.substr(0, static_cast<size_t>(std::mismatch(begin.begin(), begin.end(), name.begin(), name.end()).first - begin.begin()));
  const size_t end = begin.rfind('_');
  return end == std::string_view::npos ? "" : std::string(begin.substr(0, end + 1));
}

std::string WithoutBackticks(std::string text) {
  std::erase(text, '`');
  return text;
}

}  // namespace

std::vector<SharedNames> SharedNamesOf(const std::vector<const Details*>& metrics) {
  std::map<OtherStart, size_t> by_start;
  std::map<std::string, std::vector<std::string_view>> by_words;
  for (const Details* metric : metrics) {
    for (const Remark& remark : metric->remarks) {
      if (remark.fact != "name") continue;
      if (const std::optional<OtherStart> start = OtherStartOf(metric->name, remark.text)) ++by_start[*start];
      else by_words[remark.text].push_back(metric->name);
    }
  }
  std::vector<SharedNames> shared;
  for (const auto& [start, count] : by_start) {
    if (count >= kMany) shared.push_back({start.usual, fmt::format("how these names begin is a setting, {}", start.setting), start, ""});
  }
  for (const auto& [words, names] : by_words) {
    const std::string begin = CommonBegin(names);
    const auto begins_so = [&](const Details* metric) { return metric->name.starts_with(begin); };
    // Of other names that begin so the legend would say what is not true.
    if (names.size() < kMany || begin.empty() || static_cast<size_t>(std::count_if(metrics.begin(), metrics.end(), begins_so)) > names.size()) continue;
    shared.push_back({begin, fmt::format("about these names: {}", WithoutBackticks(words)), std::nullopt, words});
  }
  return shared;
}

bool IsTold(std::string_view name, const Remark& remark, const std::vector<SharedNames>& shared) {
  if (remark.fact != "name") return false;
  const std::optional<OtherStart> start = OtherStartOf(name, remark.text);
  return std::any_of(shared.begin(), shared.end(), [&](const SharedNames& one) { return start ? one.start == start : !one.start && one.words == remark.text; });
}

}  // namespace mdg::render
