// Builds the syntax tree of one Go file.
//
// In: Module::text. Out: Module::nodes, root, strings, imports, package_name and errors; the layout of every node is
// the one in model/syntax.h. Recursive descent over an array of tokens; total: a syntax error is noted, what was read
// before it is kept, and reading goes on at the next top-level declaration. Deliberately builds no symbols, keeps no
// comments, and accepts a little more than Go does (a compiler will have its say elsewhere).
//
// How an error travels: Fail() notes it and moves the position to the end of the file. From there no production finds
// what it wants, so every loop ends and all of them return; Recover() then sets the position to the next declaration.
// There are no exceptions and no error codes, and a partial node still has all its children (kError stands for what is
// missing).
//
// One class in several files: parser.cc (tokens, nodes, errors, file), and parser_{declarations,types,parameters,
// expressions,statements}.cc.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "languages/go/lexer.h"
#include "model/module.h"

namespace mdg::languages::go {

// Deeper brackets, blocks or types than this are an error. Real code stays below 100; every level costs a few hundred
// bytes of stack in this parser and in everything that walks its trees.
inline constexpr int kMaximumNesting = 1000;

class Parser {
 public:
  explicit Parser(Module& module);
  void ParseFile();

 private:
  // Children in the making: appending needs the last one.
  struct ChildList {
    ChildList() = default;  // keeps `{a, b}` from meaning first and last
    NodeId first = kNoNode;
    NodeId last = kNoNode;
  };

  // What stands between `for` and `{` when it has a `range`.
  struct RangeClause {
    bool found = false;
    bool defines = false;
    NodeId key = kNoNode;
    NodeId value = kNoNode;
    NodeId subject = kNoNode;
  };

  // One entry of a parameter list, before it is known whether a lone name is a parameter or a type.
  struct ParameterEntry {
    NodeId name = kNoNode;
    NodeId type = kNoNode;
  };

  // Counts how deep the recursion is for as long as it lives.
  class Nesting {
   public:
    explicit Nesting(Parser& parser) : parser_(parser) { ++parser_.nesting_; }
    ~Nesting() { --parser_.nesting_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    bool TooDeep() const { return parser_.nesting_ > kMaximumNesting; }

   private:
    Parser& parser_;
  };

  // Says for as long as it lives whether `name {` may begin a composite literal. Not in `if x {`; again inside of
  // brackets.
  class LiteralScope {
   public:
    LiteralScope(Parser& parser, bool allowed) : parser_(parser), before_(parser.literal_allowed_) {
      parser_.literal_allowed_ = allowed;
    }
    ~LiteralScope() { parser_.literal_allowed_ = before_; }
    LiteralScope(const LiteralScope&) = delete;
    LiteralScope& operator=(const LiteralScope&) = delete;

   private:
    Parser& parser_;
    bool before_;
  };

  // --- tokens (parser.cc)
  const Token& Current() const { return tokens_[position_]; }
  TokenKind Kind() const { return tokens_[position_].kind; }
  TokenKind KindAhead(int count) const { return tokens_[position_ + count].kind; }  // count < kPadding
  bool Is(TokenKind kind) const { return Kind() == kind; }
  bool AtEnd() const { return Is(TokenKind::kEnd); }
  uint32_t Begin() const { return Current().begin; }
  void Advance() {
    if (AtEnd()) return;
    if (!Is(TokenKind::kSemicolon)) last_end_ = Current().end;  // it ends a statement and is no part of it
    ++position_;
  }
  bool Accept(TokenKind kind) {
    if (!Is(kind)) return false;
    Advance();
    return true;
  }
  bool Expect(TokenKind kind);
  // After a field, a statement or a member of a group: a semicolon, unless a closing bracket follows.
  void ExpectSemicolon();

  // --- nodes (parser.cc)
  NodeId Add(NodeKind kind, uint32_t begin, ChildList children, Operator op = Operator::kNone,
             uint16_t flags = kNoFlags) {
    module_.nodes.push_back({kind, op, flags, begin, last_end_ < begin ? begin : last_end_, children.first, kNoNode});
    return static_cast<NodeId>(module_.nodes.size() - 1);
  }
  // Children that are given all at once.
  NodeId Add(NodeKind kind, uint32_t begin, std::initializer_list<NodeId> children, Operator op = Operator::kNone,
             uint16_t flags = kNoFlags) {
    ChildList list;
    for (NodeId child : children) Append(list, child);
    return Add(kind, begin, list, op, flags);
  }
  void Append(ChildList& list, NodeId child) {
    if (child == kNoNode) return;
    if (list.last == kNoNode) {
      list.first = child;
    } else {
      module_.nodes[list.last].next = child;
    }
    list.last = child;
  }
  NodeId Absent() { return Add(NodeKind::kNone, last_end_, ChildList{}); }
  NodeId OrAbsent(NodeId node) { return node != kNoNode ? node : Absent(); }
  NodeKind KindOf(NodeId id) const { return module_.nodes[id].kind; }
  uint32_t BeginOf(NodeId id) const { return module_.nodes[id].begin; }

  // --- errors (parser.cc)
  // Notes an error here unless one is being handled already, and returns a kError node to stand for what is missing.
  NodeId Fail(std::string_view expected);
  NodeId FailAsTooDeep();
  NodeId FailWith(std::string message);
  NodeId Recover(size_t first_token);
  size_t NextDeclaration(size_t first_token) const;
  bool StartsDeclarationLine(size_t token) const;
  std::string DescribeCurrent() const;
  NodeId LimitTreeDepth(NodeId declaration);

  // --- declarations (parser_declarations.cc)
  void ParsePackageClause();
  NodeId ParseTopLevelDeclaration();
  NodeId ParseDeclarationGroup();
  NodeId ParseSpecification(TokenKind keyword);
  NodeId ParseImport();
  NodeId ParseValueSpecification(NodeKind kind);
  NodeId ParseTypeSpecification();
  NodeId ParseArrayOrTypeParameters(NodeId& type_parameters);
  ParameterEntry SplitNameAndConstraint(NodeId expression, bool comma_follows);
  ParameterEntry SplitFirstTerm(NodeId expression, bool decided);
  NodeId WrapConstraint(NodeKind kind, NodeId name, NodeId constraint);
  bool IsTypeElement(NodeId expression) const;
  NodeId ParseFunction();

  // --- types (parser_types.cc)
  static bool StartsType(TokenKind kind);
  NodeId ParseType();
  NodeId ParseTypeName();
  NodeId ParseQualifiedTypeRest(NodeId name);
  NodeId ParseTypeArguments(NodeId generic);
  NodeId ParseArrayType();
  NodeId ParseArrayTypeRest(uint32_t begin, NodeId length);
  NodeId ParseMapType();
  NodeId ParseChannelType();
  NodeId ParseFunctionType();
  NodeId ParseSignature(uint32_t begin);
  NodeId ParseResults();
  NodeId ParseStructType();
  NodeId ParseStructField();
  NodeId ParseInterfaceType();
  NodeId ParseInterfaceElement();
  NodeId ParseUnion(NodeId first_term);
  NodeId ParseUnionTerm();
  NodeId ParseArrayFieldOrInstance(NodeId& name);
  NodeId AddField(NodeId type, NodeId tag, ChildList names);

  // --- parameter lists (parser_parameters.cc)
  NodeId ParseParameters();
  NodeId ParseTypeParameters(uint32_t begin, ParameterEntry first);
  ChildList ParseParameterEntries(TokenKind closing, ParameterEntry first);
  ParameterEntry ParseParameterEntry(NodeId name, bool in_type_parameters);
  NodeId ParseVariadic();
  ChildList GroupParameters(size_t first_entry);

  // --- expressions (parser_expressions.cc)
  NodeId ParseName();
  NodeId ParseLiteral();
  NodeId ParseExpression() { return ParseBinary(1); }
  NodeId ParseExpressionList();
  NodeId ParseBinary(int minimum_precedence);
  NodeId ParseBinaryRest(NodeId left, int minimum_precedence);
  NodeId ParseUnary();
  NodeId ParseReceive();
  NodeId ParseOperand();
  NodeId ParseParenthesis();
  NodeId ParseFunctionTypeOrLiteral();
  NodeId ParseSuffixes(NodeId operand);
  NodeId ParseMember(NodeId object);
  NodeId ParseIndexOrSlice(NodeId object);
  NodeId ParseSlice(NodeId object, NodeId low);
  NodeId ParseCall(NodeId callee);
  bool MayHaveLiteralBody(NodeId type) const;
  NodeId ParseComposite(NodeId type);
  NodeId ParseElement();
  NodeId ParseElementValue();

  // --- statements (parser_statements.cc)
  NodeId ParseBlock();
  void ParseStatements(ChildList& statements);
  NodeId ParseStatement();
  NodeId ParseSimpleStatement(RangeClause* range = nullptr);
  NodeId ParseAssignment(uint32_t begin, ChildList left, RangeClause* range);
  NodeId RequireExpression(NodeId statement, std::string_view what);
  NodeId ParseLabeled();
  NodeId ParseGoOrDefer(NodeKind kind);
  NodeId ParseReturn();
  NodeId ParseBranch();
  NodeId ParseIf();
  NodeId ParseFor();
  void ParseForHeader(ChildList& header, RangeClause& range);
  NodeId ParseSwitch();
  NodeId TypeSwitchGuard(NodeId statement, NodeId& bound) const;
  NodeId ParseSelect();
  void ParseCases(ChildList& cases, bool in_select);
  NodeId ParseCase(bool in_select);

  Module& module_;
  std::vector<Token> tokens_;
  size_t position_ = 0;
  uint32_t last_end_ = 0;  // where the last token that was taken ended: the end of a node that is finished now
  bool literal_allowed_ = true;
  int nesting_ = 0;
  size_t chain_links_ = 0;  // how many nodes of this declaration were put on top of others by a loop
  bool failed_ = false;
  size_t failed_at_ = 0;                 // token
  std::vector<ParameterEntry> entries_;  // a stack, shared by the parameter lists being read
};

}  // namespace mdg::languages::go
