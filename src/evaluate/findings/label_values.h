// The values labels are seen to get.
//
//     m.requests.WithLabelValues("get").Inc()      label_values of every construction kept in the field `requests`
//
// In: the uses the slice has found (slice/label_uses.h; they are not run), and what the finished run knows: the constructions kept in
// variables and fields, the descriptors sampled at each place, and the constraints of labels, which are run. Out: Construction::label_values. A value is given to a metric only when
// nothing else can be meant: where one place serves several metrics and the value is handed in, none of them gets it.
// Deliberately never says that these are all values there are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

class LabelValues {
 public:
  explicit LabelValues(Evaluator& evaluator) : evaluator_(evaluator) {}

  void Find();

 private:
  Value FieldIn(Value object, const std::vector<std::string_view>& path);
  std::set<uint32_t> KeptIn(const Symbol* variable, const std::vector<std::string_view>& path);
  std::set<uint32_t> KeptInFields(const slice::LabelUse& use);
  std::set<uint32_t> MetricsOf(const slice::LabelUse& use);
  bool HaveSeveralNames(const std::set<uint32_t>& metrics) const;
  std::vector<Value> ComparedIn(Value constraint);
  void AddPassing(size_t metric);
  std::set<std::string> TextsOf(const slice::ComputedText& computed);

  Evaluator& evaluator_;
  std::multimap<Place, uint32_t> made_;           // constructions
  std::multimap<Place, const Sample*> sampled_;
};


}  // namespace mdg::evaluate
