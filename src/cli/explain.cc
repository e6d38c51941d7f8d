// `metricsdocgen explain`: to be filled.
#include "cli/commands.h"
#include "cli/report.h"

namespace mdg::cli {

Command ExplainCommand() {
  return {.name = "explain", .summary = "not built yet", .run = [](const Arguments&) {
            ReportError({"not built yet"});
            return ExitCode::kCouldNotRun;
          }};
}

}  // namespace mdg::cli
