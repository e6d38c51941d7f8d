// UTF-8 from bytes that may be none (https://www.unicode.org/versions/latest/, section 3.9).
//
// In: bytes. Out: characters, and bytes that are valid. Deliberately knows nothing of what characters mean: see render/characters.h.
#pragma once

#include <string>
#include <string_view>

namespace mdg {

inline constexpr char32_t kReplacement = 0xFFFD;

// Takes the first character off `text` (which is not empty). A byte that begins no valid sequence gives U+FFFD.
char32_t TakeCharacter(std::string_view& text);
void AppendCharacter(std::string& text, char32_t character);

// The same text, with U+FFFD for every byte that is part of no valid sequence.
std::string ValidUtf8(std::string_view text);

}  // namespace mdg
