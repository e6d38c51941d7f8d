// In: bytes of a Go file. Out: tokens. See lexer.h for what is deliberately not checked.
#include "languages/go/lexer.h"

#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace mdg::languages::go {
namespace {

// What the first byte of a token says about it.
enum class ByteClass : uint8_t { kOperator, kLetter, kDigit, kBlank, kNewline, kQuote, kSlash, kDot };

constexpr std::array<ByteClass, 256> MakeByteClasses() {
  std::array<ByteClass, 256> classes{};
  for (int c = 0; c < 256; ++c) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128) classes[c] = ByteClass::kLetter;
    if (c >= '0' && c <= '9') classes[c] = ByteClass::kDigit;
  }
  // A NUL is refused by Go's compiler; here it costs nothing.
  for (int c : {' ', '\t', '\r', '\0'}) classes[c] = ByteClass::kBlank;
  for (int c : {'"', '`', '\''}) classes[c] = ByteClass::kQuote;
  classes['\n'] = ByteClass::kNewline;
  classes['/'] = ByteClass::kSlash;
  classes['.'] = ByteClass::kDot;
  return classes;
}
constexpr std::array<ByteClass, 256> kByteClasses = MakeByteClasses();

ByteClass ClassOf(char c) { return kByteClasses[static_cast<unsigned char>(c)]; }

bool ContinuesWord(char c) {
  const ByteClass byte_class = ClassOf(c);
  return byte_class == ByteClass::kLetter || byte_class == ByteClass::kDigit;
}

// Where the word that `at` stands in ends. Half of all bytes of a program are looked at here, and word lengths cannot
// be guessed by a processor, so 16 bytes are classed at once where that is possible.
const char* EndOfWord(const char* at, const char* end) {
#if defined(__SSE2__)
  while (end - at >= 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i from_a = _mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
    const __m128i letters = _mm_cmpeq_epi8(_mm_min_epu8(from_a, _mm_set1_epi8(25)), from_a);
    const __m128i from_0 = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
    const __m128i digits = _mm_cmpeq_epi8(_mm_min_epu8(from_0, _mm_set1_epi8(9)), from_0);
    const __m128i underscores = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_'));
    // The highest bit of each byte counts: it is set in what the comparisons found, and in `bytes` itself from 128 on.
    const __m128i word = _mm_or_si128(_mm_or_si128(letters, digits), _mm_or_si128(underscores, bytes));
    const auto others = static_cast<unsigned>(_mm_movemask_epi8(word)) ^ 0xFFFFu;
    if (others != 0) return at + __builtin_ctz(others);
    at += 16;
  }
#endif
  while (at < end && ContinuesWord(*at)) ++at;
  return at;
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

void Lexer::Finish(Token& token, TokenKind kind, const char* begin, bool ends_statement) {
  semicolon_due_ = ends_statement;
  token.begin = static_cast<uint32_t>(begin - start_);
  token.end = static_cast<uint32_t>(cursor_ - start_);
  token.kind = kind;
  token.needs_decoding = false;
}

void Lexer::InsertSemicolon(Token& token, const char* at) {
  semicolon_due_ = false;
  token.begin = token.end = static_cast<uint32_t>(at - start_);
  token.kind = TokenKind::kSemicolon;
  token.needs_decoding = false;
}

void Lexer::Next(Token& token) {
  while (cursor_ < end_) {
    const char* begin = cursor_;
    switch (ClassOf(*begin)) {
      case ByteClass::kBlank:
        ++cursor_;
        break;
      case ByteClass::kNewline:
        ++cursor_;
        if (semicolon_due_) return InsertSemicolon(token, begin);
        break;
      case ByteClass::kLetter:
        return ScanWord(token, begin);
      case ByteClass::kDigit:
        return ScanNumber(token, begin);
      case ByteClass::kQuote:
        if (*begin == '`') return ScanRawString(token, begin);
        return ScanQuoted(token, begin, *begin);
      case ByteClass::kSlash:
        if (Peek(1) != '/' && Peek(1) != '*') return ScanOperator(token, begin);
        if (SkipComment() && semicolon_due_) return InsertSemicolon(token, begin);
        break;
      case ByteClass::kDot:
        if (ClassOf(Peek(1)) == ByteClass::kDigit) return ScanNumber(token, begin);
        return ScanOperator(token, begin);
      case ByteClass::kOperator:
        return ScanOperator(token, begin);
    }
  }
  if (semicolon_due_) return InsertSemicolon(token, end_);
  Finish(token, TokenKind::kEnd, end_, false);
}

void Lexer::ScanWord(Token& token, const char* begin) {
  cursor_ = EndOfWord(begin, end_);
  const TokenKind kind = KindOfWord({begin, static_cast<size_t>(cursor_ - begin)});
  const bool ends_statement = kind == TokenKind::kName || kind == TokenKind::kReturn || kind == TokenKind::kBreak ||
                              kind == TokenKind::kContinue || kind == TokenKind::kFallthrough;
  Finish(token, kind, begin, ends_statement);
}

void Lexer::SkipDigits(bool hexadecimal) {
  while (cursor_ < end_ &&
         (ClassOf(*cursor_) == ByteClass::kDigit || *cursor_ == '_' || (hexadecimal && IsHexadecimalDigit(*cursor_)))) {
    ++cursor_;
  }
}

void Lexer::ScanNumber(Token& token, const char* begin) {
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
  Finish(token, kind, begin, true);
}

void Lexer::ScanQuoted(Token& token, const char* begin, char quote) {
  bool has_escape = false;
  ++cursor_;
  while (cursor_ < end_ && *cursor_ != quote && *cursor_ != '\n') {
    if (*cursor_ == '\\') {
      has_escape = true;
      if (Peek(1) != '\n' && end_ - cursor_ > 1) ++cursor_;
    }
    ++cursor_;
  }
  if (!Take(quote)) return Finish(token, TokenKind::kBad, begin, true);
  Finish(token, quote == '"' ? TokenKind::kString : TokenKind::kCharacter, begin, true);
  token.needs_decoding = has_escape;
}

void Lexer::ScanRawString(Token& token, const char* begin) {
  const auto length = static_cast<size_t>(end_ - begin - 1);
  const void* close = std::memchr(begin + 1, '`', length);
  if (close == nullptr) {
    // Unfinished. Only the rest of the line is given up, so that the declarations below it are still found.
    const void* newline = std::memchr(begin, '\n', length + 1);
    cursor_ = newline != nullptr ? static_cast<const char*>(newline) : end_;
    return Finish(token, TokenKind::kBad, begin, true);
  }
  cursor_ = static_cast<const char*>(close) + 1;
  Finish(token, TokenKind::kString, begin, true);
  token.needs_decoding = std::memchr(begin, '\r', static_cast<size_t>(cursor_ - begin)) != nullptr;
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

void Lexer::ScanOperator(Token& token, const char* begin) {
  using enum TokenKind;
  ++cursor_;
  const TokenKind kind = MatchOperator(*begin);
  // After illegal text the state stays as it was, so that a stray byte at the end of a line costs that line only.
  const bool ends_statement = kind == kRightParenthesis || kind == kRightBracket || kind == kRightBrace ||
                              kind == kPlusPlus || kind == kMinusMinus || (kind == kBad && semicolon_due_);
  Finish(token, kind, begin, ends_statement);
}

std::vector<Token> Tokenize(std::string_view text) {
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 5 + kPadding + 16);  // Go has about 6.5 bytes a token, comments included
  Lexer lexer(text);
  do {
    lexer.Next(tokens.emplace_back());
  } while (tokens.back().kind != TokenKind::kEnd);
  tokens.resize(tokens.size() + kPadding - 1, tokens.back());
  return tokens;
}

}  // namespace mdg::languages::go
