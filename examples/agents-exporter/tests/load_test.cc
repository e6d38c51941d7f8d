// Many scrapes: two at once, 200 a second, and clients that do not read.
// SCRAPE_SECONDS=60 is the long run; without it: three seconds.
#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "exporter_under_test.h"
#include "sqlite_file.h"
#include "tests/temporary_folder.h"

namespace agents_exporter {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kAgents = 40;
#ifdef __SANITIZE_ADDRESS__
constexpr bool kMemoryIsTypical = false;  // the sanitizer keeps what was freed
#else
constexpr bool kMemoryIsTypical = true;
#endif

int Seconds() {
  const char* seconds = std::getenv("SCRAPE_SECONDS");
  return seconds != nullptr ? std::max(1, std::atoi(seconds)) : 3;
}

void FillWithAgents(SqliteFile& file) {
  file.Run(mdg::tests::ReadWholeFile(AGENTS_SCHEMA));
  // So that our writing does not keep the exporter waiting, as in a database that is in use.
  file.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;");
  for (int number = 0; number < kAgents; ++number) {
    file.Run(
        fmt::format("INSERT INTO agents VALUES ('00000000-0000-4000-8000-{0:012}', 'agent-{0}', '2026-01-31 08:00:00', "
                    "'2026-01-31 08:00:42', NULL, NULL, 'ada', 'compiler', 'container')",
                    number));
  }
}

int Occurrences(const std::string& text, const std::string& wanted) {
  int count = 0;
  for (std::size_t at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) ++count;
  return count;
}

long ResidentKilobytes(pid_t pid) {
  std::ifstream status(fmt::format("/proc/{}/status", pid));
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::atol(line.c_str() + 6);
  }
  return 0;
}

struct Findings {
  std::atomic<int> scrapes = 0, unanswered = 0, halves = 0, connected = 0, disconnected = 0;
};

// Half of the 200 scrapes a second: one each 10 ms, from a thread of its own.
void ScrapeAtItsPace(const std::string& url, int seconds, Findings& findings) {
  HttpClient client;
  const auto begin = Clock::now();
  for (int number = 0; number < seconds * 100; ++number) {
    std::this_thread::sleep_until(begin + number * std::chrono::milliseconds(10));
    const Answer answer = client.Get(url);
    ++findings.scrapes;
    if (answer.status != 200 || !answer.body.ends_with('\n')) {
      if (++findings.unanswered <= 3) {
        std::fprintf(stderr, "status %ld, %zu bytes: ...%s\n", answer.status, answer.body.size(),
                     answer.body.substr(answer.body.size() - std::min<std::size_t>(answer.body.size(), 80)).c_str());
      }
      continue;
    }
    const int connected = Occurrences(answer.body, "status=\"connected\"");
    const int disconnected = Occurrences(answer.body, "status=\"disconnected\"");
    const bool all_connected = connected == kAgents && disconnected == 0;
    const bool all_disconnected = connected == 0 && disconnected == kAgents;
    findings.connected += all_connected;
    findings.disconnected += all_disconnected;
    findings.halves += !all_connected && !all_disconnected;
  }
}

TEST(Load, TwoHundredScrapesASecondWhileTheDatabaseChanges) {
  const mdg::tests::TemporaryFolder folder;
  SqliteFile file(folder / "agents.db");
  FillWithAgents(file);
  ExporterUnderTest exporter({"--sqlite", folder / "agents.db", "--interval", "0.02"});
  exporter.AfterTicks(1);
  Findings findings;
  const int seconds = Seconds();
  const auto begin = Clock::now();
  std::thread one([&] { ScrapeAtItsPace(exporter.url(), seconds, findings); });
  std::thread two([&] { ScrapeAtItsPace(exporter.url(), seconds, findings); });
  long kilobytes_early = 0;
  for (int flips = 0; findings.scrapes < seconds * 200; ++flips) {
    // All agents at once: whoever sees two states has seen half a tick.
    file.Run(flips % 2 == 0 ? "UPDATE agents SET disconnected_at = '2026-01-31 09:00:00'"
                            : "UPDATE agents SET disconnected_at = NULL");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    if (kilobytes_early == 0 && findings.scrapes > 200) kilobytes_early = ResidentKilobytes(exporter.process().pid());
  }
  one.join();
  two.join();
  const double took = std::chrono::duration<double>(Clock::now() - begin).count();
  const long kilobytes_late = ResidentKilobytes(exporter.process().pid());
  EXPECT_EQ(findings.unanswered, 0);
  EXPECT_EQ(findings.halves, 0);
  EXPECT_GT(findings.connected, 0);
  EXPECT_GT(findings.disconnected, 0);
  EXPECT_LT(took, seconds * 1.5 + 5);
  if (kMemoryIsTypical) {
    EXPECT_LT(kilobytes_late, kilobytes_early + 8 * 1024);
  }
  const Scrape scrape = exporter.AfterTicks(1);
  EXPECT_EQ(scrape.Sum("coderd_agents_first_connection_seconds_count"), kAgents);
  EXPECT_EQ(scrape.Sum("agents_exporter_failed_ticks_total"), 0) << exporter.LogText();
  std::fprintf(stderr, "%d scrapes in %.1f s, resident memory %ld kB early, %ld kB late\n", findings.scrapes.load(),
               took, kilobytes_early, kilobytes_late);
}

// Two that asked and never read their answers must not keep others from theirs.
TEST(Load, ClientsThatDoNotReadHoldNobodyUp) {
  const mdg::tests::TemporaryFolder folder;
  SqliteFile file(folder / "agents.db");
  FillWithAgents(file);
  ExporterUnderTest exporter({"--sqlite", folder / "agents.db", "--interval", "0.05"});
  exporter.AfterTicks(1);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port =
      htons(static_cast<std::uint16_t>(std::atoi(exporter.url().c_str() + exporter.url().rfind(':') + 1)));
  std::vector<int> sockets;
  for (const std::string request : {"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /metr"}) {
    sockets.push_back(socket(AF_INET, SOCK_STREAM, 0));
    ASSERT_EQ(connect(sockets.back(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(send(sockets.back(), request.data(), request.size(), 0), static_cast<ssize_t>(request.size()));
  }
  EXPECT_EQ(exporter.AfterTicks(2).Sum("coderd_agents_up"), kAgents);
  for (const int socket : sockets) close(socket);  // in the middle of the answer
  EXPECT_EQ(exporter.AfterTicks(2).Sum("coderd_agents_up"), kAgents);
}

TEST(Load, OtherPathsAreNotFound) {
  const mdg::tests::TemporaryFolder folder;
  ExporterUnderTest exporter({"--sqlite", folder / "agents.db", "--interval", "3600"});
  HttpClient client;
  const std::string root = exporter.url().substr(0, exporter.url().rfind('/'));
  EXPECT_EQ(client.Get(root + "/").status, 404);
  EXPECT_EQ(client.Get(root + "/../../etc/passwd").status, 404);
}

}  // namespace
}  // namespace agents_exporter
