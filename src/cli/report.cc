// In: diagnostics and a Catalog. Out: lines on standard error.
#include "cli/report.h"

#include <fmt/core.h>

#include <cstdio>

#include "diagnostics/print.h"

namespace mdg::cli {
namespace {

constexpr size_t kShownAtMost = 20;

void WriteStandardError(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stderr); }

std::string Count(uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

void ReportDiagnostics(const std::vector<Diagnostic>& diagnostics, bool verbose) {
  size_t shown = 0, hidden = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity != Severity::kError && !verbose && shown >= kShownAtMost) {
      ++hidden;
      continue;
    }
    WriteStandardError(PrintText(diagnostic));
    if (diagnostic.severity != Severity::kError) ++shown;
  }
  if (hidden > 0) WriteStandardError(fmt::format("... and {} more; see --verbose\n", hidden));
}

ExitCode RunReporting(const Arguments& arguments, Result<ExitCode> (*body)(const Arguments& arguments, Sink& sink)) {
  Sink sink;
  const Result<ExitCode> code = body(arguments, sink);
  ReportDiagnostics(sink.TakeSorted(), arguments.Has("--verbose"));
  if (code) return *code;
  ReportError(code.error());
  return ExitCode::kCouldNotRun;
}

void ReportError(const Error& error) { WriteStandardError("metricsdocgen: error: " + error.message + "\n"); }

void ReportLine(const std::string& line) { WriteStandardError(line + "\n"); }

std::string SummaryLine(const Catalog& catalog) {
  const ScanStatistics& statistics = catalog.statistics;
  return fmt::format("{}, {}, {}; {} of {} files in {:.2f} s", Count(catalog.metrics.size(), "metric"),
                     Count(catalog.patterns.size(), "pattern"), Count(catalog.unresolved.size(), "unresolved site"),
                     statistics.files_parsed, statistics.files_seen, statistics.seconds);
}

}  // namespace mdg::cli
