// Operators on values: arithmetic, concatenation, comparison, logic.
//
// In: Values. Out: Values. Operands that are choices are combined way by way (Values::Lift); an unknown operand gives an unknown
// result that remembers, for comparisons, what was compared, so that a branch can learn from it (branches.cc).
#include "evaluate/standard/durations.h"
#include "evaluate/standard/shared.h"
#include "evaluate/switches/flags.h"
#include "model/setting.h"

namespace mdg::evaluate {

namespace {

// "--mode" without its dashes, of several settings the first.
std::string HoleName(const std::string& setting) {
  const size_t begin = std::min(setting.find_first_not_of('-'), setting.size());
  return setting.substr(begin, setting.find('\n') - begin);
}

}  // namespace

Value Evaluator::EvaluateBinary(NodeId id) {
  const Node& node = M().At(id);
  const Value left = Assumed(Evaluate(node.first));
  // Short circuit as Go does, so that `x != nil && x.name == ...` never asks a nil for its name.
  if (node.op == Operator::kLogicalAnd && Truth(left) == 0 && left->condition == nullptr) return left;
  if (node.op == Operator::kLogicalOr && Truth(left) == 1 && left->condition == nullptr) return left;
  return Binary(node.op, left, Assumed(Evaluate(M().At(node.first).next)));
}

Value Evaluator::Binary(Operator op, Value left, Value right) {
  return values_.Lift({left, right}, [&](const std::vector<Value>& v) -> Value {
    const Value a = v[0], b = v[1];
    switch (op) {
      case Operator::kEqual:
      case Operator::kNotEqual:
      case Operator::kLess:
      case Operator::kLessEqual:
      case Operator::kGreater:
      case Operator::kGreaterEqual: return Compare(op, a, b);
      case Operator::kLogicalAnd:
      case Operator::kLogicalOr: return Logical(op == Operator::kLogicalAnd, a, b);
      case Operator::kAdd: {
        const bool text = a->Is(ValueKind::kText) || b->Is(ValueKind::kText);
        if (text) return values_.Concatenate(a, b);
        return Arithmetic(op, a, b);
      }
      default: return Arithmetic(op, a, b);
    }
  });
}

// `strict && backend == ""`: beside a switch, that a text is empty by default is what giving it changes.
Value Evaluator::ByDefaultOnly(Value answer, Value other) {
  if (other->condition == nullptr || answer->condition != nullptr || answer->rests_on == nullptr || !answer->Is(ValueKind::kBool)) return answer;
  ValueNode* changeable = values_.Copy(answer);
  const Value otherwise = values_.Bool(!answer->boolean);
  changeable->condition = values_.NewCondition({mdg::Condition::Kind::kSwitch, answer, answer->rests_on->setting, nullptr, nullptr, answer->boolean, otherwise});
  return changeable;
}

// What a setting may change is no more certain for being one side of `&&` or `||`.
Value Evaluator::Logical(bool is_and, Value a, Value b) {
  const int decides = is_and ? 0 : 1;
  a = ByDefaultOnly(a, b);
  b = ByDefaultOnly(b, a);
  if (a->condition == nullptr && Truth(a) >= 0) return Truth(a) == decides ? a : b;
  if (b->condition == nullptr && Truth(b) >= 0) return Truth(b) == decides ? b : a;
  if (a->condition == nullptr && b->condition == nullptr) return values_.Unknown("condition", Reason::kRuntimeData);
  const auto kind = is_and ? mdg::Condition::Kind::kAnd : mdg::Condition::Kind::kOr;
  const mdg::Condition* both = values_.NewCondition({kind, nullptr, "", a->condition, b->condition});
  const bool decided = Truth(a) == decides || Truth(b) == decides;
  if (!decided && (Truth(a) < 0 || Truth(b) < 0)) return values_.Condition(both);
  ValueNode* changeable = values_.Copy(values_.Bool(decided == !is_and));
  changeable->condition = both;
  return changeable;
}

Value Evaluator::Arithmetic(Operator op, Value a, Value b) {
  if (const Value length = op == Operator::kMultiply ? MultipliedLength(values_, a, b) : nullptr) return length;
  if (!a->Is(ValueKind::kNumber) || !b->Is(ValueKind::kNumber)) {
    const Value unknown = a->Is(ValueKind::kUnknown) ? a : b;
    return values_.Unknown("value", unknown->Is(ValueKind::kUnknown) ? unknown->reason : Reason::kUnsupported, a->type ? a->type : b->type);
  }
  const Type* type = a->type ? a->type : b->type;
  if (a->is_integer && b->is_integer) {
    const int64_t x = a->integer, y = b->integer;
    int64_t result = 0;
    bool overflow = false;
    switch (op) {
      case Operator::kAdd: overflow = __builtin_add_overflow(x, y, &result); break;
      case Operator::kSubtract: overflow = __builtin_sub_overflow(x, y, &result); break;
      case Operator::kMultiply: overflow = __builtin_mul_overflow(x, y, &result); break;
      case Operator::kDivide: overflow = y == 0 || (y == -1 && x == INT64_MIN); if (!overflow) result = x / y; break;
      case Operator::kRemainder: overflow = y == 0 || y == -1; if (!overflow) result = x % y; break;
      case Operator::kAnd: result = x & y; break;
      case Operator::kOr: result = x | y; break;
      case Operator::kXor: result = x ^ y; break;
      case Operator::kAndNot: result = x & ~y; break;
      case Operator::kShiftLeft: overflow = y < 0 || y > 62 || x < 0 || (x >> (62 - y)) != 0; if (!overflow) result = x << y; break;
      case Operator::kShiftRight: overflow = y < 0 || y > 63; if (!overflow) result = x >> y; break;
      default: overflow = true;
    }
    if (!overflow) return values_.Integer(result, type);
  }
  switch (op) {
    case Operator::kAdd: return values_.Real(a->number + b->number, type);
    case Operator::kSubtract: return values_.Real(a->number - b->number, type);
    case Operator::kMultiply: return values_.Real(a->number * b->number, type);
    case Operator::kDivide: if (b->number != 0) return values_.Real(a->number / b->number, type); break;
    default: break;
  }
  return values_.Unknown("value", Reason::kUnsupported, type);
}

Value Evaluator::Compare(Operator op, Value left, Value right) {
  if (left->Is(ValueKind::kChoice) || right->Is(ValueKind::kChoice)) {
    return values_.Lift({left, right}, [&](const std::vector<Value>& v) { return Compare(op, v[0], v[1]); });
  }
  const bool negated = op == Operator::kNotEqual;
  if (op == Operator::kEqual || op == Operator::kNotEqual) {
    const bool left_nil = left->Is(ValueKind::kNil), right_nil = right->Is(ValueKind::kNil);
    if (left_nil && right_nil && may_fail_ && left->name == "error") return values_.Unknown("condition", Reason::kRuntimeData);
    if (left_nil && right_nil) return values_.Bool(!negated);
    if (left_nil || right_nil) {
      const Value other = left_nil ? right : left;
      if (other->Is(ValueKind::kUnknown)) {
        return other->is_not_nil ? values_.Bool(negated) : values_.Unknown("condition", Reason::kRuntimeData);
      }
      // if options.Factor == 0 { ... }: what a library's record does not say is nil here, whatever the field's type.
      const bool is_number = other->Is(ValueKind::kNumber);
      const bool says_zero = is_number ? other->number == 0 : other->text.empty();
      if (M().language == "go" && (is_number || Values::IsKnownText(other))) return values_.Bool(says_zero != negated);
      // The zero value of a type out of sight; compared with nil, that type is an interface.
      const bool outside = other->Is(ValueKind::kRecord) && other->type != nullptr && other->type->kind == Type::Kind::kExternal;
      if (outside && other->fields.empty()) return values_.Unknown("condition", Reason::kRuntimeData);
      return values_.Bool(negated);
    }
  }
  left = AsNumber(left), right = AsNumber(right);
  const bool texts = Values::IsKnownText(left) && Values::IsKnownText(right);
  const bool numbers = left->Is(ValueKind::kNumber) && right->Is(ValueKind::kNumber);
  int order = 0;
  if (texts) {
    order = Values::KnownText(left).compare(Values::KnownText(right));
  } else if (numbers) {
    order = left->number < right->number ? -1 : left->number > right->number ? 1 : 0;
  } else if (left->Is(ValueKind::kBool) && right->Is(ValueKind::kBool)) {
    if (op == Operator::kEqual && left->boolean && right->condition != nullptr) return right;  // switch { case condition: }
    order = int(left->boolean) - int(right->boolean);
  } else if (op == Operator::kEqual || op == Operator::kNotEqual) {
    if (Truth(left) == 1 && right->Is(ValueKind::kUnknown)) {  // switch { case condition: }
      return negated ? values_.Unknown("condition", Reason::kRuntimeData) : right;
    }
    return CompareUnknown(op, left, right);
  } else {
    return values_.Unknown("condition", Reason::kRuntimeData);
  }
  bool holds = false;
  switch (op) {
    case Operator::kEqual: holds = order == 0; break;
    case Operator::kNotEqual: holds = order != 0; break;
    case Operator::kLess: holds = order < 0; break;
    case Operator::kLessEqual: holds = order <= 0; break;
    case Operator::kGreater: holds = order > 0; break;
    default: holds = order >= 0; break;
  }
  return BySetting(holds, op == Operator::kEqual || op == Operator::kNotEqual, left, right);
}

// prometheus.CounterValue and its siblings count from 1 (client_golang's ValueType), and zero is none of them.
Value Evaluator::AsNumber(Value value) {
  if (!value->Is(ValueKind::kNative) || value->native != NativeKind::kOther || value->name != "value-type") return value;
  switch (static_cast<MetricType>(value->id)) {
    case MetricType::kCounter: return values_.Integer(1);
    case MetricType::kGauge: return values_.Integer(2);
    case MetricType::kUntyped: return values_.Integer(3);
    default: return value;
  }
}

// What comparing gives. With a default among the operands another setting may give the opposite, and what is made then exists too.
// Except for an empty text: `if name == "" { name = "app" }` is how a default is written. `if objects == "" { return }`,
// `if objects != "" { watch(objects) }` and `enabled: objects != ""` are none.
Value Evaluator::BySetting(bool holds, bool equality, Value left, Value right) {
  const Value result = values_.Bool(holds);
  Value otherwise = nullptr;
  if (left->rests_on == nullptr) std::swap(left, right);
  if (left->rests_on == nullptr) return result;
  std::string setting = left->rests_on->setting;
  if (Values::IsKnownText(right)) {
    const std::string text = Values::KnownText(right);
    const bool is_empty = text.empty() && Values::Equal(left, right);
    if (text.empty() && !is_empty) return result;
    if (text.empty() && empty_is_default_) {
      empty_default_ = left->rests_on;
      return values_.RestingOn(result, *left->rests_on);
    }
    const bool same = Values::Equal(left, right);
    if (!text.empty()) setting = Flags::SetTo(setting, (same ? std::string(kOtherThan) : "=") + text);
    if (equality && !same) otherwise = right;
  }
  if (otherwise == nullptr) otherwise = values_.Unknown(HoleName(left->rests_on->setting), Reason::kFlag, left->type, true);
  ValueNode* changeable = values_.Copy(result);
  changeable->condition = values_.NewCondition({mdg::Condition::Kind::kSwitch, left, setting, nullptr, nullptr, holds, otherwise});
  return changeable;
}

Value Evaluator::CompareUnknown(Operator op, Value left, Value right) {
  const bool negated = op == Operator::kNotEqual;
  const bool comparable = left->Is(ValueKind::kPointer) || left->Is(ValueKind::kNative) || left->Is(ValueKind::kType);
  if (comparable && left->kind == right->kind) return values_.Bool(Values::Equal(left, right) != negated);
  if (Values::IsKnownText(left)) std::swap(left, right);
  if (!Values::IsKnownText(right) || !(left->Is(ValueKind::kUnknown) || left->Is(ValueKind::kText))) {
    return values_.Unknown("condition", Reason::kRuntimeData);
  }
  const std::string text = Values::KnownText(right);
  // <x>_total can never equal "up": a text with holes that cannot match is simply different.
  if (left->Is(ValueKind::kText) && !Values::ToText(left).Matches(text)) {
    bool may_be_empty = text.empty();
    std::string literals;
    for (const TextPiece& piece : left->text) literals += piece.literal;
    may_be_empty = may_be_empty || text == literals;
    if (!may_be_empty) return values_.Bool(negated);
  }
  const mdg::Condition* equals = values_.NewCondition({mdg::Condition::Kind::kEquals, left, text});
  if (negated) equals = values_.NewCondition({mdg::Condition::Kind::kNot, nullptr, "", equals});
  return values_.Condition(equals);
}

Value Evaluator::Not(Value condition) {
  const mdg::Condition* known = condition->condition;
  if (known != nullptr) known = values_.NewCondition({mdg::Condition::Kind::kNot, nullptr, "", known});
  if (Truth(condition) < 0) return known != nullptr ? values_.Condition(known) : values_.Unknown("condition", Reason::kRuntimeData);
  ValueNode* negated = values_.Copy(values_.Bool(!condition->boolean));
  negated->condition = known;
  return negated;
}

Value Evaluator::EvaluateUnary(NodeId id) {
  const Node& node = M().At(id);
  const Value operand = Assumed(Evaluate(node.first));
  return values_.Lift({operand}, [&](const std::vector<Value>& v) -> Value {
    const Value x = v[0];
    switch (node.op) {
      case Operator::kAdd: return x;
      case Operator::kSubtract: return Arithmetic(Operator::kSubtract, values_.Integer(0), x);
      case Operator::kXor: return x->is_integer ? values_.Integer(~x->integer, x->type) : values_.Unknown("value", Reason::kUnsupported);
      case Operator::kNot:
        return Not(x);
      case Operator::kReceive: {
        if (Shared(*this).IsChannel(x)) return Shared(*this).Receive(x);
        const Type* channel = types_.Underlying(x->type);
        return values_.Unknown("value", Reason::kRuntimeData, channel ? channel->element : nullptr);
      }
      default: return values_.Unknown("value", Reason::kUnsupported);
    }
  });
}

}  // namespace mdg::evaluate
