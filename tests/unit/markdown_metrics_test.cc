// In: pages as people write them. Out: what they say of metrics.
#include "formats/markdown_metrics.h"

#include <gtest/gtest.h>

#include "tests/unit/make_catalog.h"
#include "verify/adoption.h"

namespace mdg {
namespace {

using formats::ReadMarkdownMetrics;

std::vector<std::string> LabelsOf(const std::string& cell) {
  const std::vector<DocumentedMetric> read = ReadMarkdownMetrics("|Name|Labels|\n|-|-|\n|app_a|" + cell + "|\n", "a.md");
  std::vector<std::string> labels;
  for (const DocumentedLabel& label : read.at(0).labels.value_or(std::vector<DocumentedLabel>())) {
    labels.push_back(label.description.empty() ? label.name : label.name + "=" + label.description);
  }
  return labels;
}

TEST(MarkdownMetrics, ColumnsComeInAnyOrderAndWithoutOuterBars) {
  const std::vector<DocumentedMetric> read = ReadMarkdownMetrics("Kind | Metric name | Help\n-|:-:|-\nHistogram | **`app_a`** | Waits \\| all.\n", "a.md");
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].name, "app_a");
  EXPECT_EQ(read[0].type, MetricType::kHistogram);
  EXPECT_EQ(read[0].description, "Waits | all.");
  EXPECT_FALSE(read[0].labels) << "the page does not say";
  EXPECT_EQ(read[0].at.line, 3);
}

TEST(MarkdownMetrics, LabelsAreListedInManyWays) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(LabelsOf("`a`, `b`"), (Texts{"a", "b"}));
  EXPECT_EQ(LabelsOf("a, b"), (Texts{"a", "b"}));
  EXPECT_EQ(LabelsOf("`a`: one of `x`, `y`<br>`b`"), (Texts{"a=one of `x`, `y`", "b"}));
  EXPECT_EQ(LabelsOf("None"), Texts());
  EXPECT_EQ(LabelsOf("`a` and sometimes `b`"), (Texts{"a", "b"}));
}

TEST(MarkdownMetrics, ListsWithBracesAreOfMetrics) {
  const std::vector<DocumentedMetric> read = ReadMarkdownMetrics(
      "* `app_option` - No metric.\n\nText.\n\n * `app_a{x, y=\"1\"}` - Count\n   of things,\n   * `odd`: too.\n * `app_b`- Others.\n * Not a metric.\nText.\n* `app_c`: No.\n", "a.md");
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].name, "app_a");
  EXPECT_EQ(read[0].at.line, 5);
  EXPECT_EQ(read[0].description, "Count of things, `odd` too.");
  EXPECT_EQ(read[0].labels, (std::vector<DocumentedLabel>{{"x", ""}, {"y", ""}}));
  EXPECT_EQ(read[1].name, "app_b");
  EXPECT_EQ(read[1].description, "Others.");
  EXPECT_FALSE(read[1].labels) << "without braces it does not say";
}

TEST(MarkdownMetrics, ASectionSaysWhatItsLabelsMean) {
  const std::vector<DocumentedMetric> read = ReadMarkdownMetrics(
      "# All\n## One\n* `app_a{x}` - A.\n\n|Metric|Help|\n|-|-|\n|app_b|B.|\n### Labels\n|Label Name|Example|Description|\n|-|-|-|\n|x|1|The x.|\n|z|2|The z.|\n"
      "## Two\n* `app_c{x, y}`\n\n* `y` is the y,\n  as is.\n* `w` is nothing.\n", "a.md");
  using Labels = std::vector<DocumentedLabel>;
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[0].labels_of_section, (Labels{{"x", "The x."}})) << "it has no z";
  EXPECT_EQ(read[1].labels_of_section, (Labels{{"x", "The x."}, {"z", "The z."}}));
  EXPECT_EQ(read[2].labels_of_section, (Labels{{"y", "is the y, as is."}}));
}

TEST(MarkdownMetrics, OtherTablesAndCodeAreNoMetrics) {
  EXPECT_TRUE(ReadMarkdownMetrics("|Option|Meaning|\n|-|-|\n|app_a|what|\n", "a.md").empty());
  EXPECT_TRUE(ReadMarkdownMetrics("|Name|Type|\n|-|-|\n|two words|string|\n", "a.md").empty());
  EXPECT_TRUE(ReadMarkdownMetrics("```\n|Name|Type|\n|-|-|\n|app_a|gauge|\n```\n", "a.md").empty());
  EXPECT_TRUE(ReadMarkdownMetrics("|Name|\n|-|\n|app_a|\n", "a.md").empty()) << "a list of anything";
  EXPECT_TRUE(ReadMarkdownMetrics("|", "a.md").empty());
}

TEST(Adoption, WhatTheCodeDoesNotKnowContradictsNobody) {
  Catalog catalog;
  catalog.metrics = {tests::MakeMetric("app_a", MetricType::kCounter, "Help.", {"kind"})};
  auto page = [](std::optional<MetricType> type, std::vector<DocumentedLabel> labels) {
    return std::vector<DocumentedMetric>{{"app_a", {"a.md", 1, 0}, type, "", std::move(labels), {}}};
  };
  EXPECT_EQ(verify::CompareWithPages(catalog, page(MetricType::kGauge, {{"kind", ""}})).types.size(), 1u);
  EXPECT_EQ(verify::CompareWithPages(catalog, page({}, {{"other", ""}})).labels.size(), 1u);
  EXPECT_EQ(verify::CompareWithPages(catalog, page(MetricType::kCounter, {{"kind", ""}})).agreeing, 1u);
  catalog.metrics[0].type.is_guess = true;
  EXPECT_TRUE(verify::CompareWithPages(catalog, page(MetricType::kGauge, {{"kind", ""}})).types.empty());
  catalog.metrics[0].labels.value.has_more = true;
  EXPECT_TRUE(verify::CompareWithPages(catalog, page({}, {{"kind", ""}, {"other", ""}})).labels.empty());
  EXPECT_EQ(verify::CompareWithPages(catalog, page({}, {{"other", ""}})).labels.size(), 1u) << "but `kind` is certain";
  catalog.metrics[0].labels.value.labels[0].presence = Presence::kSometimes;
  EXPECT_TRUE(verify::CompareWithPages(catalog, page({}, {{"other", ""}})).labels.empty());
}

TEST(Adoption, ADescriptionIsKeptWhereItSaysMore) {
  Catalog catalog;
  catalog.metrics = {tests::MakeMetric("app_a", MetricType::kCounter, "Hits of the cache.", {})};
  auto kept = [&](const std::string& text) {
    return verify::CompareWithPages(catalog, {{"app_a", {}, {}, text, {}}}).kept.size();
  };
  EXPECT_EQ(kept("hits of **the** cache"), 0u) << "the same words";
  EXPECT_EQ(kept("Hits."), 0u);
  EXPECT_EQ(kept("Hits of the cache, without those of retries."), 1u);
  EXPECT_EQ(kept("_Nobody has yet written what this really is_"), 0u);
}

}  // namespace
}  // namespace mdg
