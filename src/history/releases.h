// Which release a commit came out with.
// In: the parents of every commit, and tags. Out: for a commit, the first release that contains it. Deliberately knows no git.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mdg::history {

// "v1.2.3", "2.0", "release-1.4": one for users, no candidate ("-rc.1") and no part of a repository ("api/v1.0").
bool IsRelease(std::string_view tag);

class Releases {
 public:
  void AddCommit(std::string_view line);  // of `git rev-list --parents`: "commit parent parent"
  void AddTag(std::string_view commit, std::string_view tag);  // oldest first; what is no release is left out

  // "": none has it.
  std::string FirstWith(const std::string& commit) const;

 private:
  std::unordered_map<std::string, std::vector<std::string>> parents_;
  std::unordered_map<std::string, std::string> first_;
};

}  // namespace mdg::history
