// Runs a program the way a shell would and keeps what it says.
// In: program, words, folder, terminal or pipe. Out: standard output, standard error, how it ended. Deliberately no
// judgement.
#pragma once

#include <string>
#include <vector>

namespace mdg::tests {

struct ProgramRun {
  std::string program;
  std::vector<std::string> words;
  std::string folder = ".";
  int terminal_columns = 0;     // > 0: standard output is a terminal this wide, otherwise a pipe
  bool error_is_terminal = false;  // standard error is one, too, and what it gets stands in ProgramResult::standard_output with the rest
  std::string standard_output;  // a path that standard output goes to instead: "/dev/full"
  int timeout_seconds = 60;
  std::vector<std::string> environment;  // "NAME=value", besides the few that every run gets
};

struct ProgramResult {
  std::string standard_output;
  std::string standard_error;
  int exit_code = -1;  // 128 + signal when it was killed
  bool timed_out = false;
};

ProgramResult RunProgram(const ProgramRun& run);

}  // namespace mdg::tests
