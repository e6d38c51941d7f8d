// Names a family has with other settings of the program.
//
//     app_up, <namespace>_up                    one family; "`<namespace>_up` with other settings"
//
// In: the metrics and patterns of a Catalog, each definition folded. Out: what is another name of one of them has become a note of it;
// and such a note taken apart, which is done here only.
// Deliberately only where the same definition, or the same exporter, makes both.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/catalog.h"

namespace mdg {

// Adds to a note what it does not say yet.
void JoinNote(std::string& note, const std::string& more);

void FoldOtherNames(Catalog& catalog);

// How a name begins by default, and the setting that it begins with otherwise: "app_" and "namespace".
struct OtherStart {
  std::string usual, setting;
  auto operator<=>(const OtherStart&) const = default;
};

// What a note of FoldOtherNames says of this name; nothing where the other name differs in more than how it begins.
std::optional<OtherStart> OtherStartOf(std::string_view name, std::string_view note);

}  // namespace mdg
