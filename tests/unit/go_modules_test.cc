// go.mod and go.work.
#include "discover/go_modules.h"

#include <gtest/gtest.h>

#include "tests/unit/temporary_folder.h"

namespace mdg::discover {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(GoMod, IsRead) {
  const std::optional<GoModule> module = ParseGoMod(
      "// comment\nmodule \"example.com/app\" // x\r\n\ngo 1.22\ntoolchain go1.22.1\nrequire a.b/c v1.2.3 // indirect\n"
      "require (\n\td.e/f v0.0.0-2020\n\t`g.h` v2.0.0+incompatible\n)\nexclude x v1\nretract [v1.0.0, v1.1.0]\n"
      "replace (\n a.b/c => ./local/c\n d.e/f v1 => ../f // up\n g.h => other.org/g v1.0.0\n)\nreplace z => /abs/z\n",
      "sub/app");
  ASSERT_TRUE(module.has_value());
  EXPECT_EQ(module->folder, "sub/app");
  EXPECT_EQ(module->module_path, "example.com/app");
  EXPECT_EQ(module->go_version, "1.22");
  EXPECT_EQ(module->requires_, (Pairs{{"a.b/c", "v1.2.3"}, {"d.e/f", "v0.0.0-2020"}, {"g.h", "v2.0.0+incompatible"}}));
  EXPECT_EQ(module->replaces, (Pairs{{"a.b/c", "sub/app/local/c"}, {"d.e/f", "sub/f"}, {"z", "/abs/z"}}));
}

TEST(GoMod, IsTolerant) {
  EXPECT_FALSE(ParseGoMod("", "").has_value());
  EXPECT_FALSE(ParseGoMod("go 1.20\n", "").has_value());
  const std::optional<GoModule> module = ParseGoMod("module m\nreplace\nreplace a\nreplace a =>\nrequire (\n", "");
  ASSERT_TRUE(module.has_value());
  EXPECT_TRUE(module->replaces.empty());
}

TEST(VendorConf, VersionsAreInTheRemarks) {
  EXPECT_EQ(ParseVendorConf("# prometheus\n"
                            "a.b/client   6edbbd9e560190e318cdc5b4d3e630b442858380 # v1.6.0\n"
                            "c.d/direct v0.2.0 https://c.d/fork.git\n"
                            "e.f/nothing 7e149e8c70409f36773c1b2cf3447a7ab7697368 # a branch\n\nalone\n"),
            (Pairs{{"a.b/client", "v1.6.0"}, {"c.d/direct", "v0.2.0"}}));
}

TEST(GoWork, ReplacementsGoToTheModulesItUses) {
  const GoWorkspace workspace = ParseGoWork("go 1.22\nuse ./a\nuse (\n ./b\n .\n)\nreplace x => ./x\n", "top");
  EXPECT_EQ(workspace.modules, (std::vector<std::string>{"top/a", "top/b", "top"}));
  std::vector<GoModule> modules(2);
  modules[0].folder = "top/a";
  modules[0].replaces = {{"x", "mine"}};
  modules[1].folder = "top/c";
  ApplyWorkspace(workspace, modules);
  EXPECT_EQ(modules[0].replaces, (Pairs{{"x", "top/x"}, {"x", "mine"}}));
  EXPECT_TRUE(modules[1].replaces.empty());
}

TEST(GoMod, IsFoundAboveARoot) {
  const TemporaryFolder folder;
  folder.Write("go.mod", "module m\nreplace x => ./x\n");
  folder.Write("cmd/tool/main.go", "package main\n");
  const InFolder in(folder.Path());
  const std::optional<GoModule> module = FindEnclosingModule("cmd/tool");
  ASSERT_TRUE(module.has_value());
  EXPECT_EQ(module->folder, "cmd/tool");
  EXPECT_EQ(module->module_path, "m/cmd/tool");
  EXPECT_EQ(module->replaces, (Pairs{{"x", "x"}}));
  const InFolder deeper(folder.Path("cmd"));
  EXPECT_EQ(FindEnclosingModule("")->module_path, "m/cmd");
  EXPECT_EQ(FindEnclosingModule("")->replaces, (Pairs{{"x", "../x"}}));
}

TEST(GoMod, IsNotLookedForAboveARepository) {
  const TemporaryFolder folder;
  folder.Write("go.mod", "module m\n");
  folder.Write("repository/.git/HEAD", "");
  folder.Write("repository/cmd/main.go", "package main\n");
  EXPECT_FALSE(FindEnclosingModule(folder.Path("repository")).has_value());
  EXPECT_FALSE(FindEnclosingModule(folder.Path("repository/cmd")).has_value());
  EXPECT_FALSE(FindEnclosingModule(folder.Path("none")).has_value());
}

}  // namespace
}  // namespace mdg::discover
