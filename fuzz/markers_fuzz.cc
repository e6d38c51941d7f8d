// Any text at all as a document with regions.
//
// In: bytes from libFuzzer: the first chooses the regions, the rest is the document. Out: a crash when a promise is broken:
// either diagnostics or a new text, every byte outside the regions kept, twice is once, and the diff leads from one to the other.
#include <cstdint>
#include <string>

#include "base/check.h"
#include "render/markers.h"
#include "render/unified_diff.h"

namespace mdg {
namespace {

// Short markers beside the real ones: a fuzzer finds them in no time.
const render::Region kShort{{"b", "e"}, "one\ntwo\n"};
const render::Region kOther{{"x", "y"}, "no line break"};
const render::Region kDefault{render::kDefaultMarkers, ""};

std::optional<std::string> Replace(const std::string& text, const std::vector<render::Region>& regions) {
  Sink sink;
  std::optional<std::string> replaced = render::ReplaceRegions(text, "doc.md", regions, sink);
  MDG_CHECK(replaced.has_value() == sink.TakeSorted().empty());
  return replaced;
}

// The document before the region's content (`begin` included) and after it, found in the plainest way.
struct Outside {
  std::string before, after;
};
Outside OutsideOf(const std::string& text, const render::Markers& markers) {
  Outside outside;
  bool is_after = false;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    std::string line = text.substr(at, end - at);
    if (at == 0 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    line.erase(0, std::min(line.find_first_not_of(" \t\r\n"), line.size()));
    line.erase(line.find_last_not_of(" \t\r\n") + 1);
    if (line == markers.begin) outside.before = text.substr(0, end);
    is_after = is_after || line == markers.end;
    if (is_after) outside.after += text.substr(at, end - at);
    at = end;
  }
  return outside;
}

void CheckOne(const std::string& text, const render::Region& region) {
  const std::optional<std::string> once = Replace(text, {region});
  if (!once) return;
  const Outside outside = OutsideOf(text, region.markers);
  MDG_CHECK(once->starts_with(outside.before) && once->ends_with(outside.after));
  const std::string inside =
      once->substr(outside.before.size(), once->size() - outside.before.size() - outside.after.size());
  const bool has_crlf = outside.before.ends_with("\r\n");
  std::string expected = '\n' + region.content;
  if (!region.content.empty() && region.content.back() != '\n') expected += '\n';
  expected += '\n';
  for (size_t at = 0; has_crlf && (at = expected.find('\n', at)) != std::string::npos; at += 2)
    expected.insert(at, 1, '\r');
  MDG_CHECK(inside == expected);
  MDG_CHECK(Replace(*once, {region}) == once);
  MDG_CHECK(render::UnifiedDiff(text, *once, "a", "b").empty() == (text == *once));
}

}  // namespace
}  // namespace mdg

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::vector<mdg::render::Region> regions;
  for (const auto& [bit, region] :
       {std::pair(1, &mdg::kShort), std::pair(2, &mdg::kOther), std::pair(4, &mdg::kDefault)}) {
    if (data[0] & bit) regions.push_back(*region);
  }
  for (const mdg::render::Region& region : regions) mdg::CheckOne(text, region);
  const std::optional<std::string> together = mdg::Replace(text, regions);
  if (!together) return 0;
  std::optional<std::string> one_by_one = text;
  for (const mdg::render::Region& region : regions) one_by_one = mdg::Replace(*one_by_one, {region});
  MDG_CHECK(together == one_by_one);
  return 0;
}
