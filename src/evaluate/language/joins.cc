// Where ways meet again: what a cell holds afterwards, from what it held at the end of each way.
//
// In: a decision and one value or memory for each of its alternatives. Out: a Choice where it matters, one value that covers all ways
// where a choice would only grow. Deliberately no statements: see branches.cc.
#include <algorithm>
#include <set>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

namespace {

constexpr size_t kManyRows = 1'000;  // of a table put together where ways meet

// How many entries stand in the same places in all: ways of one map began with what it held before.
size_t CommonEntries(const std::vector<Value>& contents) {
  const auto& first = contents.front()->entries;
  size_t common = first.size();
  for (Value content : contents) {
    common = std::min(common, content->entries.size());
    for (size_t at = 0; at < common; ++at) {
      if (content->entries[at].key != first[at].key) common = at;
    }
  }
  return common;
}

// "" on some ways, something unknown on the others.
bool IsEmptyOrUnknown(Value value, int depth = 0) {
  if (value->Is(ValueKind::kChoice) && depth < 8) {
    return std::all_of(value->items.begin(), value->items.end(), [&](Value item) { return IsEmptyOrUnknown(item, depth + 1); });
  }
  if (value->Is(ValueKind::kUnknown)) return depth > 0;
  return value->Is(ValueKind::kText) && (value->text.empty() || (depth > 0 && value->text.size() == 1 && value->text[0].hole != nullptr));
}

bool IsSame(const ListBacking::Element& a, const ListBacking::Element& b) { return a.sometimes == b.sometimes && Values::Equal(a.value, b.value); }

// The same rows, which are there for other reasons.
bool DifferInReasons(Value a, Value b) {
  if (a->length != b->length || a->backing == b->backing) return false;
  bool differ = false;
  for (uint32_t i = 0; i < a->length; ++i) {
    const ListBacking::Element &mine = a->backing->elements[i], &other = b->backing->elements[i];
    if (!Values::Equal(mine.value, other.value)) return false;
    differ = differ || (mine.sometimes.on != nullptr && other.sometimes.on != nullptr && mine.sometimes != other.sometimes);
  }
  return differ;
}

// A text, or a thing of a library, somewhere in it.
bool Tells(Value value, int depth = 0) {
  if (value->Is(ValueKind::kText)) return Values::IsKnownText(value) && !value->text.empty();
  const auto is_told = [&](const RecordField& field) { return depth < 3 && Tells(field.value, depth + 1); };
  return value->Is(ValueKind::kNative) || (value->Is(ValueKind::kRecord) && std::any_of(value->fields.begin(), value->fields.end(), is_told));
}

struct OneOf {
  std::vector<Value> lists;
  bool may_be_nil = false;
  bool may_be_unknown = false;
};

// The lists a value is one of; false when it may be something else.
bool CollectLists(Value value, OneOf& one) {
  switch (value->kind) {
    case ValueKind::kList: one.lists.push_back(value); return true;
    case ValueKind::kNil: one.may_be_nil = true; return true;
    case ValueKind::kUnknown: one.may_be_unknown = true; return true;
    case ValueKind::kChoice: return std::all_of(value->items.begin(), value->items.end(), [&](Value item) { return CollectLists(item, one); });
    default: return false;
  }
}

bool Holds(Value list, Value sought) {
  return std::any_of(list->backing->elements.begin(), list->backing->elements.begin() + list->length,
                     [&](const ListBacking::Element& element) { return !element.sometimes && Values::Equal(element.value, sought); });
}

// What stands in any of the lists, and what in all of them: that is always there.
std::vector<ListBacking::Element> AllOf(const std::vector<Value>& lists) {
  std::vector<ListBacking::Element> all;
  for (const Value list : lists) {
    for (uint32_t i = 0; i < list->length; ++i) {
      const Value value = list->backing->elements[i].value;
      if (std::any_of(all.begin(), all.end(), [&](const ListBacking::Element& known) { return Values::Equal(known.value, value); })) continue;
      const bool always = std::all_of(lists.begin(), lists.end(), [&](Value other) { return Holds(other, value); });
      all.push_back({value, !always});
      if (all.size() > kManyRows) return {};
    }
  }
  return all;
}

// Rows that say something of themselves; texts, label names say, belong together.
bool IsTable(Value list) {
  const Value first = list->length > 0 ? list->backing->elements[0].value : nullptr;
  return first != nullptr && first->Is(ValueKind::kRecord) && !first->fields.empty();
}

// Null when there is none from `first` on.
const MapEntry* FindEntry(Value content, Value key, size_t first) {
  for (size_t at = first; at < content->entries.size(); ++at) {
    if (Values::Equal(content->entries[at].key, key)) return &content->entries[at];
  }
  return nullptr;
}

}  // namespace

void Evaluator::Join(ChoiceId choice, const std::vector<std::pair<std::vector<bool>, Memory::Changes>>& ways) {
  std::vector<CellId> cells;  // in order of first change, so that the result does not depend on addresses
  std::set<CellId> seen;
  for (const auto& [allowed, changes] : ways) {
    for (const auto& [cell, value] : changes) {
      if (seen.insert(cell).second) cells.push_back(cell);
    }
  }
  for (CellId cell : cells) {
    const Value base = memory_.Read(cell);
    std::vector<Value> alternatives(ways.front().first.size(), base);
    for (const auto& [allowed, changes] : ways) {
      for (const auto& [changed, value] : changes) {
        if (changed != cell) continue;
        for (size_t i = 0; i < alternatives.size(); ++i) {
          if (allowed[i]) alternatives[i] = value;
        }
      }
    }
    LeaveOutOthers(choice, cell, alternatives);
    // What hangs on the same decision since an earlier branch is on each way as it is there.
    for (size_t i = 0; makes_samples_ && i < alternatives.size(); ++i) alternatives[i] = values_.Fix(alternatives[i], choice, i);
    memory_.Write(cell, JoinValues(choice, base, alternatives));
  }
}

// for _, m := range family.Metrics { m.Labels = ... }: what only one of the lists points to is there on that way only. What it holds on the
// others nobody can ask.
void Evaluator::LeaveOutOthers(ChoiceId choice, CellId cell, std::vector<Value>& alternatives) const {
  for (const auto& [ranged, cells] : ranged_) {
    const auto found = ranged != choice ? cells.end() : cells.find(cell);
    if (found != cells.end() && found->second.size() == 1) std::fill(alternatives.begin(), alternatives.end(), alternatives[*found->second.begin()]);
  }
}

Value Evaluator::JoinValues(ChoiceId choice, Value base, const std::vector<Value>& alternatives) {
  auto all = [&](ValueKind kind) { return std::all_of(alternatives.begin(), alternatives.end(), [&](Value v) { return v->Is(kind); }); };
  if (all(ValueKind::kList)) {
    if (const Value joined = JoinLists(choice, alternatives)) return joined;
  }
  if (all(ValueKind::kMapContent)) return JoinMaps(choice, base, alternatives);
  return JoinParts(choice, alternatives);
}

// One grew from the other: what came on top is there sometimes. Keeps twenty conditional appends from being 2^20 lists. Null when they
// did not.
Value Evaluator::JoinLists(ChoiceId choice, const std::vector<Value>& alternatives) {
  Value shortest = alternatives[0], longest = alternatives[0];
  for (Value v : alternatives) {
    if (v->length < shortest->length) shortest = v;
    if (v->length > longest->length) longest = v;
  }
  for (Value v : alternatives) {
    if (v->backing == longest->backing) continue;  // backings are only ever appended to
    for (size_t i = 0; i < v->length; ++i) {
      if (!Values::Equal(v->backing->elements[i].value, longest->backing->elements[i].value)) return nullptr;
    }
  }
  std::vector<ListBacking::Element> elements(longest->backing->elements.begin(), longest->backing->elements.begin() + longest->length);
  for (Value v : alternatives) {
    for (size_t i = 0; v->backing != longest->backing && i < v->length; ++i) {
      if (v->backing->elements[i].sometimes != elements[i].sometimes) elements[i].sometimes = Occurrence(true);  // for more than one reason
    }
  }
  for (size_t i = shortest->length; i < elements.size(); ++i) {
    std::vector<bool> where;
    for (Value v : alternatives) where.push_back(v->length > i);
    elements[i].sometimes = ThereOn(choice, where, elements[i].sometimes);
  }
  ValueNode* joined = values_.Copy(values_.List(std::move(elements), longest->type));
  for (Value v : alternatives) joined->open = joined->open || v->open;
  return joined;
}

// Tables of rows, each of which is there on some of the ways: what all begin with, and then the rest of each. A row that is there for one
// reason on one way and for another on the next stands there twice. Null when they grow and grow.
Value Evaluator::JoinTables(ChoiceId choice, const std::vector<Value>& alternatives) {
  const Value first = alternatives.front();
  if (std::none_of(alternatives.begin(), alternatives.end(), [&](Value v) { return DifferInReasons(first, v); })) {
    if (const Value joined = JoinLists(choice, alternatives)) return joined;
  }
  uint32_t common = first->length;
  bool open = false;
  for (Value v : alternatives) {
    uint32_t same = 0;
    while (same < std::min(common, v->length) && IsSame(v->backing->elements[same], first->backing->elements[same])) ++same;
    common = same;
    open = open || v->open;
  }
  std::vector<std::pair<ListBacking::Element, std::vector<bool>>> rest;  // with the ways it is on
  for (size_t way = 0; way < alternatives.size(); ++way) {
    for (uint32_t i = common; i < alternatives[way]->length; ++i) {
      const ListBacking::Element& row = alternatives[way]->backing->elements[i];
      const auto is_there = [&](const auto& other) {
        const bool no_reasons = row.sometimes.on == nullptr && other.first.sometimes.on == nullptr;
        return no_reasons ? Values::Equal(other.first.value, row.value) : IsSame(other.first, row);
      };
      auto found = std::find_if(rest.begin(), rest.end(), is_there);
      if (found == rest.end()) found = rest.insert(rest.end(), {row, std::vector<bool>(alternatives.size())});
      found->second[way] = true;
      if (common + rest.size() > kManyRows) return nullptr;
    }
  }
  std::vector<ListBacking::Element> rows(first->backing->elements.begin(), first->backing->elements.begin() + common);
  for (const auto& [row, where] : rest) rows.push_back({row.value, row.sometimes.on == nullptr ? Occurrence(true) : ThereOn(choice, where, row.sometimes)});
  ValueNode* joined = values_.Copy(values_.List(std::move(rows), first->type));
  joined->open = open;
  return joined;
}

Value Evaluator::JoinMaps(ChoiceId choice, Value base, const std::vector<Value>& alternatives) {
  ValueNode* joined = values_.New(ValueKind::kMapContent);
  joined->type = base->type;
  for (Value content : alternatives) {
    joined->open = joined->open || content->open;
    if (content->open_value != nullptr) joined->open_value = content->open_value;
  }
  auto add = [&](const MapEntry& entry, const auto& find) {
    std::vector<Value> ways;
    std::vector<bool> where;
    Occurrence sometimes = entry.sometimes;
    bool is_same = true;  // wherever it is
    for (Value content : alternatives) {
      const MapEntry* found = find(content);
      ways.push_back(found == nullptr ? entry.value : found->value);
      where.push_back(found != nullptr);
      if (found != nullptr && found->sometimes != entry.sometimes) is_same = false;
      if (found != nullptr && found->sometimes) sometimes.sometimes = true;
    }
    if (!is_same) sometimes.on = nullptr;
    if (std::find(where.begin(), where.end(), false) != where.end()) sometimes = ThereOn(choice, where, sometimes);
    joined->entries.push_back({entry.key, values_.Choice(choice, std::move(ways)), sometimes});
  };
  const size_t common = CommonEntries(alternatives);
  for (size_t at = 0; at < common; ++at) {
    add(alternatives.front()->entries[at], [&](Value content) { return &content->entries[at]; });
  }
  for (Value content : alternatives) {
    for (size_t at = common; at < content->entries.size(); ++at) {
      const MapEntry& entry = content->entries[at];
      if (FindEntry(joined, entry.key, common) == nullptr) add(entry, [&](Value other) { return FindEntry(other, entry.key, common); });
    }
  }
  return joined;
}

// return false, "", or return "", err: the empty text that comes with a failure is not looked at.
void Evaluator::ForgetFailures(const std::vector<Value>& tuples, size_t item, std::vector<Value>& parts) {
  auto fails = [](Value tuple) {
    const Value flag = tuple->items.front(), error = tuple->items.back();
    return (flag->Is(ValueKind::kBool) && !flag->boolean) || (error->Is(ValueKind::kBool) && !error->boolean) || error->is_not_nil;
  };
  const auto succeeds = std::find_if(tuples.begin(), tuples.end(), [&](Value tuple) { return !fails(tuple); });
  if (succeeds == tuples.end()) return;
  const Value other = parts[static_cast<size_t>(succeeds - tuples.begin())];
  for (size_t i = 0; i < parts.size(); ++i) {
    if (fails(tuples[i]) && IsEmptyOrUnknown(tuples[i]->items[item])) parts[i] = other;
  }
}

// Of lists of names, too many to tell apart.
Value Evaluator::EitherList(const std::vector<Value>& lists) {
  std::vector<ListBacking::Element> all = AllOf(lists);
  const bool is_lost = all.empty() && std::any_of(lists.begin(), lists.end(), [](Value list) { return list->length > 0; });
  ValueNode* either = values_.Copy(values_.List(std::move(all), lists.front()->type));
  either->open = is_lost || std::any_of(lists.begin(), lists.end(), [](Value list) { return list->open; });
  return either;
}

// What differs only in ways no metric depends on becomes one unknown; records are joined field by field. Both keep the number of
// ways a value can fall from growing with every `if` of a long function.
Value Evaluator::JoinParts(ChoiceId choice, const std::vector<Value>& alternatives) {
  const Value first = alternatives.front();
  if (std::all_of(alternatives.begin() + 1, alternatives.end(), [&](Value v) { return Values::Equal(first, v); })) return first;
  auto all = [&](auto&& holds) { return std::all_of(alternatives.begin(), alternatives.end(), holds); };
  const bool tuples = all([&](Value v) { return v->Is(ValueKind::kTuple) && v->items.size() == first->items.size(); });
  if (tuples) {
    std::vector<Value> items;
    for (size_t i = 0; i < first->items.size(); ++i) {
      std::vector<Value> parts;
      for (Value v : alternatives) parts.push_back(v->items[i]);
      ForgetFailures(alternatives, i, parts);
      items.push_back(JoinParts(choice, parts));
    }
    return values_.Tuple(std::move(items));
  }
  const bool told = std::any_of(alternatives.begin(), alternatives.end(), [](Value v) { return v->is_not_nil; });  // error or none
  const bool dull = all([&](Value v) {
    return v->Is(ValueKind::kUnknown) || (!told && v->Is(ValueKind::kNil)) || (v->Is(ValueKind::kNumber) && (v->type == nullptr || v->type->kind != Type::Kind::kNamed));
  });
  if (dull) {
    const Value unknown = *std::find_if(alternatives.begin(), alternatives.end(), [&](Value v) { return v->Is(ValueKind::kUnknown) || v == alternatives.back(); });
    ValueNode* joined = values_.Copy(values_.Unknown(unknown->name, unknown->Is(ValueKind::kUnknown) ? unknown->reason : Reason::kRuntimeData, unknown->type, unknown->is_named));
    joined->is_not_nil = all([](Value v) { return v->is_not_nil; });
    return joined;
  }
  const bool records = all([&](Value v) { return v->Is(ValueKind::kRecord) && v->type == first->type && !v->open; });
  if (records && first->type != nullptr) {
    std::vector<RecordField> fields;
    const Value absent = Types::IsWrittenText(first->type) ? values_.EmptyText() : values_.Nil();
    for (Value record : alternatives) {
      for (const RecordField& field : record->fields) {
        const bool done = std::any_of(fields.begin(), fields.end(), [&](const RecordField& f) { return f.name == field.name; });
        if (done) continue;
        std::vector<Value> parts;
        for (Value other : alternatives) {
          auto found = std::find_if(other->fields.begin(), other->fields.end(), [&](const RecordField& f) { return f.name == field.name; });
          Types::FieldInfo info;
          const bool declared = found == other->fields.end() && types_.FindField(first->type, field.name, info);
          parts.push_back(found != other->fields.end() ? found->value : declared ? ZeroValue(info.type, field.name) : absent);
        }
        // A table that is built up; labels, which are texts, stay with the name they go with.
        const bool tables = std::all_of(parts.begin(), parts.end(), [](Value v) {
          return v->Is(ValueKind::kList) && (v->length == 0 || v->backing->elements[0].value->Is(ValueKind::kRecord));
        });
        const Value table = tables ? JoinTables(choice, parts) : nullptr;
        fields.push_back({field.name, table != nullptr ? table : JoinParts(choice, parts)});
      }
    }
    return values_.Record(first->type, std::move(fields));
  }
  const Value joined = values_.JoinedChoice(choice, alternatives);
  if (!joined->Is(ValueKind::kUnknown)) return joined;
  // Too many ways: of lists it is still known what stands in them, if no longer on which.
  OneOf one;
  const bool all_lists = all([&](Value v) { return CollectLists(v, one); });
  const bool is_table = std::any_of(one.lists.begin(), one.lists.end(), IsTable);
  if (!all_lists || one.lists.empty() || !(makes_samples_ || is_table)) return joined;
  // Beside what nobody knows, rows that tell nothing are not worth going through.
  const auto tells = [](Value list) { return list->length > 0 && Tells(list->backing->elements[0].value); };
  if (one.may_be_unknown && std::none_of(one.lists.begin(), one.lists.end(), tells)) return joined;
  const Value less = values_.List({}, one.lists.front()->type);
  if (is_table || one.may_be_nil || one.may_be_unknown) one.lists.push_back(less);  // on some way there is nothing, or less
  const Value together = is_table ? JoinTables(values_.NewChoice(), one.lists) : EitherList(one.lists);
  if (together == nullptr) return joined;
  return one.may_be_unknown ? Opened(together, 0) : together;
}

}  // namespace mdg::evaluate
