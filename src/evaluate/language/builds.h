// Decisions of whoever builds the program: which of several build constraints holds.
//
// In: build constraints, as Modules have them. Out: one decision for each set of them, and what an assumption about it says of the
// build. Deliberately knows no symbols and no values: builds.cc.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "evaluate/events.h"

namespace mdg::evaluate {

class Builds {
 public:
  // The decision between those constraints, of which no two hold in one build; 0 when nobody has noted one yet.
  ChoiceId Find(const std::vector<std::string>& constraints) const;
  bool IsEmpty() const { return choices_.empty(); }
  void Note(ChoiceId choice, std::vector<std::string> constraints);

  // The constraints a decision is between; null: it is about something else.
  const std::vector<std::string>* Of(ChoiceId choice) const;
  // The builds an assumption leaves; "" when it is about something else.
  std::string For(const Assumption& assumption) const;

  // As in model/build_constraint.h, remembered.
  const std::string& Both(const std::string& a, const std::string& b);
  bool CanHoldTogether(const std::string& a, const std::string& b);

 private:
  std::map<std::vector<std::string>, ChoiceId> choices_;
  std::map<ChoiceId, std::vector<std::string>> constraints_;
  std::map<std::pair<std::string, std::string>, std::string> both_;
  std::map<std::pair<std::string, std::string>, bool> together_;
};

}  // namespace mdg::evaluate
