// What people know about metrics and source code cannot say: the side file, as it was read.
// In: base/location.h. Out: Annotation. Deliberately no catalog: merge/annotate.h lays annotations over one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/location.h"

namespace mdg {

struct Stated {
  std::string text;
  SourceLocation at;
  bool operator==(const Stated&) const = default;
};

struct LabelAnnotation {
  std::string name;
  std::string description;
  SourceLocation at;
  bool operator==(const LabelAnnotation&) const = default;
};

// Of one metric or of all whose names match.
struct Annotation {
  std::string name;  // as documents show it, or a glob with `*`, `?`, `[...]`
  SourceLocation at;
  std::optional<Stated> description, unit, stability, deprecated, owner, example, replaced_by;
  std::vector<LabelAnnotation> labels;
  bool operator==(const Annotation&) const = default;
};

}  // namespace mdg
