// What one part of a run leaves for another: results of calls, collectors still to be asked, what was looked for and what was learned.
//
// In: nothing. Out: plain records the Evaluator keeps. Deliberately without behaviour: who fills and reads them says the evaluator.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evaluate/events.h"
#include "evaluate/memory.h"
#include "model/value.h"

namespace mdg::evaluate {

// Of a call that was run, for others with the same arguments.
struct CallResult {
  Value value;
  Place at;                   // the call that was run
  size_t begin = 0, end = 0;  // of the constructions it made
  size_t first_exporter = 0, last_exporter = 0;  // past the last
  size_t assumptions = 0;     // how many held where it was called
  bool asked_again = false;
  std::vector<Place> others;  // further call sites that do the same
  std::optional<std::string> build;  // set: what it does is so in these builds
  std::set<std::string> asked_in;    // builds of the calls that came by; empty while nothing was seen to hang on builds
};

// A collector that was registered and is still to be asked.
struct Pending {
  Value collector;
  Value registerer;
  Place at;
};

// A collector that was asked for its metrics, and what it found empty.
struct Early {
  Pending pending;
  CellId first_cell = kNoCell;         // of the run that registered it
  size_t begin = 0, end = 0;           // of the constructions it made
  std::map<CellId, Value> empty_maps;  // and what else was known of them
  std::set<std::pair<const Symbol*, std::string_view>> unset_fields;
};

// What a map was looked into for.
struct Lookups {
  std::set<std::string, std::less<>> keys;
  bool unknown = false;  // for a key nobody knows, for all of them, or by code out of sight
};

// What the branch conditions on the present way say.
struct Learned {
  std::map<uint32_t, Value> unknowns;             // by identity: what an unknown is there
  std::map<std::string, bool, std::less<>> switches;  // by setting: whether it was changed
  std::vector<const mdg::Condition*> changed;     // settings that are not at their default: subject and otherwise
};

// A decision that hangs on switches.
struct Setting {
  size_t usual = 0;      // the alternative taken while nobody changes anything
  std::string switches;  // what to change
};

// What `# TYPE` and `# HELP` lines say.
struct WrittenFamily {
  MetricType type = MetricType::kUntyped;
  Value help = nullptr;
};

// Metrics that are exposed together, once something registers them (constructors.cc).
struct MetricGroup {
  std::vector<RegistrationEvent> members;
  std::vector<RegistrationEvent> registered;
};

}  // namespace mdg::evaluate
