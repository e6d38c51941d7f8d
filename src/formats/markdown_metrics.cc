// In: Markdown. Out: what it says of metrics. See markdown_metrics.h.
#include "formats/markdown_metrics.h"

#include <algorithm>

namespace mdg::formats {
namespace {

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

void ReplaceAll(std::string& text, std::string_view what, std::string_view by) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
}

bool IsName(std::string_view text, bool may_be_plain) {
  if (text.empty() || (text.front() >= '0' && text.front() <= '9')) return false;
  const bool is_word = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':';
  });
  return is_word && (may_be_plain || text.find('_') != std::string_view::npos);
}

// "`name`", "**name**", "[`name`](#x)" -> name
std::string Unwrapped(std::string_view cell) {
  std::string text(Trimmed(cell));
  if (text.starts_with('[') && text.ends_with(')')) text = text.substr(1, text.find(']') == std::string::npos ? 0 : text.find(']') - 1);
  std::string plain;
  for (char c : text) {
    if (c != '`' && c != '*' && c != '\\') plain += c;
  }
  return std::string(Trimmed(plain));
}

// What a cell or a paragraph says, with line breaks; code stays in backticks.
std::string Plain(std::string_view cell) {
  std::string text(Trimmed(cell));
  for (std::string_view lines : {"<br>", "<br/>", "<br />"}) ReplaceAll(text, lines, "\n");
  ReplaceAll(text, "\\|", "|");
  ReplaceAll(text, "\\_", "_");
  ReplaceAll(text, "\\*", "*");
  ReplaceAll(text, "&lt;", "<");
  ReplaceAll(text, "&gt;", ">");
  ReplaceAll(text, "&amp;", "&");
  return text;
}

// Cells between `|`, of which `\|` and those in code are none.
std::vector<std::string> Cells(std::string_view line) {
  std::vector<std::string> cells(1);
  line = Trimmed(line);
  if (line.starts_with('|')) line.remove_prefix(1);
  if (line.ends_with('|')) line.remove_suffix(1);
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '|' && (i == 0 || line[i - 1] != '\\')) cells.emplace_back();
    else cells.back() += line[i];
  }
  for (std::string& cell : cells) cell = std::string(Trimmed(cell));
  return cells;
}

bool IsRule(std::string_view line) {
  return line.find('-') != std::string_view::npos && line.find('|') != std::string_view::npos &&
         line.find_first_not_of("|-: \t\r") == std::string_view::npos;
}

std::vector<std::string> CodesIn(std::string_view text) {
  std::vector<std::string> codes;
  for (size_t at = text.find('`'); at != std::string_view::npos;) {
    const size_t end = text.find('`', at + 1);
    if (end == std::string_view::npos) break;
    codes.emplace_back(Trimmed(text.substr(at + 1, end - at - 1)));
    at = text.find('`', end + 1);
  }
  return codes;
}

// "`a`, `b`", "a, b", "`a`: what it is<br>`b`: what that is"; "None" is none.
std::vector<DocumentedLabel> LabelsIn(std::string_view cell) {
  std::vector<DocumentedLabel> labels;
  const std::string text = Plain(cell);
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = Trimmed(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
    const std::vector<std::string> codes = CodesIn(line);
    const size_t colon = line.find(": ");
    if (colon != std::string_view::npos && IsName(Unwrapped(line.substr(0, colon)), true)) {
      labels.push_back({Unwrapped(line.substr(0, colon)), std::string(Trimmed(line.substr(colon + 2)))});
      continue;
    }
    if (!codes.empty()) {
      for (const std::string& code : codes) {
        if (IsName(code, true)) labels.push_back({code, ""});
      }
      continue;
    }
    for (size_t at = 0; at <= line.size();) {
      const size_t comma = std::min(line.find(',', at), line.size());
      const std::string word = Unwrapped(line.substr(at, comma - at));
      if (IsName(word, true) && Lower(word) != "none") labels.push_back({word, ""});
      at = comma + 1;
    }
  }
  return labels;
}

struct Columns {
  int name = -1, type = -1, description = -1, labels = -1, label = -1;
};

Columns ColumnsOf(const std::vector<std::string>& titles) {
  Columns columns;
  for (size_t i = 0; i < titles.size(); ++i) {
    const std::string title = Lower(Unwrapped(titles[i]));
    const int at = static_cast<int>(i);
    if (title == "name" || title == "metric" || title == "metric name" || title == "metrics") columns.name = at;
    else if (title == "type" || title == "metric type" || title == "kind") columns.type = at;
    else if (title == "labels" || title == "tags" || title == "dimensions") columns.labels = at;
    else if (title == "label") columns.label = at;
    else if (title.starts_with("desc") || title == "help" || title == "meaning" || title == "details") columns.description = at;
  }
  return columns;
}

class Reader {
 public:
  explicit Reader(const std::string& path) : path_(path) {}

  void Line(std::string_view line, int number) {
    const std::string_view trimmed = Trimmed(line);
    if (trimmed.starts_with("```") || trimmed.starts_with("~~~")) is_code_ = !is_code_;
    if (is_code_) return;
    if (IsRule(trimmed) && previous_.find('|') != std::string::npos) {
      columns_ = ColumnsOf(Cells(previous_));
      is_table_ = true;
    } else if (is_table_ && trimmed.find('|') != std::string_view::npos) {
      TakeRow(Cells(trimmed), number);
    } else {
      is_table_ = false;
      if (trimmed.starts_with('#')) TakeHeading(trimmed, number);
      else TakeText(trimmed);
    }
    previous_ = std::string(trimmed);
  }

  std::vector<DocumentedMetric> metrics;

 private:
  void TakeRow(const std::vector<std::string>& cells, int number) {
    auto cell = [&](int column) { return column >= 0 && static_cast<size_t>(column) < cells.size() ? cells[static_cast<size_t>(column)] : std::string(); };
    if (columns_.label >= 0 && has_heading_) {
      const std::string name = Unwrapped(cell(columns_.label));
      if (!metrics.back().labels) metrics.back().labels.emplace();
      if (IsName(name, true)) metrics.back().labels->push_back({name, Plain(cell(columns_.description))});
      return;
    }
    const bool is_of_metrics = columns_.name >= 0 && (columns_.type >= 0 || columns_.description >= 0 || columns_.labels >= 0);
    const std::string name = Unwrapped(cell(columns_.name));
    if (!is_of_metrics || !IsName(name, false)) return;
    DocumentedMetric metric{name, {path_, number, 0}, ParseMetricType(Lower(Unwrapped(cell(columns_.type)))), Plain(cell(columns_.description)), {}};
    if (const std::string labels = cell(columns_.labels); !labels.empty()) metric.labels = LabelsIn(labels);
    metrics.push_back(std::move(metric));
    has_heading_ = false;
  }

  void TakeHeading(std::string_view line, int number) {
    const size_t text = line.find_first_not_of('#');
    const std::string title(text == std::string_view::npos ? "" : Trimmed(line.substr(text)));
    const std::string name = Unwrapped(title);
    has_heading_ = title.starts_with('`') && IsName(name, false);
    if (has_heading_) metrics.push_back({name, {path_, number, 0}, {}, "", {}});
    is_paragraph_over_ = false;
  }

  // The first paragraph below the heading of a metric.
  void TakeText(std::string_view line) {
    if (!has_heading_ || is_paragraph_over_) return;
    std::string& description = metrics.back().description;
    if (line.empty() || line.find('|') != std::string_view::npos) {
      is_paragraph_over_ = !description.empty();
    } else {
      description += (description.empty() ? "" : " ") + Plain(line);
    }
  }

  const std::string& path_;
  std::string previous_;
  Columns columns_;
  bool is_code_ = false, is_table_ = false;
  bool has_heading_ = false;  // the last metric is a heading's
  bool is_paragraph_over_ = false;
};

}  // namespace

std::vector<DocumentedMetric> ReadMarkdownMetrics(std::string_view text, const std::string& path) {
  Reader reader(path);
  int number = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    reader.Line(text.substr(begin, end - begin), ++number);
    begin = end + 1;
  }
  return std::move(reader.metrics);
}

}  // namespace mdg::formats
