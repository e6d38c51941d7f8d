// Metrics of which not even a part of the name is known: places, not families.
// In: metrics in any order. Out: the lists of a catalog they belong on. Deliberately folds no families: normalize.cc.
#pragma once

#include <vector>

#include "model/catalog.h"

namespace mdg {

// Puts every metric on the list its name belongs on: metrics, patterns or unresolved sites.
void SortByKindOfName(Catalog& catalog);

// A place is one site, however many calls lead there: the first with its whole trail, of the others the call.
void FoldUnresolved(std::vector<UnresolvedSite>& sites);

}  // namespace mdg
