// agents-exporter: metrics about the workspace agents of a database.
//
// In: the command line, SIGINT and SIGTERM. Out: metrics over HTTP under /metrics, the log on standard error; exit code 0 when
// asked to end, 2 when it could not start or go on. Deliberately one thread that reads the database and nothing a scrape waits
// for: a slow or dead database leaves the last values standing.
#include <fmt/format.h>
#include <prometheus/exposer.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <exception>
#include <memory>
#include <thread>

#include "log.h"
#include "metrics.h"
#include "options.h"
#include "polling.h"
#include "postgres_database.h"
#include "sqlite_database.h"
#include "tick.h"

namespace agents_exporter {
namespace {

std::unique_ptr<AgentDatabase> MakeDatabase(const Options& options) {
  if (!options.postgres.empty()) return std::make_unique<PostgresDatabase>(options.postgres);
  return std::make_unique<SqliteDatabase>(options.sqlite_path);
}

// Blocked before any thread begins, so that all threads inherit it and only main takes the signals.
sigset_t BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a scraper that hangs up is no reason to end
  return signals;
}

int Serve(const Options& options, const Log& log) {
  const sigset_t signals = BlockSignals();
  const std::unique_ptr<AgentDatabase> database = MakeDatabase(options);
  const auto metrics = std::make_shared<Metrics>();
  constexpr std::size_t kScrapesAtOnce = 4;
  prometheus::Exposer exposer(options.listen, kScrapesAtOnce);
  exposer.RegisterCollectable(metrics);
  log.Info(fmt::format("listening on http://{}:{}/metrics", options.listen.substr(0, options.listen.rfind(':')),
                       exposer.GetListeningPorts().front()));

  Ticker ticker(*database, *metrics, log, {options.connection_timeout, options.query_timeout});
  std::atomic<bool> broke_down = false;
  {
    const std::jthread poller([&](const std::stop_token& stop) {
      try {
        Poll(options.interval, stop, [&] {
          ticker.Tick(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()), stop);
        });
      } catch (const std::exception& problem) {
        log.Error(fmt::format("cannot go on: {}", problem.what()));
        broke_down = true;
        kill(getpid(), SIGTERM);
      }
    });
    int signal = 0;
    sigwait(&signals, &signal);
  }
  log.Info("ended");
  return broke_down ? 2 : 0;
}

int Main(int count, const char* const* words) {
  const Log log(stderr);
  const auto options = ParseOptions(count, words);
  if (!options) {
    std::fputs(options.error().output.c_str(), stdout);
    std::fputs(options.error().error.c_str(), stderr);
    return options.error().code;
  }
  try {
    return Serve(*options, log);
  } catch (const std::exception& problem) {
    log.Error(fmt::format("cannot serve on {}: {}", options->listen, problem.what()));
    return 2;
  }
}

}  // namespace
}  // namespace agents_exporter

int main(int count, char** words) { return agents_exporter::Main(count, words); }
