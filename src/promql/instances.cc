// In: a metric. Out: whether what it says is about one machine or one process. See parts.h.
#include <algorithm>
#include <array>

#include "promql/parts.h"

namespace mdg::promql {
namespace {

// Collectors every client library brings for the process it is in.
bool IsOfTheProcess(std::string_view name) { return name.starts_with("process_") || name.starts_with("go_"); }

// "cmd/node_exporter": by the convention for programs that stand for one thing beside them. Of the folder, the last part has the word.
bool IsExporter(std::string_view program) {
  if (const size_t slash = program.rfind('/'); slash != std::string_view::npos) program.remove_prefix(slash + 1);
  return program.ends_with("exporter");
}

// A number or a name of a part that every machine has: cpu 0 of one is not cpu 0 of another.
bool IsPartOfAMachine(std::string_view label) {
  static constexpr std::array<std::string_view, 17> kParts = {"cpu",       "core",       "device", "disk",   "drive",   "interface",
                                                              "iface",     "nic",        "socket", "sensor", "chip",    "mountpoint",
                                                              "partition", "filesystem", "gpu",    "fan",    "numa_node"};
  return std::find(kParts.begin(), kParts.end(), label) != kParts.end();
}

// A label by which a series says itself what it is about, wherever it was read.
bool NamesItsPlace(std::string_view label) {
  static constexpr std::array<std::string_view, 9> kPlaces = {"node", "host", "hostname", "machine", "namespace", "pod", "vm", "server", "instance"};
  return std::find(kPlaces.begin(), kPlaces.end(), label) != kPlaces.end();
}

}  // namespace

bool IsOfOneInstance(const Metric& metric) {
  if (IsOfTheProcess(metric.name.value.ToString())) return true;
  if (!metric.programs.empty() && std::all_of(metric.programs.begin(), metric.programs.end(), IsExporter)) return true;
  bool has_part = false;
  for (const Label& label : metric.labels.value.labels) {
    const std::string name = label.name.ToString();
    if (NamesItsPlace(name)) return false;
    has_part = has_part || IsPartOfAMachine(name);
  }
  return has_part;
}

}  // namespace mdg::promql
