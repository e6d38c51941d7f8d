// The command line.
// In: its words. Out: Options, or what to print and the exit code. Deliberately looks at no database and no port.
#pragma once

#include <chrono>
#include <string>
#include <tl/expected.hpp>

namespace agents_exporter {

struct Options {
  std::string sqlite_path = "agents.db";
  std::string postgres;  // a connection string; then sqlite_path does not count
  std::string listen = "127.0.0.1:2112";
  std::chrono::milliseconds interval = std::chrono::minutes(1);
  std::chrono::milliseconds query_timeout = std::chrono::seconds(30);
  std::chrono::milliseconds connection_timeout = std::chrono::minutes(2);
};

struct EarlyExit {
  int code = 0;
  std::string output;  // `--help`
  std::string error;
};

tl::expected<Options, EarlyExit> ParseOptions(int count, const char* const* words);

}  // namespace agents_exporter
