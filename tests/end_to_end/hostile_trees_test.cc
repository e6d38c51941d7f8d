// Trees nobody should have, and that somebody has. One bad file costs that file a diagnostic and nothing else.
// In: bytes, links and permissions that a text case cannot hold. Out: the other file's metric, and a message for the
// bad one.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "tests/end_to_end/program_test.h"

namespace fs = std::filesystem;

namespace mdg::tests {
namespace {

class HostileTrees : public ProgramTest {
 protected:
  // Scans the folder, in which good.go stands beside whatever the test made.
  ProgramResult ScanWithGoodFile() {
    folder_.Write("good.go", GoFile("app_good_total"));
    const ProgramResult result = Run({"scan"});
    EXPECT_EQ(result.exit_code, 0) << result.standard_error;
    EXPECT_NE(result.standard_output.find(Exposition("app_good_total")), std::string::npos) << result.standard_output;
    return result;
  }
};

TEST_F(HostileTrees, AnEmptyFolderHasNoMetrics) {
  const ProgramResult result = Run({"scan"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.standard_output, "");
  EXPECT_NE(result.standard_error.find("0 metrics, 0 patterns, 0 unresolved sites"), std::string::npos);
}

TEST_F(HostileTrees, AFolderThatIsNotThereIsAnError) {
  const ProgramResult result = Run({"scan", "no/such/folder"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.standard_output, "");
  EXPECT_NE(result.standard_error.find("no/such/folder"), std::string::npos) << result.standard_error;
}

TEST_F(HostileTrees, AFileOfOneGibibyteIsLeftOutWithAMessage) {
  folder_.Write("huge.go", "package app\n");
  fs::resize_file(folder_ / "huge.go", uint64_t{1} << 30);  // sparse: takes no space
  const ProgramResult result = ScanWithGoodFile();
  EXPECT_NE(result.standard_error.find("huge.go: warning: "), std::string::npos) << result.standard_error;
  EXPECT_NE(result.standard_error.find("[file-too-large]"), std::string::npos) << result.standard_error;
}

TEST_F(HostileTrees, BinaryRubbishNamedGoIsLeftOutWithAMessage) {
  std::string rubbish = "prometheus.New";
  for (int i = 0; i < 100000; ++i) rubbish += static_cast<char>(i * 7919 >> 3);
  folder_.Write("rubbish.go", rubbish);
  const ProgramResult result = ScanWithGoodFile();
  EXPECT_NE(result.standard_error.find("rubbish.go: warning: "), std::string::npos) << result.standard_error;
  EXPECT_NE(result.standard_error.find("[binary-file]"), std::string::npos) << result.standard_error;
}

TEST_F(HostileTrees, AMillionNestedBracketsAreSurvived) {
  for (const char* bracket : {"(", "[", "{", "func() {", "[]", "-"}) {
    std::string deep = GoFile("app_before_total") + "\nvar deep = ";
    for (int i = 0; i < 1000000; ++i) deep += bracket;
    folder_.Write("deep.go", deep);
    ScanWithGoodFile();
  }
}

TEST_F(HostileTrees, ByteOrderMarkCarriageReturnsAndInvalidUtf8AreReadAsGoReadsThem) {
  folder_.Write("mark.go", "\xEF\xBB\xBF" + GoFile("app_mark_total"));
  std::string with_returns;
  for (char c : GoFile("app_returns_total")) with_returns += c == '\n' ? std::string("\r\n") : std::string(1, c);
  folder_.Write("returns.go", with_returns);
  folder_.Write("latin.go", "// caf\xE9 \xFF\xFE\n" + GoFile("app_latin_total"));
  const std::string output = ScanWithGoodFile().standard_output;
  for (const char* name : {"app_mark_total", "app_returns_total", "app_latin_total"}) {
    EXPECT_NE(output.find(Exposition(name)), std::string::npos) << name << "\n" << output;
  }
}

TEST_F(HostileTrees, ANulByteCostsAtMostItsOwnFile) {
  folder_.Write("nul.go", GoFile("app_nul_total") + std::string("\nvar x = \"a\0b\"\n", 15));
  ScanWithGoodFile();
}

TEST_F(HostileTrees, SyntaxErrorsLeaveTheRestOfTheFile) {
  folder_.Write("broken.go", GoFile("app_broken_total") + "\nfunc f( { ] := ;;\n\nfunc fine() {}\n");
  const ProgramResult result = ScanWithGoodFile();
  EXPECT_NE(result.standard_output.find(Exposition("app_broken_total")), std::string::npos) << result.standard_output;
  EXPECT_NE(result.standard_error.find("broken.go:7:"), std::string::npos) << result.standard_error;
  EXPECT_NE(result.standard_error.find("[syntax-error]"), std::string::npos) << result.standard_error;
}

TEST_F(HostileTrees, LinkLoopsAndLinksOutOfTheRootAreNotFollowed) {
  TemporaryFolder outside;
  outside.Write("secret.go", GoFile("app_outside_total"));
  fs::create_directories(folder_ / "sub");
  fs::create_directory_symlink(folder_.path(), folder_ / "sub/loop");
  fs::create_directory_symlink("..", folder_ / "sub/up");
  fs::create_directory_symlink(outside.path(), folder_ / "sub/out");
  fs::create_symlink(outside / "secret.go", folder_ / "sub/secret.go");
  fs::create_symlink("itself.go", folder_ / "sub/itself.go");
  fs::create_symlink("/dev/zero", folder_ / "sub/zero.go");
  const ProgramResult result = ScanWithGoodFile();
  EXPECT_EQ(result.standard_output.find("app_outside_total"), std::string::npos) << result.standard_output;
  EXPECT_EQ(result.standard_output, Exposition("app_good_total"));
}

TEST_F(HostileTrees, WhatIsNoRegularFileIsNotOpened) {
  ASSERT_EQ(mkfifo((folder_ / "pipe.go").c_str(), 0600), 0);  // reading it would wait for ever
  ScanWithGoodFile();
}

// Root reads everything, so the program runs as nobody when the tests run as root.
class UnreadableTrees : public HostileTrees {
 protected:
  void SetUp() override {
    fs::permissions(folder_.path(), fs::perms(0777));
    if (geteuid() != 0) return;
    as_nobody_ = {"--reuid=65534", "--regid=65534", "--clear-groups"};
    fs::copy_file(MDG_PROGRAM, folder_ / "program");
    fs::permissions(folder_ / "program", fs::perms(0755));
  }

  ProgramResult Scan() {
    if (as_nobody_.empty()) return Run({"scan"});
    std::vector<std::string> words = as_nobody_;
    words.insert(words.end(), {folder_ / "program", "scan"});
    return RunProgram({.program = "/usr/bin/setpriv", .words = words, .folder = folder_.path().string()});
  }

  std::vector<std::string> as_nobody_;
};

TEST_F(UnreadableTrees, AnUnreadableFileAndAnUnreadableFolderCostOneMessageEach) {
  folder_.Write("good.go", GoFile("app_good_total"));
  folder_.Write("closed.go", GoFile("app_closed_total"));
  folder_.Write("shut/inside.go", GoFile("app_inside_total"));
  fs::permissions(folder_ / "closed.go", fs::perms::none);
  fs::permissions(folder_ / "shut", fs::perms::none);
  const ProgramResult result = Scan();
  fs::permissions(folder_ / "shut", fs::perms(0755));  // so that the folder can be removed
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.standard_output, Exposition("app_good_total"));
  EXPECT_NE(result.standard_error.find("closed.go: warning: "), std::string::npos) << result.standard_error;
  EXPECT_NE(result.standard_error.find("shut: warning: "), std::string::npos) << result.standard_error;
  EXPECT_NE(result.standard_error.find("[unreadable-file]"), std::string::npos) << result.standard_error;
}

TEST_F(UnreadableTrees, NoReadableFileAtAllIsReportedAndNotACrash) {
  folder_.Write("closed.go", GoFile("app_closed_total"));
  fs::permissions(folder_ / "closed.go", fs::perms::none);
  const ProgramResult result = Scan();
  EXPECT_LE(result.exit_code, 2);
  EXPECT_EQ(result.standard_output, "");
  EXPECT_NE(result.standard_error.find("closed.go"), std::string::npos) << result.standard_error;
}

TEST_F(UnreadableTrees, ARootThatCannotBeReadIsAnError) {
  fs::create_directories(folder_ / "shut");
  fs::permissions(folder_ / "shut", fs::perms::none);
  std::vector<std::string> words = as_nobody_;
  words.insert(words.end(), {folder_ / "program", "scan", "shut"});
  const ProgramResult result =
      as_nobody_.empty()
          ? Run({"scan", "shut"})
          : RunProgram({.program = "/usr/bin/setpriv", .words = words, .folder = folder_.path().string()});
  fs::permissions(folder_ / "shut", fs::perms(0755));
  EXPECT_EQ(result.exit_code, 2) << result.standard_error;
  EXPECT_NE(result.standard_error.find("shut"), std::string::npos) << result.standard_error;
}

}  // namespace
}  // namespace mdg::tests
