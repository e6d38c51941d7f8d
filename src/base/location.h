// A place in a file, as people read it. In: nothing. Out: SourceLocation.
// Deliberately owned and language-free: inside a Module places are byte offsets; they become this at the edge.
#pragma once

#include <compare>
#include <string>

namespace mdg {

struct SourceLocation {
  std::string path;  // as the user would write it: relative to the scanned root, with forward slashes
  int line = 0;      // 1-based; 0 means the whole file
  int column = 0;    // 1-based, in bytes; 0 means the whole line

  auto operator<=>(const SourceLocation&) const = default;
  std::string ToString() const {
    std::string text = path;
    if (line > 0) text += ':' + std::to_string(line);
    if (line > 0 && column > 0) text += ':' + std::to_string(column);
    return text;
  }
};

}  // namespace mdg
