// Which programs can expose a metric.
//
//     cmd/agent, cmd/server -> shared.New(registerer)              app_up            cmd/agent, cmd/server
//     cmd/agent: shared.New("agent")                               agent_up          cmd/agent: it alone says `agent`
//
// In: a construction, the places it is defined at, the ImportGraph. Out: names of programs. A program can expose what it imports;
// but not under a name that only another program gives it. Deliberately says "can": see import_graph.h.
#pragma once

#include <string>
#include <vector>

#include "evaluate/evaluator.h"
#include "model/import_graph.h"

namespace mdg::collect {

class Programs {
 public:
  explicit Programs(const ImportGraph& graph) : graph_(graph) {}

  bool AreAny(const Module& module) { return !With(module).empty(); }  // of which it is a part
  // Sorted. `name` is the full name, prefixes included.
  std::vector<std::string> Exposing(const evaluate::Construction& construction,
                                    const std::vector<evaluate::Place>& definitions, evaluate::Value name);

 private:
  const std::vector<std::string>& With(const Module& module);

  const ImportGraph& graph_;
};

}  // namespace mdg::collect
