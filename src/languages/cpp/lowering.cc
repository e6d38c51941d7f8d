// In: parts of a Tree. Out: nodes, words and names: what every part of the lowering uses. See lowering.h.
#include "languages/cpp/lowering.h"

#include <cctype>

namespace mdg::languages::cpp {

void Lowering::Run() {
  module_.nodes.clear();
  module_.nodes.reserve(tree_.parts.size());
  module_.nodes.emplace_back();
  const auto size = static_cast<uint32_t>(module_.text.size());
  if (tree_.parts.size() > 1) Declarations(1);
  module_.nodes.push_back({NodeKind::kFile, Operator::kNone, kNoFlags, 0, size, declarations_.first, kNoNode});
  module_.root = static_cast<NodeId>(module_.nodes.size() - 1);
}

NodeId Lowering::Add(NodeKind kind, Id at, ChildList children, Operator op, uint16_t flags) {
  const Part& part = tree_.At(at);
  module_.nodes.push_back({kind, op, flags, part.begin, part.end, children.first, kNoNode});
  return static_cast<NodeId>(module_.nodes.size() - 1);
}

NodeId Lowering::Add(NodeKind kind, Id at, std::initializer_list<NodeId> children, Operator op, uint16_t flags) {
  ChildList list;
  for (NodeId child : children) Append(list, child);
  return Add(kind, at, list, op, flags);
}

void Lowering::Append(ChildList& list, NodeId child) {
  if (child == kNoNode) return;
  if (list.last == kNoNode) list.first = child;
  else module_.nodes[list.last].next = child;
  list.last = child;
}

std::pair<uint32_t, uint32_t> Lowering::Tail(std::string_view text) {
  auto found = words_.find(text);
  if (found == words_.end()) {
    found = words_.emplace(std::string(text), static_cast<uint32_t>(module_.text.size() + 1)).first;
    module_.text += '\n';
    module_.text += found->first;  // not `text`, which may be a part of what has just grown
  }
  return {found->second, found->second + static_cast<uint32_t>(found->first.size())};
}

NodeId Lowering::Word(std::string_view word) {
  const auto [begin, end] = Tail(word);
  module_.nodes.push_back({NodeKind::kName, Operator::kNone, kNoFlags, begin, end, kNoNode, kNoNode});
  return static_cast<NodeId>(module_.nodes.size() - 1);
}

NodeId Lowering::Number(std::string_view digits, Operator op) {
  const auto [begin, end] = Tail(digits);
  module_.nodes.push_back({NodeKind::kLiteral, op, kNoFlags, begin, end, kNoNode, kNoNode});
  return static_cast<NodeId>(module_.nodes.size() - 1);
}

NodeId Lowering::StringNode(Id at, std::string value) {
  const NodeId node = Add(NodeKind::kLiteral, at, ChildList{}, Operator::kString, kDecoded);
  module_.nodes[node].first = static_cast<NodeId>(module_.strings.size());
  module_.strings.push_back(std::move(value));
  return node;
}

NodeId Lowering::Call(Id at, NodeId callee, std::initializer_list<NodeId> arguments) {
  ChildList children;
  Append(children, callee);
  for (NodeId argument : arguments) Append(children, argument);
  return Add(NodeKind::kCall, at, children);
}

// A function of Go's own packages that does the same.
NodeId Lowering::GoCall(Id at, std::string_view package, std::string_view name, ChildList arguments) {
  bool imported = false;
  for (const Import& import : module_.imports) imported = imported || import.alias == package;
  if (!imported) module_.imports.push_back({std::string(package), std::string(package), 0});
  ChildList children;
  Append(children, Member(at, Word(package), Word(name)));
  if (arguments.first != kNoNode) {
    module_.nodes[children.last].next = arguments.first;
    children.last = arguments.last;
  }
  return Add(NodeKind::kCall, at, children);
}

NodeId Lowering::ListOf(NodeKind kind, Id at, NodeId only) { return Add(kind, at, {only}); }

std::string Lowering::Join(std::string_view scope, std::string_view name) {
  if (scope.empty()) return std::string(name);
  return std::string(scope) + "::" + std::string(name);
}

// a :: b<int, c<d>> ::c   ->   a::b::c
std::string Lowering::NameText(Id at) const {
  const std::string_view source = Source(at);
  std::string text;
  int depth = 0;
  for (size_t i = 0; i < source.size(); ++i) {
    const char c = source[i];
    if (c == '<' && !(i + 1 < source.size() && (source[i + 1] == '<' || source[i + 1] == '='))) ++depth;
    else if (c == '>' && depth > 0) --depth;
    else if (depth == 0 && !std::isspace(static_cast<unsigned char>(c))) text += c;
  }
  if (text.starts_with("template")) text.erase(0, 8);
  if (const size_t dependent = text.find("::template"); dependent != std::string::npos) text.erase(dependent + 2, 8);
  if (text.starts_with("typename")) text.erase(0, 8);
  if (text.starts_with("::")) text.erase(0, 2);
  return text;
}

NodeId Lowering::Name(Id at) {
  const std::string text = NameText(at);
  if (text == Source(at)) return Add(NodeKind::kName, at, ChildList{});
  const auto [begin, end] = Tail(text);
  const NodeId node = Add(NodeKind::kName, at, ChildList{});
  module_.nodes[node].begin = begin;
  module_.nodes[node].end = end;
  return node;
}

}  // namespace mdg::languages::cpp
