// In: the calls of a function, through interfaces too. Out: what they write for a parameter that is a map. See handed_maps.h.
#include "slice/handed_maps.h"

#include <algorithm>
#include <utility>

#include "slice/propagation.h"
#include "slice/texts.h"

namespace mdg::slice {

namespace {

constexpr size_t kMaxSites = 100;  // calls looked at for one parameter

using Maps = std::set<HandedMap>;

}  // namespace

class Propagation::HandedMaps {
 public:
  HandedMaps(Propagation& propagation, Texts& texts) : propagation_(propagation), texts_(texts) {}

  // False when something is handed in of which the keys are not all told.
  bool AddCallers(const Symbol* function, int position) {
    if (!seen_.emplace(function, position).second) return true;
    if (propagation_.references_.contains(function)) return false;  // somebody may call it as a value
    const auto callers = propagation_.callers_.find(function);
    if (callers == propagation_.callers_.end()) return false;
    for (const auto& [caller, node] : callers->second) {
      const Module& module = *caller->module;
      if (++sites_ > kMaxSites || (module.At(node).flags & kSpread)) return false;
      NodeId argument = module.At(module.At(node).first).next;
      for (int i = 0; i < position && argument != kNoNode; ++i) argument = module.At(argument).next;
      const bool map = argument != kNoNode && propagation_.IsMapType(propagation_.resolver_.TypeOf(*caller, argument));
      if (caller->FindCall(node)->callee == Callee::kUnresolved && !map) continue;  // another's method of that name
      if (argument == kNoNode || !Add(*caller, argument)) return false;
    }
    return true;
  }

  Maps maps;

 private:
  bool Add(Unit& unit, NodeId expression) {
    const Module& module = *unit.module;
    expression = WithoutParentheses(module, expression);
    const Node& node = module.At(expression);
    HandedMap map;
    if (node.kind == NodeKind::kComposite) return AddKeys(unit, expression, map) && (maps.insert(map), true);
    if (node.kind != NodeKind::kName) return false;
    const std::string_view name = module.Text(node);
    const auto definitions = unit.DefinitionsOf(name);
    if (definitions.empty()) {
      map.is_nil = true;
      return name == "nil" && (maps.insert(map), true);
    }
    if (definitions.size() != 1) return false;
    const Definition& definition = definitions.front();
    if (definition.kind == Definition::Kind::kParameter) return propagation_.LocalTouches(unit, name).empty() && AddCallers(unit.symbol, definition.position);
    const bool literal = definition.kind == Definition::Kind::kAssigned && definition.position < 0 && module.At(definition.value).kind == NodeKind::kComposite;
    return literal && AddKeys(unit, definition.value, map) && AddStores(unit, name, map) && (maps.insert(map), true);
  }

  bool AddKey(Unit& unit, NodeId expression, bool sometimes, HandedMap& map) {
    const FoundTexts found = texts_.Of(unit, expression);
    if (found.texts.size() != 1 || found.varies) return false;
    map.keys.try_emplace(*found.texts.begin(), HandedMap::Key{sometimes, unit.module, unit.module->At(expression).begin});
    return true;
  }

  bool AddKeys(Unit& unit, NodeId composite, HandedMap& map) {
    const Module& module = *unit.module;
    for (NodeId e = module.At(module.At(composite).first).next; e != kNoNode; e = module.At(e).next) {
      if (module.At(e).kind != NodeKind::kKeyValue || !AddKey(unit, module.At(e).first, false, map)) return false;
    }
    return true;
  }

  // labels["zone"] = zone: wherever it stands, it may be run before the call or not.
  bool AddStores(Unit& unit, std::string_view name, HandedMap& map) {
    const Module& module = *unit.module;
    for (const Touch* touch : propagation_.LocalTouches(unit, name)) {
      const bool store = touch->target != kNoNode && module.At(touch->target).kind == NodeKind::kIndex && module.At(module.At(touch->target).first).kind == NodeKind::kName;
      if (!store || !AddKey(unit, module.At(module.At(touch->target).first).next, true, map)) return false;
    }
    return true;
  }

  Propagation& propagation_;
  Texts& texts_;
  std::set<std::pair<const Symbol*, int>> seen_;
  size_t sites_ = 0;
};

std::set<HandedMap> Propagation::MapsHandedTo(const Symbol* function, int position) {
  Texts texts = MakeTexts();
  HandedMaps handed(*this, texts);
  return handed.AddCallers(function, position) ? std::move(handed.maps) : std::set<HandedMap>{};
}

}  // namespace mdg::slice
