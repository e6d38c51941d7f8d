// In: a document's text and the contents for its regions. Out: the new text, or diagnostics.
// First all marker lines are found, then the regions are checked against each other, and only then is text put
// together.
#include "render/markers.h"

#include <fmt/format.h>

#include <algorithm>

#include "diagnostics/codes.h"

namespace mdg::render {
namespace {

struct Line {
  size_t begin = 0;       // offset of its first byte
  size_t end = 0;         // offset behind its line break
  std::string_view text;  // without line break and blanks around it
  bool has_crlf = false;
};

std::vector<Line> SplitLines(std::string_view text) {
  std::vector<Line> lines;
  size_t at = 0;
  while (at < text.size()) {
    const size_t line_break = text.find('\n', at);
    Line line;
    line.begin = at;
    line.end = line_break == std::string_view::npos ? text.size() : line_break + 1;
    line.text = text.substr(at, std::min(line_break, text.size()) - at);
    line.has_crlf = line_break != std::string_view::npos && line.text.ends_with('\r');
    if (at == 0 && line.text.starts_with("\xEF\xBB\xBF")) line.text.remove_prefix(3);
    const size_t first = line.text.find_first_not_of(" \t\r");
    const size_t last = line.text.find_last_not_of(" \t\r");
    line.text = first == std::string_view::npos ? std::string_view() : line.text.substr(first, last - first + 1);
    lines.push_back(line);
    at = line.end;
  }
  return lines;
}

struct Place {
  size_t begin_line = 0, end_line = 0;  // indices of the two marker lines
  const Region* region = nullptr;
};

class Replacer {
 public:
  Replacer(std::string_view text, const std::string& path, Sink& sink)
      : text_(text), path_(path), sink_(sink), lines_(SplitLines(text)) {}

  std::optional<std::string> Replace(const std::vector<Region>& regions) {
    for (const Region& region : regions) FindPlace(region);
    if (!failed_) CheckOverlap();
    if (failed_) return std::nullopt;
    std::string result;
    size_t copied = 0;
    for (const Place& place : places_) {
      const Line& begin = lines_[place.begin_line];
      result += text_.substr(copied, begin.end - copied);
      AppendContent(result, place.region->content, begin.has_crlf);
      copied = lines_[place.end_line].begin;
    }
    return result += text_.substr(copied);
  }

 private:
  void Report(size_t line, std::string message, std::vector<Note> notes = {}) {
    failed_ = true;
    const SourceLocation at{path_, static_cast<int>(line), 0};
    sink_.Report({code::kMarkers, Severity::kError, at, std::move(message), std::move(notes)});
  }

  // The only line that is this marker.
  std::optional<size_t> FindLine(const std::string& marker, std::string_view which) {
    std::vector<size_t> found;
    std::optional<size_t> inside;
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].text == marker) {
        found.push_back(i);
      } else if (!inside && lines_[i].text.find(marker) != std::string_view::npos) {
        inside = i;
      }
    }
    if (found.size() == 1) return found.front();
    if (found.size() > 1) {
      std::vector<Note> notes;
      for (size_t line : found) notes.push_back({{path_, static_cast<int>(line) + 1, 0}, "here"});
      Report(found[1] + 1, fmt::format("the {} marker `{}` stands here more than once", which, marker),
             std::move(notes));
    } else if (inside) {
      Report(*inside + 1, fmt::format("the {} marker `{}` must be alone on its line", which, marker));
    } else {
      Report(0, fmt::format("the {} marker `{}` is missing: add it on a line of its own", which, marker));
    }
    return std::nullopt;
  }

  void FindPlace(const Region& region) {
    const auto& [begin, end] = region.markers;
    for (const std::string* marker : {&begin, &end}) {
      const bool is_usable = !marker->empty() && marker->find_first_of("\r\n") == std::string::npos &&
                             marker->find_first_of(" \t") != 0 && marker->find_last_of(" \t") != marker->size() - 1;
      if (!is_usable)
        return Report(0, fmt::format("a marker must be one line of text without blanks around it: `{}`", *marker));
    }
    if (begin == end) return Report(0, fmt::format("the markers of a region must differ: `{}`", begin));
    const std::optional<size_t> begin_line = FindLine(begin, "begin");
    const std::optional<size_t> end_line = FindLine(end, "end");
    if (!begin_line || !end_line) return;
    if (*begin_line > *end_line) {
      return Report(*end_line + 1, fmt::format("the end marker `{}` stands before the begin marker", end),
                    {{{path_, static_cast<int>(*begin_line) + 1, 0}, "the begin marker is here"}});
    }
    places_.push_back({*begin_line, *end_line, &region});
  }

  void CheckOverlap() {
    std::sort(places_.begin(), places_.end(), [](const Place& a, const Place& b) {
      return std::pair(a.begin_line, a.end_line) < std::pair(b.begin_line, b.end_line);
    });
    for (size_t i = 1; i < places_.size(); ++i) {
      const Place& before = places_[i - 1];
      const Place& place = places_[i];
      if (place.begin_line > before.end_line) continue;
      const std::string message =
          place.begin_line == before.begin_line
              ? fmt::format("two regions have the begin marker `{}`: give each its own", place.region->markers.begin)
              : fmt::format("the region of `{}` overlaps another one", place.region->markers.begin);
      Report(place.begin_line + 1, message,
             {{{path_, static_cast<int>(before.begin_line) + 1, 0}, "the other one begins here"},
              {{path_, static_cast<int>(before.end_line) + 1, 0}, "and ends here"}});
    }
  }

  static void AppendContent(std::string& result, const std::string& content, bool crlf) {
    const std::string_view line_break = crlf ? "\r\n" : "\n";
    result += line_break;
    for (char c : content) {
      if (c == '\n') {
        result += line_break;
      } else {
        result += c;
      }
    }
    if (!content.empty() && content.back() != '\n') result += line_break;
    result += line_break;
  }

  std::string_view text_;
  const std::string& path_;
  Sink& sink_;
  std::vector<Line> lines_;
  std::vector<Place> places_;
  bool failed_ = false;
};

}  // namespace

std::optional<std::string> ReplaceRegions(std::string_view text, const std::string& path,
                                          const std::vector<Region>& regions, Sink& sink) {
  return Replacer(text, path, sink).Replace(regions);
}

}  // namespace mdg::render
