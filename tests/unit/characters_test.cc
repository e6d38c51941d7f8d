// In: bytes good and bad. Out: characters, what is shown of them, and how wide that is.
#include "render/characters.h"

#include <gtest/gtest.h>

#include <random>

namespace mdg::render {
namespace {

constexpr char kReplacement[] = "\xEF\xBF\xBD";

TEST(Characters, WhatIsNoUtf8IsReplacedByteByByte) {
  const std::vector<std::pair<std::string, size_t>> bad = {
      {"\xFF", 1},         {"\x80", 1},         {"\xC0\xAF", 2},
      {"\xE0\x80\x80", 3}, {"\xED\xA0\x80", 3}, {"\xF4\x90\x80\x80", 4},
      {"\xE2\x82", 2},     {"\xF0\x9F\x98", 3},
  };
  for (const auto& [text, count] : bad) {
    std::string expected;
    for (size_t i = 0; i < count; ++i) expected += kReplacement;
    EXPECT_EQ(Clean(text), expected);
    EXPECT_EQ(Clean(text + "a"), expected + "a");
  }
}

TEST(Characters, CleanKeepsLineBreaksAndNoOtherControl) {
  EXPECT_EQ(Clean("a\r\nb\rc\nd\te"), "a\nb\nc\nd e");
  const std::string bad = kReplacement;
  EXPECT_EQ(Clean("\x1B[31m"), bad + "[31m");
  EXPECT_EQ(Clean(std::string(1, '\0')), bad);
  EXPECT_EQ(Clean("\xC2\x9B"), bad);      // a control sequence introducer of its own
  EXPECT_EQ(Clean("\xE2\x80\xAE"), bad);  // right-to-left override
  EXPECT_EQ(Clean("größe 名前 😀"), "größe 名前 😀");
}

TEST(Characters, TrimTakesWhatJavaScriptTakes) {
  EXPECT_EQ(Trim(" \t\n\xC2\xA0\xE3\x80\x80\xEF\xBB\xBF a b \v\f\r\xE2\x80\xA8"), "a b");
  EXPECT_EQ(Trim(""), "");
  EXPECT_EQ(Trim(" \xC2\xA0 "), "");
  EXPECT_EQ(TrimFront(" a "), "a ");
  EXPECT_EQ(TrimBack(" a "), " a");
}

TEST(Characters, WidthsForTablesAreTheNpmPackages) {
  EXPECT_EQ(TableWidth("abc"), 3u);
  EXPECT_EQ(TableWidth("größe"), 5u);
  EXPECT_EQ(TableWidth("名前"), 4u);
  EXPECT_EQ(TableWidth("ひら"), 2u);       // kana count one there
  EXPECT_EQ(TableWidth("😀"), 2u);          // two UTF-16 units
  EXPECT_EQ(TableWidth("e\xCC\x81"), 2u);  // a combining mark counts there
}

TEST(Characters, WidthsForTerminalsAreWhatIsSeen) {
  EXPECT_EQ(TerminalWidth("größe"), 5u);
  EXPECT_EQ(TerminalWidth("名前 ひら"), 9u);
  EXPECT_EQ(TerminalWidth("e\xCC\x81"), 1u);
}

TEST(Characters, CutsBetweenCharactersAndSaysSo) {
  EXPECT_EQ(CutToTerminalWidth("abcdef", 6), "abcdef");
  EXPECT_EQ(CutToTerminalWidth("abcdef", 5), "abcd…");
  EXPECT_EQ(CutToTerminalWidth("名前は", 4), "名…");
  EXPECT_EQ(CutToTerminalWidth("名", 1), "…");
  EXPECT_EQ(CutToTerminalWidth("", 1), "");
}

TEST(CharactersProperties, CleanIsValidStableAndAtMostAsWide) {
  std::mt19937 random(4);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes;
    for (auto i = random() % 12; i > 0; --i) bytes += static_cast<char>(random());
    const std::string clean = Clean(bytes);
    ASSERT_EQ(Clean(clean), clean);
    for (size_t width = 1; width < 8; ++width) ASSERT_LE(TerminalWidth(CutToTerminalWidth(clean, width)), width);
  }
}

}  // namespace
}  // namespace mdg::render
