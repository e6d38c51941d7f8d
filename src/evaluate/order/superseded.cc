// Which constructions say the same as others, and less.
//
//     func New(name string) { prometheus.NewCounter(...name...) }      run by itself, and called as New("jobs_total"): the call counts
//
// In: Events, when everything has been run. Out: the same, with `superseded` set, and guesses between many objects as one pattern.
// Deliberately drops nothing that is the only word on a metric.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "evaluate/evaluator.h"
#include "evaluate/metrics/exported_names.h"

namespace mdg::evaluate {

namespace {

constexpr size_t kFewObjects = 4;  // each of so many mostly is one that comes by

// Each of the names it may be, as far as they are known.
bool AreAllAmong(Value name, std::string_view package, const std::set<std::pair<std::string_view, std::string>>& names) {
  if (!name->Is(ValueKind::kChoice)) return names.contains({package, Values::ToText(name).ToString()});
  return std::all_of(name->items.begin(), name->items.end(), [&](Value one) {
    const bool says_nothing = !one->Is(ValueKind::kChoice) && !Values::IsKnownText(one);
    return says_nothing || AreAllAmong(one, package, names);
  });
}

// The ways a name can be that are known.
void CollectNames(Value name, std::set<std::string>& names) {
  if (Values::IsKnownText(name)) names.insert(Values::KnownText(name));
  if (!name->Is(ValueKind::kChoice)) return;
  for (const Value one : name->items) CollectNames(one, names);
}

// What all of them begin with, or end with, of what lies between them: whole words with their underscores. "_requests_total" of
// a_requests_total and b_requests_total.
std::string SharedEnd(const std::set<std::string>& names, bool last) {
  std::string shared = *names.begin();
  if (last) std::reverse(shared.begin(), shared.end());
  for (std::string name : names) {
    if (last) std::reverse(name.begin(), name.end());
    const auto same = std::mismatch(shared.begin(), shared.end(), name.begin(), name.end());
    shared.erase(same.first, shared.end());
  }
  const size_t word = shared.rfind('_');
  shared.erase(word == std::string::npos ? 0 : word + 1);
  if (last) std::reverse(shared.begin(), shared.end());
  return shared;
}

}  // namespace

// requests := factory.NewCounter("requests_total"), and nobody knows which factory: each of those the program makes is a guess where the same
// place makes metrics whose names are certain, unless there are only a few. What the guesses have in common is known.
void Evaluator::DropGuesses() {
  // The decision between objects of which one is meant that a construction, or its name, hangs on; 0: none.
  const auto guess_of = [&](const Construction& made) {
    std::map<ChoiceId, size_t> choices;
    Values::CollectChoices(made.name, choices);
    for (const Assumption& assumption : made.assumptions) choices.emplace(assumption.choice, assumption.allowed.size());
    const auto found = std::find_if(choices.begin(), choices.end(), [&](const auto& choice) { return some_record_.contains(choice.first); });
    return found == choices.end() ? ChoiceId{0} : found->first;
  };
  std::set<Place> certain;
  std::map<std::tuple<ChoiceId, Place, std::vector<Place>>, std::vector<Construction*>> guesses;
  for (Construction& made : events_.constructions) {
    if (made.superseded) continue;
    if (const ChoiceId choice = guess_of(made); choice != 0) guesses[{choice, made.at, made.calls}].push_back(&made);
    else if (Values::IsKnownText(made.name)) certain.insert(made.at);
  }
  for (auto& [key, made] : guesses) {
    std::set<std::string> names;
    for (const Construction* one : made) CollectNames(one->name, names);
    const std::string end = names.size() <= kFewObjects || !certain.contains(std::get<1>(key)) ? "" : SharedEnd(names, true);
    if (end.empty()) continue;
    std::set<std::string> before;
    for (const std::string& name : names) before.insert(name.substr(0, name.size() - end.size()));
    const Value hole = values_.Unknown("namespace", Reason::kRuntimeData, nullptr, true);
    made.front()->name = values_.Concatenate(values_.Concatenate(values_.Literal(SharedEnd(before, false)), hole), values_.Literal(end, made.front()->name->trail));
    for (size_t i = 1; i < made.size(); ++i) made[i]->superseded = true;
  }
}

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
  DropGuesses();
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
