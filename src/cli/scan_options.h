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

}  // namespace mdg::cli
