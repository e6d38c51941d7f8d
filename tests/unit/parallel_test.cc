// Work shared among threads: every item once, with any number of threads.
#include "base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>

namespace mdg {
namespace {

TEST(ParallelFor, DoesEveryItemOnce) {
  for (int threads : {0, 1, 2, 7, 100}) {
    for (size_t count : {0u, 1u, 3u, 1000u}) {
      std::vector<int> done(count);
      ParallelFor(count, threads, [&](size_t i) { ++done[i]; });
      EXPECT_EQ(done, std::vector<int>(count, 1)) << threads;
    }
  }
}

TEST(RunOnThreads, GivesEachWorkerItsNumber) {
  std::vector<std::atomic<int>> seen(5);
  RunOnThreads(5, [&](int worker) { ++seen[static_cast<size_t>(worker)]; });
  for (const auto& count : seen) EXPECT_EQ(count, 1);
}

TEST(WorkList, DoesWhatIsAddedMeanwhile) {
  for (int threads : {1, 2, 8}) {
    WorkList<int> list;
    std::atomic<int> done = 0;
    list.Add(10);
    list.Run(threads, [&](int& depth, int worker) {
      EXPECT_LT(worker, threads);
      ++done;
      for (int i = 0; i < 2 && depth > 0; ++i) list.Add(depth - 1);
    });
    EXPECT_EQ(done, (1 << 11) - 1) << threads;
  }
}

TEST(WorkList, EndsAtOnceWhenEmpty) {
  WorkList<int> list;
  list.Run(4, [](int&, int) { FAIL(); });
}

}  // namespace
}  // namespace mdg
