// What the program prints depends on who reads it, and on nothing else: not on threads, not on the order of files.
// In: the same tree, read by a terminal, a pipe, one thread or many. Out: a table, exposition, the same bytes.
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
