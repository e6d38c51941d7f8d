// Trees nobody should have, and that somebody has. One bad file costs that file a diagnostic and nothing else.
// In: bytes, links and permissions that a text case cannot hold. Out: the other file's metric, and a message for the
// bad one.
#include <sys/stat.h>

#include <array>
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

TEST_F(HostileTrees, ATableLongerThanLoopsAreFollowedIsSaidToBe) {
  std::string source = "package app\n\nimport \"github.com/prometheus/client_golang/prometheus\"\n\nvar rows = []struct{ name string }{\n";
  for (int i = 0; i < 20'001; ++i) source += "\t{\"app_row" + std::to_string(i) + "_total\"},\n";
  source += "}\n\nfunc init() {\n\tfor _, row := range rows {\n\t\tprometheus.MustRegister(prometheus.NewCounter(prometheus.CounterOpts{Name: row.name, Help: \"A row.\"}))\n\t}\n}\n";
  folder_.Write("rows.go", source);
  const ProgramResult result = ScanWithGoodFile();
  EXPECT_NE(result.standard_error.find("20001 metrics, 0 patterns, 1 unresolved site"), std::string::npos) << result.standard_error;
  EXPECT_NE(result.standard_error.find("(limit) [unresolved-metric]"), std::string::npos) << result.standard_error;
}

TEST_F(HostileTrees, AMillionNestedBracketsAreSurvived) {
  for (const char* bracket : {"(", "[", "{", "func() {", "[]", "-"}) {
    std::string deep = GoFile("app_before_total") + "\nvar deep = ";
    for (int i = 0; i < 1000000; ++i) deep += bracket;
    folder_.Write("deep.go", deep);
    EXPECT_NE(ScanWithGoodFile().standard_output.find(Exposition("app_before_total")), std::string::npos) << bracket;
  }
}

TEST_F(HostileTrees, NestedBracketsThatAreClosedAreSurvivedAndCostTheirOwnMetricAtMost) {
  const std::string head =
      "package app\n\nimport \"github.com/prometheus/client_golang/prometheus\"\n\n"
      "func f(s any) string { return \"x\" }\n\n"
      "var counter = prometheus.NewCounter(prometheus.CounterOpts{Help: \"h\", Name: ";
  const std::vector<std::array<const char*, 3>> nests = {
      {"(", "\"deep\"", ")"}, {"f(", "\"deep\"", ")"}, {"[]any{", "", "}"},   {"\"a\" + ", "\"deep\"", ""},
      {"", "a", "[0]"},       {"", "a", ".b"},         {"func() {", "", "}"}, {"map[string]", "int", "{}"},
  };
  for (const auto& [open, middle, close] : nests) {
    std::string text = head;
    for (int i = 0; i < 1000000; ++i) text += open;
    text += middle;
    for (int i = 0; i < 1000000; ++i) text += close;
    folder_.Write("deep.go",
                  text + "})\n\n" + "var after = prometheus.NewGauge(prometheus.GaugeOpts{Name: \"app_after\"})\n");
    const ProgramResult result = ScanWithGoodFile();
    EXPECT_NE(result.standard_output.find("app_after 0\n"), std::string::npos) << open << close;
    EXPECT_NE(result.standard_error.find("nested too deeply to be read [syntax-error]"), std::string::npos)
        << open << close << result.standard_error;
  }
}

TEST_F(HostileTrees, AMillionNestedStatementsAndTypesAreSurvived) {
  for (const char* nested : {"{", "if x {", "for {", "switch {case x:", "if x {} else ", "go func() {", "L: ", "*",
                             "chan ", "func(", "struct{a ", "[1]", "interface{a(", "a[", "/*", "`"}) {
    std::string text = GoFile("app_before_total") + "\nfunc deep() {\nvar x ";
    if (std::string_view(nested).find('{') == std::string_view::npos) text += "= ";
    for (int i = 0; i < 1000000; ++i) text += nested;
    folder_.Write("deep.go", text);
    EXPECT_NE(ScanWithGoodFile().standard_output.find(Exposition("app_before_total")), std::string::npos) << nested;
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

TEST_F(HostileTrees, APipeNamedGoModDoesNotHoldUs) {
  folder_.Write("sub/good.go", GoFile("app_good_total"));
  ASSERT_EQ(mkfifo((folder_ / "go.mod").c_str(), 0600), 0);
  for (const char* root : {".", "sub"}) {
    const ProgramResult result = Run({"scan", root}, {.timeout_seconds = 10});
    EXPECT_EQ(result.exit_code, 0) << root;
    EXPECT_EQ(result.standard_output, Exposition("app_good_total"));
  }
}

TEST_F(HostileTrees, ARootThatIsALinkIsFollowedAndOneThatIsALoopIsAnError) {
  folder_.Write("sub/good.go", GoFile("app_good_total"));
  fs::create_directory_symlink("sub", folder_ / "link");
  fs::create_directory_symlink("loop", folder_ / "loop");
  EXPECT_EQ(Run({"scan", "link"}).standard_output, Exposition("app_good_total"));
  const ProgramResult result = Run({"scan", "loop"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.standard_output, "");
  EXPECT_EQ(CountErrors(result), 1u) << result.standard_error;
  EXPECT_NE(result.standard_error.find("loop"), std::string::npos) << result.standard_error;
}

// Root reads everything, so the program runs as nobody when the tests run as root.
using UnreadableTrees = HostileTrees;

TEST_F(UnreadableTrees, AnUnreadableFileAndAnUnreadableFolderCostOneMessageEach) {
  folder_.Write("good.go", GoFile("app_good_total"));
  folder_.Write("closed.go", GoFile("app_closed_total"));
  folder_.Write("shut/inside.go", GoFile("app_inside_total"));
  fs::permissions(folder_ / "closed.go", fs::perms::none);
  fs::permissions(folder_ / "shut", fs::perms::none);
  const ProgramResult result = RunAsNobody({"scan"});
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
  const ProgramResult result = RunAsNobody({"scan"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.standard_output, "");
  EXPECT_NE(result.standard_error.find("closed.go: warning: "), std::string::npos) << result.standard_error;
  EXPECT_NE(result.standard_error.find("0 metrics, 0 patterns, 0 unresolved sites"), std::string::npos);
}

TEST_F(UnreadableTrees, ARootThatCannotBeReadIsAnError) {
  fs::create_directories(folder_ / "shut");
  fs::permissions(folder_ / "shut", fs::perms::none);
  const ProgramResult result = RunAsNobody({"scan", "shut"});
  fs::permissions(folder_ / "shut", fs::perms(0755));
  EXPECT_EQ(result.exit_code, 2) << result.standard_error;
  EXPECT_NE(result.standard_error.find("shut"), std::string::npos) << result.standard_error;
}

}  // namespace
}  // namespace mdg::tests
