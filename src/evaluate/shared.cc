// In: sends, receives, calls on boxes. Out: values. See shared.h.
#include "evaluate/shared.h"

namespace mdg::evaluate {

namespace {

constexpr size_t kManySent = 256;       // ways a value that is received may fall
constexpr std::string_view kBoxed = "";  // the field of a box: no field of Go's has that name

}  // namespace

bool Shared::IsChannel(Value value) const {
  if (!value->Is(ValueKind::kMap)) return false;
  const Type* type = e_.types_.Underlying(value->type);
  return type != nullptr && type->kind == Type::Kind::kChannel;
}

void Shared::Send(Value channel, Value value) {
  const Value content = e_.memory_.Read(channel->cell);
  ValueNode* changed = e_.memory_.IsOwned(channel->cell) ? const_cast<ValueNode*>(content) : e_.values_.Copy(content);
  changed->entries.push_back({e_.values_.Integer(static_cast<int64_t>(content->entries.size())), value, false});
  if (changed != content) e_.memory_.WriteOwned(channel->cell, changed);
}

bool Shared::IsFedElsewhere(Value channel) const { return channel->cell < e_.root_first_cell_ || e_.memory_.Read(channel->cell)->open; }

Value Shared::Receive(Value channel) {
  const Type* type = e_.types_.Underlying(channel->type);
  const Value unknown = e_.values_.Unknown("value", Reason::kRuntimeData, type->element);
  const SharedArray<MapEntry> entries = e_.memory_.Read(channel->cell)->entries;
  if (entries.empty() || entries.size() > kManySent) return unknown;
  std::vector<Value> ways;
  for (const MapEntry& entry : entries) ways.push_back(entry.value);
  if (IsFedElsewhere(channel)) ways.push_back(unknown);
  return ways.size() == 1 ? ways.front() : e_.values_.Choice(e_.values_.NewChoice(), std::move(ways));
}

// What an empty box holds: nothing yet, where all that is ever put in is seen; else nobody knows.
Value Shared::EmptyBox(Value box) {
  if (!box->path.empty()) {
    ValueNode* around = e_.values_.Copy(box);
    std::vector<std::string_view> path = box->path;
    path.pop_back();
    around->path = path;
    const Type* owner = Types::Dereference(e_.Dereference(around)->type);
    const bool named = owner != nullptr && owner->kind == Type::Kind::kNamed;
    if (named && e_.slice_.IsStored(owner->symbol, box->path.back()) != slice::Stored::kUnseen) return e_.values_.Nil();
  }
  return e_.values_.Unknown("value", Reason::kRuntimeData);
}

bool Shared::CallBox(NodeId call, Value box, std::string_view name, Value& result) {
  if (!box->Is(ValueKind::kPointer)) return false;
  const Value inside = e_.Dereference(box);
  const Type* type = inside->type;
  const bool is_box = inside->Is(ValueKind::kRecord) && type != nullptr && type->path == "sync/atomic" && (type->name == "Pointer" || type->name == "Value");
  if (!is_box) return false;
  const bool stores = name == "Store" || name == "Swap" || name == "CompareAndSwap";
  if (!stores && name != "Load") return false;
  const bool empty = inside->fields.empty();
  const Value before = empty ? EmptyBox(box) : inside->fields.front().value;
  const Arguments arguments = e_.EvaluateArguments(call, nullptr);
  result = name == "CompareAndSwap" ? e_.values_.Unknown("swapped", Reason::kRuntimeData) : before;
  if (stores && !arguments.values.empty()) e_.WritePath(box->cell, box->path, e_.values_.Record(type, {{kBoxed, arguments.values.back()}}));
  return true;
}

}  // namespace mdg::evaluate
