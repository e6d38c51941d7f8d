// In: the commands' own rows. Out: all of them, in the order people meet them.
#include "cli/commands.h"

namespace mdg::cli {

std::span<const Command> Commands() {
  static const std::vector<Command> commands = {ScanCommand(), GenerateCommand(), InitCommand(), ExplainCommand(),
                                                VerifyCommand(),   ImportCommand()};
  return commands;
}

}  // namespace mdg::cli
