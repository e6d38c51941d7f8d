// What every front end promises about a Module.
//
// In: a Module. Out: a crash when a promise is broken: indices in range, no node reached twice, texts and places within the file,
// children of the kinds with fixed layouts all there, depth limited, Dump total. Deliberately no language.
#pragma once

#include <vector>

#include "base/check.h"
#include "model/module.h"

namespace mdg {

inline constexpr size_t kDeepestTree = 12000;  // what model/syntax.h promises, with room for what stands around a declaration

// How many children a kind has at least, as its layout in model/syntax.h says.
inline int FewestChildren(NodeKind kind) {
  switch (kind) {
    case NodeKind::kFunction:
      return 5;
    case NodeKind::kSlice:
    case NodeKind::kIf:
    case NodeKind::kFor:
    case NodeKind::kRange:
      return 4;
    case NodeKind::kConstant:
    case NodeKind::kVariable:
    case NodeKind::kType:
    case NodeKind::kTypeSwitch:
      return 3;
    case NodeKind::kMember:
    case NodeKind::kKeyValue:
    case NodeKind::kBinary:
    case NodeKind::kTypeAssertion:
    case NodeKind::kFunctionLiteral:
    case NodeKind::kArrayType:
    case NodeKind::kMapType:
    case NodeKind::kFunctionType:
    case NodeKind::kField:
    case NodeKind::kImport:
    case NodeKind::kAssign:
    case NodeKind::kSwitch:
    case NodeKind::kSend:
    case NodeKind::kLabeled:
      return 2;
    case NodeKind::kCall:
    case NodeKind::kComposite:
    case NodeKind::kUnary:
    case NodeKind::kDereference:
    case NodeKind::kParenthesis:
    case NodeKind::kIndex:
    case NodeKind::kChannelType:
    case NodeKind::kEllipsis:
    case NodeKind::kIncrement:
    case NodeKind::kCase:
    case NodeKind::kGo:
    case NodeKind::kDefer:
    case NodeKind::kBranch:
      return 1;
    default:
      return 0;
  }
}

inline void CheckNode(const Module& module, const Node& node) {
  MDG_CHECK(node.kind <= NodeKind::kError);
  MDG_CHECK(node.begin <= node.end && node.end <= module.text.size());
  MDG_CHECK(node.next < module.nodes.size());
  if (node.kind == NodeKind::kLiteral) {
    MDG_CHECK(!(node.flags & kDecoded) ? node.first == kNoNode : node.first < module.strings.size());
    if (node.op == Operator::kString) (void)module.StringValue(node).size();
    return;
  }
  MDG_CHECK(node.first < module.nodes.size());
  int children = 0;
  for (NodeId child = node.first; child != kNoNode && children < 6; child = module.At(child).next) ++children;
  MDG_CHECK(children >= FewestChildren(node.kind));
}

inline void CheckTree(const Module& module) {
  struct Visit {
    NodeId node;
    size_t depth;
  };
  MDG_CHECK(module.root != kNoNode && module.root < module.nodes.size());
  MDG_CHECK(module.At(module.root).kind == NodeKind::kFile && module.nodes[0] == Node());
  std::vector<bool> seen(module.nodes.size());
  std::vector<Visit> open = {{module.root, 0}};
  while (!open.empty()) {
    const Visit visit = open.back();
    open.pop_back();
    if (visit.node == kNoNode) continue;
    MDG_CHECK(!seen[visit.node]);
    MDG_CHECK(visit.depth < kDeepestTree);
    seen[visit.node] = true;
    const Node& node = module.At(visit.node);
    CheckNode(module, node);
    open.push_back({node.next, visit.depth});
    if (node.kind != NodeKind::kLiteral) open.push_back({node.first, visit.depth + 1});
  }
}

inline void CheckModule(const Module& module) {
  CheckTree(module);
  for (const SyntaxError& error : module.errors) {
    MDG_CHECK(error.offset <= module.text.size() && !error.message.empty());
    MDG_CHECK(module.LocationAt(error.offset).line >= 1);
  }
  for (const Import& import : module.imports) MDG_CHECK(import.offset < module.text.size());
  MDG_CHECK(!module.line_starts.empty() && module.line_starts[0] == 0);
  if (module.text.size() < 10000) MDG_CHECK(!Dump(module).empty());
}

}  // namespace mdg
