// In: calls that give a sample its number. Out: whether that is 0 or 1, told by the text alone: written there, kept in a local variable that
// gets nothing else, or what a function returns that returns nothing else. See propagation.h. Deliberately not evaluated: what is measured is
// made of all a program does. Gauges that are set: set_gauges.cc.
#include <algorithm>

#include "slice/propagation.h"

namespace mdg::slice {

namespace {

uint8_t OfLiteral(std::string_view text) {
  if (text == "0" || text == "0.0" || text == "0.") return kZero;
  return text == "1" || text == "1.0" || text == "1." ? kOne : kOthers;
}

// Everything the function returns is written right there.
uint8_t OfReturns(const Module& module, NodeId body) {
  uint8_t seen = 0;
  std::vector<NodeId> stack = {body};
  while (!stack.empty()) {
    const NodeId id = stack.back();
    stack.pop_back();
    const Node& node = module.At(id);
    if (node.kind == NodeKind::kFunctionLiteral) return kOthers;
    if (node.kind == NodeKind::kReturn) {
      const bool is_literal = node.first != kNoNode && module.At(node.first).kind == NodeKind::kLiteral && module.At(node.first).next == kNoNode;
      seen |= is_literal ? OfLiteral(module.Text(node.first)) : kOthers;
    }
    if (node.kind == NodeKind::kLiteral) continue;  // has a text where others have children
    for (NodeId c = node.first; c != kNoNode; c = module.At(c).next) stack.push_back(c);
  }
  return seen == 0 ? kOthers : seen;
}

}  // namespace

// ready := 0.0; if ok { ready = 1 }
uint8_t Propagation::AnswersOfVariable(Unit& unit, std::string_view name, uint32_t offset) {
  const Module& module = *unit.module;
  for (const NodeId address : unit.addresses) {
    if (module.Text(module.At(address).first) == name) return kOthers;
  }
  if (unit.Find(name, offset) == nullptr) return kOthers;
  uint8_t seen = 0;
  for (const Definition& definition : unit.DefinitionsOf(name)) {
    const bool declared = definition.kind == Definition::Kind::kDeclared;
    const bool assigned = definition.kind == Definition::Kind::kAssigned && definition.position < 0 && definition.value != kNoNode;
    const bool compound = (module.At(definition.statement).flags & kCompound) != 0;
    if (declared) seen |= kZero;
    else if (assigned && !compound && module.At(definition.value).kind == NodeKind::kLiteral) seen |= OfLiteral(module.Text(definition.value));
    else return kOthers;
  }
  return seen == 0 ? kOthers : seen;
}

uint8_t Propagation::AnswersOf(Unit& unit, NodeId number) {
  const Module& module = *unit.module;
  if (module.At(number).kind == NodeKind::kLiteral) return OfLiteral(module.Text(number));
  if (module.At(number).kind == NodeKind::kName) return AnswersOfVariable(unit, module.Text(number), module.At(number).begin);
  if (module.At(number).kind != NodeKind::kCall) return kOthers;
  const NodeId callee = module.At(number).first;
  const bool converts = module.At(callee).kind == NodeKind::kName && module.Text(callee) == "float64" && module.At(callee).next != kNoNode;
  if (converts) return AnswersOf(unit, module.At(callee).next);
  const Call* call = unit.FindCall(number);
  if (call == nullptr || call->callee != Callee::kFunctions || !call->exact || call->functions.empty()) return kOthers;
  uint8_t seen = 0;
  for (const Symbol* function : call->functions) seen |= OfReturns(*function->module, function->module->Child(function->node, 4));
  return seen;
}

void Propagation::NoteAnswers(Unit& unit, const Call& sample) {
  const Module& module = *unit.module;
  NodeId argument = module.At(module.At(sample.node).first).next;
  for (int8_t i = 0; i < sample.row.function->number && argument != kNoNode; ++i) argument = module.At(argument).next;
  if (sample.row.function->number == libraries::kNoArgument || argument == kNoNode) return;
  const uint8_t seen = AnswersOf(unit, argument);
  if (seen != 0 && (seen & kOthers) == 0) answers_[{&module, module.At(sample.node).begin}] = {(seen & kZero) != 0, (seen & kOne) != 0};
}

}  // namespace mdg::slice
