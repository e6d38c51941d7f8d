// In: Details. Out: the cells of a table.
#include "render/cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "render/source_link.h"

namespace mdg::render {
namespace {

struct ColumnRow {
  ColumnKind kind;
  std::string_view word;
  std::string_view title;
};
constexpr std::array<ColumnRow, 19> kColumns = {{
    {ColumnKind::kName, "name", "Name"},
    {ColumnKind::kType, "type", "Type"},
    {ColumnKind::kHelp, "help", "Description"},
    {ColumnKind::kLabels, "labels", "Labels"},
    {ColumnKind::kUnit, "unit", "Unit"},
    {ColumnKind::kBuckets, "buckets", "Buckets"},
    {ColumnKind::kStability, "stability", "Stability"},
    {ColumnKind::kOrigin, "origin", "Origin"},
    {ColumnKind::kDefinition, "definition", "Defined in"},
    {ColumnKind::kPrograms, "programs", "Programs"},
    {ColumnKind::kOwner, "owner", "Owner"},
    {ColumnKind::kExample, "example", "Example"},
    {ColumnKind::kSystems, "systems", "Systems"},
    {ColumnKind::kSince, "since", "Since"},
    {ColumnKind::kByDefault, "default", "By default"},
    {ColumnKind::kKind, "kind", "Kind"},
    {ColumnKind::kSeverity, "severity", "Severity"},
    {ColumnKind::kDuration, "for", "For"},
    {ColumnKind::kExpression, "expression", "Expression"},
}};

const ColumnRow& RowOf(ColumnKind kind) {
  return *std::find_if(kColumns.begin(), kColumns.end(), [&](const ColumnRow& row) { return row.kind == kind; });
}

Cell TextCell(std::string text) { return text.empty() ? Cell() : Cell{Plain(std::move(text))}; }

Cell HelpCell(const Details& details) {
  if (details.help_is_unknown) return {Plain(std::string(kNotKnown))};
  return details.help_repeats_name ? Cell() : details.help;
}

Cell LabelsCell(const Details& details) {
  Cell cell;
  for (const LabelDetails& label : details.labels) {
    if (!cell.empty()) cell.push_back(Plain(" "));
    cell.insert(cell.end(), label.name.begin(), label.name.end());
  }
  if (details.has_more_labels) cell.push_back(Plain(cell.empty() ? std::string(kNotKnown) : " and more"));
  return cell;
}

Cell DefinitionCell(const Details& details, std::string_view source_link) {
  Cell cell;
  for (const SourceLocation& at : details.definitions) {
    if (!cell.empty()) cell.push_back(Plain(" "));
    cell.push_back(Code(at.ToString()));
    cell.back().link = SourceLink(source_link, at);
  }
  return cell;
}

Cell ProgramsCell(const Details& details) {
  Cell cell;
  for (const std::string& program : details.programs) {
    if (!cell.empty()) cell.push_back(Plain(" "));
    cell.push_back(Code(program));
  }
  return cell;
}

}  // namespace

std::string_view ColumnWord(ColumnKind kind) { return RowOf(kind).word; }
std::string_view ColumnTitle(ColumnKind kind) { return RowOf(kind).title; }

std::optional<ColumnKind> ParseColumn(std::string_view word) {
  for (const ColumnRow& row : kColumns) {
    if (row.word == word) return row.kind;
  }
  return std::nullopt;
}

Cell NoteCell(std::string_view text, std::string_view source_link) {
  Cell cell = CodeInBackticks(text);
  for (Span& span : cell) {
    if (span.style != Span::Style::kCode) continue;
    const std::optional<SourceLocation> at = ParsePlace(span.text);
    if (!at) continue;
    span.text = at->ToString();
    span.link = SourceLink(source_link, *at);
  }
  return cell;
}

std::vector<std::string> DistributionParts(const Details& details) {
  std::vector<std::string> parts;
  if (!details.distribution) return parts;
  const Distribution& distribution = *details.distribution;
  if (!distribution.buckets.empty()) parts.push_back(fmt::format("{}", fmt::join(distribution.buckets, ", ")));
  std::vector<std::string> objectives;
  for (const auto& [quantile, error] : distribution.objectives)
    objectives.push_back(fmt::format("{}±{}", quantile, error));
  if (!objectives.empty()) parts.push_back(fmt::format("quantiles {}", fmt::join(objectives, ", ")));
  for (const auto& [name, value] : distribution.settings) parts.push_back(fmt::format("{} {}", name, value));
  if (details.distribution_is_unknown) parts.emplace_back(kNotKnown);
  return parts;
}

std::string StabilityText(const Details& details) {
  std::vector<std::string> parts;
  if (!details.stability.empty()) parts.push_back(details.stability);
  if (!details.deprecated.empty()) parts.push_back("deprecated since " + details.deprecated);
  else if (details.help_says_deprecated && details.stability != "DEPRECATED") parts.push_back("deprecated");
  if (!details.replaced_by.empty()) parts.push_back("replaced by " + details.replaced_by);
  return fmt::format("{}", fmt::join(parts, ", "));
}

Cell MakeCell(const Details& details, ColumnKind kind, std::string_view source_link) {
  switch (kind) {
    case ColumnKind::kName:
      return {Code(details.name)};
    case ColumnKind::kType:
      return TextCell(details.type + (details.type_is_guess ? " (guess)" : ""));
    case ColumnKind::kHelp:
      return HelpCell(details);
    case ColumnKind::kLabels:
      return LabelsCell(details);
    case ColumnKind::kUnit:
      return TextCell(details.unit);
    case ColumnKind::kBuckets:
      return details.distribution ? Cell{Plain(fmt::format("{}", fmt::join(DistributionParts(details), "; ")))}
                                  : Cell();
    case ColumnKind::kStability:
      return TextCell(StabilityText(details));
    case ColumnKind::kOrigin:
      return {Plain(fmt::format("{}", fmt::join(details.origins, ", ")))};
    case ColumnKind::kDefinition:
      return DefinitionCell(details, source_link);
    case ColumnKind::kPrograms:
      return ProgramsCell(details);
    case ColumnKind::kSystems:
      return TextCell(details.systems_text);
    case ColumnKind::kSince:
      return TextCell(details.since);
    case ColumnKind::kByDefault:
      return CodeInBackticks(ByDefaultText(details));
    case ColumnKind::kOwner:
      return TextCell(details.owner);
    case ColumnKind::kExample:
      return details.example.empty() ? Cell() : Cell{Code(details.example)};
    case ColumnKind::kKind:
      return {Plain(std::string(KindName(details.kind)))};
    case ColumnKind::kSeverity:
      return TextCell(details.severity);
    case ColumnKind::kDuration:
      return TextCell(details.duration);
    case ColumnKind::kExpression:
      return details.expression;
  }
  return {};
}

}  // namespace mdg::render
