// Queries a reader can copy: what an operator asks of one metric, as PromQL.
//
//     app_requests_total{code}, a counter   ->   per second, by code:   sum by (code) (rate(app_requests_total[5m]))
//
// In: one Metric of the catalog. Out: Expressions, the most asked for first. A pure function of what the catalog says: what is not
// known (a type, a label, a bucket) makes no expression or one with a note. Every expression parses with Prometheus 2.42 and later.
// Deliberately no layout, no dashboards and no thresholds: those are the reader's to choose.
#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace mdg::promql {

// Whether crossing some threshold would be worth an alert.
enum class Alarm : uint8_t { kNone, kAbove, kIsZero };

struct Expression {
  std::string title;       // what it answers: "Per second, by code"
  std::string expression;  // PromQL, one line
  std::string note;        // what to know before believing it; "": nothing
  std::string record;      // a name for a recording rule, level:metric:operation; unique within one metric
  Alarm alarm = Alarm::kNone;
  bool operator==(const Expression&) const = default;
};

std::vector<Expression> ExpressionsFor(const Metric& metric);

}  // namespace mdg::promql
