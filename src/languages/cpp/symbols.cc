// In: Modules as lowered. Out: entities, and look-ups over them. See symbols.h.
#include "languages/cpp/symbols.h"

#include <algorithm>

namespace mdg::languages::cpp {

namespace {

std::string Join(std::string_view scope, std::string_view name) {
  if (scope.empty()) return std::string(name);
  return std::string(scope) + "::" + std::string(name);
}

std::string_view Outer(std::string_view scope) {
  const size_t at = scope.rfind("::");
  return at == std::string_view::npos ? std::string_view() : scope.substr(0, at);
}

std::string_view LastPart(std::string_view name) {
  const size_t at = name.rfind("::");
  return at == std::string_view::npos ? name : name.substr(at + 2);
}

std::string ToPath(std::string_view scope) {
  std::string path;
  for (size_t i = 0; i < scope.size(); ++i) {
    if (scope[i] == ':' && i + 1 < scope.size() && scope[i + 1] == ':') path += '/', ++i;
    else path += scope[i];
  }
  return path;
}

}  // namespace

Entity* Symbols::NewEntity(EntityKind kind, size_t module, NodeId node, std::string qualified, uint8_t flags) {
  entities_.push_back({kind, std::move(qualified), {}, module, node, flags});
  Entity* entity = &entities_.back();
  by_name_[entity->qualified].push_back(entity);
  by_module_[module].push_back(entity);
  return entity;
}

void Symbols::Collect(const std::vector<size_t>& files) {
  scopes_.resize(modules_.size());
  by_module_.resize(modules_.size());
  for (size_t module : files) {
    const std::string& path = modules_[module].path;
    by_file_name_[path.substr(path.rfind('/') + 1)].push_back(module);
    for (const std::string& name : modules_[module].scopes.namespaces) {
      for (std::string_view scope = name; !scope.empty(); scope = Outer(scope)) namespaces_.emplace(scope);
    }
  }
  for (size_t module : files) CollectFile(module);
  for (size_t module : files) CollectOptions(module);
  AttachMethods();
  NameUniquely();
}

void Symbols::CollectFile(size_t module) {
  for (const Scopes::Declaration& declaration : modules_[module].scopes.declarations) {
    scopes_[module][declaration.node] = declaration.scope;
    if (modules_[module].At(declaration.node).kind == NodeKind::kFunction) CollectFunction(module, declaration);
    else CollectGroup(module, declaration);
  }
}

void Symbols::CollectGroup(size_t module, const Scopes::Declaration& declaration) {
  const Module& m = modules_[module];
  const NodeId spec = m.At(declaration.node).first;
  if (spec == kNoNode) return;
  if (m.At(spec).kind != NodeKind::kType) {
    const std::string name = Join(declaration.scope, m.Text(m.At(m.At(spec).first).first));
    NewEntity(EntityKind::kVariable, module, spec, name, declaration.flags);
    return;
  }
  const std::string name = Join(declaration.scope, m.Text(m.Child(spec, 0)));
  const NodeId type = m.Child(spec, 2);
  if (m.At(type).kind != NodeKind::kStructType) {
    NewEntity(EntityKind::kAlias, module, spec, name, declaration.flags);
    return;
  }
  Entity* entity = NewEntity(EntityKind::kClass, module, spec, name, declaration.flags);
  classes_.emplace_back();
  Class* made = &classes_.back();
  made->entity = entity;
  entity->of = made;
  for (NodeId field = m.At(type).first; field != kNoNode; field = m.At(field).next) {
    const NodeId written = m.At(field).first, field_name = m.At(m.Child(field, 1)).next;
    if (field_name == kNoNode) made->written_bases.emplace_back(m.Text(written));
    else made->fields.emplace(std::string(m.Text(field_name)), written);
  }
}

void Symbols::CollectFunction(size_t module, const Scopes::Declaration& declaration) {
  const Module& m = modules_[module];
  const NodeId id = declaration.node;
  const NodeId receiver = m.At(id).first, name = m.At(receiver).next;
  const NodeId type = m.Child(id, 3);
  const bool member = m.At(receiver).kind == NodeKind::kFieldList;
  std::string owner;
  if (member) owner = m.Text(m.At(m.At(m.At(receiver).first).first).first);
  else if (declaration.flags & (Scopes::kConstructor | Scopes::kMake)) owner = m.Text(name);
  const bool whole = (declaration.flags & Scopes::kInClass) != 0;
  const std::string scope = member && !whole ? Join(declaration.scope, owner) : declaration.scope;
  const std::string simple = declaration.flags & (Scopes::kConstructor | Scopes::kMake) ? std::string("(new)") : std::string(m.Text(name));
  Entity* entity = NewEntity(EntityKind::kFunction, module, id, owner.empty() ? Join(scope, simple) : Join(whole ? owner : Join(declaration.scope, owner), simple), declaration.flags);
  entity->has_body = m.At(m.Child(id, 4)).kind == NodeKind::kBlock;
  entity->is_method = member;
  if (!owner.empty()) owner_names_[entity] = owner;
  for (NodeId field = m.At(m.At(type).first).first; field != kNoNode; field = m.At(field).next) {
    const bool variadic = m.At(m.At(field).first).kind == NodeKind::kEllipsis;
    const bool has_default = m.At(m.Child(field, 1)).kind != NodeKind::kNone;
    entity->most = variadic ? 1000 : entity->most + 1;
    if (!variadic && !has_default) ++entity->fewest;
  }
}

// Methods and constructors to their classes, wherever they stand; what was taken for a method of a namespace is a function of it.
void Symbols::AttachMethods() {
  for (auto& [entity, owner] : owner_names_) {
    const std::string scope = scopes_[entity->module][entity->node];
    const bool whole = (entity->flags & Scopes::kInClass) != 0;
    Class* found = whole ? FindClass("", owner, entity->module) : FindClass(scope, owner, entity->module);
    entity->of = found;
    if (found != nullptr) scopes_[entity->module][entity->node] = found->entity->qualified;
    else if (entity->is_method) scopes_[entity->module][entity->node] = whole ? scope : Join(scope, owner);
  }
  // In the order of the files, not of a table of addresses.
  for (Entity& entity : entities_) {
    if (entity.kind != EntityKind::kFunction || entity.of == nullptr) continue;
    if (entity.flags & Scopes::kMake) entity.of->make = &entity;
    else if (entity.flags & Scopes::kConstructor) entity.of->constructors.push_back(&entity);
    else entity.of->methods[std::string(LastPart(entity.qualified))].push_back(&entity);
  }
  for (Entity& entity : entities_) {  // in-class: static; out of it only the class knows
    if (entity.kind != EntityKind::kFunction || entity.of != nullptr || !(entity.flags & Scopes::kStaticMember)) continue;
    if (Class* owner = FindClass("", Outer(entity.qualified), entity.module)) owner->methods[std::string(LastPart(entity.qualified))].push_back(&entity);
  }
  for (Class& one : classes_) {
    for (auto& [name, methods] : one.methods) {
      const bool is_static = std::any_of(methods.begin(), methods.end(), [](const Entity* e) { return (e->flags & Scopes::kStaticMember) != 0; });
      for (Entity* method : methods) {
        if (is_static && method->is_method) method->is_method = false;
      }
    }
    for (const std::string& base : one.written_bases) {
      if (Class* found = FindClass(Outer(one.entity->qualified), base, one.entity->module); found != nullptr && found != &one) one.bases.push_back(found);
    }
  }
}

// "app::f" where one function has that name, "app::f/2" and "app::f/2@1" where several do.
void Symbols::NameUniquely() {
  std::unordered_map<std::string, size_t> taken;
  for (Entity& entity : entities_) {
    std::string name = entity.qualified;
    const bool function = entity.kind == EntityKind::kFunction;
    if (function && !entity.has_body) {
      entity.unique = name;
      continue;
    }
    const bool program = function && name == "main";  // as many as there are programs, and all are run
    if (function && !program) {
      const auto& all = by_name_[entity.qualified];
      const auto bodies = std::count_if(all.begin(), all.end(), [](const Entity* e) { return e->kind == EntityKind::kFunction && e->has_body; });
      if (bodies > 1) name += '/' + std::to_string(entity.most);
    }
    const size_t before = taken[name]++;
    if (before > 0 && !program) name += '@' + std::to_string(before);
    if (name == "init") name = "::init";  // which means more in Go
    if (entity.kind == EntityKind::kClass) by_unique_.emplace(name, entity.of);
    entity.unique = std::move(name);
  }
}

Class* Symbols::ClassByUnique(std::string_view unique) const {
  auto found = by_unique_.find(std::string(unique));
  return found == by_unique_.end() ? nullptr : found->second;
}

const std::string& Symbols::ScopeOf(NodeId node, size_t module) const {
  static const std::string kNone;
  auto found = scopes_[module].find(node);
  return found == scopes_[module].end() ? kNone : found->second;
}

const std::unordered_set<size_t>& Symbols::Included(size_t module) {
  auto [slot, fresh] = included_.try_emplace(module);
  if (!fresh) return slot->second;
  std::unordered_set<size_t> all;
  std::vector<size_t> queue = {module};
  while (!queue.empty()) {
    const size_t one = queue.back();
    queue.pop_back();
    for (const std::string& include : modules_[one].scopes.includes) {
      auto files = by_file_name_.find(include.substr(include.rfind('/') + 1));
      if (files == by_file_name_.end()) continue;
      std::string tail = include;
      while (tail.starts_with("../") || tail.starts_with("./")) tail.erase(0, tail.find('/') + 1);
      size_t best = modules_.size();
      for (size_t file : files->second) {  // beside it, else wherever the path fits
        const std::string& path = modules_[file].path;
        if (path != tail && !path.ends_with('/' + tail)) continue;
        if (best == modules_.size() || modules_[file].folder == modules_[one].folder) best = file;
      }
      if (best != modules_.size() && all.insert(best).second) queue.push_back(best);
    }
  }
  return included_[module] = std::move(all);
}

int Symbols::Nearness(const Entity& entity, size_t module) {
  if (entity.module == module) return 4;
  if (Included(module).contains(entity.module)) return 3;
  if (entity.flags & Scopes::kInternal) return 0;
  return modules_[entity.module].folder == modules_[module].folder ? 2 : 1;
}

std::vector<Entity*> Symbols::Nearest(std::string_view qualified, size_t module) {
  auto found = by_name_.find(std::string(qualified));
  if (found == by_name_.end()) return {};
  std::vector<Entity*> best;
  int nearness = 0;
  bool functions = false;
  for (Entity* entity : found->second) {
    const int near = Nearness(*entity, module);
    if (near == 0) continue;
    if (entity->kind == EntityKind::kFunction) {  // a declaration in a header stands for a body elsewhere
      if (!functions) best.clear();
      functions = true;
      best.push_back(entity);
    } else if (!functions && near > nearness) {
      best = {entity};
      nearness = near;
    }
  }
  return best;
}

const std::vector<const Scopes::Using*>& Symbols::UsingsOf(size_t module) {
  auto [slot, fresh] = usings_.try_emplace(module);
  if (!fresh) return slot->second;
  std::vector<const Scopes::Using*> all;
  for (const Scopes::Using& one : modules_[module].scopes.usings) all.push_back(&one);
  std::vector<size_t> files(Included(module).begin(), Included(module).end());
  std::sort(files.begin(), files.end());
  for (size_t file : files) {
    for (const Scopes::Using& one : modules_[file].scopes.usings) all.push_back(&one);
  }
  return usings_[module] = std::move(all);
}

Class* Symbols::ClassOf(const Found& found, int depth) {
  if (found.entities.empty() || depth > 8) return nullptr;
  Entity* entity = found.entities.front();
  if (entity->kind == EntityKind::kClass) return entity->of;
  if (entity->kind != EntityKind::kAlias) return nullptr;
  const Module& m = modules_[entity->module];
  const NodeId target = m.Child(entity->node, 2);
  if (m.At(target).kind != NodeKind::kName) return nullptr;
  return ClassOf(Lookup(Outer(entity->qualified), m.Text(target), entity->module), depth + 1);
}

Class* Symbols::FindClass(std::string_view scope, std::string_view name, size_t module) {
  return ClassOf(Lookup(scope, name, module));
}

Class* Symbols::OwnerOfField(Class* owner, std::string_view name, int depth) {
  if (owner == nullptr || depth > 8) return nullptr;
  if (owner->fields.find(name) != owner->fields.end()) return owner;
  for (Class* base : owner->bases) {
    if (Class* found = OwnerOfField(base, name, depth + 1)) return found;
  }
  return nullptr;
}

bool Symbols::IsBaseOf(const Class* base, const Class* of, int depth) const {
  return depth < 8 && std::any_of(of->bases.begin(), of->bases.end(), [&](const Class* one) { return one == base || IsBaseOf(base, one, depth + 1); });
}

const std::vector<Entity*>* Symbols::MethodsOf(Class* owner, std::string_view name, int depth) {
  if (owner == nullptr || depth > 8) return nullptr;
  if (auto found = owner->methods.find(name); found != owner->methods.end()) return &found->second;
  for (Class* base : owner->bases) {
    if (const auto* found = MethodsOf(base, name, depth + 1)) return found;
  }
  return nullptr;
}

// The name in exactly this scope: declared there, brought there by `using`, or known to be there by the library tables.
Found Symbols::At(std::string_view scope, std::string_view name, size_t module, int depth) {
  if (depth > 8) return {};  // namespaces that use one another
  const std::string full = Join(scope, name);
  const std::string path = ToPath(Outer(full));
  if (!path.empty() && stated_(path, LastPart(full)) != Statement::kNothing) return {{}, path, std::string(LastPart(full))};
  if (std::vector<Entity*> entities = Nearest(full, module); !entities.empty()) return {std::move(entities), {}, {}};
  const size_t colons = name.find("::");
  const std::string_view head = name.substr(0, colons);
  for (const Scopes::Using* use : UsingsOf(module)) {
    if (use->scope != scope) continue;
    if (use->name.empty()) {  // everything in the target
      if (use->target == scope) continue;
      const std::string_view target = use->target;
      Found found = At(target, name, module, depth + 1);
      if (!found && !scope.empty() && depth < 4) found = At(Join(scope, target), name, module, depth + 1);
      if (!found && depth < 3 && target.find("::") == std::string_view::npos) {  // an alias
        for (const Scopes::Using* other : UsingsOf(module)) {
          if (other->name == target && other->target != target && depth < 3) found = At(other->target, name, module, depth + 2);
          if (found) break;
        }
      }
      if (found) return found;
    } else if (use->name == head) {
      const std::string rest = colons == std::string_view::npos ? use->target : use->target + std::string(name.substr(colons));
      if (rest == name) continue;
      if (Found found = Lookup(scope, rest, module, depth + 1)) return found;
    }
  }
  if (auto owner = by_name_.find(std::string(scope)); owner != by_name_.end()) {  // members of bases
    for (Entity* entity : owner->second) {
      if (entity->kind != EntityKind::kClass || entity->of == nullptr) continue;
      for (Class* base : entity->of->bases) {
        if (std::vector<Entity*> entities = Nearest(Join(base->entity->qualified, name), module); !entities.empty()) return {std::move(entities), {}, {}};
      }
    }
  }
  if (colons != std::string_view::npos) {  // Enum::value of an enum without a scope of its own
    const std::vector<Entity*> owner = Nearest(Join(scope, Outer(name)), module);
    if (!owner.empty() && owner.front()->kind == EntityKind::kAlias) {
      std::vector<Entity*> entities = Nearest(Join(Outer(owner.front()->qualified), LastPart(name)), module);
      if (!entities.empty() && (entities.front()->flags & Scopes::kEnumerator)) return {std::move(entities), {}, {}};
      if (const Module& m = modules_[owner.front()->module]; m.At(m.Child(owner.front()->node, 2)).kind == NodeKind::kName && depth < 4) {
        const std::string target(m.Text(m.Child(owner.front()->node, 2)));
        if (target != "int" && target != name) return Lookup(Outer(owner.front()->qualified), Join(target, LastPart(name)), owner.front()->module, depth + 2);
      }
    }
  }
  return {};
}

Found Symbols::Lookup(std::string_view scope, std::string_view name, size_t module, int depth) {
  if (depth > 8 || name.empty()) return {};
  for (std::string_view s = scope;; s = Outer(s)) {
    if (Found found = At(s, name, module, depth)) return found;
    if (s.empty()) break;
  }
  const size_t colons = name.rfind("::");
  if (colons == std::string_view::npos) return {};
  // Nobody in the tree declares it. A namespace that is seen here may be what its first part means.
  const std::string_view head = name.substr(0, name.find("::"));
  for (std::string_view s = scope; !s.empty(); s = Outer(s)) {
    if (namespaces_.contains(Join(s, head))) return {{}, ToPath(Outer(Join(s, name))), std::string(LastPart(name))};
  }
  for (const Scopes::Using* use : UsingsOf(module)) {  // an alias of a namespace nobody declares
    if (use->name != head || depth > 4) continue;
    const std::string rest = use->target + std::string(name.substr(head.size()));
    if (rest != name) return Lookup(use->scope, rest, module, depth + 1);
  }
  return {{}, ToPath(name.substr(0, colons)), std::string(name.substr(colons + 2))};
}

}  // namespace mdg::languages::cpp
