// What many names of a document say of themselves, which is better said once.
//
//     `mill_…`: how these names begin is a setting, MILL_NAMESPACE
//     `mill_…`: about these names: default of --namespace
//
// In: the rows of a document. Out: entries for its legend, and whether a remark is told by one. Deliberately nothing is taken out of
// the rows: a page shows one metric at a time, and has the remark there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/other_settings.h"
#include "render/details.h"

namespace mdg::render {

struct SharedNames {
  std::string begin;                // "mill_": all of them begin so
  std::string meaning;              // no final punctuation
  std::optional<OtherStart> start;  // what their remarks tell; nothing: all have the same words
  std::string words;
  bool operator==(const SharedNames&) const = default;
};

std::vector<SharedNames> SharedNamesOf(const std::vector<const Details*>& metrics);

bool IsTold(std::string_view name, const Remark& remark, const std::vector<SharedNames>& shared);

}  // namespace mdg::render
