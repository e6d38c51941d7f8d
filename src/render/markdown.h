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

#include "render/document.h"
#include "render/markdown_escape.h"

namespace mdg::render {

std::string WriteCompactMarkdown(const Document& document);
std::string WriteAlignedMarkdown(const Document& document);
// The table of switches alone, in which metrics lead to their sections.
std::string SwitchesMarkdown(const Document& document);

}  // namespace mdg::render
