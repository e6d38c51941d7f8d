// The pieces expressions are put together from: selectors, aggregations, and what of a metric may stand in them.
// In: names and labels as the catalog has them. Out: pieces of PromQL, quoted where they must be. Deliberately no choice of what to ask.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "promql/promql.h"

namespace mdg::promql {

enum class Unit : uint8_t { kNone, kSeconds, kBytes, kRatio, kOther };

// One metric, seen by somebody who wants to query it.
struct Subject {
  const Metric* metric = nullptr;
  std::string name;                 // of the family; empty for a pattern
  std::string pattern;              // regular expression that its names match; empty for a known name
  // Worth grouping by: always there, not constant, few values; first of them `instance`, where sums over instances mean nothing.
  std::vector<std::string> labels;
  bool is_of_one_instance = false;  // see IsOfOneInstance
  bool labels_are_all = false;      // grouped by `labels`, every series is a group of its own
  Unit unit = Unit::kNone;
  std::string unit_word;            // "seconds", "bytes", ... as declared or as the name says it; "" when neither does
  std::string note;                 // what holds for every expression
  std::string name_note;            // the part of it that is not about labels
};
Subject SubjectOf(const Metric& metric);

// `name`, or {__name__="name"} where it is no identifier. `suffix` ("_sum") is added to the name; `matcher`: `le="0.5"` or "".
std::string Selector(const Subject& subject, std::string_view suffix = "", std::string_view matcher = "");

// "sum(inner)" or "sum by (a, b) (inner)"
std::string Aggregate(std::string_view operation, const std::vector<std::string>& labels, std::string_view inner);

std::string ByWords(const std::vector<std::string>& labels);  // ", by code and method", or ""

// Names as a recording rule has them: `level` from the labels, the metric without _total, what was done to it.
std::string RecordName(const Subject& subject, const std::vector<std::string>& labels, std::string_view operation);

// " in seconds", or "" where no unit is known.
std::string InUnit(const Subject& subject);

// What it says is about one machine or one process, and put together with what another says it is about nothing: cpu 0 of one host and
// cpu 0 of the next. Told by what client libraries call their own collectors, by programs that are exporters, and by labels that
// number the parts of a machine without naming it. A judgement that can be wrong, so a query says what it was grouped by.
bool IsOfOneInstance(const Metric& metric);

// Its value is when something happened, in seconds since 1970: by its name, or because its help says so.
bool IsPointInTime(const Subject& subject);

// One remark behind the other.
std::string Joined(std::string_view one, std::string_view other);

// The expressions of one type; each in the file of its name.
std::vector<Expression> OfCounter(const Subject& subject);
std::vector<Expression> OfGauge(const Subject& subject);
std::vector<Expression> OfInfo(const Subject& subject);
std::vector<Expression> OfPointInTime(const Subject& subject);
std::string StateLabel(const Subject& subject);
std::vector<Expression> OfStateSet(const Subject& subject);
std::vector<Expression> OfHistogram(const Subject& subject);
std::vector<Expression> OfGaugeHistogram(const Subject& subject);
std::vector<Expression> OfSummary(const Subject& subject);
// A counter or a gauge with a label `le` in all series: what somebody copied out of a histogram, bucket by bucket. To sum over the bounds
// would count most things several times.
bool HasOwnBuckets(const Metric& metric);
std::vector<Expression> OfOwnBuckets(const Subject& subject);
std::vector<Expression> OfPattern(const Subject& subject);

}  // namespace mdg::promql
