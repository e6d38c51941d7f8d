// In: assumptions and decisions. Out: whether they can hold together.
#include "collect/assumptions.h"

#include <algorithm>

namespace mdg::collect {

using evaluate::Assumption;
using evaluate::Assumptions;
using evaluate::Construction;
using evaluate::Sample;

bool Allows(const Assumptions& assumptions, ChoiceId choice, size_t alternative) {
  return std::all_of(assumptions.begin(), assumptions.end(), [&](const Assumption& a) {
    return a.choice != choice || alternative >= a.allowed.size() || a.allowed[alternative];
  });
}

bool Allows(const Assumptions& assumptions, const Decisions& decisions) {
  return std::all_of(decisions.begin(), decisions.end(), [&](const auto& d) { return Allows(assumptions, d.first, d.second); });
}

namespace {

// Two lists of assumptions that cannot both hold: the sample stands on the other branch.
bool Contradict(const Assumptions& a, const Assumptions& b) {
  for (const Assumption& x : a) {
    for (const Assumption& y : b) {
      if (x.choice != y.choice || x.allowed.size() != y.allowed.size()) continue;
      bool common = false;
      for (size_t i = 0; i < x.allowed.size(); ++i) common = common || (x.allowed[i] && y.allowed[i]);
      if (!common) return true;
    }
  }
  return false;
}

}  // namespace

bool CanCome(const Sample& sample, const Construction& construction) {
  if (!Contradict(sample.assumptions, construction.assumptions)) return true;
  return std::any_of(construction.also_under.begin(), construction.also_under.end(),
                     [&](const Assumptions& also) { return !Contradict(sample.assumptions, also); });
}

}  // namespace mdg::collect
