// In: the events of a finished run. Out: Construction::never_exposed, why. See never_exposed.h.
#include <algorithm>
#include <cctype>

#include "evaluate/findings/never_exposed.h"
#include "evaluate/metrics/named_families.h"

namespace mdg::evaluate {

namespace {

std::vector<NodeId> ParentsIn(const Module& module) {
  std::vector<NodeId> parents(module.nodes.size(), kNoNode);
  for (NodeId id = 1; id < module.nodes.size(); ++id) {
    if (module.At(id).kind == NodeKind::kLiteral) continue;  // has no children
    for (NodeId child = module.At(id).first; child != kNoNode; child = module.At(child).next) parents[child] = id;
  }
  return parents;
}

int PositionOf(const Module& module, NodeId list, NodeId wanted) {
  int position = 0;
  for (NodeId item = module.At(list).first; item != wanted; item = module.At(item).next) ++position;
  return position;
}

// The name a call's result goes to: `x := f()`, `var x = f()`, `a.x = f()`, `T{x: f()}`; kNoNode when it goes elsewhere.
NodeId HolderOf(const Module& module, const std::vector<NodeId>& parents, NodeId call) {
  const NodeId parent = parents[call];
  if (module.At(parent).kind == NodeKind::kKeyValue && module.At(parent).first != call) {
    const NodeId key = module.At(parent).first;
    return module.At(key).kind == NodeKind::kName ? key : kNoNode;
  }
  if (module.At(parent).kind != NodeKind::kExpressionList) return kNoNode;
  const NodeId statement = parents[parent];
  const NodeKind kind = module.At(statement).kind;
  if ((kind != NodeKind::kVariable && kind != NodeKind::kAssign) || module.At(statement).first == parent) return kNoNode;
  NodeId target = module.At(module.At(statement).first).first;
  for (int i = PositionOf(module, parent, call); i > 0 && target != kNoNode; --i) target = module.At(target).next;
  if (target != kNoNode && module.At(target).kind == NodeKind::kMember) target = module.Child(target, 1);
  return target != kNoNode && module.At(target).kind == NodeKind::kName ? target : kNoNode;
}

bool IsUse(std::string_view method) {
  constexpr std::string_view kUses[] = {"Inc", "Dec", "Add", "Sub", "Set", "SetToCurrentTime", "Observe", "With", "WithLabelValues",
                                        "Delete", "DeleteLabelValues", "DeletePartialMatch", "Reset"};
  return std::find(std::begin(kUses), std::end(kUses), method) != std::end(kUses);
}

// x.Inc(), a.x.WithLabelValues("b"), or the declaration of a field x.
bool IsPlainUse(const Module& module, const std::vector<NodeId>& parents, NodeId name) {
  NodeId receiver = name, parent = parents[name];
  if (module.At(parent).kind == NodeKind::kField) return module.At(parent).first != name;
  if (module.At(parent).kind == NodeKind::kMember && module.At(parent).first != name) receiver = parent, parent = parents[parent];
  if (module.At(parent).kind != NodeKind::kMember || module.At(parent).first != receiver) return false;
  const NodeId call = parents[parent];
  return module.At(call).kind == NodeKind::kCall && module.At(call).first == parent && IsUse(module.Text(module.Child(parent, 1)));
}

// Whether all other mentions of that name in the package are such as `is_fine` takes.
template <typename IsFine>
bool AllMentions(const Package& package, std::string_view name, const Module& module, NodeId holder, const IsFine& is_fine) {
  for (const Module* other : package.modules) {
    if (other->is_test) continue;
    std::vector<NodeId> parents;
    for (NodeId id = 1; id < other->nodes.size(); ++id) {
      if (other->At(id).kind != NodeKind::kName || other->Text(id) != name || (other == &module && id == holder)) continue;
      if (parents.empty()) parents = ParentsIn(*other);
      if (!is_fine(*other, parents, id)) return false;
    }
  }
  return true;
}

// Whether the package uses what is kept under that name, and does nothing else with it.
bool IsOnlyUsed(const Package& package, std::string_view name, const Module& module, NodeId holder) {
  bool used = false;
  const bool only = AllMentions(package, name, module, holder, [&](const Module& other, const std::vector<NodeId>& parents, NodeId id) {
    used = used || other.At(parents[id]).kind == NodeKind::kMember;
    return IsPlainUse(other, parents, id);
  });
  return only && used;
}

// x = ..., a.x = ..., x: ..., or the declaration of a field x.
bool IsPlainStore(const Module& module, const std::vector<NodeId>& parents, NodeId name) {
  NodeId parent = parents[name];
  if (module.At(parent).kind == NodeKind::kField) return module.At(parent).first != name;
  if (module.At(parent).kind == NodeKind::kKeyValue) return module.At(parent).first == name;
  if (module.At(parent).kind == NodeKind::kMember && module.At(parent).first != name) parent = parents[parent];
  const NodeId statement = parents[parent];
  const bool stores = module.At(statement).kind == NodeKind::kVariable || module.At(statement).kind == NodeKind::kAssign;
  return module.At(parent).kind == NodeKind::kExpressionList && stores && module.At(statement).first == parent;
}

// Whether the package only stores what is kept under that name.
bool IsOnlyStored(const Package& package, std::string_view name, const Module& module, NodeId holder) {
  return AllMentions(package, name, module, holder, IsPlainStore);
}

// What the library shows nothing of before the program has given it values of labels, through what the constructor gives back.
bool AppearsWhenUsed(const Construction& construction) {
  const libraries::Function& function = *construction.made_by.function;
  if (construction.at.module->language != "go") return false;
  if (construction.family != nullptr) {
    return std::any_of(function.groups.begin(), function.groups.end(), [&](const libraries::FamilyGroup& group) {
      return group.when_used && construction.family >= group.families.data() && construction.family < group.families.data() + group.families.size();
    });
  }
  const auto& rows = construction.made_by.library->functions;
  const bool has_children = std::any_of(rows.begin(), rows.end(), [](const libraries::Function& row) {
    return row.action == libraries::Action::kSame && !row.receiver.empty() && row.label_values != libraries::kNoArgument;
  });
  return has_children && function.action == libraries::Action::kConstruct && function.labels != libraries::kNoArgument;
}

// interface { WithLabelValues(...string) prometheus.Counter }
bool MakesChildren(std::string_view interface) {
  constexpr std::string_view kMakers[] = {"With(", "WithLabelValues(", "GetMetricWith", "CurryWith(", "InitializeMetrics(", "Interceptor("};
  return std::any_of(std::begin(kMakers), std::end(kMakers), [&](std::string_view maker) { return interface.find(maker) != std::string_view::npos; });
}

// The last name in *prometheus.CounterVec
std::string_view LastName(std::string_view type) {
  const size_t dot = type.find_last_of(".*");
  return dot == std::string_view::npos ? type : type.substr(dot + 1);
}

// hits.WithLabelValues("rye"), hits.With(prometheus.Labels{...}): a package that does so with what it makes, so that what it does not is
// told apart.
bool GivesChildren(const Package& package) {
  constexpr std::string_view kMakers[] = {"WithLabelValues", "GetMetricWith", "GetMetricWithLabelValues"};
  for (const Module* module : package.modules) {
    for (NodeId id = 1; id < module->nodes.size() && !module->is_test; ++id) {
      const Node& node = module->At(id);
      if (node.kind != NodeKind::kCall || module->At(node.first).kind != NodeKind::kMember) continue;
      const std::string_view method = module->Text(module->Child(node.first, 1));
      if (std::find(std::begin(kMakers), std::end(kMakers), method) != std::end(kMakers)) return true;
      const NodeId argument = module->At(node.first).next;
      if (method == "With" && argument != kNoNode && module->Text(argument).find("Labels{") != std::string_view::npos) return true;
    }
  }
  return false;
}

// collector.(*prometheus.CounterVec), or to an interface through which children can be made: somebody may use a collector after all.
bool IsAsserted(const Program& program, std::string_view type) {
  std::set<std::string_view> asserted;
  for (const auto& module : program.modules()) {
    if (module->is_test) continue;
    const auto add = [&](NodeId to) {
      if (module->At(to).kind == NodeKind::kInterfaceType && MakesChildren(module->Text(to))) asserted.insert(type);
      else if (module->At(to).kind != NodeKind::kNone) asserted.insert(LastName(module->Text(to)));
    };
    for (NodeId id = 1; id < module->nodes.size(); ++id) {
      if (module->At(id).kind == NodeKind::kTypeAssertion) add(module->Child(id, 1));
      if (module->At(id).kind != NodeKind::kTypeSwitch) continue;
      for (NodeId clause = module->Child(id, 3); clause != kNoNode; clause = module->At(clause).next) {
        for (NodeId to = module->At(module->At(clause).first).first; to != kNoNode; to = module->At(to).next) add(to);
      }
    }
  }
  if (asserted.contains(type)) return true;
  for (const auto& package : program.packages()) {
    for (const auto& [name, symbols] : package->symbols) {
      if (!asserted.contains(name)) continue;
      for (const Symbol* symbol : symbols) {
        if (symbol->kind == SymbolKind::kType && MakesChildren(symbol->module->Text(symbol->node))) return true;
      }
    }
  }
  return false;
}

// NewInvalidMetric(NewDesc(...), err): the calls in a file of which the result is only that.
std::set<uint32_t> OnlySayErrors(Types& types, const Module& module) {
  std::set<uint32_t> calls;
  for (NodeId id = 1; id < module.nodes.size(); ++id) {
    const Node& node = module.At(id);
    if (node.kind != NodeKind::kCall || module.At(node.first).kind != NodeKind::kMember) continue;
    const NodeId package = module.At(node.first).first, argument = module.At(node.first).next;
    if (argument == kNoNode || module.At(argument).kind != NodeKind::kCall || module.Text(module.At(package).next) != "NewInvalidMetric") continue;
    if (libraries::IsMetricPackage(types.ImportPath(module, module.Text(package)))) calls.insert(module.At(argument).begin);
  }
  return calls;
}

bool NeedsSampling(const Construction& construction) {
  return construction.made_by.function->action == libraries::Action::kDescribe && construction.family == nullptr;
}

// A limit or an error that keeps one from being reached hides no metric either.
void LeaveOutErrors(Types& types, std::vector<Construction>& constructions, std::vector<Place>& unreached) {
  std::map<const Module*, std::set<uint32_t>> errors;  // by file
  const auto says_error = [&](Place at) {
    const auto [found, fresh] = errors.try_emplace(at.module);
    if (fresh) found->second = OnlySayErrors(types, *at.module);
    return found->second.contains(at.offset);
  };
  std::erase_if(unreached, says_error);
  for (Construction& construction : constructions) {
    if (NeedsSampling(construction) && says_error(construction.at)) construction.never_exposed = "it only says why a scrape fails (`NewInvalidMetric`)";
  }
}

bool NeedsRegistering(const Construction& construction) {
  const libraries::Library& library = *construction.made_by.library;
  const bool registers = std::any_of(library.functions.begin(), library.functions.end(), [](const auto& f) { return f.action == libraries::Action::kRegister; });
  const libraries::Function& function = *construction.made_by.function;  // what a factory makes, it registers
  return registers && !library.needs_sink && construction.family == nullptr && function.action == libraries::Action::kConstruct && function.receiver.empty() &&
         !function.registers && function.registerer == libraries::kNoArgument;
}

}  // namespace

void NeverExposed::Find() {
  LeaveOutErrors(e_.types_, e_.events_.constructions, e_.unreached_);
  std::vector<bool> shown(e_.events_.constructions.size());
  for (const RegistrationEvent& event : e_.events_.registrations) shown[event.metric] = true;
  for (const Sample& sample : e_.events_.samples) shown[sample.metric] = true;
  std::set<const Package*> registering, sampling;  // packages that do so with what they make, so that what they do not is told apart
  for (size_t i = 0; i < shown.size(); ++i) {
    const Package* package = e_.program_.PackageOf(e_.events_.constructions[i].at.module);
    if (shown[i] && NeedsRegistering(e_.events_.constructions[i])) registering.insert(package);
    if (shown[i] && NeedsSampling(e_.events_.constructions[i])) sampling.insert(package);
  }
  FindWithoutChildren();
  LeaveOutUncalled();
  std::map<std::string_view, bool> in_program;  // by folder
  for (Construction& construction : e_.events_.constructions) {
    const std::string& folder = construction.at.module->folder;
    const auto [known, fresh] = in_program.try_emplace(folder);
    if (fresh) known->second = e_.graph_.IsInSomeProgram(folder);
    if (!known->second) construction.never_exposed = "no program imports `" + folder + "`";
  }
  for (size_t i = 0; i < shown.size(); ++i) {  // promauto.With(nil).NewCounter(prometheus.CounterOpts{}): for a caller that shows none
    Construction& construction = e_.events_.constructions[i];
    const bool makes = construction.made_by.function->action == libraries::Action::kConstruct && construction.family == nullptr;
    if (makes && !shown[i] && Values::IsKnownText(construction.name) && Values::KnownText(construction.name).empty()) construction.never_exposed = "nothing registers it";
  }
  std::map<Place, std::string> known;  // by where it is made: the name that holds it, "" when that settles nothing
  for (size_t i = 0; i < shown.size(); ++i) {
    Construction& construction = e_.events_.constructions[i];
    const Package* package = e_.program_.PackageOf(construction.at.module);
    const bool is_descriptor = NeedsSampling(construction) && sampling.contains(package);
    if (shown[i] || !(is_descriptor || (NeedsRegistering(construction) && registering.contains(package)))) continue;
    auto [holder, fresh] = known.try_emplace(construction.at);
    if (fresh) holder->second = HolderNeverShown(construction.at, is_descriptor);
    if (!holder->second.empty()) construction.never_exposed = std::string(is_descriptor ? "nothing reads `" : "nothing registers `") + holder->second + "`";
  }
  if (!e_.unfinished_.empty()) return;  // what was not run may look into any table
  for (const auto& [cell, lookups] : e_.lookups_) {
    const Value content = e_.memory_.Read(cell);
    if (lookups.unknown || !content->Is(ValueKind::kMapContent) || content->open) continue;
    for (const MapEntry& entry : content->entries) {
      const Value row = entry.value;
      if (!Values::IsKnownText(entry.key) || lookups.keys.contains(Values::KnownText(entry.key))) continue;
      if (!row->Is(ValueKind::kNative) || row->native != NativeKind::kDescriptor || shown[row->id]) continue;
      e_.events_.constructions[row->id].never_exposed = "nothing takes `" + Values::KnownText(entry.key) + "` out of the table it is kept in";
    }
  }
}

// What is made in one place by what the program calls, and once more by a function nobody calls, for a registerer nobody knows: the second
// is not what the program exposes, when the first always has a prefix.
void NeverExposed::LeaveOutUncalled() {
  const auto adds_nothing = [](const RegistrationEvent& event) {
    const bool labels = !event.labels->Is(ValueKind::kList) || event.labels->length > 0 || event.labels->open;
    return event.open && !labels && Values::IsKnownText(event.prefix) && event.prefix->text.empty();
  };
  // What one run made and registered, and a run without callers registers once more with whatever it is given.
  std::set<uint32_t> added;
  for (const RegistrationEvent& event : e_.events_.registrations) {
    if (!adds_nothing(event)) added.insert(event.metric);
  }
  std::erase_if(e_.events_.registrations, [&](const RegistrationEvent& event) { return adds_nothing(event) && added.contains(event.metric); });
  std::map<const Symbol*, bool> uncalled;
  const auto is_uncalled = [&](const Symbol* root) {
    if (root == nullptr || root->kind != SymbolKind::kFunction || root->name == "main" || root->name == "init") return false;
    const auto [known, fresh] = uncalled.try_emplace(root);
    if (fresh) known->second = e_.slice_.CallersOf(root).empty();
    return known->second;
  };
  const auto what = [](const Construction& one) { return std::pair(one.at, Values::IsKnownText(one.name) ? Values::KnownText(one.name) : std::string()); };
  std::map<std::pair<Place, std::string>, bool> prefixed;  // what the program calls makes: whether always with a prefix
  std::map<uint32_t, bool> nobodys;                        // by metric: whether nothing is known of what it is registered with
  for (const RegistrationEvent& event : e_.events_.registrations) {
    const bool plain = event.prefix->Is(ValueKind::kText) && event.prefix->text.empty();
    const auto [unknown, first] = nobodys.try_emplace(event.metric, true);
    unknown->second = unknown->second && adds_nothing(event);
    const Construction& one = e_.events_.constructions[event.metric];
    if (one.superseded || !one.never_exposed.empty() || is_uncalled(one.root)) continue;
    const auto [always, fresh] = prefixed.try_emplace(what(one), true);
    always->second = always->second && !plain;
  }
  for (const auto& [metric, nobody_knows] : nobodys) {
    Construction& one = e_.events_.constructions[metric];
    if (!nobody_knows || one.calls.empty() || what(one).second.empty() || !is_uncalled(one.root)) continue;
    const auto other = prefixed.find(what(one));
    if (other != prefixed.end() && other->second) one.never_exposed = "only `" + std::string(one.root->name) + "` makes it without a prefix, and nothing calls that";
  }
}

// The unexported variable or field that what is made there is kept in, if all that is done with a metric is to use it, and with a
// descriptor to keep it.
std::string NeverExposed::HolderNeverShown(Place at, bool is_descriptor) {
  const Module& module = *at.module;
  const std::vector<NodeId> parents = ParentsIn(module);
  for (NodeId id = 1; id < module.nodes.size(); ++id) {
    if (module.At(id).kind != NodeKind::kCall || module.At(id).begin != at.offset) continue;
    if (NamedFamilies(e_).NamedFunction(module, module.At(id).first).function == nullptr) continue;  // a factory may register
    const NodeId holder = HolderOf(module, parents, id);
    if (holder == kNoNode) continue;
    const std::string_view name = module.Text(holder);
    const bool unexported = std::islower(static_cast<unsigned char>(name.front())) != 0;
    if (!unexported) continue;
    const Package& package = *e_.program_.PackageOf(&module);
    if (is_descriptor ? IsOnlyStored(package, name, module, holder) : IsOnlyUsed(package, name, module, holder)) return std::string(name);
  }
  return "";
}

// Vectors that are never given a child, registered as far as can be seen or not.
void NeverExposed::FindWithoutChildren() {
  std::map<Place, std::string> known;  // by where it is made: why it shows nothing, "" when it may
  std::map<const Package*, bool> gives_children;
  for (Construction& construction : e_.events_.constructions) {
    if (!construction.never_exposed.empty() || !AppearsWhenUsed(construction)) continue;
    auto [why, fresh] = known.try_emplace(construction.at);
    if (fresh && construction.family == nullptr) {
      const Package* package = e_.program_.PackageOf(construction.at.module);
      const auto [gives, unknown] = gives_children.try_emplace(package);
      if (unknown) gives->second = GivesChildren(*package);
      fresh = gives->second;
    }
    if (fresh) why->second = NeverUsed(construction);
    construction.never_exposed = why->second;
  }
}

// Why nobody can use what is made there: it goes straight to a registerer, or the unexported variable or field it is kept in is only
// registered. What is registered is a collector to whoever has it: only asserting its type makes it a vector again.
std::string NeverExposed::NeverUsed(const Construction& construction) {
  const Module& module = *construction.at.module;
  const std::string_view maker = construction.made_by.function->name;
  if (!maker.starts_with("New")) return "";
  const std::string_view type = maker.substr(3);
  const std::vector<NodeId> parents = ParentsIn(module);
  for (NodeId id = 1; id < module.nodes.size(); ++id) {
    if (module.At(id).kind != NodeKind::kCall || module.At(id).begin != construction.at.offset) continue;
    if (NamedFamilies(e_).NamedFunction(module, module.At(id).first).function != construction.made_by.function) continue;
    if (IsOnlyCollected(module, parents, id, type)) return IsAsserted(e_.program_, type) ? "" : "nothing keeps what is registered here, to use it";
    const NodeId holder = HolderOf(module, parents, id);
    if (holder == kNoNode) continue;
    const std::string_view name = module.Text(holder);
    if (std::islower(static_cast<unsigned char>(name.front())) == 0) continue;
    const bool only = AllMentions(*e_.program_.PackageOf(&module), name, module, holder, [&](const Module& other, const std::vector<NodeId>& above, NodeId mention) {
      const NodeId parent = above[mention];
      if (other.At(parent).kind == NodeKind::kField) return other.At(parent).first != mention;
      const bool field = other.At(parent).kind == NodeKind::kMember && other.At(parent).first != mention;
      return IsOnlyCollected(other, above, field ? parent : mention, type);
    });
    if (only && !IsAsserted(e_.program_, type)) return "nothing gives `" + std::string(name) + "` values of its labels";
  }
  return "";
}

// registry.MustRegister(x), []prometheus.Collector{x}
bool NeverExposed::IsOnlyCollected(const Module& module, const std::vector<NodeId>& parents, NodeId node, std::string_view type) {
  const NodeId parent = parents[node];
  if (module.At(parent).first == node) return false;
  if (module.At(parent).kind == NodeKind::kCall) return OnlyRegisters(module, parent, type);
  if (module.At(parent).kind != NodeKind::kComposite) return false;
  const std::string_view list = module.Text(module.At(parent).first);
  const size_t dot = list.find('.');
  if (!list.starts_with("[]") || dot == std::string_view::npos || list.substr(dot + 1) != "Collector") return false;
  return libraries::IsMetricPackage(e_.types_.ImportPath(module, list.substr(2, dot - 2)));
}

// A function of a library that registers, or a method called so where none of the tree's takes more than collectors.
bool NeverExposed::OnlyRegisters(const Module& module, NodeId call, std::string_view type) {
  using libraries::Action;
  const NodeId callee = module.At(call).first;
  if (module.At(callee).kind != NodeKind::kMember) return false;
  const NodeId object = module.At(callee).first;
  const std::string_view name = module.Text(module.At(object).next);
  const bool of_package = module.At(object).kind == NodeKind::kName && !e_.types_.ImportPath(module, module.Text(object)).empty();
  const libraries::Match match = of_package ? NamedFamilies(e_).NamedFunction(module, callee) : libraries::FindMethod(name);
  if (match.function == nullptr || match.function->action != Action::kRegister) return false;
  constexpr std::string_view kMore[] = {"any", "interface"};  // parameters that take anything
  const auto& methods = e_.program_.MethodsNamed(name);
  return of_package || std::none_of(methods.begin(), methods.end(), [&](const Symbol* method) {
    const std::string_view signature = method->module->Text(method->type);
    return std::any_of(std::begin(kMore), std::end(kMore), [&](std::string_view more) { return signature.find(more) != std::string_view::npos; }) ||
           signature.find(type) != std::string_view::npos;
  });
}

}  // namespace mdg::evaluate
