// In: the Program. Out: its Units with everything that can be called or referred to indexed, and the marks it begins with: every use
// of a metric library that makes, describes, samples or registers. What changes what is in touches.cc. See propagation.h.
#include <algorithm>
#include <utility>

#include "base/parallel.h"
#include "slice/propagation.h"

namespace mdg::slice {

namespace {

using libraries::Action;

// Something happens here, as opposed to a value being made for something that happens elsewhere.
bool Happens(const libraries::Function& row) {
  switch (row.action) {
    case Action::kWrapPrefix:
    case Action::kWrapLabels:
    case Action::kFactory:
    case Action::kRegistry:
    case Action::kNamespace:
    case Action::kOption:
    case Action::kMakeRecord:
    case Action::kValueType:
    case Action::kField:
    case Action::kBuildName:
    case Action::kLinearBuckets:
    case Action::kExponentialBuckets:
    case Action::kExponentialBucketsRange:
    case Action::kSet:
    case Action::kMoreLabels:
    case Action::kRuns:  // what they are given matters or not by itself
    case Action::kSame: return false;
    case Action::kFamilies: return !libraries::IsSaidByNaming(row);
    default: return true;
  }
}

// What is made here says under which prefix or labels something is registered or made elsewhere.
bool MakesRegisterer(const libraries::Function& row) {
  return row.action == Action::kWrapPrefix || row.action == Action::kWrapLabels || row.action == Action::kFactory || row.action == Action::kNamespace;
}

}  // namespace

Propagation::Propagation(const Program& program, Types& types)
    : program_(program), types_(types), resolver_(program, types, [this](const Symbol* symbol) { return UnitOf(symbol); }) {}

Unit* Propagation::UnitOf(const Symbol* symbol) {
  auto found = by_symbol_.find(symbol);
  return found == by_symbol_.end() ? nullptr : found->second;
}

const Unit* Propagation::Find(const Symbol* symbol) const {
  auto found = by_symbol_.find(symbol);
  return found == by_symbol_.end() ? nullptr : found->second;
}

std::vector<const Symbol*> Propagation::CallersOf(const Symbol* function) const {
  std::vector<const Symbol*> callers;
  auto found = callers_.find(function);
  if (found == callers_.end()) return callers;
  for (const auto& [unit, call] : found->second) {
    if (std::find(callers.begin(), callers.end(), unit->symbol) == callers.end()) callers.push_back(unit->symbol);
  }
  return callers;
}

std::vector<const Symbol*> Propagation::SettersOf(const Symbol* variable) const {
  std::vector<const Symbol*> setters;
  const auto found = global_touches_.find(variable);
  if (found == global_touches_.end()) return setters;
  for (const Touch* touch : found->second) {
    if (touch->effect && std::find(setters.begin(), setters.end(), touch->unit->symbol) == setters.end()) setters.push_back(touch->unit->symbol);
  }
  return setters;
}

void Propagation::Run(size_t most, size_t each, int threads) {
  tasks_left_ = most;
  MakeUnits(threads);
  for (Unit& unit : units_) IndexUnit(unit);
  for (Unit& unit : units_) IndexFillers(unit);
  for (Unit& unit : units_) FindExposition(unit);
  for (Unit& unit : units_) IndexWritten(unit);
  IndexOutParameters();
  in_exposition_ = true;  // before anything else: what is asked for is asked for once
  for (Unit& unit : units_) SeedExposition(unit);
  RunTasks();
  in_exposition_ = false;
  for (Unit& unit : units_) Seed(unit);
  ReachRules();
  for (Unit& unit : units_) SeedUses(unit);
  FindResets();
  tasks_left_ += constructors_.size() * each;  // a folder of many repositories has as much to ask as all of them
  RunTasks();
  SeedLabelled();
  FindUnseenStores();
  FindSetGauges();
}

void Propagation::RunTasks() {
  for (; !tasks_.empty(); --tasks_left_) {
    if (tasks_left_ == 0) {
      is_cut_off_ = true;
      tasks_.clear();
      break;
    }
    const Task task = tasks_.front();
    tasks_.pop_front();
    weak_ = task.weak;
    passing_by_ = task.passing_by;
    telling_ = task.telling;
    switch (task.kind) {
      case Task::Kind::kMark: Mark(*task.unit, task.node, static_cast<uint16_t>(task.detail)); break;
      case Task::Kind::kWant: Want(*task.unit, task.node); break;
      case Task::Kind::kWantCall: WantCall(*task.unit, *task.unit->FindCall(task.node), task.detail); break;
    }
  }
  weak_ = passing_by_ = false;
  telling_ = true;
}

void Propagation::MakeUnits(int threads) {
  const auto& modules = program_.modules();
  parents_.resize(modules.size());
  flags_.resize(modules.size());
  ParallelFor(modules.size(), threads, [&](size_t i) {
    if (modules[i]->is_test) return;
    parents_[i] = FindParents(*modules[i]);
    flags_[i].resize(modules[i]->nodes.size());
  });
  for (const auto& package : program_.packages()) {
    for (const Symbol* function : package->functions) {
      if (function->module->is_test) continue;
      by_symbol_[function] = &units_.emplace_back(Unit{.symbol = function});
    }
    for (const Symbol* variable : package->variables) {
      if (variable->module->is_test) continue;
      if (variable->position == 0) units_.push_back({.symbol = variable});
      by_symbol_[variable] = &units_.back();
    }
  }
  ParallelFor(units_.size(), threads, [&](size_t i) {
    const Symbol* symbol = units_[i].symbol;
    units_[i] = MakeUnit(symbol, parents_[symbol->module->number]);
  });
}

void Propagation::IndexUnit(Unit& unit) {
  IndexCalls(unit);
  IndexTouches(unit);
  for (NodeId reference : unit.references) {
    const Symbol* function = resolver_.FunctionOf(unit, reference);
    if (function == nullptr) continue;
    for (const Symbol* variant : types_.VariantsFor(function, *unit.module)) references_[variant].emplace_back(&unit, reference);
  }
  for (NodeId composite : unit.composites) {
    const Type* type = resolver_.TypeOf(unit, composite);
    if (type != nullptr && type->kind == Type::Kind::kNamed) instances_[type->symbol].emplace_back(&unit, composite);
    IndexElements(unit, composite);
  }
}

void Propagation::IndexCalls(Unit& unit) {
  const Module& module = *unit.module;
  for (Call& call : unit.calls) {
    resolver_.Resolve(unit, call);
    for (const Symbol* function : call.functions) callers_[function].emplace_back(&unit, call.node);
    if (call.callee != Callee::kUnresolved || !call.functions.empty()) continue;
    const NodeId callee = WithoutParentheses(module, module.At(call.node).first);
    const Type* type = types_.Underlying(resolver_.TypeOf(unit, callee));
    if (type == nullptr || type->kind != Type::Kind::kFunction || module.At(callee).kind == NodeKind::kFunctionLiteral) continue;
    value_calls_[SignatureOf(*type->module, type->node)].emplace_back(&unit, call.node);
  }
}

// Equal for function types that can stand for one another.
std::string Propagation::SignatureOf(const Module& module, NodeId function_type) {
  std::string signature;
  for (NodeId list = module.At(function_type).first; list != kNoNode; list = module.At(list).next) {
    for (NodeId field = module.At(list).first; field != kNoNode; field = module.At(field).next) {
      const Type* type = types_.Resolve(module, module.At(field).first);
      NodeId name = module.At(module.Child(field, 1)).next;
      do {
        signature += std::to_string(reinterpret_cast<uintptr_t>(type)) + ',';
        if (name != kNoNode) name = module.At(name).next;
      } while (name != kNoNode);
    }
    signature += ';';
  }
  return signature;
}

Propagation::Touch Propagation::TouchOf(Unit& unit, NodeId statement, NodeId target) {
  Touch touch{.unit = &unit, .place = PlaceOf(unit, target), .statement = statement, .target = target};
  touch.fresh = IsFresh(unit, target);
  touch.maker = touch.place.kind == Place::Kind::kField && IsMaker(resolver_.TypeOf(unit, target));
  touch.effect = !touch.fresh && (touch.maker || CanTell(resolver_.TypeOf(unit, target)));
  if (touch.fresh || touch.effect || unit.module->At(target).kind != NodeKind::kIndex) return touch;
  const Type* map = types_.Underlying(Types::Dereference(resolver_.TypeOf(unit, unit.module->At(target).first)));
  touch.keyed = map != nullptr && map->kind == Type::Kind::kMap && CanTell(map->key);
  return touch;
}

void Propagation::IndexElements(Unit& unit, NodeId composite) {
  const Module& module = *unit.module;
  const Type* type = resolver_.TypeOf(unit, composite);
  const Type* underlying = types_.Underlying(type);
  if (underlying == nullptr || underlying->kind != Type::Kind::kStruct) return;
  const Symbol* owner = types_.OwnerOf(type);
  const auto& fields = types_.Fields(type);
  size_t position = 0;
  for (NodeId e = module.At(module.At(composite).first).next; e != kNoNode; e = module.At(e).next, ++position) {
    const bool keyed = module.At(e).kind == NodeKind::kKeyValue;
    std::string_view name;
    if (keyed) name = module.Text(module.At(e).first);
    else if (position < fields.size()) name = fields[position].first;
    const NodeId value = keyed ? module.At(module.At(e).first).next : e;
    AddTouch({.unit = &unit, .place = {Place::Kind::kField, name, owner}, .value = value});
  }
}

void Propagation::AddTouch(Touch touch) {
  if (touch.place.kind == Place::Kind::kNone) return;
  touches_.push_back(touch);
  Touch* kept = &touches_.back();
  switch (touch.place.kind) {
    case Place::Kind::kLocal: local_touches_[touch.unit][touch.place.name].push_back(kept); break;
    case Place::Kind::kGlobal:
      for (const Symbol* variant : types_.VariantsFor(touch.place.symbol, *touch.unit->module)) global_touches_[variant].push_back(kept);
      break;
    case Place::Kind::kField: field_touches_[touch.place.name].push_back(kept); break;
    case Place::Kind::kNone: break;
  }
}

Propagation::Place Propagation::PlaceOf(Unit& unit, NodeId id, int depth) {
  const Module& module = *unit.module;
  const Node& node = module.At(id);
  if (depth > 30) return {};
  switch (node.kind) {
    case NodeKind::kName: {
      if (unit.Find(module.Text(node), node.begin) != nullptr) return {Place::Kind::kLocal, module.Text(node), nullptr};
      const Symbol* variable = resolver_.VariableOf(unit, id);
      return variable == nullptr ? Place{} : Place{Place::Kind::kGlobal, variable->name, variable};
    }
    case NodeKind::kMember: {
      if (const Symbol* variable = resolver_.VariableOf(unit, id)) return {Place::Kind::kGlobal, variable->name, variable};
      if (!resolver_.PackageOf(unit, node.first).empty()) return {};
      const std::string_view name = module.Text(module.Child(id, 1));
      const FieldPlace field = resolver_.FindField(resolver_.TypeOf(unit, node.first), name);
      if (field.outside && !field.found) return PlaceOf(unit, node.first, depth + 1);
      return {Place::Kind::kField, name, field.owner};
    }
    case NodeKind::kParenthesis:
    case NodeKind::kIndex:
    case NodeKind::kSlice:
    case NodeKind::kDereference:
    case NodeKind::kTypeAssertion:
    case NodeKind::kUnary: return PlaceOf(unit, node.first, depth + 1);
    case NodeKind::kCall:  // a().b().c(): what a chain of calls began with
      if (IsPlain(resolver_.TypeOf(unit, id))) return {};
      if (module.At(node.first).kind == NodeKind::kMember) return PlaceOf(unit, module.At(node.first).first, depth + 1);
      return {};
    default: return {};
  }
}

// What is handed on as a copy, and bytes: nobody changes what it came from through it.
bool Propagation::IsPlain(const Type* type) {
  const Type* underlying = types_.Underlying(type);
  if (underlying == nullptr) return false;
  if (underlying->kind == Type::Kind::kSlice) underlying = types_.Underlying(underlying->element);
  return underlying != nullptr && underlying->kind == Type::Kind::kBasic && underlying->name != "any";
}

// Bounds of buckets, []float64, or the quantiles of a summary, map[float64]float64.
bool Propagation::AreBounds(const Type* list) {
  const Type* element = list->kind == Type::Kind::kMap ? types_.Underlying(list->key) : list->element == nullptr ? nullptr : types_.Underlying(list->element);
  return element != nullptr && element->kind == Type::Kind::kBasic && element->name == "float64";
}

// False for what can be part of no name, label, bucket or registration whatever happens to it: flags, counters, times, other objects.
bool Propagation::CanTell(const Type* type, int depth) {
  if (type == nullptr) return true;
  if (depth > 8) return false;
  if (type->kind == Type::Kind::kExternal) return type->path.empty() || libraries::IsMetricPackage(type->path);
  const Type* underlying = types_.Underlying(type);
  switch (underlying->kind) {
    case Type::Kind::kBasic: return underlying->name == "string" || underlying->name == "any" || underlying->name == "rune";  // string(separator)
    case Type::Kind::kExternal: return libraries::IsMetricPackage(underlying->path);
    case Type::Kind::kFunction: return true;
    case Type::Kind::kPointer: return CanTell(underlying->element, depth + 1);
    case Type::Kind::kSlice:
    case Type::Kind::kArray: return AreBounds(underlying) || CanTell(underlying->element, depth + 1);
    case Type::Kind::kMap: return AreBounds(underlying) || CanTell(underlying->key, depth + 1) || CanTell(underlying->element, depth + 1);
    default: return false;
  }
}

// False for parameters that at most decide something: what is made with them is the same for every caller, made or not.
bool Propagation::CarriesContext(const Type* type, int depth) {
  if (CanTell(type)) return true;
  if (depth > 8) return false;
  if (type->kind == Type::Kind::kExternal) return type->path == "reflect";  // whose fields may say what metrics there are
  const Type* underlying = types_.Underlying(type);
  switch (underlying->kind) {
    case Type::Kind::kStruct: return true;  // options
    case Type::Kind::kPointer:
    case Type::Kind::kSlice:
    case Type::Kind::kArray:
    case Type::Kind::kMap:
    case Type::Kind::kChannel: return underlying->element == nullptr || CarriesContext(underlying->element, depth + 1);
    case Type::Kind::kInterface: return resolver_.IsRegistererLike(type) || IsFactory(type) || (depth > 0 && GivesSamples(type));
    default: return !weak_;  // a number: the bound of a bucket, unless only a condition asks
  }
}

// type Scraper interface { Scrape(ctx context.Context, ch chan<- prometheus.Metric) error }: a list of such is a list of metrics.
bool Propagation::GivesSamples(const Type* interface) {
  const auto& methods = types_.InterfaceMethods(interface);
  return std::any_of(methods.begin(), methods.end(), [&](const InterfaceMethod& method) {
    const Module& module = *method.module;
    for (NodeId field = module.At(module.At(method.type).first).first; field != kNoNode; field = module.At(field).next) {
      if (TakesSamples(types_.Resolve(module, module.At(field).first))) return true;
    }
    return false;
  });
}

// chan<- prometheus.Metric
bool Propagation::TakesSamples(const Type* type) {
  if (type == nullptr || type->kind != Type::Kind::kChannel || type->element == nullptr) return false;
  return type->element->kind == Type::Kind::kExternal && libraries::IsMetricPackage(type->element->path);
}

// An interface with a method that makes metrics out of what it is given (factory.Counter(Options{Name: "up"})), itself or through another
// object, or that gives such an object: registry.With(scope).Counter("up").
bool Propagation::IsFactory(const Type* interface) {
  auto [slot, fresh] = factories_.try_emplace(interface, false);
  if (!fresh) return slot->second;
  const auto constructs = [&](const Symbol* function) {
    const Unit* unit = UnitOf(function);
    return unit != nullptr && std::any_of(unit->calls.begin(), unit->calls.end(), [](const Call& call) {
      return call.callee == Callee::kLibrary && call.row.function->action == Action::kConstruct;
    });
  };
  const auto makes = [&](const Symbol* method) {
    const Unit* unit = UnitOf(method);
    if (unit == nullptr) return false;
    const bool asks_another = std::any_of(unit->calls.begin(), unit->calls.end(), [&](const Call& call) {
      return call.through != nullptr && std::any_of(call.functions.begin(), call.functions.end(), constructs);
    });
    return (asks_another || constructs(method)) && std::any_of(unit->definitions.begin(), unit->definitions.end(), [&](const Definition& definition) {
      return definition.kind == Definition::Kind::kParameter && CarriesContext(types_.Resolve(*unit->module, definition.type));
    });
  };
  for (const InterfaceMethod& method : types_.InterfaceMethods(interface)) {
    const NodeId result = method.module->At(method.module->Child(method.type, 1)).first;
    const Type* given = result == kNoNode ? nullptr : types_.Resolve(*method.module, method.module->At(result).first);
    const bool is_interface = given != nullptr && given->kind == Type::Kind::kNamed && types_.Underlying(given)->kind == Type::Kind::kInterface;
    const auto& implementations = resolver_.Implementations(interface, method.name);
    if ((is_interface && IsFactory(given)) || std::any_of(implementations.begin(), implementations.end(), makes)) return factories_[interface] = true;
  }
  return false;
}

// True for something the function has made itself: nobody else sees it change.
bool Propagation::IsFresh(Unit& unit, NodeId id) {
  const Module& module = *unit.module;
  while (module.At(id).kind != NodeKind::kName) {
    if (module.At(id).first == kNoNode || module.At(id).kind == NodeKind::kLiteral || module.At(id).kind == NodeKind::kCall) return false;
    id = module.At(id).first;
  }
  const auto definitions = unit.DefinitionsOf(module.Text(id));
  return !definitions.empty() && std::all_of(definitions.begin(), definitions.end(), [&](const Definition& d) {
    if (d.kind == Definition::Kind::kDeclared) return true;
    if (d.kind != Definition::Kind::kAssigned || d.value == kNoNode) return false;
    const Node& value = module.At(d.value);
    if (value.kind == NodeKind::kComposite) return true;
    if (value.kind == NodeKind::kUnary) return module.At(value.first).kind == NodeKind::kComposite;
    return value.kind == NodeKind::kCall && unit.FindCall(d.value)->callee == Callee::kBuiltin;
  });
}

void Propagation::Seed(Unit& unit) {
  const Module& module = *unit.module;
  for (Call& call : unit.calls) {
    if (call.row.function == nullptr) continue;
    unit.makes_registerer = unit.makes_registerer || MakesRegisterer(*call.row.function);
    if (!Happens(*call.row.function) || libraries::IsUse(call.row)) continue;
    unit.mentions = true;
    Mark(unit, call.node, kWeak | kEffect);
    const Action action = call.row.function->action;
    if (action == Action::kConstruct || action == Action::kDescribe || action == Action::kConstructEach) constructors_.emplace_back(unit.module, call.node);
    if (action == Action::kSample) samples_.emplace_back(unit.module, call.node), NoteAnswers(unit, call);
  }
  for (NodeId composite : unit.composites) {
    const Type* type = types_.Underlying(resolver_.TypeOf(unit, composite));
    if (type == nullptr || type->kind != Type::Kind::kExternal) continue;
    const libraries::Match row = libraries::FindFunction(type->path, type->name, libraries::kLiteral);
    if (row.function == nullptr) continue;
    if (row.function->action == Action::kRecord && unit.IsFunction()) {
      unit.makes_rules = true;
      Mark(unit, composite, kWeak);
      Want(unit, composite);
      continue;
    }
    unit.mentions = true;
    Mark(unit, composite, kWeak | kEffect);
    Want(unit, composite);
  }
  for (NodeId send : unit.sends) {
    const NodeId channel = module.At(send).first;
    const Type* type = types_.Underlying(resolver_.TypeOf(unit, channel));
    const Type* element = type == nullptr ? nullptr : Types::Dereference(type->element);
    if (element == nullptr || element->kind != Type::Kind::kExternal || !libraries::IsMetricPackage(element->path)) continue;
    unit.mentions = true;
    Mark(unit, send, kWeak | kEffect);
    Want(unit, channel);
    Want(unit, module.At(channel).next);
  }
}

}  // namespace mdg::slice
