// In: a Unit. Out: its touches: every way something can be changed other than by giving a local name a value. See propagation.h.
//
//     x.f = v      fill(&x)      json.Unmarshal(data, into)      ch <- v      box.Store(v)
#include <algorithm>
#include <array>

#include "slice/propagation.h"

namespace mdg::slice {

namespace {

// Unmarshal(data, into), decoder.Decode(into), envconfig.Process("", into): by its name it fills what it is given.
bool FillsWhatItGets(const Module& module, NodeId call) {
  static constexpr std::array<std::string_view, 10> kVerbs = {"Unmarshal", "Decode", "Parse", "Load", "Scan", "Read", "Bind", "Process", "Fill", "Populate"};
  const Node& callee = module.At(module.At(call).first);
  const std::string_view name = callee.kind == NodeKind::kMember ? module.Text(module.At(callee.first).next) : module.Text(callee);
  return std::any_of(kVerbs.begin(), kVerbs.end(), [&](std::string_view verb) { return name.find(verb) != std::string_view::npos; });
}

// flag.StringVar(into, "name", "", "help"), kingpin.Flag("name", "help").StringVar(into)
bool DeclaresFlag(const Module& module, NodeId call) {
  const Node& callee = module.At(module.At(call).first);
  if (callee.kind != NodeKind::kMember) return false;
  const std::string_view name = module.Text(module.At(callee.first).next);
  return name.ends_with("Var") || name.ends_with("VarP");
}

}  // namespace

bool UsesReflection(const Module& module) {
  return std::any_of(module.imports.begin(), module.imports.end(), [](const Import& import) { return import.path == "reflect"; });
}

// for _, m := range family.Metrics { m.LabelKeys = names }: what is ranged over, where the type of its elements is not in sight. Elements
// may be pointers, so that it changes, too.
Propagation::Place Propagation::RangedOver(Unit& unit, NodeId target, const Place& place) {
  const Module& module = *unit.module;
  if (place.kind != Place::Kind::kLocal || module.At(target).kind != NodeKind::kMember) return {};
  const Definition* element = unit.Find(place.name, module.At(target).begin);
  return element != nullptr && element->kind == Definition::Kind::kRangeValue ? PlaceOf(unit, element->value) : Place{};
}

// Every way something can be changed other than by giving a local name a value.
void Propagation::IndexTouches(Unit& unit) {
  const Module& module = *unit.module;
  for (const Write& write : unit.writes) {
    Touch touch = TouchOf(unit, write.statement, write.target);
    touch.value = write.value;
    touch.position = write.position;
    AddTouch(touch);
    touch.place = RangedOver(unit, write.target, touch.place);
    AddTouch(touch);
  }
  for (const Definition& part : unit.definitions) {  // rest := all[n:]: what is written into the one is in the other
    NodeId whole = part.kind == Definition::Kind::kAssigned ? part.value : kNoNode;
    if (module.At(whole).kind == NodeKind::kSlice) whole = module.At(whole).first;
    if (module.At(whole).kind != NodeKind::kName || module.Text(whole) == part.name) continue;
    const auto writes_part = [&](const Write& write) {
      return module.At(write.target).kind == NodeKind::kIndex && module.Text(module.At(write.target).first) == part.name;
    };
    if (unit.Find(module.Text(whole), module.At(whole).begin) == nullptr || std::none_of(unit.writes.begin(), unit.writes.end(), writes_part)) continue;
    AddTouch({.unit = &unit, .place = {Place::Kind::kLocal, module.Text(whole)}, .callee = &unit, .parameter = part.name});
  }
  auto is_statement = [&](NodeId node) {
    const NodeKind above = module.At(ParentOf(unit, node)).kind;
    return above == NodeKind::kBlock || above == NodeKind::kCase || above == NodeKind::kDefer || above == NodeKind::kGo;
  };
  auto changes = [&](const Call& call, NodeId object, bool reflected = false, bool opens = false) {
    Touch touch = TouchOf(unit, call.node, object);
    touch.value = call.node;
    touch.reflected = reflected;
    touch.opens = opens;
    touch.flag = DeclaresFlag(module, call.node);
    touch.effect = touch.effect || (touch.flag && !touch.fresh);
    AddTouch(touch);
  };
  for (const Call& call : unit.calls) {
    const NodeId callee = module.At(call.node).first, argument = module.At(callee).next;
    const bool fills = call.callee == Callee::kBuiltin || (call.callee == Callee::kOutside && CopiesIntoMap(unit, callee));
    if (fills && is_statement(call.node) && argument != kNoNode) changes(call, argument);
  }
  IndexHandedOver(unit);
  for (NodeId address : unit.addresses) {  // StringVar(&x, ...): whoever gets the address may write there
    const NodeId parent = ParentOf(unit, address);
    const Call* call = module.At(parent).kind == NodeKind::kCall ? unit.FindCall(parent) : nullptr;
    if (call == nullptr) continue;
    const bool unseen = call->callee == Callee::kOutside || call->callee == Callee::kUnresolved;
    if (unseen) changes(*call, module.At(address).first, false, IsMapType(resolver_.TypeOf(unit, module.At(address).first)));
    else if (TakesAnything(unit, *call, address)) changes(*call, module.At(address).first, true);
  }
}

// A function that gives rows, and what keeps one to ask it later: type Cache[T any] struct { update func() (T, error); ... }.
bool Propagation::IsMaker(const Type* type) {
  const auto holds_rows = [&](const Type* result) {
    const Type* underlying = types_.Underlying(result);
    if (underlying == nullptr) return true;  // a type parameter
    const Type* row = underlying->kind == Type::Kind::kSlice ? types_.Underlying(Types::Dereference(underlying->element)) : nullptr;
    return row != nullptr && row->kind == Type::Kind::kStruct;
  };
  const auto gives = [&](const Type* function) {
    const Type* underlying = types_.Underlying(function);
    if (underlying == nullptr || underlying->kind != Type::Kind::kFunction || underlying->module == nullptr) return false;
    const Module& module = *underlying->module;
    for (NodeId field = module.At(module.Child(underlying->node, 1)).first; field != kNoNode; field = module.At(field).next) {
      if (holds_rows(types_.Resolve(module, module.At(field).first))) return true;
    }
    return false;
  };
  if (gives(type)) return true;
  const Type* structure = Types::Dereference(type);
  const Type* underlying = structure == nullptr ? nullptr : types_.Underlying(structure);
  if (underlying == nullptr || underlying->kind != Type::Kind::kStruct) return false;
  const auto& fields = types_.Fields(structure);
  return std::any_of(fields.begin(), fields.end(), [&](const auto& field) { return gives(field.second.type); });
}

// ch <- x, box.Store(x): what is put in where others take it out. Metrics that are sent to whoever collects them are no such thing.
void Propagation::IndexHandedOver(Unit& unit) {
  const Module& module = *unit.module;
  const auto add = [&](NodeId statement, NodeId into, NodeId value, bool boxed = false) {
    Touch touch = TouchOf(unit, statement, into);
    touch.value = value;
    touch.maker = boxed;
    touch.effect = true;  // also of one the function has made: a literal that is called elsewhere may do it
    AddTouch(touch);
  };
  for (NodeId send : unit.sends) {
    const NodeId channel = module.At(send).first;
    const Type* type = types_.Underlying(resolver_.TypeOf(unit, channel));
    const Type* element = type == nullptr ? nullptr : Types::Dereference(type->element);
    if (element == nullptr || (element->kind == Type::Kind::kExternal && libraries::IsMetricPackage(element->path))) continue;
    add(send, channel, module.At(channel).next);
  }
  for (const Call& call : unit.calls) {
    const NodeId callee = module.At(call.node).first;
    if (call.callee != Callee::kOutside || module.At(callee).kind != NodeKind::kMember) continue;
    const NodeId box = module.At(callee).first;
    const std::string_view name = module.Text(module.At(box).next);
    if (name != "Store" && name != "Swap" && name != "CompareAndSwap" && name != "LoadOrStore") continue;
    const Type* type = Types::Dereference(resolver_.TypeOf(unit, box));
    const bool holds = type != nullptr && type->kind == Type::Kind::kExternal && type->path == "sync/atomic" && (type->name == "Pointer" || type->name == "Value");
    if (holds || IsSharedMap(type)) add(call.node, box, call.node, holds && type->name == "Pointer");
  }
}

// name.WriteString("app_"), io.WriteString(name, "up"): a text that is written piece by piece. Exposition text is read line by line where
// it is written, whatever becomes of the whole.
void Propagation::IndexWritten(Unit& unit) {
  if (exposition_files_.contains(unit.module)) return;
  const Module& module = *unit.module;
  const auto is_text = [&](NodeId node) {
    const Type* type = Types::Dereference(resolver_.TypeOf(unit, node));
    if (type == nullptr || Types::IsWrittenText(type)) return true;  // null: bytes.NewBufferString("app_"), what code out of sight gives
    return type->kind == Type::Kind::kExternal && (type->path.empty() || type->path == "io");
  };
  for (const Call& call : unit.calls) {
    const NodeId callee = module.At(call.node).first;
    if (call.callee != Callee::kOutside || module.At(callee).kind != NodeKind::kMember) continue;
    const NodeId object = module.At(callee).first, first = module.At(callee).next;
    const std::string_view name = module.Text(module.At(object).next);
    NodeId written = kNoNode;
    if (name.starts_with("Fprint") || (name == "WriteString" && first != kNoNode && module.At(first).next != kNoNode)) written = first;
    else if (name.starts_with("Write") || name == "Reset" || name == "Truncate" || name == "ReadFrom") written = object;
    if (written == kNoNode || module.At(written).kind == NodeKind::kUnary || !is_text(written)) continue;  // of an address IndexTouches knows
    Touch touch = TouchOf(unit, call.node, written);
    touch.value = call.node;
    touch.effect = touch.effect || module.At(written).kind == NodeKind::kMember;  // of a field: whoever has the object sees it
    AddTouch(touch);
  }
}

bool Propagation::IsSharedMap(const Type* type) { return type != nullptr && type->kind == Type::Kind::kExternal && type->path == "sync" && type->name == "Map"; }

bool Propagation::IsMapType(const Type* type) {
  const Type* underlying = types_.Underlying(type);
  return underlying != nullptr && underlying->kind == Type::Kind::kMap;
}

// maps.Copy(labels, more)
bool Propagation::CopiesIntoMap(Unit& unit, NodeId callee) {
  const Node& node = unit.module->At(callee);
  if (node.kind != NodeKind::kMember || unit.module->Text(unit.module->Child(callee, 1)) != "Copy") return false;
  const std::string_view package = resolver_.PackageOf(unit, node.first);
  return package == "maps" || package == "golang.org/x/exp/maps";
}

// func (c *Collector) Collect(into any): reflection fills what it gets, here or wherever it sends it.
bool Propagation::TakesAnything(const Unit& unit, const Call& call, NodeId argument) {
  if (call.callee != Callee::kFunctions) return false;
  const Module& module = *unit.module;
  int position = 0;
  for (NodeId a = module.At(module.At(call.node).first).next; a != argument && a != kNoNode; a = module.At(a).next) ++position;
  const Unit* callee = UnitOf(call.functions.front());
  if (callee == nullptr || !UsesReflection(*callee->module)) return false;
  return std::any_of(callee->definitions.begin(), callee->definitions.end(), [&](const Definition& d) {
    if (d.kind != Definition::Kind::kParameter || d.position != position || d.type == kNoNode) return false;
    const Type* type = types_.Underlying(types_.Resolve(*callee->module, d.type));
    if (type == nullptr) return false;
    if (type->kind == Type::Kind::kBasic) return type->name == "any";
    return type->kind == Type::Kind::kInterface && type->module->At(type->node).first == kNoNode;
  });
}

// func set(config *Config, name string, value any) { reflect.ValueOf(config).Elem().FieldByName(name).Set(reflect.ValueOf(value)) }
bool Propagation::SetsByReflection(const Unit& unit) {
  if (!UsesReflection(*unit.module)) return false;
  return std::any_of(unit.calls.begin(), unit.calls.end(), [&](const Call& call) {
    const Node& callee = unit.module->At(unit.module->At(call.node).first);
    const bool seen = call.callee == Callee::kFunctions || callee.kind != NodeKind::kMember;
    return !seen && unit.module->Text(unit.module->At(callee.first).next).starts_with("Set");
  });
}

// func load(into any) { json.Unmarshal(data, into) }
void Propagation::IndexFillers(Unit& unit) {
  const Module& module = *unit.module;
  const bool sets = SetsByReflection(unit);
  for (const Call& call : unit.calls) {
    if (call.callee != Callee::kOutside) continue;
    const bool fills = FillsWhatItGets(module, call.node) || (sets && module.Text(module.At(call.node).first) == "reflect.ValueOf");
    if (!fills && !DeclaresFlag(module, call.node)) continue;
    for (NodeId argument = module.At(module.At(call.node).first).next; argument != kNoNode; argument = module.At(argument).next) {
      const Type* type = resolver_.TypeOf(unit, argument);
      if (fills && type != nullptr && type->kind == Type::Kind::kPointer) Fill(type->element);
      const Definition* given = module.At(argument).kind == NodeKind::kName ? unit.Find(module.Text(argument), module.At(argument).begin) : nullptr;
      if (given == nullptr || given->kind != Definition::Kind::kParameter || IsPlain(type)) continue;
      if (!fills && (type == nullptr || type->kind != Type::Kind::kPointer || type->element != types_.Basic("string"))) continue;
      Touch touch = TouchOf(unit, call.node, argument);
      touch.value = call.node;
      touch.fills = fills;
      AddTouch(touch);
    }
  }
}

void Propagation::Fill(const Type* type, int depth) {
  if (type == nullptr || depth > 12) return;
  const Type* underlying = types_.Underlying(type);
  if (underlying == nullptr) return;
  switch (underlying->kind) {
    case Type::Kind::kPointer:
    case Type::Kind::kSlice:
    case Type::Kind::kArray:
    case Type::Kind::kMap: return Fill(underlying->element, depth + 1);
    case Type::Kind::kStruct:
      if (!filled_types_.insert(underlying).second) return;
      for (const auto& [name, field] : types_.Fields(type)) Fill(field.type, depth + 1);
      return;
    default: return;
  }
}

const std::vector<Propagation::Touch*>& Propagation::LocalTouches(const Unit& unit, std::string_view name) const {
  static const std::vector<Touch*> kNone;
  const auto of_unit = local_touches_.find(&unit);
  if (of_unit == local_touches_.end()) return kNone;
  const auto found = of_unit->second.find(name);
  return found == of_unit->second.end() ? kNone : found->second;
}

// A function that fills a map or options it is given: a call of it is something that happens to the argument.
void Propagation::IndexOutParameters() {
  struct Given {
    Unit* unit;
    const Definition* parameter;
    bool fills;
  };
  std::vector<Given> queue;
  std::set<std::pair<const Definition*, bool>> seen;
  auto add = [&](Unit& unit, const Place& place, bool fills) {
    if (place.kind != Place::Kind::kLocal) return;
    for (const Definition& d : unit.DefinitionsOf(place.name)) {
      const bool given = d.kind == Definition::Kind::kParameter || d.kind == Definition::Kind::kReceiver;
      if (given && seen.insert({&d, fills}).second) queue.push_back({&unit, &d, fills});
    }
  };
  for (Touch& touch : touches_) add(*touch.unit, touch.place, touch.fills);
  while (!queue.empty()) {
    const auto [unit, parameter, fills] = queue.back();
    queue.pop_back();
    for (const auto& [caller, node] : callers_[unit->symbol]) {
      const Module& module = *caller->module;
      NodeId argument = module.At(node).first;
      if (parameter->kind == Definition::Kind::kReceiver) {
        argument = module.At(argument).kind == NodeKind::kMember ? module.At(argument).first : kNoNode;
      } else {
        argument = module.At(argument).next;
        for (int i = 0; i < parameter->position && argument != kNoNode; ++i) argument = module.At(argument).next;
      }
      if (argument == kNoNode) continue;
      const Place place = PlaceOf(*caller, argument);
      const Type* type = fills ? resolver_.TypeOf(*caller, argument) : nullptr;
      if (type != nullptr && type->kind == Type::Kind::kPointer) Fill(type->element);
      AddTouch({.unit = caller, .place = place, .statement = node, .callee = unit, .parameter = parameter->name,
                .effect = !IsFresh(*caller, argument)});
      add(*caller, place, fills);
    }
  }
}

}  // namespace mdg::slice
