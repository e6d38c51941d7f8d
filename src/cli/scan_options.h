// The options every scanning command shares.
// In: Arguments. Out: the option rows and the ScanOptions they stand for.
#pragma once

#include <vector>

#include "cli/arguments.h"
#include "cli/command.h"
#include "pipeline.h"

namespace mdg::cli {

// --include-vendored, --include-tests, --exclude, --threads, --verbose
std::vector<Option> ScanOptionRows();

// `roots`: the folders to scan; empty means the current one.
ScanOptions ScanOptionsFrom(const Arguments& arguments, std::vector<std::string> roots);

// The folder that documents show places from, where `roots` lie outside of the current folder: the root, or what several have
// in common. A path with `..` or from the top of the machine means nothing to a reader, and nothing to a repository's host. "":
// paths are shown as they are.
std::string RootOutside(const std::vector<std::string>& roots);

}  // namespace mdg::cli
