// In: details of metrics. Out: the table of switches. See switch_table.h.
#include "render/switch_table.h"

#include <algorithm>
#include <map>
#include <utility>

namespace mdg::render {

std::string SettingsText(const Details& details) {
  const std::string text = ByDefaultText(details);  // "off; on with ...", "on; off with ..."
  const size_t end = text.find("; ");
  return end == std::string::npos ? "" : text.substr(end + 2);
}

std::vector<SwitchRow> MakeSwitchTable(const std::vector<const Details*>& metrics) {
  std::map<std::pair<bool, std::string>, SwitchRow> rows;  // those that are off last
  for (const Details* details : metrics) {
    const std::string settings = SettingsText(*details);
    if (settings.empty()) continue;
    const bool is_off = !details->switches.empty();
    const auto [found, is_first] = rows.try_emplace({is_off, settings});
    SwitchRow& row = found->second;
    if (is_first) row = {!is_off, settings, details->systems_text, {}};
    if (row.systems != details->systems_text) row.systems.clear();
    row.metrics.push_back({details->name, details->anchor});
  }
  std::vector<SwitchRow> table;
  for (auto& [key, row] : rows) table.push_back(std::move(row));
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
    for (size_t i = 0; i < row.metrics.size() && i < kFewSwitched; ++i) {
      if (i > 0) which.push_back(Plain(", "));
      which.push_back(Code(row.metrics[i].name));
      if (linked) which.back().link = '#' + row.metrics[i].anchor;
    }
    if (row.metrics.size() > kFewSwitched) which.push_back(Plain(" and " + std::to_string(row.metrics.size() - kFewSwitched) + " more"));
    const Cell systems = row.systems.empty() ? Cell{} : Cell{Plain(row.systems)};
    add({Plain(row.is_on ? "on" : "off")}, CodeInBackticks(row.settings), {Plain(std::to_string(row.metrics.size()))}, systems, std::move(which));
  }
  return rows;
}

}  // namespace mdg::render
