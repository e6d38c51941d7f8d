// In: the text of a file. Out: the text with its own macros written out. See macros.h.
#include "languages/cpp/macros.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "languages/cpp/front_end.h"

namespace mdg::languages::cpp {

namespace {

constexpr size_t kLongestExpansion = 16384;
constexpr size_t kMostGrowth = 4u << 20;
constexpr int kDeepest = 6;
constexpr std::string_view kRest = "__VA_ARGS__";

// Begins what is put behind a text: its macros, one a line.
constexpr std::string_view kDefinitions("\n\0macros\n", 9);

struct Macro {
  std::string name;
  std::vector<std::string> parameters;  // "__VA_ARGS__" for the rest
  std::string body;
};
using Macros = std::map<std::string, Macro, std::less<>>;

bool IsNameStart(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_'; }
bool IsNamePart(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// Behind the literal or comment at `at`; `at` itself where none begins.
size_t SkipOpaque(std::string_view text, size_t at) {
  const char c = text[at];
  if (c == '/' && at + 1 < text.size() && text[at + 1] == '/') return std::min(text.find('\n', at), text.size());
  if (c == '/' && at + 1 < text.size() && text[at + 1] == '*') {
    const size_t end = text.find("*/", at + 2);
    return end == std::string_view::npos ? text.size() : end + 2;
  }
  if (c == 'R' && at + 1 < text.size() && text[at + 1] == '"') {
    const size_t open = text.find('(', at);
    if (open == std::string_view::npos || open - at > 20) return at;
    const std::string close = ')' + std::string(text.substr(at + 2, open - at - 2)) + '"';
    const size_t end = text.find(close, open);
    return end == std::string_view::npos ? text.size() : end + close.size();
  }
  if (c == '\'' && at > 0 && std::isalnum(static_cast<unsigned char>(text[at - 1]))) return at;  // 1'000
  if (c != '"' && c != '\'') return at;
  size_t i = at + 1;
  while (i < text.size() && text[i] != c && text[i] != '\n') i += text[i] == '\\' ? 2 : 1;
  return std::min(i + 1, text.size());
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  return text;
}

// #define NAME(a, b) body, with lines that go on put together; `end` is left behind it.
void ReadDefinition(std::string_view text, size_t at, size_t& end, Macros& macros) {
  std::string line;
  size_t i = at;
  for (; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '\n' || (text[i + 1] == '\r' && i + 2 < text.size() && text[i + 2] == '\n'))) {
      i += text[i + 1] == '\r' ? 2 : 1;
      line += ' ';
      continue;
    }
    line += text[i];
  }
  end = i;
  std::string_view rest = Trimmed(line);
  rest.remove_prefix(std::min<size_t>(rest.size(), 1));  // #
  rest = Trimmed(rest);
  if (!rest.starts_with("define")) return;
  rest = Trimmed(rest.substr(6));
  size_t name_end = 0;
  while (name_end < rest.size() && IsNamePart(rest[name_end])) ++name_end;
  if (name_end == 0 || name_end >= rest.size() || rest[name_end] != '(') return;
  const size_t close = rest.find(')', name_end);
  if (close == std::string_view::npos) return;
  Macro macro;
  std::string_view list = rest.substr(name_end + 1, close - name_end - 1);
  while (!Trimmed(list).empty()) {
    const size_t comma = std::min(list.find(','), list.size());
    macro.parameters.emplace_back(Trimmed(list.substr(0, comma)));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  if (!macro.parameters.empty() && macro.parameters.back().ends_with("...")) macro.parameters.back() = kRest;
  macro.body = std::string(Trimmed(rest.substr(close + 1)));
  macro.name = std::string(rest.substr(0, name_end));
  if (macro.body.size() < kLongestExpansion) macros[macro.name] = macro;
}

Macros ReadDefinitions(std::string_view text) {
  Macros macros;
  for (size_t at = text.find('#'); at != std::string_view::npos;) {
    const size_t before = at == 0 ? std::string_view::npos : text.find_last_not_of(" \t", at - 1);
    const bool line_start = before == std::string_view::npos || text[before] == '\n';
    size_t end = at + 1;
    if (line_start && text.substr(at, 40).find("define") != std::string_view::npos) ReadDefinition(text, at, end, macros);
    at = text.find('#', end);
  }
  return macros;
}

// The arguments of a call whose `(` is at `at`; false when it has no end.
bool ReadArguments(std::string_view text, size_t at, size_t& end, std::vector<std::string>& arguments) {
  int depth = 0;
  size_t begin = at + 1;
  for (size_t i = at; i < text.size() && i - at < kLongestExpansion; ++i) {
    if (const size_t behind = SkipOpaque(text, i); behind != i) {
      i = behind - 1;
      continue;
    }
    const char c = text[i];
    if (c == '(' || c == '{' || c == '[') ++depth;
    if (c == ')' || c == '}' || c == ']') --depth;
    if ((c == ',' && depth == 1) || depth == 0) {
      arguments.emplace_back(Trimmed(text.substr(begin, i - begin)));
      begin = i + 1;
    }
    if (depth == 0) {
      end = i + 1;
      return true;
    }
  }
  return false;
}

std::string Substitute(const Macro& macro, std::vector<std::string> arguments) {
  if (!macro.parameters.empty() && macro.parameters.back() == "__VA_ARGS__") {
    while (arguments.size() > macro.parameters.size()) {
      arguments[arguments.size() - 2] += ", " + arguments.back();
      arguments.pop_back();
    }
  }
  std::string out;
  const std::string_view body = macro.body;
  for (size_t i = 0; i < body.size();) {
    if (const size_t behind = SkipOpaque(body, i); behind != i) {
      out += body.substr(i, behind - i);
      i = behind;
      continue;
    }
    const bool pastes = body.substr(i).starts_with("##");
    const bool quotes = !pastes && body[i] == '#';
    if (pastes) {
      while (!out.empty() && out.back() == ' ') out.pop_back();
      i += 2;
      while (i < body.size() && body[i] == ' ') ++i;
      continue;
    }
    size_t begin = quotes ? i + 1 : i;
    while (quotes && begin < body.size() && body[begin] == ' ') ++begin;
    if (begin >= body.size() || !IsNameStart(body[begin])) {
      out += body[i++];
      continue;
    }
    size_t end = begin;
    while (end < body.size() && IsNamePart(body[end])) ++end;
    const std::string_view name = body.substr(begin, end - begin);
    size_t which = 0;
    while (which < macro.parameters.size() && macro.parameters[which] != name) ++which;
    if (which < macro.parameters.size()) {
      const std::string value = which < arguments.size() ? arguments[which] : std::string();
      if (quotes) {
        out += '"';
        for (char c : value) {
          if (c == '"' || c == '\\') out += '\\';
          out += c;
        }
        out += '"';
      } else {
        out += value;
      }
    } else {
      if (quotes) out += '#';
      out += name;
    }
    i = end;
  }
  return out;
}

// One line, whatever it was.
std::string Flat(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  return text;
}

// #define NAME(...
bool IsFunctionLike(std::string_view line) {
  size_t i = 1;
  const auto skip_blanks = [&] {
    while (i < line.size() && (line[i] == ' ' || line[i] == '\t')) ++i;
  };
  skip_blanks();
  constexpr std::string_view kDefine = "define";
  if (!line.substr(std::min(i, line.size())).starts_with(kDefine)) return false;
  i += kDefine.size();
  skip_blanks();
  while (i < line.size() && IsNamePart(line[i])) ++i;
  return i < line.size() && line[i] == '(';
}

std::string Expand(std::string_view text, const Macros& macros, int depth, size_t& growth, bool top) {
  std::string out;
  out.reserve(text.size());
  bool line_start = true;
  for (size_t i = 0; i < text.size();) {
    if (top && line_start && text[i] == '#') {  // directives stay as they are, but for what is written out anyway: it may stand in a list
      const bool written_out = IsFunctionLike(text.substr(i));
      while (i < text.size() && text[i] != '\n') {
        if (text[i] == '\\' && i + 1 < text.size()) out += written_out ? ' ' : text[i], ++i;
        out += written_out && text[i] != '\n' ? ' ' : text[i];
        ++i;
      }
      continue;
    }
    if (const size_t behind = SkipOpaque(text, i); behind != i) {
      out += text.substr(i, behind - i);
      i = behind;
      line_start = false;
      continue;
    }
    if (!IsNameStart(text[i]) || (i > 0 && IsNamePart(text[i - 1]))) {
      line_start = text[i] == '\n' || (line_start && std::isspace(static_cast<unsigned char>(text[i])));
      out += text[i++];
      continue;
    }
    line_start = false;
    size_t end = i;
    while (end < text.size() && IsNamePart(text[end])) ++end;
    const std::string_view name = text.substr(i, end - i);
    auto macro = macros.find(name);
    size_t open = end, close = 0;
    while (open < text.size() && (text[open] == ' ' || text[open] == '\t')) ++open;
    std::vector<std::string> arguments;
    if (macro == macros.end() || open >= text.size() || text[open] != '(' || depth > kDeepest || growth > kMostGrowth ||
        !ReadArguments(text, open, close, arguments)) {
      out += name;
      i = end;
      continue;
    }
    Macros others = macros;
    others.erase(std::string(name));  // a macro does not expand in itself
    const std::string made = Flat(Expand(Substitute(macro->second, std::move(arguments)), others, depth + 1, growth, false));
    growth += made.size();
    out += made;
    for (size_t j = i; j < close && top; ++j) {  // the lines behind stay where they were
      if (text[j] == '\n') out += '\n';
    }
    i = close;
  }
  return out;
}

// Calls `each` with every name in a text, qualified ones as a whole, literals and comments left out.
template <typename Each>
void ForEachName(std::string_view text, const Each& each) {
  for (size_t i = 0; i < text.size();) {
    if (const size_t behind = SkipOpaque(text, i); behind != i) {
      i = behind;
      continue;
    }
    if (!IsNameStart(text[i])) {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < text.size() && (IsNamePart(text[end]) || (text.substr(end, 2) == "::" && end + 2 < text.size() && IsNameStart(text[end + 2])))) {
      end += text[end] == ':' ? 2 : 1;
    }
    each(text.substr(i, end - i), end);
    i = end;
  }
}

// prometheus::BuildCounter
bool MentionsStated(std::string_view body, const Stated& stated) {
  bool found = false;
  ForEachName(body, [&](std::string_view name, size_t) {
    const size_t last = name.rfind("::");
    if (last == std::string_view::npos) return;
    std::string path;
    for (size_t i = 0; i < last; ++i) path += name[i] == ':' ? '/' : name[i], i += name[i] == ':';
    found = found || stated(path, name.substr(last + 2)) == Statement::kFunction;
  });
  return found;
}

// The macros that mention something stated, by themselves or through others.
std::set<std::string, std::less<>> TellingMacros(const Macros& macros, const Stated& stated) {
  std::set<std::string, std::less<>> telling;
  for (const auto& [name, macro] : macros) {
    if (MentionsStated(macro.body, stated)) telling.insert(name);
  }
  for (size_t before = 0; before != telling.size();) {
    before = telling.size();
    for (const auto& entry : macros) {
      ForEachName(entry.second.body, [&](std::string_view inner, size_t) {
        if (telling.contains(inner)) telling.insert(entry.second.name);
      });
    }
  }
  return telling;
}

bool UsesOneOf(std::string_view text, const std::set<std::string, std::less<>>& names) {
  bool used = false;
  ForEachName(text, [&](std::string_view name, size_t end) {
    used = used || (end < text.size() && (text[end] == '(' || text[end] == ' ') && names.contains(name));
  });
  return used;
}

// What stands between two directives inside brackets, where the grammar has no room for directives.
class Conditions {
 public:
  explicit Conditions(std::string text) : text_(std::move(text)) {}
  std::string Run();

 private:
  enum class Mode : uint8_t { kAsIs, kAllBranches, kFirstBranch };
  struct Condition {
    Mode mode = Mode::kAsIs;
    bool left_out = false;
    size_t brackets = 0;  // open before it: every branch opens and closes its own
  };
  void Bracket(char c);
  void Directive(size_t begin, size_t end);
  bool IsUneven(size_t at) const;
  void Blank(size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      if (text_[i] != '\n') text_[i] = ' ';
    }
  }
  bool LeftOut() const { return std::any_of(conditions_.begin(), conditions_.end(), [](const Condition& c) { return c.left_out; }); }

  std::string text_;
  std::vector<char> brackets_;  // '(' of arguments, '[' of a list, '{' of statements and declarations
  std::vector<Condition> conditions_;
  char before_ = ';';           // the last character that is no blank
};

void Conditions::Bracket(char c) {
  if (c == '(') brackets_.push_back('(');
  if (c == '{') brackets_.push_back(before_ == '(' || before_ == ',' || before_ == '=' || (before_ == '{' && !brackets_.empty() && brackets_.back() == '[') ? '[' : '{');
  if ((c == ')' || c == '}') && !brackets_.empty()) brackets_.pop_back();
}

// A text after which a statement or an expression is not at its end.
bool GoesOn(std::string_view text) {
  if (text.empty()) return false;
  if (text.ends_with("else")) return text.size() == 4 || !IsNamePart(text[text.size() - 5]);
  return std::string_view("=+|&?(").find(text.back()) != std::string_view::npos;
}

// Branches behind a directive that open more braces than they close, or fewer, or that end with `else`: what belongs together stands apart.
bool Conditions::IsUneven(size_t at) const {
  int depth = 0, braces = 0;
  bool line_start = true;
  size_t begin = at, last = at;  // of the branch, without comments at its end
  for (size_t i = at; i < text_.size();) {
    if (line_start && text_[i] == '#') {
      const std::string_view word = Trimmed(std::string_view(text_).substr(i + 1, std::min(text_.find('\n', i), text_.size()) - i - 1));
      const bool ends = depth == 0 && (word.starts_with("el") || word.starts_with("endif"));
      if (ends && (braces != 0 || GoesOn(Trimmed(std::string_view(text_).substr(begin, last - begin))))) return true;
      if (ends) begin = last = std::min(text_.find('\n', i), text_.size());
      if (depth == 0 && word.starts_with("endif")) return false;
      depth += word.starts_with("if") ? 1 : word.starts_with("endif") ? -1 : 0;
      i = std::min(text_.find('\n', i), text_.size());
      continue;
    }
    if (const size_t behind = SkipOpaque(text_, i); behind != i) {
      if (text_[i] != '/') last = behind;
      i = behind;
      line_start = false;
      continue;
    }
    if (!std::isspace(static_cast<unsigned char>(text_[i]))) last = i + 1;
    if (depth == 0) braces += text_[i] == '{' ? 1 : text_[i] == '}' ? -1 : 0;
    line_start = text_[i] == '\n' || (line_start && std::isspace(static_cast<unsigned char>(text_[i])) != 0);
    ++i;
  }
  return false;
}

void Conditions::Directive(size_t begin, size_t end) {
  std::string_view word = Trimmed(std::string_view(text_).substr(begin + 1, end - begin - 1));
  const bool opens = word.starts_with("if"), closes = word.starts_with("endif"), turns = word.starts_with("el");
  if (opens) {
    const char inside = brackets_.empty() ? '{' : brackets_.back();
    const size_t next = text_.find_first_not_of(" \t\r\n", end);
    const bool goes_on = before_ == ',' || before_ == ':' || (next != std::string::npos && text_[next] == ',');  // : a_(1) #if B , b_(2) #endif
    Mode mode = inside == '(' ? Mode::kFirstBranch : inside == '[' || goes_on ? Mode::kAllBranches : Mode::kAsIs;
    if (mode == Mode::kAsIs && IsUneven(end)) mode = Mode::kFirstBranch;
    conditions_.push_back({mode, false, brackets_.size()});
  }
  if ((!turns && !closes && !opens) || conditions_.empty()) return;
  Condition& condition = conditions_.back();
  if (condition.mode != Mode::kAsIs) Blank(begin, end);
  if (turns) {
    condition.left_out = condition.left_out || condition.mode == Mode::kFirstBranch;
    if (brackets_.size() > condition.brackets) brackets_.resize(condition.brackets);
  }
  if (closes) conditions_.pop_back();
}

std::string Conditions::Run() {
  bool line_start = true;
  for (size_t i = 0; i < text_.size();) {
    if (line_start && text_[i] == '#') {
      size_t end = i;
      while (end < text_.size() && text_[end] != '\n') end += text_[end] == '\\' && end + 1 < text_.size() ? 2 : 1;
      end = std::min(end, text_.size());
      Directive(i, end);
      i = end;
      continue;
    }
    const size_t behind = SkipOpaque(text_, i);
    const bool left_out = LeftOut();
    if (behind != i) {
      const bool comment = text_[i] == '/';
      if (left_out) Blank(i, behind);
      else if (!comment) before_ = '"';
      line_start = line_start && comment;
      i = behind;
      continue;
    }
    const char c = text_[i];
    const bool blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (left_out) {
      Blank(i, i + 1);
    } else if (!blank) {
      Bracket(c);
      before_ = c;
    }
    line_start = c == '\n' || (line_start && blank);
    ++i;
  }
  return std::move(text_);
}

}  // namespace

Expanded ExpandMacros(std::string text) {
  if (text.find("#if") != std::string::npos || text.find("# if") != std::string::npos) text = Conditions(std::move(text)).Run();
  const Macros macros = ReadDefinitions(text);
  if (macros.empty()) return {std::move(text), {}};
  std::string definitions(kDefinitions);
  for (const auto& [name, macro] : macros) {
    definitions += "#define " + name + '(';
    for (size_t i = 0; i < macro.parameters.size(); ++i) {
      if (i > 0) definitions += ',';
      definitions += macro.parameters[i] == kRest ? "..." : macro.parameters[i];
    }
    definitions += ") " + macro.body + '\n';
  }
  size_t growth = 0;
  return {Expand(text, macros, 0, growth, true), std::move(definitions)};
}

void ExpandMacrosOfOthers(std::vector<Module>& modules, const std::vector<size_t>& files, const Stated& stated) {
  Macros all;  // of one name the one that makes something: others are for builds without it
  for (size_t file : files) {
    const std::string_view text = modules[file].text;
    if (text.find(kDefinitions) == std::string_view::npos) continue;
    for (const auto& [name, macro] : ReadDefinitions(text.substr(text.find(kDefinitions) + kDefinitions.size()))) {
      auto [known, fresh] = all.try_emplace(name, macro);
      if (!fresh && !MentionsStated(known->second.body, stated) && MentionsStated(macro.body, stated)) known->second = macro;
    }
  }
  const std::set<std::string, std::less<>> telling = TellingMacros(all, stated);
  if (telling.empty()) return;
  for (size_t file : files) {
    Module& module = modules[file];
    const std::string_view source = std::string_view(module.text).substr(0, module.text.find(kDefinitions));
    if (!UsesOneOf(source, telling)) continue;
    size_t growth = 0;
    Module again = Parse(module.path, Expand(source, all, 0, growth, true));
    again.is_test = module.is_test;
    module = std::move(again);
  }
}

}  // namespace mdg::languages::cpp
