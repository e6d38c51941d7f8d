// In: Catalog and folders. Out: Metric::introduced. See history.h.
#include "history/history.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <unordered_set>

#include "base/file_system.h"
#include "history/names_in_source.h"
#include "history/releases.h"
#include "history/run_git.h"
#include "history/tally.h"

namespace mdg::history {
namespace {

namespace fs = std::filesystem;

constexpr auto kLongest = std::chrono::minutes(15);
constexpr int kMostRenames = 8;  // of one file that are followed

// One of the texts that are looked for, and whose it is.
struct Sought {
  Metric* metric = nullptr;
  std::string text;  // "": it does not stand in the source
  std::string path;  // the file it stands in, from the top of the repository
};

class Repository {
 public:
  Repository(std::string top, Deadline deadline) : top_(std::move(top)), deadline_(deadline) {}

  Status Tell(const std::vector<Metric*>& metrics, Told& told) {
    for (Metric* metric : metrics) Seek(*metric);
    MDG_TRY(ReadShallow());
    told.is_shallow = told.is_shallow || !cut_.empty();
    MDG_TRY(FollowRenames());
    MDG_ASSIGN(const std::vector<Brought> brought, Count());
    MDG_TRY(ReadReleases());
    for (size_t i = 0; i < sought_.size(); ++i) {
      Metric& metric = *sought_[i].metric;
      const Brought& one = brought[i];
      metric.introduced = Introduction{one.commit, one.date, releases_.FirstWith(one.commit), cut_.contains(one.commit)};
      ++told.metrics;
      told.without += one.commit.empty() ? 1 : 0;
    }
    return {};
  }

 private:
  std::string FromTop(const std::string& path) const {
    std::error_code error;
    const fs::path absolute = fs::weakly_canonical(path, error);
    return absolute.lexically_relative(top_).generic_string();
  }

  // Where a part of the name is a constant, that stands in another file, which the trail of the name leads to.
  void Seek(Metric& metric) {
    Sought best{&metric, "", ""};
    std::set<std::string> paths;
    for (const SourceLocation& at : metric.definitions) paths.insert(at.path);
    for (const TrailStep& step : metric.name.trail) paths.insert(step.at.path);
    for (const std::string& path : paths) {
      auto known = tokens_.find(path);
      if (known == tokens_.end()) known = tokens_.emplace(path, TokensOf(ReadFile(path).value_or(""))).first;
      std::string text = NameIn(metric.name.value, known->second);
      if (text.size() > best.text.size()) best.text = std::move(text), best.path = FromTop(path);
    }
    sought_.push_back(std::move(best));
  }

  // The commits a shallow clone begins with.
  Status ReadShallow() {
    std::string path;
    MDG_TRY(RunGit(top_, {"rev-parse", "--git-path", "shallow"}, deadline_, [&](std::string_view line) { path = line; }));
    const std::string text = ReadFile(ResolvePath(top_, path)).value_or("");
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      cut_.insert(text.substr(begin, end - begin));
      begin = end + 1;
    }
    return {};
  }

  // What the files were called before, and before that. The commit that made a file is asked whether it took one away that was alike.
  Status FollowRenames() {
    std::set<std::string> open;
    for (const Sought& one : sought_) {
      if (!one.text.empty()) open.insert(one.path), names_[one.path].insert(one.path);
    }
    for (int round = 0; round < kMostRenames && !open.empty(); ++round) {
      MDG_ASSIGN(const std::vector<std::string> commits, CommitsThatAdded(open));
      if (commits.empty()) break;
      MDG_ASSIGN(open, NamesBefore(commits, open));
    }
    return {};
  }

  Result<std::vector<std::string>> CommitsThatAdded(const std::set<std::string>& paths) const {
    std::vector<std::string> arguments = {"log", "--format=%H", "--diff-filter=A", "--no-renames", "HEAD", "--"};
    for (const std::string& path : paths) arguments.push_back(":(top,literal)" + path);
    std::vector<std::string> commits;
    MDG_TRY(RunGit(top_, arguments, deadline_, [&](std::string_view line) { commits.emplace_back(line); }));
    return commits;
  }

  Result<std::set<std::string>> NamesBefore(const std::vector<std::string>& commits, const std::set<std::string>& paths) {
    std::vector<std::string> arguments = {"log", "--no-walk", "--format=", "--name-status", "-M", "--diff-filter=R"};
    arguments.insert(arguments.end(), commits.begin(), commits.end());
    std::set<std::string> before;
    MDG_TRY(RunGit(top_, arguments, deadline_, [&](std::string_view line) {  // "R095\told\tnew"
      const size_t first = line.find('\t'), second = line.find('\t', first + 1);
      if (first == std::string_view::npos || second == std::string_view::npos) return;
      const std::string old(line.substr(first + 1, second - first - 1)), now(line.substr(second + 1));
      if (!paths.contains(now)) return;
      bool is_new = false;
      for (auto& [path, all] : names_) {
        if (all.contains(now)) is_new = all.insert(old).second || is_new;
      }
      if (is_new) before.insert(old);
    }));
    return before;
  }

  // A text of some words that is one metric's counts in all source, so that it may move from file to file; any other in the
  // metric's own file. Two metrics that have the same text in the same file cannot be told apart.
  std::vector<Wanted> WantedTexts() const {
    std::map<std::string, std::set<std::vector<SourceLocation>>> users;
    std::map<std::pair<std::string, std::string>, std::set<std::vector<SourceLocation>>> users_in_file;
    for (const Sought& one : sought_) {
      users[one.text].insert(one.metric->definitions);
      users_in_file[{one.text, one.path}].insert(one.metric->definitions);
    }
    std::vector<Wanted> wanted;
    for (const Sought& one : sought_) {
      if (one.text.empty() || users_in_file[{one.text, one.path}].size() > 1) {
        wanted.push_back({"", {}});
      } else if (users[one.text].size() == 1 && one.text.find('_', 1) != std::string::npos) {
        wanted.push_back({one.text, {}});
      } else {
        wanted.push_back({one.text, names_.at(one.path)});
      }
    }
    return wanted;
  }

  Result<std::vector<Brought>> Count() const {
    Tally tally(WantedTexts());
    if (names_.empty()) return tally.Finish();
    std::vector<std::string> arguments = {"log", "--reverse", "--topo-order", "--no-merges", "-p", "-U0", "--no-renames", "--no-ext-diff",
                                          "--no-textconv", "--no-color", "--src-prefix=a/", "--dst-prefix=b/",
                                          "--format=" + std::string(kFormat), "HEAD", "--"};
    std::set<std::string> endings;
    for (const auto& [path, all] : names_) {
      for (const std::string& each : all) endings.insert(fs::path(each).extension().string());
    }
    for (const std::string& ending : endings) arguments.push_back(":(top,glob)**/*" + ending);
    for (const char* others : {"**/vendor/**", "**/testdata/**", "**/*_test.go"}) {
      arguments.push_back(std::string(":(top,exclude,glob)") + others);
    }
    MDG_TRY(RunGit(top_, arguments, deadline_, [&](std::string_view line) { tally.Line(line); }));
    return tally.Finish();
  }

  Status ReadReleases() {
    MDG_TRY(RunGit(top_, {"rev-list", "--parents", "HEAD", "--tags"}, deadline_, [&](std::string_view line) { releases_.AddCommit(line); }));
    std::map<std::string, std::string, std::less<>> commits;  // a tag may be about a tag; the last line of each is what it comes to
    MDG_TRY(RunGit(top_, {"for-each-ref", "--format=%(refname)", "--count=1", "refs/tags"}, deadline_,
                   [&](std::string_view line) { commits.emplace(line, ""); }));
    if (commits.empty()) return {};  // of no tags, show-ref makes a failure
    MDG_TRY(RunGit(top_, {"show-ref", "--tags", "--dereference"}, deadline_, [&](std::string_view line) {  // "hash refs/tags/v1^{}"
      const size_t blank = line.find(' ');
      if (blank == std::string_view::npos) return;
      std::string_view name = line.substr(blank + 1);
      if (name.ends_with("^{}")) name.remove_suffix(3);
      commits[std::string(name)] = line.substr(0, blank);
    }));
    return RunGit(top_, {"for-each-ref", "--sort=creatordate", "--format=%(refname)", "refs/tags"}, deadline_, [&](std::string_view line) {
      constexpr std::string_view kTags = "refs/tags/";
      const auto commit = commits.find(line);
      if (commit != commits.end() && line.starts_with(kTags)) releases_.AddTag(commit->second, line.substr(kTags.size()));
    });
  }

  std::string top_;
  Deadline deadline_;
  std::vector<Sought> sought_;
  std::map<std::string, std::unordered_set<std::string>> tokens_;  // of each file
  std::map<std::string, std::set<std::string>> names_;             // of each file, all it has had
  std::set<std::string> cut_;
  Releases releases_;
};

std::string FolderBehind(const std::string& root) {
  std::error_code error;
  if (fs::is_directory(root, error)) return root;
  const std::string folder = FolderOf(root);
  return folder.empty() ? "." : folder;
}

bool IsBelow(const std::string& path, const std::string& top) {
  std::error_code error;
  const std::string absolute = fs::weakly_canonical(path, error).generic_string();
  return absolute.size() > top.size() && absolute.starts_with(top) && absolute[top.size()] == '/';
}

}  // namespace

Result<Told> AddIntroductions(Catalog& catalog, const std::vector<std::string>& roots) {
  const Deadline deadline = std::chrono::steady_clock::now() + kLongest;
  std::set<std::string> tops;
  for (const std::string& root : roots) {
    MDG_TRY(RunGit(FolderBehind(root), {"rev-parse", "--show-toplevel"}, deadline, [&](std::string_view line) { tops.emplace(line); }));
  }
  Told told;
  for (const std::string& top : tops) {
    std::vector<Metric*> metrics;
    for (std::vector<Metric>* all : {&catalog.metrics, &catalog.patterns}) {
      for (Metric& metric : *all) {
        const bool has_place = !metric.definitions.empty() && metric.name.origin != Origin::kLibrary && !metric.introduced;
        if (has_place && IsBelow(metric.definitions.front().path, top)) metrics.push_back(&metric);
      }
    }
    MDG_TRY(Repository(top, deadline).Tell(metrics, told));
  }
  return told;
}

}  // namespace mdg::history
