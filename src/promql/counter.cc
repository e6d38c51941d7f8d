// In: a counter, or names that are known in part. Out: what is asked of it. Deliberately never the bare counter: its value means nothing.
#include <fmt/format.h>

#include <algorithm>

#include "promql/parts.h"

namespace mdg::promql {
namespace {

std::string PerSecond(const Subject& subject) {
  switch (subject.unit) {
    case Unit::kSeconds: return "Seconds spent per second";
    case Unit::kBytes: return "Bytes per second";
    default: return "Per second";
  }
}

std::string InAnHour(const Subject& subject) {
  switch (subject.unit) {
    case Unit::kSeconds: return "Seconds spent in the last hour";
    case Unit::kBytes: return "Bytes in the last hour";
    default: return "How many in the last hour";
  }
}

// Names that count what went wrong.
bool CountsFailures(const std::string& name) {
  for (const char* word : {"_errors_total", "_failures_total", "_failed_total", "_panics_total"}) {
    if (name.ends_with(word)) return true;
  }
  return false;
}

// The first label with at least two known values: only then is a share of one certain to mean something.
const Label* LabelToCompare(const Subject& subject) {
  for (const Label& label : subject.metric->labels.value.labels) {
    const std::string name = label.name.ToString();
    const bool is_useful = std::find(subject.labels.begin(), subject.labels.end(), name) != subject.labels.end();
    if (is_useful && label.values.size() >= 2) return &label;
  }
  return nullptr;
}

}  // namespace

std::vector<Expression> OfCounter(const Subject& subject) {
  std::vector<Expression> expressions;
  const std::string rate = fmt::format("rate({}[5m])", Selector(subject));
  const Alarm alarm = CountsFailures(subject.name) ? Alarm::kAbove : Alarm::kNone;
  const std::string busy = subject.unit == Unit::kSeconds ? "1 is all the time; more where several work at once" : "";
  expressions.push_back({PerSecond(subject) + ByWords(subject.labels), Aggregate("sum", subject.labels, rate),
                         Joined(busy, subject.note), RecordName(subject, subject.labels, "rate5m"), alarm});
  const std::vector<std::string> by_instance = {"instance"};
  if (subject.labels != by_instance) {  // which of them is unlike the others
    expressions.push_back({PerSecond(subject) + ByWords(by_instance), Aggregate("sum", by_instance, rate), Joined(busy, subject.note),
                           RecordName(subject, by_instance, "rate5m")});
  }
  expressions.push_back({InAnHour(subject) + ByWords(subject.labels),
                         Aggregate("sum", subject.labels, fmt::format("increase({}[1h])", Selector(subject))),
                         Joined("extrapolated, so not always a whole number", subject.note),
                         RecordName(subject, subject.labels, "increase1h")});
  if (const Label* label = LabelToCompare(subject)) {
    const std::string name = label->name.ToString();
    const std::vector<std::string> whole = subject.is_of_one_instance ? std::vector<std::string>{"instance"} : std::vector<std::string>();
    std::vector<std::string> parts = whole;
    if (name != "instance") parts.push_back(name);
    expressions.push_back({fmt::format("Share of each {} (1 is all{})", name, whole.empty() ? "" : " of the instance"),
                           fmt::format("{} / on ({}) group_left () {}", Aggregate("sum", parts, rate), fmt::join(whole, ", "), Aggregate("sum", whole, rate)),
                           subject.note, RecordName(subject, parts, "share5m")});
  }
  return expressions;
}

// rate() takes the name away, and two families with the same labels would then be one series twice, which is an error: so the
// name is kept as a label first.
std::vector<Expression> OfPattern(const Subject& subject) {
  auto named = [&](std::string_view suffix) {
    return fmt::format("rate(label_replace({}, \"metric\", \"$1\", \"__name__\", \"(.+)\")[5m:])", Selector(subject, suffix));
  };
  std::vector<std::string> by = {"metric"}, by_name = {"__name__"};
  if (subject.is_of_one_instance) {
    by.insert(by.begin(), "instance");
    by_name.insert(by_name.begin(), "instance");
  }
  const std::string note = Joined("the label `metric` is made here, out of the name", subject.note);
  switch (subject.metric->type.value) {
    case MetricType::kCounter:
      return {{PerSecond(subject) + ByWords(by), Aggregate("sum", by, named("")), note, RecordName(subject, by, "rate5m")}};
    case MetricType::kHistogram:
    case MetricType::kSummary:
      return {{"Observations per second" + ByWords(by), Aggregate("sum", by, named("_count")), note,
               RecordName(subject, by, "count_rate5m")}};
    default:
      return {{subject.is_of_one_instance ? "Highest value now, by instance and name" : "Highest value now, by name", Aggregate("max", by_name, Selector(subject)), subject.note,
               RecordName(subject, {"name"}, "max")}};
  }
}

}  // namespace mdg::promql
