// Which programs show their metrics to somebody: those that get to code that does so.
//
//     cmd/server: main -> web.Run -> http.Handle("/metrics", promhttp.Handler())       serves
//     cmd/ctl:    main -> web.ParseAddress                                             imports the same package and never does
//
// In: a Program, the ImportGraph, the files whose text has a program show metrics (libraries/serving.h). Out: names of programs. Code is
// got to by being named in code that is: a function, a type with those of its methods whose names are, a variable with what makes it;
// `main`, and every `init` of what a program imports and what leads to such code by imports. That is too much rather than too little; code
// out of sight may call by name what it does (ServeHTTP, Start ...). Where a file was not parsed, importing its
// package is enough. What writes manuals of commands executes none, and gets to nothing by a method's name alone. Deliberately no values:
// whether a switch lets it come to that is not asked.
#pragma once

#include <string>
#include <vector>

#include "model/import_graph.h"
#include "model/program.h"

namespace mdg::collect {

// Sorted.
std::vector<std::string> ServingPrograms(const Program& program, const ImportGraph& graph, const std::vector<std::string>& serving_files);

}  // namespace mdg::collect
