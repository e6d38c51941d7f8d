// Regular expressions as programs write them for choosing among names: `^/sched/.*`, `/gc/(heap|stack)/.*|/cpu/.*`.
//
// In: a pattern in Go's syntax, a text. Out: whether it is found in the text; nothing for a pattern with more than letters, `.`, `*`,
// `+`, `?`, `^`, `$`, alternatives and groups. Deliberately no classes, flags or counts: whoever asks says that it does not know.
#pragma once

#include <optional>
#include <string_view>

namespace mdg::evaluate {

std::optional<bool> IsFoundIn(std::string_view pattern, std::string_view text);

}  // namespace mdg::evaluate
