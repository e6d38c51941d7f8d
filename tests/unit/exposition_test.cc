// In: exposition text right and wrong, catalogs. Out: what a reader understands, what a writer writes, and that they agree.
#include "formats/exposition.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "diagnostics/codes.h"
#include "tests/unit/make_catalog.h"

namespace mdg::formats {
namespace {

using tests::MakeMetric;
using tests::MakePattern;
using tests::MakeText;

struct Read {
  explicit Read(std::string_view text) {
    Sink sink;
    reading = ReadExposition(text, "metrics", sink);
    for (const Diagnostic& diagnostic : sink.TakeSorted()) {
      EXPECT_EQ(diagnostic.code, code::kHandKeptLine);
      EXPECT_EQ(diagnostic.severity, Severity::kError);
      diagnostics.push_back(diagnostic.at.ToString() + ": " + diagnostic.message);
    }
    EXPECT_EQ(reading.wrong_lines == 0, diagnostics.empty());
  }
  const Metric& At(std::string_view name) const {
    const Metric* metric = reading.catalog.Find(name);
    EXPECT_NE(metric, nullptr) << name;
    static const Metric kNone;
    return metric == nullptr ? kNone : *metric;
  }
  size_t size() const { return reading.catalog.metrics.size(); }

  ExpositionReading reading;
  std::vector<std::string> diagnostics;
};

using Lines = std::vector<std::string>;

// --- reading what is right

TEST(ReadExposition, KeepsEachFactWithItsLine) {
  const Read read(
      "# A remark.\n"
      "# HELP app_requests_total Requests \\\"served\\\" in C:\\\\dir\\nby code.\n"
      "# TYPE app_requests_total counter\n"
      "\n"
      "app_requests_total{method=\"get\",code=\"200\"} 1027 1395066363000\n"
      "app_requests_total{code=\"500\",method=\"post\",zone=\"a\"} 3\n");
  EXPECT_EQ(read.diagnostics, Lines());
  ASSERT_EQ(read.size(), 1u);
  const Metric& metric = read.At("app_requests_total");
  EXPECT_EQ(metric.help.value, Text("Requests \"served\" in C:\\dir\nby code."));
  EXPECT_EQ(metric.type.value, MetricType::kCounter);
  EXPECT_EQ(metric.example_value, "1027");
  for (Origin origin : {metric.name.origin, metric.help.origin, metric.type.origin, metric.labels.origin}) {
    EXPECT_EQ(origin, Origin::kHandKept);
  }
  EXPECT_EQ(metric.name.trail.at(0).at.ToString(), "metrics:2");
  EXPECT_EQ(metric.help.trail.at(0).at.ToString(), "metrics:2");
  EXPECT_EQ(metric.type.trail.at(0).at.ToString(), "metrics:3");
  EXPECT_EQ(metric.labels.trail.at(0).at.ToString(), "metrics:5");
  EXPECT_TRUE(metric.definitions.empty());
  const std::vector<Label>& labels = metric.labels.value.labels;
  ASSERT_EQ(labels.size(), 3u);
  EXPECT_EQ(labels[0].name, Text("method"));  // in the order of appearance
  EXPECT_EQ(labels[0].values, (Lines{"get", "post"}));
  EXPECT_EQ(labels[1].presence, Presence::kAlways);
  EXPECT_EQ(labels[2].presence, Presence::kSometimes);
}

TEST(ReadExposition, WhatIsNotStatedStaysVisible) {
  const Read read("app_a 1\n# TYPE app_b gauge\n# HELP app_c Help.\n");
  EXPECT_TRUE(read.At("app_a").help.value.IsEmpty());
  EXPECT_EQ(read.At("app_a").type.value, MetricType::kUnknown);
  EXPECT_FALSE(read.At("app_a").labels.unknown);
  EXPECT_TRUE(read.At("app_b").labels.unknown);
  EXPECT_TRUE(read.At("app_c").labels.value.has_more);
}

TEST(ReadExposition, FoldsTheSamplesOfHistogramsAndSummaries) {
  const Read read(
      "# TYPE h histogram\nh_bucket{path=\"/\",le=\"1\"} 1\nh_bucket{path=\"/\",le=\"+Inf\"} 2\nh_sum{path=\"/\"} 3\n"
      "h_count{path=\"/\"} 2\n"
      "# TYPE s summary\ns{quantile=\"0.5\"} NaN\ns_sum 0\ns_count 0\ns_created 1.6e9\n"
      "# TYPE h_count_other gauge\nh_count_other{le=\"a label like any other\"} 1\n");
  EXPECT_EQ(read.diagnostics, Lines());
  EXPECT_EQ(read.size(), 3u);
  EXPECT_EQ(read.At("h").labels.value.SortedNames(), Lines{"path"});
  EXPECT_EQ(read.At("h").example_value, "");
  EXPECT_EQ(read.At("s").labels.value.SortedNames(), Lines());
  EXPECT_EQ(read.At("h_count_other").labels.value.SortedNames(), Lines{"le"});
}

TEST(ReadExposition, AFamilyOfJustThisNameComesBeforeAFold) {
  const Read read(
      "# TYPE jobs summary\n# TYPE jobs_count gauge\njobs_count{zone=\"a\"} 1\n# TYPE x gauge\nx_count 1\n");
  EXPECT_EQ(read.At("jobs_count").labels.value.SortedNames(), Lines{"zone"});
  EXPECT_EQ(read.At("x_count").type.value, MetricType::kUnknown);
}

TEST(ReadExposition, UnderstandsOpenMetrics) {
  const Read read(
      "# TYPE app_requests counter\n# UNIT app_seconds seconds\n# HELP app_requests Requests.\n"
      "app_requests_total{code=\"200\"} 17.0 1520879607.789 # {trace_id=\"KOO5S4vxi0o\"} 0.67\n"
      "app_requests_created{code=\"200\"} 1520430000.123\n"
      "# TYPE build info\nbuild_info{version=\"1\"} 1\n# TYPE queue gaugehistogram\nqueue_bucket{le=\"1\"} 1\nqueue_gcount 1\n"
      "# TYPE odd unknown\nodd 1\n# EOF\n");
  EXPECT_EQ(read.diagnostics, Lines());
  EXPECT_EQ(read.At("app_requests_total").type.value, MetricType::kCounter);
  EXPECT_EQ(read.At("app_requests_total").labels.value.SortedNames(), Lines{"code"});
  EXPECT_EQ(read.At("app_seconds").unit->value, "seconds");
  EXPECT_EQ(read.At("build_info").type.value, MetricType::kInfo);
  EXPECT_EQ(read.At("queue").type.value, MetricType::kGaugeHistogram);
  EXPECT_EQ(read.At("odd").type.value, MetricType::kUntyped);
  EXPECT_EQ(read.size(), 5u);
}

TEST(ReadExposition, UnderstandsQuotedNames) {
  const Read read("# HELP \"my.metric\" Help.\n# TYPE \"my.metric\" gauge\n{\"my.metric\",\"a b\"=\"1\",c=\"2\"} 3\n");
  EXPECT_EQ(read.diagnostics, Lines());
  EXPECT_EQ(read.At("my.metric").labels.value.SortedNames(), (Lines{"a b", "c"}));
}

TEST(ReadExposition, IsLenientWhereScrapersAre) {
  const Read read(
      "\xEF\xBB\xBF# HELP a Help.\r\n\t a{ x = \"1\" , y=\"}\\\"\\\\\\n\" , } +Inf\r\n# HELP\r\n#TYPE a gauge\r\n# TYPE\r\n"
      "b -0x\r\nc 0\r\nd 1e3 5 \r\ne .5\r\nf -NaN");
  EXPECT_EQ(read.diagnostics,
            (Lines{"metrics:4:9: the type of `a` must stand before its samples, the first is on line 2",
                   "metrics:6:3: `-0x` is not a number"}));
  EXPECT_EQ(read.At("a").help.value, Text("Help."));
  EXPECT_EQ(read.At("a").labels.value.labels.at(1).values, Lines{"}\"\\\n"});
  EXPECT_EQ(read.At("a").example_value, "+Inf");
  EXPECT_EQ(read.At("f").example_value, "-NaN");
  EXPECT_EQ(read.size(), 5u);
}

TEST(ReadExposition, ReadsStarsAsHoles) {
  const Read read("# HELP node_memory_* Memory field *.\n# TYPE node_memory_* gauge\nnode_memory_* 0\n");
  EXPECT_EQ(read.diagnostics, Lines());
  ASSERT_EQ(read.reading.catalog.patterns.size(), 1u);
  EXPECT_TRUE(read.reading.catalog.patterns[0].name.value.Matches("node_memory_MemFree"));
  EXPECT_EQ(read.reading.catalog.patterns[0].type.value, MetricType::kGauge);
}

TEST(ReadExposition, AnEmptyFileIsAnEmptyCatalog) {
  for (const char* text : {"", "\n", "# EOF", "\xEF\xBB\xBF", "#\n# HELP\n"}) {
    const Read read(text);
    EXPECT_EQ(read.size(), 0u);
    EXPECT_EQ(read.diagnostics, Lines());
  }
}

// --- reading what is wrong: each line costs itself and nothing else

TEST(ReadExposition, NamesEachWrongLine) {
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"@", "1: expected a metric name"},
      {"9lives 1", "1: a metric name cannot begin with a digit"},
      {"a-b 1", "2: unexpected character in the metric name"},
      {"a", "2: expected a value"},
      {"a one", "3: `one` is not a number"},
      {"a 1_000", "3: `1_000` is not a number"},
      {"a +-1", "3: `+-1` is not a number"},
      {"a nan(1)", "3: `nan(1)` is not a number"},
      {"a 1 soon", "5: `soon` is not a timestamp"},
      {"a 1 2 3", "7: unexpected text after the timestamp"},
      {"a{", "3: the closing brace is missing"},
      {"a{b", "4: expected `=` after the label name `b`"},
      {"a{9=\"\"} 1", "3: expected a label name"},
      {"a{b=c} 1", "5: expected a label value in double quotes"},
      {"a{b=\"c} 1", "5: the closing quote is missing"},
      {"a{b=\"c\\", "5: the closing quote is missing"},
      {"a{b=\"c\" d=\"e\"} 1", "9: expected a comma or a closing brace"},
      {"a{b=\"1\",b=\"2\"} 1", "9: the label `b` stands here twice"},
      {"a{__name__=\"b\"} 1", "3: `__name__` is not a label but the name of the metric"},
      {"{a=\"b\"} 1", "8: expected a metric name"},
      {"{\"\"} 1", "2: expected a metric name"},
      {"{\"**\"} 1", "2: a pattern needs more than `*`"},
      {"{\"\"=\"\"} 1", "2: expected a label name"},
      {"* 1", "1: a pattern needs more than `*`"},
      {"# TYPE a number", "10: expected one of the types counter, gauge, histogram, summary, untyped"},
      {"# TYPE a gauge or so", "10: expected one of the types counter, gauge, histogram, summary, untyped"},
      {"# HELP a-b c", "9: unexpected character in the metric name after `# HELP`"},
      {"# TYPE \"a gauge", "8: the closing quote is missing"},
  };
  for (const auto& [line, message] : wrong) {
    const Read read("app_before 1\n" + line + "\napp_after 1\n");
    EXPECT_EQ(read.diagnostics, Lines{"metrics:2:" + message}) << line;
    EXPECT_EQ(read.reading.wrong_lines, 1);
    EXPECT_NE(read.reading.catalog.Find("app_before"), nullptr);
    EXPECT_NE(read.reading.catalog.Find("app_after"), nullptr);
  }
}

TEST(ReadExposition, NamesWhatIsSaidTwice) {
  const Read read("# HELP a One.\n# TYPE a gauge\n# HELP a Two.\n# TYPE a counter\na 1\n");
  EXPECT_EQ(read.diagnostics, (Lines{"metrics:3:10: `a` has its help already on line 1",
                                     "metrics:4:10: `a` has its type already on line 2"}));
  EXPECT_EQ(read.At("a").help.value, Text("One."));
  EXPECT_EQ(read.At("a").type.value, MetricType::kGauge);
}

TEST(ReadExposition, ReportsTheFirstTwentyAndCountsTheRest) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "%\n";
  const Read read(text);
  EXPECT_EQ(read.reading.wrong_lines, 1000);
  ASSERT_EQ(read.diagnostics.size(), 21u);
  EXPECT_EQ(read.diagnostics.front(), "metrics: 980 more lines are wrong");
}

// --- writing

std::string Write(const Catalog& catalog, PatternLines patterns = PatternLines::kFamilies) {
  return WriteExposition(catalog, patterns);
}

TEST(WriteExposition, WritesWhatTheAncestorWrites) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("a_total", MetricType::kCounter, "Help.", {"zone", "code"}),
                     MakeMetric("b_seconds", MetricType::kHistogram, "Seconds.", {"reason"}),
                     MakeMetric("c", MetricType::kSummary, "No labels.")};
  EXPECT_EQ(Write(catalog),
            "# HELP a_total Help.\n# TYPE a_total counter\na_total{zone=\"\",code=\"\"} 0\n"
            "# HELP b_seconds Seconds.\n# TYPE b_seconds histogram\nb_seconds{reason=\"\"} 0\n"
            "# HELP c No labels.\n# TYPE c summary\nc 0\n");
}

TEST(WriteExposition, EscapesHelpAndLeavesOutWhatIsNotKnown) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("a", MetricType::kUnknown, "back\\slash\nline \"quoted\""), MakeMetric("b"),
                     MakeMetric("my.metric", MetricType::kInfo, "Dots.", {"a b", "c"})};
  catalog.metrics[1].labels.value.has_more = true;
  EXPECT_EQ(Write(catalog),
            "# HELP a back\\\\slash\\nline \"quoted\"\n# TYPE a untyped\na 0\n"
            "# TYPE b gauge\n"
            "# HELP \"my.metric\" Dots.\n# TYPE \"my.metric\" gauge\n{\"my.metric\",\"a b\"=\"\",c=\"\"} 0\n");
}

TEST(WriteExposition, KeepsExampleValues) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("a")};
  catalog.metrics[0].example_value = "1.969900304";
  EXPECT_EQ(Write(catalog), "# TYPE a gauge\na 1.969900304\n");
}

TEST(WriteExposition, WritesPatternsInThreeWays) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("z")};
  Metric pattern = MakePattern({"app_", "device", "_bytes"}, MetricType::kCounter, "", {"zone"});
  pattern.help.value = MakeText({"Bytes of ", "device", "."});
  catalog.patterns = {pattern};
  EXPECT_EQ(Write(catalog, PatternLines::kNone), "# TYPE z gauge\nz 0\n");
  EXPECT_EQ(Write(catalog, PatternLines::kComments),
            "# TYPE z gauge\nz 0\n# pattern: app_*_bytes{zone=\"\"} counter Bytes of <device>.\n");
  EXPECT_EQ(
      Write(catalog, PatternLines::kFamilies),
      "# TYPE z gauge\nz 0\n# HELP app_*_bytes Bytes of <device>.\n# TYPE app_*_bytes counter\napp_*_bytes{zone=\"\"} 0\n");
}

TEST(WriteExposition, PatternsThatAreNoPlainNamesAreQuoted) {
  Catalog catalog;
  catalog.patterns = {MakePattern({"my.", "key"}, MetricType::kGauge, "", {"x"})};
  EXPECT_EQ(Write(catalog), "# TYPE \"my.*\" gauge\n{\"my.*\",x=\"\"} 0\n");
  EXPECT_EQ(Write(catalog, PatternLines::kComments), "# pattern: {\"my.*\",x=\"\"} gauge\n");
  EXPECT_EQ(Read(Write(catalog)).reading.catalog.patterns.at(0).name.value.ToGlob(), "my.*");
}

TEST(WriteExposition, PatternsThatLookAlikeAreOneFamily) {
  Catalog catalog;
  catalog.patterns = {MakePattern({"app_", "a"}, MetricType::kGauge, "", {"x"}),
                      MakePattern({"app_", "b"}, MetricType::kCounter, "Help.", {"y"})};
  EXPECT_EQ(Write(catalog), "# HELP app_* Help.\n# TYPE app_* untyped\n");
}

// --- together

// What of a metric text exposition can say.
std::string Essence(const Metric& metric) {
  std::string text = metric.name.value.ToGlob() + '|' + std::string(MetricTypeName(metric.type.value)) + '|';
  text += metric.help.value.ToString() + '|';
  for (const std::string& label : metric.labels.value.SortedNames()) text += label + ',';
  return text + (metric.labels.value.has_more ? "more" : "");
}

TEST(ExpositionProperties, WhatIsWrittenIsReadBack) {
  tests::RandomCatalogs catalogs(3);
  for (int round = 0; round < 1000; ++round) {
    Catalog catalog = catalogs.Next();
    catalog.unresolved.clear();
    for (Metric& metric : catalog.metrics) {
      // The format has fewer types, and drops blanks before a help.
      const bool has_word = metric.type.value <= MetricType::kUntyped && metric.type.value != MetricType::kUnknown;
      if (!has_word) metric.type.value = MetricType::kUntyped;
      metric.help.value = Text("." + metric.help.value.ToString());
      const auto& labels = metric.labels.value.labels;
      const bool known = std::all_of(labels.begin(), labels.end(), [](const Label& l) { return l.name.IsKnown(); });
      if (!known || metric.labels.unknown || metric.labels.value.has_more) {
        metric.labels.value = {};
        metric.labels.value.has_more = true;
      }
      if (metric.IsPattern()) metric.name.value = "app_not_here";
    }
    Normalize(catalog);
    for (Metric& metric : catalog.metrics) {
      if (metric.type.value != MetricType::kGauge) metric.example_value.clear();  // a histogram has no single value
    }
    for (Metric& metric : catalog.metrics) metric.labels.value.has_more |= metric.labels.unknown.has_value();
    const std::string text = Write(catalog);
    const Read read(text);
    ASSERT_EQ(read.diagnostics, Lines()) << text;
    ASSERT_EQ(read.size(), catalog.metrics.size());
    for (size_t i = 0; i < catalog.metrics.size(); ++i) {
      if (catalog.metrics[i].labels.value.has_more) catalog.metrics[i].labels.value.labels.clear();
      ASSERT_EQ(Essence(read.reading.catalog.metrics[i]), Essence(catalog.metrics[i])) << text;
    }
    EXPECT_EQ(Write(Read(text).reading.catalog), text);
  }
}

}  // namespace
}  // namespace mdg::formats
