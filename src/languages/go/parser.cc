// In: the tokens of a file. Out: its tree; here are the parts every production uses, errors and recovery. See parser.h.
#include "languages/go/parser.h"

#include <algorithm>

namespace mdg::languages::go {
namespace {

// Chains (a + b + c ..., a.b().c() ...) are read by loops and may be longer, but not deeper than this as a tree.
constexpr size_t kMaximumTreeDepth = 10000;
constexpr size_t kMaximumErrors = 10;
constexpr char kTooDeep[] = "nested too deeply to be read";

bool IsDeclarationKeyword(TokenKind kind) {
  return kind == TokenKind::kFunc || kind == TokenKind::kVar || kind == TokenKind::kConst || kind == TokenKind::kType ||
         kind == TokenKind::kImport;
}

int BracketStep(TokenKind kind) {
  switch (kind) {
    case TokenKind::kLeftParenthesis:
    case TokenKind::kLeftBracket:
    case TokenKind::kLeftBrace:
      return 1;
    case TokenKind::kRightParenthesis:
    case TokenKind::kRightBracket:
    case TokenKind::kRightBrace:
      return -1;
    default:
      return 0;
  }
}

}  // namespace

Parser::Parser(Module& module) : module_(module), tokens_(Tokenize(module.text)) {
  module_.nodes.clear();
  module_.nodes.reserve(tokens_.size() + 16);  // Go makes about 0.9 nodes of a token
  module_.nodes.emplace_back();
}

void Parser::ParseFile() {
  ChildList declarations;
  ParsePackageClause();
  size_t recover_from = 0;
  while (true) {
    if (failed_) Append(declarations, Recover(recover_from));
    while (Accept(TokenKind::kSemicolon)) {
    }
    if (AtEnd()) break;
    recover_from = position_ + 1;
    chain_links_ = 0;
    Append(declarations, LimitTreeDepth(ParseTopLevelDeclaration()));
    if (!failed_ && !AtEnd() && !Accept(TokenKind::kSemicolon)) Fail("a newline or `;`");
  }
  module_.root = Add(NodeKind::kFile, 0, declarations);
  module_.nodes[module_.root].end = static_cast<uint32_t>(module_.text.size());
}

bool Parser::Expect(TokenKind kind) {
  if (Accept(kind)) return true;
  Fail('`' + std::string(FactsOf(kind).spelling) + '`');
  return false;
}

void Parser::ExpectSemicolon() {
  if (Is(TokenKind::kRightParenthesis) || Is(TokenKind::kRightBrace)) return;
  if (!Accept(TokenKind::kSemicolon)) Fail("a newline or `;`");
}

std::string Parser::DescribeCurrent() const {
  const Token& token = Current();
  if (token.kind == TokenKind::kEnd) return "the end of the file";
  if (token.begin == token.end) return "the end of the line";
  constexpr size_t kLongest = 40;
  std::string_view text = std::string_view(module_.text).substr(token.begin, token.end - token.begin);
  text = text.substr(0, std::min(text.find('\n'), text.size()));
  std::string shown(text.substr(0, kLongest));
  if (text.size() > kLongest) shown += "...";
  return '`' + shown + '`';
}

NodeId Parser::Fail(std::string_view expected) {
  if (failed_) return Add(NodeKind::kError, last_end_, ChildList{});
  return FailWith("expected " + std::string(expected) + ", found " + DescribeCurrent());
}

NodeId Parser::FailAsTooDeep() { return FailWith(kTooDeep); }

NodeId Parser::FailWith(std::string message) {
  if (!failed_) {
    failed_ = true;
    failed_at_ = position_;
    if (module_.errors.size() < kMaximumErrors) module_.errors.push_back({Begin(), std::move(message)});
    position_ = tokens_.size() - kPadding;
  }
  return Add(NodeKind::kError, last_end_, ChildList{});
}

// Goes on at the next top-level declaration, `first_token` or later; the node stands for the source in between.
NodeId Parser::Recover(size_t first_token) {
  failed_ = false;
  position_ = NextDeclaration(first_token);
  entries_.clear();
  const uint32_t begin = tokens_[failed_at_].begin;
  if (position_ <= failed_at_) return kNoNode;
  last_end_ = tokens_[position_ - 1].end;
  return Add(NodeKind::kError, begin, ChildList{});
}

bool Parser::StartsDeclarationLine(size_t token) const {
  const uint32_t begin = tokens_[token].begin;
  return IsDeclarationKeyword(tokens_[token].kind) && (begin == 0 || module_.text[begin - 1] == '\n');
}

// A keyword in the first column is taken for a declaration however the brackets stand (formatted code has none inside
// of a function), so that a missing brace costs one function. It may stand on the failing line before the failing
// token: with a brace missing above, `func f(` is read as a function type and only `f` is found wrong. Where code is
// not formatted, a keyword after a semicolon outside of all brackets does.
size_t Parser::NextDeclaration(size_t first_token) const {
  size_t line_start = failed_at_;
  while (line_start > first_token && tokens_[line_start - 1].kind != TokenKind::kSemicolon) --line_start;
  for (size_t token = std::max(line_start, first_token); token < failed_at_; ++token) {
    if (StartsDeclarationLine(token)) return token;
  }
  int depth = 0;
  for (size_t token = first_token; token < failed_at_; ++token) depth += BracketStep(tokens_[token].kind);
  for (size_t token = failed_at_; tokens_[token].kind != TokenKind::kEnd; ++token) {
    depth += BracketStep(tokens_[token].kind);
    if (token < first_token) continue;
    if (StartsDeclarationLine(token)) return token;
    const bool begins_statement = token == 0 || tokens_[token - 1].kind == TokenKind::kSemicolon;
    if (depth <= 0 && begins_statement && IsDeclarationKeyword(tokens_[token].kind)) return token;
  }
  return tokens_.size() - kPadding;
}

// Recursion is limited by Nesting, but loops make deep trees as well. Only a declaration with very many links can be
// too deep, so the exact depth is measured for those alone.
NodeId Parser::LimitTreeDepth(NodeId declaration) {
  if (chain_links_ < kMaximumTreeDepth) return declaration;
  struct Visit {
    NodeId node;
    size_t depth;
  };
  std::vector<Visit> open = {{declaration, 1}};
  while (!open.empty()) {
    const Visit visit = open.back();
    open.pop_back();
    const Node& node = module_.nodes[visit.node];
    if (visit.depth > kMaximumTreeDepth) {
      if (!failed_ && module_.errors.size() < kMaximumErrors) module_.errors.push_back({node.begin, kTooDeep});
      const uint32_t begin = BeginOf(declaration);
      return Add(NodeKind::kError, begin, ChildList{});
    }
    if (visit.node != declaration && node.next != kNoNode) open.push_back({node.next, visit.depth});
    if (node.first != kNoNode && node.kind != NodeKind::kLiteral) open.push_back({node.first, visit.depth + 1});
  }
  return declaration;
}

}  // namespace mdg::languages::go
