// In: what to scan. Out: the catalog of what the code says. Calls the verbs in order and does nothing else.
#include "pipeline.h"

namespace mdg {

Result<Catalog> BuildCatalog(const ScanOptions&, Sink&) {
  // Until the front half exists, nothing is found.
  return Catalog{};
}

}  // namespace mdg
