// The side file: what people know about metrics and source code cannot say.
//
//     labels:
//       zone: Where it runs
//     metrics:
//       app_requests_total:
//         description: Requests answered, retries included.
//         labels:
//           code: HTTP status, as the client saw it
//         owner: team-web
//       app_cache_*:
//         stability: ALPHA
//         deprecated: "1.4"
//         replaced_by: app_store_*
//         example: sum(rate(app_cache_hits_total[5m]))
//
// Labels at the top are those of every metric that has them: an annotation of `*` that comes first.
//
// In: YAML text. Out: annotations (and back) in the order of the file, each with its line. Unknown keys, keys given twice and values that are
// no text are mistakes. Deliberately opens no file and knows no metric: merge/annotate.h does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/annotations.h"

namespace mdg::formats {

// The error is the first mistake, with line and column. `path` is for messages and places.
Result<std::vector<Annotation>> ReadAnnotations(const std::string& text, const std::string& path);

// The same as a side file, to begin one with: labels of a `*` that comes first, then metrics, each under its name.
std::string WriteAnnotations(const std::vector<Annotation>& annotations);

}  // namespace mdg::formats
