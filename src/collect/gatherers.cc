// In: a Program, a Catalog. Out: notes in the Catalog. See gatherers.h.
#include "collect/gatherers.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "diagnostics/codes.h"
#include "libraries/library.h"

namespace mdg::collect {

namespace {

struct Gatherer {
  SourceLocation at;
  bool renames = false;
  std::vector<std::string> labels;  // what it adds, as far as it is written there
  bool adds_labels = false;
  const std::vector<std::string>* programs = nullptr;
};

// Reads one function.
class Reader {
 public:
  Reader(const Module& module, NodeId function) : module_(module) {
    const NodeId name = module.At(module.At(function).first).next;
    is_gatherer_ = module.Text(module.At(name)) == libraries::kGather;
    Read(function);
  }

  bool Changes() const { return is_gatherer_ && gathers_ && (found.renames || found.adds_labels); }

  Gatherer found;

 private:
  void Read(NodeId id) {
    std::vector<NodeId> open = {id};
    while (!open.empty()) {
      const NodeId at = open.back();
      open.pop_back();
      const Node& node = module_.At(at);
      if (node.kind == NodeKind::kCall && MemberOf(node.first) == libraries::kGather && module_.At(node.first).next == kNoNode) gathers_ = true;
      if (node.kind == NodeKind::kMember && MemberOf(at) == libraries::kGathererFunction) is_gatherer_ = true;
      if (node.kind == NodeKind::kAssign) ReadAssignment(node);
      if (node.kind == NodeKind::kLiteral || node.kind == NodeKind::kName) continue;
      for (NodeId child = node.first; child != kNoNode; child = module_.At(child).next) open.push_back(child);
    }
  }

  // `family.Name = ...`, `*family.Name = ...`, `metric.Label = append(...)`
  void ReadAssignment(const Node& assignment) {
    const NodeId right = module_.At(assignment.first).next;
    for (NodeId target = module_.At(assignment.first).first; target != kNoNode; target = module_.At(target).next) {
      const bool is_dereferenced = module_.At(target).kind == NodeKind::kDereference;
      const std::string_view member = MemberOf(is_dereferenced ? module_.At(target).first : target);
      if (member != "Name" && member != "Label") continue;
      if (found.at.path.empty()) found.at = module_.LocationOf(target);
      (member == "Name" ? found.renames : found.adds_labels) = true;
      if (member == "Label") ReadLabels(right);
    }
  }

  // The names in `&dto.LabelPair{Name: proto.String("zone"), ...}`.
  void ReadLabels(NodeId right) {
    std::vector<NodeId> open = {right};
    while (!open.empty()) {
      const Node& node = module_.At(open.back());
      open.pop_back();
      if (node.kind == NodeKind::kLiteral || node.kind == NodeKind::kName) continue;
      if (node.kind == NodeKind::kKeyValue && module_.Text(module_.At(node.first)) == "Name") {
        NodeId value = module_.At(node.first).next;
        if (module_.At(value).kind == NodeKind::kCall) value = module_.At(module_.At(value).first).next;
        const Node& name = module_.At(value);
        if (name.kind == NodeKind::kLiteral && name.op == Operator::kString) found.labels.emplace_back(module_.StringValue(name));
        continue;
      }
      for (NodeId child = node.first; child != kNoNode; child = module_.At(child).next) open.push_back(child);
    }
  }

  std::string_view MemberOf(NodeId id) const {
    if (module_.At(id).kind != NodeKind::kMember) return {};
    return module_.Text(module_.At(module_.At(id).first).next);
  }

  const Module& module_;
  bool is_gatherer_ = false;  // else it may push them somewhere, which no scrape sees
  bool gathers_ = false;
};

std::vector<Gatherer> GatherersOf(const Program& program, const ImportGraph& graph) {
  std::vector<Gatherer> gatherers;
  for (const auto& module : program.modules()) {
    const bool knows = std::any_of(module->imports.begin(), module->imports.end(), [](const Import& import) { return import.path == libraries::kFamilyMessages; });
    if (!knows || module->is_test) continue;
    for (NodeId id = module->At(module->root).first; id != kNoNode; id = module->At(id).next) {
      if (module->At(id).kind != NodeKind::kFunction) continue;
      Reader reader(*module, id);
      if (!reader.Changes()) continue;
      reader.found.programs = &graph.ProgramsWith(module->folder);
      gatherers.push_back(std::move(reader.found));
    }
  }
  return gatherers;
}

// Where no program is known, everything may be gathered so.
bool Meet(const std::vector<std::string>& some, const std::vector<std::string>& others) {
  if (some.empty() || others.empty()) return true;
  return std::any_of(some.begin(), some.end(), [&](const std::string& one) { return std::binary_search(others.begin(), others.end(), one); });
}

void Add(std::string& note, const std::string& text) { note += (note.empty() ? "" : "; ") + text; }

// `start`, `zone`; "labels" where nothing says which.
std::string Added(const Gatherer& gatherer) {
  std::string names;
  for (const std::string& label : gatherer.labels) names += (names.empty() ? "`" : ", `") + label + '`';
  return names.empty() ? "labels" : names;
}

void Note(const Gatherer& gatherer, Metric& metric) {
  const std::string place = fmt::format("`{}:{}`", gatherer.at.path, gatherer.at.line);
  if (gatherer.renames) Add(metric.name.note, place + " may change the names of what it gathers, say put a prefix before them");
  if (!gatherer.adds_labels) return;
  metric.labels.value.has_more = true;
  if (!metric.labels.unknown) metric.labels.unknown = Hole{"labels", Reason::kUnsupported};
  Add(metric.labels.note, fmt::format("{} may add {} to what it gathers", place, Added(gatherer)));
}

}  // namespace

void NoteGatherers(const Program& program, const ImportGraph& graph, Catalog& catalog, Sink& sink) {
  for (const Gatherer& gatherer : GatherersOf(program, graph)) {
    size_t changed = 0;
    for (std::vector<Metric>* metrics : {&catalog.metrics, &catalog.patterns}) {
      for (Metric& metric : *metrics) {
        if (!Meet(metric.programs, *gatherer.programs)) continue;
        Note(gatherer, metric);
        ++changed;
      }
    }
    if (changed == 0) continue;
    const std::string what = gatherer.renames ? "changes the names of" : "adds " + Added(gatherer) + " to";
    sink.Report({code::kGathererChanges, gatherer.renames ? Severity::kWarning : Severity::kNote, gatherer.at,
                 fmt::format("{} what it gathers; which metrics that is was not followed: {} may be among them", what, changed), {}});
  }
}

}  // namespace mdg::collect
