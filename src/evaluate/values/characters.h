// Characters are numbers of their own: '_' is 95, and string(95) is "_".
//
// In: literals, numbers. Out: Values. Deliberately nothing of what a text is made of: standard_library.cc.
#pragma once

#include "evaluate/values/values.h"

namespace mdg::evaluate {

// What stands between the quotes of a character literal, escapes decoded; unknown when it is not one character.
Value CharacterOf(Values& values, std::string_view text, const Type* type);
// The text of the one character a number stands for; the number is an integer (The Go Programming Language Specification, Conversions to
// and from a string type).
Value TextOfCharacter(Values& values, Value number);

}  // namespace mdg::evaluate
