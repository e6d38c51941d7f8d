// In: bytes good and bad. Out: valid UTF-8.
#include "base/utf8.h"

#include <gtest/gtest.h>

namespace mdg {
namespace {

TEST(Utf8, EveryCharacterIsTakenAsItWasAppended) {
  for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    AppendCharacter(text, c);
    std::string_view rest = text;
    ASSERT_EQ(TakeCharacter(rest), c);
    ASSERT_TRUE(rest.empty());
  }
}

TEST(Utf8, WhatIsValidStaysAsItIs) {
  for (const char* text : {"", "plain", "\xC3\xA9t\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x99\x82", "a\xEF\xBF\xBDz"}) EXPECT_EQ(ValidUtf8(text), text);
}

TEST(Utf8, EveryByteThatIsPartOfNothingIsReplaced) {
  EXPECT_EQ(ValidUtf8("a\xFFz"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(ValidUtf8("\x94\x8F"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(ValidUtf8("\xE2\x82"), "\xEF\xBF\xBD\xEF\xBF\xBD");          // cut off
  EXPECT_EQ(ValidUtf8("\xC0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD");          // too long a form
  EXPECT_EQ(ValidUtf8("\xED\xA0\x80x"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDx");  // half of a surrogate pair
}

TEST(Utf8, WhatWasMadeValidIsValid) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; second += 3) {
      const std::string bytes = {static_cast<char>(first), static_cast<char>(second), 'x'};
      const std::string once = ValidUtf8(bytes);
      EXPECT_EQ(ValidUtf8(once), once);
    }
  }
}

}  // namespace
}  // namespace mdg
