// Hand-kept files, documents and configurations nobody should have. The source is fine, what is laid over it is not.
// In: a small tree with rubbish beside it. Out: one error that names the file, and every file as it was; or, where the
// rubbish means something, a result that a reader can trust.
#include <sys/stat.h>

#include <filesystem>

#include "tests/end_to_end/program_test.h"

namespace fs = std::filesystem;

namespace mdg::tests {
namespace {

constexpr char kBegin[] = "<!-- metricsdocgen:begin -->";
constexpr char kEnd[] = "<!-- metricsdocgen:end -->";

class HostileInputs : public ProgramTest {
 protected:
  void SetUp() override {
    folder_.Write("good.go", GoFile("app_good_total"));
    folder_.Write("metricsdocgen.toml", kConfig);
    folder_.Write("metrics.static", "# HELP app_hand By hand.\n# TYPE app_hand gauge\napp_hand 1\n");
    folder_.Write("page.md", Page("\n", ""));
  }

  static std::string Page(const std::string& line_break, const std::string& between) {
    return "before" + line_break + kBegin + line_break + between + kEnd + line_break + "after";
  }

  // `generate` fails with one error that holds `message`, and no file is another than before.
  void ExpectRefused(const std::string& message) const {
    const auto before = Snapshot();
    const ProgramResult result = Run({"generate"}, {.timeout_seconds = 30});
    EXPECT_EQ(result.exit_code, 2) << message;
    EXPECT_EQ(result.standard_output, "");
    EXPECT_NE(result.standard_error.find(message), std::string::npos) << result.standard_error;
    EXPECT_EQ(result.standard_error.find("app_hand"), std::string::npos) << result.standard_error;
    EXPECT_LT(result.standard_error.size(), 4000u) << result.standard_error.substr(0, 4000);
    EXPECT_TRUE(Snapshot() == before) << message;
  }

  static constexpr char kConfig[] =
      "hand_kept = [\"metrics.static\"]\ngenerated = \"metrics.generated\"\n[[documents]]\npath = \"page.md\"\n";
};

TEST_F(HostileInputs, AFileOfOneGibibyteIsNamedAndNotReadToItsEnd) {
  for (const char* name : {"metrics.static", "page.md", "metricsdocgen.toml"}) {
    SetUp();
    const std::string before = folder_.Read(name);
    fs::resize_file(folder_ / name, uint64_t{1} << 30);  // sparse: takes no space
    const ProgramResult result = Run({"generate"}, {.timeout_seconds = 30});
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_EQ(result.standard_error,
              std::string("metricsdocgen: error: cannot read ") + name + ": it is larger than 67108864 bytes\n");
    EXPECT_EQ(fs::file_size(folder_ / name), uint64_t{1} << 30);
    EXPECT_FALSE(fs::exists(folder_ / "metrics.generated"));
    fs::resize_file(folder_ / name, before.size());
    EXPECT_EQ(folder_.Read(name), before);
  }
}

TEST_F(HostileInputs, AFileWithoutEndIsNamed) {
  for (const char* name : {"metrics.static", "page.md", "metricsdocgen.toml"}) {
    SetUp();
    fs::remove(folder_ / name);
    fs::create_symlink("/dev/zero", folder_ / name);
    ExpectRefused(std::string("cannot read ") + name + ": it is larger than");
    fs::remove(folder_ / name);
  }
}

TEST_F(HostileInputs, WhatIsNotThereOrIsAFolderIsNamed) {
  for (const char* name : {"metrics.static", "page.md"}) {
    SetUp();
    fs::remove(folder_ / name);
    ExpectRefused(std::string("cannot read ") + name + ": No such file or directory");
    fs::create_directory(folder_ / name);
    ExpectRefused(std::string("cannot read ") + name + ": Is a directory");
    fs::remove(folder_ / name);
    fs::create_symlink(name, folder_ / name);
    ExpectRefused(std::string("cannot read ") + name + ": Too many levels of symbolic links");
    fs::remove(folder_ / name);
  }
}

TEST_F(HostileInputs, WhatMayNotBeReadIsNamed) {
  for (const char* name : {"metrics.static", "page.md", "metricsdocgen.toml"}) {
    SetUp();
    fs::permissions(folder_ / name, fs::perms::none);
    const ProgramResult result = RunAsNobody({"generate"});
    fs::permissions(folder_ / name, fs::perms(0644));
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_EQ(CountErrors(result), 1u) << result.standard_error;
    EXPECT_NE(result.standard_error.find(std::string("cannot read ") + name + ": Permission denied"), std::string::npos)
        << result.standard_error;
    EXPECT_EQ(folder_.Read("page.md"), Page("\n", ""));
  }
}

TEST_F(HostileInputs, RubbishInAHandKeptFileIsNamedByLine) {
  std::string rubbish = "# HELP a b\n# TYPE a gauge\n";
  for (int i = 0; i < 100000; ++i) rubbish += static_cast<char>(i * 7919 >> 3);
  folder_.Write("metrics.static", rubbish);
  ExpectRefused("metrics.static:3:");
  folder_.Write("metrics.static", std::string("a\0b 1\n", 6));
  ExpectRefused("metrics.static:1:");
  folder_.Write("metrics.static", "a{" + std::string(1000000, '{') + "} 1\n");
  ExpectRefused("metrics.static:1:");
}

TEST_F(HostileInputs, AHandKeptFileMayHaveAMarkAndCarriageReturnsAndAnyBytesInItsHelp) {
  folder_.Write(
      "metrics.static",
      "\xEF\xBB\xBF# HELP app_hand caf\xE9 \x1B[31m | `\r\n# TYPE app_hand gauge\r\napp_hand{zone=\"\xFF\"} 1\r\n");
  const ProgramResult result = Run({"generate"});
  EXPECT_EQ(result.exit_code, 0) << result.standard_error;
  EXPECT_NE(
      folder_.Read("page.md").find("| `app_hand` | gauge | caf\xEF\xBF\xBD \xEF\xBF\xBD[31m \\| &#96; | `zone` |"),
      std::string::npos)
      << folder_.Read("page.md");
}

TEST_F(HostileInputs, EveryByteAroundTheMarkersOfADocumentIsKept) {
  std::string rubbish;
  for (int i = 0; i < 100000; ++i) rubbish += static_cast<char>(i * 7919 >> 3);
  const std::string all = std::string("\xEF\xBB\xBF\0\r\xFF", 6) + rubbish;
  for (const char* line_break : {"\n", "\r\n"}) {
    folder_.Write("page.md", all + line_break + Page(line_break, "old") + all);
    EXPECT_EQ(Run({"generate"}).exit_code, 2);  // `old` and the end marker share a line
    folder_.Write("page.md", all + line_break + Page(line_break, std::string("old") + line_break) + all);
    EXPECT_EQ(Run({"generate"}).exit_code, 0);
    const std::string page = folder_.Read("page.md");
    EXPECT_TRUE(page.starts_with(all + line_break + "before" + line_break + kBegin + line_break));
    EXPECT_TRUE(page.ends_with(std::string(line_break) + kEnd + line_break + "after" + all));
    EXPECT_EQ(page.find("old"), std::string::npos);
    EXPECT_NE(page.find(std::string("`app_good_total` | counter | Help of app_good_total. |  |") + line_break),
              std::string::npos);
    EXPECT_EQ(Run({"generate", "--check"}).exit_code, 0);
  }
}

TEST_F(HostileInputs, AConfigurationThatIsNoneIsNamedByLine) {
  std::string deep = "roots = ";
  deep.append(1000000, '[');
  for (const std::string& config : {deep, std::string("roots = [\0]\n", 12), std::string("\x7F\x45LF\x02\x01\x01\n"),
                                    std::string("roots = [\"caf\xE9\"]\n"), std::string("a = { b = { c = "),
                                    std::string("[documents]\npath = 1\n")}) {
    folder_.Write("metricsdocgen.toml", config);
    ExpectRefused("metricsdocgen: error: metricsdocgen.toml:");
  }
}

TEST_F(HostileInputs, AConfigurationMayHaveAMarkAndCarriageReturns) {
  folder_.Write("metricsdocgen.toml",
                "\xEF\xBB\xBFhand_kept = [\"metrics.static\"]\r\n[[documents]]\r\npath = \"page.md\"\r\n");
  EXPECT_EQ(Run({"generate"}).exit_code, 0);
  EXPECT_NE(folder_.Read("page.md").find("app_hand"), std::string::npos);
}

// The page and a link to it are one file: what goes to both is put together, not written over each other.
TEST_F(HostileInputs, TwoNamesOfOneDocumentAreOneDocument) {
  fs::create_directories(folder_ / "docs");
  fs::create_symlink("../page.md", folder_ / "docs/link.md");
  const std::string second = "[[documents]]\npath = \"docs/link.md\"\n";
  folder_.Write("metricsdocgen.toml", kConfig + second);
  ExpectRefused("page.md:2: error: two regions have the begin marker");
  folder_.Write("metricsdocgen.toml", kConfig + second + "begin = \"<!-- 2 -->\"\nend = \"<!-- /2 -->\"\n");
  folder_.Write("page.md", Page("\n", "") + "\n<!-- 2 -->\n<!-- /2 -->\n");
  EXPECT_EQ(Run({"generate"}).exit_code, 0);
  const std::string page = folder_.Read("page.md");
  const size_t first = page.find("app_good_total");
  EXPECT_LT(first, page.find(kEnd));
  EXPECT_NE(page.find("app_good_total", page.find("<!-- 2 -->")), std::string::npos) << page;
  EXPECT_TRUE(fs::is_symlink(folder_ / "docs/link.md"));
  EXPECT_EQ(Run({"generate", "--check"}).exit_code, 0);
}

TEST_F(HostileInputs, NothingIsWrittenOverWhatIsRead) {
  fs::create_symlink("metrics.static", folder_ / "link");
  for (const char* generated : {"metrics.static", "./metrics.static", "link", "metricsdocgen.toml", "page.md"}) {
    folder_.Write("metricsdocgen.toml", "hand_kept = [\"metrics.static\"]\ngenerated = \"" + std::string(generated) +
                                            "\"\n[[documents]]\npath = \"page.md\"\n");
    ExpectRefused("`" + std::string(generated) + "` cannot be the generated file");
  }
}

// What is in the source reaches a terminal as text, and a line stays a line.
TEST_F(HostileInputs, NothingInTheSourceControlsATerminal) {
  folder_.Write("bad.go",
                "package app\n\nimport \"github.com/prometheus/client_golang/prometheus\"\n\n"
                "var a = prometheus.NewGauge(prometheus.GaugeOpts{Name: \"app_a\", Help: \"\\x1b]0;title\\x07 "
                "\\u009b31m\\n\\nforged: error: x\"})\n"
                "var b = prometheus.NewGauge(prometheus.GaugeOpts{Name: \"app_b\\x1b[2J\", Help: \"h\"})\n"
                "var c = prometheus.NewGauge(prometheus.GaugeOpts{Name: read(\"\\x1b[2J\"), Help: \"h\"})\n");
  folder_.Write("metrics.static", "# HELP app_a one\\ntwo \x1B[31m\n# TYPE app_a counter\napp_a 1\n");
  fs::create_directories(folder_ / "dir\x1B[2J");
  folder_.Write("dir\x1B[2J/broken.go", "package x\nfunc (\n");
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"scan"},
           {"scan", "--static-metrics", "metrics.static", "--explain-merge"},
           {"scan", "dir\x1B[2J"},
           {"scan", "no\x1B[2J"},
           {"scan", "--no\x1B[2J"},
           {"explain", "app_a"},
           {"explain", "app_b\x1B[2J"},
           {"explain", "app_\x1B[2J"},
           {"generate"},
           {"generate", "--config", "no\x1B[2J"},
       }) {
    const ProgramResult result = Run(words, {.terminal_columns = 120});
    for (const std::string& text : {result.standard_output, result.standard_error}) {
      EXPECT_EQ(text.find('\x1B'), std::string::npos) << words[0] << ": " << text;
      EXPECT_EQ(text.find('\x07'), std::string::npos) << words[0] << ": " << text;
      EXPECT_EQ(text.find("\xC2\x9B"), std::string::npos) << words[0] << ": " << text;
      EXPECT_EQ(text.find("\nforged"), std::string::npos) << words[0] << ": " << text;
    }
  }
}

TEST_F(HostileInputs, InitThatFailsLeavesNothing) {
  fs::remove(folder_ / "metricsdocgen.toml");
  const auto before = Snapshot();
  for (const char* document : {"page.md/inside.md", "/dev/full", "/proc/no/page.md"}) {
    const ProgramResult result = Run({"init", "--document", document});
    EXPECT_EQ(result.exit_code, 2) << document;
    EXPECT_EQ(CountErrors(result), 1u) << result.standard_error;
    EXPECT_TRUE(Snapshot() == before) << document;
  }
  // The folder of a new document goes again when nothing can be written into it.
  const ProgramResult result =
      RunProgram({.program = "/bin/bash",
                  .words = {"-c", "trap '' XFSZ; ulimit -f 0; exec '" MDG_PROGRAM "' init --document new/docs/page.md"},
                  .folder = folder_.path().string()});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_TRUE(Snapshot() == before) << result.standard_error;
  fs::permissions(folder_ / "page.md", fs::perms(0444));
  EXPECT_EQ(Run({"init", "--document", "page.md"}).exit_code, 0);  // has its markers already: nothing to write
  EXPECT_EQ(folder_.Read("page.md"), Page("\n", ""));
}

}  // namespace
}  // namespace mdg::tests
