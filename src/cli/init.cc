// `metricsdocgen init`: to be filled.
#include "cli/commands.h"
#include "cli/report.h"

namespace mdg::cli {

Command InitCommand() {
  return {.name = "init", .summary = "not built yet", .run = [](const Arguments&) {
            ReportError({"not built yet"});
            return ExitCode::kCouldNotRun;
          }};
}

}  // namespace mdg::cli
