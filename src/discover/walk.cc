// In: folders. Out: calls of a Visitor. See walk.h.
#include "discover/walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "base/file_system.h"
#include "base/parallel.h"

namespace mdg::discover {
namespace {

// A folder to list (no names yet), or some files of one: a folder with thousands of files is shared out in portions.
struct Item {
  std::shared_ptr<const Folder> folder;
  std::vector<std::string> names;
};
constexpr size_t kPortion = 64;

enum class EntryKind { kFolder, kFile, kOther };

EntryKind KindOf(int descriptor, const dirent& entry) {
  if (entry.d_type == DT_DIR) return EntryKind::kFolder;
  if (entry.d_type == DT_REG) return EntryKind::kFile;
  if (entry.d_type != DT_UNKNOWN) return EntryKind::kOther;
  struct stat facts {};  // some file systems do not say
  if (fstatat(descriptor, entry.d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0) return EntryKind::kOther;
  return S_ISDIR(facts.st_mode) ? EntryKind::kFolder : S_ISREG(facts.st_mode) ? EntryKind::kFile : EntryKind::kOther;
}

class Walker {
 public:
  explicit Walker(Visitor& visitor) : visitor_(visitor) {}

  void Run(std::vector<Folder> roots, int threads) {
    for (Folder& root : roots) work_.Add({std::make_shared<const Folder>(std::move(root)), {}});
    work_.Run(threads, [this](Item& item, int worker) {
      if (item.names.empty()) List(item);
      for (const std::string& name : item.names) visitor_.VisitFile(*item.folder, name, worker);
    });
  }

 private:
  // Adds the folders and portions of files found to the work, but for one portion that stays in `item`.
  void List(Item& item) {
    const Folder& folder = *item.folder;
    // A root may be a link: it was named by the user. Below it O_NOFOLLOW sees to a folder that became a link
    // meanwhile.
    const int no_follow = folder.relative.empty() ? 0 : O_NOFOLLOW;
    const int descriptor =
        open(folder.path.empty() ? "." : folder.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | no_follow);
    DIR* listing = descriptor >= 0 ? fdopendir(descriptor) : nullptr;
    if (listing == nullptr) {
      visitor_.CannotRead(folder, errno);
      if (descriptor >= 0) close(descriptor);
      return;
    }
    errno = 0;
    while (const dirent* entry = readdir(listing)) {
      const std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      Take(item, descriptor, *entry);
      errno = 0;
    }
    if (errno != 0) visitor_.CannotRead(folder, errno);
    closedir(listing);
  }

  void Take(Item& item, int descriptor, const dirent& entry) {
    const Folder& folder = *item.folder;
    switch (KindOf(descriptor, entry)) {
      case EntryKind::kFolder: {
        Folder inner{folder.root, {}, {}, folder.vendored, folder.test};
        inner.relative = JoinPath(folder.relative, entry.d_name);
        if (!visitor_.Enter(inner, entry.d_name)) return;
        inner.path = JoinPath(folder.path, entry.d_name);
        work_.Add({std::make_shared<const Folder>(std::move(inner)), {}});
        return;
      }
      case EntryKind::kFile:
        if (!visitor_.Wants(folder, entry.d_name)) return;
        item.names.emplace_back(entry.d_name);
        if (item.names.size() < kPortion) return;
        work_.Add({item.folder, std::move(item.names)});
        item.names.clear();
        return;
      case EntryKind::kOther:
        return;
    }
  }

  Visitor& visitor_;
  WorkList<Item> work_;
};

}  // namespace

void Walk(std::vector<Folder> roots, int threads, Visitor& visitor) { Walker(visitor).Run(std::move(roots), threads); }

}  // namespace mdg::discover
