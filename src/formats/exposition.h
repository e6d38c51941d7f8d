// Prometheus text exposition, the format of hand-kept files, scrapes and `scan --format text`.
//
//     # HELP app_requests_total Requests served.
//     # TYPE app_requests_total counter
//     app_requests_total{code="200",method="get"} 1027
//
// In: text -> a Catalog whose facts are hand-kept, each with path:line. Out: Catalog -> text.
// Text format 0.0.4 and its quoted UTF-8 names; what OpenMetrics adds (UNIT, EOF, exemplars, its types) is understood.
// Deliberately no sample values beyond the first: a catalog is about families, not about what they measure. One reader
// for what people write and for what servers expose: what is different is who is told of a wrong line.
#pragma once

#include <string>
#include <string_view>

#include "diagnostics/codes.h"
#include "diagnostics/diagnostic.h"
#include "model/catalog.h"

namespace mdg::formats {

struct ExpositionReading {
  Catalog catalog;      // normalised; what the right lines say
  int wrong_lines = 0;  // each reported (the first ones: see the .cc); the caller decides whether to go on
};

// What a file does not state stays visible in the catalog: help empty, type kUnknown, labels with `unknown` set (no
// sample line). A name may hold `*`: it is a pattern then, as WriteExposition makes them. A histogram states its
// buckets when it has one with le="+Inf", and they are unknown when its series do not all have the same.
// `wrong_line_code`: what a wrong line is reported as; a line of a scrape is code::kScrapeLine.
ExpositionReading ReadExposition(std::string_view text, const std::string& path, Sink& sink,
                                 const char* wrong_line_code = code::kHandKeptLine);

// Families whose names are known in part only.
enum class PatternLines : uint8_t {
  kFamilies,  // as families with `*` for what is not known; not for a Prometheus server's eyes
  kComments,  // as `# pattern: ...`
  kNone,
};

// Families sorted by name: HELP if there is one, TYPE, and one sample with sorted label names, empty label values and
// the hand-kept example value or 0. A family whose labels are not fully known has no sample line.
std::string WriteExposition(const Catalog& catalog, PatternLines patterns);

}  // namespace mdg::formats
