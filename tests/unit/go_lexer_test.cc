// Tokens of Go: every literal form, operators, keywords and the semicolons that are put in.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "languages/go/lexer.h"
#include "languages/go/literals.h"

namespace mdg::languages::go {
namespace {

// The tokens as text with a space between: a semicolon that was put in is shown as "$".
std::string Tokens(std::string_view text) {
  std::string out;
  for (const Token& token : Tokenize(text)) {
    if (token.kind == TokenKind::kEnd) break;
    if (!out.empty()) out += ' ';
    out += token.begin == token.end ? "$" : text.substr(token.begin, token.end - token.begin);
  }
  return out;
}

TokenKind OnlyKind(std::string_view text) {
  const std::vector<Token> tokens = Tokenize(text);
  EXPECT_EQ(tokens[0].begin, 0u) << text;
  EXPECT_EQ(tokens[0].end, text.size()) << text;
  return tokens[0].kind;
}

TEST(GoLexer, Numbers) {
  for (const char* text : {"0", "7", "1_000", "0x1F", "0XaB_c", "0b101", "0B1", "0o17", "0O17", "017"}) {
    EXPECT_EQ(OnlyKind(text), TokenKind::kInteger) << text;
  }
  for (const char* text : {"1.", "1.5", ".5", "1e9", "1E+9", "1.5e-3", "0x1p-2", "0x.8P1", "0x1.8p+0", "1_0.2_5"}) {
    EXPECT_EQ(OnlyKind(text), TokenKind::kFloat) << text;
  }
  for (const char* text : {"1i", "0x1i", "1.5i", ".5e3i", "0b1i", "017i"}) {
    EXPECT_EQ(OnlyKind(text), TokenKind::kImaginary) << text;
  }
  EXPECT_EQ(Tokens("0x1e+2"), "0x1e + 2 $");
  EXPECT_EQ(Tokens("1.x"), "1. x $");
  EXPECT_EQ(Tokens("a[1:2]"), "a [ 1 : 2 ] $");
  EXPECT_EQ(Tokens("1..."), "1. . .") << "as Go reads it";
}

TEST(GoLexer, StringsAndCharacters) {
  for (const char* text : {R"("")", R"("a\"b")", R"("\\")", "`a\nb`", "`\"`"}) {
    EXPECT_EQ(OnlyKind(text), TokenKind::kString) << text;
  }
  for (const char* text : {"'a'", R"('\'')", R"('\n')", "'\xC3\xA9'", R"('\U0010FFFF')"}) {
    EXPECT_EQ(OnlyKind(text), TokenKind::kCharacter) << text;
  }
  EXPECT_FALSE(Tokenize("\"plain\"")[0].needs_decoding);
  EXPECT_TRUE(Tokenize(R"("a\tb")")[0].needs_decoding);
  EXPECT_FALSE(Tokenize(R"(`a\tb`)")[0].needs_decoding);
  EXPECT_TRUE(Tokenize("`a\r\nb`")[0].needs_decoding);
}

TEST(GoLexer, UnfinishedLiteralsCostTheirLine) {
  EXPECT_EQ(Tokens("x = \"abc\ny"), "x = \"abc $ y $");
  EXPECT_EQ(Tokenize("\"abc\ny")[0].kind, TokenKind::kBad);
  EXPECT_EQ(Tokens("\"abc\\\ny"), "\"abc\\ $ y $");
  EXPECT_EQ(Tokens("'\ny"), "' $ y $");
  EXPECT_EQ(Tokens("x = `abc\nfunc f"), "x = `abc $ func f $");
  EXPECT_EQ(Tokens("\"abc\\"), "\"abc\\ $");
}

TEST(GoLexer, OperatorsAreTheLongestPossible) {
  const std::string all =
      "+ - * / % & | ^ << >> &^ += -= *= /= %= &= |= ^= <<= >>= &^= && || <- == < > = ! ~ != <= >= := ... ( [ { , . :";
  EXPECT_EQ(Tokens(all), all);
  EXPECT_EQ(Tokens("a<-b"), "a <- b $");
  EXPECT_EQ(Tokens("a&^=b"), "a &^= b $");
  EXPECT_EQ(Tokens("a..b"), "a . . b $");
  EXPECT_EQ(Tokens("a++ + ++b"), "a ++ + ++ b $");
}

TEST(GoLexer, KeywordsAreNotNames) {
  for (int kind = static_cast<int>(TokenKind::kBreak); kind < static_cast<int>(TokenKind::kCount); ++kind) {
    const auto keyword = static_cast<TokenKind>(kind);
    const std::string text(FactsOf(keyword).spelling);
    EXPECT_EQ(Tokenize(text)[0].kind, keyword) << text;
    EXPECT_EQ(Tokenize(text + "s")[0].kind, TokenKind::kName) << text;
    EXPECT_EQ(Tokenize(text.substr(0, text.size() - 1) + "_")[0].kind, TokenKind::kName) << text;
  }
}

TEST(GoLexer, SemicolonsArePutIn) {
  EXPECT_EQ(Tokens("a\nb"), "a $ b $");
  EXPECT_EQ(Tokens("a;\nb;"), "a ; b ;");
  EXPECT_EQ(Tokens("a +\nb"), "a + b $");
  EXPECT_EQ(Tokens("return\nbreak\ncontinue\nfallthrough\n"), "return $ break $ continue $ fallthrough $");
  EXPECT_EQ(Tokens("f()\nx[1]\nT{}\n"), "f ( ) $ x [ 1 ] $ T { } $");
  EXPECT_EQ(Tokens("i++\ni--\n1\n\"s\"\n'c'\n"), "i ++ $ i -- $ 1 $ \"s\" $ 'c' $");
  EXPECT_EQ(Tokens("if\nfor\n(\n,\n"), "if for ( ,");
}

TEST(GoLexer, CommentsActAsBlanksOrLineBreaks) {
  EXPECT_EQ(Tokens("a // b\nc"), "a $ c $");
  EXPECT_EQ(Tokens("a /* b */ c"), "a c $");
  EXPECT_EQ(Tokens("a /* b\n */ c"), "a $ c $");
  EXPECT_EQ(Tokens("a /**/ /* \n */ + b"), "a $ + b $");
  EXPECT_EQ(Tokens("a /* never closed\n"), "a $");
  EXPECT_EQ(Tokens("a /*/ still */ b"), "a b $");
  EXPECT_EQ(Tokens("a // at the end"), "a $");
}

TEST(GoLexer, AnyBytesAreTokensOfSomeKind) {
  EXPECT_EQ(Tokens("a\r\nb\r\n"), "a $ b $");
  EXPECT_EQ(Tokens(std::string_view("a\0b", 3)), "a b $");
  EXPECT_EQ(Tokens("\xFF\xFE"), "\xFF\xFE $");
  EXPECT_EQ(Tokens("a ? b #"), "a ? b # $") << "illegal bytes do not hide the end of a line";
  EXPECT_EQ(Tokens(""), "");
}

TEST(GoLexer, WordsOfAnyLengthEndWhereTheyEnd) {
  for (size_t length = 1; length < 70; ++length) {
    for (const char* after : {"", " ", "+", "(", "\n", "@", "[", "`x`", "{", "/", ":"}) {
      const std::string text = std::string(length, 'q') + after;
      EXPECT_EQ(Tokenize(text)[0].end, length) << text;
    }
  }
}

TEST(GoStrings, EscapesAreDecoded) {
  EXPECT_EQ(DecodeString(R"("\a\b\f\n\r\t\v\\\"")"), "\a\b\f\n\r\t\v\\\"");
  EXPECT_EQ(DecodeString(R"("\101\x41\u0041\U00000041")"), "AAAA");
  EXPECT_EQ(DecodeString(R"("\xff\377")"), "\xFF\xFF");
  EXPECT_EQ(DecodeString(R"("\u00e9\u20ac\U0001F600")"), "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  EXPECT_EQ(DecodeString(R"("\ud800\U00110000")"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(DecodeString("`a\\n\r\nb\r`"), "a\\n\nb");
}

TEST(GoStrings, WhatIsNoEscapeStays) {
  EXPECT_EQ(DecodeString(R"("\q\x4\u12\8")"), R"(\q\x4\u12\8)");
  EXPECT_EQ(DecodeString("\"a\\"), "a");
  EXPECT_EQ(DecodeString("\""), "");
}

}  // namespace
}  // namespace mdg::languages::go
