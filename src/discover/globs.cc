// In: globs and paths. Out: whether they match. See globs.h for the language.
#include "discover/globs.h"

#include <algorithm>

#include "base/file_system.h"

namespace mdg::discover {
namespace {

std::vector<std::string> Components(std::string_view path) {
  std::vector<std::string> components;
  while (!path.empty()) {
    const size_t length = std::min(path.find('/'), path.size());
    components.emplace_back(path.substr(0, length));
    path.remove_prefix(std::min(length + 1, path.size()));
  }
  return components;
}

// Where the set that begins at `pattern[0] == '['` ends (the place of its `]`); npos: it is not one, `[` is meant.
size_t SetEnd(std::string_view pattern) {
  size_t at = 1;
  if (at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^')) ++at;
  return pattern.find(']', at + 1);  // a `]` that comes first belongs to the set
}

bool InSet(char c, std::string_view set) {
  const bool negated = !set.empty() && (set[0] == '!' || set[0] == '^');
  if (negated) set.remove_prefix(1);
  bool found = false;
  for (size_t i = 0; i < set.size(); ++i) {
    const bool range = i + 2 < set.size() && set[i + 1] == '-';
    const char last = range ? set[i + 2] : set[i];
    found = found || (set[i] <= c && c <= last);
    if (range) i += 2;
  }
  return found != negated;
}

// Matches one character; `used` is how much of the pattern that took.
bool MatchesOne(char c, std::string_view pattern, size_t& used) {
  used = 1;
  if (pattern[0] == '?') return true;
  if (pattern[0] == '[') {
    if (const size_t end = SetEnd(pattern); end != std::string_view::npos) {
      used = end + 1;
      return InSet(c, pattern.substr(1, end - 1));
    }
  }
  if (pattern[0] == '\\' && pattern.size() > 1) {
    used = 2;
    return pattern[1] == c;
  }
  return pattern[0] == c;
}

// `**` like `*` in MatchesComponent, but over components. Only the last one is ever tried again: an earlier one could
// not find more by taking more.
bool MatchesComponents(const std::vector<std::string>& path, const std::vector<std::string>& pattern) {
  size_t at = 0;
  size_t in_pattern = 0;
  size_t retry_at = 0;
  size_t retry_in_pattern = 0;  // 0: there was no `**` yet
  while (at < path.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == "**") {
      retry_at = at;
      retry_in_pattern = ++in_pattern;
    } else if (in_pattern < pattern.size() && MatchesComponent(path[at], pattern[in_pattern])) {
      ++at;
      ++in_pattern;
    } else if (retry_in_pattern > 0) {
      at = ++retry_at;
      in_pattern = retry_in_pattern;
    } else {
      return false;
    }
  }
  while (in_pattern < pattern.size() && pattern[in_pattern] == "**") ++in_pattern;
  return in_pattern == pattern.size();
}

}  // namespace

bool MatchesComponent(std::string_view text, std::string_view pattern) {
  size_t at = 0;
  size_t in_pattern = 0;
  size_t retry_at = 0;
  size_t retry_in_pattern = 0;  // 0: there was no `*` yet
  while (at < text.size()) {
    size_t used = 0;
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      retry_at = at;
      retry_in_pattern = ++in_pattern;
    } else if (in_pattern < pattern.size() && MatchesOne(text[at], pattern.substr(in_pattern), used)) {
      ++at;
      in_pattern += used;
    } else if (retry_in_pattern > 0) {
      at = ++retry_at;
      in_pattern = retry_in_pattern;
    } else {
      return false;
    }
  }
  while (in_pattern < pattern.size() && pattern[in_pattern] == '*') ++in_pattern;
  return in_pattern == pattern.size();
}

Globs::Globs(const std::vector<std::string>& patterns) {
  for (std::string_view text : patterns) {
    Pattern pattern;
    pattern.folders_only = text.ends_with('/');
    pattern.whole_path =
        text.substr(0, text.size() - (pattern.folders_only ? 1 : 0)).find('/') != std::string_view::npos;
    const std::string tidy = TidyPath(text.substr(text.starts_with('/') ? 1 : 0));
    pattern.components = Components(tidy);
    // "x/**" excludes all that is in x, so x need not be walked.
    while (pattern.components.size() > 1 && pattern.components.back() == "**") {
      pattern.components.pop_back();
      pattern.folders_only = true;
    }
    if (tidy != ".") patterns_.push_back(std::move(pattern));
  }
}

bool Globs::Matches(std::string_view path, bool is_folder) const {
  if (patterns_.empty()) return false;
  const std::vector<std::string> components = Components(path);
  if (components.empty()) return false;
  return std::any_of(patterns_.begin(), patterns_.end(), [&](const Pattern& pattern) {
    if (pattern.folders_only && !is_folder) return false;
    if (!pattern.whole_path) return MatchesComponent(components.back(), pattern.components[0]);
    return MatchesComponents(components, pattern.components);
  });
}

}  // namespace mdg::discover
