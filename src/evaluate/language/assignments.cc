// What is stored where: in variables, fields, elements and entries.
//
//     c.tasks[id] = entry{ns: c.ns}      an entry under a key nobody knows, and a value the field `ns` of `entry` has somewhere
//
// In: targets and Values. Out: memory, and what the whole program was seen to store, for objects of which only the type is known.
// Deliberately nothing about reading: members.cc.
#include <algorithm>

#include "evaluate/evaluator.h"
#include "evaluate/values/keys.h"

namespace mdg::evaluate {

namespace {

constexpr size_t kMaxFieldValues = 64;
constexpr size_t kMaxEmbedded = 6;  // structs in structs
constexpr size_t kMaxStored = 8;  // values under unknown keys of one map

}  // namespace

void Evaluator::Assign(NodeId target, Value value, bool define) {
  while (M().At(target).kind == NodeKind::kParenthesis) target = M().At(target).first;
  switch (M().At(target).kind) {
    case NodeKind::kName: {
      const std::string_view name = M().Text(target);
      if (name == "_") return;
      value = values_.Named(value, name);
      const Scope* scope = frame_->scope;
      while (scope != nullptr && scope->name != name) scope = scope->outer;
      if (define) {
        // `:=` re-uses a variable of the same block; taking any variable in sight of this function's would be wrong for blocks.
        Declare(name, memory_.New(value));
        return;
      }
      if (scope != nullptr) {
        const Value old = memory_.Read(scope->cell);
        value = AsDefault(old, value);
        if (old->type != nullptr && value->type == nullptr && !value->Is(ValueKind::kNil)) value = Conversion(old->type, value);
        memory_.Write(scope->cell, GrownPastWaysOut(scope->cell, old, value));
        return;
      }
      const Symbol* symbol = types_.FindSymbol(M(), name);
      if (symbol != nullptr && symbol->kind == SymbolKind::kVariable) AssignGlobal(symbol, value);
      return;
    }
    case NodeKind::kDereference: {
      const Value pointer = Assumed(Evaluate(M().At(target).first));
      if (pointer->Is(ValueKind::kPointer)) WritePath(pointer->cell, pointer->path, value);
      return;
    }
    case NodeKind::kMember: return AssignMember(target, value);
    case NodeKind::kIndex: return AssignIndex(target, value);
    default: return;
  }
}

// if name == "" { name = "app" }: what is stored holds as long as what was found to be empty is not set.
Value Evaluator::AsDefault(Value old, Value value) {
  const bool is_default = frame_->under != nullptr && old->rests_on == frame_->under && Values::IsKnownText(value);
  return is_default ? values_.RestingOn(value, *frame_->under) : value;
}

// if list != "" { keys = strings.Split(list, ",") }: what is not stored as long as a setting is empty may be there otherwise.
void Evaluator::LeaveOpen(NodeId block, const Default& setting) {
  for (NodeId s = M().At(block).first; s != kNoNode; s = M().At(s).next) {
    const Node& node = M().At(s);
    const NodeId target = node.kind == NodeKind::kAssign && node.op != Operator::kDefine ? M().At(node.first).first : kNoNode;
    if (target == kNoNode || M().At(target).next != kNoNode || !slice_.Wants(M(), s)) continue;
    M().At(target).kind == NodeKind::kName ? LeaveNameOpen(target, setting) : LeavePartOpen(target, setting);
  }
}

void Evaluator::LeaveNameOpen(NodeId target, const Default& setting) {
  const Scope* scope = frame_->scope;
  while (scope != nullptr && scope->name != M().Text(target)) scope = scope->outer;
  const Value value = scope != nullptr ? memory_.Read(scope->cell) : nullptr;
  if (value == nullptr || value->rests_on != nullptr) return;
  if (Values::IsKnownText(value)) memory_.Write(scope->cell, values_.RestingOn(value, setting));
  const bool list = value->Is(ValueKind::kList) || (value->Is(ValueKind::kNil) && value->type != nullptr && value->type->kind == Type::Kind::kSlice);
  if (!list || value->open) return;
  ValueNode* open = values_.Copy(value->Is(ValueKind::kList) ? value : values_.List({}));
  open->type = value->type;
  open->open = true;
  open->reason = Reason::kFlag;
  memory_.Write(scope->cell, open);
}

// options.zone = zone, labels["zone"] = zone
void Evaluator::LeavePartOpen(NodeId target, const Default& setting) {
  const NodeKind kind = M().At(target).kind;
  if (kind != NodeKind::kMember && kind != NodeKind::kIndex) return;
  const Value object = Assumed(Evaluate(M().At(target).first));
  if (!object->Is(ValueKind::kPointer) && !object->Is(ValueKind::kRecord) && !object->Is(ValueKind::kMap)) return;
  const Value value = Evaluate(target);
  if (Values::IsKnownText(value) && value->rests_on == nullptr) Assign(target, values_.RestingOn(value, setting), false);
}

// In every build that declares the variable.
void Evaluator::AssignGlobal(const Symbol* symbol, Value value) {
  for (const Symbol* variant : types_.VariantsFor(symbol, M())) {
    const CellId cell = GlobalCell(variant);
    const Value old = memory_.Read(cell);
    memory_.Write(cell, GrownPastWaysOut(cell, old, AsDefault(old, value)));
    NoteValue({variant, ""}, value);
  }
}

// o.Namespace = "app", o being a struct { prometheus.Opts; Labels []string }: the field is one of Opts, which is found there by its own name,
// too. Out: the type that has the field, null where none is seen to; the embedded fields that lead to it.
const Type* Evaluator::DeclaringType(const Type* type, std::string_view field, std::vector<std::string_view>& way) {
  type = Types::Dereference(type);
  Types::FieldInfo info;
  if (type == nullptr || types_.FindField(type, field, info)) return type;
  const Type* underlying = types_.Underlying(type);
  if (underlying->kind == Type::Kind::kExternal) {
    const libraries::Record* record = libraries::FindRecord(underlying->path, underlying->name);
    const bool has = record != nullptr && std::find(record->fields.begin(), record->fields.end(), field) != record->fields.end();
    return has ? type : nullptr;
  }
  for (const auto& [name, embedded] : types_.Fields(type)) {
    if (!embedded.embedded || way.size() >= kMaxEmbedded) continue;
    way.push_back(name);
    if (const Type* declares = DeclaringType(embedded.type, field, way)) return declares;
    way.pop_back();
  }
  return nullptr;
}

void Evaluator::AssignMember(NodeId target, Value value) {
  const NodeId object_node = M().At(target).first;
  const std::string_view name = M().Text(M().At(object_node).next);
  value = values_.Named(value, name);
  const Value object = WithoutNil(Assumed(Evaluate(object_node)));
  if (object->Is(ValueKind::kPackage)) {
    const Package* package = program_.FindPackage(object->name.text());
    const Symbol* symbol = package ? types_.FindSymbol(*package, name, &M()) : nullptr;
    if (symbol != nullptr && symbol->kind == SymbolKind::kVariable) AssignGlobal(symbol, value);
    return;
  }
  const Value record = object->Is(ValueKind::kPointer) ? Dereference(object) : object;
  std::vector<std::string_view> way;
  // Noted of the type it is stored through only: for objects nobody knows of what that embeds, temporal's paths grow too many to follow.
  NoteField(Types::Dereference(object->type), name, value);
  if (DeclaringType(record->Is(ValueKind::kRecord) ? record->type : object->type, name, way) == nullptr) way.clear();
  way.push_back(name);
  if (object->Is(ValueKind::kPointer)) {
    std::vector<std::string_view> path = object->path;
    path.insert(path.end(), way.begin(), way.end());
    if (value->Is(ValueKind::kList)) value = GrownPastWaysOut(object->cell, Member(object, name, {}), value);
    return WritePath(object->cell, path, value);
  }
  if (object->Is(ValueKind::kRecord)) {
    if (way.size() == 1) return Assign(object_node, WithMember(object, name, value), false);
    const CellId changed = memory_.New(object);
    WritePath(changed, way, value);
    return Assign(object_node, memory_.Read(changed), false);
  }
  if (object->Is(ValueKind::kChoice)) {  // one of several objects: each may have got it
    for (size_t i = 0; i < object->items.size(); ++i) {
      const Value item = object->items[i];
      if (!item->Is(ValueKind::kPointer)) continue;
      std::vector<std::string_view> path = item->path;
      path.push_back(name);
      std::vector<Value> alternatives(object->items.size(), Member(item, name, {}));
      alternatives[i] = value;
      WritePath(item->cell, path, values_.Choice(object->choice, std::move(alternatives)));
    }
  }
}

void Evaluator::AssignIndex(NodeId target, Value value) {
  const NodeId object_node = M().At(target).first;
  Value object = WithoutNil(Assumed(Evaluate(object_node)));
  const Value index = Assumed(Evaluate(M().At(object_node).next));
  if (object->Is(ValueKind::kPointer)) object = Dereference(object);
  if (object->Is(ValueKind::kMap)) return SetEntry(object, index, value);
  if (const CharacterUnit unit = CharactersIn(object->type); object->Is(ValueKind::kText) && unit != CharacterUnit::kNone) {
    object = ListOfCharacters(values_, object, unit, object->type);
  }
  if (object->Is(ValueKind::kChoice)) {
    std::vector<Value> stack = {object};
    while (!stack.empty()) {
      const Value one = stack.back();
      stack.pop_back();
      if (one->Is(ValueKind::kMap)) SetEntry(one, index, value, true);
      // Beside one that is known, "some record of its type" need not be every one of them.
      const bool is_some_record = one != object && one->Is(ValueKind::kChoice) && some_record_.contains(one->choice);
      if (one->Is(ValueKind::kChoice) && !is_some_record) stack.insert(stack.end(), one->items.rbegin(), one->items.rend());
    }
    return;
  }
  if (object->Is(ValueKind::kList) && index->Is(ValueKind::kNumber) && index->integer >= 0 && index->integer < object->length) {
    if (AssignElement(object, index->integer, value)) return;
    std::vector<ListBacking::Element> elements(object->backing->elements.begin(), object->backing->elements.begin() + object->length);
    elements[static_cast<size_t>(index->integer)] = {value, false};
    ValueNode* list = values_.Copy(values_.List(std::move(elements), object->type));
    list->open = object->open;
    Assign(object_node, list, false);
  } else if (object->Is(ValueKind::kList) || object->Is(ValueKind::kRecord)) {
    if (!object->Is(ValueKind::kList)) return;
    Assign(object_node, values_.Append(object, value, true), false);  // somewhere in it, we do not know where
  }
}

// A slice that was just made: what it is the whole of is known to the function that made it.
Value Evaluator::InOwnArray(Value list) {
  ValueNode* whole = values_.Copy(list);
  whole->id = whole->serial;
  whole->integer = 0;
  frame_->arrays.push_back(whole->id);
  return whole;
}

// rest := all; rest = rest[2:]; rest[0] = v: the third of `all`, too. In every variable of this function that holds a part of the array.
// False when the list is none the function itself has made.
bool Evaluator::AssignElement(Value list, int64_t index, Value value) {
  const auto& arrays = frame_->arrays;
  if (list->id == 0 || std::find(arrays.rbegin(), arrays.rend(), list->id) == arrays.rend()) return false;
  const int64_t place = list->integer + index;
  bool found = false;
  for (const Scope* variable = frame_->scope; variable != nullptr; variable = variable->outer) {
    const Value part = memory_.Read(variable->cell);
    const bool same = part->Is(ValueKind::kList) && part->id == list->id;
    if (!same || place < part->integer || place >= part->integer + part->length) continue;
    std::vector<ListBacking::Element> elements(part->backing->elements.begin(), part->backing->elements.begin() + part->length);
    elements[static_cast<size_t>(place - part->integer)] = {value, false};
    ValueNode* changed = values_.Copy(values_.List(std::move(elements), part->type));
    changed->open = part->open;
    changed->id = part->id;
    changed->integer = part->integer;
    memory_.Write(variable->cell, changed);
    found = true;
  }
  return found;
}

// One of the values stored under keys nobody knows; of too many, the last stands for all.
Value Evaluator::EitherOf(Value before, Value value) {
  if (before == nullptr || before == value || Values::Equal(before, value)) return value;
  std::vector<Value> items = {before};
  if (before->Is(ValueKind::kChoice) && stored_choices_.contains(before->choice)) items = before->items;
  if (std::any_of(items.begin(), items.end(), [&](Value item) { return Values::Equal(item, value); })) return before;
  if (items.size() >= kMaxStored) return value;
  items.push_back(value);
  const ChoiceId choice = values_.NewChoice();
  stored_choices_.insert(choice);
  return values_.Choice(choice, std::move(items));
}

// Choice keys (the row of a table) are entered one by one, each present sometimes.
void Evaluator::SetEntry(Value map, Value key, Value value, Occurrence sometimes) {
  if (key->Is(ValueKind::kChoice)) {
    for (size_t i = 0; i < key->items.size(); ++i) {
      SetEntry(map, key->items[i], values_.Fix(value, key->choice, i), true);
    }
    return;
  }
  const Value content = memory_.Read(map->cell);
  const bool unknown = !(IsKnownKey(key) || key->Is(ValueKind::kText));
  ValueNode* changed = memory_.IsOwned(map->cell) ? const_cast<ValueNode*>(content) : values_.Copy(content);
  if (unknown || (key->Is(ValueKind::kText) && !Values::IsKnownText(key))) {
    for (MapEntry& entry : changed->entries) {  // it may have been any of them: one that is there to be filled now is
      const bool empty = entry.value->Is(ValueKind::kText) && entry.value->text.empty();
      const bool possible = !key->Is(ValueKind::kText) || (Values::IsKnownText(entry.key) && Values::ToText(key).Matches(Values::KnownText(entry.key)));
      if (empty && possible) entry.value = values_.Unknown(Values::IsKnownText(entry.key) ? Values::KnownText(entry.key) : "value", Reason::kRuntimeData, nullptr, true);
    }
  }
  if (unknown) {
    changed->open = true;
    changed->open_value = EitherOf(changed->open_value, value);
  } else {
    bool placed = false;
    if (!sometimes) sometimes = PastWaysOut(map->cell, value);
    // Maps that grow from a table hold few entries or are filled with fresh keys: look from the end.
    for (size_t i = changed->entries.size(); i-- > 0 && !placed;) {
      if (!SameKey(changed->entries[i].key, key)) continue;
      const Value either = InEitherBuild(changed->entries[i].value, value);
      changed->entries[i].value = either != nullptr ? either : value;
      Occurrence& there = changed->entries[i].sometimes;
      if (!(there == sometimes)) there = there && sometimes;
      placed = true;
    }
    if (!placed) changed->entries.push_back({key, value, sometimes});
  }
  if (changed != content) memory_.WriteOwned(map->cell, changed);
}

Value Evaluator::WithMember(Value record, std::string_view name, Value value) {
  ValueNode* changed = values_.Copy(record);
  changed->choices |= value->choices;
  for (RecordField& field : changed->fields) {
    if (field.name != name) continue;
    field.value = value;
    return changed;
  }
  // A field of an embedded struct: `x.Name = ...` where Name is declared in the embedded Opts.
  Types::FieldInfo info;
  if (record->type != nullptr && !types_.FindField(record->type, name, info)) {
    for (const auto& [field, embedded] : types_.Fields(record->type)) {
      if (!embedded.embedded || !types_.FindField(Types::Dereference(embedded.type), name, info)) continue;
      const Value inner = RecordMember(record, field);
      if (inner->Is(ValueKind::kPointer)) {
        std::vector<std::string_view> path = inner->path;
        path.push_back(name);
        WritePath(inner->cell, path, value);
        return record;
      }
      if (inner->Is(ValueKind::kRecord)) return WithMember(record, field, WithMember(inner, name, value));
    }
  }
  changed->fields.push_back({name, value});
  return changed;
}

void Evaluator::WritePath(CellId cell, const std::vector<std::string_view>& path, Value value) {
  const Value target = memory_.Read(cell);
  if (path.empty()) {
    if (target->type != nullptr && value->type == nullptr && !value->Is(ValueKind::kNil)) value = Conversion(target->type, value);
    memory_.Write(cell, value);
    return;
  }
  // Rebuild the records from the inside out; a pointer on the way leads to another cell.
  std::vector<Value> objects = {target};
  for (size_t i = 0; i + 1 < path.size(); ++i) objects.push_back(Member(objects.back(), path[i], {}));
  for (size_t i = path.size(); i-- > 0;) {
    Value object = objects[i];
    if (object->Is(ValueKind::kPointer)) {
      std::vector<std::string_view> inner = object->path;
      inner.push_back(path[i]);
      return WritePath(object->cell, inner, value);
    }
    if (object->Is(ValueKind::kUnknown)) {
      ValueNode* record = values_.Copy(values_.Record(object->type, {}));
      record->open = true;
      object = record;
    }
    if (!object->Is(ValueKind::kRecord)) return;
    value = WithMember(object, path[i], value);
  }
  memory_.Write(cell, value);
}

// --- what the whole program stores in a field

void Evaluator::NoteField(const Type* type, std::string_view field, Value value) {
  type = Types::Dereference(type);
  if (type == nullptr || type->kind != Type::Kind::kNamed || field.empty()) return;
  NoteValue({type->symbol, field}, value);
}

void Evaluator::NoteValue(std::pair<const Symbol*, std::string_view> key, Value value) {
  if (is_shallow_) return;
  std::vector<Value>& seen = field_values_[key];
  if (seen.size() >= kMaxFieldValues) return;
  for (Value other : seen) {
    if (Values::Equal(other, value)) return;
  }
  seen.push_back(value);
  // Zero values only say that nothing was stored yet.
  std::vector<Value> telling;
  for (Value v : seen) {
    const bool zero = v->Is(ValueKind::kNil) || (v->Is(ValueKind::kText) && v->text.empty());
    if (!zero) telling.push_back(v);
  }
  if (telling.empty()) telling = seen;
  Value& summary = field_summaries_[key];
  if (telling.size() == 1) {
    summary = telling[0];
  } else {
    ChoiceId& choice = summary_choices_[{key, telling.size()}];
    if (choice == 0) choice = values_.NewChoice();
    summary = values_.Choice(choice, telling);
  }
}

void Evaluator::NoteRecord(const Type* type, Value record) {
  if (is_shallow_ || type == nullptr || type->kind != Type::Kind::kNamed || record->fields.empty()) return;
  std::vector<Value>& seen = records_[type->symbol];
  RecordsSeen& all = records_seen_[type->symbol];
  if (all.count > limits_.records) return;
  // Equal rows mostly follow one another (one literal run several times): looking back a little is enough.
  for (size_t i = seen.size(); i-- > 0 && seen.size() - i <= 8;) {
    if (Values::Equal(seen[i], record)) return;
  }
  ++all.count;
  std::string key;
  AddFingerprint(key, record, 0);
  if (all.fingerprints.insert(std::move(key)).second) seen.push_back(record);
}

// An object of which only the type is known is one of those the program writes down; which one is one decision for all its fields,
// so that the descriptor and the type of one row stay together. Null when no row sets the field.
Value Evaluator::FieldOfSomeRecord(const Symbol* type, std::string_view field) {
  auto found = records_.find(type);
  if (found == records_.end() || found->second.size() < 2) return nullptr;
  if (records_seen_[type].count > limits_.records) return lost_among_many_ = true, nullptr;
  auto [known, fresh] = record_fields_.try_emplace({type, field, found->second.size()}, nullptr);
  if (!fresh) return known->second;
  std::vector<Value> items;
  bool set = false;
  for (Value record : found->second) {
    bool has = false;
    for (const RecordField& f : record->fields) has = has || (f.name == field && !f.value->Is(ValueKind::kNil));
    set = set || has;
    items.push_back(RecordMember(record, field));
  }
  if (!set) return nullptr;
  ChoiceId& choice = record_choices_[{type, items.size()}];
  if (choice == 0) some_record_.insert(choice = values_.NewChoice());
  return record_fields_[{type, field, found->second.size()}] = values_.Choice(choice, std::move(items));
}

void Evaluator::NoteInstance(const Type* type, Value pointer) {
  type = Types::Dereference(type);
  if (type == nullptr || type->kind != Type::Kind::kNamed) return;
  std::vector<Value>& known = instances_[type->symbol];
  if (known.size() <= limits_.instances) known.push_back(pointer);
  if (unknown_arguments_) supposed_objects_.emplace(pointer->cell, root_);
}

}  // namespace mdg::evaluate
