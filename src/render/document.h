// What a document shows, before it is Markdown, a page or a terminal's table: those cannot disagree, they write the
// same Document.
//
//     Catalog + DocumentOptions  ->  groups of rows: the details of a metric, and the cells made of them  ->  a writer
//
// In: model/catalog.h. Out: Document. All choice is made here: which metrics, which columns, which order (choice.h), how a
// fact that is not certain is said (details.h, cells.h). Deliberately no escaping and no layout: those are the writer's
// (registry.h).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "render/cells.h"
#include "render/choice.h"
#include "render/details.h"
#include "render/shared_names.h"
#include "render/span.h"
#include "render/switch_table.h"

namespace mdg::render {

struct DocumentOptions {
  std::vector<ColumnKind> columns = {ColumnKind::kName, ColumnKind::kType, ColumnKind::kHelp, ColumnKind::kLabels};
  Order order = Order::kOwn;
  // Filters: a metric is shown when it passes all four; an empty one lets everything pass. See choice.h.
  std::vector<std::string> names;
  std::vector<std::string> types;
  std::vector<std::string> folders;
  std::vector<std::string> programs;
  bool show_patterns = false;    // a group of its own for names known in part
  bool show_counts = false;      // a line before the table: how many of which type
  bool show_switches = false;    // a table of the switches that have a say, if there are any
  bool show_legend = false;      // what the signs mean that stand for what is not certain, if there are any
  bool show_unresolved = false;  // places where not even a part of a name is known
  Grouping grouping = Grouping::kNone;
  std::vector<OwnGroup> groups;  // in place of `grouping`
  std::string only_group;   // show the group of this title alone, of names known in part, too; "": all
  std::string title;        // of a page of its own
  std::string root;         // places below this folder are shown, linked and filtered as seen from it; "": as they are
  std::string source_link;  // see source_link.h; "": places lead nowhere
  // The queries of a metric; nothing: none are shown.
  std::function<std::vector<Expression>(const Metric&)> expressions;
};

struct Column {
  ColumnKind kind = ColumnKind::kName;
  std::string title;
  bool operator==(const Column&) const = default;
};

struct Row {
  std::string name;         // of the metric, or of the rule
  std::vector<Cell> cells;  // one for each column of its group
  Details details;
  bool operator==(const Row&) const = default;
};

struct Group {
  std::string title;  // "" for the group of all metrics; no final punctuation
  std::vector<Row> rows;
  bool is_patterns = false;
  std::string text;  // somebody's own words, stands below the title; "": none
  std::vector<Column> columns;  // of rules, which have others than metrics; empty: the document's
  Kind kind = Kind::kMetric;    // of all its rows
  // Labels of which all its rows say the same, where saying it once pays. Rows have them among their own, too.
  std::vector<LabelDetails> shared_labels;
  std::string labels_anchor;  // where these stand; "": there are none
  bool operator==(const Group&) const = default;
};

struct LegendEntry {
  Span sign;            // as it stands in the document
  std::string meaning;  // no final punctuation
  bool operator==(const LegendEntry&) const = default;
};

// A place where a metric is made of which nothing can be shown.
struct Unresolved {
  SourceLocation at;
  std::string what;  // "metric name"
  std::string why;   // see WhyText
  bool operator==(const Unresolved&) const = default;
};

struct Document {
  std::string title;
  std::vector<Column> columns;
  std::string counts;  // "3 metrics: 2 counters, 1 gauge"; empty when not wanted
  std::vector<SwitchRow> switches;
  std::vector<LegendEntry> legend;
  std::vector<SharedNames> shared_names;  // that the legend tells of; rows have them among their remarks, too
  std::vector<Group> groups;  // there is at least one; those of metrics first, then that of patterns, then rules and alerts
  std::vector<Unresolved> unresolved;
  std::string source_link;
  bool operator==(const Document&) const = default;
};

const std::vector<Column>& ColumnsOf(const Document& document, const Group& group);

Document MakeDocument(const Catalog& catalog, const DocumentOptions& options);

// The groups a document of these options has, in its order.
struct GroupSummary {
  std::string title, text;
  size_t metrics = 0, patterns = 0, rules = 0, alerts = 0;
  bool operator==(const GroupSummary&) const = default;
};
std::vector<GroupSummary> GroupsOf(const Catalog& catalog, const DocumentOptions& options);

// The anchor of a heading that is `text`, as GitHub, Docusaurus and MkDocs make it: lower case, of letters, digits, `_`
// and `-` only, a blank as `-`. Details::anchor is this of the name, with "-1", "-2" where two would be the same.
std::string AnchorOf(std::string_view text);

}  // namespace mdg::render
