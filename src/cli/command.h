// What a command of the program is: data that feeds the parser, --help and docs/commands, and one function.
//
// In: arguments.h. Out: Command, Option, ExitCode. A command is one file of this folder and one row of commands.cc.
// Deliberately no behaviour.
#pragma once

#include <string_view>
#include <vector>

namespace mdg::cli {

// The only exit codes there are; every command keeps to them.
enum class ExitCode : int {
  kFine = 0,
  kFindings = 1,     // a stale document, a contradiction
  kCouldNotRun = 2,  // wrong usage, an unreadable file, a full disk
};

class Arguments;

struct Option {
  enum class Kind { kSwitch, kText, kTexts, kNumber };  // kTexts: may be given several times

  std::string_view name;        // "--output"
  std::string_view short_name;  // "-o"; "" when there is none
  Kind kind = Kind::kSwitch;
  std::string_view value;                 // "FILE", as shown in help; "" for a switch
  std::string_view help;                  // one sentence, lower case, no final period
  std::vector<std::string_view> choices;  // the only values allowed; empty: any
};

struct Example {
  std::string_view line;   // "metricsdocgen scan --format json"
  std::string_view shows;  // what it is good for
};

struct Command {
  std::string_view name;
  std::string_view summary;     // one line for the list of commands
  std::string_view positional;  // "[PATH...]"; "": takes none
  size_t most_positionals = 0;
  std::string_view description;  // paragraphs, separated by empty lines
  std::vector<Option> options;
  std::vector<Example> examples;
  ExitCode (*run)(const Arguments& arguments) = nullptr;
};

}  // namespace mdg::cli
