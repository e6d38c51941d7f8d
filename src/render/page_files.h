// The style and the script of the page: page.css and the parts of page.js as they are. In: nothing. Out: their text. The source is made
// by embed_page.cmake when the program is built.
#pragma once

#include <string_view>

namespace mdg::render {

extern const std::string_view kPageStyle;
extern const std::string_view kPageScript;

}  // namespace mdg::render
