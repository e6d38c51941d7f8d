// In: a path and the bytes of a Go file. Out: a Module: the tree (parser.h) and what is known of the file as a whole.
#include "languages/go/front_end.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "languages/go/build_constraint.h"
#include "languages/go/lexer.h"
#include "languages/go/literals.h"
#include "languages/go/parser.h"
#include "model/build_constraint.h"

namespace mdg::languages::go {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// Offsets are 32 bits, and tokens and nodes must be countable by them too. discover/ stops far below.
constexpr size_t kLongestText = std::numeric_limits<uint32_t>::max() / 4;

// `// Code generated ... DO NOT EDIT.` on a line of its own, before the package clause.
bool IsGenerated(std::string_view text_before_package) {
  constexpr std::string_view kBegin = "// Code generated ";
  constexpr std::string_view kEnd = " DO NOT EDIT.";
  for (size_t at = text_before_package.find(kBegin); at != std::string_view::npos;
       at = text_before_package.find(kBegin, at + 1)) {
    if (at > 0 && text_before_package[at - 1] != '\n') continue;
    std::string_view line = text_before_package.substr(at);
    line = line.substr(0, line.find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.ends_with(kEnd) && line.size() >= kBegin.size() + kEnd.size() - 1) return true;
  }
  return false;
}

std::string ImportPath(std::string_view text, const Token& token) {
  const std::string_view literal = text.substr(token.begin, token.end - token.begin);
  if (token.needs_decoding) return DecodeString(literal);
  return std::string(literal.substr(1, literal.size() - 2));
}

}  // namespace

Module Parse(std::string path, std::string text) {
  Module module;
  const size_t slash = path.rfind('/');
  module.folder = slash == std::string::npos ? std::string() : path.substr(0, slash);
  const std::string file_name = path.substr(slash + 1);  // npos + 1 is 0
  module.path = std::move(path);
  module.language = "go";
  module.is_test = file_name.ends_with("_test.go");
  if (text.size() > kLongestText) {
    module.errors.push_back({0, "the file is too large to be read"});
    text.clear();
  }
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  module.text = std::move(text);
  module.line_starts = FindLineStarts(module.text);
  Token first_token;
  Lexer(module.text).Next(first_token);
  const std::string_view before_package = std::string_view(module.text).substr(0, first_token.begin);
  module.is_generated = IsGenerated(before_package);
  module.build_constraint = BuildConstraint(before_package, file_name);
  Parser(module).ParseFile();
  // Files that import "C" are passed over when cgo is off.
  const bool cgo = std::any_of(module.imports.begin(), module.imports.end(), [](const Import& import) { return import.path == "C"; });
  if (cgo) module.build_constraint = Both(module.build_constraint, "cgo");
  return module;
}

FileHead ReadHead(std::string_view text) {
  FileHead head;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (text.size() > kLongestText) return head;
  Lexer lexer(text);
  Token token;
  lexer.Next(token);
  head.generated = IsGenerated(text.substr(0, token.begin));
  head.build_constraint = BuildConstraint(text.substr(0, token.begin), "");
  while (token.kind == TokenKind::kSemicolon) lexer.Next(token);
  if (token.kind == TokenKind::kPackage) {
    lexer.Next(token);
    if (token.kind == TokenKind::kName) head.package_name = text.substr(token.begin, token.end - token.begin);
    lexer.Next(token);
  }
  // Imports are made of strings, names, dots, parentheses and semicolons; anything else ends them.
  bool in_import = false;
  while (true) {
    switch (token.kind) {
      case TokenKind::kImport:
        in_import = true;
        break;
      case TokenKind::kString:
        if (!in_import) return head;
        head.imports.push_back(ImportPath(text, token));
        break;
      case TokenKind::kName:
      case TokenKind::kDot:
      case TokenKind::kLeftParenthesis:
      case TokenKind::kRightParenthesis:
      case TokenKind::kBad:
      case TokenKind::kSemicolon:
        break;
      default:
        return head;
    }
    lexer.Next(token);
  }
}

}  // namespace mdg::languages::go
