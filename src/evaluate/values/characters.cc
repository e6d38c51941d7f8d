// In: character literals, numbers. Out: the numbers and texts they are. See characters.h.
#include "evaluate/values/characters.h"

#include "base/utf8.h"

namespace mdg::evaluate {

Value CharacterOf(Values& values, std::string_view text, const Type* type) {
  if (text.size() == 1) return values.Integer(static_cast<unsigned char>(text[0]), type);  // '\xff' is 255, and no valid UTF-8
  if (!text.empty()) {
    const char32_t character = TakeCharacter(text);
    if (text.empty()) return values.Integer(static_cast<int64_t>(character), type);
  }
  return values.Unknown("character", Reason::kUnsupported);
}

namespace {

constexpr size_t kLongText = 256;

void AppendCode(std::string& text, int64_t code, CharacterUnit unit) {
  const bool valid = code >= 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  if (unit == CharacterUnit::kByte) text += static_cast<char>(static_cast<unsigned char>(code));
  else AppendCharacter(text, valid ? static_cast<char32_t>(code) : kReplacement);
}

}  // namespace

Value TextOfCharacter(Values& values, Value number) {
  std::string text;
  AppendCode(text, number->integer, CharacterUnit::kCharacter);
  return values.Literal(text);
}

std::optional<std::vector<CharacterAt>> CharactersOf(Value value, CharacterUnit unit) {
  if (!Values::IsKnownText(value)) return std::nullopt;
  const std::string text = Values::KnownText(value);
  if (text.size() > kLongText) return std::nullopt;
  std::vector<CharacterAt> characters;
  for (std::string_view rest = text; !rest.empty();) {
    const int64_t offset = static_cast<int64_t>(text.size() - rest.size());
    if (unit == CharacterUnit::kByte) {
      characters.push_back({static_cast<unsigned char>(rest.front()), offset});
      rest.remove_prefix(1);
    } else {
      characters.push_back({static_cast<int64_t>(TakeCharacter(rest)), offset});
    }
  }
  return characters;
}

Value ListOfCharacters(Values& values, Value text, CharacterUnit unit, const Type* list) {
  const auto characters = CharactersOf(text, unit);
  std::vector<ListBacking::Element> elements;
  for (const CharacterAt& character : characters.value_or(std::vector<CharacterAt>())) elements.push_back({values.Integer(character.code), false});
  ValueNode* made = values.Copy(values.List(std::move(elements), list));
  made->open = !characters.has_value();
  made->trail = text->trail;
  return made;
}

Value TextOfCharacters(Values& values, Value list, CharacterUnit unit) {
  if (list->open) return values.Unknown("text", Reason::kRuntimeData);
  Value text = values.EmptyText();
  std::string known;
  for (size_t i = 0; i < list->length; ++i) {
    const ListBacking::Element& element = list->backing->elements[i];
    if (element.sometimes) return values.Unknown("text", Reason::kRuntimeData);
    if (element.value->is_integer) {
      AppendCode(known, element.value->integer, unit);
      continue;
    }
    const Value character = values.Lift({element.value}, [&](const std::vector<Value>& v) {
      return v[0]->is_integer ? TextOfCharacter(values, v[0]) : values.Unknown("character", v[0]->Is(ValueKind::kUnknown) ? v[0]->reason : Reason::kRuntimeData);
    });
    text = values.Concatenate(values.Concatenate(text, values.Literal(known)), character);
    known.clear();
  }
  return values.Concatenate(text, values.Literal(known, list->trail));
}

}  // namespace mdg::evaluate
