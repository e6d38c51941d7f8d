// Walks folders with several threads at once.
//
// In: root folders and what to do with what is in them. Out: calls, from any thread and in any order. Deliberately
// knows no languages, no exclusion rules and no contents. Links inside of a root are never followed, so there are no
// loops and no way out of it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mdg::discover {

struct Folder {
  size_t root = 0;       // number of the root
  std::string path;      // as in SourceFile::folder: "" for the current folder
  std::string relative;  // to the root; "" for the root itself
  bool vendored = false;
  bool third_party = false;
  bool test = false;
};

class Visitor {
 public:
  virtual ~Visitor() = default;
  // Whether to go into this folder; may set its `vendored`, `third_party` and `test`, which come from the folder above.
  virtual bool Enter(Folder& folder, std::string_view name) = 0;
  // Whether VisitFile is wanted for a file of this name.
  virtual bool Wants(const Folder& folder, std::string_view name) = 0;
  // `descriptor` is the open folder; `worker` is below the number of threads, and no two calls have the same at once.
  virtual void VisitFile(const Folder& folder, int descriptor, const std::string& name, int worker) = 0;
  virtual void CannotRead(const Folder& folder, int error) = 0;
};

void Walk(std::vector<Folder> roots, int threads, Visitor& visitor);

}  // namespace mdg::discover
