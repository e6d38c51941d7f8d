// A line for somebody who waits: what the program is doing, after a second, on a terminal.
//
//     working out the metrics of 5821 files, 4 s
//
// In: the names of stages. Out: one line on standard error that is written over and gone in the end. Deliberately nothing in a pipe,
// in a file, on a terminal that cannot go back in a line, and in the first second: most scans are over by then.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace mdg::cli {

class Progress {
 public:
  Progress();
  ~Progress();  // takes the line away
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Begin(const std::string& stage);  // "parsing 12 files"

 private:
  void Run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::string stage_;
  bool is_over_ = false;
  std::thread thread_;
};

}  // namespace mdg::cli
