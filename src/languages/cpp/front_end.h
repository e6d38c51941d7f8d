// In: a path and the bytes of a C++ file. Out: a Module as lowered, which link.h still has to put together with the others; or its head.
#pragma once

#include <string>
#include <string_view>

#include "languages/language.h"

namespace mdg::languages::cpp {

Module Parse(std::string path, std::string text);
FileHead ReadHead(std::string_view text);

}  // namespace mdg::languages::cpp
