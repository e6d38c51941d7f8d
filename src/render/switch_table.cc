// In: details of metrics. Out: the table of switches. See switch_table.h.
#include "render/switch_table.h"

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

}  // namespace mdg::render
