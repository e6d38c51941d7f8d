// One file for each group: documents with {group} in their path, taken apart.
//
//     docs/metrics/{group}.md  ->  docs/metrics/node_cpu.md, docs/metrics/node_disk.md, ... and an index of them
//
// In: the documents of a Plan, and the catalog, which says what groups there are. Out: documents that have one group each, the text of
// the index, and the files of groups that are no more. Deliberately writes and removes nothing: what somebody wrote around our part
// of a file is theirs.
#pragma once

#include <string>
#include <vector>

#include "cli/plan.h"
#include "model/catalog.h"

namespace mdg::cli {

struct GroupIndex {
  std::string path;
  std::string title;  // of the file, should there be none yet
  config::Document document;  // whose groups it lists: says the markers
  std::string text;   // what stands between the markers
};

struct GroupFiles {
  std::vector<config::Document> documents;  // all of the plan's; in place of one with {group}, one for each group
  std::vector<GroupIndex> indexes;
  std::vector<std::string> left_over;       // files of groups that are no more, by name
};

// Fails when two documents would be one file.
Result<GroupFiles> TakeGroupsApart(const Plan& plan, const Catalog& catalog);

// "node_cpu" of "node_cpu_*": lower case, of letters, digits, `_` and `-`; "group" when nothing is left.
std::string GroupFileName(std::string_view title);

}  // namespace mdg::cli
