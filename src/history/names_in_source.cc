// In: names, and what stands in quotes. Out: which of it is the name's.
#include "history/names_in_source.h"

#include <array>

namespace mdg::history {
namespace {

bool IsOfName(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':'; }
bool IsMadeUnderscore(char c) { return c == '.' || c == '-' || c == '/'; }

// Exporters add a unit and `_total` to what is in the source.
std::vector<std::string> Forms(const std::string& name) {
  std::vector<std::string> forms = {name};
  if (name.ends_with("_total")) forms.push_back(name.substr(0, name.size() - 6));
  for (std::string_view unit : {"_seconds", "_bytes", "_ratio", "_milliseconds"}) {
    if (forms.back().ends_with(unit)) forms.push_back(forms.back().substr(0, forms.back().size() - unit.size()));
  }
  return forms;
}

constexpr size_t kShortest = 3;  // of a text that says anything

std::string LongestEnd(std::string_view name, const std::unordered_set<std::string>& tokens) {
  for (size_t begin = 0; begin != std::string_view::npos && name.size() - begin >= kShortest; begin = name.find('_', begin + 1)) {
    if (begin > 0 && tokens.contains(std::string(name.substr(begin)))) return std::string(name.substr(begin));  // "_total"
    const size_t word = begin == 0 ? 0 : begin + 1;
    if (name.size() - word >= kShortest && tokens.contains(std::string(name.substr(word)))) return std::string(name.substr(word));
  }
  return "";
}

}  // namespace

void ForEachToken(std::string_view line, std::string& buffer, const std::function<void(const std::string&)>& on_token) {
  for (size_t at = line.find_first_of("\"`'"); at != std::string_view::npos; at = line.find_first_of("\"`'", at)) {
    buffer.clear();
    for (++at; at < line.size() && (IsOfName(line[at]) || IsMadeUnderscore(line[at])); ++at) buffer += IsOfName(line[at]) ? line[at] : '_';
    if (buffer.size() >= kShortest) on_token(buffer);
  }
}

std::unordered_set<std::string> TokensOf(std::string_view source) {
  std::unordered_set<std::string> tokens;
  std::string buffer;
  ForEachToken(source, buffer, [&](const std::string& token) { tokens.insert(token); });
  return tokens;
}

std::string NameIn(const Text& name, const std::unordered_set<std::string>& tokens) {
  if (name.IsKnown()) {
    for (const std::string& form : Forms(name.ToString())) {
      if (std::string found = LongestEnd(form, tokens); !found.empty()) return found;
    }
    return "";
  }
  std::string best;  // of a piece, as it stands
  for (const Text::Piece& piece : name.pieces()) {
    if (piece.is_hole) continue;
    std::string found = LongestEnd(piece.literal, tokens);
    if (found.size() > best.size()) best = std::move(found);
  }
  return best;
}

}  // namespace mdg::history
