// In: a Program. Out: unresolved sites. See templates.h.
#include "collect/templates.h"

#include <string_view>

namespace mdg::collect {

namespace {

bool HasExpositionLine(std::string_view text) {
  for (std::string_view mark : {"# TYPE ", "# HELP "}) {
    for (size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1)) {
      if (at == 0 || text[at - 1] == '\n') return true;
    }
  }
  return false;
}

}  // namespace

std::vector<UnresolvedSite> TemplatesOf(const Program& program) {
  std::vector<UnresolvedSite> sites;
  for (const auto& module : program.modules()) {
    if (module->is_test || module->language != "go") continue;
    for (NodeId id = 1; id < module->nodes.size(); ++id) {
      const Node& node = module->At(id);
      if (node.kind != NodeKind::kLiteral || node.op != Operator::kString) continue;
      const std::string_view text = module->StringValue(node);
      if (text.find("{{") == std::string_view::npos || !HasExpositionLine(text)) continue;
      sites.push_back({module->LocationOf(id), "metric name", Hole{"template", Reason::kUnsupported}, {}});
    }
  }
  return sites;
}

}  // namespace mdg::collect
