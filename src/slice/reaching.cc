// Which of the texts a local name is given come to a place (reaching definitions, on the tree instead of a flow graph).
//
//     kind := "other"; if a { kind = "a" } else if b { kind = "b" }; f(kind)     all three
//     kind := "";      if a { kind = "a" } else      { kind = "b" }; f(kind)     a, b
//     kind := "a"; f(kind); kind = "b"; g(kind)                                  a for f, b for g
//     defer func() { f(kind) }()                                                 any the function sets
//
// In: a name at a place. Out: texts, through texts.cc. A name that is declared twice, changed in a function literal or by `+=`, or tested
// on the way to the place gives nothing: better no value than one that cannot be. See texts.h.
#include <algorithm>

#include "slice/texts.h"

namespace mdg::slice {

namespace {

// The statements of a block or clause.
NodeId FirstStatement(const Module& module, NodeId block) {
  const NodeId first = module.At(block).first;
  return module.At(block).kind == NodeKind::kCase && first != kNoNode ? module.At(first).next : first;
}

bool Leaves(const Module& module, NodeId statement) {
  const Node& node = module.At(statement);
  if (node.kind == NodeKind::kReturn || (node.kind == NodeKind::kBranch && node.op != Operator::kFallthrough)) return true;
  if (node.kind != NodeKind::kCall) return false;
  const std::string_view callee = module.Text(node.first);
  return callee == "panic" || callee == "os.Exit" || callee.find(".Fatal") != std::string_view::npos;
}

bool LeavesAtEnd(const Module& module, NodeId block) {
  NodeId last = kNoNode;
  for (NodeId s = FirstStatement(module, block); s != kNoNode; s = module.At(s).next) last = s;
  return last != kNoNode && Leaves(module, last);
}

bool LeavesSomewhere(const Module& module, NodeId statement) {
  std::vector<NodeId> stack = {statement};
  while (!stack.empty()) {
    const NodeId id = stack.back();
    stack.pop_back();
    if (Leaves(module, id)) return true;
    if (module.At(id).kind == NodeKind::kLiteral || module.At(id).kind == NodeKind::kFunctionLiteral) continue;
    for (NodeId c = module.At(id).first; c != kNoNode; c = module.At(c).next) stack.push_back(c);
  }
  return false;
}

bool IsBlock(const Module& module, NodeId id) { return module.At(id).kind == NodeKind::kBlock || module.At(id).kind == NodeKind::kCase; }

}  // namespace

bool Texts::Contains(const Module& module, NodeId outer, NodeId inner) {
  return module.At(outer).begin <= module.At(inner).begin && module.At(inner).end <= module.At(outer).end;
}

NodeId Texts::LiteralAround(Unit& unit, NodeId node) const {
  while (node != unit.root && node != kNoNode && unit.module->At(node).kind != NodeKind::kFunctionLiteral) node = ParentOf(unit, node);
  return node == unit.root ? kNoNode : node;
}

// if condition { place }     if !condition { return }; place
bool Texts::Holds(Unit& unit, NodeId place, std::string_view condition) const {
  const Module& module = *unit.module;
  const bool compares = condition.ends_with(" == nil");
  const std::string opposite = compares ? std::string(condition.substr(0, condition.size() - 7)) + " != nil" : "!" + std::string(condition);
  for (NodeId id = place; id != unit.root; id = ParentOf(unit, id)) {
    const NodeId parent = ParentOf(unit, id);
    if (module.At(id).kind == NodeKind::kFunctionLiteral) return false;
    if (module.At(parent).kind == NodeKind::kIf) {
      const std::string_view text = module.Text(module.Child(parent, 1));
      if ((text == condition && id == module.Child(parent, 2)) || (text == opposite && id == module.Child(parent, 3))) return true;
    }
    if (!IsBlock(module, parent)) continue;
    for (NodeId before = FirstStatement(module, parent); before != kNoNode && before != id; before = module.At(before).next) {
      if (module.At(before).kind != NodeKind::kIf || module.Text(module.Child(before, 1)) != opposite) continue;
      if (LeavesAtEnd(module, module.Child(before, 2))) return true;
    }
  }
  return false;
}

bool Texts::Mentions(const Module& module, NodeId expression, std::string_view name) const {
  std::vector<NodeId> stack = {expression};
  while (!stack.empty()) {
    const NodeId id = stack.back();
    stack.pop_back();
    const Node& node = module.At(id);
    if (node.kind == NodeKind::kName && module.Text(node) == name) return true;
    if (node.kind == NodeKind::kLiteral) continue;
    for (NodeId c = node.first; c != kNoNode; c = module.At(c).next) stack.push_back(c);
  }
  return false;
}

// An if, switch or loop of which the condition, or one inside it, is about the name.
bool Texts::DecidesBy(const Module& module, NodeId statement, std::string_view name) const {
  std::vector<NodeId> stack = {statement};
  while (!stack.empty()) {
    const NodeId id = stack.back();
    stack.pop_back();
    const Node& node = module.At(id);
    if ((node.kind == NodeKind::kIf || node.kind == NodeKind::kSwitch || node.kind == NodeKind::kFor) && Mentions(module, module.Child(id, 1), name)) return true;
    if (node.kind == NodeKind::kCase && Mentions(module, node.first, name)) return true;
    if (node.kind == NodeKind::kLiteral) continue;
    for (NodeId c = node.first; c != kNoNode; c = module.At(c).next) stack.push_back(c);
  }
  return false;
}

// The innermost clause `case "a", "b":` around the place of a switch on the name itself.
NodeId Texts::ClauseAbout(Unit& unit, NodeId place, std::string_view name) const {
  const Module& module = *unit.module;
  for (NodeId id = place; id != unit.root; id = ParentOf(unit, id)) {
    const NodeId parent = ParentOf(unit, id);
    if (module.At(id).kind == NodeKind::kFunctionLiteral) return kNoNode;
    if (module.At(id).kind == NodeKind::kIf && Mentions(module, module.Child(id, 1), name)) return kNoNode;
    if (module.At(id).kind != NodeKind::kCase || module.At(parent).kind != NodeKind::kSwitch) continue;
    if (module.Text(module.Child(parent, 1)) == name) return module.At(id).flags & kDefault ? kNoNode : id;
  }
  return kNoNode;
}

// Whether the place is only reached with some of the values of the name: a condition around it, or a way out before it.
bool Texts::IsTested(Unit& unit, NodeId place, std::string_view name, NodeId counting) const {
  const Module& module = *unit.module;
  for (NodeId id = place; id != unit.root; id = ParentOf(unit, id)) {
    const NodeId parent = ParentOf(unit, id);
    const Node& node = module.At(parent);
    const bool in_branch = node.kind == NodeKind::kIf && id != node.first && id != module.Child(parent, 1);
    if ((in_branch || (node.kind == NodeKind::kFor && parent != counting)) && Mentions(module, module.Child(parent, 1), name)) return true;
    if (node.kind == NodeKind::kSwitch && module.At(id).kind == NodeKind::kCase) {
      if (Mentions(module, module.Child(parent, 1), name)) return true;
      for (NodeId clause = module.At(module.Child(parent, 1)).next; clause != kNoNode; clause = module.At(clause).next) {
        if (Mentions(module, module.At(clause).first, name)) return true;
      }
    }
    if (node.kind == NodeKind::kBinary && (node.op == Operator::kLogicalAnd || node.op == Operator::kLogicalOr) && id != node.first && Mentions(module, node.first, name)) return true;
    if (!IsBlock(module, parent)) continue;
    for (NodeId before = FirstStatement(module, parent); before != kNoNode && before != id; before = module.At(before).next) {
      if (DecidesBy(module, before, name) && LeavesSomewhere(module, before)) return true;
    }
  }
  return false;
}

// No way out lies between, and the two do not stand in different branches of one decision. Ways round a loop are not followed.
bool Texts::Reaches(Unit& unit, NodeId statement, NodeId place) const {
  const Module& module = *unit.module;
  NodeId id = statement;
  while (true) {
    const NodeId parent = ParentOf(unit, id);
    const Node& node = module.At(parent);
    if (Contains(module, parent, place)) {
      const bool decision = node.kind == NodeKind::kIf || node.kind == NodeKind::kSwitch || node.kind == NodeKind::kTypeSwitch || node.kind == NodeKind::kSelect;
      return !decision || id == node.first;  // what stands first is run before it is decided
    }
    if (IsBlock(module, parent) && LeavesAtEnd(module, parent)) return false;
    id = parent;
  }
}

Texts::Coming Texts::ComesTo(Unit& unit, NodeId statement, NodeId place) const {
  if (LiteralAround(unit, statement) != LiteralAround(unit, place)) return Coming::kUnknown;
  if (Contains(*unit.module, ParentOf(unit, statement), place)) return Coming::kAlways;
  return Reaches(unit, statement, place) ? Coming::kSometimes : Coming::kNever;
}

// Whichever way it goes, the name has another value after the statement, or what follows is not reached.
bool Texts::AlwaysSets(Unit& unit, NodeId id, std::string_view name) const {
  const Module& module = *unit.module;
  const Node& node = module.At(id);
  const auto any_in = [&](NodeId first) {
    for (NodeId s = first; s != kNoNode; s = module.At(s).next) {
      if (Leaves(module, s) || AlwaysSets(unit, s, name)) return true;
    }
    return false;
  };
  switch (node.kind) {
    case NodeKind::kAssign:
      for (NodeId target = module.At(node.first).first; target != kNoNode; target = module.At(target).next) {
        if (module.Text(target) == name) return true;
      }
      return false;
    case NodeKind::kBlock: return any_in(node.first);
    case NodeKind::kIf: {
      const NodeId otherwise = module.Child(id, 3);
      return otherwise != kNoNode && module.At(otherwise).kind != NodeKind::kNone && AlwaysSets(unit, module.Child(id, 2), name) && AlwaysSets(unit, otherwise, name);
    }
    case NodeKind::kSwitch:
    case NodeKind::kTypeSwitch: {
      bool has_default = false;
      NodeId clause = module.At(module.Child(id, node.kind == NodeKind::kSwitch ? 1 : 2)).next;
      for (; clause != kNoNode; clause = module.At(clause).next) {
        has_default = has_default || (module.At(clause).flags & kDefault);
        if (!any_in(FirstStatement(module, clause))) return false;
      }
      return has_default;
    }
    default: return false;
  }
}

// Something between the two sets the name anyway.
bool Texts::IsOverwritten(Unit& unit, NodeId statement, NodeId place, std::string_view name) const {
  const Module& module = *unit.module;
  const uint32_t after = module.At(statement).end, before = module.At(place).begin;
  for (const NodeId start : {statement, place}) {  // on the way up from both: one's last blocks, the other's
    for (NodeId id = start; id != unit.root; id = ParentOf(unit, id)) {
      const NodeId parent = ParentOf(unit, id);
      if (!IsBlock(module, parent)) continue;
      for (NodeId s = FirstStatement(module, parent); s != kNoNode; s = module.At(s).next) {
        if (module.At(s).begin >= after && module.At(s).end <= before && AlwaysSets(unit, s, name)) return true;
      }
    }
  }
  return false;
}

void Texts::AddLocal(Unit& unit, NodeId id, Way way, FoundTexts& found) {
  const Module& module = *unit.module;
  const std::string_view name = module.Text(id);
  const auto scope_of = [&](const Definition& definition) {
    const NodeId parent = ParentOf(unit, definition.statement);
    return module.At(parent).kind == NodeKind::kDeclarationGroup ? ParentOf(unit, parent) : parent;
  };
  const auto definitions = unit.DefinitionsOf(name);
  const Definition* declared = nullptr;
  for (const Definition& d : definitions) {
    const bool local = d.kind == Definition::Kind::kAssigned || d.kind == Definition::Kind::kDeclared;
    if (!d.declares || d.offset > module.At(id).begin) continue;
    if (!local) declared = nullptr;  // a parameter or loop variable of that name: not plain
    else if (Contains(module, scope_of(d), id)) declared = &d;
  }
  if (declared == nullptr) return;
  const NodeId scope = scope_of(*declared), literal = LiteralAround(unit, id);
  const bool captured = literal != LiteralAround(unit, declared->statement);
  const bool deferred = captured && IsDeferred(unit, literal);
  std::vector<const Definition*> reaching;
  for (const Definition& d : definitions) {
    if (d.offset < declared->offset || d.statement == kNoNode || !Contains(module, scope, d.statement)) continue;
    if (d.offset > module.At(id).begin && !captured) continue;
    const Node& statement = module.At(d.statement);
    const bool plain = &d == declared || (!d.declares && statement.kind == NodeKind::kAssign && !(statement.flags & kCompound));
    const bool beside = deferred && LiteralAround(unit, d.statement) == literal;  // in the function that is deferred
    if (!plain || (!beside && LiteralAround(unit, d.statement) != LiteralAround(unit, declared->statement))) return;
    if (captured && !deferred && &d != declared) return;
    if (beside && d.offset > module.At(id).begin) continue;
    if ((beside || !captured) && (!Reaches(unit, d.statement, id) || IsOverwritten(unit, d.statement, id, name))) continue;
    if (deferred && !beside && IsOverwritten(unit, module.At(literal).first, id, name)) continue;
    reaching.push_back(&d);
  }
  for (const Definition* d : reaching) {
    if (d->kind != Definition::Kind::kAssigned || d->value == kNoNode) continue;
    if (d->position < 0) Add(unit, d->value, way, found);
    else AddResult(unit, *d, id, way, found);
  }
}

// defer func() { ... }()
bool Texts::IsDeferred(Unit& unit, NodeId literal) const {
  const Module& module = *unit.module;
  const NodeId call = literal == kNoNode ? kNoNode : ParentOf(unit, literal);
  return call != kNoNode && module.At(call).kind == NodeKind::kCall && module.At(ParentOf(unit, call)).kind == NodeKind::kDefer;
}

// func run() (outcome string) { defer func() { f(outcome) }() ... return "ok" }: what is returned, and what is set where `return` stands alone.
void Texts::AddNamedResult(Unit& unit, NodeId id, int position, Way way, FoundTexts& found) {
  const Module& module = *unit.module;
  const NodeId literal = LiteralAround(unit, id);
  if (!IsDeferred(unit, literal) || LiteralAround(unit, ParentOf(unit, literal)) != kNoNode || way.constants) return;
  const auto definitions = unit.DefinitionsOf(module.Text(id));
  for (const Definition& d : definitions) {
    const bool plain = d.kind == Definition::Kind::kResult || (d.kind == Definition::Kind::kAssigned && !d.declares && d.position < 0 && !(module.At(d.statement).flags & kCompound));
    if (!plain || (d.statement != kNoNode && LiteralAround(unit, d.statement) != kNoNode)) return;
  }
  bool bare = false;
  for (const NodeId statement : unit.returns) {
    const NodeId first = module.At(statement).first;
    bare = bare || first == kNoNode;
    const bool one_call_for_all = first != kNoNode && position > 0 && module.At(first).next == kNoNode;
    const NodeId result = first == kNoNode || one_call_for_all ? kNoNode : module.Child(statement, position);
    if (result != kNoNode) Add(unit, result, way, found);
  }
  for (const Definition& d : definitions) {
    if (bare && d.kind == Definition::Kind::kAssigned && d.value != kNoNode) Add(unit, d.value, way, found);
  }
}

}  // namespace mdg::slice
