// Names that mean something else in each build: a call of getLoad(), declared in load_linux.go, load_darwin.go ..., is a decision of
// whoever builds the program, and followed like a switch.
//
//     getLoad()            a Choice between the functions of the builds the caller is in; what is made on one of these ways carries
//                          that assumption, and with it the build constraint (collect/)
//
// In: symbols. Out: Values. All names declared in the same set of builds hang on one decision, so that the Linux rows of one table meet
// the Linux help texts of another. What the files on the call stack and the decisions made before exclude is not followed.
// Deliberately nothing about types: where a type has several declarations, code outside them sees the one of the default build.
#include <algorithm>

#include "evaluate/evaluator.h"
#include "model/build_constraint.h"

namespace mdg::evaluate {

ChoiceId Builds::Find(const std::vector<std::string>& constraints) const {
  const auto found = choices_.find(constraints);
  return found == choices_.end() ? 0 : found->second;
}

void Builds::Note(ChoiceId choice, std::vector<std::string> constraints) {
  choices_.emplace(constraints, choice);
  constraints_.emplace(choice, std::move(constraints));
}

const std::vector<std::string>* Builds::Of(ChoiceId choice) const {
  const auto found = constraints_.find(choice);
  return found == constraints_.end() ? nullptr : &found->second;
}

std::string Builds::For(const Assumption& assumption) const {
  const std::vector<std::string>* constraints = Of(assumption.choice);
  if (constraints == nullptr || assumption.allowed.size() != constraints->size()) return "";
  std::vector<std::string> allowed;
  for (size_t i = 0; i < constraints->size(); ++i) {
    if (assumption.allowed[i]) allowed.push_back((*constraints)[i]);
  }
  return allowed.empty() || allowed.size() == constraints->size() ? "" : Either(allowed);
}

const std::string& Builds::Both(const std::string& a, const std::string& b) {
  auto [slot, fresh] = both_.try_emplace({a, b});
  if (fresh) slot->second = mdg::Both(a, b);
  return slot->second;
}

bool Builds::CanHoldTogether(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return true;
  auto [slot, fresh] = together_.try_emplace({a, b}, false);
  if (fresh) slot->second = mdg::CanHoldTogether(a, b);
  return slot->second;
}

// The builds the present place is in: those of the files on the call stack, and of the decisions that were made.
std::string Evaluator::PresentBuild() {
  std::string build;
  for (const Frame* frame = frame_; frame != nullptr; frame = frame->caller) {
    const std::string& constraint = frame->module->build_constraint;
    if (!constraint.empty() && constraint != build) build = builds_.Both(build, constraint);
  }
  for (const Assumption& assumption : assumptions_) {
    if (const std::string decided = builds_.For(assumption); !decided.empty()) build = builds_.Both(build, decided);
  }
  return build;
}

// Which of the builds a decision is between can be the present one, which is also one of `also`.
std::vector<bool> Evaluator::PossibleBuilds(ChoiceId choice, const std::string& also) {
  std::string present = PresentBuild();
  if (!also.empty()) present = builds_.Both(present, also);
  std::vector<bool> possible;
  for (const std::string& build : *builds_.Of(choice)) possible.push_back(builds_.CanHoldTogether(present, build));
  return possible;
}

// Functions that give nothing but an error and make no metric, nor call what does: the `run` of each system. Each would run the whole
// program once more.
bool Evaluator::OnlyLeadsOn(const std::vector<const Symbol*>& variants) {
  return std::all_of(variants.begin(), variants.end(), [&](const Symbol* variant) {
    if (variant->kind != SymbolKind::kFunction || !IsFarFromMetrics(variant)) return false;
    const Module& module = *variant->module;
    const NodeId result = module.At(module.Child(module.Child(variant->node, 3), 1)).first;
    return result == kNoNode || (module.At(result).next == kNoNode && module.Text(module.At(result).first) == "error");
  });
}

// The value for each declaration of a name, a Choice where several builds are possible. `also`: a constraint of what it belongs to.
Value Evaluator::ByBuild(const Symbol* symbol, const std::string& also, const std::function<Value(const Symbol*)>& value_of) {
  const std::vector<const Symbol*>& variants = types_.VariantsOf(symbol);
  if (variants.size() < 2 || OnlyLeadsOn(variants) || (frame_ != nullptr && frame_->module == symbol->module)) return value_of(symbol);
  ++build_decisions_;
  std::vector<std::string> constraints;
  for (const Symbol* variant : variants) constraints.push_back(variant->module->build_constraint);
  ChoiceId choice = builds_.Find(constraints);
  if (choice == 0) builds_.Note(choice = values_.NewChoice(), std::move(constraints));
  const std::vector<bool> possible = PossibleBuilds(choice, also);
  const auto count = std::count(possible.begin(), possible.end(), true);
  if (count == 0) return value_of(symbol);  // the way that led here is in no build at all
  if (count < static_cast<long>(variants.size())) {
    const bool known = std::any_of(assumptions_.begin(), assumptions_.end(), [&](const Assumption& a) { return a.choice == choice && a.allowed == possible; });
    if (!known) assumptions_.push_back({choice, possible});
  }
  const auto first = static_cast<size_t>(std::find(possible.begin(), possible.end(), true) - possible.begin());
  std::vector<Value> values(variants.size(), value_of(variants[first]));
  for (size_t i = first + 1; i < variants.size(); ++i) {
    if (possible[i]) values[i] = value_of(variants[i]);
  }
  return OfBuilds(choice, std::move(values));
}

// What nobody knows in any build is one unknown, that of the first.
Value Evaluator::OfBuilds(ChoiceId choice, std::vector<Value> values) {
  const bool unknown = std::all_of(values.begin(), values.end(), [](Value value) { return value->Is(ValueKind::kUnknown); });
  return unknown ? values.front() : values_.Choice(choice, std::move(values));
}

// factories["cpu"] = newCpu, in a file for each system: which of them it is is decided between those builds. Null: there is no such decision.
Value Evaluator::InEitherBuild(Value before, Value value) {
  const bool is_choice = before->Is(ValueKind::kChoice) && builds_.Of(before->choice) != nullptr;
  std::vector<Value> values = is_choice ? std::vector<Value>(before->items) : std::vector<Value>{before};
  values.push_back(value);
  std::vector<std::string> constraints;
  for (Value one : values) {
    if (!one->Is(ValueKind::kFunction) || one->symbol == nullptr) return nullptr;
    const std::string& constraint = one->symbol->module->build_constraint;
    for (const std::string& other : constraints) {
      if (builds_.CanHoldTogether(other, constraint)) return nullptr;
    }
    constraints.push_back(constraint);
  }
  ++build_decisions_;
  ChoiceId choice = builds_.Find(constraints);
  if (choice == 0) builds_.Note(choice = values_.NewChoice(), std::move(constraints));
  return OfBuilds(choice, std::move(values));
}

// The condition of an `if`. Of one nothing asks for it may still be known in which builds it holds: `if salt, err := taste(); err == nil`
// where taste() only says "not supported" in some.
Value Evaluator::DecidingCondition(NodeId condition) {
  const Node& node = M().At(condition);
  const bool compares = node.kind == NodeKind::kBinary && (node.op == Operator::kEqual || node.op == Operator::kNotEqual);
  if (slice_.Wants(M(), condition) || builds_.IsEmpty() || !compares) return EvaluateWanted(condition);
  if (M().At(node.first).kind != NodeKind::kName || M().Text(M().At(node.first).next) != "nil") return EvaluateWanted(condition);
  const Value value = Assumed(Evaluate(condition));
  return value->Is(ValueKind::kChoice) && builds_.Of(value->choice) != nullptr ? value : EvaluateWanted(condition);
}

// What a name of the tree means.
Value Evaluator::ValueOf(const Symbol* symbol) {
  if (symbol->kind == SymbolKind::kType) return SymbolValue(symbol);
  return ByBuild(symbol, "", [&](const Symbol* variant) { return SymbolValue(variant); });
}

}  // namespace mdg::evaluate
