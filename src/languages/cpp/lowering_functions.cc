// In: functions, methods and constructors. Out: kFunction nodes. A constructor makes its object, initialises the fields as written, runs
// its body and gives the object back. See lowering.h.
#include "languages/cpp/lowering.h"

namespace mdg::languages::cpp {

namespace {

std::string_view LastPart(std::string_view name) {
  const size_t at = name.rfind("::");
  return at == std::string_view::npos ? name : name.substr(at + 2);
}

std::string_view ScopePart(std::string_view name) {
  const size_t at = name.rfind("::");
  return at == std::string_view::npos ? std::string_view() : name.substr(0, at);
}

}  // namespace

// Down to the name that is declared.
Lowering::Declarator Lowering::Read(Id id) const {
  Declarator read;
  for (int depth = 0; id != kNothing && depth < 64; ++depth) {
    switch (KindOf(id)) {
      case Kind::pointer_declarator:
      case Kind::reference_declarator:
      case Kind::abstract_pointer_declarator:
      case Kind::abstract_reference_declarator: read.pointer = read.pointer || read.function == kNothing; break;
      case Kind::array_declarator:
      case Kind::abstract_array_declarator: read.array = true; break;
      case Kind::function_declarator:
      case Kind::abstract_function_declarator:
        if (read.function == kNothing) read.function = id;
        break;
      case Kind::structured_binding_declarator:
        for (Id c = tree_.FirstNamed(id); c != kNothing; c = tree_.NextNamed(c)) {
          if (KindOf(c) == Kind::identifier) read.bound.push_back(c);
        }
        return read;
      case Kind::init_declarator:
      case Kind::parenthesized_declarator:
      case Kind::attributed_declarator:
      case Kind::variadic_declarator: break;
      case Kind::identifier:
      case Kind::field_identifier:
      case Kind::type_identifier:
      case Kind::qualified_identifier:
      case Kind::destructor_name:
      case Kind::operator_name:
      case Kind::operator_cast:
      case Kind::template_function: read.name = id; return read;
      default: return read;
    }
    const Id inner = tree_.FieldOf(id, Field::k_declarator);
    id = inner != kNothing ? inner : tree_.FirstNamed(id);
    while (id != kNothing && (KindOf(id) == Kind::type_qualifier || KindOf(id) == Kind::parameter_list)) id = tree_.NextNamed(id);
  }
  return read;
}

NodeId Lowering::Receiver(Id at, std::string_view class_name) {
  const NodeId type = Add(NodeKind::kDereference, at, {Word(class_name)});
  const NodeId field = Add(NodeKind::kField, at, {type, Absent(at), Word("this")});
  return Add(NodeKind::kFieldList, at, {field});
}

NodeId Lowering::Parameter(Id id) {
  const Id declarator = tree_.FieldOf(id, Field::k_declarator);
  Declarator read;
  if (declarator != kNothing) read = Read(declarator);
  NodeId type = TypeOf(tree_.FieldOf(id, Field::k_type), read);
  if (KindOf(id) == Kind::variadic_parameter_declaration) type = Add(NodeKind::kEllipsis, id, {type});
  const Id value = tree_.FieldOf(id, Field::k_default_value);
  const NodeId otherwise = value == kNothing ? Absent(id) : KindOf(value) == Kind::initializer_list ? InitializerList(value) : Expression(value);
  ChildList children;
  Append(children, type);
  Append(children, otherwise);
  Append(children, read.name != kNothing ? Name(read.name) : Word("_"));
  return Add(NodeKind::kField, id, children);
}

// Every parameter has a name, `_` where none is written, and in place of a tag the value it has when no argument is given.
NodeId Lowering::Parameters(Id list) {
  ChildList fields;
  if (list == kNothing) return Add(NodeKind::kFieldList, 1, ChildList{});
  for (Id c = tree_.FirstNamed(list); c != kNothing; c = tree_.NextNamed(c)) {
    const Kind kind = KindOf(c);
    const bool parameter = kind == Kind::parameter_declaration || kind == Kind::optional_parameter_declaration || kind == Kind::variadic_parameter_declaration;
    if (!parameter || Source(c) == "void") continue;
    Append(fields, Parameter(c));
  }
  return Add(NodeKind::kFieldList, list, fields);
}

NodeId Lowering::Results(Id at, Id type, const Declarator& declarator) {
  if (type == kNothing || (Source(type) == "void" && !declarator.pointer)) return Add(NodeKind::kFieldList, at, ChildList{});
  Declarator result = declarator;
  result.function = result.name = kNothing;
  NodeId made = kNoNode;
  const Id trailing = declarator.function == kNothing ? kNothing : tree_.ChildOf(declarator.function, Kind::trailing_return_type);
  if (trailing != kNothing && tree_.FirstNamed(trailing) != kNothing) made = TypeDescriptor(tree_.FirstNamed(trailing));
  else made = TypeOf(type, result);
  const std::string text = NameText(type);
  if (text == "future" || text == "seastar::future") {  // future<>: waited for, nothing comes of it
    Id inner = type;
    while (KindOf(inner) == Kind::qualified_identifier) inner = tree_.FieldOf(inner, Field::k_name);
    const Id arguments = inner == kNothing ? kNothing : tree_.FieldOf(inner, Field::k_arguments);
    if (arguments != kNothing && tree_.FirstNamed(arguments) == kNothing) return Add(NodeKind::kFieldList, at, ChildList{});
  }
  return Add(NodeKind::kFieldList, at, {Add(NodeKind::kField, at, {made, Absent(at)})});
}

// : a_(x), Base(y)   ->   this.a_ = <a_ from (x)>
void Lowering::Initializers(Id list, ChildList& statements) {
  if (list == kNothing) return;
  for (Id c = tree_.FirstNamed(list); c != kNothing; c = tree_.NextNamed(c)) {
    if (KindOf(c) != Kind::field_initializer) continue;
    const Id name = tree_.FirstNamed(c);
    const Id value = name == kNothing ? kNothing : tree_.NextNamed(name);
    if (value == kNothing) continue;
    const NodeId target = Member(c, Word("this"), KindOf(name) == Kind::field_identifier ? Add(NodeKind::kName, name, ChildList{}) : Name(name));
    const NodeId made = Initializer(c, Absent(c), value);
    const NodeId left = ListOf(NodeKind::kExpressionList, c, target), right = ListOf(NodeKind::kExpressionList, c, made);
    Append(statements, Add(NodeKind::kAssign, c, {left, right}, Operator::kAssignPlain));
  }
}

// Function definitions, and declarations of functions without a body, in classes and outside.
void Lowering::Function(Id id, Id declarator_id) {
  const Declarator declarator = Read(declarator_id);
  if (declarator.function == kNothing || declarator.name == kNothing) return;
  const bool bad = tree_.ChildOf(id, Kind::delete_method_clause) != kNothing || tree_.ChildOf(id, Kind::default_method_clause) != kNothing;
  const std::string full = NameText(declarator.name);
  const std::string_view last = LastPart(full), written_scope = ScopePart(full);
  if (bad || full.empty() || last.starts_with('~') || KindOf(declarator.name) == Kind::operator_cast) return;
  const Id type = tree_.FieldOf(id, Field::k_type);
  const bool own_name = last == LastPart(written_scope.empty() ? std::string_view(class_) : written_scope);
  const bool constructor = type == kNothing && own_name;
  if (type == kNothing && !constructor) return;  // something else, misread
  Id body = tree_.FieldOf(id, Field::k_body);
  Id initializers = tree_.ChildOf(id, Kind::field_initializer_list);
  if (body == kNothing) body = tree_.ChildOf(id, Kind::try_statement);
  if (body != kNothing && KindOf(body) == Kind::try_statement) {
    if (initializers == kNothing) initializers = tree_.ChildOf(body, Kind::field_initializer_list);
    body = tree_.FieldOf(body, Field::k_body);
  }
  const std::string class_name = !written_scope.empty() ? std::string(written_scope) : scope_;
  const bool in_class = !class_.empty() && written_scope.empty();
  const bool is_static = HasWord(id, "static");
  const NodeId parameters = Parameters(tree_.FieldOf(declarator.function, Field::k_parameters));
  NodeId receiver = Absent(id), results = kNoNode, block = Absent(id);
  uint8_t flags = 0;
  if (constructor) {
    flags = Scopes::kConstructor;
    const NodeId result = Add(NodeKind::kField, id, {Add(NodeKind::kDereference, id, {Word(class_name)}), Absent(id), Word("this")});
    results = Add(NodeKind::kFieldList, id, {result});
  } else {
    results = Results(id, type, declarator);
    if (in_class && is_static) flags = Scopes::kStaticMember;
    else if (in_class || !written_scope.empty()) receiver = Receiver(id, class_name);
    else if (is_static || anonymous_) flags = Scopes::kInternal;
  }
  if (body != kNothing) {
    ChildList statements;
    if (constructor) {
      const NodeId left = ListOf(NodeKind::kExpressionList, id, Word("this"));
      const NodeId made = Call(id, Word(class_name), {});
      Append(statements, Add(NodeKind::kAssign, id, {left, ListOf(NodeKind::kExpressionList, id, made)}, Operator::kAssignPlain));
      Initializers(initializers, statements);
    }
    for (Id c = tree_.FirstNamed(body); c != kNothing; c = tree_.NextNamed(c)) Statement(c, statements);
    if (constructor) Append(statements, Add(NodeKind::kReturn, id, ChildList{}));
    block = Add(NodeKind::kBlock, body, statements);
  }
  const NodeId name = constructor ? Word(class_name) : Word(last);
  const NodeId function_type = Add(NodeKind::kFunctionType, id, {parameters, results});
  if (in_class) flags |= Scopes::kInClass;
  Keep(Add(NodeKind::kFunction, id, {receiver, name, Absent(id), function_type, block}), flags);
}

}  // namespace mdg::languages::cpp
