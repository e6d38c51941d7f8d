// Which switches have a say, and in what: the table a reader looks into before anything else.
//
//     on    off with `--no-collector.arp`    1 metric    only Linux    node_arp_entries
//     off   on with `--collector.wifi`      14 metrics   only Linux    node_wifi_*
//
// In: the details of a document's metrics. Out: a row for each way switches decide about some of them. Every metric is in one row at most,
// so that what hangs on two switches is not said to hang on one; but what turns off everything that is on by default
// (--collector.disable-defaults) has a row of its own instead of a place in all the others. Deliberately no layout, and no word about
// metrics without switches.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "render/details.h"
#include "render/span.h"

namespace mdg::render {

struct SwitchRow {
  bool is_on = false;      // by default
  std::string settings;    // "off with `--no-collector.arp`", "on with `--a` or `--b`; off with `--c`"
  std::string systems;     // "only Linux", when that is so of all its metrics; "": of some, or there is nothing to say
  struct Shown {
    std::string name, anchor;
    bool operator==(const Shown&) const = default;
  };
  std::vector<Shown> metrics;  // in the order of the document
  // What a reader sees of them: a name, or `app_cache_*` where the document has no other metric that begins so. It leads to the first.
  std::vector<Shown> few;
  size_t more = 0;  // metrics that are not among these
  bool operator==(const SwitchRow&) const = default;
};

inline constexpr std::string_view kSwitchesTitle = "Switches";
inline constexpr std::string_view kSwitchesText = "What has to be set for metrics that are off by default, and what leaves out others. Of a metric that is not among them no switch is known.";
inline constexpr size_t kFewSwitched = 3;  // names, or beginnings of names, of a row that are shown

// What is on by default first, each by its settings.
std::vector<SwitchRow> MakeSwitchTable(const std::vector<const Details*>& metrics);

// The table as cells, its titles first; metrics lead to their anchors if `linked`.
std::vector<std::vector<Cell>> SwitchCells(const std::vector<SwitchRow>& table, bool linked);

}  // namespace mdg::render
