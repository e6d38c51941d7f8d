// How a catalog nobody has arranged yet is best read.
// In: Catalog. Out: a Grouping. Deliberately only a proposal, for a configuration somebody will edit: documents group as they are told.
#pragma once

#include "model/catalog.h"
#include "render/choice.h"

namespace mdg::render {

// The word of configurations: "none", "subsystem" ...
std::string_view GroupingWord(Grouping grouping);

struct GroupingProposal {
  Grouping grouping = Grouping::kNone;
  size_t own = 0;  // metrics but those libraries expose by themselves, which it is about
};
// By subsystem, or else by folder, where the names or the places of many metrics fall into groups of some size; none where they do not.
GroupingProposal ProposeGrouping(const Catalog& catalog);

}  // namespace mdg::render
