// In: formats. Out: what families they write. See exposition_text.h.
#include "libraries/exposition_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace mdg::libraries {

namespace {

bool IsNameCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == ':'; }

// One line of a format, read from left to right.
class Line {
 public:
  explicit Line(std::string_view text) : rest_(text) {}

  // name, {label="...",label=%q}, value, perhaps a timestamp.
  std::optional<ExpositionEvidence> ReadSample() {
    if (!ReadName()) return std::nullopt;
    if (rest_.starts_with(" {")) rest_.remove_prefix(1);
    const bool labels = !rest_.empty() && rest_.front() == '{';
    const bool made = labels && rest_.starts_with("{%s}");  // elsewhere
    if (labels) {
      const size_t end = rest_.rfind('}');
      if (end == std::string_view::npos || (!made && rest_.find('=') > end)) return std::nullopt;
      rest_.remove_prefix(end + 1);
    }
    if (!Take(" ") || !ReadValue() || (Take(" ") && !ReadValue()) || !rest_.empty()) return std::nullopt;
    return labels && !made ? ExpositionEvidence::kStrong : ExpositionEvidence::kWeak;
  }

 private:
  bool Take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  bool ReadVerb() {
    if (rest_.size() < 2 || rest_.front() != '%') return false;
    const size_t letter = rest_.find_first_not_of("+-# .0123456789", 1);
    if (letter == std::string_view::npos || !std::isalpha(static_cast<unsigned char>(rest_[letter]))) return false;
    rest_.remove_prefix(letter + 1);
    return true;
  }

  bool ReadName() {
    bool any = false;
    if (rest_.empty() || std::isdigit(static_cast<unsigned char>(rest_.front()))) return false;
    while (!rest_.empty()) {
      if (IsNameCharacter(rest_.front())) rest_.remove_prefix(1);
      else if (!rest_.starts_with("%s") || !ReadVerb()) break;
      any = true;
    }
    return any;
  }

  bool ReadValue() {
    if (ReadVerb()) return true;
    const size_t length = std::min(rest_.find_first_not_of("0123456789.+-eE"), rest_.size());
    rest_.remove_prefix(length);
    return length > 0;
  }

  std::string_view rest_;
};

bool IsComment(std::string_view line) { return line.size() > 7 && (line.starts_with("# TYPE ") || line.starts_with("# HELP ")); }

template <typename Use>
void ForEachLine(std::string_view format, const Use& use) {
  while (!format.empty()) {
    const size_t end = std::min(format.find('\n'), format.size());
    use(format.substr(0, end));
    format.remove_prefix(std::min(end + 1, format.size()));
  }
}

Library TheLibrary() {
  Library library{.name = "text written by the program"};
  for (MetricType type : {MetricType::kUntyped, MetricType::kCounter, MetricType::kGauge, MetricType::kHistogram, MetricType::kSummary}) {
    library.functions.push_back({.action = Action::kConstruct, .type = type, .name_rule = NameRule::kNameAndLabels, .registers = true,
                                 .metric_name = 0, .help = 1, .no_help = true});
  }
  return library;
}

}  // namespace

ExpositionEvidence FindExposition(std::string_view format) {
  ExpositionEvidence evidence = ExpositionEvidence::kNone;
  ForEachLine(format, [&](std::string_view line) {
    const auto sample = Line(line).ReadSample();
    if (IsComment(line)) evidence = ExpositionEvidence::kStrong;
    else if (sample) evidence = std::max(evidence, *sample);
  });
  return evidence;
}

bool HasSample(std::string_view format) {
  bool found = false;
  ForEachLine(format, [&](std::string_view line) { found = found || Line(line).ReadSample(); });
  return found;
}

std::vector<size_t> TellingOperands(std::string_view format) {
  std::vector<size_t> telling;
  size_t operand = 0;
  ForEachLine(format, [&](std::string_view line) {
    const size_t end = IsComment(line) ? line.size() : std::min(line.find_first_of("{ "), line.size());
    for (size_t i = 0; i + 1 < line.size(); ++i) {
      if (line[i] != '%') continue;
      if (line[++i] == '%') continue;
      if (i < end) telling.push_back(operand);
      ++operand;
    }
  });
  return telling;
}

int TextArgument(std::string_view package, std::string_view name) {
  if (package == "fmt" && (name == "Fprintf" || name == "Fprint" || name == "Fprintln")) return 1;
  return package == "io" && name == "WriteString" ? 1 : -1;
}

int TextArgumentOfMethod(std::string_view name) { return name == "WriteString" || name == "Write" ? 0 : -1; }

Match ExpositionText(MetricType type) {
  static const Library kLibrary = TheLibrary();
  const auto found = std::find_if(kLibrary.functions.begin(), kLibrary.functions.end(), [&](const Function& row) { return row.type == type; });
  return {&kLibrary, found == kLibrary.functions.end() ? &kLibrary.functions.front() : &*found};
}

}  // namespace mdg::libraries
