// Which functions are run, and in which order.
//
// In: the Program. Out: Events. Functions matter when they mention a metric library, call one that matters, or make an object whose
// methods matter. First the package variables, init and main; then, callers first, whatever no call has reached: methods called
// through interfaces, handlers, exported constructors. What such a run could only see with unknown arguments is dropped again when a
// real call turns up later.
// Deliberately no decision about metrics: a function that matters is only run, what it does is in events.h.
#include <algorithm>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

Evaluator::Evaluator(const Program& program, Limits limits) : program_(program), limits_(limits), types_(program) {
  step_limit_ = limits_.steps_per_root;
}

void Evaluator::Run() {
  const char base = 0;
  stack_base_ = &base;
  FindRelevantFunctions();
  RunPackageVariables();
  for (const auto& package : program_.packages()) {
    for (const Symbol* init : package->initializers) RunIfUnvisited(init);
  }
  for (const auto& package : program_.packages()) {
    if (package->name != "main") continue;
    auto found = package->symbols.find("main");
    if (found == package->symbols.end()) continue;
    for (const Symbol* main : found->second) RunIfUnvisited(main);
  }
  for (const Symbol* function : OrderByCalls()) RunIfUnvisited(function);
  DropSuperseded();
}

namespace {

// Calls `visit` for every node below `root`, in source order.
template <typename Visit>
void Walk(const Module& module, NodeId root, const Visit& visit) {
  std::vector<NodeId> stack = {root};
  while (!stack.empty()) {
    const NodeId id = stack.back();
    stack.pop_back();
    const Node& node = module.At(id);
    if (!visit(id, node)) return;
    if (node.kind == NodeKind::kLiteral) continue;  // `first` of a decoded literal is no child
    std::vector<NodeId> children;
    for (NodeId c = node.first; c != kNoNode; c = module.At(c).next) children.push_back(c);
    stack.insert(stack.end(), children.rbegin(), children.rend());
  }
}

}  // namespace

bool Evaluator::MentionsMetrics(const Symbol& function) {
  const Module& module = *function.module;
  const bool imports = std::any_of(module.imports.begin(), module.imports.end(), [](const Import& i) { return libraries::IsMetricPackage(i.path); });
  bool mentions = false;
  Walk(module, function.node, [&](NodeId id, const Node& node) {
    if (imports && node.kind == NodeKind::kName) {
      const std::string_view path = types_.ImportPath(module, module.Text(node));
      mentions = !path.empty() && libraries::IsMetricPackage(path);
    }
    if (imports && !mentions && node.kind == NodeKind::kCall && module.At(node.first).kind == NodeKind::kName) {
      for (const Import& import : module.imports) {  // dot imports
        mentions = mentions || (import.alias == "." && libraries::FindFunction(import.path, "", module.Text(node.first)).function);
      }
    }
    if (!mentions && node.kind == NodeKind::kCall && module.At(node.first).kind == NodeKind::kMember) {
      const auto match = libraries::FindMethod(module.Text(module.Child(node.first, 1)));
      using libraries::Action;
      mentions = match.function && (match.function->action == Action::kConstruct ||
                                    (match.function->action == Action::kRegister && match.function->name == "MustRegister"));
    }
    (void)id;
    return !mentions;
  });
  return mentions;
}

const std::vector<const Package*>& Evaluator::VisiblePackages(const Module& module) {
  auto [slot, fresh] = visible_packages_.try_emplace(&module);
  if (!fresh) return slot->second;
  slot->second.push_back(program_.PackageOf(&module));
  for (const Import& import : module.imports) {
    const Package* package = program_.FindPackage(import.path);
    if (package != nullptr && package != slot->second.front()) slot->second.push_back(package);
  }
  return slot->second;
}

const std::vector<const Symbol*>& Evaluator::References(const Symbol* function) {
  auto [slot, fresh] = references_.try_emplace(function);
  if (!fresh) return slot->second;
  std::vector<const Symbol*>& references = slot->second;
  const Module& module = *function->module;
  Walk(module, function->node, [&](NodeId id, const Node& node) {
    if (node.kind == NodeKind::kName) {
      const Symbol* symbol = types_.FindSymbol(module, module.Text(node));
      if (symbol != nullptr && symbol->kind == SymbolKind::kFunction) references.push_back(symbol);
    } else if (node.kind == NodeKind::kMember) {
      const std::string_view name = module.Text(module.Child(id, 1));
      std::string_view path;
      if (module.At(node.first).kind == NodeKind::kName) path = types_.ImportPath(module, module.Text(node.first));
      if (!path.empty()) {
        const Package* package = program_.FindPackage(path);
        const Symbol* symbol = package ? types_.FindSymbol(*package, name, &module) : nullptr;
        if (symbol != nullptr && symbol->kind == SymbolKind::kFunction) references.push_back(symbol);
      } else {
        // Which type it is is not known here; a package only calls methods of packages it imports, or through an interface,
        // and what is reached through interfaces only is run on its own (Run).
        for (const Package* package : VisiblePackages(module)) {
          auto methods = package->methods_by_name.find(name);
          if (methods == package->methods_by_name.end()) continue;
          references.insert(references.end(), methods->second.begin(), methods->second.end());
        }
      }
    }
    return true;
  });
  std::sort(references.begin(), references.end());
  references.erase(std::unique(references.begin(), references.end()), references.end());
  return references;
}

bool Evaluator::MakesCollector(const Symbol& function) {
  const Module& module = *function.module;
  bool makes = false;
  Walk(module, function.node, [&](NodeId, const Node& node) {
    if (node.kind != NodeKind::kComposite || module.At(node.first).kind == NodeKind::kNone) return true;
    const Type* type = types_.Resolve(module, node.first);
    if (type == nullptr || type->kind != Type::Kind::kNamed) return true;
    auto methods = type->symbol->package->methods.find(type->symbol->name);
    if (methods == type->symbol->package->methods.end()) return true;
    for (const auto& [name, symbols] : methods->second) {
      for (const Symbol* symbol : symbols) makes = makes || relevant_.contains(symbol);
    }
    return !makes;
  });
  return makes;
}

void Evaluator::FindRelevantFunctions() {
  std::unordered_map<const Symbol*, std::vector<const Symbol*>> callers;
  std::vector<const Symbol*> all, queue;
  for (const auto& package : program_.packages()) {
    for (const Symbol* function : package->functions) {
      all.push_back(function);
      for (const Symbol* callee : References(function)) callers[callee].push_back(function);
      if (MentionsMetrics(*function)) queue.push_back(function);
    }
  }
  auto spread = [&] {
    while (!queue.empty()) {
      const Symbol* function = queue.back();
      queue.pop_back();
      if (!relevant_.insert(function).second) continue;
      relevant_names_.insert(function->name);
      for (const Symbol* caller : callers[function]) queue.push_back(caller);
    }
  };
  spread();
  for (const Symbol* function : all) {
    if (!relevant_.contains(function) && MakesCollector(*function)) queue.push_back(function);
  }
  spread();
}

bool Evaluator::Matters(const Module& module, NodeId node) {
  auto [slot, fresh] = matters_.try_emplace({&module, node}, false);
  if (!fresh) return slot->second;
  bool matters = false;
  Walk(module, node, [&](NodeId, const Node& n) {
    if (n.kind == NodeKind::kName) {
      const std::string_view name = module.Text(n);
      matters = relevant_names_.contains(name);
      if (!matters) {
        const std::string_view path = types_.ImportPath(module, name);
        matters = !path.empty() && libraries::IsMetricPackage(path);
      }
    }
    return !matters;
  });
  return matters_[{&module, node}] = matters;
}

void Evaluator::RunPackageVariables() {
  for (const auto& package : program_.packages()) {
    for (const Symbol* variable : package->variables) {
      if (variable->values == kNoNode || variable->module->is_test) continue;
      NodeId expression = variable->module->At(variable->values).first;
      const bool tuple = variable->name_count > 1 && variable->module->At(expression).next == kNoNode;
      for (int i = 0; !tuple && i < variable->position && expression != kNoNode; ++i) expression = variable->module->At(expression).next;
      if (expression == kNoNode || !Matters(*variable->module, expression)) continue;
      root_ = variable;
      root_steps_ = value_steps_ = 0;
      GlobalCell(variable);
      RunPending();
    }
  }
}

// Callers before callees, as far as names tell: a function is run with unknown arguments only when no caller could run it.
std::vector<const Symbol*> Evaluator::OrderByCalls() {
  std::vector<const Symbol*> finished;
  std::unordered_set<const Symbol*> seen;
  std::vector<const Symbol*> all;
  for (const auto& package : program_.packages()) {
    for (const Symbol* function : package->functions) {
      if (relevant_.contains(function) && !function->module->is_test) all.push_back(function);
    }
  }
  // Depth first, written without recursion: call chains can be as long as the program.
  for (const Symbol* start : all) {
    if (!seen.insert(start).second) continue;
    std::vector<std::pair<const Symbol*, size_t>> stack = {{start, 0}};
    while (!stack.empty()) {
      auto& [function, next] = stack.back();
      const auto& references = References(function);
      if (next < references.size()) {
        const Symbol* callee = references[next++];
        if (relevant_.contains(callee) && !callee->module->is_test && seen.insert(callee).second) stack.push_back({callee, 0});
      } else {
        finished.push_back(function);
        stack.pop_back();
      }
    }
  }
  std::reverse(finished.begin(), finished.end());
  return finished;
}

void Evaluator::RunIfUnvisited(const Symbol* function) {
  if (visited_.contains(function) || !relevant_.contains(function) || function->module->is_test) return;
  if (function->receiver.empty()) return RunRoot(function, nullptr);
  RunWithInstances(function);
}

// A method nobody was seen to call runs once for every object of its type the program was seen to make.
void Evaluator::RunWithInstances(const Symbol* function) {
  const Symbol* declared = types_.FindSymbol(*function->package, function->receiver, function->module);
  if (declared == nullptr || declared->kind != SymbolKind::kType) return RunRoot(function, values_.Unknown("receiver", Reason::kParameter));
  std::vector<Value> receivers;
  if (auto known = instances_.find(declared); known != instances_.end()) receivers = known->second;
  if (receivers.empty() || receivers.size() > limits_.instances) {
    return RunRoot(function, values_.Unknown("receiver", Reason::kParameter, types_.PointerTo(types_.Named(declared))));
  }
  for (Value receiver : receivers) RunRoot(function, receiver);
}

void Evaluator::RunRoot(const Symbol* function, Value receiver) {
  root_ = function;
  root_steps_ = value_steps_ = 0;
  step_limit_ = limits_.steps_per_root;
  ValueNode* value = values_.New(ValueKind::kFunction);
  value->symbol = function;
  value->receiver = receiver;
  if (receiver != nullptr) value->types = types_.Bind(Types::Dereference(receiver->type));
  Arguments arguments;
  for (const Type* type : ParameterTypes(value)) arguments.values.push_back(UnknownArgument(type, ""));
  // Names of the parameters are given where they are bound.
  for (Value& argument : arguments.values) {
    if (!argument->Is(ValueKind::kUnknown)) continue;
    ValueNode* nameless = values_.Copy(argument);
    nameless->is_named = false;
    argument = nameless;
  }
  arguments.spread = true;
  if (steps_ < limits_.steps_in_all) {
    CallFunction(value, arguments, {});
    RunPending();
  }
  // Said only where something may have been lost: in a function that itself deals with metrics.
  const bool stopped = steps_ >= limits_.steps_in_all || root_steps_ >= step_limit_;
  if (stopped && MentionsMetrics(*function)) unfinished_.push_back(function);
}

// A run with unknown arguments counts only as long as nobody was seen to call the function with real ones.
void Evaluator::DropSuperseded() {
  for (Construction& construction : events_.constructions) {
    const Symbol* root = construction.root;
    const bool has_parameters = root != nullptr && root->kind == SymbolKind::kFunction &&
                                root->module->At(root->module->At(root->type).first).first != kNoNode;
    construction.superseded = has_parameters && called_.contains(root);
  }
}

}  // namespace mdg::evaluate
