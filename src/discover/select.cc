// In: what a walk found. Out: what to parse. See select.h.
#include "discover/select.h"

#include <algorithm>
#include <map>
#include <set>

namespace mdg::discover {

namespace {

// A tree without go.mod (an old GOPATH project, a source tarball): its import path is what most imports of its own folders say.
std::string GuessModulePath(const Found& found, const std::string& root) {
  std::set<std::string> folders;
  for (const SourceFile& file : found.files) {
    if (file.root != root || file.folder.size() <= root.size()) continue;
    folders.insert(root.empty() || root == "." ? file.folder : file.folder.substr(root.size() + 1));
  }
  std::map<std::string, size_t> votes;
  for (const SourceFile& file : found.files) {
    if (file.root != root || file.vendored) continue;
    for (const std::string& import : file.imports) {
      for (size_t slash = import.find('/'); slash != std::string::npos; slash = import.find('/', slash + 1)) {
        if (import.find('.') < slash && folders.contains(import.substr(slash + 1))) ++votes[import.substr(0, slash)];
      }
    }
  }
  std::string best;
  size_t most = 0;
  for (const auto& [path, count] : votes) {
    if (count > most) best = path, most = count;
  }
  return best;
}

}  // namespace

ImportMap MakeImportMap(const Found& found) {
  ImportMap map;
  map.versions = found.vendored_versions;  // first: what go.mod says outweighs them
  for (const GoModule& module : found.modules) {
    map.roots.emplace_back(module.module_path, module.folder == "." ? "" : module.folder);
    for (const auto& [path, version] : module.requires_) map.versions.push_back({module.folder, path, version});
    for (const auto& [path, folder] : module.replaces) map.roots.emplace_back(path, folder);
  }
  std::set<std::string> roots;
  for (const SourceFile& file : found.files) roots.insert(file.root);
  for (const std::string& root : roots) {
    const bool covered = std::any_of(found.modules.begin(), found.modules.end(),
                                     [&](const GoModule& m) { return root.starts_with(m.folder); });
    if (covered) continue;
    if (const std::string path = GuessModulePath(found, root); !path.empty())
      map.roots.emplace_back(path, root == "." ? "" : root);
  }
  std::set<std::string> vendor_folders;
  for (const SourceFile& file : found.files) {
    if (!file.vendored) continue;
    const std::string path = '/' + file.folder + '/';
    if (const size_t at = path.find("/vendor/"); at != std::string::npos) vendor_folders.insert(path.substr(1, at + 6));
  }
  for (const std::string& folder : vendor_folders) map.roots.emplace_back("", folder);
  std::stable_sort(map.roots.begin(), map.roots.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  return map;
}

std::vector<std::string> SelectFiles(const Found& found, const ImportMap& imports) {
  struct Folder {
    bool hit = false;
    std::set<std::string> uses;
    std::vector<std::string> files;
  };
  std::map<std::string, Folder> folders;
  for (const SourceFile& file : found.files) {
    if (file.imports_only) continue;
    Folder& folder = folders[file.folder];
    folder.hit = folder.hit || file.has_needle;
    folder.files.push_back(file.path);
    for (const std::string& import : file.imports) {
      std::string target = imports.FolderOf(import);
      if (!target.empty()) folder.uses.insert(target == "." ? std::string() : std::move(target));
    }
  }
  std::map<std::string, std::vector<std::string>> importers;
  for (const auto& [path, folder] : folders) {
    for (const std::string& used : folder.uses) importers[used].push_back(path);
  }
  std::set<std::string> selected;
  std::vector<std::string> queue;
  for (const auto& [path, folder] : folders) {
    if (folder.hit) queue.push_back(path);
  }
  std::set<std::string> upwards;
  while (!queue.empty()) {
    const std::string path = std::move(queue.back());
    queue.pop_back();
    if (!upwards.insert(path).second) continue;
    for (const std::string& importer : importers[path]) queue.push_back(importer);
  }
  for (const std::string& path : upwards) queue.push_back(path);
  while (!queue.empty()) {
    const std::string path = std::move(queue.back());
    queue.pop_back();
    auto folder = folders.find(path);
    if (folder == folders.end() || !selected.insert(path).second) continue;
    for (const std::string& used : folder->second.uses) queue.push_back(used);
  }
  std::vector<std::string> files;
  for (const std::string& path : selected)
    files.insert(files.end(), folders[path].files.begin(), folders[path].files.end());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace mdg::discover
