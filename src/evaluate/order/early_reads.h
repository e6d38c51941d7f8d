// What was run before the package variables it reads were set.
//
//     func SetLabels(more bool) { labels = []string{"name"} }
//     func SetUpMetrics() { prometheus.NewGaugeVec(opts, labels) }      run by itself, before main's hook has called SetLabels
//
// In: reads of package variables that functions assign to. Out: results of calls that no longer hold are not used again, what only such
// a run made is superseded where a later one comes by the same place, and a function that was run too early is run once more at the end.
// A collector that found such a variable empty is asked again (collectors.cc), as one is that found a map or a field of an object so.
#pragma once

#include <optional>
#include <set>
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
  // Those among them that hold nothing, in the order of the source.
  std::vector<const Symbol*> FoundEmptySince(size_t reads);
  // Of these the tables: maps, and lists of something put together.
  std::vector<const Symbol*> TablesFoundEmptySince(size_t reads);
  bool AreSet(const std::vector<const Symbol*>& variables);
  // Runs what stores to those that nothing has been stored to, and that nobody has looked at yet.
  void RunSettersOf(const std::vector<const Symbol*>& variables, std::set<const Symbol*>& looked_at);
  // The result of a call, if the variables it read have been set since; it is forgotten then.
  std::optional<CallResult> TakeEarly(const std::string& key);
  void NoteRoot(const Symbol* function, Value receiver, size_t begin);
  // Functions that were run too early, by themselves, are run once more.
  void RunAgain();
  // What has been made again counts as it was made then.
  void Supersede();

 private:
  void RunSetter(const Symbol* setter);
  void RunLiteralsIn(const Symbol* symbol);

  Evaluator& evaluator_;
};

}  // namespace mdg::evaluate
