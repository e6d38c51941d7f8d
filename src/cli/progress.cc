// In: the names of stages. Out: a line on standard error while they last.
#include "cli/progress.h"

#include <fmt/core.h>

#include <chrono>

#include "cli/report.h"
#include "cli/terminal.h"

namespace mdg::cli {
namespace {

using std::chrono::steady_clock;

constexpr auto kSilence = std::chrono::seconds(1);
constexpr auto kPause = std::chrono::milliseconds(250);
constexpr const char kClearLine[] = "\r\033[K";

}  // namespace

Progress::Progress() {
  if (StandardErrorIsTerminal()) thread_ = std::thread(&Progress::Run, this);
}

Progress::~Progress() {
  {
    std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Progress::Begin(const std::string& stage) {
  std::lock_guard lock(mutex_);
  stage_ = stage;
}

void Progress::Run() {
  const auto begin = steady_clock::now();
  bool is_shown = false;
  std::unique_lock lock(mutex_);
  for (auto next = begin + kSilence; !changed_.wait_until(lock, next, [&] { return is_over_; }); next = steady_clock::now() + kPause) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(steady_clock::now() - begin).count();
    ReportText(fmt::format("{}{}, {} s", kClearLine, stage_, seconds));
    is_shown = true;
  }
  if (is_shown) ReportText(kClearLine);
}

}  // namespace mdg::cli
