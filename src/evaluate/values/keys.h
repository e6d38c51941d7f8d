// Keys of maps: whether it can be told which entry one means.
//
//     map[Part]bool{Cows{}: true, Pigs{}: false}     two entries
//
// In: a key. Out: whether it is the same key wherever it is written. Deliberately no pointers: one may stand for several objects.
#pragma once

#include <algorithm>

#include "evaluate/values/values.h"

namespace mdg::evaluate {

inline bool IsKnownKey(Value key, int depth = 0) {
  if (Values::IsKnownText(key) || key->Is(ValueKind::kNumber) || key->Is(ValueKind::kBool) || key->Is(ValueKind::kNative)) return true;
  if (!key->Is(ValueKind::kRecord) || key->type == nullptr || key->open || depth > 3) return false;
  return std::all_of(key->fields.begin(), key->fields.end(), [&](const RecordField& field) { return IsKnownKey(field.value, depth + 1); });
}

}  // namespace mdg::evaluate
