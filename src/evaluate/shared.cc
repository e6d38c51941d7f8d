// What goroutines hand one another: channels the program makes, and the boxes of sync/atomic.
//
//     ch <- sample{name: "up"}          for s := range ch { ... }          cached.Store(&list)          *cached.Load()
//
// In: sends, receives, calls on atomic.Pointer and atomic.Value. Out: what was put in comes out again. A channel is a map of what was
// sent, under running numbers: nothing is taken out of it, since who receives what nobody can tell. Goroutines are run where they are
// started, so a producer has mostly sent when it is ranged over. Deliberately not here: the channels a collector sends metrics into
// (collectors.cc), atomic numbers and flags, which are no part of any metric.
#include "evaluate/evaluator.h"

namespace mdg::evaluate {

namespace {

constexpr size_t kManySent = 256;       // ways a value that is received may fall
constexpr std::string_view kBoxed = "";  // the field of a box: no field of Go's has that name

}  // namespace

Value Evaluator::NewChannel(const Type* type) { return values_.Map(memory_.New(values_.New(ValueKind::kMapContent)), type); }

bool Evaluator::IsOwnChannel(Value value) {
  if (!value->Is(ValueKind::kMap)) return false;
  const Type* type = types_.Underlying(value->type);
  return type != nullptr && type->kind == Type::Kind::kChannel;
}

void Evaluator::SendOwn(Value channel, Value value) {
  const Value content = memory_.Read(channel->cell);
  ValueNode* changed = memory_.IsOwned(channel->cell) ? const_cast<ValueNode*>(content) : values_.Copy(content);
  changed->entries.push_back({values_.Integer(static_cast<int64_t>(content->entries.size())), value, false});
  if (changed != content) memory_.WriteOwned(channel->cell, changed);
}

// Whether more may come out of it than was seen to go in: others had it before this run began.
bool Evaluator::IsFedElsewhere(Value channel) const { return channel->cell < root_first_cell_ || memory_.Read(channel->cell)->open; }

Value Evaluator::ReceiveOwn(Value channel) {
  const Type* type = types_.Underlying(channel->type);
  const Value unknown = values_.Unknown("value", Reason::kRuntimeData, type->element);
  const SharedArray<MapEntry> entries = memory_.Read(channel->cell)->entries;
  if (entries.empty() || entries.size() > kManySent) return unknown;
  std::vector<Value> ways;
  for (const MapEntry& entry : entries) ways.push_back(entry.value);
  if (IsFedElsewhere(channel)) ways.push_back(unknown);
  return ways.size() == 1 ? ways.front() : values_.Choice(values_.NewChoice(), std::move(ways));
}

// What an empty box holds: nothing yet, where all that is ever put in is seen; else nobody knows.
Value Evaluator::EmptyBox(Value box, const Type* type) {
  if (!box->path.empty()) {
    ValueNode* around = values_.Copy(box);
    std::vector<std::string_view> path = box->path;
    path.pop_back();
    around->path = path;
    const Type* owner = Types::Dereference(Dereference(around)->type);
    const bool named = owner != nullptr && owner->kind == Type::Kind::kNamed;
    if (named && slice_.IsStored(owner->symbol, box->path.back()) != slice::Stored::kUnseen) return values_.Nil();
  }
  return values_.Unknown("value", Reason::kRuntimeData, type);
}

// box.Store(x), box.Load(), box.Swap(x), box.CompareAndSwap(old, x); false when it is none of these, or the box is not known.
bool Evaluator::CallBox(NodeId call, Value box, std::string_view name, Value& result) {
  if (!box->Is(ValueKind::kPointer)) return false;
  const Value inside = Dereference(box);
  const Type* type = inside->type;
  if (!inside->Is(ValueKind::kRecord) || type == nullptr || type->path != "sync/atomic" || (type->name != "Pointer" && type->name != "Value")) return false;
  const bool stores = name == "Store" || name == "Swap" || name == "CompareAndSwap";
  if (!stores && name != "Load") return false;
  const bool empty = inside->fields.empty();
  const Value before = empty ? EmptyBox(box, nullptr) : inside->fields.front().value;
  const Arguments arguments = EvaluateArguments(call, nullptr);
  result = name == "CompareAndSwap" ? values_.Unknown("swapped", Reason::kRuntimeData) : before;
  if (stores && !arguments.values.empty()) WritePath(box->cell, box->path, values_.Record(type, {{kBoxed, arguments.values.back()}}));
  return true;
}

}  // namespace mdg::evaluate
