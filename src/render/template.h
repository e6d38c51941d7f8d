// A Document in the words of somebody's own template: Mustache, by Debian's libkainjow-mustache-dev.
//
//     {{#groups}}
//     ## {{title}}
//     {{#metrics}}
//     - `{{{name}}}` ({{type}}){{#has_labels}} by {{#labels}}{{name}}{{^is_last}}, {{/is_last}}{{/labels}}{{/has_labels}}: {{help}}
//     {{/metrics}}
//     {{/groups}}
//
// In: Document, the text of a template and its path. Out: text, or the first mistake with its place. docs/templates.md says which
// names there are (template_data.h makes them). Deliberately no logic, no functions and no other files: a template cannot ask for
// anything but what the document shows.
//
// `{{name}}` is escaped for what the template writes, `{{{name}}}` is not; what it writes is told from its path, without a
// ".mustache" at the end:
//   .md .mdx .markdown   Markdown, as in a table cell (markdown_escape.h)
//   .html .htm .xml      HTML
//   .rst                 reStructuredText, as in a paragraph or a table cell
//   .json .yaml .yml     inside of a text in double quotes
//   anything else        nothing is escaped
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "render/document.h"

namespace mdg::render {

// Limits: of a template, of how deep its sections stand in one another, and of what it writes.
inline constexpr size_t kMostTemplateBytes = 1 << 20;
inline constexpr size_t kMostTemplateDepth = 10;
inline constexpr size_t kMostTemplateOutput = 64 << 20;

// Mistakes: a tag or section that is not closed or not open, a name nobody knows, a section inside of itself, a partial, a limit.
Result<std::string> WriteTemplate(const Document& document, std::string_view text, const std::string& path);

}  // namespace mdg::render
