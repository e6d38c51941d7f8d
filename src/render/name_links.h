// Names of other rows in a help text, as links: "Deprecated, use app_lent_total." leads there.
//
// In: a help text, the anchors of a document by name. Out: the text in more pieces. A name without `_` and `:` may be a word like any other
// and is left alone. Deliberately nothing of names in part: which of several is meant nobody knows.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "render/span.h"

namespace mdg::render {

using Anchors = std::map<std::string, std::string, std::less<>>;

// `own` is the name the text is about: it does not lead to itself.
Cell LinkNames(const Cell& help, const Anchors& anchors, std::string_view own);

}  // namespace mdg::render
