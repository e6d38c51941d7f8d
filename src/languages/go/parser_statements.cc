// In: tokens at a statement. Out: statement nodes. See parser.h.
#include "languages/go/parser.h"

namespace mdg::languages::go {

NodeId Parser::ParseBlock() {
  Nesting nesting(*this);
  if (nesting.TooDeep()) return FailAsTooDeep();
  const uint32_t begin = Begin();
  LiteralScope scope(*this, true);
  Expect(TokenKind::kLeftBrace);
  ChildList statements;
  ParseStatements(statements);
  Expect(TokenKind::kRightBrace);
  return Add(NodeKind::kBlock, begin, statements);
}

// Up to the end of a block or of a case. After an error the last one is a kError: what follows it is not known.
void Parser::ParseStatements(ChildList& statements) {
  while (!Is(TokenKind::kRightBrace) && !Is(TokenKind::kCase) && !Is(TokenKind::kDefault) && !AtEnd()) {
    Append(statements, ParseStatement());
    ExpectSemicolon();
  }
  if (failed_ && KindOf(statements.last) != NodeKind::kError) {
    Append(statements, Add(NodeKind::kError, last_end_, ChildList{}));
  }
}

// kNoNode for an empty statement.
NodeId Parser::ParseStatement() {
  switch (Kind()) {
    case TokenKind::kSemicolon:
      return kNoNode;
    case TokenKind::kLeftBrace:
      return ParseBlock();
    case TokenKind::kConst:
    case TokenKind::kVar:
    case TokenKind::kType:
      return ParseDeclarationGroup();
    case TokenKind::kGo:
      return ParseGoOrDefer(NodeKind::kGo);
    case TokenKind::kDefer:
      return ParseGoOrDefer(NodeKind::kDefer);
    case TokenKind::kReturn:
      return ParseReturn();
    case TokenKind::kBreak:
    case TokenKind::kContinue:
    case TokenKind::kGoto:
    case TokenKind::kFallthrough:
      return ParseBranch();
    case TokenKind::kIf:
      return ParseIf();
    case TokenKind::kFor:
      return ParseFor();
    case TokenKind::kSwitch:
      return ParseSwitch();
    case TokenKind::kSelect:
      return ParseSelect();
    case TokenKind::kName:
      if (KindAhead(1) == TokenKind::kColon) return ParseLabeled();
      break;
    default:
      break;
  }
  return ParseSimpleStatement();
}

// Expression, send, ++, -- or assignment. Where `range` is given, a range clause is stored there and kNoNode returned.
NodeId Parser::ParseSimpleStatement(RangeClause* range) {
  const uint32_t begin = Begin();
  const NodeId first = ParseExpression();
  ChildList left;
  Append(left, first);
  while (Accept(TokenKind::kComma)) Append(left, ParseExpression());
  if (Is(TokenKind::kAssign) || Is(TokenKind::kDefine) || IsCompoundAssign(Kind())) {
    return ParseAssignment(begin, left, range);
  }
  if (left.last != first) return Fail("`:=` or `=`");
  switch (Kind()) {
    case TokenKind::kArrow: {
      Advance();
      const NodeId value = ParseExpression();
      return Add(NodeKind::kSend, begin, {first, value});
    }
    case TokenKind::kPlusPlus:
      Advance();
      return Add(NodeKind::kIncrement, begin, {first}, Operator::kAdd);
    case TokenKind::kMinusMinus:
      Advance();
      return Add(NodeKind::kIncrement, begin, {first}, Operator::kSubtract);
    default:
      return first;
  }
}

// At `=`, `:=` or `+=` and the like, with the left side read.
NodeId Parser::ParseAssignment(uint32_t begin, ChildList left, RangeClause* range) {
  const TokenKind kind = Kind();
  if (range != nullptr && KindAhead(1) == TokenKind::kRange && !IsCompoundAssign(kind)) {
    Advance();
    Advance();
    range->found = true;
    range->defines = kind == TokenKind::kDefine;
    range->key = left.first;
    range->value = module_.At(left.first).next;
    module_.nodes[left.first].next = kNoNode;
    if (range->value != kNoNode && range->value != left.last) Fail("at most two variables before `range`");
    range->subject = ParseExpression();
    return kNoNode;
  }
  const NodeId left_list = Add(NodeKind::kExpressionList, begin, left);
  Advance();
  const NodeId right_list = ParseExpressionList();
  if (IsCompoundAssign(kind)) {
    return Add(NodeKind::kAssign, begin, {left_list, right_list}, FactsOf(kind).op, kCompound);
  }
  const Operator op = kind == TokenKind::kDefine ? Operator::kDefine : Operator::kAssignPlain;
  return Add(NodeKind::kAssign, begin, {left_list, right_list}, op);
}

// A condition or a tag must be an expression, though a simple statement is what could be read there.
NodeId Parser::RequireExpression(NodeId statement, std::string_view what) {
  const NodeKind kind = KindOf(statement);
  if (kind == NodeKind::kAssign || kind == NodeKind::kIncrement || kind == NodeKind::kSend) return Fail(what);
  return statement;
}

NodeId Parser::ParseLabeled() {
  Nesting nesting(*this);
  if (nesting.TooDeep()) return FailAsTooDeep();
  const uint32_t begin = Begin();
  const NodeId label = ParseName();
  Advance();
  const bool at_end_of_block = Is(TokenKind::kRightBrace) || Is(TokenKind::kCase) || Is(TokenKind::kDefault);
  const NodeId statement = OrAbsent(at_end_of_block ? kNoNode : ParseStatement());
  return Add(NodeKind::kLabeled, begin, {label, statement});
}

NodeId Parser::ParseGoOrDefer(NodeKind kind) {
  const uint32_t begin = Begin();
  Advance();
  const NodeId call = ParseExpression();
  return Add(kind, begin, {call});
}

NodeId Parser::ParseReturn() {
  const uint32_t begin = Begin();
  Advance();
  ChildList results;
  if (!Is(TokenKind::kSemicolon) && !Is(TokenKind::kRightBrace)) {
    do {
      Append(results, ParseExpression());
    } while (Accept(TokenKind::kComma));
  }
  return Add(NodeKind::kReturn, begin, results);
}

NodeId Parser::ParseBranch() {
  const uint32_t begin = Begin();
  const Operator op = Is(TokenKind::kBreak)      ? Operator::kBreak
                      : Is(TokenKind::kContinue) ? Operator::kContinue
                      : Is(TokenKind::kGoto)     ? Operator::kGoto
                                                 : Operator::kFallthrough;
  Advance();
  const NodeId label = Is(TokenKind::kName) ? ParseName() : Absent();
  return Add(NodeKind::kBranch, begin, {label}, op);
}

NodeId Parser::ParseIf() {
  Nesting nesting(*this);
  if (nesting.TooDeep()) return FailAsTooDeep();
  const uint32_t begin = Begin();
  Advance();
  NodeId init = kNoNode;
  NodeId condition = kNoNode;
  {
    LiteralScope scope(*this, false);
    if (!Is(TokenKind::kSemicolon)) condition = ParseSimpleStatement();
    if (Accept(TokenKind::kSemicolon)) {
      init = condition;
      condition = ParseSimpleStatement();
    }
    init = OrAbsent(init);
    condition = RequireExpression(condition, "a condition");
  }
  const NodeId body = ParseBlock();
  NodeId otherwise = kNoNode;
  if (Accept(TokenKind::kElse)) otherwise = Is(TokenKind::kIf) ? ParseIf() : ParseBlock();
  otherwise = OrAbsent(otherwise);
  return Add(NodeKind::kIf, begin, {init, condition, body, otherwise});
}

NodeId Parser::ParseFor() {
  const uint32_t begin = Begin();
  Advance();
  ChildList children;
  RangeClause range;
  {
    LiteralScope scope(*this, false);
    ParseForHeader(children, range);
  }
  const NodeId body = ParseBlock();
  Append(children, body);
  if (!range.found) return Add(NodeKind::kFor, begin, children);
  return Add(NodeKind::kRange, begin, children, Operator::kNone, range.defines ? kDefines : kNoFlags);
}

// Adds all children but the body: key, value and subject when there is a range, else init, condition and post.
void Parser::ParseForHeader(ChildList& header, RangeClause& range) {
  NodeId init = kNoNode;
  NodeId condition = kNoNode;
  NodeId post = kNoNode;
  if (Accept(TokenKind::kRange)) {
    range.found = true;
    range.subject = ParseExpression();
  } else if (!Is(TokenKind::kLeftBrace)) {
    if (!Is(TokenKind::kSemicolon)) condition = ParseSimpleStatement(&range);
    if (!range.found && Accept(TokenKind::kSemicolon)) {
      init = condition;
      condition = Is(TokenKind::kSemicolon) ? kNoNode : ParseSimpleStatement();
      Expect(TokenKind::kSemicolon);
      if (!Is(TokenKind::kLeftBrace)) post = ParseSimpleStatement();
    }
  }
  if (range.found) {
    Append(header, OrAbsent(range.key));
    Append(header, OrAbsent(range.value));
    Append(header, range.subject);
    return;
  }
  if (condition != kNoNode) condition = RequireExpression(condition, "a condition");
  Append(header, OrAbsent(init));
  Append(header, OrAbsent(condition));
  Append(header, OrAbsent(post));
}

NodeId Parser::ParseSwitch() {
  const uint32_t begin = Begin();
  Advance();
  NodeId init = kNoNode;
  NodeId tag = kNoNode;
  {
    LiteralScope scope(*this, false);
    if (!Is(TokenKind::kLeftBrace) && !Is(TokenKind::kSemicolon)) tag = ParseSimpleStatement();
    if (Accept(TokenKind::kSemicolon)) {
      init = tag;
      tag = Is(TokenKind::kLeftBrace) ? kNoNode : ParseSimpleStatement();
    }
  }
  ChildList children;
  Append(children, OrAbsent(init));
  NodeId bound = kNoNode;
  const NodeId subject = tag != kNoNode ? TypeSwitchGuard(tag, bound) : kNoNode;
  if (subject != kNoNode) {
    Append(children, OrAbsent(bound));
    module_.nodes[subject].next = kNoNode;  // it had the absent type of the assertion beside it
    Append(children, subject);
  } else {
    Append(children, OrAbsent(tag != kNoNode ? RequireExpression(tag, "an expression to switch on") : kNoNode));
  }
  ParseCases(children, false);
  return Add(subject != kNoNode ? NodeKind::kTypeSwitch : NodeKind::kSwitch, begin, children);
}

// The `x` of `x.(type)` or `bound := x.(type)`; kNoNode when the statement is neither.
NodeId Parser::TypeSwitchGuard(NodeId statement, NodeId& bound) const {
  NodeId assertion = statement;
  NodeId name = kNoNode;
  const Node& node = module_.At(statement);
  if (node.kind == NodeKind::kAssign && !(node.flags & kCompound)) {
    name = module_.Child(module_.Child(statement, 0), 0);
    assertion = module_.Child(module_.Child(statement, 1), 0);
    if (module_.At(name).next != kNoNode || KindOf(name) != NodeKind::kName) return kNoNode;
  }
  if (KindOf(assertion) != NodeKind::kTypeAssertion || module_.At(assertion).next != kNoNode) return kNoNode;
  if (KindOf(module_.Child(assertion, 1)) != NodeKind::kNone) return kNoNode;
  bound = name;
  return module_.Child(assertion, 0);
}

NodeId Parser::ParseSelect() {
  const uint32_t begin = Begin();
  Advance();
  ChildList cases;
  ParseCases(cases, true);
  return Add(NodeKind::kSelect, begin, cases);
}

void Parser::ParseCases(ChildList& cases, bool in_select) {
  Nesting nesting(*this);
  if (nesting.TooDeep()) {
    FailAsTooDeep();
    return;
  }
  LiteralScope scope(*this, true);
  Expect(TokenKind::kLeftBrace);
  while (!Is(TokenKind::kRightBrace) && !AtEnd()) Append(cases, ParseCase(in_select));
  Expect(TokenKind::kRightBrace);
}

NodeId Parser::ParseCase(bool in_select) {
  const uint32_t begin = Begin();
  uint16_t flags = kNoFlags;
  NodeId list = kNoNode;
  if (Accept(TokenKind::kDefault)) {
    flags = kDefault;
    list = Add(NodeKind::kExpressionList, last_end_, ChildList{});
  } else if (!Accept(TokenKind::kCase)) {
    list = Fail("`case`, `default` or `}`");
  } else if (in_select) {
    const uint32_t list_begin = Begin();
    const NodeId communication = ParseSimpleStatement();
    list = Add(NodeKind::kExpressionList, list_begin, {communication});
  } else {
    list = ParseExpressionList();
  }
  ChildList children;
  Append(children, list);
  Expect(TokenKind::kColon);
  ParseStatements(children);
  return Add(NodeKind::kCase, begin, children, Operator::kNone, flags);
}

}  // namespace mdg::languages::go
