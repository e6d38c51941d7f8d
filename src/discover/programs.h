// Which programs a tree makes, and what each of them imports.
//
// In: Found, the ImportMap. Out: the ImportGraph. Import clauses of all files that can be in a build count, whether the files are
// parsed or not; tests and files for the tag `ignore` are in none. Go's internal packages are marked where all that may import them has
// been seen. Deliberately reads nothing: the walk has seen it all.
#pragma once

#include "discover/discover.h"
#include "model/import_graph.h"
#include "model/program.h"

namespace mdg::discover {

// False for tests and for what asks for the tag `ignore`, which nobody sets: generators that lie beside the package they write.
bool IsInSomeBuild(const SourceFile& file);

// A program is named by its folder, relative to the root ("cmd/agent"), or as written when there are several roots. In the root
// itself, and in `cmd` and the like below it, it is called by its import path (model/program_name.h); "." when nothing says which that is.
ImportGraph MakeImportGraph(const Found& found, const ImportMap& imports);

// Paths of the files in some build whose text has a program show its metrics, in path order.
std::vector<std::string> ServingFiles(const Found& found);

}  // namespace mdg::discover
