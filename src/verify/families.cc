// In: the documented Catalog, an exposed Metric. Out: Match.
#include "verify/families.h"

#include <algorithm>
#include <initializer_list>
#include <optional>

namespace mdg::verify {
namespace {

std::optional<std::string> Without(const std::string& name, std::string_view end) {
  if (name.size() <= end.size() || !name.ends_with(end)) return std::nullopt;
  return name.substr(0, name.size() - end.size());
}

bool IsUntyped(MetricType type) { return type == MetricType::kUnknown || type == MetricType::kUntyped; }

// The family `name`, if its type is one of these.
const Metric* FindOfType(const Catalog& catalog, const std::string& name, std::initializer_list<MetricType> types) {
  const Metric* found = catalog.Find(name);
  const bool fits = found != nullptr && std::find(types.begin(), types.end(), found->type.value) != types.end();
  return fits ? found : nullptr;
}

// OpenMetrics puts `_total` and `_info` on the samples, whatever the program calls the family; and a family without
// samples has only the name that its TYPE line says.
const Metric* FindUnderOpenMetricsName(const Catalog& documented, const std::string& name, MetricType type) {
  if (type == MetricType::kCounter) {
    if (const auto base = Without(name, "_total")) return FindOfType(documented, *base, {MetricType::kCounter});
    return FindOfType(documented, name + "_total", {MetricType::kCounter});
  }
  if (type == MetricType::kInfo) {
    if (const auto base = Without(name, "_info")) return FindOfType(documented, *base, {MetricType::kInfo});
    return documented.Find(name + "_info");
  }
  return nullptr;
}

// Some libraries expose the time a series was made as a family of its own.
const Metric* FindCreated(const Catalog& documented, const std::string& name, MetricType type) {
  const auto base = Without(name, "_created");
  if (!base || (type != MetricType::kGauge && !IsUntyped(type))) return nullptr;
  if (const Metric* found = FindOfType(documented, *base + "_total", {MetricType::kCounter})) return found;
  return FindOfType(documented, *base, {MetricType::kCounter, MetricType::kHistogram, MetricType::kSummary});
}

// Without a TYPE line nothing says that `x_bucket` is a part of `x`.
const Metric* FindWhole(const Catalog& documented, const std::string& name, MetricType type) {
  if (!IsUntyped(type)) return nullptr;
  for (const std::string_view end : {"_bucket", "_sum", "_count"}) {
    const auto base = Without(name, end);
    if (!base) continue;
    if (const Metric* found = FindOfType(documented, *base, {MetricType::kHistogram, MetricType::kGaugeHistogram})) {
      return found;
    }
    if (end != "_bucket") return FindOfType(documented, *base, {MetricType::kSummary});
  }
  return nullptr;
}

size_t LiteralBytes(const Metric& pattern) {
  size_t bytes = 0;
  for (const Text::Piece& piece : pattern.name.value.pieces()) bytes += piece.literal.size();
  return bytes;
}

}  // namespace

Match FindDocumented(const Catalog& documented, const Metric& exposed) {
  const std::string name = exposed.name.value.ToString();
  const MetricType type = exposed.type.value;
  Match match;
  match.family = documented.Find(name);
  if (match.family == nullptr) match.family = FindUnderOpenMetricsName(documented, name, type);
  if (match.family != nullptr) return match;
  match.family = FindCreated(documented, name, type);
  if (match.family == nullptr) match.family = FindWhole(documented, name, type);
  match.is_part = match.family != nullptr;
  if (match.is_part) return match;
  for (const Metric& pattern : documented.patterns) {
    if (pattern.name.value.Matches(name)) match.patterns.push_back(&pattern);
  }
  std::stable_sort(match.patterns.begin(), match.patterns.end(),
                   [](const Metric* a, const Metric* b) { return LiteralBytes(*a) > LiteralBytes(*b); });
  return match;
}

}  // namespace mdg::verify
