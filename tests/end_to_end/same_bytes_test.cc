// Same tree, same bytes out: whatever the number of threads, the order the folders list their files in, and the order the files are
// named in. The tree is that of all text cases side by side: every rule, every diagnostic and every language there is a case for.
// In: the case files. Out: catalogs and diagnostics, compared byte for byte. Deliberately asks nothing about what is right.
#include <algorithm>
#include <memory>
#include <random>
#include <regex>

#include "tests/case_file.h"
#include "tests/end_to_end/program_test.h"

namespace mdg::tests {
namespace {

namespace fs = std::filesystem;

// Every file of every case, below a folder of the case's name, in an order that is the same each time.
std::vector<std::pair<std::string, std::string>> FilesOfAllCases() {
  std::vector<std::pair<std::string, std::string>> files;
  for (const char* kind : {"cases", "cases_cpp"}) {
    const fs::path root = fs::path(MDG_TESTS) / kind;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".txt") continue;
      std::string error;
      const Case parsed = ParseCase(ReadWholeFile(entry.path()), error);
      EXPECT_EQ(error, "") << entry.path();
      const std::string folder = entry.path().lexically_relative(root).replace_extension().string() + '/';
      for (const auto& [path, content] : parsed.files) {
        if (path.find(" -> ") == std::string::npos) files.emplace_back(folder + path, content);  // links are hostile_trees_test's
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

class SameBytes : public ProgramTest {
 protected:
  void SetUp() override { files_ = FilesOfAllCases(); }

  // All the program says of the tree, but for how long it took.
  std::string Said(std::vector<std::string> paths, const std::string& format, int threads, const std::string& folder) const {
    std::vector<std::string> words = {"scan", "--verbose", "--format", format, "--threads", std::to_string(threads)};
    words.insert(words.end(), paths.begin(), paths.end());
    const ProgramResult result = Run(std::move(words), {.folder = folder, .timeout_seconds = 300});
    EXPECT_EQ(result.exit_code, 0) << result.standard_error.substr(0, 2000);
    static const std::regex seconds(" in [0-9]+\\.[0-9]+ s\\b");
    return result.standard_output + std::regex_replace(result.standard_error, seconds, " in TIME");
  }

  std::vector<std::pair<std::string, std::string>> files_;
};

// A comparison of a megabyte says where, not what it compared.
void ExpectSame(const std::string& got, const std::string& wanted, const std::string& what) {
  if (got == wanted) return;
  const auto at = static_cast<size_t>(std::mismatch(got.begin(), got.end(), wanted.begin(), wanted.end()).first - got.begin());
  const size_t begin = at < 200 ? 0 : at - 200;
  ADD_FAILURE() << what << " differs from byte " << at << ":\n" << got.substr(begin, 400) << "\n-- instead of --\n" << wanted.substr(begin, 400);
}

TEST_F(SameBytes, WhateverTheNumberOfThreads) {
  for (const auto& [path, content] : files_) folder_.Write(path, content);
  for (const char* format : {"json", "text", "html"}) {
    const std::string once = Said({}, format, 1, folder_.path());
    ASSERT_GT(once.size(), 20'000u) << "the tree holds next to nothing";
    for (int threads : {2, 32}) ExpectSame(Said({}, format, threads, folder_.path()), once, std::string(format) + " with threads");
  }
}

// Folders list what is in them in an order of the file system's own: often that of making, or its reverse (tmpfs), or one by chance.
TEST_F(SameBytes, WhateverOrderTheFilesWereMadeIn) {
  std::mt19937 chance(5);
  std::string once;
  for (const char* place : {"", "/dev/shm"}) {
    for (int round = 0; round < 3; ++round) {
      std::unique_ptr<TemporaryFolder> folder;
      if (*place == '\0') {
        folder = std::make_unique<TemporaryFolder>();
      } else if (fs::is_directory(place)) {
        folder = std::make_unique<TemporaryFolder>(place);
      } else {
        continue;
      }
      for (const auto& [path, content] : files_) folder->Write(path, content);
      const std::string said = Said({}, "json", 32, folder->path());
      if (once.empty()) once = said;
      ExpectSame(said, once, "files made in another order");
      std::shuffle(files_.begin(), files_.end(), chance);
    }
  }
}

// The order of the command line is one that no file system can undo.
TEST_F(SameBytes, WhateverOrderTheyAreNamedIn) {
  std::vector<std::string> sources, folders;
  for (const auto& [path, content] : files_) {
    folder_.Write(path, content);
    if (path.ends_with(".go")) sources.push_back(path);
    folders.push_back(path.substr(0, path.find('/')));
  }
  folders.erase(std::unique(folders.begin(), folders.end()), folders.end());
  sources.resize(std::min<size_t>(sources.size(), 900));  // what a command line takes
  std::mt19937 chance(5);
  for (std::vector<std::string>* names : {&folders, &sources}) {
    const std::string once = Said(*names, "json", 1, folder_.path());
    ASSERT_GT(once.size(), 20'000u);
    for (int round = 0; round < 3; ++round) {
      std::shuffle(names->begin(), names->end(), chance);
      ExpectSame(Said(*names, "json", 32, folder_.path()), once, "paths named in another order");
    }
  }
}

}  // namespace
}  // namespace mdg::tests
