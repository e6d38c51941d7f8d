// What a source language is to the rest of the program.
//
// In: bytes of one file. Out: a Module, or the head of one. A language is one folder below this one and one row in
// registry.cc. Only front ends know syntax; deliberately no meaning here (evaluate/ and libraries/ have that).
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/module.h"

namespace mdg::languages {

// What the first lines of a file say, read without parsing the rest.
struct FileHead {
  std::string package_name;          // "" when it could not be read
  std::string build_constraint;      // as in Module, without what the file's name says
  std::vector<std::string> imports;  // import paths, in the order of the file
  std::vector<std::string> includes; // the same for a language that includes files: as written, without quotes
  bool generated = false;
};

struct Language {
  std::string_view name;                       // "go"
  std::span<const std::string_view> suffixes;  // ".go"
  bool includes = false;                       // files are put together by what they include, not by folders
  // Whether a file is a test, by its name and the folder it lies in, as seen from the root of the scan.
  bool (*is_test)(std::string_view folder, std::string_view name);
  // Total: never fails, never throws; what cannot be understood becomes kError nodes and Module::errors.
  Module (*parse)(std::string path, std::string text);
  // As tolerant, and reads no further than it must.
  FileHead (*read_head)(std::string_view text);
};

// What the library tables say about a name outside the tree; see Link.
enum class Statement : uint8_t { kNothing, kFunction, kMap, kOther };
using Stated = std::function<Statement(std::string_view path, std::string_view name)>;

// Called once, with all files of a scan: languages whose names need all of them to be looked up do it here.
void Link(std::vector<Module>& modules, const Stated& stated);

std::span<const Language> All();
const Language* ForPath(std::string_view path);  // null: no language claims it

}  // namespace mdg::languages
