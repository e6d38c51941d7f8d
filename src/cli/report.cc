// In: diagnostics and a Catalog. Out: lines on standard error.
#include "cli/report.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>

#include "cli/terminal.h"
#include "diagnostics/print.h"

namespace mdg::cli {
namespace {

constexpr size_t kShownAtMost = 20;

void WriteStandardError(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stderr); }

std::string Count(uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

void ReportDiagnostics(std::vector<Diagnostic> diagnostics, bool verbose) {
  // A few grave ones must not drown in remarks.
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.severity < b.severity; });
  const bool colour = StandardErrorHasColour();
  size_t shown = 0;
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity != Severity::kError && !verbose && shown >= kShownAtMost) break;
    text += PrintText(diagnostic, colour);
    ++shown;
  }
  if (shown < diagnostics.size()) text += fmt::format("... and {} more; see --verbose\n", diagnostics.size() - shown);
  WriteStandardError(text);
}

ExitCode RunReporting(const Arguments& arguments, Result<ExitCode> (*body)(const Arguments& arguments, Sink& sink)) {
  Sink sink;
  const Result<ExitCode> code = body(arguments, sink);
  ReportDiagnostics(sink.TakeSorted(), arguments.Has("--verbose"));
  if (code) return *code;
  ReportError(code.error());
  return ExitCode::kCouldNotRun;
}

void ReportError(const Error& error) {
  const char* word = StandardErrorHasColour() ? "\033[1;31merror\033[0m" : "error";
  WriteStandardError(std::string("metricsdocgen: ") + word + ": " + Printable(error.message) + "\n");
}

void ReportText(const std::string& text) { WriteStandardError(text); }

void ReportLine(const std::string& line) { WriteStandardError(Printable(line) + "\n"); }

std::string SummaryLine(const Catalog& catalog) {
  const ScanStatistics& statistics = catalog.statistics;
  std::string line =
      fmt::format("{}, {}, {}", Count(catalog.metrics.size(), "metric"), Count(catalog.patterns.size(), "pattern"),
                  Count(catalog.unresolved.size(), "unresolved site"));
  if (!catalog.recording_rules.empty()) line += ", " + Count(catalog.recording_rules.size(), "recording rule");
  if (!catalog.alerts.empty()) line += ", " + Count(catalog.alerts.size(), "alert");
  if (statistics.files_seen > 0) {
    line += fmt::format("; {} of {} files", statistics.files_parsed, statistics.files_seen);
  }
  return line + fmt::format(" in {:.2f} s", statistics.seconds);
}

}  // namespace mdg::cli
