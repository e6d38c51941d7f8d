// In: what a fact says. Out: text. See describe.h.
#include "model/describe.h"

#include <fmt/format.h>

#include <vector>

namespace mdg {

std::string Describe(const Labels& labels) {
  std::string text;
  for (const Label& label : labels.labels) {
    if (!text.empty()) text += ", ";
    text += label.name.ToString();
    if (label.is_constant && !label.values.empty()) text += fmt::format("=\"{}\"", fmt::join(label.values, "|"));
  }
  if (labels.has_more) text += text.empty() ? "..." : ", ...";
  return text.empty() ? "none" : text;
}

std::string Describe(const Text& text) { return text.IsEmpty() ? "none" : text.ToString(); }

std::string Describe(const std::string& text) { return text; }

std::string Describe(MetricType type) { return std::string(MetricTypeName(type)); }

std::string Describe(const Distribution& distribution) {
  std::vector<std::string> parts;
  if (!distribution.buckets.empty()) parts.push_back(fmt::format("buckets {}", fmt::join(distribution.buckets, ", ")));
  for (const auto& [quantile, error] : distribution.objectives) {
    parts.push_back(fmt::format("objective {}±{}", quantile, error));
  }
  for (const auto& [name, value] : distribution.settings) parts.push_back(fmt::format("{} {}", name, value));
  return parts.empty() ? "none" : fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace mdg
