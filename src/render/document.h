// What a document shows, before it is Markdown, a page or a terminal's table: those cannot disagree, they write the
// same Document.
//
//     Catalog + DocumentOptions  ->  columns, groups of rows, cells of plain text and code   ->  a writer (registry.h)
//
// In: model/catalog.h. Out: Document. All choice is made here: which metrics, which columns, which order, how a fact
// that is not certain is shown. Deliberately no escaping and no layout: those are the writer's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"

namespace mdg::render {

// A run of text in one style, as the source has it: unescaped, perhaps with line breaks or bytes that are no UTF-8.
struct Span {
  enum class Style : uint8_t { kPlain, kCode };
  Style style = Style::kPlain;
  std::string text;
  bool operator==(const Span&) const = default;
};
using Cell = std::vector<Span>;

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
  kPrograms
};
// The word of configurations and options: "name", "type", "help", "labels", ...
std::string_view ColumnWord(ColumnKind kind);
std::optional<ColumnKind> ParseColumn(std::string_view word);

enum class Order : uint8_t { kName, kType, kFolder };  // within one type or folder: by name
std::optional<Order> ParseOrder(std::string_view word);

struct DocumentOptions {
  std::vector<ColumnKind> columns = {ColumnKind::kName, ColumnKind::kType, ColumnKind::kHelp, ColumnKind::kLabels};
  Order order = Order::kName;
  // Filters: a metric is shown when it passes all four; an empty one lets everything pass. Globs know `*`, `?` and
  // `[...]`.
  std::vector<std::string> names;     // one of these globs matches its name
  std::vector<std::string> types;     // its type is one of these words
  std::vector<std::string> folders;   // it is defined in a folder that one of these globs matches, or below one
  std::vector<std::string> programs;  // see IsOfPrograms
  bool show_patterns = false;         // a group of its own for names known in part
  bool show_counts = false;           // a line before the table: how many of which type
};

struct Column {
  ColumnKind kind = ColumnKind::kName;
  std::string title;
  bool operator==(const Column&) const = default;
};

struct Row {
  std::string name;         // of the metric; what an anchor is made of
  std::vector<Cell> cells;  // one for each column
  bool operator==(const Row&) const = default;
};

struct Group {
  std::string title;  // "" for the group of all metrics; no final punctuation
  std::vector<Row> rows;
  bool operator==(const Group&) const = default;
};

struct Document {
  std::vector<Column> columns;
  std::string counts;         // "3 metrics: 2 counters, 1 gauge"; empty when not wanted
  std::vector<Group> groups;  // the first one is always there, with all metrics
  bool operator==(const Document&) const = default;
};

// True when one of its programs matches one of the globs: with a slash the whole name ("cmd/*"), without one its last part. A
// metric no program of which is known is compared as "". Without globs: true.
bool IsOfPrograms(const Metric& metric, const std::vector<std::string>& globs);

Document MakeDocument(const Catalog& catalog, const DocumentOptions& options);

}  // namespace mdg::render
