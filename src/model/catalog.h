// The waist of the program: every metric family known, each fact with where it comes from.
//
// In: model/text.h. Out: Fact, Label, Metric, Catalog. The front half (discover ... collect) makes one, hand-kept files,
// scrapes and earlier revisions are read into one, and merge, render, check, lint, diff and verify read nothing else.
// Deliberately owned strings only: a Catalog needs no source text to be understood.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/location.h"
#include "base/rare.h"
#include "model/text.h"

namespace mdg {

enum class Origin : uint8_t {
  kCode,      // read from the scanned source
  kDefault,   // code, but it holds only while a flag or environment variable has its default
  kLibrary,   // stated by a library table (what a known dependency exposes)
  kHandKept,  // from a hand-kept file
};
std::string_view OriginName(Origin origin);  // "code", "default", "library", "hand-kept"
std::optional<Origin> ParseOrigin(std::string_view name);

// One step of a trail: "namespace is `app`" at a.go:3:7.
struct TrailStep {
  SourceLocation at;
  std::string text;
  auto operator<=>(const TrailStep&) const = default;
};

// A value with its provenance. An unknown value says so in `unknown`; `value` is then the best that is known (for a Text: its
// known pieces) and must not be shown as if it were certain.
template <typename T>
struct Fact {
  T value{};
  Origin origin = Origin::kCode;
  std::optional<Hole> unknown;   // set: the value is not (fully) known, for this reason
  bool is_guess = false;         // last resort (a type from a name's suffix): always shown as a guess
  std::string note;              // "changes with --namespace"; empty: nothing to add
  std::vector<TrailStep> trail;  // from the metric to the constant, outermost first

  bool operator==(const Fact&) const = default;
};

enum class MetricType : uint8_t { kUnknown, kCounter, kGauge, kHistogram, kSummary, kUntyped, kInfo, kStateSet, kGaugeHistogram };
std::string_view MetricTypeName(MetricType type);  // "counter" ...; kUnknown and kUntyped: "unknown", "untyped"
std::optional<MetricType> ParseMetricType(std::string_view name);

enum class Presence : uint8_t {
  kAlways,
  kSometimes,  // depends on a condition of the program
};

struct Label {
  Text name;
  bool is_constant = false;          // a constant label, fixed when the metric is made
  Presence presence = Presence::kAlways;
  std::vector<std::string> values;   // values known: of a constant label all of them, of a variable one those seen in code;
                                     // read from an exposition: those of its samples
  bool values_complete = false;      // no other value is possible
  std::string description;           // of a marker in source or a side file; "": none
  std::string example;               // a value the source gives as an example; "": none

  bool operator==(const Label&) const = default;
};

struct Labels {
  std::vector<Label> labels;         // in declaration order; names unique
  bool has_more = false;             // further labels exist that could not be read
  bool operator==(const Labels&) const = default;
  std::vector<std::string> SortedNames() const;
};

// Bucket boundaries and the other options of a histogram or summary a reader wants.
struct Distribution {
  std::vector<double> buckets;                      // upper bounds without +Inf
  std::vector<std::pair<double, double>> objectives;  // quantile, error
  std::map<std::string, std::string> settings;      // "native_bucket_factor" -> "1.1", "max_age" -> "10m", ...
  bool operator==(const Distribution&) const = default;
};

// Where a metric gets exposed: a registerer and what it adds.
struct Registration {
  SourceLocation at;
  std::string prefix;
  auto operator<=>(const Registration&) const = default;
};

// Since when a metric is there, as the version history of its source says (history/history.h).
struct Introduction {
  std::string commit;            // the whole hash; "": the history says nothing about this metric
  std::string date;              // of the commit: "2024-03-01"
  std::string release;           // the first release tag that contains it; "": none yet
  bool is_at_least = false;      // it may be older: the history is cut off there, or began with it
  bool operator==(const Introduction&) const = default;
};

struct Metric {
  Fact<Text> name;               // the full family name, prefixes of registerers included
  Fact<MetricType> type;
  Fact<Text> help;
  Fact<Labels> labels;           // variable, constant and registerer labels together
  Rare<Fact<std::string>> unit;
  Rare<Fact<Distribution>> distribution;
  Rare<Fact<std::string>> stability;             // "STABLE", "BETA", "ALPHA"
  Rare<Fact<std::string>> deprecated;            // version since which it is deprecated
  // What only a side file (model/annotations.h) states: who answers for it, how it is used, what to use in its place.
  Rare<Fact<std::string>> owner, example, replaced_by;
  std::vector<SourceLocation> definitions;       // sorted, unique: where constructors (or helper calls) stand
  std::vector<Registration> registrations;       // empty: no registration was seen
  std::vector<std::string> switches;             // flags to set, each one alternative ("--collector.wifi"); empty: by default
  std::vector<std::string> switched_off_by;      // flags that leave it out, each one by itself ("--no-collector.arp",
                                                 // "--collector.disable-defaults without --collector.arp"); there may be others
  std::vector<std::string> conditions;           // build constraints, each one alternative; empty: always
  std::vector<std::string> programs;             // folders of the main packages that can expose it
  Rare<Introduction> introduced;                 // only when the history was asked
  std::string library;                           // which library table described the constructor: "client_golang"
  std::string group;                             // what a marker in the source says it belongs to; "": none does
  bool is_zero_or_one = false;                   // its samples are seen to say 0 or 1 and nothing else
  std::string example_value;                     // hand-kept files carry samples: the first value as written; "" otherwise
  std::vector<std::string> notes;                // contradictions, alternatives, remarks; shown in full output

  bool IsPattern() const { return !name.value.IsKnown(); }
  bool operator==(const Metric&) const = default;
};

// A place where a metric is made but not even a part of its name is known, or something else was given up.
struct UnresolvedSite {
  SourceLocation at;
  std::string what;              // "metric name", "labels of app_requests_total"
  Hole why;
  std::vector<TrailStep> trail;
  bool operator==(const UnresolvedSite&) const = default;
};

// A series that no program exposes: a Prometheus server makes it, by a rule of the scanned tree.
struct RecordingRule {
  std::string name;                           // unique; of several rules with one name the first by place is kept here
  std::string expression;                     // PromQL, as written
  std::map<std::string, std::string> labels;  // that the rule adds
  std::vector<SourceLocation> definitions;    // sorted, unique
  std::string help;                           // "": the rule says none; only one in source can
  MetricType type = MetricType::kUnknown;     // the same
  bool is_in_source = false;                  // an object the source makes, not a rule file
  std::vector<std::string> others;            // what is recorded under the name with other labels, as written
  bool operator==(const RecordingRule&) const = default;
};

// A rule by which a server tells somebody that something is wrong. No metric, and none of the series a program or a rule makes.
struct Alert {
  std::string name;                                // not unique: the same may be asked for several severities
  std::string expression;                          // PromQL, as written
  std::string duration;                            // it must hold so long first, as written ("5m"); "": no time is said
  std::map<std::string, std::string> labels, annotations;  // that the rule adds
  std::vector<SourceLocation> definitions;         // sorted, unique
  bool is_in_source = false;                       // an object the source makes, not a rule file
  bool operator==(const Alert&) const = default;
};

// What a scan was made of, for the one-line summary.
struct ScanStatistics {
  uint64_t files_seen = 0;       // candidates by name
  uint64_t files_read = 0;
  uint64_t files_parsed = 0;
  uint64_t bytes_read = 0;
  double seconds = 0;            // never part of a file that is compared
  bool operator==(const ScanStatistics&) const = default;
};

// Invariant (Normalize establishes it): metrics sorted by name and unique, all names known; patterns sorted by shown name and
// type and unique in both (one pattern may stand for counters and for gauges), each with at least one hole and one literal
// character; unresolved sorted by place, one for each reason.
struct Catalog {
  std::vector<Metric> metrics;
  std::vector<Metric> patterns;
  std::vector<UnresolvedSite> unresolved;
  std::vector<RecordingRule> recording_rules;  // sorted by name
  std::vector<Alert> alerts;                   // sorted by name, those of one name by place
  std::vector<std::string> serving_programs;   // sorted: those with code in sight that shows metrics to somebody
  ScanStatistics statistics;

  const Metric* Find(std::string_view name) const;
  // In its place. Rules of one name are one entry: that of the first. False when it records something else under the labels of that one.
  bool Add(RecordingRule rule);
  // In its place. What differs in nothing but the place is one entry.
  void Add(Alert alert);
  bool operator==(const Catalog&) const = default;
};

// Two definitions of one family that cannot both be right: they can be built into one program and differ in a fact.
struct Contradiction {
  std::string metric;
  SourceLocation at;                    // the definition that was believed
  std::string message;                  // "help of `app_up` differs: ..."
  std::vector<SourceLocation> others;   // the definitions that were not
  bool operator==(const Contradiction&) const = default;
};

// Sorts, and folds metrics of one name into one; the result does not depend on the order before. Definitions, registrations,
// conditions and programs are united, and so are the labels of definitions that differ in constant labels only. Of facts that
// differ the better one is kept: known before unknown, stated before guessed, registered before not, in a default build
// before not (build_constraint.h), without switches before with, then the first by place; the others go into `notes`. Names without any literal character become unresolved sites. Returns what was contradictory.
std::vector<Contradiction> Normalize(Catalog& catalog);

// True when Normalize folded definitions that differ in this fact ("type", "help", "labels", "buckets", "unit") into this
// metric, so that another program or build of the same source may rightly expose another value.
bool HasOtherDefinitions(const Metric& metric, std::string_view fact);

}  // namespace mdg
