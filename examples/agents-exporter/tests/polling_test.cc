#include "polling.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace agents_exporter {
namespace {

using namespace std::chrono_literals;

void WaitUntil(const std::atomic<int>& calls, int wanted) {
  for (int attempt = 0; attempt < 2000 && calls < wanted; ++attempt) std::this_thread::sleep_for(5ms);
  EXPECT_GE(calls, wanted);
}

TEST(Poll, CallsAtOnceAndStopsWithoutWaitingForTheNext) {
  std::atomic<int> calls = 0;
  const auto begin = std::chrono::steady_clock::now();
  {
    const std::jthread poller([&](const std::stop_token& stop) { Poll(1h, stop, [&] { ++calls; }); });
    WaitUntil(calls, 1);
  }
  EXPECT_EQ(calls, 1);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
}

TEST(Poll, CallsAgainEachInterval) {
  std::atomic<int> calls = 0;
  const std::jthread poller([&](const std::stop_token& stop) { Poll(10ms, stop, [&] { ++calls; }); });
  WaitUntil(calls, 5);
}

TEST(Poll, SkipsWhatASlowCallMissed) {
  std::atomic<int> calls = 0;
  const auto begin = std::chrono::steady_clock::now();
  {
    const std::jthread poller([&](const std::stop_token& stop) {
      Poll(50ms, stop, [&] {
        if (++calls == 1) std::this_thread::sleep_for(520ms);
      });
    });
    WaitUntil(calls, 2);
  }
  // At least ten intervals have passed; the calls missed meanwhile are not made up for.
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 520ms);
  EXPECT_LE(calls, 1 + (std::chrono::steady_clock::now() - begin - 520ms) / 50ms + 1);
}

TEST(Poll, CallsNothingWhenAskedToStopBefore) {
  std::stop_source source;
  source.request_stop();
  Poll(1ms, source.get_token(), [] { FAIL(); });
}

}  // namespace
}  // namespace agents_exporter
