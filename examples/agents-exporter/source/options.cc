// In: the words of the command line. Out: Options, or what to print and the exit code.
#include "options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <sstream>

#include "postgres_database.h"

namespace agents_exporter {
namespace {

// The web server's own notation has more (several ports, TLS, redirections); none of it is meant here.
std::string CheckAddress(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  const std::string port = colon == std::string::npos ? "" : address.substr(colon + 1);
  const auto is_digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  const auto is_address = [](unsigned char c) {
    return std::isxdigit(c) != 0 || c == '.' || c == ':' || c == '[' || c == ']';
  };
  const bool fine = !port.empty() && port.size() <= 5 && std::all_of(port.begin(), port.end(), is_digit) &&
                    std::stoi(port) <= 65535 && colon > 0 && std::all_of(address.begin(), address.end(), is_address);
  return fine ? "" : "needs an IP address and a port, like 127.0.0.1:2112 or [::1]:2112; port 0 lets the system choose";
}

std::chrono::milliseconds Milliseconds(double seconds) {
  return std::chrono::milliseconds(static_cast<std::chrono::milliseconds::rep>(seconds * 1000));
}

}  // namespace

tl::expected<Options, EarlyExit> ParseOptions(int count, const char* const* words) {
  Options options;
  double interval = 60, query_timeout = 30, connection_timeout = 120;
  CLI::App app("Serves Prometheus metrics about the workspace agents of a database.", "agents-exporter");
  app.add_option("--sqlite", options.sqlite_path, "SQLite file with the table `agents`")->capture_default_str();
  // A connection string may hold a password, which everybody can see on a command line: hence the variable.
  app.add_option("--postgres", options.postgres, "PostgreSQL connection string, instead of --sqlite")
      ->envname("AGENTS_EXPORTER_POSTGRES")
      ->excludes("--sqlite");
  app.add_option("--listen", options.listen, "address and port of the metrics; port 0: the system chooses")
      ->check(CheckAddress)
      ->capture_default_str();
  app.add_option("--interval", interval, "seconds between two readings of the database")
      ->check(CLI::Range(0.01, 86400.0))
      ->capture_default_str();
  app.add_option("--query-timeout", query_timeout, "seconds after which a reading fails")
      ->check(CLI::Range(0.01, 86400.0))
      ->capture_default_str();
  app.add_option("--connection-timeout", connection_timeout, "seconds after which `connecting` becomes `timeout`")
      ->check(CLI::Range(0.0, 1e6))
      ->capture_default_str();
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& problem) {
    std::ostringstream output, error;
    const int code = app.exit(problem, output, error);
    return tl::unexpected(EarlyExit{code == 0 ? 0 : 2, output.str(), error.str()});
  }
  if (!options.postgres.empty() && !PostgresDatabase::IsConnectionString(options.postgres)) {
    return tl::unexpected(
        EarlyExit{2, "", "--postgres: not a connection string (not shown: it may hold a password)\n"});
  }
  options.interval = Milliseconds(interval);
  options.query_timeout = Milliseconds(query_timeout);
  options.connection_timeout = Milliseconds(connection_timeout);
  return options;
}

}  // namespace agents_exporter
