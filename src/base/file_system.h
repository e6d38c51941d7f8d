// Reading files, and spelling paths.
//
// In: paths. Out: bytes, or why there are none; paths put together and taken apart. Deliberately no writing
// (replace_files.h) and no walking (discover/walk.h); a path is a plain string with forward slashes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace mdg {

inline constexpr uint64_t kNoSizeLimit = ~uint64_t{0};
// What people and our own scan write: configurations, hand-kept files, documents. A hundred thousand metrics fit.
inline constexpr uint64_t kMaximumTextBytes = uint64_t{64} << 20;
inline constexpr int kCurrentFolder = -100;  // AT_FDCWD

// Something open, closed with the object. Below 0: nothing is.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int Value() const { return value_; }

 private:
  int value_;
};

// The whole file. The error names the path.
Result<std::string> ReadFile(const std::string& path, uint64_t maximum_bytes = kMaximumTextBytes);

// Reads one file after the other into one buffer: no allocation and no clearing for each, which is what counts when
// there are a hundred thousand of them.
class FileReader {
 public:
  enum class Outcome : uint8_t { kRead, kTooLarge, kFailed };  // kFailed: errno says why

  // Unless told to, follows no link: what is read lies where the path says. `folder` is an open folder that `path`
  // starts from, which saves the system the way there.
  Outcome Read(const char* path, uint64_t maximum_bytes, bool follow_link = false, int folder = kCurrentFolder);
  // What the last Read found, until the next one.
  std::string_view Text() const { return {buffer_.data(), size_}; }

 private:
  std::vector<char> buffer_;
  size_t size_ = 0;
};

// "a/b.go" -> "a"; "b.go" -> ""; "/b.go" -> "/".
std::string FolderOf(std::string_view path);
std::string_view FileNameOf(std::string_view path);
// Puts one slash between them; an empty folder or "." is the current one and leaves `name` as it is.
std::string JoinPath(std::string_view folder, std::string_view name);
// Without empty and "." components: "./a//b/" -> "a/b", "./" -> ".", "/" -> "/". Keeps "..", for a link may lie before
// it.
std::string TidyPath(std::string_view path);
// `relative` as seen from `folder`, with ".." worked out: ("a/b", "../c") -> "a/c"; "" for the current folder.
std::string ResolvePath(std::string_view folder, std::string_view relative);

}  // namespace mdg
