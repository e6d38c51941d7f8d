// In: Catalog. Out: a Grouping. See propose.h.
#include "render/propose.h"

#include <algorithm>

namespace mdg::render {
namespace {

constexpr size_t kBig = 50;              // of a program's own metrics: more are too many for one list
constexpr size_t kLeastGroups = 3;
constexpr size_t kLeastOnAverage = 4;    // metrics in a group: fewer, and the titles are half of the page
constexpr double kMostInOne = 0.6;       // of all metrics: more, and the list is as long as before

bool IsNatural(const Chosen& metrics, const std::vector<ChosenGroup>& groups) {
  size_t largest = 0;
  for (const ChosenGroup& group : groups) largest = std::max(largest, group.metrics.size());
  return groups.size() >= kLeastGroups && groups.size() * kLeastOnAverage <= metrics.size() &&
         static_cast<double>(largest) <= kMostInOne * static_cast<double>(metrics.size());
}

}  // namespace

std::string_view GroupingWord(Grouping grouping) {
  switch (grouping) {
    case Grouping::kNone: return "none";
    case Grouping::kSubsystem: return "subsystem";
    case Grouping::kFolder: return "folder";
    case Grouping::kProgram: return "program";
    case Grouping::kType: return "type";
    case Grouping::kStability: return "stability";
    case Grouping::kMarker: return "marker";
  }
  return "";
}

GroupingProposal ProposeGrouping(const Catalog& catalog) {
  const ShownPrograms programs = ShowPrograms(catalog);
  Chosen own = Choose(catalog.metrics, {}, Order::kName);
  std::erase_if(own, [](const Metric* metric) { return IsOfLibrary(*metric); });
  GroupingProposal proposal{Grouping::kNone, own.size()};
  if (own.size() <= kBig) return proposal;
  for (const Grouping grouping : {Grouping::kMarker, Grouping::kSubsystem, Grouping::kFolder}) {  // what the source says itself comes first
    if (proposal.grouping == Grouping::kNone && IsNatural(own, GroupMetrics(own, grouping, programs))) proposal.grouping = grouping;
  }
  return proposal;
}

}  // namespace mdg::render
