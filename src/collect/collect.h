// From what the program does with metrics to what readers see of them.
//
// In: Events of the evaluator. Out: the Catalog from code. Everything is accounted for: a construction becomes a metric, a pattern
// or an unresolved site. Deliberately evaluates nothing; here Values end and owned text begins.
#pragma once

#include "evaluate/evaluator.h"
#include "model/catalog.h"

namespace mdg::collect {

Catalog CollectMetrics(evaluate::Evaluator& evaluator);

}  // namespace mdg::collect
