// Samples that answer a question: what they say is seen to be 0 or 1 and nothing else.
//
//     {LabelValues: []string{state}, Value: asNumber(now == state)}     func asNumber(b bool) float64 { if b { return 1 }; return 0 }
//
// In: the numbers samples are given, those a function makes as Values, the others as their text says (slice/answers.cc). Out: whether they
// can be counted. Deliberately nothing about metrics that are set: where that is, only the text tells (slice/set_gauges.cc).
#pragma once

#include <utility>

#include "model/value.h"

namespace mdg::evaluate {

struct Answers {
  bool zero = false, one = false;  // seen
  bool others = false;             // seen, or something that is not known
  // 0 and 1 may be among them; neither: or something else.
  void Add(std::pair<bool, bool> may_be) {
    zero = zero || may_be.first;
    one = one || may_be.second;
    others = others || !(may_be.first || may_be.second);
  }
  bool AreAll() const { return zero && one && !others; }  // of what is always 1 nothing is asked
};

// Every way the number can fall.
void AddNumber(Value number, Answers& answers);

}  // namespace mdg::evaluate
