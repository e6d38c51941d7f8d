// Go's predeclared functions: append, len, make, new, copy, delete, panic ...
// In: calls by name. Out: their values. Deliberately only those that can matter for a name, a label or a bucket.
#include "evaluate/evaluator.h"

namespace mdg::evaluate {

namespace {

// What copy(into, from) makes of `into`: as many elements as both have are those of `from`.
Value WithCopied(Values& values, Value into, Value from) {
  std::vector<ListBacking::Element> elements(into->backing->elements.begin(), into->backing->elements.begin() + into->length);
  const bool is_list = from->Is(ValueKind::kList);
  const size_t known = is_list ? (from->open ? Values::KnownFirst(from) : from->length) : 0;
  const bool further = !from->Is(ValueKind::kNil) && (!is_list || from->open);
  for (size_t i = 0; i < elements.size(); ++i) {
    if (i < known) elements[i] = {from->backing->elements[i].value, false};
    else if (further) elements[i] = {values.Unknown("element", Reason::kRuntimeData, elements[i].value->type), false};
  }
  ValueNode* list = values.Copy(values.List(std::move(elements), into->type));
  list->open = into->open;
  return list;
}

}  // namespace

bool Evaluator::Builtin(std::string_view name, NodeId call, Value& result) {
  static const std::set<std::string_view> kNames = {"append", "len", "cap", "make", "new", "copy", "delete", "panic", "print",
                                                    "println", "recover", "close", "min", "max", "clear"};
  if (!kNames.contains(name)) return false;
  for (const Scope* scope = frame_->scope; scope != nullptr; scope = scope->outer) {
    if (scope->name == name) return false;
  }
  if (types_.FindSymbol(M(), name) != nullptr) return false;
  const NodeId first = M().At(M().At(call).first).next;
  if (name == "make" || name == "new") {
    if (name == "new" && first != kNoNode && IsValue(first)) {  // new(true), since Go 1.26
      const Value value = Assumed(EvaluateWanted(first));
      result = values_.Pointer(memory_.New(value), {}, value->type ? types_.PointerTo(value->type) : nullptr);
      return true;
    }
    const Type* type = first == kNoNode ? nullptr : ResolveType(first);
    if (name == "new") {
      result = values_.Pointer(memory_.New(ZeroValue(type, "new")), {}, type ? types_.PointerTo(type) : nullptr);
      if (type != nullptr) NoteInstance(type, result);
      return true;
    }
    const Type* underlying = types_.Underlying(type);
    const NodeId size_node = first == kNoNode ? kNoNode : M().At(first).next;
    const bool map = underlying != nullptr && (underlying->kind == Type::Kind::kMap || underlying->kind == Type::Kind::kExternal);
    if (map || (underlying != nullptr && underlying->kind == Type::Kind::kChannel)) {  // a channel is a map of what is sent: shared.h
      result = values_.Map(memory_.New(values_.New(ValueKind::kMapContent)), type);
    } else if (underlying != nullptr && underlying->kind == Type::Kind::kSlice) {
      const Value size = size_node == kNoNode ? values_.Integer(0) : Assumed(Evaluate(size_node));
      std::vector<ListBacking::Element> zeros;
      // Lists of names and labels are short; a large buffer is never a list of those.
      const bool known = size->is_integer && size->integer <= 64;
      for (int64_t i = 0; known && i < size->integer; ++i) zeros.push_back({ZeroValue(underlying->element, "element"), false});
      ValueNode* list = values_.Copy(values_.List(std::move(zeros), type));
      list->open = !known;
      result = known ? InOwnArray(list) : list;
    } else {
      result = values_.Unknown("made", Reason::kRuntimeData, type);
    }
    return true;
  }
  const Arguments arguments = EvaluateArguments(call, nullptr);
  const Value one = arguments.At(0, values_.Nil());
  if (name == "append") {
    result = AppendAll(one, arguments);
  } else if (name == "len" || name == "cap") {
    result = values_.Lift({one->Is(ValueKind::kPointer) ? Dereference(one) : one}, [&](const std::vector<Value>& v) -> Value {
      const Value x = v[0];
      if (x->Is(ValueKind::kNil)) return values_.Integer(0);
      if (Values::IsKnownText(x)) {
        const auto characters = CharactersIn(x->type) == CharacterUnit::kCharacter ? CharactersOf(x, CharacterUnit::kCharacter) : std::nullopt;
        return values_.Integer(static_cast<int64_t>(characters ? characters->size() : Values::KnownText(x).size()));
      }
      if (x->Is(ValueKind::kList) && !x->open && !x->uncounted) {
        for (size_t i = 0; i < x->length; ++i) {
          if (x->backing->elements[i].sometimes) return values_.Unknown("length", Reason::kRuntimeData);
        }
        return values_.Integer(x->length);
      }
      if (x->Is(ValueKind::kMap)) {
        const Value content = memory_.Read(x->cell);
        bool sure = !content->open;
        for (const MapEntry& entry : content->entries) sure = sure && !entry.sometimes;
        if (sure) return values_.Integer(static_cast<int64_t>(content->entries.size()));
      }
      return values_.Unknown("length", Reason::kRuntimeData);
    });
  } else if (name == "copy" && one->Is(ValueKind::kList) && one->length > 0) {
    const Value copied = WithCopied(values_, one, Assumed(arguments.At(1, values_.Nil())));
    bool in_place = true;
    for (size_t i = 0; i < one->length && in_place; ++i) in_place = AssignElement(one, static_cast<int64_t>(i), copied->backing->elements[i].value);
    if (!in_place) Assign(first, copied, false);
    result = values_.Unknown("copied", Reason::kRuntimeData);
  } else if (name == "delete") {
    if (one->Is(ValueKind::kMap) && arguments.values.size() > 1) Delete(one, arguments.values[1]);
    result = values_.Nil();
  } else if (name == "panic") {
    result = values_.Native(NativeKind::kOther, 0, "never returns");
  } else if (name == "min" || name == "max") {
    result = one;
    for (Value other : arguments.values) {
      const Value less = Compare(Operator::kLess, other, result);
      if (Truth(less) < 0) result = values_.Unknown("value", Reason::kRuntimeData);
      else if (Truth(less) == (name == "min" ? 1 : 0)) result = other;
    }
  } else {
    result = values_.Unknown(std::string(name), Reason::kRuntimeData);
  }
  return true;
}

// What stands where a type usually does and is none.
bool Evaluator::IsValue(NodeId node) {
  switch (M().At(node).kind) {
    case NodeKind::kLiteral:
    case NodeKind::kCall:
    case NodeKind::kBinary:
    case NodeKind::kUnary:
    case NodeKind::kComposite: return true;
    case NodeKind::kName: return M().Text(node) == "true" || M().Text(node) == "false" || ResolveType(node) == nullptr;
    default: return false;
  }
}

namespace {

// var sinks metrics.FanoutSink: what is appended to is a list, whatever its type looks like from here.
bool IsEmptyOutside(Value value) {
  return value->Is(ValueKind::kRecord) && value->fields.empty() && value->type != nullptr && value->type->kind == Type::Kind::kExternal;
}

}  // namespace

// With further elements nobody knows after the first `known`.
Value Evaluator::Opened(Value list, uint32_t known) {
  ValueNode* open = values_.Copy(list);
  open->integer = list->open ? Values::KnownFirst(list) : known;
  open->id = 0;
  open->open = true;
  return open;
}

Value Evaluator::AppendAll(Value list, const Arguments& arguments) {
  std::vector<Value> operands = arguments.values;
  const bool spread = arguments.spread;
  // Only the lists decide the shape; elements that are choices stay choices inside the list.
  std::vector<Value> shapes = {list};
  if (spread && operands.size() > 1) shapes.push_back(operands.back());
  return values_.Lift(shapes, [&](const std::vector<Value>& v) -> Value {
    Value result = v[0];
    if (result->Is(ValueKind::kNil) || IsEmptyOutside(result)) result = values_.List({}, result->type);
    if (result->Is(ValueKind::kUnknown)) {
      ValueNode* open = values_.Copy(values_.List({}, result->type));
      open->open = true;
      result = open;
    }
    if (const CharacterUnit unit = CharactersIn(result->type); result->Is(ValueKind::kText) && unit != CharacterUnit::kNone) {
      result = ListOfCharacters(values_, result, unit, result->type);  // append([]byte("app_"), '1')
    }
    if (!result->Is(ValueKind::kList)) return result;
    for (size_t i = 1; i < operands.size(); ++i) {
      const bool is_list = spread && i + 1 == operands.size();
      Value operand = is_list ? v.back() : operands[i];
      if (is_list && operand->Is(ValueKind::kText)) operand = ListOfCharacters(values_, operand, CharactersIn(result->type), nullptr);  // append(bytes, "text"...)
      if (!is_list) {
        result = values_.Append(result, operand);
      } else if (operand->Is(ValueKind::kList)) {
        for (size_t k = 0; k < operand->length; ++k) {
          result = values_.Append(result, operand->backing->elements[k].value, operand->backing->elements[k].sometimes);
        }
        if (operand->open) result = Opened(result, result->length - operand->length + Values::KnownFirst(operand));
      } else if (!operand->Is(ValueKind::kNil)) {
        result = Opened(result, result->length);
      }
    }
    return result;
  });
}

}  // namespace mdg::evaluate
