// Recording rules of Prometheus rule files: series no program exposes, because a server makes them.
//
//     groups:                                   or the same below `spec:`, as Kubernetes' PrometheusRule has it
//       - name: app
//         rules:
//           - record: app:requests:rate5m
//             expr: sum(rate(app_requests_total[5m]))
//
// In: YAML text, one document or several. Out: the recording rules, in their order. Alerts are none. Deliberately no PromQL: an expression
// is shown as it stands.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/catalog.h"

namespace mdg::formats {

// An error with path, line and column when it is no YAML, or no rule file at all. Templates (Helm, jsonnet) are neither: show what they
// make.
Result<std::vector<RecordingRule>> ReadRecordingRules(const std::string& text, const std::string& path);

}  // namespace mdg::formats
