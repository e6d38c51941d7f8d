// What statements do, in order, forward.
//
// In: statement nodes of the present frame. Out: Flow, and changed memory. Loops: see loops.cc, decisions: see branches.cc.
#include <cstdlib>
#include <utility>

#include "evaluate/evaluator.h"
#include "evaluate/standard/standard_library.h"

namespace mdg::evaluate {

namespace {

enum class Fits : uint8_t { kNo, kMay, kYes };

// Whether a case of a type switch is for the value. One whose type is known has one dynamic type; type null: `nil`, or none that is known.
Fits FitsCase(Types& types, Value subject, const Type* type) {
  const Type* underlying = types.Underlying(Types::Dereference(type));
  if (subject->type == nullptr || subject->Is(ValueKind::kUnknown) || underlying == nullptr) return Fits::kMay;
  const bool object = subject->Is(ValueKind::kPointer) || subject->Is(ValueKind::kRecord);
  if (underlying->kind == Type::Kind::kInterface) {
    const Type* own = Types::Dereference(subject->type);
    return object && own->kind == Type::Kind::kNamed && !types.MayImplement(own, type) ? Fits::kNo : Fits::kMay;
  }
  if (type != subject->type) return Fits::kNo;
  return object ? Fits::kYes : Fits::kMay;
}

// if err != nil { return nil, err }, and not { return nil }: a failure the caller is told of.
bool TellsOfError(const Module& module, NodeId statement) {
  if (!slice::LeavesOnError(module, statement)) return false;
  const NodeId last = slice::LastOf(module, module.Child(statement, 2));
  if (module.At(last).kind != NodeKind::kReturn) return false;
  const NodeId error = slice::LastOf(module, last);
  return error != kNoNode && module.Text(error) != "nil";
}

bool IsEmptyText(const Module& module, NodeId node) {
  return module.At(node).kind == NodeKind::kLiteral && module.At(node).op == Operator::kString && module.StringValue(module.At(node)).empty();
}

bool EndsInReturn(const Module& module, NodeId block) {
  const NodeId last = slice::LastOf(module, block);
  return last != kNoNode && module.At(last).kind == NodeKind::kReturn;
}

}  // namespace

bool Evaluator::Step() {
  const uint64_t steps = 1 + values_.TakeWork() / 4;
  steps_ += steps;
  root_steps_ += steps;
  const char here = 0;  // how deep we are, whatever nests: expressions, statements, calls, ways through a switch
  const auto used = static_cast<size_t>(std::abs(&here - stack_base_));
  if (root_steps_ >= root_limit_ && !noted_cut_) NoteCut();
  return steps_ < limits_.steps_in_all && root_steps_ < step_limit_ && used < limits_.stack_bytes;
}

void Evaluator::GiveBack(uint64_t steps) {
  steps_ -= steps;
  root_steps_ -= steps;
}

void Evaluator::Declare(std::string_view name, CellId cell) {
  if (name == "_") return;
  scopes_.push_back({name, cell, frame_->scope});
  frame_->scope = &scopes_.back();
}

const Type* Evaluator::ResolveType(NodeId node) { return types_.Resolve(M(), node, frame_->types); }

// `too_early`: of a `go` statement, see Start.
Flow Evaluator::RunStatements(NodeId s, std::vector<NodeId>& too_early) {
  while (s != kNoNode) {
    const size_t left = left_.size();
    Flow flow = Flow::kNext;
    if (M().At(s).kind != NodeKind::kGo) flow = RunStatement(s);
    else if (!Start(s)) too_early.push_back(s);
    if (flow != Flow::kNext) return flow;
    s = M().At(s).next;
    if (s != kNoNode && left_.size() > left) return RunWhereNotLeft(s, left, too_early);
  }
  return Flow::kNext;
}

// name := "app"; for ... { if quiet { break }; name = "loud" }: who looks at it afterwards finds either. So it is with texts of the function's
// own only: what is filled from outside (settings, after `if !ok { return }`) is mostly filled, and lists get longer in Merge.
Flow Evaluator::RunWhereNotLeft(NodeId first, size_t left, std::vector<NodeId>& too_early) {
  const std::vector<Left> ways(left_.begin() + static_cast<ptrdiff_t>(left), left_.end());
  memory_.Mark();
  const Flow flow = RunStatements(first, too_early);
  for (auto& [cell, value] : memory_.TakeChanges()) {
    const Value before = memory_.Read(cell);
    const bool either = cell >= frame_->first_cell && before->Is(ValueKind::kText) && !before->text.empty() && value->Is(ValueKind::kText);
    for (size_t i = 0; either && i < ways.size(); ++i) {
      const Left& way = ways[i];
      std::vector<Value> alternatives;
      for (const bool is_left : way.allowed) alternatives.push_back(is_left ? before : value);
      value = JoinValues(way.choice, before, alternatives);
    }
    memory_.Write(cell, value);
  }
  return flow;
}

Flow Evaluator::RunBlock(NodeId block) {
  const Scope* scope = frame_->scope;
  const TypeScope* types = frame_->types;
  std::vector<NodeId> too_early;
  const Flow flow = RunStatements(M().At(block).first, too_early);
  StartLate(too_early);
  frame_->scope = scope;
  frame_->types = types;
  return flow;
}

void Evaluator::StartLate(const std::vector<NodeId>& too_early) {
  for (const NodeId go : too_early) {
    results_.clear();
    Evaluate(M().At(go).first);
  }
}

// `go collect(ch)` runs at once: what comes after it may wait for what it does. False when it found descriptors that are not made yet,
// so that it belongs at the end of the block.
bool Evaluator::Start(NodeId go) {
  const bool before = std::exchange(missed_descriptor_, false);
  RunStatement(go);
  return !std::exchange(missed_descriptor_, before);
}

Flow Evaluator::RunStatement(NodeId id) {
  if (!Step()) return Flow::kStop;
  const Node& node = M().At(id);
  const bool types = node.kind == NodeKind::kDeclarationGroup && node.op == Operator::kTypeKeyword;
  if (!types && !slice_.Wants(M(), id)) {
    if (node.kind == NodeKind::kIf && !frame_->may_fail) frame_->may_fail = TellsOfError(M(), id);
    return Flow::kNext;
  }
  switch (node.kind) {
    case NodeKind::kNone:
    case NodeKind::kError: return Flow::kNext;
    case NodeKind::kBlock: return RunBlock(id);
    case NodeKind::kDeclarationGroup: return RunDeclaration(id);
    case NodeKind::kAssign: RunAssign(id); return Flow::kNext;
    case NodeKind::kIncrement: {
      const Value one = values_.Integer(1);
      Assign(node.first, Binary(node.op, Evaluate(node.first), one), false);
      return Flow::kNext;
    }
    case NodeKind::kReturn: return RunReturn(id);
    case NodeKind::kIf: return RunIf(id);
    case NodeKind::kFor: return RunFor(id);
    case NodeKind::kRange: return RunRange(id);
    case NodeKind::kSwitch: return RunSwitch(id);
    case NodeKind::kTypeSwitch: return RunTypeSwitch(id);
    case NodeKind::kSelect: return RunSelect(id);
    case NodeKind::kGo:
    case NodeKind::kDefer: Evaluate(node.first); return Flow::kNext;  // when it runs does not matter for what it makes
    case NodeKind::kSend: {
      const Value channel = Evaluate(node.first);
      Send(channel, Evaluate(M().At(node.first).next), At(id));
      return Flow::kNext;
    }
    case NodeKind::kLabeled: return RunLabeled(id);
    case NodeKind::kBranch: {
      const std::string_view label = M().At(node.first).kind == NodeKind::kName ? M().Text(node.first) : std::string_view();
      if (node.op == Operator::kBreak) return {Flow::Kind::kBreak, label};
      if (node.op == Operator::kContinue) return {Flow::Kind::kContinue, label};
      return Flow::kNext;
    }
    default: {
      const Value result = Evaluate(id);
      return result->Is(ValueKind::kNative) && result->name == "never returns" ? Flow::kStop : Flow::kNext;
    }
  }
}

Flow Evaluator::RunLabeled(NodeId id) {
  const NodeId statement = M().Child(id, 1);
  const std::string_view label = M().Text(M().Child(id, 0));
  frame_->labels.emplace_back(statement, label);
  const bool is_block = M().At(statement).kind == NodeKind::kBlock;  // the others see to it themselves
  const Flow flow = is_block ? InLoop(false, label, [&] { return RunStatement(statement); }) : RunStatement(statement);
  frame_->labels.pop_back();
  return is_block && flow == Flow::kBreak ? Flow::kNext : flow;
}

Flow Evaluator::RunReturn(NodeId id) {
  std::vector<Value> results;
  size_t index = 0;
  for (NodeId e = M().At(id).first; e != kNoNode; e = M().At(e).next, ++index) {
    const Type* type = index < frame_->results.size() ? frame_->results[index] : nullptr;
    results.push_back(slice_.Wants(M(), e) ? Sought(e, Evaluate(e, type)) : ErrorOrNone(e));
  }
  if (results.empty() && !frame_->named_results.empty()) {
    for (CellId cell : frame_->named_results) results.push_back(memory_.Read(cell));
  }
  const Type* last = results.size() == frame_->results.size() && !results.empty() ? frame_->results.back() : nullptr;
  if (frame_->may_fail && last != nullptr && last->name == "error" && results.back()->Is(ValueKind::kNil)) results.back() = NoError();
  const Default* rests_on = frame_->under != nullptr ? frame_->under : frame_->rests_on;
  if (rests_on != nullptr && results.size() == 1 && Values::IsKnownText(results[0])) results[0] = values_.RestingOn(results[0], *rests_on);
  frame_->returned = results.size() == 1 ? results[0] : results.empty() ? nullptr : values_.Tuple(std::move(results));
  return Flow::kReturn;
}

// Failures are not followed, but who is told of one may make a metric of it: `if err := check(); err != nil { failed(ch) }`. So what
// is nil because none happened is told from what is always nil.
Value Evaluator::NoError() {
  ValueNode* none = values_.Copy(values_.Nil());
  none->name = values_.NameOf("error");
  return none;
}

// Of a result nothing asks for: whether it says that something failed, so that what comes with it can be told from the rest.
Value Evaluator::ErrorOrNone(NodeId result) {
  const Node& node = M().At(result);
  if (node.kind == NodeKind::kName) return Evaluate(result);
  const std::string_view callee = node.kind == NodeKind::kCall ? M().Text(node.first) : std::string_view();
  const bool error = callee == "fmt.Errorf" || callee == "errors.New" || callee == "errors.Errorf" || callee == "errors.Wrap" || callee == "errors.Wrapf";
  return error ? StandardLibrary(*this).NotNil("error") : values_.Unknown("", Reason::kUnresolved);
}

Flow Evaluator::RunIf(NodeId id) {
  const Scope* scope = frame_->scope;
  const NodeId init = M().Child(id, 0), condition = M().Child(id, 1), then = M().Child(id, 2), otherwise = M().Child(id, 3);
  RunStatement(init);
  const bool outer = std::exchange(empty_is_default_, !LeavesWhenEmpty(condition, then) && !StartsWhenGiven(condition, then));
  const bool fails = std::exchange(may_fail_, slice_.Wants(M(), then) && slice::IsErrorCheck(M(), id) && !slice::LeavesOnError(M(), id));
  empty_default_ = nullptr;
  const Value decides = DecidingCondition(condition);
  empty_is_default_ = outer, may_fail_ = fails;
  const Default* under = std::exchange(empty_default_, nullptr);
  if (M().At(condition).kind != NodeKind::kBinary || Truth(decides) < 0 || decides->condition != nullptr) under = nullptr;
  if (under != nullptr && Truth(decides) == 0 && EndsInReturn(M(), then)) frame_->rests_on = under;
  if (under != nullptr && Truth(decides) == 0) LeaveOpen(then, *under);
  const Default* outside = std::exchange(frame_->under, under != nullptr ? under : frame_->under);
  const Flow flow = Branch(
      decides, [&] { return RunBlock(then); }, [&] { return otherwise == kNoNode ? Flow::kNext : RunStatement(otherwise); });
  frame_->under = outside;
  frame_->scope = scope;
  return flow;
}

// if objects != "" { watch(objects) }, if labels != "" { for ... }: there is something to do for what users may give. What is stored then is no more than a default.
bool Evaluator::StartsWhenGiven(NodeId condition, NodeId then) const {
  const Node& node = M().At(condition);
  if (node.kind != NodeKind::kBinary || node.op != Operator::kNotEqual || !IsEmptyText(M(), M().At(node.first).next)) return false;
  bool starts = false;
  for (NodeId s = M().At(then).first; s != kNoNode; s = M().At(s).next) {
    if (!slice_.Wants(M(), s)) continue;
    if (M().At(s).kind == NodeKind::kAssign && M().At(s).op != Operator::kDefine) return false;
    starts = starts || M().At(s).kind == NodeKind::kCall || M().At(s).kind == NodeKind::kRange;
  }
  return starts;
}

// if objects == "" { return nil }: without what users may give there is nothing to do, but to say so.
bool Evaluator::LeavesWhenEmpty(NodeId condition, NodeId then) const {
  const Node& node = M().At(condition);
  if (node.kind != NodeKind::kBinary || node.op != Operator::kEqual) return false;
  if (!IsEmptyText(M(), M().At(node.first).next)) return false;
  NodeId last = M().At(then).first;
  for (; M().At(last).next != kNoNode; last = M().At(last).next) {
    if (slice_.Wants(M(), last)) return false;
  }
  const Node& way_out = M().At(last);
  if (way_out.kind == NodeKind::kBranch) return way_out.op == Operator::kContinue || way_out.op == Operator::kBreak;
  bool gives_nothing = way_out.kind == NodeKind::kReturn;
  for (NodeId result = gives_nothing ? way_out.first : kNoNode; result != kNoNode; result = M().At(result).next) gives_nothing = gives_nothing && M().Text(result) == "nil";
  return gives_nothing;
}

Flow Evaluator::RunSwitch(NodeId id) {
  const Scope* scope = frame_->scope;
  const NodeId init = M().Child(id, 0), tag = M().Child(id, 1);
  RunStatement(init);
  const Value value = M().At(tag).kind == NodeKind::kNone ? values_.Bool(true) : Assumed(EvaluateWanted(tag));
  const Flow flow = InLoop(false, LabelOf(id), [&] { return RunCases(id, M().At(tag).next, value); });
  frame_->scope = scope;
  return flow == Flow::kBreak ? Flow::kNext : flow;
}

// Tries the cases in order; the default clause comes last wherever it stands.
Flow Evaluator::RunCases(NodeId switch_statement, NodeId first_case, Value tag) {
  if (!Step()) return Flow::kStop;
  NodeId clause = first_case;
  while (clause != kNoNode && (M().At(clause).flags & kDefault)) clause = M().At(clause).next;
  if (clause == kNoNode) {
    for (NodeId c = M().At(M().Child(switch_statement, 1)).next; c != kNoNode; c = M().At(c).next) {
      if (M().At(c).flags & kDefault) return RunCaseBody(c);
    }
    return Flow::kNext;
  }
  Value matches = nullptr;
  const NodeId list = M().At(clause).first;
  for (NodeId e = M().At(list).first; e != kNoNode; e = M().At(e).next) {
    const Value one = Compare(Operator::kEqual, tag, EvaluateWanted(e));
    matches = matches == nullptr ? one : Binary(Operator::kLogicalOr, matches, one);
  }
  if (matches == nullptr) matches = values_.Bool(false);
  return Branch(
      matches, [&] { return RunCaseBody(clause); },
      [&] { return RunCases(switch_statement, M().At(clause).next, tag); });
}

Flow Evaluator::RunCaseBody(NodeId clause) {
  const Scope* scope = frame_->scope;
  std::vector<NodeId> too_early;
  Flow flow = RunStatements(M().At(M().At(clause).first).next, too_early);
  StartLate(too_early);
  const NodeId last = slice::LastOf(M(), clause);
  const bool falls_through = last != kNoNode && M().At(last).kind == NodeKind::kBranch && M().At(last).op == Operator::kFallthrough;
  if (flow == Flow::kNext && falls_through && M().At(clause).next != kNoNode) flow = RunCaseBody(M().At(clause).next);
  frame_->scope = scope;
  return flow == Flow::kBreak ? Flow::kNext : flow;
}

Flow Evaluator::RunTypeSwitch(NodeId id) {
  const Scope* scope = frame_->scope;
  RunStatement(M().Child(id, 0));
  const Value subject = Assumed(EvaluateWanted(M().Child(id, 2)));
  const Flow flow = InLoop(false, LabelOf(id), [&] { return subject->Is(ValueKind::kChoice) ? TakeEachTypeCase(id, subject) : TakeTypeCases(id, subject); });
  frame_->scope = scope;
  return flow == Flow::kBreak ? Flow::kNext : flow;
}

Flow Evaluator::RunTypeCase(NodeId id, NodeId clause, Value subject) {
  const Scope* outer = frame_->scope;
  const NodeId bound = M().Child(id, 1), first = M().At(M().At(clause).first).first;
  if (M().At(bound).kind == NodeKind::kName) {
    const bool is_one = first != kNoNode && M().At(first).next == kNoNode && subject->Is(ValueKind::kUnknown);
    const Type* type = is_one ? ResolveType(first) : nullptr;
    Declare(M().Text(bound), memory_.New(type != nullptr ? values_.WithType(subject, type) : subject));
  }
  const Flow flow = RunCaseBody(clause);
  frame_->scope = outer;
  return flow;
}

TypeCases Evaluator::FindTypeCases(NodeId id, Value subject) {
  TypeCases cases;
  NodeId otherwise = kNoNode;
  bool may_be_any = false;
  for (NodeId c = M().Child(id, 3); c != kNoNode && !cases.is_decided; c = M().At(c).next) {
    const NodeId first = M().At(M().At(c).first).first;
    if (first == kNoNode) otherwise = c;
    Fits fits = Fits::kNo;
    for (NodeId each = first; each != kNoNode; each = M().At(each).next) fits = std::max(fits, FitsCase(types_, subject, ResolveType(each)));
    if (fits == Fits::kNo) continue;
    cases.clauses.push_back(c);
    cases.is_decided = fits == Fits::kYes;
    may_be_any = may_be_any || fits == Fits::kMay;
  }
  if (otherwise != kNoNode && !cases.is_decided) cases.clauses.push_back(otherwise);
  cases.is_known = !may_be_any;
  return cases;
}

// Each case that may be for the value.
Flow Evaluator::TakeTypeCases(NodeId id, Value subject) {
  const TypeCases cases = FindTypeCases(id, subject);
  std::vector<Group> groups;
  for (NodeId clause : cases.clauses) groups.push_back({{}, [this, id, clause, subject] { return RunTypeCase(id, clause, subject); }});
  if (!cases.is_decided) groups.push_back({{}, [] { return Flow::kNext; }});
  for (size_t i = 0; i < groups.size(); ++i) {
    groups[i].allowed.assign(groups.size(), false);
    groups[i].allowed[i] = true;
  }
  return Fork(values_.NewChoice(), groups);
}

// One of several values, and each has its own case; those nobody can say it of share all that may be for one of them.
Flow Evaluator::TakeEachTypeCase(NodeId id, Value subject) {
  constexpr NodeId kUndecided = ~NodeId{0};
  std::map<NodeId, std::vector<bool>> takes;  // by clause; kNoNode: none
  for (size_t i = 0; i < subject->items.size(); ++i) {
    const Value item = subject->items[i];
    const TypeCases cases = FindTypeCases(id, item);
    const bool is_nothing = item->Is(ValueKind::kNil) && item->type == nullptr;
    NodeId clause = is_nothing ? kNoNode : kUndecided;
    if (!is_nothing && cases.clauses.size() <= 1 && cases.is_known) clause = cases.clauses.empty() ? kNoNode : cases.clauses.front();
    takes.try_emplace(clause, std::vector<bool>(subject->items.size())).first->second[i] = true;
  }
  std::vector<Group> groups;
  for (const auto& [clause, allowed] : takes) {
    groups.push_back({allowed, [this, id, subject, clause = clause] {
                        if (clause == kNoNode) return Flow::kNext;
                        const Value one = Assumed(subject);
                        return clause == kUndecided ? TakeTypeCases(id, one) : RunTypeCase(id, clause, one);
                      }});
  }
  return Fork(subject->choice, groups);
}

Flow Evaluator::RunSelect(NodeId id) {
  std::vector<Group> groups;
  for (NodeId c = M().At(id).first; c != kNoNode; c = M().At(c).next) {
    groups.push_back({{}, [this, c] {
                        const Scope* scope = frame_->scope;
                        for (NodeId s = M().At(M().At(c).first).first; s != kNoNode; s = M().At(s).next) RunStatement(s);
                        const Flow flow = RunCaseBody(c);
                        frame_->scope = scope;
                        return flow;
                      }});
  }
  if (groups.empty()) return Flow::kStop;
  for (size_t i = 0; i < groups.size(); ++i) {
    groups[i].allowed.assign(groups.size(), false);
    groups[i].allowed[i] = true;
  }
  const Flow flow = InLoop(false, LabelOf(id), [&] { return Fork(values_.NewChoice(), groups); });
  return flow == Flow::kBreak ? Flow::kNext : flow;
}

Flow Evaluator::RunDeclaration(NodeId group) {
  NodeId type = kNoNode, repeated = kNoNode;
  int iota = 0;
  for (NodeId spec = M().At(group).first; spec != kNoNode; spec = M().At(spec).next, ++iota) {
    const NodeKind kind = M().At(spec).kind;
    if (kind == NodeKind::kType) {
      type_scopes_.push_back({M().Text(M().Child(spec, 0)), ResolveType(M().Child(spec, 2)), frame_->types});
      frame_->types = &type_scopes_.back();
      continue;
    }
    if (kind != NodeKind::kVariable && kind != NodeKind::kConstant) continue;
    const NodeId values = M().Child(spec, 2);
    const bool has_values = M().At(values).kind == NodeKind::kExpressionList;
    if (kind == NodeKind::kVariable || has_values) type = M().Child(spec, 1), repeated = has_values ? values : kNoNode;
    RunLocalVariables(spec, kind == NodeKind::kConstant, iota, type, repeated);
  }
  return Flow::kNext;
}

void Evaluator::RunLocalVariables(NodeId spec, bool constant, int iota, NodeId type_node, NodeId value_list) {
  const Type* type = M().At(type_node).kind == NodeKind::kNone ? nullptr : ResolveType(type_node);
  std::vector<NodeId> names;
  for (NodeId n = M().At(M().Child(spec, 0)).first; n != kNoNode; n = M().At(n).next) names.push_back(n);
  const int outer_iota = frame_->iota;
  if (constant) frame_->iota = iota;
  std::vector<Value> initial;
  if (value_list != kNoNode) initial = EvaluateList(value_list, names.size(), type);
  frame_->iota = outer_iota;
  for (size_t i = 0; i < names.size(); ++i) {
    const std::string_view name = M().Text(names[i]);
    Value value = i < initial.size() ? initial[i] : ZeroValue(type, name);
    if (type != nullptr && i < initial.size()) value = Conversion(type, value);
    Declare(name, memory_.New(values_.Named(value, name)));
  }
}

std::vector<Value> Evaluator::EvaluateList(NodeId list, size_t wanted, const Type* expected) {
  std::vector<Value> result;
  const NodeId only = M().At(list).first;
  const bool single = only != kNoNode && M().At(only).next == kNoNode;
  if (single && wanted > 1) {
    const Node& node = M().At(only);
    Value tuple = nullptr;
    if (wanted == 2 && node.kind == NodeKind::kIndex) {
      const Value object = Assumed(Evaluate(node.first));
      tuple = IndexInto(object, Assumed(Evaluate(M().At(node.first).next)), true);
    } else if (wanted == 2 && (node.kind == NodeKind::kTypeAssertion || node.kind == NodeKind::kUnary)) {
      tuple = values_.Tuple({Evaluate(only), values_.Unknown("ok", Reason::kRuntimeData)});
    } else {
      tuple = EvaluateWanted(only);
    }
    for (size_t i = 0; i < wanted; ++i) result.push_back(TupleItem(tuple, i));
    return result;
  }
  for (NodeId e = only; e != kNoNode; e = M().At(e).next) result.push_back(EvaluateWanted(e, expected));
  return result;
}

void Evaluator::RunAssign(NodeId id) {
  const Node& node = M().At(id);
  const NodeId left = node.first, right = M().At(left).next;
  std::vector<NodeId> targets;
  for (NodeId t = M().At(left).first; t != kNoNode; t = M().At(t).next) targets.push_back(t);
  if (node.flags & kCompound) {
    if (targets.size() == 1) Assign(targets[0], Binary(node.op, Evaluate(targets[0]), Evaluate(M().At(right).first)), false);
    return;
  }
  const std::vector<Value> values = EvaluateList(right, targets.size());
  for (size_t i = 0; i < targets.size() && i < values.size(); ++i) Assign(targets[i], values[i], node.op == Operator::kDefine);
}

}  // namespace mdg::evaluate
