// Texts that are written piece by piece: strings.Builder and bytes.Buffer.
//
//     var name strings.Builder
//     name.WriteString("app_"); name.WriteByte(0x75)          name.String()
//
// In: calls on such objects, and of functions that write into one. Out: the text so far, in which what is not known is a hole. Deliberately
// no reading from a buffer: what is left of it nobody knows then. Sources: the documentation of strings and bytes.
#pragma once

#include <string_view>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

class Written {
 public:
  explicit Written(Evaluator& evaluator) : e_(evaluator) {}

  bool IsText(Value object) const;  // the address of one
  // Null when it is no method of theirs.
  Value CallMethod(NodeId call, Value object, std::string_view name);
  void Append(Value object, Value text);
  Value Result();  // of writing: so many bytes, no error
  Value NewBuffer(Value text);

  // Around a loop of which nobody knows how often it goes round: what it writes into a text made before is a hole afterwards.
  void BeginRounds(), EndRounds();

 private:
  Value Content(Value object), Whole(Value object);
  void Set(Value object, Value text);

  Evaluator& e_;
};

}  // namespace mdg::evaluate
