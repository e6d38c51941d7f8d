// Metrics that come to be where they are used (libraries::IsUse): calls anywhere in a program, of which most hang on nothing.
//
//     metrics.IncrCounter([]string{"rpc", "query"}, 1)              closed: evaluated without running anything
//     metrics.IncrCounter([]string{"rpc", endpoint}, 1)             marked like other constructors, its callers too
//
// And options of a metric that are handed to code out of sight.
//
// In: units. Out: closed uses, marks. Whether such a call is reached is not asked: it is taken to be. See propagation.h.
#include <algorithm>
#include <utility>

#include "slice/propagation.h"

namespace mdg::slice {

// Nothing that is decided by running the function has a say: metrics.IncrCounter([]string{"rpc", "query"}, 1)
bool Propagation::IsClosed(Unit& unit, const Call& call) {
  const Module& module = *unit.module;
  const libraries::Function& row = *call.row.function;
  std::vector<NodeId> stack;
  int8_t index = 0;
  for (NodeId a = module.At(module.At(call.node).first).next; a != kNoNode; a = module.At(a).next, ++index) {
    if (libraries::Uses(row, index)) stack.push_back(a);
  }
  while (!stack.empty()) {
    const NodeId id = stack.back();
    stack.pop_back();
    const Node& node = module.At(id);
    if (node.kind == NodeKind::kCall || node.kind == NodeKind::kFunctionLiteral || node.kind == NodeKind::kIndex) return false;
    if (node.kind == NodeKind::kName && unit.Find(module.Text(node), node.begin) != nullptr) return false;
    if (node.kind == NodeKind::kLiteral) continue;
    if (node.kind == NodeKind::kComposite) {
      const Type* type = types_.Underlying(resolver_.TypeOf(unit, id));
      const bool outside = type != nullptr && type->kind == Type::Kind::kExternal;
      const libraries::Record* record = outside ? libraries::FindRecord(type->path, type->name) : nullptr;
      for (NodeId e = module.At(node.first).next; e != kNoNode; e = module.At(e).next) {
        if (module.At(e).kind != NodeKind::kKeyValue) {
          stack.push_back(e);
          continue;
        }
        const std::string_view field = module.Text(module.At(e).first);
        const bool tells = record == nullptr || record->telling.empty() || std::find(record->telling.begin(), record->telling.end(), field) != record->telling.end();
        if (tells) stack.push_back(module.At(module.At(e).first).next);
      }
      continue;
    }
    if (node.kind == NodeKind::kMember) {  // pkg.Name, or a field of something
      stack.push_back(node.first);
      continue;
    }
    for (NodeId c = node.first; c != kNoNode; c = module.At(c).next) stack.push_back(c);
  }
  return true;
}

// Calls that stand anywhere in a program, because the metric comes to be by being used.
void Propagation::SeedUses(Unit& unit) {
  const Module& module = *unit.module;
  const bool outer = std::exchange(passing_by_, true);
  for (Call& call : unit.calls) {
    if (call.callee != Callee::kLibrary || !libraries::IsUse(call.row)) continue;
    if (call.row.function->action == libraries::Action::kConstruct && IsClosed(unit, call)) {
      closed_uses_.emplace_back(&module, call);
      int8_t index = 0;
      for (NodeId a = module.At(module.At(call.node).first).next; a != kNoNode; a = module.At(a).next, ++index) {
        if (libraries::Uses(*call.row.function, index)) Want(unit, a);
      }
      continue;
    }
    if (call.row.function->action == libraries::Action::kMeasure) {  // run by itself, for its labels; nobody who calls it is
      const NodeId callee = WithoutParentheses(module, module.At(call.node).first);
      const Type* type = module.At(callee).kind == NodeKind::kMember ? Types::Dereference(resolver_.TypeOf(unit, module.At(callee).first)) : nullptr;
      const bool is_typed = type != nullptr && type->kind == Type::Kind::kExternal && type->name == call.row.function->receiver && call.row.function->metric_name == libraries::kNoArgument;
      measures_.emplace_back(&module, call.node, is_typed ? call.row.function->receiver : std::string_view());
      Mark(unit, call.node, kWeak);
      unit.matters = unit.measures = true;
      for (NodeId around = call.node; around != unit.root; around = ParentOf(unit, around)) {
        if (module.At(around).kind == NodeKind::kFunctionLiteral) measuring_literals_.emplace(&module, around);
      }
      continue;
    }
    unit.mentions = true;
    Mark(unit, call.node, kWeak | kEffect);
    if (call.row.function->action == libraries::Action::kConstruct) constructors_.emplace_back(unit.module, call.node);
  }
  passing_by_ = outer;
  SeedHandedOn(unit);
}

// elsewhere.NewCounter(registry, prometheus.CounterOpts{...}), whose source is not here: what becomes of the options nobody else says.
void Propagation::SeedHandedOn(Unit& unit) {
  const Module& module = *unit.module;
  if (module.language != "go") return;  // no library for another language takes options
  const bool uses = std::any_of(module.imports.begin(), module.imports.end(), [](const Import& i) { return libraries::IsMetricPackage(i.path); });
  for (Call& call : unit.calls) {
    // newGauge := prometheus.NewGauge; newGauge(options): what is called is a value
    const bool is_value = call.callee == Callee::kUnresolved && call.functions.empty();
    if (call.callee != Callee::kOutside && !is_value) continue;
    const NodeId callee = module.At(call.node).first;
    const bool member = module.At(callee).kind == NodeKind::kMember;
    const std::string_view package = member ? resolver_.PackageOf(unit, module.At(callee).first) : std::string_view();
    if (!package.empty() && package.find('.') == std::string_view::npos) continue;  // fmt.Println(options)
    const std::string_view function = module.Text(member ? module.Child(callee, 1) : callee);
    if (!uses && (is_value || !function.starts_with("New"))) continue;  // most calls: their arguments are not looked at
    for (NodeId a = module.At(callee).next; a != kNoNode; a = module.At(a).next) {
      const Type* type = Types::Dereference(resolver_.TypeOf(unit, a));
      if (type == nullptr || type->kind != Type::Kind::kExternal) continue;
      const bool known = libraries::FindFunction(type->path, type->name, libraries::kHandedOn).function != nullptr;
      if (!known && (type->path.empty() || libraries::FindLookalike(function, type->name).function == nullptr)) continue;
      unit.mentions = true;
      Mark(unit, call.node, kWeak | kEffect);
      Want(unit, a);
      if (member && package.empty()) Want(unit, module.At(callee).first);
      if (!known || module.Text(a).find("Name:") != std::string_view::npos) constructors_.emplace_back(unit.module, call.node);
    }
  }
}

}  // namespace mdg::slice
