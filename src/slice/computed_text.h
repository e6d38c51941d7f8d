// A text that is computed of constants, as it is handed to who runs the program.
//
//     for _, kind := range []Kind{Read, Write} { f(kind.String()) }      kind.String(); kind: Read, Write
//
// In: nothing. Out: ComputedText. Deliberately no values: see computed.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/program.h"
#include "model/value.h"

namespace mdg::slice {

struct Unit;

// What is written down as a value, or counted by a loop.
struct ConstantAt {
  const Module* module = nullptr;
  NodeId node = kNoNode;
  std::optional<int64_t> number;  // counted; the node is the name that counts
};

// An expression of constants, with one local name at most: its text is known to who runs the program.
struct ComputedText {
  Unit* unit = nullptr;
  const Module* module = nullptr;
  NodeId expression = kNoNode;
  std::string_view name;          // "": none
  const Type* type = nullptr;     // of the name; null when not known
  std::vector<ConstantAt> given;  // what the name can be
};

}  // namespace mdg::slice
