// What expressions evaluate to.
//
// In: expression nodes of the present frame. Out: Values. Total: whatever is not followed is an Unknown with its reason.
// Members and assignments are in members.cc, calls in calls.cc, operators in operators.cc.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>

#include "evaluate/order/early_reads.h"
#include "evaluate/standard/durations.h"
#include "evaluate/values/characters.h"

namespace mdg::evaluate {

namespace {

// var gitCommit = "unknown": a value for builds in which the linker sets none. What a variable is for only its name can say.
bool IsSetWhenLinked(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  for (std::string_view word : {"version", "commit", "revision", "branch", "build", "treestate", "gittag", "githash", "gitsha"}) {
    if (lower.find(word) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

// What nothing asks for is an unknown of its own each time: two conditions nobody evaluated do not fall together.
Value Evaluator::EvaluateWanted(NodeId id, const Type* expected) {
  return slice_.Wants(M(), id) ? Evaluate(id, expected) : values_.Unknown("", Reason::kUnresolved);
}

Value Evaluator::Evaluate(NodeId id, const Type* expected) {
  if (!Step()) return values_.Unknown("value", Reason::kLimit, expected);
  const Node& node = M().At(id);
  switch (node.kind) {
    case NodeKind::kName: return EvaluateName(id);
    case NodeKind::kLiteral: return EvaluateLiteral(id);
    case NodeKind::kMember: return EvaluateMember(id);
    case NodeKind::kCall: return EvaluateCall(id);
    case NodeKind::kComposite: return EvaluateComposite(id, expected);
    case NodeKind::kBinary: return EvaluateBinary(id);
    case NodeKind::kUnary:
      if (node.op == Operator::kAddressOf) return AddressOf(node.first, expected);
      return EvaluateUnary(id);
    case NodeKind::kDereference: {
      const Value inner = Assumed(Evaluate(node.first));
      return inner->Is(ValueKind::kType) ? values_.OfType(types_.PointerTo(inner->denoted)) : Assumed(Dereference(inner));  // (*T)(nil)
    }
    case NodeKind::kParenthesis: return Evaluate(node.first, expected);
    case NodeKind::kIndex: return EvaluateIndex(id);
    case NodeKind::kSlice: return EvaluateSlice(id);
    case NodeKind::kTypeAssertion: return EvaluateTypeAssertion(id);
    case NodeKind::kFunctionLiteral: return FunctionLiteral(id);
    case NodeKind::kArrayType:
    case NodeKind::kMapType:
    case NodeKind::kChannelType:
    case NodeKind::kFunctionType:
    case NodeKind::kStructType:
    case NodeKind::kInterfaceType: return values_.OfType(ResolveType(id));
    default: return values_.Unknown("value", node.kind == NodeKind::kError ? Reason::kSyntax : Reason::kUnsupported, expected);
  }
}

Value Evaluator::EvaluateName(NodeId id) {
  const std::string_view name = M().Text(id);
  for (const Scope* scope = frame_->scope; scope != nullptr; scope = scope->outer) {
    if (scope->name == name) return Assumed(memory_.Read(scope->cell));
  }
  for (const TypeScope* scope = frame_->types; scope != nullptr; scope = scope->outer) {
    if (scope->name == name) return values_.OfType(scope->type);
  }
  if (const Symbol* symbol = types_.FindSymbol(M(), name)) return ValueOf(symbol);
  if (const std::string_view path = types_.ImportPath(M(), name); !path.empty()) return values_.Package(path);
  if (name == "true" || name == "false") return values_.Bool(name == "true");
  if (name == "nil") return values_.Nil();
  if (name == "iota" && frame_->iota >= 0) return values_.Integer(frame_->iota);
  if (const std::string_view path = types_.DotImport(M(), name); !path.empty()) {
    const bool type = libraries::FindRecord(path, name) || libraries::IsMapType(path, name) || libraries::IsTextType(path, name);
    if (!type) return MemberOfPackage(path, name, At(id));
  }
  if (const Type* type = ResolveType(id)) return values_.OfType(type);
  return values_.Unknown(std::string(name), Reason::kUnresolved, nullptr, true);
}

Value Evaluator::SymbolValue(const Symbol* symbol) {
  switch (symbol->kind) {
    case SymbolKind::kConstant: return ConstantValue(symbol);
    case SymbolKind::kVariable: return UnlessStoredUnseen(symbol, "", Assumed(GlobalValue(symbol)));
    case SymbolKind::kType: {
      const bool alias = symbol->module->At(symbol->node).flags & kAlias;
      return values_.OfType(alias ? types_.Resolve(*symbol->module, symbol->type) : types_.Named(symbol));
    }
    case SymbolKind::kFunction: break;
  }
  return values_.Function(symbol);
}

Value Evaluator::ConstantValue(const Symbol* symbol) {
  auto [slot, fresh] = constants_.try_emplace(symbol, nullptr);
  if (!fresh) return slot->second ? slot->second : values_.Unknown(std::string(symbol->name), Reason::kCycle, nullptr, true);
  NodeId expression = symbol->values == kNoNode ? kNoNode : symbol->module->At(symbol->values).first;
  for (int i = 0; i < symbol->position && expression != kNoNode; ++i) expression = symbol->module->At(expression).next;
  Value value = nullptr;
  if (expression == kNoNode) {
    value = values_.Unknown(std::string(symbol->name), Reason::kSyntax, nullptr, true);
  } else {
    Frame frame;
    frame.module = symbol->module;
    frame.iota = symbol->iota;
    frame.depth = frame_ ? frame_->depth + 1 : 0;
    Frame* outer = std::exchange(frame_, &frame);
    Assumptions assumptions = std::exchange(assumptions_, {});  // a constant is what it is whoever asks first
    value = Evaluate(expression);
    if (symbol->type != kNoNode && symbol->module->At(symbol->type).kind != NodeKind::kNone) {
      value = Conversion(ResolveType(symbol->type), value);
    }
    assumptions_ = std::move(assumptions);
    frame_ = outer;
    value = values_.WithTrail(values_.Named(value, symbol->name), symbol->module, symbol->module->At(symbol->node).begin, "constant");
  }
  return constants_[symbol] = value;
}

// The variable's cell, its initialiser evaluated on first use, free of whatever is assumed at the place that asks.
CellId Evaluator::GlobalCell(const Symbol* symbol) {
  if (auto found = globals_.find(symbol); found != globals_.end()) return found->second;
  const CellId cell = globals_[symbol] = memory_.New(values_.Unknown(std::string(symbol->name), Reason::kCycle, nullptr, true));
  Frame frame;
  frame.module = symbol->module;
  frame.caller = nullptr;
  frame.depth = 0;
  frame.first_cell = static_cast<CellId>(memory_.size());
  Frame* outer = std::exchange(frame_, &frame);
  const size_t read_before = read_as_declared_.size();
  // Nor is it less known for being asked for where a run has nearly led too far.
  const uint64_t steps_before = root_steps_, root_limit = root_limit_, step_limit = step_limit_, in_all = limits_.steps_in_all;
  const uint64_t value_steps = std::exchange(value_steps_, 0);
  const int value_depth = std::exchange(value_depth_, 0);
  root_limit_ = std::max(root_limit_, root_steps_ + limits_.steps_for_a_value);
  step_limit_ = std::max(step_limit_, root_steps_ + limits_.steps_for_a_value);
  limits_.steps_in_all = std::max(in_all, steps_ + limits_.steps_for_a_value);
  Assumptions assumptions = std::exchange(assumptions_, {});
  auto learned = std::exchange(learned_, {});
  auto loops = std::exchange(loops_, {});
  auto left = std::exchange(left_, {});
  const Type* type = symbol->type == kNoNode || M().At(symbol->type).kind == NodeKind::kNone ? nullptr : ResolveType(symbol->type);
  Value value = nullptr;
  const auto unless_set = [&](const char* how) {
    return values_.RestingOn(value, {"`" + std::string(symbol->name) + "` " + how, std::string(symbol->name)});
  };
  if (symbol->values == kNoNode) {
    value = ZeroValue(type, symbol->name);
    // var version string: what nobody stores to is there for -ldflags "-X main.version=1.2.3"; what somebody does may be stored by now
    if (Values::IsKnownText(value)) value = unless_set(slice_.IsAssigned(symbol) ? "not set" : "not set when linked");
  } else {
    NodeId expression = M().At(symbol->values).first;
    const bool tuple = symbol->name_count > 1 && M().At(expression).next == kNoNode;
    for (int i = 0; !tuple && i < symbol->position && expression != kNoNode; ++i) expression = M().At(expression).next;
    value = expression == kNoNode ? values_.Unknown(std::string(symbol->name), Reason::kSyntax, type, true) : EvaluateWanted(expression, type);
    if (tuple) value = TupleItem(value, symbol->position);
    if (type != nullptr) value = Conversion(type, value);
    value = values_.Named(value, symbol->name);
    const bool is_literal = expression != kNoNode && M().At(expression).kind == NodeKind::kLiteral;
    if (is_literal && Values::IsKnownText(value) && IsSetWhenLinked(symbol->name) && !slice_.IsAssigned(symbol)) value = unless_set("not set when linked");
  }
  frame_ = outer;
  root_steps_ = steps_before, root_limit_ = root_limit, step_limit_ = step_limit, limits_.steps_in_all = in_all;
  value_depth_ = value_depth, value_steps_ = value_steps;
  assumptions_ = std::move(assumptions);
  learned_ = std::move(learned);
  loops_ = std::move(loops);
  left_ = std::move(left);
  memory_.Write(cell, value);
  EarlyReads(*this).NoteDeclared(symbol, value, read_before);
  global_cells_.erase(global_cells_.lower_bound(frame.first_cell), global_cells_.end());  // those of variables it is made of
  global_cells_.emplace(frame.first_cell, static_cast<CellId>(memory_.size()));
  return cell;
}

Value Evaluator::GlobalValue(const Symbol* symbol) {
  const Value value = memory_.Read(GlobalCell(symbol));
  // Declared empty and filled by a function that has not been run yet: what that function was seen to store.
  if (symbol->values == kNoNode && value->Is(ValueKind::kNil)) {
    auto found = field_summaries_.find({symbol, ""});
    if (found != field_summaries_.end()) return found->second;
  }
  EarlyReads(*this).Note(symbol, value);
  return value;
}

Value Evaluator::EvaluateLiteral(NodeId id) {
  const Node& node = M().At(id);
  if (node.op == Operator::kString) {
    return values_.Literal(M().StringValue(node), values_.NewTrail({&M(), node.begin, "literal"}));
  }
  if (node.op == Operator::kCharacter) return CharacterOf(values_, M().StringValue(node), types_.Basic("rune"));
  std::string text;
  for (char c : M().Text(node)) {
    if (c != '_') text += c;
  }
  if (node.op == Operator::kInteger) {
    const char* digits = text.c_str();
    int base = 0;
    if (text.size() > 2 && text[0] == '0') {
      if (text[1] == 'b' || text[1] == 'B') base = 2, digits += 2;
      if (text[1] == 'o' || text[1] == 'O') base = 8, digits += 2;
    }
    errno = 0;
    const long long value = std::strtoll(digits, nullptr, base);
    if (errno != 0) return values_.Real(std::strtod(digits, nullptr));
    return values_.Integer(value);
  }
  if (node.op == Operator::kFloat) return values_.Real(std::strtod(text.c_str(), nullptr));
  return values_.Unknown("number", Reason::kUnsupported);
}

Value Evaluator::AddressOf(NodeId operand, const Type* expected) {
  while (M().At(operand).kind == NodeKind::kParenthesis) operand = M().At(operand).first;
  const Node& node = M().At(operand);
  if (node.kind == NodeKind::kName) {
    for (const Scope* scope = frame_->scope; scope != nullptr; scope = scope->outer) {
      if (scope->name != M().Text(node)) continue;
      const Value value = memory_.Read(scope->cell);
      return values_.Pointer(scope->cell, {}, value->type ? types_.PointerTo(value->type) : nullptr);
    }
    const Symbol* symbol = types_.FindSymbol(M(), M().Text(node));
    if (symbol != nullptr && symbol->kind == SymbolKind::kVariable) {
      return ByBuild(symbol, "", [&](const Symbol* variant) {
        const CellId cell = GlobalCell(variant);
        const Value value = memory_.Read(cell);
        return values_.Pointer(cell, {}, value->type ? types_.PointerTo(value->type) : nullptr);
      });
    }
  }
  if (node.kind == NodeKind::kMember) {
    const Value object = Assumed(Evaluate(node.first));
    const std::string_view field = M().Text(M().Child(operand, 1));
    if (object->Is(ValueKind::kPackage)) {
      const Package* package = program_.FindPackage(object->name.text());
      const Symbol* symbol = package ? types_.FindSymbol(*package, field, &M()) : nullptr;
      if (symbol != nullptr && symbol->kind == SymbolKind::kVariable) {
        return ByBuild(symbol, "", [&](const Symbol* variant) { return values_.Pointer(GlobalCell(variant), {}, nullptr); });
      }
    }
    Value base = object;
    if (!base->Is(ValueKind::kPointer) && M().At(node.first).kind != NodeKind::kCall) base = AddressOf(node.first, nullptr);
    if (base->Is(ValueKind::kPointer)) {
      std::vector<std::string_view> path = base->path;
      path.push_back(field);
      Types::FieldInfo info;
      const Type* structure = Types::Dereference(object->type);
      const Type* type = structure != nullptr && types_.FindField(structure, field, info) ? info.type : nullptr;
      return values_.Pointer(base->cell, std::move(path), type ? types_.PointerTo(type) : nullptr);
    }
  }
  const Type* element = Types::Dereference(expected);
  const Value value = Evaluate(operand, element);
  if (value->Is(ValueKind::kPointer) && node.kind != NodeKind::kComposite) return value;
  const Value pointer = values_.Pointer(memory_.New(value), {}, value->type ? types_.PointerTo(value->type) : nullptr);
  if (value->Is(ValueKind::kRecord)) NoteInstance(value->type, pointer);
  return pointer;
}

Value Evaluator::EvaluateTypeAssertion(NodeId id) {
  const Value value = Assumed(Evaluate(M().At(id).first));
  const NodeId type_node = M().Child(id, 1);
  const Type* type = M().At(type_node).kind == NodeKind::kNone ? nullptr : ResolveType(type_node);
  if (type != nullptr && value->Is(ValueKind::kUnknown) && value->type != type) return values_.WithType(value, type);
  return value;
}

Value Evaluator::FunctionLiteral(NodeId id) {
  ValueNode* function = values_.New(ValueKind::kFunction);
  function->module = &M();
  function->node = id;
  function->scope = frame_->scope;
  function->types = frame_->types;
  function->type = ResolveType(M().At(id).first);
  if (slice_.Matters(M(), id)) literals_.try_emplace({&M(), id}, function);
  else if (slice_.Writes(M(), id)) setting_literals_.try_emplace({&M(), id}, function);
  return function;
}

Value Evaluator::ZeroValue(const Type* type, std::string_view name) {
  if (type == nullptr) return values_.Unknown(std::string(name), Reason::kNoSource);
  const Type* underlying = types_.Underlying(type);
  switch (underlying->kind) {
    case Type::Kind::kBasic:
      if (underlying->name == "string") return type == underlying ? values_.EmptyText() : values_.WithType(values_.EmptyText(), type);
      if (underlying->name == "bool") return values_.Bool(false);
      if (underlying->name == "error" || underlying->name == "any") return values_.Nil();
      if (underlying->name.starts_with("float")) return values_.Real(0, type);
      return values_.Integer(0, type);
    case Type::Kind::kStruct: return values_.Record(type, {});
    case Type::Kind::kExternal:
      if (libraries::IsMapType(underlying->path, underlying->name)) return values_.Nil();
      // An interface, and nil; but who declares a registerer sets it, and what hangs on its being set is to be seen.
      if (frame_ != nullptr && M().language == "go" && libraries::IsRegistererType(underlying->path, underlying->name)) {
        return values_.Unknown(std::string(name), Reason::kRuntimeData, type);
      }
      return values_.Record(type, {});
    case Type::Kind::kNamed: return values_.Unknown(std::string(name), Reason::kUnsupported, type);
    case Type::Kind::kArray: {
      ValueNode* list = values_.Copy(values_.List({}, type));
      list->open = true;
      return list;
    }
    default: return values_.WithType(values_.Nil(), type);
  }
}

// float64(3) / 2 is 1.5, int(2.7) is 2, float64(time.Second) is 1e9; null when it is another conversion.
Value Evaluator::ConvertedNumber(const Type* type, Value operand) {
  const Type* underlying = types_.Underlying(type);
  if (underlying->kind != Type::Kind::kBasic || M().language != "go") return nullptr;
  const std::optional<double> length = NanosecondsOf(operand);
  if (!length && !operand->Is(ValueKind::kNumber)) return nullptr;
  const double number = length ? *length : operand->number;
  const Type* named = type == underlying ? nullptr : type;
  const bool whole = underlying->name.starts_with("int") || underlying->name.starts_with("uint");
  if (underlying->name.starts_with("float")) return !length && !operand->is_integer ? nullptr : values_.Real(number, named);
  if (!whole || (!length && operand->is_integer) || std::fabs(number) > 9e15) return nullptr;
  return values_.Integer(static_cast<int64_t>(number), named);
}

CharacterUnit Evaluator::CharactersIn(const Type* type) {
  const Type* list = types_.Underlying(type);
  const Type* element = list == nullptr || list->kind != Type::Kind::kSlice ? nullptr : types_.Underlying(list->element);
  if (element == nullptr || element->kind != Type::Kind::kBasic) return CharacterUnit::kNone;
  if (element->name == "byte" || element->name == "uint8") return CharacterUnit::kByte;
  return element->name == "rune" || element->name == "int32" ? CharacterUnit::kCharacter : CharacterUnit::kNone;
}

Value Evaluator::Conversion(const Type* type, Value operand) {
  if (type == nullptr) return operand;
  const Type* underlying = types_.Underlying(type);
  if (operand->Is(ValueKind::kChoice)) {
    return values_.Lift({operand}, [&](const std::vector<Value>& v) { return Conversion(type, v[0]); });
  }
  const bool to_text = underlying->kind == Type::Kind::kBasic && underlying->name == "string";
  if (to_text && M().language == "go" && (operand->Is(ValueKind::kList) || operand->Is(ValueKind::kNil))) {  // string(characters)
    const Value text = operand->Is(ValueKind::kNil) ? values_.EmptyText() : TextOfCharacters(values_, operand, CharactersIn(operand->type));
    return type == underlying ? text : values_.WithType(text, type);
  }
  if (const Value number = ConvertedNumber(type, operand)) return number;
  switch (operand->kind) {
    case ValueKind::kText:
    case ValueKind::kNumber:
    case ValueKind::kMap:
    case ValueKind::kList:
    case ValueKind::kRecord:
    case ValueKind::kFunction:
      if (to_text && operand->is_integer && M().language == "go") {
        const Value text = TextOfCharacter(values_, operand);
        return type == underlying ? text : values_.WithType(text, type);
      }
      if (to_text && type == underlying && operand->type != nullptr) {  // string(x): plain text again
        ValueNode* plain = values_.Copy(operand);
        plain->type = nullptr;
        return plain;
      }
      if (underlying->kind == Type::Kind::kInterface || underlying->kind == Type::Kind::kBasic || underlying->kind == Type::Kind::kFunction) {
        if (type->kind != Type::Kind::kNamed || underlying->kind == Type::Kind::kInterface) return operand;
      }
      if (operand->kind == ValueKind::kRecord && underlying->kind != Type::Kind::kStruct) return operand;
      return values_.WithType(operand, type);
    case ValueKind::kUnknown:
      return operand->type == nullptr || operand->type->kind == Type::Kind::kInterface || type->kind == Type::Kind::kNamed
                 ? values_.WithType(operand, type) : operand;
    case ValueKind::kNil: return operand->type == nullptr && type->kind == Type::Kind::kPointer ? values_.WithType(operand, type) : operand;  // (*T)(nil)
    default: return operand;
  }
}

}  // namespace mdg::evaluate
