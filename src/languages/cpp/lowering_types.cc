// In: type specifiers and declarators. Out: type expressions of the neutral tree. Containers and smart pointers of the standard library,
// Abseil and Seastar are lists, maps and pointers; whatever is a number is `int` or `float64`. See lowering.h.
#include <algorithm>
#include <array>

#include "languages/cpp/lowering.h"

namespace mdg::languages::cpp {

namespace {

template <size_t N>
bool Among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 6> kTexts = {"string", "string_view", "sstring", "basic_string", "basic_sstring", "basic_string_view"};
constexpr std::array<std::string_view, 16> kLists = {"vector", "list", "deque", "array", "set", "unordered_set", "initializer_list", "span",
                                                     "multiset", "forward_list", "small_vector", "chunked_vector", "static_vector", "InlinedVector", "circular_buffer", "flat_set"};
constexpr std::array<std::string_view, 9> kMaps = {"map", "unordered_map", "multimap", "unordered_multimap", "flat_map", "flat_hash_map", "node_hash_map", "btree_map", "bimap"};
constexpr std::array<std::string_view, 14> kPointers = {"unique_ptr", "shared_ptr", "lw_shared_ptr", "weak_ptr", "foreign_ptr", "optional", "reference_wrapper",
                                                        "intrusive_ptr", "scoped_refptr", "future", "sharded", "raw_ptr", "not_null", "optimized_optional"};
constexpr std::array<std::string_view, 5> kFunctions = {"function", "noncopyable_function", "move_only_function", "function_ref", "AnyInvocable"};

std::string_view LastPart(std::string_view name) {
  const size_t at = name.rfind("::");
  return at == std::string_view::npos ? name : name.substr(at + 2);
}

// std, absl, boost and seastar have things of these names; others may call something else a map.
bool IsStandard(std::string_view name) {
  if (name.find("::") == std::string_view::npos) return true;
  for (std::string_view prefix : {"std::", "absl::", "boost::", "seastar::", "utils::", "folly::", "gsl::"}) {
    if (name.starts_with(prefix)) return true;
  }
  return false;
}

std::string_view BasicName(std::string_view name) {
  if (name.starts_with("std::")) name.remove_prefix(5);
  if (name == "bool") return "bool";
  if (name.find("double") != std::string_view::npos || name == "float") return "float64";
  static constexpr std::array<std::string_view, 8> kIntegers = {"size_t", "ssize_t", "uint", "ptrdiff_t", "time_t", "off_t", "byte", "nullptr_t"};
  if (Among(kIntegers, name)) return "int";
  if ((name.starts_with("int") || name.starts_with("uint")) && name.ends_with("_t")) return "int";
  for (std::string_view word : {"int", "long", "short", "char", "unsigned", "signed"}) {
    if (name.starts_with(word) && (name.size() == word.size() || name[word.size()] == ' ' || name == "char8_t")) return "int";
  }
  return {};
}

}  // namespace

NodeId Lowering::Wrapped(Id at, NodeId type) {
  const Node& node = module_.At(type);
  const std::string_view name = node.kind == NodeKind::kName ? module_.Text(node) : std::string_view();
  if (node.kind == NodeKind::kName && (name == "string" || name == "int" || name == "float64" || name == "bool")) return type;
  if (node.kind != NodeKind::kName && node.kind != NodeKind::kMember) return type;
  return Add(NodeKind::kDereference, at, {type});
}

NodeId Lowering::TypeDescriptor(Id descriptor) {
  if (KindOf(descriptor) != Kind::type_descriptor) return Type(descriptor);
  const Id declarator = tree_.FieldOf(descriptor, Field::k_declarator);
  Declarator read;
  if (declarator != kNothing) read = Read(declarator);
  if (declarator != kNothing && KindOf(declarator) == Kind::abstract_function_declarator) read.function = declarator;
  return TypeOf(tree_.FieldOf(descriptor, Field::k_type), read);
}

NodeId Lowering::TypeOf(Id type, const Declarator& declarator) {
  if (type == kNothing) return Absent(1);
  if (declarator.function != kNothing && declarator.name == kNothing) {  // R(A, B)
    const NodeId parameters = Parameters(tree_.FieldOf(declarator.function, Field::k_parameters));
    return Add(NodeKind::kFunctionType, type, {parameters, Results(type, type, {})});
  }
  const std::string source(Source(type));
  if (declarator.pointer && (source == "char")) return Word("string");
  if (declarator.array && source == "char") return Word("string");
  NodeId made = Type(type);
  if (module_.At(made).kind == NodeKind::kNone) return made;
  if (declarator.array && declarator.pointer && source == "char") return made;
  if (declarator.pointer) made = Wrapped(type, made);
  if (declarator.array) made = Add(NodeKind::kArrayType, type, {Absent(type), made});
  return made;
}

NodeId Lowering::Type(Id type) {
  Nesting nesting(*this);
  if (nesting.TooDeep() || type == kNothing) return Absent(1);
  switch (KindOf(type)) {
    case Kind::primitive_type:
    case Kind::sized_type_specifier: {
      const std::string_view basic = BasicName(Source(type));
      return basic.empty() ? Absent(type) : Word(basic);
    }
    case Kind::type_identifier:
    case Kind::identifier:
    case Kind::qualified_identifier:
    case Kind::template_type:
    case Kind::dependent_type:
    case Kind::dependent_name: return Template(type);
    case Kind::type_descriptor: return TypeDescriptor(type);
    case Kind::class_specifier:
    case Kind::struct_specifier:
    case Kind::union_specifier:
    case Kind::enum_specifier: {
      const Id name = tree_.FieldOf(type, Field::k_name);
      return name == kNothing ? Absent(type) : Name(name);
    }
    default: return Absent(type);
  }
}

// std::vector<T>, ns::thing<T>, a::b
NodeId Lowering::Template(Id type) {
  const std::string text = NameText(type);
  const std::string_view last = LastPart(text);
  if (text == "auto" || text == "void") return Absent(type);
  if (IsStandard(text) && Among(kTexts, last)) return Word("string");
  if (const std::string_view basic = BasicName(text); !basic.empty()) return Word(basic);
  Id arguments = kNothing, inner = type;
  while (KindOf(inner) == Kind::qualified_identifier || KindOf(inner) == Kind::dependent_type || KindOf(inner) == Kind::dependent_name) {
    const Id name = tree_.FieldOf(inner, Field::k_name);
    inner = name != kNothing ? name : tree_.FirstNamed(inner);
    if (inner == kNothing) return Name(type);
  }
  if (KindOf(inner) == Kind::template_type || KindOf(inner) == Kind::template_function) arguments = tree_.FieldOf(inner, Field::k_arguments);
  if (arguments == kNothing || !IsStandard(text)) return Name(type);
  const Id first = tree_.FirstNamed(arguments);
  if (first == kNothing) return Name(type);
  if (Among(kLists, last)) return Add(NodeKind::kArrayType, type, {Absent(type), TypeDescriptor(first)});
  if (Among(kPointers, last)) return Wrapped(type, TypeDescriptor(first));
  const Id second = tree_.NextNamed(first);
  if (Among(kMaps, last) && second != kNothing) return Add(NodeKind::kMapType, type, {TypeDescriptor(first), TypeDescriptor(second)});
  if (Among(kFunctions, last)) {
    const NodeId function = TypeDescriptor(first);
    return module_.At(function).kind == NodeKind::kFunctionType ? function : Absent(type);
  }
  return Name(type);
}

}  // namespace mdg::languages::cpp
