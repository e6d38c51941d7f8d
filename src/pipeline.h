// The page to read first: from a source tree to its catalog, one verb after the other.
//
//     discover -> parse -> [Program] -> evaluate -> collect -> [Catalog]
//
// In: what to scan. Out: the catalog of what the code says, diagnostics for the rest. Deliberately no merging, no
// rendering and no printing: those are back-half verbs, called by the commands of cli/.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "diagnostics/diagnostic.h"
#include "discover/discover.h"
#include "libraries/library.h"
#include "model/catalog.h"

namespace mdg {

struct ScanOptions {
  discover::Options discover;
  std::vector<libraries::Wrapper> wrappers;  // functions of the user's own that make metrics
  std::function<void(const std::string& stage)> on_stage;  // told what begins, for somebody who waits; may be nothing
  bool frees_memory = true;                  // false where the process ends soon: taking a million values apart takes time
};

// Fails only when nothing could be scanned (a root that does not exist, or that cannot be read at all).
Result<Catalog> BuildCatalog(const ScanOptions& options, Sink& sink);

}  // namespace mdg
