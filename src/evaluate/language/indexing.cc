// What stands at an index or under a key, and parts of lists and texts.
//
// In: an object and an index. Out: the element, or a choice of those it may be. An unknown key is one of those the map has, told
// apart where that decides something, or none of them; deliberately nothing is written (assignments.cc).
#include <memory>

#include "evaluate/standard/standard_library.h"
#include "evaluate/values/keys.h"

namespace mdg::evaluate {

namespace {

// How many maps one unknown key may be looked up in before it is no longer told apart.
constexpr size_t kMaxSplits = 4;
constexpr size_t kEntriesPerStep = 4;  // looking an unknown key up costs time and memory for each

// reads_<drive> and writes_<drive>
bool BeginDifferently(Value a, Value b) {
  const std::string_view left = a->text[0].literal, right = b->text[0].literal;
  const size_t both = std::min(left.size(), right.size());
  return left.substr(0, both) != right.substr(0, both);
}

// <drive>_reads and <drive>_writes
bool EndDifferently(Value a, Value b) {
  const std::string_view left = a->text.back().literal, right = b->text.back().literal;
  const size_t both = std::min(left.size(), right.size());
  return left.substr(left.size() - both) != right.substr(right.size() - both);
}

}  // namespace

Value Evaluator::EvaluateIndex(NodeId id) {
  const Value object = Assumed(Evaluate(M().At(id).first));
  const NodeId index = M().At(M().At(id).first).next;
  if (object->Is(ValueKind::kFunction)) {  // F[T]: an instantiation
    if (object->symbol == nullptr && object->denoted != nullptr) {  // reflect.TypeFor[T]: the type is all it is given
      ValueNode* of_type = values_.Copy(object);
      of_type->items = {values_.OfType(ResolveType(index))};
      return of_type;
    }
    if (object->symbol == nullptr) return object;
    const Module& module = *object->symbol->module;
    const TypeScope* scope = nullptr;
    NodeId argument = index;
    for (NodeId f = module.At(module.Child(object->symbol->node, 2)).first; f != kNoNode; f = module.At(f).next) {
      for (NodeId n = module.At(module.Child(f, 1)).next; n != kNoNode && argument != kNoNode; n = module.At(n).next) {
        type_scopes_.push_back({module.Text(n), ResolveType(argument), scope});
        scope = &type_scopes_.back();
        argument = M().At(argument).next;
      }
    }
    ValueNode* bound = values_.Copy(object);
    bound->types = scope;
    return bound;
  }
  if (object->Is(ValueKind::kType)) return values_.OfType(ResolveType(id));
  return IndexInto(object, Assumed(Evaluate(index)), false);
}

// object[index]; with `want_found` the result is a tuple (value, ok).
Value Evaluator::IndexInto(Value object, Value index, bool want_found) {
  auto result = [&](Value value, Value found) { return want_found ? values_.Tuple({value, found}) : value; };
  object = WithoutNil(object);
  // What is a key of one map says nothing where it may be another that is looked into.
  const bool one_of_several = object->Is(ValueKind::kChoice) && Assumed(index)->Is(ValueKind::kUnknown);
  // Nor does an empty map by none of several kinds: it is filled later, as for any key that is not known.
  const bool kinds = index->Is(ValueKind::kChoice) && std::any_of(index->items.begin(), index->items.end(), [](Value one) { return one->Is(ValueKind::kNumber); });
  if (kinds && !want_found && object->Is(ValueKind::kMap) && memory_.Read(object->cell)->entries.empty()) {
    return IndexMap(object, values_.Unknown("key", Reason::kRuntimeData), want_found, false);
  }
  return values_.Lift({object, index}, [&](const std::vector<Value>& v) -> Value {
    Value container = v[0]->Is(ValueKind::kPointer) ? Dereference(v[0]) : v[0];
    const Value assumed = v[1]->Is(ValueKind::kUnknown) ? Assumed(v[1]) : v[1];  // an unknown within a choice may have been taken apart already
    if (container->Is(ValueKind::kChoice) || assumed != v[1]) return IndexInto(container, assumed, want_found);
    const Type* underlying = types_.Underlying(container->type);
    const Type* element = underlying ? underlying->element : nullptr;
    if (container->Is(ValueKind::kMap)) return IndexMap(container, v[1], want_found, !one_of_several);
    // A map nobody was seen to fill is filled by something we do not see (a decoder, another package), not empty for ever.
    if (container->Is(ValueKind::kNil)) {
      return result(values_.Unknown("element", Reason::kRuntimeData, element), values_.Unknown("found", Reason::kRuntimeData));
    }
    if (container->Is(ValueKind::kList)) {
      if (v[1]->Is(ValueKind::kNumber)) {
        const int64_t i = v[1]->integer;
        if (i >= 0 && i < container->length) return container->backing->elements[i].value;
        // Beyond its end no program goes on: that is the place of something put nobody knows where into a list of the same length.
        if (container->open || container->length == 0 || i < 0) return values_.Unknown("element", Reason::kRuntimeData, element);
      }
      std::vector<Value> items;
      for (size_t i = 0; i < container->length; ++i) items.push_back(container->backing->elements[i].value);
      if (container->open || items.empty()) items.push_back(values_.Unknown("element", Reason::kRuntimeData, element));
      // The same unknown index into lists of equal length is the same decision: rows of parallel tables stay together.
      return values_.Choice(ChoiceFor(v[1], items.size()), std::move(items));
    }
    if (container->Is(ValueKind::kText) && v[1]->is_integer) {  // a byte of it, or a character of []rune(text)
      const CharacterUnit unit = CharactersIn(container->type);
      const auto characters = CharactersOf(container, unit == CharacterUnit::kCharacter ? unit : CharacterUnit::kByte);
      const bool inside = characters && v[1]->integer >= 0 && static_cast<size_t>(v[1]->integer) < characters->size();
      if (inside) return values_.Integer((*characters)[static_cast<size_t>(v[1]->integer)].code);
    }
    const Reason reason = container->Is(ValueKind::kUnknown) ? container->reason : Reason::kRuntimeData;
    return result(values_.Unknown("element", reason, element), values_.Unknown("found", Reason::kRuntimeData));
  });
}

// One decision for each unknown index and number of alternatives.
ChoiceId Evaluator::ChoiceFor(Value index, size_t alternatives) {
  if (!index->Is(ValueKind::kUnknown)) return values_.NewChoice();
  ChoiceId& choice = index_choices_[{index->identity, alternatives}];
  if (choice == 0) choice = values_.NewChoice();
  return choice;
}

// `take_apart`: from here on the key is one of the map's, or none of them.
Value Evaluator::IndexMap(Value map, Value key, bool want_found, bool take_apart) {
  const Value content = memory_.Read(map->cell);
  const Type* underlying = types_.Underlying(map->type);
  const Type* element = underlying ? underlying->element : nullptr;
  auto result = [&](Value value, bool found) { return want_found ? values_.Tuple({value, values_.Bool(found)}) : value; };
  const bool known_key = IsKnownKey(key);
  // What a sync.Map does not hold is nil: the map it is made of has no type (shared.cc).
  auto missing = [&] { return result(map->type == nullptr ? values_.Nil() : ZeroValue(element, "element"), false); };
  if (Values::IsKnownText(key)) lookups_[map->cell].keys.insert(Values::KnownText(key));
  else lookups_[map->cell].unknown = true;
  if (content->rests_on != nullptr && Values::IsKnownText(key)) {  // -disable=udp: which keys there are is a setting (flags.cc)
    const auto entry = std::find_if(content->entries.begin(), content->entries.end(), [&](const MapEntry& other) { return SameKey(other.key, key); });
    const bool is_there = entry != content->entries.end();
    const auto named = [&](bool holds) { return StandardLibrary(*this).NamedBySetting(holds, *content->rests_on, Values::KnownText(key)); };
    if (want_found) return values_.Tuple({is_there ? entry->value : values_.Unknown("element", Reason::kFlag, element), named(is_there)});
    if (element != nullptr && element->kind == Type::Kind::kBasic && element->name == "bool") return named(is_there && Truth(entry->value) == 1);
  }
  if (known_key || key->Is(ValueKind::kText)) {  // the very text an entry was made with, holes and all, is that entry's
    for (size_t i = content->entries.size(); i-- > 0;) {
      const MapEntry& entry = content->entries[i];
      if (!SameKey(entry.key, key)) continue;
      return WhereThere(entry.sometimes, result(entry.value, true), missing());
    }
  }
  if (known_key) {
    if (!content->open) return missing();
    Value unknown = content->open_value ? content->open_value : values_.Unknown("element", Reason::kRuntimeData, element);
    return want_found ? values_.Tuple({unknown, values_.Unknown("found", Reason::kRuntimeData)}) : unknown;
  }
  if (content->entries.empty() && !content->open) {
    const bool is_new = map->cell >= frame_->first_cell && loops_.empty() && !global_cells_.contains(frame_->first_cell);
    if (is_new && key->Is(ValueKind::kText)) return missing();  // made here, and nothing has been put in
    const Value element_value = values_.Unknown("element", Reason::kRuntimeData, element);
    return want_found ? values_.Tuple({element_value, values_.Unknown("found", Reason::kRuntimeData)}) : element_value;
  }
  if (key->Is(ValueKind::kText) && key->text.size() == 1 && key->text[0].hole != nullptr) key = key->text[0].hole;
  // An unknown key is one of the keys, or none of them. From here on the key itself is that choice too, so that whatever else
  // is looked up or made with it stays in step (splits_).
  std::vector<Value> items, keys;
  const auto rest = key->Is(ValueKind::kUnknown) ? rests_.find(key->identity) : rests_.end();
  auto impossible = [&](Value other) {
    const auto spelling = Spelling(other);
    if (key->Is(ValueKind::kText) && other->Is(ValueKind::kText) && !spelling) return BeginDifferently(key, other) || EndDifferently(key, other);
    if (key->Is(ValueKind::kText)) return spelling && !Values::ToText(key).Matches(*spelling);
    return spelling && rest != rests_.end() && std::any_of(rest->second.begin(), rest->second.end(), [&](const auto& table) { return table->contains(*spelling); });
  };
  // Looked up by one key after the other, a map gives the same entries again.
  if (want_found && (found_in_.content != content || found_in_.results.size() != content->entries.size())) {
    found_in_ = {content, std::vector<Value>(content->entries.size())};
  }
  const auto result_of = [&](size_t at) {
    if (!want_found) return content->entries[at].value;
    Value& found = found_in_.results[at];
    if (found == nullptr) found = result(content->entries[at].value, true);
    return found;
  };
  Value other_key = nullptr;  // a key with holes might hold the key itself: such keys do not take it apart
  for (size_t at = 0; at < content->entries.size(); ++at) {
    const MapEntry& entry = content->entries[at];
    if (impossible(entry.key)) continue;
    items.push_back(result_of(at));
    const bool known = Spelling(entry.key) || entry.key->Is(ValueKind::kNative);
    if (!known && other_key == nullptr) other_key = values_.Unknown(key->name, key->reason, key->type, key->is_named);
    keys.push_back(known ? entry.key : other_key);
  }
  root_steps_ += content->entries.size() / kEntriesPerStep;
  steps_ += content->entries.size() / kEntriesPerStep;
  if (content->open) {
    items.push_back(result(content->open_value ? content->open_value : values_.Unknown("element", Reason::kRuntimeData, element), true));
    keys.push_back(values_.Unknown(key->name, key->reason, key->type, key->is_named));
  }
  items.push_back(missing());
  const ChoiceId choice = values_.NewChoice();
  if (take_apart) TakeApart(key, choice, std::move(keys));
  return values_.Choice(choice, std::move(items));
}

// From here on the unknown key is, on the alternatives of the choice, one of `keys` or, on the last, none of them.
bool Evaluator::TakeApart(Value key, ChoiceId choice, std::vector<Value> keys) {
  if (!key->Is(ValueKind::kUnknown)) return false;
  const auto rest = rests_.find(key->identity);
  Rest tables = rest == rests_.end() ? Rest{} : rest->second;
  if (tables.size() >= kMaxSplits) return false;
  auto table = std::make_shared<std::set<std::string, std::less<>>>();
  for (Value one : keys) {
    if (auto spelling = Spelling(one)) table->insert(std::move(*spelling));
  }
  if (table->empty()) return false;
  tables.push_back(std::move(table));
  keys.push_back(values_.Unknown(key->name, key->reason, key->type, key->is_named));
  for (Value one : keys) {
    if (one->Is(ValueKind::kUnknown)) rests_.emplace(one->identity, tables);
  }
  splits_[key->identity] = values_.Choice(choice, std::move(keys));
  return true;
}

// The text or number that a key is.
std::optional<std::string> Evaluator::Spelling(Value key) {
  if (Values::IsKnownText(key)) return Values::KnownText(key);
  if (key->Is(ValueKind::kNumber)) return std::to_string(key->number);
  return std::nullopt;
}

bool Evaluator::SameKey(Value a, Value b) {
  if (Values::IsKnownText(a) && Values::IsKnownText(b)) return Values::KnownText(a) == Values::KnownText(b);
  if (a->Is(ValueKind::kNumber) && b->Is(ValueKind::kNumber)) return a->number == b->number;
  return Values::Equal(a, b);
}

Value Evaluator::EvaluateSlice(NodeId id) {
  const Value object = Assumed(Evaluate(M().Child(id, 0)));
  auto bound = [&](int child) -> Value {
    const NodeId node = M().Child(id, child);
    return M().At(node).kind == NodeKind::kNone ? nullptr : Assumed(Evaluate(node));
  };
  const Value low = bound(1), high = bound(2);
  return values_.Lift({object}, [&](const std::vector<Value>& v) -> Value {
    Value x = v[0]->Is(ValueKind::kPointer) ? Dereference(v[0]) : v[0];
    const bool known = (low == nullptr || low->is_integer) && (high == nullptr || high->is_integer);
    const bool text = Values::IsKnownText(x);
    if ((text || x->Is(ValueKind::kList)) && known && !x->open) {
      const int64_t size = text ? static_cast<int64_t>(Values::KnownText(x).size()) : x->length;
      const int64_t from = low ? low->integer : 0, to = high ? high->integer : size;
      if (from < 0 || to > size || from > to) return values_.Unknown("slice", Reason::kUnsupported, x->type);
      if (text) return values_.Literal(Values::KnownText(x).substr(from, to - from), x->trail);
      ValueNode* part = values_.Copy(values_.List({x->backing->elements.begin() + from, x->backing->elements.begin() + to}, x->type));
      part->id = x->id;
      part->integer = x->integer + from;
      return part;
    }
    if ((low == nullptr && high == nullptr) || x->Is(ValueKind::kNil)) return x;  // of no list there is only the whole
    const Type* underlying = types_.Underlying(x->type);
    const bool none = high != nullptr && high->is_integer && high->integer == 0;  // of whatever is in there
    if (makes_samples_ && none && underlying != nullptr && underlying->kind == Type::Kind::kSlice) return values_.List({}, x->type);
    return values_.Unknown("slice", x->Is(ValueKind::kUnknown) ? x->reason : Reason::kRuntimeData, x->type);
  });
}

}  // namespace mdg::evaluate
