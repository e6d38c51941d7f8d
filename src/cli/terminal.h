// Standard output: who reads it, and writing to it without losing an error; and who reads standard error.
// In: bytes. Out: the same on standard output. Deliberately the only file that writes there.
#pragma once

#include <string_view>

#include "base/result.h"

namespace mdg::cli {

bool StandardOutputIsTerminal();
bool StandardErrorIsTerminal();  // one that can go back in a line: TERM is not "dumb"
bool StandardErrorHasColour();   // the same, and nobody has set NO_COLOR (https://no-color.org)
int TerminalWidth();  // columns; COLUMNS wins; 100 when nobody says

// Everything is written or the reason is given. A reader that went away (`| head`) is no fault: the rest is dropped
// silently.
Status WriteStandardOutput(std::string_view bytes);

}  // namespace mdg::cli
