// In: tokens at an expression. Out: expression nodes. Types that may stand in an expression (conversions, literals,
// make) are read here too. See parser.h.
#include "languages/go/literals.h"
#include "languages/go/parser.h"

namespace mdg::languages::go {

NodeId Parser::ParseName() {
  if (!Is(TokenKind::kName)) return Fail("a name");
  const uint32_t begin = Begin();
  Advance();
  return Add(NodeKind::kName, begin, ChildList{});
}

NodeId Parser::ParseLiteral() {
  const Token token = Current();
  Advance();
  const NodeId literal = Add(NodeKind::kLiteral, token.begin, ChildList{}, FactsOf(token.kind).op);
  if ((token.kind == TokenKind::kString || token.kind == TokenKind::kCharacter) && token.needs_decoding) {
    module_.nodes[literal].flags |= kDecoded;
    module_.nodes[literal].first = static_cast<NodeId>(module_.strings.size());
    module_.strings.push_back(DecodeString(module_.Text(literal)));
  }
  return literal;
}

NodeId Parser::ParseExpressionList() {
  const uint32_t begin = Begin();
  ChildList expressions;
  do {
    Append(expressions, ParseExpression());
  } while (Accept(TokenKind::kComma));
  return Add(NodeKind::kExpressionList, begin, expressions);
}

NodeId Parser::ParseBinary(int minimum_precedence) { return ParseBinaryRest(ParseUnary(), minimum_precedence); }

// The operators after an operand that bind at least as tightly as `minimum_precedence` (from 1).
NodeId Parser::ParseBinaryRest(NodeId left, int minimum_precedence) {
  while (true) {
    const TokenFacts& facts = FactsOf(Kind());
    if (facts.precedence < minimum_precedence) return left;
    Advance();
    ++chain_links_;
    const NodeId right = ParseBinary(facts.precedence + 1);
    left = Add(NodeKind::kBinary, BeginOf(left), {left, right}, facts.op);
  }
}

NodeId Parser::ParseUnary() {
  Nesting nesting(*this);
  if (nesting.TooDeep()) return FailAsTooDeep();
  Operator op = Operator::kNone;
  switch (Kind()) {
    case TokenKind::kPlus:
      op = Operator::kAdd;
      break;
    case TokenKind::kMinus:
      op = Operator::kSubtract;
      break;
    case TokenKind::kNot:
      op = Operator::kNot;
      break;
    case TokenKind::kCaret:
      op = Operator::kXor;
      break;
    case TokenKind::kAmpersand:
      op = Operator::kAddressOf;
      break;
    case TokenKind::kTilde:
      op = Operator::kTilde;
      break;
    case TokenKind::kArrow:
      return ParseReceive();
    case TokenKind::kStar:
      break;
    default:
      return ParseSuffixes(ParseOperand());
  }
  const uint32_t begin = Begin();
  Advance();
  const NodeId operand = ParseUnary();
  return Add(op == Operator::kNone ? NodeKind::kDereference : NodeKind::kUnary, begin, {operand}, op);
}

// `<-x`, or the channel type `<-chan T`, which is known only when what follows has been read: `<-chan int(x)` receives.
NodeId Parser::ParseReceive() {
  const uint32_t begin = Begin();
  Advance();
  const NodeId operand = ParseUnary();
  if (KindOf(operand) == NodeKind::kChannelType) {
    module_.nodes[operand].begin = begin;
    return operand;
  }
  return Add(NodeKind::kUnary, begin, {operand}, Operator::kReceive);
}

NodeId Parser::ParseOperand() {
  switch (Kind()) {
    case TokenKind::kName:
      return ParseName();
    case TokenKind::kInteger:
    case TokenKind::kFloat:
    case TokenKind::kImaginary:
    case TokenKind::kCharacter:
    case TokenKind::kString:
      return ParseLiteral();
    case TokenKind::kLeftParenthesis:
      return ParseParenthesis();
    case TokenKind::kFunc:
      return ParseFunctionTypeOrLiteral();
    case TokenKind::kLeftBracket:
    case TokenKind::kMap:
    case TokenKind::kChan:
    case TokenKind::kStruct:
    case TokenKind::kInterface:
      return ParseType();
    default:
      return Fail("an expression");
  }
}

NodeId Parser::ParseParenthesis() {
  const uint32_t begin = Begin();
  LiteralScope scope(*this, true);
  Advance();
  const NodeId inner = ParseExpression();
  Expect(TokenKind::kRightParenthesis);
  return Add(NodeKind::kParenthesis, begin, {inner});
}

NodeId Parser::ParseFunctionTypeOrLiteral() {
  const uint32_t begin = Begin();
  const NodeId type = ParseFunctionType();
  if (!Is(TokenKind::kLeftBrace)) return type;
  const NodeId body = ParseBlock();
  return Add(NodeKind::kFunctionLiteral, begin, {type, body});
}

NodeId Parser::ParseSuffixes(NodeId operand) {
  while (true) {
    switch (Kind()) {
      case TokenKind::kDot:
        operand = ParseMember(operand);
        break;
      case TokenKind::kLeftBracket:
        operand = ParseIndexOrSlice(operand);
        break;
      case TokenKind::kLeftParenthesis:
        operand = ParseCall(operand);
        break;
      case TokenKind::kLeftBrace:
        if (!MayHaveLiteralBody(operand)) return operand;
        operand = ParseComposite(operand);
        break;
      default:
        return operand;
    }
    ++chain_links_;
  }
}

// At the dot: a member, or a type assertion.
NodeId Parser::ParseMember(NodeId object) {
  const uint32_t begin = BeginOf(object);
  Advance();
  if (!Accept(TokenKind::kLeftParenthesis)) {
    const NodeId name = ParseName();
    return Add(NodeKind::kMember, begin, {object, name});
  }
  const NodeId type = Accept(TokenKind::kType) ? Absent() : ParseType();
  Expect(TokenKind::kRightParenthesis);
  return Add(NodeKind::kTypeAssertion, begin, {object, type});
}

NodeId Parser::ParseIndexOrSlice(NodeId object) {
  const uint32_t begin = BeginOf(object);
  LiteralScope scope(*this, true);
  Advance();
  if (Is(TokenKind::kColon)) return ParseSlice(object, Absent());
  ChildList children;
  Append(children, object);
  const NodeId first = ParseExpression();
  if (Is(TokenKind::kColon)) return ParseSlice(object, first);
  Append(children, first);
  while (Accept(TokenKind::kComma) && !Is(TokenKind::kRightBracket)) Append(children, ParseExpression());
  Expect(TokenKind::kRightBracket);
  return Add(NodeKind::kIndex, begin, children);
}

// At the first colon.
NodeId Parser::ParseSlice(NodeId object, NodeId low) {
  const uint32_t begin = BeginOf(object);
  Advance();
  const bool high_follows = !Is(TokenKind::kColon) && !Is(TokenKind::kRightBracket);
  const NodeId high = high_follows ? ParseExpression() : Absent();
  const NodeId maximum = Accept(TokenKind::kColon) ? ParseExpression() : Absent();
  Expect(TokenKind::kRightBracket);
  return Add(NodeKind::kSlice, begin, {object, low, high, maximum});
}

NodeId Parser::ParseCall(NodeId callee) {
  const uint32_t begin = BeginOf(callee);
  LiteralScope scope(*this, true);
  Advance();
  ChildList children;
  Append(children, callee);
  uint16_t flags = kNoFlags;
  while (!Is(TokenKind::kRightParenthesis) && !AtEnd()) {
    Append(children, ParseExpression());
    if (Accept(TokenKind::kEllipsis)) flags = kSpread;
    if (!Accept(TokenKind::kComma)) break;
  }
  if (!Accept(TokenKind::kRightParenthesis)) Fail("`,` or `)`");
  return Add(NodeKind::kCall, begin, children, Operator::kNone, flags);
}

// Whether a `{` after this begins a literal. After a name it does only where no block can begin.
bool Parser::MayHaveLiteralBody(NodeId type) const {
  switch (KindOf(type)) {
    case NodeKind::kArrayType:
    case NodeKind::kMapType:
    case NodeKind::kStructType:
      return true;
    case NodeKind::kName:
    case NodeKind::kMember:
    case NodeKind::kIndex:
      return literal_allowed_;
    default:
      return false;
  }
}

// At the `{`; the type is kNoNode inside of a literal that implies it.
NodeId Parser::ParseComposite(NodeId type) {
  Nesting nesting(*this);
  if (nesting.TooDeep()) return FailAsTooDeep();
  const uint32_t begin = type != kNoNode ? BeginOf(type) : Begin();
  LiteralScope scope(*this, true);
  ChildList children;
  Append(children, OrAbsent(type));
  Advance();
  while (!Is(TokenKind::kRightBrace) && !AtEnd()) {
    Append(children, ParseElement());
    if (!Accept(TokenKind::kComma)) break;
  }
  if (!Accept(TokenKind::kRightBrace)) Fail("`,` or `}`");
  return Add(NodeKind::kComposite, begin, children);
}

NodeId Parser::ParseElement() {
  const NodeId value_or_key = ParseElementValue();
  if (!Accept(TokenKind::kColon)) return value_or_key;
  const NodeId value = ParseElementValue();
  return Add(NodeKind::kKeyValue, BeginOf(value_or_key), {value_or_key, value});
}

NodeId Parser::ParseElementValue() { return Is(TokenKind::kLeftBrace) ? ParseComposite(kNoNode) : ParseExpression(); }

}  // namespace mdg::languages::go
