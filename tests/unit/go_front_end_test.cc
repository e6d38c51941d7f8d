// Files as a whole: errors and recovery, limits, build constraints, what is known of a file beside its tree.
#include <gtest/gtest.h>

#include "languages/go/front_end.h"
#include "tests/unit/go_tree.h"

namespace mdg {
namespace {

using namespace std::string_literals;  // ""s keeps a NUL

// The names of the top-level functions and variables that were found, in order.
std::string DeclaredNames(const Module& module) {
  std::string names;
  for (NodeId at = module.Child(module.root, 0); at != kNoNode; at = module.At(at).next) {
    NodeId name = kNoNode;
    if (module.At(at).kind == NodeKind::kFunction) name = module.Child(at, 1);
    if (module.At(at).kind == NodeKind::kDeclarationGroup) {
      const NodeId specification = module.Child(at, 0);
      name = module.Child(specification, 0);
      if (module.At(name).kind == NodeKind::kNameList) name = module.Child(name, 0);
    }
    if (!names.empty()) names += ' ';
    names += module.At(at).kind == NodeKind::kError ? "<error>" : std::string(module.Text(name));
  }
  return names;
}

std::string Messages(const Module& module) {
  std::string messages;
  for (const SyntaxError& error : module.errors) {
    messages += module.LocationAt(error.offset).ToString() + ": " + error.message + '\n';
  }
  return messages;
}

TEST(GoRecovery, GoesOnAtTheNextDeclaration) {
  const Module module = ParseGo("package p\n\nvar a = 1\n\nvar b = = 2\n\nvar c = 3\n");
  EXPECT_EQ(DeclaredNames(module), "a b <error> c");
  EXPECT_EQ(Messages(module), "x.go:5:9: expected an expression, found `=`\n");
}

TEST(GoRecovery, KeepsWhatStoodBeforeInTheSameFunction) {
  const Module module = ParseGo("package p\nfunc f() {\n\ta := 1\n\tb ) c\n}\nfunc g() {}\n");
  EXPECT_EQ(OneLine(Dump(module)),
            "File(Function(None, Name f, None, FunctionType(FieldList, FieldList), "
            "Block(Assign :=(ExpressionList(Name a), ExpressionList(Literal integer 1)), Name b, Error )), "
            "Error ) c\\n}, Function(None, Name g, None, FunctionType(FieldList, FieldList), Block))");
}

TEST(GoRecovery, AMissingBraceCostsOneFunction) {
  const Module module =
      ParseGo("package p\nfunc f() {\n\tif x {\n\t\tg()\n}\n\nfunc g() {}\n\nfunc (t T) h() {}\nvar x = 1\n");
  EXPECT_EQ(DeclaredNames(module), "f g h x");
  EXPECT_EQ(Messages(module), "x.go:7:6: expected `(`, found `g`\n");
}

TEST(GoRecovery, UnformattedCodeRecoversAfterASemicolonOutsideOfBrackets) {
  const Module module = ParseGo("package p; var a = ]; var b = 1; func f() { x y; var no = 1 }; var c = 2");
  EXPECT_EQ(DeclaredNames(module), "a <error> b f <error> c");
}

TEST(GoRecovery, EveryPositionOfABrokenNodeIsFilled) {
  const Module module = ParseGo("package p\nfunc f() { if x := \n}\n");
  const NodeId function = module.Child(module.root, 0);
  const NodeId statement = module.Child(module.Child(function, 4), 0);
  EXPECT_EQ(module.At(statement).kind, NodeKind::kIf);
  EXPECT_NE(module.Child(statement, 3), kNoNode);
}

TEST(GoRecovery, WithoutAPackageClauseTheDeclarationsAreRead) {
  const Module module = ParseGo("func f() {}\nvar a = 1\n");
  EXPECT_EQ(DeclaredNames(module), "f a");
  EXPECT_EQ(module.package_name, "");
  EXPECT_EQ(Messages(module), "x.go:1:1: expected `package`, found `func`\n");
}

TEST(GoRecovery, StatementsAtTheTopAreErrors) {
  const Module module = ParseGo("package p\nx := 1\nvar a = 1\n");
  EXPECT_EQ(DeclaredNames(module), "<error> a");
}

TEST(GoRecovery, AnUnfinishedRawStringCostsItsDeclaration) {
  const Module module = ParseGo("package p\nvar a = `never closed\nvar b = 2\nfunc f() {}\n");
  EXPECT_EQ(DeclaredNames(module), "a <error> b f");
}

TEST(GoRecovery, TheNumberOfErrorsIsLimitedAndTheRestIsRead) {
  std::string text = "package p\n";
  for (int i = 0; i < 100; ++i) text += "var x" + std::to_string(i) + " = )\n";
  const Module module = ParseGo(text + "var last = 1\n");
  EXPECT_EQ(module.errors.size(), 10u);
  EXPECT_TRUE(DeclaredNames(module).ends_with("x99 <error> last"));
}

TEST(GoRecovery, MessagesSayWhatWasFound) {
  EXPECT_EQ(Messages(ParseGo("package p\nvar a = f(1\n")),
            "x.go:2:12: expected `,` or `)`, found the end of the line\n");
  EXPECT_EQ(Messages(ParseGo("package p\nvar a = T{1")), "x.go:2:12: expected `,` or `}`, found the end of the line\n");
  EXPECT_EQ(Messages(ParseGo("package p\nfunc f() {")), "x.go:2:11: expected `}`, found the end of the file\n");
  EXPECT_EQ(Messages(ParseGo("package p\nvar a = \"x\nvar b = 1")), "x.go:2:9: expected an expression, found `\"x`\n");
  EXPECT_EQ(Messages(ParseGo("package p\nvar " + std::string(50, 'a') + " = !")),
            "x.go:2:59: expected an expression, found the end of the file\n");
}

TEST(GoLimits, BracketsWithoutEndAreAnErrorAndNothingElse) {
  for (const char* bracket : {"(", "[", "{", "f(", "-", "*", "<-", "[]", "map[", "func(", "func() {", "struct{a ", "T{",
                              "a[", "chan ", "interface{", "x.(", "&[]T{{", "!("}) {
    std::string text = "package p\nvar a = 1\nvar b = ";
    const int count = bracket == std::string("(") ? 1000000 : 100000;
    for (int i = 0; i < count; ++i) text += bracket;
    const Module module = ParseGo(text + "\nvar c = 3\n");
    EXPECT_TRUE(DeclaredNames(module).starts_with("a b <error>")) << bracket;
    EXPECT_TRUE(DeclaredNames(module).ends_with(" c")) << bracket;
    EXPECT_GE(module.errors.size(), 1u) << bracket;
  }
}

TEST(GoLimits, BlocksWithoutEndAreAnErrorAndNothingElse) {
  for (const char* opening : {"{", "if x {", "for {", "switch {case a: ", "select {default: ", "L: ", "go func() {",
                              "if x {} else ", "switch x := y.(type) { case int: "}) {
    std::string text = "package p\nfunc b() { ";
    const int count = opening == std::string("{") ? 1000000 : 100000;
    for (int i = 0; i < count; ++i) text += opening;
    const Module module = ParseGo(text + "\nvar c = 3\n");
    EXPECT_TRUE(DeclaredNames(module).ends_with("c")) << opening;
    EXPECT_EQ(module.errors.size(), 1u) << opening;
  }
}

TEST(GoLimits, LongChainsAreReadAndOnlyExtremeOnesAreNot) {
  const auto chain = [](const std::string& link, int count) {
    std::string text = "package p\nvar a = x";
    for (int i = 0; i < count; ++i) text += link;
    return ParseGo(text + "\nvar b = 1\n");
  };
  for (const char* link : {" + x", ".y", "()", "[0]", ".(T)", " || x"}) {
    EXPECT_EQ(Messages(chain(link, 9000)), "") << link;
    const Module module = chain(link, 100000);
    EXPECT_EQ(DeclaredNames(module), "<error> b") << link;
    ASSERT_EQ(module.errors.size(), 1u) << link;
    EXPECT_EQ(module.errors[0].message, "nested too deeply to be read") << link;
  }
}

TEST(GoLimits, LongChainsWhereTypeParametersMayStandAreNoDanger) {
  for (const char* link : {" | x", " + x", " | ~x", " * x", ".y", " | []x"}) {
    for (const char* after : {"]int", ",]int", "any]int"}) {
      std::string text = "package p\ntype T[P *C";
      for (int i = 0; i < 200000; ++i) text += link;
      const Module module = ParseGo(text + after + "\nvar b = 1\n");
      EXPECT_TRUE(DeclaredNames(module).ends_with("b")) << link << after;
      EXPECT_EQ(module.errors.size(), 1u) << link << after;
    }
  }
}

TEST(GoLimits, ALargeTableIsNotDeep) {
  std::string text = "package p\nvar a = []T{\n";
  for (int i = 0; i < 20000; ++i) text += "{f.g(1 + 2).h, x.y},\n";
  EXPECT_EQ(Messages(ParseGo(text + "}\n")), "");
}

TEST(GoLimits, NestingJustBelowTheLimitIsRead) {
  const Module module = ParseGo("package p\nvar a = " + std::string(900, '(') + "x" + std::string(900, ')') + "\n");
  EXPECT_EQ(Messages(module), "");
}

TEST(GoFile, AnyBytesGiveAFile) {
  for (const std::string& text :
       {std::string(), std::string("\xEF\xBB\xBF"), std::string("\0\0\0", 3), std::string("\xFF\xFE\x00", 3),
        std::string("}"), std::string("package"), std::string("package p"), std::string("package p\nfunc"),
        std::string("/*"), std::string("`")}) {
    const Module module = ParseGo(text);
    EXPECT_EQ(module.At(module.root).kind, NodeKind::kFile);
    EXPECT_EQ(module.line_starts[0], 0u);
  }
}

TEST(GoFile, MarksCarriageReturnsAndNulsDoNoHarm) {
  const Module module = ParseGo("\xEF\xBB\xBFpackage p\r\n\r\nvar a\0 = `x\r\ny`\r\n"s);
  EXPECT_EQ(Messages(module), "");
  EXPECT_EQ(module.package_name, "p");
  EXPECT_TRUE(module.text.starts_with("package"));
  EXPECT_NE(Dump(module).find("= x\\ny"), std::string::npos);
  EXPECT_EQ(module.LocationOf(module.Child(module.root, 0)).ToString(), "x.go:3:1");
}

TEST(GoFile, WhatIsKnownOfAFile) {
  const Module module = ParseGo("// Code generated by x. DO NOT EDIT.\n\npackage p\n", "a/b/c_test.go");
  EXPECT_EQ(module.path, "a/b/c_test.go");
  EXPECT_EQ(module.folder, "a/b");
  EXPECT_EQ(module.language, "go");
  EXPECT_TRUE(module.is_test);
  EXPECT_TRUE(module.is_generated);
  const Module plain = ParseGo("package p\n// Code generated by x. DO NOT EDIT.\n");
  EXPECT_EQ(plain.folder, "");
  EXPECT_FALSE(plain.is_test);
  EXPECT_FALSE(plain.is_generated);
  EXPECT_FALSE(ParseGo("// Not // Code generated by x. DO NOT EDIT.\npackage p\n").is_generated);
  EXPECT_TRUE(ParseGo("// (c)\r\n// Code generated DO NOT EDIT.\r\npackage p\r\n").is_generated);
}

std::string Constraint(const std::string& lines, const std::string& path = "x.go") {
  return ParseGo(lines + "package p\n", path).build_constraint;
}

TEST(GoBuildConstraint, GoBuildLines) {
  EXPECT_EQ(Constraint(""), "");
  EXPECT_EQ(Constraint("//go:build linux\n\n"), "linux");
  EXPECT_EQ(Constraint("// (c) us\n\n//go:build  linux&&( amd64||arm64 )\n\n"), "linux && (amd64 || arm64)");
  EXPECT_EQ(Constraint("//go:build a && b || !c\n"), "(a && b) || !c");
  EXPECT_EQ(Constraint("//go:build !(a || b)\n"), "!(a || b)");
  EXPECT_EQ(Constraint("//go:build (a && b) && go1.20\r\n"), "a && b && go1.20");
  EXPECT_EQ(Constraint("//go:build a &&\n"), "") << "malformed";
  EXPECT_EQ(Constraint("/*\n//go:build a\n*/\n"), "") << "in a comment";
  EXPECT_EQ(Constraint("//go:build a\n// +build b\n\n"), "a") << "the new form counts alone";
  EXPECT_EQ(ParseGo("package p\n//go:build a\n").build_constraint, "") << "too late";
}

TEST(GoBuildConstraint, FilesThatImportCNeedCgo) {
  EXPECT_EQ(ParseGo("//go:build !tiny\n\npackage p\n\nimport \"C\"\n", "x_linux.go").build_constraint, "!tiny && linux && cgo");
  EXPECT_EQ(ParseGo("//go:build cgo\n\npackage p\n\nimport \"C\"\n").build_constraint, "cgo");
  EXPECT_EQ(ParseGo("package p\n\nimport \"example.com/C\"\n").build_constraint, "");
}

TEST(GoBuildConstraint, PlusBuildLines) {
  EXPECT_EQ(Constraint("// +build linux\n\n"), "linux");
  EXPECT_EQ(Constraint("// +build linux,!cgo darwin\n// +build amd64\n\n"), "((linux && !cgo) || darwin) && amd64");
  EXPECT_EQ(Constraint("//+build a b\n\n// words\n"), "a || b");
  EXPECT_EQ(Constraint("// +build linux\n"), "") << "no blank line: documentation of the package";
}

TEST(GoBuildConstraint, NoTermIsRepeated) {
  EXPECT_EQ(Constraint("//go:build freebsd\n", "x_freebsd.go"), "freebsd");
  EXPECT_EQ(Constraint("//go:build !nocpu && linux\n", "x_linux.go"), "!nocpu && linux");
  EXPECT_EQ(Constraint("//go:build linux && !nocpu\n", "x_linux_amd64.go"), "linux && !nocpu && amd64");
  EXPECT_EQ(Constraint("// +build a b\n// +build a b\n\n"), "a || b");
  EXPECT_EQ(Constraint("//go:build (a && b || c) && (c || a && b) && (a && b || c)\n"),
            "((a && b) || c) && (c || (a && b))");
  EXPECT_EQ(Constraint("//go:build !(a && b) && !(a && b)\n"), "!(a && b)");
}

TEST(GoBuildConstraint, FileNames) {
  EXPECT_EQ(Constraint("", "d/x_linux.go"), "linux");
  EXPECT_EQ(Constraint("", "x_amd64.go"), "amd64");
  EXPECT_EQ(Constraint("", "x_linux_amd64.go"), "linux && amd64");
  EXPECT_EQ(Constraint("", "x_linux_test.go"), "linux");
  EXPECT_EQ(Constraint("", "linux.go"), "");
  EXPECT_EQ(Constraint("", "x_unix.go"), "") << "a tag, but not for names";
  EXPECT_EQ(Constraint("", "x_amd64_linux.go"), "linux") << "in Go's order only";
  EXPECT_EQ(Constraint("", "_linux.go"), "linux");
  EXPECT_EQ(Constraint("", "x_wasip1_wasm.go"), "wasip1 && wasm");
  EXPECT_EQ(Constraint("", "a_linux/x.go"), "") << "a folder's name says nothing";
  EXPECT_EQ(Constraint("//go:build a || b\n", "x_windows.go"), "(a || b) && windows");
}

TEST(GoBuildConstraint, LinesMadeToHurtArePassedOver) {
  std::string line = "//go:build a";
  for (int i = 0; i < 1000000; ++i) line += " || a";
  EXPECT_EQ(Constraint(line + "\n"), "");
  EXPECT_EQ(Constraint("//go:build " + std::string(1000, '(') + "a" + std::string(1000, ')') + "\n"), "");
  std::string lines;
  for (int i = 0; i < 100000; ++i) lines += "// +build a\n";
  EXPECT_LT(Constraint(lines + "\n").size(), 1000u);
}

TEST(GoHead, IsReadWithoutTheRest) {
  const languages::FileHead head = languages::go::ReadHead(
      "\xEF\xBB\xBF// Code generated by x. DO NOT EDIT.\npackage p // c\nimport \"a\"\n"
      "import (\n . \"b\"; _ `c`\n d \"e\\x2f\"\n)\n"
      "import f \"g\"\nvar x = \"no\"\nimport \"neither\"\n");
  EXPECT_EQ(head.package_name, "p");
  EXPECT_TRUE(head.generated);
  EXPECT_EQ(head.imports, (std::vector<std::string>{"a", "b", "c", "e/", "g"}));
}

TEST(GoHead, HasTheBuildConstraintOfItsLines) {
  EXPECT_EQ(languages::go::ReadHead("//go:build ignore && !a\n\npackage main\n").build_constraint, "ignore && !a");
  EXPECT_EQ(languages::go::ReadHead("// +build x y\n\npackage p\n//go:build no\n").build_constraint, "x || y");
  EXPECT_EQ(languages::go::ReadHead("package p\n").build_constraint, "");
}

TEST(GoHead, IsTolerant) {
  EXPECT_EQ(languages::go::ReadHead("").package_name, "");
  EXPECT_EQ(languages::go::ReadHead("package").package_name, "");
  EXPECT_EQ(languages::go::ReadHead("// x\n;package p").package_name, "p") << "as the parser has it; found by fuzzing";
  EXPECT_EQ(languages::go::ReadHead("import \"a\"").imports, std::vector<std::string>{"a"});
  EXPECT_EQ(languages::go::ReadHead("package p\nimport ( \"a\"\n b \"").imports, std::vector<std::string>{"a"});
  EXPECT_EQ(languages::go::ReadHead("garbage everywhere \"x\"").imports.size(), 0u);
}

}  // namespace
}  // namespace mdg
