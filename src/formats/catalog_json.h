// A Catalog as JSON: everything known, for programs, for diff, and for keeping.
//
//     {
//       "schema_version": 1,
//       "metrics": [
//         {
//           "name": "app_up", "type": "gauge", "help": "Whether it is up.", "labels": [{"name": "zone"}],
//           "definitions": [{"path": "app.go", "line": 7, "column": 3}],
//           "facts": {"name": {"origin": "code", "trail": [...]}, ...}
//
// In and out: Catalog. What a reader wants stands at the top of a metric, how it is known stands in "facts". Described
// by docs/catalog.schema.json. Deterministic, and without the seconds a scan took, so that two files can be compared.
// Empty lists, empty texts and defaults are left out. Bytes that are no UTF-8 become U+FFFD; all else reads back as it
// was. Deliberately no other versions: a file of a newer schema is refused, not guessed at.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/catalog.h"

namespace mdg::formats {

inline constexpr int kCatalogSchemaVersion = 1;

std::string WriteCatalogJson(const Catalog& catalog);

// The error says where in the file: "metrics[3].facts.help.origin: expected one of ...". `path` is for messages only.
Result<Catalog> ReadCatalogJson(std::string_view text, std::string_view path);

}  // namespace mdg::formats
