// In: program, words, folder. Out: what it printed and how it ended.
#include "tests/run_program.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace mdg::tests {
namespace {

[[noreturn]] void Die(const char* what) {
  std::perror(what);
  std::exit(2);
}

// The two ends of standard output: {ours to read, the program's to write}.
std::pair<int, int> OpenOutput(const ProgramRun& run) {
  int ends[2];
  if (run.terminal_columns > 0) {
    winsize size{};
    size.ws_col = static_cast<unsigned short>(run.terminal_columns);
    size.ws_row = 40;
    termios settings{};
    cfmakeraw(&settings);  // a newline stays a newline
    if (openpty(&ends[0], &ends[1], nullptr, &settings, &size) != 0) Die("openpty (is /dev/pts mounted?)");
  } else if (pipe2(ends, O_CLOEXEC) != 0) {
    Die("pipe2");
  }
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return {ends[0], ends[1]};
}

// Only what the program may depend on: results must not hang on who runs the tests.
std::vector<std::string> Environment(const ProgramRun& run) {
  std::vector<std::string> environment = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TERM=dumb", "HOME=" + run.folder};
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TMPDIR"}) {
    if (const char* value = std::getenv(name)) environment.push_back(std::string(name) + '=' + value);
  }
  environment.insert(environment.begin(), run.environment.begin(), run.environment.end());  // the first of a name counts
  return environment;
}

std::vector<char*> Pointers(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

pid_t Start(const ProgramRun& run, int output, int error) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, run.folder.c_str());
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (run.standard_output.empty()) {
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  } else {
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, run.standard_output.c_str(), O_WRONLY, 0);
  }
  posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO);
  std::vector<std::string> words = run.words;
  words.insert(words.begin(), run.program);
  std::vector<std::string> environment = Environment(run);
  pid_t pid = 0;
  const int failed =
      posix_spawn(&pid, run.program.c_str(), &actions, nullptr, Pointers(words).data(), Pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) {
    std::fprintf(stderr, "cannot start %s: %s\n", run.program.c_str(), std::strerror(failed));
    std::exit(2);
  }
  return pid;
}

// Reads until the program closes its end; false when time ran out before.
bool ReadAll(int from, int seconds, std::string& into) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  char buffer[65536];
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd waiting{from, POLLIN, 0};
    if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) == 0) return false;
    const ssize_t got = read(from, buffer, sizeof buffer);
    if (got <= 0) return true;  // the end; a terminal says EIO
    into.append(buffer, static_cast<size_t>(got));
  }
}

}  // namespace

ProgramResult RunProgram(const ProgramRun& run) {
  ProgramResult result;
  const auto [ours, theirs] = OpenOutput(run);
  std::FILE* error = std::tmpfile();
  if (error == nullptr) Die("tmpfile");
  fcntl(fileno(error), F_SETFD, FD_CLOEXEC);
  const pid_t pid = Start(run, theirs, run.error_is_terminal ? theirs : fileno(error));
  close(theirs);
  if (run.standard_output.empty()) result.timed_out = !ReadAll(ours, run.timeout_seconds, result.standard_output);
  if (result.timed_out) kill(pid, SIGKILL);
  close(ours);
  int status = 0;
  waitpid(pid, &status, 0);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  std::rewind(error);
  char buffer[65536];
  while (const size_t got = std::fread(buffer, 1, sizeof buffer, error)) result.standard_error.append(buffer, got);
  std::fclose(error);
  return result;
}

}  // namespace mdg::tests
