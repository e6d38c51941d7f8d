// In: a Module. Out: places and a readable dump of it. Nothing here depends on a language.
#include "model/module.h"

#include <algorithm>
#include <array>

namespace mdg {

SourceLocation Module::LocationAt(uint32_t offset) const {
  auto next = std::upper_bound(line_starts.begin(), line_starts.end(), offset);
  if (next == line_starts.begin()) return {path, 1, static_cast<int>(offset) + 1};
  const uint32_t start = *(next - 1);
  return {path, static_cast<int>(next - line_starts.begin()), static_cast<int>(offset - start) + 1};
}

}  // namespace mdg
