// Waits until something in watched folders changes.
//
// In: folders. Out: the names of what was saved, renamed, removed or, if it is a folder, made there, by inotify. Deliberately no
// recursion and no opinion which change matters: who watches says both (cli/watch.h).
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"

namespace mdg {

struct Change {
  std::string_view folder;  // as it was given to Watch
  std::string_view name;    // of the file or folder in it; "": the folder itself has gone
  bool is_folder = false;
};

class ChangeWatch {
 public:
  // Fails when the system has no watches left (`fs.inotify.max_user_instances`).
  static Result<ChangeWatch> Open();

  // Watches these folders, besides those that are watched already; a folder that is not there is left out. Fails when the system
  // allows no more (`fs.inotify.max_user_watches`).
  Status Watch(const std::vector<std::string>& folders);
  size_t FolderCount() const { return folders_.size(); }

  // Returns when a change `matters` and then nothing has happened for `quiet`, or when it has not been quiet for ten times as long: a
  // save of many files is one change. When the system has lost count, that is a change that matters. Nothing that happens between
  // two calls is missed.
  Status Wait(const std::function<bool(const Change&)>& matters, std::chrono::milliseconds quiet);

 private:
  explicit ChangeWatch(int descriptor) : descriptor_(descriptor) {}
  // Takes what has happened; whether any of it matters.
  Result<bool> Take(const std::function<bool(const Change&)>& matters);

  Descriptor descriptor_;
  std::map<int, std::string> folders_;  // by the system's number
};

}  // namespace mdg
