// Does something again whenever what it reads has changed.
//
// In: what is read, what to do. Out: it is done, again and again, until somebody ends the program. Deliberately a plain run each time:
// no state goes from one to the next, so what comes out is what a run by hand would write.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/command.h"
#include "discover/discover.h"

namespace mdg::cli {

// What a run reads. What it writes is deliberately not among it, or it would start the next.
struct Inputs {
  bool scans = true;
  discover::Options scan;
  std::vector<std::string> files;  // may not be there yet
};

// Runs once, and again after each change of the inputs, which are asked for anew before each run. Returns only when the inputs are
// not known or `run` could not do its work the first time, or when the system cannot watch; later failures have been reported, and
// the next change may mend them. SIGINT and SIGTERM end the program with exit code 0, with nothing half written.
Result<ExitCode> RunOnChange(const std::function<Result<Inputs>()>& inputs, const std::function<ExitCode()>& run);

}  // namespace mdg::cli
