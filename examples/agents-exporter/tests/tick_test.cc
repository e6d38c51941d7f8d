#include "tick.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "metric_values.h"

namespace agents_exporter {
namespace {

using namespace std::chrono_literals;

struct Row {
  std::map<std::string, std::optional<std::string>> columns;
};

std::string Id(int number) { return "00000000-0000-4000-8000-" + std::string(11, '0') + std::to_string(number); }

Row MakeRow(int number, std::optional<std::string> first_connected_at) {
  return {{{"id", Id(number)},
           {"name", "main"},
           {"created_at", "2026-01-31 08:00:00"},
           {"first_connected_at", std::move(first_connected_at)},
           {"last_connected_at", std::nullopt},
           {"disconnected_at", std::nullopt},
           {"owner_username", "ada"},
           {"workspace_name", "compiler"},
           {"template_name", "container"}}};
}

// A database whose rows and failures the test chooses.
class FakeDatabase : public AgentDatabase {
 public:
  DatabaseStatus Read(const Patience&, const RowSink& sink) override {
    std::size_t left = fails_after.value_or(rows.size());
    for (const Row& row : rows) {
      if (left-- == 0) break;
      AgentRow texts;
      for (std::size_t at = 0; at < texts.size(); ++at) {
        const auto& value = row.columns.at(kColumnNames[at]);
        if (value) texts[at] = *value;
      }
      sink(texts);
    }
    if (fails_after) return DatabaseFailure("the cable is cut");
    return {};
  }

  std::vector<Row> rows;
  std::optional<std::size_t> fails_after;
};

class TickTest : public testing::Test {
 protected:
  TickTest() : stream_(open_memstream(&text_, &size_)), log_(stream_), ticker_(database_, metrics_, log_, {}) {}
  ~TickTest() override {
    std::fclose(stream_);
    std::free(text_);
  }

  bool Tick() { return ticker_.Tick(Time(std::chrono::sys_days(std::chrono::year(2026) / 2 / 1))); }
  std::uint64_t Observed() const {
    const auto metric = Find(
        metrics_.Collect(), "coderd_agents_first_connection_seconds",
        {{"agent_name", "main"}, {"template_name", "container"}, {"username", "ada"}, {"workspace_name", "compiler"}});
    return metric ? metric->histogram.sample_count : 0;
  }
  double Counter(const std::string& name) const { return Find(metrics_.Collect(), name)->counter.value; }
  double Gauge(const std::string& name, const Labels& labels = {}) const {
    const auto metric = Find(metrics_.Collect(), name, labels);
    return metric ? metric->gauge.value : -1;
  }
  double Connections(const std::string& status) const {
    return Gauge("coderd_agents_connections",
                 {{"agent_name", "main"}, {"status", status}, {"username", "ada"}, {"workspace_name", "compiler"}});
  }
  std::string LogText() const { return {text_, size_}; }

  FakeDatabase database_;
  Metrics metrics_;
  char* text_ = nullptr;
  std::size_t size_ = 0;
  std::FILE* stream_;
  Log log_;
  Ticker ticker_;
};

TEST_F(TickTest, ObservesEachAgentOnceAcrossTicksAndReconnects) {
  database_.rows = {MakeRow(1, "2026-01-31 08:00:42"), MakeRow(2, "2026-01-31 08:10:00")};
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Observed(), 2);
  EXPECT_TRUE(Tick());
  database_.rows[0].columns["disconnected_at"] = "2026-01-31 09:00:00";
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Connections("disconnected"), 1);
  EXPECT_EQ(Connections("connected"), 1);
  database_.rows[0].columns["last_connected_at"] = "2026-01-31 09:30:00";
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Connections("disconnected"), -1);
  EXPECT_EQ(Connections("connected"), 2);
  EXPECT_EQ(Observed(), 2);
  EXPECT_EQ(LogText(), "");
}

TEST_F(TickTest, ObservesALaterFirstConnectionWhenItComes) {
  database_.rows = {MakeRow(1, std::nullopt)};
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Observed(), 0);
  EXPECT_EQ(Connections("timeout"), 1);
  database_.rows = {MakeRow(1, "2026-01-31 09:00:00")};
  EXPECT_TRUE(Tick());
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Observed(), 1);
}

TEST_F(TickTest, DoesNotObserveAgainWhatLostItsFirstConnectionOrWasMalformedForAWhile) {
  database_.rows = {MakeRow(1, "2026-01-31 08:00:42"), MakeRow(2, "2026-01-31 08:00:42")};
  EXPECT_TRUE(Tick());
  database_.rows[0].columns["first_connected_at"] = std::nullopt;
  database_.rows[1].columns["created_at"] = "infinity";
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Gauge("agents_exporter_observed_agents"), 2);
  database_.rows = {MakeRow(1, "2026-01-31 08:00:42"), MakeRow(2, "2026-01-31 08:00:42")};
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Observed(), 2);
}

TEST_F(TickTest, ForgetsVanishedAgentsEveryTick) {
  database_.rows = {MakeRow(1, "2026-01-31 08:00:42"), MakeRow(2, "2026-01-31 08:00:42")};
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Gauge("agents_exporter_observed_agents"), 2);
  database_.rows.pop_back();
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Gauge("agents_exporter_observed_agents"), 1);
  EXPECT_EQ(Observed(), 2);                                     // what happened stays true
  database_.rows.push_back(MakeRow(2, "2026-01-31 08:00:42"));  // another agent, as far as anybody can know
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Observed(), 3);
}

TEST_F(TickTest, LogsNegativeDurationsAndNeverRetriesThem) {
  database_.rows = {MakeRow(1, "2026-01-31 07:59:59.999999"), MakeRow(2, "2026-01-31 08:00:00")};
  database_.rows[0].columns["name"] = "skewed\n2026-01-31T00:00:00Z info: \x1b[31mforged";
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Observed(), 1);  // zero is not negative
  EXPECT_EQ(Counter("agents_exporter_negative_durations_total"), 1);
  const std::string log = LogText();
  EXPECT_NE(log.find("warning: agent " + Id(1)), std::string::npos) << log;
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 1) << log;  // the name makes no line of its own
  EXPECT_EQ(log.find('\x1b'), std::string::npos) << log;
  database_.rows[0] = MakeRow(1, "2026-01-31 08:00:42");
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Observed(), 1);
  EXPECT_EQ(Counter("agents_exporter_negative_durations_total"), 1);
  EXPECT_EQ(LogText(), log);
}

TEST_F(TickTest, AFailedQueryChangesNothingAndIsCounted) {
  database_.rows = {MakeRow(1, "2026-01-31 08:00:42")};
  EXPECT_TRUE(Tick());
  database_.rows = {MakeRow(2, "2026-01-31 08:00:42"), MakeRow(3, "2026-01-31 07:00:00"),
                    MakeRow(1, "2026-01-31 08:00:42")};
  for (std::size_t rows = 0; rows <= 3; ++rows) {
    database_.fails_after = rows;
    EXPECT_FALSE(Tick());
    EXPECT_EQ(Observed(), 1);
    EXPECT_EQ(Connections("connected"), 1);
    EXPECT_EQ(Gauge("agents_exporter_observed_agents"), 1);
    EXPECT_EQ(Counter("agents_exporter_failed_ticks_total"), static_cast<double>(rows + 1));
    EXPECT_EQ(Counter("agents_exporter_negative_durations_total"), 0);
    EXPECT_EQ(
        Series(metrics_.Collect(), "coderd_prometheusmetrics_agents_execution_seconds").front().histogram.sample_count,
        1);
  }
  EXPECT_NE(LogText().find("error: cannot read the agents: the cable is cut"), std::string::npos);
  EXPECT_EQ(LogText().find("warning"), std::string::npos);
  database_.fails_after.reset();
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Observed(), 2);
  EXPECT_EQ(Counter("agents_exporter_negative_durations_total"), 1);
}

TEST_F(TickTest, MalformedRowsAreLeftOutCountedAndShownAFew) {
  database_.rows = {MakeRow(1, "2026-01-31 08:00:42")};
  for (int number = 2; number < 9; ++number) {
    database_.rows.push_back(MakeRow(number, "2026-01-31 08:00:42"));
    database_.rows.back().columns[number % 2 == 0 ? "created_at" : "name"] = std::nullopt;
  }
  database_.rows.push_back(MakeRow(9, "2026-01-31 08:00:42"));
  database_.rows.back().columns["id"] = "no id";
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Observed(), 1);
  EXPECT_EQ(Connections("connected"), 1);
  EXPECT_EQ(Gauge("agents_exporter_malformed_rows", {{"column", "created_at"}}), 4);
  EXPECT_EQ(Gauge("agents_exporter_malformed_rows", {{"column", "name"}}), 3);
  EXPECT_EQ(Gauge("agents_exporter_malformed_rows", {{"column", "id"}}), 1);
  const std::string log = LogText();
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 6) << log;
  EXPECT_NE(log.find("row \"" + Id(2) + "\" is left out: its created_at is NULL"), std::string::npos) << log;
  database_.rows.resize(1);
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Gauge("agents_exporter_malformed_rows", {{"column", "id"}}), -1);
}

TEST_F(TickTest, TwoAgentsOfTheSameNamesAreBothCounted) {
  database_.rows = {MakeRow(1, "2026-01-31 08:00:42"), MakeRow(2, "2026-01-31 08:00:42"),
                    MakeRow(2, "2026-01-31 08:00:42")};
  EXPECT_TRUE(Tick());
  EXPECT_EQ(Observed(), 2);  // the same row twice, as a careless view gives it, is one agent
}

TEST_F(TickTest, BeingAskedToStopIsNoFailure) {
  database_.fails_after = 0;
  std::stop_source source;
  source.request_stop();
  EXPECT_FALSE(ticker_.Tick(Time(), source.get_token()));
  EXPECT_EQ(Counter("agents_exporter_failed_ticks_total"), 0);
  EXPECT_EQ(LogText(), "");
}

}  // namespace
}  // namespace agents_exporter
