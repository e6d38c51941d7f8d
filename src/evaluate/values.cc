// In: values. Out: new values. Every function is total; see values.h for the rules they keep.
#include "evaluate/values.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/check.h"

namespace mdg::evaluate {

namespace {

// More alternatives than this in one value are not followed: the value becomes unknown with reason `limit`.
constexpr uint32_t kMaxLeaves = 20'000;
// And how deep decisions may hang on one another: a switch with many cases nests them.
constexpr uint32_t kMaxDepth = 200;
// Ways operands may fall together; more than the rows of any table met, less than what takes long.
constexpr size_t kMaxLifted = 20'000;
// The same for values that meet after a branch: enough for every switch over names seen so far; a table that comes through a
// branch may keep its rows and a few more.
constexpr uint32_t kMaxJoinedLeaves = 64, kJoinMargin = 16;
// And for values that hold neither a text nor a metric, which nothing we look for hangs on.
constexpr uint32_t kMaxDullLeaves = 6;

bool IsTelling(mdg::Value value) {
  if (!value->Is(ValueKind::kChoice)) return value->Is(ValueKind::kText) || value->Is(ValueKind::kNative);
  return std::any_of(value->items.begin(), value->items.end(), IsTelling);
}

std::string NumberText(Value value) {
  if (value->is_integer) return std::to_string(value->integer);
  char text[40];
  std::snprintf(text, sizeof text, "%.15g", value->number);
  return text;
}

void AppendPiece(std::vector<TextPiece>& pieces, const TextPiece& piece) {
  if (piece.hole == nullptr && piece.literal.empty()) return;
  if (piece.hole == nullptr && !pieces.empty() && pieces.back().hole == nullptr) {
    pieces.back().literal += piece.literal;
  } else {
    pieces.push_back(piece);
  }
}

uint64_t BitOf(ChoiceId choice) { return uint64_t{1} << (choice % 64); }

}  // namespace

Values::Values() {
  nil_ = New(ValueKind::kNil);
  ValueNode* yes = New(ValueKind::kBool);
  yes->boolean = true;
  true_ = yes;
  false_ = New(ValueKind::kBool);
  empty_text_ = New(ValueKind::kText);
}

ValueNode* Values::New(ValueKind kind) {
  nodes_.emplace_back();
  nodes_.back().kind = kind;
  return &nodes_.back();
}

ValueNode* Values::Copy(Value value) {
  nodes_.push_back(*value);
  return &nodes_.back();
}

const Trail* Values::NewTrail(Trail trail) {
  trails_.push_back(trail);
  return &trails_.back();
}

const std::string* Values::Keep(std::string text) { return &*strings_.insert(std::move(text)).first; }

const mdg::Condition* Values::NewCondition(mdg::Condition condition) {
  conditions_.push_back(std::move(condition));
  return &conditions_.back();
}

Value Values::Unknown(std::string name, Reason reason, const Type* type, bool is_named) {
  ValueNode* node = New(ValueKind::kUnknown);
  node->name = name.empty() ? "value" : std::move(name);
  node->reason = reason;
  node->type = type;
  node->is_named = is_named;
  node->identity = ++last_unknown_;
  return node;
}

Value Values::Condition(const mdg::Condition* condition) {
  ValueNode* node = New(ValueKind::kUnknown);
  node->name = "condition";
  node->reason = Reason::kRuntimeData;
  node->condition = condition;
  node->identity = ++last_unknown_;
  return node;
}

Value Values::Integer(int64_t value, const Type* type) {
  ValueNode* node = New(ValueKind::kNumber);
  node->is_integer = true;
  node->integer = value;
  node->number = static_cast<double>(value);
  node->type = type;
  return node;
}

Value Values::Real(double value, const Type* type) {
  ValueNode* node = New(ValueKind::kNumber);
  node->number = value;
  node->type = type;
  return node;
}

Value Values::Literal(std::string_view text, const Trail* trail) {
  if (text.empty() && trail == nullptr) return empty_text_;
  ValueNode* node = New(ValueKind::kText);
  if (!text.empty()) node->text.push_back({std::string(text), nullptr});
  node->trail = trail;
  return node;
}

Value Values::List(std::vector<ListBacking::Element> elements, const Type* type) {
  ValueNode* node = New(ValueKind::kList);
  backings_.push_back({std::move(elements)});
  node->backing = &backings_.back();
  node->length = static_cast<uint32_t>(node->backing->elements.size());
  node->type = type;
  for (const ListBacking::Element& element : node->backing->elements) node->choices |= element.value->choices;
  return node;
}

Value Values::Record(const Type* type, std::vector<RecordField> fields) {
  ValueNode* node = New(ValueKind::kRecord);
  node->type = type;
  node->fields = std::move(fields);
  for (const RecordField& field : node->fields) node->choices |= field.value->choices;
  return node;
}

Value Values::Pointer(CellId cell, std::vector<std::string_view> path, const Type* type) {
  ValueNode* node = New(ValueKind::kPointer);
  node->cell = cell;
  node->path = std::move(path);
  node->type = type;
  return node;
}

Value Values::Map(CellId cell, const Type* type) {
  ValueNode* node = New(ValueKind::kMap);
  node->cell = cell;
  node->type = type;
  return node;
}

Value Values::OfType(const Type* type) {
  ValueNode* node = New(ValueKind::kType);
  node->denoted = type;
  return node;
}

Value Values::Tuple(std::vector<Value> items) {
  ValueNode* node = New(ValueKind::kTuple);
  node->items = std::move(items);
  for (Value item : node->items) node->choices |= item->choices;
  return node;
}

Value Values::Package(std::string_view import_path) {
  ValueNode* node = New(ValueKind::kPackage);
  node->name = import_path;
  return node;
}

Value Values::Native(NativeKind kind, uint32_t id, std::string name, std::vector<Value> parts) {
  ValueNode* node = New(ValueKind::kNative);
  node->native = kind;
  node->id = id;
  node->name = std::move(name);
  node->items = std::move(parts);
  return node;
}

// Lists grow like Go's slices: while the backing ends where this list ends, the new element goes behind it and older
// (shorter) lists never see it.
Value Values::Append(Value list, Value element, bool sometimes) {
  if (!list->Is(ValueKind::kList)) return List({{element, sometimes}}, nullptr);
  ValueNode* longer = Copy(list);
  ListBacking* backing = list->backing;
  if (backing->elements.size() != list->length) {
    backings_.push_back({{backing->elements.begin(), backing->elements.begin() + list->length}});
    backing = longer->backing = &backings_.back();
  }
  backing->elements.push_back({element, sometimes});
  longer->length = list->length + 1;
  longer->choices |= element->choices;
  return longer;
}

Value Values::WithType(Value value, const Type* type) {
  if (value->type == type || type == nullptr) return value;
  if (value->Is(ValueKind::kChoice)) {
    std::vector<Value> items;
    for (Value item : value->items) items.push_back(WithType(item, type));
    return Choice(value->choice, std::move(items));
  }
  ValueNode* copy = Copy(value);
  copy->type = type;
  return copy;
}

Value Values::WithTrail(Value value, const Module* module, uint32_t offset, const char* what) {
  if (value->Is(ValueKind::kRecord) || value->Is(ValueKind::kPointer)) return value;
  ValueNode* copy = Copy(value);
  copy->trail = NewTrail({module, offset, what, value->trail, nullptr});
  return copy;
}

Value Values::WithNote(Value value, const std::string& note) {
  if (value->Is(ValueKind::kChoice)) {
    std::vector<Value> items;
    for (Value item : value->items) items.push_back(WithNote(item, note));
    return Choice(value->choice, std::move(items));
  }
  ValueNode* copy = Copy(value);
  copy->note = Keep(note);
  return copy;
}

Value Values::Named(Value value, std::string_view name) {
  if (name == "_" || name.empty()) return value;
  if (value->Is(ValueKind::kText) && value->text.size() == 1 && value->text[0].hole != nullptr &&
      !value->text[0].hole->is_named) {
    ValueNode* copy = Copy(value);
    copy->text[0].hole = Named(value->text[0].hole, name);
    return copy;
  }
  if (!value->Is(ValueKind::kUnknown) || value->is_named) return value;
  ValueNode* copy = Copy(value);
  copy->name = name;
  copy->is_named = true;
  return copy;
}

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
  ++work_;
  switch (value->kind) {
    case ValueKind::kChoice: {
      if (value->choice == choice) return Fix(value->items[std::min(index, value->items.size() - 1)], choice, index);
      std::vector<Value> items;
      bool changed = false;
      for (Value item : value->items) {
        items.push_back(Fix(item, choice, index));
        changed |= items.back() != item;
      }
      return changed ? Choice(value->choice, std::move(items)) : value;
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
      bool changed = false;
      for (size_t i = 0; i < value->length; ++i) {
        ListBacking::Element element = value->backing->elements[i];
        Value fixed = Fix(element.value, choice, index);
        changed |= fixed != element.value;
        element.value = fixed;
        elements.push_back(element);
      }
      if (!changed) return value;
      ValueNode* copy = Copy(List(std::move(elements), value->type));
      copy->open = value->open;
      return copy;
    }
    default: return value;
  }
}

Value Values::Lift(const std::vector<Value>& operands, const std::function<Value(const std::vector<Value>&)>& apply) {
  size_t left = kMaxLifted;
  return LiftWithin(operands, apply, left);
}

Value Values::LiftWithin(const std::vector<Value>& operands, const std::function<Value(const std::vector<Value>&)>& apply, size_t& left) {
  Value chooser = nullptr;
  for (Value operand : operands) {
    if (operand->Is(ValueKind::kChoice) && (chooser == nullptr || operand->choice < chooser->choice)) chooser = operand;
  }
  if (chooser == nullptr) {
    ++work_;
    if (left == 0) return Unknown("value", Reason::kLimit);
    --left;
    return apply(operands);
  }
  std::vector<Value> results;
  for (size_t i = 0; i < chooser->items.size(); ++i) {
    std::vector<Value> fixed;
    for (Value operand : operands) fixed.push_back(Fix(operand, chooser->choice, i));
    results.push_back(LiftWithin(fixed, apply, left));
    if (left == 0) return Unknown("value", Reason::kLimit);
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

Value Values::Stringify(Value value) {
  switch (value->kind) {
    case ValueKind::kText: return value;
    case ValueKind::kBool: return Literal(value->boolean ? "true" : "false");
    case ValueKind::kNumber: return Literal(NumberText(value), value->trail);
    case ValueKind::kNil: return Literal("<nil>");
    case ValueKind::kChoice:
      return Lift({value}, [&](const std::vector<Value>& v) { return Stringify(v[0]); });
    default: break;
  }
  Value hole = value->Is(ValueKind::kUnknown) ? value : Unknown("value", Reason::kUnsupported);
  ValueNode* node = New(ValueKind::kText);
  node->text.push_back({"", hole});
  node->trail = value->trail;
  node->note = value->note;
  return node;
}

Value Values::Concatenate(Value left, Value right) {
  return Lift({left, right}, [&](const std::vector<Value>& v) -> Value {
    Value a = Stringify(v[0]), b = Stringify(v[1]);
    ValueNode* node = New(ValueKind::kText);
    for (const TextPiece& piece : a->text) AppendPiece(node->text, piece);
    for (const TextPiece& piece : b->text) AppendPiece(node->text, piece);
    node->type = a->type ? a->type : b->type;
    node->note = a->note ? a->note : b->note;
    node->trail = a->trail == nullptr   ? b->trail
                  : b->trail == nullptr ? a->trail
                                        : NewTrail({nullptr, 0, "", a->trail, b->trail});
    return node;
  });
}

Value Values::MapText(Value text, const std::function<std::string(const std::string&)>& apply) {
  return Lift({text}, [&](const std::vector<Value>& v) -> Value {
    Value value = Stringify(v[0]);
    ValueNode* node = New(ValueKind::kText);
    for (const TextPiece& piece : value->text) {
      AppendPiece(node->text, piece.hole ? piece : TextPiece{apply(piece.literal), nullptr});
    }
    node->trail = value->trail;
    node->note = value->note;
    return node;
  });
}

bool Values::IsKnownText(Value value) {
  return value->Is(ValueKind::kText) &&
         (value->text.empty() || (value->text.size() == 1 && value->text[0].hole == nullptr));
}

std::string Values::KnownText(Value value) { return value->text.empty() ? "" : value->text[0].literal; }

Text Values::ToText(Value value) {
  Text text;
  switch (value->kind) {
    case ValueKind::kText:
      for (const TextPiece& piece : value->text) {
        if (piece.hole) {
          text.Append(Hole{piece.hole->name, piece.hole->reason});
        } else {
          text.Append(std::string_view(piece.literal));
        }
      }
      break;
    case ValueKind::kNumber: text.Append(std::string_view(NumberText(value))); break;
    case ValueKind::kBool: text.Append(std::string_view(value->boolean ? "true" : "false")); break;
    case ValueKind::kUnknown: text.Append(Hole{value->name, value->reason}); break;
    case ValueKind::kChoice: text.Append(Hole{"value", Reason::kLimit}); break;
    default: text.Append(Hole{"value", Reason::kUnsupported}); break;
  }
  return text;
}

bool Values::Equal(Value a, Value b, int depth) {
  if (a == b) return true;
  if (a->kind != b->kind || depth > 6) return false;
  switch (a->kind) {
    case ValueKind::kNil: return true;
    case ValueKind::kBool: return a->boolean == b->boolean;
    case ValueKind::kNumber: return a->number == b->number && a->type == b->type;
    case ValueKind::kUnknown: return a->identity == b->identity;
    case ValueKind::kText:
      return a->type == b->type && a->text.size() == b->text.size() &&
             std::equal(a->text.begin(), a->text.end(), b->text.begin(), [](const TextPiece& x, const TextPiece& y) {
               if ((x.hole == nullptr) != (y.hole == nullptr)) return false;
               return x.hole ? x.hole->identity == y.hole->identity : x.literal == y.literal;
             });
    case ValueKind::kPointer:
    case ValueKind::kMap: return a->cell == b->cell && a->path == b->path;
    case ValueKind::kNative:
      return a->native == b->native && a->id == b->id && a->name == b->name && a->items == b->items;
    case ValueKind::kFunction:
      return a->symbol == b->symbol && a->node == b->node && a->scope == b->scope && a->receiver == b->receiver &&
             a->name == b->name;
    case ValueKind::kType: return a->denoted == b->denoted;
    case ValueKind::kList:
      if (a->length != b->length || a->open != b->open) return false;
      for (size_t i = 0; i < a->length; ++i) {
        const auto &x = a->backing->elements[i], &y = b->backing->elements[i];
        if (x.sometimes != y.sometimes || !Equal(x.value, y.value, depth + 1)) return false;
      }
      return true;
    case ValueKind::kRecord:
      if (a->type != b->type || a->open != b->open || a->fields.size() != b->fields.size()) return false;
      for (size_t i = 0; i < a->fields.size(); ++i) {
        if (a->fields[i].name != b->fields[i].name || !Equal(a->fields[i].value, b->fields[i].value, depth + 1)) return false;
      }
      return true;
    case ValueKind::kTuple:
    case ValueKind::kChoice:
      if (a->choice != b->choice || a->items.size() != b->items.size()) return false;
      for (size_t i = 0; i < a->items.size(); ++i) {
        if (!Equal(a->items[i], b->items[i], depth + 1)) return false;
      }
      return true;
    default: return false;
  }
}

}  // namespace mdg::evaluate
