// In: what is read. Out: runs. See watch.h.
#include "cli/watch.h"

#include <fmt/core.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <set>

#include "base/change_watch.h"
#include "cli/report.h"
#include "discover/folders.h"

namespace fs = std::filesystem;

namespace mdg::cli {
namespace {

// Long enough for an editor that saves by renaming and for a formatter behind it; a person does not notice it.
constexpr std::chrono::milliseconds kQuiet{50};

// Nothing of ours is half written at any moment at which a signal is let through (base/replace_files.cc), so the process may go at once.
void EndAtOnce(int) { _exit(static_cast<int>(ExitCode::kFine)); }

// One name for each place, whichever way it was spelled.
fs::path Canonical(const std::string& path) {
  std::error_code error;
  fs::path canonical = fs::weakly_canonical(fs::absolute(path.empty() ? "." : path, error), error);
  return error ? fs::path(path) : canonical;
}

// Which changes there can be.
struct Watched {
  std::set<std::string> scanned;  // folders
  std::set<std::string> files;    // each as it is called, and what a link leads to
  std::vector<std::string> folders;

  bool IsConcernedBy(const Change& change) const {
    const std::string folder(change.folder);
    if (change.name.empty()) return scanned.contains(folder);
    if (files.contains((fs::path(folder) / change.name).string())) return true;
    if (!scanned.contains(folder)) return false;
    return change.is_folder ? !change.name.starts_with('.') && !change.name.starts_with('_') : discover::IsSourceName(change.name);
  }
};

Watched WatchedFor(const Inputs& inputs) {
  Watched watched;
  if (inputs.scans) {
    for (const std::string& folder : discover::ListFolders(inputs.scan)) watched.scanned.insert(Canonical(folder).string());
  }
  std::set<std::string> folders = watched.scanned;
  for (const std::string& file : inputs.files) {
    const fs::path called = Canonical(fs::path(file).parent_path().string()) / fs::path(file).filename();
    for (const fs::path& path : {called, Canonical(file)}) {
      watched.files.insert(path.string());
      folders.insert(path.parent_path().string());
    }
  }
  watched.folders.assign(folders.begin(), folders.end());
  return watched;
}

}  // namespace

Result<ExitCode> RunOnChange(const std::function<Result<Inputs>()>& inputs, const std::function<ExitCode()>& run) {
  std::error_code ignored;
  const fs::path start = fs::current_path(ignored);
  MDG_ASSIGN(ChangeWatch watch, ChangeWatch::Open());
  std::signal(SIGINT, EndAtOnce);
  std::signal(SIGTERM, EndAtOnce);
  Watched watched;
  for (bool is_first = true;; is_first = false) {
    fs::current_path(start, ignored);
    // Watching begins before reading: what changes meanwhile is the next change.
    if (const Result<Inputs> read = inputs()) {
      watched = WatchedFor(*read);
      MDG_TRY(watch.Watch(watched.folders));
    } else if (is_first) {
      return Fail(read.error().message);
    }
    fs::current_path(start, ignored);
    const ExitCode code = run();
    if (is_first && code == ExitCode::kCouldNotRun) return code;
    ReportLine(fmt::format("watching {} folders for changes; Ctrl-C ends", watched.folders.size()));
    MDG_TRY(watch.Wait([&](const Change& change) { return watched.IsConcernedBy(change); }, kQuiet));
  }
}

}  // namespace mdg::cli
