// Text from source as Markdown that cannot be more than text.
// In: text, perhaps with bytes that are no UTF-8. Out: Markdown. Deliberately keeps what authors write on purpose: code,
// emphasis, links to the web.
#pragma once

#include <string>
#include <string_view>

namespace mdg::render {

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
// Text for a paragraph or list entry, the same rules and stricter, so that MDX takes it, too: every `<` and every brace is an
// entity, a line break is <br/>, `|` stays; a beginning that would make it a heading, list or quote is an entity.
std::string EscapeParagraph(std::string_view text);
// `text` in as many backticks as it takes, for a table cell.
std::string CodeSpan(std::string_view text);
// The same for a paragraph or heading, where `|` has no meaning.
std::string ParagraphCodeSpan(std::string_view text);

// Text for HTML inside of Markdown, of an element or an attribute: also what MDX would read as Markdown in there is an
// entity, and so is a line break.
std::string EscapeHtmlBlock(std::string_view text);

}  // namespace mdg::render
