// The program on SQLite files: what it exposes, and what it does when things go wrong.
#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <map>
#include <memory>
#include <regex>
#include <string>
#include <thread>
#include <vector>

#include "agent.h"
#include "exporter_under_test.h"
#include "sqlite_file.h"
#include "tests/temporary_folder.h"

namespace agents_exporter {
namespace {

using mdg::tests::ReadWholeFile;
using mdg::tests::TemporaryFolder;

const std::string kObserved = "coderd_agents_first_connection_seconds";

std::string Id(int number) { return fmt::format("00000000-0000-4000-8000-{:012}", number); }

// SQL for one agent that was created at 08:00:00 and connected at `first`.
std::string Insert(int number, const std::string& first = "'2026-01-31 08:00:42'", const std::string& name = "'main'") {
  return fmt::format(
      "INSERT INTO agents VALUES ('{}', {}, '2026-01-31 08:00:00', {}, NULL, NULL, 'ada', 'compiler', 'container');",
      Id(number), name, first);
}

Labels ObservedLabels(const std::string& name = "main") {
  return {{"agent_name", name}, {"template_name", "container"}, {"username", "ada"}, {"workspace_name", "compiler"}};
}

class EndToEnd : public testing::Test {
 protected:
  EndToEnd() : path_(folder_ / "agents.db"), file_(std::make_unique<SqliteFile>(path_)) {
    file_->Run(ReadWholeFile(AGENTS_SCHEMA));
  }

  std::vector<std::string> Words(const std::string& interval = "0.05") const {
    return {"--sqlite", path_, "--interval", interval};
  }

  TemporaryFolder folder_;
  std::string path_;
  std::unique_ptr<SqliteFile> file_;
};

TEST_F(EndToEnd, TheFirstTickComesAtOnce) {
  file_->Run(Insert(1));
  ExporterUnderTest exporter(Words("3600"));
  const Scrape scrape = exporter.When("a tick", [](const Scrape& now) { return now.Sum("coderd_agents_up") == 1; });
  EXPECT_EQ(scrape.Value(kObserved + "_count", ObservedLabels()), 1);
  EXPECT_EQ(scrape.Value(kObserved + "_sum", ObservedLabels()), 42);
  EXPECT_EQ(scrape.types.at(kObserved), "histogram");
}

// The README's table is what is exposed: nothing more, nothing less, the same types, helps and labels.
TEST_F(EndToEnd, TheReadmeTableIsTrue) {
  file_->Run(Insert(1) + Insert(2, "'infinity'"));
  ExporterUnderTest exporter(Words());
  exporter.Now();  // the library's own metrics appear with the first scrape
  const Scrape scrape = exporter.AfterTicks(1);
  std::map<std::string, std::string> exposed, documented;
  for (const auto& [name, type] : scrape.types) {
    const std::string sample = type == "histogram" || type == "summary" ? name + "_count" : name;
    std::string labels;
    for (const auto& [label, value] : scrape.series.at(sample).begin()->first)
      labels += (labels.empty() ? "`" : " `") + label + '`';
    exposed[name] = type + " | " + scrape.helps.at(name) + " | " + labels;
  }
  std::string readme = ReadWholeFile(AGENTS_README);
  readme = readme.substr(readme.find("metricsdocgen:begin"),
                         readme.find("metricsdocgen:end") - readme.find("metricsdocgen:begin"));
  const std::regex row("\n\\| `(\\w+)` +\\| (\\w+) +\\| (.*?) +\\| (.*?) *\\|(?=\n)");
  for (std::sregex_iterator match(readme.begin(), readme.end(), row), end; match != end; ++match) {
    documented[(*match)[1]] = (*match)[2].str() + " | " + (*match)[3].str() + " | " + (*match)[4].str();
  }
  EXPECT_EQ(exposed, documented);
}

TEST_F(EndToEnd, SampleDataAddsUp) {
  const Command generate{{AGENTS_SAMPLE_DATA, "--agents", "2000", "--now", "2026-02-01 00:00:00", "--sqlite", path_},
                         folder_ / "output",
                         {},
                         std::nullopt};
  ASSERT_EQ(RunToItsEnd(generate, 60), 0) << folder_.Read("output");
  ExporterUnderTest exporter(Words());
  const Scrape scrape = exporter.AfterTicks(2);
  // The database does the arithmetic on its own.
  const std::string seconds = "round((julianday(first_connected_at) - julianday(created_at)) * 86400, 3)";
  const auto count = [&](const std::string& where) {
    return file_->Number("SELECT count(*) FROM agents WHERE " + where);
  };
  EXPECT_EQ(scrape.Sum("coderd_agents_up"), 2000);
  EXPECT_EQ(scrape.Sum("coderd_agents_connections"), 2000);
  EXPECT_EQ(scrape.Sum(kObserved + "_count"), count(seconds + " >= 0"));
  EXPECT_GT(count(seconds + " < 0"), 0);
  EXPECT_EQ(scrape.Sum("agents_exporter_negative_durations_total"), count(seconds + " < 0"));
  EXPECT_EQ(scrape.Sum("agents_exporter_observed_agents"), count("first_connected_at IS NOT NULL"));
  EXPECT_NEAR(scrape.Sum(kObserved + "_sum"),
              file_->Number(fmt::format("SELECT sum({0}) FROM agents WHERE {0} >= 0", seconds)), 5);
  for (const std::string bound : {"1", "10", "30", "60", "120", "300", "600", "1800", "3600"}) {
    for (const std::string kind : {"container", "kubernetes-pod", "virtual-machine", "windows-desktop"}) {
      double sum = 0;
      for (const auto& [labels, value] : scrape.series.at(kObserved + "_bucket")) {
        if (labels.at("le") == bound && labels.at("template_name") == kind) sum += value;
      }
      EXPECT_EQ(sum, count(fmt::format("{} BETWEEN 0 AND {} AND template_name = '{}'", seconds, bound, kind)))
          << bound << ' ' << kind;
    }
  }
}

TEST_F(EndToEnd, SampleDataIsTheSameForTheSameSeed) {
  const auto generate = [&](const std::string& seed, const std::string& output) {
    EXPECT_EQ(RunToItsEnd({{AGENTS_SAMPLE_DATA, "--agents", "700", "--seed", seed, "--now", "2026-02-01 00:00:00"},
                           folder_ / output,
                           {},
                           std::nullopt},
                          60),
              0);
    return folder_.Read(output);
  };
  const std::string first = generate("7", "one");
  EXPECT_EQ(first, generate("7", "two"));
  EXPECT_NE(first, generate("8", "three"));
  SqliteFile other(folder_ / "other.db");
  other.Run(first);
  EXPECT_EQ(other.Number("SELECT count(*) FROM agents"), 700);
}

TEST_F(EndToEnd, NamesComeOutAsTheyAre) {
  const std::vector<std::string> names = {"björn",      "小林", "\U0001F680", "\"quoted\"", "back\\slash",
                                          "two\nlines", "\\n",  "}",          "a,b=\"c\"",  ""};
  for (std::size_t at = 0; at < names.size(); ++at) {
    file_->Run(Insert(static_cast<int>(at), "'2026-01-31 08:00:42'", "'" + names[at] + "'"));
  }
  file_->Run(Insert(100, "'2026-01-31 08:00:42'", "CAST(x'61ff62' AS TEXT)"));
  ExporterUnderTest exporter(Words());
  const Scrape scrape = exporter.AfterTicks(1);
  for (const std::string& name : names) EXPECT_EQ(scrape.Value(kObserved + "_count", ObservedLabels(name)), 1) << name;
  EXPECT_EQ(scrape.Value(kObserved + "_count", ObservedLabels("a\uFFFD"
                                                              "b")),
            1);
}

TEST_F(EndToEnd, FollowsTheDatabase) {
  file_->Run(Insert(1, "NULL") + Insert(2) + Insert(3, "'2026-01-31 07:00:00'"));
  ExporterUnderTest exporter(Words());
  Scrape scrape = exporter.AfterTicks(3);
  EXPECT_EQ(scrape.Sum(kObserved + "_count"), 1);
  EXPECT_EQ(scrape.Sum("agents_exporter_observed_agents"), 2);
  file_->Run("UPDATE agents SET first_connected_at = '2026-01-31 08:02:00'");  // also the one that was negative
  scrape = exporter.AfterTicks(3);
  EXPECT_EQ(scrape.Sum(kObserved + "_count"), 2);
  EXPECT_EQ(scrape.Sum(kObserved + "_sum"), 42 + 120);
  file_->Run("DELETE FROM agents");
  scrape = exporter.AfterTicks(2);
  EXPECT_EQ(scrape.Sum("agents_exporter_observed_agents"), 0);
  EXPECT_FALSE(scrape.types.contains("coderd_agents_up"));
  EXPECT_EQ(scrape.Sum(kObserved + "_count"), 2);
}

TEST_F(EndToEnd, ADatabaseMayDieAndComeBack) {
  file_->Run(Insert(1));
  ExporterUnderTest exporter(Words());
  Scrape scrape = exporter.AfterTicks(1);
  EXPECT_EQ(scrape.Sum("agents_exporter_failed_ticks_total"), 0);
  file_.reset();
  std::filesystem::rename(path_, folder_ / "away.db");
  scrape = exporter.AfterFailures(3);
  EXPECT_EQ(scrape.Sum("coderd_agents_up"), 1);  // the last that is known
  EXPECT_EQ(scrape.Sum(kObserved + "_count"), 1);
  EXPECT_EQ(scrape.Sum("agents_exporter_observed_agents"), 1);
  EXPECT_NE(exporter.LogText().find("error: cannot read the agents"), std::string::npos);
  SqliteFile(folder_ / "away.db").Run(Insert(2));
  std::filesystem::rename(folder_ / "away.db", path_);
  scrape = exporter.AfterTicks(2);
  EXPECT_EQ(scrape.Sum("coderd_agents_up"), 2);
  EXPECT_EQ(scrape.Sum(kObserved + "_count"), 2);
}

TEST_F(EndToEnd, ReadsTheFileThatTookThePlaceOfTheOld) {
  file_->Run(Insert(1));
  ExporterUnderTest exporter(Words());
  exporter.AfterTicks(1);
  SqliteFile(folder_ / "new.db").Run(ReadWholeFile(AGENTS_SCHEMA) + Insert(2) + Insert(3) + Insert(4));
  std::filesystem::rename(folder_ / "new.db", path_);
  EXPECT_EQ(exporter.AfterTicks(2).Sum("coderd_agents_up"), 3);
}

TEST(EndToEndWithoutDatabase, StartsAndWaitsForIt) {
  const TemporaryFolder folder;
  ExporterUnderTest exporter({"--sqlite", folder / "agents.db", "--interval", "0.05"});
  const Scrape scrape = exporter.AfterFailures(2);
  EXPECT_FALSE(scrape.types.contains("coderd_agents_up"));
  EXPECT_FALSE(std::filesystem::exists(folder / "agents.db"));
  SqliteFile(folder / "agents.db").Run(ReadWholeFile(AGENTS_SCHEMA) + Insert(1));
  EXPECT_EQ(exporter.AfterTicks(1).Sum("coderd_agents_up"), 1);
}

// A server that accepts and says nothing.
TEST(EndToEndWithoutDatabase, ASilentServerCostsAFailedTickAndNoScrape) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(listen(listener, 8), 0);
  ASSERT_EQ(getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size), 0);
  const std::string server = fmt::format("postgresql://ada:swordfish@127.0.0.1:{}/agents", ntohs(address.sin_port));
  ExporterUnderTest exporter({"--interval", "0.05", "--query-timeout", "0.2"}, {"AGENTS_EXPORTER_POSTGRES=" + server});
  exporter.AfterFailures(2);
  EXPECT_NE(exporter.LogText().find("the query took too long"), std::string::npos) << exporter.LogText();
  EXPECT_EQ(exporter.LogText().find("swordfish"), std::string::npos);
  exporter.process().Signal(SIGTERM);
  EXPECT_EQ(exporter.process().Wait(10), 0) << exporter.LogText();
  close(listener);
}

TEST_F(EndToEnd, MalformedRowsAreLeftOutAndSaid) {
  file_->Run(Insert(1) + Insert(2, "'soon'") + Insert(3, "'2026-02-30 08:00:00'"));
  file_->Run(
      "INSERT INTO agents VALUES ('agent 4', 'main', '2026-01-31 08:00:00', NULL, NULL, NULL, 'ada', 'compiler', 'container')");
  ExporterUnderTest exporter(Words("3600"));
  const Scrape scrape =
      exporter.When("a tick", [](const Scrape& now) { return now.types.contains("coderd_agents_up"); });
  EXPECT_EQ(scrape.Sum("coderd_agents_up"), 1);
  EXPECT_EQ(scrape.Value("agents_exporter_malformed_rows", {{"column", "first_connected_at"}}), 2);
  EXPECT_EQ(scrape.Value("agents_exporter_malformed_rows", {{"column", "id"}}), 1);
  EXPECT_NE(exporter.LogText().find("row \"agent 4\" is left out: its id is \"agent 4\""), std::string::npos)
      << exporter.LogText();
}

TEST_F(EndToEnd, EndsCleanlyAtEitherSignal) {
  for (const int signal : {SIGTERM, SIGINT}) {
    ExporterUnderTest exporter(Words("3600"));
    exporter.Now();
    const auto begin = std::chrono::steady_clock::now();
    exporter.process().Signal(signal);
    EXPECT_EQ(exporter.process().Wait(20), 0) << exporter.LogText();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
    EXPECT_TRUE(exporter.LogText().ends_with("info: ended\n")) << exporter.LogText();
  }
}

TEST_F(EndToEnd, EndsInTheMiddleOfASlowQuery) {
  std::string columns;
  for (const char* column : kColumnNames) columns += fmt::format("{} n AS {}", columns.empty() ? "" : ",", column);
  file_->Run(
      "DROP TABLE agents; CREATE VIEW agents AS WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers) SELECT" +
      columns + " FROM numbers WHERE n < 0");
  ExporterUnderTest exporter(Words("3600"));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  const auto begin = std::chrono::steady_clock::now();
  exporter.process().Signal(SIGTERM);
  EXPECT_EQ(exporter.process().Wait(20), 0) << exporter.LogText();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  EXPECT_EQ(exporter.LogText().find("error"), std::string::npos) << exporter.LogText();
}

TEST_F(EndToEnd, SaysWhyItCannotStart) {
  ExporterUnderTest first(Words("3600"));
  const std::string address = first.url().substr(7, first.url().rfind('/') - 7);
  const auto start = [&](std::vector<std::string> words) {
    std::filesystem::remove(folder_ / "output");
    words.insert(words.begin(), AGENTS_EXPORTER);
    return RunToItsEnd({words, folder_ / "output", {}, std::nullopt}, 20);
  };
  EXPECT_EQ(start({"--sqlite", path_, "--listen", address}), 2);
  EXPECT_NE(folder_.Read("output").find("error: cannot serve on " + address), std::string::npos)
      << folder_.Read("output");
  EXPECT_EQ(start({"--listen", "somewhere"}), 2);
  EXPECT_NE(folder_.Read("output").find("--listen"), std::string::npos) << folder_.Read("output");
  EXPECT_EQ(start({"--help"}), 0);
}

}  // namespace
}  // namespace agents_exporter
