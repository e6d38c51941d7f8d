// A Document as Markdown tables.
//
//     compact:  | Name | Type |            aligned:  | Name     | Type    |
//               | - | - |                            |----------|---------|
//               | `app_up` | gauge |                 | `app_up` | gauge   |
//
// In: Document. Out: Markdown of GitHub's dialect, each line ended by LF, nothing before the first and after the last
// table. Compact is the ancestor's form, aligned is what the npm package markdown-table-formatter makes of it, byte for
// byte. What comes from source cannot break the table, open a tag or a dangerous link; see EscapePlain for the rules.
// Deliberately no headings: the document around the table belongs to its author.
#pragma once

#include <string>
#include <string_view>

#include "render/document.h"

namespace mdg::render {

std::string WriteCompactMarkdown(const Document& document);
std::string WriteAlignedMarkdown(const Document& document);

// Text for a table cell. Kept as the author wrote it: `code`, emphasis, [links](https://...). Made harmless:
//   |                         \|
//   `\` before punctuation   doubled
//   < that could open a tag   &lt;   (not `<` before a blank, a digit or `=`)
//   & that could be an entity &amp;
//   a backtick without pair   &#96;
//   ]( before anything but http(s), /, # and .    ]\(
//   a line break              <br>, one blank inside of code; blanks around it go
//   control characters, bytes that are no UTF-8   U+FFFD
std::string EscapePlain(std::string_view text);
// `text` in as many backticks as it takes.
std::string CodeSpan(std::string_view text);

}  // namespace mdg::render
