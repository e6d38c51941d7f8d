// A Document as Markdown with one section for each metric.
//
//     ### `app_requests_total`
//
//     Requests answered.
//
//     - **Type:** counter
//     - **Labels:** `code`, `method`
//
//     <details><summary>Where it comes from</summary> ...
//
// In: Document. Out: Markdown that GitHub, Docusaurus (MDX) and MkDocs show alike: no table, nothing in braces, all HTML
// closed, what is folded away in plain HTML, nested lists indented by four. Anchors are those the three make of a heading
// (AnchorOf); where two headings would have the same, an <a id> says which. Deliberately no heading of the first level:
// the document around the sections belongs to its author.
#pragma once

#include <string>

#include "render/document.h"

namespace mdg::render {

std::string WriteMarkdownSections(const Document& document);

}  // namespace mdg::render
