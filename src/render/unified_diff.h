// What changed between two texts, in the form of `diff -u`, for `--check`.
// In: two texts and their names. Out: the diff, "" when they are equal; `patch` makes the second from the first with
// it. Deliberately not always the shortest: texts that differ in thousands of lines are not worth the time to find
// that.
#pragma once

#include <string>
#include <string_view>

namespace mdg::render {

std::string UnifiedDiff(std::string_view before, std::string_view after, std::string_view before_name,
                        std::string_view after_name, size_t context_lines = 3);

}  // namespace mdg::render
