// How a command explains itself, from its table row.
// In: Command. Out: the text of --help and the Markdown of docs/commands. Deliberately prints nothing.
#pragma once

#include <span>
#include <string>

#include "cli/command.h"

namespace mdg::cli {

std::string OverviewText(std::span<const Command> commands);
std::string HelpText(const Command& command);
std::string HelpMarkdown(const Command& command);  // a whole page of docs/commands

}  // namespace mdg::cli
