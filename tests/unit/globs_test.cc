// Exclude patterns.
#include "discover/globs.h"

#include <gtest/gtest.h>

namespace mdg::discover {
namespace {

bool File(const std::string& pattern, const std::string& path) { return Globs({pattern}).Matches(path, false); }
bool Folder(const std::string& pattern, const std::string& path) { return Globs({pattern}).Matches(path, true); }

TEST(Globs, WithoutASlashTheLastComponentCounts) {
  EXPECT_TRUE(File("*_gen.go", "a/b/x_gen.go"));
  EXPECT_TRUE(File("*_gen.go", "x_gen.go"));
  EXPECT_FALSE(File("*_gen.go", "x_gen.go.txt"));
  EXPECT_TRUE(Folder("mocks", "a/mocks"));
  EXPECT_TRUE(Folder("mocks/", "a/mocks"));
  EXPECT_FALSE(File("mocks/", "a/mocks")) << "a slash at the end: folders only";
}

TEST(Globs, WithASlashTheWholePathCounts) {
  EXPECT_TRUE(Folder("internal/legacy/**", "internal/legacy"));
  EXPECT_FALSE(File("internal/legacy/**", "internal/legacy"));
  EXPECT_FALSE(Folder("internal/legacy/**", "x/internal/legacy"));
  EXPECT_TRUE(Folder("./internal/legacy/", "internal/legacy"));
  EXPECT_TRUE(File("/a.go", "a.go"));
  EXPECT_TRUE(File("a/*.go", "a/x.go"));
  EXPECT_FALSE(File("a/*.go", "a/b/x.go"));
}

TEST(Globs, TwoStarsStandForFolders) {
  EXPECT_TRUE(File("**/x.go", "x.go"));
  EXPECT_TRUE(File("**/x.go", "a/b/x.go"));
  EXPECT_TRUE(File("a/**/x.go", "a/x.go"));
  EXPECT_TRUE(File("a/**/x.go", "a/b/c/x.go"));
  EXPECT_FALSE(File("a/**/x.go", "b/x.go"));
  EXPECT_TRUE(Folder("**/gen/**", "a/b/gen"));
  EXPECT_TRUE(File("a/**/b/**/c.go", "a/x/b/y/b/z/c.go"));
  EXPECT_FALSE(File("a/**/b/**/c.go", "a/x/y/c.go"));
}

TEST(Globs, QuestionMarksAndSets) {
  EXPECT_TRUE(MatchesComponent("ab", "a?"));
  EXPECT_FALSE(MatchesComponent("a", "a?"));
  EXPECT_TRUE(MatchesComponent("b", "[a-c]"));
  EXPECT_FALSE(MatchesComponent("d", "[a-c]"));
  EXPECT_TRUE(MatchesComponent("d", "[!a-c]"));
  EXPECT_TRUE(MatchesComponent("]", "[]]"));
  EXPECT_TRUE(MatchesComponent("[x", "[x"));
  EXPECT_TRUE(MatchesComponent("a*b", "a\\*b"));
  EXPECT_FALSE(MatchesComponent("axb", "a\\*b"));
  EXPECT_TRUE(MatchesComponent("a-", "a[a-]"));
}

TEST(Globs, StarsAreTriedAgain) {
  EXPECT_TRUE(MatchesComponent("aXbXc", "*X*c"));
  EXPECT_TRUE(MatchesComponent("mississippi", "m*iss*p*i"));
  EXPECT_FALSE(MatchesComponent(std::string(5000, 'a'), "*a*a*a*a*a*a*a*a*b")) << "and quickly";
}

TEST(Globs, NothingAndRubbish) {
  EXPECT_FALSE(Globs({}).Matches("a", false));
  EXPECT_FALSE(Globs({"", ".", "/"}).Matches("a", false));
  EXPECT_FALSE(Globs({"a"}).Matches("", true));
}

}  // namespace
}  // namespace mdg::discover
