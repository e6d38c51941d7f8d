#include "sqlite_database.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "sqlite_file.h"
#include "tests/temporary_folder.h"

namespace agents_exporter {
namespace {

using namespace std::chrono_literals;

// Without constraints, so that it takes what a careless database has.
constexpr const char* kLooseTable =
    "CREATE TABLE agents (id, name, created_at, first_connected_at, last_connected_at, disconnected_at, owner_username, "
    "workspace_name, template_name);";

struct Reading {
  DatabaseStatus status;
  std::vector<std::vector<std::optional<std::string>>> rows;
};

Reading Read(const std::string& path, const Patience& patience = {}) {
  Reading reading;
  SqliteDatabase database(path);
  reading.status = database.Read(patience, [&](const AgentRow& row) {
    auto& texts = reading.rows.emplace_back();
    for (const auto& column : row) texts.push_back(column ? std::optional<std::string>(*column) : std::nullopt);
  });
  return reading;
}

TEST(SqliteDatabase, GivesTheTextOfAllColumnsWhateverTheirType) {
  const mdg::tests::TemporaryFolder folder;
  SqliteFile(folder / "agents.db")
      .Run(std::string(kLooseTable) +
           "INSERT INTO agents VALUES ('id', 'na''me', 42, NULL, 1.5, '', x'610062', '小林', 'a\nb')");
  const Reading reading = Read(folder / "agents.db");
  ASSERT_TRUE(reading.status) << reading.status.error().message;
  ASSERT_EQ(reading.rows.size(), 1);
  const std::vector<std::optional<std::string>> expected = {
      "id", "na'me", "42", std::nullopt, "1.5", "", std::string("a\0b", 3), "小林", "a\nb"};
  EXPECT_EQ(reading.rows[0], expected);
}

TEST(SqliteDatabase, SaysWhatIsWrong) {
  const mdg::tests::TemporaryFolder folder;
  const Reading missing = Read(folder / "agents.db");
  ASSERT_FALSE(missing.status);
  EXPECT_NE(missing.status.error().message.find("agents.db: unable to open"), std::string::npos)
      << missing.status.error().message;
  EXPECT_FALSE(std::filesystem::exists(folder / "agents.db"));

  folder.Write("agents.db", std::string(10'000, 'x'));
  EXPECT_NE(Read(folder / "agents.db").status.error().message.find("not a database"), std::string::npos);

  SqliteFile(folder / "empty.db").Run("CREATE TABLE other (id)");
  EXPECT_NE(Read(folder / "empty.db").status.error().message.find("no such table"), std::string::npos);
}

TEST(SqliteDatabase, WaitsForAWriterAsLongAsItMay) {
  const mdg::tests::TemporaryFolder folder;
  SqliteFile writer(folder / "agents.db");
  writer.Run(kLooseTable);
  writer.Run("BEGIN EXCLUSIVE");
  const auto begin = std::chrono::steady_clock::now();
  const Reading reading = Read(folder / "agents.db", {{}, begin + 200ms});
  ASSERT_FALSE(reading.status);
  EXPECT_NE(reading.status.error().message.find("the query took too long"), std::string::npos)
      << reading.status.error().message;
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 200ms);
  writer.Run("COMMIT");
  EXPECT_TRUE(Read(folder / "agents.db").status);
}

// A view that never ends stands for any query that takes too long.
TEST(SqliteDatabase, EndsASlowQuery) {
  const mdg::tests::TemporaryFolder folder;
  SqliteFile(folder / "agents.db")
      .Run(
          "CREATE VIEW agents AS WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers) SELECT n AS id, n AS "
          "name, n AS created_at, n AS first_connected_at, n AS last_connected_at, n AS disconnected_at, n AS owner_username, n AS "
          "workspace_name, n AS template_name FROM numbers WHERE n < 0");
  const Reading late = Read(folder / "agents.db", {{}, std::chrono::steady_clock::now() + 50ms});
  ASSERT_FALSE(late.status);
  EXPECT_NE(late.status.error().message.find("the query took too long"), std::string::npos)
      << late.status.error().message;
  std::stop_source source;
  source.request_stop();
  const Reading stopped = Read(folder / "agents.db", {source.get_token()});
  ASSERT_FALSE(stopped.status);
  EXPECT_NE(stopped.status.error().message.find("asked to stop"), std::string::npos) << stopped.status.error().message;
}

}  // namespace
}  // namespace agents_exporter
