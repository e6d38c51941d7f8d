// Gauges that are set to 0 and 1 and to nothing else.
//
//     ready: prometheus.NewGauge(opts)      m.ready.Set(0)      m.ready.WithLabelValues(zone).Set(asNumber(open))
//
// In: constructions, and all of their package. Out: answers() of each whose gauge stays where it can be followed by its name alone. Fields
// of one name are not told apart, nor are variables: what is called the same in the package has a say, too. Deliberately silent where
// the gauge goes anywhere else: through a call, into another variable, out of the package.
#include <cctype>
#include <map>
#include <set>

#include "slice/propagation.h"

namespace mdg::slice {

namespace {

using Names = std::map<Propagation::Kept, uint8_t>;

bool IsLocalToItsPackage(std::string_view name, const Package& package) {
  if (name.empty() || name == "_") return false;
  const auto first = static_cast<unsigned char>(name[0]);
  return package.name == "main" || first == '_' || std::islower(first) != 0;
}

bool GivesOneOfVector(std::string_view method) { return method == "WithLabelValues" || method == "With"; }

// What neither gives a gauge a value nor hands it on to somebody who may.
bool LeavesAsItIs(std::string_view method) {
  static const std::set<std::string_view> kMethods = {"Describe", "Collect", "Desc", "Write", "Delete", "DeleteLabelValues", "DeletePartialMatch", "Reset"};
  return kMethods.contains(method);
}

// []prometheus.Collector{m.ready, m.open}
bool IsListOfCollectors(const Module& module, NodeId composite) {
  const Node& type = module.At(module.At(composite).first);
  if (type.kind != NodeKind::kArrayType) return false;
  const NodeId element = module.At(type.first).next;
  return module.At(element).kind == NodeKind::kMember && module.Text(module.Child(element, 1)) == "Collector";
}

// Where `root` and what is in it mention one of the names.
std::vector<std::pair<NodeId, Propagation::Kept>> MentionsIn(const Module& module, NodeId root, const Names& names) {
  std::vector<std::pair<NodeId, Propagation::Kept>> mentions;
  std::vector<NodeId> stack = {root};
  while (!stack.empty()) {
    const NodeId id = stack.back();
    stack.pop_back();
    const Node& node = module.At(id);
    if (node.kind == NodeKind::kLiteral) continue;  // has a text where others have children
    const bool member = node.kind == NodeKind::kMember;
    const NodeId name = member ? module.At(node.first).next : node.kind == NodeKind::kName ? id : kNoNode;
    const Propagation::Kept kept{member, name == kNoNode ? std::string_view() : module.Text(name)};
    if (names.contains(kept)) mentions.emplace_back(id, kept);
    for (NodeId c = node.first; c != kNoNode; c = module.At(c).next) {
      if (!member || c == node.first) stack.push_back(c);
    }
  }
  return mentions;
}

}  // namespace

// The variable or field the gauge goes into right where it is made; no name when it goes elsewhere.
Propagation::Kept Propagation::KeptAs(const Module& module, NodeId construction) const {
  const auto& parents = parents_[module.number];
  const NodeId parent = parents[construction];
  const Node& above = module.At(parent);
  if (above.kind == NodeKind::kKeyValue) {
    const bool keyed = module.At(above.first).kind == NodeKind::kName && module.At(module.At(parents[parent]).first).kind != NodeKind::kMapType;
    return {true, keyed ? module.Text(above.first) : std::string_view()};
  }
  if (above.kind != NodeKind::kExpressionList || above.first != construction || module.At(construction).next != kNoNode) return {};
  const NodeId statement = parents[parent];
  if (module.At(statement).kind != NodeKind::kAssign && module.At(statement).kind != NodeKind::kVariable) return {};
  const NodeId target = module.At(module.At(statement).first).first;
  if (target == kNoNode || module.At(target).next != kNoNode) return {};
  if (module.At(target).kind == NodeKind::kName) return {false, module.Text(target)};
  return {true, module.At(target).kind == NodeKind::kMember ? module.Text(module.Child(target, 1)) : std::string_view()};
}

// What a gauge may be set to where it is mentioned; 0: to nothing.
uint8_t Propagation::AnswersOfMention(Unit& unit, NodeId mention) {
  const Module& module = *unit.module;
  for (NodeId at = mention;;) {
    const NodeId parent = ParentOf(unit, at), above = ParentOf(unit, parent);
    const Node& node = module.At(parent);
    switch (node.kind) {
      case NodeKind::kParenthesis: at = parent; continue;
      case NodeKind::kNameList: return 0;                                              // where it is declared
      case NodeKind::kKeyValue: return at == mention && node.first == at ? 0 : kOthers;  // field: value
      case NodeKind::kExpressionList: {
        const Node& statement = module.At(above);
        return at == mention && statement.kind == NodeKind::kAssign && statement.first == parent ? 0 : kOthers;
      }
      case NodeKind::kComposite: return at == mention && node.first != at && IsListOfCollectors(module, parent) ? 0 : kOthers;
      case NodeKind::kCall: {
        const Call* call = unit.FindCall(parent);
        const bool registers = call != nullptr && call->callee == Callee::kLibrary && call->row.function->action == libraries::Action::kRegister;
        return registers && node.first != at ? 0 : kOthers;
      }
      case NodeKind::kMember: break;
      default: return kOthers;
    }
    const std::string_view method = module.Text(module.Child(parent, 1));
    if (module.At(above).kind != NodeKind::kCall || module.At(above).first != parent) return kOthers;
    const NodeId argument = node.next;
    if (method == "Set" && argument != kNoNode) return AnswersOf(unit, argument);
    if (LeavesAsItIs(method)) return 0;
    if (!GivesOneOfVector(method)) return kOthers;
    at = above;
  }
}

void Propagation::FindSetGauges() {
  struct Made {
    const Module* module;
    NodeId call;
    Kept kept;
  };
  std::map<const Package*, std::pair<Names, std::vector<Made>>> found;
  for (Unit& unit : units_) {
    if (unit.module->language != "go") continue;
    for (const Call& call : unit.calls) {
      if (call.callee != Callee::kLibrary || call.row.function->action != libraries::Action::kConstruct || call.row.function->type != MetricType::kGauge) continue;
      const Kept kept = KeptAs(*unit.module, call.node);
      if (!IsLocalToItsPackage(kept.second, *unit.symbol->package)) continue;
      auto& [names, made] = found[unit.symbol->package];
      names[kept] = 0;
      made.push_back({unit.module, call.node, kept});
    }
  }
  for (Unit& unit : units_) {
    const auto package = found.find(unit.symbol->package);
    if (package == found.end()) continue;
    Names& names = package->second.first;
    for (const auto& [mention, kept] : MentionsIn(*unit.module, unit.root, names)) {
      uint8_t& seen = names[kept];
      if ((seen & kOthers) == 0) seen |= AnswersOfMention(unit, mention);
    }
  }
  for (const auto& [package, gauges] : found) {
    for (const Made& made : gauges.second) {
      if (gauges.first.at(made.kept) == (kZero | kOne)) answers_[{made.module, made.module->At(made.call).begin}] = {true, true};
    }
  }
}

}  // namespace mdg::slice
