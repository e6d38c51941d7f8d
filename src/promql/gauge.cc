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

// By convention the one question such a gauge answers is "is it up?"; believed only when the help says how it answers, or nothing
// but 0 and 1 is seen to be set.
bool IsUpOrDown(const Subject& subject) {
  bool by_name = subject.name == "up";
  for (const char* ending : {"_up", "_healthy", "_ready", "_has_leader", "_success", "_successful"}) by_name = by_name || subject.name.ends_with(ending);
  const std::string help = subject.metric->help.value.ToString();
  const bool by_help = help.starts_with("Whether") || help.starts_with("Was ") || help.starts_with("Is ") ||
                       help.find("(1") != std::string::npos || help.starts_with("1 if") ||
                       (help.find('1') != std::string::npos && help.find('0') != std::string::npos);
  return by_name && (by_help || subject.metric->is_zero_or_one);
}

// Any other question with two answers, as its help asks it.
bool IsYesOrNo(const Subject& subject) {
  const std::string help = subject.metric->help.value.ToString();
  auto says = [&](const char* words) { return help.find(words) != std::string::npos; };
  return help.starts_with("Whether ") || says("1 if ") || says("1 means ") || says("(1 = ") || says("(1=") || says("(1: ") || says("1 is yes") ||
         (says("1 is ") && says("0 is "));
}

std::vector<Expression> OfYesOrNo(const Subject& subject) {
  const std::string selector = Selector(subject);
  return {{"Where it is true now", fmt::format("{} == 1", selector), subject.name_note, RecordName(subject, {"instance"}, "yes")},
          {"Where it is false now", fmt::format("{} == 0", selector), subject.name_note, RecordName(subject, {"instance"}, "no")},
          {"Changes in the last hour", fmt::format("changes({}[1h])", selector), subject.name_note, RecordName(subject, {"instance"}, "changes1h")}};
}

std::string DeclaredAs(const Subject& subject) {
  return subject.metric->type.value == MetricType::kCounter ? "declared as a counter, but its value is a point in time" : "";
}

std::vector<Expression> OfUpOrDown(const Subject& subject) {
  const std::string selector = Selector(subject);
  return {{"What is down now", fmt::format("{} == 0", selector), subject.name_note, RecordName(subject, {"instance"}, "down"),
           Alarm::kIsZero},
          {"Ups and downs in the last hour", fmt::format("changes({}[1h])", selector), subject.name_note,
           RecordName(subject, {"instance"}, "changes1h")},
          {"Share of the last day it was up (1 is always)", fmt::format("avg_over_time({}[1d])", selector), subject.name_note,
           RecordName(subject, {"instance"}, "avg1d")}};
}

}  // namespace

std::vector<Expression> OfPointInTime(const Subject& subject) {
  const std::string declared = DeclaredAs(subject);
  const std::string never = "0 of a program that never did it gives the seconds since 1970";
  const Expression each = {"Seconds since then, each series", fmt::format("time() - {}", Selector(subject)), Joined(never, Joined(declared, subject.name_note)),
                           RecordName(subject, {"series"}, "age_seconds"), subject.is_of_one_instance ? Alarm::kAbove : Alarm::kNone};
  if (subject.is_of_one_instance) return {each};
  return {{"Seconds since then" + ByWords(subject.labels), fmt::format("time() - {}", Aggregate("max", subject.labels, Selector(subject))),
           Joined("the latest of all instances; " + never, Joined(declared, subject.note)), RecordName(subject, subject.labels, "age_seconds"), Alarm::kAbove},
          each};
}

std::vector<Expression> OfGauge(const Subject& subject) {
  if (subject.name.ends_with("_info")) return OfInfo(subject);
  if (IsUpOrDown(subject)) return OfUpOrDown(subject);
  if (IsYesOrNo(subject)) return OfYesOrNo(subject);
  if (subject.metric->is_zero_or_one) return StateLabel(subject).empty() ? OfYesOrNo(subject) : OfStateSet(subject);
  const std::string selector = Selector(subject), note = Joined(UnitRemark(subject), subject.note);
  const std::string note_of_each = Joined(UnitRemark(subject), subject.name_note);  // of each series, all labels are seen
  const std::vector<std::string>& by = subject.labels;
  std::vector<Expression> expressions;
  if (subject.name.ends_with("_total")) {  // a sum that is asked for when it is read, most often
    expressions.push_back({"Per second" + ByWords(by), Aggregate("sum", by, fmt::format("rate({}[5m])", selector)),
                           Joined("declared as a gauge, but named like a counter: right if it only goes up", subject.note),
                           RecordName(subject, by, "rate5m")});
  }
  expressions.push_back({"Value now, each series", selector, note_of_each, RecordName(subject, {"series"}, "value")});
  if (!subject.labels_are_all) {
    const std::string of_all = subject.is_of_one_instance ? "" : ", of all instances";
    if (subject.unit == Unit::kBytes) {
      expressions.push_back({"Sum now" + of_all + ByWords(by), Aggregate("sum", by, selector), note, RecordName(subject, by, "sum")});
    }
    expressions.push_back({"Highest now" + of_all + ByWords(by), Aggregate("max", by, selector), note, RecordName(subject, by, "max")});
    expressions.push_back({"Lowest now" + of_all + ByWords(by), Aggregate("min", by, selector), note, RecordName(subject, by, "min")});
  }
  expressions.push_back({"Highest of the last hour, each series", fmt::format("max_over_time({}[1h])", selector), note_of_each,
                         RecordName(subject, {"series"}, "max1h")});
  return expressions;
}

constexpr size_t kFewLabels = 4;  // of an info: so many are worth naming and counting by

// Labels that tell things apart of which one instance knows many, so that a join by instance finds several series.
bool IsOfManyThings(const std::vector<std::string>& labels) {
  return std::any_of(labels.begin(), labels.end(), [](const std::string& label) {
    for (const char* word : {"name", "namespace", "pod", "node", "id", "uid", "uuid", "device", "container", "disk"}) {
      if (label == word) return true;
    }
    return false;
  });
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
      {"What there is now", Selector(subject, suffix), subject.name_note, RecordName(subject, {"instance"}, "value")}};
  if (carried.empty()) return expressions;
  const bool is_short = carried.size() <= kFewLabels;
  const std::string what = is_short ? ByWords(carried).substr(std::string_view(", by ").size()) : "labels";
  if (!IsOfManyThings(carried)) expressions.push_back({fmt::format("Another metric with this one's {}", what),
                         fmt::format("up * on (job, instance) group_left ({}) {}", fmt::join(carried, ", "), Selector(subject, suffix)),
                         Joined("`up` stands for any metric; works where each instance has one such series", subject.name_note),
                         RecordName(subject, {"instance"}, "joined")});
  if (is_short) {
    expressions.push_back({"How many series" + ByWords(carried), Aggregate("count", carried, Selector(subject, suffix)), subject.name_note,
                           RecordName(subject, carried, "count")});
  }
  return expressions;
}

// The label that says the state: called like the family, as OpenMetrics has it, or like the end of its name (`app_pod_phase` by
// `phase`), or else the only one whose values are known. "": not known.
std::string StateLabel(const Subject& subject) {
  std::vector<std::string> known;
  std::string last;
  for (const Label& label : subject.metric->labels.value.labels) {
    const std::string name = label.name.ToString();
    const bool may_stand = std::find(subject.labels.begin(), subject.labels.end(), name) != subject.labels.end();
    if (may_stand && name == subject.name) return name;
    if (may_stand && !label.is_constant && label.values.size() > 1) known.push_back(name);
    if (!label.is_constant) last = may_stand ? name : "";
  }
  // Of `condition` and `status`, the name's end is not what differs from sample to sample: that is given last.
  if (!last.empty() && subject.name.ends_with('_' + last)) return last;
  return known.size() == 1 ? known.front() : "";
}

std::vector<Expression> OfStateSet(const Subject& subject) {
  const std::string selector = Selector(subject), holds = fmt::format("{} == 1", selector);
  std::vector<Expression> expressions = {{"The states that hold now", holds, subject.name_note, RecordName(subject, {"instance"}, "state")}};
  const std::string state = StateLabel(subject);
  if (state.empty()) return expressions;
  expressions.push_back({"How many are in each state" + ByWords({state}), Aggregate("sum", {state}, selector), subject.name_note, RecordName(subject, {state}, "sum")});
  expressions.push_back({"The same, without states that are empty", Aggregate("count", {state}, holds), subject.name_note, RecordName(subject, {state}, "count")});
  return expressions;
}

}  // namespace mdg::promql
