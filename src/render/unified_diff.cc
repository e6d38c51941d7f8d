// In: two texts. Out: hunks. Lines become numbers, equal ends are taken off, and Myers' greedy search ("An O(ND)
// difference algorithm", 1986) finds the edits in the middle; when there are more than kMostEdits, the middle is
// replaced as a whole.
#include "render/unified_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace mdg::render {
namespace {

constexpr int kMostEdits = 4000;  // the search keeps n*n/2 numbers: 32 MB

std::vector<std::string_view> SplitLines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));  // with its line break: a last line without one differs from one with
    text.remove_prefix(end);
  }
  return lines;
}

// A stretch of lines that is replaced: [before_begin, before_end) by [after_begin, after_end).
struct Edit {
  size_t before_begin, before_end, after_begin, after_end;
};

class Search {
 public:
  Search(const std::vector<int>& before, const std::vector<int>& after) : before_(before), after_(after) {}

  std::vector<Edit> Run() {
    size_t first = 0, before_end = before_.size(), after_end = after_.size();
    while (first < before_end && first < after_end && before_[first] == after_[first]) ++first;
    while (before_end > first && after_end > first && before_[before_end - 1] == after_[after_end - 1])
      --before_end, --after_end;
    if (first == before_end && first == after_end) return {};
    offset_ = first;
    before_count_ = static_cast<int>(before_end - first);
    after_count_ = static_cast<int>(after_end - first);
    if (before_count_ == 0 || after_count_ == 0 || !FindPath()) return {{first, before_end, first, after_end}};
    return TracePath();
  }

 private:
  bool Same(int x, int y) const {
    return before_[offset_ + static_cast<size_t>(x)] == after_[offset_ + static_cast<size_t>(y)];
  }

  // The furthest x on diagonal k (x - y == k) after `edits` edits, k having the parity of `edits`.
  int& Furthest(int edits, int k) {
    return furthest_[static_cast<size_t>(edits)][static_cast<size_t>((k + edits) / 2)];
  }

  // True when the edit that leads to diagonal k inserts a line of `after`, false when it deletes one of `before`.
  bool ComesFromInsertion(int edits, int k) {
    return k == -edits || (k != edits && Furthest(edits - 1, k - 1) < Furthest(edits - 1, k + 1));
  }

  bool FindPath() {
    for (int edits = 0; edits <= std::min(kMostEdits, before_count_ + after_count_); ++edits) {
      furthest_.emplace_back(static_cast<size_t>(edits) + 1);
      for (int k = -edits; k <= edits; k += 2) {
        int x = edits == 0                     ? 0
                : ComesFromInsertion(edits, k) ? Furthest(edits - 1, k + 1)
                                               : Furthest(edits - 1, k - 1) + 1;
        while (x < before_count_ && x - k < after_count_ && Same(x, x - k)) ++x;
        Furthest(edits, k) = x;
        if (x >= before_count_ && x - k >= after_count_) return true;
      }
    }
    return false;
  }

  std::vector<Edit> TracePath() {
    std::vector<Edit> edits;
    int x = before_count_, y = after_count_;
    for (int count = static_cast<int>(furthest_.size()) - 1; count > 0; --count) {
      const int k = x - y;
      const bool inserts = ComesFromInsertion(count, k);
      const int from_x = Furthest(count - 1, inserts ? k + 1 : k - 1);
      const int from_y = from_x - (inserts ? k + 1 : k - 1);
      const size_t at_x = offset_ + static_cast<size_t>(from_x), at_y = offset_ + static_cast<size_t>(from_y);
      const Edit edit{at_x, at_x + (inserts ? 0 : 1), at_y, at_y + (inserts ? 1 : 0)};
      if (!edits.empty() && edits.back().before_begin == edit.before_end &&
          edits.back().after_begin == edit.after_end) {
        edits.back().before_begin = edit.before_begin;
        edits.back().after_begin = edit.after_begin;
      } else {
        edits.push_back(edit);
      }
      x = from_x;
      y = from_y;
    }
    std::reverse(edits.begin(), edits.end());
    return edits;
  }

  const std::vector<int>& before_;
  const std::vector<int>& after_;
  size_t offset_ = 0;
  int before_count_ = 0, after_count_ = 0;
  std::vector<std::vector<int>> furthest_;
};

std::vector<Edit> FindEdits(const std::vector<std::string_view>& before, const std::vector<std::string_view>& after) {
  std::unordered_map<std::string_view, int> numbers;
  auto number = [&](const std::vector<std::string_view>& lines) {
    std::vector<int> numbered;
    numbered.reserve(lines.size());
    for (std::string_view line : lines)
      numbered.push_back(numbers.try_emplace(line, static_cast<int>(numbers.size())).first->second);
    return numbered;
  };
  const std::vector<int> numbered_before = number(before), numbered_after = number(after);
  return Search(numbered_before, numbered_after).Run();
}

void AppendLines(std::string& diff, char mark, const std::vector<std::string_view>& lines, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    diff += mark;
    diff += lines[i];
    if (!lines[i].ends_with('\n')) diff += "\n\\ No newline at end of file\n";
  }
}

std::string Range(size_t begin, size_t end) {
  const size_t count = end - begin;
  if (count == 1) return fmt::format("{}", begin + 1);
  return fmt::format("{},{}", count == 0 ? begin : begin + 1, count);  // an empty range names the line before it
}

}  // namespace

std::string UnifiedDiff(std::string_view before, std::string_view after, std::string_view before_name,
                        std::string_view after_name, size_t context_lines) {
  if (before == after) return "";
  const std::vector<std::string_view> before_lines = SplitLines(before), after_lines = SplitLines(after);
  const std::vector<Edit> edits = FindEdits(before_lines, after_lines);
  std::string diff = fmt::format("--- {}\n+++ {}\n", before_name, after_name);
  for (size_t first = 0; first < edits.size();) {
    size_t last = first;  // edits with no more than twice the context between them share a hunk
    while (last + 1 < edits.size() && edits[last + 1].before_begin - edits[last].before_end <= 2 * context_lines)
      ++last;
    const size_t lead = std::min(context_lines, edits[first].before_begin);
    const size_t tail = std::min(context_lines, before_lines.size() - edits[last].before_end);
    diff += fmt::format("@@ -{} +{} @@\n", Range(edits[first].before_begin - lead, edits[last].before_end + tail),
                        Range(edits[first].after_begin - lead, edits[last].after_end + tail));
    size_t at = edits[first].before_begin - lead;
    for (size_t i = first; i <= last; ++i) {
      AppendLines(diff, ' ', before_lines, at, edits[i].before_begin);
      AppendLines(diff, '-', before_lines, edits[i].before_begin, edits[i].before_end);
      AppendLines(diff, '+', after_lines, edits[i].after_begin, edits[i].after_end);
      at = edits[i].before_end;
    }
    AppendLines(diff, ' ', before_lines, at, at + tail);
    first = last + 1;
  }
  return diff;
}

}  // namespace mdg::render
