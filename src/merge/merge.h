// What people wrote by hand, laid over what the code says.
//
//     code:       app_up   gauge   "Whether it is up."   labels (not known)
//     hand-kept:  app_up                                 labels zone            ->  app_up gauge "Whether it is up."
//     zone
//
// In: the catalog from the code and the hand-kept one (formats/exposition.h). Out: one Catalog, and what was done, fact
// by fact. Hand-kept wins wherever it states a fact; it does not state a help that is empty, a type that is unknown and
// labels without a sample. A fact it only repeats stays the code's, with its trail. Deliberately no judgement: an
// override is no fault.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.h"
#include "model/catalog.h"

namespace mdg::merge {

enum class OverrideKind : uint8_t {
  kDiffers,       // the code says something else
  kAdds,          // the code says nothing, or not all
  kRedundant,     // the code says the same
  kOfPattern,     // the name is an instance of a pattern of the code
  kOnlyHandKept,  // the code has nothing of this kind: go_*, a dependency, another program
  kOrphan,        // the code has no such metric, but others that begin alike: renamed or removed?
};
std::string_view OverrideKindName(OverrideKind kind);  // "differs", "adds", ...

// One line of the report. The last three kinds are about a whole metric: `fact` is empty.
struct Override {
  OverrideKind kind = OverrideKind::kDiffers;
  std::string metric;
  std::string fact;  // "type", "help", "labels", "unit", "stability", "deprecated", "owner", "example", "replaced by"
  std::string hand_kept_value;
  SourceLocation hand_kept_at;
  std::string code_value;  // kOfPattern: the pattern; kOrphan: a metric of the code with a similar name, or ""
  SourceLocation code_at;
  bool operator==(const Override&) const = default;
};

struct Merged {
  Catalog catalog;                  // normalised
  std::vector<Override> overrides;  // by metric, then in the order of the facts above
};

// `code` is normalised.
Merged MergeHandKept(Catalog code, const Catalog& hand_kept);

// Several hand-kept files as one: `later` wins wherever it states a fact.
Catalog CombineHandKept(const Catalog& earlier, const Catalog& later);

// For `scan --explain-merge`: what differs, what adds, what can go, what may have gone; a paragraph each, "" without
// overrides.
std::string ExplainOverrides(const std::vector<Override>& overrides);

// The same for the diagnostics list: differing facts, metrics all of whose facts are redundant, orphans. Where many
// metrics of one file would get the same note they share one.
std::vector<Diagnostic> OverrideDiagnostics(const std::vector<Override>& overrides);

}  // namespace mdg::merge
