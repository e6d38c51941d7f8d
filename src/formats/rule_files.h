// Prometheus rule files: series no program exposes, because a server records them, and alerts.
//
//     groups:                                   or the same below `spec:`, as Kubernetes' PrometheusRule has it
//       - name: app
//         rules:
//           - record: app:requests:rate5m
//             expr: sum(rate(app_requests_total[5m]))
//           - alert: AppDown
//             expr: up == 0
//
// In: YAML text, one document or several. Out: the rules, in their order. Deliberately no PromQL: an expression is shown as it stands.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/catalog.h"

namespace mdg::formats {

struct RuleFile {
  std::vector<RecordingRule> recording_rules;
  std::vector<Alert> alerts;
};

// An error with path, line and column when it is no YAML, or no rule file at all. Templates (Helm, jsonnet) are neither: show what they
// make.
Result<RuleFile> ReadRules(const std::string& text, const std::string& path);

}  // namespace mdg::formats
