// The recording rules and alerts the source writes as objects.
//
// In: Events. Out: rules in the Catalog; of those whose name is not known, a note. Deliberately no PromQL: an expression is shown as it
// stands, with <holes>.
#pragma once

#include "diagnostics/diagnostic.h"
#include "evaluate/evaluator.h"
#include "model/catalog.h"

namespace mdg::collect {

void CollectRules(evaluate::Evaluator& evaluator, Catalog& catalog, Sink& sink);

}  // namespace mdg::collect
