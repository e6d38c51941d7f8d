// In: an instrument's name, unit and type. Out: the family's name. See exported_names.h.
#include "evaluate/metrics/exported_names.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <vector>

namespace mdg::evaluate {

namespace {

bool IsNameCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == ':'; }

std::string Escaped(const std::string& text) {
  std::string valid = text;
  std::replace_if(valid.begin(), valid.end(), [](char c) { return !IsNameCharacter(c); }, '_');
  return valid;
}

std::string_view WordFor(std::string_view unit) {
  static constexpr std::pair<std::string_view, std::string_view> kUnits[] = {
      {"d", "days"}, {"h", "hours"}, {"min", "minutes"}, {"s", "seconds"}, {"ms", "milliseconds"}, {"us", "microseconds"},
      {"ns", "nanoseconds"}, {"By", "bytes"}, {"KiBy", "kibibytes"}, {"MiBy", "mebibytes"}, {"GiBy", "gibibytes"},
      {"TiBy", "tibibytes"}, {"KBy", "kilobytes"}, {"MBy", "megabytes"}, {"GBy", "gigabytes"}, {"TBy", "terabytes"},
      {"m", "meters"}, {"V", "volts"}, {"A", "amperes"}, {"J", "joules"}, {"W", "watts"}, {"g", "grams"}, {"Cel", "celsius"},
      {"Hz", "hertz"}, {"%", "percent"}};
  for (const auto& [symbol, word] : kUnits) {
    if (unit == symbol) return word;
  }
  return "";
}

std::string_view WordForPer(std::string_view unit) {
  static constexpr std::pair<std::string_view, std::string_view> kUnits[] = {
      {"s", "second"}, {"m", "minute"}, {"h", "hour"}, {"d", "day"}, {"w", "week"}, {"mo", "month"}, {"y", "year"}};
  for (const auto& [symbol, word] : kUnits) {
    if (unit == symbol) return word;
  }
  return unit;
}

std::vector<std::string> Words(const std::string& text) {
  std::vector<std::string> words(1);
  for (char c : text) {
    if (c != '_') words.back() += c;
    else if (!words.back().empty()) words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : "_") + word;
  return text;
}

// From 0.59 on the exporter makes names of words: units it has no word for count, too, and no word stands twice.
bool IsBefore59(std::string_view version) {
  if (!version.starts_with("v0.")) return false;
  int minor = 0;
  const std::string_view rest = version.substr(3);
  std::from_chars(rest.data(), rest.data() + rest.size(), minor);
  return minor < 59;
}

}  // namespace

bool IsLost(Value unit) {
  if (unit == nullptr) return false;
  if (unit->Is(ValueKind::kText) && unit->text.size() == 1 && unit->text[0].hole != nullptr) unit = unit->text[0].hole;
  return unit->Is(ValueKind::kUnknown) && unit->reason == Reason::kLimit;
}

void ExportedName::SetTranslation(std::string_view strategy) {
  std::string words;
  for (char c : strategy) {
    if (std::isalpha(static_cast<unsigned char>(c)) != 0) words += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  without_suffixes = words.starts_with("notranslation") || words.find("withoutsuffixes") != std::string::npos;
}

// "bytes", "bytes_per_second"; "" for what is left out: {items}, 1.
std::string ExportedName::UnitSuffix(const std::string& unit, bool per_units) const {
  const auto trimmed = [](std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
  };
  if (!per_units) return std::string(WordFor(unit));
  const size_t slash = std::min(unit.find('/'), unit.size());
  const std::string_view main = trimmed(std::string_view(unit).substr(0, slash));
  const std::string_view per = slash < unit.size() ? trimmed(std::string_view(unit).substr(slash + 1)) : std::string_view();
  std::string suffix;
  if (main != "1" && main.find_first_of("{}") == std::string_view::npos) {
    const std::string_view word = WordFor(main);
    suffix = Joined(Words(Escaped(std::string(word.empty() ? main : word))));
  }
  if (!per.empty() && per.find_first_of("{}") == std::string_view::npos) {
    suffix += (suffix.empty() ? "per_" : "_per_") + Joined(Words(Escaped(std::string(WordForPer(per)))));
  }
  return suffix;
}

std::string UnitWord(const std::string& unit) {
  const bool counts = unit.size() > 2 && unit.front() == '{' && unit.find('}') == unit.size() - 1;  // what is counted
  return counts ? unit.substr(1, unit.size() - 2) : ExportedName().UnitSuffix(unit, true);
}

Value ExportedName::Of(Values& values, Value name, Value unit, Value prefix, MetricType type) const {
  return values.Lift({values.Stringify(name), values.Stringify(unit), values.Stringify(prefix)}, [&](const std::vector<Value>& v) -> Value {
    Value made = values.MapText(v[0], Escaped);
    const bool counter = type == MetricType::kCounter && !without_total && !without_suffixes;
    const bool units = !without_units && !without_suffixes && Values::IsKnownText(v[1]);
    const std::string said = units ? Values::KnownText(v[1]) : "";
    const bool lost = !without_units && !without_suffixes && IsLost(v[1]);
    const bool old = IsBefore59(exporter_version);
    std::string suffix = UnitSuffix(said, !old);
    if (said == "1" && type == MetricType::kGauge) suffix = "ratio";
    if (Values::IsKnownText(made) && !old && !without_suffixes && !lost) {
      std::vector<std::string> words = Words(Values::KnownText(made));
      if (std::find(words.begin(), words.end(), suffix) != words.end()) suffix.clear();
      if (counter) std::erase(words, "total");
      if (!suffix.empty()) words.push_back(suffix);
      if (counter) words.emplace_back("total");
      const Trail* trail = made->trail;
      made = values.Literal(Joined(words), trail);
    } else {
      const auto ends_with = [&](const std::string& end) {
        return !made->text.empty() && made->text.back().hole == nullptr && made->text.back().literal.ends_with(end);
      };
      if (counter && ends_with("_total")) {  // it goes behind the unit
        ValueNode* shorter = values.Copy(made);
        std::string& last = shorter->text.back().literal;
        last.resize(last.size() - 6);
        if (last.empty()) shorter->text.pop_back();
        made = shorter;
      }
      if (lost) made = values.Concatenate(values.Concatenate(made, values.Literal("_")), v[1]);
      if (!suffix.empty() && !ends_with('_' + suffix)) made = values.Concatenate(made, values.Literal('_' + suffix));
      if (counter) made = values.Concatenate(made, values.Literal("_total"));
    }
    if (v[2]->text.empty()) return made;
    return values.Concatenate(values.Concatenate(values.MapText(v[2], Escaped), values.Literal("_")), made);
  });
}

Value ExportedLabel(Values& values, Value name) { return values.MapText(values.Stringify(name), Escaped); }

}  // namespace mdg::evaluate
