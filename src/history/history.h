// Since when metrics are there: the commit that brought each, and the first release that has it, from git.
//
// In: a Catalog from code, the folders it was scanned in. Out: Metric::introduced of every metric of that code. It is what the history
// says about a text: the commit is looked for that brought the last words of its name in quotes (names_in_source.h, tally.h) to the
// source, or, where those are one word or also another metric's, to the metric's file and what that was called before. Deliberately one
// pass of `git log` over the changes and one over the commits, whatever the number of metrics: no old revision is scanned. Where two
// metrics of one file end alike, nothing is said.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/catalog.h"

namespace mdg::history {

struct Told {
  size_t metrics = 0;       // that have a place in the source
  size_t without = 0;       // of these, those the history says nothing about
  bool is_shallow = false;  // it is cut off, so that what it begins with may be older
};

// Fails when there is no git, a folder is in no repository, or it takes more than a quarter of an hour. Paths of the catalog are as seen from
// the current folder.
Result<Told> AddIntroductions(Catalog& catalog, const std::vector<std::string>& roots);

}  // namespace mdg::history
