// The concrete syntax tree of one C++ file, copied out of tree-sitter into a flat array.
//
// In: bytes. Out: Tree: nodes with children as linked lists, kinds and fields as small numbers. The copy is made with a cursor, without
// recursion, and limits depth and size; comments are left out. Nothing of tree-sitter is seen by who uses it. Deliberately no meaning:
// see lowering.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mdg::languages::cpp {

using Id = uint32_t;
inline constexpr Id kNothing = 0;  // index 0 of every tree is unused

// Node kinds, named after the grammar's; kOther is every kind not listed.
#define MDG_CPP_KINDS(X)                                                                                                          \
  X(ERROR) X(translation_unit) X(namespace_definition) X(nested_namespace_specifier) X(namespace_identifier) X(declaration_list)  \
  X(linkage_specification) X(template_declaration) X(template_parameter_list) X(class_specifier) X(struct_specifier)              \
  X(union_specifier) X(enum_specifier) X(enumerator_list) X(enumerator) X(base_class_clause) X(field_declaration_list)            \
  X(field_declaration) X(function_definition) X(declaration) X(alias_declaration) X(type_definition) X(using_declaration)         \
  X(namespace_alias_definition) X(preproc_include) X(preproc_def) X(preproc_function_def) X(preproc_if) X(preproc_ifdef)          \
  X(preproc_elif) X(preproc_elifdef) X(preproc_else) X(preproc_arg) X(preproc_params) X(init_declarator) X(function_declarator)   \
  X(pointer_declarator) X(reference_declarator) X(array_declarator) X(parenthesized_declarator) X(structured_binding_declarator)  \
  X(abstract_function_declarator) X(abstract_pointer_declarator) X(abstract_reference_declarator) X(abstract_array_declarator)    \
  X(variadic_declarator) X(attributed_declarator) X(parameter_list) X(parameter_declaration) X(optional_parameter_declaration)    \
  X(variadic_parameter_declaration) X(field_initializer_list) X(field_initializer) X(argument_list) X(initializer_list)           \
  X(initializer_pair) X(field_designator) X(default_method_clause) X(delete_method_clause) X(trailing_return_type)                \
  X(storage_class_specifier) X(type_qualifier) X(type_descriptor) X(primitive_type) X(sized_type_specifier) X(type_identifier)    \
  X(template_type) X(template_argument_list) X(placeholder_type_specifier) X(dependent_type) X(identifier)            \
  X(field_identifier) X(qualified_identifier) X(template_function) X(template_method) X(dependent_name) X(operator_name)          \
  X(operator_cast) X(destructor_name) X(number_literal) X(string_literal) X(raw_string_literal) X(concatenated_string)            \
  X(char_literal) X(user_defined_literal) X(call_expression) X(field_expression) X(subscript_expression)                          \
  X(subscript_argument_list) X(binary_expression) X(unary_expression) X(pointer_expression) X(update_expression)                  \
  X(assignment_expression) X(parenthesized_expression) X(conditional_expression) X(cast_expression) X(new_expression)             \
  X(lambda_expression) X(compound_literal_expression) X(comma_expression) X(co_await_expression) X(co_return_statement)           \
  X(co_yield_statement) X(compound_statement) X(expression_statement) X(if_statement) X(else_clause) X(condition_clause)          \
  X(init_statement) X(for_statement) X(for_range_loop) X(while_statement) X(do_statement) X(switch_statement) X(case_statement)   \
  X(return_statement) X(break_statement) X(continue_statement) X(try_statement) X(labeled_statement) X(throw_statement)           \
  X(attributed_statement) X(parameter_pack_expansion) X(friend_declaration) X(comment)

enum class Kind : uint8_t {
  kOther,  // a kind not listed, and every anonymous one ("+", "{")
#define MDG_CPP_KIND(name) name,
  MDG_CPP_KINDS(MDG_CPP_KIND)
#undef MDG_CPP_KIND
};

// Fields of the grammar, spelled as there.
#define MDG_CPP_FIELDS(X)                                                                                                   \
  X(name) X(body) X(type) X(declarator) X(value) X(default_value) X(parameters) X(arguments) X(function) X(argument) X(field) \
  X(indices) X(left) X(right) X(condition) X(consequence) X(alternative) X(initializer) X(update) X(scope) X(path)          \
  X(designator) X(base) X(operator) X(captures) X(size)

enum class Field : uint8_t {
  kNone,
#define MDG_CPP_FIELD(name) k_##name,
  MDG_CPP_FIELDS(MDG_CPP_FIELD)
#undef MDG_CPP_FIELD
};

struct Part {
  Kind kind = Kind::kOther;
  Field field = Field::kNone;  // which it is of its parent
  bool named = false;
  uint32_t begin = 0, end = 0;
  Id first = kNothing, next = kNothing;
};

struct Tree {
  std::vector<Part> parts;  // parts[0] is unused; parts[1] is the root
  bool gave_up = false;     // too large, or the parser took too long: there is no tree

  const Part& At(Id id) const { return parts[id]; }
  Kind KindOf(Id id) const { return parts[id].kind; }
  Id FieldOf(Id id, Field field) const {
    for (Id c = parts[id].first; c != kNothing; c = parts[c].next) {
      if (parts[c].field == field) return c;
    }
    return kNothing;
  }
  Id ChildOf(Id id, Kind kind) const {
    for (Id c = parts[id].first; c != kNothing; c = parts[c].next) {
      if (parts[c].kind == kind) return c;
    }
    return kNothing;
  }
  // The first named child from `child` on, itself included.
  Id Named(Id child) const {
    while (child != kNothing && !parts[child].named) child = parts[child].next;
    return child;
  }
  Id FirstNamed(Id id) const { return Named(parts[id].first); }
  Id NextNamed(Id id) const { return Named(parts[id].next); }
};

Tree ParseTree(std::string_view text);

}  // namespace mdg::languages::cpp
