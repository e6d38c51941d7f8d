// Finds the source files of a tree and says, from their bytes alone, which can matter.
//
// In: roots, exclude rules, languages. Out: SourceFile list in path order (with import paths and needle hits),
// diagnostics for what could not be read. Reads every candidate once, in parallel; keeps no text. Never follows a link
// out of a root. Deliberately parses nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "diagnostics/diagnostic.h"
#include "model/program.h"

namespace mdg::discover {

struct Options {
  std::vector<std::string> roots = {"."};  // folders or single files
  std::vector<std::string> excludes;       // globs over paths relative to the root: "internal/legacy/**", "*_gen.go"
  std::vector<std::string> needles;        // a file holding one of these may define or register a metric
  // Whether a file with these imports and this text has a program show its metrics; none: never.
  std::function<bool(const std::vector<std::string>& imports, std::string_view text)> serves;
  bool include_vendored = false;           // vendor/, node_modules/, headers in third_party/
  // Then: which packages of vendor/ are worth reading, by import path; none: all.
  std::function<bool(std::string_view package, const std::vector<std::string>& imports)> reads_vendored;
  bool include_tests = false;              // *_test.go and testdata/
  bool include_generated = true;           // kept by default: generated constructors are the best source (see docs)
  uint64_t max_file_bytes = 16u << 20;     // larger files cost one diagnostic
  int threads = 0;                         // 0: max(8, cores)
};

struct SourceFile {
  std::string path;    // as the user would write it: root joined with the relative path, "./" removed
  std::string root;    // the root it was found under
  std::string folder;  // path without the last component
  bool vendored = false;
  bool imports_only = false;         // of a vendored package that is not read: what it imports says which program has what
  bool test = false;
  bool has_needle = false;
  bool generated = false;
  bool serves = false;               // it has a program show its metrics: Options::serves
  std::string package_name;          // Go: of the package clause; "" when it could not be read
  std::string build_constraint;      // Go: of its lines; what the file's name says is not in it
  std::vector<std::string> imports;  // import paths
  std::vector<std::string> includes; // languages that include files: as written
  uint64_t bytes = 0;
};

// A module root: the folder of a go.mod and what it says (replace directives resolved to folders, go.work honoured).
// For a root without a go.mod, the nearest one above it counts; `folder` is then the root and `module_path` the import
// path of it.
struct GoModule {
  std::string folder;       // where go.mod stands, in the same spelling as SourceFile::folder
  std::string module_path;  // "github.com/acme/app"
  std::string go_version;
  std::vector<std::pair<std::string, std::string>> requires_;  // module path, version
  std::vector<std::pair<std::string, std::string>> replaces;   // module path, folder (only local targets)
};

struct Found {
  std::vector<SourceFile> files;  // sorted by path
  std::vector<SourceFile> including;  // sorted by path: those of languages whose files include one another (C++)
  std::vector<GoModule> modules;  // sorted by folder
  std::vector<ImportMap::Version> vendored_versions;  // that vendor.conf files say, sorted by folder
  bool has_all_importers = false;  // what builds a program below the roots is here: no exclude pattern took any away, no test is among it
  uint64_t bytes_read = 0;
  uint64_t files_skipped = 0;  // vendored, test, excluded: seen and left out
};

// Fails only when a root does not exist or no root can be read at all; a bad file is a diagnostic.
Result<Found> FindSources(const Options& options, Sink& sink);

}  // namespace mdg::discover
