// In: a documented catalog and the text of a scrape. Out: what contradicts, what only differs, what is missing on either side.
#include "verify/verify.h"

#include <gtest/gtest.h>

#include "formats/exposition.h"
#include "tests/unit/make_catalog.h"
#include "verify/print.h"

namespace mdg::verify {
namespace {

using tests::MakeMetric;
using tests::MakePattern;
using tests::MakeText;
using Lines = std::vector<std::string>;

Catalog Documented(std::vector<Metric> metrics) {
  Catalog catalog;
  catalog.metrics = std::move(metrics);
  Normalize(catalog);
  return catalog;
}

Catalog Scrape(std::string_view text) {
  Sink sink;
  formats::ExpositionReading reading = formats::ReadExposition(text, "scrape", sink, code::kScrapeLine);
  EXPECT_EQ(reading.wrong_lines, 0) << sink.TakeSorted().size();
  return std::move(reading.catalog);
}

Report Verify(std::vector<Metric> metrics, std::string_view text, const Options& options = {}) {
  return Compare(Documented(std::move(metrics)), Scrape(text), options);
}

std::string Line(const Difference& d) {
  std::string line = d.metric + " " + d.fact + ": " + d.documented + " | " + d.exposed;
  if (!d.detail.empty()) line += " | " + d.detail;
  return line;
}
Lines Contradictions(const Report& report) {
  Lines lines;
  for (const Difference& d : report.contradictions) lines.push_back(Line(d));
  return lines;
}
Lines Names(const std::vector<Undocumented>& entries) {
  Lines names;
  for (const Undocumented& entry : entries) names.push_back(entry.metric);
  return names;
}
Lines Absences(const Report& report) {
  Lines lines;
  for (const NotSeen& entry : report.not_seen)
    lines.push_back(entry.metric + " " + std::string(AbsenceName(entry.absence)));
  return lines;
}
void ExpectAgreement(const Report& report) {
  EXPECT_EQ(Contradictions(report), Lines());
  EXPECT_EQ(Names(report.undocumented), Lines());
  EXPECT_EQ(Absences(report), Lines());
  EXPECT_EQ(report.agreeing, report.exposed);
}

Metric WithBuckets(Metric metric, std::vector<double> buckets) {
  metric.distribution.emplace();
  metric.distribution->value.buckets = std::move(buckets);
  return metric;
}
Metric WithConstant(Metric metric, const std::string& name, std::vector<std::string> values) {
  metric.labels.value.labels.push_back({name, true, Presence::kAlways, std::move(values), true});
  return metric;
}

constexpr auto kCounter = MetricType::kCounter;
constexpr auto kGauge = MetricType::kGauge;
constexpr auto kHistogram = MetricType::kHistogram;
constexpr auto kSummary = MetricType::kSummary;

// --- contradictions

TEST(Verify, EachFactThatDiffersIsNamedWithBothSidesAndPlaces) {
  Metric metric = MakeMetric("app_a", kGauge, "Help.", {"code", "zone"}, {"a.go", 3, 1});
  const Report report = Verify({metric}, "# HELP app_a Other.\n# TYPE app_a counter\napp_a{code=\"1\",host=\"x\"} 1\n");
  EXPECT_EQ(Contradictions(report),
            (Lines{"app_a type: gauge | counter", "app_a help: Help. | Other.",
                   "app_a labels: code, zone | code, host | not documented: host; on no series: zone"}));
  ASSERT_EQ(report.contradictions.size(), 3u);
  EXPECT_EQ(report.contradictions[0].documented_at.ToString(), "a.go:3:1");
  EXPECT_EQ(report.contradictions[0].exposed_at.ToString(), "scrape:2");
  EXPECT_EQ(report.contradictions[2].exposed_at.ToString(), "scrape:3");
  EXPECT_EQ(report.agreeing, 0u);
}

TEST(Verify, BucketsAreThoseOfEverySeriesInAnyOrder) {
  const std::string text =
      "# TYPE h histogram\nh_bucket{a=\"1\",le=\"+Inf\"} 2\nh_bucket{a=\"2\",le=\"1.0\"} 1\nh_bucket{a=\"1\",le=\"10\"} 1\n"
      "h_bucket{a=\"2\",le=\"10.0\"} 1\nh_bucket{a=\"1\",le=\"1\"} 1\nh_bucket{a=\"2\",le=\"+Inf\"} 1\nh_sum{a=\"1\"} 1\nh_count{a=\"1\"} 2\n";
  ExpectAgreement(Verify({WithBuckets(MakeMetric("h", kHistogram, "", {"a"}), {1, 10})}, text));
  EXPECT_EQ(Contradictions(Verify({WithBuckets(MakeMetric("h", kHistogram, "", {"a"}), {1, 5, 10})}, text)),
            Lines{"h buckets: 1, 5, 10 | 1, 10"});
  // A native histogram, or one that was cut off, states none.
  ExpectAgreement(
      Verify({WithBuckets(MakeMetric("h", kHistogram), {1})}, "# TYPE h histogram\nh_bucket{le=\"7\"} 1\n"));
  // Series that differ among themselves are not compared.
  ExpectAgreement(Verify(
      {WithBuckets(MakeMetric("h", kHistogram, "", {"a"}), {1})},
      "# TYPE h histogram\nh_bucket{a=\"1\",le=\"+Inf\"} 2\nh_bucket{a=\"2\",le=\"1\"} 1\nh_bucket{a=\"2\",le=\"+Inf\"} 1\n"));
}

TEST(Verify, ConstantLabelsHaveTheValuesThatAreDocumented) {
  const std::string text = "# TYPE b gauge\nb{edition=\"pro\"} 1\nb{edition=\"free\"} 1\n";
  EXPECT_EQ(Contradictions(Verify({WithConstant(MakeMetric("b"), "edition", {"free"})}, text)),
            Lines{"b label values: edition = free | edition = pro"});
  ExpectAgreement(Verify({WithConstant(MakeMetric("b"), "edition", {"free", "pro"})}, text));
  Metric open = WithConstant(MakeMetric("b"), "edition", {"free"});
  open.labels.value.labels[0].values_complete = false;
  ExpectAgreement(Verify({open}, text));
}

// --- what is no contradiction

TEST(Verify, WhatOneSideDoesNotSayIsNotCompared) {
  ExpectAgreement(Verify({MakeMetric("a", kGauge, "Help.")}, "a 1\n"));                              // no TYPE, no HELP
  ExpectAgreement(Verify({MakeMetric("a", kGauge, "Help.")}, "# TYPE a untyped\n# HELP a\na 1\n"));  // nor here
  ExpectAgreement(Verify({MakeMetric("a", MetricType::kUntyped)}, "# TYPE a gauge\n# HELP a Help.\na 1\n"));
  ExpectAgreement(Verify({MakeMetric("a", MetricType::kUnknown)}, "# TYPE a gauge\na 1\n"));
  ExpectAgreement(Verify({MakeMetric("a", kGauge, "", {"code"})}, "# TYPE a gauge\n# HELP a Help.\n"));  // no series
  Metric more = MakeMetric("a", kGauge, "", {"code"});
  more.labels.value.has_more = true;
  ExpectAgreement(Verify({more}, "# TYPE a gauge\na{code=\"1\",zone=\"x\"} 1\n"));
  Metric sometimes = MakeMetric("a", kGauge, "", {"code"});
  sometimes.labels.value.labels[0].presence = Presence::kSometimes;
  ExpectAgreement(Verify({sometimes}, "# TYPE a gauge\na 1\n"));
  ExpectAgreement(
      Verify({MakeMetric("a", kGauge, "", {"code"})}, "# TYPE a gauge\na 1\na{code=\"1\"} 1\n"));  // an empty label
  Metric unknown = MakeMetric("a", kGauge);
  unknown.labels.unknown = Hole{"labels", Reason::kRuntimeData};
  ExpectAgreement(Verify({unknown}, "# TYPE a gauge\na{code=\"1\"} 1\n"));
}

TEST(Verify, HelpWithHolesIsAPattern) {
  Metric metric = MakeMetric("a");
  metric.help.value = MakeText({"Bytes of ", "device", " in ", "unit", "."});
  metric.help.unknown = Hole{"device", Reason::kRuntimeData};
  for (const char* help : {"Bytes of sda in kB.", "Bytes of  in .", "Bytes of a in in in b. "}) {
    ExpectAgreement(Verify({metric}, std::string("# HELP a ") + help + "\n# TYPE a gauge\na 1\n"));
  }
  for (const char* help : {"Bytes of sda in kB", "All bytes of sda in kB.", "Bytes of sda."}) {
    EXPECT_EQ(Verify({metric}, std::string("# HELP a ") + help + "\na 1\n").contradictions.size(), 1u) << help;
  }
  metric.help.value = Text(Hole{"help", Reason::kFlag});
  ExpectAgreement(Verify({metric}, "# HELP a Anything.\n# TYPE a gauge\na 1\n"));
  ExpectAgreement(
      Verify({MakeMetric("a", kGauge, " Blanks around.\n")}, "# HELP a Blanks around.\n# TYPE a gauge\na 1\n"));
}

TEST(Verify, WhatTheCatalogIsNotSureOfIsARemark) {
  const std::string text = "# HELP a Other.\n# TYPE a counter\na 1\n";
  Metric guess = MakeMetric("a", kGauge);
  guess.type.is_guess = true;
  Metric library = MakeMetric("a", kCounter, "Help.");
  library.help.origin = Origin::kLibrary;
  Metric by_default = MakeMetric("a", kCounter, "Help.");
  by_default.help.origin = Origin::kDefault;
  Metric type_of_library = MakeMetric("a", kGauge);  // which do not change
  type_of_library.type.origin = Origin::kLibrary;
  EXPECT_EQ(Verify({type_of_library}, text).contradictions.size(), 1u);
  for (const Metric& metric : {guess, library, by_default}) {
    const Report report = Verify({metric}, text);
    ExpectAgreement(report);
    ASSERT_EQ(report.remarks.size(), 1u);
    EXPECT_NE(report.remarks[0].reason, "");
  }
  // Two definitions of one source: which of them is in this program nobody knows here.
  Metric here = MakeMetric("a", kCounter, "Help.", {}, {"a.go", 1, 1}),
         there = MakeMetric("a", kGauge, "Third.", {"x"}, {"b.go", 1, 1});
  here = WithBuckets(here, {1}), there = WithBuckets(there, {2});
  const Report report = Verify({here, there}, "# HELP a Other.\n# TYPE a histogram\na_bucket{y=\"\",le=\"+Inf\"} 1\n");
  EXPECT_EQ(Contradictions(report), Lines());
  EXPECT_EQ(report.remarks.size(), 4u);
}

// --- names

TEST(Verify, NamesOfOpenMetricsAreThoseOfTheProgram) {
  const std::string text =
      "# TYPE a counter\na_total{x=\"1\"} 1\na_created{x=\"1\"} 1e9\n# TYPE b counter\nb_total 1 # {trace_id=\"1\"} 1\n# TYPE c counter\n"
      "# TYPE d info\nd_info{v=\"1\"} 1\n# TYPE e stateset\ne{e=\"on\"} 1\n# TYPE f_seconds gauge\n# UNIT f_seconds seconds\nf_seconds 1\n"
      "# TYPE g gaugehistogram\ng_bucket{le=\"+Inf\"} 1\ng_gcount 1\n# TYPE h unknown\nh 1\n# EOF\n";
  ExpectAgreement(
      Verify({MakeMetric("a_total", kCounter, "", {"x"}), MakeMetric("b", kCounter), MakeMetric("c_total", kCounter),
              MakeMetric("d_info", kGauge, "", {"v"}), MakeMetric("e", kGauge, "", {"e"}), MakeMetric("f_seconds"),
              MakeMetric("g", kHistogram), MakeMetric("h", kSummary)},
             text));
  Metric unit = MakeMetric("f_seconds");
  unit.unit.emplace();
  unit.unit->value = "milliseconds";
  EXPECT_EQ(Contradictions(Verify({unit}, "# TYPE f_seconds gauge\n# UNIT f_seconds seconds\nf_seconds 1\n")),
            Lines{"f_seconds unit: milliseconds | seconds"});
  // A gauge is nobody's counter.
  EXPECT_EQ(Names(Verify({MakeMetric("a")}, "# TYPE a_total counter\na_total 1\n").undocumented), Lines{"a_total"});
}

TEST(Verify, PartsWithoutATypeLineBelongToTheirFamily) {
  ExpectAgreement(Verify(
      {MakeMetric("h", kHistogram, "", {"a"}), MakeMetric("s", kSummary), MakeMetric("c_total", kCounter)},
      "h_bucket{a=\"1\",le=\"1\"} 1\nh_sum{a=\"1\"} 1\nh_count{a=\"1\"} 1\ns{quantile=\"0.5\"} 1\ns_sum 1\ns_count 1\n"
      "# TYPE c_total counter\nc_total 1\n# TYPE c_created gauge\nc_created 1\n"));
  EXPECT_EQ(Names(Verify({MakeMetric("g")}, "g 1\ng_count 1\n").undocumented), Lines{"g_count"});
}

TEST(Verify, AnInstanceOfAPatternIsDocumented) {
  Metric pattern = MakePattern({"app_", "device", "_bytes"}, kGauge, "", {"zone"});
  Metric counters = MakePattern({"app_", "device", "_bytes"}, kCounter);
  const std::string text =
      "# TYPE app_sda_bytes gauge\napp_sda_bytes{zone=\"1\"} 1\n# TYPE app_sdb_bytes counter\napp_sdb_bytes 1\n";
  const Report report = Verify({pattern, counters}, text);
  ExpectAgreement(report);
  EXPECT_EQ(report.instances.size(), 2u);
  EXPECT_EQ(Contradictions(Verify({pattern}, text)),
            (Lines{"app_sdb_bytes type: gauge | counter", "app_sdb_bytes labels: zone | none | on no series: zone"}));
  // The family's own entry comes before any pattern.
  const Report own = Verify({MakeMetric("app_sda_bytes", kGauge, "", {"zone"}), counters}, text);
  ExpectAgreement(own);
  EXPECT_EQ(own.instances.size(), 1u);
}

// --- what is missing

TEST(Verify, WhatIsMissingSaysWhy) {
  Metric flag = MakeMetric("b");
  flag.switches = {"--b"};
  Metric build = MakeMetric("c");
  build.conditions = {"windows"};
  Metric linux = MakeMetric("h");
  linux.conditions = {"linux && !noh", "windows"};
  Metric of_library = MakeMetric("g");
  of_library.name.origin = Origin::kLibrary;
  const Report report = Verify({MakeMetric("a"), flag, build, MakeMetric("d", kCounter, "", {"code"}),
                                MakePattern({"e_", "x"}), WithConstant(MakeMetric("f"), "x", {"1"}), of_library, linux},
                               "# TYPE z gauge\nz 1\n");
  EXPECT_EQ(Absences(report), (Lines{"a other", "b switch", "c condition", "d labels", "e_<x> pattern", "f other",
                                     "g library", "h other"}));
  EXPECT_EQ(Names(report.undocumented), Lines{"z"});
  EXPECT_EQ(Contradictions(report), Lines());
}

TEST(Verify, LabelsAddedOnTheWayAreNoContradiction) {
  const std::string text =
      "# TYPE a gauge\na{code=\"1\",job=\"x\"} 1\n# TYPE b gauge\nb{job=\"x\"} 1\nb{job=\"x\",host=\"1\"} 1\n"
      "c{job=\"x\"} 1\nd{job=\"y\"} 1\ne{job=\"x\"} 1\n";
  auto documented = [](const Lines& labels_of_a, bool all = true) {
    std::vector<Metric> metrics = {MakeMetric("a", kGauge, "", labels_of_a)};
    for (const char* name : {"b", "c", "d", "e"}) {
      if (all || *name != 'e') metrics.push_back(MakeMetric(name));
    }
    return metrics;
  };
  const Report report = Verify(documented({"code", "empty"}), text);
  EXPECT_EQ(report.added_labels, Lines{"job"});
  // What is on one family only is not; and who adds labels leaves out those without a value.
  EXPECT_EQ(Contradictions(report), Lines{"b labels: none | host, job | not documented: host"});
  ASSERT_EQ(report.remarks.size(), 1u);
  EXPECT_EQ(report.remarks[0].detail, "on no series: empty");
  ExpectAgreement(Verify(documented({"code"}), text, {{"host"}}));
  // A label that one family is documented with is the program's.
  const Report own = Verify(documented({"code", "job"}), text);
  EXPECT_EQ(own.added_labels, Lines());
  EXPECT_EQ(own.contradictions.size(), 4u);
  // A few families are no evidence.
  EXPECT_EQ(Verify(documented({"code"}, false), text).contradictions.size(), 4u);
}

// --- printing

TEST(Verify, ATerminalGetsNoCommandsFromAScrape) {
  const std::string esc = "\x1b]0;";
  const Report report = Verify({MakeMetric("a", kGauge, "Help."), MakeMetric("b", kGauge, "", {esc})},
                               "# HELP a " + esc + "\n# TYPE a gauge\na 1\n{\"c" + esc + "\"} 1\n");
  EXPECT_EQ(report.contradictions.size(), 1u);
  EXPECT_EQ(report.undocumented.size(), 1u);
  EXPECT_EQ(report.not_seen.size(), 1u);
  EXPECT_EQ(PrintText(report).find('\x1b'), std::string::npos);
  EXPECT_EQ(PrintJson(report, esc, 0).find('\x1b'), std::string::npos);
}

// --- properties

TEST(Verify, WhatIsWrittenFromACatalogContradictsItNowhere) {
  tests::RandomCatalogs random(7);
  for (int i = 0; i < 300; ++i) {
    Catalog catalog = random.Next();
    Normalize(catalog);
    Sink sink;
    const Catalog scrape =
        formats::ReadExposition(formats::WriteExposition(catalog, formats::PatternLines::kNone), "scrape", sink)
            .catalog;
    const Report self = Compare(scrape, scrape, {});
    ExpectAgreement(self);
    EXPECT_EQ(Names(Compare(catalog, scrape, {}).undocumented), Lines());
    const std::string json = PrintJson(self, "scrape", 0);
    EXPECT_NE(json.find("\"contradictions\": []"), std::string::npos);
    EXPECT_EQ(PrintText(self), "");
  }
}

}  // namespace
}  // namespace mdg::verify
