// In: Document. Out: Markdown tables. Escaping first, then layout: the two know nothing of each other.
#include "render/markdown.h"

#include <algorithm>
#include <array>
#include <vector>

#include "render/characters.h"

namespace mdg::render {
namespace {

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsPunctuation(char c) { return c > ' ' && c < '\x7F' && !IsLetter(c) && !IsDigit(c); }

// Content of a code span: nothing but the pipe has a meaning there. A backslash before a pipe is doubled, because
// readers differ on whether `\\|` ends the cell.
std::string EscapeCode(std::string_view text) {
  std::string escaped;
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
void AppendPlain(std::string& escaped, std::string_view text, size_t at) {
  const char c = text[at];
  const std::string_view after = text.substr(at + 1);
  if (c == '|') {
    escaped += "\\|";
  } else if (c == '\\' && (after.empty() || IsPunctuation(after[0]))) {
    escaped += "\\\\";
  } else if (c == '<' && CanOpenTag(after)) {
    escaped += "&lt;";
  } else if (c == '&' && CanBeEntity(after)) {
    escaped += "&amp;";
  } else if (c == '(' && at > 0 && text[at - 1] == ']' && !IsHarmlessTarget(after)) {
    escaped += "\\(";
  } else if (c == '\n') {
    escaped += "<br>";
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

std::string CellText(const Cell& cell) {
  std::string text;
  for (size_t i = 0; i < cell.size(); ++i) {
    // Blanks at the ends of a cell mean nothing; those beside a code span inside of it do.
    std::string_view plain = cell[i].text;
    if (i == 0) plain = TrimFront(plain);
    if (i + 1 == cell.size()) plain = TrimBack(plain);
    std::string written = cell[i].style == Span::Style::kCode ? CodeSpan(cell[i].text) : EscapePlain(plain);
    if (!cell[i].link.empty()) written = '[' + written + "](" + cell[i].link + ')';
    if (text.ends_with('`') && written.starts_with('`')) text += ' ';  // two runs of backticks must not become one
    text += written;
  }
  return text;
}

using TextRow = std::vector<std::string>;

std::vector<TextRow> RowsOf(const Document& document, const Group& group) {
  std::vector<TextRow> rows;
  TextRow titles;
  for (const Column& column : document.columns) titles.push_back(EscapePlain(column.title));
  rows.push_back(std::move(titles));
  for (const Row& row : group.rows) {
    TextRow cells;
    for (const Cell& cell : row.cells) cells.push_back(CellText(cell));
    rows.push_back(std::move(cells));
  }
  return rows;
}

void AppendCompact(std::string& markdown, const std::vector<TextRow>& rows) {
  for (size_t row = 0; row < rows.size(); ++row) {
    markdown += '|';
    for (const std::string& cell : rows[row]) markdown += ' ' + cell + " |";
    markdown += '\n';
    if (row > 0) continue;
    markdown += '|';
    for (size_t column = 0; column < rows[row].size(); ++column) markdown += " - |";
    markdown += '\n';
  }
}

void AppendAligned(std::string& markdown, const std::vector<TextRow>& rows) {
  if (rows.size() < 2) return AppendCompact(markdown, rows);  // the package leaves a table without rows alone
  std::vector<size_t> widths(rows.front().size());
  for (const TextRow& row : rows) {
    for (size_t column = 0; column < row.size(); ++column)
      widths[column] = std::max(widths[column], TableWidth(row[column]));
  }
  for (size_t row = 0; row < rows.size(); ++row) {
    markdown += '|';
    for (size_t column = 0; column < widths.size(); ++column) {
      const std::string& cell = rows[row][column];
      markdown += ' ' + cell + std::string(widths[column] - TableWidth(cell), ' ') + " |";
    }
    markdown += '\n';
    if (row > 0) continue;
    markdown += '|';
    for (size_t width : widths) markdown += std::string(width + 2, '-') + '|';
    markdown += '\n';
  }
}

template <typename AppendTable>
std::string Write(const Document& document, AppendTable append_table) {
  std::string markdown;
  if (!document.counts.empty()) markdown += EscapePlain(document.counts) + ".\n\n";
  for (size_t i = 0; i < document.groups.size(); ++i) {
    if (i > 0) markdown += '\n';
    if (!document.groups[i].title.empty()) markdown += EscapePlain(document.groups[i].title) + ":\n\n";
    append_table(markdown, RowsOf(document, document.groups[i]));
  }
  return markdown;
}

}  // namespace

std::string EscapePlain(std::string_view text) {
  const std::string clean = TidyBreaks(Clean(text));
  std::string escaped;
  for (size_t at = 0; at < clean.size();) {
    if (clean[at] != '`') {
      AppendPlain(escaped, clean, at++);
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
    escaped += ticks + EscapeCode(std::string_view(clean).substr(at + run, closing - at - run)) + ticks;
    at = closing + run;
  }
  return escaped;
}

std::string CodeSpan(std::string_view text) {
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
  return ticks + blank + EscapeCode(clean) + blank + ticks;
}

std::string WriteCompactMarkdown(const Document& document) { return Write(document, AppendCompact); }
std::string WriteAlignedMarkdown(const Document& document) { return Write(document, AppendAligned); }

}  // namespace mdg::render
