// Work shared among threads.
//
// In: what to do. Out: it is done when the call returns. Whoever calls gives every item its own place for the result,
// so the outcome is the same whatever the number of threads. Deliberately no futures, no priorities and no cancelling.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace mdg {

// How many threads the machine runs at once, at least 1.
int CoreCount();

// Calls `worker(0)` ... `worker(threads - 1)` at the same time, the last of them on this thread.
void RunOnThreads(int threads, const std::function<void(int)>& worker);

// Calls `work(index)` for every index below `count`. `threads` below 1: one for each core.
void ParallelFor(size_t count, int threads, const std::function<void(size_t)>& work);

// A list that grows while it is worked off, such as the folders of a tree.
template <typename Item>
class WorkList {
 public:
  void Add(Item item) {
    {
      std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(item));
    }
    changed_.notify_one();
  }

  // Calls `work(item, worker)` for every item there is, and for those that are added meanwhile; `worker` is below
  // `threads` and says on which thread. Last in, first out, which keeps the list short.
  void Run(int threads, const std::function<void(Item&, int)>& work) {
    RunOnThreads(threads, [&](int worker) {
      std::unique_lock lock(mutex_);
      while (true) {
        changed_.wait(lock, [&] { return !waiting_.empty() || busy_ == 0; });
        if (waiting_.empty()) return;
        Item item = std::move(waiting_.back());
        waiting_.pop_back();
        ++busy_;
        lock.unlock();
        work(item, worker);
        lock.lock();
        if (--busy_ == 0 && waiting_.empty()) changed_.notify_all();
      }
    });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Item> waiting_;
  int busy_ = 0;  // workers that may still add items
};

}  // namespace mdg
