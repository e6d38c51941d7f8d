// Characters are numbers of their own: '_' is 95, and string(95) is "_". A short known text is a list of them where a program goes through
// it or changes some.
//
// In: literals, numbers, texts, lists of numbers. Out: Values. Deliberately no long texts: names are short.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "evaluate/values/values.h"

namespace mdg::evaluate {

// What stands between the quotes of a character literal, escapes decoded; unknown when it is not one character.
Value CharacterOf(Values& values, std::string_view text, const Type* type);
// The text of the one character a number stands for; the number is an integer (The Go Programming Language Specification, Conversions to
// and from a string type).
Value TextOfCharacter(Values& values, Value number);

// What a list of characters has as its elements: []byte or []rune; kNone: it is no such list.
enum class CharacterUnit : uint8_t { kNone, kByte, kCharacter };
struct CharacterAt {
  int64_t code = 0;
  int64_t offset = 0;  // of its first byte
};
// Those a text is made of; nothing when it is not wholly known, or long.
std::optional<std::vector<CharacterAt>> CharactersOf(Value text, CharacterUnit unit);
// The same as a list of type `list`; as far as they are known: an open list for any other value.
Value ListOfCharacters(Values& values, Value text, CharacterUnit unit, const Type* list);
// The text a list stands for; a character nobody knows is a hole, a list that may go on an unknown.
Value TextOfCharacters(Values& values, Value list, CharacterUnit unit);

}  // namespace mdg::evaluate
