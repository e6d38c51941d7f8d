// In: details of metrics. Out: the table of switches. See switch_table.h.
#include "model/setting.h"
#include "render/switch_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace mdg::render {

namespace {

constexpr size_t kManyRows = 4;  // from here on what they share is said once

// "off with `--no-arp`", "on with `--wifi`": what users can change; "": nothing is known to have a say.
std::string SettingsText(const Details& details, const std::string& without) {
  std::vector<std::string> off = details.switched_off_by;
  std::erase_if(off, [&](const std::string& one) { return TurnsOff::From(one).flag == without; });
  const std::string text = ByDefaultText(details.switches, off);  // "off; on with ...", "on; off with ..."
  const size_t end = text.find("; ");
  return end == std::string::npos ? "" : text.substr(end + 2);
}

bool IsOnByDefault(const Details& details) { return details.switches.empty() && !details.switched_off_by.empty(); }

// The first switch that turns off all that is on by default, where that is more than a few rows; "": there is none.
std::string SharedSwitch(const std::vector<const Details*>& metrics) {
  std::optional<std::vector<std::string>> shared;
  std::set<std::vector<std::string>> ways;
  for (const Details* details : metrics) {
    if (!IsOnByDefault(*details)) continue;
    std::vector<std::string> off = details->switched_off_by;
    ways.insert(off);
    std::transform(off.begin(), off.end(), off.begin(), [](const std::string& one) { return TurnsOff::From(one).flag; });
    if (!shared) shared = off;
    std::erase_if(*shared, [&](const std::string& one) { return std::find(off.begin(), off.end(), one) == off.end(); });
  }
  return !shared || shared->empty() || ways.size() < kManyRows ? "" : shared->front();
}

// How many of the names begin so, for every beginning that ends with a whole word.
std::map<std::string, size_t> CountBeginnings(const std::vector<SwitchRow::Shown>& metrics) {
  std::map<std::string, size_t> counts;
  for (const SwitchRow::Shown& metric : metrics) {
    const std::string_view known = std::string_view(metric.name).substr(0, metric.name.find('<'));
    for (size_t at = known.find('_'); at != std::string::npos; at = known.find('_', at + 1)) ++counts[metric.name.substr(0, at + 1)];
  }
  return counts;
}

// The beginning that as many as possible of the row's metrics, at least two, and no others have, to the last word they share; "": none.
std::string BeginningOf(const std::string& name, const std::map<std::string, size_t>& in_row, const std::map<std::string, size_t>& in_all) {
  std::string chosen;
  size_t metrics = 1;
  for (size_t at = name.find('_'); at != std::string::npos; at = name.find('_', at + 1)) {
    const std::string beginning = name.substr(0, at + 1);
    const auto found = in_row.find(beginning);
    if (found == in_row.end() || (!chosen.empty() && found->second < metrics)) break;
    if (found->second < 2 || found->second != in_all.at(beginning)) continue;
    chosen = beginning;
    metrics = found->second;
  }
  return chosen;
}

// Those that say the most come first.
void ChooseFew(SwitchRow& row, const std::map<std::string, size_t>& in_all) {
  const std::map<std::string, size_t> in_row = CountBeginnings(row.metrics);
  std::set<std::string> said;
  std::vector<std::pair<size_t, SwitchRow::Shown>> choices;  // how many metrics each is
  for (const SwitchRow::Shown& metric : row.metrics) {
    const std::string beginning = BeginningOf(metric.name, in_row, in_all);
    if (beginning.empty()) choices.push_back({1, metric});
    else if (said.insert(beginning).second) choices.push_back({in_row.at(beginning), {beginning + '*', metric.anchor}});
  }
  std::stable_sort(choices.begin(), choices.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  row.more = row.metrics.size();
  for (size_t i = 0; i < choices.size() && i < kFewSwitched; ++i) {
    row.few.push_back(choices[i].second);
    row.more -= choices[i].first;
  }
}

}  // namespace

std::vector<SwitchRow> MakeSwitchTable(const std::vector<const Details*>& metrics) {
  const std::string shared = SharedSwitch(metrics);
  const bool spares = std::any_of(metrics.begin(), metrics.end(), [&](const Details* details) {
    return std::any_of(details->switched_off_by.begin(), details->switched_off_by.end(), [&](const std::string& one) { return TurnsOff::From(one).flag == shared && !TurnsOff::From(one).unless.empty(); });
  });
  const std::string shared_text = fmt::format("off with `{}`{}", shared, spares ? ", where its own flag is not given too" : "");
  std::map<std::tuple<bool, bool, std::string>, SwitchRow> rows;  // first what is shared, last what is off
  const auto add = [&](const Details& details, bool is_shared, const std::string& settings) {
    const bool is_off = !details.switches.empty();
    const auto [found, is_first] = rows.try_emplace({is_off, !is_shared, settings});
    SwitchRow& row = found->second;
    if (is_first) row = {!is_off, settings, details.systems_text, {}, {}, 0};
    if (row.systems != details.systems_text) row.systems.clear();
    row.metrics.push_back({details.name, details.anchor});
  };
  for (const Details* details : metrics) {
    if (!shared.empty() && IsOnByDefault(*details)) add(*details, true, shared_text);
    if (const std::string settings = SettingsText(*details, shared); !settings.empty()) add(*details, false, settings);
  }
  std::vector<SwitchRow> table;
  std::vector<SwitchRow::Shown> all;
  for (const Details* details : metrics) all.push_back({details->name, details->anchor});
  const std::map<std::string, size_t> in_all = CountBeginnings(all);
  for (auto& [key, row] : rows) {
    ChooseFew(row, in_all);
    table.push_back(std::move(row));
  }
  return table;
}

std::vector<std::vector<Cell>> SwitchCells(const std::vector<SwitchRow>& table, bool linked) {
  const bool has_systems = std::any_of(table.begin(), table.end(), [](const SwitchRow& row) { return !row.systems.empty(); });
  std::vector<std::vector<Cell>> rows;
  const auto add = [&](Cell state, Cell settings, Cell count, Cell systems, Cell which) {
    rows.push_back({std::move(state), std::move(settings), std::move(count)});
    if (has_systems) rows.back().push_back(std::move(systems));
    rows.back().push_back(std::move(which));
  };
  add({Plain("By default")}, {Plain("Switch")}, {Plain("Metrics")}, {Plain("Systems")}, {Plain("Which")});
  for (const SwitchRow& row : table) {
    Cell which;
    for (size_t i = 0; i < row.few.size(); ++i) {
      if (i > 0) which.push_back(Plain(", "));
      which.push_back(Code(row.few[i].name));
      if (linked) which.back().link = '#' + row.few[i].anchor;
    }
    if (row.more > 0) which.push_back(Plain(fmt::format(" and {} more", row.more)));
    const Cell systems = row.systems.empty() ? Cell{} : Cell{Plain(row.systems)};
    add({Plain(row.is_on ? "on" : "off")}, CodeInBackticks(row.settings), {Plain(std::to_string(row.metrics.size()))}, systems, std::move(which));
  }
  return rows;
}

}  // namespace mdg::render
