// In: constructions. Out: programs. See programs.h.
#include "collect/programs.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/file_system.h"
#include "collect/facts.h"
#include "model/build_constraint.h"

namespace mdg::collect {

using evaluate::Construction;
using evaluate::Place;
using evaluate::Value;

// Tests are part of no program, and neither is a generator that lies beside the package it writes.
const std::vector<std::string>& Programs::With(const Module& module) {
  static const std::vector<std::string> kNone;
  if (module.is_test || !CanHoldTogether(module.build_constraint, "!ignore")) return kNone;
  return graph_.ProgramsWith(module.folder);
}

std::vector<std::string> Programs::Exposing(const Construction& construction, const std::vector<Place>& definitions,
                                            Value name) {
  std::set<std::string> programs;
  for (const Place& place : definitions) programs.insert(With(*place.module).begin(), With(*place.module).end());
  std::vector<std::string> exposing(programs.begin(), programs.end());
  // Where other calls do the same, the one that was run says nothing of who does.
  if (exposing.empty() || construction.made_again) return exposing;
  std::set<std::string> spelled_in;  // folders a part of the name was read from
  for (const TrailStep& step : TrailOf(name)) spelled_in.insert(FolderOf(step.at.path));
  for (const Place& call : construction.calls) {
    if (!spelled_in.contains(call.module->folder)) continue;
    const std::vector<std::string>& callers = With(*call.module);
    std::vector<std::string> both;
    std::set_intersection(exposing.begin(), exposing.end(), callers.begin(), callers.end(), std::back_inserter(both));
    exposing = std::move(both);
  }
  return exposing;
}

}  // namespace mdg::collect
