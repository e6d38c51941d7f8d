// Characters as the writers need them: decoded, made harmless, measured.
// In: bytes that may be no UTF-8. Out: valid UTF-8, widths. Deliberately no full Unicode tables: see the .cc.
#pragma once

#include <string>
#include <string_view>

namespace mdg::render {

// One line of valid UTF-8: tabs become blanks; other control characters, what is no UTF-8, and the invisible characters
// that reorder text become U+FFFD. Line breaks (LF, CR, CRLF) are kept as one LF each.
std::string Clean(std::string_view text);

// Cleaned, and safe between tags and in quoted attributes of HTML.
std::string EscapeHtml(std::string_view text);

// Without the blanks that JavaScript's trim() takes away, at one end or both.
std::string_view TrimFront(std::string_view text);
std::string_view TrimBack(std::string_view text);
std::string_view Trim(std::string_view text);

// Columns as the npm package markdown-table-prettify counts them: UTF-16 units, two for a unified Han ideograph of the
// base plane.
size_t TableWidth(std::string_view text);
// Columns on a terminal: none for combining marks, two for wide characters.
size_t TerminalWidth(std::string_view text);
// The longest beginning that is no wider, with an ellipsis when something was cut off. `width` is at least 1.
std::string CutToTerminalWidth(std::string_view text, size_t width);

}  // namespace mdg::render
