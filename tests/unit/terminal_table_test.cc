// In: documents and widths. Out: lines that fit.
#include "render/terminal_table.h"

#include <gtest/gtest.h>

#include "render/characters.h"
#include "tests/unit/make_catalog.h"

namespace mdg::render {
namespace {

using tests::MakeMetric;

std::string Table(const Catalog& catalog, size_t width) {
  return WriteTerminalTable(MakeDocument(catalog, {.columns = kTerminalColumns, .show_patterns = true}), width);
}

Catalog Example() {
  Catalog catalog;
  catalog.metrics = {MakeMetric("app_requests_total", MetricType::kCounter,
                                "Requests served\nby code and method, since the start.", {"code", "method"}),
                     MakeMetric("app_up", MetricType::kGauge, "名前 \x1B[31m")};
  return catalog;
}

TEST(TerminalTable, WithoutALimitNothingIsCut) {
  EXPECT_EQ(Table(Example(), 0),
            "NAME                TYPE     LABELS       DESCRIPTION\n"
            "app_requests_total  counter  code method  Requests served by code and method, since the start.\n"
            "app_up              gauge                 名前 \xEF\xBF\xBD[31m\n");
}

TEST(TerminalTable, CutsHelpToTheWidth) {
  EXPECT_EQ(Table(Example(), 60),
            "NAME                TYPE     LABELS       DESCRIPTION\n"
            "app_requests_total  counter  code method  Requests served b…\n"
            "app_up              gauge                 名前 \xEF\xBF\xBD[31m\n");
}

TEST(TerminalTable, ALongNameTakesItsRoomFromItsOwnRow) {
  Catalog catalog = Example();
  catalog.metrics.push_back(
      MakeMetric("app_very_long_name_of_a_metric_that_goes_on", MetricType::kGauge, "Help that is long."));
  EXPECT_EQ(Table(catalog, 70),
            "NAME                          TYPE     LABELS       DESCRIPTION\n"
            "app_requests_total            counter  code method  Requests served b…\n"
            "app_up                        gauge                 名前 \xEF\xBF\xBD[31m\n"
            "app_very_long_name_of_a_metric_that_goes_on  gauge  Help that is long.\n");
}

TEST(TerminalTable, PatternsHaveATableOfTheirOwn) {
  Catalog catalog;
  catalog.patterns = {tests::MakePattern({"app_", "key"})};
  EXPECT_EQ(
      Table(catalog, 80),
      "Names that are made in part while the program runs:\nNAME       TYPE   LABELS  DESCRIPTION\napp_<key>  gauge\n");
}

TEST(TerminalTable, AnEmptyCatalogIsNoTable) { EXPECT_EQ(Table({}, 80), ""); }

TEST(TerminalTableProperties, LinesFitWhenNamesDo) {
  tests::RandomCatalogs random(6);
  for (int round = 0; round < 500; ++round) {
    Catalog catalog = random.Next();
    Normalize(catalog);
    const auto width = static_cast<size_t>(60 + random.Below(100));
    const std::string table = Table(catalog, width);
    for (std::string_view rest = table; !rest.empty();) {
      const size_t end = rest.find('\n');
      ASSERT_NE(end, std::string_view::npos);
      ASSERT_LE(TerminalWidth(rest.substr(0, end)), width) << rest.substr(0, end);
      rest.remove_prefix(end + 1);
    }
  }
}

}  // namespace
}  // namespace mdg::render
