// What the program prints depends on who reads it, and on nothing else: not on threads, not on the order of files.
// In: the same tree, read by a terminal, a pipe, one thread or many. Out: a table, exposition, the same bytes.
#include <sys/stat.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "tests/end_to_end/program_test.h"

namespace mdg::tests {
namespace {

class Readers : public ProgramTest {
 protected:
  void SetUp() override {
    for (int i = 0; i < 60; ++i) {
      const std::string name = "p" + std::to_string(i % 7);
      folder_.Write(name + "/f" + std::to_string(i) + ".go", GoFile("app_" + std::to_string(i) + "_total", name));
    }
    folder_.Write("p0/same.go", GoFile("app_1_total", "p0"));  // one name in two places
  }
};

TEST_F(Readers, ATerminalGetsATableNoWiderThanItself) {
  const ProgramResult result = Run({"scan"}, {.terminal_columns = 70});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_NE(result.standard_output.find("app_59_total"), std::string::npos);
  EXPECT_EQ(result.standard_output.find("# TYPE"), std::string::npos);
  EXPECT_NE((result.standard_output + result.standard_error).find("60 metrics, 0 patterns, 0 unresolved sites"),
            std::string::npos);
  for (size_t begin = 0; begin < result.standard_output.size();) {
    const size_t end = std::min(result.standard_output.find('\n', begin), result.standard_output.size());
    EXPECT_LE(end - begin, 70u) << result.standard_output.substr(begin, end - begin);
    begin = end + 1;
  }
}

// A hand-kept file that takes a while: a pipe somebody fills later.
class SlowFile {
 public:
  SlowFile(const std::string& path, int milliseconds)
      : writer_([path, milliseconds] {
          std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
          std::ofstream(path) << Exposition("go_slow_total");
        }) {}
  ~SlowFile() { writer_.join(); }

 private:
  std::thread writer_;
};

TEST_F(Readers, WhoWaitsAtATerminalSeesWhatIsDoneAndOnlyAfterASecond) {
  const std::string path = folder_ / "slow";
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  const std::vector<std::string> words = {"scan", "--format", "text", "--static-metrics", "slow", "p1"};
  const ProgramRun terminal{.terminal_columns = 100, .error_is_terminal = true, .environment = {"TERM=xterm"}};
  {
    SlowFile file(path, 2000);
    const std::string seen = Run(words, terminal).standard_output;
    EXPECT_NE(seen.find("\r\033[Kreading what is kept by hand, 1 s"), std::string::npos) << seen;
    EXPECT_NE(seen.find("\r\033[K# HELP"), std::string::npos) << "the line is taken away before anything else is said: " << seen;
  }
  {
    SlowFile file(path, 2000);
    const ProgramResult piped = Run(words, {.environment = {"TERM=xterm"}});
    EXPECT_EQ((piped.standard_output + piped.standard_error).find('\r'), std::string::npos);
  }
  {
    SlowFile file(path, 2000);
    const ProgramRun dumb{.terminal_columns = 100, .error_is_terminal = true, .environment = {"TERM=dumb"}};
    EXPECT_EQ(Run(words, dumb).standard_output.find('\r'), std::string::npos);
  }
  EXPECT_EQ(Run({"scan", "p1"}, terminal).standard_output.find("\r\033"), std::string::npos) << "it is fast";
}

TEST_F(Readers, OnlyATerminalGetsColourAndNotWhereItIsRefused) {
  const std::string red = "\033[1;31merror\033[0m: ", plain = "error: ";
  folder_.Write("broken/a.go", "package a\n\nimport \"github.com/prometheus/client_golang/prometheus\"\n\nvar a = prometheus.NewCounter(\n");
  auto seen = [&](std::vector<std::string> words, const std::vector<std::string>& environment) {
    return Run(std::move(words), {.terminal_columns = 100, .error_is_terminal = true, .environment = environment}).standard_output;
  };
  EXPECT_NE(seen({"scan", "nowhere"}, {"TERM=xterm"}).find(red), std::string::npos);
  EXPECT_NE(seen({"scan", "broken"}, {"TERM=xterm"}).find("\033[1;33mwarning\033[0m: "), std::string::npos);
  EXPECT_NE(seen({"scan", "nowhere"}, {"TERM=xterm", "NO_COLOR="}).find(red), std::string::npos) << "empty is not set";
  for (const std::vector<std::string>& environment : {std::vector<std::string>{"TERM=xterm", "NO_COLOR=1"}, {"TERM=dumb"}}) {
    const std::string text = seen({"scan", "nowhere"}, environment);
    EXPECT_EQ(text.find('\033'), std::string::npos);
    EXPECT_NE(text.find(plain), std::string::npos);
  }
  const ProgramResult piped = Run({"scan", "nowhere"}, {.environment = {"TERM=xterm"}});
  EXPECT_EQ(piped.standard_error.find('\033'), std::string::npos);
  EXPECT_NE(piped.standard_error.find(plain), std::string::npos);
}

TEST_F(Readers, APipeGetsExposition) {
  EXPECT_TRUE(Run({"scan"}).standard_output.starts_with(Exposition("app_0_total")));
}

TEST_F(Readers, TheNumberOfThreadsChangesNothing) {
  for (const char* format : {"text", "json", "table"}) {
    const std::string once = Run({"scan", "--format", format, "--threads", "1"}).standard_output;
    EXPECT_FALSE(once.empty());
    for (const char* threads : {"2", "3", "16", "64"}) {
      EXPECT_EQ(Run({"scan", "--format", format, "--threads", threads}).standard_output, once)
          << format << " " << threads;
    }
  }
}

TEST_F(Readers, SeveralRootsAreOneTree) {
  const ProgramResult both = Run({"scan", "p1", "p2"});
  EXPECT_NE(both.standard_output.find("app_1_total"), std::string::npos);
  EXPECT_NE(both.standard_output.find("app_2_total"), std::string::npos);
  EXPECT_EQ(both.standard_output.find("app_3_total"), std::string::npos);
  EXPECT_EQ(Run({"scan", "p2", "p1"}).standard_output, both.standard_output);
}

}  // namespace
}  // namespace mdg::tests
