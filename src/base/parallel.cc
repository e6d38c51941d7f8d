// In: what to do. Out: threads that do it. See parallel.h.
#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>

namespace mdg {

int CoreCount() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

void RunOnThreads(int threads, const std::function<void(int)>& worker) {
  std::vector<std::jthread> others;  // joined when it goes out of scope
  for (int i = 0; i + 1 < threads; ++i) {
    try {
      others.emplace_back(worker, i);
    } catch (const std::system_error&) {
      break;  // no more threads to be had: the ones there are do it all
    }
  }
  worker(std::max(threads, 1) - 1);
}

void ParallelFor(size_t count, int threads, const std::function<void(size_t)>& work) {
  if (threads < 1) threads = CoreCount();
  std::atomic<size_t> next = 0;
  RunOnThreads(static_cast<int>(std::min(static_cast<size_t>(threads), count)), [&](int) {
    for (size_t i = next++; i < count; i = next++) work(i);
  });
}

}  // namespace mdg
