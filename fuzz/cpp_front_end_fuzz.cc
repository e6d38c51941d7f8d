// Any bytes at all through the C++ front end, read twice and linked; then what it promises about a Module is checked.
//
// In: bytes from libFuzzer. Out: a crash when a promise of module_checks.h is broken, or ReadHead or Link are not total. Built only with
// -DMDG_LANGUAGE_CPP=ON. Whether a node is reached twice after linking is not asked: types are shared then.
#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/module_checks.h"
#include "languages/cpp/front_end.h"
#include "languages/cpp/link.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  (void)mdg::languages::cpp::ReadHead(text);
  std::vector<mdg::Module> modules;
  modules.push_back(mdg::languages::cpp::Parse("folder/file.cc", text));
  mdg::CheckModule(modules.front());
  modules.push_back(mdg::languages::cpp::Parse("folder/file.h", text));
  mdg::languages::cpp::Link(modules, [](std::string_view, std::string_view) { return mdg::languages::Statement::kNothing; });
  for (const mdg::Module& module : modules) {
    for (const mdg::Node& node : module.nodes) {
      MDG_CHECK(node.begin <= node.end && node.end <= module.text.size() && node.next < module.nodes.size());
    }
  }
  return 0;
}
