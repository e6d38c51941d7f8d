// The Go front end: what registry.cc names.
//
// In: a path and the bytes of a file. Out: its Module, or only its head. Deliberately reads no file itself and trusts
// no byte.
#pragma once

#include <string>
#include <string_view>

#include "languages/language.h"
#include "model/module.h"

namespace mdg::languages::go {

Module Parse(std::string path, std::string text);
FileHead ReadHead(std::string_view text);

}  // namespace mdg::languages::go
