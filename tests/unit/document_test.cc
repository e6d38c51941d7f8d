// In: catalogs and what is wanted of them. Out: which metrics, in which order, in which words.
#include "render/document.h"

#include <gtest/gtest.h>

#include "tests/unit/make_catalog.h"

namespace mdg::render {
namespace {

using tests::MakeMetric;
using tests::MakePattern;

std::vector<std::string> NamesOf(const Document& document, size_t group = 0) {
  std::vector<std::string> names;
  for (const Row& row : document.groups.at(group).rows) names.push_back(row.name);
  return names;
}

// A cell's text, code in brackets.
std::string CellOf(const Metric& metric, ColumnKind column) {
  Catalog catalog;
  catalog.metrics = {metric};
  std::string text;
  const Document document = MakeDocument(catalog, {.columns = {column}});
  for (const Span& span : document.groups.at(0).rows.at(0).cells.at(0)) {
    text += span.style == Span::Style::kCode ? '[' + span.text + ']' : span.text;
  }
  return text;
}

Catalog FourMetrics() {
  Catalog catalog;
  catalog.metrics = {MakeMetric("app_a_total", MetricType::kCounter, "", {}, {"server/web/a.go", 3, 1}),
                     MakeMetric("app_b", MetricType::kGauge, "", {}, {"agent/b.go", 4, 1}),
                     MakeMetric("app_c_total", MetricType::kCounter, "", {}, {"main.go", 5, 1}),
                     MakeMetric("go_d", MetricType::kSummary)};
  catalog.patterns = {MakePattern({"app_", "key"})};
  return catalog;
}

using Names = std::vector<std::string>;

TEST(Document, PlacesAreSeenFromARootOutside) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("app_a", MetricType::kGauge, "", {}, {"../app/server/a.go", 3, 1}),
                     MakeMetric("app_b", MetricType::kGauge, "", {}, {"../apple/b.go", 3, 1})};
  const Document document = MakeDocument(catalog, {.columns = {ColumnKind::kDefinition}, .folders = {}, .root = "../app", .source_link = "https://x/{path}"});
  EXPECT_EQ(document.groups.at(0).rows.at(0).cells.at(0).at(0).text, "server/a.go:3");
  EXPECT_EQ(document.groups.at(0).rows.at(0).cells.at(0).at(0).link, "https://x/server/a.go");
  EXPECT_EQ(document.groups.at(0).rows.at(1).cells.at(0).at(0).text, "../apple/b.go:3") << "that is beside it";
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.folders = {"server"}, .root = "../app"})), Names{"app_a"});
}

TEST(Document, PlacesInNotesAreSeenFromARootOutside) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("app_a", MetricType::kGauge, "", {}, {"../app/server/a.go", 3, 1})};
  catalog.metrics[0].notes = {"help differs: shown `x` (../app/server/a.go:3:1); it may also be `y` (../apple/b.go:7:1)"};
  catalog.metrics[0].labels.note = "not known at `../app/server/a.go:9`, ../../app/b.go:1";
  const Document document = MakeDocument(catalog, {.root = "../app"});
  const Details& details = document.groups.at(0).rows.at(0).details;
  EXPECT_EQ(details.notes.at(0), "help differs: shown `x` (server/a.go:3:1); it may also be `y` (../apple/b.go:7:1)");
  EXPECT_EQ(details.remarks.at(0).text, "not known at `server/a.go:9`, ../../app/b.go:1");
}

TEST(Document, AHelpThatSaysDeprecatedOfTheMetricIsBelieved) {
  auto says = [](const std::string& help) {
    Catalog catalog;
    catalog.metrics = {MakeMetric("app_a", MetricType::kGauge, help)};
    return MakeDocument(catalog, {}).groups.at(0).rows.at(0).details.help_says_deprecated;
  };
  for (const char* help : {"[Deprecated] Old.", "DEPRECATED: Old.", "(Deprecated) Old.", "Deprecated. Use app_b.", "DEPRECATED Old.",
                           "Old. Deprecated, use app_b.", "Old (deprecated: use app_b)", "(Deprecated since v2) Old.", "Old. This metric is deprecated."}) EXPECT_TRUE(says(help)) << help;
  for (const char* help : {"Deprecated calls of the API.", "Calls that are deprecated.", "Calls. Deprecated ones, too.",
                           "Calls (deprecated) in all.", "Undeprecated: yes.", "Deprecated", ""}) EXPECT_FALSE(says(help)) << help;
}

TEST(Document, ShowsWhatASideFileSays) {
  Metric metric = MakeMetric("app_a");
  metric.stability.emplace().value = "BETA";
  metric.deprecated.emplace().value = "1.4";
  metric.replaced_by.emplace().value = "app_b";
  metric.owner.emplace().value = "team";
  metric.example.emplace().value = "rate(app_a[5m])";
  EXPECT_EQ(CellOf(metric, ColumnKind::kStability), "BETA, deprecated since 1.4, replaced by app_b");
  EXPECT_EQ(CellOf(metric, ColumnKind::kOwner), "team");
  EXPECT_EQ(CellOf(metric, ColumnKind::kExample), "[rate(app_a[5m])]");
  EXPECT_EQ(CellOf(MakeMetric("app_b"), ColumnKind::kExample), "");
}

TEST(Document, WhatTurnsOffAllThatIsOnIsARowOfItsOwn) {
  Catalog catalog;
  for (const char* name : {"app_a", "app_b", "app_c", "app_d", "app_e"}) catalog.metrics.push_back(MakeMetric(name));
  for (size_t i = 0; i < 3; ++i) catalog.metrics[i].switched_off_by = {"--no-defaults", "--no-" + std::to_string(i)};
  catalog.metrics[3].switched_off_by = {"--no-defaults"};
  catalog.metrics[4].switches = {"--e"};
  const auto rows_of = [](const Catalog& of) {
    std::vector<std::string> rows;
    for (const SwitchRow& row : MakeDocument(of, {.show_switches = true}).switches) rows.push_back(row.settings + ": " + std::to_string(row.metrics.size()));
    return rows;
  };
  EXPECT_EQ(rows_of(catalog), (Names{"off with `--no-defaults`: 4", "off with `--no-0`: 1", "off with `--no-1`: 1", "off with `--no-2`: 1", "on with `--e`: 1"}));
  catalog.metrics[3].switched_off_by = {"--no-3"};  // it does not turn off all of them
  EXPECT_EQ(rows_of(catalog), (Names{"off with `--no-3`: 1", "off with `--no-defaults` or `--no-0`: 1", "off with `--no-defaults` or `--no-1`: 1",
                                     "off with `--no-defaults` or `--no-2`: 1", "on with `--e`: 1"}));
}

TEST(Document, FiltersByNameTypeAndFolder) {
  const Catalog catalog = FourMetrics();
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.names = {"app_*"}})), (Names{"app_a_total", "app_b", "app_c_total"}));
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.names = {"*_total", "go_?"}})),
            (Names{"app_a_total", "app_c_total", "go_d"}));
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.types = {"gauge", "summary"}})), (Names{"app_b", "go_d"}));
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.folders = {"server"}})), Names{"app_a_total"});
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.folders = {"server/**", "agent"}})), (Names{"app_a_total", "app_b"}));
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.folders = {""}})), Names{"app_c_total"});
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.names = {"app_*"}, .types = {"counter"}, .folders = {"s*"}})),
            Names{"app_a_total"});
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.names = {"App_*"}})), Names{});
}

TEST(Document, FiltersByProgramAndShortensTheirNames) {
  Catalog catalog = FourMetrics();
  catalog.metrics[0].programs = {"cmd/agent", "cmd/server"};
  catalog.metrics[1].programs = {"tools/agent"};
  catalog.metrics[2].programs = {"cmd/server"};
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.programs = {"cmd/agent"}})), Names{"app_a_total"});
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.programs = {"agent"}})), (Names{"app_a_total", "app_b"}));
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.programs = {"cmd/*"}})), (Names{"app_a_total", "app_c_total"}));
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.programs = {"tools/agent", ""}})), (Names{"app_b", "go_d"}));
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.programs = {"*"}})).size(), 4u);
  const Document document = MakeDocument(catalog, {.columns = {ColumnKind::kPrograms}});
  const Cell first = {{Span::Style::kCode, "cmd/agent"}, {Span::Style::kPlain, " "}, {Span::Style::kCode, "server"}};
  EXPECT_EQ(document.groups.at(0).rows.at(0).cells.at(0), first) << "two programs end in `agent`";
  EXPECT_EQ(document.groups.at(0).rows.at(3).cells.at(0), Cell());
}

TEST(Document, OrdersByNameTypeOrFolder) {
  const Catalog catalog = FourMetrics();
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {})), (Names{"app_a_total", "app_b", "app_c_total", "go_d"}));
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.order = Order::kType})),
            (Names{"app_a_total", "app_c_total", "app_b", "go_d"}));
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.order = Order::kFolder})),
            (Names{"app_c_total", "app_b", "app_a_total", "go_d"}));
}

TEST(Document, WhatLibrariesExposeComesLastUnlessItIsOrderedByName) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("app_a"), MakeMetric("go_b"), MakeMetric("promhttp_c"), MakeMetric("zoo_d")};
  catalog.metrics[2].name.origin = Origin::kLibrary;
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {})), (Names{"app_a", "zoo_d", "go_b", "promhttp_c"}));
  EXPECT_EQ(NamesOf(MakeDocument(catalog, {.order = Order::kName})), (Names{"app_a", "go_b", "promhttp_c", "zoo_d"}));
}

// A catalog with a metric, a rule that reads it, and an alert that reads both.
Catalog WithRules() {
  Catalog catalog;
  catalog.metrics = {MakeMetric("app_up")};
  catalog.recording_rules = {{"job:app_up:min", "min(app_up)", {}, {{"rules.yml", 3, 0}}}};
  catalog.alerts = {{"AppDown", "job:app_up:min == 0 and app_up", "5m", {{"severity", "critical"}}, {{"description", "More."}, {"summary", "It is down."}}, {{"rules.yml", 7, 0}}}};
  return catalog;
}

TEST(Document, RulesAndAlertsHaveRowsAndColumnsOfTheirOwn) {
  const Document document = MakeDocument(WithRules(), {.show_counts = true});
  EXPECT_EQ(document.counts, "1 metric: 1 gauge; and 1 recording rule; and 1 alert; 1 without a description");
  ASSERT_EQ(document.groups.size(), 3u);
  const auto titles = [&](size_t group) {
    Names names;
    for (const Column& column : ColumnsOf(document, document.groups[group])) names.push_back(column.title);
    return names;
  };
  EXPECT_EQ(titles(0), (Names{"Name", "Type", "Description", "Labels"}));
  EXPECT_EQ(titles(1), (Names{"Name", "Expression", "Labels"})) << "neither a type nor a help is said";
  EXPECT_EQ(titles(2), (Names{"Name", "Severity", "For", "Description", "Expression"}));
  EXPECT_EQ(document.groups[2].rows[0].details.help, Cell{Plain("It is down.")});
  EXPECT_EQ(document.groups[2].rows[0].details.annotations, (std::vector<std::pair<std::string, std::string>>{{"description", "More."}}));
}

TEST(Document, MetricsAndRulesSayWhoReadsWhom) {
  const Document document = MakeDocument(WithRules(), {});
  using References = std::vector<Reference>;
  const References readers = {{Kind::kRecordingRule, "job:app_up:min", "jobapp_upmin"}, {Kind::kAlert, "AppDown", "appdown"}};
  EXPECT_EQ(document.groups[0].rows[0].details.used_by, readers);
  EXPECT_EQ(document.groups[1].rows[0].details.uses, (References{{Kind::kMetric, "app_up", "app_up"}}));
  EXPECT_EQ(document.groups[1].rows[0].details.used_by, (References{{Kind::kAlert, "AppDown", "appdown"}}));
  EXPECT_EQ(document.groups[2].rows[0].details.uses, (References{{Kind::kMetric, "app_up", "app_up"}, {Kind::kRecordingRule, "job:app_up:min", "jobapp_upmin"}}));
  const Document gauges = MakeDocument(WithRules(), {.types = {"gauge"}});
  ASSERT_EQ(gauges.groups.size(), 1u);
  EXPECT_EQ(gauges.groups[0].rows[0].details.used_by[1], (Reference{Kind::kAlert, "AppDown", ""})) << "it is not in this document";
}

TEST(Document, PatternsAndCountsAreShownWhenWanted) {
  const Catalog catalog = FourMetrics();
  EXPECT_EQ(MakeDocument(catalog, {}).groups.size(), 1u);
  EXPECT_EQ(MakeDocument(catalog, {}).counts, "");
  const Document document = MakeDocument(catalog, {.show_patterns = true, .show_counts = true});
  EXPECT_EQ(document.counts, "4 metrics: 2 counters, 1 gauge, 1 summary; and 1 name known in part; 5 without a description");
  ASSERT_EQ(document.groups.size(), 2u);
  EXPECT_EQ(NamesOf(document, 1), Names{"app_<key>"});
  EXPECT_EQ(MakeDocument({}, {.show_counts = true}).counts, "0 metrics");
}

TEST(Document, WordsForWhatIsNotCertain) {
  Metric metric = MakeMetric("app_up", MetricType::kCounter, "", {"b", "a"});
  EXPECT_EQ(CellOf(metric, ColumnKind::kLabels), "[a] [b]");
  EXPECT_EQ(CellOf(metric, ColumnKind::kType), "counter");
  metric.type.is_guess = true;
  metric.labels.value.has_more = true;
  EXPECT_EQ(CellOf(metric, ColumnKind::kType), "counter (guess)");
  EXPECT_EQ(CellOf(metric, ColumnKind::kLabels), "[a] [b] and more");
  metric.labels.value.labels.clear();
  EXPECT_EQ(CellOf(metric, ColumnKind::kLabels), "not known");
  metric.help.unknown = Hole{"help", Reason::kFlag};
  EXPECT_EQ(CellOf(metric, ColumnKind::kHelp), "not known");
  metric.help.value = tests::MakeText({"Field ", "field", "."});
  EXPECT_EQ(CellOf(metric, ColumnKind::kHelp), "Field [<field>].");
}

TEST(Document, TheOtherColumns) {
  Metric metric = MakeMetric("app_up", MetricType::kHistogram, "Help.", {"a"}, {"a/b.go", 3, 7});
  for (ColumnKind empty : {ColumnKind::kUnit, ColumnKind::kBuckets, ColumnKind::kStability})
    EXPECT_EQ(CellOf(metric, empty), "");
  EXPECT_EQ(CellOf(metric, ColumnKind::kDefinition), "[a/b.go:3]");
  EXPECT_EQ(CellOf(metric, ColumnKind::kOrigin), "code");
  metric.help.origin = Origin::kHandKept;
  EXPECT_EQ(CellOf(metric, ColumnKind::kOrigin), "code, hand-kept");
  metric.unit.emplace().value = "seconds";
  EXPECT_EQ(CellOf(metric, ColumnKind::kUnit), "seconds");
  metric.distribution.emplace().value = {{0.1, 1, 10}, {{0.5, 0.05}}, {{"max_age", "10m"}}};
  EXPECT_EQ(CellOf(metric, ColumnKind::kBuckets), "0.1, 1, 10; quantiles 0.5±0.05; max_age 10m");
  metric.stability.emplace().value = "ALPHA";
  metric.deprecated.emplace().value = "1.20";
  EXPECT_EQ(CellOf(metric, ColumnKind::kStability), "ALPHA, deprecated since 1.20");
  metric.definitions.clear();
  metric.name.trail = {{{"metrics", 9, 0}, "hand-kept"}};
  EXPECT_EQ(CellOf(metric, ColumnKind::kDefinition), "[metrics:9]");
}

TEST(Document, ARowOfSwitchesSaysBeginningsThatNoOtherMetricsHave) {
  Catalog catalog;
  for (const char* name : {"app_disk_io_now", "app_disk_io_time", "app_load1", "app_net_a", "app_net_b", "app_net_c"}) catalog.metrics.push_back(MakeMetric(name));
  for (size_t i : {0, 1, 2, 3, 4}) catalog.metrics[i].switches = {"--more"};
  const auto shown = [&] {
    std::vector<std::string> texts;
    const SwitchRow row = MakeDocument(catalog, {.show_switches = true}).switches.at(0);
    for (const SwitchRow::Shown& one : row.few) texts.push_back(one.name + " at " + one.anchor);
    texts.push_back(std::to_string(row.more) + " more");
    return texts;
  };
  EXPECT_EQ(shown(), (std::vector<std::string>{"app_disk_io_* at app_disk_io_now", "app_load1 at app_load1", "app_net_a at app_net_a", "1 more"})) << "app_net_c is on";
  catalog.metrics[5].switches = {"--more"};
  EXPECT_EQ(shown(), (std::vector<std::string>{"app_* at app_disk_io_now", "0 more"}));
}

TEST(Document, ADescriptionThatNamesAllValuesOfALabelSaysThemOnce) {
  Metric metric = MakeMetric("app_doors", MetricType::kGauge, "", {"state"});
  Label& state = metric.labels.value.labels[0];
  state.values = {"open", "shut"};
  state.description = "one of `open`, `shut` or `half-open`";
  const auto values = [&] { return MakeDetails(metric, {}).labels.at(0).values; };
  EXPECT_EQ(values(), std::vector<std::string>{});
  state.description = "`shut` or `half-open`";  // which is no `open`
  EXPECT_EQ(values(), (std::vector<std::string>{"open", "shut"}));
  state.description = "";
  EXPECT_EQ(values(), (std::vector<std::string>{"open", "shut"}));
}

TEST(Document, SaysInWordsWhyAPartIsNotKnown) {
  EXPECT_EQ(WhyText({"device", Reason::kRuntimeData}), "`device` is made while the program runs");
  EXPECT_EQ(WhyText({"one of 6 texts", Reason::kRuntimeData}), "it is one of 6 texts: which, is not known before the program runs");
}

TEST(Document, ColumnsAndOrdersAreReadAsTheyAreWritten) {
  for (int i = 0; i <= static_cast<int>(ColumnKind::kDefinition); ++i) {
    const auto column = static_cast<ColumnKind>(i);
    EXPECT_EQ(ParseColumn(ColumnWord(column)), column);
  }
  EXPECT_EQ(ParseColumn("colour"), std::nullopt);
  EXPECT_EQ(ParseOrder("folder"), Order::kFolder);
  EXPECT_EQ(ParseOrder(""), std::nullopt);
}

}  // namespace
}  // namespace mdg::render
