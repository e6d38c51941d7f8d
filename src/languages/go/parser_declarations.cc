// In: tokens at a declaration. Out: kDeclarationGroup, kImport, kConstant, kVariable, kType and kFunction nodes. See
// parser.h.
#include <algorithm>

#include "languages/go/parser.h"

namespace mdg::languages::go {

void Parser::ParsePackageClause() {
  while (Accept(TokenKind::kSemicolon)) {
  }
  if (!Is(TokenKind::kPackage)) {
    Fail("`package`");
    return;
  }
  Advance();
  const NodeId name = ParseName();
  if (failed_) return;
  module_.package_name = module_.Text(name);
  if (!AtEnd() && !Accept(TokenKind::kSemicolon)) Fail("a newline or `;`");
}

NodeId Parser::ParseTopLevelDeclaration() {
  switch (Kind()) {
    case TokenKind::kFunc:
      return ParseFunction();
    case TokenKind::kImport:
    case TokenKind::kConst:
    case TokenKind::kVar:
    case TokenKind::kType:
      return ParseDeclarationGroup();
    default:
      Fail("a declaration");
      return kNoNode;
  }
}

// import, const, var or type, alone or in parentheses.
NodeId Parser::ParseDeclarationGroup() {
  const uint32_t begin = Begin();
  const TokenKind keyword = Kind();
  Advance();
  ChildList specifications;
  uint16_t flags = kNoFlags;
  if (Accept(TokenKind::kLeftParenthesis)) {
    flags = kGrouped;
    while (!Is(TokenKind::kRightParenthesis) && !AtEnd()) {
      Append(specifications, ParseSpecification(keyword));
      ExpectSemicolon();
    }
    Expect(TokenKind::kRightParenthesis);
  } else {
    Append(specifications, ParseSpecification(keyword));
  }
  const Operator op = keyword == TokenKind::kImport  ? Operator::kImportKeyword
                      : keyword == TokenKind::kConst ? Operator::kConstKeyword
                      : keyword == TokenKind::kVar   ? Operator::kVarKeyword
                                                     : Operator::kTypeKeyword;
  return Add(NodeKind::kDeclarationGroup, begin, specifications, op, flags);
}

NodeId Parser::ParseSpecification(TokenKind keyword) {
  switch (keyword) {
    case TokenKind::kImport:
      return ParseImport();
    case TokenKind::kConst:
      return ParseValueSpecification(NodeKind::kConstant);
    case TokenKind::kVar:
      return ParseValueSpecification(NodeKind::kVariable);
    default:
      return ParseTypeSpecification();
  }
}

NodeId Parser::ParseImport() {
  const uint32_t begin = Begin();
  NodeId alias = kNoNode;
  if (Is(TokenKind::kName) || Is(TokenKind::kDot)) {
    Advance();
    alias = Add(NodeKind::kName, begin, ChildList{});
  }
  alias = OrAbsent(alias);
  const NodeId path = Is(TokenKind::kString) ? ParseLiteral() : Fail("an import path");
  if (!failed_) {
    const Node& literal = module_.At(path);
    module_.imports.push_back(
        {std::string(module_.Text(alias)), std::string(module_.StringValue(literal)), literal.begin});
  }
  return Add(NodeKind::kImport, begin, {alias, path});
}

NodeId Parser::ParseValueSpecification(NodeKind kind) {
  const uint32_t begin = Begin();
  ChildList names;
  do {
    Append(names, ParseName());
  } while (Accept(TokenKind::kComma));
  const NodeId name_list = Add(NodeKind::kNameList, begin, names);
  const NodeId type = StartsType(Kind()) ? ParseType() : Absent();
  const NodeId values = Accept(TokenKind::kAssign) ? ParseExpressionList() : Absent();
  return Add(kind, begin, {name_list, type, values});
}

NodeId Parser::ParseTypeSpecification() {
  const uint32_t begin = Begin();
  const NodeId name = ParseName();
  NodeId type_parameters = kNoNode;
  NodeId type = kNoNode;
  uint16_t flags = kNoFlags;
  if (Is(TokenKind::kLeftBracket)) type = ParseArrayOrTypeParameters(type_parameters);
  type_parameters = OrAbsent(type_parameters);
  if (type == kNoNode) {
    if (Accept(TokenKind::kAssign)) flags = kAlias;
    type = ParseType();
  }
  return Add(NodeKind::kType, begin, {name, type_parameters, type}, Operator::kNone, flags);
}

// At the `[` of `type T [`: either an array or slice type (returned), or type parameters (stored, and kNoNode
// returned).
// `[P *C]` could be either; Go reads an expression and asks whether it can be split into a name and a constraint.
NodeId Parser::ParseArrayOrTypeParameters(NodeId& type_parameters) {
  if (KindAhead(1) != TokenKind::kName) return ParseArrayType();
  const uint32_t begin = Begin();
  Advance();
  LiteralScope scope(*this, true);
  ParameterEntry first;
  NodeId expression = ParseName();
  // An index expression is no constant length, so a second `[` begins a constraint such as `[P []E]`.
  if (!Is(TokenKind::kLeftBracket)) expression = ParseBinaryRest(ParseSuffixes(expression), 1);
  first = SplitNameAndConstraint(expression, Is(TokenKind::kComma));
  const bool lone_name = first.name != kNoNode && first.type == kNoNode;
  if (first.name == kNoNode || (lone_name && Is(TokenKind::kRightBracket)))
    return ParseArrayTypeRest(begin, expression);
  type_parameters = ParseTypeParameters(begin, first);
  return kNoNode;
}

// Takes `P *C`, `P (C)` and `P *C | D` apart, which were read as a product, a call and a bitwise or. Without a comma after
// it, only a constraint that cannot be an expression decides for type parameters. Both are kNoNode when it is no split.
// By loops, for a chain of `|` may be as long as the file.
Parser::ParameterEntry Parser::SplitNameAndConstraint(NodeId expression, bool comma_follows) {
  bool decided = comma_follows;
  std::vector<NodeId> alternatives;  // the right sides of `|`, last one first
  while (KindOf(expression) == NodeKind::kBinary && module_.At(expression).op == Operator::kOr) {
    const NodeId left = module_.At(expression).first;
    alternatives.push_back(module_.At(left).next);
    decided = decided || IsTypeElement(alternatives.back());
    expression = left;
  }
  ParameterEntry split = SplitFirstTerm(expression, decided);
  if (alternatives.empty() || split.name == kNoNode) return split;
  if (split.type == kNoNode) return {};  // P | C is an expression
  for (auto alternative = alternatives.rbegin(); alternative != alternatives.rend(); ++alternative) {
    module_.nodes[split.type].next = kNoNode;
    split.type = Add(NodeKind::kBinary, BeginOf(split.type), {split.type, *alternative}, Operator::kOr);
    module_.nodes[split.type].end = module_.At(*alternative).end;
  }
  return split;
}

// P, P *C or P (C).
Parser::ParameterEntry Parser::SplitFirstTerm(NodeId expression, bool decided) {
  const Node node = module_.At(expression);
  if (node.kind == NodeKind::kName) return {expression, kNoNode};
  const bool product = node.kind == NodeKind::kBinary && node.op == Operator::kMultiply;
  const bool call = node.kind == NodeKind::kCall && !(node.flags & kSpread);
  if (!product && !call) return {};
  const NodeId right = module_.At(node.first).next;
  if (KindOf(node.first) != NodeKind::kName || right == kNoNode || module_.At(right).next != kNoNode) return {};
  if (!decided && !IsTypeElement(right)) return {};
  return {node.first, WrapConstraint(call ? NodeKind::kParenthesis : NodeKind::kDereference, node.first, right)};
}

// The constraint `*C` or `(C)` out of what was read as one expression with the name before it.
NodeId Parser::WrapConstraint(NodeKind kind, NodeId name, NodeId constraint) {
  module_.nodes[name].next = kNoNode;
  const auto operator_token = std::lower_bound(tokens_.begin(), tokens_.end(), module_.At(name).end,
                                               [](const Token& token, uint32_t end) { return token.begin < end; });
  const NodeId wrapped = Add(kind, operator_token->begin, {constraint});
  module_.nodes[wrapped].end = module_.At(constraint).end;
  return wrapped;
}

// Whether the expression can only be a type (as far as syntax tells).
bool Parser::IsTypeElement(NodeId expression) const {
  std::vector<NodeId> open = {expression};
  while (!open.empty()) {
    const Node& node = module_.At(open.back());
    open.pop_back();
    switch (node.kind) {
      case NodeKind::kArrayType:
      case NodeKind::kStructType:
      case NodeKind::kFunctionType:
      case NodeKind::kInterfaceType:
      case NodeKind::kMapType:
      case NodeKind::kChannelType:
        return true;
      case NodeKind::kUnary:
        if (node.op == Operator::kTilde) return true;
        break;
      case NodeKind::kBinary:
        open.push_back(module_.At(node.first).next);
        open.push_back(node.first);
        break;
      case NodeKind::kDereference:
      case NodeKind::kParenthesis:
        open.push_back(node.first);
        break;
      default:
        break;
    }
  }
  return false;
}

NodeId Parser::ParseFunction() {
  const uint32_t begin = Begin();
  Advance();
  const NodeId receiver = Is(TokenKind::kLeftParenthesis) ? ParseParameters() : Absent();
  const NodeId name = ParseName();
  NodeId type_parameters = kNoNode;
  if (Is(TokenKind::kLeftBracket)) {
    const uint32_t bracket = Begin();
    Advance();
    type_parameters = ParseTypeParameters(bracket, {});
  }
  type_parameters = OrAbsent(type_parameters);
  const NodeId signature = ParseSignature(Begin());
  const NodeId body = Is(TokenKind::kLeftBrace) ? ParseBlock() : Absent();
  return Add(NodeKind::kFunction, begin, {receiver, name, type_parameters, signature, body});
}

}  // namespace mdg::languages::go
