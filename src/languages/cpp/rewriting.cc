// In: a Module, Symbols. Out: names and types as they mean. See rewriting.h; what initialises something is in initializing.cc, what blocks declare in
// scoping.cc.
#include "languages/cpp/rewriting.h"

#include <algorithm>

namespace mdg::languages::cpp {

Rewriting::Rewriting(std::vector<Module>& modules, size_t module, Symbols& symbols, const Stated& stated)
    : modules_(modules), module_(module), symbols_(symbols), stated_(stated) {
  for (NodeId id : M().scopes.initializers) initializers_.insert(id);
}

std::pair<uint32_t, uint32_t> Rewriting::Tail(std::string_view text) {
  auto found = words_.find(text);
  if (found == words_.end()) {
    M().text += '\n';
    found = words_.emplace(std::string(text), static_cast<uint32_t>(M().text.size())).first;
    M().text += text;
  }
  return {found->second, found->second + static_cast<uint32_t>(text.size())};
}

NodeId Rewriting::NewNode(NodeKind kind, NodeId like, NodeId first) {
  const Node old = At(like);
  M().nodes.push_back({kind, Operator::kNone, kNoFlags, old.begin, old.end, first, kNoNode});
  return static_cast<NodeId>(M().nodes.size() - 1);
}

NodeId Rewriting::NewName(NodeId like, std::string_view text) {
  const NodeId id = NewNode(NodeKind::kName, like, kNoNode);
  Rename(id, text);
  return id;
}

void Rewriting::Rename(NodeId name, std::string_view text) {
  if (M().Text(name) == text) return;
  const std::string copy(text);
  const auto [begin, end] = Tail(copy);
  At(name).begin = begin;
  At(name).end = end;
}

// The node stays where it is and becomes object.name.
void Rewriting::MakeMember(NodeId id, std::string_view object, std::string_view name) {
  const std::string object_text(object), name_text(name);
  const NodeId left = NewName(id, object_text), right = NewName(id, name_text);
  At(left).next = right;
  Node& node = At(id);
  node.kind = NodeKind::kMember;
  node.first = left;
}

void Rewriting::MakeOutside(NodeId id, const std::string& path, std::string_view name) {
  const bool imported = std::any_of(M().imports.begin(), M().imports.end(), [&](const Import& i) { return i.alias == path; });
  if (!imported) M().imports.push_back({path, path, M().At(id).begin});
  MakeMember(id, path, name);
}

// A type or another small tree of some file, for use in this one.
NodeId Rewriting::Clone(NodeId node, const Module& from, int depth) {
  const Node old = from.At(node);
  const bool same = &from == &M();
  uint32_t begin = old.begin, end = old.end;
  const bool leaf = old.kind == NodeKind::kName || old.kind == NodeKind::kLiteral;
  if (!same) {
    if (leaf) {
      const std::string text(from.Text(old));
      std::tie(begin, end) = Tail(text);
    } else {
      begin = end = 0;
    }
  }
  NodeId first = kNoNode, last = kNoNode;
  if (old.kind == NodeKind::kLiteral && (old.flags & kDecoded)) {
    M().strings.push_back(std::string(from.StringValue(old)));
    first = static_cast<NodeId>(M().strings.size() - 1);
  } else if (old.kind != NodeKind::kLiteral && depth < 40) {
    for (NodeId c = old.first; c != kNoNode; c = from.At(c).next) {
      const NodeId copy = Clone(c, from, depth + 1);
      if (last == kNoNode) first = copy;
      else At(last).next = copy;
      last = copy;
    }
  }
  if (!same && old.kind == NodeKind::kMember && from.At(old.first).kind == NodeKind::kName) {
    const std::string path(from.Text(old.first));
    const auto is_path = [&](const Import& i) { return i.alias == path; };
    if (std::any_of(from.imports.begin(), from.imports.end(), is_path) && std::none_of(M().imports.begin(), M().imports.end(), is_path)) {
      M().imports.push_back({path, path, 0});
    }
  }
  M().nodes.push_back({old.kind, old.op, old.flags, begin, end, first, kNoNode});
  return static_cast<NodeId>(M().nodes.size() - 1);
}

size_t Rewriting::CountArguments(NodeId first) const {
  size_t count = 0;
  for (NodeId a = first; a != kNoNode; a = M().At(a).next) ++count;
  return count;
}

// --- types

void Rewriting::RewriteType(NodeId type, const std::string& scope, int depth) {
  if (type == kNoNode || depth > 40 || !done_.insert(type).second) return;
  const Node node = M().At(type);
  switch (node.kind) {
    case NodeKind::kName: {
      const std::string name(M().Text(type));
      if (name == "string" || name == "int" || name == "bool" || name == "float64") return;
      const Found found = symbols_.Lookup(scope, name, module_);
      if (!found.name.empty()) return MakeOutside(type, found.path, found.name);
      if (found.entities.empty()) return;
      const Entity& entity = *found.entities.front();
      if (entity.kind == EntityKind::kClass || entity.kind == EntityKind::kAlias) Rename(type, entity.unique);
      return;
    }
    case NodeKind::kMember:
    case NodeKind::kLiteral:
    case NodeKind::kNone: return;
    case NodeKind::kFunctionType: return RewriteSignature(type, scope);
    default:
      for (NodeId c = node.first; c != kNoNode; c = M().At(c).next) RewriteType(c, scope, depth + 1);
  }
}

void Rewriting::RewriteSignature(NodeId function_type, const std::string& scope) {
  for (NodeId list = M().At(function_type).first; list != kNoNode; list = M().At(list).next) {
    for (NodeId field = M().At(list).first; field != kNoNode; field = M().At(field).next) RewriteType(M().At(field).first, scope);
  }
}

Class* Rewriting::ClassOfType(NodeId type, const std::string& scope) {
  if (M().At(type).kind != NodeKind::kName) return nullptr;
  const std::string name(M().Text(type));
  return symbols_.FindClass(scope, name, module_);
}

void Rewriting::Declare() {
  for (Entity* each : symbols_.EntitiesOf(module_)) {
    Entity& entity = *each;
    const NodeId node = entity.node;
    const std::string scope = symbols_.ScopeOf(node, module_);
    switch (entity.kind) {
      case EntityKind::kClass: {
        Rename(M().Child(node, 0), entity.unique);
        const NodeId structure = M().Child(node, 2);
        for (NodeId field = M().At(structure).first; field != kNoNode; field = M().At(field).next) RewriteType(M().At(field).first, entity.qualified);
        break;
      }
      case EntityKind::kAlias: {
        Rename(M().Child(node, 0), entity.unique);
        const size_t at = entity.qualified.rfind("::");
        RewriteType(M().Child(node, 2), at == std::string::npos ? std::string() : entity.qualified.substr(0, at));
        break;
      }
      case EntityKind::kVariable: {
        Rename(M().At(M().At(node).first).first, entity.unique);
        const size_t at = entity.qualified.rfind("::");
        RewriteType(M().Child(node, 1), at == std::string::npos ? std::string() : entity.qualified.substr(0, at));
        break;
      }
      case EntityKind::kFunction: {
        const NodeId receiver = M().At(node).first;
        if (!entity.is_method || entity.of == nullptr) {
          At(receiver).kind = NodeKind::kNone;
          At(receiver).first = kNoNode;
          Rename(M().At(receiver).next, entity.unique);
        } else {
          Rename(M().At(M().At(M().At(receiver).first).first).first, entity.of->entity->unique);
          const auto& overloads = entity.of->methods[entity.qualified.substr(entity.qualified.rfind("::") + 2)];
          size_t position = 0, same = 0;
          for (const Entity* other : overloads) {
            if (other == &entity) break;
            if (!other->has_body || !entity.has_body) continue;
            ++position;
            same += other->most == entity.most;
          }
          if (position > 0) {
            std::string name(M().Text(M().At(receiver).next));
            name += '/' + std::to_string(entity.most);
            if (same > 0) name += '@' + std::to_string(same);
            entity.unique = name;
            Rename(M().At(receiver).next, name);
          } else {
            entity.unique = std::string(M().Text(M().At(receiver).next));
          }
        }
        RewriteSignature(M().Child(node, 3), entity.of != nullptr ? entity.of->entity->qualified : scope);
        break;
      }
    }
  }
}

// --- bodies

// The class a name was declared with, as far as its declaration says.
Class* Rewriting::ClassOfArgument(NodeId argument) {
  while (M().At(argument).kind == NodeKind::kParenthesis) argument = M().At(argument).first;
  if (context_ == nullptr || M().At(argument).kind != NodeKind::kName) return nullptr;
  auto local = context_->types.find(M().Text(argument));
  if (local == context_->types.end()) return nullptr;
  NodeId type = local->second;
  while (M().At(type).kind == NodeKind::kDereference) type = M().At(type).first;
  if (M().At(type).kind != NodeKind::kName) return nullptr;
  if (Class* of = symbols_.ClassByUnique(M().Text(type))) return of;
  return ClassOfType(type, context_->scope);
}

Class* Rewriting::ClassOfParameter(const Entity& function, NodeId type) {
  const Module& module = modules_[function.module];
  while (module.At(type).kind == NodeKind::kDereference) type = module.At(type).first;
  return module.At(type).kind == NodeKind::kName ? symbols_.ClassByUnique(module.Text(type)) : nullptr;
}

// False where an argument is an object of one class and the parameter wants one of another.
bool Rewriting::Accepts(const Entity& function, NodeId first) {
  const Module& module = modules_[function.module];
  NodeId parameter = module.At(module.At(module.Child(function.node, 3)).first).first;
  for (NodeId a = first; a != kNoNode && parameter != kNoNode; a = M().At(a).next, parameter = module.At(parameter).next) {
    Class* given = ClassOfArgument(a);
    Class* wanted = given == nullptr ? nullptr : ClassOfParameter(function, module.At(parameter).first);
    if (wanted != nullptr && wanted != given && !symbols_.IsBaseOf(wanted, given)) return false;
  }
  return true;
}

Entity* Rewriting::Choose(const std::vector<Entity*>& entities, size_t arguments, NodeId first) {
  Entity* best = nullptr;
  int fitting = 0;
  bool any_body = false;
  for (Entity* entity : entities) any_body = any_body || entity->has_body;
  for (Entity* entity : entities) {
    if (entity->kind != EntityKind::kFunction || (any_body && !entity->has_body)) continue;
    // A body does not repeat the default arguments of its declaration.
    size_t fewest = entity->fewest;
    for (const Entity* other : entities) {
      if (other != entity && other->most == entity->most) fewest = std::min(fewest, other->fewest);
    }
    if (arguments < fewest || arguments > entity->most) continue;
    if (entities.size() > 1 && !Accepts(*entity, first)) continue;
    if (best != nullptr && best->module == module_ && entity->module != module_) continue;
    if (best != nullptr && best->module != module_ && entity->module == module_) fitting = 0;
    if (best == nullptr || entity->most < best->most || fitting == 0) best = entity;
    ++fitting;
  }
  return best;
}

void Rewriting::RewriteName(NodeId id, const Context& context, bool called, size_t arguments) {
  const NodeId first = called ? M().At(id).next : kNoNode;
  const std::string name(M().Text(id));
  if (name == "this" || name == "nil" || name == "true" || name == "false" || name == "_" || name == "append" || name == "panic" || name == "len") return;
  if (context.locals.contains(name)) return;
  if (context.of != nullptr && name.find("::") == std::string::npos) {
    if (symbols_.OwnerOfField(context.of, name) != nullptr) return MakeMember(id, "this", name);
    if (const auto* methods = symbols_.MethodsOf(context.of, name); methods != nullptr) {
      if (!called) return MakeMember(id, "this", methods->front()->unique.empty() ? name : methods->front()->unique);
      if (Entity* chosen = Choose(*methods, arguments, first)) {
        if (chosen->is_method) return MakeMember(id, "this", chosen->has_body ? std::string_view(chosen->unique) : std::string_view(name));
        return Rename(id, chosen->unique);
      }
    }
  }
  const Found found = symbols_.Lookup(context.scope, name, module_);
  if (!found.name.empty()) return MakeOutside(id, found.path, found.name);
  if (found.entities.empty()) {
    return;
  }
  Entity* entity = found.entities.front();
  if (entity->kind == EntityKind::kFunction) {
    if (called) {
      entity = Choose(found.entities, arguments, first);
      if (entity == nullptr) return;
    } else {
      for (Entity* one : found.entities) {
        if (one->has_body) entity = one;
      }
    }
    if (entity->is_method && entity->of != nullptr) {  // &Class::method, Base::method(x)
      if (called && context.of != nullptr) {
        MakeMember(id, "this", entity->unique);
        if (entity->of != context.of) MakeMember(M().At(id).first, "this", entity->of->entity->unique);  // the base's, whatever hides it
        return;
      }
      const size_t at = entity->qualified.rfind("::");
      return MakeMember(id, entity->of->entity->unique, at == std::string::npos ? entity->qualified : entity->unique);
    }
  }
  Rename(id, entity->unique);
}

// object.method(...) where the class of the object is written down: the overload that fits.
void Rewriting::RewriteMethod(NodeId member, const Context& context, size_t arguments) {
  const NodeId object = M().At(member).first, name = M().At(object).next;
  if (M().At(object).kind != NodeKind::kName) return;
  Class* of = nullptr;
  const std::string text(M().Text(object));
  if (text == "this") {
    of = context.of;
  } else if (auto local = context.types.find(text); local != context.types.end()) {
    NodeId type = local->second;
    while (M().At(type).kind == NodeKind::kDereference) type = M().At(type).first;
    if (M().At(type).kind == NodeKind::kName) of = symbols_.ClassByUnique(M().Text(type));
  }
  const auto* methods = of == nullptr ? nullptr : symbols_.MethodsOf(of, M().Text(name));
  if (methods == nullptr) return;
  if (Entity* chosen = Choose(*methods, arguments, M().At(member).next); chosen != nullptr && chosen->is_method && chosen->has_body) Rename(name, chosen->unique);
}

void Rewriting::RewriteCall(NodeId id, const Context& context) {
  const NodeId callee = M().At(id).first;
  const size_t arguments = CountArguments(M().At(callee).next);
  if (M().At(callee).kind == NodeKind::kMember) return RewriteMethod(callee, context, arguments);
  if (M().At(callee).kind != NodeKind::kName) return;
  const std::string name(M().Text(callee));
  if (!context.locals.contains(name) && !(context.of != nullptr && (symbols_.OwnerOfField(context.of, name) != nullptr || symbols_.MethodsOf(context.of, name) != nullptr))) {
    if (Class* of = symbols_.FindClass(context.scope, name, module_)) {  // T(a, b)
      done_.insert(callee);
      return Construct(id, of, arguments);
    }
    const Found found = symbols_.Lookup(context.scope, name, module_);
    if (!found.entities.empty() && found.entities.front()->kind == EntityKind::kAlias) {
      const Entity& alias = *found.entities.front();
      const NodeId target = modules_[alias.module].Child(alias.node, 2);
      done_.insert(callee);
      At(id).kind = NodeKind::kComposite;
      const NodeId type = Clone(target, modules_[alias.module]);
      At(type).next = At(callee).next;
      At(id).first = type;
      At(id).flags = kGrouped;
      return InitializeAs(id, type, nullptr, arguments);
    }
  }
  done_.insert(callee);
  RewriteName(callee, context, true, arguments);
}

void Rewriting::WalkInside(NodeId root, Context& context) {
  std::vector<NodeId> stack = {root};
  while (!stack.empty()) {
    const NodeId id = stack.back();
    stack.pop_back();
    const Node node = M().At(id);
    if (node.kind == NodeKind::kLiteral) continue;
    if (id != root && IsScope(node.kind)) {
      Walk(id, context);
      continue;
    }
    switch (node.kind) {
      case NodeKind::kName:
        if (done_.insert(id).second) RewriteName(id, context, false, 0);
        continue;
      case NodeKind::kMember:
        if (!done_.contains(id) || M().At(node.first).kind != NodeKind::kName) stack.push_back(node.first);
        continue;
      case NodeKind::kCall:
        if (!done_.insert(id).second) break;
        if (MakeOption(id)) continue;
        RewriteCall(id, context);
        stack.push_back(id);  // as what it is now
        continue;
      case NodeKind::kComposite: {
        if (initializers_.contains(id) && done_.insert(id).second) {
          Initialize(id, context);
          stack.push_back(id);
          continue;
        }
        if (M().At(node.first).kind != NodeKind::kNone) RewriteType(node.first, context.scope);
        for (NodeId e = M().At(node.first).next; e != kNoNode; e = M().At(e).next) stack.push_back(e);
        continue;
      }
      case NodeKind::kKeyValue:
        if (M().At(node.first).kind != NodeKind::kName) stack.push_back(node.first);
        stack.push_back(M().At(node.first).next);
        continue;
      case NodeKind::kAssign:
        if (done_.insert(id).second) {
          BeginObject(id, context);
          if (InitializeField(id, context)) {
            stack.push_back(id);
            continue;
          }
        }
        break;
      case NodeKind::kVariable:
        if (done_.insert(id).second) {
          RewriteType(M().Child(id, 1), context.scope);
          DefaultConstruct(id, context);
        }
        stack.push_back(M().Child(id, 2));
        continue;
      case NodeKind::kConstant: stack.push_back(M().Child(id, 2)); continue;
      case NodeKind::kFunctionType:
        RewriteSignature(id, context.scope);
        for (NodeId f = M().At(node.first).first; f != kNoNode; f = M().At(f).next) stack.push_back(M().Child(f, 1));
        continue;
      case NodeKind::kRange: {
        NodeId c = M().At(M().At(node.first).next).next;  // after key and value
        for (; c != kNoNode; c = M().At(c).next) stack.push_back(c);
        continue;
      }
      default: break;
    }
    for (NodeId c = node.first; c != kNoNode; c = M().At(c).next) stack.push_back(c);
  }
}

void Rewriting::Run() {
  for (Entity* each : symbols_.EntitiesOf(module_)) {
    Entity& entity = *each;
    Context context;
    if (entity.kind == EntityKind::kVariable) {
      const size_t at = entity.qualified.rfind("::");
      context.scope = at == std::string::npos ? std::string() : entity.qualified.substr(0, at);
      WalkInside(entity.node, context);
    }
    if (entity.kind != EntityKind::kFunction || !entity.has_body) continue;
    context.scope = symbols_.ScopeOf(entity.node, module_);
    if (entity.of != nullptr) context.scope = entity.of->entity->qualified;
    context_ = &context;
    context.of = entity.is_method || (entity.flags & Scopes::kConstructor) ? entity.of : nullptr;
    if (entity.flags & Scopes::kMake) CompleteMake(entity);
    const NodeId type = M().Child(entity.node, 3);
    for (Local& parameter : FindLocals(type)) {
      if (parameter.type != kNoNode) context.types.emplace(parameter.name, parameter.type);
      context.locals.insert(std::move(parameter.name));
    }
    WalkInside(type, context);
    Walk(M().Child(entity.node, 4), context);
    context_ = nullptr;
  }
}

// A method without a body is somebody else's or dispatched: either way its name alone says what can be said.
void Rewriting::Drop() {
  std::unordered_set<NodeId> dropped;
  for (const Entity* entity : symbols_.EntitiesOf(module_)) {
    if (entity->kind == EntityKind::kFunction && !entity->has_body) dropped.insert(entity->node);
  }
  NodeId last = kNoNode;
  for (NodeId id = M().At(M().root).first; id != kNoNode; id = M().At(id).next) {
    if (dropped.contains(id)) continue;
    if (last == kNoNode) At(M().root).first = id;
    else At(last).next = id;
    last = id;
  }
  if (last == kNoNode) At(M().root).first = kNoNode;
  else At(last).next = kNoNode;
}

}  // namespace mdg::languages::cpp
