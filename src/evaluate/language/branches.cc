// Where the program decides: running both ways and bringing them together.
//
// In: conditions and what to run under them. Out: Flow, and a memory in which every cell that differs holds a Choice on the
// decision. A way that leaves (return, break, continue) is kept as an Exit and merged where the function or iteration ends.
// Deliberately no syntax: statements.cc calls this.
#include <algorithm>

#include "evaluate/evaluator.h"
#include "evaluate/standard/standard_library.h"

namespace mdg::evaluate {

int Evaluator::Truth(Value value) {
  if (value->Is(ValueKind::kBool)) return value->boolean ? 1 : 0;
  if (value->Is(ValueKind::kNumber)) return value->number != 0 ? 1 : 0;  // a condition in C++ only
  return -1;
}

// What the present assumptions leave of a value: a choice with one alternative left is that alternative; an unknown the branch
// condition pinned down is what it was pinned to.
Value Evaluator::Assumed(Value value) {
  if (value->Is(ValueKind::kChoice)) {
    for (auto it = assumptions_.rbegin(); it != assumptions_.rend(); ++it) {
      if (it->choice != value->choice) continue;
      const auto count = std::count(it->allowed.begin(), it->allowed.end(), true);
      if (count != 1) break;
      const size_t index = std::find(it->allowed.begin(), it->allowed.end(), true) - it->allowed.begin();
      return Assumed(values_.Fix(value, value->choice, index));
    }
    return value;
  }
  if (value->rests_on != nullptr) {
    for (const mdg::Condition* condition : learned_.changed) {
      if (condition->subject->rests_on == value->rests_on && Values::Equal(condition->subject, value)) return condition->otherwise;
    }
  }
  if (learned_.unknowns.empty() && splits_.empty()) return value;
  if (value->Is(ValueKind::kUnknown)) {
    if (auto found = learned_.unknowns.find(value->identity); found != learned_.unknowns.end()) return found->second;
    if (auto found = splits_.find(value->identity); found != splits_.end()) return Assumed(found->second);
    return StandardLibrary::IsMended(value) ? StandardLibrary(*this).Mended(value) : value;
  }
  if (value->Is(ValueKind::kText)) {
    const bool concerned = std::any_of(value->text.begin(), value->text.end(), [&](const TextPiece& piece) {
      return piece.hole != nullptr && (StandardLibrary::IsMended(piece.hole) || learned_.unknowns.contains(piece.hole->identity) || splits_.contains(piece.hole->identity));
    });
    if (!concerned) return value;
    Value result = values_.EmptyText();
    for (const TextPiece& piece : value->text) {
      result = values_.Concatenate(result, piece.hole ? Assumed(piece.hole) : values_.Literal(piece.literal, value->trail));
    }
    return result;
  }
  return value;
}

Value Evaluator::Narrowed(Value value, int depth) {
  value = Assumed(value);
  if (!value->Is(ValueKind::kChoice) || depth > 8 || (learned_.unknowns.empty() && learned_.changed.empty())) return value;
  std::vector<Value> items;
  for (Value item : value->items) items.push_back(Narrowed(item, depth + 1));
  return items == value->items ? value : values_.Choice(value->choice, std::move(items));
}

std::vector<Value> Evaluator::NarrowedAll(std::vector<Value> values) {
  for (Value& value : values) value = Narrowed(value);
  return values;
}

Flow Evaluator::Branch(Value condition, const std::function<Flow()>& then, const std::function<Flow()>& otherwise) {
  condition = Assumed(condition);
  const int truth = Truth(condition);
  if (truth >= 0 && condition->condition == nullptr) return truth ? then() : otherwise();
  if (condition->Is(ValueKind::kChoice)) {
    const size_t count = condition->items.size();
    Group yes{std::vector<bool>(count), then}, no{std::vector<bool>(count), otherwise};
    std::vector<Group> groups;
    for (size_t i = 0; i < count; ++i) {
      const int one = condition->items[i]->condition == nullptr ? Truth(condition->items[i]) : -1;
      if (one == 1) yes.allowed[i] = true;
      if (one == 0) no.allowed[i] = true;
      if (one >= 0) continue;
      Group open{std::vector<bool>(count), [this, item = condition->items[i], &then, &otherwise] { return Branch(item, then, otherwise); }};
      open.allowed[i] = true;
      groups.push_back(std::move(open));
    }
    groups.insert(groups.begin(), std::move(no));
    groups.insert(groups.begin(), std::move(yes));
    return Fork(condition->choice, groups);
  }
  const mdg::Condition* known = ConditionOf(condition);
  if (const int settled = Decisions::ByWay(known, learned_.switches); settled >= 0) return settled ? then() : otherwise();
  const auto learned = learned_;
  bool then_left = false, otherwise_left = false;
  if (int ways = 0; IsOneOfSome(known, ways)) {  // kind == "a" || kind == "b": one at a time, so that all else stays in step
    return Branch(
        values_.Condition(known->left), then, [&] { return Branch(values_.Condition(known->right), then, otherwise); });
  }
  if (int ways = 0; known != nullptr && known->kind == mdg::Condition::Kind::kAnd && IsOneOfSome(known->right, ways)) {
    const Value first = known->left != nullptr ? values_.Condition(known->left) : values_.Unknown("condition", Reason::kRuntimeData);
    return Branch(
        first, [&] { return Branch(values_.Condition(known->right), then, otherwise); }, otherwise);
  }
  bool ends = false;  // if *version { ...; return } in what a program starts with: a switch for not running at all
  const auto [choice, yes] = decisions_.Of(known);
  decisions_.NoteKept(choice, yes, known);
  const Flow flow = Fork(choice, {{{yes == 0, yes == 1},
                                                [&] {
                                                  AssumeCondition(known, true);
                                                  const Flow f = then();
                                                  then_left = f != Flow::kNext;
                                                  ends = ends || f == Flow::kStop || (f == Flow::kReturn && frame_->caller == nullptr);
                                                  learned_ = learned;
                                                  return f;
                                                }},
                                               {{yes == 1, yes == 0}, [&] {
                                                  AssumeCondition(known, false);
                                                  const Flow f = otherwise();
                                                  otherwise_left = f != Flow::kNext;
                                                  ends = ends || f == Flow::kStop || (f == Flow::kReturn && frame_->caller == nullptr);
                                                  learned_ = learned;
                                                  return f;
                                                }}});
  if (ends) decisions_.ForgetKept(choice);
  // `if kind != "fan" { continue }`: what follows runs only where the condition did not hold.
  if (flow == Flow::kNext && then_left != otherwise_left) AssumeCondition(known, otherwise_left);
  return flow;
}

// Equalities of one hole with a few texts, joined by `||`.
bool Evaluator::IsOneOfSome(const mdg::Condition* condition, int& ways) {
  constexpr int kFew = 8;
  if (condition == nullptr || condition->kind != mdg::Condition::Kind::kOr) return false;
  for (const mdg::Condition* side : {condition->left, condition->right}) {
    if (side == nullptr) return false;
    const bool equals = side->kind == mdg::Condition::Kind::kEquals && side->subject->Is(ValueKind::kUnknown) && ++ways <= kFew;
    if (!equals && !IsOneOfSome(side, ways)) return false;
  }
  return true;
}

// A name that hangs on `kind == "fan"` settles <kind> on that way, in all that stands beside it.
Value Evaluator::SettledBy(Value name, Value value) {
  std::map<ChoiceId, size_t> choices;
  Values::CollectChoices(name, choices);
  for (const auto& [choice, alternatives] : choices) {
    const mdg::Condition* equality = decisions_.EqualityOf(choice);
    if (equality == nullptr) continue;
    const Learned before = learned_;
    learned_.unknowns[equality->subject->identity] = values_.Literal(equality->text);
    const Value settled = Narrowed(value);
    learned_ = before;
    if (settled != value) value = values_.Choice(choice, {values_.Fix(settled, choice, 0), values_.Fix(value, choice, 1)});
  }
  return value;
}

Flow Evaluator::Fork(ChoiceId choice, const std::vector<Group>& groups) {
  std::vector<std::pair<std::vector<bool>, Memory::Changes>> continuing;
  std::vector<std::pair<Flow, Exit>> leaving;
  Assumptions inner;  // what every group that goes on came to assume on its way
  std::vector<bool> possible(groups.front().allowed.size(), true);
  for (const Assumption& assumption : assumptions_) {
    if (assumption.choice != choice || assumption.allowed.size() != possible.size()) continue;
    for (size_t i = 0; i < possible.size(); ++i) possible[i] = possible[i] && assumption.allowed[i];
  }
  if (const int changed = decisions_.IsChanged(choice, learned_.switches); changed >= 0 && possible.size() == 2) possible[changed == 1 ? 0 : 1] = false;
  if (builds_.Of(choice) != nullptr) {
    const std::vector<bool> builds = PossibleBuilds(choice, "");
    std::vector<bool> both(possible.size());
    for (size_t i = 0; i < both.size(); ++i) both[i] = possible[i] && builds[i];
    if (std::find(both.begin(), both.end(), true) != both.end()) possible = std::move(both);
  }
  bool stopped = false;
  const Value returned = frame_->returned;
  for (const Group& group : groups) {
    std::vector<bool> allowed = group.allowed;
    for (size_t i = 0; i < allowed.size(); ++i) allowed[i] = allowed[i] && possible[i];
    if (std::none_of(allowed.begin(), allowed.end(), [](bool b) { return b; })) continue;
    const size_t height = assumptions_.size();
    const Scope* scope = frame_->scope;
    assumptions_.push_back({choice, allowed});
    memory_.Mark();
    const Flow flow = group.run();
    const Value result = frame_->returned;
    frame_->returned = returned;
    frame_->scope = scope;
    Memory::Changes changes = memory_.TakeChanges();
    if (flow == Flow::kNext) {
      const Assumptions own(assumptions_.begin() + static_cast<ptrdiff_t>(height) + 1, assumptions_.end());
      if (continuing.empty()) inner = own;
      else std::erase_if(inner, [&](const Assumption& one) { return std::find(own.begin(), own.end(), one) == own.end(); });
    }
    assumptions_.resize(height);
    if (flow == Flow::kNext) {
      continuing.emplace_back(allowed, std::move(changes));
    } else if (flow == Flow::kStop) {
      stopped = true;
    } else {
      leaving.emplace_back(flow, Exit{choice, allowed, result, std::move(changes)});
    }
  }
  if (continuing.empty() && leaving.empty()) return stopped ? Flow::kStop : Flow::kNext;
  if (continuing.empty()) {
    std::pair<Flow, Exit> last = std::move(leaving.back());
    leaving.pop_back();
    for (auto& [flow, exit] : leaving) Leave(flow, std::move(exit));
    for (const auto& [cell, value] : last.second.changes) memory_.Write(cell, value);
    frame_->returned = last.second.result;
    assumptions_.push_back({choice, last.second.allowed});
    return last.first;
  }
  const bool all_go_on = leaving.empty() && !stopped;
  if (!all_go_on) {
    std::vector<bool> together(possible.size());
    for (const auto& [allowed, changes] : continuing) {
      for (size_t i = 0; i < together.size(); ++i) together[i] = together[i] || allowed[i];
    }
    for (auto& [flow, exit] : leaving) Leave(flow, std::move(exit));
    assumptions_.push_back({choice, together, static_cast<CellId>(memory_.size())});  // holds until the function or the iteration ends
  }
  assumptions_.insert(assumptions_.end(), inner.begin(), inner.end());
  if (continuing.size() == 1 && !all_go_on) {
    for (const auto& [cell, value] : continuing[0].second) memory_.Write(cell, value);
  } else {
    Join(choice, continuing);
  }
  return Flow::kNext;
}

void Evaluator::Leave(Flow flow, Exit exit) {
  if (flow == Flow::kReturn) {
    frame_->exits.push_back(std::move(exit));
    return;
  }
  for (size_t i = loops_.size(); i-- > 0;) {
    if (flow.kind == Flow::Kind::kContinue && !loops_[i]->is_loop) continue;
    if (!flow.label.empty() && loops_[i]->label != flow.label) continue;
    left_.push_back({i + 1, exit.choice, exit.allowed});
    loops_[i]->exits.push_back(std::move(exit));
    return;
  }
}

// Brings the memory of ways that left earlier back in. Cells from `visible_below` on were local to what ends here.
void Evaluator::Merge(const std::vector<Exit>& exits, CellId visible_below) {
  for (size_t e = exits.size(); e-- > 0;) {
    for (const auto& [cell, value] : exits[e].changes) {
      if (cell >= visible_below) continue;
      const Value now = memory_.Read(cell);
      std::vector<Value> alternatives;
      for (bool left : exits[e].allowed) alternatives.push_back(left ? value : now);
      memory_.Write(cell, JoinValues(exits[e].choice, now, alternatives));
    }
  }
}

std::string_view Evaluator::LabelOf(NodeId statement) const {
  const auto& labels = frame_->labels;
  const auto found = std::find_if(labels.begin(), labels.end(), [&](const auto& one) { return one.first == statement; });
  return found == labels.end() ? std::string_view() : found->second;
}

// Runs a loop iteration or a switch: conditional exits from it meet again at its end.
Flow Evaluator::InLoop(bool is_loop, std::string_view label, const std::function<Flow()>& run) {
  Loop loop{is_loop, label, {}};
  const size_t height = assumptions_.size();
  const auto learned = learned_;
  const CellId cells = static_cast<CellId>(memory_.size());
  loops_.push_back(&loop);
  const Flow flow = run();
  loops_.pop_back();
  std::erase_if(left_, [&](const Left& way) { return way.target > loops_.size(); });
  // What was assumed because another way left the *function* still holds; only this construct's own exits are forgotten.
  if (!loop.exits.empty() || is_loop) {
    assumptions_.resize(height);
    learned_ = learned;
  }
  Merge(loop.exits, cells);
  return flow.At(label);
}

const mdg::Condition* Evaluator::ConditionOf(Value condition) const {
  return condition->Is(ValueKind::kUnknown) || condition->Is(ValueKind::kBool) ? condition->condition : nullptr;
}

// Learns from a branch condition. Only switches, and equalities and prefixes of a single hole teach anything; the rest is ignored,
// which is safe.
void Evaluator::AssumeCondition(const mdg::Condition* condition, bool holds) {
  if (condition == nullptr) return;
  using Kind = mdg::Condition::Kind;
  switch (condition->kind) {
    case Kind::kNot: return AssumeCondition(condition->left, !holds);
    case Kind::kAnd:
    case Kind::kOr:
      if ((condition->kind == Kind::kAnd) == holds) {
        AssumeCondition(condition->left, holds);
        AssumeCondition(condition->right, holds);
      } else if (condition->kind == Kind::kOr) {
        AssumeEither(condition->left, condition->right);
      }
      return;
    case Kind::kSwitch:
      learned_.switches[condition->text] = holds != condition->by_default;
      if (condition->subject != nullptr && holds != condition->by_default) learned_.changed.push_back(condition);
      return;
    default: break;
  }
  if (!holds) return;
  Value hole = condition->subject;
  std::string_view text = condition->text;
  if (hole->Is(ValueKind::kText)) {  // strip the literal text round a single hole
    Value inner = nullptr;
    std::string before, after;
    for (const TextPiece& piece : hole->text) {
      if (piece.hole != nullptr) {
        if (inner != nullptr) return;
        inner = piece.hole;
      } else {
        (inner == nullptr ? before : after) = piece.literal;
      }
    }
    if (inner == nullptr || !text.starts_with(before)) return;
    text.remove_prefix(before.size());
    if (condition->kind == Kind::kEquals) {
      if (!text.ends_with(after)) return;
      text.remove_suffix(after.size());
    }
    hole = inner;
  }
  if (!hole->Is(ValueKind::kUnknown)) return;
  if (condition->kind == Kind::kEquals) {
    learned_.unknowns[hole->identity] = values_.Literal(text);
    for (const auto& [other, choice] : decisions_.EqualitiesOf(hole->identity)) {  // and equals nothing else
      if (other != text) assumptions_.push_back({choice, {false, true}});
    }
  } else if (condition->kind == Kind::kHasPrefix && !text.empty()) {
    learned_.unknowns[hole->identity] = values_.Concatenate(values_.Literal(text), values_.Unknown(hole->name, hole->reason, nullptr, true));
  } else if (condition->kind == Kind::kHasSuffix && !text.empty()) {
    learned_.unknowns[hole->identity] = values_.Concatenate(values_.Unknown(hole->name, hole->reason, nullptr, true), values_.Literal(text));
  }
}

// a || b holds: one of the two, if both speak of the same hole.
void Evaluator::AssumeEither(const mdg::Condition* left, const mdg::Condition* right) {
  const Learned before = learned_;
  const size_t height = assumptions_.size();
  AssumeCondition(left, true);
  const Learned by_left = std::exchange(learned_, before);
  assumptions_.resize(height);
  AssumeCondition(right, true);
  const Learned by_right = std::exchange(learned_, before);
  assumptions_.resize(height);
  const ChoiceId choice = values_.NewChoice();
  for (const auto& [identity, value] : by_left.unknowns) {
    auto found = by_right.unknowns.find(identity);
    if (found == by_right.unknowns.end() || before.unknowns.contains(identity)) continue;
    learned_.unknowns[identity] = values_.Choice(choice, {value, found->second});
  }
  auto of_same = [&](const mdg::Condition* one) {
    return std::find_if(by_right.changed.begin() + static_cast<long>(before.changed.size()), by_right.changed.end(), [&](const mdg::Condition* other) {
      return other->subject->rests_on == one->subject->rests_on && Values::Equal(other->subject, one->subject);
    });
  };
  for (size_t i = before.changed.size(); i < by_left.changed.size(); ++i) {
    const auto other = of_same(by_left.changed[i]);
    if (other == by_right.changed.end()) continue;
    mdg::Condition either = *by_left.changed[i];
    either.otherwise = values_.Choice(choice, {either.otherwise, (*other)->otherwise});
    learned_.changed.push_back(values_.NewCondition(std::move(either)));
  }
}

Value Evaluator::TupleItem(Value tuple, size_t index) {
  return values_.Lift({tuple}, [&](const std::vector<Value>& v) -> Value {
    if (v[0]->Is(ValueKind::kTuple) && index < v[0]->items.size()) return v[0]->items[index];
    if (index == 0 && !v[0]->Is(ValueKind::kTuple)) return v[0];
    return values_.Unknown("value", v[0]->Is(ValueKind::kUnknown) ? v[0]->reason : Reason::kUnsupported);
  });
}

}  // namespace mdg::evaluate
