// In: exposition text. Out: types, and the value of each series.
#include "exposition.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace agents_exporter {
namespace {

std::string TakeName(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && (std::isalnum(static_cast<unsigned char>(text[length])) != 0 || text[length] == '_'))
    ++length;
  std::string name(text.substr(0, length));
  text.remove_prefix(length);
  return name;
}

bool Take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// What is between the quotes, with \\, \" and \n undone; nothing when it is malformed.
std::optional<std::string> TakeQuoted(std::string_view& text) {
  if (!Take(text, '"')) return std::nullopt;
  std::string value;
  while (!text.empty()) {
    if (Take(text, '"')) return value;
    if (!Take(text, '\\')) {
      value += text.front();
    } else if (text.empty() || std::string_view("\\\"n").find(text.front()) == std::string_view::npos) {
      return std::nullopt;
    } else {
      value += text.front() == 'n' ? '\n' : text.front();
    }
    text.remove_prefix(1);
  }
  return std::nullopt;
}

bool TakeLabels(std::string_view& text, Labels& labels) {
  if (!Take(text, '{')) return true;
  while (!Take(text, '}')) {
    const std::string name = TakeName(text);
    if (name.empty() || !Take(text, '=')) return false;
    const auto value = TakeQuoted(text);
    if (!value || !labels.emplace(name, *value).second) return false;
    Take(text, ',');
  }
  return true;
}

bool ParseSample(std::string_view line, Scrape& scrape) {
  const std::string name = TakeName(line);
  Labels labels;
  if (name.empty() || !TakeLabels(line, labels) || !Take(line, ' ')) return false;
  const std::string number(line);
  char* end = nullptr;
  const double value = std::strtod(number.c_str(), &end);  // knows +Inf and NaN
  return !number.empty() && *end == '\0' && scrape.series[name].emplace(labels, value).second;
}

bool ParseLine(std::string_view line, Scrape& scrape) {
  for (const auto& [prefix, into] :
       {std::pair(std::string_view("# HELP "), &scrape.helps), std::pair(std::string_view("# TYPE "), &scrape.types)}) {
    if (!line.starts_with(prefix)) continue;
    line.remove_prefix(prefix.size());
    const std::string name = TakeName(line);
    return Take(line, ' ') && into->emplace(name, line).second;
  }
  return ParseSample(line, scrape);
}

}  // namespace

std::optional<double> Scrape::Value(const std::string& name, const Labels& labels) const {
  const auto named = series.find(name);
  if (named == series.end()) return std::nullopt;
  const auto found = named->second.find(labels);
  return found == named->second.end() ? std::nullopt : std::optional(found->second);
}

double Scrape::Sum(const std::string& name) const {
  double sum = 0;
  const auto named = series.find(name);
  if (named == series.end()) return sum;
  for (const auto& [labels, value] : named->second) sum += value;
  return sum;
}

Scrape ParseScrape(std::string_view text) {
  Scrape scrape;
  EXPECT_TRUE(text.ends_with('\n'));
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    EXPECT_TRUE(ParseLine(text.substr(0, end), scrape)) << text.substr(0, end);
    text.remove_prefix(end + 1);
  }
  return scrape;
}

}  // namespace agents_exporter
