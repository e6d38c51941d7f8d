// In: names and imports. Out: the families they bring. See named_families.h.
#include <algorithm>
#include <set>

#include "evaluate/metrics/exporters.h"
#include "evaluate/metrics/library_families.h"
#include "evaluate/metrics/named_families.h"

namespace mdg::evaluate {

namespace {

// Inside of an `if` or a `case`.
bool IsConditional(const Module& module, NodeId statement) {
  for (NodeId id = 1; id < module.nodes.size(); ++id) {
    const Node& around = module.At(id);
    if (around.kind != NodeKind::kIf && around.kind != NodeKind::kCase) continue;
    if (around.begin <= module.At(statement).begin && module.At(statement).end <= around.end) return true;
  }
  return false;
}

// The field a node gives a value, and the value: `Etcd: nil`, `o.Etcd = nil`.
std::pair<NodeId, NodeId> FieldSet(const Module& module, const Node& node) {
  if (node.kind == NodeKind::kKeyValue) return {node.first, module.At(node.first).next};
  if (node.kind != NodeKind::kAssign || node.op != Operator::kAssignPlain) return {kNoNode, kNoNode};
  const NodeId target = module.At(node.first).first, value = module.At(module.At(node.first).next).first;
  if (target == kNoNode || module.At(target).kind != NodeKind::kMember || module.At(target).next != kNoNode) return {kNoNode, kNoNode};
  return {module.Child(target, 1), value};
}

// Metrics: metricsserver.Options{BindAddress: "0"}: nothing is served. options.Etcd = nil: nothing is stored. Which record goes to which call
// is not looked at: a file that writes anything else is taken to serve.
bool TurnsOff(const Module& module, const std::vector<std::string_view>& fields) {
  size_t off = 0;
  for (NodeId id = 1; id < module.nodes.size() && !fields.empty(); ++id) {
    const auto [field, value] = FieldSet(module, module.At(id));
    if (field == kNoNode || value == kNoNode || module.At(field).kind != NodeKind::kName) continue;
    if (std::find(fields.begin(), fields.end(), module.Text(field)) == fields.end()) continue;
    const std::string_view text = module.Text(value);
    const bool sometimes = module.At(id).kind == NodeKind::kAssign && IsConditional(module, id);
    if ((text != "\"0\"" && text != "nil" && text != "false") || sometimes) return false;
    ++off;
  }
  return off > 0;
}

}  // namespace

// metrics.WritePrometheus(w, false): says that it does not want them. NewHandler(WithMeterProvider(noop.NewMeterProvider())): so does an option.
bool NamedFamilies::Declines(const Module& module, NodeId call) {
  const libraries::Match match = NamedFunction(module, module.At(call).first);
  if (match.function == nullptr || !libraries::IsSaidByNaming(*match.function)) return false;
  const libraries::FamilyGroup& group = match.function->groups.front();
  for (NodeId id = 1; !group.declined_by.empty() && id < module.nodes.size(); ++id) {
    if (module.At(id).begin < module.At(call).begin || module.At(id).end > module.At(call).end) continue;
    const libraries::Match option = NamedFunction(module, id);
    if (option.function != nullptr && option.function->option == group.declined_by) return true;
  }
  NodeId argument = module.At(module.At(call).first).next;
  for (int8_t i = 0; i < group.argument && argument != kNoNode; ++i) argument = module.At(argument).next;
  return group.argument >= 0 && argument != kNoNode && module.Text(argument) == "false";
}

std::set<NodeId> NamedFamilies::DeclinedIn(const Module& module) {
  std::set<NodeId> declined;
  for (NodeId id = 1; id < module.nodes.size(); ++id) {
    if (module.At(id).kind == NodeKind::kCall && Declines(module, id)) declined.insert(module.At(id).first);
  }
  return declined;
}

// The row of `package.Function`, if the node is one.
libraries::Match NamedFamilies::NamedFunction(const Module& module, NodeId member) {
  const Node& node = module.At(member);
  if (node.kind != NodeKind::kMember || module.At(node.first).kind != NodeKind::kName) return {};
  const std::string_view path = e_.types_.ImportPath(module, module.Text(node.first));
  return path.empty() ? libraries::Match{} : libraries::FindNamed(path, module.Text(module.Child(member, 1)));
}

// Modules outside of tests that import what exposes families by being named.
std::vector<const Module*> NamedFamilies::ModulesThatMayExpose() const {
  std::vector<const Module*> modules;
  for (const auto& package : e_.program_.packages()) {
    for (const Module* module : package->modules) {
      const bool imports = std::any_of(module->imports.begin(), module->imports.end(), [](const Import& i) { return libraries::ExposesByNaming(i.path); });
      if (!module->is_test && !module->is_vendored && imports) modules.push_back(module);
    }
  }
  return modules;
}

// The source of a package in the tree says better what it registers with a registry.
bool NamedFamilies::IsReplaced(const libraries::Match& match) const {
  const auto& groups = match.function->groups;
  const bool registers = std::any_of(groups.begin(), groups.end(), [](const auto& group) { return !group.shown_with.empty(); });
  return registers && e_.program_.FindPackage(match.function->package) != nullptr;
}

void NamedFamilies::FindShownRegistries(const std::vector<const Module*>& modules) {
  for (const Module* module : modules) {
    const std::set<NodeId> declined = DeclinedIn(*module);
    for (NodeId id = 1; id < module->nodes.size(); ++id) {
      const libraries::Match match = NamedFunction(*module, id);
      if (match.function == nullptr || match.function->shows.empty() || declined.contains(id)) continue;
      if (TurnsOff(*module, match.function->groups.front().off_fields)) continue;
      e_.shown_registries_[match.function->shows].insert(module);
    }
  }
}

// Whether a program with the module in hand shows the registry. Packages that are in no program of the tree are for programs elsewhere.
bool NamedFamilies::IsShown(std::string_view registry) {
  const auto found = e_.shown_registries_.find(registry);
  if (found == e_.shown_registries_.end()) return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const Module* by) {
    const bool are_for_others = e_.graph_.ProgramsWith(e_.M().folder).empty() && e_.graph_.ProgramsWith(by->folder).empty();
    return by->folder == e_.M().folder || are_for_others || Exporters(e_).AreInOneProgram({&e_.M(), by});
  });
}

// Nothing of the group is exposed here.
bool NamedFamilies::IsLeftOut(const libraries::FamilyGroup& group) {
  const auto beside = e_.shown_registries_.find(group.shown_beside);
  const bool here = beside != e_.shown_registries_.end() && std::any_of(beside->second.begin(), beside->second.end(), [&](const Module* by) { return by->folder == e_.M().folder; });
  const bool shown = group.shown_with.empty() || here || IsShown(group.shown_with);
  return !shown || TurnsOff(e_.M(), group.off_fields);
}

// Families that are exposed wherever a function is named: found without running anything, for nothing can have a say.
void NamedFamilies::Run() {
  const std::vector<const Module*> modules = ModulesThatMayExpose();
  FindShownRegistries(modules);
  for (const Module* module : modules) {
    Frame frame;
    frame.module = module;
    e_.frame_ = &frame;
    e_.root_ = nullptr;
    for (const Import& import : module->imports) {
      const libraries::Match match = libraries::FindFunction(import.path, "", libraries::kImported);
      const bool is_here = e_.program_.FindPackage(import.path) != nullptr;  // what it registers is read
      if (match.function != nullptr && !is_here) LibraryFamilies(e_).Make(match, {}, {module, import.offset});
    }
    const std::set<NodeId> declined = DeclinedIn(*module);
    std::set<NodeId> with_arguments;
    for (NodeId id = 1; id < module->nodes.size(); ++id) {
      if (module->At(id).kind != NodeKind::kCall) continue;
      if (module->At(module->At(id).first).next != kNoNode) with_arguments.insert(module->At(id).first);
    }
    for (NodeId id = 1; id < module->nodes.size(); ++id) {
      const libraries::Match match = NamedFunction(*module, id);
      if (match.function == nullptr || !libraries::IsSaidByNaming(*match.function) || declined.contains(id) || IsReplaced(match)) continue;
      const bool has_options = match.function->option_list >= 0 && with_arguments.contains(id);
      LibraryFamilies(e_).Make(match, has_options ? std::vector<Value>{e_.values_.Unknown("options", Reason::kNotReached)} : std::vector<Value>{}, e_.At(id));
    }
    e_.frame_ = nullptr;
  }
}

}  // namespace mdg::evaluate
