// In: a gauge, an info or a state set. Out: what is asked of it.
#include <fmt/format.h>

#include <algorithm>

#include "promql/parts.h"

namespace mdg::promql {
namespace {

std::string UnitRemark(const Subject& subject) {
  switch (subject.unit) {
    case Unit::kSeconds: return "in seconds";
    case Unit::kBytes: return "in bytes";
    case Unit::kRatio: return "a ratio: 1 is 100 %";
    case Unit::kOther: return "in " + subject.unit_word;
    case Unit::kNone: break;
  }
  return "";
}

// By convention the one question such a gauge answers is "is it up?"; believed only when the help says how it answers.
bool IsUpOrDown(const Subject& subject) {
  const bool by_name = subject.name == "up" || subject.name.ends_with("_up") || subject.name.ends_with("_healthy");
  const std::string help = subject.metric->help.value.ToString();
  const bool by_help = help.starts_with("Whether") || help.starts_with("Was ") || help.starts_with("Is ") ||
                       help.find("(1") != std::string::npos || help.starts_with("1 if") ||
                       (help.find('1') != std::string::npos && help.find('0') != std::string::npos);
  return by_name && by_help;
}

std::vector<Expression> OfTimestamp(const Subject& subject) {
  return {{"Seconds since then" + ByWords(subject.labels),
           fmt::format("time() - {}", Aggregate("max", subject.labels, Selector(subject))),
           Joined("the latest of all instances; 0 of a program that never did it gives the seconds since 1970", subject.note),
           RecordName(subject, subject.labels, "age_seconds"), Alarm::kAbove},
          {"Seconds since then, each instance", fmt::format("time() - {}", Selector(subject)), subject.note,
           RecordName(subject, {"instance"}, "age_seconds")}};
}

std::vector<Expression> OfUpOrDown(const Subject& subject) {
  const std::string selector = Selector(subject);
  return {{"What is down now", fmt::format("{} == 0", selector), subject.note, RecordName(subject, {"instance"}, "down"),
           Alarm::kIsZero},
          {"Ups and downs in the last hour", fmt::format("changes({}[1h])", selector), subject.note,
           RecordName(subject, {"instance"}, "changes1h")},
          {"Share of the last day it was up, 1 is always", fmt::format("avg_over_time({}[1d])", selector), subject.note,
           RecordName(subject, {"instance"}, "avg1d")}};
}

}  // namespace

std::vector<Expression> OfGauge(const Subject& subject) {
  if (subject.name.ends_with("_timestamp_seconds")) return OfTimestamp(subject);
  if (subject.name.ends_with("_info")) return OfInfo(subject);
  if (IsUpOrDown(subject)) return OfUpOrDown(subject);
  const std::string selector = Selector(subject), note = Joined(UnitRemark(subject), subject.note);
  const std::vector<std::string>& by = subject.labels;
  std::vector<Expression> expressions;
  expressions.push_back({"Value now, each series", selector, note, RecordName(subject, {"series"}, "value")});
  if (subject.unit == Unit::kBytes) {
    expressions.push_back({"Sum now" + ByWords(by), Aggregate("sum", by, selector), note, RecordName(subject, by, "sum")});
  }
  expressions.push_back({"Highest now" + ByWords(by), Aggregate("max", by, selector), note, RecordName(subject, by, "max")});
  expressions.push_back({"Lowest now" + ByWords(by), Aggregate("min", by, selector), note, RecordName(subject, by, "min")});
  expressions.push_back({"Highest of the last hour" + ByWords(by),
                         Aggregate("max", by, fmt::format("max_over_time({}[1h])", selector)), note,
                         RecordName(subject, by, "max1h")});
  return expressions;
}

std::vector<Expression> OfInfo(const Subject& subject) {
  std::vector<std::string> carried;
  for (const Label& label : subject.metric->labels.value.labels) {
    const std::string name = label.name.ToString();
    const bool is_plain = std::all_of(name.begin(), name.end(), [](char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    if (label.name.IsKnown() && is_plain && name != "job" && name != "instance" && name != "inf" && name != "nan") carried.push_back(name);
  }
  const std::string suffix = subject.name.ends_with("_info") ? "" : "_info";
  std::vector<Expression> expressions = {
      {"What is running now", Selector(subject, suffix), subject.note, RecordName(subject, {"instance"}, "value")}};
  if (carried.empty()) return expressions;
  expressions.push_back({fmt::format("Its {} on the series of another metric", fmt::format("{}", fmt::join(carried, ", "))),
                         fmt::format("up * on (job, instance) group_left ({}) {}", fmt::join(carried, ", "), Selector(subject, suffix)),
                         Joined("`up` stands for any metric; works where each instance has one such series", subject.note),
                         RecordName(subject, {"instance"}, "joined")});
  expressions.push_back({"How many series" + ByWords(carried), Aggregate("count", carried, Selector(subject, suffix)), subject.note,
                         RecordName(subject, carried, "count")});
  return expressions;
}

std::vector<Expression> OfStateSet(const Subject& subject) {
  return {{"The states that hold now", fmt::format("{} == 1", Selector(subject)), subject.note,
           RecordName(subject, {"instance"}, "state")}};
}

}  // namespace mdg::promql
