// Which constructions say the same as others, and less.
//
//     func New(name string) { prometheus.NewCounter(...name...) }      run by itself, and called as New("jobs_total"): the call counts
//
// In: Events, when everything has been run. Out: the same, with `superseded` set. Deliberately drops nothing that is the only word on a metric.
#include <algorithm>
#include <set>
#include <utility>

#include "evaluate/evaluator.h"
#include "evaluate/metrics/exported_names.h"

namespace mdg::evaluate {

namespace {

// Each of the names it may be, as far as they are known.
bool AreAllAmong(Value name, std::string_view package, const std::set<std::pair<std::string_view, std::string>>& names) {
  if (!name->Is(ValueKind::kChoice)) return names.contains({package, Values::ToText(name).ToString()});
  return std::all_of(name->items.begin(), name->items.end(), [&](Value one) {
    const bool says_nothing = !one->Is(ValueKind::kChoice) && !Values::IsKnownText(one);
    return says_nothing || AreAllAmong(one, package, names);
  });
}

}  // namespace

// A library whose source is part of the tree: what its rows say a function makes, its own code makes with another library. That is the same
// metric, seen from inside, where what the rows add (a stability level in the help) may not have happened yet.
void Evaluator::DropInsides() {
  std::set<std::pair<std::string_view, std::string>> stated;  // by package of the library, name
  for (const Construction& made : events_.constructions) {
    if (made.made_by.function == nullptr || made.superseded) continue;
    stated.emplace(made.made_by.function->package, Values::ToText(made.name).ToString());
  }
  for (Construction& made : events_.constructions) {
    const std::string& package = program_.PackageOf(made.at.module)->path;
    const bool by_itself = made.made_by.function == nullptr || made.made_by.function->package == package;
    if (by_itself || !libraries::IsMetricPackage(package)) continue;
    made.superseded = made.superseded || AreAllAmong(made.name, package, stated);
  }
}

// A run with unknown arguments counts only as long as nobody was seen to come by with real ones.
void Evaluator::DropSuperseded() {
  std::set<Place> really;
  for (const auto& [at, root] : reached_) {
    if (!IsSuperseded(root)) really.insert(at);
  }
  for (Construction& construction : events_.constructions) {
    construction.superseded = construction.superseded || construction.grouped || (IsSuperseded(construction.root) && really.contains(construction.at));
  }
  DropInsides();
  // What is certainly made says more than that something may be made of options of the same name, or with a unit nobody knows.
  std::set<std::string> made;
  for (const Construction& construction : events_.constructions) {
    if (!construction.superseded && construction.handed_to.empty() && !IsLost(construction.unit)) made.insert(Values::ToText(construction.name).ToString());
  }
  for (Construction& construction : events_.constructions) {
    const bool is_vague = !construction.handed_to.empty() || IsLost(construction.unit);
    if (is_vague && made.contains(Values::ToText(construction.name).ToString())) construction.superseded = true;
  }
}

bool Evaluator::IsNamedSomewhere(const Symbol* function) const {
  if (called_.contains(function) || !slice_.CallersOf(function).empty()) return true;
  const auto names_it = [&](const Module& module) {
    if (module.is_test || module.text.find(function->name) == std::string::npos) return false;
    std::set<NodeId> declared;  // by itself, or in another build
    for (NodeId id = module.At(module.root).first; id != kNoNode; id = module.At(id).next) {
      if (module.At(id).kind == NodeKind::kFunction) declared.insert(module.Child(id, 1));
    }
    for (NodeId id = 1; id < module.nodes.size(); ++id) {
      if (module.At(id).kind == NodeKind::kName && module.Text(id) == function->name && !declared.contains(id)) return true;
    }
    return false;
  };
  const auto& packages = program_.packages();
  return std::any_of(packages.begin(), packages.end(), [&](const auto& package) {
    return std::any_of(package->modules.begin(), package->modules.end(), [&](const Module* module) { return names_it(*module); });
  });
}

bool Evaluator::IsSuperseded(const Symbol* root) const {
  if (root == nullptr || root->kind != SymbolKind::kFunction) return false;
  return called_.contains(root) && root->module->At(root->module->At(root->type).first).first != kNoNode;
}

}  // namespace mdg::evaluate
