// Function-like macros of a file, written out where the file uses them.
//
//     #define OPERATION(name, Name) make_total_operations("operation", stats.name, {op(Name)}),
//     OPERATION(get_item, "GetItem")        make_total_operations("operation", stats.get_item, {op("GetItem")}),
//
// In: the text of a file. Out: the same with every line where it was, so that places stay right. Macros the file itself defines, on
// names and not inside literals or comments; sizes are limited. Inside brackets directives are blanked: lists keep all branches,
// arguments the first, and so do branches that do not stand by themselves. Other files' macros are written out where they make something
// of a metric library, once all files are there. Deliberately no preprocessor: conditions are not decided.
#pragma once

#include <string>
#include <vector>

#include "languages/language.h"
#include "model/module.h"

namespace mdg::languages::cpp {

struct Expanded {
  std::string text;
  std::string definitions;  // of the file's macros, to put behind the text: other files may use them
};
Expanded ExpandMacros(std::string text);
// Parses again what uses a macro of another file in whose body something is named that somebody outside the tree states.
void ExpandMacrosOfOthers(std::vector<Module>& modules, const std::vector<size_t>& files, const Stated& stated);

}  // namespace mdg::languages::cpp
