// What one part of a run leaves for another: results of calls, collectors still to be asked, what was looked for and what was learned.
//
// In: nothing. Out: plain records the Evaluator keeps. Deliberately without behaviour: who fills and reads them says the evaluator.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "evaluate/events.h"
#include "evaluate/frame.h"
#include "evaluate/switches/decisions.h"
#include "evaluate/values/memory.h"
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
  size_t first_registration = 0, last_registration = 0;  // past the last
  std::set<std::string> asked_on;    // switches the calls that came by hang on (SwitchesOf)
  size_t depth = 0;                  // of the stack, where it was called
  std::vector<const Symbol*> read_as_declared = {};  // package variables nothing had been assigned to yet (early_reads.h)

  // Something came of it that the calls leading to it have a say in.
  bool Makes() const { return begin < end || first_registration < last_registration; }
};

// The cases of a type switch that may be for a value, in the order they are tried.
struct TypeCases {
  std::vector<NodeId> clauses;
  bool is_decided = false;  // the last is for it, if none before is
  bool is_known = false;    // there is only one, or none
};

// A collector that was registered and is still to be asked.
struct Pending {
  Value collector;
  Value registerer;
  Place at;
  Assumptions on_switches;  // that held when it was
};

// A collector that was asked for its metrics, and what it found empty.
struct Early {
  Pending pending;
  CellId first_cell = kNoCell;         // of the run that registered it
  size_t begin = 0, end = 0;           // of the constructions it made
  std::map<CellId, Value> empty_maps;  // and what else was known of them
  std::set<std::pair<const Symbol*, std::string_view>> unset_fields;
  std::vector<const Symbol*> unset_variables;
  struct Change {
    CellId cell = kNoCell;
    Value former = nullptr, value = nullptr;
  };
  std::vector<Change> changes;  // what it stored, where a variable was not set: a cache that holds what was found then

  bool FoundSomethingEmpty() const { return !empty_maps.empty() || !unset_fields.empty() || !unset_variables.empty(); }
};

// A function that was run by itself, and read package variables before anything was assigned to them.
struct EarlyRoot {
  const Symbol* function = nullptr;
  Value receiver = nullptr;
  size_t begin = 0, end = 0;  // of the constructions it made
  std::vector<const Symbol*> read_as_declared;
};

// What a method made of an object nobody knows, or of one that was made of nothing but unknown arguments.
struct MadeOnSupposed {
  const Symbol* method = nullptr;
  CellId object = kNoCell;               // kNoCell: nobody knows it
  Arguments arguments;
  size_t begin = 0, end = 0, depth = 0;  // of the constructions, and how many calls had led there
};

// What a call made before the variables it reads were set, and what the same call made afterwards.
struct DoneAgain {
  size_t begin = 0, end = 0, depth = 0;  // of the constructions, and how many calls had led there
  size_t again = 0, again_end = 0, again_depth = 0;
  bool whoever_came_by = false;  // it was wrong for further calls that did the same, too
};

// What a map was looked into for.
struct Lookups {
  std::set<std::string, std::less<>> keys;
  bool unknown = false;  // for a key nobody knows, for all of them, or by code out of sight
};

// What the branch conditions on the present way say.
struct Learned {
  std::map<uint32_t, Value> unknowns;             // by identity: what an unknown is there
  Decisions::Changed switches;
  std::vector<const mdg::Condition*> changed;     // settings that are not at their default: subject and otherwise
};

// What `# TYPE` and `# HELP` lines say.
struct WrittenFamily {
  MetricType type = MetricType::kUntyped;
  Value help = nullptr;
  Value name = nullptr;           // of the line that says the type
  Place at;                       // where that is written
  const Symbol* root = nullptr;
  bool is_sampled = false;        // a sample of it was seen
};

// Metrics that are exposed together, once something registers them (constructors.cc).
struct MetricGroup {
  std::vector<RegistrationEvent> members;
  std::vector<RegistrationEvent> registered;
};

// A loop that goes round any number of times, and the texts (written.h) it writes into: what they were before.
struct AnyRounds {
  CellId first_cell = kNoCell;  // what was made from here on was made within
  std::vector<std::pair<Value, Value>> before;
};

// Of the struct values of one type: equal rows need not follow one another. All count for the limit: what is written down that often is
// no table, and any of its rows says little of an object nobody knows.
struct RecordsSeen {
  size_t count = 0;
  std::unordered_set<std::string> fingerprints;
};

// All of it.
struct Bookkeeping {
  std::map<std::pair<uint32_t, std::string>, WrittenFamily> written_families_;  // by the file's number, and what `# TYPE` and `# HELP` lines say
  std::set<Place> unnamed_writes_;
  std::set<std::pair<Place, const Symbol*>> reached_;  // calls that make a metric or a descriptor, and where the run that did began
  std::vector<Place> unreached_;
  std::set<Place> measured_;  // uses of instruments some run came by
  std::unordered_set<const Symbol*> visited_;        // run at least once, through a call or as a root
  std::unordered_set<const Symbol*> called_;         // run through a call
  std::set<std::tuple<const Symbol*, CellId, const Symbol*>> called_on_;  // methods, the objects they were run on, and the root of the run
  std::map<std::pair<const Symbol*, std::string_view>, std::vector<Value>> field_values_;
  std::map<std::pair<const Symbol*, std::string_view>, Value> field_summaries_;
  std::map<const Symbol*, std::vector<Value>> records_;  // struct values the program was seen to write down
  std::map<const Symbol*, RecordsSeen> records_seen_;
  std::map<std::pair<const Symbol*, size_t>, ChoiceId> record_choices_;
  bool lost_among_many_ = false;  // an object was one of more of its type than are told apart
  std::set<ChoiceId> some_record_;  // the values of that
  std::map<std::tuple<const Symbol*, std::string_view, size_t>, Value> record_fields_;
  std::map<std::pair<std::pair<const Symbol*, std::string_view>, size_t>, ChoiceId> summary_choices_;
  std::map<const Symbol*, std::vector<Value>> instances_;
  std::unordered_map<std::string, CallResult> results_;  // of calls already run, by function and arguments
  std::unordered_map<std::string, CallResult> root_results_;  // the same, of a run with unknown arguments: they go with it
  bool unknown_arguments_ = false;                       // the present root runs with such
  std::vector<Pending> pending_;
  bool empty_is_default_ = false;   // the condition being evaluated may be that of `if name == "" { name = "app" }`
  bool may_fail_ = false;           // the condition being evaluated is that of an `if err != nil` that goes on afterwards
  bool is_shallow_ = false;         // a run that does not go deep
  bool missed_descriptor_ = false;  // a sample of a descriptor that is still nil
  // A function that gives samples is being run (generators.cc): ways and lists are told apart as far as can be. Elsewhere that costs more
  // than it tells: what is vague is made up for by what else the program is seen to do.
  bool makes_samples_ = false;
  // Meanwhile, of lists that are gone through, one on each alternative: what they point to, and on which alternatives one does.
  std::vector<std::pair<ChoiceId, std::map<CellId, std::set<size_t>>>> ranged_;
  Early* asked_ = nullptr;          // the collector that is being asked
  std::vector<Early> too_early_;
  std::vector<Early> asked_once_;          // every collector, as it was asked first
  std::unordered_map<const Symbol*, Value> declared_values_;  // of package variables that functions assign to
  std::vector<const Symbol*> read_as_declared_;               // of those, by the calls that are being run
  std::vector<EarlyRoot> early_roots_;
  std::unordered_map<CellId, const Symbol*> supposed_objects_;  // made by a run with unknown arguments, and where that began
  std::vector<MadeOnSupposed> made_on_supposed_;
  std::vector<DoneAgain> done_again_;
  std::map<std::pair<const Module*, NodeId>, Value> setting_literals_;  // function literals that matter only for what they set
  bool doubts_ = false;                    // that what is empty stays so
  bool doubts_fields_ = false;             // that fields a decoder looks for hold what the program stores there
  std::map<CellId, CellId> global_cells_;  // made for package variables, whichever run came by them first: first and past the last
  std::vector<AnyRounds> rounds_;    // that are being run, the outermost first
  std::vector<MetricGroup> groups_;  // by the id of their registerer, less one
  std::set<std::pair<CellId, std::string>> collected_;  // collectors, and what their registerers add

  // What was decided, and what holds on the present way.
  std::vector<uint32_t> sink_declarations_;  // metrics a sink was told about before they are used (exporters.cc)
  std::map<std::pair<uint32_t, size_t>, ChoiceId> index_choices_;           // unknown index, alternatives
  std::map<CellId, Lookups> lookups_;
  std::set<ChoiceId> stored_choices_;  // between values a map was given under keys nobody knows
  std::optional<std::map<std::string, Value, std::less<>>> declared_flags_;  // by name; null: declared differently in two places
  std::map<uint32_t, Value> splits_;   // unknown map keys taken apart into the keys of the map and the rest, by identity
  using Rest = std::vector<std::shared_ptr<const std::set<std::string, std::less<>>>>;  // tables of which it is no key
  std::map<uint32_t, Rest> rests_;     // what is left of an unknown key when it is none of a map's, by its identity
  Learned learned_;
  std::unordered_map<const Symbol*, CellId> globals_;
  std::unordered_set<const Symbol*> globals_in_progress_;
  std::unordered_map<const Symbol*, Value> constants_;
  std::map<std::pair<const Module*, NodeId>, Value> literals_;  // function literals that matter, as first made
  std::set<std::pair<const Module*, NodeId>> called_literals_;
  std::map<std::pair<std::string_view, size_t>, std::vector<const Symbol*>> methods_that_matter_;  // by name and number of parameters
  std::unordered_set<const Symbol*> visited_on_unknown_;  // methods, of an object nobody knows
  std::vector<const Symbol*> unfinished_;
  std::vector<const Symbol*> cut_;  // functions the present root was in when it had led too far; noted once for each root
  std::unordered_set<const Symbol*> ever_cut_;
  bool noted_cut_ = false;
  const Default* empty_default_ = nullptr;  // the default that the last comparison found to be empty
  std::unordered_map<const Symbol*, std::vector<const Symbol*>> callees_;
  uint64_t build_decisions_ = 0;  // how often a name had several declarations
};

}  // namespace mdg::evaluate
