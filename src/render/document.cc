// In: Catalog and what is wanted of it. Out: Document.
#include "render/document.h"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace mdg::render {
namespace {

struct ColumnRow {
  ColumnKind kind;
  std::string_view word;
  std::string_view title;
};
constexpr std::array<ColumnRow, 10> kColumns = {{
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
}};

const ColumnRow& RowOf(ColumnKind kind) {
  return *std::find_if(kColumns.begin(), kColumns.end(), [&](const ColumnRow& row) { return row.kind == kind; });
}

constexpr std::string_view kNotKnown = "not known";

Span Plain(std::string text) { return {Span::Style::kPlain, std::move(text)}; }
Span Code(std::string text) { return {Span::Style::kCode, std::move(text)}; }

// --- cells

Cell TypeCell(const Metric& metric) {
  std::string word(MetricTypeName(metric.type.value));
  if (metric.type.is_guess) word += " (guess)";
  return {Plain(std::move(word))};
}

Cell HelpCell(const Metric& metric) {
  Cell cell;
  for (const Text::Piece& piece : metric.help.value.pieces()) {
    cell.push_back(piece.is_hole ? Code('<' + piece.hole.name + '>') : Plain(piece.literal));
  }
  if (cell.empty() && metric.help.unknown) cell.push_back(Plain(std::string(kNotKnown)));
  return cell;
}

Cell LabelsCell(const Metric& metric) {
  std::vector<std::string> names = metric.labels.value.SortedNames();
  // The ancestor sorts names in their backticks, so that `status_code` stands before `status`; its documents stay as
  // they are.
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a + '`' < b + '`'; });
  Cell cell;
  for (std::string& name : names) {
    if (!cell.empty()) cell.push_back(Plain(" "));
    cell.push_back(Code(std::move(name)));
  }
  const bool is_partial = metric.labels.unknown || metric.labels.value.has_more;
  if (is_partial) cell.push_back(Plain(cell.empty() ? std::string(kNotKnown) : " and more"));
  return cell;
}

Cell TextCell(const std::optional<Fact<std::string>>& fact) {
  if (!fact || fact->value.empty()) return {};
  return {Plain(fact->value)};
}

Cell StabilityCell(const Metric& metric) {
  std::string text = metric.stability ? metric.stability->value : "";
  if (metric.deprecated)
    text += (text.empty() ? "deprecated since " : ", deprecated since ") + metric.deprecated->value;
  return text.empty() ? Cell() : Cell{Plain(std::move(text))};
}

Cell BucketsCell(const Metric& metric) {
  if (!metric.distribution) return {};
  const Distribution& distribution = metric.distribution->value;
  std::vector<std::string> parts;
  if (!distribution.buckets.empty()) parts.push_back(fmt::format("{}", fmt::join(distribution.buckets, ", ")));
  std::vector<std::string> objectives;
  for (const auto& [quantile, error] : distribution.objectives)
    objectives.push_back(fmt::format("{}±{}", quantile, error));
  if (!objectives.empty()) parts.push_back(fmt::format("quantiles {}", fmt::join(objectives, ", ")));
  for (const auto& [name, value] : distribution.settings) parts.push_back(fmt::format("{} {}", name, value));
  if (metric.distribution->unknown) parts.push_back(std::string(kNotKnown));
  return {Plain(fmt::format("{}", fmt::join(parts, "; ")))};
}

Cell OriginCell(const Metric& metric) {
  std::set<Origin> origins = {metric.name.origin};
  if (metric.type.value != MetricType::kUnknown) origins.insert(metric.type.origin);
  if (!metric.help.value.IsEmpty()) origins.insert(metric.help.origin);
  if (!metric.labels.value.labels.empty()) origins.insert(metric.labels.origin);
  std::vector<std::string_view> words;
  for (Origin origin : origins) words.push_back(OriginName(origin));
  return {Plain(fmt::format("{}", fmt::join(words, ", ")))};
}

Cell DefinitionCell(const Metric& metric) {
  std::vector<SourceLocation> places = metric.definitions;
  if (places.empty() && !metric.name.trail.empty()) places.push_back(metric.name.trail.front().at);
  Cell cell;
  for (const SourceLocation& at : places) {
    if (!cell.empty()) cell.push_back(Plain(" "));
    cell.push_back(Code(SourceLocation{at.path, at.line, 0}.ToString()));
  }
  return cell;
}

// Of a path that no other ends like, the last part says enough.
using ShownPrograms = std::map<std::string, std::string>;

std::string_view LastPart(std::string_view path) { return path.substr(path.rfind('/') + 1); }  // npos + 1 is 0

ShownPrograms ShowPrograms(const Catalog& catalog) {
  ShownPrograms shown;
  for (const std::vector<Metric>* metrics : {&catalog.metrics, &catalog.patterns}) {
    for (const Metric& metric : *metrics) {
      for (const std::string& program : metric.programs) shown.emplace(program, LastPart(program));
    }
  }
  std::map<std::string, size_t> uses;
  for (const auto& [program, last_part] : shown) ++uses[last_part];
  for (auto& [program, last_part] : shown) {
    if (uses[last_part] > 1) last_part = program;
  }
  return shown;
}

Cell ProgramsCell(const Metric& metric, const ShownPrograms& shown) {
  Cell cell;
  for (const std::string& program : metric.programs) {
    if (!cell.empty()) cell.push_back(Plain(" "));
    cell.push_back(Code(shown.at(program)));
  }
  return cell;
}

Cell MakeCell(const Metric& metric, ColumnKind kind, const ShownPrograms& programs) {
  switch (kind) {
    case ColumnKind::kName:
      return {Code(metric.name.value.ToString())};
    case ColumnKind::kType:
      return TypeCell(metric);
    case ColumnKind::kHelp:
      return HelpCell(metric);
    case ColumnKind::kLabels:
      return LabelsCell(metric);
    case ColumnKind::kUnit:
      return TextCell(metric.unit);
    case ColumnKind::kBuckets:
      return BucketsCell(metric);
    case ColumnKind::kStability:
      return StabilityCell(metric);
    case ColumnKind::kOrigin:
      return OriginCell(metric);
    case ColumnKind::kDefinition:
      return DefinitionCell(metric);
    case ColumnKind::kPrograms:
      return ProgramsCell(metric, programs);
  }
  return {};
}

// --- choice and order

bool MatchesGlob(const std::string& glob, const std::string& text) {
  return fnmatch(glob.c_str(), text.c_str(), 0) == 0;
}

std::string FolderOf(const SourceLocation& at) {
  const size_t slash = at.path.rfind('/');
  return slash == std::string::npos ? "" : at.path.substr(0, slash);
}

// The folder or one above it.
bool IsInFolder(const std::string& glob, std::string folder) {
  while (true) {
    if (MatchesGlob(glob, folder)) return true;
    const size_t slash = folder.rfind('/');
    if (slash == std::string::npos) return false;
    folder.resize(slash);
  }
}

bool Passes(const Metric& metric, const DocumentOptions& options) {
  const std::string name = metric.name.value.ToString();
  const std::string type(MetricTypeName(metric.type.value));
  auto any = [](const std::vector<std::string>& wanted, auto matches) {
    return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), matches);
  };
  return any(options.names, [&](const std::string& glob) { return MatchesGlob(glob, name); }) &&
         any(options.types, [&](const std::string& word) { return word == type; }) &&
         any(options.folders,
             [&](const std::string& glob) {
               return std::any_of(metric.definitions.begin(), metric.definitions.end(),
                                  [&](const SourceLocation& at) { return IsInFolder(glob, FolderOf(at)); });
             }) &&
         IsOfPrograms(metric, options.programs);
}

std::vector<const Metric*> ChooseAndSort(const std::vector<Metric>& metrics, const DocumentOptions& options) {
  std::vector<const Metric*> chosen;
  for (const Metric& metric : metrics) {
    if (Passes(metric, options)) chosen.push_back(&metric);
  }
  // Catalogs are sorted by name: a stable sort by anything else leaves names in order within it.
  auto key = [&](const Metric* metric) -> std::tuple<int, std::string> {
    const std::string folder = metric->definitions.empty() ? "" : FolderOf(metric->definitions.front());
    switch (options.order) {
      case Order::kName:
        return {0, ""};
      case Order::kType:
        return {static_cast<int>(metric->type.value), ""};
      case Order::kFolder:
        return {metric->definitions.empty() ? 1 : 0, folder};  // those without a place come last
    }
    return {0, ""};
  };
  std::stable_sort(chosen.begin(), chosen.end(), [&](const Metric* a, const Metric* b) { return key(a) < key(b); });
  return chosen;
}

Group MakeGroup(std::string title, const std::vector<const Metric*>& metrics, const std::vector<ColumnKind>& columns,
                const ShownPrograms& programs) {
  Group group{std::move(title), {}};
  for (const Metric* metric : metrics) {
    Row row{metric->name.value.ToString(), {}};
    for (ColumnKind kind : columns) row.cells.push_back(MakeCell(*metric, kind, programs));
    group.rows.push_back(std::move(row));
  }
  return group;
}

std::string CountsOf(const std::vector<const Metric*>& metrics) {
  std::map<MetricType, size_t> counts;
  for (const Metric* metric : metrics) ++counts[metric->type.value];
  auto words = [](size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
  };
  std::vector<std::string> parts;
  for (const auto& [type, count] : counts) {
    const std::string name(MetricTypeName(type));
    switch (type) {
      case MetricType::kUnknown:
        parts.push_back(fmt::format("{} of unknown type", count));
        break;
      case MetricType::kUntyped:
        parts.push_back(fmt::format("{} untyped", count));
        break;
      case MetricType::kSummary:
        parts.push_back(words(count, "summary", "summaries"));
        break;
      default:
        parts.push_back(words(count, name, name + 's'));
    }
  }
  const std::string total = words(metrics.size(), "metric", "metrics");
  return parts.empty() ? total : fmt::format("{}: {}", total, fmt::join(parts, ", "));
}

}  // namespace

std::string_view ColumnWord(ColumnKind kind) { return RowOf(kind).word; }

std::optional<ColumnKind> ParseColumn(std::string_view word) {
  for (const ColumnRow& row : kColumns) {
    if (row.word == word) return row.kind;
  }
  return std::nullopt;
}

std::optional<Order> ParseOrder(std::string_view word) {
  if (word == "name") return Order::kName;
  if (word == "type") return Order::kType;
  if (word == "folder") return Order::kFolder;
  return std::nullopt;
}

bool IsOfPrograms(const Metric& metric, const std::vector<std::string>& globs) {
  auto matches = [&](const std::string& program) {
    return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
      const bool is_path = glob.find('/') != std::string::npos;
      return MatchesGlob(glob, is_path ? program : std::string(LastPart(program)));
    });
  };
  if (globs.empty()) return true;
  if (metric.programs.empty()) return matches("");
  return std::any_of(metric.programs.begin(), metric.programs.end(), matches);
}

Document MakeDocument(const Catalog& catalog, const DocumentOptions& options) {
  Document document;
  for (ColumnKind kind : options.columns) document.columns.push_back({kind, std::string(RowOf(kind).title)});
  const ShownPrograms programs = ShowPrograms(catalog);
  const std::vector<const Metric*> metrics = ChooseAndSort(catalog.metrics, options);
  if (options.show_counts) document.counts = CountsOf(metrics);
  document.groups.push_back(MakeGroup("", metrics, options.columns, programs));
  if (options.show_patterns) {
    const std::vector<const Metric*> patterns = ChooseAndSort(catalog.patterns, options);
    if (!patterns.empty()) {
      document.groups.push_back(
          MakeGroup("Names that are made in part while the program runs", patterns, options.columns, programs));
    }
  }
  return document;
}

}  // namespace mdg::render
