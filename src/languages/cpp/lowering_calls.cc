// In: call expressions. Out: calls of the neutral tree. What the standard library, fmt and Abseil do to texts and containers is said in
// the words the evaluator has for it (append, fmt.Sprintf, an index). See lowering.h.
#include <algorithm>

#include "languages/cpp/lowering.h"

namespace mdg::languages::cpp {

namespace {

std::string_view LastPart(std::string_view name) {
  const size_t at = name.rfind("::");
  return at == std::string_view::npos ? name : name.substr(at + 2);
}

bool IsOneOf(std::string_view name, std::initializer_list<std::string_view> names) { return std::find(names.begin(), names.end(), name) != names.end(); }

}  // namespace

Lowering::ChildList Lowering::Arguments(Id list) {
  ChildList arguments;
  if (list == kNothing) return arguments;
  for (Id c = tree_.FirstNamed(list); c != kNothing; c = tree_.NextNamed(c)) Append(arguments, Expression(c));
  return arguments;
}

NodeId Lowering::CallExpression(Id id) {
  const Id callee = tree_.FieldOf(id, Field::k_function), list = tree_.FieldOf(id, Field::k_arguments);
  if (callee == kNothing || list == kNothing) return Error(id);
  NodeId made = kNoNode;
  if (KindOf(callee) == Kind::field_expression) {
    if (MethodCall(id, callee, made)) return made;
  } else if (StandardCall(id, callee, made)) {
    return made;
  }
  ChildList children;
  Append(children, Expression(callee));
  const ChildList arguments = Arguments(list);
  if (arguments.first != kNoNode) module_.nodes[children.last].next = arguments.first, children.last = arguments.last;
  return Add(NodeKind::kCall, id, children);
}

// x.get(), x.c_str(), m.at(k) ...: what these are is the same whatever x is.
bool Lowering::MethodCall(Id id, Id callee, NodeId& made) {
  const Id object = tree_.FieldOf(callee, Field::k_argument), field = tree_.FieldOf(callee, Field::k_field);
  if (object == kNothing || field == kNothing) return false;
  const std::string name = NameText(field);
  const Id list = tree_.FieldOf(id, Field::k_arguments);
  const Id first = tree_.FirstNamed(list);
  if (first == kNothing) {
    if (IsOneOf(name, {"length", "size", "empty"})) {
      made = Call(id, Word("len"), {Expression(object)});
      if (name == "empty") made = Add(NodeKind::kBinary, id, {made, Number("0", Operator::kInteger)}, Operator::kEqual);
      return true;
    }
    if (!IsOneOf(name, {"c_str", "str", "get", "value", "begin", "data", "lock", "local", "string"})) return false;
    if (name == "str" || name == "string") return false;
    made = Expression(object);
    return true;
  }
  if (name == "at" && tree_.NextNamed(first) == kNothing) {
    made = Add(NodeKind::kIndex, id, {Expression(object), Expression(first)});
    return true;
  }
  if (name == "value_or" && tree_.NextNamed(first) == kNothing) return false;
  return false;
}

// Texts put one after the other, numbers among them written out.
NodeId Lowering::TextOf(Id at, ChildList arguments) {
  std::string format;
  for (NodeId a = arguments.first; a != kNoNode; a = module_.At(a).next) format += "%v";
  ChildList all;
  Append(all, StringNode(at, std::move(format)));
  if (arguments.first != kNoNode) module_.nodes[all.last].next = arguments.first, all.last = arguments.last;
  return GoCall(at, "fmt", "Sprintf", all);
}

// fmt::format("{}_{:d}", a, b) becomes fmt.Sprintf with "%v_%v", a, b.
NodeId Lowering::Format(Id id, Id first) {
  Id literal = first;
  if (KindOf(literal) == Kind::call_expression) {  // FMT_STRING("..."), FMT_COMPILE("...")
    const Id inner = tree_.FirstNamed(tree_.FieldOf(literal, Field::k_arguments));
    if (inner != kNothing) literal = inner;
  }
  if (!IsString(literal)) return kNoNode;
  const std::string text = StringValue(literal);
  std::vector<Id> given;
  for (Id a = tree_.NextNamed(first); a != kNothing; a = tree_.NextNamed(a)) given.push_back(a);
  std::string format;
  std::vector<size_t> order;
  size_t next = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c == '{' || c == '}') && i + 1 < text.size() && text[i + 1] == c) {
      format += c;
      ++i;
    } else if (c == '{') {
      const size_t close = text.find('}', i);
      if (close == std::string::npos) return kNoNode;
      const std::string inside = text.substr(i + 1, close - i - 1);
      const std::string which = inside.substr(0, inside.find(':'));
      size_t index = 0;
      if (which.empty()) index = next++;
      else if (which.find_first_not_of("0123456789") == std::string::npos && which.size() < 3) index = static_cast<size_t>(std::stoi(which));
      else return kNoNode;
      if (index >= given.size()) return kNoNode;
      order.push_back(index);
      format += "%v";
      i = close;
    } else {
      format += c;
      if (c == '%') format += '%';
    }
  }
  ChildList arguments;
  Append(arguments, StringNode(literal, std::move(format)));
  for (size_t index : order) Append(arguments, Expression(given[index]));
  return GoCall(id, "fmt", "Sprintf", arguments);
}

bool Lowering::StandardCall(Id id, Id callee, NodeId& made) {
  const std::string name = NameText(callee);
  const std::string_view last = LastPart(name);
  const bool standard = name.starts_with("std::") || name == last || name.starts_with("seastar::") || name.starts_with("absl::");
  const Id list = tree_.FieldOf(id, Field::k_arguments);
  const Id first = tree_.FirstNamed(list);
  const bool one = first != kNothing && tree_.NextNamed(first) == kNothing;
  if (one && IsOneOf(last, {"move", "forward", "ref", "cref", "as_const", "addressof", "static_cast", "dynamic_cast", "const_cast", "reinterpret_cast",
                            "static_pointer_cast", "dynamic_pointer_cast", "move_if_noexcept", "to_sstring_view"}) && (standard || last == "move")) {
    made = Expression(first);
    return true;
  }
  if (IsOneOf(last, {"make_unique", "make_shared", "make_lw_shared", "make_optional", "make_foreign", "make_intrusive"})) {
    Id function = callee;
    while (KindOf(function) == Kind::qualified_identifier) function = tree_.FieldOf(function, Field::k_name);
    const Id templates = function == kNothing ? kNothing : tree_.FieldOf(function, Field::k_arguments);
    const Id type = templates == kNothing ? kNothing : tree_.FirstNamed(templates);
    if (type != kNothing) {
      made = Initializer(id, TypeDescriptor(type), list);
    } else {
      made = first == kNothing ? Absent(id) : Expression(first);
    }
    return true;
  }
  if (one && IsOneOf(name, {"std::unique_ptr", "std::shared_ptr", "std::weak_ptr", "unique_ptr", "shared_ptr"})) {  // of a pointer: the same
    made = Expression(first);
    return true;
  }
  if (one && standard && IsOneOf(last, {"string", "sstring", "string_view", "to_string", "to_sstring", "basic_string", "basic_sstring"})) {
    if (IsOneOf(last, {"to_string", "to_sstring"})) made = TextOf(id, Arguments(list));
    else made = Expression(first);
    return true;
  }
  if (first != kNothing && ((IsOneOf(last, {"format"}) && IsOneOf(name, {"fmt::format", "std::format", "format", "seastar::format", "folly::format"})) ||
                            name == "absl::Substitute")) {
    if (last == "format") made = Format(id, first);
    return made != kNoNode;
  }
  if (first != kNothing && IsOneOf(name, {"absl::StrCat", "StrCat", "folly::to"})) {
    made = TextOf(id, Arguments(list));
    return true;
  }
  if (one && IsOneOf(name, {"boost::to_lower_copy", "boost::algorithm::to_lower_copy", "absl::AsciiStrToLower"})) {
    made = GoCall(id, "strings", "ToLower", Arguments(list));
    return true;
  }
  if (one && IsOneOf(name, {"boost::to_upper_copy", "boost::algorithm::to_upper_copy", "absl::AsciiStrToUpper"})) {
    made = GoCall(id, "strings", "ToUpper", Arguments(list));
    return true;
  }
  const Kind kind = KindOf(callee);
  if (kind == Kind::primitive_type && one) {  // int(x)
    made = Expression(first);
    return true;
  }
  // std::vector<T>(...), std::map<K, V>(): a type, not a function
  if (kind == Kind::template_function || kind == Kind::qualified_identifier) {
    const NodeId type = Template(callee);
    const NodeKind what = module_.At(type).kind;
    if (what == NodeKind::kArrayType || what == NodeKind::kMapType) {
      made = Initializer(id, type, list);
      return true;
    }
  }
  return false;
}

}  // namespace mdg::languages::cpp
