// In: Document and the terminal's width. Out: lines.
#include "render/terminal_table.h"

#include <algorithm>
#include <vector>

#include "render/characters.h"

namespace mdg::render {
namespace {

constexpr size_t kGap = 2;
constexpr size_t kLeastLastColumn = 16;
constexpr size_t kLeastLabels = 12;

using TextRow = std::vector<std::string>;

std::string CellText(const Cell& cell) {
  std::string text;
  for (const Span& span : cell) text += span.text;
  text = Clean(text);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return std::string(Trim(text));
}

std::string Upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

std::vector<size_t> ColumnWidths(const Document& document, const std::vector<TextRow>& rows, size_t width) {
  std::vector<size_t> widths(document.columns.size());
  for (const TextRow& row : rows) {
    for (size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], TerminalWidth(row[i]));
  }
  if (width == 0 || widths.empty()) return widths;
  size_t before_last = 0;
  for (size_t i = 0; i + 1 < widths.size(); ++i) {
    if (document.columns[i].kind == ColumnKind::kLabels)
      widths[i] = std::min(widths[i], std::max(kLeastLabels, width / 4));
    before_last += widths[i] + kGap;
  }
  const size_t left = width > before_last ? width - before_last : 0;
  const ColumnKind last = document.columns.back().kind;
  if (last != ColumnKind::kName && last != ColumnKind::kType)
    widths.back() = std::min(widths.back(), std::max(left, kLeastLastColumn));
  return widths;
}

void AppendRow(std::string& text, const TextRow& row, const std::vector<size_t>& widths) {
  std::string line;
  for (size_t i = 0; i < row.size(); ++i) {
    const std::string cell = CutToTerminalWidth(row[i], std::max<size_t>(widths[i], 1));
    line += cell;
    if (i + 1 < row.size()) line += std::string(widths[i] - TerminalWidth(cell) + kGap, ' ');
  }
  line.erase(line.find_last_not_of(' ') + 1);
  text += line + '\n';
}

}  // namespace

std::string WriteTerminalTable(const Document& document, size_t width) {
  std::string text;
  for (const Group& group : document.groups) {
    if (group.rows.empty()) continue;
    std::vector<TextRow> rows(1);
    for (const Column& column : document.columns) rows.front().push_back(Upper(column.title));
    for (const Row& row : group.rows) {
      TextRow cells;
      for (const Cell& cell : row.cells) cells.push_back(CellText(cell));
      rows.push_back(std::move(cells));
    }
    const std::vector<size_t> widths = ColumnWidths(document, rows, width);
    if (!text.empty()) text += '\n';
    if (!group.title.empty()) text += group.title + ":\n";
    for (const TextRow& row : rows) AppendRow(text, row, widths);
  }
  return text;
}

}  // namespace mdg::render
