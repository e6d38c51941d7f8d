// Which exporter shows which metric: one of the same program.
//
//     cmd/agent: monitoring.Export(prometheus.WrapRegistererWithPrefix("agent_", r))      cmd/server: monitoring.Export(nil)
//
// In: where metrics and exporters are made, who imports whom. Out: exporters of a construction. A helper that makes them is in every
// program; who calls it, and who calls that, is not. Deliberately nothing about names: exporters.cc.
#include <algorithm>
#include <iterator>

#include "evaluate/metrics/exporters.h"

namespace mdg::evaluate {

namespace {

// What the graph knows it by: languages whose files include one another have a node for each file.
const std::string& NodeOf(const Module& module) { return module.makes_objects ? module.path : module.folder; }

}  // namespace

// Some program holds them all.
bool Exporters::AreInOneProgram(const std::vector<const Module*>& modules) const {
  std::vector<std::string> programs = e_.graph_.ProgramsWith(NodeOf(*modules.front()));
  for (size_t i = 1; i < modules.size(); ++i) {
    const std::vector<std::string>& with = e_.graph_.ProgramsWith(NodeOf(*modules[i]));
    std::vector<std::string> both;
    std::set_intersection(programs.begin(), programs.end(), with.begin(), with.end(), std::back_inserter(both));
    programs = std::move(both);
  }
  return !programs.empty();
}

// A helper that makes metrics or an exporter is in many programs, what it is given is not: where the calls stand counts, too.
std::vector<const Module*> Exporters::ModulesOf(const Construction& construction) {
  std::vector<const Module*> modules = {construction.at.module};
  if (construction.made_again) return modules;  // others made it, too
  for (const Place& call : construction.calls) modules.push_back(call.module);
  return modules;
}

std::vector<const Module*> Exporters::ModulesOnStack(Place at) const {
  std::vector<const Module*> modules = {at.module};
  for (const Frame* frame = e_.frame_; frame != nullptr; frame = frame->caller) {
    if (frame->call_site.module != nullptr) modules.push_back(frame->call_site.module);
  }
  return modules;
}

// Where the evaluation began, the source may go on: a program that imports the package and calls nothing of it makes no exporter.
void Exporters::AddCallersOfRoot(Exporter& exporter) const {
  constexpr size_t kMostWays = 64;
  struct Way {
    const Symbol* function;
    std::vector<const Module*> modules;
  };
  std::vector<Way> open = {{e_.root_, exporter.made_from.front()}};
  std::set<const Symbol*> seen = {e_.root_};
  exporter.made_from.clear();
  while (!open.empty()) {
    const Way way = std::move(open.back());
    open.pop_back();
    bool goes_on = false;
    const std::vector<const Symbol*> callers = way.function == nullptr ? std::vector<const Symbol*>{} : e_.slice_.CallersOf(way.function);
    for (const Symbol* caller : callers) {
      if (open.size() + exporter.made_from.size() >= kMostWays || !seen.insert(caller).second) continue;
      open.push_back({caller, way.modules});
      open.back().modules.push_back(caller->module);
      goes_on = true;
    }
    if (!goes_on) exporter.made_from.push_back(way.modules);
  }
}

bool Exporters::IsInOneProgramWith(const std::vector<const Module*>& modules, const Exporter& exporter) const {
  return std::any_of(exporter.made_from.begin(), exporter.made_from.end(), [&](std::vector<const Module*> all) {
    all.insert(all.end(), modules.begin(), modules.end());
    return AreInOneProgram(all);
  });
}

// The exporters a construction is shown by: those of its own program if there are any, else all.
std::vector<const Exporter*> Exporters::ExportersOf(const Construction& construction) {
  std::vector<const Exporter*> all, near;
  for (const Exporter& exporter : e_.events_.exporters) {
    if (exporter.made_by.library != construction.made_by.library) continue;
    all.push_back(&exporter);
    if (IsInOneProgramWith(ModulesOf(construction), exporter)) near.push_back(&exporter);
  }
  std::vector<const Exporter*>& found = near.empty() ? all : near;
  const bool some_hold = std::any_of(all.begin(), all.end(), [](const Exporter* exporter) { return exporter->holds_sink; });
  // An instrument of a library elsewhere says nothing of where it is measured: somebody has to export it.
  if (construction.family != nullptr && construction.made_by.function->action == libraries::Action::kFamilies) return near;
  if (construction.family != nullptr) {  // what an exporter brings along is shown by itself, if it shows anything
    std::erase_if(all, [&](const Exporter* exporter) { return exporter->at != construction.at || (some_hold && !exporter->holds_sink); });
    return all;
  }
  // Where one was seen to get a sink, the others (of tests, for other systems) show nothing to Prometheus.
  if (std::any_of(found.begin(), found.end(), [](const Exporter* exporter) { return exporter->holds_sink; })) {
    std::erase_if(found, [](const Exporter* exporter) { return !exporter->holds_sink; });
  }
  return found;
}

}  // namespace mdg::evaluate
