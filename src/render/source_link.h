// Links from a place in the source to the page of the repository's host that shows it.
// In: a template like "https://github.com/acme/app/blob/main/{path}#L{line}". Out: addresses. Deliberately asks nobody
// whether such a page exists.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/location.h"

namespace mdg::render {

// What is wrong with a template, for a message; "": nothing. It must begin with http:// or https:// and hold {path}.
std::string MistakeInSourceLink(std::string_view link_template);

// The template with its {path} filled, percent-encoded so that it ends no attribute, no Markdown link and no table cell.
// Its {line} stays. "" without a template.
std::string FillPath(std::string_view link_template, std::string_view path);

// The place a text is, when it is nothing else: "internal/x.go:12", "internal/x.go:12:3". Its column is left out, as places in a document
// have none.
std::optional<SourceLocation> ParsePlace(std::string_view text);

// The whole address; of a place without a line it is that of line 1. "" without a template.
std::string SourceLink(std::string_view link_template, const SourceLocation& at);

}  // namespace mdg::render
