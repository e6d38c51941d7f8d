// Any bytes at all through the reader of catalogs in JSON.
// In: bytes from libFuzzer. Out: a crash when what was read is not written and read back the same, or breaks the invariant.
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "formats/catalog_json.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const mdg::Result<mdg::Catalog> read = mdg::formats::ReadCatalogJson(text, "catalog.json");
  if (!read) {
    MDG_CHECK(read.error().message.starts_with("catalog.json: "));
    return 0;
  }
  mdg::Catalog again = *read;
  MDG_CHECK(mdg::Normalize(again).empty());
  const std::string written = mdg::formats::WriteCatalogJson(*read);
  const mdg::Result<mdg::Catalog> back = mdg::formats::ReadCatalogJson(written, "catalog.json");
  MDG_CHECK(back.has_value());
  MDG_CHECK(mdg::formats::WriteCatalogJson(*back) == written);
  return 0;
}
