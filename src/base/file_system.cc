// In: paths. Out: bytes of files, and other paths. See file_system.h.
#include "base/file_system.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace mdg {
namespace {

constexpr size_t kFirstBufferSize = 1 << 20;  // one read() is enough for nearly every source file

ssize_t ReadSome(int descriptor, char* into, size_t size) {
  while (true) {
    const ssize_t count = read(descriptor, into, size);
    if (count >= 0 || errno != EINTR) return count;
  }
}

}  // namespace

Descriptor::~Descriptor() {
  if (value_ >= 0) close(value_);
}

Result<std::string> ReadFile(const std::string& path, uint64_t maximum_bytes) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.Value() < 0) return Fail("cannot read " + path + ": " + std::strerror(errno));
  struct stat facts {};
  std::string text;
  if (fstat(file.Value(), &facts) == 0 && S_ISREG(facts.st_mode)) {
    text.reserve(std::min(static_cast<uint64_t>(facts.st_size), maximum_bytes) + 1);
  }
  // Read to the end whatever the size said: it is 0 for pipes and /proc, and files grow.
  size_t size = 0;
  while (true) {
    text.resize(std::max({text.capacity(), size + 1, size_t{4096}}));
    const ssize_t count = ReadSome(file.Value(), text.data() + size, text.size() - size);
    if (count < 0) return Fail("cannot read " + path + ": " + std::strerror(errno));
    if (count == 0) break;
    size += static_cast<size_t>(count);
    if (size > maximum_bytes) {
      return Fail("cannot read " + path + ": it is larger than " + std::to_string(maximum_bytes) + " bytes");
    }
    if (size == text.size()) text.reserve(size * 2);
  }
  text.resize(size);
  return text;
}

static_assert(kCurrentFolder == AT_FDCWD);

FileReader::Outcome FileReader::Read(const char* path, uint64_t maximum_bytes, bool follow_link, int folder) {
  size_ = 0;
  const int no_follow = follow_link ? 0 : O_NOFOLLOW;
  // O_NONBLOCK: whatever the folder listing said, a pipe must not hold us.
  const Descriptor file(openat(folder, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | no_follow));
  if (file.Value() < 0) return Outcome::kFailed;
  if (buffer_.empty()) buffer_.resize(kFirstBufferSize);
  while (true) {
    const size_t wanted = buffer_.size() - size_;
    const ssize_t count = ReadSome(file.Value(), buffer_.data() + size_, wanted);
    if (count < 0) return Outcome::kFailed;
    size_ += static_cast<size_t>(count);
    if (size_ > maximum_bytes) {
      size_ = 0;
      return Outcome::kTooLarge;
    }
    // A short read is the end of a regular file: asking again to be told so would cost a tenth of the time.
    if (static_cast<size_t>(count) < wanted) return Outcome::kRead;
    buffer_.resize(buffer_.size() * 4);
  }
}

std::string FolderOf(std::string_view path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return {};
  return std::string(path.substr(0, slash == 0 ? 1 : slash));
}

std::string_view FileNameOf(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string JoinPath(std::string_view folder, std::string_view name) {
  if (folder.empty() || folder == ".") return std::string(name);
  std::string path(folder);
  if (!path.ends_with('/')) path += '/';
  return path += name;
}

std::string TidyPath(std::string_view path) {
  std::string tidy = path.starts_with('/') ? "/" : "";
  while (!path.empty()) {
    const size_t length = std::min(path.find('/'), path.size());
    const std::string_view component = path.substr(0, length);
    path.remove_prefix(std::min(length + 1, path.size()));
    if (component.empty() || component == ".") continue;
    if (!tidy.empty() && tidy != "/") tidy += '/';
    tidy += component;
  }
  return tidy.empty() ? "." : tidy;
}

std::string ResolvePath(std::string_view folder, std::string_view relative) {
  const std::string joined = relative.starts_with('/') ? TidyPath(relative) : TidyPath(JoinPath(folder, relative));
  std::string path(joined.starts_with('/') ? 1 : 0, '/');
  std::string_view rest = std::string_view(joined).substr(path.size());
  while (!rest.empty()) {
    const size_t length = std::min(rest.find('/'), rest.size());
    const std::string_view component = rest.substr(0, length);
    rest.remove_prefix(std::min(length + 1, rest.size()));
    if (component == "." || (component == ".." && path == "/")) continue;
    const bool goes_up = component == ".." && !path.empty() && FileNameOf(path) != "..";
    path = goes_up ? FolderOf(path) : JoinPath(path, component);
  }
  return path;
}

}  // namespace mdg
