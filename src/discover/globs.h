// The exclude patterns of a scan.
//
// In: globs, then paths relative to a root. Out: whether a path is excluded. A pattern without a slash is compared with
// the last component wherever it stands ("*_gen.go", "mocks"), one with a slash with the whole path
// ("internal/legacy/**").
// `*` and `?` stay within a component, `**` stands for any number of components, `[a-z]` and `[!a-z]` are sets. What is
// below an excluded folder is excluded too. Deliberately no negation: it would need every folder to be walked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mdg::discover {

class Globs {
 public:
  explicit Globs(const std::vector<std::string>& patterns);

  // Walk from the root down and ask for every folder and file: folders above `path` are not looked at again.
  bool Matches(std::string_view path, bool is_folder) const;

 private:
  struct Pattern {
    std::vector<std::string> components;
    bool whole_path = false;
    bool folders_only = false;
  };
  std::vector<Pattern> patterns_;
};

// One component against one pattern without slashes.
bool MatchesComponent(std::string_view text, std::string_view pattern);

}  // namespace mdg::discover
