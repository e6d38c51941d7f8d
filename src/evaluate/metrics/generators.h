// Families whose samples a function makes: the function is run for the labels it gives them.
//
//     NewFamilyGenerator("shelf_books", "Books.", metric.Gauge, func(shelf any) *metric.Family {
//       return &metric.Family{Metrics: []*metric.Metric{{LabelKeys: []string{"room"}, LabelValues: []string{"attic"}}}}
//     })                                                                     label room, seen with the value attic
//
// In: constructions made with such a function (libraries::GivenSamples), once everything else has been run: what it reads has been
// filled by then. Out: Construction::labels and label_values. The objects it is given are unknown; a sample it makes under a condition
// counts like any other, a label some samples do not have is there sometimes; where no sample has a value that is not known, those are
// all values there are. Deliberately nothing about names and types: those are known
// before a sample is.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

class Generators {
 public:
  explicit Generators(Evaluator& evaluator) : e_(evaluator) {}

  void Run();

 private:
  // What the samples of one family have in common.
  struct Seen {
    struct Name {
      Value name = nullptr;
      size_t always = 0;  // samples that have it whatever happens
    };
    std::vector<Name> names;  // in the order of their first appearance
    size_t samples = 0;
    bool open = false;        // there may be samples, or labels, that are not known
    std::map<std::string, std::set<std::string>> values;
    std::set<std::string> others;  // labels that can have values nobody knows
    Answers answers;
    bool is_time = false, is_other = false;  // what the numbers are seen to be
  };

  void RunOne(Construction& construction);
  void AddFamily(Value family, const libraries::GivenSamples& given, Seen& seen);
  void AddSample(Value sample, const libraries::GivenSamples& given, Seen& seen);
  void AddTime(Value number, Seen& seen);
  void AddNames(Value names, Value values, Seen& seen);
  void ForEachWay(Value value, const std::function<void(Value)>& use);
  void ForEachObject(Value object, const std::function<void(Value)>& use);
  Value AsOnThisWay(Value value) const;
  Value Field(Value record, std::string_view name);

  Evaluator& e_;
  std::vector<std::pair<ChoiceId, size_t>> way_;  // how decisions fall on the way that is looked at
};

}  // namespace mdg::evaluate
