// Any bytes at all through the Go front end; then everything it promises about a Module is checked.
//
// In: bytes from libFuzzer. Out: a crash when a promise of module_checks.h is broken, or ReadHead is not total.
#include <cstdint>
#include <string>

#include "fuzz/module_checks.h"
#include "languages/go/front_end.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  const mdg::languages::FileHead head = mdg::languages::go::ReadHead(text);
  const mdg::Module module = mdg::languages::go::Parse("folder/file_linux.go", std::move(text));
  mdg::CheckModule(module);
  if (module.errors.empty()) MDG_CHECK(head.package_name == module.package_name);
  return 0;
}
