// Counts, commit by commit, where texts appear in and vanish from source: the commit that brought a text is the last one before which
// there was none.
//
// In: the lines of `git log -p -U0 --reverse --format=<kFormat>`. Out: a commit for each text. Deliberately knows no git and no metric.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mdg::history {

inline constexpr std::string_view kFormat = "%x01%H %cs";

struct Wanted {
  std::string text;             // a token of names_in_source.h
  std::set<std::string> paths;  // files it counts in; empty: all
};

struct Brought {
  std::string commit, date;  // "": it is not there at the end
};

class Tally {
 public:
  explicit Tally(std::vector<Wanted> wanted);
  void Line(std::string_view line);
  // In the order of `wanted`. Call it once, after the last line.
  std::vector<Brought> Finish();

 private:
  void EndCommit();
  void Count(std::string_view text, const std::string& path, int by);

  std::vector<Wanted> wanted_;
  std::unordered_map<std::string, std::vector<size_t>> by_text_;
  std::vector<int64_t> counts_;
  std::vector<Brought> brought_;
  std::map<size_t, int64_t> changes_;  // of the commit at hand
  std::string commit_, date_, old_path_, new_path_, buffer_;
  uint64_t old_left_ = 0, new_left_ = 0;  // lines of the hunk at hand
};

}  // namespace mdg::history
