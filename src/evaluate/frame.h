// A function that is being run: its variables, the loops it is in, and the ways out of it that only some ways through the program take.
// In: nothing. Out: Scope, Frame, Loop, Exit, Arguments, Group. Deliberately no behaviour: functions.cc, branches.cc, statements.cc.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "evaluate/events.h"
#include "evaluate/values/memory.h"
#include "evaluate/values/values.h"
#include "model/program.h"
#include "types/types.h"

namespace mdg {

struct Scope {  // a variable in sight; captured by function literals
  std::string_view name;
  CellId cell = kNoCell;
  const Scope* outer = nullptr;
};

}  // namespace mdg

namespace mdg::evaluate {

using mdg::Value;

// How a statement ends; of `break outer` and `continue outer` also which statement is meant.
struct Flow {
  enum class Kind : uint8_t { kNext, kReturn, kBreak, kContinue, kStop };
  Kind kind = Kind::kNext;
  std::string_view label;  // "": the innermost

  static const Flow kNext, kReturn, kBreak, kContinue, kStop;
  bool operator==(const Flow&) const = default;
  // As the statement with that label sees it.
  Flow At(std::string_view own) const { return label == own ? Flow{kind, {}} : *this; }
};
inline constexpr Flow Flow::kNext{Kind::kNext, {}}, Flow::kReturn{Kind::kReturn, {}}, Flow::kBreak{Kind::kBreak, {}}, Flow::kContinue{Kind::kContinue, {}},
    Flow::kStop{Kind::kStop, {}};

// A way out of a block that is taken on some of the ways through the program only.
struct Exit {
  ChoiceId choice;
  std::vector<bool> allowed;
  Value result;             // kReturn only
  Memory::Changes changes;  // memory on that way
};

struct Frame {
  const Symbol* symbol = nullptr;  // null: a function literal or an initialiser
  const Module* module = nullptr;
  NodeId node = kNoNode;           // the kFunction or kFunctionLiteral
  const Frame* caller = nullptr;
  Place call_site;                 // in the caller's module
  const Scope* scope = nullptr;
  const TypeScope* types = nullptr;
  std::vector<const Type*> results;
  std::vector<CellId> named_results;
  Value returned = nullptr;
  const Default* under = nullptr;   // what is being run is run because this is empty: if name == "" { name = "app" }
  const Default* rests_on = nullptr;  // so is what comes from here on: if name := os.Getenv("NAME"); name != "" { return name }
  bool may_fail = false;           // it went past an `if err != nil { return err }`
  std::vector<Exit> exits;
  std::vector<std::pair<NodeId, std::string_view>> labels;  // of the statements being run that have one
  std::vector<std::pair<const Scope*, Value>> sought;  // empty texts the loops being run may fill, and what stands for what they find
  std::vector<uint32_t> arrays;    // made by the function itself: of its variables, several may be parts of one
  CellId first_cell = 0;
  int iota = -1;
  int depth = 0;
};

struct Loop {
  bool is_loop = true;      // false: a switch or select, which only `break` leaves
  std::string_view label;
  std::vector<Exit> exits;  // conditional `continue` and `break`
};

// Ways that left a loop or a switch in the middle: what stands after that does not happen there.
struct Left {
  size_t target = 0;  // it was this loop of those being run, counted from 1
  ChoiceId choice = 0;
  std::vector<bool> allowed;
};

struct Arguments {
  std::vector<Value> values;
  bool spread = false;  // f(a, list...): the last value is the whole rest
  bool real = false;    // as a call gives them: those that are missing have their defaults
  Value At(size_t index, Value otherwise) const { return index < values.size() ? values[index] : otherwise; }
};

struct Group {  // one way a decision can fall, and what happens then
  std::vector<bool> allowed;
  std::function<Flow()> run;
};

}  // namespace mdg::evaluate
