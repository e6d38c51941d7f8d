// Families a library exposes by itself: what its collectors and handlers bring in.
//
//     reg.MustRegister(collectors.NewGoCollector())       go_goroutines, go_threads ... with the prefix of reg
//     http.Handle("/metrics", promhttp.Handler())         the same and process_*, promhttp_*: the default registry holds them
//
// In: a row of a library table with groups of families, the arguments. Out: a Construction for each family of the version in go.mod,
// registered where the group says. Deliberately no library's name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

class LibraryFamilies {
 public:
  explicit LibraryFamilies(Evaluator& evaluator) : e_(evaluator) {}

  Value Make(libraries::Match match, const std::vector<Value>& arguments, Place at);
  uint32_t MakeOne(libraries::Match match, const libraries::Family& family, const std::vector<Value>& arguments, Value settings, Place at);
  Value DefaultRegistry();
  // The arguments of a call whose options are functions of the program's own, with what those functions return.
  std::vector<Value> OptionArguments(const Arguments& arguments);

 private:
  // An option that shows or hides families; without a pattern nobody knows which.
  struct Choice {
    std::optional<std::string> pattern;
    bool shows = true;
  };

  Value RegistererFor(const libraries::FamilyGroup& group, const std::vector<Value>& arguments, bool& exposed);
  std::vector<Choice> ChoicesIn(const libraries::FamilyGroup& group, const std::vector<Value>& arguments);
  std::optional<std::string> PatternOf(Value rule);
  std::vector<const libraries::Family*> FamiliesOf(const libraries::Function& function, const libraries::FamilyGroup& group,
                                                   std::string_view version, const std::vector<Value>& arguments);
  bool IsInThisBuild(const libraries::Family& family) const;
  Value FillIn(std::string_view text, const std::vector<Value>& arguments);
  Value ChangedOptions(const std::vector<Value>& changes, Place at);
  static bool HoldsDefaultRegistry(Value value, int depth = 0);

  Evaluator& e_;
};

}  // namespace mdg::evaluate
