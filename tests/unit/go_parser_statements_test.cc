// The layouts of model/syntax.h as the Go front end builds them, kind by kind: declarations and statements.
#include <gtest/gtest.h>

#include "tests/unit/go_tree.h"

namespace mdg {
namespace {

TEST(GoLayout, Imports) {
  const Module module = ParseGo("package p\nimport \"fmt\"\nimport (\n . \"a/b\"\n _ \"c\"\n m \"d\\x2fe\"\n)\n");
  EXPECT_EQ(OneLine(Dump(module)),
            "File(DeclarationGroup import(Import(None, Literal string \"fmt\")), DeclarationGroup import grouped("
            "Import(Name ., Literal string \"a/b\"), Import(Name _, Literal string \"c\"), "
            "Import(Name m, Literal string \"d\\x2fe\" = d/e)))");
  ASSERT_EQ(module.imports.size(), 4u);
  EXPECT_EQ(module.imports[0].alias, "");
  EXPECT_EQ(module.imports[0].path, "fmt");
  EXPECT_EQ(module.LocationAt(module.imports[0].offset).ToString(), "x.go:2:8");
  EXPECT_EQ(module.imports[1].alias, ".");
  EXPECT_EQ(module.imports[2].alias, "_");
  EXPECT_EQ(module.imports[3].path, "d/e");
}

TEST(GoLayout, ConstantsKeepTheirPlaceInTheGroup) {
  EXPECT_EQ(DeclarationTrees("const (\n a T = iota\n b\n c, d = 1, 2\n)"),
            "DeclarationGroup const grouped(Constant(NameList(Name a), Name T, ExpressionList(Name iota)), "
            "Constant(NameList(Name b), None, None), "
            "Constant(NameList(Name c, Name d), None, ExpressionList(Literal integer 1, Literal integer 2)))");
}

TEST(GoLayout, Variables) {
  EXPECT_EQ(DeclarationTrees("var x, y T"), "DeclarationGroup var(Variable(NameList(Name x, Name y), Name T, None))");
  EXPECT_EQ(DeclarationTrees("var ()"), "DeclarationGroup var grouped");
  EXPECT_EQ(
      DeclarationTrees("var f func() = g"),
      "DeclarationGroup var(Variable(NameList(Name f), FunctionType(FieldList, FieldList), ExpressionList(Name g)))");
}

TEST(GoLayout, TypeDeclarations) {
  EXPECT_EQ(DeclarationTrees("type T struct{}"), "DeclarationGroup type(Type(Name T, None, StructType))");
  EXPECT_EQ(DeclarationTrees("type A = B"), "DeclarationGroup type(Type alias(Name A, None, Name B))");
  EXPECT_EQ(
      DeclarationTrees("type A[P any] = B[P]"),
      "DeclarationGroup type(Type alias(Name A, FieldList(Field(Name any, None, Name P)), Index(Name B, Name P)))");
  EXPECT_EQ(DeclarationTrees("type (\n A int\n B A\n)"),
            "DeclarationGroup type grouped(Type(Name A, None, Name int), Type(Name B, None, Name A))");
}

TEST(GoLayout, ArraysAndTypeParametersAreToldApart) {
  const auto type = [](const std::string& text) {
    return Between(DeclarationTrees("type T " + text), "DeclarationGroup type(Type(Name T, ", "))");
  };
  EXPECT_EQ(type("[N]int"), "None, ArrayType(Name N, Name int)");
  EXPECT_EQ(type("[]int"), "None, ArrayType(None, Name int)");
  EXPECT_EQ(type("[N * 2]int"), "None, ArrayType(Binary *(Name N, Literal integer 2), Name int)");
  EXPECT_EQ(type("[P * C]int"), "None, ArrayType(Binary *(Name P, Name C), Name int)");
  EXPECT_EQ(type("[len(x)]int"), "None, ArrayType(Call(Name len, Name x), Name int)");
  EXPECT_EQ(type("[p.N]int"), "None, ArrayType(Member(Name p, Name N), Name int)");
  EXPECT_EQ(type("[P any] int"), "FieldList(Field(Name any, None, Name P)), Name int");
  EXPECT_EQ(type("[P, Q any] int"), "FieldList(Field(Name any, None, Name P, Name Q)), Name int");
  EXPECT_EQ(type("[P *C,] int"), "FieldList(Field(Dereference(Name C), None, Name P)), Name int");
  EXPECT_EQ(type("[P *C, Q any] int"),
            "FieldList(Field(Dereference(Name C), None, Name P), Field(Name any, None, Name Q)), Name int");
  EXPECT_EQ(type("[P *[]C] int"), "FieldList(Field(Dereference(ArrayType(None, Name C)), None, Name P)), Name int");
  EXPECT_EQ(type("[P *C|~D] int"),
            "FieldList(Field(Binary |(Dereference(Name C), Unary ~(Name D)), None, Name P)), Name int");
  EXPECT_EQ(type("[P ([]C)] int"), "FieldList(Field(Parenthesis(ArrayType(None, Name C)), None, Name P)), Name int");
  EXPECT_EQ(type("[P interface{ M() }] int"),
            "FieldList(Field(InterfaceType(Field(FunctionType(FieldList, FieldList), None, Name M)), None, Name P)), "
            "Name int");
  EXPECT_EQ(
      type("[S ~[]E, E any] int"),
      "FieldList(Field(Unary ~(ArrayType(None, Name E)), None, Name S), Field(Name any, None, Name E)), Name int");
  EXPECT_EQ(type("[S []E] int"), "FieldList(Field(ArrayType(None, Name E), None, Name S)), Name int");
  EXPECT_EQ(type("[P C[P]] int"), "FieldList(Field(Index(Name C, Name P), None, Name P)), Name int");
  EXPECT_EQ(type("[P int|string] int"), "FieldList(Field(Binary |(Name int, Name string), None, Name P)), Name int");
}

TEST(GoLayout, Functions) {
  EXPECT_EQ(DeclarationTrees("func f()"), "Function(None, Name f, None, FunctionType(FieldList, FieldList), None)");
  EXPECT_EQ(DeclarationTrees("func (s *S[T]) f(x int) {}"),
            "Function(FieldList(Field(Dereference(Index(Name S, Name T)), None, Name s)), Name f, None, "
            "FunctionType(FieldList(Field(Name int, None, Name x)), FieldList), Block)");
  EXPECT_EQ(DeclarationTrees("func (S) f() {}"),
            "Function(FieldList(Field(Name S, None)), Name f, None, FunctionType(FieldList, FieldList), Block)");
  EXPECT_EQ(DeclarationTrees("func F[K comparable, V int | ~string](m map[K]V) V {}"),
            "Function(None, Name F, FieldList(Field(Name comparable, None, Name K), "
            "Field(Binary |(Name int, Unary ~(Name string)), None, Name V)), FunctionType(FieldList("
            "Field(MapType(Name K, Name V), None, Name m)), FieldList(Field(Name V, None))), Block)");
}

TEST(GoLayout, Assignments) {
  EXPECT_EQ(StatementTrees("a, b := 1, f()"),
            "Assign :=(ExpressionList(Name a, Name b), ExpressionList(Literal integer 1, Call(Name f)))");
  EXPECT_EQ(StatementTrees("x.y = 1"),
            "Assign =(ExpressionList(Member(Name x, Name y)), ExpressionList(Literal integer 1))");
  EXPECT_EQ(StatementTrees("s += t"), "Assign + compound(ExpressionList(Name s), ExpressionList(Name t))");
  EXPECT_EQ(StatementTrees("s &^= t"), "Assign &^ compound(ExpressionList(Name s), ExpressionList(Name t))");
  EXPECT_EQ(StatementTrees("i++; j--"), "Increment +(Name i), Increment -(Name j)");
  EXPECT_EQ(StatementTrees("c <- x"), "Send(Name c, Name x)");
}

TEST(GoLayout, SimpleStatements) {
  EXPECT_EQ(StatementTrees("f(); ; { }"), "Call(Name f), Block");
  EXPECT_EQ(StatementTrees("go f(); defer g(x)"), "Go(Call(Name f)), Defer(Call(Name g, Name x))");
  EXPECT_EQ(StatementTrees("return"), "Return");
  EXPECT_EQ(StatementTrees("return a, nil"), "Return(Name a, Name nil)");
  EXPECT_EQ(StatementTrees("break; continue L; goto L; fallthrough"),
            "Branch break(None), Branch continue(Name L), Branch goto(Name L), Branch fallthrough(None)");
  EXPECT_EQ(StatementTrees("L:\nf()\nM:"), "Labeled(Name L, Call(Name f)), Labeled(Name M, None)");
  EXPECT_EQ(StatementTrees("var x = 1\nconst c = 2"),
            "DeclarationGroup var(Variable(NameList(Name x), None, ExpressionList(Literal integer 1))), "
            "DeclarationGroup const(Constant(NameList(Name c), None, ExpressionList(Literal integer 2)))");
}

TEST(GoLayout, If) {
  EXPECT_EQ(StatementTrees("if a {}"), "If(None, Name a, Block, None)");
  EXPECT_EQ(StatementTrees("if x := f(); x > 0 {} else if y {} else { g() }"),
            "If(Assign :=(ExpressionList(Name x), ExpressionList(Call(Name f))), Binary >(Name x, Literal integer 0), "
            "Block, If(None, Name y, Block, Block(Call(Name g))))");
  EXPECT_EQ(StatementTrees("if ; a {}"), "If(None, Name a, Block, None)");
}

TEST(GoLayout, ABraceAfterANameBeginsABlockInAHeaderOnly) {
  EXPECT_EQ(StatementTrees("if a == b {}"), "If(None, Binary ==(Name a, Name b), Block, None)");
  EXPECT_EQ(StatementTrees("if a == (T{}) {}"),
            "If(None, Binary ==(Name a, Parenthesis(Composite(Name T))), Block, None)");
  EXPECT_EQ(StatementTrees("if f(T{1}) {}"),
            "If(None, Call(Name f, Composite(Name T, Literal integer 1)), Block, None)");
  EXPECT_EQ(StatementTrees("for range []T{{}} {}"),
            "Range(None, None, Composite(ArrayType(None, Name T), Composite(None)), Block)");
  EXPECT_EQ(StatementTrees("if func() bool { return x == T{} }() {}"),
            "If(None, Call(FunctionLiteral(FunctionType(FieldList, FieldList(Field(Name bool, None))), "
            "Block(Return(Binary ==(Name x, Composite(Name T)))))), Block, None)");
  EXPECT_EQ(StatementTrees("if x { y = T{} }"),
            "If(None, Name x, Block(Assign =(ExpressionList(Name y), ExpressionList(Composite(Name T)))), None)");
}

TEST(GoLayout, For) {
  EXPECT_EQ(StatementTrees("for {}"), "For(None, None, None, Block)");
  EXPECT_EQ(StatementTrees("for x < 1 {}"), "For(None, Binary <(Name x, Literal integer 1), None, Block)");
  EXPECT_EQ(StatementTrees("for ;; {}"), "For(None, None, None, Block)");
  EXPECT_EQ(StatementTrees("for i := 0; i < n; i++ {}"),
            "For(Assign :=(ExpressionList(Name i), ExpressionList(Literal integer 0)), Binary <(Name i, Name n), "
            "Increment +(Name i), Block)");
}

TEST(GoLayout, Range) {
  EXPECT_EQ(StatementTrees("for range c {}"), "Range(None, None, Name c, Block)");
  EXPECT_EQ(StatementTrees("for i := range 10 {}"), "Range defines(Name i, None, Literal integer 10, Block)");
  EXPECT_EQ(StatementTrees("for _, v := range m.x {}"), "Range defines(Name _, Name v, Member(Name m, Name x), Block)");
  EXPECT_EQ(StatementTrees("for a.b, k[0] = range f() {}"),
            "Range(Member(Name a, Name b), Index(Name k, Literal integer 0), Call(Name f), Block)");
}

TEST(GoLayout, Switch) {
  EXPECT_EQ(StatementTrees("switch {}"), "Switch(None, None)");
  EXPECT_EQ(StatementTrees("switch x := f(); x {\ncase 1, 2: a()\ndefault:\ncase T{}.b: b(); fallthrough\n}"),
            "Switch(Assign :=(ExpressionList(Name x), ExpressionList(Call(Name f))), Name x, "
            "Case(ExpressionList(Literal integer 1, Literal integer 2), Call(Name a)), Case default(ExpressionList), "
            "Case(ExpressionList(Member(Composite(Name T), Name b)), Call(Name b), Branch fallthrough(None)))");
  EXPECT_EQ(StatementTrees("switch x := 1; {}"),
            "Switch(Assign :=(ExpressionList(Name x), ExpressionList(Literal integer 1)), None)");
}

TEST(GoLayout, TypeSwitch) {
  EXPECT_EQ(StatementTrees("switch x.(type) { case int, []T: f() }"),
            "TypeSwitch(None, None, Name x, Case(ExpressionList(Name int, ArrayType(None, Name T)), Call(Name f)))");
  EXPECT_EQ(StatementTrees("switch a := b; v := a.x.(type) { case nil: default: }"),
            "TypeSwitch(Assign :=(ExpressionList(Name a), ExpressionList(Name b)), Name v, Member(Name a, Name x), "
            "Case(ExpressionList(Name nil)), Case default(ExpressionList))");
}

TEST(GoLayout, Select) {
  EXPECT_EQ(StatementTrees("select { case c <- 1: case v, ok := <-d: f(); case <-e: default: }"),
            "Select(Case(ExpressionList(Send(Name c, Literal integer 1))), "
            "Case(ExpressionList(Assign :=(ExpressionList(Name v, Name ok), ExpressionList(Unary <-(Name d)))), "
            "Call(Name f)), "
            "Case(ExpressionList(Unary <-(Name e))), Case default(ExpressionList))");
}

TEST(GoLayout, PlacesAreThoseOfTheText) {
  const Module module = ParseGo("package p\n\nvar hits = f(a)  // comment\n");
  const NodeId group = module.Child(module.root, 0);
  EXPECT_EQ(module.Text(group), "var hits = f(a)");
  EXPECT_EQ(module.LocationOf(group).ToString(), "x.go:3:1");
  const NodeId values = module.Child(module.Child(group, 0), 2);
  EXPECT_EQ(module.Text(values), "f(a)");
  EXPECT_EQ(module.LocationOf(module.Child(module.Child(values, 0), 1)).ToString(), "x.go:3:14");
}

}  // namespace
}  // namespace mdg
