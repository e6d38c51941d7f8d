// The table of commands.
// In: nothing. Out: Commands(). A command is a file of this folder and a line of commands.cc.
#pragma once

#include <span>

#include "cli/command.h"

namespace mdg::cli {

std::span<const Command> Commands();

// Each in the file of its name.
Command ScanCommand();
Command GenerateCommand();
Command InitCommand();
Command ExplainCommand();
Command VerifyCommand();
Command ImportCommand();

}  // namespace mdg::cli
