// In: Document and a template. Out: text. First the tags are read, so that every mistake is known with its place and before
// anything is written; then the library does its work.
#include "render/template.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/suggestion.h"
#include "render/characters.h"
#include "render/markdown_escape.h"
#include "render/template_data.h"

namespace mdg::render {
namespace {

// --- escaping

// What stands between the quotes of a JSON text, which YAML takes, too.
std::string EscapeQuoted(const std::string& text) {
  const std::string quoted = nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

// One line, and no sign of it begins or ends anything.
std::string EscapeRestructured(const std::string& text) {
  std::string escaped;
  for (char c : Clean(text)) {
    if (std::string_view("\\*`|_").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c == '\n' || c == '\r' ? ' ' : c;
  }
  return escaped;
}

using Escape = std::string (*)(const std::string& text);

Escape EscapeFor(std::string path) {
  if (path.ends_with(".mustache")) path.resize(path.size() - std::string_view(".mustache").size());
  auto is_any = [&](std::initializer_list<std::string_view> ends) {
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return path.ends_with(end); });
  };
  if (is_any({".md", ".mdx", ".markdown"})) return [](const std::string& text) { return EscapePlain(text); };
  if (is_any({".html", ".htm", ".xml"})) return [](const std::string& text) { return EscapeHtml(text); };
  if (is_any({".rst"})) return EscapeRestructured;
  if (is_any({".json", ".yaml", ".yml"})) return EscapeQuoted;
  return [](const std::string& text) { return text; };
}

// --- reading the tags

struct Tag {
  char kind = ' ';  // '#', '^', '/', '>', '!', '=' or ' ' for a variable
  std::string name;
  size_t position = 0, end = 0;

  bool ShowsNothing() const { return kind != ' '; }
};

std::string Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin));
}

class TagReader {
 public:
  TagReader(std::string_view text, const std::string& path) : text_(text), path_(path) {}

  Result<std::vector<Tag>> Read() {
    if (text_.size() > kMostTemplateBytes) return Fail(fmt::format("{}: a template may have {} bytes, this has {}", path_, kMostTemplateBytes, text_.size()));
    for (size_t at = text_.find(begin_); at != std::string_view::npos; at = text_.find(begin_, at)) {
      Tag tag;
      MDG_TRY(ReadTag(at, tag));
      MDG_TRY(CheckTag(tag));
      tag.end = at;
      tags_.push_back(std::move(tag));
    }
    if (open_.empty()) return std::move(tags_);
    return Mistake(open_.back().position, fmt::format("the section `{}` is never closed", open_.back().name));
  }

 private:
  // Moves `at` behind the tag.
  Status ReadTag(size_t& at, Tag& tag) {
    tag.position = at;
    at += begin_.size();
    const bool is_raw = begin_ == "{{" && text_.substr(at).starts_with('{');
    const std::string end = is_raw ? "}}}" : end_;
    if (is_raw) ++at;
    const size_t end_at = text_.find(end, at);
    const bool has_another = text_.substr(at, end_at - at).find(begin_) != std::string_view::npos;
    if (end_at == std::string_view::npos || has_another) return Mistake(tag.position, fmt::format("this tag is never closed; `{}` is missing", end));
    tag.name = Trimmed(text_.substr(at, end_at - at));
    at = end_at + end.size();
    if (is_raw || tag.name.empty()) return {};
    if (tag.name.front() == '=') return ChangeDelimiters(tag);
    if (std::string_view("#^/>!&").find(tag.name.front()) == std::string_view::npos) return {};
    tag.kind = tag.name.front() == '&' ? ' ' : tag.name.front();
    tag.name = Trimmed(std::string_view(tag.name).substr(1));
    return {};
  }

  Status ChangeDelimiters(Tag& tag) {
    tag.kind = '=';
    const std::string inside = tag.name.size() > 2 && tag.name.back() == '=' ? Trimmed(tag.name.substr(1, tag.name.size() - 2)) : "";
    const size_t blank = inside.find_first_of(" \t");
    const std::string begin = inside.substr(0, blank), end = blank == std::string::npos ? "" : Trimmed(inside.substr(blank));
    if (begin.empty() || end.empty() || end.find_first_of(" \t=") != std::string::npos || begin.find('=') != std::string::npos) {
      return Mistake(tag.position, "new delimiters are written like `{{=<% %>=}}`");
    }
    begin_ = begin, end_ = end;
    return {};
  }

  Status CheckTag(const Tag& tag) {
    if (tag.kind == '=' || tag.kind == '!') return {};
    if (tag.kind == '>') return Mistake(tag.position, "a template is one file, so there are no partials (`{{> ...}}`)");
    if (tag.name.empty()) return Mistake(tag.position, "this tag names nothing");
    MDG_TRY(CheckName(tag));
    if (tag.kind == '/') {
      if (open_.empty()) return Mistake(tag.position, fmt::format("the section `{}` is closed, but none is open", tag.name));
      if (open_.back().name != tag.name) {
        return Mistake(tag.position, fmt::format("the section `{}` is closed, but `{}` of line {} is open", tag.name, open_.back().name,
                                                 LineOf(open_.back().position)));
      }
      open_.pop_back();
    } else if (tag.kind != ' ') {
      // A list inside of itself would be written as often as it has entries, times its entries.
      const bool is_inside = tag.kind == '#' && std::any_of(open_.begin(), open_.end(), [&](const Tag& open) {
        return open.kind == '#' && open.name == tag.name;
      });
      if (is_inside) return Mistake(tag.position, fmt::format("the section `{}` stands inside of itself", tag.name));
      if (open_.size() == kMostTemplateDepth) {
        return Mistake(tag.position, fmt::format("sections may stand {} deep in one another", kMostTemplateDepth));
      }
      open_.push_back(tag);
    }
    return {};
  }

  Status CheckName(const Tag& tag) const {
    const auto names = TemplateNames();
    std::string_view rest = tag.name;
    if (rest == ".") return {};
    while (true) {
      const size_t dot = rest.find('.');
      const std::string_view part = rest.substr(0, dot);
      if (std::find(names.begin(), names.end(), part) == names.end()) {
        return Mistake(tag.position, fmt::format("there is no `{}`{}; docs/templates.md lists the names", part, DidYouMean(part, names)));
      }
      if (dot == std::string_view::npos) return {};
      rest.remove_prefix(dot + 1);
    }
  }

  size_t LineOf(size_t position) const {
    return 1 + static_cast<size_t>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(position), '\n'));
  }

  tl::unexpected<Error> Mistake(size_t position, const std::string& message) const {
    const size_t line_begin = position == 0 ? 0 : text_.rfind('\n', position - 1) + 1;  // npos + 1 is 0
    return Fail(fmt::format("{}:{}:{}: {}", path_, LineOf(position), position - line_begin + 1, message));
  }

  std::string_view text_;
  const std::string& path_;
  std::string begin_ = "{{", end_ = "}}";
  std::vector<Tag> open_, tags_;
};

// --- lines of tags

// Stands behind every tag that shows nothing, so that the library never takes a line for one without anything: it forgets the tags of
// sections that are not written. Taken away from what it writes; no text of the data has it.
constexpr char kTagWasHere = '\x01';

// The template without the lines that are made of such tags only: neither their blanks nor their line break are written.
std::string WithoutLinesOfTags(std::string_view text, const std::vector<Tag>& tags) {
  std::string folded;
  size_t next = 0;  // of `tags`
  for (size_t begin = 0; begin < text.size();) {
    size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const size_t first = next;
    for (; next < tags.size() && tags[next].position < end; ++next) {
      while (tags[next].end > end) end = std::min(text.find('\n', end), text.size() - 1) + 1;  // a comment of several lines
    }
    std::string line, shown;
    size_t at = begin;
    bool is_of_tags = next > first;
    for (size_t i = first; i < next; ++i) {
      shown += text.substr(at, tags[i].position - at);
      line += text.substr(at, tags[i].end - at);
      if (tags[i].ShowsNothing()) line += kTagWasHere;
      is_of_tags = is_of_tags && tags[i].ShowsNothing();
      at = tags[i].end;
    }
    shown += text.substr(at, end - at);
    line += text.substr(at, end - at);
    is_of_tags = is_of_tags && Trimmed(shown).empty();
    if (is_of_tags) {
      for (size_t i = first; i < next; ++i) folded += std::string(text.substr(tags[i].position, tags[i].end - tags[i].position)) + kTagWasHere;
    } else {
      folded += line;
    }
    begin = end;
  }
  return folded;
}

struct TooMuch {};  // stops the library, which has no other way out

}  // namespace

Result<std::string> WriteTemplate(const Document& document, std::string_view text, const std::string& path) {
  MDG_ASSIGN(const std::vector<Tag> tags, TagReader(text, path).Read());
  std::string written;
  size_t escaped_bytes = 0;  // also of lines that are not finished
  try {
    kainjow::mustache::mustache reader{WithoutLinesOfTags(text, tags)};
    if (!reader.is_valid()) return Fail(path + ": " + reader.error_message());
    const Escape escape = EscapeFor(path);
    reader.set_custom_escape([&](const std::string& value) {
      std::string escaped = escape(value);
      escaped_bytes += escaped.size();
      if (escaped_bytes > kMostTemplateOutput) throw TooMuch();
      return escaped;
    });
    reader.render(MakeTemplateData(document), [&](const std::string& piece) {
      std::copy_if(piece.begin(), piece.end(), std::back_inserter(written), [](char c) { return c != kTagWasHere; });
      if (written.size() > kMostTemplateOutput) throw TooMuch();
    });
  } catch (const TooMuch&) {
    return Fail(fmt::format("{}: the template writes more than {} MiB; a list inside of another list multiplies", path, kMostTemplateOutput >> 20));
  } catch (const std::exception& exception) {  // of the library
    return Fail(path + ": " + exception.what());
  }
  return written;
}

}  // namespace mdg::render
