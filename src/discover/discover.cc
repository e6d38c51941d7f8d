// In: roots and rules. Out: the files that can matter, the Go modules they belong to, and what could not be read. The
// walk is walk.h, the byte search needles.h; here is what is taken and what is left out.
#include "discover/discover.h"

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/file_system.h"
#include "base/parallel.h"
#include "diagnostics/codes.h"
#include "discover/folders.h"
#include "discover/globs.h"
#include "discover/go_modules.h"
#include "discover/needles.h"
#include "discover/programs.h"
#include "discover/walk.h"
#include "languages/language.h"

namespace mdg::discover {
namespace {

constexpr int kFewestThreads = 8;  // more than cores: on a cold disk the number of reads under way is what counts

// A NUL or two in a source file are somebody's slip; many control characters are no text at all (or text in UTF-16).
bool LooksBinary(std::string_view text) {
  constexpr size_t kLooked = 4096;
  const std::string_view head = text.substr(0, kLooked);
  if (head.find('\0') == std::string_view::npos) return false;
  const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 9 || (byte > 13 && byte < 32);
  });
  return static_cast<size_t>(controls) * 20 > head.size();
}

// What one thread found; nothing of it is shared.
struct alignas(64) Findings {
  FileReader reader;
  std::vector<SourceFile> files;
  std::vector<GoModule> modules;
  std::vector<GoWorkspace> workspaces;
  std::vector<ImportMap::Version> versions;
  uint64_t bytes_read = 0;
  uint64_t files_skipped = 0;
};

// Go in `third_party` is built with the module around it; headers there are libraries of others, as they are in `vendor`.
bool IsForeign(const Folder& folder, const languages::Language& language) { return (folder.third_party || folder.vendored) && language.includes; }

// "app/vendor/github.com/x/y" -> "github.com/x/y"
std::string_view VendoredPath(std::string_view folder) {
  constexpr std::string_view kVendor = "vendor/";
  const size_t at = folder.rfind("/vendor/");
  if (at != std::string_view::npos) return folder.substr(at + 1 + kVendor.size());
  return folder.starts_with(kVendor) ? folder.substr(kVendor.size()) : folder;
}

// Of what is vendored, packages that are not read are left with their imports.
void ReduceVendored(const Options& options, Found& found) {
  if (!options.reads_vendored) return;
  for (size_t begin = 0, end = 0; begin < found.files.size(); begin = end) {  // files of one folder follow one another, but for those of folders in it
    end = begin + 1;
    while (end < found.files.size() && found.files[end].folder == found.files[begin].folder) ++end;
    const bool is_package = found.files[begin].vendored && VendoredPath(found.files[begin].folder) != found.files[begin].folder;
    if (!is_package) continue;
    const auto reads = [&](const SourceFile& file) { return options.reads_vendored(VendoredPath(file.folder), file.imports); };
    if (std::any_of(found.files.begin() + static_cast<ptrdiff_t>(begin), found.files.begin() + static_cast<ptrdiff_t>(end), reads)) continue;
    for (size_t i = begin; i < end; ++i) found.files[i].imports_only = true;
  }
}

class Finder final : public Visitor {
 public:
  Finder(const Options& options, std::vector<std::string> roots, int threads, Sink& sink)
      : options_(options),
        roots_(std::move(roots)),
        sink_(sink),
        excludes_(options.excludes),
        needles_(options.needles),
        findings_(static_cast<size_t>(threads)) {}

  bool Enter(Folder& folder, std::string_view name) override {
    return GoesInto(options_, excludes_, folder, name);
  }

  bool Wants(const Folder& folder, std::string_view name) override {
    if (name == "go.mod" || name == "go.work" || name == "vendor.conf") return !folder.vendored;
    const languages::Language* language = languages::ForPath(name);
    if (language == nullptr) return false;
    // Hidden and half-hidden files are not compiled either; "._x.go" is what a Mac leaves on other people's disks.
    const bool left_out = name.starts_with('.') || name.starts_with('_') ||
                          (!options_.include_vendored && IsForeign(folder, *language)) ||
                          (!options_.include_tests && language->is_test(folder.relative, name)) ||
                          excludes_.Matches(JoinPath(folder.relative, name), false);
    if (left_out) ++files_skipped_;
    return !left_out;
  }

  void VisitFile(const Folder& folder, int descriptor, const std::string& name, int worker) override {
    Findings& found = findings_[static_cast<size_t>(worker)];
    Take(folder, name, found.reader.Read(name.c_str(), options_.max_file_bytes, false, descriptor), found);
  }

  // A file that was named is taken, whatever the rules say of its name, and though it be a link.
  void VisitRoot(const Folder& folder, const std::string& name) {
    const std::string path = JoinPath(folder.path, name);
    Take(folder, name, findings_[0].reader.Read(path.c_str(), options_.max_file_bytes, true), findings_[0]);
  }

  void CannotRead(const Folder& folder, int error) override {
    const std::string path = folder.path.empty() ? "." : folder.path;
    Report(code::kUnreadableFile, path, "cannot read folder `" + path + "`: " + std::strerror(error));
    if (folder.relative.empty()) ++unreadable_roots_;
  }

  size_t UnreadableRoots() const { return unreadable_roots_; }

  Found Gather(int threads);

 private:

  void Report(const char* code, const std::string& path, std::string message) {
    sink_.Report({code, Severity::kWarning, {path}, std::move(message), {}});
  }

  // Makes what it is of a file that was read, or a diagnostic.
  void Take(const Folder& folder, const std::string& name, FileReader::Outcome outcome, Findings& found) {
    const int error = errno;
    std::string path = JoinPath(folder.path, name);
    if (outcome == FileReader::Outcome::kTooLarge) {
      Report(code::kFileTooLarge, path,
             "`" + path + "` is larger than " + std::to_string(options_.max_file_bytes) + " bytes and was left out");
      return;
    }
    if (outcome == FileReader::Outcome::kFailed) {
      Report(code::kUnreadableFile, path, "cannot read `" + path + "`: " + std::strerror(error));
      return;
    }
    found.bytes_read += found.reader.Text().size();
    if (name == "go.mod") {
      if (std::optional<GoModule> module = ParseGoMod(found.reader.Text(), folder.path)) {
        found.modules.push_back(std::move(*module));
      }
    } else if (name == "go.work") {
      found.workspaces.push_back(ParseGoWork(found.reader.Text(), folder.path));
    } else if (name == "vendor.conf") {
      for (auto& [module, version] : ParseVendorConf(found.reader.Text())) found.versions.push_back({folder.path, module, version});
    } else {
      TakeSource(folder, name, std::move(path), found);
    }
  }

  void TakeSource(const Folder& folder, const std::string& name, std::string path, Findings& found) {
    const std::string_view text = found.reader.Text();
    if (LooksBinary(text)) {
      Report(code::kBinaryFile, path, "`" + path + "` does not hold text in UTF-8 and was left out");
      return;
    }
    const languages::Language& language = *languages::ForPath(name);
    languages::FileHead head = language.read_head(text);
    if (head.generated && !options_.include_generated) {
      ++found.files_skipped;
      return;
    }
    SourceFile file;
    file.path = std::move(path);
    file.root = roots_[folder.root];
    file.folder = folder.path;
    file.vendored = folder.vendored || IsForeign(folder, language);
    file.test = folder.test || language.is_test(folder.relative, name);
    file.has_needle = needles_.AnyIn(text);
    file.generated = head.generated;
    file.package_name = std::move(head.package_name);
    file.build_constraint = std::move(head.build_constraint);
    if (!file.test && !IsInSomeBuild(file)) {  // `//go:build ignore`
      ++found.files_skipped;
      return;
    }
    file.imports = std::move(head.imports);
    file.serves = !file.vendored && options_.serves && options_.serves(file.imports, text);
    file.includes = std::move(head.includes);
    file.bytes = text.size();
    found.files.push_back(std::move(file));
  }

  const Options& options_;
  const std::vector<std::string> roots_;
  Sink& sink_;
  const Globs excludes_;
  const Needles needles_;
  std::vector<Findings> findings_;  // one for each worker
  std::atomic<uint64_t> files_skipped_ = 0;
  std::atomic<size_t> unreadable_roots_ = 0;
};

bool InOrder(const SourceFile* a, const SourceFile* b) {
  const int order = a->path.compare(b->path);
  return order != 0 ? order < 0 : a->root < b->root;
}

// Puts together what the threads found. Which thread found what is chance, so everything is sorted; roots may overlap,
// so the same file may be there twice.
Found Finder::Gather(int threads) {
  std::vector<std::vector<SourceFile*>> sorted(findings_.size());
  ParallelFor(findings_.size(), threads, [&](size_t i) {
    for (SourceFile& file : findings_[i].files) sorted[i].push_back(&file);
    std::sort(sorted[i].begin(), sorted[i].end(), InOrder);
  });
  Found all;
  all.files_skipped = files_skipped_;
  std::vector<GoWorkspace> workspaces;
  std::vector<SourceFile*> files;
  for (size_t i = 0; i < findings_.size(); ++i) {
    Findings& found = findings_[i];
    all.bytes_read += found.bytes_read;
    all.files_skipped += found.files_skipped;
    const auto middle = static_cast<ptrdiff_t>(files.size());
    files.insert(files.end(), sorted[i].begin(), sorted[i].end());
    std::inplace_merge(files.begin(), files.begin() + middle, files.end(), InOrder);
    std::move(found.modules.begin(), found.modules.end(), std::back_inserter(all.modules));
    std::move(found.versions.begin(), found.versions.end(), std::back_inserter(all.vendored_versions));
    std::move(found.workspaces.begin(), found.workspaces.end(), std::back_inserter(workspaces));
  }
  all.files.reserve(files.size());
  for (SourceFile* file : files) {
    std::vector<SourceFile>& kept = languages::ForPath(file->path)->includes ? all.including : all.files;
    if (kept.empty() || kept.back().path != file->path) kept.push_back(std::move(*file));
  }
  auto same_folder = [](const GoModule& a, const GoModule& b) { return a.folder == b.folder; };
  std::sort(all.modules.begin(), all.modules.end(),
            [](const GoModule& a, const GoModule& b) { return a.folder < b.folder; });
  all.modules.erase(std::unique(all.modules.begin(), all.modules.end(), same_folder), all.modules.end());
  std::stable_sort(all.vendored_versions.begin(), all.vendored_versions.end(),
                   [](const ImportMap::Version& a, const ImportMap::Version& b) { return a.folder < b.folder; });
  std::sort(workspaces.begin(), workspaces.end(),
            [](const GoWorkspace& a, const GoWorkspace& b) { return a.modules < b.modules; });
  for (const GoWorkspace& workspace : workspaces) ApplyWorkspace(workspace, all.modules);
  return all;
}

// Gives the files of a root that is not a module of its own the module it lies in.
void AddEnclosingModules(const std::vector<std::string>& folders, std::vector<GoModule>& modules) {
  for (const std::string& folder : folders) {
    auto at =
        std::lower_bound(modules.begin(), modules.end(), folder,
                         [](const GoModule& module, const std::string& wanted) { return module.folder < wanted; });
    if (at != modules.end() && at->folder == folder) continue;
    if (std::optional<GoModule> module = FindEnclosingModule(folder)) modules.insert(at, std::move(*module));
  }
}

std::string SpellFolder(const std::string& tidy_path) { return tidy_path == "." ? std::string() : tidy_path; }

// What is left out by itself, and takes metrics along, is said.
void ReportVendored(const std::vector<GoModule>& modules, Sink& sink) {
  for (const GoModule& module : modules) {
    const std::string folder = MetricVendorFolder(module);
    if (folder.empty()) continue;
    sink.Report({code::kVendored, Severity::kNote, {folder}, "left out: metrics that libraries in it expose by themselves are missing; --include-vendored reads it, too", {}});
  }
}

}  // namespace

Result<Found> FindSources(const Options& options, Sink& sink) {
  const int threads = options.threads > 0 ? options.threads : std::max(kFewestThreads, CoreCount());
  std::vector<std::string> roots;
  for (const std::string& root : options.roots) roots.push_back(TidyPath(root));
  std::vector<Folder> folders;
  std::vector<size_t> single_files;
  std::vector<std::string> root_folders;
  for (size_t i = 0; i < roots.size(); ++i) {
    struct stat facts {};
    if (stat(roots[i].c_str(), &facts) != 0) {
      return Fail("cannot scan `" + options.roots[i] + "`: " + std::strerror(errno));
    }
    if (S_ISDIR(facts.st_mode)) {
      folders.push_back({i, SpellFolder(roots[i]), {}, false, false});
      root_folders.push_back(folders.back().path);
    } else if (languages::ForPath(roots[i]) != nullptr) {
      single_files.push_back(i);
      root_folders.push_back(FolderOf(roots[i]));
    } else {
      return Fail("cannot scan `" + options.roots[i] +
                  "`: it is neither a folder nor a source file of a known language");
    }
  }
  Finder finder(options, roots, threads, sink);
  for (size_t i : single_files) {
    finder.VisitRoot({i, FolderOf(roots[i]), {}, false, false}, std::string(FileNameOf(roots[i])));
  }
  const size_t folder_count = folders.size();
  Walk(std::move(folders), threads, finder);
  Found found = finder.Gather(threads);
  if (single_files.empty() && folder_count > 0 && finder.UnreadableRoots() == folder_count) {
    return Fail("cannot read `" + options.roots[0] + "`");
  }
  if (!options.include_vendored) ReportVendored(found.modules, sink);
  ReduceVendored(options, found);
  AddEnclosingModules(root_folders, found.modules);
  found.has_all_importers = options.excludes.empty() && !options.include_tests;
  return found;
}

}  // namespace mdg::discover
