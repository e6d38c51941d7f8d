// Metrics in a page somebody wrote by hand: tables with a column of names, a heading for each metric, or lists; and labels for all of them.
//
//     | Name | Description | Type | Labels |          columns in any order, called what people call them
//     | - | - | - | - |
//     | `app_hits_total` | Lookups that hit. | counter | `cache`: which one<br>`zone` |
//
//     ### `app_hits_total`                             a paragraph below it is the description, and a table with a
//     Lookups that hit.                                column `label` its labels
//
//     * `app_hits_total{cache}` - Lookups that hit.    a list: the braces say that it is one of metrics
//
//     * `cache` is the cache that was asked.           an item that begins with a label, or a row of a table with a column `label`,
//                                                      is about all metrics before it below that heading, or in
//                                                      the section around it
//
// In: Markdown. Out: what it says of metrics, in its order, with lines. Deliberately no Markdown parser: what is no such form is text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/documented.h"

namespace mdg::formats {

std::vector<DocumentedMetric> ReadMarkdownMetrics(std::string_view text, const std::string& path);

}  // namespace mdg::formats
