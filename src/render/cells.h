// The columns a table can have, and what stands in them.
// In: Details. Out: Cell. Deliberately no layout: the writers' business.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "render/details.h"

namespace mdg::render {

enum class ColumnKind : uint8_t {
  kName,
  kType,
  kHelp,
  kLabels,
  kUnit,
  kBuckets,
  kStability,
  kOrigin,
  kDefinition,
  kPrograms,
  kOwner,
  kExample,
  kSystems,
  kSince,
  kByDefault,
  kKind,
  kSeverity,   // these three of rules only: their groups have them without being asked
  kDuration,
  kExpression
};
// The word of configurations and options: "name", "type", "help", "labels", ...
std::string_view ColumnWord(ColumnKind kind);
std::string_view ColumnTitle(ColumnKind kind);
std::optional<ColumnKind> ParseColumn(std::string_view word);

inline constexpr std::string_view kNotKnown = "not known";

// `source_link`: see source_link.h; "": places lead nowhere.
Cell MakeCell(const Details& details, ColumnKind kind, std::string_view source_link);

// A note or remark: what is in backticks is code, and a place in the source among it leads there.
Cell NoteCell(std::string_view text, std::string_view source_link);

// "buckets 0.1, 1; max_age 10m" in parts: bounds, quantiles, settings, and kNotKnown when a part is missing.
std::vector<std::string> DistributionParts(const Details& details);
// "BETA, deprecated since 1.30, replaced by app_store"
std::string StabilityText(const Details& details);

}  // namespace mdg::render
