// In: a help text. Out: the same with links. See name_links.h.
#include "render/name_links.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace mdg::render {
namespace {

bool IsOfName(char c) { return c == '_' || c == ':' || std::isalnum(static_cast<unsigned char>(c)) != 0; }

void AppendLinked(Cell& cell, std::string_view text, const Anchors& anchors, std::string_view own) {
  std::string before;
  while (!text.empty()) {
    const auto end = std::find_if(text.begin(), text.end(), [is_name = IsOfName(text.front())](char c) { return IsOfName(c) != is_name; });
    std::string_view word = text.substr(0, static_cast<size_t>(end - text.begin()));
    text.remove_prefix(word.size());
    std::string_view name = word;
    while (name.ends_with(':')) name.remove_suffix(1);  // "use app_lent_total: ..."
    const auto found = name == own || name.find_first_of("_:") == std::string_view::npos ? anchors.end() : anchors.find(name);
    if (found == anchors.end()) {
      before += word;
      continue;
    }
    if (!before.empty()) cell.push_back(Plain(std::exchange(before, "")));
    Span link = Plain(std::string(name));
    link.link = '#' + found->second;
    cell.push_back(std::move(link));
    before = word.substr(name.size());
  }
  if (!before.empty()) cell.push_back(Plain(std::move(before)));
}

}  // namespace

Cell LinkNames(const Cell& help, const Anchors& anchors, std::string_view own) {
  Cell linked;
  for (const Span& span : help) {
    if (span.style == Span::Style::kPlain && span.link.empty()) AppendLinked(linked, span.text, anchors, own);
    else linked.push_back(span);
  }
  return linked;
}

}  // namespace mdg::render
