// In: bytes that may be no UTF-8. Out: valid UTF-8, widths.
#include "render/characters.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace mdg::render {
namespace {

struct Range {
  char32_t first, last;
};

template <size_t count>
bool IsIn(const std::array<Range, count>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(), [c](const Range& r) { return r.first <= c && c <= r.last; });
}

// Coarse on purpose: whole blocks. A character counted wrongly shifts a column by one, and nothing else.
constexpr std::array<Range, 8> kCombining = {{{0x0300, 0x036F},
                                              {0x0483, 0x0489},
                                              {0x0591, 0x05BD},
                                              {0x1AB0, 0x1AFF},
                                              {0x1DC0, 0x1DFF},
                                              {0x200B, 0x200D},
                                              {0x20D0, 0x20FF},
                                              {0xFE00, 0xFE0F}}};
constexpr std::array<Range, 9> kWide = {{{0x1100, 0x115F},
                                         {0x2E80, 0x303E},
                                         {0x3041, 0x33FF},
                                         {0x3400, 0x4DBF},
                                         {0x4E00, 0xA4CF},
                                         {0xAC00, 0xD7A3},
                                         {0xF900, 0xFAFF},
                                         {0xFE30, 0xFE6F},
                                         {0xFF00, 0xFF60}}};
constexpr std::array<Range, 3> kWideAstral = {{{0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}}};
// Marks, embeddings, overrides and isolates that change the direction of text: what is shown would not be what is
// there.
constexpr std::array<Range, 3> kDirections = {{{0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}}};
// What JavaScript's trim() takes away, besides ASCII.
constexpr std::array<Range, 8> kBlanks = {{{0xA0, 0xA0},
                                           {0x1680, 0x1680},
                                           {0x2000, 0x200A},
                                           {0x2028, 0x2029},
                                           {0x202F, 0x202F},
                                           {0x205F, 0x205F},
                                           {0x3000, 0x3000},
                                           {0xFEFF, 0xFEFF}}};

bool IsBlank(char32_t c) { return c == ' ' || (c >= '\t' && c <= '\r') || IsIn(kBlanks, c); }
bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F) || IsIn(kDirections, c); }

}  // namespace

std::string Clean(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const char32_t c = TakeCharacter(text);
    if (c == '\r') {
      if (text.empty() || text.front() != '\n') clean += '\n';
    } else if (c == '\n' || c == '\t') {
      clean += c == '\t' ? ' ' : '\n';
    } else {
      AppendCharacter(clean, IsControl(c) ? kReplacement : c);
    }
  }
  return clean;
}

std::string_view TrimFront(std::string_view text) {
  std::string_view rest = text;
  while (!rest.empty() && IsBlank(TakeCharacter(rest))) text = rest;
  return text;
}

std::string_view TrimBack(std::string_view text) {
  size_t end = 0;  // behind the last character that is no blank
  for (std::string_view rest = text; !rest.empty();) {
    if (!IsBlank(TakeCharacter(rest))) end = text.size() - rest.size();
  }
  return text.substr(0, end);
}

std::string_view Trim(std::string_view text) { return TrimBack(TrimFront(text)); }

size_t TableWidth(std::string_view text) {
  size_t width = 0;
  while (!text.empty()) {
    const char32_t c = TakeCharacter(text);
    const bool is_ideograph = (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
    width += is_ideograph || c >= 0x10000 ? 2 : 1;
  }
  return width;
}

namespace {
size_t WidthOf(char32_t c) {
  if (c < 0x300) return 1;
  if (IsIn(kCombining, c)) return 0;
  return IsIn(kWide, c) || IsIn(kWideAstral, c) ? 2 : 1;
}
}  // namespace

size_t TerminalWidth(std::string_view text) {
  size_t width = 0;
  while (!text.empty()) width += WidthOf(TakeCharacter(text));
  return width;
}

std::string CutToTerminalWidth(std::string_view text, size_t width) {
  if (TerminalWidth(text) <= width) return std::string(text);
  std::string_view rest = text;
  size_t used = 0, end = 0;
  while (!rest.empty()) {
    used += WidthOf(TakeCharacter(rest));
    if (used > width - 1) break;
    end = text.size() - rest.size();
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string EscapeHtml(std::string_view text) {
  std::string escaped;
  for (char c : Clean(text)) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

}  // namespace mdg::render
