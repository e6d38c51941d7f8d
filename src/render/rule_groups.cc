// In: rules of a Catalog. Out: groups of a Document. See rule_groups.h.
#include "render/rule_groups.h"

#include <algorithm>
#include <map>
#include <utility>

#include "model/rule_uses.h"

namespace mdg::render {
namespace {

// Those of the document that say something about a rule, and what only rules have beside the description.
std::vector<ColumnKind> ColumnsFor(Kind kind, const std::vector<ColumnKind>& wanted) {
  std::vector<ColumnKind> columns;
  for (ColumnKind column : wanted) {
    const bool is_of_any = column == ColumnKind::kName || column == ColumnKind::kKind || column == ColumnKind::kHelp || column == ColumnKind::kOrigin || column == ColumnKind::kDefinition;
    const bool is_of_series = column == ColumnKind::kType || column == ColumnKind::kLabels;
    if (kind == Kind::kAlert && column == ColumnKind::kType) columns.push_back(ColumnKind::kSeverity);
    if (kind == Kind::kAlert && column == ColumnKind::kHelp) columns.push_back(ColumnKind::kDuration);
    if (is_of_any || (is_of_series && kind == Kind::kRecordingRule)) columns.push_back(column);
    if (column == ColumnKind::kHelp) columns.push_back(ColumnKind::kExpression);
  }
  return columns;
}

void DropEmptyColumns(Group& group) {
  for (size_t i = group.columns.size(); i-- > 1;) {
    if (std::any_of(group.rows.begin(), group.rows.end(), [i](const Row& row) { return !row.cells[i].empty(); })) continue;
    const auto at = static_cast<std::ptrdiff_t>(i);
    group.columns.erase(group.columns.begin() + at);
    for (Row& row : group.rows) row.cells.erase(row.cells.begin() + at);
  }
}

template <typename Rule>
Group MakeGroup(Kind kind, std::string_view title, std::string_view text, const std::vector<const Rule*>& rules, const RuleUses& uses, const DocumentOptions& options) {
  Group group;
  group.kind = kind;
  if (options.only_group.empty()) group.title = title;  // the file it has for itself says it
  group.text = text;
  const std::vector<ColumnKind> columns = ColumnsFor(kind, options.columns);
  for (ColumnKind column : columns) group.columns.push_back({column, std::string(ColumnTitle(column))});
  for (const Rule* rule : rules) {
    Row row{rule->name, {}, MakeDetails(*rule)};
    for (RuleUses::Use& use : uses.Of(*rule)) row.details.uses.push_back({use.is_rule ? Kind::kRecordingRule : Kind::kMetric, std::move(use.name), "", use.is_possible});
    for (ColumnKind column : columns) row.cells.push_back(MakeCell(row.details, column, options.source_link));
    group.rows.push_back(std::move(row));
  }
  DropEmptyColumns(group);
  return group;
}

// Metrics and what is recorded are series of one space of names; alerts are none.
using RowKey = std::pair<bool, std::string>;
RowKey KeyOf(Kind kind, const std::string& name) { return {kind == Kind::kAlert, name}; }

// Who reads a series, by its name; true: who perhaps does.
std::map<std::string, std::map<std::pair<Kind, std::string>, bool>> ReadersIn(const Catalog& catalog) {
  const RuleUses uses(catalog);
  std::map<std::string, std::map<std::pair<Kind, std::string>, bool>> readers;
  for (const RecordingRule& rule : catalog.recording_rules) {
    for (const RuleUses::Use& use : uses.Of(rule)) readers[use.name].emplace(std::pair(Kind::kRecordingRule, rule.name), use.is_possible);
  }
  for (const Alert& alert : catalog.alerts) {
    for (const RuleUses::Use& use : uses.Of(alert)) readers[use.name].emplace(std::pair(Kind::kAlert, alert.name), use.is_possible);
  }
  return readers;
}

template <typename Use>
void ForEachRow(Document& document, Use use) {
  for (Group& group : document.groups) {
    for (Row& row : group.rows) use(row);
  }
}

}  // namespace

bool IsTitleOfRules(std::string_view title) { return title == kRulesTitle || title == kAlertsTitle; }

ChosenRules ChooseRules(const Catalog& catalog, const DocumentOptions& options) {
  ChosenRules chosen;
  if (!options.types.empty() || !options.folders.empty() || !options.programs.empty()) return chosen;
  const auto is_of_group = [&](std::string_view title) { return options.only_group.empty() || options.only_group == title; };
  for (const RecordingRule& rule : catalog.recording_rules) {
    if (is_of_group(kRulesTitle) && MatchesOneOf(options.names, rule.name)) chosen.recording.push_back(&rule);
  }
  for (const Alert& alert : catalog.alerts) {
    if (is_of_group(kAlertsTitle) && MatchesOneOf(options.names, alert.name)) chosen.alerts.push_back(&alert);
  }
  return chosen;
}

std::vector<Group> MakeRuleGroups(const Catalog& catalog, const ChosenRules& rules, const DocumentOptions& options) {
  std::vector<Group> groups;
  if (rules.recording.empty() && rules.alerts.empty()) return groups;
  const RuleUses uses(catalog);
  if (!rules.recording.empty()) {
    groups.push_back(MakeGroup(Kind::kRecordingRule, kRulesTitle, "Series that no program exposes: a server records them by these rules.", rules.recording, uses, options));
  }
  if (!rules.alerts.empty()) groups.push_back(MakeGroup(Kind::kAlert, kAlertsTitle, "What a server raises alerts for, by these rules.", rules.alerts, uses, options));
  return groups;
}

void LinkRules(const Catalog& catalog, Document& document) {
  if (catalog.recording_rules.empty() && catalog.alerts.empty()) return;
  std::map<RowKey, std::string> anchors;
  ForEachRow(document, [&](const Row& row) { anchors.emplace(KeyOf(row.details.kind, row.name), row.details.anchor); });
  const auto link = [&](Reference& to) {
    if (const auto found = anchors.find(KeyOf(to.kind, to.name)); found != anchors.end()) to.anchor = found->second;
  };
  const auto readers = ReadersIn(catalog);
  ForEachRow(document, [&](Row& row) {
    const auto found = row.details.kind == Kind::kAlert ? readers.end() : readers.find(row.name);
    if (found != readers.end()) {
      for (const auto& [reader, is_possible] : found->second) row.details.used_by.push_back({reader.first, reader.second, "", is_possible});
    }
    for (Reference& to : row.details.uses) link(to);
    for (Reference& to : row.details.used_by) link(to);
  });
}

}  // namespace mdg::render
