// In: Prometheus text exposition. Out: a Catalog, and a diagnostic for each wrong line (the first twenty, then their
// number). A wrong line costs itself and nothing else. Deliberately as lenient as scrapers are with escapes, blanks and
// CRLF.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <deque>
#include <optional>
#include <set>
#include <unordered_map>

#include "formats/exposition.h"

namespace mdg::formats {
namespace {

constexpr int kMostReports = 20;

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsBlank(char c) { return c == ' ' || c == '\t'; }
// `*` is not Prometheus': it is a hole of a pattern, as our writer makes them.
bool IsMetricNameByte(char c) { return IsLetter(c) || IsDigit(c) || c == ':' || c == '*'; }

// One line and how far it has been read.
struct Cursor {
  std::string_view line;
  size_t at = 0;

  bool AtEnd() const { return at >= line.size(); }
  char Peek() const { return AtEnd() ? '\0' : line[at]; }
  void SkipBlanks() {
    while (!AtEnd() && IsBlank(line[at])) ++at;
  }
  bool Take(char c) {
    if (AtEnd() || line[at] != c) return false;
    ++at;
    return true;
  }
  template <typename Accept>
  std::string_view TakeWhile(Accept accept) {
    const size_t begin = at;
    while (!AtEnd() && accept(line[at])) ++at;
    return line.substr(begin, at - begin);
  }
  std::string_view TakeWord() {
    return TakeWhile([](char c) { return !IsBlank(c); });
  }
  std::string_view TakeRest() {
    return TakeWhile([](char) { return true; });
  }
};

// `\\`, `\n` and `\"` as what they mean; any other backslash stays.
std::string Unescape(std::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    if (text[i] != '\\' || (next != '\\' && next != 'n' && next != '"')) {
      plain += text[i];
      continue;
    }
    plain += next == 'n' ? '\n' : next;
    ++i;
  }
  return plain;
}

std::optional<double> ParseNumber(std::string_view word) {
  if (!word.empty() && word.front() == '+') {
    word.remove_prefix(1);
    if (!word.empty() && word.front() == '-') return std::nullopt;
  }
  if (word.find('(') != std::string_view::npos) return std::nullopt;  // nan(...) is not an exposition's
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return value;
}

bool IsNumber(std::string_view word) { return ParseNumber(word).has_value(); }

struct SeenLabel {
  std::string name;
  uint64_t samples = 0;
  std::set<std::string, std::less<>> values;
};

// The bounds of every histogram of a family; their lines may come in any order.
class BucketsSeen {
 public:
  // A line of the series with these labels (`le` is not among them).
  void Add(std::string series, double bound) {
    Series& into = series_[std::move(series)];
    if (std::isfinite(bound)) into.bounds.push_back(bound);
    into.is_complete = into.is_complete || std::isinf(bound);
  }

  // Nothing when no series is complete; unknown when they are not alike.
  std::optional<Fact<Distribution>> Stated() const {
    std::set<std::vector<double>> lists;
    for (const auto& [labels, series] : series_) {
      if (!series.is_complete) continue;
      std::vector<double> bounds = series.bounds;
      std::sort(bounds.begin(), bounds.end());
      lists.insert(std::move(bounds));
    }
    if (lists.empty()) return std::nullopt;
    Fact<Distribution> fact;
    fact.value.buckets = *lists.begin();
    if (lists.size() > 1) fact.unknown = Hole{"buckets", Reason::kRuntimeData};
    return fact;
  }

 private:
  struct Series {
    std::vector<double> bounds;
    bool is_complete = false;  // has the bound that every sample is below
  };
  std::unordered_map<std::string, Series> series_;
};

// All that the lines so far say about one family; a line number of 0: nothing.
struct Family {
  std::string name;
  std::optional<MetricType> type;
  std::string help, unit;
  int help_line = 0, type_line = 0, unit_line = 0, sample_line = 0;
  std::string example_value;
  std::vector<SeenLabel> labels;
  BucketsSeen buckets;
  uint64_t samples = 0;
  bool has_own_sample = false;   // one whose name is the family's name
  bool has_long_sample = false;  // OpenMetrics: the name plus `_total` or `_info`, which Prometheus counts to the name
};

struct Sample {
  std::string name;
  std::vector<std::pair<std::string, std::string>> labels;
  std::string_view value;
};

class Reader {
 public:
  Reader(const std::string& path, Sink& sink, const char* wrong_line_code)
      : path_(path), sink_(sink), wrong_line_code_(wrong_line_code) {}

  ExpositionReading Read(std::string_view text) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    while (!text.empty()) {
      const size_t end = std::min(text.find('\n'), text.size());
      std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      while (line.ends_with('\r')) line.remove_suffix(1);
      ++line_number_;
      ReadLine(line);
    }
    if (wrong_lines_ > kMostReports) {
      sink_.Report({wrong_line_code_,
                    Severity::kError,
                    {path_, 0, 0},
                    fmt::format("{} more lines are wrong", wrong_lines_ - kMostReports),
                    {}});
    }
    return {MakeCatalog(), wrong_lines_};
  }

 private:
  bool Wrong(const Cursor& cursor, std::string message) {
    if (++wrong_lines_ <= kMostReports) {
      const SourceLocation at{path_, line_number_, static_cast<int>(cursor.at) + 1};
      sink_.Report({wrong_line_code_, Severity::kError, at, std::move(message), {}});
    }
    return false;
  }

  void ReadLine(std::string_view line) {
    Cursor cursor{line};
    cursor.SkipBlanks();
    if (cursor.AtEnd()) return;
    if (cursor.Peek() == '#') {
      ReadComment(cursor);
    } else if (Sample sample; ReadSample(cursor, sample)) {
      AddSample(std::move(sample));
    }
  }

  void ReadComment(Cursor& cursor) {
    cursor.Take('#');
    cursor.SkipBlanks();
    const std::string_view keyword = cursor.TakeWord();
    if (keyword != "HELP" && keyword != "TYPE" && keyword != "UNIT") return;
    cursor.SkipBlanks();
    if (cursor.AtEnd()) return;  // as scrapers do: a comment that says nothing
    std::string name;
    if (!ReadMetricName(cursor, name)) return;
    if (!cursor.AtEnd() && !IsBlank(cursor.Peek())) {
      Wrong(cursor, fmt::format("unexpected character in the metric name after `# {}`", keyword));
      return;
    }
    cursor.SkipBlanks();
    Family& family = FamilyNamed(name);
    if (keyword == "HELP") {
      StateHelp(cursor, family);
    } else if (keyword == "TYPE") {
      StateType(cursor, family);
    } else {
      family.unit = std::string(cursor.TakeWord());
      family.unit_line = line_number_;
    }
  }

  bool ReadMetricName(Cursor& cursor, std::string& name) {
    const Cursor name_at = cursor;
    if (cursor.Peek() == '"') return ReadQuoted(cursor, name) && CheckMetricName(name_at, name);
    if (IsDigit(cursor.Peek())) return Wrong(cursor, "a metric name cannot begin with a digit");
    name = std::string(cursor.TakeWhile(IsMetricNameByte));
    return CheckMetricName(name_at, name);
  }

  bool CheckMetricName(const Cursor& name_at, const std::string& name) {
    if (name.empty()) return Wrong(name_at, "expected a metric name");
    if (name.find_first_not_of('*') == std::string::npos) return Wrong(name_at, "a pattern needs more than `*`");
    return true;
  }

  bool ReadQuoted(Cursor& cursor, std::string& text) {
    const Cursor quote = cursor;
    cursor.Take('"');
    const size_t begin = cursor.at;
    while (!cursor.AtEnd() && cursor.Peek() != '"') cursor.at += cursor.Peek() == '\\' ? 2 : 1;
    if (cursor.AtEnd()) return Wrong(quote, "the closing quote is missing");
    text = Unescape(cursor.line.substr(begin, cursor.at - begin));
    cursor.Take('"');
    return true;
  }

  void StateHelp(Cursor& cursor, Family& family) {
    if (family.help_line != 0) {
      Wrong(cursor, fmt::format("`{}` has its help already on line {}", family.name, family.help_line));
      return;
    }
    family.help = Unescape(cursor.TakeRest());
    family.help_line = line_number_;
  }

  void StateType(Cursor& cursor, Family& family) {
    const Cursor word_at = cursor;
    std::string word(cursor.TakeWord());
    cursor.SkipBlanks();
    if (word.empty()) return;
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    std::optional<MetricType> type = ParseMetricType(word);
    if (!type || !cursor.AtEnd()) {
      Wrong(word_at, "expected one of the types counter, gauge, histogram, summary, untyped");
    } else if (family.type) {
      Wrong(word_at, fmt::format("`{}` has its type already on line {}", family.name, family.type_line));
    } else if (family.sample_line != 0) {
      Wrong(word_at, fmt::format("the type of `{}` must stand before its samples, the first is on line {}", family.name,
                                 family.sample_line));
    } else {
      family.type = *type == MetricType::kUnknown ? MetricType::kUntyped : *type;  // OpenMetrics' word for untyped
      family.type_line = line_number_;
    }
  }

  bool ReadSample(Cursor& cursor, Sample& sample) {
    if (cursor.Peek() != '{' && !ReadMetricName(cursor, sample.name)) return false;
    if (!cursor.AtEnd() && !IsBlank(cursor.Peek()) && cursor.Peek() != '{') {
      return Wrong(cursor, "unexpected character in the metric name");
    }
    cursor.SkipBlanks();
    if (cursor.Peek() == '{' && !ReadLabels(cursor, sample)) return false;
    if (sample.name.empty()) return Wrong(cursor, "expected a metric name");
    cursor.SkipBlanks();
    const Cursor value_at = cursor;
    sample.value = cursor.TakeWord();
    if (sample.value.empty()) return Wrong(value_at, "expected a value");
    if (!IsNumber(sample.value)) return Wrong(value_at, fmt::format("`{}` is not a number", sample.value));
    cursor.SkipBlanks();
    if (cursor.AtEnd() || cursor.Peek() == '#') return true;  // an exemplar says nothing about the family
    const Cursor time_at = cursor;
    const std::string_view time = cursor.TakeWord();
    if (!IsNumber(time)) return Wrong(time_at, fmt::format("`{}` is not a timestamp", time));
    cursor.SkipBlanks();
    return cursor.AtEnd() || cursor.Peek() == '#' || Wrong(cursor, "unexpected text after the timestamp");
  }

  bool ReadLabels(Cursor& cursor, Sample& sample) {
    cursor.Take('{');
    while (true) {
      cursor.SkipBlanks();
      if (cursor.Take('}')) return true;
      if (cursor.AtEnd()) return Wrong(cursor, "the closing brace is missing");
      if (!ReadLabel(cursor, sample)) return false;
      cursor.SkipBlanks();
      if (!cursor.Take(',') && cursor.Peek() != '}') return Wrong(cursor, "expected a comma or a closing brace");
    }
  }

  bool ReadLabel(Cursor& cursor, Sample& sample) {
    const Cursor name_at = cursor;
    std::string name;
    const bool is_quoted = cursor.Peek() == '"';
    if (is_quoted) {
      if (!ReadQuoted(cursor, name)) return false;
    } else if (!IsDigit(cursor.Peek())) {
      name = std::string(cursor.TakeWhile([](char c) { return IsLetter(c) || IsDigit(c); }));
    }
    cursor.SkipBlanks();
    if (is_quoted && sample.name.empty() && cursor.Peek() != '=') {  // {"my.metric",...}
      sample.name = std::move(name);
      return CheckMetricName(name_at, sample.name);
    }
    if (name.empty()) return Wrong(name_at, "expected a label name");
    if (!cursor.Take('=')) return Wrong(cursor, fmt::format("expected `=` after the label name `{}`", name));
    cursor.SkipBlanks();
    if (cursor.Peek() != '"') return Wrong(cursor, "expected a label value in double quotes");
    std::string value;
    if (!ReadQuoted(cursor, value)) return false;
    if (name == "__name__") return Wrong(name_at, "`__name__` is not a label but the name of the metric");
    const bool is_double =
        std::any_of(sample.labels.begin(), sample.labels.end(), [&](const auto& l) { return l.first == name; });
    if (is_double) return Wrong(name_at, fmt::format("the label `{}` stands here twice", name));
    sample.labels.emplace_back(std::move(name), std::move(value));
    return true;
  }

  Family& FamilyNamed(const std::string& name) {
    auto [found, is_new] = by_name_.try_emplace(name, nullptr);
    if (is_new) {
      found->second = &families_.emplace_back();
      found->second->name = name;
    }
    return *found->second;
  }

  // The family a sample counts to: `x_bucket` to the histogram `x`, and so on, unless a family of just this name is
  // known.
  Family& FamilyOfSample(const std::string& name, std::string_view& suffix) {
    using Type = MetricType;
    static constexpr std::pair<std::string_view, Type> kSuffixes[] = {
        {"_bucket", Type::kHistogram},      {"_sum", Type::kHistogram},
        {"_count", Type::kHistogram},       {"_created", Type::kHistogram},
        {"_sum", Type::kSummary},           {"_count", Type::kSummary},
        {"_created", Type::kSummary},       {"_total", Type::kCounter},
        {"_created", Type::kCounter},       {"_info", Type::kInfo},
        {"_bucket", Type::kGaugeHistogram}, {"_gsum", Type::kGaugeHistogram},
        {"_gcount", Type::kGaugeHistogram},
    };
    suffix = "";
    auto exact = by_name_.find(name);
    if (exact != by_name_.end()) return *exact->second;
    for (const auto& [end, type] : kSuffixes) {
      if (name.size() <= end.size() || !std::string_view(name).ends_with(end)) continue;
      auto base = by_name_.find(name.substr(0, name.size() - end.size()));
      if (base == by_name_.end() || base->second->type != type) continue;
      suffix = end;
      return *base->second;
    }
    return FamilyNamed(name);
  }

  static SeenLabel& LabelNamed(Family& family, const std::string& name) {
    for (SeenLabel& seen : family.labels) {
      if (seen.name == name) return seen;
    }
    return family.labels.emplace_back(SeenLabel{name, 0, {}});
  }

  static void AddBucket(Family& family, const Sample& sample) {
    std::string series;
    std::optional<double> bound;
    for (const auto& [name, value] : sample.labels) {
      if (name == "le") {
        bound = ParseNumber(value);
      } else {
        series += fmt::format("{}\n{}\n", name, value);
      }
    }
    if (bound) family.buckets.Add(std::move(series), *bound);
  }

  void AddSample(Sample sample) {
    std::string_view suffix;
    Family& family = FamilyOfSample(sample.name, suffix);
    const MetricType type = family.type.value_or(MetricType::kUntyped);
    if (family.sample_line == 0) family.sample_line = line_number_;
    const bool is_long = suffix == "_total" || suffix == "_info";
    family.has_own_sample = family.has_own_sample || suffix.empty();
    family.has_long_sample = family.has_long_sample || is_long;
    const bool has_one_value =
        type != MetricType::kHistogram && type != MetricType::kSummary && type != MetricType::kGaugeHistogram;
    if (has_one_value && (suffix.empty() || is_long) && family.example_value.empty()) {
      family.example_value = std::string(sample.value);
    }
    ++family.samples;
    const bool has_buckets = type == MetricType::kHistogram || type == MetricType::kGaugeHistogram;
    if (has_buckets && suffix == "_bucket") AddBucket(family, sample);
    for (auto& [name, value] : sample.labels) {
      if (name == "le" && has_buckets) continue;
      if (name == "quantile" && type == MetricType::kSummary) continue;
      SeenLabel& seen = LabelNamed(family, name);
      ++seen.samples;
      if (!value.empty()) seen.values.insert(std::move(value));  // an empty value is as good as none
    }
  }

  template <typename T>
  Fact<T> MakeFact(T value, int line) const {
    Fact<T> fact;
    fact.value = std::move(value);
    fact.origin = Origin::kHandKept;
    if (line != 0) fact.trail.push_back({{path_, line, 0}, "hand-kept"});
    return fact;
  }

  // A name with its `*` as holes.
  static Text NameText(std::string_view name) {
    Text text;
    while (!name.empty()) {
      const size_t star = std::min(name.find('*'), name.size());
      text.Append(name.substr(0, star));
      const size_t stars_end = std::min(name.find_first_not_of('*', star), name.size());
      if (star < name.size()) text.Append(Hole{"any", Reason::kRuntimeData});
      name.remove_prefix(stars_end);
    }
    return text;
  }

  Metric MakeMetric(const Family& family) const {
    std::string name = family.name;
    if (family.has_long_sample && !family.has_own_sample) name += family.type == MetricType::kInfo ? "_info" : "_total";
    int first_line = 0;
    for (int line : {family.help_line, family.type_line, family.unit_line, family.sample_line}) {
      if (line != 0 && (first_line == 0 || line < first_line)) first_line = line;
    }
    Metric metric;
    metric.name = MakeFact(NameText(name), first_line);
    metric.type = MakeFact(family.type.value_or(MetricType::kUnknown), family.type_line);
    metric.help = MakeFact(Text(family.help), family.help_line);
    if (family.unit_line != 0) metric.unit = MakeFact(family.unit, family.unit_line);
    Labels labels;
    for (const SeenLabel& seen : family.labels) {
      Label label;
      label.name = Text(seen.name);
      label.presence = seen.samples == family.samples ? Presence::kAlways : Presence::kSometimes;
      label.values.assign(seen.values.begin(), seen.values.end());
      labels.labels.push_back(std::move(label));
    }
    labels.has_more = family.sample_line == 0;
    metric.labels = MakeFact(std::move(labels), family.sample_line);
    if (family.sample_line == 0) metric.labels.unknown = Hole{"labels", Reason::kNoSource};
    if (const auto stated = family.buckets.Stated()) {
      metric.distribution = MakeFact(stated->value, family.sample_line);
      metric.distribution->unknown = stated->unknown;
    }
    metric.example_value = family.example_value;
    return metric;
  }

  Catalog MakeCatalog() const {
    Catalog catalog;
    for (const Family& family : families_) {
      const bool says_nothing = family.help_line + family.type_line + family.unit_line + family.sample_line == 0;
      if (!says_nothing) catalog.metrics.push_back(MakeMetric(family));
    }
    Normalize(catalog);
    return catalog;
  }

  const std::string& path_;
  Sink& sink_;
  const char* wrong_line_code_;
  int line_number_ = 0;
  int wrong_lines_ = 0;
  std::deque<Family> families_;
  std::unordered_map<std::string, Family*> by_name_;
};

}  // namespace

ExpositionReading ReadExposition(std::string_view text, const std::string& path, Sink& sink,
                                 const char* wrong_line_code) {
  return Reader(path, sink, wrong_line_code).Read(text);
}

}  // namespace mdg::formats
