// Which names of an expression are series, and which of them a catalog has.
#include "model/rule_uses.h"

#include <gtest/gtest.h>

#include "tests/unit/make_catalog.h"

namespace mdg {
namespace {

using Names = std::vector<std::string>;

TEST(RuleUses, NamesOfSeriesAreTold) {
  EXPECT_EQ(SeriesNames("sum(rate(app_a{code=\"x_b\"}[5m])) by (job_c) / on(d, e) group_left(f) app_g offset 5m > 10"), (Names{"app_a", "app_g"}));
  EXPECT_EQ(SeriesNames("sum by (a) (b) or count without (c) (d:e) unless 1e3 == bool f"), (Names{"b", "d:e", "f"}));
  EXPECT_EQ(SeriesNames("{__name__=\"a\", b=\"c\"} and {\"d.e\", f!~\"g\"} or {__name__=~\"h.*\"}"), (Names{"a", "d.e"}));
  EXPECT_EQ(SeriesNames("a # b\n+ c == \"d\" == 'e' == `f`"), (Names{"a", "c"}));
  EXPECT_EQ(SeriesNames("up"), Names{"up"});
}

TEST(RuleUses, NamesKnownInPartAreNone) {
  EXPECT_EQ(SeriesNames("app_<part>_total + <whole> + a{b='<c>'} < 5"), Names{"a"});
  EXPECT_EQ(SeriesNames("a < b"), (Names{"a", "b"}));
}

TEST(RuleUses, AnyBytesEnd) {
  for (const char* text : {"", "{", "\"", "a{b=\"", "by(", "<", "<a", "[", "'\\", "{a", "{\"", "#"}) SeriesNames(text);
}

TEST(RuleUses, FamiliesAndRulesOfTheCatalog) {
  Catalog catalog;
  catalog.metrics = {tests::MakeMetric("app_wait", MetricType::kHistogram), tests::MakeMetric("app_up")};
  catalog.patterns = {tests::MakePattern({"app_", "part", "_length"}), tests::MakePattern({"app_queue_", "key"}), tests::MakePattern({"", "word", "_c"})};
  catalog.recording_rules = {{"job:up:min", "min(app_up) or job:up:min", {}, {}}};
  catalog.recording_rules.front().others = {"max(app_wait_sum)"};
  const RuleUses uses(catalog);
  using Uses = std::vector<RuleUses::Use>;
  EXPECT_EQ(uses.Of(Alert{"A", "app_wait_bucket > job:up:min + app_up_count + other", "", {}, {}, {}}), (Uses{{"app_wait", false}, {"job:up:min", true}}));
  EXPECT_EQ(uses.Of(Alert{"A", "app_queue_a_length + app_queue_b + web_queue_c", "", {}, {}, {}}), (Uses{{"app_<part>_length", false, true}, {"app_queue_<key>", false, true}}))
      << "the one of which most is known, and none of which only the end is";
  EXPECT_EQ(uses.Of(catalog.recording_rules.front()), (Uses{{"app_up", false}, {"app_wait", false}}));
}

TEST(Catalog, AlertsOfOneNameStandByPlaceAndTheSameIsOne) {
  Catalog catalog;
  catalog.Add(Alert{"B", "b", "", {}, {}, {{"b.yml", 2, 0}}});
  catalog.Add(Alert{"A", "a", "", {{"severity", "warning"}}, {}, {{"b.yml", 9, 0}}});
  catalog.Add(Alert{"A", "a", "", {{"severity", "critical"}}, {}, {{"b.yml", 1, 0}}});
  catalog.Add(Alert{"B", "b", "", {}, {}, {{"a.yml", 5, 0}}});
  ASSERT_EQ(catalog.alerts.size(), 3u);
  EXPECT_EQ(catalog.alerts[0].labels.at("severity"), "critical");
  EXPECT_EQ(catalog.alerts[1].labels.at("severity"), "warning");
  EXPECT_EQ(catalog.alerts[2].definitions, (std::vector<SourceLocation>{{"a.yml", 5, 0}, {"b.yml", 2, 0}}));
}

}  // namespace
}  // namespace mdg
