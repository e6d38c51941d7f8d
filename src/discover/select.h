// Which of the found files have to be parsed, and which folder an import path stands for.
//
// In: Found. Out: paths to parse, the ImportMap. A file matters when its package mentions a metric library, when it can call such a
// package (importers, upwards) or give it constants (imports, downwards). Deliberately decided from import clauses alone.
#pragma once

#include <string>
#include <vector>

#include "discover/discover.h"
#include "model/program.h"

namespace mdg::discover {

ImportMap MakeImportMap(const Found& found);

// Paths in path order.
std::vector<std::string> SelectFiles(const Found& found, const ImportMap& imports);

// The same for files that include one another (C++): those that mention a metric library, who includes them, what all of these include,
// and the sources beside headers among these.
std::vector<std::string> SelectIncluding(const Found& found);

// For each of such files, by position: those it includes and, for a header, the sources of what it declares.
std::vector<std::vector<size_t>> IncludesAndSources(const std::vector<SourceFile>& files);

}  // namespace mdg::discover
