// In: blocks, lambdas, loops. Out: the names each declares, in force while what is inside is rewritten. Part of Rewriting: see
// rewriting.h.
#include "languages/cpp/rewriting.h"

namespace mdg::languages::cpp {

// What holds declarations of its own: names of a block or a lambda mean nothing outside of it.
bool Rewriting::IsScope(NodeKind kind) {
  return kind == NodeKind::kBlock || kind == NodeKind::kFunctionLiteral || kind == NodeKind::kFor || kind == NodeKind::kRange || kind == NodeKind::kIf ||
         kind == NodeKind::kSwitch;
}

// What is declared in `scope` itself, not in the scopes inside.
std::vector<Rewriting::Local> Rewriting::FindLocals(NodeId scope) const {
  std::vector<Local> found;
  std::vector<NodeId> stack = {scope};
  while (!stack.empty()) {
    const NodeId id = stack.back();
    stack.pop_back();
    const Node& node = M().At(id);
    if (id != scope && IsScope(node.kind)) continue;
    const auto add = [&](NodeId name, NodeId type) {
      if (M().At(name).kind != NodeKind::kName) return;
      found.push_back({std::string(M().Text(name)), type != kNoNode && M().At(type).kind != NodeKind::kNone ? type : kNoNode});
    };
    switch (node.kind) {
      case NodeKind::kLiteral: continue;
      case NodeKind::kField:
        for (NodeId name = M().At(M().Child(id, 1)).next; name != kNoNode; name = M().At(name).next) add(name, node.first);
        break;
      case NodeKind::kVariable:
      case NodeKind::kConstant:
        for (NodeId name = M().At(node.first).first; name != kNoNode; name = M().At(name).next) add(name, M().Child(id, 1));
        break;
      case NodeKind::kRange:
        add(node.first, kNoNode);
        add(M().At(node.first).next, kNoNode);
        break;
      default: break;
    }
    for (NodeId c = node.first; c != kNoNode; c = M().At(c).next) stack.push_back(c);
  }
  return found;
}

// With the names the scope declares, which hide those of scopes around it.
void Rewriting::Walk(NodeId scope, Context& context) {
  struct Hidden {
    std::string name;
    bool local = false;
    NodeId type = kNoNode;
  };
  std::vector<Hidden> hidden;
  for (Local& local : FindLocals(scope)) {
    auto type = context.types.find(local.name);
    hidden.push_back({local.name, context.locals.contains(local.name), type == context.types.end() ? kNoNode : type->second});
    context.locals.insert(local.name);
    if (local.type != kNoNode) context.types.insert_or_assign(local.name, local.type);
    else if (type != context.types.end()) context.types.erase(type);
  }
  WalkInside(scope, context);
  for (auto one = hidden.rbegin(); one != hidden.rend(); ++one) {
    if (!one->local) context.locals.erase(one->name);
    if (one->type != kNoNode) context.types.insert_or_assign(one->name, one->type);
    else context.types.erase(one->name);
  }
}

}  // namespace mdg::languages::cpp
