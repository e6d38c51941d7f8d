// A program that runs beside the test.
// In: words, where its output goes, who it runs as. Out: a process that is ended with the test, however the test ends.
// Deliberately no pipes: output goes to files, so neither side ever waits for the other.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace agents_exporter {

struct Command {
  std::vector<std::string> words;  // the first is the program's path
  std::string output_path;         // standard output and standard error
  std::vector<std::string> environment;
  std::optional<uid_t> user;  // with its group
  gid_t group = 0;
};

class ChildProcess {
 public:
  explicit ChildProcess(const Command& command);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  pid_t pid() const { return pid_; }
  void Signal(int signal) const;
  bool IsRunning();
  // 128 + signal when it was killed; killed by us, and -1, when it did not end in time.
  int Wait(double seconds);

 private:
  pid_t pid_ = -1;
  std::optional<int> exit_code_;
};

// Runs it to its end.
int RunToItsEnd(const Command& command, double seconds);

}  // namespace agents_exporter
