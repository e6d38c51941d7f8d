// In: arguments for git. Out: what it says, line by line. See run_git.h.
#include "history/run_git.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace mdg::history {
namespace {

constexpr size_t kMostErrorBytes = 4096;

std::vector<std::string> CommandLine(const std::string& folder, const std::vector<std::string>& arguments) {
  std::vector<std::string> words = {"git", "--no-pager", "-C", folder, "-c", "core.quotePath=false", "-c",
                                    "log.showSignature=false", "-c", "core.fsmonitor=false"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return words;
}

// Ours, and what keeps git in English, at rest, and off the network.
std::vector<std::string> Environment() {
  std::vector<std::string> variables;
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view variable = *each;
    if (!variable.starts_with("LC_ALL=") && !variable.starts_with("GIT_NO_LAZY_FETCH=")) variables.emplace_back(variable);
  }
  for (const char* ours : {"LC_ALL=C", "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0"}) variables.emplace_back(ours);
  return variables;
}

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

struct Child {
  pid_t pid = -1;
  int output = -1, errors = -1;

  Child() = default;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (output >= 0) close(output);
    if (errors >= 0) close(errors);
    if (pid >= 0) {
      kill(pid, SIGKILL);
      Wait();
    }
  }

  int Wait() {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    pid = -1;
    return status;
  }
};

Status Start(const std::string& folder, const std::vector<std::string>& arguments, Child& child) {
  std::array<int, 2> output = {-1, -1}, errors = {-1, -1};
  if (pipe2(output.data(), O_CLOEXEC) != 0) return Fail(std::string("cannot start git: ") + std::strerror(errno));
  child.output = output[0];
  if (pipe2(errors.data(), O_CLOEXEC) != 0) {
    close(output[1]);
    return Fail(std::string("cannot start git: ") + std::strerror(errno));
  }
  child.errors = errors[0];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output[1], 1);
  posix_spawn_file_actions_adddup2(&actions, errors[1], 2);
  std::vector<std::string> words = CommandLine(folder, arguments), variables = Environment();
  pid_t pid = -1;
  const int error = posix_spawnp(&pid, "git", &actions, nullptr, Pointers(words).data(), Pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  close(output[1]);
  close(errors[1]);
  if (error == ENOENT) return Fail("the history is asked of the program `git`, which is not there; install it, or leave the history out");
  if (error != 0) return Fail(std::string("cannot start git: ") + std::strerror(error));
  child.pid = pid;
  return {};
}

// What is there of a pipe; false at its end.
bool ReadSome(int descriptor, std::string& into) {
  std::array<char, 65536> buffer;
  const ssize_t size = read(descriptor, buffer.data(), buffer.size());
  if (size < 0) return errno == EINTR || errno == EAGAIN;
  into.append(buffer.data(), static_cast<size_t>(size));
  return size > 0;
}

void TakeLines(std::string& pending, const std::function<void(std::string_view)>& on_line) {
  size_t begin = 0;
  for (size_t end = pending.find('\n'); end != std::string::npos; end = pending.find('\n', begin)) {
    on_line(std::string_view(pending).substr(begin, end - begin));
    begin = end + 1;
  }
  pending.erase(0, begin);
}

Status ReadAll(Child& child, Deadline deadline, std::string& errors, const std::function<void(std::string_view)>& on_line) {
  std::string pending;
  std::array<pollfd, 2> pipes = {pollfd{child.output, POLLIN, 0}, pollfd{child.errors, POLLIN, 0}};
  while (pipes[0].fd >= 0 || pipes[1].fd >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    if (left <= 0) return Fail("git took too long to tell the history, so nothing was written; leave the history out, or scan fewer folders");
    if (poll(pipes.data(), pipes.size(), static_cast<int>(left)) < 0 && errno != EINTR) return Fail(std::string("cannot read from git: ") + std::strerror(errno));
    if (pipes[0].revents != 0) {
      if (!ReadSome(child.output, pending)) pipes[0].fd = -1;
      TakeLines(pending, on_line);
    }
    if (pipes[1].revents != 0 && !ReadSome(child.errors, errors)) pipes[1].fd = -1;
    if (errors.size() > kMostErrorBytes) errors.resize(kMostErrorBytes);
    pipes[0].revents = pipes[1].revents = 0;
  }
  if (!pending.empty()) on_line(pending);
  return {};
}

}  // namespace

Status RunGit(const std::string& folder, const std::vector<std::string>& arguments, Deadline deadline,
              const std::function<void(std::string_view)>& on_line) {
  Child child;
  MDG_TRY(Start(folder, arguments, child));
  std::string errors;
  MDG_TRY(ReadAll(child, deadline, errors, on_line));
  const int status = child.Wait();
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  const std::string first = errors.substr(0, errors.find('\n'));
  return Fail("the history cannot be told: git says `" + (first.empty() ? "nothing" : first) + "`");
}

}  // namespace mdg::history
