// Which documented family an exposed one is.
//
// In: the documented Catalog, an exposed Metric. Out: Match. Knows how the text formats and their libraries spell the
// names of one family: `_total` and `_info` of OpenMetrics, `_created`, the parts of a histogram that has no TYPE line.
// Deliberately compares no fact (facts.h).
#pragma once

#include <vector>

#include "model/catalog.h"

namespace mdg::verify {

struct Match {
  const Metric* family = nullptr;       // documented under its own name
  std::vector<const Metric*> patterns;  // otherwise: of which it can be an instance, those with most literal text first
  bool is_part = false;                 // one of several exposed names of `family`, whose facts are not its own

  bool IsDocumented() const { return family != nullptr || !patterns.empty(); }
};

Match FindDocumented(const Catalog& documented, const Metric& exposed);

}  // namespace mdg::verify
