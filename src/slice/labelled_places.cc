// In: expressions that stand for vectors. Out: where those are kept, in a LabelUse. See labelled_places.h.
#include "slice/labelled_places.h"

#include "slice/propagation.h"

namespace mdg::slice {

namespace {

constexpr int kMaxDepth = 6;  // of variables and currying looked through

}  // namespace

// The names in the map a vector is curried with; false when they are not all known.
bool LabelledPlaces::AddCurried(Unit& unit, NodeId map, LabelUse& use) {
  const Module& module = *unit.module;
  if (map == kNoNode || module.At(map).kind != NodeKind::kComposite) return false;
  for (NodeId e = module.At(module.At(map).first).next; e != kNoNode; e = module.At(e).next) {
    const FoundTexts name = texts_.Of(unit, module.At(e).first);
    if (module.At(e).kind != NodeKind::kKeyValue || name.texts.size() != 1 || name.varies) return false;
    use.curried.insert(*name.texts.begin());
  }
  return true;
}

// Where the vector is kept that `expression` stands for.
bool LabelledPlaces::Locate(Unit& unit, NodeId expression, LabelUse& use, int depth) {
  if (depth > kMaxDepth) return false;
  const Module& module = *unit.module;
  expression = WithoutParentheses(module, expression);
  const Node& node = module.At(expression);
  if (node.kind == NodeKind::kCall) {
    const Call* call = unit.FindCall(expression);
    if (call == nullptr || call->callee != Callee::kLibrary) return false;
    const libraries::Function& row = *call->row.function;
    if (row.action == libraries::Action::kConstruct) return use.made = expression, true;
    if (!row.gives_vector || !AddCurried(unit, module.Child(expression, 1 + row.label_values), use)) return false;
    return Locate(unit, module.At(WithoutParentheses(module, node.first)).first, use, depth + 1);
  }
  if (LocateCurried(unit, expression, use, depth)) return true;
  if ((use.variable = resolver_.VariableOf(unit, expression)) != nullptr) return true;
  if (node.kind == NodeKind::kName) {
    const auto definitions = unit.DefinitionsOf(module.Text(node));
    if (definitions.size() != 1 || definitions.front().kind != Definition::Kind::kAssigned || definitions.front().position > 0) return false;
    const NodeId value = definitions.front().value;
    return value != kNoNode && Locate(unit, value, use, depth + 1);
  }
  if (node.kind != NodeKind::kMember) return false;
  for (NodeId object = expression; module.At(object).kind == NodeKind::kMember; object = module.At(object).first) {
    if ((use.variable = resolver_.VariableOf(unit, object)) != nullptr) break;
    use.path.insert(use.path.begin(), module.Text(module.Child(object, 1)));
    use.variable = resolver_.VariableOf(unit, module.At(object).first);
    if (use.variable != nullptr) break;
  }
  LocateField(unit, expression, use);
  return use.variable != nullptr || !use.kept.empty();
}

// A variable or field that holds a vector curried where it is declared, or in the one place that sets it.
bool LabelledPlaces::LocateCurried(Unit& unit, NodeId expression, LabelUse& use, int depth) {
  const auto [declared, value] = texts_.OnlyValueOf(unit, expression);
  const Call* call = declared != nullptr && declared->module->At(value).kind == NodeKind::kCall ? declared->FindCall(value) : nullptr;
  if (call == nullptr || call->callee != Callee::kLibrary || !call->row.function->gives_vector || call->row.function->action == libraries::Action::kConstruct) return false;
  LabelUse curried = use;
  if (!Locate(*declared, value, curried, depth + 1)) return false;
  use = std::move(curried);
  return true;
}

// m.requests, and m.web.requests: each field on the way, from the outermost on, with what follows it.
void LabelledPlaces::LocateField(Unit& unit, NodeId member, LabelUse& use) {
  const Module& module = *unit.module;
  std::vector<std::pair<const Symbol*, std::string_view>> steps;
  for (; module.At(member).kind == NodeKind::kMember; member = module.At(member).first) {
    const std::string_view name = module.Text(module.Child(member, 1));
    FieldPlace place = resolver_.FindField(resolver_.TypeOf(unit, module.At(member).first), name);
    if (!place.found) break;
    steps.insert(steps.begin(), {place.owner, name});
    for (const auto& passed : place.embedded) steps.insert(steps.begin(), passed);
  }
  for (size_t i = 0; i < steps.size(); ++i) {
    const auto [owner, field] = steps[i];
    if (owner == nullptr || owner->name.empty()) continue;
    LabelUse::Kept kept{owner, field, {}};
    for (size_t k = i + 1; k < steps.size(); ++k) kept.within.push_back(steps[k].second);
    use.kept.push_back(std::move(kept));
  }
  const Definition* root = module.At(member).kind == NodeKind::kName ? unit.Find(module.Text(member), module.At(member).begin) : nullptr;
  use.is_of_one_object = root != nullptr && root->kind == Definition::Kind::kAssigned;
}

// c.vector where c is the receiver or a parameter nothing else is assigned to, with the fields from there on; null for anything else.
const Definition* LabelledPlaces::GivenTo(Unit& unit, NodeId expression, std::vector<std::string_view>& fields) {
  const Module& module = *unit.module;
  expression = WithoutParentheses(module, expression);
  for (; module.At(expression).kind == NodeKind::kMember; expression = module.At(expression).first) {
    const std::string_view name = module.Text(module.Child(expression, 1));
    const FieldPlace place = resolver_.FindField(resolver_.TypeOf(unit, module.At(expression).first), name);
    if (!place.found) return nullptr;
    fields.insert(fields.begin(), name);
    for (const auto& passed : place.embedded) fields.insert(fields.begin(), passed.second);
  }
  if (module.At(expression).kind != NodeKind::kName) return nullptr;
  const auto definitions = unit.DefinitionsOf(module.Text(expression));
  if (definitions.size() != 1) return nullptr;
  const Definition::Kind kind = definitions.front().kind;
  return kind == Definition::Kind::kParameter || kind == Definition::Kind::kReceiver ? &definitions.front() : nullptr;
}

// The vector in these fields of what `object` stands for.
bool LabelledPlaces::LocatePart(Unit& unit, NodeId object, const std::vector<std::string_view>& fields, LabelUse& use) {
  if (!Locate(unit, object, use)) return false;
  if (use.made != kNoNode) return fields.empty();
  use.path.insert(use.path.end(), fields.begin(), fields.end());
  for (LabelUse::Kept& kept : use.kept) kept.within.insert(kept.within.end(), fields.begin(), fields.end());
  return true;
}

}  // namespace mdg::slice
