// The languages there are: one row each. In: a path. Out: the language that claims it. Deliberately no
// self-registration, so that this table is all there is to know.
#include <array>

#ifdef MDG_LANGUAGE_CPP
#include "languages/cpp/front_end.h"
#include "languages/cpp/link.h"
#endif
#include "languages/go/front_end.h"
#include "languages/language.h"

namespace mdg::languages {
namespace {

constexpr std::array<std::string_view, 1> kGoSuffixes = {".go"};

bool IsGoTest(std::string_view, std::string_view name) { return name.ends_with("_test.go"); }

#ifdef MDG_LANGUAGE_CPP
constexpr std::array<std::string_view, 10> kCppSuffixes = {".cc", ".cpp", ".cxx", ".c++", ".h", ".hh", ".hpp", ".hxx", ".ipp", ".inl"};

constexpr std::array<Language, 2> kLanguages = {{
    {"go", kGoSuffixes, false, IsGoTest, go::Parse, go::ReadHead},
    {"c++", kCppSuffixes, true, cpp::IsTest, cpp::Parse, cpp::ReadHead},
}};
#else
constexpr std::array<Language, 1> kLanguages = {{
    {"go", kGoSuffixes, false, IsGoTest, go::Parse, go::ReadHead},
}};
#endif

}  // namespace

void Link([[maybe_unused]] std::vector<Module>& modules, [[maybe_unused]] const Stated& stated) {
#ifdef MDG_LANGUAGE_CPP
  cpp::Link(modules, stated);
#endif
}

std::span<const Language> All() { return kLanguages; }

const Language* ForPath(std::string_view path) {
  for (const Language& language : kLanguages) {
    for (std::string_view suffix : language.suffixes) {
      if (path.ends_with(suffix)) return &language;
    }
  }
  return nullptr;
}

}  // namespace mdg::languages
