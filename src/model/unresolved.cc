// In: metrics. Out: unresolved sites. See unresolved.h.
#include "model/unresolved.h"

#include <algorithm>
#include <tuple>

namespace mdg {
namespace {

constexpr size_t kMostCallers = 8;  // shown of one unresolved site

bool HasLiteral(const Text& name) {
  return std::any_of(name.pieces().begin(), name.pieces().end(), [](const auto& piece) { return !piece.is_hole; });
}

void AddUnresolved(Metric& metric, std::vector<UnresolvedSite>& unresolved) {
  const Text& name = metric.name.value;
  const Hole why = metric.name.unknown.value_or(name.IsEmpty() ? Hole{"name", Reason::kUnresolved} : name.pieces().front().hole);
  if (metric.definitions.empty()) metric.definitions.emplace_back();
  for (const SourceLocation& at : metric.definitions) unresolved.push_back({at, "metric name", why, metric.name.trail});
}

}  // namespace

void SortByKindOfName(Catalog& catalog) {
  std::vector<Metric> metrics, patterns;
  const auto sort = [&](std::vector<Metric>& all) {
    for (Metric& metric : all) {
      const Text& name = metric.name.value;
      if (HasLiteral(name)) (name.IsKnown() ? metrics : patterns).push_back(std::move(metric));
      else AddUnresolved(metric, catalog.unresolved);
    }
  };
  const bool is_sorted = std::all_of(catalog.metrics.begin(), catalog.metrics.end(), [](const Metric& metric) { return HasLiteral(metric.name.value) && metric.name.value.IsKnown(); });
  if (is_sorted) metrics = std::move(catalog.metrics);  // mostly
  else sort(catalog.metrics);
  sort(catalog.patterns);
  catalog.metrics = std::move(metrics);
  catalog.patterns = std::move(patterns);
}

void FoldUnresolved(std::vector<UnresolvedSite>& sites) {
  std::stable_sort(sites.begin(), sites.end(), [](const UnresolvedSite& a, const UnresolvedSite& b) {
    return std::tie(a.at, a.what, a.why, a.trail) < std::tie(b.at, b.what, b.why, b.trail);
  });
  std::vector<UnresolvedSite> folded;
  size_t callers = 0;
  for (UnresolvedSite& site : sites) {
    const bool same = !folded.empty() && std::tie(folded.back().at, folded.back().what, folded.back().why) == std::tie(site.at, site.what, site.why);
    if (!same) {
      folded.push_back(std::move(site));
      callers = 1;
      continue;
    }
    std::vector<TrailStep>& trail = folded.back().trail;
    const auto news = std::find_if(site.trail.begin(), site.trail.end(), [&](const TrailStep& step) { return std::find(trail.begin(), trail.end(), step) == trail.end(); });
    if (news == site.trail.end() || ++callers > kMostCallers) continue;
    trail.push_back({news->at, "and " + news->text});
  }
  sites = std::move(folded);
}

}  // namespace mdg
