// In: texts of the catalog. Out: what they say, and how a document says it. See details.h.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "model/setting.h"
#include "render/details.h"

namespace mdg::render {
namespace {

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

template <size_t N>
bool BeginsWithOne(std::string_view text, const std::array<std::string_view, N>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view one) { return text.starts_with(one); });
}
template <size_t N>
bool EndsWithOne(std::string_view text, const std::array<std::string_view, N>& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view one) { return text.ends_with(one); });
}

// What begins a sentence or a remark in brackets that is about the metric, and what such a word is followed by: "Deprecated APIs that were
// asked for" counts something else.
constexpr std::array<std::string_view, 9> kBefore = {". ", "! ", "; ", "\n", "(", "[", "this metric is ", "this metric is now ", "this is "};
constexpr std::array<std::string_view, 13> kBehind = {":", ".", ",", ";", "!", " -", " \xE2\x80\x93", " \xE2\x80\x94", " since ", " as of ", " in favor", " in favour", "\n"};

bool IsAboutTheMetric(std::string_view before, std::string_view behind) {
  if (!before.empty() && !EndsWithOne(before, kBefore)) return false;
  if (before.empty() && behind.empty()) return false;  // may be a name
  if (!behind.starts_with(')') && !behind.starts_with(']')) return behind.empty() || BeginsWithOne(behind, kBehind);
  if (before.size() <= 1) return true;  // "[Deprecated] Books."
  behind.remove_prefix(1);
  return behind.empty() || BeginsWithOne(behind, kBehind);  // not "flags (deprecated) in use"
}

// "--none" without "--a" or "--b": flags are code, what is between them is not.
std::string SettingText(std::string_view setting, bool& has_words) {
  std::string text = "`";
  while (!setting.empty()) {
    const auto word = std::find_if(kSettingWords.begin(), kSettingWords.end(), [&](std::string_view one) { return setting.starts_with(one); });
    if (word == kSettingWords.end()) {
      text += setting.front();
      setting.remove_prefix(1);
      continue;
    }
    has_words = true;
    text += '`' + std::string(*word) + '`';
    setting.remove_prefix(word->size());
  }
  return text + '`';
}

// "`--a` or `--b`"; "`--c`, or with `--a` without `--b`": what is short comes first.
std::string SettingsText(const std::vector<std::string>& settings) {
  std::string text, with_words;
  for (const std::string& setting : settings) {
    bool has_words = false;
    const std::string one = SettingText(setting, has_words);
    std::string& into = has_words ? with_words : text;
    into += (into.empty() ? "" : has_words ? ", or with " : " or ") + one;
  }
  return text + (text.empty() || with_words.empty() ? "" : ", or with ") + with_words;
}

}  // namespace

bool SaysDeprecated(std::string_view help) {
  if (help.starts_with("DEPRECATED ")) return true;  // a mark, not the first word of a sentence
  constexpr std::string_view kWord = "deprecated";
  const std::string lower = Lower(help);
  const std::string_view text = lower;
  for (size_t at = text.find(kWord); at != std::string_view::npos; at = text.find(kWord, at + 1)) {
    if (IsAboutTheMetric(text.substr(0, at), text.substr(at + kWord.size()))) return true;
  }
  return false;
}

bool RepeatsName(std::string_view help, std::string_view name) {
  const auto plain = [](std::string_view text) {
    std::string lower = Lower(text);
    std::replace_if(lower.begin(), lower.end(), [](char c) { return c == '.' || c == '-' || c == '/' || c == ':'; }, '_');
    return lower;
  };
  const std::string words = plain(help), whole = plain(name);
  return !help.empty() && (whole == words || whole.ends_with('_' + words));
}

std::string ByDefaultText(const Details& details) { return ByDefaultText(details.switches, details.switched_off_by); }

std::string ByDefaultText(const std::vector<std::string>& switches, const std::vector<std::string>& switched_off_by) {
  std::string text;
  if (!switches.empty()) text = "off; on with " + SettingsText(switches);
  else if (!switched_off_by.empty()) text = "on";
  if (!switched_off_by.empty()) text += "; off with " + SettingsText(switched_off_by);
  return text;
}

}  // namespace mdg::render
