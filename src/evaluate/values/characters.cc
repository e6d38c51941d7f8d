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

Value TextOfCharacter(Values& values, Value number) {
  const int64_t code = number->integer;
  const bool valid = code >= 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  std::string text;
  AppendCharacter(text, valid ? static_cast<char32_t>(code) : kReplacement);
  return values.Literal(text);
}

}  // namespace mdg::evaluate
