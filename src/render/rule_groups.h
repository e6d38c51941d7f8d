// The groups of a document whose rows are rules of a server: recording rules, and alerts.
// In: Catalog, DocumentOptions. Out: groups with columns of their own, and who reads whom. Deliberately no anchors: document.cc gives them,
// unique over all groups, before it asks for links.
#pragma once

#include <string_view>
#include <vector>

#include "render/document.h"

namespace mdg::render {

inline constexpr std::string_view kRulesTitle = "Recording rules";
inline constexpr std::string_view kAlertsTitle = "Alerts";
bool IsTitleOfRules(std::string_view title);

struct ChosenRules {
  std::vector<const RecordingRule*> recording;
  std::vector<const Alert*> alerts;
};
// They pass the filters by name only: a rule has no folder and no program, and what has no type is not asked for by type.
ChosenRules ChooseRules(const Catalog& catalog, const DocumentOptions& options);

// None for what there is none of.
std::vector<Group> MakeRuleGroups(const Catalog& catalog, const ChosenRules& rules, const DocumentOptions& options);

// Says of every row which rules read it, and fills the anchors of what is said to read and to be read.
void LinkRules(const Catalog& catalog, Document& document);

}  // namespace mdg::render
