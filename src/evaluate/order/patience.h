// How many steps functions get that are far from metrics.
//
// The functions of an API, one like the other, lead through all of a program and all to the same: where one took its time and came by
// nothing new, the next of its package gets half as many steps. Others are to have their turn. Whatever makes a new metric, or declares
// a flag, is given a few steps back.
// In: what such functions took and made. Out: their limit. Deliberately no say otherwise in functions that make metrics or call one that
// does.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "evaluate/events.h"
#include "evaluate/limits.h"

namespace mdg::evaluate {

class Patience {
 public:
  // At most `most`.
  uint64_t With(const Package* package, uint64_t most) const;
  // A function of the package took so many steps; `events` tell whether it came by something new since HasMadeNew was last asked.
  void Note(const Package* package, uint64_t steps, const Events& events, const Limits& limits);
  // How many of `steps` a metric just made pays for: a table of many rows takes many, and each row is something new. One whose name is not
  // a plain text pays for none, nor one that had been made under this name in this place before.
  uint64_t PaidBy(const Construction& made, uint64_t steps, const Limits& limits);
  // The same for a command-line flag that is declared, once for each name.
  uint64_t PaidByFlag(const std::string& name, uint64_t steps, const Limits& limits);
  // Whether a metric has been made, since this was last asked, that had not been made under this name in this place before.
  bool HasMadeNew(const Events& events);

 private:
  std::unordered_map<const Package*, uint64_t> steps_;
  std::set<std::pair<Place, std::string>> made_;
  size_t made_up_to_ = 0;  // so many constructions are in made_
  std::unordered_set<size_t> paid_;  // hashes of place and name; two that are the same cost a few steps
};

}  // namespace mdg::evaluate
