// What a server exposes against what is documented, in both directions.
//
//     documented:  app_up gauge, app_requests_total counter {code}       exposed:  app_up counter, app_extra gauge
//     ->  contradiction: type of app_up; undocumented: app_extra; not seen: app_requests_total (has labels, no series yet)
//
// In: two Catalogs, the documented one and one read from a scrape (formats/exposition.h). Out: Report. A scrape shows
// what has happened so far, so that what is missing from it is never wrong; and what the documented catalog does not
// know, guesses, or knows of several definitions, no scrape can contradict. Deliberately no judgement about exit codes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/catalog.h"

namespace mdg::verify {

// One fact of one family that is exposed otherwise than documented.
struct Difference {
  std::string metric;      // as exposed
  std::string pattern;     // the documented pattern it was taken for; "": documented under its own name
  std::string fact;        // "type", "help", "labels", "label values", "buckets", "unit"
  std::string documented;  // as people read it
  std::string exposed;
  std::string detail;  // what exactly differs: "`zone` is not documented"; may be ""
  std::string reason;  // why this is no contradiction: "the documented type is a guess"; "": it is one
  SourceLocation documented_at;
  SourceLocation exposed_at;
  bool operator==(const Difference&) const = default;
};

struct Undocumented {
  std::string metric;
  MetricType type = MetricType::kUnknown;
  SourceLocation at;
  bool operator==(const Undocumented&) const = default;
};

// Why a documented family may be missing from a scrape of a server that is all right.
enum class Absence : uint8_t {
  kPattern,    // names are made while the program runs
  kSwitch,     // only with a flag
  kCondition,  // only in builds other than the default one, which is for Linux
  kLabels,     // has labels: no series until something happens
  kLibrary,    // a library's own: its version and the platform decide
  kOther,      // nothing says why
};
std::string_view AbsenceName(Absence absence);  // "pattern", "switch", "condition", "labels", "library", "other"

struct NotSeen {
  std::string metric;  // a pattern with its holes as <name>
  Absence absence = Absence::kOther;
  std::string detail;  // the flags, the build constraints, the labels
  SourceLocation at;
  bool operator==(const NotSeen&) const = default;
};

struct Instance {
  std::string metric;
  std::string pattern;
  bool operator==(const Instance&) const = default;
};

// Lists are sorted by name.
struct Report {
  uint64_t exposed = 0;     // families
  uint64_t documented = 0;  // families and patterns
  uint64_t agreeing = 0;    // exposed, documented, and without a contradiction
  std::vector<Difference> contradictions;
  std::vector<Difference> remarks;  // differences that are none
  std::vector<Undocumented> undocumented;
  std::vector<NotSeen> not_seen;
  std::vector<Instance> instances;        // what counts as documented by a pattern
  std::vector<std::string> added_labels;  // on every series of the scrape and documented nowhere: added on the way here
  bool operator==(const Report&) const = default;
};

struct Options {
  std::vector<std::string> ignored_labels;  // exposed labels of which nothing is said
};

Report Compare(const Catalog& documented, const Catalog& exposed, const Options& options);

}  // namespace mdg::verify
