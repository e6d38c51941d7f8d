// In: Catalog. Out: OpenMetrics text: the metadata of families, without samples.
#include <fmt/format.h>

#include <set>

#include "formats/tables.h"

namespace mdg::formats {
namespace {

bool IsPlain(std::string_view name) {
  auto fits = [](char c, bool first) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || (!first && c >= '0' && c <= '9');
  };
  for (size_t i = 0; i < name.size(); ++i) {
    if (!fits(name[i], i == 0)) return false;
  }
  return !name.empty();
}

std::string Escaped(const std::string& text) {
  std::string escaped;
  for (char c : text) escaped += c == '\\' ? "\\\\" : c == '\n' ? "\\n" : c == '"' ? "\\\"" : std::string(1, c);
  return escaped;
}

// There a counter's name ends with _total and an info's with _info on samples only, not on the family; a counter without _total is no
// counter it can write.
std::string Family(const Metric& metric, std::string& type) {
  std::string name = metric.name.value.ToString();
  type = std::string(MetricTypeName(metric.type.value));
  if (metric.type.value == MetricType::kUntyped || metric.type.is_guess) type = "unknown";
  if (metric.type.value == MetricType::kInfo && name.ends_with("_info")) name.resize(name.size() - 5);
  if (type != "counter") return name;
  if (name.ends_with("_total")) {
    name.resize(name.size() - 6);
  } else {
    type = "unknown";
  }
  return name;
}

}  // namespace

std::string WriteOpenMetrics(const Catalog& catalog, size_t& left_out) {
  std::string text;
  std::set<std::string> taken;
  left_out = catalog.patterns.size();
  for (const Metric& metric : catalog.metrics) {
    std::string type;
    const std::string name = Family(metric, type);
    if (!IsPlain(name) || !taken.insert(name).second) {
      ++left_out;
      continue;
    }
    text += fmt::format("# TYPE {} {}\n", name, type);
    // A unit that is not the end of the name is not allowed.
    if (metric.unit && !metric.unit->value.empty() && name.ends_with('_' + metric.unit->value)) {
      text += fmt::format("# UNIT {} {}\n", name, metric.unit->value);
    }
    if (!metric.help.value.IsEmpty()) text += fmt::format("# HELP {} {}\n", name, Escaped(metric.help.value.ToString()));
  }
  return text + "# EOF\n";
}

}  // namespace mdg::formats
