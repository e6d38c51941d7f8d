// In: Arguments. Out: the option rows and the ScanOptions they stand for.
#include "cli/scan_options.h"

#include "base/file_system.h"

namespace mdg::cli {

std::vector<Option> ScanOptionRows() {
  return {
      {.name = "--include-vendored", .help = "read what of vendor/ may make metrics, node_modules/ and C++ in third_party/, too"},
      {.name = "--include-tests", .help = "scan *_test.go and testdata/ too"},
      {.name = "--exclude",
       .kind = Option::Kind::kTexts,
       .value = "GLOB",
       .help = "leave out paths like `internal/legacy/**` or `*_mock.go`, relative to the scanned folder"},
      {.name = "--threads",
       .kind = Option::Kind::kNumber,
       .value = "N",
       .help = "threads to use; the result is the same"},
      {.name = "--verbose", .short_name = "-v", .help = "show every diagnostic, not only the first 20"},
  };
}

ScanOptions ScanOptionsFrom(const Arguments& arguments, std::vector<std::string> roots) {
  ScanOptions options;
  if (!roots.empty()) options.discover.roots = std::move(roots);
  options.discover.excludes = arguments.Texts("--exclude");
  options.discover.include_vendored = arguments.Has("--include-vendored");
  options.discover.include_tests = arguments.Has("--include-tests");
  options.frees_memory = false;
  options.discover.threads = arguments.Number("--threads", 0);
  return options;
}

std::string RootOutside(const std::vector<std::string>& roots) {
  std::string common;
  for (const std::string& each : roots) {
    const std::string root = TidyPath(each);
    if (!root.starts_with('/') && root != ".." && !root.starts_with("../")) return "";  // then what is in here is seen from here
    if (common.empty()) common = root;
    while (root != common && !root.starts_with(common + '/')) {
      common = FolderOf(common);
      if (common.empty() || common == "/") return "";
    }
  }
  return common;
}

}  // namespace mdg::cli
