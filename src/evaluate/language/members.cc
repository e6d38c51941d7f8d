// Fields, package members, pointers.
//
// In: member expressions. Out: Values. A field of an object of which only the type is
// known is looked up among everything the program stores in that field (field_summaries_).
// Deliberately no calls and no assignments: see calls.cc, assignments.cc.
#include <algorithm>
#include <cstdlib>
#include <optional>

#include "evaluate/evaluator.h"
#include "evaluate/metrics/library_families.h"
#include "evaluate/standard/standard_library.h"
#include "evaluate/switches/flags.h"

namespace mdg::evaluate {

namespace {

// Of options of a metric, whatever library's: what is text, and "" where it is not said (options.Subsystem + "_queue").
constexpr std::string_view kTextFields[] = {"Namespace", "Subsystem", "Name", "Help"};

// Why a field is not known as far as its tag tells: `yaml:"name"` is configuration, a column or a message comes while the program runs.
// Null where there is no tag.
std::optional<Reason> ReasonOfTag(const Types::FieldInfo& field) {
  const NodeId tag = field.module->Child(field.field, 1);
  if (field.module->At(tag).kind != NodeKind::kLiteral) return std::nullopt;
  const std::string_view text = field.module->Text(tag);
  const bool message = text.find("protobuf:") != std::string_view::npos || text.find("db:") != std::string_view::npos;
  return message ? Reason::kRuntimeData : Reason::kConfiguration;
}

// `yaml:"-"`: no decoder sets it.
bool IsLeftOut(const Types::FieldInfo& field) {
  const std::string_view tag = field.module->Text(field.module->Child(field.field, 1));
  const size_t first = tag.find(":\"");
  if (first == std::string_view::npos) return false;
  for (size_t at = first; at != std::string_view::npos; at = tag.find(":\"", at + 2)) {
    if (tag.substr(at + 2, 2) != "-\"") return false;
  }
  return true;
}

}  // namespace

Value Evaluator::EvaluateMember(NodeId id) {
  const NodeId object_node = M().At(id).first;
  const std::string_view name = M().Text(M().At(object_node).next);
  return Assumed(Member(Assumed(Evaluate(object_node)), name, At(id)));
}

Value Evaluator::Dereference(Value pointer) {
  if (pointer->Is(ValueKind::kChoice)) {
    return values_.Lift({pointer}, [&](const std::vector<Value>& v) { return Dereference(v[0]); });
  }
  if (!pointer->Is(ValueKind::kPointer)) {
    if (pointer->Is(ValueKind::kUnknown) && pointer->type != nullptr && pointer->type->kind == Type::Kind::kPointer) {
      return values_.WithType(pointer, pointer->type->element);
    }
    return pointer;
  }
  Value value = memory_.Read(pointer->cell);
  for (std::string_view field : pointer->path) value = Member(value, field, {});
  return value;
}

// A program that goes on after using something did not have nil there: that way is as good as any other way it can have come.
Value Evaluator::WithoutNil(Value object) {
  const bool registerers = Values::IsSomeRegisterer(object);
  if (!object->Is(ValueKind::kChoice) || !(object->may_be_nil || registerers)) return object;
  std::vector<Value> items = object->items;
  for (Value& item : items) item = WithoutNil(item);
  // Beside a registerer that is known, one nobody knows is the field before it was set.
  const auto is_none = [&](Value item) { return item->Is(ValueKind::kNil) || (registerers && item->Is(ValueKind::kUnknown)); };
  const auto other = std::find_if_not(items.begin(), items.end(), is_none);
  if (other == items.end()) return object;
  const Value replacement = *other;
  for (Value& item : items) {
    if (is_none(item)) item = replacement;
  }
  return items == object->items ? object : values_.Choice(object->choice, std::move(items));
}

Value Evaluator::Member(Value object, std::string_view name, Place at) {
  const char here = 0;  // objects that hold one another in circles
  if (static_cast<size_t>(std::abs(&here - stack_base_)) >= limits_.stack_bytes) return values_.Unknown(std::string(name), Reason::kLimit, nullptr, true);
  switch (object->kind) {
    case ValueKind::kPackage: return MemberOfPackage(object->name.text(), name, at);
    case ValueKind::kChoice:
      return values_.Lift({WithoutNil(object)}, [&](const std::vector<Value>& v) { return Member(v[0], name, at); });
    case ValueKind::kPointer: {
      const Value target = Dereference(object);
      if (target->Is(ValueKind::kPointer) || target->Is(ValueKind::kChoice) || target->Is(ValueKind::kRecord)) {
        const Value value = Member(target, name, at);
        // A method value of a pointer keeps the pointer as its receiver.
        const Value one = value->Is(ValueKind::kChoice) && builds_.Of(value->choice) != nullptr ? value->items.front() : value;
        if (one->Is(ValueKind::kFunction) && one->receiver == target) return Method(target->type, name, object);
        return value;
      }
      return Member(target, name, at);
    }
    case ValueKind::kRecord: return RecordMember(object, name);
    case ValueKind::kUnknown: return UnknownMember(object, name);
    case ValueKind::kType:  // T.Method: a method expression
      if (const Symbol* method = types_.FindMethod(object->denoted, name, &M())) return SymbolValue(method);
      break;
    case ValueKind::kNative:
      if (const Value method = MethodOfLibrary(object, name)) return method;
      [[fallthrough]];
    default:
      if (object->type != nullptr && types_.FindMethod(object->type, name, &M()) != nullptr) return Method(object->type, name, object);
      break;
  }
  return values_.Unknown(std::string(name), object->Is(ValueKind::kNil) ? Reason::kRuntimeData : Reason::kUnsupported, nullptr, true);
}

Value Evaluator::Method(const Type* type, std::string_view name, Value receiver) {
  const Symbol* symbol = types_.FindMethod(type, name, frame_ ? &M() : nullptr);
  if (symbol == nullptr) return nullptr;
  const TypeScope* types = types_.Bind(Types::Dereference(type));
  return ByBuild(symbol, Types::Dereference(type)->symbol->module->build_constraint, [&](const Symbol* variant) {
    ValueNode* function = values_.New(ValueKind::kFunction);
    function->symbol = variant;
    function->receiver = receiver;
    function->types = types;
    return function;
  });
}

// registry.MustRegister as a value: a library's method bound to its object. Null where no table has it.
Value Evaluator::MethodOfLibrary(Value object, std::string_view name) {
  const Type* type = Types::Dereference(object->type);
  const bool stated = type != nullptr && type->kind == Type::Kind::kExternal;
  const bool is_thing = object->Is(ValueKind::kNative) && (object->native == NativeKind::kRegisterer || object->native == NativeKind::kFactory);
  if (!stated && !is_thing) return nullptr;
  const libraries::Match match = stated ? libraries::FindFunction(type->path, type->name, name) : libraries::FindMethod(name);
  if (match.function == nullptr) return nullptr;
  ValueNode* function = values_.New(ValueKind::kFunction);
  function->name = values_.NameOf(std::string(name));
  function->denoted = types_.External(stated ? std::string_view(type->path) : match.function->package, name);
  function->receiver = object;
  return function;
}

// What is not worth following, or is followed too late (slice/slice.h), is not believed to stay what it was.
Value Evaluator::UnlessStoredUnseen(const Symbol* owner, std::string_view field, Value value) {
  const bool zero = value->Is(ValueKind::kNil) || (value->Is(ValueKind::kNumber) && value->number == 0) || (value->Is(ValueKind::kBool) && !value->boolean);
  const bool plain = zero || value->Is(ValueKind::kNumber) || value->Is(ValueKind::kBool);
  const bool table = value->Is(ValueKind::kMap) || value->Is(ValueKind::kList);
  if (owner == nullptr || (!plain && !table)) return value;
  const Type* type = types_.Underlying(value->type);
  if (type != nullptr && type->kind == Type::Kind::kBasic && type->name == "rune") return value;  // a separator: followed as texts are
  const slice::Stored stored = slice_.IsStored(owner, field);
  const bool is_there = !zero || value->rests_on != nullptr;  // the default of a flag: it is what has been stored
  if (stored == slice::Stored::kSeen || (stored == slice::Stored::kLater && is_there)) return value;
  if (value->Is(ValueKind::kMap)) {
    OpenMaps(value, 0);
    return value;
  }
  if (value->Is(ValueKind::kList)) {
    if (value->open || value->length > 0) return value;
    ValueNode* open = values_.Copy(value);
    open->open = true;
    return open;
  }
  return values_.Unknown(std::string(field.empty() ? owner->name : field), Reason::kRuntimeData, value->type, true);
}

// A field of a type whose objects code out of sight is given to fill: configuration, requests. A tag says that a decoder looks for it;
// what has none may still be set by it (UnmarshalText, flag.Value), a text least likely. Other values are its defaults, and what is looked
// for may be found; of a switch both ways are documented.
Value Evaluator::UnlessFilled(const Type* structure, const Types::FieldInfo& field, std::string_view name, Value value, bool is_default) {
  if (!slice_.IsFilled(types_.Underlying(structure))) return value;
  const bool zero = !is_default && !value->Is(ValueKind::kRecord) && !value->Is(ValueKind::kUnknown);
  if (!zero && !value->Is(ValueKind::kBool)) {
    const bool told_apart = value->Is(ValueKind::kText) || value->Is(ValueKind::kNumber);
    return told_apart && ReasonOfTag(field) && !IsLeftOut(field) ? values_.MaySet(value) : value;
  }
  const std::optional<Reason> tagged = ReasonOfTag(field);
  if (const Value flag = tagged ? Flags(*this).OfField(field) : nullptr) return flag;
  if (!tagged && value->Is(ValueKind::kText)) return value;
  return values_.Unknown(std::string(name), tagged.value_or(Reason::kRuntimeData), field.type, true);
}

Value Evaluator::RecordMember(Value record, std::string_view name) {
  const Symbol* owner = record->type != nullptr && record->type->kind == Type::Kind::kNamed ? record->type->symbol : nullptr;
  Types::FieldInfo info;
  const bool declared = record->type != nullptr && types_.FindField(record->type, name, info);
  for (const RecordField& field : record->fields) {
    if (field.name != name) continue;
    const Value value = UnlessStoredUnseen(owner, name, field.value);
    return declared ? UnlessFilled(record->type, info, name, value, true) : value;
  }
  if (declared) {
    if (record->open) return UnknownMember(record, name);
    return UnlessFilled(record->type, info, name, UnlessStoredUnseen(owner, name, ZeroValue(info.type, name)), false);
  }
  if (const Value method = Method(record->type, name, record)) return method;
  if (record->type != nullptr) {
    for (const auto& [field, embedded] : types_.Fields(record->type)) {
      if (!embedded.embedded) continue;
      const Value inner = Dereference(RecordMember(record, field));
      if (inner->Is(ValueKind::kNative)) {
        if (const Value method = MethodOfLibrary(inner, name)) return method;
      }
      if (inner->Is(ValueKind::kRecord) || inner->Is(ValueKind::kPointer)) {
        const Value value = Member(inner, name, {});
        if (!value->Is(ValueKind::kUnknown) || value->reason != Reason::kUnresolved) return value;
      }
      // struct { prometheus.Opts; ... } with options nobody knows: what the field is part of says why.
      const bool outside = embedded.type != nullptr && Types::Dereference(embedded.type)->kind == Type::Kind::kExternal;
      if (inner->Is(ValueKind::kUnknown) && outside) return values_.Unknown(std::string(name), inner->reason, nullptr, true);
    }
    const Type* underlying = types_.Underlying(record->type);
    if (underlying->kind == Type::Kind::kExternal) {
      // Written fields of an external struct are above; what is not written is its zero value, of which we do not know the type.
      const bool is_text = std::find(std::begin(kTextFields), std::end(kTextFields), name) != std::end(kTextFields);
      if (libraries::FindRecord(underlying->path, underlying->name)) return is_text ? values_.EmptyText() : values_.Nil();
      return values_.Unknown(std::string(name), Reason::kNoSource, nullptr, true);
    }
  }
  return values_.Unknown(std::string(name), Reason::kUnresolved, nullptr, true);
}

// An element of a list in its two parts: for (const auto& [name, help] : rows)
std::pair<Value, Value> Evaluator::PartsOf(Value element) {
  if (element->Is(ValueKind::kPointer)) element = Dereference(element);
  if (element->Is(ValueKind::kList) && element->length == 2) return {element->backing->elements[0].value, element->backing->elements[1].value};
  if (element->Is(ValueKind::kRecord) && element->fields.size() == 2) return {element->fields[0].value, element->fields[1].value};
  const Reason reason = element->Is(ValueKind::kUnknown) ? element->reason : Reason::kUnsupported;
  return {values_.Unknown("first", reason), values_.Unknown("second", reason)};
}

// A field of something of which at best the type is known.
Value Evaluator::UnknownMember(Value object, std::string_view name) {
  const Type* type = Types::Dereference(object->type);
  Types::FieldInfo info;
  const bool named = type != nullptr && type->kind == Type::Kind::kNamed;
  if ((named || (type != nullptr && type->kind == Type::Kind::kStruct)) && types_.FindField(type, name, info)) {
    const std::optional<Reason> tagged = ReasonOfTag(info);
    if (named && !(doubts_fields_ && tagged)) {  // what is stored is noted by the name of the type
      if (const Value value = FieldOfSomeRecord(type->symbol, name)) return value;
      auto found = field_summaries_.find({type->symbol, name});
      if (found != field_summaries_.end()) return found->second;
      if (asked_ != nullptr) asked_->unset_fields.insert({type->symbol, name});
    }
    if (const Value flag = tagged ? Flags(*this).OfField(info) : nullptr) return flag;
    const Reason reason = tagged.value_or(object->Is(ValueKind::kUnknown) ? object->reason : Reason::kParameter);
    return values_.Unknown(std::string(name), reason, info.type, true);
  }
  if (type != nullptr) {
    if (const Value method = Method(type, name, object)) return method;
    if (const Value method = MethodOfLibrary(object, name)) return method;
    if (named) {
      for (const auto& [field, embedded] : types_.Fields(type)) {
        if (!embedded.embedded || embedded.type == nullptr) continue;
        Types::FieldInfo ignored;
        if (types_.FindField(Types::Dereference(embedded.type), name, ignored) || types_.FindMethod(embedded.type, name, nullptr)) {
          return Member(UnknownMember(object, field), name, {});
        }
      }
    }
  }
  return values_.Unknown(std::string(name), object->Is(ValueKind::kUnknown) ? object->reason : Reason::kUnresolved, nullptr, true);
}

Value Evaluator::MemberOfPackage(std::string_view path, std::string_view name, Place) {
  if (const libraries::Constant* constant = libraries::FindConstant(path, name)) {
    switch (constant->kind) {
      case libraries::ConstantKind::kValueType:
        return values_.Native(NativeKind::kOther, static_cast<uint32_t>(constant->type), "value-type");
      case libraries::ConstantKind::kDefaultRegisterer: return LibraryFamilies(*this).DefaultRegistry();
      case libraries::ConstantKind::kPlainText:
        if (program_.FindPackage(path) != nullptr) break;
        [[fallthrough]];
      case libraries::ConstantKind::kText: return values_.Literal(constant->text);
      case libraries::ConstantKind::kNumbers: {
        std::vector<ListBacking::Element> numbers;
        for (double number : constant->numbers) numbers.push_back({values_.Real(number), false});
        return values_.List(std::move(numbers));
      }
    }
  }
  if (const Package* package = program_.FindPackage(path)) {
    if (const Symbol* symbol = types_.FindSymbol(*package, name, &M())) {
      const bool stated = libraries::FindFunction(path, "", name).function != nullptr;
      if (!stated) return ValueOf(symbol);
    }
  }
  if (const Value constant = StandardLibrary(*this).Constant(path, name)) return constant;
  ValueNode* function = values_.New(ValueKind::kFunction);
  function->name = values_.NameOf(std::string(name));
  function->denoted = types_.External(path, name);
  return function;
}

}  // namespace mdg::evaluate
