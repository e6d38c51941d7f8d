// In: bytes of a Go file. Out: tokens. See lexer.h for what is deliberately not checked.
#include "languages/go/lexer.h"

#include <cstring>

namespace mdg::languages::go {
namespace {

enum class ByteClass : uint8_t { kOther, kLetter, kDigit, kBlank, kNewline };

constexpr std::array<ByteClass, 256> MakeByteClasses() {
  std::array<ByteClass, 256> classes{};
  for (int c = 0; c < 256; ++c) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128) classes[c] = ByteClass::kLetter;
    if (c >= '0' && c <= '9') classes[c] = ByteClass::kDigit;
  }
  // A NUL is refused by Go's compiler; here it costs nothing.
  for (int c : {' ', '\t', '\r', '\0'}) classes[c] = ByteClass::kBlank;
  classes['\n'] = ByteClass::kNewline;
  return classes;
}
constexpr std::array<ByteClass, 256> kByteClasses = MakeByteClasses();

ByteClass ClassOf(char c) { return kByteClasses[static_cast<unsigned char>(c)]; }

bool ContinuesWord(char c) {
  const ByteClass byte_class = ClassOf(c);
  return byte_class == ByteClass::kLetter || byte_class == ByteClass::kDigit;
}

// Keywords by a hash of length and first two letters that has no collision among them (checked at compile time), so
// that one comparison decides.
constexpr size_t kKeywordSlots = 64;
constexpr size_t KeywordHash(std::string_view word) {
  return (((static_cast<size_t>(static_cast<unsigned char>(word[0])) << 4) ^ static_cast<unsigned char>(word[1])) +
          word.size()) %
         kKeywordSlots;
}

struct Keywords {
  std::array<TokenKind, kKeywordSlots> kind_of_hash{};
  bool collision = false;
};

constexpr Keywords MakeKeywords() {
  Keywords keywords;
  for (const TokenFacts& facts : kTokenFacts) {
    if (!IsKeyword(facts.kind)) continue;
    TokenKind& slot = keywords.kind_of_hash[KeywordHash(facts.spelling)];
    if (slot != TokenKind::kEnd) keywords.collision = true;
    slot = facts.kind;
  }
  return keywords;
}
constexpr Keywords kKeywords = MakeKeywords();
static_assert(!kKeywords.collision);

TokenKind KindOfWord(std::string_view word) {
  if (word.size() < 2) return TokenKind::kName;
  const TokenKind candidate = kKeywords.kind_of_hash[KeywordHash(word)];
  return candidate != TokenKind::kEnd && FactsOf(candidate).spelling == word ? candidate : TokenKind::kName;
}

bool IsHexadecimalDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '_';
}

}  // namespace

Token Lexer::Finish(TokenKind kind, const char* begin, bool ends_statement) {
  semicolon_due_ = ends_statement;
  return {static_cast<uint32_t>(begin - start_), static_cast<uint32_t>(cursor_ - start_), kind};
}

Token Lexer::InsertedSemicolon(const char* at) {
  semicolon_due_ = false;
  const auto offset = static_cast<uint32_t>(at - start_);
  return {offset, offset, TokenKind::kSemicolon};
}

Token Lexer::Next() {
  while (cursor_ < end_) {
    const char* begin = cursor_;
    const char c = *cursor_;
    switch (ClassOf(c)) {
      case ByteClass::kBlank:
        ++cursor_;
        continue;
      case ByteClass::kNewline:
        ++cursor_;
        if (semicolon_due_) return InsertedSemicolon(begin);
        continue;
      case ByteClass::kLetter:
        return ScanWord(begin);
      case ByteClass::kDigit:
        return ScanNumber(begin);
      case ByteClass::kOther:
        break;
    }
    if (c == '"') return ScanQuoted(begin, '"', TokenKind::kString);
    if (c == '`') return ScanRawString(begin);
    if (c == '\'') return ScanQuoted(begin, '\'', TokenKind::kCharacter);
    if (c == '/' && (Peek(1) == '/' || Peek(1) == '*')) {
      if (SkipComment() && semicolon_due_) return InsertedSemicolon(begin);
      continue;
    }
    if (c == '.' && ClassOf(Peek(1)) == ByteClass::kDigit) return ScanNumber(begin);
    return ScanOperator(begin);
  }
  if (semicolon_due_) return InsertedSemicolon(end_);
  return Finish(TokenKind::kEnd, end_, false);
}

Token Lexer::ScanWord(const char* begin) {
  do {
    ++cursor_;
  } while (cursor_ < end_ && ContinuesWord(*cursor_));
  const TokenKind kind = KindOfWord({begin, static_cast<size_t>(cursor_ - begin)});
  const bool ends_statement = kind == TokenKind::kName || kind == TokenKind::kReturn || kind == TokenKind::kBreak ||
                              kind == TokenKind::kContinue || kind == TokenKind::kFallthrough;
  return Finish(kind, begin, ends_statement);
}

void Lexer::SkipDigits(bool hexadecimal) {
  while (cursor_ < end_ &&
         (ClassOf(*cursor_) == ByteClass::kDigit || *cursor_ == '_' || (hexadecimal && IsHexadecimalDigit(*cursor_)))) {
    ++cursor_;
  }
}

Token Lexer::ScanNumber(const char* begin) {
  TokenKind kind = TokenKind::kInteger;
  bool hexadecimal = false;
  if (*cursor_ == '0') {
    const char base = static_cast<char>(Peek(1) | 0x20);
    hexadecimal = base == 'x';
    if (hexadecimal || base == 'b' || base == 'o') cursor_ += 2;
  }
  SkipDigits(hexadecimal);
  if (Take('.')) {
    kind = TokenKind::kFloat;
    SkipDigits(hexadecimal);
  }
  const char exponent = static_cast<char>(Peek() | 0x20);
  if (exponent == 'p' || (exponent == 'e' && !hexadecimal)) {
    ++cursor_;
    kind = TokenKind::kFloat;
    if (Peek() == '+' || Peek() == '-') ++cursor_;
    SkipDigits(false);
  }
  if (Take('i')) kind = TokenKind::kImaginary;
  return Finish(kind, begin, true);
}

Token Lexer::ScanQuoted(const char* begin, char quote, TokenKind kind) {
  bool has_escape = false;
  ++cursor_;
  while (cursor_ < end_ && *cursor_ != quote && *cursor_ != '\n') {
    if (*cursor_ == '\\') {
      has_escape = true;
      if (Peek(1) != '\n' && end_ - cursor_ > 1) ++cursor_;
    }
    ++cursor_;
  }
  if (!Take(quote)) return Finish(TokenKind::kBad, begin, true);
  Token token = Finish(kind, begin, true);
  token.needs_decoding = has_escape;
  return token;
}

Token Lexer::ScanRawString(const char* begin) {
  const auto length = static_cast<size_t>(end_ - begin - 1);
  const void* close = std::memchr(begin + 1, '`', length);
  if (close == nullptr) {
    // Unfinished. Only the rest of the line is given up, so that the declarations below it are still found.
    const void* newline = std::memchr(begin, '\n', length + 1);
    cursor_ = newline != nullptr ? static_cast<const char*>(newline) : end_;
    return Finish(TokenKind::kBad, begin, true);
  }
  cursor_ = static_cast<const char*>(close) + 1;
  Token token = Finish(TokenKind::kString, begin, true);
  token.needs_decoding = std::memchr(begin, '\r', static_cast<size_t>(cursor_ - begin)) != nullptr;
  return token;
}

bool Lexer::SkipComment() {
  const char* begin = cursor_;
  if (cursor_[1] == '/') {
    const void* newline = std::memchr(cursor_, '\n', static_cast<size_t>(end_ - cursor_));
    cursor_ = newline != nullptr ? static_cast<const char*>(newline) : end_;
    return false;  // its line break is still to come
  }
  const std::string_view rest(cursor_, static_cast<size_t>(end_ - cursor_));
  const size_t close = rest.find("*/", 2);
  cursor_ = close != std::string_view::npos ? cursor_ + close + 2 : end_;
  return std::memchr(begin, '\n', static_cast<size_t>(cursor_ - begin)) != nullptr;
}

TokenKind Lexer::MatchOperator(char first) {
  using enum TokenKind;
  switch (first) {
    case '(':
      return kLeftParenthesis;
    case ')':
      return kRightParenthesis;
    case '[':
      return kLeftBracket;
    case ']':
      return kRightBracket;
    case '{':
      return kLeftBrace;
    case '}':
      return kRightBrace;
    case ',':
      return kComma;
    case ';':
      return kSemicolon;
    case '~':
      return kTilde;
    case ':':
      return Take('=') ? kDefine : kColon;
    case '=':
      return Take('=') ? kEqual : kAssign;
    case '!':
      return Take('=') ? kNotEqual : kNot;
    case '*':
      return Take('=') ? kStarAssign : kStar;
    case '/':
      return Take('=') ? kSlashAssign : kSlash;
    case '%':
      return Take('=') ? kPercentAssign : kPercent;
    case '^':
      return Take('=') ? kCaretAssign : kCaret;
    case '+':
      return Take('+') ? kPlusPlus : Take('=') ? kPlusAssign : kPlus;
    case '-':
      return Take('-') ? kMinusMinus : Take('=') ? kMinusAssign : kMinus;
    case '|':
      return Take('|') ? kLogicalOr : Take('=') ? kPipeAssign : kPipe;
    case '&':
      if (Take('^')) return Take('=') ? kAndNotAssign : kAndNot;
      return Take('&') ? kLogicalAnd : Take('=') ? kAmpersandAssign : kAmpersand;
    case '<':
      if (Take('<')) return Take('=') ? kShiftLeftAssign : kShiftLeft;
      return Take('-') ? kArrow : Take('=') ? kLessEqual : kLess;
    case '>':
      if (Take('>')) return Take('=') ? kShiftRightAssign : kShiftRight;
      return Take('=') ? kGreaterEqual : kGreater;
    case '.':
      if (Peek() != '.' || Peek(1) != '.') return kDot;
      cursor_ += 2;
      return kEllipsis;
    default:
      return kBad;
  }
}

Token Lexer::ScanOperator(const char* begin) {
  using enum TokenKind;
  ++cursor_;
  const TokenKind kind = MatchOperator(*begin);
  // After illegal text the state stays as it was, so that a stray byte at the end of a line costs that line only.
  const bool ends_statement = kind == kRightParenthesis || kind == kRightBracket || kind == kRightBrace ||
                              kind == kPlusPlus || kind == kMinusMinus || (kind == kBad && semicolon_due_);
  return Finish(kind, begin, ends_statement);
}

std::vector<Token> Tokenize(std::string_view text) {
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 5 + kPadding + 16);  // Go has about 6.5 bytes a token, comments included
  Lexer lexer(text);
  do {
    tokens.push_back(lexer.Next());
  } while (tokens.back().kind != TokenKind::kEnd);
  tokens.resize(tokens.size() + kPadding - 1, tokens.back());
  return tokens;
}

}  // namespace mdg::languages::go
