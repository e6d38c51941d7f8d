// In: a path and the bytes of a C++ file. Out: a Module as lowered, which link.h still has to put together with the others; or its head.
#pragma once

#include <string>
#include <string_view>

#include "languages/language.h"

namespace mdg::languages::cpp {

Module Parse(std::string path, std::string text);
FileHead ReadHead(std::string_view text);
// By the usual names: x_test.cc, test_x.cc, and whatever lies in a folder `tests`.
bool IsTest(std::string_view folder, std::string_view name);

}  // namespace mdg::languages::cpp
