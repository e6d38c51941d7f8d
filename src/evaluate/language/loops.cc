// What loops do.
//
// In: `for` and `range` statements of the present frame. Out: Flow, and changed memory. Loops over known things are unrolled, so that
// the rows of a table stay apart; loops over unknown things run their body once with unknown elements, for any number of rounds.
#include <algorithm>
#include <map>
#include <set>

#include "evaluate/standard/shared.h"
#include "evaluate/standard/written.h"

namespace mdg::evaluate {

namespace {

void CollectPointed(Value value, size_t way, std::map<CellId, std::set<size_t>>& cells) {
  if (value->Is(ValueKind::kChoice)) {
    for (const Value item : value->items) CollectPointed(item, way, cells);
  }
  for (uint32_t i = 0; value->Is(ValueKind::kList) && i < value->length; ++i) {
    const Value element = value->backing->elements[i].value;
    if (element->Is(ValueKind::kPointer)) cells[element->cell].insert(way);
  }
}

// What the lists point to, each with the alternatives on which a list does.
std::map<CellId, std::set<size_t>> PointedTo(Value lists) {
  std::map<CellId, std::set<size_t>> cells;
  for (size_t i = 0; i < lists->items.size(); ++i) CollectPointed(lists->items[i], i, cells);
  return cells;
}

// A text or number, or a row of some.
bool IsPlainRow(Value value) {
  if (value->Is(ValueKind::kTuple)) return std::all_of(value->items.begin(), value->items.end(), IsPlainRow);
  if (value->Is(ValueKind::kRecord)) return std::all_of(value->fields.begin(), value->fields.end(), [](const RecordField& field) { return !field.value->Is(ValueKind::kUnknown) && !field.value->Is(ValueKind::kPointer); });
  return value->Is(ValueKind::kText) || value->Is(ValueKind::kNumber) || value->Is(ValueKind::kNil);
}

bool Ends(Flow flow) { return flow != Flow::kNext && flow != Flow::kContinue; }
Flow OutOfLoop(Flow flow) { return flow == Flow::kBreak || flow == Flow::kContinue ? Flow::kNext : flow; }

}  // namespace

Flow Evaluator::RunLoopBody(NodeId loop, NodeId body) {
  return InLoop(true, LabelOf(loop), [&] { return RunBlock(body); });
}

Flow Evaluator::RunFor(NodeId id) {
  const Scope* scope = frame_->scope;
  const NodeId init = M().Child(id, 0), condition = M().Child(id, 1), post = M().Child(id, 2), body = M().Child(id, 3);
  RunStatement(init);
  Flow flow = Flow::kNext;
  const size_t most = slice_.Matters(M(), body) ? limits_.iterations : limits_.dull_iterations;
  for (size_t i = 0; i < most; ++i) {
    const bool endless = M().At(condition).kind == NodeKind::kNone;
    const Value holds = endless ? values_.Bool(true) : Assumed(EvaluateWanted(condition));
    if (Truth(holds) == 0) break;
    if (endless || Truth(holds) < 0) {  // how often is not known: once shows everything the body can make
      auto once = [&] {
        return OutOfLoop(RunAnyNumber(body, [&] { return RunLoopBody(id, body); }));
      };
      Written(*this).BeginRounds();
      if (endless) {
        flow = RunAnyNumber(body, [&] { return RunLoopBody(id, body); });
        // Nothing left it for good: what the first round stored, the second may find.
        if (flow == Flow::kNext || flow == Flow::kContinue) flow = once();
      } else {
        flow = Branch(holds, once, [] { return Flow::kNext; });
      }
      Written(*this).EndRounds();
      break;
    }
    flow = RunLoopBody(id, body);
    if (Ends(flow)) break;
    flow = Flow::kNext;
    RunStatement(post);
    if (!Step()) return Flow::kStop;
  }
  frame_->scope = scope;
  return OutOfLoop(flow);
}

const Scope* Evaluator::InSight(NodeId name) const {
  const Scope* scope = frame_->scope;
  while (scope != nullptr && scope->name != M().Text(name)) scope = scope->outer;
  return scope;
}

// The variables from outside `body` that it gives other values.
std::vector<const Scope*> Evaluator::ChangedIn(NodeId body) {
  std::vector<const Scope*> variables;
  std::vector<NodeId> stack = {body};
  auto changes = [&](NodeId target) {
    if (M().At(target).kind != NodeKind::kName) return;
    if (const Scope* variable = InSight(target)) variables.push_back(variable);
  };
  while (!stack.empty()) {
    const NodeId id = stack.back();
    stack.pop_back();
    const Node& node = M().At(id);
    if (node.kind == NodeKind::kLiteral || node.kind == NodeKind::kFunctionLiteral) continue;
    if (node.kind == NodeKind::kIncrement) changes(node.first);
    if (node.kind == NodeKind::kAssign && node.op != Operator::kDefine) {
      for (NodeId target = M().At(node.first).first; target != kNoNode; target = M().At(target).next) changes(target);
    }
    for (NodeId c = node.first; c != kNoNode; c = M().At(c).next) stack.push_back(c);
  }
  return variables;
}

// Runs a body once for any number of iterations. Flags and counters it changes may hold anything by then; lists it makes longer may be
// longer still.
Flow Evaluator::RunAnyNumber(NodeId body, const std::function<Flow()>& once) {
  const std::vector<const Scope*> changed = ChangedIn(body);
  for (const Scope* variable : changed) {
    const Value value = memory_.Read(variable->cell);
    if (!value->Is(ValueKind::kBool) && !value->Is(ValueKind::kNumber)) continue;
    memory_.Write(variable->cell, values_.Unknown(std::string(variable->name), Reason::kRuntimeData, value->type));
  }
  const Flow flow = once();
  for (const Scope* variable : changed) {
    const Value value = memory_.Read(variable->cell);
    if (!value->Is(ValueKind::kList) || value->uncounted) continue;
    ValueNode* list = values_.Copy(value);
    list->uncounted = true;
    memory_.Write(variable->cell, list);
  }
  return flow;
}

Flow Evaluator::RunRange(NodeId id) {
  const Scope* scope = frame_->scope;
  const Flow flow = RangeOver(id, Assumed(EvaluateWanted(M().Child(id, 2))));
  frame_->scope = scope;
  return flow;
}

std::vector<const Scope*> Evaluator::EmptyTexts(std::vector<const Scope*> variables) const {
  std::erase_if(variables, [&](const Scope* variable) {
    const Value value = memory_.Read(variable->cell);
    return !value->Is(ValueKind::kText) || !value->text.empty();
  });
  return variables;
}

// The unknown among the ways of a value that is empty on all others; null when there is more to it.
Value Evaluator::FoundIn(Value value) {
  if (value->Is(ValueKind::kUnknown) || (value->Is(ValueKind::kText) && value->text.size() == 1 && value->text[0].hole != nullptr)) return value;
  if (!value->Is(ValueKind::kChoice)) return nullptr;
  Value found = nullptr;
  for (Value item : value->items) {
    if (item->Is(ValueKind::kText) && item->text.empty()) continue;
    const Value one = FoundIn(item);
    if (one == nullptr || (found != nullptr && !Values::Equal(found, one))) return nullptr;
    found = one;
  }
  return found;
}

// What a return gives back of a variable the rounds around it are to fill: what an earlier round has found.
Value Evaluator::Sought(NodeId result, Value value) const {
  if (frame_->sought.empty() || M().At(result).kind != NodeKind::kName || !value->Is(ValueKind::kText) || !value->text.empty()) return value;
  const Scope* variable = InSight(result);
  for (const auto& [sought, found] : frame_->sought) {
    if (sought == variable) return found;
  }
  return value;
}

// kind := ""; for ... { kind = match }: what it is made for is to be found, also by the ways that left in the middle.
void Evaluator::Settle(const std::pair<const Scope*, Value>& sought, size_t first_exit) {
  const auto& [variable, marker] = sought;
  Value found = FoundIn(memory_.Read(variable->cell));
  if (found != nullptr) memory_.Write(variable->cell, found);
  else found = values_.EmptyText();
  for (size_t e = first_exit; e < frame_->exits.size(); ++e) {
    Value& result = frame_->exits[e].result;
    if (result == marker) result = found;
    if (result == nullptr || !result->Is(ValueKind::kTuple)) continue;
    std::vector<Value> items = result->items;
    std::replace(items.begin(), items.end(), marker, found);
    if (items != result->items) result = values_.Tuple(std::move(items));
  }
}

Flow Evaluator::RangeBody(NodeId id, Value key, Value value, Occurrence there) {
  const NodeId key_node = M().Child(id, 0), value_node = M().Child(id, 1), body = M().Child(id, 3);
  const bool define = M().At(id).flags & kDefines;
  const Scope* scope = frame_->scope;
  if ((M().At(id).flags & kPairs) && key->Is(ValueKind::kNumber)) std::tie(key, value) = PartsOf(value);
  auto run = [&] {
    if (M().At(key_node).kind != NodeKind::kNone) Assign(key_node, key, define);
    if (M().At(value_node).kind != NodeKind::kNone) Assign(value_node, value, define);
    return RunLoopBody(id, body);
  };
  Flow flow = Flow::kNext;
  if (!there) {
    flow = run();
  } else {
    auto once = [&] { return OutOfLoop(RunAnyNumber(body, run)); };
    const std::vector<const Scope*> empty = EmptyTexts(ChangedIn(body));
    const size_t sought = frame_->sought.size(), exits = frame_->exits.size();
    for (const Scope* variable : empty) {
      frame_->sought.emplace_back(variable, values_.Unknown(std::string(variable->name), Reason::kRuntimeData));
    }
    // What switches decide about stays decided.
    if (there.on == nullptr) there.on = values_.NewOnSome({values_.NewChoice(), 2, 1, nullptr});
    Written(*this).BeginRounds();
    flow = RunOn(there.on, once);
    Written(*this).EndRounds();
    // Where there is such an element, what the round did to it is done.
    for (const OnSome* on = there.on; on != nullptr && value->Is(ValueKind::kPointer); on = on->also) {
      size_t first = 0;
      while (first < on->ways && (on->where >> first & 1) == 0) ++first;
      memory_.Write(value->cell, values_.Fix(memory_.Read(value->cell), on->choice, first));
    }
    while (frame_->sought.size() > sought) {
      Settle(frame_->sought.back(), exits);
      frame_->sought.pop_back();
    }
  }
  frame_->scope = scope;
  return flow;
}

// An empty map made elsewhere gets its entries from somebody we do not see: nobody ranges over nothing. Where the loop only copies
// them, one that was made on the way here is what it is by default.
bool Evaluator::IsFilledElsewhere(Value map, NodeId body) const {
  const auto next = global_cells_.upper_bound(map->cell);
  const bool of_variable = next != global_cells_.begin() && map->cell < std::prev(next)->second;
  return of_variable || map->cell < root_first_cell_ || (map->cell < frame_->first_cell && slice_.Matters(M(), body));
}

// A key is in a map once: what comes after those that are known is none of them.
Value Evaluator::OtherKey(Value key, const SharedArray<MapEntry>& entries) {
  auto table = std::make_shared<std::set<std::string, std::less<>>>();
  for (const MapEntry& entry : entries) {
    if (auto spelling = Spelling(entry.key)) table->insert(std::move(*spelling));
  }
  if (!table->empty()) rests_.emplace(key->identity, Rest{std::move(table)});
  return key;
}

// for i, c := range "name": one character after the other; `i` is where it begins, in a list of characters which one it is.
Flow Evaluator::RangeOverText(NodeId id, const std::vector<CharacterAt>& characters, bool by_offset) {
  for (size_t i = 0; i < characters.size(); ++i) {
    const int64_t index = by_offset ? characters[i].offset : static_cast<int64_t>(i);
    const Flow flow = RangeBody(id, values_.Integer(index), values_.Integer(characters[i].code, types_.Basic("rune")), false);
    if (Ends(flow)) return OutOfLoop(flow);
  }
  return Flow::kNext;
}

// for name, help := range rows(): the function is run first, its `yield` noting what it is given, and then the rounds are.
Flow Evaluator::RangeOverGiven(NodeId id, Value function) {
  SharedArray<MapEntry> entries;
  if (Shared(*this).GivesTexts(function)) entries = memory_.Read(Shared(*this).Gathered(function, At(id))->cell)->entries;
  // What is given in some rounds only, or is an object or an error, is not all there is.
  if (!std::all_of(entries.begin(), entries.end(), [](const MapEntry& entry) { return !entry.sometimes && IsPlainRow(entry.value); })) entries = {};
  for (const MapEntry& entry : entries) {
    const bool pair = entry.value->Is(ValueKind::kTuple) && entry.value->items.size() == 2;
    const Flow flow = RangeBody(id, pair ? entry.value->items[0] : entry.value, pair ? entry.value->items[1] : values_.Nil(), entry.sometimes);
    if (Ends(flow)) return OutOfLoop(flow);
  }
  if (!entries.empty()) return Flow::kNext;
  return OutOfLoop(RangeBody(id, values_.Unknown("key", Reason::kRuntimeData), values_.Unknown("element", Reason::kRuntimeData), true));
}

Flow Evaluator::RangeOver(NodeId id, Value subject) {
  if (subject->Is(ValueKind::kPointer)) subject = Dereference(subject);
  auto unknown_of = [&](const Type* type, const char* name, Value known) {
    return known != nullptr ? known : values_.Unknown(name, subject->Is(ValueKind::kUnknown) ? subject->reason : Reason::kRuntimeData, type);
  };
  const Type* underlying = types_.Underlying(subject->type);
  const Type* key_type = underlying ? underlying->key : nullptr;
  const Type* element_type = underlying ? underlying->element : nullptr;
  const auto any = [&] { return OutOfLoop(RangeBody(id, unknown_of(nullptr, "index", nullptr), unknown_of(element_type, "element", nullptr), true)); };
  const bool doubted = doubts_;
  switch (subject->kind) {
    case ValueKind::kChoice: {
      std::vector<Group> groups;
      for (size_t i = 0; i < subject->items.size(); ++i) {
        Group group{std::vector<bool>(subject->items.size()), [this, id, item = subject->items[i]] { return RangeOver(id, item); }};
        group.allowed[i] = true;
        groups.push_back(std::move(group));
      }
      if (makes_samples_) ranged_.emplace_back(subject->choice, PointedTo(subject));
      const Flow flow = Fork(subject->choice, groups);
      if (makes_samples_) ranged_.pop_back();
      return flow;
    }
    case ValueKind::kNil: return doubted ? any() : Flow::kNext;
    case ValueKind::kList:
      for (size_t i = 0; i < subject->length && i < limits_.iterations; ++i) {
        const ListBacking::Element element = subject->backing->elements[i];
        const Flow flow = RangeBody(id, values_.Integer(static_cast<int64_t>(i)), element.value, element.sometimes);
        if (Ends(flow)) return OutOfLoop(flow);
      }
      if (subject->length > limits_.iterations) {  // what the others are is told by nobody, but that there are more is
        return OutOfLoop(RangeBody(id, values_.Unknown("index", Reason::kLimit), values_.Unknown("element", Reason::kLimit, element_type), true));
      }
      if (subject->open || (doubted && subject->length == 0)) return any();
      return Flow::kNext;
    case ValueKind::kMap: {
      lookups_[subject->cell].unknown = true;
      const Value content = memory_.Read(subject->cell);
      const SharedArray<MapEntry> entries = content->entries;  // the body may change the map
      const bool channel = Shared(*this).IsChannel(subject);
      if (channel) key_type = element_type;
      for (const MapEntry& entry : entries) {
        const Flow flow = RangeBody(id, channel ? entry.value : entry.key, entry.value, entry.sometimes);
        if (Ends(flow)) return OutOfLoop(flow);
      }
      const bool filled_elsewhere = channel ? entries.empty() || Shared(*this).IsFedElsewhere(subject) : entries.empty() && IsFilledElsewhere(subject, M().Child(id, 3));
      if (entries.empty() && asked_ != nullptr) asked_->empty_maps.emplace(subject->cell, content->open_value);
      if (content->open || filled_elsewhere || (doubted && entries.empty())) {
        return OutOfLoop(RangeBody(id, OtherKey(unknown_of(key_type, "key", nullptr), entries), unknown_of(element_type, "value", content->open_value), true));
      }
      return Flow::kNext;
    }
    case ValueKind::kText: {
      const CharacterUnit unit = CharactersIn(subject->type);
      const auto characters = CharactersOf(subject, unit);
      return characters ? RangeOverText(id, *characters, unit == CharacterUnit::kNone) : any();
    }
    case ValueKind::kNumber:
      for (int64_t i = 0; i < subject->integer && i < static_cast<int64_t>(limits_.iterations); ++i) {
        const Flow flow = RangeBody(id, values_.Integer(i), values_.Nil(), false);
        if (Ends(flow)) return OutOfLoop(flow);
      }
      return Flow::kNext;
    case ValueKind::kFunction: return RangeOverGiven(id, subject);
    default:
      if (underlying != nullptr && underlying->kind == Type::Kind::kChannel) key_type = element_type;
      return OutOfLoop(RangeBody(id, unknown_of(key_type, "key", nullptr), unknown_of(element_type, "element", nullptr), true));
  }
}

}  // namespace mdg::evaluate
