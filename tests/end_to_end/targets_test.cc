// Where results go, when that goes wrong: read-only files, full disks, readers that leave, a kill at any moment.
// In: a tree with a configured document. Out: every file either old or new, one clear message, and no file that was not
// named.
#include <spawn.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <random>
#include <thread>

#include "tests/end_to_end/program_test.h"

namespace fs = std::filesystem;

namespace mdg::tests {
namespace {

constexpr char kBegin[] = "<!-- begin -->";
constexpr char kEnd[] = "<!-- end -->";

class Targets : public ProgramTest {
 protected:
  void SetUp() override {
    folder_.Write("good.go", GoFile("app_good_total"));
    folder_.Write("metricsdocgen.toml",
                  "generated = \"metrics.generated\"\n" + Document("first.md") + Document("second.md"));
    for (const char* name : {"first.md", "second.md"}) folder_.Write(name, Page(""));
  }

  static std::string Document(const std::string& path) {
    return "[[documents]]\npath = \"" + path + "\"\nbegin = \"" + kBegin + "\"\nend = \"" + kEnd + "\"\n";
  }

  static std::string Page(const std::string& between) {
    return std::string("before \xFF\r\n") + kBegin + "\n" + between + kEnd + "\nafter, without a newline";
  }

  // Nothing but what SetUp made, byte for byte.
  void ExpectUntouched() const {
    EXPECT_EQ(folder_.Read("first.md"), Page(""));
    EXPECT_EQ(folder_.Read("second.md"), Page(""));
    EXPECT_FALSE(fs::exists(folder_ / "metrics.generated"));
  }

  static size_t CountLines(const std::string& text) {
    return static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
  }
};

TEST_F(Targets, OnlyTheTextBetweenTheMarkersChanges) {
  const ProgramResult result = Run({"generate"});
  EXPECT_EQ(result.exit_code, 0) << result.standard_error;
  for (const char* name : {"first.md", "second.md"}) {
    const std::string page = folder_.Read(name);
    EXPECT_TRUE(page.starts_with(std::string("before \xFF\r\n") + kBegin)) << page;
    EXPECT_TRUE(page.ends_with(std::string(kEnd) + "\nafter, without a newline")) << page;
    EXPECT_NE(page.find("app_good_total"), std::string::npos) << page;
  }
  EXPECT_EQ(folder_.Read("metrics.generated"), Exposition("app_good_total"));
  EXPECT_EQ(Run({"generate", "--check"}).exit_code, 0);  // and is up to date now
}

TEST_F(Targets, AReadOnlyTargetIsNamedAndNothingElseIsTouched) {
  fs::permissions(folder_ / "second.md", fs::perms(0444));
  const ProgramResult result = Run({"generate"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_NE(result.standard_error.find("cannot write second.md: it is read-only"), std::string::npos)
      << result.standard_error;
  ExpectUntouched();
}

TEST_F(Targets, AFileThatOnlyOthersMayWriteIsNamedAndNothingElseIsTouched) {
  fs::permissions(folder_.path(), fs::perms(0777));
  fs::permissions(folder_ / "first.md", fs::perms(0666));
  const auto before = Snapshot();
  const ProgramResult result = RunAsNobody({"generate"});
  if (geteuid() != 0) return;  // then the files are the program's own
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(CountErrors(result), 1u) << result.standard_error;
  EXPECT_NE(result.standard_error.find("cannot write second.md: it is read-only"), std::string::npos)
      << result.standard_error;
  EXPECT_TRUE(Snapshot() == before);
}

TEST_F(Targets, AReadOnlyFolderIsNamedAndNothingElseIsTouched) {
  folder_.Write("metricsdocgen.toml",
                "generated = \"metrics.generated\"\n" + Document("first.md") + Document("shut/page.md"));
  folder_.Write("shut/page.md", Page(""));
  for (const char* name : {"first.md", "shut/page.md"}) fs::permissions(folder_ / name, fs::perms(0666));
  fs::permissions(folder_.path(), fs::perms(0777));
  fs::permissions(folder_ / "shut", fs::perms(0555));
  const auto before = Snapshot();
  const ProgramResult result = RunAsNobody({"generate"});
  fs::permissions(folder_ / "shut", fs::perms(0755));  // so that it can be removed
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(CountErrors(result), 1u) << result.standard_error;
  EXPECT_NE(result.standard_error.find("cannot write shut/page.md: Permission denied"), std::string::npos)
      << result.standard_error;
  EXPECT_TRUE(Snapshot() == before);
}

TEST_F(Targets, AReadOnlyFileSystemIsNamedAndNothingElseIsTouched) {
  const fs::path disk = folder_.path() / "disk";
  fs::create_directories(disk);
  if (mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=64k") != 0) {
    // Without the right to mount: what every system has and nobody may write to.
    const ProgramResult result = Run({"scan", "-o", "/proc/version"});
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_NE(result.standard_error.find("cannot write /proc/version: "), std::string::npos) << result.standard_error;
    return;
  }
  folder_.Write("disk/page.md", Page(""));
  EXPECT_EQ(mount("tmpfs", disk.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, ""), 0);
  folder_.Write("metricsdocgen.toml",
                "generated = \"metrics.generated\"\n" + Document("first.md") + Document("disk/page.md"));
  const ProgramResult result = Run({"generate"});
  const std::string page = folder_.Read("disk/page.md");
  umount(disk.c_str());
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(CountErrors(result), 1u) << result.standard_error;
  EXPECT_NE(result.standard_error.find("cannot write disk/page.md: Read-only file system"), std::string::npos)
      << result.standard_error;
  EXPECT_EQ(page, Page(""));
  ExpectUntouched();
}

// What a quota or a limit does: a file grows up to a point and no further. Needs no rights, unlike a disk of our own.
TEST_F(Targets, AWriteThatStopsHalfwayChangesNoFile) {
  std::string many = "package app\n\nimport \"github.com/prometheus/client_golang/prometheus\"\n\nvar _ = []any{\n";
  for (int i = 0; i < 300; ++i) {
    many += "\tprometheus.NewCounter(prometheus.CounterOpts{Name: \"app_" + std::to_string(i) +
            "_total\", Help: \"A text that fills a disk of two kilobytes.\"}),\n";
  }
  folder_.Write("many.go", many + "}\n");
  const auto before = Snapshot();
  for (const char* command : {"generate", "scan -o first.md", "scan -o metrics.generated"}) {
    // Ignored, the signal becomes an error; otherwise it is one more way to be killed.
    for (const char* ignore : {"trap '' XFSZ; ", ""}) {
      const std::string words = std::string(ignore) + "ulimit -f 2; exec '" MDG_PROGRAM "' " + command;
      const ProgramResult result =
          RunProgram({.program = "/bin/bash", .words = {"-c", words}, .folder = folder_.path().string()});
      EXPECT_TRUE(Snapshot() == before) << words;
      if (*ignore == 0) continue;
      EXPECT_EQ(result.exit_code, 2) << words;
      EXPECT_EQ(CountErrors(result), 1u) << result.standard_error;
      EXPECT_NE(result.standard_error.find(": File too large"), std::string::npos) << result.standard_error;
    }
  }
}

TEST_F(Targets, AFileKeepsItsOwnerAndItsPermissions) {
  fs::permissions(folder_ / "first.md", fs::perms(0640));
  if (geteuid() == 0) {
    ASSERT_EQ(chown((folder_ / "first.md").c_str(), 65534, 65534), 0);
  }
  struct stat before {
  }, after{};
  ASSERT_EQ(stat((folder_ / "first.md").c_str(), &before), 0);
  ASSERT_EQ(Run({"generate"}).exit_code, 0);
  ASSERT_EQ(stat((folder_ / "first.md").c_str(), &after), 0);
  EXPECT_NE(folder_.Read("first.md"), Page(""));
  EXPECT_EQ(after.st_uid, before.st_uid);
  EXPECT_EQ(after.st_gid, before.st_gid);
  EXPECT_EQ(after.st_mode, before.st_mode);
}

TEST_F(Targets, MissingDoubledAndSwappedMarkersAreNamedAndNothingElseIsTouched) {
  const std::string begin = std::string(kBegin) + "\n", end = std::string(kEnd) + "\n";
  for (const std::string& broken : {std::string("no markers\n"), begin, end, end + begin, begin + begin + end,
                                    begin + end + end, begin + end + begin + end}) {
    folder_.Write("second.md", broken);
    const ProgramResult result = Run({"generate"});
    EXPECT_EQ(result.exit_code, 2) << broken;
    EXPECT_NE(result.standard_error.find("nothing was written"), std::string::npos) << result.standard_error;
    EXPECT_NE(result.standard_error.find("second.md"), std::string::npos) << result.standard_error;
    EXPECT_EQ(folder_.Read("second.md"), broken);
    EXPECT_EQ(folder_.Read("first.md"), Page(""));
    EXPECT_FALSE(fs::exists(folder_ / "metrics.generated"));
  }
}

TEST_F(Targets, AMissingDocumentIsNamedAndNothingElseIsTouched) {
  fs::remove(folder_ / "second.md");
  const ProgramResult result = Run({"generate"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_NE(result.standard_error.find("second.md"), std::string::npos) << result.standard_error;
  EXPECT_EQ(folder_.Read("first.md"), Page(""));
}

TEST_F(Targets, ADocumentThatIsALinkStaysOne) {
  fs::remove(folder_ / "second.md");
  folder_.Write("real/page.md", Page(""));
  fs::create_symlink("real/page.md", folder_ / "second.md");
  EXPECT_EQ(Run({"generate"}).exit_code, 0);
  EXPECT_TRUE(fs::is_symlink(folder_ / "second.md"));
  EXPECT_NE(folder_.Read("real/page.md").find("app_good_total"), std::string::npos);
}

TEST_F(Targets, AFullDiskChangesNoFile) {
  const fs::path disk = folder_.path() / "disk";
  fs::create_directories(disk);
  if (mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=64k") != 0) {
    // Without the right to mount, the device that is always full has to do.
    const ProgramResult result = Run({"scan", "-o", "/dev/full"});
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_NE(result.standard_error.find("cannot write /dev/full: No space left"), std::string::npos)
        << result.standard_error;
    return;
  }
  folder_.Write("metricsdocgen.toml",
                "generated = \"metrics.generated\"\n" + Document("first.md") + Document("disk/page.md"));
  folder_.Write("disk/page.md", Page(""));
  folder_.Write("disk/filler", "");
  std::ofstream filler(disk / "filler", std::ios::binary);
  for (int i = 0; i < 100; ++i) filler << std::string(1024, 'x') << std::flush;
  filler.close();
  const ProgramResult result = Run({"generate"});
  const std::string page = folder_.Read("disk/page.md");
  umount(disk.c_str());
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_NE(result.standard_error.find("cannot write disk/page.md: No space left"), std::string::npos)
      << result.standard_error;
  EXPECT_EQ(page, Page(""));
  ExpectUntouched();
}

TEST_F(Targets, AFullStandardOutputIsAnError) {
  const ProgramResult result = Run({"scan"}, {.standard_output = "/dev/full"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_NE(result.standard_error.find("cannot write to standard output: No space left on device"), std::string::npos)
      << result.standard_error;
}

TEST_F(Targets, AReaderThatLeavesIsNoError) {
  std::string many = "package app\n\nimport \"github.com/prometheus/client_golang/prometheus\"\n\nvar _ = []any{\n";
  for (int i = 0; i < 20000; ++i) {
    many += "\tprometheus.NewCounter(prometheus.CounterOpts{Name: \"app_" + std::to_string(i) +
            "_total\", Help: \"h\"}),\n";
  }
  folder_.Write("many.go", many + "}\n");
  const ProgramResult result = RunProgram({.program = "/bin/bash",
                                           .words = {"-c", "'" MDG_PROGRAM "' scan | head -n 1; echo ${PIPESTATUS[0]}"},
                                           .folder = folder_.path().string()});
  EXPECT_EQ(result.standard_output, "# HELP app_0_total h\n0\n");
  EXPECT_EQ(result.standard_error.find("error"), std::string::npos) << result.standard_error;
}

TEST_F(Targets, AKillAtAnyMomentLeavesEveryFileOldOrNew) {
  ASSERT_EQ(Run({"generate"}).exit_code, 0);
  const std::string new_first = folder_.Read("first.md"), new_second = folder_.Read("second.md");
  const std::string new_generated = folder_.Read("metrics.generated");
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_EQ(Run({"generate"}).exit_code, 0);
  const auto whole_run =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
  const auto files = Snapshot();
  std::mt19937 random(1);  // the moments differ with the machine anyway
  std::uniform_int_distribution<int64_t> moment(0, whole_run.count() * 5 / 4);
  int killed = 0, finished = 0;
  for (int i = 0; i < 200; ++i) {
    folder_.Write("first.md", Page("old\n"));
    folder_.Write("second.md", Page("old\n"));
    folder_.Write("metrics.generated", "# old\n");
    std::string program = MDG_PROGRAM, command = "generate";
    char* words[] = {program.data(), command.data(), nullptr};
    char* environment[] = {nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addchdir_np(&actions, folder_.path().c_str());
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t pid = 0;
    ASSERT_EQ(posix_spawn(&pid, program.c_str(), &actions, nullptr, words, environment), 0);
    posix_spawn_file_actions_destroy(&actions);
    std::this_thread::sleep_for(std::chrono::microseconds(moment(random)));
    const int signal = i % 4 == 0 ? SIGTERM : i % 4 == 1 ? SIGINT : SIGKILL;
    kill(pid, signal);
    int status = 0;
    waitpid(pid, &status, 0);
    ++(WIFSIGNALED(status) ? killed : finished);
    EXPECT_TRUE(folder_.Read("first.md") == Page("old\n") || folder_.Read("first.md") == new_first);
    EXPECT_TRUE(folder_.Read("second.md") == Page("old\n") || folder_.Read("second.md") == new_second);
    EXPECT_TRUE(folder_.Read("metrics.generated") == "# old\n" || folder_.Read("metrics.generated") == new_generated);
    for (const auto& [name, content] : Snapshot()) {
      const bool is_target = name.ends_with(".md") || name == "metrics.generated";
      if (files.contains(name)) {
        EXPECT_TRUE(is_target || content == files.at(name)) << name;
        continue;
      }
      // Only what nobody can catch leaves something behind: what was to become one of the files, beside it.
      EXPECT_EQ(signal, SIGKILL) << name;
      const size_t suffix = name.find(".metricsdocgen-");
      ASSERT_TRUE(name.starts_with('.') && suffix != std::string::npos) << name;
      EXPECT_TRUE(files.at(name.substr(1, suffix - 1)).starts_with(content)) << name;
      fs::remove(folder_ / name);
    }
  }
  ASSERT_EQ(Run({"generate"}).exit_code, 0);
  EXPECT_TRUE(Snapshot() == files);   // a run after a kill repairs what is old
  EXPECT_GT(killed, 20) << finished;  // otherwise the test shows nothing
}

TEST_F(Targets, NothingTemporaryIsLeft) {
  ASSERT_EQ(Run({"scan", "-o", "out.prom"}).exit_code, 0);
  EXPECT_EQ(folder_.Read("out.prom"), Exposition("app_good_total"));
  EXPECT_EQ(CountLines(folder_.Read("out.prom")), 3u);
  for (const auto& entry : fs::directory_iterator(folder_.path())) {
    EXPECT_FALSE(entry.path().filename().string().starts_with('.')) << entry.path();  // nothing temporary is left
  }
}

}  // namespace
}  // namespace mdg::tests
