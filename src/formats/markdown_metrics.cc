// In: Markdown. Out: what it says of metrics. See markdown_metrics.h.
#include "formats/markdown_metrics.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

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

// `app_hits_total{cache, zone="a"}` at the beginning of an item, and what follows.
struct Item {
  size_t indent = 0;
  std::string code, text;
};

// Nothing when the line begins no item of a list. Without code at its beginning all of the item is text.
std::optional<Item> ItemIn(std::string_view line) {
  Item item;
  item.indent = std::min(line.find_first_not_of(' '), line.size());
  line.remove_prefix(item.indent);
  if (line.size() < 2 || std::string_view("*+-").find(line[0]) == std::string_view::npos || line[1] != ' ') return std::nullopt;
  line = Trimmed(line.substr(2));
  const size_t end = line.starts_with('`') ? line.find('`', 1) : std::string_view::npos;
  if (end != std::string_view::npos) {
    item.code = std::string(Trimmed(line.substr(1, end - 1)));
    line = Trimmed(line.substr(end + 1));
    for (std::string_view separator : {"-", ":", "\u2013", "\u2014"}) {
      if (line.starts_with(separator)) line = Trimmed(line.substr(separator.size()));
    }
  }
  item.text = Plain(line);
  return item;
}

// `cache, zone="a"` between the braces of a name.
std::vector<DocumentedLabel> LabelsInBraces(std::string_view text) {
  std::vector<DocumentedLabel> labels;
  while (!text.empty()) {
    const size_t comma = std::min(text.find(','), text.size());
    const std::string_view name = Trimmed(text.substr(0, std::min(text.find('='), comma)));
    if (IsName(name, true)) labels.push_back({std::string(name), ""});
    text.remove_prefix(std::min(comma + 1, text.size()));
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
    else if (title == "labels" || title.starts_with("labels/") || title == "tags" || title == "dimensions") columns.labels = at;
    else if (title == "label" || title == "label name") columns.label = at;
    else if (title.starts_with("desc") || title == "help" || title == "meaning" || title == "details") columns.description = at;
  }
  return columns;
}

constexpr size_t kLevels = 7;  // of headings, and none

class Reader {
 public:
  explicit Reader(const std::string& path) : path_(path) {}

  void Line(std::string_view line, int number) {
    const std::string_view trimmed = Trimmed(line);
    if (trimmed.starts_with("```") || trimmed.starts_with("~~~")) is_code_ = !is_code_;
    if (is_code_) return;
    if (IsRule(trimmed) || trimmed.starts_with('|')) CloseItem();
    if (IsRule(trimmed) && previous_.find('|') != std::string::npos) {
      columns_ = ColumnsOf(Cells(previous_));
      is_table_ = true;
    } else if (is_table_ && trimmed.find('|') != std::string_view::npos) {
      TakeRow(Cells(trimmed), number);
    } else if (const std::optional<Item> item = ItemIn(line); item && (!item->code.empty() || item_)) {
      is_table_ = false;
      TakeItem(*item, number);
    } else {
      is_table_ = false;
      if (trimmed.starts_with('#')) TakeHeading(trimmed, number);
      else if (!GoesOnWithItem(line, trimmed)) TakeText(trimmed);
    }
    previous_ = std::string(trimmed);
  }

  void Finish() { CloseItem(); }

  std::vector<DocumentedMetric> metrics;

 private:
  void TakeRow(const std::vector<std::string>& cells, int number) {
    auto cell = [&](int column) { return column >= 0 && static_cast<size_t>(column) < cells.size() ? cells[static_cast<size_t>(column)] : std::string(); };
    if (columns_.label >= 0 && !has_heading_) return Describe(Unwrapped(cell(columns_.label)), Plain(cell(columns_.description)));
    if (columns_.label >= 0) {
      const std::string name = Unwrapped(cell(columns_.label));
      if (!metrics.back().labels) metrics.back().labels.emplace();
      if (IsName(name, true)) metrics.back().labels->push_back({name, Plain(cell(columns_.description))});
      return;
    }
    const bool is_of_metrics = columns_.name >= 0 && (columns_.type >= 0 || columns_.description >= 0 || columns_.labels >= 0);
    const std::string name = Unwrapped(cell(columns_.name));
    if (!is_of_metrics || !IsName(name, false)) return;
    DocumentedMetric metric{name, {path_, number, 0}, ParseMetricType(Lower(Unwrapped(cell(columns_.type)))), Plain(cell(columns_.description)), {}, {}};
    if (const std::string labels = cell(columns_.labels); !labels.empty()) metric.labels = LabelsIn(labels);
    metrics.push_back(std::move(metric));
    has_heading_ = false;
  }

  void TakeHeading(std::string_view line, int number) {
    const size_t text = line.find_first_not_of('#');
    const std::string title(text == std::string_view::npos ? "" : Trimmed(line.substr(text)));
    const std::string name = Unwrapped(title);
    CloseItem();
    is_list_ = false;
    level_ = std::min(text == std::string_view::npos ? 1 : text, kLevels - 1);
    for (size_t deeper = level_; deeper < kLevels; ++deeper) section_[deeper] = metrics.size();
    has_heading_ = title.starts_with('`') && IsName(name, false);
    if (has_heading_) metrics.push_back({name, {path_, number, 0}, {}, "", {}, {}});
    is_paragraph_over_ = false;
  }

  // What is indented further belongs to the item before.
  void TakeItem(Item item, int number) {
    if (item_ && item.indent > item_->indent) {
      if (!item.code.empty()) item_->text += " `" + item.code + '`';
      if (!item.text.empty()) item_->text += ' ' + item.text;
      return;
    }
    CloseItem();
    item_ = std::move(item);
    item_line_ = number;
    is_paragraph_over_ = true;
  }

  // True for a further line of an item.
  bool GoesOnWithItem(std::string_view line, std::string_view trimmed) {
    if (item_ && !trimmed.empty() && line.front() == ' ') {
      item_->text += ' ' + Plain(trimmed);
      return true;
    }
    CloseItem();
    is_list_ = is_list_ && trimmed.empty();
    return false;
  }

  // * `app_hits_total{cache}` - Lookups that hit.      a metric; braces tell it from an option, and so the others of its list
  // * `cache` is the cache asked.                      a label of metrics above
  void CloseItem() {
    if (!item_) return;
    const Item item = *std::exchange(item_, std::nullopt);
    const size_t brace = item.code.find('{');
    const std::string name = item.code.substr(0, brace);
    is_list_ = is_list_ || (brace != std::string::npos && item.code.ends_with('}'));
    if (is_list_ && IsName(name, false)) {
      DocumentedMetric metric{name, {path_, item_line_, 0}, {}, item.text, {}, {}};
      if (brace != std::string::npos) metric.labels = LabelsInBraces(std::string_view(item.code).substr(brace + 1, item.code.size() - brace - 2));
      metrics.push_back(std::move(metric));
      has_heading_ = false;
    } else {
      Describe(item.code, item.text);
    }
  }

  // What a label means, of all metrics before it that may have it: those below the same heading, or else those in the section around it.
  void Describe(const std::string& label, const std::string& text) {
    if (!IsName(label, true) || text.empty()) return;
    const bool has_own = level_ == 0 || section_[level_] < metrics.size();
    for (size_t i = section_[has_own ? level_ : level_ - 1]; i < metrics.size(); ++i) {
      const auto is_it = [&](const DocumentedLabel& one) { return one.name == label; };
      const bool may_have_it = !metrics[i].labels || std::any_of(metrics[i].labels->begin(), metrics[i].labels->end(), is_it);
      if (may_have_it) metrics[i].labels_of_section.push_back({label, text});
    }
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
  std::optional<Item> item_;  // of a list, the one that is read
  int item_line_ = 0;
  bool is_list_ = false;      // of metrics, as far as it was read
  size_t level_ = 0;          // of the last heading
  std::array<size_t, kLevels> section_{};  // how many metrics there were before the last heading of each level, or one above it
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
  reader.Finish();
  return std::move(reader.metrics);
}

}  // namespace mdg::formats
