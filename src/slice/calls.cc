// In: calls of a Unit. Out: what each of them calls. See resolver.h.
#include <algorithm>
#include <array>

#include "slice/resolver.h"

namespace mdg::slice {

namespace {

constexpr size_t kFewOverrides = 4;  // of a virtual method: a call of one of more could be anything

bool IsBuiltin(std::string_view name) {
  static constexpr std::array<std::string_view, 15> kNames = {"append", "len", "cap", "make", "new", "copy", "delete", "panic",
                                                              "print", "println", "recover", "close", "min", "max", "clear"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool UsesMetrics(const Module& module) {
  return std::any_of(module.imports.begin(), module.imports.end(), [](const Import& i) { return libraries::IsMetricPackage(i.path); });
}

}  // namespace

const Symbol* Resolver::VariableOf(Unit& unit, NodeId id) {
  const Module& module = *unit.module;
  const Node& node = module.At(id);
  const Symbol* symbol = nullptr;
  if (node.kind == NodeKind::kName) {
    if (unit.Find(module.Text(node), node.begin) == nullptr) symbol = types_.FindSymbol(module, module.Text(node));
  } else if (node.kind == NodeKind::kMember) {
    const std::string_view path = PackageOf(unit, node.first);
    const Package* package = path.empty() ? nullptr : program_.FindPackage(path);
    if (package != nullptr) symbol = types_.FindSymbol(*package, module.Text(module.Child(id, 1)), &module);
  }
  return symbol != nullptr && symbol->kind == SymbolKind::kVariable ? symbol : nullptr;
}

const Symbol* Resolver::FunctionOf(Unit& unit, NodeId id) {
  const Module& module = *unit.module;
  const Node& node = module.At(id);
  if (node.kind == NodeKind::kName) {
    if (unit.Find(module.Text(node), node.begin) != nullptr) return nullptr;
    const Symbol* symbol = types_.FindSymbol(module, module.Text(node));
    return symbol != nullptr && symbol->kind == SymbolKind::kFunction ? symbol : nullptr;
  }
  if (node.kind != NodeKind::kMember) return nullptr;
  const std::string_view name = module.Text(module.Child(id, 1));
  const std::string_view path = PackageOf(unit, node.first);
  if (!path.empty()) {
    const Package* package = program_.FindPackage(path);
    const Symbol* symbol = package ? types_.FindSymbol(*package, name, &module) : nullptr;
    return symbol != nullptr && symbol->kind == SymbolKind::kFunction ? symbol : nullptr;
  }
  return MethodOf(unit, id, TypeOf(unit, node.first));
}

// The method a member expression names, its object being of `type`, null where that is not known.
const Symbol* Resolver::MethodOf(Unit& unit, NodeId member, const Type* type) {
  const Module& module = *unit.module;
  if (type == nullptr) type = types_.Resolve(module, module.At(member).first);  // T.Method
  bool outside = false;
  const Type* interface = nullptr;
  return FindMethod(type, module.Text(module.Child(member, 1)), outside, interface, 0);
}

libraries::Match OwnConstructor(const Symbol* function) {
  if (function->kind != SymbolKind::kFunction || !function->receiver.empty() || function->module->language != "go") return {};
  const libraries::Match row = libraries::FindFunction(function->package->path, "", function->name);
  const bool makes = row.function != nullptr && (row.function->action == libraries::Action::kConstruct || row.function->action == libraries::Action::kDescribe);
  return makes ? row : libraries::Match{};
}

libraries::Match StatedMethod(const Symbol* method, const Package* from) {
  if (method->receiver.empty() || method->package == from || method->module->language != "go") return {};
  const libraries::Match row = libraries::FindFunction(method->package->path, method->receiver, method->name);
  if (row.function == nullptr) return {};
  const libraries::Action action = row.function->action;
  const bool makes = action == libraries::Action::kConstruct || action == libraries::Action::kDescribe || action == libraries::Action::kNamespace;
  return makes ? row : libraries::Match{};
}

void Resolver::Resolve(Unit& unit, Call& call) {
  if (call.exact) return;
  call.exact = true;  // resolved once; also ends circles
  const Module& module = *unit.module;
  NodeId callee = module.At(call.node).first;
  while (module.At(callee).kind == NodeKind::kParenthesis || module.At(callee).kind == NodeKind::kIndex) {
    if (module.At(callee).kind == NodeKind::kIndex && FunctionOf(unit, module.At(callee).first) == nullptr &&
        types_.Resolve(module, callee) == nullptr) {
      return;  // an element that is a function
    }
    callee = module.At(callee).first;
  }
  switch (module.At(callee).kind) {
    case NodeKind::kName: return ResolveName(unit, call, callee);
    case NodeKind::kMember: return ResolveMember(unit, call, callee);
    case NodeKind::kArrayType:
    case NodeKind::kMapType:
    case NodeKind::kChannelType:
    case NodeKind::kFunctionType:
    case NodeKind::kInterfaceType:
    case NodeKind::kStructType:
    case NodeKind::kDereference: call.callee = Callee::kConversion; return;
    case NodeKind::kCall: CalledThing(unit, call, callee); return;
    default: return;
  }
}

// label(value): things of a metric library that are called.
void Resolver::CalledThing(Unit& unit, Call& call, NodeId callee) {
  if (unit.module->language == "go") return;
  const Type* type = Types::Dereference(TypeOf(unit, callee));
  if (type == nullptr || type->kind != Type::Kind::kExternal) return;
  const libraries::Match row = libraries::FindFunction(type->path, type->name, libraries::kCalled);
  if (row.function == nullptr) return;
  call.row = row;
  call.callee = Callee::kLibrary;
}

void Resolver::ResolveName(Unit& unit, Call& call, NodeId id) {
  const Module& module = *unit.module;
  const std::string_view name = module.Text(id);
  if (unit.Find(name, module.At(id).begin) != nullptr) return CalledThing(unit, call, id);
  if (const Symbol* symbol = types_.FindSymbol(module, name)) {
    if (symbol->kind == SymbolKind::kVariable) CalledThing(unit, call, id);
    if (symbol->kind == SymbolKind::kFunction) call.callee = Callee::kFunctions, call.functions = types_.VariantsFor(symbol, module);
    if (const libraries::Match own = unit.IsFunction() ? libraries::Match{} : OwnConstructor(symbol); own.function != nullptr) {
      call.row = own;
      call.callee = Callee::kLibrary;
      call.functions.clear();
    }
    if (symbol->kind == SymbolKind::kType) call.callee = Callee::kConversion;
    return;
  }
  for (const Import& import : module.imports) {
    if (import.alias != ".") continue;
    call.row = libraries::FindFunction(import.path, "", name);
    if (call.row.function != nullptr) {
      call.callee = Callee::kLibrary;
      return;
    }
  }
  call.callee = IsBuiltin(name) ? Callee::kBuiltin : types_.Resolve(module, id) != nullptr ? Callee::kConversion : Callee::kOutside;
}

void Resolver::ResolveMember(Unit& unit, Call& call, NodeId member) {
  const Module& module = *unit.module;
  const NodeId object = module.At(member).first;
  const std::string_view name = module.Text(module.At(object).next);
  const std::string_view path = PackageOf(unit, object);
  if (!path.empty()) return ResolveInPackage(unit, call, path, name);
  const Type* type = TypeOf(unit, object);
  if (FindField(type, name).found) CalledThing(unit, call, member);
  if (call.callee == Callee::kLibrary) return;
  ResolveMethod(unit, call, type, name);
  if (call.callee == Callee::kOutside && type->kind != Type::Kind::kPointer && IsAsserted(unit, object)) TakeAllNamed(unit, call, name);
}

// x.(package.Type), or a name for that.
bool Resolver::IsAsserted(Unit& unit, NodeId object) {
  const Node& node = unit.module->At(object);
  if (node.kind == NodeKind::kTypeAssertion) return true;
  const Definition* definition = node.kind == NodeKind::kName ? unit.Find(unit.module->Text(node), node.begin) : nullptr;
  return definition != nullptr && definition->value != kNoNode && unit.module->At(definition->value).kind == NodeKind::kTypeAssertion;
}

// Whether the call has as many arguments as the method has parameters; f(g()) may have any number.
bool Resolver::MayTake(const Unit& unit, const Call& call, const Symbol* method) const {
  const Module& module = *unit.module;
  const NodeId first = module.At(module.At(call.node).first).next;
  size_t arguments = 0;
  for (NodeId a = first; a != kNoNode; a = module.At(a).next) ++arguments;
  if (arguments == 1 && module.At(first).kind == NodeKind::kCall) return true;
  const Module& declared = *method->module;
  const size_t parameters = Types::ParameterCount(method);
  NodeId last = kNoNode;
  for (NodeId field = declared.At(declared.At(declared.Child(method->node, 3)).first).first; field != kNoNode; field = declared.At(field).next) last = field;
  const bool variadic = last != kNoNode && declared.At(declared.At(last).first).kind == NodeKind::kEllipsis;
  return arguments == parameters || (variadic && arguments + 1 >= parameters) || declared.language != "go";  // there parameters have defaults
}

// Asserted to be an interface that is declared out of sight: whoever has such a method may be meant.
void Resolver::TakeAllNamed(Unit& unit, Call& call, std::string_view name) {
  for (const Symbol* symbol : program_.MethodsNamed(name)) {
    if (!symbol->module->is_test && unit_of_(symbol) != nullptr && MayTake(unit, call, symbol)) call.functions.push_back(symbol);
  }
  if (!call.functions.empty()) call.callee = Callee::kFunctions;
}

void Resolver::ResolveInPackage(Unit& unit, Call& call, std::string_view path, std::string_view name) {
  call.row = libraries::FindFunction(path, "", name);
  if (call.row.function != nullptr) {
    call.callee = Callee::kLibrary;
    return;
  }
  const Package* package = program_.FindPackage(path);
  const Symbol* symbol = package ? types_.FindSymbol(*package, name, unit.module) : nullptr;
  if (symbol == nullptr) {
    call.callee = libraries::IsConvertedTo(path, name) ? Callee::kConversion : Callee::kOutside;
  } else if (symbol->kind == SymbolKind::kFunction) {
    call.callee = Callee::kFunctions;
    call.functions = types_.VariantsFor(symbol, *unit.module);
  } else if (symbol->kind == SymbolKind::kType) {
    call.callee = Callee::kConversion;
  }
}

// A method of a library called on one of its types, or on something that came out of a library.
bool Resolver::LibraryMethod(Unit& unit, Call& call, const Type* type, std::string_view name) {
  using libraries::Action;
  // What a constructor gives has no name here: promauto's counter has a method With, which is not promauto's function of that name.
  const bool is_named = type != nullptr && type->kind == Type::Kind::kExternal && !type->name.empty();
  if (is_named) call.row = libraries::FindFunction(type->path, type->name, name);
  if (call.row.function == nullptr) {
    const libraries::Match match = libraries::FindMethod(name, type != nullptr && type->kind == Type::Kind::kExternal ? std::string_view(type->path) : std::string_view());
    if (match.function == nullptr) return false;
    const bool of_library = type != nullptr && type->kind == Type::Kind::kExternal && libraries::IsMetricPackage(type->path);
    const Action action = match.function->action;
    const bool telling = action != Action::kSame && (action != Action::kRegister || name == "MustRegister" || UsesMetrics(*unit.module));
    if (!of_library && !telling) return false;
    if (!of_library && type != nullptr && type->kind == Type::Kind::kExternal && !type->path.empty() && action != Action::kRegister) return false;
    call.row = match;
  }
  call.callee = Callee::kLibrary;
  return true;
}

// interface { NewGauge(prometheus.GaugeOpts) prometheus.Gauge }: a library's factory may stand behind it, whoever else does.
libraries::Match Resolver::TakenByLibrary(const InterfaceMethod& method) {
  const libraries::Match any = libraries::FindMethod(method.name);
  if (any.function == nullptr || any.function->action != libraries::Action::kConstruct) return {};
  const NodeId parameter = method.module->At(method.module->At(method.type).first).first;
  const Type* type = parameter == kNoNode ? nullptr : types_.Resolve(*method.module, method.module->At(parameter).first);
  const bool options = type != nullptr && type->kind == Type::Kind::kExternal && libraries::FindRecord(type->path, type->name) != nullptr;
  return options ? libraries::FindMethod(method.name, type->path) : libraries::Match{};
}

void Resolver::ResolveMethod(Unit& unit, Call& call, const Type* type, std::string_view name) {
  type = Types::Dereference(type);
  if (type == nullptr) {
    ByName(unit, call, name);
    if (call.functions.empty()) LibraryMethod(unit, call, nullptr, name);
    return;
  }
  if (IsOutside(type)) {
    if (!LibraryMethod(unit, call, type, name)) call.callee = Callee::kOutside;
    return;
  }
  bool outside = false;
  const Type* interface = nullptr;
  const Symbol* method = FindMethod(type, name, outside, interface, 0);
  if (method != nullptr) call.row = StatedMethod(method, program_.PackageOf(unit.module));
  if (call.row.function != nullptr) {
    call.callee = Callee::kLibrary;
  } else if (method != nullptr) {
    call.callee = Callee::kFunctions;
    call.functions = types_.VariantsFor(method, *unit.module);
    const std::vector<const Symbol*>& overrides = types_.Overrides(method);
    if (overrides.size() <= kFewOverrides) call.functions.insert(call.functions.end(), overrides.begin(), overrides.end());
  } else if (interface != nullptr) {
    call.functions = Implementations(interface, name);
    call.through = types_.FindInterfaceMethod(interface, name);
    if (!call.functions.empty()) {
      call.callee = Callee::kFunctions;
      if (call.through != nullptr) call.row = TakenByLibrary(*call.through);
    } else if (!LibraryMethod(unit, call, nullptr, name)) {
      call.callee = Callee::kOutside;
    }
  } else if (outside) {
    if (!LibraryMethod(unit, call, outside_, name)) call.callee = Callee::kOutside;
  } else if (!FindField(type, name).found) {
    ByName(unit, call, name);
    if (call.functions.empty()) LibraryMethod(unit, call, nullptr, name);
  }
}

// Declarations do not tell whose method it is: every method of that name in the packages the file can see.
void Resolver::ByName(Unit& unit, Call& call, std::string_view name) {
  const Module& module = *unit.module;
  if (Program::IsEverybodysMethod(name)) return;
  auto add = [&](const Package* package) {
    if (package == nullptr) return;
    auto found = package->methods_by_name.find(name);
    if (found == package->methods_by_name.end()) return;
    for (const Symbol* symbol : found->second) {
      if (!symbol->module->is_test && MayTake(unit, call, symbol)) call.functions.push_back(symbol);
    }
  };
  add(program_.PackageOf(&module));
  for (const Import& import : module.imports) {
    const Package* package = program_.FindPackage(import.path);
    if (package != program_.PackageOf(&module)) add(package);
  }
  std::sort(call.functions.begin(), call.functions.end(), InSourceOrder());
  call.functions.erase(std::unique(call.functions.begin(), call.functions.end()), call.functions.end());
}

const Symbol* Resolver::FindMethod(const Type* type, std::string_view name, bool& outside, const Type*& interface, int depth) {
  type = Types::Dereference(type);
  if (type == nullptr || depth > 6) return nullptr;
  if (IsOutside(type)) {
    outside = true;
    return nullptr;
  }
  if (const Symbol* method = types_.FindMethod(type, name, nullptr)) return method;
  const Type* underlying = types_.Underlying(type);
  if (underlying == nullptr) return nullptr;
  if (underlying->kind == Type::Kind::kExternal) outside = true;
  if (underlying->kind == Type::Kind::kInterface) {
    if (depth == 0 || types_.FindInterfaceMethod(type, name) != nullptr) interface = type;
    return nullptr;
  }
  for (const auto& [field, info] : types_.Fields(type)) {
    if (!info.embedded) continue;
    if (const Symbol* method = FindMethod(info.type, name, outside, interface, depth + 1)) return method;
  }
  return nullptr;
}

bool Resolver::IsRegistererLike(const Type* interface) {
  const auto& methods = types_.InterfaceMethods(interface);
  return std::any_of(methods.begin(), methods.end(), [](const InterfaceMethod& method) {
    const libraries::Match match = libraries::FindMethod(method.name);
    return match.function != nullptr && match.function->action != libraries::Action::kSame;
  });
}

// Methods called `name` of the types that implement the interface.
const std::vector<const Symbol*>& Resolver::Implementations(const Type* interface, std::string_view name) {
  auto [slot, fresh] = implementations_.try_emplace({interface, name});
  if (!fresh) return slot->second;
  const InterfaceMethod* asked = types_.FindInterfaceMethod(interface, name);
  for (const Symbol* symbol : program_.MethodsNamed(name)) {
    if (symbol->module->is_test || (asked != nullptr && Types::ParameterCount(symbol) != asked->parameters)) continue;
    const Symbol* type = types_.FindSymbol(*symbol->package, symbol->receiver, symbol->module);
    if (type != nullptr && type->kind == SymbolKind::kType && types_.MayImplementAround(type, interface)) slot->second.push_back(symbol);
  }
  return slot->second;
}

}  // namespace mdg::slice
