// Which metrics a document shows, in which order and in which groups.
// In: metrics and what is wanted of them. Out: pointers into the same metrics. Deliberately says nothing about how one of
// them is shown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "render/details.h"

namespace mdg::render {

// Within one type or folder: by name. kOwn: by name, what libraries expose by themselves after what the program makes.
enum class Order : uint8_t { kOwn, kName, kType, kFolder };
std::optional<Order> ParseOrder(std::string_view word);

enum class Grouping : uint8_t { kNone, kSubsystem, kFolder, kProgram, kType, kStability, kMarker };
std::optional<Grouping> ParseGrouping(std::string_view word);  // "none", "subsystem", ...

// A metric is chosen when it passes all four; an empty one lets everything pass. Globs know `*`, `?` and `[...]`.
struct Filters {
  std::vector<std::string> names;     // one of these globs matches its name
  std::vector<std::string> types;     // its type is one of these words
  std::vector<std::string> folders;   // it is defined in a folder that one of these globs matches, or below one
  std::vector<std::string> programs;  // see IsOfPrograms

  bool IsEmpty() const { return names.empty() && types.empty() && folders.empty() && programs.empty(); }
};

// True when one of its programs matches one of the globs: with a slash the whole name ("cmd/*"), without one its last part. A
// metric no program of which is known is compared as "". Without globs: true.
bool IsOfPrograms(const Metric& metric, const std::vector<std::string>& globs);

bool MatchesOneOf(const std::vector<std::string>& globs, const std::string& name);  // true when there are none

// A metric a library exposes by itself, in whatever program it is.
bool IsOfLibrary(const Metric& metric);

using Chosen = std::vector<const Metric*>;
// `metrics` are sorted by name, as in a Catalog.
Chosen Choose(const std::vector<Metric>& metrics, const Filters& filters, Order order);

// The catalog with the metrics that pass; without patterns there are no unresolved sites either, as a document has it.
Catalog Filtered(const Catalog& catalog, const Filters& filters, bool with_patterns);

// A group in somebody's own words: of metrics whose names match one of the globs.
struct OwnGroup {
  std::string title, text;
  std::vector<std::string> names;
};

struct ChosenGroup {
  std::string title;  // "" for all
  Chosen metrics;
  std::string text;  // what to know before reading it; "": nothing
};
// Every metric in the first group it fits, what fits none in "Other" at the end; groups without any are left out.
std::vector<ChosenGroup> GroupByOwn(const Chosen& metrics, const std::vector<OwnGroup>& groups);

// Every metric is in one group and keeps its place within it; there is at least one group. Groups come by title, what has
// none ("Other", "No program known") last, and of subsystems what libraries expose by themselves after everything else.
//   subsystem   the first two words of a name when at least three names share them, or else the first one
//   folder      of the first definition
//   stability   STABLE, BETA, ALPHA, other words, then those of which nobody says it
//   marker      what a marker comment in the source says
//   program     all of them together: "agent, server" is a group of its own
std::vector<ChosenGroup> GroupMetrics(const Chosen& metrics, Grouping grouping, const ShownPrograms& programs);

}  // namespace mdg::render
