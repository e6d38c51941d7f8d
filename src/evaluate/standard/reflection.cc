// Reflection over the fields of a struct, as far as it reads what is declared.
//
//     t := reflect.ValueOf(&m).Elem().Type()
//     for i := range t.NumField() { field := t.Field(i); counter(field.Tag.Get("metric")) }
//
// In: calls of package reflect and of methods of what it gave. Out: types, fields, tags; null where a declaration does not tell. What fields
// hold is not looked at and what is set is not seen: see FillByReflection. Sources: the documentation of reflect.
#include <algorithm>

#include "evaluate/standard/standard_library.h"

namespace mdg::evaluate {

namespace {

constexpr std::string_view kOf = "";  // the field of a reflected thing that says of which type: no field of Go's has that name

// Of a tag like `metric:"jobs" help:"Jobs done."` what a key says.
std::string TextOfKey(std::string_view tag, std::string_view key) {
  while (true) {
    const size_t colon = tag.find(':');
    if (colon == std::string_view::npos || colon + 1 >= tag.size() || tag[colon + 1] != '"') return "";
    const std::string_view name = tag.substr(tag.find_first_not_of(' '), colon - tag.find_first_not_of(' '));
    std::string text;
    size_t end = colon + 2;
    for (; end < tag.size() && tag[end] != '"'; ++end) {
      if (tag[end] == '\\' && end + 1 < tag.size()) ++end;
      text += tag[end];
    }
    if (name == key) return text;
    if (end + 1 >= tag.size()) return "";
    tag.remove_prefix(end + 1);
  }
}

std::string_view KindOf(const Type* underlying) {
  switch (underlying->kind) {
    case Type::Kind::kStruct: return "Struct";
    case Type::Kind::kPointer: return "Pointer";
    case Type::Kind::kInterface: return "Interface";
    case Type::Kind::kMap: return "Map";
    case Type::Kind::kSlice: return "Slice";
    case Type::Kind::kFunction: return "Func";
    case Type::Kind::kBasic: return underlying->name;
    default: return "";
  }
}

}  // namespace

Value StandardLibrary::Reflected(std::string_view kind, const Type* type) {
  return type == nullptr ? nullptr : e_.values_.Record(e_.types_.External("reflect", kind), {{kOf, e_.values_.OfType(type)}});
}

Value StandardLibrary::Reflect(std::string_view name, const std::vector<Value>& a) {
  if (name == "TypeFor" && a.size() == 1 && a[0]->Is(ValueKind::kType)) return Reflected("Type", a[0]->denoted);
  if ((name != "TypeOf" && name != "ValueOf") || a.size() != 1) return nullptr;
  const Type* type = a[0]->type;
  if (a[0]->Is(ValueKind::kPointer)) {
    const Type* target = e_.Dereference(a[0])->type;
    type = target == nullptr ? nullptr : e_.types_.PointerTo(target);
  }
  return Reflected(name == "TypeOf" ? "Type" : "Value", type);
}

Value StandardLibrary::FieldByReflection(bool of_value, const Type* structure, Value index) {
  const auto& fields = e_.types_.Fields(structure);
  if (!index->is_integer || index->integer < 0 || static_cast<size_t>(index->integer) >= fields.size()) return nullptr;
  const auto& [name, field] = fields[static_cast<size_t>(index->integer)];
  if (of_value || field.type == nullptr) return Reflected("Value", field.type);
  const NodeId tag = field.module->Child(field.field, 1);
  const bool tagged = field.module->At(tag).kind == NodeKind::kLiteral;
  const std::string text(tagged ? field.module->StringValue(field.module->At(tag)) : std::string_view());
  return e_.values_.Record(e_.types_.External("reflect", "StructField"),
                           {{"Name", e_.values_.Literal(std::string(name))},
                            {"Tag", e_.values_.WithType(e_.values_.Literal(text), e_.types_.External("reflect", "StructTag"))},
                            {"Type", Reflected("Type", field.type)},
                            {"Anonymous", e_.values_.Bool(field.embedded)}});
}

// One interface of the tree is another where it asks for the same with the same parameters; of other types only the same is certain.
Value StandardLibrary::IsAssignable(const Type* type, const Type* to) {
  if (type == to) return e_.values_.Bool(true);
  const auto is_interface = [&](const Type* one) { return one->kind == Type::Kind::kNamed && e_.types_.Underlying(one)->kind == Type::Kind::kInterface; };
  if (!is_interface(type) || !is_interface(to)) return nullptr;
  const std::vector<InterfaceMethod> has = e_.types_.InterfaceMethods(type);
  const std::vector<InterfaceMethod>& asked = e_.types_.InterfaceMethods(to);
  return e_.values_.Bool(std::all_of(asked.begin(), asked.end(), [&](const InterfaceMethod& method) {
    return std::any_of(has.begin(), has.end(), [&](const InterfaceMethod& one) {
      return one.name == method.name && one.module->Text(one.module->At(one.type).first) == method.module->Text(method.module->At(method.type).first);
    });
  }));
}

Value StandardLibrary::CallReflected(NodeId call, Value object, std::string_view method) {
  const Value thing = object->Is(ValueKind::kPointer) ? e_.Dereference(object) : object;
  if (thing->type == nullptr || thing->type->kind != Type::Kind::kExternal || thing->type->path != "reflect") return nullptr;
  const auto argument = [&] { return e_.EvaluateArguments(call, nullptr).At(0, e_.values_.Nil()); };
  if (thing->Is(ValueKind::kText)) {
    const Value key = method == "Get" || method == "Lookup" ? argument() : nullptr;
    if (key == nullptr || !Values::IsKnownText(thing) || !Values::IsKnownText(key)) return nullptr;
    const std::string text = TextOfKey(Values::KnownText(thing), Values::KnownText(key));
    const Value said = text.empty() ? e_.values_.EmptyText() : e_.values_.Literal(text, thing->trail);
    return method == "Get" ? said : e_.values_.Tuple({said, e_.values_.Bool(!text.empty())});
  }
  if (!thing->Is(ValueKind::kRecord) || thing->fields.empty() || thing->fields.front().name != kOf) return nullptr;
  const Type* type = thing->fields.front().value->denoted;
  const Type* underlying = e_.types_.Underlying(type);
  const bool is_struct = underlying->kind == Type::Kind::kStruct;
  const std::string_view kind = thing->type->name;
  if (method == "Type") return Reflected("Type", type);
  if (method == "Elem") return underlying->kind == Type::Kind::kPointer ? Reflected(kind, underlying->element) : nullptr;
  if (method == "NumField" && is_struct) return e_.values_.Integer(static_cast<int64_t>(e_.types_.Fields(type).size()));
  if (method == "Field" && is_struct) return FieldByReflection(kind == "Value", type, argument());
  if (method == "Name" && type->kind == Type::Kind::kNamed) return e_.values_.Literal(std::string(type->symbol->name));
  if (method == "Kind" && !KindOf(underlying).empty()) return e_.values_.WithType(e_.values_.Literal(std::string(KindOf(underlying))), e_.types_.External("reflect", "Kind"));
  if (method != "AssignableTo" || kind != "Type") return nullptr;
  const Value other = argument();
  const bool is_known = other->Is(ValueKind::kRecord) && !other->fields.empty() && other->fields.front().name == kOf;
  return is_known ? IsAssignable(type, other->fields.front().value->denoted) : nullptr;
}

}  // namespace mdg::evaluate
