// In: interfaces and types of the tree. Out: what an interface asks for, and who may have it. See types.h.
#include <algorithm>

#include "types/types.h"

namespace mdg {

namespace {
constexpr int kMaxDepth = 6;  // of what is embedded in what

// The types of the parameters, in order.
std::vector<NodeId> ParameterTypes(const Module& module, NodeId function_type) {
  std::vector<NodeId> types;
  for (NodeId field = module.At(module.At(function_type).first).first; field != kNoNode; field = module.At(field).next) {
    size_t names = 0;
    for (NodeId name = module.At(module.Child(field, 1)).next; name != kNoNode; name = module.At(name).next) ++names;
    types.insert(types.end(), std::max<size_t>(names, 1), module.At(field).first);
  }
  return types;
}

}  // namespace

size_t Types::ParameterCount(const Module& module, NodeId function_type) {
  size_t parameters = 0;
  for (NodeId field = module.At(module.At(function_type).first).first; field != kNoNode; field = module.At(field).next) {
    const NodeId first = module.At(module.Child(field, 1)).next;
    parameters += first == kNoNode;
    for (NodeId each = first; each != kNoNode; each = module.At(each).next) ++parameters;
  }
  return parameters;
}

void Types::AddInterfaceMethods(const Type* type, std::vector<InterfaceMethod>& methods, int depth) {
  const Type* interface = Underlying(type);
  if (interface == nullptr || interface->kind != Type::Kind::kInterface || depth > kMaxDepth) return;
  const Module& module = *interface->module;
  for (NodeId method = module.At(interface->node).first; method != kNoNode; method = module.At(method).next) {
    if (module.At(method).kind != NodeKind::kField) continue;
    const NodeId name = module.At(module.Child(method, 1)).next;
    if (name == kNoNode) {
      AddInterfaceMethods(Resolve(module, module.At(method).first), methods, depth + 1);
      continue;
    }
    methods.push_back({module.Text(name), ParameterCount(module, module.At(method).first), &module, module.At(method).first});
  }
}

const std::vector<InterfaceMethod>& Types::InterfaceMethods(const Type* interface) {
  auto [slot, fresh] = interface_methods_.try_emplace(interface);
  if (!fresh) return slot->second;
  std::vector<InterfaceMethod> methods;
  AddInterfaceMethods(interface, methods, 0);
  const auto bearers = [&](const InterfaceMethod& method) { return program_.MethodsNamed(method.name).size(); };
  std::sort(methods.begin(), methods.end(), [&](const InterfaceMethod& a, const InterfaceMethod& b) {
    const size_t of_a = bearers(a), of_b = bearers(b);
    return of_a != of_b ? of_a < of_b : a.name < b.name;
  });
  return interface_methods_[interface] = std::move(methods);
}

const InterfaceMethod* Types::FindInterfaceMethod(const Type* interface, std::string_view name) {
  const auto& methods = InterfaceMethods(interface);
  const auto found = std::find_if(methods.begin(), methods.end(), [&](const InterfaceMethod& method) { return method.name == name; });
  return found == methods.end() ? nullptr : &*found;
}

// func (c *converter) NewGauge(other.GaugeOpts) is no NewGauge(metrics.GaugeOpts): options of two libraries. Of types in general that
// cannot be told, for one may be an alias of the other out of sight.
bool Types::TakesOtherOptions(const Symbol* own, const InterfaceMethod& method) {
  const std::vector<NodeId> taken = ParameterTypes(*own->module, own->module->Child(own->node, 3));
  const std::vector<NodeId> given = ParameterTypes(*method.module, method.type);
  for (size_t i = 0; i < taken.size() && i < given.size(); ++i) {
    const bool options = own->module->Text(taken[i]).ends_with("Opts") && method.module->Text(given[i]).ends_with("Opts");
    const Type* one = options ? Dereference(Resolve(*own->module, taken[i])) : nullptr;
    const Type* other = options ? Dereference(Resolve(*method.module, given[i])) : nullptr;
    const bool outside = one != nullptr && other != nullptr && one->kind == Type::Kind::kExternal && other->kind == Type::Kind::kExternal;
    if (outside && one->name == other->name && !one->path.empty() && !other->path.empty() && one->path != other->path) return true;
  }
  return false;
}

bool Types::MayHave(const Type* type, const InterfaceMethod& method, int depth) {
  type = Dereference(type);
  if (type == nullptr || type->kind == Type::Kind::kExternal || depth > kMaxDepth) return true;
  const Symbol* own = type->kind == Type::Kind::kNamed ? FindMethod(type, method.name, nullptr) : nullptr;
  if (own != nullptr) return ParameterCount(own) == method.parameters && !TakesOtherOptions(own, method);
  const Type* underlying = Underlying(type);
  if (underlying != nullptr && underlying->kind == Type::Kind::kInterface) {
    const InterfaceMethod* same = FindInterfaceMethod(type, method.name);
    return same != nullptr && same->parameters == method.parameters;
  }
  const auto& fields = Fields(type);
  return std::any_of(fields.begin(), fields.end(), [&](const auto& field) { return field.second.embedded && MayHave(field.second.type, method, depth + 1); });
}

bool Types::MayImplement(const Type* type, const Type* interface) {
  auto [slot, fresh] = implements_[interface].try_emplace(Dereference(type), true);
  if (!fresh) return slot->second;
  bool& implements = slot->second;  // stays where it is when others are added
  const auto& methods = InterfaceMethods(interface);
  return implements = std::all_of(methods.begin(), methods.end(), [&](const InterfaceMethod& method) { return MayHave(type, method, 0); });
}

bool Types::MayImplementAround(const Symbol* type, const Type* interface, int depth) {
  if (MayImplement(Named(type), interface)) return true;
  if (embedding_.empty()) {
    for (const auto& package : program_.packages()) {
      for (const auto& [name, symbols] : package->symbols) {
        for (const Symbol* symbol : symbols) {
          if (symbol->kind != SymbolKind::kType || symbol->module->is_test) continue;
          for (const auto& [field, info] : Fields(Named(symbol))) {
            const Type* inner = info.embedded ? Dereference(info.type) : nullptr;
            if (inner != nullptr && inner->kind == Type::Kind::kNamed) embedding_[inner->symbol].push_back(symbol);
          }
        }
      }
    }
    embedding_[nullptr];  // looked for
  }
  const auto found = embedding_.find(type);
  if (found == embedding_.end() || depth > kMaxDepth) return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const Symbol* outer) { return MayImplementAround(outer, interface, depth + 1); });
}

}  // namespace mdg
