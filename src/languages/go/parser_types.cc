// In: tokens at a type or a parameter list. Out: type nodes, kFieldList and kField. See parser.h.
#include "languages/go/parser.h"

namespace mdg::languages::go {

bool Parser::StartsType(TokenKind kind) {
  switch (kind) {
    case TokenKind::kName:
    case TokenKind::kStar:
    case TokenKind::kLeftBracket:
    case TokenKind::kLeftParenthesis:
    case TokenKind::kArrow:
    case TokenKind::kMap:
    case TokenKind::kChan:
    case TokenKind::kFunc:
    case TokenKind::kStruct:
    case TokenKind::kInterface:
      return true;
    default:
      return false;
  }
}

NodeId Parser::ParseType() {
  Nesting nesting(*this);
  if (nesting.TooDeep()) return FailAsTooDeep();
  const uint32_t begin = Begin();
  switch (Kind()) {
    case TokenKind::kName:
      return ParseTypeName();
    case TokenKind::kStar:
      Advance();
      return Add(NodeKind::kDereference, begin, {ParseType()});
    case TokenKind::kLeftParenthesis: {
      Advance();
      const NodeId type = ParseType();
      Expect(TokenKind::kRightParenthesis);
      return Add(NodeKind::kParenthesis, begin, {type});
    }
    case TokenKind::kLeftBracket:
      return ParseArrayType();
    case TokenKind::kMap:
      return ParseMapType();
    case TokenKind::kChan:
    case TokenKind::kArrow:
      return ParseChannelType();
    case TokenKind::kFunc:
      return ParseFunctionType();
    case TokenKind::kStruct:
      return ParseStructType();
    case TokenKind::kInterface:
      return ParseInterfaceType();
    default:
      return Fail("a type");
  }
}

// Name, package.Name, and either with type arguments.
NodeId Parser::ParseTypeName() { return ParseQualifiedTypeRest(ParseName()); }

NodeId Parser::ParseQualifiedTypeRest(NodeId name) {
  if (Is(TokenKind::kDot)) name = ParseMember(name);
  return Is(TokenKind::kLeftBracket) ? ParseTypeArguments(name) : name;
}

NodeId Parser::ParseTypeArguments(NodeId generic) {
  const uint32_t begin = BeginOf(generic);
  Advance();
  ChildList children;
  Append(children, generic);
  do {
    if (Is(TokenKind::kRightBracket)) break;
    Append(children, ParseType());
  } while (Accept(TokenKind::kComma));
  Expect(TokenKind::kRightBracket);
  return Add(NodeKind::kIndex, begin, children);
}

NodeId Parser::ParseArrayType() {
  const uint32_t begin = Begin();
  Advance();
  if (Is(TokenKind::kRightBracket)) return ParseArrayTypeRest(begin, Absent());
  const uint32_t length_begin = Begin();
  if (Accept(TokenKind::kEllipsis)) {
    const NodeId no_type = Absent();
    return ParseArrayTypeRest(begin, Add(NodeKind::kEllipsis, length_begin, {no_type}));
  }
  LiteralScope scope(*this, true);
  return ParseArrayTypeRest(begin, ParseExpression());
}

// From the closing bracket on.
NodeId Parser::ParseArrayTypeRest(uint32_t begin, NodeId length) {
  Expect(TokenKind::kRightBracket);
  const NodeId element = ParseType();
  return Add(NodeKind::kArrayType, begin, {length, element});
}

NodeId Parser::ParseMapType() {
  const uint32_t begin = Begin();
  Advance();
  Expect(TokenKind::kLeftBracket);
  const NodeId key = ParseType();
  Expect(TokenKind::kRightBracket);
  const NodeId value = ParseType();
  return Add(NodeKind::kMapType, begin, {key, value});
}

// chan T, chan<- T, <-chan T: the direction is not kept.
NodeId Parser::ParseChannelType() {
  const uint32_t begin = Begin();
  const bool receives = Accept(TokenKind::kArrow);
  Expect(TokenKind::kChan);
  if (!receives) Accept(TokenKind::kArrow);
  return Add(NodeKind::kChannelType, begin, {ParseType()});
}

NodeId Parser::ParseFunctionType() {
  const uint32_t begin = Begin();
  Advance();
  return ParseSignature(begin);
}

// Parameters and results: what follows `func` in a type, and the name in a declaration or an interface.
NodeId Parser::ParseSignature(uint32_t begin) {
  const NodeId parameters = ParseParameters();
  const NodeId results = ParseResults();
  return Add(NodeKind::kFunctionType, begin, {parameters, results});
}

NodeId Parser::ParseResults() {
  if (Is(TokenKind::kLeftParenthesis)) return ParseParameters();
  if (!StartsType(Kind())) return Add(NodeKind::kFieldList, last_end_, ChildList{});
  const uint32_t begin = Begin();
  const NodeId type = ParseType();
  const NodeId field = AddField(type, kNoNode, ChildList{});
  return Add(NodeKind::kFieldList, begin, {field});
}

NodeId Parser::ParseStructType() {
  const uint32_t begin = Begin();
  Advance();
  Expect(TokenKind::kLeftBrace);
  ChildList fields;
  while (!Is(TokenKind::kRightBrace) && !AtEnd()) {
    Append(fields, ParseStructField());
    ExpectSemicolon();
  }
  Expect(TokenKind::kRightBrace);
  return Add(NodeKind::kStructType, begin, fields);
}

NodeId Parser::ParseStructField() {
  ChildList names;
  NodeId type = kNoNode;
  if (!Is(TokenKind::kName)) {
    type = ParseType();  // *Embedded
  } else {
    NodeId name = ParseName();
    if (Is(TokenKind::kDot)) {
      type = ParseQualifiedTypeRest(name);
    } else if (Is(TokenKind::kString) || Is(TokenKind::kSemicolon) || Is(TokenKind::kRightBrace)) {
      type = name;  // Embedded
    } else if (Is(TokenKind::kLeftBracket)) {
      type = ParseArrayFieldOrInstance(name);  // a [4]T, or Embedded[T]
      Append(names, name);
    } else {
      Append(names, name);
      while (Accept(TokenKind::kComma)) Append(names, ParseName());
      type = ParseType();
    }
  }
  const NodeId tag = Is(TokenKind::kString) ? ParseLiteral() : kNoNode;
  return AddField(type, tag, names);
}

NodeId Parser::ParseInterfaceType() {
  const uint32_t begin = Begin();
  Advance();
  Expect(TokenKind::kLeftBrace);
  ChildList elements;
  while (!Is(TokenKind::kRightBrace) && !AtEnd()) {
    Append(elements, ParseInterfaceElement());
    ExpectSemicolon();
  }
  Expect(TokenKind::kRightBrace);
  return Add(NodeKind::kInterfaceType, begin, elements);
}

NodeId Parser::ParseInterfaceElement() {
  if (Is(TokenKind::kName) && KindAhead(1) == TokenKind::kLeftParenthesis) {
    ChildList names;
    Append(names, ParseName());
    const NodeId signature = ParseSignature(Begin());
    return AddField(signature, kNoNode, names);
  }
  return AddField(ParseUnion(ParseUnionTerm()), kNoNode, ChildList{});
}

// A | ~B | C
NodeId Parser::ParseUnion(NodeId first_term) {
  NodeId all = first_term;
  while (Accept(TokenKind::kPipe)) {
    ++chain_links_;
    const NodeId term = ParseUnionTerm();
    all = Add(NodeKind::kBinary, BeginOf(all), {all, term}, Operator::kOr);
  }
  return all;
}

NodeId Parser::ParseUnionTerm() {
  const uint32_t begin = Begin();
  if (!Accept(TokenKind::kTilde)) return ParseType();
  return Add(NodeKind::kUnary, begin, {ParseType()}, Operator::kTilde);
}

// At the `[` after `name`: an array or slice type for it (`a []T`, `a [4]T`), or a generic type `name[T, U]`, which
// takes the name along: `name` is then kNoNode.
NodeId Parser::ParseArrayFieldOrInstance(NodeId& name) {
  const uint32_t begin = Begin();
  if (KindAhead(1) == TokenKind::kRightBracket || KindAhead(1) == TokenKind::kEllipsis) return ParseArrayType();
  Advance();
  LiteralScope scope(*this, true);
  ChildList arguments;
  int count = 0;
  do {
    if (Is(TokenKind::kRightBracket)) break;
    Append(arguments, ParseExpression());
    ++count;
  } while (Accept(TokenKind::kComma));
  Expect(TokenKind::kRightBracket);
  if (count == 1 && StartsType(Kind())) {
    const NodeId element = ParseType();
    return Add(NodeKind::kArrayType, begin, {arguments.first, element});
  }
  module_.nodes[name].next = arguments.first;
  ChildList children;
  children.first = name;
  children.last = arguments.last;
  const uint32_t generic_begin = BeginOf(name);
  name = kNoNode;
  return Add(NodeKind::kIndex, generic_begin, children);
}

NodeId Parser::AddField(NodeId type, NodeId tag, ChildList names) {
  uint32_t begin = BeginOf(type);
  if (names.first != kNoNode && BeginOf(names.first) < begin) begin = BeginOf(names.first);
  const uint32_t end = module_.At(tag != kNoNode ? tag : type).end;  // the parameters after it may be read already
  ChildList children;
  Append(children, type);
  Append(children, OrAbsent(tag));
  if (names.first != kNoNode) {
    Append(children, names.first);
    children.last = names.last;
  }
  const NodeId field = Add(NodeKind::kField, begin, children);
  module_.nodes[field].end = end;
  return field;
}

}  // namespace mdg::languages::go
