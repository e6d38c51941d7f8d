// Function-like macros of a file, written out where the file uses them.
//
//     #define OPERATION(name, Name) make_total_operations("operation", stats.name, {op(Name)}),
//     OPERATION(get_item, "GetItem")        make_total_operations("operation", stats.get_item, {op("GetItem")}),
//
// In: the text of a file. Out: the same with every line where it was, so that places stay right. Only macros the file itself defines, on
// names and not inside literals or comments; sizes are limited. Inside brackets directives are blanked: lists keep all branches,
// arguments the first. Deliberately no preprocessor: conditions are not decided, other files' macros are not known.
#pragma once

#include <string>

namespace mdg::languages::cpp {

std::string ExpandMacros(std::string text);

}  // namespace mdg::languages::cpp
