// agents-sample-data: fills a database with made-up agents, to try the exporter on.
//
// In: how many, a seed, the time. Out: an SQLite file, or SQL on standard output (for psql). Deliberately adds to what is there
// and deletes nothing.
#include <fmt/format.h>
#include <sqlite3.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>

#include "agent_row.h"
#include "sample_agents.h"
#include "schema_text.h"

namespace agents_exporter {
namespace {

using Statements = std::function<void(const std::string& statement)>;

void WriteAll(const SampleSettings& settings, const Statements& write) {
  write("BEGIN;\n");
  write(kSchema);
  WriteSampleAgents(settings, write);
  write("COMMIT;\n");
}

void FillFile(const std::string& path, const SampleSettings& settings) {
  sqlite3* opened = nullptr;
  const int status = sqlite3_open(path.c_str(), &opened);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(opened, sqlite3_close);
  if (status != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(opened));
  WriteAll(settings, [&](const std::string& statement) {
    if (sqlite3_exec(opened, statement.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(opened));  // closing undoes what was begun
    }
  });
}

void Print(const SampleSettings& settings) {
  WriteAll(settings, [](const std::string& statement) { std::fwrite(statement.data(), 1, statement.size(), stdout); });
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) throw std::runtime_error("cannot write to standard output");
}

int Main(int count, const char* const* words) {
  SampleSettings settings;
  std::string sqlite_path, now;
  CLI::App app("Makes up workspace agents. Without --sqlite: prints SQL, for psql.", "agents-sample-data");
  app.add_option("--agents", settings.agents, "how many; 0: only the table")->capture_default_str();
  app.add_option("--seed", settings.seed, "another number, other agents")->capture_default_str();
  app.add_option("--now", now, "the time it is, like 2026-01-31 08:00:00; default: the clock's");
  app.add_option("--sqlite", sqlite_path, "the file to add them to; made if there is none");
  CLI11_PARSE(app, count, words);
  settings.now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  if (!now.empty()) {
    const auto time = ParseTime(now);
    if (!time) {
      std::fputs("agents-sample-data: --now is no time like 2026-01-31 08:00:00\n", stderr);
      return 2;
    }
    settings.now = *time;
  }
  try {
    sqlite_path.empty() ? Print(settings) : FillFile(sqlite_path, settings);
  } catch (const std::runtime_error& problem) {
    std::fputs(fmt::format("agents-sample-data: {}{}\n", sqlite_path.empty() ? "" : sqlite_path + ": ", problem.what())
                   .c_str(),
               stderr);
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace agents_exporter

int main(int count, char** words) { return agents_exporter::Main(count, words); }
