// `metricsdocgen generate`: to be filled.
#include "cli/commands.h"
#include "cli/report.h"

namespace mdg::cli {

Command GenerateCommand() {
  return {.name = "generate", .summary = "not built yet", .run = [](const Arguments&) {
            ReportError({"not built yet"});
            return ExitCode::kCouldNotRun;
          }};
}

}  // namespace mdg::cli
