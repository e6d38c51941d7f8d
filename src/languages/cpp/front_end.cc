// In: a path and the bytes of a C++ file. Out: a Module, or its head. See front_end.h.
#include "languages/cpp/front_end.h"

#include <algorithm>
#include <array>
#include <utility>

#include "languages/cpp/lowering.h"
#include "languages/cpp/macros.h"
#include "languages/cpp/tree.h"

namespace mdg::languages::cpp {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

constexpr std::array<std::string_view, 7> kTestFolders = {"test", "tests", "unittest", "unittests", "unit_test", "unit_tests", "googletest"};

}  // namespace

bool IsTest(std::string_view folder, std::string_view name) {
  const std::string_view stem = name.substr(0, name.rfind('.'));
  if (stem.ends_with("_test") || stem.ends_with("_unittest") || stem.ends_with("_tests") || stem.ends_with("Test") || stem.starts_with("test_")) return true;
  while (!folder.empty()) {
    const std::string_view one = folder.substr(0, folder.find('/'));
    if (std::find(kTestFolders.begin(), kTestFolders.end(), one) != kTestFolders.end()) return true;
    folder.remove_prefix(std::min(one.size() + 1, folder.size()));
  }
  return false;
}

Module Parse(std::string path, std::string text) {
  Module module;
  const size_t slash = path.rfind('/');
  module.folder = slash == std::string::npos ? std::string() : path.substr(0, slash);
  module.is_test = IsTest("", std::string_view(path).substr(slash + 1));  // npos + 1 is 0
  module.path = std::move(path);
  module.language = "c++";
  module.makes_objects = true;
  module.package = "c++";       // all of a scan: names are found by namespaces, not by folders
  module.package_name = "main";
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  Expanded expanded = ExpandMacros(std::move(text));
  module.text = std::move(expanded.text);
  module.line_starts = FindLineStarts(module.text);
  const Tree tree = ParseTree(module.text);
  module.text += expanded.definitions;  // behind the source, like words that do not stand in it
  if (tree.gave_up) module.errors.push_back({0, "the file is too large or too strange to be read as C++"});
  Lowering(module, tree).Run();
  return module;
}

// #include lines, wherever they stand, and whether it is where a program begins.
FileHead ReadHead(std::string_view text) {
  FileHead head;
  if (text.find("int main(") != std::string_view::npos) head.package_name = "main";
  constexpr std::string_view kInclude = "include";
  for (size_t at = text.find('#'); at != std::string_view::npos; at = text.find('#', at + 1)) {
    if (at > 0 && text[at - 1] != '\n') continue;  // formatted code has it in the first column
    std::string_view line = text.substr(at + 1);
    line = line.substr(0, line.find('\n'));
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    if (!line.starts_with(kInclude)) continue;
    line.remove_prefix(kInclude.size());
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    if (line.empty() || (line.front() != '<' && line.front() != '"')) continue;
    const size_t close = line.find(line.front() == '<' ? '>' : '"', 1);
    if (close != std::string_view::npos) head.includes.emplace_back(line.substr(1, close - 1));
  }
  return head;
}

}  // namespace mdg::languages::cpp
