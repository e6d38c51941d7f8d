// Names that are mended by a regular expression: invalid.ReplaceAllString(name, "_").
// In: a pattern, a text of which a part may not be known. Out: the text; a hole in it becomes another, which remembers what it was made of.
// See standard_library.h.
#include <map>

#include "evaluate/standard/standard_library.h"
#include "evaluate/values/patterns.h"

namespace mdg::evaluate {

namespace {

// The last name readers should see in each way a text can be.
void CollectLastNames(Value text, std::map<std::string, Reason>& names) {
  if (text->Is(ValueKind::kUnknown) && text->is_named) names.emplace(text->name, text->reason);
  if (text->Is(ValueKind::kChoice)) {
    for (Value item : text->items) CollectLastNames(item, names);
  }
  if (!text->Is(ValueKind::kText)) return;
  for (size_t i = text->text.size(); i-- > 0;) {
    const Value hole = text->text[i].hole;
    if (hole == nullptr || !hole->is_named) continue;
    names.emplace(hole->name, hole->reason);
    return;
  }
}

}  // namespace

Value MadeOf(Values& values, Value text, std::string_view method) {
  std::map<std::string, Reason> names;
  CollectLastNames(text, names);
  if (names.size() != 1) return values.Unknown(std::string(method), Reason::kRuntimeData);
  return values.Unknown(names.begin()->first, names.begin()->second, nullptr, true);
}

// invalid.ReplaceAllString(text, "_"): a hole becomes another, which remembers what it was made from; null for any other method.
Value StandardLibrary::ReplaceByPattern(Value pattern, std::string_view method, const std::vector<Value>& a) {
  const bool is_template = method == "ReplaceAllString";
  if (!is_template && method != "ReplaceAllLiteralString") return nullptr;
  if (!pattern->Is(ValueKind::kUnknown) || pattern->items.size() != 1 || a.size() != 2) return nullptr;
  // One of the keys of a table is mended to something that is no longer taken for one of them.
  if (a[0]->Is(ValueKind::kChoice)) return MadeOf(e_.values_, a[0], method);
  return e_.values_.Lift({pattern->items.front(), a[0], a[1]}, [&](const std::vector<Value>& v) -> Value {
    Value mended = e_.values_.EmptyText();
    const bool is_known = Values::IsKnownText(v[0]) && Values::IsKnownText(v[2]);
    for (const TextPiece& piece : e_.values_.Stringify(v[1])->text) {
      const auto literal = is_known && piece.hole == nullptr
                               ? ReplaceFound(Values::KnownText(v[0]), piece.literal, Values::KnownText(v[2]), is_template)
                               : std::nullopt;
      if (piece.hole == nullptr && !literal) return MadeOf(e_.values_, v[1], method);
      if (literal) {
        mended = e_.values_.Concatenate(mended, e_.values_.Literal(*literal, v[1]->trail));
        continue;
      }
      ValueNode* hole = e_.values_.Copy(e_.values_.Unknown(piece.hole->name, piece.hole->reason, nullptr, piece.hole->is_named));
      if (is_known) hole->items = {pattern, piece.hole, v[2], e_.values_.Bool(is_template)};
      mended = e_.values_.Concatenate(mended, hole);
    }
    const bool only_hole = mended->text.size() == 1 && mended->text[0].hole != nullptr;
    return only_hole ? mended->text[0].hole : mended;
  });
}

// Where a branch says what it was made from, a mended hole is known, too.
Value StandardLibrary::Mended(Value hole) {
  const auto learned = e_.learned_.unknowns.find(hole->items[1]->identity);
  if (learned == e_.learned_.unknowns.end()) return hole;
  const Value from = learned->second;
  if (!Values::IsKnownText(from)) return hole;
  const Value pattern = hole->items[0]->items.front();
  const auto literal = ReplaceFound(Values::KnownText(pattern), Values::KnownText(from), Values::KnownText(hole->items[2]), hole->items[3]->boolean);
  return literal ? e_.values_.Literal(*literal, from->trail) : hole;
}

}  // namespace mdg::evaluate
