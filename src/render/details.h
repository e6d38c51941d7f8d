// Everything a document can say about one metric, or one rule of a server, in words: what a section or a panel shows, and what the cells of a
// table are made of. All writers read these, so they cannot disagree.
//
// In: a Metric, a RecordingRule or an Alert. Out: Details. How a fact that is not certain is said is decided here. Deliberately no escaping and no
// layout, and no choice of metrics: document.h makes that.
#pragma once

#include <map>
#include <set>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "render/span.h"

namespace mdg::render {

// A query to copy. Whoever makes the document supplies them (DocumentOptions::expressions).
struct Expression {
  std::string title;       // "Rate by handler"
  std::string expression;  // PromQL
  std::string note;        // "" when there is nothing to add
  bool operator==(const Expression&) const = default;
};

struct LabelDetails {
  Cell name;
  bool is_constant = false;         // it has one value, which is known
  bool is_set_once = false;         // it has one value for each registration, and not all are known
  bool is_sometimes = false;        // some series do not have it
  std::vector<std::string> values;  // those the code shows
  bool values_complete = false;     // and there are no others
  std::string description;          // "": none
  std::string example;              // a value to show where none is known; "": none
  bool operator==(const LabelDetails&) const = default;
};
// What stands before its values: "such as " where there may be others, "one of ", "only "; "" for the one value of a constant.
std::string_view WordsBeforeValues(bool is_constant, bool is_complete, size_t count);
// More is known than its name and whether all series have it.
bool HasDetails(const LabelDetails& label);

// What is not certain, or hangs on something, about one fact.
struct Remark {
  std::string fact;  // "labels"
  std::string text;  // "not known: `names` is made while the program runs"
  bool operator==(const Remark&) const = default;
};

struct RegistrationDetails {
  SourceLocation at;
  std::string prefix;  // what this registerer puts before the name; mostly ""
  bool operator==(const RegistrationDetails&) const = default;
};

// What a row is about.
enum class Kind : uint8_t { kMetric, kRecordingRule, kAlert };
std::string_view KindName(Kind kind);  // "metric", "recording rule", "alert"

// Another row, by name.
struct Reference {
  Kind kind = Kind::kMetric;
  std::string name;
  std::string anchor;  // "": this document does not show it
  bool is_possible = false;  // one of the two is a name known in part, which can stand for what the other reads or is
  bool operator==(const Reference&) const = default;
};

struct Details {
  Kind kind = Kind::kMetric;
  std::string name;        // holes as <hole>
  std::string anchor;      // unique in the document: see document.h
  bool is_pattern = false;  // the name is known in part
  std::string type;        // "counter", ..., "unknown"; of a rule that does not say it, and of an alert: ""
  bool type_is_guess = false;
  Cell help;
  bool help_repeats_name = false;  // see RepeatsName: where the name stands beside it, it need not
  bool help_is_unknown = false;  // there is one, and no part of it is known
  std::vector<LabelDetails> labels;  // sorted
  bool has_more_labels = false;      // that could not be read
  std::string unit, stability, deprecated;  // "" when nobody says; `deprecated` is a version
  bool unit_is_of_name = false;  // nobody states it, but the name ends with it
  bool help_says_deprecated = false;  // as SaysDeprecated() reads it, and no version is known
  std::string owner, example, replaced_by;  // from a side file; "" when nobody says
  std::string since;       // "v1.4, 2024-03-01", "at least ...": see IntroductionText; "": nobody asked or nobody knows
  std::string since_commit;  // that brought it, short; "": see above
  std::optional<Distribution> distribution;
  bool distribution_is_unknown = false;  // as a whole or in part
  std::vector<std::string> origins;      // "code", "default", "hand-kept", "library": where its facts come from
  std::string library;                   // "client_golang"
  std::vector<SourceLocation> definitions;  // without columns
  std::vector<RegistrationDetails> registrations;  // but those that say nothing beyond a definition
  std::vector<std::string> folders;  // of its definitions, unique; "" is the root; none of what a library exposes by itself
  std::vector<std::string> switches, switched_off_by, notes;
  std::vector<std::string> systems;     // "Linux", "macOS": the only ones it is built for; empty: all
  std::string systems_text;             // "only Linux, macOS", "all but Windows"; "": all
  std::vector<std::string> conditions;  // build constraints that say more than `systems`
  std::vector<std::string> programs;  // as short as they are clear
  std::vector<std::string> silent_programs;  // it is part of these, too, and nothing in sight has them show metrics
  std::vector<Remark> remarks;
  std::vector<Expression> expressions;
  // Of rules: what is recorded, or when an alert fires, and which metrics and rules of the catalog stand in it.
  Cell expression;
  std::vector<Reference> uses;
  std::vector<Reference> used_by;  // rules and alerts that read it
  std::string severity, duration;  // of an alert; "" when it does not say
  std::vector<std::pair<std::string, std::string>> annotations;  // of an alert, but the one that is `help`
  bool operator==(const Details&) const = default;
};

// As short as ProgramName makes it, where no other program is called so.
struct ShownPrograms {
  std::map<std::string, std::string> names;
  std::set<std::string> serving;
  // Those that can expose it: of several, those with code in sight that shows metrics, if any has.
  std::vector<std::string> Of(const Metric& metric) const;
  std::vector<std::string> OthersOf(const Metric& metric) const;
};
ShownPrograms ShowPrograms(const Catalog& catalog);

Details MakeDetails(const Metric& metric, const ShownPrograms& programs);
// Of a series that a server records, and of an alert it raises. Uses are the document's business.
Details MakeDetails(const RecordingRule& rule);
Details MakeDetails(const Alert& alert);

// "v1.4, 2024-03-01"; "2024-03-01, in no release yet"; "at least 2024-03-01, where the history is cut off"; "".
std::string IntroductionText(const Introduction& introduced);

// "", "perhaps", "alert", "perhaps alert": what to say before the name.
std::string ReferenceWords(const Reference& to);
// "[Deprecated] Books.", "Books. Deprecated, use lents.", "Books (deprecated: see lents)"; not "Deprecated books that were lent".
bool SaysDeprecated(std::string_view help);
// Of `app_open_doors`, "app_open_doors", "open.doors" or "doors": a help that tells a reader nothing.
bool RepeatsName(std::string_view help, std::string_view name);
// "`device` is made while the program runs": the reason in words, as readers of pages know no other
std::string WhyText(const Hole& hole);
// From one text with backticks: what they enclose is code.
Cell CodeInBackticks(std::string_view text);
// "internal/web", "" for a file in the root.
std::string FolderOfFile(const std::string& path);
// The part behind the last slash.
std::string LastPartOf(const std::string& path);
// "off; on with `--wifi`", "on; off with `--no-arp`, or with `--none` without `--arp`": what switches make of it; "": none is known to have a say.
std::string ByDefaultText(const Details& details);
std::string ByDefaultText(const std::vector<std::string>& switches, const std::vector<std::string>& switched_off_by);
// "0.005", "1e+06": as short as it is exact.
std::string NumberText(double number);

}  // namespace mdg::render
