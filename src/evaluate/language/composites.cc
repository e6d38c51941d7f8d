// Composite literals: structs, lists, maps.
//
// In: kComposite nodes. Out: records, lists, and maps in cells of their own. What is stored in a field is also noted for the whole
// program, for places where only the type of an object is known (members.cc).
#include "evaluate/evaluator.h"

namespace mdg::evaluate {

Value Evaluator::EvaluateComposite(NodeId id, const Type* expected) {
  const NodeId type_node = M().At(id).first;
  const bool typed = M().At(type_node).kind != NodeKind::kNone;
  const Type* type = typed ? ResolveType(type_node) : expected;
  if (!typed && type != nullptr && type->kind == Type::Kind::kPointer) {  // {&T, elided}: []*T{{...}}
    const Value element = EvaluateComposite(id, type->element);
    const Value pointer = values_.Pointer(memory_.New(element), {}, type);
    if (element->Is(ValueKind::kRecord)) NoteInstance(element->type, pointer);
    return pointer;
  }
  const Type* underlying = types_.Underlying(type);
  const NodeId first = M().At(type_node).next;
  const bool keyed = first != kNoNode && M().At(first).kind == NodeKind::kKeyValue;
  if (underlying != nullptr) {
    switch (underlying->kind) {
      case Type::Kind::kMap: return CompositeMap(id, type);
      case Type::Kind::kSlice:
      case Type::Kind::kArray: return CompositeList(id, type);
      case Type::Kind::kStruct: return CompositeRecord(id, type, keyed);
      case Type::Kind::kExternal:
        if (libraries::IsMapType(underlying->path, underlying->name)) return CompositeMap(id, type);
        break;
      default: break;
    }
  }
  // A type declared outside the tree: its shape follows from how the literal is written.
  if (!keyed) return first == kNoNode || (underlying && libraries::FindRecord(underlying->path, underlying->name))
                         ? CompositeRecord(id, type, false)
                         : CompositeList(id, type);
  const bool names = M().At(M().At(first).first).kind == NodeKind::kName;
  return names ? CompositeRecord(id, type, true) : CompositeMap(id, type);
}

Value Evaluator::CompositeRecord(NodeId id, const Type* type, bool keyed) {
  std::vector<RecordField> fields;
  const Type* underlying = types_.Underlying(type);
  const auto* known = underlying && underlying->kind == Type::Kind::kExternal
                          ? libraries::FindRecord(underlying->path, underlying->name) : nullptr;
  size_t position = 0;
  for (NodeId e = M().At(M().At(id).first).next; e != kNoNode; e = M().At(e).next, ++position) {
    std::string_view name;
    NodeId expression = e;
    const Type* expected = nullptr;
    Types::FieldInfo info;
    if (keyed && M().At(e).kind == NodeKind::kKeyValue) {
      name = M().Text(M().At(e).first);
      expression = M().At(M().At(e).first).next;
      if (type != nullptr && types_.FindField(type, name, info)) expected = info.type;
    } else if (known != nullptr) {
      if (position < known->fields.size()) name = known->fields[position];
    } else if (type != nullptr) {
      const auto& declared = types_.Fields(type);
      if (position < declared.size()) name = declared[position].first, expected = declared[position].second.type;
    }
    Value value = EvaluateWanted(expression, expected);
    if (expected != nullptr) value = Conversion(expected, value);
    fields.push_back({name, value});
    NoteField(type, name, value);
  }
  const Value record = values_.Record(type, std::move(fields));
  NoteRecord(type, record);
  if (underlying != nullptr && underlying->kind == Type::Kind::kExternal) {  // some say something by being written down
    const libraries::Match match = libraries::FindFunction(underlying->path, underlying->name, libraries::kLiteral);
    if (match.function != nullptr) CallLibrary(match, nullptr, {record}, At(id));
  }
  return record;
}

Value Evaluator::CompositeList(NodeId id, const Type* type) {
  const Type* underlying = types_.Underlying(type);
  const Type* element_type = underlying ? underlying->element : nullptr;
  std::vector<ListBacking::Element> elements;
  size_t at = 0;
  for (NodeId e = M().At(M().At(id).first).next; e != kNoNode; e = M().At(e).next) {
    NodeId expression = e;
    if (M().At(e).kind == NodeKind::kKeyValue) {  // [...]string{kindA: "a"}
      const Value index = Evaluate(M().At(e).first);
      expression = M().At(M().At(e).first).next;
      if (index->Is(ValueKind::kNumber) && index->integer >= 0 && index->integer < 65536) at = static_cast<size_t>(index->integer);
    }
    Value value = Evaluate(expression, element_type);
    if (element_type != nullptr) value = Conversion(element_type, value);
    while (elements.size() <= at) elements.push_back({element_type ? ZeroValue(element_type) : values_.Nil(), false});
    elements[at++] = {value, false};
  }
  return values_.List(std::move(elements), type);
}

Value Evaluator::CompositeMap(NodeId id, const Type* type) {
  const Type* underlying = types_.Underlying(type);
  const bool text_keys = underlying && underlying->kind == Type::Kind::kExternal;
  ValueNode* content = values_.New(ValueKind::kMapContent);
  for (NodeId e = M().At(M().At(id).first).next; e != kNoNode; e = M().At(e).next) {
    NodeId key_node = M().At(e).first;
    if (M().At(e).kind == NodeKind::kComposite) key_node = M().At(key_node).next;  // {{"a", 1}, {"b", 2}}
    else if (M().At(e).kind != NodeKind::kKeyValue) continue;
    if (key_node == kNoNode || M().At(key_node).next == kNoNode) continue;
    Value key = Assumed(Evaluate(key_node, underlying ? underlying->key : nullptr));
    Value value = Evaluate(M().At(key_node).next, underlying ? underlying->element : nullptr);
    if (underlying && underlying->element) value = Conversion(underlying->element, value);
    if (underlying && underlying->key) key = Conversion(underlying->key, key);
    if (text_keys && key->Is(ValueKind::kUnknown)) key = values_.Stringify(key);
    content->entries.push_back({key, value, false});
  }
  const CellId cell = memory_.New(content);
  return values_.Map(cell, type);
}

}  // namespace mdg::evaluate
