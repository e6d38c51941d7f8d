// In: expressions. Out: expressions of the neutral tree. What has no value there (sizeof, folds) is a kNone node. See lowering.h.
#include "languages/cpp/lowering.h"

namespace mdg::languages::cpp {

namespace {

Operator BinaryOperator(std::string_view text) {
  if (text == "+") return Operator::kAdd;
  if (text == "-") return Operator::kSubtract;
  if (text == "*") return Operator::kMultiply;
  if (text == "/") return Operator::kDivide;
  if (text == "%") return Operator::kRemainder;
  if (text == "&") return Operator::kAnd;
  if (text == "|") return Operator::kOr;
  if (text == "^") return Operator::kXor;
  if (text == "<<") return Operator::kShiftLeft;
  if (text == ">>") return Operator::kShiftRight;
  if (text == "==") return Operator::kEqual;
  if (text == "!=") return Operator::kNotEqual;
  if (text == "<") return Operator::kLess;
  if (text == "<=") return Operator::kLessEqual;
  if (text == ">") return Operator::kGreater;
  if (text == ">=") return Operator::kGreaterEqual;
  if (text == "&&" || text == "and") return Operator::kLogicalAnd;
  if (text == "||" || text == "or") return Operator::kLogicalOr;
  return Operator::kNone;
}

}  // namespace

NodeId Lowering::Expression(Id id) {
  Nesting nesting(*this);
  if (id == kNothing || nesting.TooDeep()) return Error(1);
  switch (KindOf(id)) {
    case Kind::ERROR: return Error(id);
    case Kind::identifier:
      if (Source(id) == "nullptr" || Source(id) == "NULL") return Word("nil");
      return Name(id);
    case Kind::field_identifier:
    case Kind::qualified_identifier:
    case Kind::template_function:
    case Kind::dependent_name:
    case Kind::type_identifier:
    case Kind::template_type: return Name(id);
    case Kind::number_literal:
    case Kind::string_literal:
    case Kind::raw_string_literal:
    case Kind::concatenated_string:
    case Kind::char_literal:
    case Kind::user_defined_literal: return Literal(id);
    case Kind::call_expression: return CallExpression(id);
    case Kind::field_expression: return FieldExpression(id);
    case Kind::subscript_expression: return Subscript(id);
    case Kind::binary_expression: return Binary(id);
    case Kind::unary_expression:
    case Kind::pointer_expression: return Unary(id);
    case Kind::assignment_expression: return Expression(tree_.FieldOf(id, Field::k_right));
    case Kind::update_expression: return Expression(tree_.FieldOf(id, Field::k_argument));
    case Kind::parenthesized_expression: {
      const Id inner = tree_.FirstNamed(id);
      return inner == kNothing ? Absent(id) : Add(NodeKind::kParenthesis, id, {Expression(inner)});
    }
    case Kind::conditional_expression: return Conditional(id);
    case Kind::cast_expression: return Expression(tree_.FieldOf(id, Field::k_value));
    case Kind::new_expression: return New(id);
    case Kind::lambda_expression: return Lambda(id);
    case Kind::initializer_list: return InitializerList(id);
    case Kind::compound_literal_expression: {
      const Id type = tree_.FieldOf(id, Field::k_type);
      return Initializer(id, Type(type), tree_.FieldOf(id, Field::k_value));
    }
    case Kind::comma_expression: return Expression(tree_.FieldOf(id, Field::k_right));
    case Kind::co_await_expression: {
      const Id inner = tree_.FieldOf(id, Field::k_argument);
      return Expression(inner != kNothing ? inner : tree_.FirstNamed(id));
    }
    case Kind::parameter_pack_expansion: return Expression(tree_.FirstNamed(id));
    default: break;
  }
  const std::string_view source = Source(id);
  if (source == "true" || source == "false") return Add(NodeKind::kName, id, ChildList{});
  if (source == "this") return Word("this");
  if (source == "nullptr" || source == "NULL") return Word("nil");
  return Absent(id);
}

NodeId Lowering::Binary(Id id) {
  const Id op = tree_.FieldOf(id, Field::k_operator);
  const Operator known = op == kNothing ? Operator::kNone : BinaryOperator(Source(op));
  if (known == Operator::kNone) return Absent(id);
  const NodeId left = Expression(tree_.FieldOf(id, Field::k_left));
  const NodeId right = Expression(tree_.FieldOf(id, Field::k_right));
  return Add(NodeKind::kBinary, id, {left, right}, known);
}

NodeId Lowering::Unary(Id id) {
  const Id op = tree_.FieldOf(id, Field::k_operator);
  const Id argument = tree_.FieldOf(id, Field::k_argument);
  const std::string text(op == kNothing ? std::string_view() : Source(op));  // a copy: what is lowered may add to the module's text
  if (text == "*" && argument != kNothing && Source(argument) == "this") return Word("this");
  const NodeId operand = Expression(argument);
  if (text == "*") return Add(NodeKind::kDereference, id, {operand});
  if (text == "&") {
    const NodeKind kind = module_.At(operand).kind;  // &Class::method, &make(x)
    if (kind == NodeKind::kCall || kind == NodeKind::kDereference) return operand;
    return Add(NodeKind::kUnary, id, {operand}, Operator::kAddressOf);
  }
  if (text == "!" || text == "not") return Add(NodeKind::kUnary, id, {operand}, Operator::kNot);
  if (text == "-") return Add(NodeKind::kUnary, id, {operand}, Operator::kSubtract);
  if (text == "+") return operand;
  if (text == "~") return Add(NodeKind::kUnary, id, {operand}, Operator::kXor);
  return Absent(id);
}

NodeId Lowering::FieldExpression(Id id) {
  const Id object = tree_.FieldOf(id, Field::k_argument), field = tree_.FieldOf(id, Field::k_field);
  if (object == kNothing || field == kNothing) return Error(id);
  // kv.first and kv.second of `for (auto& kv : map)`
  if (!pair_.empty() && KindOf(object) == Kind::identifier && Source(object) == pair_) {
    return Word(pair_ + "." + std::string(Source(field)));
  }
  const NodeId made = Expression(object);
  std::string name = NameText(field);
  if (const size_t colons = name.rfind("::"); colons != std::string::npos) name.erase(0, colons + 2);  // x.Base::f
  return Member(id, made, name == Source(field) ? Add(NodeKind::kName, field, ChildList{}) : Word(name));
}

NodeId Lowering::Subscript(Id id) {
  const NodeId object = Expression(tree_.FieldOf(id, Field::k_argument));
  ChildList children;
  Append(children, object);
  const Id indices = tree_.FieldOf(id, Field::k_indices);
  const Id first = indices == kNothing ? kNothing : KindOf(indices) == Kind::subscript_argument_list ? tree_.FirstNamed(indices) : indices;
  Append(children, first == kNothing ? Absent(id) : Expression(first));
  return Add(NodeKind::kIndex, id, children);
}

// a ? b : c   ->   func() { if a { return b } return c }()
NodeId Lowering::Conditional(Id id) {
  const Id condition = tree_.FieldOf(id, Field::k_condition), then = tree_.FieldOf(id, Field::k_consequence);
  const Id otherwise = tree_.FieldOf(id, Field::k_alternative);
  if (condition == kNothing || then == kNothing || otherwise == kNothing) return Error(id);
  const NodeId first = Add(NodeKind::kReturn, then, {Expression(then)});
  const NodeId branch = Add(NodeKind::kIf, id, {Absent(id), Expression(condition), Add(NodeKind::kBlock, then, {first}), Absent(id)});
  const NodeId last = Add(NodeKind::kReturn, otherwise, {Expression(otherwise)});
  const NodeId result = Add(NodeKind::kField, id, {Absent(id), Absent(id)});
  const NodeId type = Add(NodeKind::kFunctionType, id, {Add(NodeKind::kFieldList, id, ChildList{}), Add(NodeKind::kFieldList, id, {result})});
  const NodeId function = Add(NodeKind::kFunctionLiteral, id, {type, Add(NodeKind::kBlock, id, {branch, last})});
  return Call(id, function, {});
}

namespace {

bool HasResult(const Tree& tree, Id body) {
  std::vector<Id> stack = {body};
  while (!stack.empty()) {
    const Id id = stack.back();
    stack.pop_back();
    const Kind kind = tree.KindOf(id);
    if ((kind == Kind::return_statement || kind == Kind::co_return_statement) && tree.FirstNamed(id) != kNothing) return true;
    if (kind == Kind::lambda_expression && id != body) continue;
    for (Id c = tree.At(id).first; c != kNothing; c = tree.At(c).next) stack.push_back(c);
  }
  return false;
}

}  // namespace

NodeId Lowering::Lambda(Id id) {
  const Id body = tree_.FieldOf(id, Field::k_body), declarator = tree_.FieldOf(id, Field::k_declarator);
  if (body == kNothing) return Error(id);
  const Id parameters = declarator == kNothing ? kNothing : tree_.FieldOf(declarator, Field::k_parameters);
  NodeId results = kNoNode;
  const Id trailing = declarator == kNothing ? kNothing : tree_.ChildOf(declarator, Kind::trailing_return_type);
  const bool has_result = HasResult(tree_, body);
  const NodeId taken = parameters == kNothing ? Add(NodeKind::kFieldList, id, ChildList{}) : Parameters(parameters);
  if (!has_result) {
    results = Add(NodeKind::kFieldList, id, ChildList{});
  } else {
    const Id type = trailing == kNothing ? kNothing : tree_.FirstNamed(trailing);
    results = Add(NodeKind::kFieldList, id, {Add(NodeKind::kField, id, {type == kNothing ? Absent(id) : TypeDescriptor(type), Absent(id)})});
  }
  const NodeId type = Add(NodeKind::kFunctionType, id, {taken, results});
  return Add(NodeKind::kFunctionLiteral, id, {type, Block(body)});
}

// {a, b}, {.name = a, .help = b}
NodeId Lowering::InitializerList(Id id) {
  ChildList children;
  Append(children, Absent(id));
  for (Id c = tree_.FirstNamed(id); c != kNothing; c = tree_.NextNamed(c)) {
    if (KindOf(c) != Kind::initializer_pair) {
      Append(children, Expression(c));
      continue;
    }
    const Id designator = tree_.FieldOf(c, Field::k_designator), value = tree_.FieldOf(c, Field::k_value);
    Id name = designator;
    if (designator != kNothing && KindOf(designator) == Kind::field_designator) name = tree_.FirstNamed(designator);
    if (name == kNothing || KindOf(name) != Kind::field_identifier) {
      Append(children, Error(c));
      continue;
    }
    const NodeId key = Add(NodeKind::kName, name, ChildList{});
    Append(children, Add(NodeKind::kKeyValue, c, {key, Expression(value)}));
  }
  return Add(NodeKind::kComposite, id, children);
}

// What T x(a, b), T x{a, b}, x(a, b) or T x = a give x; link.h decides by the type what that is where it is none of the simple ones.
NodeId Lowering::Initializer(Id at, NodeId type, Id value) {
  if (value == kNothing) return kNoNode;
  const Kind kind = KindOf(value);
  if (kind != Kind::argument_list && kind != Kind::initializer_list) return Expression(value);
  ChildList children;
  Append(children, type);
  bool keyed = false;
  if (kind == Kind::initializer_list) {
    const NodeId list = InitializerList(value);
    const NodeId first = module_.At(module_.At(list).first).next;
    keyed = first != kNoNode && module_.At(first).kind == NodeKind::kKeyValue;
    for (NodeId c = first; c != kNoNode;) {
      const NodeId next = module_.At(c).next;
      Append(children, c);
      c = next;
    }
    if (children.last != type) module_.nodes[children.last].next = kNoNode;
  } else {
    const ChildList arguments = Arguments(value);
    if (arguments.first != kNoNode) module_.nodes[children.last].next = arguments.first, children.last = arguments.last;
  }
  const NodeId made = Add(NodeKind::kComposite, at, children, Operator::kNone, kind == Kind::argument_list ? kGrouped : kNoFlags);
  if (!keyed) module_.scopes.initializers.push_back(made);
  return made;
}

NodeId Lowering::New(Id id) {
  const NodeId type = Type(tree_.FieldOf(id, Field::k_type));
  const Id arguments = tree_.FieldOf(id, Field::k_arguments);
  if (arguments != kNothing) return Initializer(id, type, arguments);
  const NodeId made = Add(NodeKind::kComposite, id, {type}, Operator::kNone, kGrouped);
  module_.scopes.initializers.push_back(made);
  return made;
}

}  // namespace mdg::languages::cpp
