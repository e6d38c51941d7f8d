// Queries beside a metric of a document: from what promql/ knows to what render/ shows.
// In: a metric. Out: expressions to copy. Deliberately nothing else: the two stages do not know each other.
#pragma once

#include <vector>

#include "render/details.h"

namespace mdg::cli {

std::vector<render::Expression> QueriesFor(const Metric& metric);

}  // namespace mdg::cli
