// In: lines of a log with patches. Out: which commit brought which text. See tally.h.
#include "history/tally.h"

#include <charconv>

#include "history/names_in_source.h"

namespace mdg::history {
namespace {

// "-12,3" -> 3; "-12" -> 1.
uint64_t LinesOf(std::string_view range) {
  const size_t comma = range.find(',');
  if (comma == std::string_view::npos) return 1;
  uint64_t lines = 0;
  std::from_chars(range.data() + comma + 1, range.data() + range.size(), lines);
  return lines;
}

std::string PathOf(std::string_view line) {  // "--- a/x.go"
  line.remove_prefix(4);
  if (line.ends_with('\t')) line.remove_suffix(1);  // after a name with blanks
  return line == "/dev/null" || line.size() < 2 ? "" : std::string(line.substr(2));
}

}  // namespace

Tally::Tally(std::vector<Wanted> wanted) : wanted_(std::move(wanted)), counts_(wanted_.size()), brought_(wanted_.size()) {
  for (size_t i = 0; i < wanted_.size(); ++i) by_text_[wanted_[i].text].push_back(i);
}

void Tally::Count(std::string_view text, const std::string& path, int by) {
  ForEachToken(text, buffer_, [&](const std::string& token) {
    const auto found = by_text_.find(token);
    if (found == by_text_.end()) return;
    for (size_t i : found->second) {
      if (wanted_[i].paths.empty() || wanted_[i].paths.contains(path)) changes_[i] += by;
    }
  });
}

// What moves within one commit was there all the time.
void Tally::EndCommit() {
  for (const auto& [i, change] : changes_) {
    const bool was_there = counts_[i] > 0;
    counts_[i] += change;
    if (!was_there && counts_[i] > 0) brought_[i] = {commit_, date_};
  }
  changes_.clear();
}

void Tally::Line(std::string_view line) {
  if (old_left_ > 0 && line.starts_with('-')) {
    --old_left_;
    return Count(line.substr(1), old_path_, -1);
  }
  if (new_left_ > 0 && line.starts_with('+')) {
    --new_left_;
    return Count(line.substr(1), new_path_, 1);
  }
  if (line.starts_with('\x01')) {
    EndCommit();
    const size_t blank = line.find(' ');
    commit_ = std::string(line.substr(1, blank - 1));
    date_ = blank == std::string_view::npos ? "" : std::string(line.substr(blank + 1));
  } else if (line.starts_with("--- ")) {
    old_path_ = PathOf(line);
  } else if (line.starts_with("+++ ")) {
    new_path_ = PathOf(line);
  } else if (line.starts_with("@@ -")) {
    const size_t plus = line.find(" +"), end = line.find(" @@", 3);
    if (plus == std::string_view::npos || end == std::string_view::npos) return;
    old_left_ = LinesOf(line.substr(3, plus - 3));
    new_left_ = LinesOf(line.substr(plus + 1, end - plus - 1));
  }
}

std::vector<Brought> Tally::Finish() {
  EndCommit();
  for (size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] <= 0) brought_[i] = {};
  }
  return std::move(brought_);
}

}  // namespace mdg::history
