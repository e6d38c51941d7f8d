// In: Modules as lowered. Out: Modules with their names looked up. See link.h.
#include "languages/cpp/link.h"

#include <deque>

#include "languages/cpp/macros.h"
#include "languages/cpp/rewriting.h"
#include "languages/cpp/symbols.h"

namespace mdg::languages::cpp {

void Link(std::vector<Module>& modules, const Stated& stated) {
  std::vector<size_t> files;
  for (size_t i = 0; i < modules.size(); ++i) {
    if (modules[i].language == "c++") files.push_back(i);
  }
  if (files.empty()) return;
  ExpandMacrosOfOthers(modules, files, stated);
  Symbols symbols(modules, stated);
  symbols.Collect(files);
  std::deque<Rewriting> rewritings;
  for (size_t file : files) rewritings.emplace_back(modules, file, symbols, stated);
  for (Rewriting& one : rewritings) one.Declare();
  for (Rewriting& one : rewritings) one.Run();
  for (Rewriting& one : rewritings) one.Drop();
  for (size_t file : files) modules[file].scopes = {};
}

}  // namespace mdg::languages::cpp
