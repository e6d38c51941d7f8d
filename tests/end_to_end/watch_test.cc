// `generate --watch`: what starts a run, what does not, and how it ends.
// In: a tree that is changed under the program's eyes. Out: how often it ran and what its document says. Deliberately waits for what
// the program says and not for a time, but where nothing must happen.
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <chrono>
#include <thread>

#include "tests/end_to_end/program_test.h"

namespace mdg::tests {
namespace {

using std::chrono::milliseconds;

// The program at work, its standard error in a file; killed when the test is over, if it is still there.
class Watching {
 public:
  Watching(const TemporaryFolder& folder, std::vector<std::string> words) : said_(folder / "../" + folder.path().filename().string() + ".said") {
    words.insert(words.begin(), MDG_PROGRAM);
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addchdir_np(&actions, folder.path().c_str());
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, said_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    EXPECT_EQ(posix_spawn(&pid_, MDG_PROGRAM, &actions, nullptr, pointers.data(), environ), 0);
    posix_spawn_file_actions_destroy(&actions);
  }
  ~Watching() {
    if (pid_ > 0) End(SIGKILL);
    std::filesystem::remove(said_);
  }

  std::string Said() const { return ReadWholeFile(said_); }
  int Runs() const {
    const std::string said = Said();
    int count = 0;
    for (size_t at = 0; (at = said.find("folders for changes; Ctrl-C ends\n", at)) != std::string::npos; ++at) ++count;
    return count;
  }
  // Whether the program has come to run number `run`; gives up when it has ended or takes a minute.
  bool WaitForRun(int run) const {
    siginfo_t ended{};
    for (int i = 0; i < 6000 && Runs() < run; ++i) {
      if (waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid != 0) break;
      std::this_thread::sleep_for(milliseconds(10));
    }
    return Runs() >= run;
  }
  // How it ended: the exit code, or 128 and the signal.
  int End(int signal) {
    kill(pid_, signal);
    return Wait();
  }
  int Wait() {
    int status = 0;
    waitpid(std::exchange(pid_, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  std::string said_;
  pid_t pid_ = 0;
};

class Watch : public ProgramTest {
 protected:
  void SetUp() override {
    folder_.Write("metricsdocgen.toml", "[[documents]]\npath = \"docs/metrics.md\"\n\n[[documents]]\npath = \"app/page.html\"\nform = \"html\"\n");
    folder_.Write("docs/metrics.md", "# Metrics\n\n<!-- metricsdocgen:begin -->\n<!-- metricsdocgen:end -->\n");
    folder_.Write("app/a.go", GoFile("app_first_total"));
  }
  bool Documents(const std::string& name) const { return folder_.Read("docs/metrics.md").find(name) != std::string::npos; }

  // As editors do it: written beside, then renamed.
  void Save(const std::string& name, const std::string& content) const {
    folder_.Write(name + "~", content);
    std::filesystem::rename(folder_ / (name + "~"), folder_ / name);
  }
};

TEST_F(Watch, ASaveIsARunAndWhatItWritesIsNone) {
  Watching program(folder_, {"generate", "--watch"});
  ASSERT_TRUE(program.WaitForRun(1)) << program.Said();
  EXPECT_TRUE(Documents("app_first_total"));

  Save("app/a.go", GoFile("app_second_total"));
  ASSERT_TRUE(program.WaitForRun(2)) << program.Said();
  EXPECT_TRUE(Documents("app_second_total"));

  folder_.Write("app/inner/b.go", GoFile("app_third_total", "inner"));  // in a folder that was not there
  ASSERT_TRUE(program.WaitForRun(3)) << program.Said();
  for (int i = 0; i < 6000 && !Documents("app_third_total"); ++i) std::this_thread::sleep_for(milliseconds(10));
  EXPECT_TRUE(Documents("app_third_total"));
  std::this_thread::sleep_for(milliseconds(400));

  const int runs = program.Runs();
  Save("app/inner/b.go", GoFile("app_fourth_total", "inner"));
  ASSERT_TRUE(program.WaitForRun(runs + 1)) << program.Said();
  EXPECT_TRUE(Documents("app_fourth_total"));
  std::filesystem::remove(folder_ / "app/inner/b.go");
  ASSERT_TRUE(program.WaitForRun(runs + 2)) << program.Said();
  EXPECT_FALSE(Documents("app_fourth_total"));

  // Neither the documents (one lies among the source) nor files that no scan reads.
  std::this_thread::sleep_for(milliseconds(400));
  EXPECT_EQ(program.Runs(), runs + 2) << program.Said();
  folder_.Write("app/notes.txt", "nothing");
  folder_.Write("app/.hidden.go", GoFile("app_hidden_total"));
  folder_.Write("docs/metrics.md", folder_.Read("docs/metrics.md") + "More.\n");
  std::this_thread::sleep_for(milliseconds(400));
  EXPECT_EQ(program.Runs(), runs + 2) << program.Said();
  EXPECT_EQ(program.End(SIGINT), 0);
}

TEST_F(Watch, ManySavesAreFewRuns) {
  Watching program(folder_, {"generate", "--watch"});
  ASSERT_TRUE(program.WaitForRun(1)) << program.Said();
  for (int i = 0; i < 100; ++i) folder_.Write("app/f" + std::to_string(i) + ".go", GoFile("app_f" + std::to_string(i) + "_total"));
  ASSERT_TRUE(program.WaitForRun(2)) << program.Said();
  for (int i = 0; i < 6000 && !Documents("app_f99_total"); ++i) std::this_thread::sleep_for(milliseconds(10));
  EXPECT_TRUE(Documents("app_f99_total"));
  EXPECT_LE(program.Runs(), 10) << program.Said();
}

TEST_F(Watch, AMistakeIsSaidAndWhatMendsItIsARun) {
  Watching program(folder_, {"generate", "--watch"});
  ASSERT_TRUE(program.WaitForRun(1)) << program.Said();
  const std::string configuration = folder_.Read("metricsdocgen.toml");
  Save("metricsdocgen.toml", "[[document]]\n");
  ASSERT_TRUE(program.WaitForRun(2)) << program.Said();
  EXPECT_NE(program.Said().find("error: "), std::string::npos);
  folder_.Write("more.metrics", Exposition("app_kept_total"));
  Save("metricsdocgen.toml", "hand_kept = [\"more.metrics\"]\n" + configuration);
  ASSERT_TRUE(program.WaitForRun(3)) << program.Said();
  EXPECT_TRUE(Documents("app_kept_total")) << program.Said();
  Save("more.metrics", Exposition("app_kept_elsewhere_total"));  // watched since the configuration names it
  ASSERT_TRUE(program.WaitForRun(4)) << program.Said();
  EXPECT_TRUE(Documents("app_kept_elsewhere_total"));
  EXPECT_EQ(program.End(SIGTERM), 0);
}

TEST_F(Watch, WhatCannotBeDoneTheFirstTimeEndsIt) {
  folder_.Write("docs/metrics.md", "no markers\n");
  Watching program(folder_, {"generate", "--watch"});
  EXPECT_EQ(program.Wait(), 2) << program.Said();
  EXPECT_EQ(Run({"generate", "--watch", "--check"}).exit_code, 2);
}

}  // namespace
}  // namespace mdg::tests
