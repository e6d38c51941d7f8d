// Cuts Go source into tokens, one call each.
//
// In: the text of a file, any bytes at all. Out: tokens in order, comments left out, semicolons put in as the language
// says, then kEnd for ever. Deliberately checks no more than it must to find where a token ends: `08`, `'ab'` and
// `"\q"` are tokens here, and bytes above 127 are letters, for we read programs and do not compile them.
#pragma once

#include <string_view>
#include <vector>

#include "languages/go/token.h"

namespace mdg::languages::go {

class Lexer {
 public:
  explicit Lexer(std::string_view text) : start_(text.data()), cursor_(text.data()), end_(text.data() + text.size()) {}

  // Into the caller's token: returned by value it would be put together in memory and read back at once, which costs a
  // quarter of the time.
  void Next(Token& token);

 private:
  void Finish(Token& token, TokenKind kind, const char* begin, bool ends_statement);
  void InsertSemicolon(Token& token, const char* at);
  void ScanWord(Token& token, const char* begin);
  void ScanNumber(Token& token, const char* begin);
  void ScanQuoted(Token& token, const char* begin, char quote);
  void ScanRawString(Token& token, const char* begin);
  void ScanOperator(Token& token, const char* begin);
  TokenKind MatchOperator(char first);
  void SkipDigits(bool hexadecimal);
  // Skips the comment at the cursor; true when it holds a line break.
  bool SkipComment();

  char Peek(int ahead = 0) const { return end_ - cursor_ > ahead ? cursor_[ahead] : '\0'; }
  bool Take(char wanted) {
    if (cursor_ < end_ && *cursor_ == wanted) {
      ++cursor_;
      return true;
    }
    return false;
  }

  const char* start_;
  const char* cursor_;
  const char* end_;
  bool semicolon_due_ = false;  // the last token may end a statement: a line break becomes a semicolon
};

// All tokens of `text`, ended by `kPadding` kEnd tokens so that the parser may look ahead without asking.
inline constexpr int kPadding = 4;
std::vector<Token> Tokenize(std::string_view text);

}  // namespace mdg::languages::go
