// The layouts of model/syntax.h as the Go front end builds them, kind by kind: expressions and types.
#include <gtest/gtest.h>

#include "tests/unit/go_tree.h"

namespace mdg {
namespace {

TEST(GoLayout, DumpIndentsAndShowsOperators) {
  EXPECT_EQ(Dump(ParseGo("package p\nvar hits = reg.New(\"a\\n\" + b...)\n")),
            "File\n"
            "  DeclarationGroup var\n"
            "    Variable\n"
            "      NameList\n"
            "        Name hits\n"
            "      None\n"
            "      ExpressionList\n"
            "        Call spread\n"
            "          Member\n"
            "            Name reg\n"
            "            Name New\n"
            "          Binary +\n"
            "            Literal string \"a\\n\" = a\\n\n"
            "            Name b\n");
}

TEST(GoLayout, Leaves) {
  EXPECT_EQ(ExpressionTree("x"), "Name x");
  EXPECT_EQ(ExpressionTree("été_1"), "Name été_1");
  EXPECT_EQ(ExpressionTree("12"), "Literal integer 12");
  EXPECT_EQ(ExpressionTree("1.5e-3"), "Literal float 1.5e-3");
  EXPECT_EQ(ExpressionTree("2i"), "Literal imaginary 2i");
  EXPECT_EQ(ExpressionTree("'\\''"), "Literal character '\\'' = '");
  EXPECT_EQ(ExpressionTree("`raw`"), "Literal string `raw`");
}

TEST(GoLayout, MembersCallsAndComposites) {
  EXPECT_EQ(ExpressionTree("a.b.c"), "Member(Member(Name a, Name b), Name c)");
  EXPECT_EQ(ExpressionTree("f()"), "Call(Name f)");
  EXPECT_EQ(ExpressionTree("a.f(x, 1,)"), "Call(Member(Name a, Name f), Name x, Literal integer 1)");
  EXPECT_EQ(ExpressionTree("f(x, y...)"), "Call spread(Name f, Name x, Name y)");
  EXPECT_EQ(ExpressionTree("make([]int, 3)"), "Call(Name make, ArrayType(None, Name int), Literal integer 3)");
  EXPECT_EQ(ExpressionTree("T{}"), "Composite(Name T)");
  EXPECT_EQ(ExpressionTree("p.T{A: 1, \"b\"}"),
            "Composite(Member(Name p, Name T), KeyValue(Name A, Literal integer 1), Literal string \"b\")");
  EXPECT_EQ(ExpressionTree("&T[int]{x}"), "Unary &(Composite(Index(Name T, Name int), Name x))");
}

TEST(GoLayout, CompositesInsideOfCompositesHaveNoType) {
  EXPECT_EQ(ExpressionTree("[]T{{1}, {a: {2}}}"),
            "Composite(ArrayType(None, Name T), Composite(None, Literal integer 1), "
            "Composite(None, KeyValue(Name a, Composite(None, Literal integer 2))))");
  EXPECT_EQ(ExpressionTree("map[K]V{{1}: {2},}"),
            "Composite(MapType(Name K, Name V), KeyValue(Composite(None, Literal integer 1), "
            "Composite(None, Literal integer 2)))");
  EXPECT_EQ(ExpressionTree("[...]int{1: 5}"),
            "Composite(ArrayType(Ellipsis(None), Name int), KeyValue(Literal integer 1, Literal integer 5))");
  EXPECT_EQ(ExpressionTree("struct{ a int }{1}"),
            "Composite(StructType(Field(Name int, None, Name a)), Literal integer 1)");
}

TEST(GoLayout, OperatorsBindAsInGo) {
  EXPECT_EQ(ExpressionTree("a + b * c - d"), "Binary -(Binary +(Name a, Binary *(Name b, Name c)), Name d)");
  EXPECT_EQ(ExpressionTree("a || b && c == d + e<<f"),
            "Binary ||(Name a, Binary &&(Name b, Binary ==(Name c, Binary +(Name d, Binary <<(Name e, Name f)))))");
  EXPECT_EQ(ExpressionTree("a &^ b | c ^ d"), "Binary ^(Binary |(Binary &^(Name a, Name b), Name c), Name d)");
  EXPECT_EQ(ExpressionTree("!a != -b"), "Binary !=(Unary !(Name a), Unary -(Name b))");
  EXPECT_EQ(ExpressionTree("-x.y[1]"), "Unary -(Index(Member(Name x, Name y), Literal integer 1))");
  EXPECT_EQ(ExpressionTree("*p * *q"), "Binary *(Dereference(Name p), Dereference(Name q))");
  EXPECT_EQ(ExpressionTree("^x & +y"), "Binary &(Unary ^(Name x), Unary +(Name y))");
  EXPECT_EQ(ExpressionTree("(a + b) * c"), "Binary *(Parenthesis(Binary +(Name a, Name b)), Name c)");
  EXPECT_EQ(ExpressionTree("<-c"), "Unary <-(Name c)");
  EXPECT_EQ(ExpressionTree("a >= b"), "Binary >=(Name a, Name b)");
}

TEST(GoLayout, IndexSliceAndTypeAssertion) {
  EXPECT_EQ(ExpressionTree("a[i]"), "Index(Name a, Name i)");
  EXPECT_EQ(ExpressionTree("F[int, []string]"), "Index(Name F, Name int, ArrayType(None, Name string))");
  EXPECT_EQ(ExpressionTree("F[T](x)"), "Call(Index(Name F, Name T), Name x)");
  EXPECT_EQ(ExpressionTree("a[:]"), "Slice(Name a, None, None, None)");
  EXPECT_EQ(ExpressionTree("a[1:]"), "Slice(Name a, Literal integer 1, None, None)");
  EXPECT_EQ(ExpressionTree("a[:n]"), "Slice(Name a, None, Name n, None)");
  EXPECT_EQ(ExpressionTree("a[i:j:k]"), "Slice(Name a, Name i, Name j, Name k)");
  EXPECT_EQ(ExpressionTree("a[:j:k]"), "Slice(Name a, None, Name j, Name k)");
  EXPECT_EQ(ExpressionTree("x.(*T)"), "TypeAssertion(Name x, Dereference(Name T))");
}

TEST(GoLayout, ConversionsAndFunctionLiterals) {
  EXPECT_EQ(ExpressionTree("[]byte(s)"), "Call(ArrayType(None, Name byte), Name s)");
  EXPECT_EQ(ExpressionTree("(*T)(nil)"), "Call(Parenthesis(Dereference(Name T)), Name nil)");
  EXPECT_EQ(ExpressionTree("(<-chan int)(c)"), "Call(Parenthesis(ChannelType(Name int)), Name c)");
  EXPECT_EQ(ExpressionTree("(func())(f)"), "Call(Parenthesis(FunctionType(FieldList, FieldList)), Name f)");
  EXPECT_EQ(ExpressionTree("func() int { return 1 }()"),
            "Call(FunctionLiteral(FunctionType(FieldList, FieldList(Field(Name int, None))), "
            "Block(Return(Literal integer 1))))");
}

TEST(GoLayout, Types) {
  EXPECT_EQ(TypeTree("*p.T"), "Dereference(Member(Name p, Name T))");
  EXPECT_EQ(TypeTree("[]int"), "ArrayType(None, Name int)");
  EXPECT_EQ(TypeTree("[2 * N]int"), "ArrayType(Binary *(Literal integer 2, Name N), Name int)");
  EXPECT_EQ(TypeTree("map[string][]T"), "MapType(Name string, ArrayType(None, Name T))");
  EXPECT_EQ(TypeTree("chan<- int"), "ChannelType(Name int)");
  EXPECT_EQ(TypeTree("<-chan int"), "ChannelType(Name int)");
  EXPECT_EQ(TypeTree("p.T[int, K]"), "Index(Member(Name p, Name T), Name int, Name K)");
  EXPECT_EQ(TypeTree("(T)"), "Parenthesis(Name T)");
}

TEST(GoLayout, FunctionTypes) {
  EXPECT_EQ(TypeTree("func()"), "FunctionType(FieldList, FieldList)");
  EXPECT_EQ(TypeTree("func(int, ...string) error"),
            "FunctionType(FieldList(Field(Name int, None), Field(Ellipsis(Name string), None)), "
            "FieldList(Field(Name error, None)))");
  EXPECT_EQ(TypeTree("func(a, b int, c ...T) (x T, err error)"),
            "FunctionType(FieldList(Field(Name int, None, Name a, Name b), Field(Ellipsis(Name T), None, Name c)), "
            "FieldList(Field(Name T, None, Name x), Field(Name error, None, Name err)))");
  EXPECT_EQ(TypeTree("func([]int, [2]T, C[int], p.X)"),
            "FunctionType(FieldList(Field(ArrayType(None, Name int), None), "
            "Field(ArrayType(Literal integer 2, Name T), None), "
            "Field(Index(Name C, Name int), None), Field(Member(Name p, Name X), None)), FieldList)");
  EXPECT_EQ(TypeTree("func(a []int, b [2]T, c C[int], d p.X[A])"),
            "FunctionType(FieldList(Field(ArrayType(None, Name int), None, Name a), "
            "Field(ArrayType(Literal integer 2, Name T), None, Name b), Field(Index(Name C, Name int), None, Name c), "
            "Field(Index(Member(Name p, Name X), Name A), None, Name d)), FieldList)");
}

TEST(GoLayout, StructTypes) {
  EXPECT_EQ(TypeTree("struct{}"), "StructType");
  EXPECT_EQ(TypeTree("struct { a, b int `x:\"y\"`; T; *U; p.V \"t\"; W[int]; c [4]T; d []T; e func() }"),
            "StructType(Field(Name int, Literal string `x:\"y\"`, Name a, Name b), Field(Name T, None), "
            "Field(Dereference(Name U), None), Field(Member(Name p, Name V), Literal string \"t\"), "
            "Field(Index(Name W, Name int), None), Field(ArrayType(Literal integer 4, Name T), None, Name c), "
            "Field(ArrayType(None, Name T), None, Name d), Field(FunctionType(FieldList, FieldList), None, Name e))");
}

TEST(GoLayout, InterfaceTypes) {
  EXPECT_EQ(TypeTree("interface{}"), "InterfaceType");
  EXPECT_EQ(
      TypeTree("interface { M(a int) error; E; p.F; ~int | string | *T; G[int] }"),
      "InterfaceType(Field(FunctionType(FieldList(Field(Name int, None, Name a)), FieldList(Field(Name error, None))), "
      "None, Name M), Field(Name E, None), Field(Member(Name p, Name F), None), "
      "Field(Binary |(Binary |(Unary ~(Name int), Name string), Dereference(Name T)), None), "
      "Field(Index(Name G, Name int), None))");
}

}  // namespace
}  // namespace mdg
