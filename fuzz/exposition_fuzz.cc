// Any bytes at all through the exposition reader; then through everything that writes what was read.
//
// In: bytes from libFuzzer. Out: a crash when a promise is broken: wrong lines are reported in place, what is written is read
// back, a table has one line for each metric whatever its help holds, a terminal gets no control characters, and a scrape agrees
// with itself.
#include <algorithm>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "formats/catalog_json.h"
#include "formats/exposition.h"
#include "merge/merge.h"
#include "render/registry.h"
#include "render/terminal_table.h"
#include "verify/print.h"
#include "verify/verify.h"

namespace mdg {
namespace {

using formats::PatternLines;

formats::ExpositionReading Read(const std::string& text) {
  Sink sink;
  formats::ExpositionReading reading = formats::ReadExposition(text, "metrics", sink);
  const std::vector<Diagnostic> diagnostics = sink.TakeSorted();
  const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
  MDG_CHECK((reading.wrong_lines == 0) == diagnostics.empty());
  for (const Diagnostic& diagnostic : diagnostics) {
    MDG_CHECK(diagnostic.at.path == "metrics" && diagnostic.at.line >= 0 && diagnostic.at.line <= lines);
  }
  Catalog again = reading.catalog;
  MDG_CHECK(Normalize(again).empty());
  MDG_CHECK(again == reading.catalog);
  return reading;
}

void CheckExposition(const Catalog& catalog) {
  const std::string written = formats::WriteExposition(catalog, PatternLines::kFamilies);
  const formats::ExpositionReading back = Read(written);
  MDG_CHECK(back.wrong_lines == 0);
  MDG_CHECK(back.catalog.metrics.size() == catalog.metrics.size());
  MDG_CHECK(formats::WriteExposition(back.catalog, PatternLines::kFamilies) == written);
  MDG_CHECK(Read(formats::WriteExposition(catalog, PatternLines::kComments)).wrong_lines == 0);
}

void CheckJson(const Catalog& catalog) {
  const std::string written = formats::WriteCatalogJson(catalog);
  const Result<Catalog> back = formats::ReadCatalogJson(written, "catalog.json");
  MDG_CHECK(back.has_value());
  // Bytes that are no UTF-8 are replaced; two names that differed in them only are then one.
  if (written.find("\xEF\xBF\xBD") == std::string::npos) MDG_CHECK(*back == catalog);
}

size_t CountOf(std::string_view text, std::string_view what) {
  size_t count = 0;
  for (size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

// Whatever a catalog says, a table has a line for each metric, and a page no more scripts than for nothing. In Markdown names stand
// between backticks, where markup is text.
void CheckDocuments(const Catalog& catalog) {
  const render::DocumentOptions options{.columns = render::kTerminalColumns};
  const render::Document document = render::MakeDocument(catalog, options), nothing = render::MakeDocument(Catalog{}, options);
  for (const render::Form& form : render::AllForms()) {
    const std::string text = form.write(document);
    const bool is_table = form.name == "compact" || form.name == "aligned";
    MDG_CHECK(!form.is_page || CountOf(text, "<script") == CountOf(form.write(nothing), "<script"));
    MDG_CHECK(!is_table || CountOf(text, "\n") == catalog.metrics.size() + 2);
    MDG_CHECK(!is_table || text.find('\r') == std::string::npos);
  }
  for (char c : render::WriteTerminalTable(document, 80)) MDG_CHECK(c == '\n' || static_cast<unsigned char>(c) >= ' ');
}

void CheckMerge(const Catalog& catalog) {
  const merge::Merged merged = merge::MergeHandKept(catalog, catalog);
  for (const merge::Override& entry : merged.overrides) MDG_CHECK(entry.kind != merge::OverrideKind::kOrphan);
  MDG_CHECK(merged.catalog.metrics.size() == catalog.metrics.size());
}

void CheckVerify(const Catalog& catalog) {
  const verify::Report report = verify::Compare(catalog, catalog, {});
  MDG_CHECK(report.contradictions.empty() && report.remarks.empty());
  MDG_CHECK(report.undocumented.size() == catalog.patterns.size());
  MDG_CHECK(report.agreeing == catalog.metrics.size());
  // Against another catalog: whatever is said, a terminal can show it.
  const verify::Report other = verify::Compare(Catalog{}, catalog, {});
  MDG_CHECK(other.undocumented.size() == catalog.metrics.size() + catalog.patterns.size());
  for (char c : verify::PrintText(other) + verify::PrintText(verify::Compare(catalog, Catalog{}, {}))) {
    MDG_CHECK(c == '\n' || static_cast<unsigned char>(c) >= ' ');
  }
}

}  // namespace
}  // namespace mdg

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const mdg::Catalog catalog = mdg::Read(text).catalog;
  mdg::CheckExposition(catalog);
  mdg::CheckJson(catalog);
  mdg::CheckDocuments(catalog);
  mdg::CheckMerge(catalog);
  mdg::CheckVerify(catalog);
  return 0;
}
