// In: folders. Out: what changed there. See change_watch.h.
#include "base/change_watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace mdg {
namespace {

// A file counts when it has been written, not when it is begun: an empty file on its way is nothing to read.
constexpr uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

Error CannotWatch(const std::string& what) { return {"cannot watch " + what + ": " + std::strerror(errno)}; }

}  // namespace

Result<ChangeWatch> ChangeWatch::Open() {
  const int descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptor < 0) return Fail(CannotWatch("for changes").message + " (see fs.inotify.max_user_instances)");
  return ChangeWatch(descriptor);
}

Status ChangeWatch::Watch(const std::vector<std::string>& folders) {
  for (const std::string& folder : folders) {
    const int number = inotify_add_watch(descriptor_.Value(), folder.empty() ? "." : folder.c_str(), kEvents);
    if (number >= 0) {
      folders_[number] = folder;
    } else if (errno == ENOSPC) {
      return Fail("cannot watch `" + folder + "`: " + std::to_string(folders_.size()) +
                  " folders are watched and the system allows no more; raise fs.inotify.max_user_watches");
    } else if (errno != ENOENT && errno != ENOTDIR && errno != EACCES) {
      return Fail(CannotWatch("`" + folder + "`").message);
    }
  }
  return {};
}

Result<bool> ChangeWatch::Take(const std::function<bool(const Change&)>& matters) {
  alignas(inotify_event) char buffer[64 << 10];
  bool found = false;
  while (true) {
    const ssize_t count = read(descriptor_.Value(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno != EAGAIN) return Fail(CannotWatch("for changes").message);
    if (count <= 0) return found;
    for (const char* at = buffer; at < buffer + count;) {
      inotify_event event;
      std::memcpy(&event, at, sizeof event);
      const char* name = at + sizeof event;
      at += sizeof event + event.len;
      if ((event.mask & IN_Q_OVERFLOW) != 0) found = true;
      const auto folder = folders_.find(event.wd);
      if (folder == folders_.end()) continue;
      const bool is_folder = (event.mask & IN_ISDIR) != 0;
      const bool is_begun = (event.mask & IN_CREATE) != 0 && !is_folder;
      const bool is_gone = (event.mask & IN_IGNORED) != 0;  // the number means nothing any more
      if (!is_begun && !is_gone && matters({folder->second, event.len == 0 ? "" : name, is_folder})) found = true;
      if (is_gone) folders_.erase(folder);
    }
  }
}

Status ChangeWatch::Wait(const std::function<bool(const Change&)>& matters, std::chrono::milliseconds quiet) {
  using Clock = std::chrono::steady_clock;
  Clock::time_point latest = Clock::time_point::max();
  while (true) {
    pollfd waiting{descriptor_.Value(), POLLIN, 0};
    const bool has_changed = latest != Clock::time_point::max();
    const int ready = poll(&waiting, 1, has_changed ? static_cast<int>(quiet.count()) : -1);
    if (ready < 0 && errno != EINTR) return Fail(CannotWatch("for changes").message);
    if (ready == 0) return {};
    if (ready < 0) continue;
    MDG_ASSIGN(const bool found, Take(matters));
    if (found && !has_changed) latest = Clock::now() + 10 * quiet;
    if (Clock::now() >= latest) return {};
  }
}

}  // namespace mdg
