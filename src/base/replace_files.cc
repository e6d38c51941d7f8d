// In: paths and contents. Out: files, replaced by rename. A temporary file has no name until it is complete
// (O_TMPFILE), so that a kill leaves nothing behind; where the file system cannot do that it has a name beginning with
// a dot.
#include "base/replace_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "base/file_system.h"

namespace mdg {
namespace {

// One file on its way to its target. Closes and removes what is left of it.
struct Pending {
  std::string target;     // links followed
  std::string temporary;  // "": it has no name yet
  int descriptor = -1;

  Pending() = default;
  Pending(const Pending&) = delete;
  Pending& operator=(const Pending&) = delete;
  ~Pending() {
    if (descriptor >= 0) close(descriptor);
    if (!temporary.empty()) unlink(temporary.c_str());
  }
};

tl::unexpected<Error> CannotWrite(const std::string& path, const std::string& why) {
  return Fail("cannot write " + path + ": " + why);
}

tl::unexpected<Error> CannotWrite(const std::string& path) { return CannotWrite(path, std::strerror(errno)); }

// The folder a file is made in.
std::string HomeOf(const std::string& path) {
  const std::string folder = FolderOf(path);
  return folder.empty() ? "." : folder;
}

std::string TemporaryName(const std::string& target) {
  const size_t slash = target.rfind('/') + 1;  // 0 when there is none
  return target.substr(0, slash) + '.' + target.substr(slash) + ".metricsdocgen-" + std::to_string(getpid());
}

Status WriteAll(int descriptor, const FileContent& file) {
  for (size_t done = 0; done < file.content.size();) {
    const ssize_t written = write(descriptor, file.content.data() + done, file.content.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return CannotWrite(file.path);
    done += static_cast<size_t>(written);
  }
  return {};
}

Status WriteDirectly(const FileContent& file) {
  const int descriptor = open(file.path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return CannotWrite(file.path);
  const Status written = WriteAll(descriptor, file);
  close(descriptor);
  return written;
}

Status OpenTemporary(const FileContent& file, Pending& pending) {
  const bool can_link = access("/proc/self/fd", X_OK) == 0;
  if (can_link) pending.descriptor = open(HomeOf(pending.target).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  if (pending.descriptor >= 0) return {};
  const std::string name = TemporaryName(pending.target);
  unlink(name.c_str());
  pending.descriptor = open(name.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
  if (pending.descriptor < 0 && errno == ENOENT) {
    return CannotWrite(file.path, "there is no folder " + HomeOf(pending.target));
  }
  if (pending.descriptor < 0) return CannotWrite(file.path);
  pending.temporary = name;
  return {};
}

// Everything that can go wrong for want of space or permission goes wrong here, where nothing has been changed yet.
Status Prepare(const FileContent& file, Pending& pending) {
  struct stat existing {};
  const bool exists = stat(file.path.c_str(), &existing) == 0;
  if (exists && S_ISDIR(existing.st_mode)) return CannotWrite(file.path, "it is a folder");
  if (exists && !S_ISREG(existing.st_mode)) return {};  // was written to directly
  // A rename would get past a file's own protection, and root past all; who made it read-only meant it.
  if (exists && ((existing.st_mode & 0222) == 0 || access(file.path.c_str(), W_OK) != 0)) {
    return CannotWrite(file.path, errno == EROFS ? std::strerror(errno) : "it is read-only");
  }
  char resolved[PATH_MAX];
  pending.target = exists && realpath(file.path.c_str(), resolved) != nullptr ? resolved : file.path;
  MDG_TRY(OpenTemporary(file, pending));
  MDG_TRY(WriteAll(pending.descriptor, file));
  // A run as root leaves a file its owner's. Who may not give files away has made it anew, as every editor does.
  [[maybe_unused]] const int given = exists ? fchown(pending.descriptor, existing.st_uid, existing.st_gid) : 0;
  if (exists && fchmod(pending.descriptor, existing.st_mode & 07777) != 0) return CannotWrite(file.path);
  if (fsync(pending.descriptor) != 0) return CannotWrite(file.path);
  return {};
}

// Gives the file a name beside its target. Done for all files at the last moment: a SIGKILL between here and the rename
// is the only one that leaves a file behind, complete and with a name beginning with a dot.
Status Name(const FileContent& file, Pending& pending) {
  if (pending.descriptor < 0 || !pending.temporary.empty()) return {};
  const std::string name = TemporaryName(pending.target);
  const std::string unnamed = "/proc/self/fd/" + std::to_string(pending.descriptor);
  unlink(name.c_str());
  if (linkat(AT_FDCWD, unnamed.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0) return CannotWrite(file.path);
  pending.temporary = name;
  return {};
}

bool IsSpecial(const std::string& path) {
  struct stat existing {};
  return stat(path.c_str(), &existing) == 0 && !S_ISREG(existing.st_mode) && !S_ISDIR(existing.st_mode);
}

// Whoever interrupts us meanwhile is heard as soon as nothing temporary is left: a moment later.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

Status ReplaceFiles(const std::vector<FileContent>& files) {
  for (const FileContent& file : files) {
    if (IsSpecial(file.path)) MDG_TRY(WriteDirectly(file));  // may wait for a reader, so it can be interrupted
  }
  const SignalsHeld held;  // outlives what is pending
  std::vector<Pending> pending(files.size());
  for (size_t i = 0; i < files.size(); ++i) MDG_TRY(Prepare(files[i], pending[i]));
  for (size_t i = 0; i < files.size(); ++i) MDG_TRY(Name(files[i], pending[i]));
  for (size_t i = 0; i < files.size(); ++i) {
    if (pending[i].temporary.empty()) continue;  // was written to directly
    if (rename(pending[i].temporary.c_str(), pending[i].target.c_str()) != 0) return CannotWrite(files[i].path);
    pending[i].temporary.clear();
  }
  return {};
}

}  // namespace mdg
