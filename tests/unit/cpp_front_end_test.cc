// The lowering of C++ to the neutral tree: what a file declares, macros, conditions inside brackets, enumerators, recovery. Only in builds
// that read C++.
#ifdef MDG_LANGUAGE_CPP

#include <gtest/gtest.h>

#include "languages/cpp/front_end.h"
#include "languages/cpp/macros.h"

namespace mdg {
namespace {

using languages::cpp::ExpandMacros;

size_t CountLines(std::string_view text) { return FindLineStarts(text).size(); }

std::string Tree(std::string text) { return Dump(languages::cpp::Parse("a.cc", std::move(text))); }

TEST(CppMacros, AreWrittenOutWhereTheyAreUsed) {
  EXPECT_NE(ExpandMacros("#define M(a, b) make(#a, b),\nM(one, two)\n").text.find("make(\"one\", two),"), std::string::npos);
}

TEST(CppMacros, AreGoneFromTheListTheyStandIn) {
  const std::string made = ExpandMacros("f({\n#define M(a) \\\n  g(a),\nM(1)\n});\n").text;
  EXPECT_EQ(made.find("define"), std::string::npos);
  EXPECT_NE(made.find("g(1),"), std::string::npos);
}

TEST(CppConditions, ArgumentsKeepTheFirstBranch) {
  const std::string made = ExpandMacros("int a = f(1,\n#if X\n 2\n#else\n 3\n#endif\n);\n").text;
  EXPECT_NE(made.find('2'), std::string::npos);
  EXPECT_EQ(made.find('3'), std::string::npos);
  EXPECT_EQ(made.find('#'), std::string::npos);
}

TEST(CppConditions, KeepTheFirstBranchWhereItIsNoWholeStatement) {
  const std::string made = ExpandMacros("#if X\nif (a)\n f();\nelse\n#else\nif (true)\n#endif\n g();\n").text;
  EXPECT_EQ(made.find("#"), std::string::npos);
  EXPECT_EQ(made.find("true"), std::string::npos);
  const std::string whole = ExpandMacros("#if X\nf();\n#else\ng();\n#endif\n").text;
  EXPECT_NE(whole.find("#else"), std::string::npos);
}

TEST(CppConditions, ListsKeepAllBranches) {
  const std::string made = ExpandMacros("A::A() : a_(1)\n#ifdef X\n , b_(2)\n#else\n , c_(3)\n#endif\n{}\n").text;
  EXPECT_NE(made.find("b_(2)"), std::string::npos);
  EXPECT_NE(made.find("c_(3)"), std::string::npos);
  EXPECT_EQ(made.find('#'), std::string::npos);
}

TEST(CppConditions, OutsideBracketsStayAsTheyAre) {
  const std::string text = "#if X\nint a;\n#else\nint b;\n#endif\n";
  EXPECT_EQ(ExpandMacros(text).text, text);
}

TEST(CppConditions, LinesStayWhereTheyWere) {
  const std::string text = "int a = f(\n#if X\n \"#\", 2 /* #else\n */\n#elif Y\n 3\n#endif\n);\n#endif\n#else\nint last;\n";
  EXPECT_EQ(CountLines(ExpandMacros(text).text), CountLines(text));
}

TEST(CppEnumerators, CountOnFromTheOneTheyEqual) {
  const std::string tree = Tree("enum class E { kA, kFirst = kA, kB, kLast = kB };");
  EXPECT_EQ(tree.find("1000001"), std::string::npos) << tree;
}

TEST(CppFrontEnd, GoesOnBehindWhatItDoesNotUnderstand) {
  EXPECT_NE(Tree("int f() { int a = ; }\nint g() { return 1; }\n").find("Name g\n"), std::string::npos) << Tree("int g() { return 1; }");
}

TEST(CppFrontEnd, HeadsListIncludes) {
  const languages::FileHead head = languages::cpp::ReadHead("#include <a/b.h>\n# include \"c.h\"\nint x;\n");
  EXPECT_EQ(head.includes, (std::vector<std::string>{"a/b.h", "c.h"}));
}

}  // namespace
}  // namespace mdg

#endif
