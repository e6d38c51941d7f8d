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

// `ignored_labels`: exposed labels that count neither as documented nor as undocumented.
std::vector<Difference> CompareFacts(const Metric& documented, const Metric& exposed,
                                     const std::set<std::string>& ignored_labels);

// True when `label` is part of how a family of this type is written rather than one of its labels.
bool IsSampleLabel(const std::string& label, MetricType type);

}  // namespace mdg::verify
