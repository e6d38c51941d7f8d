// Diagnostics as people read them, one line each and a line for every note.
//
//     server/metrics.go:41:12: warning: the metric's name is not known [unresolved-metric]
//       server/metrics.go:20:5: note: `subsystem` is read from a file
//
// In: Diagnostic. Out: text. Deliberately writes nowhere and leaves nothing out; how many are shown is the caller's
// choice.
#pragma once

#include <string>
#include <string_view>

#include "diagnostics/diagnostic.h"

namespace mdg {

// Text from a user's files for a line of a terminal: control characters, which it would obey, are `?`, a line break is
// `\n`.
std::string Printable(std::string_view text);

// With `colour`, the severity is in one, by the escape sequences every terminal knows.
std::string PrintText(const Diagnostic& diagnostic, bool colour = false);

}  // namespace mdg
