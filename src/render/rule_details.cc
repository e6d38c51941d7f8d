// In: a rule of a server. Out: Details. See details.h.
#include <algorithm>

#include "render/details.h"

namespace mdg::render {
namespace {

// Labels of the rule itself; those its expression leaves are there, too.
void AddLabels(Details& details, const std::map<std::string, std::string>& labels) {
  for (const auto& [name, value] : labels) {
    LabelDetails label;
    label.name = {Code(name)};
    label.is_constant = label.values_complete = true;
    label.values = {value};
    details.labels.push_back(std::move(label));
  }
  details.has_more_labels = true;
}

void AddPlaces(Details& details, const std::vector<SourceLocation>& definitions, bool is_in_source) {
  details.origins = {is_in_source ? "code" : "rule file"};
  for (const SourceLocation& at : definitions) details.definitions.push_back({at.path, at.line, 0});
}

std::string ValueOf(const std::map<std::string, std::string>& texts, const std::string& name) {
  const auto found = texts.find(name);
  return found == texts.end() ? "" : found->second;
}

// The annotations somebody reads first, the best one first.
constexpr const char* kHelpAnnotations[] = {"summary", "description", "message"};

}  // namespace

std::string_view KindName(Kind kind) {
  switch (kind) {
    case Kind::kMetric: return "metric";
    case Kind::kRecordingRule: return "recording rule";
    case Kind::kAlert: return "alert";
  }
  return "";
}

std::string ReferenceWords(const Reference& to) {
  const std::string kind = to.kind == Kind::kMetric ? "" : std::string(KindName(to.kind));
  if (!to.is_possible) return kind;
  return kind.empty() ? "perhaps" : "perhaps " + kind;
}

Details MakeDetails(const RecordingRule& rule) {
  Details details;
  details.kind = Kind::kRecordingRule;
  details.name = rule.name;
  if (rule.type != MetricType::kUnknown) details.type = MetricTypeName(rule.type);
  if (!rule.help.empty()) details.help = {Plain(rule.help)};
  details.help_says_deprecated = SaysDeprecated(rule.help);
  details.expression = {Code(rule.expression)};
  for (const std::string& other : rule.others) details.expression.insert(details.expression.end(), {Plain(", with other labels "), Code(other)});
  AddLabels(details, rule.labels);
  AddPlaces(details, rule.definitions, rule.is_in_source);
  return details;
}

Details MakeDetails(const Alert& alert) {
  Details details;
  details.kind = Kind::kAlert;
  details.name = alert.name;
  details.expression = {Code(alert.expression)};
  details.severity = ValueOf(alert.labels, "severity");
  details.duration = alert.duration;
  std::string help;
  for (const char* name : kHelpAnnotations) {
    help = ValueOf(alert.annotations, name);
    if (!help.empty()) break;
  }
  if (!help.empty()) details.help = {Plain(help)};
  for (const auto& [name, text] : alert.annotations) {
    const bool is_said = text == help && std::find(std::begin(kHelpAnnotations), std::end(kHelpAnnotations), name) != std::end(kHelpAnnotations);
    if (!is_said) details.annotations.emplace_back(name, text);
  }
  AddLabels(details, alert.labels);
  AddPlaces(details, alert.definitions, alert.is_in_source);
  return details;
}

}  // namespace mdg::render
