// In: values. Out: new values. Every function is total; see values.h for the rules they keep.
#include "evaluate/values/values.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/check.h"
#include "base/utf8.h"

namespace mdg::evaluate {

namespace {

std::string NumberText(Value value) {
  if (value->is_integer) return std::to_string(value->integer);
  char text[40];
  std::snprintf(text, sizeof text, "%.15g", value->number);
  return text;
}

void AppendPiece(SharedArray<TextPiece>& pieces, const TextPiece& piece) {
  if (piece.hole == nullptr && piece.literal.empty()) return;
  if (piece.hole == nullptr && !pieces.empty() && pieces.back().hole == nullptr) {
    pieces.back().literal += piece.literal;
  } else {
    pieces.push_back(piece);
  }
}

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
  ++work_, ++made_;
  ValueNode* node = &nodes_.Add();
  node->kind = kind;
  node->serial = ++last_serial_;
  return node;
}

ValueNode* Values::Copy(Value value) {
  ++work_, ++made_;
  ValueNode* node = &nodes_.Add(*value);
  node->serial = ++last_serial_;
  return node;
}

void Values::KeepReached() {
  for (Value value : {nil_, true_, false_, empty_text_}) value->reached = true;
  for (const auto& [name, package] : packages_) package->reached = true;
  for (const auto& [declared, function] : functions_) function->reached = true;
  const auto goes = [](auto& object) { return !std::exchange(object.reached, false); };
  const size_t kept = nodes_.Reuse(goes);
  backings_.Reuse(goes);
  made_ = 0;
  worthwhile_ = std::max(kFirstReclaim, kept);  // so that looking takes no more than a part of the time of making
}

const Trail* Values::NewTrail(Trail trail) {
  return &trails_.Add(trail);
}

const mdg::Condition* Values::NewCondition(mdg::Condition condition) {
  return &conditions_.Add(std::move(condition));
}

Value Values::Unknown(std::string name, Reason reason, const Type* type, bool is_named) {
  ValueNode* node = New(ValueKind::kUnknown);
  node->name = name.empty() ? value_name_ : NameOf(std::move(name));
  node->reason = reason;
  node->type = type;
  node->is_named = is_named;
  node->identity = ++last_unknown_;
  return node;
}

Value Values::Condition(const mdg::Condition* condition) {
  ValueNode* node = New(ValueKind::kUnknown);
  node->name = NameOf("condition");
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
  node->backing = &backings_.Add(std::move(elements));
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
  const Name name = NameOf(std::string(import_path));
  Value& package = packages_[&name.text()];
  if (package != nullptr) return package;
  ValueNode* node = New(ValueKind::kPackage);
  node->name = name;
  return package = node;
}

Value Values::Function(const Symbol* declared) {
  Value& function = functions_[declared];
  if (function != nullptr) return function;
  ValueNode* node = New(ValueKind::kFunction);
  node->symbol = declared;
  return function = node;
}

Value Values::Native(NativeKind kind, uint32_t id, std::string name, std::vector<Value> parts) {
  ValueNode* node = New(ValueKind::kNative);
  node->native = kind;
  node->id = id;
  node->name = NameOf(std::move(name));
  node->items = std::move(parts);
  return node;
}

// Lists grow like Go's slices: while the backing ends where this list ends, the new element goes behind it and older
// (shorter) lists never see it.
Value Values::Append(Value list, Value element, Occurrence sometimes) {
  if (!list->Is(ValueKind::kList)) return List({{element, sometimes}}, nullptr);
  ValueNode* longer = Copy(list);
  ListBacking* backing = list->backing;
  if (backing->elements.size() != list->length) {
    const auto begin = backing->elements.begin();
    backing = longer->backing = &backings_.Add(std::vector<ListBacking::Element>(begin, begin + list->length));
  }
  backing->elements.push_back({element, sometimes});
  longer->length = list->length + 1;
  if (longer->id != 0) longer->id = 0, longer->integer = 0;  // its array need not be the one it grew out of
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

Value Values::RestingOn(Value value, const Default& setting) {
  if (value->Is(ValueKind::kChoice)) {
    std::vector<Value> items;
    for (Value item : value->items) items.push_back(RestingOn(item, setting));
    return Choice(value->choice, std::move(items));
  }
  ValueNode* copy = Copy(value);
  copy->rests_on = &*defaults_.insert(setting).first;
  return copy;
}

Value Values::MaySet(Value value) {
  if (value->may_be_set) return value;
  ValueNode* copy = Copy(value);
  copy->may_be_set = true;
  return copy;
}

// What is made of a value is as certain as the value.
Value Values::AsCertainAs(Value from, Value made) {
  if (from->rests_on == nullptr && !from->may_be_set) return made;
  ValueNode* copy = Copy(made);
  copy->rests_on = from->rests_on;
  copy->may_be_set = from->may_be_set;
  return copy;
}

Value Values::Named(Value value, std::string_view name) {
  if (name == "_" || name.empty()) return value;
  // Letters a reader of the name knows nothing by; Go gives them these meanings.
  if (name == "k") name = "key";
  if (name == "i" || name == "j") name = "index";
  if (value->Is(ValueKind::kText) && value->text.size() == 1 && value->text[0].hole != nullptr &&
      !value->text[0].hole->is_named) {
    ValueNode* copy = Copy(value);
    copy->text[0].hole = Named(value->text[0].hole, name);
    return copy;
  }
  if (!value->Is(ValueKind::kUnknown) || value->is_named) return value;
  ValueNode* copy = Copy(value);
  copy->name = NameOf(std::string(name));
  copy->is_named = true;
  return copy;
}

namespace {

// What a name of a package that is not there stands for is a function as good as anything; where a text is wanted, it is a constant nobody sees.
Hole WhyNoText(Value value) {
  const bool is_far = value->Is(ValueKind::kFunction) && value->symbol == nullptr && value->denoted != nullptr && value->receiver == nullptr;
  return is_far ? Hole{std::string(value->denoted->name), Reason::kNoSource} : Hole{"value", Reason::kUnsupported};
}

}  // namespace

Value Values::Stringify(Value value) {
  switch (value->kind) {
    case ValueKind::kText: return value;
    case ValueKind::kBool: return AsCertainAs(value, Literal(value->boolean ? "true" : "false"));
    case ValueKind::kNumber: return AsCertainAs(value, Literal(NumberText(value), value->trail));
    case ValueKind::kNil: return Literal("<nil>");
    case ValueKind::kChoice:
      return Lift({value}, [&](const std::vector<Value>& v) { return Stringify(v[0]); });
    default: break;
  }
  const Hole why = WhyNoText(value);
  Value hole = value->Is(ValueKind::kUnknown) ? value : Unknown(why.name, why.reason);
  ValueNode* node = New(ValueKind::kText);
  node->text.push_back({"", hole});
  node->trail = value->trail;
  node->rests_on = value->rests_on;
  return node;
}

Value Values::Concatenate(Value left, Value right) {
  return Lift({left, right}, [&](const std::vector<Value>& v) -> Value {
    Value a = Stringify(v[0]), b = Stringify(v[1]);
    ValueNode* node = New(ValueKind::kText);
    for (const TextPiece& piece : a->text) AppendPiece(node->text, piece);
    for (const TextPiece& piece : b->text) AppendPiece(node->text, piece);
    node->type = a->type ? a->type : b->type;
    node->rests_on = a->rests_on ? a->rests_on : b->rests_on;
    node->may_be_set = a->may_be_set || b->may_be_set;
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
    node->rests_on = value->rests_on;
    node->may_be_set = value->may_be_set;
    return node;
  });
}

bool Values::IsSomeRegisterer(Value value) {
  if (!value->Is(ValueKind::kChoice) || !value->telling) return false;
  return std::any_of(value->items.begin(), value->items.end(), [](Value item) {
    const bool is_one = item->Is(ValueKind::kNative) && (item->native == NativeKind::kRegisterer || item->native == NativeKind::kFactory);
    return is_one || IsSomeRegisterer(item);
  });
}

bool Values::IsKnownText(Value value) {
  return value->Is(ValueKind::kText) &&
         (value->text.empty() || (value->text.size() == 1 && value->text[0].hole == nullptr));
}

std::string Values::KnownText(Value value) { return value->text.empty() ? "" : value->text[0].literal; }

const Trail* Values::LastLiteral(const Trail* trail, int depth) {
  if (trail == nullptr || depth > 64) return nullptr;
  if (const Trail* found = LastLiteral(trail->right, depth + 1)) return found;
  if (const Trail* found = LastLiteral(trail->left, depth + 1)) return found;
  return trail->module != nullptr && std::string_view(trail->what) == "literal" ? trail : nullptr;
}

Text Values::ToText(Value value) {
  Text text;
  switch (value->kind) {
    case ValueKind::kText:
      for (const TextPiece& piece : value->text) {
        if (piece.hole) {
          text.Append(Hole{ValidUtf8(piece.hole->name.text()), piece.hole->reason});
        } else {
          text.Append(std::string_view(ValidUtf8(piece.literal)));
        }
      }
      break;
    case ValueKind::kNumber: text.Append(std::string_view(NumberText(value))); break;
    case ValueKind::kBool: text.Append(std::string_view(value->boolean ? "true" : "false")); break;
    case ValueKind::kUnknown: text.Append(Hole{ValidUtf8(value->name.text()), value->reason}); break;
    case ValueKind::kChoice: text.Append(Hole{"value", Reason::kLimit}); break;
    default: text.Append(WhyNoText(value)); break;
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
             a->name == b->name && a->number == b->number;
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
      if (a->choice != b->choice || a->leaves != b->leaves || a->choices != b->choices || a->items.size() != b->items.size()) return false;
      for (size_t i = 0; i < a->items.size(); ++i) {
        if (!Equal(a->items[i], b->items[i], depth + 1)) return false;
      }
      return true;
    default: return false;
  }
}

}  // namespace mdg::evaluate
