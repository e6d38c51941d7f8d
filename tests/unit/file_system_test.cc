// Reading files whole, with limits; spelling paths.
#include "base/file_system.h"

#include <gtest/gtest.h>

#include "tests/unit/temporary_folder.h"

namespace mdg {
namespace {

TEST(ReadFile, ReadsAllOfIt) {
  const TemporaryFolder folder;
  for (size_t size : {0u, 1u, 4095u, 4096u, 4097u, 100000u, 3000000u}) {
    const std::string text(size, 'x');
    folder.Write("f", text);
    const Result<std::string> read = ReadFile(folder.Path("f"));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(*read, text);
  }
}

TEST(ReadFile, ReadsWhatHasNoSize) {
  const Result<std::string> read = ReadFile("/proc/self/status");
  ASSERT_TRUE(read.has_value());
  EXPECT_NE(read->find("Name:"), std::string::npos);
}

TEST(ReadFile, SaysWhyNot) {
  EXPECT_EQ(ReadFile("/no/such").error().message, "cannot read /no/such: No such file or directory");
  EXPECT_EQ(ReadFile("/").error().message, "cannot read /: Is a directory");
  const TemporaryFolder folder;
  folder.Write("f", "12345");
  EXPECT_TRUE(ReadFile(folder.Path("f"), 5).has_value());
  EXPECT_EQ(ReadFile(folder.Path("f"), 4).error().message,
            "cannot read " + folder.Path("f") + ": it is larger than 4 bytes");
}

TEST(FileReader, ReadsOneFileAfterTheOther) {
  const TemporaryFolder folder;
  FileReader reader;
  for (size_t size : {5000000u, 3u, 1048576u, 0u, 1048575u}) {
    folder.Write("f", std::string(size, 'y'));
    ASSERT_EQ(reader.Read(folder.Path("f").c_str(), kNoSizeLimit), FileReader::Outcome::kRead);
    EXPECT_EQ(reader.Text(), std::string(size, 'y'));
  }
}

TEST(FileReader, KeepsTheLimitAndFollowsNoLink) {
  const TemporaryFolder folder;
  folder.Write("f", "12345");
  folder.Link("link", "f");
  FileReader reader;
  EXPECT_EQ(reader.Read(folder.Path("f").c_str(), 4), FileReader::Outcome::kTooLarge);
  EXPECT_EQ(reader.Read(folder.Path("f").c_str(), 5), FileReader::Outcome::kRead);
  EXPECT_EQ(reader.Read(folder.Path("link").c_str(), 5), FileReader::Outcome::kFailed);
  EXPECT_EQ(reader.Read(folder.Path("link").c_str(), 5, true), FileReader::Outcome::kRead);
  EXPECT_EQ(reader.Read(folder.Path("none").c_str(), 5), FileReader::Outcome::kFailed);
}

TEST(Paths, TakenApartAndPutTogether) {
  EXPECT_EQ(FolderOf("a/b.go"), "a");
  EXPECT_EQ(FolderOf("b.go"), "");
  EXPECT_EQ(FolderOf("/b.go"), "/");
  EXPECT_EQ(FileNameOf("a/b.go"), "b.go");
  EXPECT_EQ(FileNameOf("b.go"), "b.go");
  EXPECT_EQ(JoinPath("a", "b"), "a/b");
  EXPECT_EQ(JoinPath("", "b"), "b");
  EXPECT_EQ(JoinPath(".", "b"), "b");
  EXPECT_EQ(JoinPath("/", "b"), "/b");
}

TEST(Paths, Tidied) {
  EXPECT_EQ(TidyPath("./a//b/"), "a/b");
  EXPECT_EQ(TidyPath("./"), ".");
  EXPECT_EQ(TidyPath(""), ".");
  EXPECT_EQ(TidyPath("//x/./y"), "/x/y");
  EXPECT_EQ(TidyPath("/"), "/");
  EXPECT_EQ(TidyPath("../a/../b"), "../a/../b") << "a may be a link";
}

TEST(Paths, ResolvedAgainstAFolder) {
  EXPECT_EQ(ResolvePath("a/b", "../c"), "a/c");
  EXPECT_EQ(ResolvePath("a", ".."), "");
  EXPECT_EQ(ResolvePath("a", "../../x"), "../x");
  EXPECT_EQ(ResolvePath("", "../x"), "../x");
  EXPECT_EQ(ResolvePath("..", "../x"), "../../x");
  EXPECT_EQ(ResolvePath("", "."), "");
  EXPECT_EQ(ResolvePath("a", "./b"), "a/b");
  EXPECT_EQ(ResolvePath("a", "/x/y"), "/x/y");
  EXPECT_EQ(ResolvePath("/a", "../../x"), "/x");
}

}  // namespace
}  // namespace mdg
