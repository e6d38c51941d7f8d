// What Go's packages for lists and maps do: maps, slices, sort, and what of them was golang.org/x/exp's before.
//
// In: package, function, evaluated arguments. Out: the result where it can be told; maps that are filled. A sequence, which `range`
// walks by its first variable, is a map of what it yields. Deliberately not here: whatever takes a function of the program's.
#include <optional>

#include "evaluate/standard/standard_library.h"
#include "evaluate/switches/flags.h"
#include "model/setting.h"

namespace mdg::evaluate {

namespace {

constexpr size_t kManyElements = 64;  // of a list something unknown is looked for in

bool IsPackage(std::string_view path, std::string_view name) {
  constexpr std::string_view kBefore = "golang.org/x/exp/";
  return path == name || (path.starts_with(kBefore) && path.substr(kBefore.size()) == name);
}

}  // namespace

Value StandardLibrary::Containers(std::string_view package, std::string_view name, const std::vector<Value>& a) {
  const bool sorts = package == "sort" || (IsPackage(package, "slices") && name.starts_with("Sort") && !name.starts_with("Sorted"));
  if (sorts) return e_.values_.Nil();
  if (a.empty()) return nullptr;
  if (IsPackage(package, "maps")) return Maps(package != "maps", name, a);
  return IsPackage(package, "slices") ? Slices(name, a) : nullptr;
}

// `gives_lists`: golang.org/x/exp's Keys and Values.
Value StandardLibrary::Maps(bool gives_lists, std::string_view name, const std::vector<Value>& a) {
  if (name == "Copy" && a.size() == 2) {
    CopyEntries(a[0], a[1], false);
    return e_.values_.Nil();
  }
  if (!a[0]->Is(ValueKind::kMap)) return nullptr;
  const Value content = e_.memory_.Read(a[0]->cell);
  if (name == "Clone") return e_.values_.Map(e_.memory_.New(content), a[0]->type);
  if (name != "Keys" && name != "Values") return nullptr;
  std::vector<ListBacking::Element> items;
  for (const MapEntry& entry : content->entries) items.push_back({name == "Keys" ? entry.key : entry.value, entry.sometimes});
  ValueNode* list = e_.values_.Copy(e_.values_.List(std::move(items)));
  list->open = content->open;
  return gives_lists ? list : SequenceOf(list);
}

Value StandardLibrary::Slices(std::string_view name, const std::vector<Value>& a) {
  if (name == "Concat") {
    Arguments all;
    Value joined = e_.values_.List({});
    for (Value list : a) {
      all.values = {joined, list};
      all.spread = true;
      joined = e_.AppendAll(joined, all);
    }
    return joined;
  }
  if (name == "Collect" || name == "Sorted" || name == "SortedFunc" || name == "SortedStableFunc") return ListOf(a[0]);
  if (name == "Values") return a[0]->Is(ValueKind::kList) ? SequenceOf(a[0]) : a[0];
  if (name == "Clone" && a[0]->Is(ValueKind::kList)) {
    ValueNode* clone = e_.values_.Copy(a[0]);
    clone->id = 0;
    return clone;
  }
  if (name == "Clone" || name == "Compact" || name == "All") return a[0];
  return name == "Contains" && a.size() == 2 ? Contains(a[0], a[1]) : nullptr;
}

// Known of a whole list of known texts or numbers. A number that is looked for is one of a few kinds: it is taken apart by the list, so
// that all else that is asked about it stays in step. A text can be anything, and taking it apart does not pay: every way with one of the
// elements is followed from there on, and what it becomes next (the key of a map, something a regular expression looks into) mostly
// forgets which it was. So node_hwmon_<sensorType>, whose types are a list of fourteen, stays a pattern.
Value StandardLibrary::Contains(Value list, Value wanted) {
  if (!list->Is(ValueKind::kList) || (list->open && list->rests_on == nullptr)) return nullptr;
  std::vector<Value> elements;
  for (size_t i = 0; i < list->length; ++i) {
    const ListBacking::Element& element = list->backing->elements[i];
    if (element.sometimes || !e_.Spelling(element.value)) return nullptr;
    elements.push_back(element.value);
  }
  return e_.values_.Lift({e_.Assumed(wanted)}, [&](const std::vector<Value>& v) -> Value {
    if (elements.empty() || e_.Spelling(v[0])) {
      const bool is_one = std::any_of(elements.begin(), elements.end(), [&](Value one) { return e_.SameKey(one, v[0]); });
      return list->rests_on == nullptr || !e_.Spelling(v[0]) ? e_.values_.Bool(is_one) : NamedBySetting(is_one, *list->rests_on, Values::KnownText(e_.values_.Stringify(v[0])));
    }
    if (list->open) return e_.values_.Unknown("found", Reason::kRuntimeData);
    const ChoiceId choice = e_.values_.NewChoice();
    if (!elements.front()->Is(ValueKind::kNumber) || elements.size() > kManyElements || !e_.TakeApart(v[0], choice, elements)) return e_.values_.Unknown("found", Reason::kRuntimeData);
    std::vector<Value> items(elements.size(), e_.values_.Bool(true));
    items.push_back(e_.values_.Bool(false));
    return e_.values_.Choice(choice, std::move(items));
  });
}

// --collectors=cpu,disk: others may be named, and these left out.
Value StandardLibrary::NamedBySetting(bool named, const Default& list, const std::string& name) {
  ValueNode* changeable = e_.values_.Copy(e_.values_.Bool(named));
  const std::string setting = Flags::SetTo(list.setting, std::string(named ? kUnlessGiven : kIncluding) + name);
  changeable->condition = e_.values_.NewCondition({mdg::Condition::Kind::kSwitch, nullptr, setting, nullptr, nullptr, named});
  return changeable;
}

Value StandardLibrary::SequenceOf(Value list) {
  ValueNode* content = e_.values_.New(ValueKind::kMapContent);
  for (size_t i = 0; i < list->length; ++i) {
    const ListBacking::Element& element = list->backing->elements[i];
    content->entries.push_back({element.value, element.value, element.sometimes});
  }
  content->open = list->open;
  return e_.values_.Map(e_.memory_.New(content), nullptr);
}

Value StandardLibrary::ListOf(Value sequence) {
  if (!sequence->Is(ValueKind::kMap)) return sequence;
  const Value content = e_.memory_.Read(sequence->cell);
  std::vector<ListBacking::Element> items;
  for (const MapEntry& entry : content->entries) items.push_back({entry.key, entry.sometimes});
  ValueNode* list = e_.values_.Copy(e_.values_.List(std::move(items)));
  list->open = content->open;
  return list;
}

// maps.Copy(into, from): of one of several maps, each may be the one.
void StandardLibrary::CopyEntries(Value into, Value from, bool sometimes) {
  if (from->Is(ValueKind::kPointer)) from = e_.Dereference(from);
  if (from->Is(ValueKind::kNil)) return;
  if (into->Is(ValueKind::kChoice)) {
    for (Value one : into->items) CopyEntries(one, from, true);
  } else if (from->Is(ValueKind::kChoice)) {
    for (Value one : from->items) CopyEntries(into, one, true);
  } else if (into->Is(ValueKind::kMap)) {
    const Value unknown = e_.values_.Unknown("key", from->Is(ValueKind::kUnknown) ? from->reason : Reason::kRuntimeData);
    const Value content = from->Is(ValueKind::kMap) ? e_.memory_.Read(from->cell) : nullptr;
    const SharedArray<MapEntry> entries = content != nullptr ? content->entries : SharedArray<MapEntry>();  // they may be one map
    for (const MapEntry& entry : entries) e_.SetEntry(into, entry.key, entry.value, sometimes ? Occurrence(true) : entry.sometimes);
    if (content == nullptr || content->open) e_.SetEntry(into, unknown, content != nullptr && content->open_value != nullptr ? content->open_value : unknown, true);
  }
}

}  // namespace mdg::evaluate
