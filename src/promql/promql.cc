// In: a metric. Out: the expressions of its type.
#include "promql/promql.h"

#include "promql/parts.h"

namespace mdg::promql {

std::vector<Expression> ExpressionsFor(const Metric& metric) {
  const Subject subject = SubjectOf(metric);
  if (!subject.pattern.empty()) return OfPattern(subject);
  if (IsPointInTime(subject) && (metric.type.value == MetricType::kGauge || metric.type.value == MetricType::kCounter)) {
    return OfPointInTime(subject);
  }
  if (HasOwnBuckets(metric)) return OfOwnBuckets(subject);
  switch (metric.type.value) {
    case MetricType::kCounter: return OfCounter(subject);
    case MetricType::kGauge: return OfGauge(subject);
    case MetricType::kHistogram: return OfHistogram(subject);
    case MetricType::kSummary: return OfSummary(subject);
    case MetricType::kInfo: return OfInfo(subject);
    case MetricType::kStateSet: return OfStateSet(subject);
    case MetricType::kGaugeHistogram: return OfGaugeHistogram(subject);
    case MetricType::kUnknown:
    case MetricType::kUntyped: break;
  }
  return {{"Value now, each series", Selector(subject),
           Joined("its type is not known: ask for its rate if it is a counter", subject.name_note),
           RecordName(subject, {"series"}, "value")}};
}

}  // namespace mdg::promql
