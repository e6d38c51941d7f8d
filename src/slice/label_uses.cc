// In: the calls of all units. Out: those that give labels their values, with what is seen of both. See label_uses.h.
#include "slice/label_uses.h"

#include <algorithm>
#include <map>
#include <optional>

#include "slice/labelled_places.h"
#include "slice/propagation.h"
#include "slice/texts.h"

namespace mdg::slice {

namespace {

constexpr int kMaxDepth = 6;  // of variables and lists looked through

class Finder {
 public:
  Finder(Resolver& resolver, Texts& texts) : places_(resolver, texts), texts_(texts) {}

  // False where nothing is known about the values or about what they are given to.
  bool Find(Unit& unit, const Call& call, LabelUse& use) {
    const Module& module = *unit.module;
    const libraries::Function& row = *call.row.function;
    use.module = &module;
    use.call = call.node;
    const NodeId callee = WithoutParentheses(module, module.At(call.node).first);
    if (row.labels_by_name) {
      if (!AddByName(unit, module.Child(call.node, 1 + row.label_values), use, 0)) return false;
    } else if (row.labels_in_pairs) {
      AddInPairs(unit, module.Child(call.node, 1 + row.label_values), module.At(call.node).flags & kSpread, use);
    } else {
      use.is_whole = AddInOrder(unit, module.Child(call.node, 1 + row.label_values), module.At(call.node).flags & kSpread, use, 0);
    }
    if (use.given.empty()) return false;
    return row.action == libraries::Action::kSample || places_.Locate(unit, module.At(callee).first, use);
  }

  // The same for each caller, where the function is given what has the vector: another caller may have another one.
  void FindHandedOn(Unit& unit, const Call& call, std::vector<LabelUse>& uses) {
    const Module& module = *unit.module;
    const libraries::Function& row = *call.row.function;
    if (row.labels_by_name || row.labels_in_pairs || row.action == libraries::Action::kSample || !unit.IsFunction()) return;
    std::vector<std::string_view> fields;
    const Definition* given = places_.GivenTo(unit, module.At(WithoutParentheses(module, module.At(call.node).first)).first, fields);
    if (given == nullptr) return;
    const std::vector<int> tested = texts_.TestedParameters(unit, call.node);
    for (const std::pair<Unit*, NodeId>& one : texts_.CallersOf(unit.symbol)) {
      Unit* caller = one.first;
      const NodeId node = one.second;
      const Call* calling = caller->FindCall(node);
      const bool settles = std::any_of(tested.begin(), tested.end(), [&](int i) { return texts_.IsFixed(*caller, caller->module->Child(node, i + 1)); });
      if (calling == nullptr || !texts_.MeansOneFunction(calling) || settles) continue;
      const NodeId callee = WithoutParentheses(*caller->module, caller->module->At(node).first);
      const bool is_method = caller->module->At(callee).kind == NodeKind::kMember;
      const NodeId object = given->kind == Definition::Kind::kParameter ? caller->module->Child(node, given->position + 1) : is_method ? caller->module->At(callee).first : kNoNode;
      LabelUse use;
      use.module = caller->module;
      use.call = node;
      AddHandedOn(unit, call, *caller, node, use);
      if (object != kNoNode && !use.given.empty() && places_.LocatePart(*caller, object, fields, use)) uses.push_back(std::move(use));
    }
  }

 private:
  // False when there may be more than what is seen.
  bool AddInOrder(Unit& unit, NodeId argument, bool spread, LabelUse& use, int depth) {
    for (; argument != kNoNode; argument = unit.module->At(argument).next) {
      if (spread && unit.module->At(argument).next == kNoNode) return AddList(unit, argument, use, depth + 1);
      FoundTexts found = texts_.Of(unit, argument);
      const bool found_any = !found.texts.empty() || !found.computed.empty();
      use.varies = use.varies || (found.varies && found_any);
      if (found_any) use.given.push_back({"", use.arguments, std::move(found.texts), std::move(found.computed)});
      ++use.arguments;
    }
    return true;
  }

  // []string{kind, "ok"}, append([]string{kind}, more...), or a local variable that is given such once.
  bool AddList(Unit& unit, NodeId list, LabelUse& use, int depth) {
    const Module& module = *unit.module;
    list = WithoutParentheses(module, list);
    if (depth > kMaxDepth) return false;
    if (module.At(list).kind == NodeKind::kName) {
      if (const Definition* parameter = OnlyParameter(unit, module.Text(list))) return AddHandedList(unit, *parameter, use, depth);
      list = OnlyValue(unit, module.Text(list));
      return list != kNoNode && AddList(unit, list, use, depth + 1);
    }
    if (module.At(list).kind == NodeKind::kComposite) {
      const NodeId first = module.At(module.At(list).first).next;
      return (first == kNoNode || module.At(first).kind != NodeKind::kKeyValue) && AddInOrder(unit, first, false, use, depth);
    }
    const Call* call = module.At(list).kind == NodeKind::kCall ? unit.FindCall(list) : nullptr;
    if (call == nullptr || call->callee != Callee::kBuiltin || module.Text(module.At(list).first) != "append") return false;
    const NodeId first = module.Child(list, 1);
    return AddList(unit, first, use, depth + 1) && AddInOrder(unit, module.At(first).next, module.At(list).flags & kSpread, use, depth);
  }

  // A parameter of the function itself that stays what callers give; null for anything else.
  static const Definition* OnlyParameter(Unit& unit, std::string_view name) {
    const auto definitions = unit.DefinitionsOf(name);
    if (definitions.size() != 1 || definitions.front().kind != Definition::Kind::kParameter || !unit.IsFunction()) return nullptr;
    const bool written = std::any_of(unit.writes.begin(), unit.writes.end(), [&](const Write& write) { return unit.module->Text(write.target).starts_with(name); });
    return written ? nullptr : &definitions.front();
  }

  // func inc(values ...string) { vec.WithLabelValues(values...) }, inc("a", "b"): what the callers write, where all of them give as many.
  bool AddHandedList(Unit& unit, const Definition& parameter, LabelUse& use, int depth) {
    const bool any_number = parameter.type != kNoNode && unit.module->At(parameter.type).kind == NodeKind::kEllipsis;
    std::optional<LabelUse> all;
    use.varies = true;
    for (const auto& [caller, node] : texts_.CallersOf(unit.symbol)) {
      const Call* call = caller->FindCall(node);
      if (call == nullptr || !texts_.MeansOneFunction(call)) return false;
      LabelUse one = all ? *all : use;
      one.arguments = use.arguments;
      const NodeId first = caller->module->Child(node, parameter.position + 1);
      const bool spread = caller->module->At(node).flags & kSpread;
      if (first == kNoNode && !any_number) return false;
      const bool whole = any_number ? AddInOrder(*caller, first, spread, one, depth + 1) : AddList(*caller, first, one, depth + 1);
      if (!whole || (all && all->arguments != one.arguments)) return false;
      all = std::move(one);
    }
    if (!all) return false;
    use = std::move(*all);
    return true;
  }

  // What a local variable is given, if once, and nothing is written into it; none otherwise.
  static NodeId OnlyValue(Unit& unit, std::string_view name) {
    const auto definitions = unit.DefinitionsOf(name);
    if (definitions.size() != 1 || definitions.front().kind != Definition::Kind::kAssigned || definitions.front().position >= 0) return kNoNode;
    for (const Write& write : unit.writes) {
      if (unit.module->Text(write.target).starts_with(name)) return kNoNode;
    }
    for (const Call& call : unit.calls) {  // who is given a map or a list may write into it
      if (call.callee != Callee::kFunctions) continue;
      for (NodeId a = unit.module->At(unit.module->At(call.node).first).next; a != kNoNode; a = unit.module->At(a).next) {
        if (unit.module->Text(a) == name) return kNoNode;
      }
    }
    return definitions.front().value;
  }

  // prometheus.Labels{"code": "200"}, or a local variable that holds such and is not written to.
  bool AddByName(Unit& unit, NodeId map, LabelUse& use, int depth) {
    const Module& module = *unit.module;
    map = WithoutParentheses(module, map);
    if (depth > kMaxDepth) return false;
    if (module.At(map).kind == NodeKind::kName) {
      if (const Definition* parameter = OnlyParameter(unit, module.Text(map))) {
        use.varies = true;
        for (const auto& [caller, node] : texts_.CallersOf(unit.symbol)) {
          const Call* call = caller->FindCall(node);
          const NodeId given = call == nullptr || !texts_.MeansOneFunction(call) ? kNoNode : caller->module->Child(node, parameter->position + 1);
          if (given != kNoNode) AddByName(*caller, given, use, depth + 1);
        }
        return true;
      }
      return AddByNameInSteps(unit, map, use);
    }
    if (module.At(map).kind != NodeKind::kComposite) return false;
    for (NodeId e = module.At(module.At(map).first).next; e != kNoNode; e = module.At(e).next) {
      if (module.At(e).kind != NodeKind::kKeyValue) return false;
      const std::string label = LabelIn(unit, module.At(e).first);
      if (!label.empty()) AddGiven(unit, label, module.At(module.At(e).first).next, use);
    }
    return true;
  }

  // hits.With("method", method, "code", "200"), or such a list.
  void AddInPairs(Unit& unit, NodeId argument, bool spread, LabelUse& use) {
    const Module& module = *unit.module;
    if (spread) {
      const NodeId list = module.At(argument).kind == NodeKind::kName ? OnlyValue(unit, module.Text(argument)) : argument;
      if (module.At(list).kind != NodeKind::kComposite) return;
      argument = module.At(module.At(list).first).next;
    }
    for (; argument != kNoNode && module.At(argument).next != kNoNode; argument = module.At(module.At(argument).next).next) {
      const std::string label = LabelIn(unit, argument);
      if (!label.empty()) AddGiven(unit, label, module.At(argument).next, use);
    }
  }

  // The one text a key stands for; "" for anything else.
  std::string LabelIn(Unit& unit, NodeId key) {
    const FoundTexts name = texts_.Of(unit, key);
    return name.texts.size() == 1 && !name.varies ? *name.texts.begin() : std::string();
  }

  void AddGiven(Unit& unit, const std::string& label, NodeId value, LabelUse& use) {
    FoundTexts found = texts_.Of(unit, value);
    if (found.texts.empty() && found.computed.empty()) return;
    use.varies = use.varies || found.varies;
    use.given.push_back({label, 0, std::move(found.texts), std::move(found.computed)});
  }

  // labels := prometheus.Labels{"code": "200"}; labels["method"] = "get"     What is written before the use and comes there; where something
  // else may be done to the map, nothing.
  bool AddByNameInSteps(Unit& unit, NodeId name, LabelUse& use) {
    const Module& module = *unit.module;
    const std::string_view text = module.Text(name);
    const auto definitions = unit.DefinitionsOf(text);
    if (definitions.size() != 1 || definitions.front().kind != Definition::Kind::kAssigned || definitions.front().position >= 0 || IsHandedOn(unit, text)) return false;
    std::map<std::string, std::vector<NodeId>> given;
    const NodeId made = WithoutParentheses(module, definitions.front().value);
    const bool literal = module.At(made).kind == NodeKind::kComposite;
    if (!literal && (module.At(made).kind != NodeKind::kCall || module.Text(module.At(made).first) != "make")) return false;
    for (NodeId e = literal ? module.At(module.At(made).first).next : kNoNode; e != kNoNode; e = module.At(e).next) {
      if (module.At(e).kind != NodeKind::kKeyValue) return false;
      given[LabelIn(unit, module.At(e).first)] = {module.At(module.At(e).first).next};
    }
    for (const Write& write : unit.writes) {
      const Node& target = module.At(write.target);
      if (!module.Text(write.target).starts_with(text)) continue;
      if (target.kind != NodeKind::kIndex || module.Text(target.first) != text || write.value == kNoNode || write.position >= 0) return false;
      if (module.At(write.statement).begin > module.At(name).begin) continue;
      const std::string label = LabelIn(unit, module.At(target.first).next);
      const Texts::Coming coming = texts_.ComesTo(unit, write.statement, name);
      if (label.empty() || coming == Texts::Coming::kUnknown) return false;
      if (coming == Texts::Coming::kAlways) given[label].clear();
      if (coming != Texts::Coming::kNever) given[label].push_back(write.value);
    }
    for (const auto& [label, values] : given) {
      for (NodeId value : values) {
        if (!label.empty()) AddGiven(unit, label, value, use);
      }
    }
    return true;
  }

  // Who is given a map or a list may write into it; a copy of the name is another name for it.
  static bool IsHandedOn(Unit& unit, std::string_view name) {
    for (const Call& call : unit.calls) {
      if (call.callee == Callee::kLibrary) continue;
      for (NodeId a = unit.module->At(unit.module->At(call.node).first).next; a != kNoNode; a = unit.module->At(a).next) {
        if (unit.module->Text(a) == name) return true;
      }
    }
    return std::any_of(unit.definitions.begin(), unit.definitions.end(), [&](const Definition& d) {
      return d.kind == Definition::Kind::kAssigned && d.value != kNoNode && unit.module->Text(d.value) == name;
    });
  }

  // func (c *counter) inc(code string) { c.vector.WithLabelValues(code).Inc() }
  // What a caller gives for the parameters, and what stands in the function itself; nothing where the place is only come to with some values.
  void AddHandedOn(Unit& unit, const Call& call, Unit& caller, NodeId node, LabelUse& use) {
    const Module& module = *unit.module;
    const bool spread = module.At(call.node).flags & kSpread;
    for (NodeId argument = module.Child(call.node, 1 + call.row.function->label_values); argument != kNoNode; argument = module.At(argument).next) {
      const NodeId plain = WithoutConversion(unit, argument);
      const Definition* parameter = module.At(plain).kind == NodeKind::kName ? OnlyParameter(unit, module.Text(plain)) : nullptr;
      const std::vector<int> tested = parameter != nullptr ? texts_.TestedParameters(unit, argument) : std::vector<int>();
      const bool is_tested = parameter != nullptr && std::find(tested.begin(), tested.end(), parameter->position) != tested.end();
      const NodeId given = parameter != nullptr && !is_tested ? caller.module->Child(node, parameter->position + 1) : kNoNode;
      if (spread && module.At(argument).next == kNoNode) {
        const bool any_number = parameter != nullptr && parameter->type != kNoNode && module.At(parameter->type).kind == NodeKind::kEllipsis;
        const bool handed_list = caller.module->At(node).flags & kSpread;
        use.is_whole = any_number ? AddInOrder(caller, given, handed_list, use, 1) : given != kNoNode && AddList(caller, given, use, 1);
        return;
      }
      FoundTexts found = parameter == nullptr ? texts_.Of(unit, argument) : given != kNoNode ? texts_.Of(caller, given) : FoundTexts();
      const bool is_certain = parameter != nullptr || !found.varies;
      if (is_certain && (!found.texts.empty() || !found.computed.empty())) {
        use.varies = use.varies || found.varies;
        use.given.push_back({"", use.arguments, std::move(found.texts), std::move(found.computed)});
      }
      ++use.arguments;
    }
  }

  // string(kind) is kind.
  static NodeId WithoutConversion(Unit& unit, NodeId id) {
    id = WithoutParentheses(*unit.module, id);
    const Call* call = unit.module->At(id).kind == NodeKind::kCall ? unit.FindCall(id) : nullptr;
    const NodeId argument = call != nullptr && call->callee == Callee::kConversion ? unit.module->Child(id, 1) : kNoNode;
    return argument != kNoNode ? argument : id;
  }

  LabelledPlaces places_;
  Texts& texts_;
};

}  // namespace

// The one value a field is given, wherever it is; null where there are several stores, or one that is no plain value.
std::pair<Unit*, NodeId> Propagation::OnlyStore(const Symbol* owner, std::string_view field) {
  std::pair<Unit*, NodeId> only{nullptr, kNoNode};
  const auto touches = field_touches_.find(field);
  if (touches == field_touches_.end()) return only;
  for (const Touch* touch : touches->second) {
    if (touch->place.symbol != nullptr && touch->place.symbol != owner) continue;
    if (only.first != nullptr || touch->value == kNoNode || touch->position > 0 || touch->fills || touch->callee != nullptr) return {nullptr, kNoNode};
    if (touch->target != kNoNode && touch->unit->module->At(touch->target).kind != NodeKind::kMember) return {nullptr, kNoNode};
    only = {touch->unit, touch->value};
  }
  return only;
}

// What the call gives hangs on what it is given alone, and it does nothing others see.
bool Propagation::IsPure(const Call& call, int depth) {
  if (depth > kMaxDepth) return false;
  for (const Symbol* function : call.functions) {
    Unit* unit = UnitOf(function);
    if (unit == nullptr || unit->matters || unit->stores || unit->mentions) return false;
    for (NodeId reference : unit->references) {
      const Symbol* variable = resolver_.VariableOf(*unit, reference);
      if (variable != nullptr && global_touches_.contains(variable)) return false;
    }
    for (const Call& inner : unit->calls) {
      if (!inner.functions.empty() && !IsPure(inner, depth + 1)) return false;
    }
  }
  return true;
}

Texts Propagation::MakeTexts() {
  static const std::vector<Site> kNone;
  return Texts(types_, resolver_,
               {.callers = [this](const Symbol* function) -> const std::vector<Site>& {
                  auto found = callers_.find(function);
                  return found == callers_.end() ? kNone : found->second;
                },
                .unit_of = [this](const Symbol* symbol) { return UnitOf(symbol); },
                .is_stored = [this](const Symbol* variable) { return global_touches_.contains(variable); },
                .only_store = [this](const Symbol* owner, std::string_view field) { return OnlyStore(owner, field); },
                .parents = [this](const Module& module) -> const std::vector<NodeId>& { return parents_[module.number]; },
                .is_pure = [this](const Call& call) { return IsPure(call, 0); }});
}

// reloads := prometheus.NewCounterVec(...); return Manager{reloads: reloads}: whoever gives labels values through the field means what is
// stored there, so that is asked for, in functions that do something about metrics anyway.
void Propagation::SeedLabelled() {
  label_uses_ = FindLabelUses();
  std::set<std::pair<const Symbol*, std::string_view>> fields;
  for (Unit& unit : units_) {
    const Module& module = *unit.module;
    for (const Call& call : unit.calls) {
      if (call.callee != Callee::kLibrary || call.row.function->label_values == libraries::kNoArgument) continue;
      const NodeId callee = WithoutParentheses(module, module.At(call.node).first);
      const NodeId object = WithoutParentheses(module, module.At(callee).first);
      if (module.At(callee).kind != NodeKind::kMember || module.At(object).kind != NodeKind::kMember) continue;
      const std::string_view name = module.Text(module.Child(object, 1));
      const FieldPlace place = resolver_.FindField(resolver_.TypeOf(unit, module.At(object).first), name);
      if (place.found && place.owner != nullptr) fields.emplace(place.owner, name);
    }
  }
  for (const LabelUse& use : label_uses_) {
    for (const LabelUse::Kept& kept : use.kept) fields.emplace(kept.owner, kept.field);
  }
  telling_ = false;
  for (const auto& [owner, name] : fields) {
    const auto touches = field_touches_.find(name);
    if (touches == field_touches_.end()) continue;
    for (Touch* touch : touches->second) {
      if (touch->place.symbol != owner || touch->value == kNoNode || !touch->unit->matters) continue;
      NeedTouch(*touch);
      if (touch->statement == kNoNode) Mark(*touch->unit, touch->value, kStrong);
    }
  }
  for (const LabelUse& use : label_uses_) {
    for (const LabelUse::Given& given : use.given) {
      for (const ComputedText& computed : given.computed) SeedComputed(computed);
    }
  }
  RunTasks();
}

// What the texts are computed by is asked for: what functions give, what tables hold. Their callers are not.
void Propagation::SeedComputed(const ComputedText& computed) {
  Unit& unit = *computed.unit;
  const Module& module = *unit.module;
  std::vector<NodeId> stack = {computed.expression};
  while (!stack.empty()) {
    const NodeId id = stack.back();
    stack.pop_back();
    const Node& node = module.At(id);
    FlagsAt(unit, id) |= kWanted;
    if (node.kind == NodeKind::kLiteral) continue;
    if (const Call* call = node.kind == NodeKind::kCall ? unit.FindCall(id) : nullptr) {
      for (const Symbol* function : call->functions) {
        if (Unit* callee = UnitOf(function)) NeedResults(*callee, Bit(0));
      }
      for (NodeId a = module.At(node.first).next; a != kNoNode && call->callee == Callee::kOutside; a = module.At(a).next) WantPrinted(unit, a);
    }
    const Symbol* table = node.kind == NodeKind::kIndex ? resolver_.VariableOf(unit, node.first) : nullptr;
    if (table != nullptr) NeedGlobal(table);
    for (NodeId c = node.first; c != kNoNode; c = module.At(c).next) stack.push_back(c);
  }
}

std::vector<LabelUse> Propagation::FindLabelUses() {
  Texts texts = MakeTexts();
  Finder finder(resolver_, texts);
  std::vector<LabelUse> uses;
  for (Unit& unit : units_) {
    for (const Call& call : unit.calls) {
      if (call.callee != Callee::kLibrary || call.row.function->label_values == libraries::kNoArgument) continue;
      LabelUse use;
      if (finder.Find(unit, call, use)) uses.push_back(std::move(use));
      finder.FindHandedOn(unit, call, uses);
    }
  }
  return uses;
}

}  // namespace mdg::slice
