// In: what a walk found. Out: files to parse of languages whose files include one another. See select.h.
#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_map>

#include "base/file_system.h"
#include "discover/select.h"

namespace mdg::discover {

namespace {

using Index = std::unordered_map<std::string_view, std::vector<size_t>>;

std::string_view Stem(std::string_view path) {
  const size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(0, dot);
}

// "core/reactor" of "src/core/reactor.cc": with the folder it lies in.
std::string_view ShortStem(std::string_view path) {
  const std::string_view stem = Stem(path);
  const size_t name = stem.rfind('/');
  if (name == std::string_view::npos || name == 0) return stem;
  return stem.substr(stem.rfind('/', name - 1) + 1);  // npos + 1 is 0
}

bool IsHeader(std::string_view path) {
  const size_t dot = path.rfind('.');
  return dot != std::string_view::npos && path.substr(dot).starts_with(".h");
}

// The file an include most likely means: beside the one that includes it, else the first whose path ends so.
size_t Resolve(const std::vector<SourceFile>& files, const Index& by_name, const SourceFile& from, std::string_view include) {
  while (include.starts_with("../") || include.starts_with("./")) include.remove_prefix(include.find('/') + 1);
  auto found = by_name.find(include.substr(include.rfind('/') + 1));
  size_t best = files.size();
  if (found == by_name.end()) return best;
  for (size_t i : found->second) {
    const std::string_view path = files[i].path;
    const bool fits = path == include || (path.ends_with(include) && path[path.size() - include.size() - 1] == '/');
    if (fits && (best == files.size() || files[i].folder == from.folder)) best = i;
  }
  return best;
}

// Headers and their sources: files of one name side by side, else include/core/a.h and src/core/a.cc, where there is but one such source.
class Sources {
 public:
  explicit Sources(const std::vector<SourceFile>& files) : files_(files) {
    for (size_t i = 0; i < files.size(); ++i) {
      by_stem_[Stem(files[i].path)].push_back(i);
      if (!IsHeader(files[i].path) && !files[i].test) sources_[ShortStem(files[i].path)].push_back(i);
    }
  }
  const std::vector<size_t>& Beside(size_t file) const { return by_stem_.at(Stem(files_[file].path)); }
  // What is read with a header.
  std::vector<size_t> Of(size_t header) const {
    std::vector<size_t> all = Beside(header);
    const auto elsewhere = sources_.find(ShortStem(files_[header].path));
    if (all.size() == 1 && elsewhere != sources_.end() && elsewhere->second.size() == 1) all.push_back(elsewhere->second.front());
    return all;
  }

 private:
  const std::vector<SourceFile>& files_;
  Index by_stem_, sources_;
};

}  // namespace

std::vector<std::vector<size_t>> IncludesAndSources(const std::vector<SourceFile>& files) {
  Index by_name;
  for (size_t i = 0; i < files.size(); ++i) by_name[FileNameOf(files[i].path)].push_back(i);
  const Sources sources(files);
  std::vector<std::vector<size_t>> needs(files.size());
  for (size_t i = 0; i < files.size(); ++i) {
    for (const std::string& include : files[i].includes) {
      const size_t target = Resolve(files, by_name, files[i], include);
      if (target == files.size() || target == i) continue;
      // A name without a folder that is not beside it: one of many in a large tree.
      const bool guessed = include.find('/') == std::string::npos && files[target].folder != files[i].folder && by_name[include].size() > 1;
      if (!guessed) needs[i].push_back(target);
    }
    if (!IsHeader(files[i].path)) continue;
    const std::vector<size_t> own = sources.Of(i);
    needs[i].insert(needs[i].end(), own.begin(), own.end());
  }
  return needs;
}

std::vector<std::string> SelectIncluding(const Found& found) {
  const std::vector<SourceFile>& files = found.including;
  if (std::none_of(files.begin(), files.end(), [](const SourceFile& f) { return f.has_needle && !f.test; })) return {};
  Index by_name;
  for (size_t i = 0; i < files.size(); ++i) by_name[FileNameOf(files[i].path)].push_back(i);
  const Sources sources(files);
  std::vector<std::vector<size_t>> includes(files.size()), includers(files.size());
  for (size_t i = 0; i < files.size(); ++i) {
    for (const std::string& include : files[i].includes) {
      const size_t target = Resolve(files, by_name, files[i], include);
      if (target == files.size() || target == i) continue;
      includes[i].push_back(target);
      includers[target].push_back(i);
    }
  }
  std::vector<bool> selected(files.size()), upwards(files.size());
  std::vector<size_t> queue;
  for (size_t i = 0; i < files.size(); ++i) {
    if (files[i].has_needle && !files[i].test) upwards[i] = true, queue.push_back(i);
  }
  while (!queue.empty()) {
    const size_t one = queue.back();
    queue.pop_back();
    std::vector<size_t> users = includers[one];
    if (!IsHeader(files[one].path)) {  // who uses it includes the header beside it
      const std::vector<size_t>& beside = sources.Beside(one);
      std::copy_if(beside.begin(), beside.end(), std::back_inserter(users), [&](size_t i) { return IsHeader(files[i].path); });
    }
    for (size_t next : users) {
      if (!upwards[next] && !files[next].test) upwards[next] = true, queue.push_back(next);
    }
  }
  for (size_t i = 0; i < files.size(); ++i) {
    if (upwards[i]) selected[i] = true, queue.push_back(i);
  }
  while (!queue.empty()) {
    const size_t one = queue.back();
    queue.pop_back();
    std::vector<size_t> next = includes[one];
    if (IsHeader(files[one].path)) {
      const std::vector<size_t> own = sources.Of(one);
      next.insert(next.end(), own.begin(), own.end());
    }
    for (size_t i : next) {
      if (!selected[i] && !files[i].test) selected[i] = true, queue.push_back(i);
    }
  }
  std::vector<std::string> paths;
  for (size_t i = 0; i < files.size(); ++i) {
    if (selected[i]) paths.push_back(files[i].path);
  }
  return paths;
}

}  // namespace mdg::discover
