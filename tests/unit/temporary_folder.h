// A folder for one test, gone afterwards.
//
// In: relative paths and contents. Out: files below a fresh folder. Deliberately without error handling beyond an abort: a
// test that cannot write cannot test.
#pragma once

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/check.h"

namespace mdg {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string path = (std::filesystem::temp_directory_path() / "mdg_test_XXXXXX").string();
    MDG_CHECK(mkdtemp(path.data()) != nullptr);
    path_ = path;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& Path() const { return path_; }
  std::string Path(const std::string& relative) const { return path_ + "/" + relative; }

  void Write(const std::string& relative, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(Path(relative)).parent_path());
    std::ofstream file(Path(relative), std::ios::binary);
    file << text;
    MDG_CHECK(file.good());
  }
  void Link(const std::string& relative, const std::string& target) const {
    std::filesystem::create_directories(std::filesystem::path(Path(relative)).parent_path());
    std::filesystem::create_symlink(target, Path(relative));
  }

 private:
  std::string path_;
};

// Makes a folder the current one for as long as it lives.
class InFolder {
 public:
  explicit InFolder(const std::string& path) : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(path);
  }
  ~InFolder() { std::filesystem::current_path(before_); }
  InFolder(const InFolder&) = delete;
  InFolder& operator=(const InFolder&) = delete;

 private:
  std::filesystem::path before_;
};

// For as long as it lives, what root may do beyond others is not done: all threads act as nobody. Nothing changes when
// the tests run as somebody else.
class AsNobody {
 public:
  AsNobody() { MDG_CHECK(!is_root_ || seteuid(65534) == 0); }
  ~AsNobody() { MDG_CHECK(!is_root_ || seteuid(0) == 0); }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;

 private:
  bool is_root_ = geteuid() == 0;
};

}  // namespace mdg
