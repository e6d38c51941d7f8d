// `metricsdocgen scan`: every metric of a tree.
// In: folders. Out: a table for people, exposition text or JSON for programs. Deliberately writes no document: generate
// does.
#include "cli/commands.h"
#include "cli/report.h"
#include "cli/scan_options.h"
#include "cli/terminal.h"

namespace mdg::cli {
namespace {

ExitCode RunScan(const Arguments& arguments) {
  Sink sink;
  Result<Catalog> catalog = BuildCatalog(ScanOptionsFrom(arguments, arguments.positionals()), sink);
  if (!catalog) {
    ReportError(catalog.error());
    return ExitCode::kCouldNotRun;
  }
  ReportDiagnostics(sink.TakeSorted(), arguments.Has("--verbose"));
  ReportLine(SummaryLine(*catalog));
  return ExitCode::kFine;
}

}  // namespace

Command ScanCommand() {
  Command command{
      .name = "scan",
      .summary = "list every metric of a source tree",
      .positional = "[PATH...]",
      .most_positionals = 1000,
      .description =
          "Reads the Go source below each PATH (the current folder when none is given) and lists every Prometheus "
          "metric it can "
          "expose: name, type, labels, help, and where it is defined. Nothing needs to be configured, built or run.\n\n"
          "On a terminal the result is a table; in a pipe or a file it is Prometheus text exposition, one sample with "
          "empty "
          "label values for each metric. What could not be resolved is reported on standard error with place and "
          "reason, and "
          "counted in the summary.",
      .options =
          {
              {.name = "--format",
               .short_name = "-f",
               .kind = Option::Kind::kText,
               .value = "FORMAT",
               .help = "table (on a terminal), text (Prometheus exposition, elsewhere) or json (everything known)",
               .choices = {"table", "text", "json"}},
              {.name = "--output",
               .short_name = "-o",
               .kind = Option::Kind::kText,
               .value = "FILE",
               .help = "write to FILE, which is replaced as a whole or not at all"},
              {.name = "--static-metrics",
               .kind = Option::Kind::kTexts,
               .value = "FILE",
               .help = "a hand-kept exposition file; what it says wins over the code, fact by fact"},
              {.name = "--explain-merge",
               .help = "say how each hand-kept fact differs from the code, or that it is redundant"},
          },
      .examples =
          {
              {"metricsdocgen scan", "the metrics of the current folder, as a table"},
              {"metricsdocgen scan agent server -o metrics.prom", "two folders, as exposition text in a file"},
              {"metricsdocgen scan --format json | jq '.metrics[].name'", "the full catalog, for a program"},
              {"metricsdocgen scan --include-vendored --exclude 'internal/legacy/**'",
               "dependencies too, old code not"},
          },
      .run = RunScan,
  };
  for (Option& option : ScanOptionRows()) command.options.push_back(std::move(option));
  return command;
}

}  // namespace mdg::cli
