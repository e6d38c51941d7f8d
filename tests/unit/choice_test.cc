// In: metrics. Out: the groups they fall into, the anchors they get, the links their places get.
#include "render/choice.h"

#include <gtest/gtest.h>

#include "render/document.h"
#include "render/propose.h"
#include "render/source_link.h"
#include "tests/unit/make_catalog.h"

namespace mdg::render {
namespace {

using tests::MakeMetric;
using tests::MakePattern;

// "title: name name" for each group
std::vector<std::string> GroupsOf(const Catalog& catalog, Grouping grouping) {
  std::vector<std::string> lines;
  const Document document = MakeDocument(catalog, {.show_patterns = true, .grouping = grouping});
  for (const Group& group : document.groups) {
    lines.push_back(group.title + ':');
    for (const Row& row : group.rows) lines.back() += ' ' + row.name;
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Choice, GroupsBySubsystem) {
  Catalog catalog;
  for (const char* name : {"app_cache_hits_total", "app_cache_misses_total", "app_cache_size", "app_load", "app_web_a",
                           "app_web_b", "lone_metric", "up"}) {
    catalog.metrics.push_back(MakeMetric(name));
  }
  EXPECT_EQ(GroupsOf(catalog, Grouping::kSubsystem),
            (Lines{"app_*: app_load app_web_a app_web_b",
                   "app_cache_*: app_cache_hits_total app_cache_misses_total app_cache_size",
                   "Other: lone_metric up"}));
  EXPECT_EQ(GroupsOf(catalog, Grouping::kNone).size(), 1u);
  EXPECT_EQ(GroupsOf({}, Grouping::kSubsystem), Lines{":"}) << "there is always a group";
}

TEST(Choice, GroupsByStabilityFromWhatIsPromisedMost) {
  Catalog catalog;
  for (const char* name : {"a", "b", "c", "d", "e"}) catalog.metrics.push_back(MakeMetric(name));
  const char* words[] = {"ALPHA", "internal", "STABLE", "BETA"};
  for (size_t i = 0; i < 4; ++i) catalog.metrics[i].stability.emplace().value = words[i];
  EXPECT_EQ(GroupsOf(catalog, Grouping::kStability),
            (Lines{"STABLE: c", "BETA: d", "ALPHA: a", "internal: b", "Stability not stated: e"}));
}

TEST(Choice, FilteredKeepsWhatPassesAndPatternsOnlyWhenAsked) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("app_a"), MakeMetric("lib_b")};
  catalog.patterns = {MakePattern({"app_", "key"}), MakePattern({"lib_", "key"})};
  catalog.unresolved = {{{"a.go", 1, 1}, "metric name", {"x", Reason::kFlag}, {}}};
  const Catalog filtered = Filtered(catalog, {.names = {"app_*"}}, true);
  EXPECT_EQ(filtered.metrics, std::vector<Metric>{catalog.metrics[0]});
  EXPECT_EQ(filtered.patterns, std::vector<Metric>{catalog.patterns[0]});
  EXPECT_EQ(filtered.unresolved, catalog.unresolved) << "they may be anything, so also what was asked for";
  EXPECT_EQ(Filtered(catalog, {}, false).patterns.size() + Filtered(catalog, {}, false).unresolved.size(), 0u);
  EXPECT_EQ(Filtered(catalog, {}, true), catalog);
}

TEST(Choice, GroupsByFolderTypeAndProgram) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("a", MetricType::kUnknown, "", {}, {"x/y/a.go", 1, 1}),
                     MakeMetric("b", MetricType::kGauge, "", {}, {"b.go", 1, 1}),
                     MakeMetric("c", MetricType::kCounter), MakeMetric("d", MetricType::kGauge, "", {}, {"x/d.go", 1, 1})};
  catalog.metrics[0].programs = {"cmd/agent", "cmd/server"};
  catalog.metrics[1].programs = {"cmd/agent"};
  catalog.metrics[2].programs = {"cmd/agent"};
  catalog.patterns = {MakePattern({"p_", "key"})};
  EXPECT_EQ(GroupsOf(catalog, Grouping::kFolder),
            (Lines{"x: d", "x/y: a", "No place in the source known: c", "Root folder: b",
                   "Names that are made in part while the program runs: p_<key>"}));
  EXPECT_EQ(GroupsOf(catalog, Grouping::kType)[0], "counter: c");
  EXPECT_EQ(GroupsOf(catalog, Grouping::kType)[1], "gauge: b d");
  EXPECT_EQ(GroupsOf(catalog, Grouping::kType)[2], "unknown: a") << "what is not known comes last";
  EXPECT_EQ(GroupsOf(catalog, Grouping::kProgram)[0], "agent: b c");
  EXPECT_EQ(GroupsOf(catalog, Grouping::kProgram)[1], "agent, server: a") << "no metric is in two groups";
  EXPECT_EQ(GroupsOf(catalog, Grouping::kProgram)[2], "No program known: d");
}

TEST(Choice, AnchorsAreUnique) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("App_Up"), MakeMetric("app:up"), MakeMetric("app_key"), MakeMetric("app_up")};
  catalog.patterns = {MakePattern({"app_", "key"})};
  std::vector<std::string> anchors;
  for (const Group& group : MakeDocument(catalog, {.show_patterns = true}).groups) {
    for (const Row& row : group.rows) anchors.push_back(row.details.anchor);
  }
  EXPECT_EQ(anchors, (Lines{"app_up", "appup", "app_key", "app_up-1", "app_key-1"}));
}

TEST(Choice, ExpressionsComeFromOutside) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("up")};
  const Document document = MakeDocument(catalog, {.expressions = [](const Metric& metric) {
    return std::vector<Expression>{{"All", metric.name.value.ToString(), ""}};
  }});
  EXPECT_EQ(document.groups[0].rows[0].details.expressions, (std::vector<Expression>{{"All", "up", ""}}));
}

TEST(Choice, LegendHoldsWhatOccurs) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("up")};
  EXPECT_TRUE(MakeDocument(catalog, {.show_legend = true}).legend.empty());
  catalog.metrics[0].type.is_guess = true;
  catalog.metrics[0].labels.value.has_more = true;
  const Document document = MakeDocument(catalog, {.show_legend = true});
  ASSERT_EQ(document.legend.size(), 2u);
  EXPECT_EQ(document.legend[0].sign.text, "(guess)");
  EXPECT_EQ(document.legend[1].sign.text, "not known");
}

TEST(Propose, GroupsWhereThereAreManyOfSomeSize) {
  Catalog catalog;
  for (const char* part : {"cache", "index", "store", "web"}) {
    for (int i = 0; i < 12; ++i) catalog.metrics.push_back(MakeMetric(std::string("app_") + part + "_" + static_cast<char>('a' + i) + "_total"));
  }
  EXPECT_EQ(ProposeGrouping(catalog).grouping, Grouping::kNone) << "48 are few";
  for (const char* more : {"app_web_y_total", "app_web_z_total", "go_gc"}) catalog.metrics.push_back(MakeMetric(more));
  EXPECT_EQ(ProposeGrouping(catalog).grouping, Grouping::kNone) << "what libraries expose makes nobody's list long";
  catalog.metrics.back() = MakeMetric("app_web_zz_total");
  EXPECT_EQ(ProposeGrouping(catalog).grouping, Grouping::kSubsystem);
  for (size_t i = 0; i < catalog.metrics.size(); ++i) {  // names that say nothing, places that do
    catalog.metrics[i] = MakeMetric("app_" + std::to_string(i), MetricType::kGauge, "", {}, {std::string(1, static_cast<char>('a' + i % 4)) + "/x.go", 1, 1});
  }
  EXPECT_EQ(ProposeGrouping(catalog).grouping, Grouping::kFolder);
  for (Metric& metric : catalog.metrics) metric.definitions = {{"x.go", 1, 1}};
  EXPECT_EQ(ProposeGrouping(catalog).grouping, Grouping::kNone) << "one group of all is none";
}

TEST(SourceLink, FillsAndEncodes) {
  const std::string link_template = "https://host/{path}#L{line}";
  EXPECT_EQ(SourceLink(link_template, {"a/b.go", 7, 3}), "https://host/a/b.go#L7");
  EXPECT_EQ(SourceLink(link_template, {"a b/(c)|\"<\xC3\xA9.go", 0, 0}), "https://host/a%20b/%28c%29%7C%22%3C%C3%A9.go#L1");
  EXPECT_EQ(SourceLink("", {"a.go", 7, 3}), "");
  EXPECT_EQ(MistakeInSourceLink(link_template), "");
  EXPECT_EQ(MistakeInSourceLink(""), "");
  EXPECT_NE(MistakeInSourceLink("javascript:alert({path})"), "");
  EXPECT_NE(MistakeInSourceLink("https://host/"), "") << "without {path} every place has the same link";
  EXPECT_NE(MistakeInSourceLink("https://host/{path}\" onclick=x"), "");
}

}  // namespace
}  // namespace mdg::render
