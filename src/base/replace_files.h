// Replaces files as a whole: every one of them, or none.
//
// In: paths and contents. Out: the files on disk, or the reason why nothing was changed. Deliberately no reading, and
// no making of folders: a typing error in a path must not grow a tree.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace mdg {

struct FileContent {
  std::string path;
  std::string content;
};

// All contents are written in full beside their targets before the first target is replaced, so a full disk, a
// read-only file or a kill leaves every file either old or new, never half. Links are followed, permissions and, for
// root, the owner kept. What is no regular file (/dev/null, a pipe) is written to directly, and first.
Status ReplaceFiles(const std::vector<FileContent>& files);

}  // namespace mdg
