// In: text. Out: Markdown, harmless where it goes.
#include "render/markdown_escape.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "render/characters.h"

namespace mdg::render {
namespace {

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsPunctuation(char c) { return c > ' ' && c < '\x7F' && !IsLetter(c) && !IsDigit(c); }

enum class Where : uint8_t { kCell, kParagraph };

// Content of a code span: nothing but the pipe of a table has a meaning there. A backslash before a pipe is doubled,
// because readers differ on whether `\\|` ends the cell.
std::string EscapeCode(std::string_view text, Where where) {
  std::string escaped;
  if (where == Where::kParagraph) {
    escaped = text;
    std::replace(escaped.begin(), escaped.end(), '\n', ' ');
    return escaped;
  }
  for (size_t i = 0; i < text.size(); ++i) {
    const bool before_pipe = i + 1 < text.size() && text[i + 1] == '|';
    if (text[i] == '|') escaped += '\\';
    if (text[i] == '\\' && before_pipe) escaped += '\\';
    escaped += text[i] == '\n' ? ' ' : text[i];
  }
  return escaped;
}

size_t BacktickRun(std::string_view text, size_t at) {
  const size_t end = std::min(text.find_first_not_of('`', at), text.size());
  return end - at;
}

// Where the run of exactly `length` backticks begins that closes a code span; npos when there is none.
size_t FindClosingRun(std::string_view text, size_t from, size_t length) {
  for (size_t at = text.find('`', from); at != std::string_view::npos; at = text.find('`', at)) {
    const size_t run = BacktickRun(text, at);
    if (run == length) return at;
    at += run;
  }
  return std::string_view::npos;
}

bool CanOpenTag(std::string_view after) {
  return !after.empty() && (IsLetter(after[0]) || after[0] == '/' || after[0] == '!' || after[0] == '?');
}

bool CanBeEntity(std::string_view after) {
  size_t end = 0;
  while (end < after.size() && (IsLetter(after[end]) || IsDigit(after[end]) || after[end] == '#')) ++end;
  return end > 0 && end < after.size() && after[end] == ';';
}

bool IsHarmlessTarget(std::string_view target) {
  constexpr std::array<std::string_view, 5> kHarmless = {"http://", "https://", "/", "#", "."};
  return std::any_of(kHarmless.begin(), kHarmless.end(),
                     [&](std::string_view start) { return target.starts_with(start); });
}

// One character of plain text, which is not a backtick.
void AppendPlain(std::string& escaped, std::string_view text, size_t at, Where where) {
  const char c = text[at];
  const std::string_view after = text.substr(at + 1);
  const bool is_cell = where == Where::kCell;
  if (c == '|' && is_cell) {
    escaped += "\\|";
  } else if (c == '\\' && (after.empty() || IsPunctuation(after[0]))) {
    escaped += "\\\\";
  } else if (c == '<' && (!is_cell || CanOpenTag(after))) {
    escaped += "&lt;";
  } else if (c == '&' && CanBeEntity(after)) {
    escaped += "&amp;";
  } else if (c == '(' && at > 0 && text[at - 1] == ']' && !IsHarmlessTarget(after)) {
    escaped += "\\(";
  } else if (c == '\n') {
    escaped += is_cell ? "<br>" : "<br/>";
  } else if ((c == '{' || c == '}') && !is_cell) {
    escaped += c == '{' ? "&#123;" : "&#125;";
  } else {
    escaped += c;
  }
}

// Without blanks around line breaks.
std::string TidyBreaks(std::string_view text) {
  std::string tidy;
  for (char c : text) {
    if (c == '\n') tidy.erase(tidy.find_last_not_of(' ') + 1);
    if (c == ' ' && tidy.ends_with('\n')) continue;
    tidy += c;
  }
  return tidy;
}

std::string Escape(std::string_view text, Where where) {
  const std::string clean = TidyBreaks(Clean(text));
  std::string escaped;
  for (size_t at = 0; at < clean.size();) {
    if (clean[at] != '`') {
      AppendPlain(escaped, clean, at++, where);
      continue;
    }
    const size_t run = BacktickRun(clean, at);
    const size_t closing = FindClosingRun(clean, at + run, run);
    if (closing == std::string::npos) {
      for (size_t i = 0; i < run; ++i) escaped += "&#96;";
      at += run;
      continue;
    }
    const std::string ticks(run, '`');
    escaped += ticks + EscapeCode(std::string_view(clean).substr(at + run, closing - at - run), where) + ticks;
    at = closing + run;
  }
  return escaped;
}

std::string InBackticks(std::string_view text, Where where) {
  const std::string clean = Clean(text);
  size_t longest = 0;
  for (size_t at = clean.find('`'); at != std::string::npos; at = clean.find('`', at)) {
    const size_t run = BacktickRun(clean, at);
    longest = std::max(longest, run);
    at += run;
  }
  const std::string ticks(longest + 1, '`');
  const bool needs_blanks =
      clean.empty() || clean.front() == '`' || clean.back() == '`' || (clean.front() == ' ' && clean.back() == ' ');
  const std::string blank = needs_blanks ? " " : "";
  return ticks + blank + EscapeCode(clean, where) + blank + ticks;
}

// How many characters at the beginning of a line make it something else than text: "# ", "- ", "12. ", ":::", "~~~".
size_t MarkLength(std::string_view text) {
  if (text.empty()) return 0;
  if (text.starts_with("import ") || text.starts_with("export ")) return 1;  // MDX takes it for JavaScript
  if (std::string_view("#-+*>=:~!").find(text[0]) != std::string_view::npos) return 1;
  const size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const bool is_number = digits > 0 && digits < text.size() && (text[digits] == '.' || text[digits] == ')');
  return is_number && (digits + 1 == text.size() || text[digits + 1] == ' ') ? digits + 1 : 0;
}

constexpr std::string_view kHtmlEncoded = "&<>\"'{}*`[\\";

}  // namespace

std::string EscapeHtmlBlock(std::string_view text) {
  std::string escaped;
  for (char c : Clean(text)) {
    if (c == '\n') {
      escaped += "&#10;";
    } else if (kHtmlEncoded.find(c) != std::string_view::npos) {
      escaped += fmt::format("&#{};", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string EscapePlain(std::string_view text) { return Escape(text, Where::kCell); }
std::string CodeSpan(std::string_view text) { return InBackticks(text, Where::kCell); }
std::string ParagraphCodeSpan(std::string_view text) { return InBackticks(text, Where::kParagraph); }

std::string EscapeParagraph(std::string_view text) {
  const std::string escaped = Escape(text, Where::kParagraph);
  const size_t mark = MarkLength(escaped);
  if (mark == 0) return escaped;
  const auto last = static_cast<unsigned>(static_cast<unsigned char>(escaped[mark - 1]));
  return fmt::format("{}&#{};{}", escaped.substr(0, mark - 1), last, escaped.substr(mark));
}

}  // namespace mdg::render
