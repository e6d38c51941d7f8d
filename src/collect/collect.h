// From what the program does with metrics to what readers see of them.
//
// In: Events of the evaluator, which programs the tree makes. Out: the Catalog from code. Everything is accounted for: a construction becomes a metric, a pattern
// or an unresolved site. Deliberately evaluates nothing; here Values end and owned text begins.
#pragma once

#include "diagnostics/diagnostic.h"
#include "evaluate/evaluator.h"
#include "model/catalog.h"
#include "model/import_graph.h"
#include "model/program.h"

namespace mdg::collect {

// Definitions of one family that contradict each other are reported; one of them is believed.
Catalog CollectMetrics(evaluate::Evaluator& evaluator, const Program& program, const ImportGraph& graph, Sink& sink);

}  // namespace mdg::collect
