// In: paths and contents. Out: all files replaced, or none and the reason.
#include "base/replace_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>

#include "tests/temporary_folder.h"

namespace fs = std::filesystem;

namespace mdg {
namespace {

class ReplaceFilesTest : public testing::Test {
 protected:
  std::string Path(const std::string& name) const { return folder_ / name; }
  void Write(const std::string& name, const std::string& content) { folder_.Write(name, content); }
  std::string Read(const std::string& name) const { return folder_.Read(name); }
  size_t FilesThere() const {
    return static_cast<size_t>(std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()));
  }

  tests::TemporaryFolder folder_;
};

TEST_F(ReplaceFilesTest, MakesAndReplacesFiles) {
  Write("old", "old content that is longer");
  ASSERT_TRUE(ReplaceFiles({{Path("old"), "new"}, {Path("made"), "made\n"}}));
  EXPECT_EQ(Read("old"), "new");
  EXPECT_EQ(Read("made"), "made\n");
  EXPECT_EQ(FilesThere(), 2u);  // nothing temporary is left
}

TEST_F(ReplaceFilesTest, KeepsPermissions) {
  Write("script", "x");
  fs::permissions(Path("script"), fs::perms(0750));
  ASSERT_TRUE(ReplaceFiles({{Path("script"), "y"}}));
  EXPECT_EQ(fs::status(Path("script")).permissions(), fs::perms(0750));
}

TEST_F(ReplaceFilesTest, FollowsALinkInsteadOfReplacingIt) {
  Write("target", "x");
  fs::create_symlink("target", Path("link"));
  ASSERT_TRUE(ReplaceFiles({{Path("link"), "y"}}));
  EXPECT_TRUE(fs::is_symlink(Path("link")));
  EXPECT_EQ(Read("target"), "y");
}

TEST_F(ReplaceFilesTest, OneFileThatCannotBeWrittenKeepsAllAsTheyAre) {
  Write("first", "1");
  Write("protected", "2");
  fs::permissions(Path("protected"), fs::perms(0444));
  const std::vector<std::pair<std::string, std::string>> bad = {
      {Path("protected"), "it is read-only"},
      {Path("no/such/file"), "there is no folder " + Path("no/such")},
      {folder_.path().string(), "it is a folder"},
      {"/dev/full", "No space left on device"},
  };
  for (const auto& [path, why] : bad) {
    const Status status = ReplaceFiles({{Path("first"), "new"}, {path, "new"}});
    ASSERT_FALSE(status) << path;
    EXPECT_EQ(status.error().message, "cannot write " + path + ": " + why);
    EXPECT_EQ(Read("first"), "1");
    EXPECT_EQ(Read("protected"), "2");
    EXPECT_EQ(FilesThere(), 2u) << path;
  }
}

}  // namespace
}  // namespace mdg
