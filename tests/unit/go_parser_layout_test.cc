// The trees of model/syntax.h as the Go front end builds them, one construct at a time, compared as dumped text.
#include <gtest/gtest.h>

#include <string>

#include "languages/language.h"

namespace mdg {
namespace {

Module ParseGo(std::string text) { return languages::ForPath("x.go")->parse("dir/x.go", std::move(text)); }

TEST(GoParserLayout, AShortVariableDeclaration) {
  const Module module = ParseGo("package p\nfunc f() { hits := prometheus.NewCounter(opts) }\n");
  EXPECT_TRUE(module.errors.empty());
  EXPECT_EQ(Dump(module),
            "File\n"
            "  Function\n"
            "    None\n"
            "    Name f\n"
            "    None\n"
            "    FunctionType\n"
            "      FieldList\n"
            "      FieldList\n"
            "    Block\n"
            "      Assign :=\n"
            "        ExpressionList\n"
            "          Name hits\n"
            "        ExpressionList\n"
            "          Call\n"
            "            Member\n"
            "              Name prometheus\n"
            "              Name NewCounter\n"
            "            Name opts\n");
}

}  // namespace
}  // namespace mdg
