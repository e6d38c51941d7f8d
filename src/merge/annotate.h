// What people know about metrics, laid over a catalog: the side file, which is the last word.
//
// In: a catalog, hand-kept facts merged already, and annotations (formats/annotations.h). Out: the catalog with them, what they did,
// fact by fact, and what in them is about nothing the catalog has. Entries with a glob come first and those with a name last; within
// each the later one wins. A description takes the place of the help. Deliberately adds no metric: an entry without one is a mistake.
#pragma once

#include <vector>

#include "diagnostics/diagnostic.h"
#include "merge/merge.h"
#include "model/annotations.h"
#include "model/catalog.h"

namespace mdg::merge {

struct Annotated {
  Merged merged;
  std::vector<Diagnostic> mistakes;  // code::kAnnotation: an entry without a metric, a label its metrics do not have
};

Annotated Annotate(Catalog catalog, const std::vector<Annotation>& annotations);

}  // namespace mdg::merge
