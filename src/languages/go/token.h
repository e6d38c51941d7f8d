// The tokens of Go, and the few facts about each that the parser asks for.
//
// In: model/syntax.h (for Operator). Out: TokenKind, Token, spelling, precedence and operator of a kind. Deliberately
// no text: a token is a range of bytes of the file, so the token array is small and owns nothing.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "model/syntax.h"

namespace mdg::languages::go {

enum class TokenKind : uint8_t {
  kEnd,        // end of the file
  kBad,        // bytes that are no Go: a lone quote, `$`, an unfinished string
  kSemicolon,  // written, or put in at the end of a line
  kName,
  kInteger,
  kFloat,
  kImaginary,
  kCharacter,
  kString,

  kPlus,
  kMinus,
  kStar,
  kSlash,
  kPercent,
  kAmpersand,
  kPipe,
  kCaret,
  kShiftLeft,
  kShiftRight,
  kAndNot,
  kPlusAssign,
  kMinusAssign,
  kStarAssign,
  kSlashAssign,
  kPercentAssign,
  kAmpersandAssign,
  kPipeAssign,
  kCaretAssign,
  kShiftLeftAssign,
  kShiftRightAssign,
  kAndNotAssign,
  kLogicalAnd,
  kLogicalOr,
  kArrow,
  kPlusPlus,
  kMinusMinus,
  kEqual,
  kLess,
  kGreater,
  kAssign,
  kNot,
  kTilde,
  kNotEqual,
  kLessEqual,
  kGreaterEqual,
  kDefine,
  kEllipsis,
  kLeftParenthesis,
  kLeftBracket,
  kLeftBrace,
  kComma,
  kDot,
  kRightParenthesis,
  kRightBracket,
  kRightBrace,
  kColon,

  kBreak,
  kCase,
  kChan,
  kConst,
  kContinue,
  kDefault,
  kDefer,
  kElse,
  kFallthrough,
  kFor,
  kFunc,
  kGo,
  kGoto,
  kIf,
  kImport,
  kInterface,
  kMap,
  kPackage,
  kRange,
  kReturn,
  kSelect,
  kStruct,
  kSwitch,
  kType,
  kVar,

  kCount
};

struct Token {
  uint32_t begin = 0;  // bytes into the text
  uint32_t end = 0;    // one past; equal to begin for a semicolon that was put in
  TokenKind kind = TokenKind::kEnd;
  bool needs_decoding = false;  // kString: has escapes, or is raw and has carriage returns
};

struct TokenFacts {
  TokenKind kind;
  std::string_view spelling;      // as written, or what a message calls it
  uint8_t precedence = 0;         // of a binary operator, 1 to 5; 0: not one
  Operator op = Operator::kNone;  // as binary operator; for `+=` and its like the operator before the `=`
};

// In the order of TokenKind (checked below).
inline constexpr std::array<TokenFacts, static_cast<size_t>(TokenKind::kCount)> kTokenFacts = {{
    {TokenKind::kEnd, "end of file"},
    {TokenKind::kBad, "illegal text"},
    {TokenKind::kSemicolon, ";"},
    {TokenKind::kName, "name"},
    {TokenKind::kInteger, "number", 0, Operator::kInteger},
    {TokenKind::kFloat, "number", 0, Operator::kFloat},
    {TokenKind::kImaginary, "number", 0, Operator::kImaginary},
    {TokenKind::kCharacter, "character", 0, Operator::kCharacter},
    {TokenKind::kString, "string", 0, Operator::kString},

    {TokenKind::kPlus, "+", 4, Operator::kAdd},
    {TokenKind::kMinus, "-", 4, Operator::kSubtract},
    {TokenKind::kStar, "*", 5, Operator::kMultiply},
    {TokenKind::kSlash, "/", 5, Operator::kDivide},
    {TokenKind::kPercent, "%", 5, Operator::kRemainder},
    {TokenKind::kAmpersand, "&", 5, Operator::kAnd},
    {TokenKind::kPipe, "|", 4, Operator::kOr},
    {TokenKind::kCaret, "^", 4, Operator::kXor},
    {TokenKind::kShiftLeft, "<<", 5, Operator::kShiftLeft},
    {TokenKind::kShiftRight, ">>", 5, Operator::kShiftRight},
    {TokenKind::kAndNot, "&^", 5, Operator::kAndNot},
    {TokenKind::kPlusAssign, "+=", 0, Operator::kAdd},
    {TokenKind::kMinusAssign, "-=", 0, Operator::kSubtract},
    {TokenKind::kStarAssign, "*=", 0, Operator::kMultiply},
    {TokenKind::kSlashAssign, "/=", 0, Operator::kDivide},
    {TokenKind::kPercentAssign, "%=", 0, Operator::kRemainder},
    {TokenKind::kAmpersandAssign, "&=", 0, Operator::kAnd},
    {TokenKind::kPipeAssign, "|=", 0, Operator::kOr},
    {TokenKind::kCaretAssign, "^=", 0, Operator::kXor},
    {TokenKind::kShiftLeftAssign, "<<=", 0, Operator::kShiftLeft},
    {TokenKind::kShiftRightAssign, ">>=", 0, Operator::kShiftRight},
    {TokenKind::kAndNotAssign, "&^=", 0, Operator::kAndNot},
    {TokenKind::kLogicalAnd, "&&", 2, Operator::kLogicalAnd},
    {TokenKind::kLogicalOr, "||", 1, Operator::kLogicalOr},
    {TokenKind::kArrow, "<-"},
    {TokenKind::kPlusPlus, "++"},
    {TokenKind::kMinusMinus, "--"},
    {TokenKind::kEqual, "==", 3, Operator::kEqual},
    {TokenKind::kLess, "<", 3, Operator::kLess},
    {TokenKind::kGreater, ">", 3, Operator::kGreater},
    {TokenKind::kAssign, "="},
    {TokenKind::kNot, "!"},
    {TokenKind::kTilde, "~"},
    {TokenKind::kNotEqual, "!=", 3, Operator::kNotEqual},
    {TokenKind::kLessEqual, "<=", 3, Operator::kLessEqual},
    {TokenKind::kGreaterEqual, ">=", 3, Operator::kGreaterEqual},
    {TokenKind::kDefine, ":="},
    {TokenKind::kEllipsis, "..."},
    {TokenKind::kLeftParenthesis, "("},
    {TokenKind::kLeftBracket, "["},
    {TokenKind::kLeftBrace, "{"},
    {TokenKind::kComma, ","},
    {TokenKind::kDot, "."},
    {TokenKind::kRightParenthesis, ")"},
    {TokenKind::kRightBracket, "]"},
    {TokenKind::kRightBrace, "}"},
    {TokenKind::kColon, ":"},

    {TokenKind::kBreak, "break"},
    {TokenKind::kCase, "case"},
    {TokenKind::kChan, "chan"},
    {TokenKind::kConst, "const"},
    {TokenKind::kContinue, "continue"},
    {TokenKind::kDefault, "default"},
    {TokenKind::kDefer, "defer"},
    {TokenKind::kElse, "else"},
    {TokenKind::kFallthrough, "fallthrough"},
    {TokenKind::kFor, "for"},
    {TokenKind::kFunc, "func"},
    {TokenKind::kGo, "go"},
    {TokenKind::kGoto, "goto"},
    {TokenKind::kIf, "if"},
    {TokenKind::kImport, "import"},
    {TokenKind::kInterface, "interface"},
    {TokenKind::kMap, "map"},
    {TokenKind::kPackage, "package"},
    {TokenKind::kRange, "range"},
    {TokenKind::kReturn, "return"},
    {TokenKind::kSelect, "select"},
    {TokenKind::kStruct, "struct"},
    {TokenKind::kSwitch, "switch"},
    {TokenKind::kType, "type"},
    {TokenKind::kVar, "var"},
}};

constexpr bool TokenFactsAreInOrder() {
  for (size_t i = 0; i < kTokenFacts.size(); ++i) {
    if (static_cast<size_t>(kTokenFacts[i].kind) != i) return false;
  }
  return true;
}
static_assert(TokenFactsAreInOrder());

constexpr const TokenFacts& FactsOf(TokenKind kind) { return kTokenFacts[static_cast<size_t>(kind)]; }
constexpr bool IsKeyword(TokenKind kind) { return kind >= TokenKind::kBreak && kind < TokenKind::kCount; }
constexpr bool IsCompoundAssign(TokenKind kind) {
  return kind >= TokenKind::kPlusAssign && kind <= TokenKind::kAndNotAssign;
}

}  // namespace mdg::languages::go
