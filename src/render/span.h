// Text in the style it is shown in. In: nothing. Out: Span, Cell. Deliberately unescaped: escaping is the writers'.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mdg::render {

// A run of text in one style, as the source has it: unescaped, perhaps with line breaks or bytes that are no UTF-8.
struct Span {
  enum class Style : uint8_t { kPlain, kCode };
  Style style = Style::kPlain;
  std::string text;
  std::string link;  // where it leads; "": nowhere. Always harmless: see SourceLink
  bool operator==(const Span&) const = default;
};
using Cell = std::vector<Span>;

inline Span Plain(std::string text) { return {Span::Style::kPlain, std::move(text), ""}; }
inline Span Code(std::string text) { return {Span::Style::kCode, std::move(text), ""}; }

}  // namespace mdg::render
