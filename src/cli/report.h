// What a command says on standard error: diagnostics, not too many of them, and the summary that always counts them
// all. In: diagnostics and a Catalog. Out: lines on standard error. Deliberately nothing on standard output.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "diagnostics/diagnostic.h"
#include "model/catalog.h"

namespace mdg::cli {

// The unresolved sites of a catalog, as diagnostics with the trail as notes.
std::vector<Diagnostic> UnresolvedSites(const Catalog& catalog);

// Errors are all shown; of the others the first few unless `verbose`, and a line says how many were not.
void ReportDiagnostics(const std::vector<Diagnostic>& diagnostics, bool verbose);

// "error: <message>" for what kept a command from running.
void ReportError(const Error& error);

// One line of remark that is neither a diagnostic nor data: "wrote metrics.md".
void ReportLine(const std::string& line);

// "12 metrics, 1 pattern, 2 unresolved sites; read 14 of 80 files in 0.02 s"
std::string SummaryLine(const Catalog& catalog);

}  // namespace mdg::cli
