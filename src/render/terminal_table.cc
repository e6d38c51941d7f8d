// In: Document and the terminal's width. Out: lines.
#include "render/terminal_table.h"

#include <algorithm>
#include <vector>

#include "render/characters.h"

namespace mdg::render {
namespace {

constexpr size_t kGap = 2;
constexpr size_t kLeastName = 24;
constexpr size_t kLeastOther = 12;

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

// Where each column would like to begin.
std::vector<size_t> ColumnStarts(const std::vector<Column>& columns, const std::vector<TextRow>& rows, size_t width) {
  std::vector<size_t> starts;
  size_t at = 0;
  for (size_t column = 0; column < columns.size(); ++column) {
    starts.push_back(at);
    size_t widest = 0;
    for (const TextRow& row : rows) widest = std::max(widest, TerminalWidth(row[column]));
    // One very long name must not push everything else off the screen.
    if (width > 0 && column == 0) widest = std::min(widest, std::max(kLeastName, width * 2 / 5));
    if (width > 0 && column > 0) widest = std::min(widest, std::max(kLeastOther, width / 5));
    at += widest + kGap;
  }
  return starts;
}

bool MayBeCut(ColumnKind kind) { return kind != ColumnKind::kName && kind != ColumnKind::kType && kind != ColumnKind::kSeverity; }

void AppendRow(std::string& text, const std::vector<Column>& columns, const TextRow& row, const std::vector<size_t>& starts,
               size_t width) {
  std::string line;
  size_t used = 0;
  for (size_t i = 0; i < row.size(); ++i) {
    if (row[i].empty()) continue;
    const size_t start = std::max(starts[i], i == 0 ? 0 : used + kGap);
    const size_t end = i + 1 < starts.size() ? starts[i + 1] - kGap : width;
    std::string cell = row[i];
    if (width > 0 && MayBeCut(columns[i].kind)) {
      const size_t room = end > start ? end - start : 0;
      if (room < std::min(kLeastOther, TerminalWidth(cell))) continue;  // better nothing than three letters
      cell = CutToTerminalWidth(cell, room);
    }
    line += std::string(start - used, ' ') + cell;
    used = start + TerminalWidth(cell);
  }
  text += line + '\n';
}

}  // namespace

std::string WriteTerminalTable(const Document& document, size_t width) {
  std::string text;
  for (const Group& group : document.groups) {
    if (group.rows.empty()) continue;
    std::vector<TextRow> rows(1);
    const std::vector<Column>& columns = ColumnsOf(document, group);
    for (const Column& column : columns) rows.front().push_back(Upper(column.title));
    for (const Row& row : group.rows) {
      TextRow cells;
      for (const Cell& cell : row.cells) cells.push_back(CellText(cell));
      rows.push_back(std::move(cells));
    }
    const std::vector<size_t> starts = ColumnStarts(columns, rows, width);
    if (!text.empty()) text += '\n';
    if (!group.title.empty()) text += group.title + ":\n";
    for (const TextRow& row : rows) AppendRow(text, columns, row, starts, width);
  }
  return text;
}

}  // namespace mdg::render
