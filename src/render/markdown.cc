// In: Document. Out: Markdown tables. Escaping first (markdown_escape.h), then layout: the two know nothing of each other.
#include "render/markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "render/characters.h"

namespace mdg::render {
namespace {

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
  for (const Column& column : ColumnsOf(document, group)) titles.push_back(EscapePlain(column.title));
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

std::vector<TextRow> SwitchRows(const Document& document, bool linked) {
  std::vector<TextRow> rows;
  for (const std::vector<Cell>& cells : SwitchCells(document.switches, linked)) {
    rows.emplace_back();
    for (const Cell& cell : cells) rows.back().push_back(CellText(cell));
  }
  return rows;
}

template <typename AppendTable>
std::string Write(const Document& document, AppendTable append_table) {
  std::string markdown;
  if (!document.counts.empty()) markdown += EscapePlain(document.counts) + ".\n\n";
  if (!document.switches.empty()) {
    markdown += fmt::format("### {}\n\n{}\n\n", kSwitchesTitle, kSwitchesText);
    append_table(markdown, SwitchRows(document, false));
    markdown += document.groups.size() == 1 && document.groups[0].title.empty() ? "\n### Metrics\n\n" : "\n";
  }
  for (size_t i = 0; i < document.groups.size(); ++i) {
    if (i > 0) markdown += '\n';
    if (!document.groups[i].title.empty()) markdown += "### " + EscapePlain(document.groups[i].title) + "\n\n";
    if (!document.groups[i].text.empty()) markdown += EscapeParagraph(document.groups[i].text) + "\n\n";
    append_table(markdown, RowsOf(document, document.groups[i]));
  }
  return markdown;
}

}  // namespace

std::string SwitchesMarkdown(const Document& document) {
  std::string markdown;
  AppendCompact(markdown, SwitchRows(document, true));
  return markdown;
}

std::string WriteCompactMarkdown(const Document& document) { return Write(document, AppendCompact); }
std::string WriteAlignedMarkdown(const Document& document) { return Write(document, AppendAligned); }

}  // namespace mdg::render
