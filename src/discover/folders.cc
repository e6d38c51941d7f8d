// In: what to scan. Out: the folders that takes. See folders.h.
#include "discover/folders.h"

#include <sys/stat.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "base/file_system.h"
#include "base/parallel.h"
#include "languages/language.h"

namespace mdg::discover {
namespace {

bool IsVendorFolder(std::string_view name) {
  return name == "vendor" || name == "node_modules";
}

class Lister final : public Visitor {
 public:
  explicit Lister(const Options& options) : options_(options), excludes_(options.excludes) {}

  bool Enter(Folder& folder, std::string_view name) override {
    if (!GoesInto(options_, excludes_, folder, name)) return false;
    AddFolder(JoinPath(TidyPath(options_.roots[folder.root]), folder.relative));
    return true;
  }
  bool Wants(const Folder&, std::string_view) override { return false; }
  void VisitFile(const Folder&, int, const std::string&, int) override {}
  void CannotRead(const Folder&, int) override {}

  void AddFolder(std::string path) {
    std::lock_guard lock(mutex_);
    folders_.push_back(std::move(path));
  }

  std::vector<std::string> Take() {
    std::sort(folders_.begin(), folders_.end());
    folders_.erase(std::unique(folders_.begin(), folders_.end()), folders_.end());
    return std::move(folders_);
  }

 private:
  const Options& options_;
  const Globs excludes_;
  std::mutex mutex_;
  std::vector<std::string> folders_;
};

}  // namespace

bool GoesInto(const Options& options, const Globs& excludes, Folder& folder, std::string_view name) {
  if (name.starts_with('.') || name.starts_with('_')) return false;
  if (IsVendorFolder(name)) folder.vendored = true;
  if (name == "third_party") folder.third_party = true;
  if (name == "testdata") folder.test = true;
  if ((folder.vendored && !options.include_vendored) || (folder.test && !options.include_tests)) return false;
  return !excludes.Matches(folder.relative, true);
}

bool IsSourceName(std::string_view name) {
  if (name.starts_with('.') || name.starts_with('_')) return false;
  return name == "go.mod" || name == "go.work" || name == "vendor.conf" || languages::ForPath(name) != nullptr;
}

std::vector<std::string> ListFolders(const Options& options) {
  Lister lister(options);
  std::vector<Folder> roots;
  for (size_t i = 0; i < options.roots.size(); ++i) {
    const std::string root = TidyPath(options.roots[i]);
    struct stat facts {};
    if (stat(root.c_str(), &facts) == 0 && !S_ISDIR(facts.st_mode)) {
      const std::string folder = FolderOf(root);
      lister.AddFolder(folder.empty() ? "." : folder);
      continue;
    }
    lister.AddFolder(root);
    roots.push_back({i, root == "." ? std::string() : root, {}, false, false, false});
  }
  Walk(std::move(roots), options.threads > 0 ? options.threads : CoreCount(), lister);
  return lister.Take();
}

}  // namespace mdg::discover
