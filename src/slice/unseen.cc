// In: a finished slice. Out: the fields and variables that code stores something in which is never run, so that nobody believes they
// stay what they were made with. See propagation.h.
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "slice/propagation.h"

namespace mdg::slice {

namespace {

bool IsStart(const Unit& unit) {
  if (!unit.IsFunction()) return true;
  const std::string_view name = unit.symbol->name;
  return unit.symbol->receiver.empty() && (name == "init" || (name == "main" && unit.symbol->package->name == "main"));
}

}  // namespace

// The functions that run from `starts` on, through calls of these kinds.
std::unordered_set<const Unit*> Propagation::Running(std::vector<const Unit*> starts, CalledBy kinds) const {
  std::unordered_map<const Unit*, std::vector<const Unit*>> used;  // by user
  auto add = [&](const Unit& unit, const std::unordered_map<const Symbol*, std::vector<Site>>& sites) {
    auto found = sites.find(unit.symbol);
    if (found == sites.end()) return;
    for (const auto& [user, node] : found->second) {
      const Call* call = kinds == CalledBy::kName ? user->FindCall(node) : nullptr;
      if (call == nullptr || call->through == nullptr) used[user].push_back(&unit);
    }
  };
  for (const Unit& unit : units_) {
    if (!unit.matters && !unit.stores) continue;
    add(unit, callers_);
    if (kinds == CalledBy::kAnything) add(unit, references_);
  }
  std::unordered_set<const Unit*> running(starts.begin(), starts.end());
  while (!starts.empty()) {
    const Unit* unit = starts.back();
    starts.pop_back();
    auto found = used.find(unit);
    if (found == used.end()) continue;
    for (const Unit* next : found->second) {
      if (running.insert(next).second) starts.push_back(next);
    }
  }
  return running;
}

// Counters, flags and states are not worth running a function for. What is run by direct calls from where a program starts is run in
// an order that can be told; when a handler, a command, a method called through an interface, or the API of a library runs, nobody
// can say.
void Propagation::FindUnseenStores() {
  std::vector<const Unit*> starts;
  for (const Unit& unit : units_) {
    if (IsStart(unit)) starts.push_back(&unit);
  }
  const auto ordered = Running(starts, CalledBy::kNameOrInterface);
  const auto direct = Running(starts, CalledBy::kName);
  for (const Unit& unit : units_) {
    if (unit.matters) starts.push_back(&unit);
  }
  const auto running = Running(starts, CalledBy::kAnything);
  for (const Touch& touch : touches_) {
    if (touch.fresh || touch.statement == kNoNode || touch.place.symbol == nullptr) continue;
    // Flags are mostly declared by whoever goes through all parts of a program, which is not followed as far as other calls are.
    if ((touch.flag ? direct : ordered).contains(touch.unit) && !touch.reflected) continue;
    if (touch.unit->module->At(touch.target).kind == NodeKind::kDereference) continue;  // *states[key] = false: the map is what it was
    const bool field = touch.place.kind == Place::Kind::kField;
    for (const Symbol* owner : types_.VariantsFor(touch.place.symbol, *touch.unit->module)) {
      Stored& stored = stored_.try_emplace({owner, field ? touch.place.name : std::string_view()}, Stored::kLater).first->second;
      if (touch.reflected || !running.contains(touch.unit)) stored = Stored::kUnseen;
    }
  }
}

}  // namespace mdg::slice
