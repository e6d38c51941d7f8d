// In: the head of a Go file and its name. Out: its build constraint. See build_constraint.h.
#include "languages/go/build_constraint.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "model/build_constraint.h"

namespace mdg::languages::go {
namespace {

// Joining terms is quadratic, so lines made to hurt are passed over. Real ones have a few dozen bytes.
constexpr size_t kLongestLine = 4096;
constexpr size_t kMostPlusBuildLines = 100;

// An expression as text, with the operator that binds its parts, which decides about parentheses around it.
struct Expression {
  enum class Form : uint8_t { kTagOrNot, kAnd, kOr };
  std::string text;
  Form form = Form::kTagOrNot;
};

std::string Enclosed(const Expression& part, Expression::Form around) {
  const bool plain = part.form == Expression::Form::kTagOrNot || part.form == around;
  return plain ? part.text : '(' + part.text + ')';
}

Expression Join(const Expression& left, const Expression& right, Expression::Form form) {
  const char* op = form == Expression::Form::kAnd ? " && " : " || ";
  return {Enclosed(left, form) + op + Enclosed(right, form), form};
}

Expression Not(const Expression& operand) {
  const bool tag = operand.form == Expression::Form::kTagOrNot && !operand.text.starts_with('!');
  return {tag ? '!' + operand.text : "!(" + operand.text + ')', Expression::Form::kTagOrNot};
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

// The expression after `//go:build`. No expression when it is malformed: Go would refuse the file.
class ExpressionReader {
 public:
  explicit ExpressionReader(std::string_view text) : rest_(text) {}

  std::optional<Expression> Read() {
    std::optional<Expression> expression = ReadOr(0);
    SkipBlanks();
    return rest_.empty() ? expression : std::nullopt;
  }

 private:
  static constexpr int kMaximumDepth = 100;

  std::optional<Expression> ReadOr(int depth) {
    std::optional<Expression> left = ReadAnd(depth);
    while (left && Take("||")) {
      const std::optional<Expression> right = ReadAnd(depth);
      if (!right) return std::nullopt;
      left = Join(*left, *right, Expression::Form::kOr);
    }
    return left;
  }

  std::optional<Expression> ReadAnd(int depth) {
    std::optional<Expression> left = ReadNot(depth);
    while (left && Take("&&")) {
      const std::optional<Expression> right = ReadNot(depth);
      if (!right) return std::nullopt;
      left = Join(*left, *right, Expression::Form::kAnd);
    }
    return left;
  }

  std::optional<Expression> ReadNot(int depth) {
    if (depth > kMaximumDepth) return std::nullopt;
    if (Take("!")) {
      const std::optional<Expression> operand = ReadNot(depth + 1);
      return operand ? std::optional(Not(*operand)) : std::nullopt;
    }
    if (Take("(")) {
      std::optional<Expression> inner = ReadOr(depth + 1);
      return Take(")") ? inner : std::nullopt;
    }
    const size_t length = std::min(rest_.find_first_of(" \t\r!&|()"), rest_.size());
    if (length == 0) return std::nullopt;
    Expression tag{std::string(rest_.substr(0, length))};
    rest_.remove_prefix(length);
    return tag;
  }

  bool Take(std::string_view wanted) {
    SkipBlanks();
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(wanted.size());
    SkipBlanks();
    return true;
  }

  void SkipBlanks() {
    while (!rest_.empty() && IsBlank(rest_.front())) rest_.remove_prefix(1);
  }

  std::string_view rest_;
};

std::vector<std::string_view> Split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t at = text.find_first_of(separators);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

void Add(std::optional<Expression>& all, const std::optional<Expression>& more, Expression::Form form) {
  if (!more) return;
  all = all ? Join(*all, *more, form) : *more;
}

// `// +build a,!b c` means (a && !b) || c.
std::optional<Expression> ReadPlusBuild(std::string_view arguments) {
  std::optional<Expression> any;
  for (std::string_view option : Split(arguments, " \t\r")) {
    std::optional<Expression> all;
    for (std::string_view term : Split(option, ",")) {
      const bool negated = term.starts_with('!');
      if (negated) term.remove_prefix(1);
      if (term.empty()) continue;
      const Expression tag{std::string(term)};
      Add(all, negated ? Not(tag) : tag, Expression::Form::kAnd);
    }
    Add(any, all, Expression::Form::kOr);
  }
  return any;
}

struct Lines {
  std::optional<std::string_view> go_build;
  std::optional<Expression> plus_build;
};

// `// +build` counts only when a blank line follows somewhere before the package clause (otherwise it is
// documentation).
Lines ReadLines(std::string_view text) {
  Lines lines;
  if (text.find("go:build") == std::string_view::npos && text.find("+build") == std::string_view::npos) return lines;
  std::vector<std::string_view> waiting;
  size_t plus_build_lines = 0;
  bool in_comment = false;
  std::vector<std::string_view> all = Split(text, "\n");
  all.pop_back();  // what stands before `package` in its own line
  for (std::string_view line : all) {
    line = Trim(line);
    if (in_comment || line.starts_with("/*")) {
      const size_t close = line.find("*/", in_comment ? 0 : 2);
      in_comment = close == std::string_view::npos;
      continue;
    }
    if (line.empty()) {
      for (std::string_view arguments : waiting)
        Add(lines.plus_build, ReadPlusBuild(arguments), Expression::Form::kAnd);
      waiting.clear();
      continue;
    }
    if (!line.starts_with("//") || line.size() > kLongestLine) continue;
    line.remove_prefix(2);
    if (line.starts_with("go:build ") || line.starts_with("go:build\t")) {
      if (!lines.go_build) lines.go_build = line.substr(9);
      continue;
    }
    line = Trim(line);
    const bool plus_build = line.starts_with("+build ") || line.starts_with("+build\t");
    if (plus_build && ++plus_build_lines <= kMostPlusBuildLines) waiting.push_back(line.substr(7));
  }
  return lines;
}

std::optional<Expression> FromFileName(std::string_view name) {
  name = name.substr(0, name.find('.'));
  const size_t first = name.find('_');  // what stands before the first `_` never counts: linux.go is for all systems
  if (first == std::string_view::npos) return std::nullopt;
  std::vector<std::string_view> parts = Split(name.substr(first + 1), "_");
  if (parts.back() == "test") parts.pop_back();
  if (parts.empty()) return std::nullopt;
  const std::string_view last = parts.back();
  const std::string_view before = parts.size() > 1 ? parts[parts.size() - 2] : std::string_view();
  const Expression tag{std::string(last)};
  if (IsArchitecture(last) && IsSystem(before)) {
    return Join({std::string(before)}, tag, Expression::Form::kAnd);
  }
  if (IsSystem(last) || IsArchitecture(last)) return tag;
  return std::nullopt;
}

// `linux && !nocpu && linux` says no more than `linux && !nocpu`: a file's name often repeats what its line says.
std::string WithoutRepeatedTerms(const Expression& expression) {
  if (expression.form != Expression::Form::kAnd) return expression.text;
  std::vector<std::string_view> terms;
  std::set<std::string_view> seen;
  const std::string_view text = expression.text;
  int depth = 0;
  for (size_t at = 0, begin = 0; at <= text.size(); ++at) {
    if (at < text.size()) depth += (text[at] == '(') - (text[at] == ')');
    if (at < text.size() && (depth > 0 || !text.substr(at).starts_with(" && "))) continue;
    const std::string_view term = text.substr(begin, at - begin);
    if (seen.insert(term).second) terms.push_back(term);
    begin = at + 4;
  }
  if (terms.size() == 1 && terms[0].starts_with('(')) return std::string(terms[0].substr(1, terms[0].size() - 2));
  std::string all;
  for (std::string_view term : terms) all.append(all.empty() ? "" : " && ").append(term);
  return all;
}

}  // namespace

std::string BuildConstraint(std::string_view text_before_package, std::string_view file_name) {
  const Lines lines = ReadLines(text_before_package);
  std::optional<Expression> constraint = lines.plus_build;
  if (lines.go_build) constraint = ExpressionReader(*lines.go_build).Read();
  Add(constraint, FromFileName(file_name), Expression::Form::kAnd);
  return constraint ? WithoutRepeatedTerms(*constraint) : std::string();
}

}  // namespace mdg::languages::go
