// Calls: finding out what is called.
//
// In: kCall nodes. Out: the value of the call. Order of trust: what a library table states, a function of the tree, what we know
// of Go's own packages, and last an Unknown that says whose source is missing. How a function of the tree runs: functions.cc.
#include <algorithm>

#include "evaluate/metrics/library_families.h"
#include "evaluate/standard/durations.h"
#include "evaluate/standard/shared.h"
#include "evaluate/standard/standard_library.h"
#include "evaluate/standard/written.h"
#include "evaluate/switches/flags.h"

namespace mdg::evaluate {

namespace {
constexpr uint32_t kManyObjects = 64;
constexpr size_t kFew = 4;  // methods one call may be
}  // namespace

Value Evaluator::EvaluateCall(NodeId call) {
  NodeId callee = M().At(call).first;
  while (M().At(callee).kind == NodeKind::kParenthesis) callee = M().At(callee).first;
  if (M().At(callee).kind == NodeKind::kName) {
    Value result = nullptr;
    if (Builtin(M().Text(callee), call, result)) return result;
  }
  if (slice_.WritesExposition(M(), call)) {
    WriteExposition(EvaluateArguments(call, nullptr).values, M().Text(callee).ends_with("Fprintf"), At(call));
    return values_.Unknown("result", Reason::kRuntimeData);
  }
  if (M().At(callee).kind == NodeKind::kMember) {
    const NodeId object_node = M().At(callee).first;
    const bool name = M().At(object_node).kind == NodeKind::kName;  // may stand for a package
    Value object = Assumed(name ? Evaluate(object_node) : EvaluateWanted(object_node));
    // x.Method() on a variable passes its address, so that what the method stores is seen afterwards.
    const NodeKind kind = M().At(object_node).kind;
    if (object->Is(ValueKind::kRecord) && (kind == NodeKind::kName || kind == NodeKind::kMember)) object = AddressOf(object_node, nullptr);
    return CallOnObject(call, object, M().Text(M().At(object_node).next));
  }
  const Value function = Assumed(Evaluate(callee));
  if (function->Is(ValueKind::kType)) {
    const NodeId argument = M().At(M().At(call).first).next;
    if (argument == kNoNode) return values_.Unknown("value", Reason::kSyntax);
    return Conversion(function->denoted, Assumed(Evaluate(argument, function->denoted)));
  }
  // var started = NewGauge(opts), in the library that declares NewGauge: its own text says nothing more than its row.
  const bool in_initialiser = frame_->symbol == nullptr && frame_->caller == nullptr && frame_->node == kNoNode;
  const bool is_own = in_initialiser && function->Is(ValueKind::kFunction) && function->symbol != nullptr && slice::OwnConstructor(function->symbol).function != nullptr;
  if (is_own) return CallExternal(function->symbol->package->path, function->symbol->name, EvaluateArguments(call, nullptr), At(call));
  return CallValue(function, EvaluateArguments(call, function), At(call));
}

Arguments Evaluator::EvaluateArguments(NodeId call, Value function) {
  Arguments arguments;
  arguments.spread = M().At(call).flags & kSpread;
  arguments.real = true;
  const std::vector<const Type*> expected = function ? ParameterTypes(function) : std::vector<const Type*>{};
  const NodeId first = M().At(M().At(call).first).next;
  size_t index = 0;
  for (NodeId a = first; a != kNoNode; a = M().At(a).next, ++index) {
    arguments.values.push_back(Assumed(EvaluateWanted(a, index < expected.size() ? expected[index] : nullptr)));
  }
  // f(g()) where g has several results
  if (arguments.values.size() == 1 && arguments.values[0]->Is(ValueKind::kTuple)) {
    const std::vector<Value> items = arguments.values[0]->items;
    arguments.values = items;
  }
  return arguments;
}

// The arguments one by one, a known `list...` taken apart.
std::vector<Value> Evaluator::Expanded(const Arguments& arguments) {
  std::vector<Value> values = arguments.values;
  if (!arguments.spread || values.empty() || !values.back()->Is(ValueKind::kList)) return values;
  const Value list = values.back();
  values.pop_back();
  for (size_t i = 0; i < list->length; ++i) values.push_back(list->backing->elements[i].value);
  return values;
}

Value Evaluator::CallOnObject(NodeId call, Value object, std::string_view name) {
  if (!Step()) return values_.Unknown(std::string(name), Reason::kLimit);  // objects hold one another: each way is a step
  object = WithoutNil(object);
  switch (object->kind) {
    case ValueKind::kPackage: return CallOnPackage(call, object->name.text(), name);
    case ValueKind::kChoice: {
      // One of very many objects, of which none is a thing of a library: what each of them would do is too much to follow.
      if (object->leaves > kManyObjects && !object->telling) return CallUnknownMethod(call, values_.Unknown(std::string(name), Reason::kLimit, object->type), name);
      std::vector<Value> results(object->items.size(), nullptr);
      std::vector<Group> groups;
      for (size_t i = 0; i < results.size(); ++i) {
        Group group{std::vector<bool>(results.size()), [&, i] {
                      results[i] = CallOnObject(call, object->items[i], name);
                      return Flow::kNext;
                    }};
        group.allowed[i] = true;
        groups.push_back(std::move(group));
      }
      Fork(object->choice, groups);
      for (Value& result : results) {
        if (result == nullptr) result = values_.Unknown(std::string(name), Reason::kRuntimeData);
      }
      return values_.Choice(object->choice, std::move(results));
    }
    case ValueKind::kNative: return CallOnNative(call, object, name);
    case ValueKind::kType: {
      const Value method = Member(object, name, At(call));
      Arguments arguments = EvaluateArguments(call, nullptr);
      if (!method->Is(ValueKind::kFunction) || arguments.values.empty()) return CallValue(method, arguments, At(call));
      ValueNode* bound = values_.Copy(method);  // T.Method(receiver, ...)
      bound->receiver = arguments.values.front();
      arguments.values.erase(arguments.values.begin());
      return CallFunction(bound, arguments, At(call));
    }
    default: break;
  }
  bool found = false;
  const Value result = CallOnTyped(call, object, name, found);
  if (const Value length = found ? nullptr : LengthIn(values_, object, name)) return length;
  return found ? result : CallUnknownMethod(call, object, name);
}

Value Evaluator::CallOnPackage(NodeId call, std::string_view path, std::string_view name) {
  const Place at = At(call);
  const Value member = MemberOfPackage(path, name, at);
  const bool external = member->Is(ValueKind::kFunction) && member->symbol == nullptr && member->denoted != nullptr;
  if (!external) {
    if (member->Is(ValueKind::kType)) {
      const NodeId argument = M().At(M().At(call).first).next;
      return argument == kNoNode ? ZeroValue(member->denoted) : Conversion(member->denoted, Assumed(Evaluate(argument)));
    }
    return CallValue(member, EvaluateArguments(call, member), at);
  }
  // prometheus.Labels(x), metrics.Unit("cpus"), prometheus.GaugeOpts(options): conversions to a library's types
  if (libraries::IsConvertedTo(path, name)) {
    const NodeId argument = M().At(M().At(call).first).next;
    if (argument != kNoNode) return values_.WithType(Assumed(Evaluate(argument, types_.External(path, name))), types_.External(path, name));
  }
  return CallExternal(path, name, EvaluateArguments(call, nullptr), at);
}

Value Evaluator::CallExternal(std::string_view path, std::string_view name, const Arguments& arguments, Place at) {
  const libraries::Match match = libraries::FindFunction(path, "", name);
  if (match.function != nullptr) {
    const auto action = match.function->action;
    const bool options = action == libraries::Action::kExporter || (action == libraries::Action::kFamilies && match.function->option_list >= 0);
    return CallLibrary(match, nullptr, options ? LibraryFamilies(*this).OptionArguments(arguments) : Expanded(arguments), at);
  }
  const std::vector<Value> expanded = Expanded(arguments);
  if (const Value known = StandardLibrary(*this).Call(path, name, expanded, at)) return known;
  CallBack(arguments, at);
  WriteThrough(expanded);
  // Go's own packages have no dot in their path
  const bool own = M().language == "go" ? path.find('.') == std::string_view::npos : path.starts_with("std");
  if (!own) HandOn(std::string(path) + '.' + std::string(name), expanded, at);
  return values_.Unknown(std::string(name), own ? Reason::kRuntimeData : Reason::kNoSource);
}

bool Evaluator::HasMethod(const Type* type, std::string_view name) {
  type = Types::Dereference(type);
  if (type == nullptr || type->kind != Type::Kind::kNamed) return false;
  if (types_.FindMethod(type, name, nullptr) != nullptr) return true;
  for (const auto& [field, info] : types_.Fields(type)) {
    if (info.embedded && info.type != type && HasMethod(info.type, name)) return true;
  }
  return false;
}

// A method or function-typed field of a type declared in the tree, its own or promoted from an embedded field.
Value Evaluator::CallOnTyped(NodeId call, Value object, std::string_view name, bool& found) {
  found = true;
  const Place at = At(call);
  const Type* type = Types::Dereference(object->type);
  if (object->Is(ValueKind::kPointer)) {
    const Value target = Dereference(object);
    if (target->Is(ValueKind::kNative) || target->Is(ValueKind::kChoice)) return CallOnObject(call, target, name);
    if (target->type != nullptr) type = Types::Dereference(target->type);
    if (target->Is(ValueKind::kPointer)) object = target;
  }
  const bool named = type != nullptr && type->kind == Type::Kind::kNamed;
  if (named || (type != nullptr && type->kind == Type::Kind::kStruct)) {  // or struct{ build func() }, which has fields only
    if (const Value method = named ? Method(type, name, object) : nullptr) {
      const Type* underlying = types_.Underlying(type);
      if (underlying->kind != Type::Kind::kInterface) {
        const Symbol* declared = method->Is(ValueKind::kFunction) ? method->symbol : nullptr;
        const libraries::Match stated = declared == nullptr ? libraries::Match{} : slice::StatedMethod(declared, program_.PackageOf(&M()));
        if (stated.function != nullptr) return CallLibrary(stated, object, Expanded(EvaluateArguments(call, method)), at);
        const Arguments arguments = EvaluateArguments(call, method);
        std::vector<const Symbol*> any = method->Is(ValueKind::kFunction) && object->Is(ValueKind::kUnknown) ? OverridesThatMatter(method->symbol) : std::vector<const Symbol*>{};
        if (any.empty()) return CallMethod(method, arguments, at);
        any.insert(any.begin(), method->symbol);
        return CallEach(any, object, arguments, at);
      }
    }
    Types::FieldInfo info;
    if (types_.FindField(type, name, info)) {
      const Value function = Assumed(Member(object, name, at));
      return CallValue(function, EvaluateArguments(call, function), at);
    }
    const Types::FieldInfo* outside = nullptr;
    std::string_view outside_name;
    for (const auto& [field, embedded] : types_.Fields(type)) {
      if (!embedded.embedded) continue;
      if (HasMethod(embedded.type, name)) return CallOnObject(call, Assumed(Member(object, field, at)), name);
      const Type* inner = Types::Dereference(embedded.type);
      if (inner != nullptr && (inner->kind == Type::Kind::kExternal || types_.Underlying(inner)->kind == Type::Kind::kInterface)) {
        outside = &embedded, outside_name = field;
      }
    }
    if (outside != nullptr) {
      const Value inner = Assumed(Member(object, outside_name, at));
      if (inner->type != object->type) return CallOnObject(call, inner, name);
    }
  }
  if (type != nullptr && type->kind == Type::Kind::kExternal) {
    Value result = nullptr;
    if (Shared(*this).CallBox(call, object, name, result)) return result;
    if (Written(*this).IsText(object)) result = Written(*this).CallMethod(call, object, name);
    if (result == nullptr) result = StandardLibrary(*this).CallReflected(call, object, name);
    if (result != nullptr) return result;
    const libraries::Match match = libraries::FindFunction(type->path, type->name, name);
    if (match.function != nullptr) return CallLibrary(match, object, Expanded(EvaluateArguments(call, nullptr)), at);
  }
  found = false;
  return nullptr;
}

// A method of something we know nothing, or only an interface, of.
Value Evaluator::CallUnknownMethod(NodeId call, Value object, std::string_view name) {
  const Place at = At(call);
  const Arguments arguments = EvaluateArguments(call, nullptr);
  const std::vector<Value> expanded = Expanded(arguments);
  Value result = StandardLibrary(*this).ReplaceByPattern(object, name, expanded);
  if (result == nullptr) result = StandardLibrary(*this).EnumStringOf(name, call);
  if (result != nullptr) return result;
  const Type* first = expanded.empty() ? nullptr : Types::Dereference(expanded[0]->type);
  const bool outside = first != nullptr && first->kind == Type::Kind::kExternal;
  const libraries::Match match = libraries::FindMethod(name, outside ? std::string_view(first->path) : std::string_view());
  if (match.function != nullptr) {
    using libraries::Action;
    const Action action = match.function->action;
    if (action == Action::kSame && object->Is(ValueKind::kUnknown) && object->type != nullptr) return object;
    const bool options = outside && libraries::FindRecord(first->path, first->name);
    const bool in_tree_interface = object->type != nullptr && Types::Dereference(object->type)->kind == Type::Kind::kNamed;
    if (action == Action::kConstruct && (options || match.function->known_by_name)) {
      bool found = false;
      if (in_tree_interface) result = CallImplementations(object, name, arguments, at, found);
      return found ? result : CallLibrary(match, object, expanded, at);
    }
    if (action == Action::kRegister || action == Action::kNameGroup) return CallLibrary(match, object, expanded, at);
  }
  if (Flags(*this).CallMethod(name, expanded, result) || Flags(*this).Start(object, name, expanded, result)) return result;
  if (const Value flag = Flags(*this).Declared(object, name, expanded)) return flag;
  bool found = false;
  result = CallImplementations(object, name, arguments, at, found);
  if (found) return result;
  CallBack(arguments, at);
  WriteThrough(expanded);
  const Type* type = Types::Dereference(object->type);
  const bool stated = type != nullptr && type->kind == Type::Kind::kExternal && !type->path.empty();
  // An interface of the tree that nothing in the tree implements is as much out of sight.
  const bool is_interface = type != nullptr && type->kind == Type::Kind::kNamed && types_.FindInterfaceMethod(type, name) != nullptr;
  if (stated) HandOn(std::string(type->path) + '.' + std::string(type->name) + '.' + std::string(name), expanded, at);
  else if (object->Is(ValueKind::kUnknown) && (object->reason == Reason::kNoSource || is_interface)) HandOn(std::string(name), expanded, at);
  return values_.Unknown(std::string(name), object->Is(ValueKind::kUnknown) ? object->reason : Reason::kNoSource);
}

// Options of a metric go to code we cannot see. Their name, help and type are known; whether it exposes the metric, and with which
// labels, is not. Options without a name say something else: the buckets of somebody else's metric.
void Evaluator::HandOn(const std::string& function, const std::vector<Value>& arguments, Place at) {
  for (Value argument : arguments) {
    const Value options = argument->Is(ValueKind::kPointer) ? Dereference(argument) : argument;
    const Type* type = Types::Dereference(options->type);
    if (!options->Is(ValueKind::kRecord) || type == nullptr || type->kind != Type::Kind::kExternal) continue;
    libraries::Match match = libraries::FindFunction(type->path, type->name, libraries::kHandedOn);
    const bool lookalike = match.function == nullptr && !type->path.empty();
    const std::string short_name = function.substr(function.rfind('.') + 1);
    if (lookalike) match = libraries::FindLookalike(short_name, type->name);
    if (match.function == nullptr) continue;
    reached_.insert({at, root_});
    const Value name = Option(options, "Name");
    if (name == nullptr || (name->Is(ValueKind::kText) && name->text.empty())) continue;
    const size_t begin = events_.constructions.size();
    Construct(match, nullptr, {options}, at);
    for (size_t i = begin; i < events_.constructions.size(); ++i) {
      events_.constructions[i].labels = values_.Unknown("labels", Reason::kNoSource, nullptr, true);
      events_.constructions[i].handed_to = function;
      // Some other library's options: that there is a metric is all they say.
      if (lookalike) events_.constructions[i].name = values_.Unknown(short_name, Reason::kNoSource, nullptr, true);
    }
  }
}

const std::vector<const Symbol*>& Evaluator::MethodsThatMatter(std::string_view name, size_t arguments) {
  auto [slot, fresh] = methods_that_matter_.try_emplace({name, arguments});
  if (!fresh) return slot->second;
  for (const Symbol* symbol : program_.MethodsNamed(name)) {
    if (!slice_.Matters(symbol) || symbol->module->is_test) continue;
    if (types_.FindSymbol(*symbol->package, symbol->receiver, symbol->module) == nullptr) continue;
    if (ParameterTypes(SymbolValue(symbol)).size() == arguments) slot->second.push_back(symbol);
  }
  return slot->second;
}

// What a virtual method may be on an object of which only the type it is known by is known, when they are few.
std::vector<const Symbol*> Evaluator::OverridesThatMatter(const Symbol* method) {
  std::vector<const Symbol*> matter;
  for (const Symbol* override : types_.Overrides(method)) {
    if (slice_.Matters(override)) matter.push_back(override);
  }
  return matter.size() <= kFew ? matter : std::vector<const Symbol*>{};
}

// What a call through an interface may reach on an object nobody knows. Where that makes metrics, methods of types that have all the
// interface asks for, or that are embedded in such; and of those the thing itself, not what is put around one (type prefixed
// struct { inner Handler }): that would make every name once more for each such type, and for each around each.
std::vector<const Symbol*> Evaluator::ImplementationsThatMatter(const Type* interface, std::string_view name, size_t arguments) {
  const Type* underlying = types_.Underlying(interface);
  const bool is_known = underlying != nullptr && interface->kind == Type::Kind::kNamed && underlying->kind == Type::Kind::kInterface;
  const InterfaceMethod* asked = is_known ? types_.FindInterfaceMethod(interface, name) : nullptr;
  // Counter(name, labels...): given no labels, it is still the method with two parameters, not one with a name alone.
  const std::vector<const Symbol*>& candidates = MethodsThatMatter(name, asked != nullptr ? asked->parameters : arguments);
  if (candidates.empty() || !is_known) return candidates;  // as most are
  const std::vector<InterfaceMethod>& all = types_.InterfaceMethods(interface);
  // Select(hints, matchers...), Log(keyvals...) are called all over; what makes metrics takes names of labels.
  if (asked != nullptr && asked->parameters != arguments) {
    const NodeId last = slice::LastOf(*asked->module, asked->module->Child(asked->type, 0));
    if (last == kNoNode || !asked->module->Text(asked->module->At(last).first).ends_with("string")) return {};
  }
  const bool makes_metrics = std::any_of(all.begin(), all.end(), [&](const InterfaceMethod& method) {
    const auto& methods = MethodsThatMatter(method.name, method.parameters);
    return std::any_of(methods.begin(), methods.end(), [&](const Symbol* one) { return slice_.Mentions(one); });
  });
  const bool around_too = !makes_metrics && (root_ == nullptr || root_->kind != SymbolKind::kVariable);
  std::vector<const Symbol*> implementing, themselves;
  for (const Symbol* method : candidates) {
    const Symbol* type = types_.FindSymbol(*method->package, method->receiver, method->module);
    if (!types_.MayImplementAround(type, interface)) continue;
    implementing.push_back(method);
    const auto& fields = types_.Fields(types_.Named(type));
    const bool wraps = std::any_of(fields.begin(), fields.end(), [&](const auto& field) { return field.second.type == interface; });
    if (!wraps) themselves.push_back(method);
  }
  return themselves.empty() || around_too ? implementing : themselves;
}

// A type of the tree that is no interface, as far as its declaration tells (in Go: a template's or a forward declaration says less).
bool Evaluator::IsOtherThanInterface(const Type* type) {
  if (type == nullptr || type->kind != Type::Kind::kNamed || M().language != "go") return false;
  const Type* underlying = types_.Underlying(type);
  if (underlying == nullptr) return false;
  using Kind = Type::Kind;
  return underlying->kind == Kind::kStruct || underlying->kind == Kind::kMap || underlying->kind == Kind::kFunction;
}

// The methods of the tree an interface call can reach, when they are few and matter.
Value Evaluator::CallImplementations(Value object, std::string_view name, const Arguments& arguments, Place at, bool& found) {
  found = false;
  const Type* type = Types::Dereference(object->type);
  if (type != nullptr && type->kind == Type::Kind::kExternal) return nullptr;
  if (IsOtherThanInterface(type)) return nullptr;  // it has all its methods itself: one it is not seen to have is no other type's
  if (Program::IsEverybodysMethod(name) && (type == nullptr || type->kind != Type::Kind::kNamed)) return nullptr;
  // Where no type is written down (auto, templates) it is as likely a container: x.append(y) is a call of none of a tree's many `append`s.
  const bool told = type != nullptr || M().language == "go";
  if (!told && program_.MethodsNamed(name).size() > kFew) return nullptr;
  const std::vector<const Symbol*> candidates = ImplementationsThatMatter(type, name, arguments.values.size());
  if (candidates.empty() || candidates.size() > kFew) return nullptr;
  found = true;
  return CallEach(candidates, object, arguments, at);
}

// Each of some methods, on an object of the type it belongs to: which it is nobody knows.
Value Evaluator::CallEach(const std::vector<const Symbol*>& candidates, Value object, const Arguments& arguments, Place at) {
  std::vector<Value> results(candidates.size());
  std::vector<Group> groups;
  for (size_t i = 0; i < candidates.size(); ++i) {
    Group group{std::vector<bool>(candidates.size()), [&, i] {
                  const Symbol* declared = types_.FindSymbol(*candidates[i]->package, candidates[i]->receiver, candidates[i]->module);
                  const Type* receiver_type = types_.PointerTo(types_.Named(declared));
                  ValueNode* method = values_.New(ValueKind::kFunction);
                  method->symbol = candidates[i];
                  auto known = instances_.find(declared);
                  method->receiver = known != instances_.end() && known->second.size() == 1
                                         ? known->second[0] : values_.WithType(object->Is(ValueKind::kUnknown) ? object : values_.Unknown("receiver", Reason::kParameter), receiver_type);
                  results[i] = CallFunction(method, arguments, at);
                  return Flow::kNext;
                }};
    group.allowed[i] = true;
    groups.push_back(std::move(group));
  }
  const ChoiceId choice = values_.NewChoice();
  Fork(choice, groups);
  return values_.Choice(choice, std::move(results));
}

Value Evaluator::CallValue(Value callee, const Arguments& arguments, Place at) {
  if (!Step()) return values_.Unknown("result", Reason::kLimit);
  if (callee->Is(ValueKind::kChoice)) {
    const bool builds = builds_.Of(callee->choice) != nullptr;
    std::vector<Value> results(callee->items.size(), builds ? nullptr : values_.Nil());
    std::vector<Group> groups;
    for (size_t i = 0; i < results.size(); ++i) {
      Group group{std::vector<bool>(results.size()), [&, i] {
                    results[i] = CallValue(callee->items[i], arguments, at);
                    return Flow::kNext;
                  }};
      group.allowed[i] = true;
      groups.push_back(std::move(group));
    }
    Fork(callee->choice, groups);
    if (!builds) return values_.Choice(callee->choice, std::move(results));
    const auto first = std::find_if(results.begin(), results.end(), [](Value result) { return result != nullptr; });
    const Value otherwise = first != results.end() ? *first : values_.Unknown("result", Reason::kRuntimeData);
    std::replace(results.begin(), results.end(), Value{nullptr}, otherwise);  // of builds the present place is not in
    return OfBuilds(callee->choice, std::move(results));
  }
  if (callee->Is(ValueKind::kFunction)) {
    if (callee->symbol == nullptr && callee->denoted != nullptr && callee->receiver != nullptr) return CallLibraryMethod(callee, arguments, at);
    const bool by_type = !callee->items.empty() && arguments.values.empty();  // F[T]()
    if (callee->symbol == nullptr && callee->denoted != nullptr) return CallExternal(callee->denoted->path, callee->denoted->name, by_type ? Arguments{.values = callee->items} : arguments, at);
    return CallFunction(callee, arguments, at);
  }
  if (callee->Is(ValueKind::kNative)) return CallThing(callee, arguments);
  CallBack(arguments, at);
  for (Value argument : arguments.values) OpenMaps(argument, 0);
  const Type* type = types_.Underlying(callee->type);
  if (type != nullptr && type->kind == Type::Kind::kFunction) {
    return UnknownResult(*type->module, type->node, nullptr, callee->name.empty() ? "result" : callee->name.text(), Reason::kParameter);
  }
  return values_.Unknown("result", callee->Is(ValueKind::kUnknown) ? callee->reason : Reason::kUnsupported);
}

// A method as Method gives it.
Value Evaluator::CallMethod(Value method, const Arguments& arguments, Place at) {
  return method->Is(ValueKind::kChoice) ? CallValue(method, arguments, at) : CallFunction(method, arguments, at);
}

// Code we cannot see fills what it gets the address of: rows.Scan(&name, &kind). What has a value already keeps it as its default.
void Evaluator::WriteThrough(const std::vector<Value>& arguments) {
  for (Value argument : arguments) {
    if (!argument->Is(ValueKind::kPointer)) continue;
    const Value now = Dereference(argument);
    if (now->Is(ValueKind::kMap)) OpenMaps(now, 0);
    const bool empty = (now->Is(ValueKind::kText) && now->text.empty()) || (now->Is(ValueKind::kNumber) && now->number == 0) ||
                       (now->Is(ValueKind::kBool) && !now->boolean) || (now->Is(ValueKind::kNil) && now->type != nullptr) || (now->Is(ValueKind::kList) && now->length == 0) ||
                       (now->Is(ValueKind::kRecord) && now->fields.empty() && now->type != nullptr && now->type->kind == Type::Kind::kExternal);
    if (!empty) continue;
    std::string name(argument->path.empty() ? "" : argument->path.back());
    for (const Scope* scope = frame_->scope; scope != nullptr && argument->path.empty(); scope = scope->outer) {
      if (scope->cell == argument->cell) name = scope->name;
    }
    WritePath(argument->cell, argument->path, values_.Unknown(name, Reason::kRuntimeData, now->type, !name.empty()));
  }
}

// A function nobody knows may put something into an empty map it gets, alone or in a struct.
void Evaluator::OpenMaps(Value value, int depth) {
  if (depth > 3) return;
  if (value->Is(ValueKind::kPointer)) value = Dereference(value);
  if (value->Is(ValueKind::kRecord)) {
    for (const RecordField& field : value->fields) OpenMaps(field.value, depth + 1);
  }
  if (!value->Is(ValueKind::kMap)) return;
  lookups_[value->cell].unknown = true;
  const Value content = memory_.Read(value->cell);
  if (content->open || !content->entries.empty()) return;
  ValueNode* open = values_.Copy(content);
  open->open = true;
  memory_.Write(value->cell, open);
}

// Functions handed to code we cannot see are assumed to be called: once.Do(register), wait.Until(func() { ... }).
void Evaluator::CallBack(const Arguments& arguments, Place at) {
  for (Value argument : arguments.values) {
    if (argument->Is(ValueKind::kChoice) && builds_.Of(argument->choice) != nullptr) {
      std::vector<Group> groups;
      for (size_t i = 0; i < argument->items.size(); ++i) {
        groups.push_back({std::vector<bool>(argument->items.size()), [this, item = argument->items[i], at] {
                            CallBack({.values = {item}}, at);
                            return Flow::kNext;
                          }});
        groups.back().allowed[i] = true;
      }
      Fork(argument->choice, groups);
      continue;
    }
    if (!argument->Is(ValueKind::kFunction) || argument->denoted != nullptr) continue;
    const Module& module = argument->symbol ? *argument->symbol->module : *argument->module;
    const NodeId node = argument->symbol ? argument->symbol->node : argument->node;
    if (argument->symbol ? !slice_.Matters(argument->symbol) : !slice_.Matters(module, node) && !slice_.Decides(module, node)) continue;
    Arguments unknown;
    for (const Type* type : ParameterTypes(argument)) unknown.values.push_back(UnknownArgument(type, "argument"));
    CallFunction(argument, unknown, at);
  }
}

}  // namespace mdg::evaluate
