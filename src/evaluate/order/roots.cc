// Which functions are run, and in which order.
//
// In: the Program and its Slice. Out: Events. First the package variables, init and main; then, callers first, whatever no call has reached: methods called
// through interfaces, handlers, exported constructors. What such a run could only see with unknown arguments is dropped again when a
// real call turns up later.
// Deliberately no decision about metrics: a function that matters is only run, what it does is in events.h.
#include <algorithm>
#include <utility>

#include "evaluate/findings/label_values.h"
#include "evaluate/findings/listed_values.h"
#include "evaluate/findings/markers.h"
#include "evaluate/findings/never_exposed.h"
#include "evaluate/metrics/exporters.h"
#include "evaluate/metrics/generators.h"
#include "evaluate/metrics/named_families.h"
#include "evaluate/order/early_reads.h"
#include "evaluate/order/real_objects.h"
#include "evaluate/switches/flags.h"

namespace mdg::evaluate {

namespace {

constexpr int kFar = 2;  // calls

}  // namespace

Evaluator::Evaluator(const Program& program, const ImportGraph& graph, Limits limits, int threads)
    : program_(program), graph_(graph), limits_(limits), types_(program), slice_(program, types_, limits.questions, limits.questions_per_metric, threads) {
  BeginRun();
}

void Evaluator::Run() {
  const char base = 0;
  stack_base_ = &base;
  Exporters(*this).RunClosedUses();
  RunPackageVariables();
  for (const auto& package : program_.packages()) {
    for (const Symbol* init : package->initializers) RunFirst(init);
  }
  for (const auto& package : program_.packages()) {
    if (package->name != "main") continue;
    auto found = package->symbols.find("main");
    if (found == package->symbols.end()) continue;
    for (const Symbol* main : found->second) RunFirst(main);
  }
  // Constructors before methods: what a method is called on should have been made.
  const std::vector<const Symbol*> ordered = OrderByCalls();
  for (const bool methods : {false, true}) {
    for (const Symbol* function : ordered) {
      if (function->receiver.empty() != methods) RunIfUnvisited(function);
    }
  }
  RunUncalledLiterals();
  RunOnVariables();
  RealObjects(*this).Run();
  RunNotReached();
  CollectAgain();
  EarlyReads(*this).RunAgain();
  NamedFamilies(*this).Run();
  RunDoubting();
  FinishExpositions();
  EarlyReads(*this).Supersede();
  DropSuperseded();
  Generators(*this).Run();
  Exporters(*this).Finish();
  Flags(*this).FindResets();
  FindUnreached();
  NeverExposed(*this).Find();
  LabelValues(*this).Find();
  ListedValues(*this).Find();
  Markers(*this).Read();
}

// A table states what the function makes: who calls it is answered by the table, and its own source says nothing more.
bool Evaluator::IsStated(const Symbol* function) {
  if (function->module->language == "c++") {  // names are whole ("a::b::f/2"), and a library in the tree is a library all the same
    const auto split = [](std::string_view whole) {
      whole = whole.substr(0, whole.find('/'));
      const size_t at = whole.rfind("::");
      if (at == std::string_view::npos) return std::pair(std::string(), whole);
      std::string path;
      for (size_t i = 0; i < at; ++i) {
        const bool colons = whole.substr(i, 2) == "::";
        path += colons ? '/' : whole[i];
        i += colons;
      }
      return std::pair(path, whole.substr(at + 2));
    };
    const auto [path, last] = split(function->receiver.empty() ? function->name : function->receiver);
    if (function->receiver.empty()) return libraries::FindFunction(path, "", last).function != nullptr;
    return libraries::FindFunction(path, last, split(function->name).second).function != nullptr;
  }
  const libraries::Match match = libraries::FindFunction(function->package->path, function->receiver, function->name);
  if (match.function == nullptr) return false;
  const libraries::Action action = match.function->action;
  return action == libraries::Action::kConstruct || action == libraries::Action::kDescribe || action == libraries::Action::kNamespace;
}

// Calls that make a metric and that nothing that was run came by, each with the function it stands in; null: a variable, or a literal.
std::vector<std::pair<Place, const Symbol*>> Evaluator::NotReached() const {
  std::set<Place> reached;
  for (const auto& [at, root] : reached_) reached.insert(at);
  std::vector<std::pair<Place, const Symbol*>> places;
  for (const auto& [module, call] : slice_.Constructors()) {
    const Place at{module, module->At(call).begin};
    if (reached.contains(at)) continue;
    const auto& functions = program_.PackageOf(module)->functions;
    const auto found = std::find_if(functions.begin(), functions.end(), [&](const Symbol* function) {
      const Node& node = function->module->At(function->node);
      return function->module == at.module && node.begin <= at.offset && at.offset < node.end;
    });
    places.emplace_back(at, found == functions.end() ? nullptr : *found);
  }
  return places;
}

// The objects that were seen are not all there are where objects are made of objects: what none of them leads to is run once more on one
// nobody knows.
void Evaluator::RunNotReached() {
  std::unordered_set<const Symbol*> done;
  for (const auto& [at, function] : NotReached()) {
    const bool may = function != nullptr && !function->package->vendored && function->module->makes_objects && !function->receiver.empty() && IsWorthRunning(function) && !IsStated(function);
    if (!may || !done.insert(function).second) continue;
    const Symbol* declared = types_.FindSymbol(*function->package, function->receiver, function->module);
    const bool known = declared != nullptr && declared->kind == SymbolKind::kType;
    RunRoot(function, values_.Unknown("receiver", Reason::kParameter, known ? types_.PointerTo(types_.Named(declared)) : nullptr));
  }
}

// What no run came by is not silently left out: a branch that is never taken as far as can be seen, or a limit.
void Evaluator::FindUnreached() {
  for (const auto& [at, function] : NotReached()) {
    if (!at.module->is_vendored && (function == nullptr || !IsStated(function))) unreached_.push_back(at);
  }
}

void Evaluator::RunPackageVariables() {
  for (const auto& package : program_.packages()) {
    for (const Symbol* variable : package->variables) {
      if (variable->values == kNoNode || variable->module->is_test) continue;
      NodeId expression = variable->module->At(variable->values).first;
      const bool tuple = variable->name_count > 1 && variable->module->At(expression).next == kNoNode;
      for (int i = 0; !tuple && i < variable->position && expression != kNoNode; ++i) expression = variable->module->At(expression).next;
      const bool runs = expression != kNoNode && (slice_.Matters(*variable->module, expression) || slice_.Stores(variable));
      if (!runs) continue;
      root_ = variable;
      root_first_cell_ = static_cast<CellId>(memory_.size());
      BeginRun();
      GlobalCell(variable);
      RunPending();
      Reclaim();
    }
  }
}

bool Evaluator::IsWorthRunning(const Symbol* function) const {
  return !function->module->is_test && (slice_.Matters(function) || slice_.MakesRegisterer(function) || slice_.MakesRules(function));
}

// Callers before callees, as far as names tell: a function is run with unknown arguments only when no caller could run it.
std::vector<const Symbol*> Evaluator::OrderByCalls() {
  std::vector<const Symbol*> finished;
  std::unordered_set<const Symbol*> seen;
  std::vector<const Symbol*> all;
  for (const auto& package : program_.packages()) {
    for (const Symbol* function : package->functions) {
      if (IsWorthRunning(function)) all.push_back(function);
    }
  }
  // Depth first, written without recursion: call chains can be as long as the program.
  for (const Symbol* start : all) {
    if (!seen.insert(start).second) continue;
    std::vector<std::pair<const Symbol*, size_t>> stack = {{start, 0}};
    while (!stack.empty()) {
      auto& [function, next] = stack.back();
      const std::vector<const Symbol*>& references = CalleesOf(function);
      if (next < references.size()) {
        const Symbol* callee = references[next++];
        if (IsWorthRunning(callee) && seen.insert(callee).second) stack.push_back({callee, 0});
      } else {
        finished.push_back(function);
        stack.pop_back();
      }
    }
  }
  std::reverse(finished.begin(), finished.end());
  return finished;
}

// init and main, which run whether or not anybody calls them.
void Evaluator::RunFirst(const Symbol* function) {
  if (function->module->is_test || visited_.contains(function)) return;
  if (!slice_.Matters(function) && !slice_.Stores(function) && !slice_.Wants(*function->module, function->node)) return;
  RunRoot(function, nullptr);
  Reclaim();
}

void Evaluator::RunIfUnvisited(const Symbol* function) {
  if (visited_.contains(function) || !IsWorthRunning(function) || IsStated(function)) return;
  // Nobody calls all that a vendored package offers: what of it counts is what the tree's own code leads to.
  if (function->package->vendored && (function->receiver.empty() || !HasInstances(function))) return;
  if (function->receiver.empty()) RunRoot(function, nullptr);
  else RunWithInstances(function);
  Reclaim();
}

bool Evaluator::HasInstances(const Symbol* method) {
  const Symbol* declared = types_.FindSymbol(*method->package, method->receiver, method->module);
  if (declared == nullptr) return false;
  const std::vector<const Symbol*> types = types_.VariantsFor(declared, *method->module);
  return std::any_of(types.begin(), types.end(), [&](const Symbol* type) {
    const auto known = instances_.find(type);
    return known != instances_.end() && !known->second.empty();
  });
}

// A method nobody was seen to call runs once for every object of its type the program was seen to make.
void Evaluator::RunWithInstances(const Symbol* function) {
  const Symbol* declared = types_.FindSymbol(*function->package, function->receiver, function->module);
  if (declared == nullptr || declared->kind != SymbolKind::kType) return RunRoot(function, values_.Unknown("receiver", Reason::kParameter));
  const std::vector<const Symbol*> types = types_.VariantsFor(declared, *function->module);
  std::vector<Value> receivers;
  for (const Symbol* type : types) {
    if (auto known = instances_.find(type); known != instances_.end()) receivers.insert(receivers.end(), known->second.begin(), known->second.end());
  }
  if (receivers.empty() || receivers.size() > limits_.instances) {
    if (visited_on_unknown_.contains(function)) return;
    for (const Symbol* type : types) RunRoot(function, values_.Unknown("receiver", Reason::kParameter, types_.PointerTo(types_.Named(type))));
    return;
  }
  for (Value receiver : receivers) RunRoot(function, receiver);
}

const std::vector<const Symbol*>& Evaluator::CalleesOf(const Symbol* function) {
  auto [slot, fresh] = callees_.try_emplace(function);
  if (fresh) slot->second = slice_.Callees(function);
  return slot->second;
}

// How many calls away the nearest function is that itself makes metrics, as far as declarations tell; past kFar it is not looked for.
int Evaluator::CallsToMetrics(const Symbol* function) {
  std::vector<const Symbol*> level = {function};
  std::unordered_set<const Symbol*> seen = {function};
  for (int calls = 0; calls < kFar; ++calls) {
    std::vector<const Symbol*> next;
    for (const Symbol* one : level) {
      if (slice_.Mentions(one)) return calls;
      for (const Symbol* callee : CalleesOf(one)) {
        if (IsWorthRunning(callee) && seen.insert(callee).second) next.push_back(callee);
      }
    }
    level = std::move(next);
  }
  return kFar;
}

bool Evaluator::IsFarFromMetrics(const Symbol* function) { return CallsToMetrics(function) == kFar; }

void Evaluator::RunRoot(const Symbol* function, Value receiver) {
  root_ = function;
  root_first_cell_ = static_cast<CellId>(memory_.size());
  BeginRun();
  if (slice_.OnlyMeasures(function)) step_limit_ = limits_.steps_for_labels;
  // Where objects are made of objects, nearly everything leads to metrics in the end.
  const bool makes_objects = function->module->makes_objects, main = function->name == "main";
  const int calls = makes_objects && !main && function->kind == SymbolKind::kFunction ? CallsToMetrics(function) : 0;
  if (main && makes_objects && !slice_.Mentions(function)) step_limit_ = root_limit_ = limits_.steps_of_main;
  if (calls == kFar) step_limit_ = root_limit_ = limits_.steps_of_far_roots;
  else if (calls > 0) step_limit_ = root_limit_ = limits_.steps_of_near_roots;
  const bool makes_none = !makes_objects && !main && !slice_.Mentions(function);
  const bool is_near = makes_none && CallsToMetrics(function) < kFar, passes_on = makes_none && !is_near;
  if (passes_on) step_limit_ = root_limit_ = patience_.With(function->package, root_limit_);
  ValueNode* value = values_.New(ValueKind::kFunction);
  value->symbol = function;
  value->receiver = receiver;
  if (receiver != nullptr) value->types = types_.Bind(Types::Dereference(receiver->type));
  Arguments arguments;
  for (const Type* type : ParameterTypes(value)) {
    const Value handed = HandedMap(function, static_cast<int>(arguments.values.size()), type);
    arguments.values.push_back(handed != nullptr ? handed : UnknownArgument(type, ""));
  }
  // Names of the parameters are given where they are bound.
  for (Value& argument : arguments.values) {
    if (!argument->Is(ValueKind::kUnknown)) continue;
    ValueNode* nameless = values_.Copy(argument);
    nameless->is_named = false;
    argument = nameless;
  }
  arguments.spread = true;
  // Whatever the rest of the program has used up: a function that itself makes metrics gets its turn.
  const bool makes = makes_objects ? calls < kFar : slice_.Mentions(function);
  if (steps_ >= limits_.steps_in_all && makes) limits_.steps_in_all = steps_ + limits_.steps_in_reserve;
  if (steps_ >= limits_.steps_in_all) return;
  const size_t begin = events_.constructions.size();
  if (passes_on) patience_.HasMadeNew(events_);
  read_as_declared_.clear();
  const bool done = RunToTheEnd(value, arguments);
  EarlyReads(*this).NoteRoot(function, receiver, begin);
  if (passes_on) patience_.Note(function->package, root_steps_, events_, limits_);
  if (!done && slice_.Mentions(function)) {  // something may have been lost only where metrics are dealt with
    const bool may_try = !makes_objects && second_tries_ < limits_.steps_of_second_tries && !slice_.OnlyMeasures(function);
    const bool finished = may_try && TryAgain(value, arguments, begin);
    if (!finished && !FinishShallow(value, arguments)) unfinished_.push_back(function);
  } else if (!done && is_near) {
    FinishShallow(value, arguments);  // main code that sets all up: the registerer it hands to the next it calls is what matters
  }
  RunCut();
}

// Which keys a map has that a parameter gets is mostly written where the callers stand, who are not worth running for it. Null when not.
Value Evaluator::HandedMap(const Symbol* function, int position, const Type* type) {
  const Type* map = types_.Underlying(type);
  if (map == nullptr || map->kind != Type::Kind::kMap) return nullptr;
  std::vector<Value> ways;
  for (const slice::HandedMap& handed : slice_.MapsHandedTo(function, position)) {
    if (handed.is_nil) {
      ways.push_back(values_.Nil());
      continue;
    }
    ValueNode* content = values_.New(ValueKind::kMapContent);
    for (const auto& [text, key] : handed.keys) {
      const Value name = values_.WithTrail(values_.Literal(text), key.module, key.offset, "literal");
      content->entries.push_back({name, values_.Unknown(text, Reason::kParameter, map->element), key.sometimes});
    }
    ways.push_back(values_.Map(memory_.New(content), type));
  }
  if (ways.size() < 2) return ways.empty() ? nullptr : ways.front();
  return values_.Choice(values_.NewChoice(), std::move(ways));
}

// Where the present root led too far: what was still to come of the functions on the way there is missing.
void Evaluator::NoteCut() {
  noted_cut_ = true;
  for (const Frame* frame = frame_; frame != nullptr; frame = frame->caller) {
    const Symbol* symbol = frame->symbol;
    if (symbol == nullptr || symbol == root_ || !symbol->module->makes_objects || !slice_.Mentions(symbol)) continue;
    if (ever_cut_.insert(symbol).second) cut_.push_back(symbol);
  }
}

// Where a run without going deep goes no further: functions that make metrics are not done with by it.
void Evaluator::NoteUnfinished() {
  for (const Frame* frame = frame_; frame != nullptr; frame = frame->caller) {
    if (frame->symbol != nullptr && frame->symbol != root_ && slice_.Mentions(frame->symbol)) visited_.erase(frame->symbol);
  }
}

// Functions that make metrics and were left in the middle are run by themselves, so that the limit is not reached before they come to it.
void Evaluator::RunCut() {
  const std::vector<const Symbol*> cut = std::exchange(cut_, {});
  for (const Symbol* function : cut) {
    if (function->receiver.empty()) RunRoot(function, nullptr);
    else RunWithInstances(function);
  }
}

// With several times the steps, which come on top of those of the whole program: others must not go short for it. What the first try made
// since there were `begin` constructions stays.
bool Evaluator::TryAgain(Value function, const Arguments& arguments, size_t begin) {
  const size_t end = events_.constructions.size();
  const uint64_t before = steps_;
  limits_.steps_in_all += limits_.second_try * limits_.steps_per_root;
  BeginRun(limits_.second_try);
  results_.clear();  // of what was not followed
  const bool finished = RunToTheEnd(function, arguments);
  if (finished) SupersedeVague(begin, end, end);
  second_tries_ += steps_ - before;
  limits_.steps_in_all -= limits_.second_try * limits_.steps_per_root;
  steps_ = before;
  return finished;
}

void Evaluator::BeginRun(uint64_t times) {
  root_steps_ = value_steps_ = 0;
  if (frame_ == nullptr) splits_.clear();  // in which table one run looked something up says nothing of it where others show it
  noted_cut_ = false;
  step_limit_ = root_limit_ = times * limits_.steps_per_root;
  value_limit_ = times * limits_.value_steps_per_root;
}

// False when it was cut off.
bool Evaluator::RunToTheEnd(Value function, const Arguments& arguments) {
  // A run with unknown arguments is dropped when a real call turns up (DropSuperseded): nothing may rest on it.
  unknown_arguments_ = !arguments.values.empty();
  CallFunction(function, arguments, {});
  RunPending();
  unknown_arguments_ = false;
  root_results_.clear();
  return !IsCutOff();
}

bool Evaluator::IsCutOff() const { return steps_ >= limits_.steps_in_all || root_steps_ >= root_limit_; }

// Objects that are made of objects lead to all of a program before the metrics of the first one are made: once more without going that
// deep. Likewise when nothing is left of the steps of all: what a function makes itself needs few.
bool Evaluator::FinishShallow(Value value, const Arguments& arguments) {
  const bool makes_objects = value->symbol->module->makes_objects;
  const int depth = std::exchange(limits_.depth, makes_objects ? limits_.shallow_depth_of_objects : limits_.shallow_depth);
  is_shallow_ = !makes_objects;  // what it stores says less than what the runs that were cut off have stored
  bool finished = false;
  for (; limits_.depth > 0 && !finished; --limits_.depth) {
    BeginRun();
    if (steps_ >= limits_.steps_in_all) limits_.steps_in_all = steps_ + limits_.steps_in_reserve;
    results_.clear();
    finished = RunToTheEnd(value, arguments);
  }
  limits_.depth = depth;
  is_shallow_ = false;
  results_.clear();  // of what was not followed
  return finished;
}

// Function literals that matter and that nobody in sight called: handlers, commands, hooks.
void Evaluator::RunUncalledLiterals() {
  root_ = nullptr;
  for (size_t rounds = 0; rounds < 4; ++rounds) {  // running one may make others
    std::vector<std::pair<std::pair<const Module*, NodeId>, Value>> literals(literals_.begin(), literals_.end());
    std::sort(literals.begin(), literals.end(), [](const auto& a, const auto& b) {  // what is run first must not hang on addresses
      return std::tie(a.first.first->path, a.first.second) < std::tie(b.first.first->path, b.first.second);
    });
    for (const auto& [place, literal] : literals) {
      if (!called_literals_.contains(place) && !place.first->is_vendored) RunLiteral(literal);
    }
  }
}

void Evaluator::RunLiteral(Value literal) {
  BeginRun();
  Arguments arguments;
  for (const Type* type : ParameterTypes(literal)) arguments.values.push_back(UnknownArgument(type, "argument"));
  CallFunction(literal, arguments, {});
  RunPending();
}

}  // namespace mdg::evaluate
