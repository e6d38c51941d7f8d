// The labels of an instrument, which are given where it is used.
//
//     counter.Add(ctx, 1, metric.WithAttributes(attribute.String("peer", peer)))      `peer` is a label of `counter`
//
// In: rows of library tables that measure; when everything has been run, Events. Out: label names and buckets of the instruments. Where
// nobody knows which instrument is used, any of its type may be given further labels, and which places these are is kept. Deliberately
// nothing about names: exporters.cc.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

class Measurements {
 public:
  explicit Measurements(Evaluator& evaluator) : e_(evaluator) {}

  Value Measure(const libraries::Function& function, Value receiver, const std::vector<Value>& arguments, Place at);
  Value MeasureByRecord(const libraries::RecordFields& fields, Value record);
  void SetLabels();  // when all has been run: of every construction, what its uses were given

 private:
  bool AddLabelNames(Value option, Value& names, int depth);
  void SetValues(const Measurement& measurement);
  void AddValues(Value given, std::pair<ChoiceId, size_t> way, std::set<std::string>& seen);

  Evaluator& e_;
};

}  // namespace mdg::evaluate
