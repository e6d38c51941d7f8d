// A Document as one HTML file that needs nothing else: no network, no font, no script of others.
//
// In: Document. Out: a page with search, facets, a panel for each metric, and a plain list where scripts do not run. The
// data stand in the page as JSON in which no `<` is left; page.js shows them as text only. Its style and script are files
// of their own (page.css, page.js and those it names), put into the program when it is built. Same document, same bytes.
#pragma once

#include <string>
#include <string_view>

#include "render/document.h"

namespace mdg::render {

// Every page of ours has this; a file without it was written by somebody else.
inline constexpr std::string_view kPageMark = "<meta name=\"generator\" content=\"metricsdocgen\">";

std::string WriteHtml(const Document& document);

}  // namespace mdg::render
