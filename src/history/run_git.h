// Runs git, the one program this one starts, and only when the history is asked for.
//
// In: a folder and arguments. Out: lines of its output, or why there are none. Deliberately never a shell, no pager, no external diff
// and no fetching of what is missing: a repository's own settings cannot make it run something else or ask a server.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mdg::history {

using Deadline = std::chrono::steady_clock::time_point;

// `on_line` gets each line without its end. Fails when there is no git, when git fails (with its own words), and when it is not ready by
// the deadline; it is ended then.
Status RunGit(const std::string& folder, const std::vector<std::string>& arguments, Deadline deadline,
              const std::function<void(std::string_view)>& on_line);

}  // namespace mdg::history
