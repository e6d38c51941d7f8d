// In: folders. Out: calls of a Visitor. See walk.h.
#include "discover/walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <memory>
#include <utility>

#include "base/file_system.h"
#include "base/parallel.h"

namespace mdg::discover {
namespace {

// Kept open for as long as files of it wait to be visited.
struct OpenFolder {
  Folder folder;
  Descriptor descriptor;
};

// A folder to list, or (when it is open) some files of one: a folder with thousands of files is shared out in portions.
struct Item {
  Folder folder;
  std::shared_ptr<const OpenFolder> open;
  std::vector<std::string> names;
};
constexpr size_t kPortion = 64;

// A listing as the system gives it. readdir() is the same with an allocation for every folder.
constexpr size_t kListingBytes = 64 << 10;
struct Entry {
  uint64_t inode;
  int64_t offset;
  uint16_t length;  // of this entry, name and padding included
  uint8_t type;
  char name[1];
};

enum class EntryKind { kFolder, kFile, kOther };

EntryKind KindOf(int descriptor, uint8_t type, const char* name) {
  if (type == DT_DIR) return EntryKind::kFolder;
  if (type == DT_REG) return EntryKind::kFile;
  if (type != DT_UNKNOWN) return EntryKind::kOther;
  struct stat facts {};  // some file systems do not say
  if (fstatat(descriptor, name, &facts, AT_SYMLINK_NOFOLLOW) != 0) return EntryKind::kOther;
  return S_ISDIR(facts.st_mode) ? EntryKind::kFolder : S_ISREG(facts.st_mode) ? EntryKind::kFile : EntryKind::kOther;
}

class Walker {
 public:
  Walker(Visitor& visitor, int threads) : visitor_(visitor), listings_(static_cast<size_t>(threads)) {}

  void Run(std::vector<Folder> roots) {
    for (Folder& root : roots) work_.Add({std::move(root), nullptr, {}});
    work_.Run(static_cast<int>(listings_.size()), [this](Item& item, int worker) {
      if (item.open == nullptr) List(item, listings_[static_cast<size_t>(worker)]);
      for (const std::string& name : item.names) {
        visitor_.VisitFile(item.open->folder, item.open->descriptor.Value(), name, worker);
      }
    });
  }

 private:
  // Adds the folders and the files found to the work, but for the last portion of files, which stays in `item`.
  void List(Item& item, std::vector<char>& listing) {
    // A root may be a link: the user named it. Below it O_NOFOLLOW sees to a folder that became a link meanwhile.
    const int no_follow = item.folder.relative.empty() ? 0 : O_NOFOLLOW;
    const char* path = item.folder.path.empty() ? "." : item.folder.path.c_str();
    Descriptor descriptor(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | no_follow));
    if (descriptor.Value() < 0) {
      visitor_.CannotRead(item.folder, errno);
      return;
    }
    item.open = std::make_shared<const OpenFolder>(OpenFolder{std::move(item.folder), std::move(descriptor)});
    listing.resize(kListingBytes);
    while (true) {
      const long count = syscall(SYS_getdents64, item.open->descriptor.Value(), listing.data(), listing.size());
      if (count < 0) visitor_.CannotRead(item.open->folder, errno);
      if (count <= 0) return;
      for (const char* at = listing.data(); at < listing.data() + count;) {
        uint16_t length = 0;
        std::memcpy(&length, at + offsetof(Entry, length), sizeof length);
        Take(item, static_cast<uint8_t>(at[offsetof(Entry, type)]), at + offsetof(Entry, name));
        at += length;
      }
    }
  }

  void Take(Item& item, uint8_t type, const char* name) {
    if (name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'))) return;
    const Folder& folder = item.open->folder;
    switch (KindOf(item.open->descriptor.Value(), type, name)) {
      case EntryKind::kFolder: {
        Folder inner{folder.root, {}, JoinPath(folder.relative, name), folder.vendored, folder.third_party, folder.test};
        if (!visitor_.Enter(inner, name)) return;
        inner.path = JoinPath(folder.path, name);
        work_.Add({std::move(inner), nullptr, {}});
        return;
      }
      case EntryKind::kFile:
        if (!visitor_.Wants(folder, name)) return;
        if (item.names.size() == kPortion) work_.Add({{}, item.open, std::exchange(item.names, {})});
        item.names.emplace_back(name);
        return;
      case EntryKind::kOther:
        return;
    }
  }

  Visitor& visitor_;
  std::vector<std::vector<char>> listings_;  // a buffer for each worker
  WorkList<Item> work_;
};

}  // namespace

void Walk(std::vector<Folder> roots, int threads, Visitor& visitor) { Walker(visitor, threads).Run(std::move(roots)); }

}  // namespace mdg::discover
