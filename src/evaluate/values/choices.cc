// Values that are one of several: making them, fixing a decision in them, and computing with them way by way.
//
// In: alternatives and the decision they hang on. Out: choices, kept small: what has too many ways becomes an unknown with reason
// `limit`. See values.h.
#include <algorithm>

#include "base/check.h"
#include "evaluate/values/values.h"

namespace mdg::evaluate {

namespace {

// More alternatives than this in one value are not followed: the value becomes unknown with reason `limit`.
constexpr uint32_t kMaxLeaves = 20'000;
// And how deep decisions may hang on one another: a switch with many cases nests them.
constexpr uint32_t kMaxDepth = 200;
// Ways operands may fall together; more than the rows of any table met, less than what takes long.
constexpr size_t kMaxLifted = 20'000;
// A text in so many pieces counts as one way more: what prints an object with all it holds is no name, and each way takes its room.
constexpr size_t kPiecesOfAWay = 8;
// And values looked at to tell those ways apart: operands that hang on many decisions of their own cost this even where few ways are left.
constexpr uint64_t kMaxFixed = 400'000;
// The same for values that meet after a branch: enough for every switch over names seen so far; a table that comes through a
// branch may keep its rows and a few more.
constexpr uint32_t kMaxJoinedLeaves = 64, kJoinMargin = 16;
// And for values that hold no text, metric or table, which nothing we look for hangs on.
constexpr uint32_t kMaxDullLeaves = 6;

bool IsTelling(mdg::Value value) {
  return value->telling || value->Is(ValueKind::kText) || value->Is(ValueKind::kNative) || value->Is(ValueKind::kMap);
}

uint64_t BitOf(ChoiceId choice) { return uint64_t{1} << (choice % 64); }

}  // namespace

Value Values::Choice(ChoiceId choice, std::vector<Value> alternatives) {
  MDG_CHECK(!alternatives.empty());
  for (Value& alternative : alternatives) {
    // Within alternative i of a decision the decision has fallen: a nested mention of it is resolved by Fix when read.
    if (alternative->Is(ValueKind::kChoice) && alternative->choice == choice) {
      const size_t index = static_cast<size_t>(&alternative - alternatives.data());
      alternative = alternative->items[std::min(index, alternative->items.size() - 1)];
    }
  }
  const bool same = std::all_of(alternatives.begin() + 1, alternatives.end(),
                                [&](Value other) { return Equal(alternatives[0], other); });
  if (same) return alternatives[0];
  ValueNode* node = New(ValueKind::kChoice);
  node->choice = choice;
  node->items = std::move(alternatives);
  node->choices = BitOf(choice);
  node->leaves = 0;
  for (Value item : node->items) {
    node->choices |= item->choices;
    node->leaves += item->leaves;
    node->depth = std::max(node->depth, item->depth + 1);
    node->may_be_nil = node->may_be_nil || item->may_be_nil || item->Is(ValueKind::kNil);
    node->telling = node->telling || IsTelling(item);
  }
  if (node->leaves > kMaxLeaves || node->depth > kMaxDepth) return Unknown("value", Reason::kLimit);
  return node;
}

Value Values::JoinedChoice(ChoiceId choice, std::vector<Value> alternatives) {
  uint32_t most = 0, total = 0;
  for (Value alternative : alternatives) {
    most = std::max(most, alternative->leaves);
    total += alternative->leaves;
  }
  const Value first = alternatives.front();
  const bool telling = total <= kMaxDullLeaves || std::any_of(alternatives.begin(), alternatives.end(), IsTelling);
  if (!telling || (total > kMaxJoinedLeaves && total > most + kJoinMargin && alternatives.size() == 2)) {
    return Unknown("value", Reason::kLimit, first->type);
  }
  return Choice(choice, std::move(alternatives));
}

Value Values::Fix(Value value, ChoiceId choice, size_t index) {
  if ((value->choices & BitOf(choice)) == 0) return value;
  ++work_, ++fixed_;
  switch (value->kind) {
    case ValueKind::kChoice: {
      if (value->choice == choice) return Fix(value->items[std::min(index, value->items.size() - 1)], choice, index);
      std::vector<Value> items;  // filled from the first change on: most fixing changes nothing
      for (size_t i = 0; i < value->items.size(); ++i) {
        const Value fixed = Fix(value->items[i], choice, index);
        if (fixed == value->items[i] && items.empty()) continue;
        if (items.empty()) items = value->items;
        items[i] = fixed;
      }
      return items.empty() ? value : Choice(value->choice, std::move(items));
    }
    case ValueKind::kTuple: {
      ValueNode* copy = nullptr;
      for (size_t i = 0; i < value->items.size(); ++i) {
        Value fixed = Fix(value->items[i], choice, index);
        if (fixed == value->items[i]) continue;
        if (copy == nullptr) copy = Copy(value);
        copy->items[i] = fixed;
      }
      return copy ? copy : value;
    }
    case ValueKind::kRecord: {
      ValueNode* copy = nullptr;
      for (size_t i = 0; i < value->fields.size(); ++i) {
        Value fixed = Fix(value->fields[i].value, choice, index);
        if (fixed == value->fields[i].value) continue;
        if (copy == nullptr) copy = Copy(value);
        copy->fields[i].value = fixed;
      }
      return copy ? copy : value;
    }
    case ValueKind::kList: {
      std::vector<ListBacking::Element> elements;
      for (size_t i = 0; i < value->length; ++i) {
        const Value fixed = Fix(value->backing->elements[i].value, choice, index);
        if (fixed == value->backing->elements[i].value && elements.empty()) continue;
        if (elements.empty()) elements.assign(value->backing->elements.begin(), value->backing->elements.begin() + value->length);
        elements[i].value = fixed;
      }
      if (elements.empty()) return value;
      ValueNode* copy = Copy(List(std::move(elements), value->type));
      copy->open = value->open;
      return copy;
    }
    default: return value;
  }
}

Value Values::Lift(const std::vector<Value>& operands, const std::function<Value(const std::vector<Value>&)>& apply) {
  LiftBudget budget{kMaxLifted, fixed_ + kMaxFixed};
  return LiftWithin(operands, apply, budget);
}

Value Values::LiftWithin(const std::vector<Value>& operands, const std::function<Value(const std::vector<Value>&)>& apply, LiftBudget& budget) {
  Value chooser = nullptr;
  for (Value operand : operands) {
    if (operand->Is(ValueKind::kChoice) && (chooser == nullptr || operand->choice < chooser->choice)) chooser = operand;
  }
  if (chooser == nullptr) {
    ++work_;
    if (budget.ways == 0) return Unknown("value", Reason::kLimit);
    --budget.ways;
    const Value result = apply(operands);
    if (result->Is(ValueKind::kText)) budget.ways -= std::min(budget.ways, result->text.size() / kPiecesOfAWay);
    return result;
  }
  std::vector<Value> results;
  for (size_t i = 0; i < chooser->items.size(); ++i) {
    std::vector<Value> fixed;
    for (Value operand : operands) fixed.push_back(Fix(operand, chooser->choice, i));
    if (fixed_ > budget.last_fixed) budget.ways = 0;
    results.push_back(LiftWithin(fixed, apply, budget));
    if (budget.ways == 0) return Unknown("value", Reason::kLimit);
  }
  return Choice(chooser->choice, std::move(results));
}

void Values::CollectChoices(Value value, std::map<ChoiceId, size_t>& choices, int depth) {
  if (depth > 12) return;
  switch (value->kind) {
    case ValueKind::kChoice:
      choices.emplace(value->choice, value->items.size());
      [[fallthrough]];
    case ValueKind::kTuple:
      for (Value item : value->items) CollectChoices(item, choices, depth + 1);
      break;
    case ValueKind::kRecord:
      for (const RecordField& field : value->fields) CollectChoices(field.value, choices, depth + 1);
      break;
    case ValueKind::kList:
      for (size_t i = 0; i < value->length; ++i) CollectChoices(value->backing->elements[i].value, choices, depth + 1);
      break;
    default: break;
  }
}

}  // namespace mdg::evaluate
