// What the evaluated program does with metrics: the evaluator's output, collect/'s input.
//
// In: model/value.h. Out: plain records of constructions, samples and registrations, each with the assumptions under which it
// happens and the calls that led there. Deliberately still Values: turning them into facts is collect/'s subject.
#pragma once

#include <compare>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "evaluate/findings/answers.h"
#include "libraries/library.h"
#include "model/module.h"
#include "model/value.h"

namespace mdg::evaluate {

struct Place {
  const Module* module = nullptr;
  uint32_t offset = 0;
  bool operator==(const Place&) const = default;
  std::strong_ordering operator<=>(const Place& other) const {  // by file: addresses differ from run to run
    const auto number = [](const Module* file) { return file == nullptr ? int64_t{-1} : int64_t{file->number}; };
    const auto by_file = number(module) <=> number(other.module);
    return by_file != 0 ? by_file : offset <=> other.offset;
  }
};

// On this path decision `choice` falls on one of the alternatives marked in `allowed`.
struct Assumption {
  ChoiceId choice = 0;
  std::vector<bool> allowed;
  bool operator==(const Assumption& other) const { return choice == other.choice && allowed == other.allowed; }
  CellId since = kNoCell;  // it holds because other ways left: from here on cells were made while it did; kNoCell: for another reason
};
using Assumptions = std::vector<Assumption>;

// A metric or descriptor made by a library function.
struct Construction {
  libraries::Match made_by;
  Place at;
  std::vector<Place> calls;     // call sites that led here, innermost first
  bool made_again = false;      // a function among those came by again with the same arguments; it is run once
  std::vector<Assumptions> also_under;  // the assumptions under which they did
  std::vector<Place> again;     // where that is so of the innermost one: the further call sites in place of calls[0]
  std::vector<NodeId> functions;  // the functions `at` and each of the calls stand in; kNoNode: an initialiser
  const Symbol* root = nullptr; // the function the evaluation started from
  Assumptions assumptions;
  bool in_group = false;        // made under the name of a group
  bool grouped = false;         // and this is what it was made from
  Value ungrouped = nullptr;    // its name without the group; null: needs none
  bool superseded = false;      // seen with unknown arguments only, or too early, and again with real ones
  Value name = nullptr;         // the full name without registerer prefixes
  Value help = nullptr;         // null: the library has none
  Value labels = nullptr;       // variable label names; null: none
  std::vector<Place> more_labels;  // where it may be given further ones: uses of an instrument nobody knows which, of its type
  std::map<std::string, std::set<std::string>> label_values;  // values the labels `labels` are seen to get; there may be others
  std::set<std::string> all_values_seen;  // labels of which those are all there are
  std::map<std::string, std::string> label_descriptions;  // what a marker beside the variable that holds it says of its labels
  std::map<std::string, std::string> label_examples;  // a value each, that the source gives as an example
  std::string group;            // what such a marker says it belongs to; "": none
  Value constant_labels = nullptr;  // null: none
  Value stability = nullptr;    // null: the library has none
  Value deprecated = nullptr;   // since which version; null: not
  const libraries::Family* family = nullptr;  // set: the library exposes it by itself, the code only brings it in
  std::string_view stated_by, version;  // the module that exposes a family, and its version as far as go.mod says
  Value options = nullptr;      // the options record, for buckets and the like; may be null
  Value generator = nullptr;    // the function that gives its samples (generators.h); null: none
  Answers answers;              // of the samples its generator gives
  Value unit = nullptr;         // as the code says it; null: none, or part of the name already
  std::string never_exposed;    // why it certainly is not; "": it may be
  std::string handed_to;        // the options went to this function, whose source is not at hand, and what it does with them is not known
  std::string name_note;        // what the name depends on; "": what the library says
};

// Something that shows measurements of a library to Prometheus, and what is said about it; values may be unknown.
struct Exporter {
  libraries::Match made_by;
  Place at;
  std::vector<std::vector<const Module*>> made_from;  // modules of `at` and of the call sites that led there, for each time it was made
  const Symbol* root = nullptr;
  std::map<libraries::ExporterSetting, Value> settings;
  bool holds_sink = false;      // it was given something through which measurements reach Prometheus
  bool some_unseen = false;     // there are options nobody knows
};

// An instrument is used, with these labels.
struct Measurement {
  uint32_t metric = 0;
  Value labels = nullptr;       // kList of names, or of options that have a name and a value
  Value bounds = nullptr;       // of buckets, where they are given with the labels; may be null
  bool adds = false;            // to the labels it was made with
  std::pair<ChoiceId, size_t> way;  // where the instrument is one of several: the decision and its alternative; 0: none
};

// A descriptor is given its type.
struct Sample {
  uint32_t metric = 0;
  Value type = nullptr;         // kNative kOther "value-type", or something unknown
  Place at;
  Assumptions assumptions;
  bool one_of_several = false;  // the descriptor is one of several, we do not know which: says little about each
  size_t among = 1;             // how many it may be: one of two says more than one of a hundred
};

// A metric reaches a registerer.
struct RegistrationEvent {
  uint32_t metric = 0;
  Value prefix = nullptr;
  Value labels = nullptr;       // kList of kTuple(name, value)
  Place at;
  Assumptions assumptions;
  bool open = false;            // nobody in sight says which registerer that is: it may add more
};

// A recording rule or an alert the program makes an object of.
struct RuleEvent {
  Place at;
  bool is_alert = false;
  Value name = nullptr, expression = nullptr;
  Value help = nullptr, labels = nullptr, type = nullptr;  // null: not said
  Value duration = nullptr, annotations = nullptr;         // of an alert; the same
  const Symbol* root = nullptr;  // the function the evaluation started from
};

struct Events {
  std::vector<Construction> constructions;  // index = metric id
  std::vector<Sample> samples;
  std::set<std::pair<const Module*, NodeId>> lost_samples;  // functions in which a limit hid which descriptor is given a type
  std::vector<RegistrationEvent> registrations;
  std::vector<RuleEvent> rules;
  std::vector<Exporter> exporters;
  std::vector<Measurement> measurements;
  std::set<const libraries::Library*> sinks;  // libraries of which something reaches Prometheus
  std::map<const libraries::Library*, std::vector<Place>> unshown;  // measurements that reach no sink
  std::map<std::string, std::set<std::string>> also_off;  // by setting that turns something off: others that do ("--collector.disable-defaults without --collector.arp")
  std::map<Place, std::string> unknown_uses;  // of instruments nobody knows which: its type ("Int64Counter"), as far as declarations tell
};

}  // namespace mdg::evaluate
