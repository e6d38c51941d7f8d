// A page kept by hand beside what the code says: the differences, and what of the page is worth keeping.
//
//     page: app_hits_total gauge {cache}, app_gone_total        code: app_hits_total counter {cache, zone}, app_new
//     ->  gone: app_gone_total; type of app_hits_total; labels: `zone` is missing; missing: app_new
//
// In: the Catalog, metrics of pages (formats/markdown_metrics.h). Out: Adoption. What the code does not say for certain contradicts nobody,
// and what a page does not say is no mistake. Deliberately no judgement of prose: a description that says more is kept.
#pragma once

#include <string>
#include <vector>

#include "model/annotations.h"
#include "model/catalog.h"
#include "model/documented.h"

namespace mdg::verify {

struct PageDifference {
  SourceLocation at;    // in the page
  std::string text;     // "type of `app_hits_total`: gauge here, counter in the code"
  SourceLocation code;  // where the code says it; may be none
  bool operator==(const PageDifference&) const = default;
};

// Lists are in the order of the pages; `missing` by name.
struct Adoption {
  size_t names = 0;     // different ones that pages list
  size_t agreeing = 0;  // of these, those nothing is to be said about
  std::vector<PageDifference> gone, types, labels;
  std::vector<PageDifference> missing;  // metrics of the code that no page lists; without those of libraries
  size_t patterns_missing = 0;          // the same of names known in part, which a page may list by examples
  std::vector<Annotation> kept;         // descriptions that say more than the code's, and meanings of labels
};

Adoption CompareWithPages(const Catalog& catalog, const std::vector<DocumentedMetric>& pages);

}  // namespace mdg::verify
