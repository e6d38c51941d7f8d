// In: sends, receives, calls on boxes. Out: values. See shared.h.
#include "evaluate/standard/shared.h"

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

// Whether what a function gives to its `yield` may say something, a text or a row with some, by its declared type. Objects say no name by
// themselves, and one that does something about metrics on the way is followed for that where it is called, not for what it gives:
// through the clients of a server it leads all over the program.
bool Shared::GivesTexts(Value function) {
  const bool matters = function->symbol != nullptr ? e_.slice_.Matters(function->symbol) : function->module == nullptr || e_.slice_.Matters(*function->module, function->node);
  const std::vector<const Type*> takes = e_.ParameterTypes(function);
  const Type* yield = takes.size() == 1 && takes[0] != nullptr ? e_.types_.Underlying(takes[0]) : nullptr;
  // What reflection finds in an object that is made while the program runs is no table of texts (temporal's fields of components).
  const Module* from = function->symbol != nullptr ? function->symbol->module : function->module;
  if (matters || slice::UsesReflection(*from)) return false;
  if (yield == nullptr || yield->kind != Type::Kind::kFunction) return false;
  const Module& module = *yield->module;
  for (NodeId f = module.At(module.At(yield->node).first).first; f != kNoNode; f = module.At(f).next) {
    const Type* given = e_.types_.Underlying(e_.types_.Resolve(module, module.At(f).first, function->types));
    if (given == nullptr || given->kind == Type::Kind::kStruct || (given->kind == Type::Kind::kBasic && given->name == "string")) return true;
  }
  return false;
}

Value Shared::Gathered(Value function, Place at) {
  const Value given = e_.values_.Map(e_.memory_.New(e_.values_.New(ValueKind::kMapContent)), nullptr);
  e_.CallValue(function, {.values = {e_.values_.Native(NativeKind::kOther, 0, kYield, {given})}}, at);
  return given;
}

// yield(name, help): a pair is an entry of the two.
void Shared::Yield(Value into, const std::vector<Value>& values) {
  Send(into, values.size() == 1 ? values.front() : e_.values_.Tuple(values));
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

// The map a sync.Map is; made when it is used first, as its zero value is an empty one.
Value Shared::MapIn(Value box) {
  const Value inside = e_.Dereference(box);
  if (!inside->fields.empty()) return inside->fields.front().value;
  const Value map = e_.values_.Map(e_.memory_.New(e_.values_.New(ValueKind::kMapContent)), nullptr);
  e_.WritePath(box->cell, box->path, e_.values_.Record(inside->type, {{kBoxed, map}}));
  return map;
}

// m.Store(k, v), m.LoadOrStore(k, v), m.Swap(k, v), m.Load(k), m.Range(f). What is taken out of it may have been read before: it stays.
bool Shared::CallMap(NodeId call, Value box, std::string_view name, Value& result) {
  const bool stores = name == "Store" || name == "LoadOrStore" || name == "Swap";
  const Arguments arguments = e_.EvaluateArguments(call, nullptr);
  const std::vector<Value>& given = arguments.values;
  const Value map = MapIn(box);
  if (!map->Is(ValueKind::kMap) || given.size() != (stores ? 2u : 1u)) return false;
  if (name == "Range") {
    CallForEach(map, given[0], e_.At(call));
    result = e_.values_.Nil();
    return true;
  }
  if (!stores && name != "Load") return false;
  result = e_.values_.Nil();
  if (name != "Store") result = e_.IndexMap(map, given[0], true, true);
  if (name == "LoadOrStore") {
    const bool missing = result->Is(ValueKind::kTuple) && Evaluator::Truth(result->items[1]) == 0;
    if (missing) result = e_.values_.Tuple({given[1], e_.values_.Bool(false)});
    else if (result->Is(ValueKind::kTuple) && Evaluator::Truth(result->items[1]) > 0) return true;
  }
  if (stores) e_.SetEntry(map, given[0], given[1]);
  return true;
}

void Shared::CallForEach(Value map, Value function, Place at) {
  const auto call = [&](Value key, Value value) { e_.CallValue(function, {.values = {key, value}}, at); };
  const Value content = e_.memory_.Read(map->cell);
  const SharedArray<MapEntry> entries = content->entries;  // the function may change the map
  e_.lookups_[map->cell].unknown = true;
  for (const MapEntry& entry : entries) call(entry.key, entry.value);
  if (!content->open && !(entries.empty() && map->cell < e_.root_first_cell_)) return;
  const Value value = content->open_value != nullptr ? content->open_value : e_.values_.Unknown("value", Reason::kRuntimeData);
  call(e_.values_.Unknown("key", Reason::kRuntimeData), value);
}

bool Shared::CallBox(NodeId call, Value box, std::string_view name, Value& result) {
  if (!box->Is(ValueKind::kPointer)) return false;
  const Value inside = e_.Dereference(box);
  const Type* type = inside->type;
  if (inside->Is(ValueKind::kRecord) && type != nullptr && type->path == "sync" && type->name == "Map") return CallMap(call, box, name, result);
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
