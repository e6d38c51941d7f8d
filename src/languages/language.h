// What a source language is to the rest of the program.
//
// In: bytes of one file. Out: a Module. A language is one folder below this one and one row in registry.cc. Only front ends
// know syntax; deliberately no meaning here (evaluate/ and libraries/ have that).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "model/module.h"

namespace mdg::languages {

struct Language {
  std::string_view name;                            // "go"
  std::span<const std::string_view> suffixes;       // ".go"
  // Total: never fails, never throws; what cannot be understood becomes kError nodes and Module::errors.
  Module (*parse)(std::string path, std::string text);
};

std::span<const Language> All();
const Language* ForPath(std::string_view path);  // null: no language claims it

}  // namespace mdg::languages
