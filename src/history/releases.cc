// In: commits and tags. Out: the first release of each commit. See releases.h.
#include "history/releases.h"

namespace mdg::history {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool IsRelease(std::string_view tag) {
  if (tag.find('/') != std::string_view::npos) return false;
  const size_t digit = tag.find_first_of("0123456789");
  if (digit == std::string_view::npos) return false;
  const std::string_view before = tag.substr(0, digit);
  if (!before.empty() && before != "v" && !before.ends_with('-') && !before.ends_with("-v") && !before.ends_with('_')) return false;
  tag.remove_prefix(digit);
  size_t dots = 0;
  for (size_t i = 0; i < tag.size(); ++i) {
    if (IsDigit(tag[i])) continue;
    const bool is_dot = tag[i] == '.' && i > 0 && IsDigit(tag[i - 1]) && i + 1 < tag.size() && IsDigit(tag[i + 1]);
    if (!is_dot) return false;
    ++dots;
  }
  return dots >= 1;
}

void Releases::AddCommit(std::string_view line) {
  std::vector<std::string>* parents = nullptr;
  while (!line.empty()) {
    const size_t blank = line.find(' ');
    std::string hash(line.substr(0, blank));
    line.remove_prefix(blank == std::string_view::npos ? line.size() : blank + 1);
    if (parents == nullptr) parents = &parents_[hash];
    else parents->push_back(std::move(hash));
  }
}

void Releases::AddTag(std::string_view commit, std::string_view tag) {
  if (!IsRelease(tag)) return;
  std::vector<std::string> open = {std::string(commit)};
  while (!open.empty()) {
    const std::string one = std::move(open.back());
    open.pop_back();
    const auto known = parents_.find(one);
    if (known == parents_.end() || !first_.emplace(one, tag).second) continue;
    open.insert(open.end(), known->second.begin(), known->second.end());
  }
}

std::string Releases::FirstWith(const std::string& commit) const {
  const auto found = first_.find(commit);
  return found == first_.end() ? "" : found->second;
}

}  // namespace mdg::history
