// In: documents. Out: pages that hold what comes from source as text only.
#include "render/html.h"

#include <gtest/gtest.h>

#include "tests/unit/make_catalog.h"

namespace mdg::render {
namespace {

size_t Count(const std::string& text, std::string_view what) {
  size_t count = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

TEST(Html, NoTextFromSourceOpensOrEndsAnElement) {
  const std::string evil = "</script><script>alert(1)</script><!--\" onclick=x '&amp;\xFF";
  Catalog catalog;
  catalog.metrics = {tests::MakeMetric("app_up", MetricType::kGauge, evil, {evil}, {evil + ".go", 1, 1})};
  catalog.metrics[0].notes = {evil};
  catalog.metrics[0].programs = {evil};
  for (auto* fact : {&catalog.metrics[0].owner, &catalog.metrics[0].example, &catalog.metrics[0].replaced_by}) fact->emplace().value = evil;
  catalog.metrics[0].labels.value.labels[0].description = evil;
  catalog.unresolved = {{{evil, 1, 1}, evil, {evil, Reason::kFlag}, {}}};
  const DocumentOptions options{.show_unresolved = true, .title = evil};
  const std::string page = WriteHtml(MakeDocument(catalog, options));
  const std::string empty = WriteHtml(MakeDocument({}, {}));
  for (std::string_view mark : {"<script", "</script", "<!--", "onclick=x \""}) {
    EXPECT_EQ(Count(page, mark), Count(empty, mark)) << mark;
  }
  EXPECT_EQ(page.find('\xFF'), std::string::npos);
  EXPECT_EQ(page, WriteHtml(MakeDocument(catalog, options))) << "the same bytes";
}

TEST(Html, PlacesInNotesAreLinkedAsDefinitionsAre) {
  Catalog catalog;
  catalog.metrics = {tests::MakeMetric("app_up", MetricType::kGauge, "", {}, {"a.go", 3, 1})};
  catalog.metrics[0].notes = {"help differs: shown that of `a.go:3:7`; it may also be `Up.` (`b.go:9:2`)", "`pkg.Name:3` and `localhost:80` are none"};
  const std::string page = WriteHtml(MakeDocument(catalog, {.source_link = "https://x/{path}"}));
  EXPECT_EQ(Count(page, R"("paths":["a.go","b.go"],"links":["https://x/a.go","https://x/b.go"])"), 1U);
  EXPECT_EQ(Count(page, R"x("notes":[["help differs: shown that of ",[0,3],"; it may also be `Up.` (",[1,9],")"],"`pkg.Name:3` and `localhost:80` are none"])x"), 1U);
}

}  // namespace
}  // namespace mdg::render
