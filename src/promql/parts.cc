// In: names and labels. Out: pieces of PromQL.
#include "promql/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/units.h"

namespace mdg::promql {
namespace {

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string Lower(std::string_view word) {
  std::string lower(word);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

// Words the language gives a meaning, in any case of letters.
bool IsKeyword(std::string_view word) {
  static constexpr std::array<std::string_view, 31> kKeywords = {
      "and",  "atan2",    "avg",    "bool",       "bottomk",     "by",    "count", "count_values", "end", "group",    "group_left",
      "inf",  "ignoring", "limitk", "max",        "limit_ratio", "min",   "nan",   "offset",       "on",  "or",       "quantile",
      "step", "start",    "stddev", "group_right", "stdvar",     "sum",   "topk",  "unless",       "without"};
  return std::find(kKeywords.begin(), kKeywords.end(), Lower(word)) != kKeywords.end();
}

bool IsIdentifier(std::string_view name, bool may_have_colons) {
  auto may_follow = [&](char c) { return IsLetter(c) || IsDigit(c) || (may_have_colons && c == ':'); };
  return !name.empty() && !IsDigit(name.front()) && std::all_of(name.begin(), name.end(), may_follow) && !IsKeyword(name);
}

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '\\' || c == '"') quoted += '\\';
    if (c == '\n') quoted += "\\n";
    else quoted += c;
  }
  return quoted + '"';
}

// For RE2: what is not a letter, a digit or beyond ASCII gets a backslash.
std::string Pattern(const Text& name) {
  std::string pattern;
  bool was_hole = false;
  for (const Text::Piece& piece : name.pieces()) {
    if (piece.is_hole && !was_hole) pattern += ".+";
    was_hole = piece.is_hole;
    for (char c : piece.literal) {
      if (!IsLetter(c) && !IsDigit(c) && static_cast<unsigned char>(c) < 0x80) pattern += '\\';
      pattern += c;
    }
  }
  return pattern;
}

// A label that names one thing of many: grouping by it gives a series for each.
bool LikelyHasManyValues(std::string_view label) {
  static constexpr std::array<std::string_view, 30> kWords = {
      "id",     "uid",     "uuid",   "guid",    "url",      "uri",     "path",   "filepath", "filename", "query",
      "digest", "hash",    "token",  "session", "email",    "message", "msg",    "address",  "addr",     "ip",
      "client", "user",    "key",    "sql",     "trace",    "peer",    "remote", "request",  "username", "statement"};
  const std::string lower = Lower(label);
  if (std::find(kWords.begin(), kWords.end(), lower) != kWords.end()) return true;
  static constexpr std::array<std::string_view, 11> kEndings = {"_id",  "_uid", "_uuid", "_url",  "_uri", "_path",
                                                                "_ip",  "_addr", "_address", "_hash", "_key"};
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return lower.ends_with(ending); });
}

// Names Prometheus itself gives a meaning on this kind of metric.
bool IsReserved(std::string_view label) { return label == "le" || label == "quantile" || label.starts_with("__"); }

// The labels worth grouping by; of the others, the note says what a reader may miss.
std::vector<std::string> UsefulLabels(const Metric& metric, std::string& note) {
  std::vector<std::string> useful, many, quoted;
  for (const Label& label : metric.labels.value.labels) {
    const bool is_one_value = label.is_constant && label.values.size() == 1;  // of several, or of one nobody knows, series differ
    if (is_one_value || label.presence != Presence::kAlways || !label.name.IsKnown()) continue;
    const std::string name = label.name.ToString();
    if (IsReserved(name) || name.empty()) continue;
    if (!IsIdentifier(name, false)) {
      quoted.push_back(name);
    } else if (LikelyHasManyValues(name) && !label.values_complete) {
      many.push_back(name);
    } else {
      useful.push_back(name);
    }
  }
  if (!many.empty()) note = Joined(note, fmt::format("not grouped by {}, which may have very many values", fmt::join(many, ", ")));
  if (!quoted.empty()) {
    note = Joined(note, fmt::format("not grouped by {}, which only Prometheus 3 can", fmt::join(quoted, ", ")));
  }
  if (metric.labels.unknown || metric.labels.value.has_more) note = Joined(note, "it may have labels that are not known");
  return useful;
}

Unit UnitOf(std::string_view word) {
  if (word == "seconds") return Unit::kSeconds;
  if (word == "bytes") return Unit::kBytes;
  if (word == "ratio") return Unit::kRatio;
  return word.empty() ? Unit::kNone : Unit::kOther;
}

std::string UnitWord(const Metric& metric, std::string_view name) {
  if (metric.unit && !metric.unit->unknown && !metric.unit->value.empty()) return metric.unit->value;
  return std::string(UnitInName(name));
}

const std::string kInstance = "instance";

}  // namespace

std::string Joined(std::string_view one, std::string_view other) {
  if (one.empty() || other.empty()) return std::string(one) + std::string(other);
  return fmt::format("{}; {}", one, other);
}

Subject SubjectOf(const Metric& metric) {
  Subject subject;
  subject.metric = &metric;
  const Text& name = metric.name.value;
  if (name.IsKnown()) {
    subject.name = name.ToString();
    if (!IsIdentifier(subject.name, true)) {
      subject.note = fmt::format("Prometheus 3 takes {{{}}}, too", Quoted(subject.name));
    }
  } else {
    subject.pattern = Pattern(name);
    subject.note = "its name is known in part only, so this selects every name that fits";
  }
  if (metric.type.is_guess) subject.note = Joined(subject.note, "its type is a guess");
  subject.name_note = subject.note;
  subject.labels = UsefulLabels(metric, subject.note);
  subject.is_of_one_instance = IsOfOneInstance(metric);
  const bool is_all = subject.labels.size() == metric.labels.value.labels.size() && !metric.labels.value.has_more && !metric.labels.unknown;
  const bool has_instance = std::find(subject.labels.begin(), subject.labels.end(), kInstance) != subject.labels.end();
  if (subject.is_of_one_instance && !has_instance) subject.labels.insert(subject.labels.begin(), kInstance);
  subject.labels_are_all = subject.is_of_one_instance && is_all;
  subject.unit_word = UnitWord(metric, name.ToString());
  subject.unit = UnitOf(subject.unit_word);
  return subject;
}

std::string InUnit(const Subject& subject) { return subject.unit_word.empty() || subject.unit == Unit::kRatio ? "" : " in " + subject.unit_word; }

bool IsPointInTime(const Subject& subject) {
  for (const char* ending : {"_timestamp_seconds", "_timestamp", "_start_time_seconds", "_boot_time_seconds"}) {
    if (subject.name.ends_with(ending)) return true;
  }
  const std::string help = Lower(subject.metric->help.value.ToString());
  auto says = [&](std::string_view words) { return help.find(words) != std::string::npos; };
  return subject.unit == Unit::kSeconds && (says("unixtime") || says("unix time") || says("since epoch") || says("since the epoch") ||
                                            says("since unix epoch") || (says("unix") && says("timestamp")) || says("since 1970") ||
                                            says("since january 1, 1970"));
}

std::string Selector(const Subject& subject, std::string_view suffix, std::string_view matcher) {
  if (!subject.pattern.empty()) return fmt::format("{{__name__=~{}{}{}}}", Quoted(subject.pattern + std::string(suffix)), matcher.empty() ? "" : ", ", matcher);
  const std::string name = subject.name + std::string(suffix);
  if (IsIdentifier(name, true)) return matcher.empty() ? name : fmt::format("{}{{{}}}", name, matcher);
  return fmt::format("{{__name__={}{}{}}}", Quoted(name), matcher.empty() ? "" : ", ", matcher);
}

std::string Aggregate(std::string_view operation, const std::vector<std::string>& labels, std::string_view inner) {
  if (labels.empty()) return fmt::format("{}({})", operation, inner);
  return fmt::format("{} by ({}) ({})", operation, fmt::join(labels, ", "), inner);
}

std::string ByWords(const std::vector<std::string>& labels) {
  std::string words;
  for (size_t i = 0; i < labels.size(); ++i) words += (i == 0 ? ", by " : i + 1 == labels.size() ? " and " : ", ") + labels[i];
  return words;
}

std::string RecordName(const Subject& subject, const std::vector<std::string>& labels, std::string_view operation) {
  std::string metric = subject.metric->name.value.ToString();
  if (metric.ends_with("_total")) metric.resize(metric.size() - 6);
  std::string record = fmt::format("{}:{}:{}", labels.empty() ? "all" : fmt::format("{}", fmt::join(labels, "_")), metric, operation);
  for (char& c : record) c = IsLetter(c) || IsDigit(c) || c == ':' ? c : '_';
  return record;
}

}  // namespace mdg::promql
