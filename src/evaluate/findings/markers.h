// What marker comments beside a variable or a field say of the metric that is kept there: what its labels mean, which group it is of.
//
//     // +docs:group=requests
//     // +docs:labels=code="the status sent",method="the verb, in capitals"
//     requests *prometheus.CounterVec
//
// Markers are comments as Kubernetes' generators read them, `+name:labels=`; the name is whatever the project's own tool is called.
// In: comments right above declarations, and what the finished run knows to be kept there. Out: Construction::label_descriptions, group.
// Deliberately reads no other comments: what is not written for a reference is not put into one.
#pragma once

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

class Markers {
 public:
  explicit Markers(Evaluator& evaluator) : e_(evaluator) {}

  void Read();

 private:
  Evaluator& e_;
};

}  // namespace mdg::evaluate
