// In: something that must run. Out: marks on everything that must run for it: the statements around it, the conditions that decide
// about it, and the callers of its function. See propagation.h.
#include <algorithm>
#include <utility>

#include "slice/propagation.h"

namespace mdg::slice {

namespace {

bool IsJump(const Node& node) {
  return node.kind == NodeKind::kReturn ||
         (node.kind == NodeKind::kBranch && node.op != Operator::kFallthrough);
}

// panic(err), log.Fatal(err), os.Exit(1)
bool NeverReturns(const Module& module, NodeId statement) {
  const Node& call = module.At(statement);
  if (call.kind != NodeKind::kCall) return false;
  const Node& callee = module.At(call.first);
  if (callee.kind == NodeKind::kName) return module.Text(callee) == "panic";
  if (callee.kind != NodeKind::kMember) return false;
  const std::string_view name = module.Text(module.At(callee.first).next);
  return name.starts_with("Fatal") || name.starts_with("Panic") || name == "Exit";
}

}  // namespace

NodeId LastOf(const Module& module, NodeId list) {
  NodeId last = kNoNode;
  for (NodeId s = module.At(list).first; s != kNoNode; s = module.At(s).next) last = s;
  return last;
}

bool IsErrorCheck(const Module& module, NodeId statement) {
  if (module.At(statement).kind != NodeKind::kIf) return false;
  const Node& condition = module.At(module.Child(statement, 1));
  if (condition.kind != NodeKind::kBinary || condition.op != Operator::kNotEqual) return false;
  const Node& left = module.At(condition.first);
  const Node& right = module.At(module.At(condition.first).next);
  if (left.kind != NodeKind::kName || right.kind != NodeKind::kName || module.Text(right) != "nil") return false;
  const std::string_view name = module.Text(left);
  return name.starts_with("err") || name.ends_with("Err") || name.ends_with("err");
}

bool LeavesOnError(const Module& module, NodeId statement) {
  if (!IsErrorCheck(module, statement)) return false;
  const NodeId last = LastOf(module, module.Child(statement, 2));
  return last != kNoNode && (IsJump(module.At(last)) || NeverReturns(module, last));
}

void Propagation::Mark(Unit& unit, NodeId node, uint16_t flags) {
  if (telling_) flags |= kMarkedToTell;
  for (NodeId from = kNoNode;; from = node, node = ParentOf(unit, node)) {
    uint16_t& old = FlagsAt(unit, node);
    const bool before = (old & flags) == flags;
    old |= flags | kWanted;
    if (!before || from != kNoNode) Pass(unit, node, from, flags);  // what decides about this child is not what did about others
    if (before) return;
    if (node == unit.root) return;
  }
}

// `node` runs because `from`, a child of it, does.
void Propagation::Pass(Unit& unit, NodeId node, NodeId from, uint16_t flags) {
  const Module& module = *unit.module;
  const Node& n = module.At(node);
  switch (n.kind) {
    case NodeKind::kFunction:
    case NodeKind::kVariable:
      if (node == unit.root && (flags & kEffect)) Matters(unit);
      if (node == unit.root && (flags & kWrites)) Stores(unit);
      if (node != unit.root && (flags & kEffect) && from != kNoNode) PassAssignment(unit, n.first, node);
      break;
    case NodeKind::kFunctionLiteral:
      if (flags & kEffect) TakeLiteral(unit, node);
      if ((flags & kWrites) && MayBeCalledHere(unit, node)) TakeFunction(SignatureOf(module, n.first), kWeak | kWrites);
      break;
    case NodeKind::kCall: Live(unit, *unit.FindCall(node)); break;
    case NodeKind::kAssign:
      if ((flags & kEffect) && from != kNoNode && from != n.first) PassAssignment(unit, n.first, node);
      break;
    case NodeKind::kIf:
      if (passing_by_) break;
      if (from == module.Child(node, 2) || from == module.Child(node, 3)) Condition(unit, module.Child(node, 1), flags);
      break;
    case NodeKind::kFor:
      if (passing_by_) break;
      if (from == module.Child(node, 3)) Condition(unit, module.Child(node, 1), flags);
      break;
    case NodeKind::kSwitch: {
      if (passing_by_) break;
      const NodeId tag = module.Child(node, 1);
      const bool tagged = module.At(tag).kind != NodeKind::kNone;
      const bool outer = std::exchange(weak_, true);
      if (tagged) Want(unit, tag);
      for (NodeId clause = module.At(tag).next; clause != kNoNode; clause = module.At(clause).next) {
        for (NodeId e = module.At(module.At(clause).first).first; e != kNoNode; e = module.At(e).next) {
          if (tagged) Want(unit, e);
          else Condition(unit, e, flags);
        }
      }
      weak_ = outer;
      break;
    }
    case NodeKind::kTypeSwitch: Want(unit, module.Child(node, 2)); break;
    case NodeKind::kBlock:
    case NodeKind::kCase:
      if (from != kNoNode && !passing_by_) PassBlock(unit, from, flags);
      break;
    default: break;
  }
}

// Something that matters is made on the right side: the variables that hold it are needed, errors are not.
void Propagation::PassAssignment(Unit& unit, NodeId names, NodeId node) {
  const Module& module = *unit.module;
  for (NodeId target = module.At(names).first; target != kNoNode; target = module.At(target).next) {
    const std::string_view name = module.Text(target);
    if (module.At(target).kind != NodeKind::kName || name.starts_with("err")) continue;
    if (unit.Find(name, module.At(node).end) != nullptr) NeedName(unit, name);
  }
}

// False for a function literal that is called where it stands, or that only code outside the tree gets.
bool Propagation::MayBeCalledHere(Unit& unit, NodeId function) {
  const Module& module = *unit.module;
  NodeId parent = ParentOf(unit, function);
  while (module.At(parent).kind == NodeKind::kParenthesis) function = parent, parent = ParentOf(unit, function);
  if (module.At(parent).kind != NodeKind::kCall) return true;
  if (module.At(parent).first == function) return false;
  const Call* call = unit.FindCall(parent);
  return call->callee != Callee::kOutside && call->callee != Callee::kLibrary;
}

// What stands around a statement that runs: the way out at the end of its block, and the ways out before it that decide
// whether it is reached.
void Propagation::PassBlock(Unit& unit, NodeId statement, uint16_t flags) {
  const Module& module = *unit.module;
  const uint16_t inner = flags & (kWeak | kStrong);
  const NodeId block = ParentOf(unit, statement);
  NodeId first = module.At(block).first;
  if (module.At(block).kind == NodeKind::kCase && first != kNoNode) first = module.At(first).next;
  for (NodeId s = first; s != kNoNode && s != statement; s = module.At(s).next) {
    if (module.At(s).kind != NodeKind::kIf || (FlagsAt(unit, s) & kDone)) continue;
    FlagsAt(unit, s) |= kDone;
    if (!Decides(unit, module.Child(s, 1))) continue;
    const NodeId last = LastOf(module, module.Child(s, 2));
    if (last != kNoNode && IsJump(module.At(last))) Mark(unit, last, kStrong);
  }
  PassLabelled(unit, block, statement);
  const NodeId last = LastOf(module, block);
  if (last != kNoNode && last != statement && IsJump(module.At(last))) Mark(unit, last, inner);
}

// outer: for ... { for ... { if kind == unwanted { continue outer } }; statement }
void Propagation::PassLabelled(Unit& unit, NodeId block, NodeId statement) {
  const Module& module = *unit.module;
  for (const NodeId jump : unit.labelled_jumps) {
    const Node& node = module.At(jump);
    if (node.begin < module.At(block).begin || node.begin >= module.At(statement).begin || (FlagsAt(unit, jump) & kDone)) continue;
    NodeId labelled = jump;
    const auto has_label = [&] { return module.At(labelled).kind == NodeKind::kLabeled && module.Text(module.At(labelled).first) == module.Text(node.first); };
    while (labelled != unit.root && labelled != kNoNode && !has_label()) labelled = ParentOf(unit, labelled);
    if (labelled == kNoNode || labelled == unit.root || module.At(labelled).begin > module.At(block).begin) continue;
    FlagsAt(unit, jump) |= kDone;
    const NodeId around = ParentOf(unit, ParentOf(unit, jump));
    if (module.At(around).kind != NodeKind::kIf || Decides(unit, module.Child(around, 1))) Mark(unit, jump, kStrong);
  }
}

// Conditions that tell apart the rows of a table or the kinds of a thing are worth evaluating wherever they stand; the others
// where a value hangs on them.
void Propagation::Condition(Unit& unit, NodeId condition, uint16_t flags) {
  if (unit.module->At(condition).kind == NodeKind::kNone) return;
  const bool outer = std::exchange(weak_, true);
  if (flags & kStrong) Want(unit, condition);
  else WeakCondition(unit, condition);
  weak_ = outer;
}

void Propagation::WeakCondition(Unit& unit, NodeId condition) {
  const Module& module = *unit.module;
  if (FlagsAt(unit, condition) & kAsked) return;
  if (Decides(unit, condition)) return Want(unit, condition);
  std::vector<NodeId> stack = {condition};
  while (!stack.empty()) {
    const NodeId id = stack.back();
    stack.pop_back();
    const Node& node = module.At(id);
    if (node.kind == NodeKind::kName) {
      const std::string_view name = module.Text(node);
      if (unit.Needs(name)) return Want(unit, condition);
      if (unit.Find(name, node.begin) != nullptr) unit.weak_conditions.emplace_back(name, condition);
    }
    if (node.kind == NodeKind::kLiteral || node.kind == NodeKind::kFunctionLiteral) continue;
    for (NodeId c = node.first; c != kNoNode; c = module.At(c).next) stack.push_back(c);
  }
}

// kind == "fan", row.histogram, strings.HasPrefix(name, "x"), !enabled, registerer == nil; not: err != nil, len(x) > 0, s.ready().
bool Propagation::Decides(Unit& unit, NodeId id, int depth) {
  const Module& module = *unit.module;
  const Node& node = module.At(id);
  if (depth > 20) return false;
  switch (node.kind) {
    case NodeKind::kName:
    case NodeKind::kMember:
    case NodeKind::kDereference: return true;
    case NodeKind::kParenthesis: return Decides(unit, node.first, depth + 1);
    case NodeKind::kUnary: return node.op == Operator::kNot && Decides(unit, node.first, depth + 1);
    case NodeKind::kBinary: {
      const NodeId right = module.At(node.first).next;
      if (node.op == Operator::kLogicalAnd || node.op == Operator::kLogicalOr) return Decides(unit, node.first, depth + 1) || Decides(unit, right, depth + 1);
      if (node.op != Operator::kEqual && node.op != Operator::kNotEqual) return false;
      const Node& other = module.At(right);
      if (other.kind == NodeKind::kLiteral) return other.op == Operator::kString;
      const Type* type = other.kind == NodeKind::kName && module.Text(other) == "nil" ? resolver_.TypeOf(unit, node.first) : nullptr;
      if (type != nullptr && type->kind == Type::Kind::kExternal && libraries::IsRegistererType(type->path, type->name)) return true;
      return (other.kind == NodeKind::kName && module.Text(other) != "nil") || other.kind == NodeKind::kMember;
    }
    case NodeKind::kCall: {
      const Node& callee = module.At(node.first);
      if (callee.kind != NodeKind::kMember) return false;
      const std::string_view name = module.Text(module.At(callee.first).next);  // c.Bool("wifi"), viper.GetBool("wifi")
      const NodeId argument = module.At(node.first).next;
      const bool asks_for_flag = (name == "Bool" || name == "GetBool") && argument != kNoNode && module.At(argument).next == kNoNode;
      return asks_for_flag || resolver_.PackageOf(unit, callee.first) == "strings";
    }
    default: return false;
  }
}

void Propagation::Matters(Unit& unit) {
  if (unit.matters) return;
  unit.matters = true;
  ReachCallers(unit);
  ReachStoring(unit);
  MarkInstances(unit);
}

// Who calls a function matters as far as arguments do: without any that can tell callers apart it is the same whoever calls it, and
// is run by itself.
void Propagation::ReachCallers(Unit& unit) {
  if (!unit.matters || !unit.context || unit.called || !unit.IsFunction()) return;
  unit.called = true;
  MarkUsers(unit, kWeak | kEffect);
}

// Whoever calls the function by its name, takes it as a value, or calls such a value.
void Propagation::MarkUsers(Unit& unit, uint16_t flags) {
  const bool outer = std::exchange(telling_, true);
  for (const auto& [caller, call] : callers_[unit.symbol]) Post(Task::Kind::kMark, *caller, call, flags);
  const auto& users = references_[unit.symbol];
  for (const auto& [user, reference] : users) {
    Post(Task::Kind::kMark, *user, reference, flags);
    Post(Task::Kind::kWant, *user, reference);
  }
  if (std::any_of(users.begin(), users.end(), [&](const Site& site) { return MayBeCalledHere(*site.first, site.second); })) {
    TakeFunction(SignatureOf(*unit.module, unit.module->Child(unit.root, 3)), flags);
  }
  telling_ = outer;
}

// It stores what somebody needs: a call of it is worth running wherever its caller runs anyway.
void Propagation::Stores(Unit& unit) {
  if (unit.stores) return;
  unit.stores = unit.IsFunction() || in_exposition_;
  unit.makes_registerer = unit.makes_registerer || (in_exposition_ && unit.IsFunction());
  if (!unit.IsFunction()) return;
  for (const auto& [caller, call] : callers_[unit.symbol]) Post(Task::Kind::kMark, *caller, call, kWeak | kWrites);
  ReachStoring(unit);
}

// It stores what it makes (c.pending = prometheus.NewDesc(...)): whoever calls it as a value, too. Others that store are too many.
void Propagation::ReachStoring(Unit& unit) {
  if (unit.stores && unit.matters) MarkUsers(unit, kWeak | kWrites);
}

void Propagation::TakeLiteral(Unit& unit, NodeId literal) {
  const uint16_t flags = FlagsAt(unit, literal);
  if (!(flags & kEffect) || !MayBeCalledHere(unit, literal)) return;
  if (!(flags & kContext)) {
    // At a scrape; following every callback takes half as long again on thanos, and finds nothing more.
    const bool shows = std::any_of(unit.definitions.begin(), unit.definitions.end(), [&](const Definition& definition) {
      return definition.kind == Definition::Kind::kParameter && TakesSamples(types_.Resolve(*unit.module, definition.type));
    });
    if (shows) MarkCallsOf(unit, literal);
    return;
  }
  TakeFunction(SignatureOf(*unit.module, unit.module->At(literal).first), kWeak | kEffect);
}

// Somebody may call a function value that matters: every call of a function value of its type may be it.
void Propagation::TakeFunction(const std::string& signature, uint16_t flags) {
  if (!taken_.emplace(signature, flags).second) return;
  const bool outer = std::exchange(telling_, true);
  for (const auto& [unit, call] : value_calls_[signature]) Post(Task::Kind::kMark, *unit, call, flags);
  telling_ = outer;
}

// A method that matters and needs its receiver: whoever makes the receiver matters too, whether or not a call is seen.
void Propagation::MarkInstances(const Unit& method) {
  if (!method.matters || !method.receiver || method.symbol->receiver.empty()) return;
  const Symbol* type = types_.FindSymbol(*method.symbol->package, method.symbol->receiver, method.symbol->module);
  if (type == nullptr) return;
  for (const Symbol* variant : types_.VariantsFor(type, *method.symbol->module)) MarkInstancesOf(variant);
}

void Propagation::MarkInstancesOf(const Symbol* type) {
  const bool outer = std::exchange(telling_, true);
  for (const auto& [unit, composite] : instances_[type]) {
    Post(Task::Kind::kMark, *unit, composite, kWeak | kEffect);
    if (!unit->module->makes_objects || unit->symbol == nullptr) continue;
    // There the literal stands in a function of its own, which every constructor calls. One that fills the object with what it is given
    // matters; the others are the same whoever calls them.
    const std::string_view make = unit->symbol->name;
    for (const auto& [caller, call] : callers_[unit->symbol]) {
      if (caller->symbol == nullptr || caller->symbol->name.substr(0, make.rfind('/')) != make.substr(0, make.rfind('/'))) continue;
      caller->makes = call;
      if (caller->context) Post(Task::Kind::kMark, *caller, call, kWeak | kEffect);
    }
  }
  telling_ = outer;
}

}  // namespace mdg::slice
