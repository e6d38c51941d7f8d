// In: PromQL. Out: names of series. See rule_uses.h.
#include "model/rule_uses.h"

#include <algorithm>
#include <set>

namespace mdg {
namespace {

bool BeginsName(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsOfName(char c) { return BeginsName(c) || IsDigit(c); }

constexpr std::string_view kOperators[] = {"and", "or", "unless", "atan2", "offset", "bool", "inf", "nan"};
// Of the series of one family.
constexpr std::string_view kSuffixes[] = {"_bucket", "_count", "_sum"};

bool HasSeveralSeries(const Metric& metric) {
  const MetricType type = metric.type.value;
  return type == MetricType::kHistogram || type == MetricType::kSummary || type == MetricType::kGaugeHistogram;
}

constexpr std::string_view kBeforeLabels[] = {"by", "without", "on", "ignoring", "group_left", "group_right"};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::set<std::string> Names() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"' || c == '\'' || c == '`') String();
      else if (c == '#') at_ = std::min(text_.find('\n', at_), text_.size());
      else if (c == '[') at_ = std::min(text_.find(']', at_), text_.size());
      else if (c == '{') Matchers();
      else if (BeginsName(c) || IsDigit(c) || EndOfHole(at_) > at_) Word();
      else ++at_;
    }
    return std::move(names_);
  }

 private:
  // What is between quotes; escapes stay as they are, names have none.
  std::string String() {
    const size_t begin = at_ + 1;
    const char quote = text_[at_++];
    while (at_ < text_.size() && text_[at_] != quote) at_ += text_[at_] == '\\' && quote != '`' ? 2 : 1;
    at_ = std::min(at_, text_.size());
    return std::string(text_.substr(begin, at_++ - begin));
  }

  void SkipBlanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
  }

  bool StandsHere(std::string_view word) const { return text_.substr(std::min(at_, text_.size()), word.size()) == word; }

  // The end of a part that is not known, `<word>`, as the source's expressions have them; where none begins: `begin`.
  size_t EndOfHole(size_t begin) const {
    if (begin >= text_.size() || text_[begin] != '<') return begin;
    size_t end = begin + 1;
    while (end < text_.size() && (IsOfName(text_[end]) || text_[end] == '.')) ++end;
    return end > begin + 1 && !IsDigit(text_[begin + 1]) && end < text_.size() && text_[end] == '>' ? end + 1 : begin;
  }

  // {__name__="up", code="500"}, {"up", code="500"}
  void Matchers() {
    ++at_;
    while (at_ < text_.size() && text_[at_] != '}') {
      const bool is_quoted = text_[at_] == '"' || text_[at_] == '\'' || text_[at_] == '`';
      if (!is_quoted && !IsOfName(text_[at_])) {
        ++at_;
        continue;
      }
      const std::string label = is_quoted ? String() : std::string(Run());
      SkipBlanks();
      if (is_quoted && (StandsHere(",") || StandsHere("}"))) names_.insert(label);
      if (!StandsHere("=") && !StandsHere("!")) continue;
      const bool is_equal = StandsHere("=") && !StandsHere("=~");
      while (StandsHere("=") || StandsHere("!") || StandsHere("~")) ++at_;
      SkipBlanks();
      if (!StandsHere("\"") && !StandsHere("'") && !StandsHere("`")) continue;
      const std::string value = String();
      if (is_equal && label == "__name__") names_.insert(value);
    }
    ++at_;
  }

  std::string_view Run() {
    const size_t begin = at_;
    while (at_ < text_.size() && IsOfName(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  // A number, a function, a name, or one of which a part is not known.
  void Word() {
    const size_t begin = at_;
    bool has_hole = false;
    while (at_ < text_.size()) {
      if (IsOfName(text_[at_])) {
        ++at_;
        continue;
      }
      const size_t end = EndOfHole(at_);
      if (end == at_) break;
      at_ = end;
      has_hole = true;
    }
    const std::string_view word = text_.substr(begin, at_ - begin);
    SkipBlanks();
    const auto is_one_of = [&](const auto& words) { return std::find(std::begin(words), std::end(words), word) != std::end(words); };
    if (is_one_of(kBeforeLabels) && StandsHere("(")) {
      at_ = std::min(text_.find(')', at_), text_.size());
      return;
    }
    const bool is_aggregation = StandsHere("by ") || StandsHere("by(") || StandsHere("without ") || StandsHere("without(");
    if (!has_hole && BeginsName(word.front()) && !is_one_of(kOperators) && !is_one_of(kBeforeLabels) && !is_aggregation && !StandsHere("(")) names_.emplace(word);
  }

  std::string_view text_;
  size_t at_ = 0;
  std::set<std::string> names_;
};

}  // namespace

std::vector<std::string> SeriesNames(std::string_view expression) {
  const std::set<std::string> names = Scanner(expression).Names();
  return {names.begin(), names.end()};
}

RuleUses::RuleUses(const Catalog& catalog) : patterns_(catalog.patterns) {
  for (const Metric& metric : catalog.metrics) {
    const std::string name = metric.name.value.ToString();
    names_.emplace(name, Use{name});
    if (!HasSeveralSeries(metric)) continue;
    for (std::string_view suffix : kSuffixes) series_.emplace(name + std::string(suffix), name);
  }
  for (const RecordingRule& rule : catalog.recording_rules) names_.emplace(rule.name, Use{rule.name, true});
}

// Of those that can stand for it the one of which most is known; one that knows no word at its beginning could stand for anything.
const Metric* RuleUses::PatternFor(const std::string& name) const {
  const Metric* best = nullptr;
  size_t most = 0;
  for (const Metric& pattern : patterns_) {
    const Text& text = pattern.name.value;
    if (text.pieces().front().literal.find('_') == std::string::npos) continue;
    bool fits = text.Matches(name);
    for (std::string_view suffix : kSuffixes) {
      fits = fits || (HasSeveralSeries(pattern) && name.ends_with(suffix) && text.Matches(name.substr(0, name.size() - suffix.size())));
    }
    size_t known = 0;
    for (const Text::Piece& piece : text.pieces()) known += piece.literal.size();
    if (fits && known > most) best = &pattern, most = known;
  }
  return best;
}

void RuleUses::Add(std::string_view expression, Found& into) const {
  for (const std::string& name : SeriesNames(expression)) {
    if (const auto known = names_.find(name); known != names_.end()) into.insert(*known);
    else if (const auto family = series_.find(name); family != series_.end()) into.emplace(family->second, Use{family->second});
    else if (const Metric* pattern = PatternFor(name)) into.emplace(pattern->name.value.ToString(), Use{pattern->name.value.ToString(), false, true});
  }
}

std::vector<RuleUses::Use> RuleUses::Of(const Alert& alert) const {
  Found used;
  Add(alert.expression, used);
  return Listed(used);
}

std::vector<RuleUses::Use> RuleUses::Of(const RecordingRule& rule) const {
  Found used;
  Add(rule.expression, used);
  for (const std::string& other : rule.others) Add(other, used);
  used.erase(rule.name);
  return Listed(used);
}

std::vector<RuleUses::Use> RuleUses::Listed(const Found& used) {
  std::vector<Use> uses;
  for (const auto& [name, use] : used) uses.push_back(use);
  return uses;
}

}  // namespace mdg
