// In: documents whose texts come from anywhere. Out: Markdown that no help text can break, aligned as the npm package does.
#include "render/markdown.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "render/registry.h"
#include "tests/unit/make_catalog.h"

namespace mdg::render {
namespace {

using tests::MakeMetric;
using tests::MakePattern;
using tests::MakeText;

Document Table(const Catalog& catalog) { return MakeDocument(catalog, {}); }

Catalog ThreeMetrics() {
  Catalog catalog;
  catalog.metrics = {
      MakeMetric("app_requests_total", MetricType::kCounter, "Requests.", {"status", "code", "status_code"}),
      MakeMetric("app_size", MetricType::kHistogram, "Größe 名前 😀", {"zone"}), MakeMetric("app_up")};
  return catalog;
}

TEST(Markdown, CompactIsTheAncestorsForm) {
  EXPECT_EQ(WriteCompactMarkdown(Table(ThreeMetrics())),
            "| Name | Type | Description | Labels |\n"
            "| - | - | - | - |\n"
            "| `app_requests_total` | counter | Requests. | `code` `status_code` `status` |\n"
            "| `app_size` | histogram | Größe 名前 😀 | `zone` |\n"
            "| `app_up` | gauge |  |  |\n");
}

// Expected text made with markdown-table-formatter 1.7.0 from the compact form above.
TEST(Markdown, AlignedIsTheNpmPackagesForm) {
  EXPECT_EQ(WriteAlignedMarkdown(Table(ThreeMetrics())),
            "| Name                 | Type      | Description   | Labels                        |\n"
            "|----------------------|-----------|---------------|-------------------------------|\n"
            "| `app_requests_total` | counter   | Requests.     | `code` `status_code` `status` |\n"
            "| `app_size`           | histogram | Größe 名前 😀 | `zone`                        |\n"
            "| `app_up`             | gauge     |               |                               |\n");
}

TEST(Markdown, ATableWithoutRowsIsTheSameInBothForms) {
  EXPECT_EQ(WriteAlignedMarkdown(Table({})), "| Name | Type | Description | Labels |\n| - | - | - | - |\n");
}

TEST(Markdown, CountsComeBeforeAndGroupsAfterTheTable) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("app_up")};
  catalog.patterns = {MakePattern({"app_", "device", "_bytes"})};
  const Document document =
      MakeDocument(catalog, {.columns = {ColumnKind::kName}, .show_patterns = true, .show_counts = true});
  EXPECT_EQ(WriteCompactMarkdown(document),
            "1 metric: 1 gauge; and 1 name known in part; 2 without a description.\n\n| Name |\n| - |\n| `app_up` |\n\n"
            "### Names that are made in part while the program runs\n\n| Name |\n| - |\n| `app_<device>_bytes` |\n");
}

TEST(Markdown, WhatIsNotKnownIsCode) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("app_up")};
  catalog.metrics[0].help.value = MakeText({"Field ", "field", " of `x`", "y"});
  const Document document = MakeDocument(catalog, {.columns = {ColumnKind::kHelp}});
  EXPECT_EQ(WriteCompactMarkdown(document), "| Description |\n| - |\n| Field `<field>` of `x` `<y>` |\n");
}

TEST(EscapePlain, EachRule) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"plain text, _emphasis_ and *stars*", "plain text, _emphasis_ and *stars*"},
      {"a|b", "a\\|b"},
      {"a\\|b", "a\\\\\\|b"},
      {"C:\\dir \\* end\\", "C:\\dir \\\\* end\\\\"},
      {"<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"},
      {"<!-- metricsdocgen:end -->", "&lt;!-- metricsdocgen:end -->"},
      {"<?php", "&lt;?php"},
      {"1 < 2, a <= b, <5 ms, <", "1 < 2, a <= b, <5 ms, <"},
      {"AT&T &amp; &#x3c; &;", "AT&T &amp;amp; &amp;#x3c; &;"},
      {"`a|b <c> \\d`", "`a\\|b <c> \\d`"},
      {"`a\\|b`", "`a\\\\\\|b`"},
      {"lone ` backtick", "lone &#96; backtick"},
      {"``two` and one", "&#96;&#96;two&#96; and one"},
      {"``a`b``", "``a`b``"},
      {"\\`a`", "\\\\`a`"},
      {"[docs](https://example.org) [up](#top)", "[docs](https://example.org) [up](#top)"},
      {"[x](javascript:alert(1))", "[x]\\(javascript:alert(1))"},
      {"[x]( data:text/html,x)", "[x]\\( data:text/html,x)"},
      {"one\ntwo", "one<br>two"},
      {"one \n\t two\r\n\r\nthree", "one<br>two<br><br>three"},
      {"`one\ntwo`", "`one two`"},
      {"\x1B[31mred\xFF", "\xEF\xBF\xBD[31mred\xEF\xBF\xBD"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(EscapePlain(text), expected) << text;
}

TEST(CodeSpan, TakesAsManyBackticksAsItNeeds) {
  EXPECT_EQ(CodeSpan("app_up"), "`app_up`");
  EXPECT_EQ(CodeSpan("a|b"), "`a\\|b`");
  EXPECT_EQ(CodeSpan("a`b"), "``a`b``");
  EXPECT_EQ(CodeSpan("`a``"), "``` `a`` ```");
  EXPECT_EQ(CodeSpan("a\nb"), "`a b`");
  EXPECT_EQ(CodeSpan("<b>"), "`<b>`");
}

TEST(Registry, FormsAreFoundByName) {
  EXPECT_EQ(FindForm("compact")->write, &WriteCompactMarkdown);
  EXPECT_EQ(FindForm("aligned")->write, &WriteAlignedMarkdown);
  EXPECT_EQ(FindForm("pdf"), nullptr);
}

// --- properties: a reader of our own, as the GFM specification says, finds no more than was meant

// Cells of a table row. Readers differ: some take any backslash before a pipe as an escape, some only an odd number of them.
std::vector<std::string> SplitRow(const std::string& row, bool pairs_backslashes) {
  std::vector<std::string> cells(1);
  for (size_t i = 0; i < row.size(); ++i) {
    size_t backslashes = 0;
    while (backslashes < i && row[i - 1 - backslashes] == '\\') ++backslashes;
    const bool is_escaped = pairs_backslashes ? backslashes % 2 == 1 : backslashes > 0;
    if (row[i] == '|' && !is_escaped) {
      cells.emplace_back();
    } else {
      cells.back() += row[i];
    }
  }
  return cells;
}

// The text of a cell outside of code spans; escaped characters left out.
std::string OutsideOfCode(const std::string& cell) {
  std::string outside;
  for (size_t i = 0; i < cell.size();) {
    if (cell[i] == '\\' && i + 1 < cell.size()) {
      i += 2;
      continue;
    }
    if (cell[i] != '`') {
      outside += cell[i++];
      continue;
    }
    const size_t run = std::min(cell.find_first_not_of('`', i), cell.size()) - i;
    size_t close = i + run;
    while (true) {
      close = cell.find('`', close);
      if (close == std::string::npos) break;
      const size_t length = std::min(cell.find_first_not_of('`', close), cell.size()) - close;
      if (length == run) break;
      close += length;
    }
    if (close == std::string::npos) outside += cell.substr(i, run);
    i = close == std::string::npos ? i + run : close + run;
  }
  return outside;
}

bool OpensATag(const std::string& outside) {
  for (size_t i = 0; i + 1 < outside.size(); ++i) {
    const char next = outside[i + 1];
    if (outside[i] == '<' &&
        (isalpha(static_cast<unsigned char>(next)) != 0 || next == '/' || next == '!' || next == '?'))
      return true;
  }
  return false;
}

TEST(MarkdownProperties, NoTextBreaksATableOrOpensATag) {
  tests::RandomCatalogs random(5);
  for (int round = 0; round < 1000; ++round) {
    Catalog catalog;
    for (int i = 0; i < 3; ++i) {
      Metric metric = MakeMetric("n" + random.NextWord(), MetricType::kGauge, "", {"l" + random.NextWord()});
      metric.help.value = MakeText({random.NextSentence() + random.NextWord() + random.NextWord(),
                                    random.NextWord() + "h", random.NextWord() + random.NextSentence()});
      catalog.metrics.push_back(metric);
    }
    for (std::string_view name : {"compact", "aligned"}) {
      const Form& form = *FindForm(name);
      const std::string markdown = form.write(Table(catalog));
      ASSERT_EQ(std::count(markdown.begin(), markdown.end(), '\n'), 5) << markdown;
      size_t at = 0;
      while (at < markdown.size()) {
        const size_t end = markdown.find('\n', at);
        const std::string row = markdown.substr(at, end - at);
        at = end + 1;
        for (bool pairs : {false, true}) {
          const std::vector<std::string> cells = SplitRow(row, pairs);
          ASSERT_EQ(cells.size(), 6u) << row;
          for (const std::string& cell : cells) {
            std::string outside = OutsideOfCode(cell);
            for (size_t br = outside.find("<br>"); br != std::string::npos; br = outside.find("<br>"))
              outside.erase(br, 4);
            ASSERT_FALSE(OpensATag(outside)) << row;
            ASSERT_EQ(outside.find('`'), std::string::npos) << row;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace mdg::render
