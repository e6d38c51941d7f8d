// What a branch hangs on: which decision it is, and which switches have a say in it.
//
//     if *verbose { ... }                      one decision wherever --verbose is asked for
//     if !*wifi || skipped(name) { continue }  what comes after is only there while --wifi is as it is by default
//
// In: conditions. Out: the number of the decision, the alternative on which the condition holds, and for assumptions about it what users
// have to set and what they must not. Deliberately runs nothing: branches.cc follows the ways.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "evaluate/events.h"
#include "evaluate/values/values.h"
#include "model/value.h"

namespace mdg::evaluate {

// Two texts of settings that are needed together, an alternative a line: each alternative of one with each of the other.
std::string BothSettings(const std::string& one, const std::string& other);

class Decisions {
 public:
  using Changed = std::map<std::string, bool, std::less<>>;  // by setting: whether the present way has it changed

  explicit Decisions(Values& values) : values_(values) {}

  // The decision a condition is, and the alternative on which it holds. One switch is one decision wherever it is asked for, so that what
  // was set under it once stays with what is made under it later; so is one comparison of a hole with a text.
  std::pair<ChoiceId, size_t> Of(const mdg::Condition* condition);
  // Which switches are as by default on each alternative, `yes` being that on which the condition holds; and that it hangs on none after all.
  void NoteKept(ChoiceId choice, size_t yes, const mdg::Condition* condition);
  void ForgetKept(ChoiceId choice) { kept_.erase(choice); }

  bool HangsOnSwitches(ChoiceId choice) const { return settings_.contains(choice) || kept_.contains(choice); }
  bool HasSay(const Assumption& assumption) const;  // what it assumes is known to hang on what users set
  // The switches an assumption takes the unusual side of: "--collector.wifi"; "" when it takes the usual one, or hangs on none.
  std::string SettingFor(const Assumption& assumption) const;
  std::set<std::string> KeptFor(const Assumption& assumption) const;  // what must not be set for it to hold: "--no-collector.arp"

  // Whether a condition on switches holds by what was decided before: 1, 0, or -1 when that does not tell.
  static int ByWay(const mdg::Condition* condition, const Changed& changed);
  // Of the decision about one switch: whether it is changed, by a decision about it and something else; -1 when nothing tells.
  int IsChanged(ChoiceId choice, const Changed& changed) const;

  const mdg::Condition* EqualityOf(ChoiceId choice) const;  // what holds on the first alternative of a decision about one; else null
  const std::map<std::string, ChoiceId, std::less<>>& EqualitiesOf(uint32_t hole) { return equal_choices_[hole]; }  // by text
  const std::map<ChoiceId, const mdg::Condition*>& equalities() const { return equalities_; }

 private:
  // One that hangs on switches only.
  struct Setting {
    size_t usual = 0;      // the alternative taken while nobody changes anything
    std::string switches;  // what to change, an alternative a line
  };

  static int ByDefault(const mdg::Condition* condition, std::string& settings);

  Values& values_;
  std::map<std::string, ChoiceId, std::less<>> switch_choices_;                     // by setting
  std::map<uint32_t, std::map<std::string, ChoiceId, std::less<>>> equal_choices_;  // by the hole that is compared, and with what
  std::map<ChoiceId, const mdg::Condition*> equalities_;
  std::map<ChoiceId, Setting> settings_;
  std::map<ChoiceId, std::vector<std::set<std::string>>> kept_;  // by alternative: switches that must stay as they are by default
};

}  // namespace mdg::evaluate
