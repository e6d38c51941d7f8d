// Go trees as one readable line, for tests.
//
// In: Go source. Out: "Call(Member(Name a, Name b), Name c)": the text of Dump() with brackets instead of indentation.
#pragma once

#include <algorithm>
#include <sstream>
#include <string>

#include "languages/language.h"

namespace mdg {

inline Module ParseGo(std::string text, std::string path = "x.go") {
  return languages::ForPath("x.go")->parse(std::move(path), std::move(text));
}

inline std::string OneLine(const std::string& dump) {
  std::istringstream lines(dump);
  std::string out;
  size_t depth = 0;
  for (std::string line; std::getline(lines, line);) {
    const size_t indentation = line.find_first_not_of(' ');
    const size_t new_depth = indentation / 2;
    if (out.empty()) {
      depth = new_depth;
    } else if (new_depth > depth) {
      out += '(';
    } else {
      out.append(depth - new_depth, ')');
      out += ", ";
    }
    depth = new_depth;
    out += line.substr(indentation);
  }
  return out.append(depth, ')');
}

// The declarations of a file, without what stands for the file.
inline std::string DeclarationTrees(const std::string& declarations) {
  const Module module = ParseGo("package p\n" + declarations + "\n");
  if (!module.errors.empty()) return "error: " + module.errors[0].message;
  const std::string tree = OneLine(Dump(module));
  constexpr size_t kBefore = 5;  // "File("
  return tree.size() > kBefore ? tree.substr(kBefore, tree.size() - kBefore - 1) : "";
}

inline std::string Between(const std::string& text, const std::string& before, const std::string& after) {
  if (!text.starts_with(before) || !text.ends_with(after) || text.size() < before.size() + after.size()) return text;
  return text.substr(before.size(), text.size() - before.size() - after.size());
}

inline std::string ExpressionTree(const std::string& expression) {
  return Between(DeclarationTrees("var _ = " + expression),
                 "DeclarationGroup var(Variable(NameList(Name _), None, ExpressionList(", ")))");
}

inline std::string TypeTree(const std::string& type) {
  return Between(DeclarationTrees("var _ " + type), "DeclarationGroup var(Variable(NameList(Name _), ", ", None))");
}

// The statements of a function's body.
inline std::string StatementTrees(const std::string& statements) {
  return Between(DeclarationTrees("func f() {\n" + statements + "\n}"),
                 "Function(None, Name f, None, FunctionType(FieldList, FieldList), Block(", "))");
}

}  // namespace mdg
