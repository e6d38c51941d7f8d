// In: statements. Out: statements of the neutral tree. Handlers of exceptions are left out: errors do not happen. See lowering.h.
#include "languages/cpp/lowering.h"

namespace mdg::languages::cpp {

NodeId Lowering::Block(Id id) {
  ChildList statements;
  if (id == kNothing) return Add(NodeKind::kBlock, 1, statements);
  if (KindOf(id) == Kind::compound_statement) {
    for (Id c = tree_.FirstNamed(id); c != kNothing; c = tree_.NextNamed(c)) Statement(c, statements);
  } else {
    Statement(id, statements);
  }
  return Add(NodeKind::kBlock, id, statements);
}

void Lowering::Statement(Id id, ChildList& statements) {
  Nesting nesting(*this);
  if (nesting.TooDeep()) return Append(statements, Error(id));
  switch (KindOf(id)) {
    case Kind::compound_statement: return Append(statements, Block(id));
    case Kind::declaration: return LocalVariables(id, statements);
    case Kind::expression_statement: return Append(statements, ExpressionStatement(tree_.FirstNamed(id)));
    case Kind::if_statement: return If(id, statements);
    case Kind::for_statement: return For(id, statements);
    case Kind::for_range_loop: return RangeFor(id, statements);
    case Kind::while_statement:
    case Kind::do_statement: return While(id, statements);
    case Kind::switch_statement: return Switch(id, statements);
    case Kind::co_return_statement:
    case Kind::return_statement: {
      const Id value = tree_.FirstNamed(id);
      ChildList values;
      if (value != kNothing) Append(values, Expression(value));
      return Append(statements, Add(NodeKind::kReturn, id, values));
    }
    case Kind::break_statement: return Append(statements, Add(NodeKind::kBranch, id, {Absent(id)}, Operator::kBreak));
    case Kind::continue_statement: return Append(statements, Add(NodeKind::kBranch, id, {Absent(id)}, Operator::kContinue));
    case Kind::throw_statement: return Append(statements, Call(id, Word("panic"), {}));
    case Kind::try_statement: return Append(statements, Block(tree_.FieldOf(id, Field::k_body)));
    case Kind::labeled_statement:
    case Kind::attributed_statement:
    case Kind::ERROR:
    case Kind::preproc_if:
    case Kind::preproc_ifdef:
    case Kind::preproc_elif:
    case Kind::preproc_elifdef:
    case Kind::preproc_else:
      for (Id c = tree_.FirstNamed(id); c != kNothing; c = tree_.NextNamed(c)) Statement(c, statements);
      return;
    case Kind::using_declaration: return Using(id);
    case Kind::namespace_alias_definition: return NamespaceAlias(id);
    case Kind::alias_declaration: return Alias(id);
    case Kind::class_specifier:
    case Kind::struct_specifier:
    case Kind::enum_specifier: {
      const std::string outer_class = std::exchange(class_, {});
      Declaration(id);
      class_ = outer_class;
      return;
    }
    case Kind::call_expression:
    case Kind::assignment_expression:
    case Kind::update_expression:
    case Kind::co_await_expression: return Append(statements, ExpressionStatement(id));
    default: return;
  }
}

NodeId Lowering::Variable(Id at, std::vector<NodeId> names, NodeId type, NodeId value) {
  ChildList list;
  for (NodeId name : names) Append(list, name);
  const NodeId values = value == kNoNode ? Absent(at) : ListOf(NodeKind::kExpressionList, at, value);
  const NodeId variable = Add(NodeKind::kVariable, at, {Add(NodeKind::kNameList, at, list), type, values});
  return Add(NodeKind::kDeclarationGroup, at, {variable}, Operator::kVarKeyword);
}

// T x(a, f(b)) looks like a function with parameters of the types `a` and `f`, the second named `b`. kNoNode: it is one.
NodeId Lowering::ArgumentReadAsParameter(Id parameter) {
  const Id type = tree_.FieldOf(parameter, Field::k_type), declarator = tree_.FieldOf(parameter, Field::k_declarator);
  if (type == kNothing || KindOf(type) == Kind::primitive_type || KindOf(type) == Kind::sized_type_specifier) return kNoNode;
  if (declarator == kNothing) return Name(type);
  Id inner = kNothing;
  if (KindOf(declarator) == Kind::parenthesized_declarator) inner = tree_.FirstNamed(declarator);
  if (KindOf(declarator) == Kind::abstract_function_declarator) {
    const Id parameters = tree_.FieldOf(declarator, Field::k_parameters);
    const Id only = parameters == kNothing ? kNothing : tree_.FirstNamed(parameters);
    if (only != kNothing && tree_.NextNamed(only) == kNothing && KindOf(only) == Kind::parameter_declaration) inner = tree_.FieldOf(only, Field::k_type);
  }
  if (inner == kNothing) return kNoNode;
  const Kind kind = KindOf(inner);
  if (kind != Kind::identifier && kind != Kind::type_identifier && kind != Kind::qualified_identifier) return kNoNode;
  const std::string function = NameText(type);
  if (function == "std::move" || function == "std::forward" || function == "std::ref" || function == "move") return Name(inner);
  return Call(parameter, Name(type), {Name(inner)});
}

void Lowering::LocalVariables(Id id, ChildList& statements) {
  const Id type = tree_.FieldOf(id, Field::k_type);
  if (type != kNothing && tree_.FieldOf(type, Field::k_body) != kNothing) Statement(type, statements);
  for (Id c = tree_.At(id).first; c != kNothing; c = tree_.At(c).next) {
    if (tree_.At(c).field != Field::k_declarator) continue;
    const Declarator declarator = Read(c);
    const Id value = tree_.FieldOf(c, Field::k_value);
    if (!declarator.bound.empty() && value != kNothing) {  // auto [a, b] = f();
      std::vector<NodeId> names;
      for (Id bound : declarator.bound) names.push_back(Name(bound));
      Append(statements, Variable(c, names, Absent(c), Initializer(c, Absent(c), value)));
      continue;
    }
    if (declarator.name == kNothing) continue;
    if (declarator.function != kNothing) {
      // T x(a): a variable as often as a function; where every parameter is but a type, its argument is a name.
      const Id parameters = tree_.FieldOf(declarator.function, Field::k_parameters);
      ChildList children;
      Append(children, Type(type));
      bool names = parameters != kNothing && tree_.FirstNamed(parameters) != kNothing;
      for (Id p = names ? tree_.FirstNamed(parameters) : kNothing; p != kNothing && names; p = tree_.NextNamed(p)) {
        const NodeId argument = KindOf(p) == Kind::parameter_declaration ? ArgumentReadAsParameter(p) : kNoNode;
        names = argument != kNoNode;
        if (names) Append(children, argument);
      }
      if (!names) continue;
      const NodeId made = Add(NodeKind::kComposite, c, children, Operator::kNone, kGrouped);
      module_.scopes.initializers.push_back(made);
      Append(statements, Variable(c, {Name(declarator.name)}, Type(type), made));
      continue;
    }
    const NodeId made = value == kNothing ? kNoNode : Initializer(c, TypeOf(type, declarator), value);
    Append(statements, Variable(c, {Name(declarator.name)}, TypeOf(type, declarator), made));
  }
}

// std::transform(a.begin(), a.end(), b.begin(), ::tolower), std::ranges::transform(a, b.begin(), ...), boost::to_lower(b): b = a in lower
// case; likewise for upper case. kNoNode: something else.
NodeId Lowering::ChangedCase(Id id) {
  const Id callee = tree_.FieldOf(id, Field::k_function), list = tree_.FieldOf(id, Field::k_arguments);
  if (callee == kNothing || list == kNothing || KindOf(callee) == Kind::field_expression) return kNoNode;
  const std::string function = NameText(callee);
  std::vector<Id> arguments;
  for (Id c = tree_.FirstNamed(list); c != kNothing; c = tree_.NextNamed(c)) arguments.push_back(c);
  Id from = kNothing, to = kNothing;
  std::string_view how;
  const bool ranges = (function == "std::ranges::transform" || function == "ranges::transform") && arguments.size() == 3;
  if (ranges || (function == "std::transform" && arguments.size() == 4)) {
    from = arguments.front(), to = arguments[arguments.size() - 2], how = Source(arguments.back());
  } else if (function.starts_with("boost::to_") || function.starts_with("boost::algorithm::to_")) {
    if (arguments.size() == 1 && !function.ends_with("_copy")) from = to = arguments.front(), how = function.ends_with("to_lower") ? "tolower" : "toupper";
  } else if ((function == "absl::AsciiStrToLower" || function == "absl::AsciiStrToUpper") && arguments.size() == 1) {
    if (KindOf(arguments.front()) != Kind::pointer_expression) return kNoNode;  // gives back another text
    from = to = tree_.FieldOf(arguments.front(), Field::k_argument), how = function.ends_with("Lower") ? "tolower" : "toupper";
  }
  const bool lower = how.find("tolower") != std::string_view::npos || how.find("ToLower") != std::string_view::npos;
  const bool upper = how.find("toupper") != std::string_view::npos || how.find("ToUpper") != std::string_view::npos;
  if (from == kNothing || to == kNothing || lower == upper) return kNoNode;
  ChildList given;
  Append(given, Expression(from));  // x.begin() is x
  const NodeId made = GoCall(id, "strings", lower ? "ToLower" : "ToUpper", given);
  return Add(NodeKind::kAssign, id, {ListOf(NodeKind::kExpressionList, id, Expression(to)), ListOf(NodeKind::kExpressionList, id, made)}, Operator::kAssignPlain);
}

NodeId Lowering::ExpressionStatement(Id id) {
  if (id == kNothing) return kNoNode;
  if (KindOf(id) == Kind::co_await_expression || KindOf(id) == Kind::parenthesized_expression) {
    const Id inner = tree_.FieldOf(id, Field::k_argument);
    return ExpressionStatement(inner != kNothing ? inner : tree_.FirstNamed(id));
  }
  if (KindOf(id) == Kind::update_expression) {
    const Id op = tree_.FieldOf(id, Field::k_operator);
    const bool adds = op == kNothing || Source(op) == "++";
    return Add(NodeKind::kIncrement, id, {Expression(tree_.FieldOf(id, Field::k_argument))}, adds ? Operator::kAdd : Operator::kSubtract);
  }
  if (KindOf(id) == Kind::assignment_expression) {
    const Id op = tree_.FieldOf(id, Field::k_operator);
    const std::string text(op == kNothing ? "=" : Source(op));
    const NodeId left = ListOf(NodeKind::kExpressionList, id, Expression(tree_.FieldOf(id, Field::k_left)));
    const NodeId right = ListOf(NodeKind::kExpressionList, id, Expression(tree_.FieldOf(id, Field::k_right)));
    if (text == "+=") return Add(NodeKind::kAssign, id, {left, right}, Operator::kAdd, kCompound);
    if (text == "=") return Add(NodeKind::kAssign, id, {left, right}, Operator::kAssignPlain);
    return Add(NodeKind::kAssign, id, {left, ListOf(NodeKind::kExpressionList, id, Absent(id))}, Operator::kAssignPlain);
  }
  if (KindOf(id) == Kind::call_expression) {
    if (const NodeId made = ChangedCase(id); made != kNoNode) return made;
    // v.push_back(x)   ->   v = append(v, x)
    const Id callee = tree_.FieldOf(id, Field::k_function), list = tree_.FieldOf(id, Field::k_arguments);
    const bool method = callee != kNothing && KindOf(callee) == Kind::field_expression;
    const Id field = method ? tree_.FieldOf(callee, Field::k_field) : kNothing;
    const std::string name = field == kNothing ? std::string() : NameText(field);
    const Id object = method ? tree_.FieldOf(callee, Field::k_argument) : kNothing;
    const Id first = list == kNothing ? kNothing : tree_.FirstNamed(list);
    const bool appends = name == "push_back" || name == "emplace_back" || name == "append_range";
    if (appends && object != kNothing && first != kNothing) {
      const NodeId left = ListOf(NodeKind::kExpressionList, id, Expression(object));
      NodeId element = kNoNode;
      if (tree_.NextNamed(first) == kNothing) {
        element = Expression(first);
      } else {  // emplace_back(a, b): an element made of these
        ChildList parts;
        Append(parts, Absent(id));
        const ChildList arguments = Arguments(list);
        if (arguments.first != kNoNode) module_.nodes[parts.last].next = arguments.first, parts.last = arguments.last;
        element = Add(NodeKind::kComposite, id, parts);
      }
      const NodeId made = Call(id, Word("append"), {Expression(object), element});
      return Add(NodeKind::kAssign, id, {left, ListOf(NodeKind::kExpressionList, id, made)}, Operator::kAssignPlain);
    }
    // m.emplace(k, v), m.insert_or_assign(k, v), m.insert({k, v})   ->   m[k] = v
    const bool enters = name == "emplace" || name == "insert_or_assign" || name == "try_emplace";
    Id key = kNothing, value = kNothing;
    if (enters && first != kNothing) key = first, value = tree_.NextNamed(first);
    if (name == "insert" && first != kNothing && KindOf(first) == Kind::initializer_list && tree_.NextNamed(first) == kNothing) {
      key = tree_.FirstNamed(first);
      value = key == kNothing ? kNothing : tree_.NextNamed(key);
    }
    if (object != kNothing && key != kNothing && value != kNothing && tree_.NextNamed(value) == kNothing) {
      const NodeId target = Add(NodeKind::kIndex, id, {Expression(object), Expression(key)});
      const NodeId right = ListOf(NodeKind::kExpressionList, id, Expression(value));
      return Add(NodeKind::kAssign, id, {ListOf(NodeKind::kExpressionList, id, target), right}, Operator::kAssignPlain);
    }
  }
  return Expression(id);
}

// if (path.empty()) throw Error("..."): errors do not happen, and what is empty here may be filled where nobody looks.
bool Lowering::OnlyThrows(Id id) const {
  Id only = tree_.FieldOf(id, Field::k_consequence);
  if (tree_.FieldOf(id, Field::k_alternative) != kNothing) return false;
  if (only != kNothing && KindOf(only) == Kind::compound_statement) {
    only = tree_.FirstNamed(only);
    if (only != kNothing && tree_.NextNamed(only) != kNothing) return false;
  }
  return only != kNothing && KindOf(only) == Kind::throw_statement;
}

void Lowering::If(Id id, ChildList& statements) {
  if (!OnlyThrows(id)) Append(statements, IfNode(id));
}

NodeId Lowering::IfNode(Id id) {
  Nesting nesting(*this);
  if (nesting.TooDeep()) return Error(id);
  const Id clause = tree_.FieldOf(id, Field::k_condition);
  ChildList before;
  NodeId condition = kNoNode;
  if (clause != kNothing && KindOf(clause) == Kind::condition_clause) {
    const Id initializer = tree_.FieldOf(clause, Field::k_initializer), value = tree_.FieldOf(clause, Field::k_value);
    if (initializer != kNothing) {
      const Id inner = KindOf(initializer) == Kind::init_statement ? tree_.FirstNamed(initializer) : initializer;
      if (inner != kNothing) Statement(inner, before);
    }
    if (value != kNothing && KindOf(value) == Kind::declaration) {  // if (auto x = f())
      LocalVariables(value, before);
      const Declarator declarator = Read(tree_.FieldOf(value, Field::k_declarator));
      if (declarator.name != kNothing) condition = Add(NodeKind::kBinary, value, {Name(declarator.name), Word("nil")}, Operator::kNotEqual);
    } else if (value != kNothing) {
      condition = Expression(value);
    }
  } else if (clause != kNothing) {
    condition = Expression(clause);
  }
  if (condition == kNoNode) condition = Absent(id);
  const NodeId then = Block(tree_.FieldOf(id, Field::k_consequence));
  NodeId otherwise = kNoNode;
  if (const Id alternative = tree_.FieldOf(id, Field::k_alternative); alternative != kNothing) {
    const Id inner = KindOf(alternative) == Kind::else_clause ? tree_.FirstNamed(alternative) : alternative;
    if (inner != kNothing) otherwise = KindOf(inner) == Kind::if_statement ? IfNode(inner) : Block(inner);
  }
  NodeId initial = before.first == kNoNode ? Absent(id) : before.first;
  ChildList children;
  Append(children, initial);
  Append(children, condition);
  Append(children, then);
  Append(children, otherwise != kNoNode ? otherwise : Absent(id));
  return Add(NodeKind::kIf, id, children);
}

void Lowering::For(Id id, ChildList& statements) {
  const Id initializer = tree_.FieldOf(id, Field::k_initializer), condition = tree_.FieldOf(id, Field::k_condition);
  const Id update = tree_.FieldOf(id, Field::k_update);
  ChildList before;
  if (initializer != kNothing) {
    if (KindOf(initializer) == Kind::declaration) LocalVariables(initializer, before);
    else Append(before, ExpressionStatement(initializer));
  }
  ChildList children;
  Append(children, before.first == kNoNode ? Absent(id) : before.first);
  if (before.first != kNoNode) module_.nodes[before.first].next = kNoNode;
  Append(children, condition == kNothing ? Absent(id) : Expression(condition));
  const NodeId after = update == kNothing ? kNoNode : ExpressionStatement(update);
  Append(children, after == kNoNode ? Absent(id) : after);
  Append(children, Block(tree_.FieldOf(id, Field::k_body)));
  Append(statements, Add(NodeKind::kFor, id, children));
}

// True when the name is used as name.first and name.second only.
bool Lowering::OnlyPairMembers(Id body, std::string_view name) const {
  bool any = false;
  std::vector<Id> stack = {body};
  while (!stack.empty()) {
    const Id id = stack.back();
    stack.pop_back();
    if (KindOf(id) == Kind::field_expression) {
      const Id object = tree_.FieldOf(id, Field::k_argument), field = tree_.FieldOf(id, Field::k_field);
      if (object != kNothing && field != kNothing && KindOf(object) == Kind::identifier && Source(object) == name) {
        if (Source(field) != "first" && Source(field) != "second") return false;
        any = true;
        continue;
      }
    }
    if (KindOf(id) == Kind::identifier && Source(id) == name) return false;
    for (Id c = tree_.At(id).first; c != kNothing; c = tree_.At(c).next) stack.push_back(c);
  }
  return any;
}

// for (auto& x : list), for (auto& [k, v] : map); both parts of an element where it has two names, whether it is a map's or a list's.
void Lowering::RangeFor(Id id, ChildList& statements) {
  const Declarator declarator = Read(tree_.FieldOf(id, Field::k_declarator));
  const Id right = tree_.FieldOf(id, Field::k_right), body = tree_.FieldOf(id, Field::k_body);
  if (right == kNothing || body == kNothing) return Append(statements, Error(id));
  NodeId subject = Expression(right);
  NodeId key = kNoNode, value = kNoNode;
  uint16_t flags = kDefines;
  const std::string outer = pair_;
  if (declarator.bound.size() == 2) {
    key = Name(declarator.bound[0]);
    value = Name(declarator.bound[1]);
    flags |= kPairs;
  } else if (!declarator.bound.empty()) {
    key = Absent(id);
    value = Word("_");
  } else if (declarator.name != kNothing && OnlyPairMembers(body, Source(declarator.name))) {
    pair_ = std::string(Source(declarator.name));
    key = Word(pair_ + ".first");
    value = Word(pair_ + ".second");
    flags |= kPairs;
  } else {
    key = Word("_");
    value = declarator.name == kNothing ? Word("_") : Name(declarator.name);
  }
  const NodeId block = Block(body);
  pair_ = outer;
  if (declarator.bound.size() > 2) {  // the parts of each element by their position: nothing has them so far
    Append(statements, Add(NodeKind::kRange, id, {Word("_"), Word("_"), subject, block}, Operator::kNone, flags));
    return;
  }
  Append(statements, Add(NodeKind::kRange, id, {key, value, subject, block}, Operator::kNone, flags));
}

void Lowering::While(Id id, ChildList& statements) {
  const Id clause = tree_.FieldOf(id, Field::k_condition);
  Id value = clause;
  if (clause != kNothing && KindOf(clause) == Kind::condition_clause) value = tree_.FieldOf(clause, Field::k_value);
  const bool plain = value != kNothing && KindOf(value) != Kind::declaration;
  const NodeId condition = plain ? Expression(value) : Absent(id);
  Append(statements, Add(NodeKind::kFor, id, {Absent(id), condition, Absent(id), Block(tree_.FieldOf(id, Field::k_body))}));
}

namespace {

bool EndsBody(Kind kind) {
  return kind == Kind::break_statement || kind == Kind::return_statement || kind == Kind::co_return_statement || kind == Kind::continue_statement ||
         kind == Kind::throw_statement;
}

}  // namespace

// `cases`: some without statements of their own and the one they fall into.
NodeId Lowering::Case(const std::vector<Id>& cases) {
  ChildList values, children;
  uint16_t flags = kNoFlags;
  for (Id c : cases) {
    const Id value = tree_.FieldOf(c, Field::k_value);
    if (value == kNothing) flags = kDefault;
    else Append(values, Expression(value));
  }
  const Id last = cases.back();
  Append(children, Add(NodeKind::kExpressionList, last, flags == kDefault ? ChildList{} : values));
  Kind end = Kind::kOther;
  const Id value = tree_.FieldOf(last, Field::k_value);
  for (Id c = tree_.FirstNamed(last); c != kNothing; c = tree_.NextNamed(c)) {
    if (c == value) continue;
    Statement(c, children);
    end = KindOf(c);
    if (end == Kind::compound_statement) {
      for (Id inner = tree_.FirstNamed(c); inner != kNothing; inner = tree_.NextNamed(inner)) end = KindOf(inner);
    }
  }
  if (!EndsBody(end)) Append(children, Add(NodeKind::kBranch, last, {Absent(last)}, Operator::kFallthrough));
  return Add(NodeKind::kCase, last, children, Operator::kNone, flags);
}

void Lowering::Switch(Id id, ChildList& statements) {
  const Id clause = tree_.FieldOf(id, Field::k_condition), body = tree_.FieldOf(id, Field::k_body);
  if (clause == kNothing || body == kNothing) return Append(statements, Error(id));
  Id value = clause;
  if (KindOf(clause) == Kind::condition_clause) value = tree_.FieldOf(clause, Field::k_value);
  ChildList children;
  Append(children, Absent(id));
  Append(children, value == kNothing || KindOf(value) == Kind::declaration ? Absent(id) : Expression(value));
  std::vector<Id> waiting;
  for (Id c = tree_.FirstNamed(body); c != kNothing; c = tree_.NextNamed(c)) {
    if (KindOf(c) != Kind::case_statement) continue;
    waiting.push_back(c);
    const Id first = tree_.FirstNamed(c), of_case = tree_.FieldOf(c, Field::k_value);
    const bool empty = first == kNothing || (first == of_case && tree_.NextNamed(first) == kNothing);
    if (empty && tree_.NextNamed(c) != kNothing) continue;
    Append(children, Case(waiting));
    waiting.clear();
  }
  // The last one falls into nothing.
  NodeId last = kNoNode;
  for (NodeId c = module_.At(children.last).first; module_.At(children.last).kind == NodeKind::kCase && c != kNoNode; c = module_.At(c).next) {
    if (module_.At(c).kind == NodeKind::kBranch && module_.At(c).op == Operator::kFallthrough && module_.At(c).next == kNoNode) last = c;
  }
  if (last != kNoNode) module_.nodes[last].op = Operator::kBreak;
  Append(statements, Add(NodeKind::kSwitch, id, children));
}

}  // namespace mdg::languages::cpp
