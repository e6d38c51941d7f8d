// What a command says on standard error: diagnostics, not too many of them, and the summary that always counts them all.
// In: diagnostics and a Catalog. Out: lines on standard error. Deliberately nothing on standard output.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/arguments.h"
#include "diagnostics/diagnostic.h"
#include "model/catalog.h"

namespace mdg::cli {

// Errors are all shown; of the others the first few unless `verbose`, and a line says how many were not.
void ReportDiagnostics(std::vector<Diagnostic> diagnostics, bool verbose);

// Runs a command's body; then prints the diagnostics it left and, if it could not do its work, why.
ExitCode RunReporting(const Arguments& arguments, Result<ExitCode> (*body)(const Arguments& arguments, Sink& sink));

// "error: <message>" for what kept a command from running.
void ReportError(const Error& error);

// Remarks that are neither diagnostics nor data: "docs/metrics.md: updated".
void ReportText(const std::string& text);
void ReportLine(const std::string& line);  // the same with a line break

// "12 metrics, 1 pattern, 2 unresolved sites; 14 of 80 files in 0.02 s"; without files when none was scanned
std::string SummaryLine(const Catalog& catalog);

}  // namespace mdg::cli
