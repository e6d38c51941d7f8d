// In: a declaration. Out: its Unit, by one walk over its nodes. See units.h.
#include "slice/units.h"

#include <algorithm>

namespace mdg::slice {

namespace {

class Collector {
 public:
  Collector(Unit& unit, const std::vector<NodeId>& parents) : unit_(unit), module_(*unit.module), parents_(parents) {}

  void Run() {
    if (unit_.IsFunction()) Signature();
    std::vector<NodeId> stack = {unit_.root};
    while (!stack.empty()) {
      const NodeId id = stack.back();
      stack.pop_back();
      Visit(id, module_.At(id));
      if (module_.At(id).kind == NodeKind::kLiteral) continue;  // `first` of a decoded literal is no child
      const size_t below = stack.size();
      for (NodeId c = module_.At(id).first; c != kNoNode; c = module_.At(c).next) stack.push_back(c);
      std::reverse(stack.begin() + static_cast<std::ptrdiff_t>(below), stack.end());
    }
    MoveForeignNames();
    auto by_name = [](const Definition& a, const Definition& b) { return a.name != b.name ? IsBefore(a.name, b.name) : a.offset < b.offset; };
    std::stable_sort(unit_.definitions.begin(), unit_.definitions.end(), by_name);
    std::sort(unit_.calls.begin(), unit_.calls.end(), [](const Call& a, const Call& b) { return a.node < b.node; });
    unit_.definitions.shrink_to_fit();  // there are many units, and these are most of them
    unit_.calls.shrink_to_fit();
    std::sort(unit_.elided.begin(), unit_.elided.end(), [](const Elided& a, const Elided& b) { return a.composite < b.composite; });
  }

 private:
  void Define(NodeId name, Definition definition) {
    definition.name = module_.Text(name);
    if (definition.name == "_" || module_.At(name).kind != NodeKind::kName) return;
    if (definition.statement != kNoNode && definition.end == kToTheEnd) definition.end = EndOfBlock(definition.statement);
    unit_.definitions.push_back(definition);
  }

  // Where what a statement declares ends: of a loop, an if or a switch, what it declares itself is within it.
  uint32_t EndOfBlock(NodeId id) const {
    for (; id != unit_.root && id != kNoNode; id = parents_[id]) {
      switch (module_.At(id).kind) {
        case NodeKind::kBlock:
        case NodeKind::kCase:
        case NodeKind::kIf:
        case NodeKind::kFor:
        case NodeKind::kRange:
        case NodeKind::kSwitch:
        case NodeKind::kTypeSwitch:
        case NodeKind::kFunctionLiteral: return module_.At(id).end;
        default: break;
      }
    }
    return kToTheEnd;
  }

  // Names that are assigned to but declared nowhere in here are variables of the package.
  void MoveForeignNames() {
    std::vector<std::string_view> declared;
    for (const Definition& d : unit_.definitions) {
      if (d.declares) declared.push_back(d.name);
    }
    std::sort(declared.begin(), declared.end(), IsBefore);
    std::erase_if(unit_.definitions, [&](const Definition& d) {
      if (d.declares || std::binary_search(declared.begin(), declared.end(), d.name, IsBefore)) return false;
      unit_.writes.push_back({d.statement, d.target, d.value, d.position});
      return true;
    });
  }

  void Fields(NodeId list, Definition::Kind kind, uint32_t end = kToTheEnd) {
    int position = 0;
    for (NodeId field = module_.At(list).first; field != kNoNode; field = module_.At(field).next) {
      NodeId name = module_.At(module_.Child(field, 1)).next;
      if (name == kNoNode) ++position;
      for (; name != kNoNode; name = module_.At(name).next, ++position) {
        Define(name, {.offset = module_.At(name).begin, .end = end, .kind = kind, .position = position, .type = module_.At(field).first});
      }
    }
  }

  void Signature() {
    Fields(module_.Child(unit_.root, 0), Definition::Kind::kReceiver);
    const NodeId type = module_.Child(unit_.root, 3);
    Fields(module_.Child(type, 0), Definition::Kind::kParameter);
    Fields(module_.Child(type, 1), Definition::Kind::kResult);
  }

  void Target(NodeId statement, NodeId target, NodeId value, int position, bool declares) {
    const uint32_t offset = module_.At(statement).end;
    while (module_.At(target).kind == NodeKind::kParenthesis) target = module_.At(target).first;
    if (module_.At(target).kind == NodeKind::kName) {
      Define(target, {.offset = offset, .position = position, .statement = statement, .value = value,
                      .target = target, .declares = declares});
    } else {
      unit_.writes.push_back({statement, target, value, position});
    }
  }

  void Assignment(NodeId id) {
    const NodeId left = module_.At(id).first, right = module_.At(left).next;
    NodeId target = module_.At(left).first, value = module_.At(right).first;
    const bool tuple = target != kNoNode && module_.At(target).next != kNoNode && value != kNoNode && module_.At(value).next == kNoNode;
    for (int position = 0; target != kNoNode; target = module_.At(target).next, ++position) {
      Target(id, target, value, tuple ? position : -1, module_.At(id).op == Operator::kDefine);
      if (!tuple && value != kNoNode) value = module_.At(value).next;
    }
  }

  void Variables(NodeId id) {
    const NodeId names = module_.At(id).first, type = module_.Child(id, 1), values = module_.Child(id, 2);
    NodeId name = module_.At(names).first, value = module_.At(values).first;
    const bool typed = module_.At(type).kind != NodeKind::kNone;
    const bool tuple = name != kNoNode && module_.At(name).next != kNoNode && value != kNoNode && module_.At(value).next == kNoNode;
    for (int position = 0; name != kNoNode; name = module_.At(name).next, ++position) {
      Define(name, {.offset = module_.At(id).end,
                    .kind = value == kNoNode ? Definition::Kind::kDeclared : Definition::Kind::kAssigned,
                    .position = tuple ? position : -1, .statement = id, .value = value, .type = typed ? type : kNoNode});
      if (!tuple && value != kNoNode) value = module_.At(value).next;
    }
  }

  // Return statements of the function itself: no literal stands between.
  bool IsOwn(NodeId id) const {
    for (; id != unit_.root && id != kNoNode; id = parents_[id]) {
      if (module_.At(id).kind == NodeKind::kFunctionLiteral) return false;
    }
    return true;
  }

  // The bound name is another in each case, and of the type the case asks for.
  void TypeSwitch(NodeId id) {
    const NodeId bound = module_.Child(id, 1), subject = module_.Child(id, 2);
    if (module_.At(bound).kind != NodeKind::kName) return;
    Define(bound, {.offset = module_.At(subject).end, .kind = Definition::Kind::kBound, .statement = id, .value = subject});
    for (NodeId clause = module_.At(subject).next; clause != kNoNode; clause = module_.At(clause).next) {
      const NodeId type = module_.At(module_.At(clause).first).first;
      if (type == kNoNode || module_.At(type).next != kNoNode) continue;
      Define(bound, {.offset = module_.At(clause).begin, .end = module_.At(clause).end, .kind = Definition::Kind::kBound, .statement = id, .value = subject, .type = type});
    }
  }

  void Visit(NodeId id, const Node& node) {
    switch (node.kind) {
      case NodeKind::kCall: unit_.calls.push_back({.node = id}); break;
      case NodeKind::kAssign: Assignment(id); break;
      case NodeKind::kIncrement: Target(id, node.first, kNoNode, -1, false); break;
      case NodeKind::kVariable:
      case NodeKind::kConstant:
        if (id != unit_.root) Variables(id);
        break;
      case NodeKind::kRange: {
        const NodeId key = node.first, value = module_.At(key).next, subject = module_.At(value).next;
        const uint32_t offset = module_.At(subject).end;
        if (module_.At(key).kind == NodeKind::kName) Define(key, {.offset = offset, .kind = Definition::Kind::kRangeKey, .statement = id, .value = subject});
        if (module_.At(value).kind == NodeKind::kName) Define(value, {.offset = offset, .kind = Definition::Kind::kRangeValue, .statement = id, .value = subject});
        break;
      }
      case NodeKind::kTypeSwitch: TypeSwitch(id); break;
      case NodeKind::kFunctionLiteral: {
        const NodeId type = node.first;
        Fields(module_.Child(type, 0), Definition::Kind::kLiteralParameter, node.end);
        Fields(module_.Child(type, 1), Definition::Kind::kLiteralParameter, node.end);
        break;
      }
      case NodeKind::kReturn:
        if (IsOwn(id)) unit_.returns.push_back(id);
        break;
      case NodeKind::kSend: unit_.sends.push_back(id); break;
      case NodeKind::kBranch:
        if (node.op != Operator::kGoto && module_.At(node.first).kind == NodeKind::kName) unit_.labelled_jumps.push_back(id);
        break;
      case NodeKind::kComposite: Composite(id, node); break;
      case NodeKind::kUnary:
        if (node.op == Operator::kAddressOf) unit_.addresses.push_back(id);
        break;
      case NodeKind::kName:
      case NodeKind::kMember: Reference(id, node); break;
      default: break;
    }
  }

  void Composite(NodeId id, const Node& node) {
    unit_.composites.push_back(id);
    if (module_.At(node.first).kind != NodeKind::kNone) return;
    const NodeId above = parents_[id];
    const bool is_keyed = module_.At(above).kind == NodeKind::kKeyValue;
    unit_.elided.push_back({id, is_keyed ? parents_[above] : above, is_keyed && module_.At(above).first == id});
  }

  void Reference(NodeId id, const Node& node) {
    NodeId whole = id;
    while (module_.At(parents_[whole]).kind == NodeKind::kParenthesis) whole = parents_[whole];
    const Node& above = module_.At(parents_[whole]);
    if (above.kind == NodeKind::kCall && above.first == whole) return;
    if (above.kind == NodeKind::kMember || above.kind == NodeKind::kField || above.kind == NodeKind::kNameList) return;
    if (above.kind == NodeKind::kFunction) return;  // its own name
    if (above.kind == NodeKind::kKeyValue && above.first == id && node.kind == NodeKind::kName) return;
    unit_.references.push_back(id);
  }

  Unit& unit_;
  const Module& module_;
  const std::vector<NodeId>& parents_;
};

}  // namespace

std::span<Definition> Unit::DefinitionsOf(std::string_view name) {
  auto begin = std::lower_bound(definitions.begin(), definitions.end(), name, [](const Definition& d, std::string_view n) { return IsBefore(d.name, n); });
  auto end = begin;
  while (end != definitions.end() && end->name == name) ++end;
  return {begin, end};
}

Definition* Unit::Find(std::string_view name, uint32_t offset, bool declares) {
  Definition* best = nullptr;
  for (Definition& definition : DefinitionsOf(name)) {
    if (definition.offset > offset) break;
    if (offset <= definition.end && (definition.declares || !declares)) best = &definition;
  }
  return best;
}

Call* Unit::FindCall(NodeId node) {
  auto found = std::lower_bound(calls.begin(), calls.end(), node, [](const Call& c, NodeId n) { return c.node < n; });
  return found != calls.end() && found->node == node ? &*found : nullptr;
}

const Elided* Unit::FindElided(NodeId composite) const {
  auto found = std::lower_bound(elided.begin(), elided.end(), composite, [](const Elided& e, NodeId n) { return e.composite < n; });
  return found != elided.end() && found->composite == composite ? &*found : nullptr;
}

bool Unit::Need(std::string_view name, bool tells) {
  bool added = false;
  const auto add = [&](std::vector<std::string_view>& names) {
    const auto at = std::lower_bound(names.begin(), names.end(), name, IsBefore);
    if (at != names.end() && *at == name) return;
    names.insert(at, name);
    added = true;
  };
  add(needed);
  if (tells) add(telling);
  return added;
}

bool Unit::Needs(std::string_view name) const { return std::binary_search(needed.begin(), needed.end(), name, IsBefore); }

bool Unit::NeedsToTell(std::string_view name) const { return std::binary_search(telling.begin(), telling.end(), name, IsBefore); }

std::vector<NodeId> FindParents(const Module& module) {
  std::vector<NodeId> parents(module.nodes.size(), kNoNode);
  for (NodeId id = 1; id < module.nodes.size(); ++id) {
    if (module.At(id).kind == NodeKind::kLiteral) continue;
    for (NodeId c = module.At(id).first; c != kNoNode; c = module.At(c).next) parents[c] = id;
  }
  return parents;
}

NodeId WithoutParentheses(const Module& module, NodeId expression) {
  while (module.At(expression).kind == NodeKind::kParenthesis) expression = module.At(expression).first;
  return expression;
}

Unit MakeUnit(const Symbol* symbol, const std::vector<NodeId>& parents) {
  Unit unit;
  unit.symbol = symbol;
  unit.module = symbol->module;
  unit.root = symbol->node;
  Collector(unit, parents).Run();
  return unit;
}

}  // namespace mdg::slice
