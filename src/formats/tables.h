// The catalog in formats other programs read: CSV (RFC 4180), the documentation list of Kubernetes, OpenTelemetry semantic conventions,
// OpenMetrics text.
// In: Catalog. Out: text. What a format has no place for is left out (CSV, Kubernetes, OpenMetrics) or stands under `annotations`
// (OpenTelemetry); what it would have to guess is never written as known. Deliberately write-only.
#pragma once

#include <string>
#include <string_view>

#include "model/catalog.h"

namespace mdg::formats {

inline constexpr std::string_view kCsvHeader =
    "name,type,help,labels,unit,buckets,stability,deprecated,origin,definitions,programs,pattern,owner,replaced_by,example,since,release\r\n";
// One row a metric and a header; lists within a cell are separated by blanks, labels with values as name=value. Patterns are rows whose
// `pattern` is true. Lines end with CR LF. A text that a spreadsheet would take for a formula keeps its first character: quote on import.
std::string WriteCsv(const Catalog& catalog);

// A list like test/instrumentation/documentation of Kubernetes has it. A name is given as a whole, as parts of a name are not known
// from the outside. Patterns and metrics without a type it knows are of type Custom.
std::string WriteKubernetesList(const Catalog& catalog);

// `groups:` of type metric. Types without an instrument and patterns are left out, and a comment at the top counts them.
std::string WriteSemanticConventions(const Catalog& catalog);

// OpenMetrics 1.0: families without samples, as nothing was measured. Left out are patterns, names it cannot write and families that
// would be called like another one there; as comments are not allowed, their number is for the caller to say.
std::string WriteOpenMetrics(const Catalog& catalog, size_t& left_out);

}  // namespace mdg::formats
