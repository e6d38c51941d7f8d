// The languages there are: one row each. In: a path. Out: the language that claims it. Deliberately no
// self-registration, so that this table is all there is to know.
#include <array>

#include "languages/go/front_end.h"
#include "languages/language.h"

namespace mdg::languages {
namespace {

constexpr std::array<std::string_view, 1> kGoSuffixes = {".go"};

constexpr std::array<Language, 1> kLanguages = {{
    {"go", kGoSuffixes, "_test.go", go::Parse, go::ReadHead},
}};

}  // namespace

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
