// In: classes, structs and enums. Out: types, their methods and constructors beside them, enumerators as constants. See lowering.h.
#include "languages/cpp/lowering.h"

namespace mdg::languages::cpp {

void Lowering::Class(Id id) {
  const Id body = tree_.FieldOf(id, Field::k_body), name_id = tree_.FieldOf(id, Field::k_name);
  if (body == kNothing || name_id == kNothing) return;
  Nesting nesting(*this);
  if (nesting.TooDeep()) return;
  const std::string name = NameText(name_id);
  ChildList fields, defaults;
  if (const Id bases = tree_.ChildOf(id, Kind::base_class_clause); bases != kNothing) {
    for (Id c = tree_.FirstNamed(bases); c != kNothing; c = tree_.NextNamed(c)) {
      const Kind kind = KindOf(c);
      if (kind != Kind::type_identifier && kind != Kind::qualified_identifier && kind != Kind::template_type) continue;
      Append(fields, Add(NodeKind::kField, c, {Name(c), Absent(c)}));
    }
  }
  const std::string outer = scope_, outer_class = class_;
  scope_ = Join(scope_, name);
  class_ = name;
  ClassBody(body, name, fields, defaults);
  Make(id, name, defaults);
  scope_ = outer;
  class_ = outer_class;
  const NodeId structure = Add(NodeKind::kStructType, id, fields);
  const NodeId type = Add(NodeKind::kType, id, {Word(name), Absent(id), structure});
  Keep(Add(NodeKind::kDeclarationGroup, id, {type}, Operator::kTypeKeyword), anonymous_ ? Scopes::kInternal : 0);
}

// What T() makes when there is no constructor: the fields as they are declared.
void Lowering::Make(Id at, std::string_view, ChildList defaults) {
  ChildList children;
  Append(children, Word(scope_));
  if (defaults.first != kNoNode) module_.nodes[children.last].next = defaults.first, children.last = defaults.last;
  const NodeId literal = Add(NodeKind::kComposite, at, children);
  const NodeId pointer = Add(NodeKind::kUnary, at, {literal}, Operator::kAddressOf);
  const NodeId block = Add(NodeKind::kBlock, at, {Add(NodeKind::kReturn, at, {pointer})});
  const NodeId result = Add(NodeKind::kField, at, {Add(NodeKind::kDereference, at, {Word(scope_)}), Absent(at)});
  const NodeId type = Add(NodeKind::kFunctionType, at, {Add(NodeKind::kFieldList, at, ChildList{}), Add(NodeKind::kFieldList, at, {result})});
  Keep(Add(NodeKind::kFunction, at, {Absent(at), Word(scope_), Absent(at), type, block}), Scopes::kMake | Scopes::kInClass);
}

void Lowering::ClassBody(Id body, std::string_view name, ChildList& fields, ChildList& defaults) {
  for (Id c = tree_.FirstNamed(body); c != kNothing; c = tree_.NextNamed(c)) {
    switch (KindOf(c)) {
      case Kind::field_declaration: FieldDeclaration(c, fields, defaults); break;
      case Kind::preproc_if:
      case Kind::preproc_ifdef:
      case Kind::preproc_elif:
      case Kind::preproc_elifdef:
      case Kind::preproc_else: ClassBody(c, name, fields, defaults); break;
      case Kind::template_declaration: {
        for (Id t = tree_.FirstNamed(c); t != kNothing; t = tree_.NextNamed(t)) {
          if (KindOf(t) != Kind::template_parameter_list) Declaration(t);
        }
        break;
      }
      case Kind::friend_declaration: break;
      default: Declaration(c); break;
    }
  }
}

// Fields, static members and methods without a body.
void Lowering::FieldDeclaration(Id id, ChildList& fields, ChildList& defaults) {
  const Id type = tree_.FieldOf(id, Field::k_type);
  if (type != kNothing && tree_.FieldOf(type, Field::k_body) != kNothing) Declaration(type);  // struct { ... } x;
  const Id default_value = tree_.FieldOf(id, Field::k_default_value);
  const bool is_static = HasWord(id, "static");
  for (Id c = tree_.At(id).first; c != kNothing; c = tree_.At(c).next) {
    if (tree_.At(c).field != Field::k_declarator) continue;
    const Declarator declarator = Read(c);
    if (declarator.function != kNothing && declarator.name != kNothing) {
      // A field that is a pointer to a function has its name in parentheses.
      if (tree_.FieldOf(declarator.function, Field::k_declarator) != kNothing &&
          KindOf(tree_.FieldOf(declarator.function, Field::k_declarator)) == Kind::parenthesized_declarator) continue;
      Function(id, c);
      continue;
    }
    if (declarator.name == kNothing) continue;
    Id value = tree_.FieldOf(c, Field::k_value);
    if (value == kNothing) {  // the one right behind it
      for (Id next = tree_.At(c).next; next != kNothing && tree_.At(next).field != Field::k_declarator; next = tree_.At(next).next) {
        if (tree_.At(next).field == Field::k_default_value) value = next;
      }
    }
    if (value == kNothing && tree_.At(default_value).next == kNothing && default_value != kNothing) value = kNothing;
    if (is_static) {
      const bool constant = HasWord(id, "const") || HasWord(id, "constexpr");
      const NodeId made_type = TypeOf(type, declarator);
      const NodeId made = value == kNothing ? kNoNode : Initializer(c, made_type, value);
      if (made == kNoNode) continue;  // it is defined elsewhere
      const NodeId values = ListOf(NodeKind::kExpressionList, c, made);
      const NodeKind kind = constant && module_.At(made).kind == NodeKind::kLiteral ? NodeKind::kConstant : NodeKind::kVariable;
      const NodeId variable = Add(kind, c, {ListOf(NodeKind::kNameList, c, Name(declarator.name)), TypeOf(type, declarator), values});
      Keep(Add(NodeKind::kDeclarationGroup, id, {variable}, kind == NodeKind::kConstant ? Operator::kConstKeyword : Operator::kVarKeyword), Scopes::kStaticMember);
      continue;
    }
    const NodeId field = Add(NodeKind::kField, c, {TypeOf(type, declarator), Absent(c), Name(declarator.name)});
    Append(fields, field);
    if (value == kNothing) continue;
    const NodeId key = Name(declarator.name);
    Append(defaults, Add(NodeKind::kKeyValue, c, {key, Initializer(c, TypeOf(type, declarator), value)}));
  }
}

// Enumerators are numbers, one more than the one before where none is written.
void Lowering::Enum(Id id) {
  const Id body = tree_.FieldOf(id, Field::k_body), name_id = tree_.FieldOf(id, Field::k_name);
  const std::string name = name_id == kNothing ? std::string() : NameText(name_id);
  if (!name.empty()) {
    const NodeId type = Add(NodeKind::kType, id, {Word(name), Absent(id), Word("int")});
    Keep(Add(NodeKind::kDeclarationGroup, id, {type}, Operator::kTypeKeyword), anonymous_ ? Scopes::kInternal : 0);
  }
  if (body == kNothing) return;
  bool scoped = false;
  for (Id c = tree_.At(id).first; c != kNothing; c = tree_.At(c).next) scoped = scoped || (!tree_.At(c).named && (Source(c) == "class" || Source(c) == "struct"));
  const std::string outer = scope_;
  if (scoped && !name.empty()) scope_ = Join(scope_, name);
  NodeId before = kNoNode;  // the last written value
  int64_t offset = -1;
  std::map<std::string, int64_t, std::less<>> known;
  for (Id c = tree_.FirstNamed(body); c != kNothing; c = tree_.NextNamed(c)) {
    if (KindOf(c) != Kind::enumerator) continue;
    const Id enumerator = tree_.FieldOf(c, Field::k_name), value = tree_.FieldOf(c, Field::k_value);
    if (enumerator == kNothing) continue;
    NodeId made = kNoNode;
    auto same = value == kNothing ? known.end() : known.find(Source(value));
    if (same != known.end()) {  // B = A
      offset = same->second;
      before = kNoNode;
      made = Number(std::to_string(offset), Operator::kInteger);
    } else if (value != kNothing) {
      made = Expression(value);
      const bool literal = module_.At(made).kind == NodeKind::kLiteral && module_.At(made).op == Operator::kInteger;
      const std::string digits(module_.Text(made));
      const bool decimal = literal && digits.size() < 10 && digits.find_first_not_of("0123456789") == std::string::npos;
      before = decimal ? kNoNode : made;
      offset = decimal ? std::stoll(digits) : 0;
    } else if (before == kNoNode) {
      made = Number(std::to_string(++offset), Operator::kInteger);
    } else {  // counted from something that is not a plain number: different from all others is what matters
      made = Number(std::to_string(1'000'000 + ++offset), Operator::kInteger);
    }
    if (before == kNoNode) known.insert_or_assign(std::string(Source(enumerator)), offset);
    const NodeId constant = Add(NodeKind::kConstant, c, {ListOf(NodeKind::kNameList, c, Name(enumerator)), Absent(c), ListOf(NodeKind::kExpressionList, c, made)});
    Keep(Add(NodeKind::kDeclarationGroup, c, {constant}, Operator::kConstKeyword), anonymous_ ? Scopes::kEnumerator | Scopes::kInternal : Scopes::kEnumerator);
  }
  scope_ = outer;
}

}  // namespace mdg::languages::cpp
