// In: words, where output goes, who it runs as. Out: a process.
#include "child_process.h"

#include <fcntl.h>
#include <grp.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace agents_exporter {
namespace {

std::vector<char*> Pointers(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// In the child; only what may be called between fork and exec.
[[noreturn]] void Become(const Command& command, char* const* words, char* const* environment) {
  const int output = open(command.output_path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  const int input = open("/dev/null", O_RDONLY);
  if (output < 0 || input < 0) _exit(126);
  dup2(input, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  if (command.user && (setgroups(0, nullptr) != 0 || setgid(command.group) != 0 || setuid(*command.user) != 0))
    _exit(126);
  prctl(PR_SET_PDEATHSIG, SIGQUIT);  // nothing outlives a test that crashed
  if (command.user && chdir("/") != 0) _exit(126);
  execve(words[0], words, environment);
  _exit(127);
}

}  // namespace

ChildProcess::ChildProcess(const Command& command) {
  std::vector<std::string> variables = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"};
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TMPDIR"}) {
    if (const char* value = std::getenv(name)) variables.push_back(std::string(name) + '=' + value);
  }
  variables.insert(variables.end(), command.environment.begin(), command.environment.end());
  const std::vector<char*> words = Pointers(command.words), environment = Pointers(variables);
  pid_ = fork();
  if (pid_ == 0) Become(command, words.data(), environment.data());
  if (pid_ < 0) {
    std::perror("fork");
    std::exit(2);
  }
}

ChildProcess::~ChildProcess() {
  if (!IsRunning()) return;
  Signal(SIGKILL);  // the web server takes two seconds to end; the tests about ending wait for it, the others need not
  Wait(10);
}

void ChildProcess::Signal(int signal) const {
  if (!exit_code_) kill(pid_, signal);
}

bool ChildProcess::IsRunning() {
  if (exit_code_) return false;
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) != pid_) return true;
  exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return false;
}

int ChildProcess::Wait(double seconds) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (IsRunning()) {
    if (std::chrono::steady_clock::now() >= deadline) {
      Signal(SIGKILL);
      waitpid(pid_, nullptr, 0);
      exit_code_ = -1;
      break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return *exit_code_;
}

int RunToItsEnd(const Command& command, double seconds) { return ChildProcess(command).Wait(seconds); }

}  // namespace agents_exporter
