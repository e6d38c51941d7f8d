// In: Catalog. Out: Prometheus text exposition 0.0.4. Byte for byte what the ancestor's scanner writes, where that is
// valid: unlike it, help is escaped, and a family without help is written all the same.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "formats/exposition.h"

namespace mdg::formats {
namespace {

enum class NameOf : uint8_t { kMetric, kPattern, kLabel };

// True when the name may stand without quotes.
bool IsPlainName(std::string_view name, NameOf of) {
  auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  auto may_follow = [&](char c) {
    return is_letter(c) || is_digit(c) || (c == ':' && of != NameOf::kLabel) || (c == '*' && of == NameOf::kPattern);
  };
  return !name.empty() && !is_digit(name.front()) && std::all_of(name.begin(), name.end(), may_follow);
}

std::string Escape(std::string_view text, bool is_quoted) {
  std::string escaped;
  for (char c : text) {
    if (c == '\\') {
      escaped += "\\\\";
    } else if (c == '\n') {
      escaped += "\\n";
    } else if (c == '"' && is_quoted) {
      escaped += "\\\"";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string Quoted(std::string_view text) { return '"' + Escape(text, true) + '"'; }

// The five types text format 0.0.4 has; what OpenMetrics adds becomes what such families are scraped as.
std::string_view TypeWord(MetricType type) {
  switch (type) {
    case MetricType::kUnknown:
      return "untyped";
    case MetricType::kInfo:
    case MetricType::kStateSet:
      return "gauge";
    case MetricType::kGaugeHistogram:
      return "histogram";
    default:
      return MetricTypeName(type);
  }
}

struct Family {
  std::string name;
  bool name_is_plain = true;  // else it is quoted
  std::string help;
  std::string_view type;
  bool labels_known = false;
  std::vector<std::string> labels;
  std::string value;
};

Family FamilyOf(const Metric& metric) {
  Family family;
  family.name = metric.IsPattern() ? metric.name.value.ToGlob() : metric.name.value.ToString();
  family.name_is_plain = IsPlainName(family.name, metric.IsPattern() ? NameOf::kPattern : NameOf::kMetric);
  family.help = metric.help.value.ToString();
  family.type = TypeWord(metric.type.value);
  const auto& labels = metric.labels.value.labels;
  family.labels_known = !metric.labels.unknown && !metric.labels.value.has_more &&
                        std::all_of(labels.begin(), labels.end(), [](const Label& l) { return l.name.IsKnown(); });
  if (family.labels_known) {
    for (const Label& label : labels) family.labels.push_back(label.name.ToString());
  }
  family.value = metric.example_value.empty() ? "0" : metric.example_value;
  return family;
}

// `{a="",b=""}`, or nothing. A name that is not plain stands inside the braces.
std::string Braces(const Family& family) {
  std::vector<std::string> parts;
  if (!family.name_is_plain) parts.push_back(Quoted(family.name));
  for (const std::string& label : family.labels) {
    parts.push_back((IsPlainName(label, NameOf::kLabel) ? label : Quoted(label)) + "=\"\"");
  }
  return parts.empty() ? "" : fmt::format("{{{}}}", fmt::join(parts, ","));
}

void Append(std::string& text, const Family& family) {
  const std::string name = family.name_is_plain ? family.name : Quoted(family.name);
  if (!family.help.empty()) text += fmt::format("# HELP {} {}\n", name, Escape(family.help, false));
  text += fmt::format("# TYPE {} {}\n", name, family.type);
  if (!family.labels_known) return;
  text += fmt::format("{}{} {}\n", family.name_is_plain ? family.name : "", Braces(family), family.value);
}

// One family for each glob: patterns that differ in the names of their holes only look alike here.
std::vector<Family> PatternFamilies(const std::vector<Metric>& patterns) {
  std::map<std::string, Family> families;
  for (const Metric& pattern : patterns) {
    Family family = FamilyOf(pattern);
    auto [at, is_new] = families.try_emplace(family.name, family);
    if (is_new) continue;
    Family& known = at->second;
    if (known.help.empty()) known.help = family.help;
    if (known.type != family.type) known.type = TypeWord(MetricType::kUnknown);
    if (known.labels != family.labels) known.labels_known = false;
    known.labels_known = known.labels_known && family.labels_known;
  }
  std::vector<Family> sorted;
  for (auto& [glob, family] : families) sorted.push_back(std::move(family));
  return sorted;
}

}  // namespace

std::string WriteExposition(const Catalog& catalog, PatternLines patterns) {
  std::string text;
  for (const Metric& metric : catalog.metrics) Append(text, FamilyOf(metric));
  if (patterns == PatternLines::kNone) return text;
  for (const Family& family : PatternFamilies(catalog.patterns)) {
    if (patterns == PatternLines::kFamilies) {
      Append(text, family);
    } else {
      text += fmt::format("# pattern: {}{} {}", family.name_is_plain ? family.name : "", Braces(family), family.type);
      if (!family.help.empty()) text += ' ' + Escape(family.help, false);
      text += '\n';
    }
  }
  return text;
}

}  // namespace mdg::formats
