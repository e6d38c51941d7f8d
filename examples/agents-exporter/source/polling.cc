// In: an interval, a function, a stop token. Out: calls.
#include "polling.h"

#include <condition_variable>
#include <mutex>

namespace agents_exporter {

void Poll(std::chrono::milliseconds interval, const std::stop_token& stop, const std::function<void()>& call) {
  std::mutex mutex;
  std::condition_variable_any woken;  // only ever by the stop token
  auto next = std::chrono::steady_clock::now();
  while (!stop.stop_requested()) {
    call();
    const auto now = std::chrono::steady_clock::now();
    next += ((now - next) / interval + 1) * interval;
    std::unique_lock lock(mutex);
    woken.wait_until(lock, stop, next, [] { return false; });
  }
}

}  // namespace agents_exporter
