// What was run before the package variables it reads were set.
//
//     func SetLabels(more bool) { labels = []string{"name"} }
//     func SetUpMetrics() { prometheus.NewGaugeVec(opts, labels) }      run by itself, before main's hook has called SetLabels
//
// In: reads of package variables that functions assign to. Out: results of calls that no longer hold are not used again, what only such
// a run made is superseded where a later one comes by the same place, and a function that was run too early is run once more at the end.
// Deliberately about variables only: what a map or a field of an object was too early for is asked again in collectors.cc.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

class EarlyReads {
 public:
  explicit EarlyReads(Evaluator& evaluator) : evaluator_(evaluator) {}

  // The variable holds this until something is assigned to it. What its initializer read does not count: that is run once.
  void NoteDeclared(const Symbol* variable, Value value, size_t read_before);
  void Note(const Symbol* variable, Value read) {
    const auto declared = evaluator_.declared_values_.find(variable);
    if (declared != evaluator_.declared_values_.end() && declared->second == read) evaluator_.read_as_declared_.push_back(variable);
  }
  // The variables read as they were declared since so many reads before.
  std::vector<const Symbol*> Since(size_t reads);
  // The result of a call, if the variables it read have been set since; it is forgotten then.
  std::optional<CallResult> TakeEarly(const std::string& key);
  void NoteRoot(const Symbol* function, Value receiver, size_t begin);
  // Functions that were run too early, by themselves, are run once more.
  void RunAgain();
  // What has been made again counts as it was made then.
  void Supersede();

 private:
  void RunSettersOf(const Symbol* variable);
  void RunLiteralsIn(const Symbol* symbol);
  bool AreSet(const std::vector<const Symbol*>& variables);

  Evaluator& evaluator_;
};

}  // namespace mdg::evaluate
