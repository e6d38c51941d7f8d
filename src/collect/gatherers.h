// Gatherers of the program's own that change what they gather.
//
//     func (g *prefixed) Gather() ([]*dto.MetricFamily, error) {
//       families, err := g.inner.Gather()
//       for _, family := range families { family.Name = proto.String(g.prefix + family.GetName()) }
//
// In: a Program, the ImportGraph, the catalog from code. Out: in the metrics of every program that links such a function, that names and
// labels may be others in the end, and where; a remark for each such function. Deliberately does not follow which registry is gathered so
// and what is put where: until something does, a name that is shown as it is registered must say that it may not be the last word.
#pragma once

#include "diagnostics/diagnostic.h"
#include "model/catalog.h"
#include "model/import_graph.h"
#include "model/program.h"

namespace mdg::collect {

void NoteGatherers(const Program& program, const ImportGraph& graph, Catalog& catalog, Sink& sink);

}  // namespace mdg::collect
