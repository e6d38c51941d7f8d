// argv -> command table -> exit code.
// In: the command line. Out: what a command prints. Deliberately knows no command by name.
#include <fmt/core.h>

#include <csignal>
#include <cstdio>
#include <exception>

#include "base/suggestion.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/report.h"
#include "cli/terminal.h"

namespace mdg::cli {
namespace {

ExitCode Print(const std::string& text) {
  if (const Status written = WriteStandardOutput(text); !written) {
    ReportError(written.error());
    return ExitCode::kCouldNotRun;
  }
  return ExitCode::kFine;
}

bool Contains(const std::vector<std::string>& words, std::string_view word) {
  for (const std::string& each : words) {
    if (each == "--") return false;
    if (each == word) return true;
  }
  return false;
}

ExitCode RunCommand(const Command& command, const std::vector<std::string>& words) {
  if (Contains(words, "--help") || Contains(words, "-h")) return Print(HelpText(command));
  if (Contains(words, "--help-markdown")) return Print(HelpMarkdown(command));  // for tools/update_docs.sh
  const Result<Arguments> arguments = ParseArguments(command, words);
  if (!arguments) {
    ReportError(arguments.error());
    return ExitCode::kCouldNotRun;
  }
  return command.run(*arguments);
}

const Command* FindCommand(std::string_view name) {
  for (const Command& command : Commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

// What is said about a first word that is no command.
Error UnknownWord(const std::string& word) {
  std::vector<std::string_view> names = {"--help", "--version"};
  for (const Command& command : Commands()) {
    names.push_back(command.name);
    for (const Option& option : command.options) {
      if (word != option.name) continue;
      return {fmt::format("`{}` is an option of `{}`, so write `metricsdocgen {} {} ...`", word, command.name,
                          command.name, word)};
    }
  }
  const char* what = word[0] == '-' ? "option" : "command";
  return {fmt::format("unknown {} `{}`{}; see `metricsdocgen --help`", what, word, DidYouMean(word, names))};
}

ExitCode Main(std::vector<std::string> words) {
  if (words.empty()) {
    std::fputs(OverviewText(Commands()).c_str(), stderr);
    return ExitCode::kCouldNotRun;
  }
  const std::string first = words[0];
  if (first == "--help" || first == "-h" || (first == "help" && words.size() == 1))
    return Print(OverviewText(Commands()));
  if (first == "--version") return Print(fmt::format("metricsdocgen {}\n", MDG_VERSION));
  words.erase(words.begin());
  if (first == "help") {
    if (const Command* command = FindCommand(words[0])) return Print(HelpText(*command));
  }
  if (const Command* command = FindCommand(first)) return RunCommand(*command, words);
  ReportError(UnknownWord(first));
  return ExitCode::kCouldNotRun;
}

}  // namespace
}  // namespace mdg::cli

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away is noticed where we write
  try {
    return static_cast<int>(mdg::cli::Main({argv + 1, argv + argc}));
  } catch (const std::exception& exception) {  // we throw nothing; the standard library does when memory ends
    std::fprintf(stderr, "metricsdocgen: error: %s\n", exception.what());
    return static_cast<int>(mdg::cli::ExitCode::kCouldNotRun);
  }
}
