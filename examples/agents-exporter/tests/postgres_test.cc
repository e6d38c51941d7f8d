// The program on a PostgreSQL server of the test's own.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "exporter_under_test.h"
#include "postgres_server.h"
#include "tests/temporary_folder.h"

namespace agents_exporter {
namespace {

const std::string kObserved = "coderd_agents_first_connection_seconds";

class Postgres : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!PostgresServer::InstalledIn().empty()) server_ = std::make_unique<PostgresServer>();
  }
  static void TearDownTestSuite() { server_.reset(); }

  void SetUp() override {
    if (server_ == nullptr)
      GTEST_SKIP() << "no PostgreSQL server in /usr/lib/postgresql (tools/install_packages.sh tests installs it)";
    server_->Run("DROP TABLE agents; " + mdg::tests::ReadWholeFile(AGENTS_SCHEMA));
  }

  static std::vector<std::string> Words(const std::string& interval = "0.05") {
    return {"--postgres", server_->ConnectionString(), "--interval", interval};
  }
  static void Insert(int number, const std::string& first = "'2026-01-31 08:00:42.000001+00'") {
    server_->Run(fmt::format(
        "INSERT INTO agents VALUES ('00000000-0000-4000-8000-{:012}', 'zoë', '2026-01-31 08:00:00+00', {}, NULL, "
        "NULL, E'o''ne\\nil', 'compiler', '\"container\"')",
        number, first));
  }

  static std::unique_ptr<PostgresServer> server_;
};

std::unique_ptr<PostgresServer> Postgres::server_;

// Without the time a tick took, and without the library's own.
std::map<std::string, std::map<Labels, double>> AboutAgents(const Scrape& scrape) {
  auto series = scrape.series;
  std::erase_if(series, [](const auto& named) {
    return named.first.starts_with("exposer_") || named.first.find("execution") != std::string::npos ||
           named.first.find("last_success") != std::string::npos;
  });
  return series;
}

TEST_F(Postgres, SaysTheSameAsSqlite) {
  const mdg::tests::TemporaryFolder folder;
  const auto generate = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {AGENTS_SAMPLE_DATA, "--agents", "3000", "--now", "2026-02-01 00:00:00"});
    ASSERT_EQ(RunToItsEnd({words, folder / "sql", {}, std::nullopt}, 60), 0);
  };
  generate({"--sqlite", folder / "agents.db"});
  generate({});
  server_->Run(folder.Read("sql"));
  ExporterUnderTest on_sqlite({"--sqlite", folder / "agents.db", "--interval", "0.05"});
  ExporterUnderTest on_postgres(Words());
  const Scrape expected = on_sqlite.AfterTicks(2);
  EXPECT_GT(expected.Sum(kObserved + "_count"), 2500);
  EXPECT_EQ(AboutAgents(on_postgres.AfterTicks(2)), AboutAgents(expected));
}

TEST_F(Postgres, ReadsNamesAndTimesAsTheyAre) {
  Insert(1);
  ExporterUnderTest exporter(Words());
  const Scrape scrape = exporter.AfterTicks(1);
  const Labels labels = {{"agent_name", "zoë"},
                         {"template_name", "\"container\""},
                         {"username", "o'ne\nil"},
                         {"workspace_name", "compiler"}};
  EXPECT_EQ(scrape.Value(kObserved + "_count", labels), 1) << exporter.LogText();
  EXPECT_DOUBLE_EQ(scrape.Value(kObserved + "_sum", labels).value_or(0), 42.000001);
  Insert(2, "NULL");
  EXPECT_EQ(exporter.AfterTicks(2).Sum(kObserved + "_count"), 1);
  server_->Run(
      "UPDATE agents SET first_connected_at = created_at + interval '10 minutes' WHERE first_connected_at IS NULL");
  EXPECT_EQ(exporter.AfterTicks(2).Sum(kObserved + "_count"), 2);
}

TEST_F(Postgres, LeavesMalformedRowsOut) {
  Insert(1);
  Insert(2, "'infinity'");
  server_->Run("ALTER TABLE agents ALTER name DROP NOT NULL; UPDATE agents SET name = NULL WHERE id::text LIKE '%1'");
  Insert(3);
  ExporterUnderTest exporter(Words());
  const Scrape scrape = exporter.AfterTicks(1);
  EXPECT_EQ(scrape.Sum("coderd_agents_up"), 1);
  EXPECT_EQ(scrape.Value("agents_exporter_malformed_rows", {{"column", "first_connected_at"}}), 1);
  EXPECT_EQ(scrape.Value("agents_exporter_malformed_rows", {{"column", "name"}}), 1);
}

TEST_F(Postgres, MayDieAndComeBack) {
  Insert(1);
  ExporterUnderTest exporter(Words());
  EXPECT_EQ(exporter.AfterTicks(1).Sum("coderd_agents_up"), 1);
  server_->Crash();
  Scrape scrape = exporter.AfterFailures(3);
  EXPECT_EQ(scrape.Sum("coderd_agents_up"), 1);
  EXPECT_EQ(scrape.Sum(kObserved + "_count"), 1);
  EXPECT_EQ(exporter.LogText().find("swordfish"), std::string::npos);
  server_->Start();
  Insert(2);
  scrape = exporter.When("the database is back", [](const Scrape& now) { return now.Sum("coderd_agents_up") == 2; });
  EXPECT_EQ(scrape.Sum(kObserved + "_count"), 2);
}

TEST_F(Postgres, ADroppedConnectionFailsNoTick) {
  Insert(1);
  ExporterUnderTest exporter(Words());
  for (int time = 0; time < 5; ++time) {
    exporter.AfterTicks(1);
    server_->DropConnections();
    exporter.AfterTicks(2);
  }
  // Only a connection that is dropped in the middle of an answer may cost a tick.
  EXPECT_LE(exporter.Now().Sum("agents_exporter_failed_ticks_total"), 1) << exporter.LogText();
}

TEST_F(Postgres, ATableThatIsMissingOrLockedIsAFailure) {
  ExporterUnderTest exporter(
      {"--postgres", server_->ConnectionString(), "--interval", "0.05", "--query-timeout", "0.3"});
  exporter.AfterTicks(1);
  server_->Run("ALTER TABLE agents RENAME TO elsewhere");
  exporter.AfterFailures(1);
  EXPECT_NE(exporter.LogText().find("relation \"agents\" does not exist"), std::string::npos) << exporter.LogText();
  server_->Run("ALTER TABLE elsewhere RENAME TO agents");
  exporter.AfterTicks(1);
  std::thread locker([] { server_->Run("BEGIN; LOCK TABLE agents; SELECT pg_sleep(1.5); COMMIT"); });
  exporter.AfterFailures(1);
  EXPECT_NE(exporter.LogText().find("the query took too long"), std::string::npos) << exporter.LogText();
  locker.join();
  exporter.AfterTicks(1);
}

TEST_F(Postgres, EndsInTheMiddleOfASlowQuery) {
  std::thread locker([] { server_->Run("BEGIN; LOCK TABLE agents; SELECT pg_sleep(2); COMMIT"); });
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  ExporterUnderTest exporter(Words("3600"));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  exporter.process().Signal(SIGTERM);
  EXPECT_EQ(exporter.process().Wait(10), 0) << exporter.LogText();
  EXPECT_EQ(exporter.LogText().find("error"), std::string::npos) << exporter.LogText();
  locker.join();
}

TEST_F(Postgres, AWrongPasswordIsSaidAndNotShown) {
  std::string wrong = server_->ConnectionString();
  wrong.replace(wrong.find("swordfish"), 9, "herring");
  ExporterUnderTest exporter({"--interval", "0.05"}, {"AGENTS_EXPORTER_POSTGRES=" + wrong});
  exporter.AfterFailures(1);
  EXPECT_NE(exporter.LogText().find("password authentication failed"), std::string::npos) << exporter.LogText();
  EXPECT_EQ(exporter.LogText().find("herring"), std::string::npos) << exporter.LogText();
}

}  // namespace
}  // namespace agents_exporter
