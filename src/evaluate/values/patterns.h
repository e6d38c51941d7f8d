// Regular expressions as programs write them: choosing among names (`/gc/.*`), mending names (`[^a-zA-Z0-9_]`).
//
// In: a pattern in Go's syntax, which is RE2's; texts. Out: what the library of that name says. Nothing for what is no pattern, or is
// larger than a program would write by hand. Deliberately no captured groups: whoever needs them does not know.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mdg::evaluate {

std::optional<bool> IsFoundIn(std::string_view pattern, std::string_view text);

// The text with everything the pattern fits replaced. `by` is taken as it stands; nothing when a template would put groups there.
std::optional<std::string> ReplaceFound(std::string_view pattern, std::string_view text, std::string_view by, bool is_template);

}  // namespace mdg::evaluate
