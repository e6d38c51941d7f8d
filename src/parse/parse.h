// Reads and parses many files at once.
//
// In: paths. Out: a Module each, in the order of the paths; diagnostics for what could not be read or understood.
// Deliberately no choice of files (discover/) and no meaning (evaluate/).
#pragma once

#include <string>
#include <vector>

#include "diagnostics/diagnostic.h"
#include "model/module.h"

namespace mdg::parse {

// A file that cannot be read, or that no language claims, gives an empty Module with its path. `threads` below 1: one
// for each core.
std::vector<Module> ParseFiles(const std::vector<std::string>& paths, int threads, Sink& sink);

}  // namespace mdg::parse
