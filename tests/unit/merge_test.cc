// In: a catalog from code and a hand-kept one. Out: one catalog, and every override named.
#include "merge/merge.h"

#include <gtest/gtest.h>

#include "diagnostics/codes.h"
#include "formats/exposition.h"
#include "render/markdown.h"
#include "render/markers.h"
#include "tests/unit/make_catalog.h"

namespace mdg::merge {
namespace {

using tests::MakeMetric;
using tests::MakePattern;

Catalog HandKept(std::string_view text) {
  Sink sink;
  formats::ExpositionReading reading = formats::ReadExposition(text, "metrics", sink);
  EXPECT_EQ(reading.wrong_lines, 0);
  return reading.catalog;
}

Catalog Code(std::vector<Metric> metrics, std::vector<Metric> patterns = {}) {
  Catalog catalog;
  catalog.metrics = std::move(metrics);
  catalog.patterns = std::move(patterns);
  Normalize(catalog);
  return catalog;
}

// "app_up help differs: Hand. (metrics:1), Code. (a.go:3:7)"
std::vector<std::string> Told(const std::vector<Override>& overrides) {
  std::vector<std::string> lines;
  for (const Override& entry : overrides) {
    lines.push_back(entry.metric + (entry.fact.empty() ? "" : " ") + entry.fact + ' ' +
                    std::string(OverrideKindName(entry.kind)) + ": " + entry.hand_kept_value + " (" +
                    entry.hand_kept_at.ToString() + "), " + entry.code_value + " (" + entry.code_at.ToString() + ")");
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Merge, HandKeptWinsFactByFact) {
  Metric metric = MakeMetric("app_up", MetricType::kGauge, "Code.", {"zone"}, {"a.go", 3, 7});
  metric.labels.value.labels[0].values = {"a", "b"};
  metric.labels.value.labels[0].values_complete = true;
  const Merged merged =
      MergeHandKept(Code({metric}), HandKept("# HELP app_up Hand.\napp_up{zone=\"example\",user=\"admin\"} 1\n"));
  ASSERT_EQ(merged.catalog.metrics.size(), 1u);
  const Metric& result = merged.catalog.metrics[0];
  EXPECT_EQ(result.help.value, Text("Hand."));
  EXPECT_EQ(result.help.origin, Origin::kHandKept);
  EXPECT_EQ(result.type.value, MetricType::kGauge);  // not stated by hand
  EXPECT_EQ(result.type.origin, Origin::kCode);
  ASSERT_EQ(result.labels.value.labels.size(), 2u);
  EXPECT_EQ(result.labels.value.labels[0].values, (Lines{"a", "b"}));  // known from the code, not from the sample
  EXPECT_TRUE(result.labels.value.labels[0].values_complete);
  EXPECT_EQ(result.labels.value.labels[1].values, Lines());
  EXPECT_EQ(result.definitions.size(), 1u);
  EXPECT_EQ(Told(merged.overrides), (Lines{"app_up help differs: Hand. (metrics:1), Code. (a.go:3:7)",
                                           "app_up labels differs: user, zone (metrics:2), zone (a.go:3:7)"}));
  EXPECT_EQ(result.notes, (Lines{"help: hand-kept `Hand.` (`metrics:1`) instead of `Code.` (`a.go:3:7`)",
                                 "labels: hand-kept `user, zone` (`metrics:2`) instead of `zone` (`a.go:3:7`)"}));
}

TEST(Merge, ARepeatedFactStaysTheCodes) {
  const Merged merged =
      MergeHandKept(Code({MakeMetric("app_up", MetricType::kGauge, "Up.", {"b", "a"}, {"a.go", 3, 7})}),
                    HandKept("# HELP app_up Up.\n# TYPE app_up gauge\napp_up{a=\"1\",b=\"2\"} 5\n"));
  const Metric& result = merged.catalog.metrics.at(0);
  EXPECT_EQ(result.help.origin, Origin::kCode);
  EXPECT_EQ(result.labels.origin, Origin::kCode);
  EXPECT_EQ(result.example_value, "5");
  EXPECT_TRUE(result.notes.empty());
  for (const Override& entry : merged.overrides) EXPECT_EQ(entry.kind, OverrideKind::kRedundant);
  EXPECT_EQ(merged.overrides.size(), 3u);
}

TEST(Merge, WhatTheCodeLeavesOpenIsAdded) {
  Metric metric = MakeMetric("app_up", MetricType::kCounter, "", {"a"}, {"a.go", 3, 7});
  metric.type.is_guess = true;
  metric.labels.value.has_more = true;
  const Merged merged =
      MergeHandKept(Code({metric}), HandKept("# HELP app_up Up.\n# TYPE app_up counter\napp_up{a=\"\",b=\"\"} 0\n"));
  const Metric& result = merged.catalog.metrics.at(0);
  EXPECT_FALSE(result.type.is_guess);
  EXPECT_FALSE(result.labels.value.has_more);
  EXPECT_EQ(result.help.value, Text("Up."));
  EXPECT_EQ(Told(merged.overrides), (Lines{"app_up type adds: counter (metrics:2), counter (guess) (a.go:3:7)",
                                           "app_up help adds: Up. (metrics:1),  (a.go:3:7)",
                                           "app_up labels adds: a, b (metrics:3), a and more (a.go:3:7)"}));
}

TEST(Merge, MetricsTheCodeDoesNotHave) {
  const Merged merged = MergeHandKept(
      Code({MakeMetric("app_requests_total", MetricType::kCounter, "", {}, {"a.go", 3, 7})},
           {MakePattern({"node_memory_", "field", "_bytes"}, MetricType::kGauge, "Memory.", {"node"})}),
      HandKept(
          "app_request_total 1\n# TYPE go_goroutines gauge\ngo_goroutines{a=\"x\"} 1\nnode_memory_MemFree_bytes{node=\"1\"} 7\n"));
  EXPECT_EQ(Told(merged.overrides),
            (Lines{"app_request_total orphan:  (metrics:1), app_requests_total ()",
                   "go_goroutines only-hand-kept:  (metrics:2),  ()",
                   "node_memory_MemFree_bytes of-pattern:  (metrics:4), node_memory_<field>_bytes ()"}));
  EXPECT_EQ(merged.catalog.metrics.size(), 4u);
  EXPECT_EQ(merged.catalog.Find("app_request_total")->type.value, MetricType::kUntyped);
  EXPECT_TRUE(merged.catalog.Find("go_goroutines")->labels.value.labels.at(0).values.empty());
  const Metric& instance = *merged.catalog.Find("node_memory_MemFree_bytes");
  EXPECT_EQ(instance.type.value, MetricType::kGauge);
  EXPECT_EQ(instance.help.value, Text("Memory."));
}

TEST(Merge, HandKeptPatternsMeetTheCodesByTheirHoles) {
  const Merged merged = MergeHandKept(Code({}, {MakePattern({"app_", "key"}, MetricType::kGauge, "", {})}),
                                      HandKept("# HELP app_* Any.\n# HELP db_* Other.\n"));
  ASSERT_EQ(merged.catalog.patterns.size(), 2u);
  EXPECT_EQ(merged.catalog.patterns[0].name.value.ToString(), "app_<key>");
  EXPECT_EQ(merged.catalog.patterns[0].help.value, Text("Any."));
  EXPECT_EQ(merged.catalog.patterns[1].name.value.ToGlob(), "db_*");
}

TEST(Merge, OfSeveralHandKeptFilesTheLaterWins) {
  const Catalog combined = CombineHandKept(HandKept("# HELP a One.\n# TYPE a gauge\na{x=\"\"} 1\n"),
                                           HandKept("# HELP a Two.\n# HELP b Three.\n"));
  EXPECT_EQ(combined.metrics.size(), 2u);
  EXPECT_EQ(combined.Find("a")->help.value, Text("Two."));
  EXPECT_EQ(combined.Find("a")->type.value, MetricType::kGauge);
  EXPECT_EQ(combined.Find("a")->labels.value.SortedNames(), Lines{"x"});
}

TEST(Merge, TheReportSaysWhatToDo) {
  const Merged merged = MergeHandKept(
      Code({MakeMetric("app_a", MetricType::kGauge, "Code.", {}, {"a.go", 3, 7}),
            MakeMetric("app_b", MetricType::kGauge, "Same."), MakeMetric("app_c")}),
      HandKept(
          "# HELP app_a Hand.\n# TYPE app_a gauge\n# HELP app_b Same.\n# HELP app_c Added.\n# HELP app_d Old.\n# HELP go_x X.\n"));
  EXPECT_EQ(ExplainOverrides(merged.overrides),
            "1 hand-kept fact differs from the code, and wins:\n"
            "  app_a\n"
            "    help    hand-kept `Hand.` (metrics:1)\n"
            "            code `Code.` (a.go:3:7)\n"
            "1 hand-kept fact says what the code leaves open:\n"
            "  app_c\n"
            "    help    hand-kept `Added.` (metrics:4)\n"
            "1 hand-kept metric says only what the code says, and can go:\n"
            "  app_b (metrics:3)\n"
            "1 hand-kept metric is not in the code, which has others that begin alike: renamed or removed?\n"
            "  app_d (metrics:5): did you mean `app_a`?\n"
            "1 metric is in hand-kept files only:\n"
            "  go_x (metrics:6)\n");
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : OverrideDiagnostics(merged.overrides)) {
    EXPECT_EQ(diagnostic.severity, Severity::kNote);
    codes.push_back(diagnostic.code + ' ' + diagnostic.at.ToString());
  }
  EXPECT_EQ(codes,
            (Lines{"hand-kept-differs metrics:1", "hand-kept-redundant metrics:3", "hand-kept-orphan metrics:5"}));
  EXPECT_EQ(ExplainOverrides({}), "");
}

TEST(Merge, ManyRemarksOfAKindAreOneNoteForEachFile) {
  std::string hand_kept = "# HELP app_up Up.\n# HELP app_upp Up.\n";
  for (int i = 10; i < 35; ++i) hand_kept += "# HELP app_lost_metric_number_" + std::to_string(i) + " Lost.\n";
  Catalog code = Code({MakeMetric("app_up", MetricType::kGauge, "Up.")});
  for (const char* name : {"app_a", "app_b", "app_c"}) {
    code.metrics.push_back(MakeMetric(name, MetricType::kGauge, "Same."));
    hand_kept += std::string("# HELP ") + name + " Same.\n";
  }
  Normalize(code);
  Lines lines;
  for (const Diagnostic& diagnostic : OverrideDiagnostics(MergeHandKept(code, HandKept(hand_kept)).overrides)) {
    lines.push_back(diagnostic.at.ToString() + ' ' + diagnostic.message);
  }
  std::string names;
  for (int i = 10; i < 30; ++i) {
    names += (i == 10 ? "`app_lost_metric_number_" : ", `app_lost_metric_number_") + std::to_string(i) + '`';
  }
  const std::string details = "; --explain-merge shows the place of each";
  EXPECT_EQ(lines,
            (Lines{"metrics:1 4 hand-kept metrics say only what the code says, and can go: `app_a`, `app_b`, `app_c`, "
                   "`app_up`" +
                       details,
                   "metrics:2 the code has no `app_upp`: did you mean `app_up`?",
                   "metrics:3 25 hand-kept metrics are not in the code, which has others that begin alike: " + names +
                       " and 5 more" + details}));
}

// The ancestor's whole path on a small example: two files in, the page out, byte for byte.
TEST(Merge, MakesTheAncestorsPage) {
  const Catalog generated = HandKept(
      "# HELP app_agents_up The number of agents.\n# TYPE app_agents_up gauge\napp_agents_up{username=\"\",template_name=\"\"} 0\n"
      "# HELP app_latency_seconds Latency of connections.\n# TYPE app_latency_seconds histogram\napp_latency_seconds{reason=\"\"} 0\n"
      "# HELP app_scripts_total Scripts.\n# TYPE app_scripts_total counter\napp_scripts_total{success=\"\"} 0\n");
  const Catalog hand_kept = HandKept(
      "# HELP app_scripts_total Scripts executed by the agent.\n# TYPE app_scripts_total counter\n"
      "app_scripts_total{agent_name=\"main\",success=\"true\"} 1\n"
      "# HELP go_gc_duration_seconds A summary of the pauses.\n# TYPE go_gc_duration_seconds summary\n"
      "go_gc_duration_seconds{quantile=\"0\"} 2.4e-05\ngo_gc_duration_seconds_sum 0.02\ngo_gc_duration_seconds_count 42\n");
  const std::string page =
      "# Prometheus\n\n"
      "<!-- Code generated by 'make docs/admin/integrations/prometheus.md'. DO NOT EDIT -->\n\nold\n\n"
      "<!-- End generated by 'make docs/admin/integrations/prometheus.md'. -->\n\n### Note\n";
  Sink sink;
  const std::string table =
      render::WriteAlignedMarkdown(render::MakeDocument(MergeHandKept(generated, hand_kept).catalog, {}));
  EXPECT_EQ(render::ReplaceRegions(page, "prometheus.md", {{render::kAncestorMarkers, table}}, sink),
            "# Prometheus\n\n"
            "<!-- Code generated by 'make docs/admin/integrations/prometheus.md'. DO NOT EDIT -->\n\n"
            "| Name                     | Type      | Description                    | Labels                     |\n"
            "|--------------------------|-----------|--------------------------------|----------------------------|\n"
            "| `app_agents_up`          | gauge     | The number of agents.          | `template_name` `username` |\n"
            "| `app_latency_seconds`    | histogram | Latency of connections.        | `reason`                   |\n"
            "| `app_scripts_total`      | counter   | Scripts executed by the agent. | `agent_name` `success`     |\n"
            "| `go_gc_duration_seconds` | summary   | A summary of the pauses.       |                            |\n\n"
            "<!-- End generated by 'make docs/admin/integrations/prometheus.md'. -->\n\n### Note\n");
}

TEST(MergeProperties, NothingIsLostAndNothingChangesWithoutAHandKeptFile) {
  tests::RandomCatalogs catalogs(12);
  for (int round = 0; round < 500; ++round) {
    Catalog code = catalogs.Next(), hand_kept = catalogs.Next();
    Normalize(code);
    Normalize(hand_kept);
    const Merged once = MergeHandKept(code, hand_kept);
    for (const Catalog* source : {&code, &hand_kept}) {
      for (const Metric& metric : source->metrics) ASSERT_NE(once.catalog.Find(metric.name.value.ToString()), nullptr);
    }
    for (const Metric& metric : hand_kept.metrics) {
      const Metric& merged = *once.catalog.Find(metric.name.value.ToString());
      if (!metric.help.value.IsEmpty()) {
        ASSERT_EQ(merged.help.value, metric.help.value);
      }
      if (metric.type.value != MetricType::kUnknown) {
        ASSERT_EQ(merged.type.value, metric.type.value);
      }
    }
    ASSERT_EQ(MergeHandKept(code, {}).catalog, code);
    ASSERT_TRUE(MergeHandKept(code, {}).overrides.empty());
  }
}

}  // namespace
}  // namespace mdg::merge
