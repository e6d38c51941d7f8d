// Values of a label that a record says which names the label: all there can be, or one as an example.
//
//     stateLabel = label{Name: "state", Values: []string{"on", "off"}}      ownerLabel = label{Name: "owner", ExampleValue: "web"}
//
// In: label names of constructions, and where their texts are written. Out: Construction::label_values, label_examples. Counts where the
// name is written as a text in the literal of the record, as its `Name`; calls in such a list are followed where the slice wants them, as
// it does for records of one type of the tree (slice/need.cc).
// Deliberately nothing of a library's own constraints: label_values.cc.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

class ListedValues {
 public:
  explicit ListedValues(Evaluator& evaluator) : e_(evaluator) {}

  void Find();

 private:
  struct Said {
    std::set<std::string> values;
    std::string example;
  };
  const Said& SaidBeside(const Trail& name);
  NodeId DeclarationAround(const Module& module, uint32_t offset) const;
  void AddField(const Module& module, NodeId field, Said& said);

  Evaluator& e_;
  std::map<Place, Said> said_;
};


}  // namespace mdg::evaluate
