// In: a metric. Out: the queries of promql/, as a document shows them. See queries.h.
#include "cli/queries.h"

#include "promql/promql.h"

namespace mdg::cli {

std::vector<render::Expression> QueriesFor(const Metric& metric) {
  std::vector<render::Expression> queries;
  for (const promql::Expression& one : promql::ExpressionsFor(metric)) queries.push_back({one.title, one.expression, one.note});
  return queries;
}

}  // namespace mdg::cli
