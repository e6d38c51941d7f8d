// Runs something at once, and then again and again.
// In: an interval, a function, a stop token. Out: calls, never two at a time. Deliberately skips what it is late for: after a
// slow call the next one comes at the next full interval, not several in a row.
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>

namespace agents_exporter {

// Returns soon after `stop` was requested.
void Poll(std::chrono::milliseconds interval, const std::stop_token& stop, const std::function<void()>& call);

}  // namespace agents_exporter
