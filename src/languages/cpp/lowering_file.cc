// In: the declarations of a file, inside namespaces or not. Out: declarations of the neutral tree, all at its top. See lowering.h.
#include "languages/cpp/lowering.h"

namespace mdg::languages::cpp {

void Lowering::Keep(NodeId node, uint8_t flags) {
  Append(declarations_, node);
  module_.scopes.declarations.push_back({node, scope_, flags});
}

bool Lowering::HasWord(Id declaration, std::string_view word) const {
  for (Id c = tree_.At(declaration).first; c != kNothing; c = tree_.At(c).next) {
    const Kind kind = KindOf(c);
    if ((kind == Kind::storage_class_specifier || kind == Kind::type_qualifier) && Source(c) == word) return true;
  }
  return false;
}

void Lowering::Declarations(Id parent) {
  for (Id c = tree_.FirstNamed(parent); c != kNothing; c = tree_.NextNamed(c)) Declaration(c);
}

void Lowering::Declaration(Id id) {
  Nesting nesting(*this);
  if (nesting.TooDeep()) return;
  switch (KindOf(id)) {
    case Kind::namespace_definition: return Namespace(id);
    case Kind::linkage_specification: {
      const Id body = tree_.FieldOf(id, Field::k_body);
      if (body != kNothing) KindOf(body) == Kind::declaration_list ? Declarations(body) : Declaration(body);
      return;
    }
    case Kind::ERROR:  // what was understood inside
    case Kind::declaration_list:
    case Kind::preproc_if:
    case Kind::preproc_ifdef:
    case Kind::preproc_elif:
    case Kind::preproc_elifdef:
    case Kind::preproc_else: return Declarations(id);
    case Kind::template_declaration:
      for (Id c = tree_.FirstNamed(id); c != kNothing; c = tree_.NextNamed(c)) {
        if (KindOf(c) != Kind::template_parameter_list) Declaration(c);
      }
      return;
    case Kind::class_specifier:
    case Kind::struct_specifier:
    case Kind::union_specifier: return Class(id);
    case Kind::enum_specifier: return Enum(id);
    case Kind::function_definition: {
      const Id type = tree_.FieldOf(id, Field::k_type);
      if (type != kNothing && tree_.FieldOf(type, Field::k_body) != kNothing) Declaration(type);
      return Function(id, tree_.FieldOf(id, Field::k_declarator));
    }
    case Kind::field_declaration: {  // a template's member
      ChildList fields, defaults;
      return FieldDeclaration(id, fields, defaults);
    }
    case Kind::declaration: return Variables(id);
    case Kind::alias_declaration: return Alias(id);
    case Kind::type_definition: return TypeDefinition(id);
    case Kind::using_declaration: return Using(id);
    case Kind::namespace_alias_definition: return NamespaceAlias(id);
    case Kind::preproc_include: return Include(id);
    case Kind::preproc_def: return Define(id);
    default: return;
  }
}

void Lowering::Namespace(Id id) {
  const Id body = tree_.FieldOf(id, Field::k_body), name = tree_.FieldOf(id, Field::k_name);
  if (body == kNothing) return;
  const std::string outer = scope_;
  const bool outer_anonymous = anonymous_;
  if (name == kNothing) anonymous_ = true;
  else scope_ = Join(scope_, NameText(name));
  module_.scopes.namespaces.push_back(scope_);
  Declarations(body);
  scope_ = outer;
  anonymous_ = outer_anonymous;
}

void Lowering::Include(Id id) {
  const Id path = tree_.FieldOf(id, Field::k_path);
  const std::string_view written = path == kNothing ? std::string_view() : Source(path);
  if (written.size() > 2) module_.scopes.includes.emplace_back(written.substr(1, written.size() - 2));
}

// #define NAME "text", 5 or another name
void Lowering::Define(Id id) {
  const Id name = tree_.FieldOf(id, Field::k_name), value = tree_.FieldOf(id, Field::k_value);
  if (name == kNothing || value == kNothing) return;
  std::string_view text = Source(value);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' || text.back() == '\n')) text.remove_suffix(1);
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  NodeId made = kNoNode;
  const auto number = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"' && text.substr(1, text.size() - 2).find_first_of("\"\\") == std::string_view::npos) {
    made = StringNode(value, std::string(text.substr(1, text.size() - 2)));
  } else if (!text.empty() && number(text.front()) && text.find_first_not_of("0123456789.") == std::string_view::npos) {
    made = Number(text, text.find('.') == std::string_view::npos ? Operator::kInteger : Operator::kFloat);
  }
  if (made == kNoNode) return;
  const NodeId constant = Add(NodeKind::kConstant, id, {ListOf(NodeKind::kNameList, id, Name(name)), Absent(id), ListOf(NodeKind::kExpressionList, id, made)});
  const std::string outer = std::exchange(scope_, {});  // macros know no namespaces
  Keep(Add(NodeKind::kDeclarationGroup, id, {constant}, Operator::kConstKeyword));
  scope_ = outer;
}

// using namespace a::b; using a::b::c;
void Lowering::Using(Id id) {
  const Id target = tree_.FirstNamed(id);
  if (target == kNothing) return;
  const std::string text = NameText(target);
  bool whole = false;
  for (Id c = tree_.At(id).first; c != kNothing; c = tree_.At(c).next) whole = whole || Source(c) == "namespace";
  const size_t at = text.rfind("::");
  const std::string last = at == std::string::npos ? text : text.substr(at + 2);
  if (!whole && at == std::string::npos) return;
  module_.scopes.usings.push_back({scope_, whole ? std::string() : last, text});
}

void Lowering::NamespaceAlias(Id id) {
  const Id name = tree_.FieldOf(id, Field::k_name);
  if (name == kNothing) return;
  Id target = kNothing;
  for (Id c = tree_.FirstNamed(id); c != kNothing; c = tree_.NextNamed(c)) {
    if (c != name) target = c;
  }
  if (target != kNothing) module_.scopes.usings.push_back({scope_, std::string(Source(name)), NameText(target)});
}

// using Labels = std::map<std::string, std::string>;
void Lowering::Alias(Id id) {
  const Id name = tree_.FieldOf(id, Field::k_name), type = tree_.FieldOf(id, Field::k_type);
  if (name == kNothing || type == kNothing) return;
  const NodeId target = TypeDescriptor(type);
  const NodeId made = Add(NodeKind::kType, id, {Name(name), Absent(id), target}, Operator::kNone, kAlias);
  Keep(Add(NodeKind::kDeclarationGroup, id, {made}, Operator::kTypeKeyword), anonymous_ ? Scopes::kInternal : 0);
}

void Lowering::TypeDefinition(Id id) {
  const Id type = tree_.FieldOf(id, Field::k_type);
  if (type == kNothing) return;
  if (tree_.FieldOf(type, Field::k_body) != kNothing) Declaration(type);
  const Id declarator = tree_.FieldOf(id, Field::k_declarator);
  if (declarator == kNothing || KindOf(declarator) != Kind::type_identifier) return;
  if (tree_.FieldOf(type, Field::k_name) == kNothing && tree_.FieldOf(type, Field::k_body) != kNothing) return;
  const NodeId made = Add(NodeKind::kType, id, {Name(declarator), Absent(id), Type(type)}, Operator::kNone, kAlias);
  Keep(Add(NodeKind::kDeclarationGroup, id, {made}, Operator::kTypeKeyword), anonymous_ ? Scopes::kInternal : 0);
}

void Lowering::Variables(Id id) {
  const Id type = tree_.FieldOf(id, Field::k_type);
  if (type != kNothing && tree_.FieldOf(type, Field::k_body) != kNothing) Declaration(type);
  const bool constant = HasWord(id, "const") || HasWord(id, "constexpr") || HasWord(id, "constinit");
  uint8_t flags = HasWord(id, "static") || anonymous_ ? Scopes::kInternal : 0;
  for (Id c = tree_.At(id).first; c != kNothing; c = tree_.At(c).next) {
    if (tree_.At(c).field != Field::k_declarator) continue;
    const Declarator declarator = Read(c);
    if (declarator.function != kNothing && KindOf(c) != Kind::init_declarator) {
      Function(id, c);
      continue;
    }
    if (HasWord(id, "extern")) continue;
    DeclareVariable(id, c, constant, flags);
  }
}

void Lowering::DeclareVariable(Id id, Id c, bool constant, uint8_t flags) {
  const Declarator declarator = Read(c);
  if (declarator.name == kNothing) return;
  const Id type = tree_.FieldOf(id, Field::k_type), value = tree_.FieldOf(c, Field::k_value);
  const NodeId made = value == kNothing ? kNoNode : Initializer(c, TypeOf(type, declarator), value);
  const NodeKind kind = constant && made != kNoNode && module_.At(made).kind == NodeKind::kLiteral ? NodeKind::kConstant : NodeKind::kVariable;
  const NodeId values = made == kNoNode ? Absent(c) : ListOf(NodeKind::kExpressionList, c, made);
  const NodeId variable = Add(kind, c, {ListOf(NodeKind::kNameList, c, Name(declarator.name)), TypeOf(type, declarator), values});
  Keep(Add(NodeKind::kDeclarationGroup, id, {variable}, kind == NodeKind::kConstant ? Operator::kConstKeyword : Operator::kVarKeyword), flags);
}

}  // namespace mdg::languages::cpp
