// Metrics in a page somebody wrote by hand: tables with a column of names, or a heading for each metric.
//
//     | Name | Description | Type | Labels |          columns in any order, called what people call them
//     | - | - | - | - |
//     | `app_hits_total` | Lookups that hit. | counter | `cache`: which one<br>`zone` |
//
//     ### `app_hits_total`                             a paragraph below it is the description, and a table with a
//     Lookups that hit.                                column `label` its labels
//
// In: Markdown. Out: what it says of metrics, in its order, with lines. Deliberately no Markdown parser: what is neither form is text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/documented.h"

namespace mdg::formats {

std::vector<DocumentedMetric> ReadMarkdownMetrics(std::string_view text, const std::string& path);

}  // namespace mdg::formats
