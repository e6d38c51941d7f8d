// What the evaluated program does with metrics: the evaluator's output, collect/'s input.
//
// In: model/value.h. Out: plain records of constructions, samples and registrations, each with the assumptions under which it
// happens and the calls that led there. Deliberately still Values: turning them into facts is collect/'s subject.
#pragma once

#include <map>
#include <vector>

#include "libraries/library.h"
#include "model/value.h"

namespace mdg::evaluate {

struct Place {
  const Module* module = nullptr;
  uint32_t offset = 0;
  auto operator<=>(const Place&) const = default;
};

// On this path decision `choice` falls on one of the alternatives marked in `allowed`.
struct Assumption {
  ChoiceId choice = 0;
  std::vector<bool> allowed;
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
  bool superseded = false;      // seen with unknown arguments only, and again with real ones
  Value name = nullptr;         // the full name without registerer prefixes
  Value help = nullptr;         // null: the library has none
  Value labels = nullptr;       // variable label names; null: none
  Value constant_labels = nullptr;  // null: none
  Value stability = nullptr;    // null: the library has none
  Value deprecated = nullptr;   // since which version; null: not
  const libraries::Family* family = nullptr;  // set: the library exposes it by itself, the code only brings it in
  std::string_view stated_by, version;  // the module that exposes a family, and its version as far as go.mod says
  Value options = nullptr;      // the options record, for buckets and the like; may be null
};

// A descriptor is given its type.
struct Sample {
  uint32_t metric = 0;
  Value type = nullptr;         // kNative kOther "value-type", or something unknown
  Place at;
  Assumptions assumptions;
  bool one_of_several = false;  // the descriptor is one of several, we do not know which: says little about each
};

// A metric reaches a registerer.
struct RegistrationEvent {
  uint32_t metric = 0;
  Value prefix = nullptr;
  Value labels = nullptr;       // kList of kTuple(name, value)
  Place at;
  Assumptions assumptions;
};

struct Events {
  std::vector<Construction> constructions;  // index = metric id
  std::vector<Sample> samples;
  std::vector<RegistrationEvent> registrations;
};

}  // namespace mdg::evaluate
