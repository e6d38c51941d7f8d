// Which switches have a say in what a construction exposes.
// In: a construction and its registrations. Out: the settings users have to change, and those they must not. Deliberately no builds:
// conditions are collect.cc's.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "evaluate/evaluator.h"

namespace mdg::collect {

class Switches {
 public:
  Switches(const evaluate::Evaluator& evaluator, const evaluate::Construction& construction, const std::vector<const evaluate::RegistrationEvent*>& registrations)
      : evaluator_(evaluator), construction_(construction), registrations_(registrations) {}

  // What has to be set for it, each one alternative: where it is made, else where it is registered if that is so everywhere;
  // and what the library asks for where the program takes in a family that is not shown by itself.
  std::vector<std::string> ToSet() const;
  // What must not be set: neither where it is made nor where it is registered, wherever that is.
  std::vector<std::string> NotToSet() const;

 private:
  std::vector<std::string> OfDecisions() const;
  std::vector<std::string> OfAll(const std::vector<const evaluate::Assumptions*>& ways) const;
  std::vector<std::string> SettingsFor(const evaluate::Assumptions& assumptions) const;  // {}: none
  std::set<std::string> KeptFor(const evaluate::Assumptions& assumptions) const;

  const evaluate::Evaluator& evaluator_;
  const evaluate::Construction& construction_;
  const std::vector<const evaluate::RegistrationEvent*>& registrations_;
};

}  // namespace mdg::collect
