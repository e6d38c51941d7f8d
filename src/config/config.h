// What metricsdocgen.toml says, checked.
//
// In: the text of a configuration file. Out: Config, or the first mistake with line, column and a suggestion.
// Deliberately opens no file and gives nothing a meaning beyond its type: what a column or a marker is, is render's
// business.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mdg::config {

inline constexpr std::string_view kFileName = "metricsdocgen.toml";
inline constexpr std::string_view kAnnotationsFileName = "metricsdocgen.yaml";  // read where it lies, if nothing else is said

inline constexpr std::string_view kGroupHole = "{group}";

// A group of a document, in somebody's own words.
struct Group {
  std::string title;               // required
  std::string text;                // what to know before reading it; "": nothing
  std::vector<std::string> names;  // globs; required
  bool operator==(const Group&) const = default;
};

// One document, or one part of a document between two marker lines.
struct Document {
  std::string path;        // with kGroupHole in its last part: a file for each group
  std::string index;       // of those files: a document that lists them; "": none
  std::string only_group;  // the group this file is for; no key: whoever takes the groups apart says it
  std::string form = "table";                                             // of kForms
  std::string begin, end;                                                 // marker lines; "": the usual ones
  std::vector<std::string> columns = {"name", "type", "help", "labels"};  // of kColumns
  std::string order = "own";                                              // of kOrders
  std::string table = "compact";                                          // of kTables
  std::vector<std::string> names;     // globs a metric's name must match one of; empty: all
  std::vector<std::string> types;     // "counter", ...; empty: all
  std::vector<std::string> folders;   // globs over the folders it is defined in; empty: all
  std::vector<std::string> programs;  // globs over the programs that can expose it; empty: all
  std::string group = "none";         // of kGroups
  std::vector<Group> groups;          // in place of `group`; what fits none of them comes last
  std::string title = "Metrics";      // of a page
  std::string template_path;          // of the form template: a Mustache file
  // Show names that are known in part; say how many metrics of which type there are, which switches have a say, what the signs
  // mean. Not said: what is usual for the form, see Shows.
  std::optional<bool> patterns, counts, switches, legend;
  bool queries = true;                // show PromQL, where the form does
  int line = 0;                       // where it stands in the configuration

  // A table shows what is asked for, the other forms everything that is not refused.
  bool Shows(const std::optional<bool>& part) const { return part.value_or(form != "table"); }
  bool IsForEachGroup() const { return path.find(kGroupHole) != std::string::npos; }
  // Otherwise it stands between two marker lines of a file.
  bool IsWholeFile() const { return form != "table" && form != "sections" && form != "template"; }

  bool operator==(const Document&) const = default;
};

// A function of the user's own that makes metrics: what libraries/ states about a library, for a package whose source may not be in
// the tree. Arguments are counted from 0; -1: it has none.
struct Wrapper {
  std::string package, receiver, function;
  std::string type;               // of kWrapperTypes
  int name = -1, help = -1, labels = -1, constant_labels = -1, options = -1, name_space = -1, subsystem = -1, unit = -1;
  std::string prefix;             // stands before every name, "_" between
  std::string suffix;             // stands behind every name, "_" between
  bool labels_are_rest = false;   // label names are the arguments from `labels` on
  bool may_fail = false;          // gives (metric, error)
  int line = 0;                   // where it stands in the configuration

  bool operator==(const Wrapper&) const = default;
};

// All paths are relative to the folder the configuration file is in.
struct Config {
  std::vector<std::string> roots = {"."};
  std::vector<std::string> excludes;
  bool include_vendored = false;
  bool include_tests = false;
  std::vector<std::string> hand_kept;
  std::optional<std::vector<std::string>> annotations;  // side files; not said: those of the usual name
  bool history = false;  // ask git since when metrics are there
  std::vector<std::string> rules;  // Prometheus rule files whose recording rules and alerts are shown
  std::string generated;  // where the exposition of the code's metrics is kept; "": nowhere
  std::string source_link;  // a template for links to the source, see render/source_link.h; "": no links
  std::vector<Document> documents;
  std::vector<Wrapper> wrappers;

  bool operator==(const Config&) const = default;
};

extern const std::vector<std::string_view> kColumns, kOrders, kTables, kForms, kGroups, kTypes, kWrapperTypes;

// `path` is for messages only.
Result<Config> Parse(std::string_view text, std::string_view path);

}  // namespace mdg::config
