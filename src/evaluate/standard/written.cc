// In: calls on builders and buffers. Out: the texts in them. See written.h.
#include "evaluate/standard/written.h"

#include <algorithm>
#include <utility>

namespace mdg::evaluate {

namespace {

constexpr std::string_view kText = "";  // the field of an object that holds its text: no field of Go's has that name

}  // namespace

bool Written::IsText(Value object) const {
  if (!object->Is(ValueKind::kPointer) || e_.slice_.HasExposition(e_.M())) return false;
  const Value inside = e_.Dereference(object);
  return inside->Is(ValueKind::kRecord) && Types::IsWrittenText(inside->type);
}

Value Written::Content(Value object) {
  const Value inside = e_.Dereference(object);
  return inside->fields.empty() ? e_.values_.EmptyText() : inside->fields.front().value;
}

// Nobody asks for the text of what stays empty: code out of sight fills it.
Value Written::Whole(Value object) {
  const Value content = Content(object);
  const bool empty = content->Is(ValueKind::kText) && content->text.empty();
  return empty ? e_.values_.Unknown("text", Reason::kRuntimeData) : content;
}

void Written::Set(Value object, Value text) {
  e_.WritePath(object->cell, object->path, e_.values_.Record(e_.Dereference(object)->type, {{kText, text}}));
}

void Written::Append(Value object, Value text) {
  const Value content = Content(object);
  for (AnyRounds& rounds : e_.rounds_) {
    const auto is_it = [&](const auto& known) { return known.first->cell == object->cell && known.first->path == object->path; };
    const bool is_known = object->cell >= rounds.first_cell || std::any_of(rounds.before.begin(), rounds.before.end(), is_it);
    if (!is_known) rounds.before.emplace_back(object, content);
  }
  Set(object, e_.values_.Concatenate(content, text));
}

void Written::BeginRounds() { e_.rounds_.push_back({static_cast<CellId>(e_.memory_.size()), {}}); }

void Written::EndRounds() {
  const AnyRounds rounds = std::move(e_.rounds_.back());
  e_.rounds_.pop_back();
  for (const auto& [object, text] : rounds.before) Set(object, e_.values_.Concatenate(text, e_.values_.Unknown("text", Reason::kRuntimeData)));
}

Value Written::Result() { return e_.values_.Tuple({e_.values_.Unknown("written", Reason::kRuntimeData), e_.values_.Nil()}); }

Value Written::NewBuffer(Value text) {
  const Type* type = e_.types_.External("bytes", "Buffer");
  const Value content = text->Is(ValueKind::kNil) ? e_.values_.EmptyText() : e_.Conversion(e_.types_.Basic("string"), text);
  return e_.values_.Pointer(e_.memory_.New(e_.values_.Record(type, {{kText, content}})), {}, e_.types_.PointerTo(type));
}

Value Written::CallMethod(NodeId call, Value object, std::string_view name) {
  if (name == "String") return Whole(object);
  if (name == "Bytes") return e_.values_.WithType(Whole(object), e_.types_.SliceOf(e_.types_.Basic("byte")));
  if (name == "Len") return Values::IsKnownText(Content(object)) ? e_.values_.Integer(static_cast<int64_t>(Values::KnownText(Content(object)).size())) : nullptr;
  const std::vector<Value> given = e_.EvaluateArguments(call, nullptr).values;
  if (name == "Grow") return e_.values_.Nil();
  if (name == "Reset") {
    Set(object, e_.values_.EmptyText());
    return e_.values_.Nil();
  }
  if (given.size() != 1) return nullptr;
  if (name == "Truncate" && given[0]->is_integer && given[0]->integer == 0) {
    Set(object, e_.values_.EmptyText());
    return e_.values_.Nil();
  }
  if (name == "WriteByte" || name == "WriteRune") {
    Append(object, e_.values_.Lift({given[0]}, [&](const std::vector<Value>& v) { return v[0]->is_integer ? TextOfCharacter(e_.values_, v[0]) : v[0]; }));
    return name == "WriteByte" ? e_.values_.Nil() : Result();
  }
  if (name == "WriteString" || name == "Write") {
    Append(object, e_.Conversion(e_.types_.Basic("string"), given[0]));
    return Result();
  }
  Set(object, e_.values_.Unknown("text", Reason::kRuntimeData));  // something else happens to it
  return nullptr;
}

}  // namespace mdg::evaluate
