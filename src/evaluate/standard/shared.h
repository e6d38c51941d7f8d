// What goroutines hand one another: channels the program makes, the boxes of sync/atomic, and sync.Map.
//
//     ch <- sample{name: "up"}          for s := range ch { ... }          cached.Store(&list)          *cached.Load()
//
// In: sends, receives, calls on atomic.Pointer, atomic.Value and sync.Map. Out: what was put in comes out again. A channel is a map of what was
// sent, under running numbers: nothing is taken out of it, since who receives what nobody can tell. Goroutines are run where they are
// started, so a producer has mostly sent when it is ranged over. Deliberately not here: the channels a collector sends metrics into
// (collectors.cc), atomic numbers and flags, which are no part of any metric.
#pragma once

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

class Shared {
 public:
  explicit Shared(Evaluator& evaluator) : e_(evaluator) {}

  // A channel the program made, as far as was seen.
  bool IsChannel(Value value) const;
  void Send(Value channel, Value value);
  // One of the values sent; unknown when none was, or too many.
  Value Receive(Value channel);
  // Whether more may come out of it than was seen to go in: others had it before this run began.
  bool IsFedElsewhere(Value channel) const;
  // What a function gives to its `yield`, as what was sent into a channel: for row := range rows() { ... }
  bool GivesTexts(Value function);
  Value Gathered(Value function, Place at);
  void Yield(Value into, const std::vector<Value>& values);
  static constexpr const char* kYield = "yield";
  // box.Store(x), box.Load(), box.Swap(x), box.CompareAndSwap(old, x); false when it is none of these, or the box is not known.
  bool CallBox(NodeId call, Value box, std::string_view name, Value& result);

 private:
  Value EmptyBox(Value box);
  Value MapIn(Value box);
  bool CallMap(NodeId call, Value box, std::string_view name, Value& result);
  void CallForEach(Value map, Value function, Place at);

  Evaluator& e_;
};

}  // namespace mdg::evaluate
