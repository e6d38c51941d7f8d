// The facts of one exposed family against those of the documented one.
//
// In: two Metrics. Out: every difference, each a contradiction or with the reason why it is none. Deliberately silent
// where one side says nothing: an unknown fact, an untyped family, an empty help, labels without a series.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/catalog.h"
#include "verify/verify.h"

namespace mdg::verify {

// How the scrape came here.
struct Passage {
  std::set<std::string> added_labels;  // exposed labels of which nothing is said
  // Somebody stood between the program and this scrape, who may have left out labels with an empty value: to Prometheus
  // they are as good as none.
  bool IsRelayed() const { return !added_labels.empty(); }
};

std::vector<Difference> CompareFacts(const Metric& documented, const Metric& exposed, const Passage& passage);

// True when `label` is part of how a family of this type is written rather than one of its labels.
bool IsSampleLabel(const std::string& label, MetricType type);

}  // namespace mdg::verify
