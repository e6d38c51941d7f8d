// Which programs a tree makes and what they contain, from import clauses alone.
#include "discover/programs.h"

#include <gtest/gtest.h>

#include "discover/select.h"
#include "model/program_name.h"

namespace mdg::discover {
namespace {

using Names = std::vector<std::string>;

SourceFile File(const std::string& path, const std::string& package, Names imports = {}) {
  SourceFile file;
  file.path = path;
  file.root = ".";
  file.folder = path.find('/') == std::string::npos ? "" : path.substr(0, path.rfind('/'));
  file.package_name = package;
  file.imports = std::move(imports);
  return file;
}

Found Tree(std::vector<SourceFile> files, const std::string& module = "a.b/c") {
  Found found;
  found.files = std::move(files);
  found.modules.push_back({.folder = "", .module_path = module, .go_version = "", .requires_ = {}, .replaces = {}});
  return found;
}

Names ProgramsWith(const Found& found, std::string_view folder) {
  return MakeImportGraph(found, MakeImportMap(found)).ProgramsWith(folder);
}

TEST(Programs, HoldWhatTheyImportDirectlyOrNot) {
  const Found found =
      Tree({File("cmd/x/main.go", "main", {"a.b/c/web", "fmt"}), File("cmd/y/main.go", "main", {"a.b/c"}),
            File("c.go", "c", {"a.b/c/web"}), File("web/web.go", "web", {"a.b/c/base", "a.b/c/web"}),
            File("base/base.go", "base", {"a.b/c/web"}), File("free/free.go", "free", {"a.b/c/base"})});
  EXPECT_EQ(ProgramsWith(found, "web"), (Names{"cmd/x", "cmd/y"}));
  EXPECT_EQ(ProgramsWith(found, "base"), (Names{"cmd/x", "cmd/y"})) << "a ring of imports is no trap";
  EXPECT_EQ(ProgramsWith(found, ""), Names{"cmd/y"});
  EXPECT_EQ(ProgramsWith(found, "cmd/x"), Names{"cmd/x"});
  EXPECT_EQ(ProgramsWith(found, "free"), Names{});
  EXPECT_EQ(ProgramsWith(found, "nowhere"), Names{});
}

TEST(Programs, HoldNothingThatIsInNoBuild) {
  Found found = Tree({File("cmd/x/main.go", "main"), File("cmd/x/main_test.go", "main", {"a.b/c/base"}),
                      File("base/base.go", "base"), File("base/make.go", "main"),
                      File("dev/dev.go", "main", {"a.b/c/base"}), File("vendor/v/v.go", "main", {"a.b/c/base"})});
  found.files[1].test = true;
  found.files[3].build_constraint = "ignore";
  found.files[5].vendored = true;
  EXPECT_EQ(ProgramsWith(found, "base"), Names{"dev"});
  found.files[4].build_constraint = "ignore && linux";
  EXPECT_EQ(ProgramsWith(found, "base"), Names{});
  found.files[4].build_constraint = "!ignore || ignored";
  EXPECT_EQ(ProgramsWith(found, "base"), Names{"dev"});
}

TEST(Programs, InTheRootAreNamedAsTheGoToolDoes) {
  EXPECT_EQ(ProgramsWith(Tree({File("main.go", "main")}, "a.b/server"), ""), Names{"server"});
  EXPECT_EQ(ProgramsWith(Tree({File("main.go", "main")}, "a.b/server/v12"), ""), Names{"server"});
  EXPECT_EQ(ProgramsWith(Tree({File("main.go", "main")}, "victory"), ""), Names{"victory"});
  EXPECT_EQ(ProgramsWith(Tree({File("main.go", "main"), File("c/main.go", "main")}), ""), Names{"."})
      << "the name is taken";
  Found found = Tree({File("main.go", "main")});
  found.modules.clear();
  EXPECT_EQ(ProgramsWith(found, ""), Names{"."});
}

TEST(Programs, InFoldersAnyProgramHasAreNamedByTheOneBefore) {
  EXPECT_EQ(ProgramsWith(Tree({File("cmd/main.go", "main")}, "a.b/books/v3"), "cmd"), Names{"books/cmd"});
  EXPECT_EQ(ProgramsWith(Tree({File("main.go", "main")}, "a.b/books/v3/server/v2"), ""), Names{"books/server"});
  EXPECT_EQ(ProgramsWith(Tree({File("cmd/main.go", "main"), File("books/cmd/main.go", "main")}, "a.b/books"), "cmd"), Names{"cmd"})
      << "the name is taken";
  EXPECT_EQ(ProgramName("tools/desk/main"), "desk/main");
  EXPECT_EQ(ProgramName("cmd/server"), "server");
}

TEST(Programs, AreNamedRelativeToTheRootUnlessThereAreSeveral) {
  Found found = Tree({File("/src/cmd/x/main.go", "main"), File("/src/main.go", "main")});
  found.modules[0].folder = "/src";
  for (SourceFile& file : found.files) file.root = "/src";
  EXPECT_EQ(ProgramsWith(found, "/src/cmd/x"), Names{"cmd/x"});
  EXPECT_EQ(ProgramsWith(found, "/src"), Names{"c"});
  found.files[1].root = "/src/main.go";  // a file that was named
  EXPECT_EQ(ProgramsWith(found, "/src/cmd/x"), Names{"/src/cmd/x"});
}

}  // namespace
}  // namespace mdg::discover
