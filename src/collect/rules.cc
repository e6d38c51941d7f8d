// In: RuleEvents of the evaluator. Out: RecordingRules and Alerts. See rules.h.
#include "collect/rules.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "diagnostics/codes.h"

namespace mdg::collect {
namespace {

using evaluate::RuleEvent;
using evaluate::Values;

std::string TextOf(Value value) { return value == nullptr || value->Is(ValueKind::kNil) ? "" : Values::ToText(value).ToString(); }

// The parts of a rule, in the order they are lifted in.
enum Part : uint8_t { kName, kExpression, kHelp, kType, kLabels, kDuration, kAnnotations };

std::map<std::string, std::string> TextsOf(Value pairs) {
  std::map<std::string, std::string> texts;
  for (size_t i = 0; pairs->Is(ValueKind::kList) && i < pairs->length; ++i) {
    const Value pair = pairs->backing->elements[i].value;
    if (pair->Is(ValueKind::kTuple) && pair->items.size() == 2) texts[TextOf(pair->items[0])] = TextOf(pair->items[1]);
  }
  return texts;
}

SourceLocation PlaceOf(const RuleEvent& event, const std::vector<Value>& parts) {
  const Trail* name = Values::LastLiteral(parts[kName]->trail);  // where a maintainer would look for it, whoever makes the object
  return name != nullptr ? name->module->LocationAt(name->offset) : event.at.module->LocationAt(event.at.offset);
}

// One of the ways the parts of a rule can fall.
RecordingRule RuleOf(const RuleEvent& event, const std::vector<Value>& parts) {
  RecordingRule rule{TextOf(parts[kName]), TextOf(parts[kExpression]), TextsOf(parts[kLabels]), {PlaceOf(event, parts)}};
  rule.is_in_source = true;
  rule.help = TextOf(parts[kHelp]);
  const Value type = parts[kType];
  if (type->Is(ValueKind::kNative) && type->name == "value-type") rule.type = static_cast<MetricType>(type->id);
  return rule;
}

Alert AlertOf(const RuleEvent& event, const std::vector<Value>& parts) {
  return {TextOf(parts[kName]), TextOf(parts[kExpression]), TextOf(parts[kDuration]), TextsOf(parts[kLabels]), TextsOf(parts[kAnnotations]), {PlaceOf(event, parts)}, true};
}

// One place may be run several times, with more or less of it known: that of which most is known stands for the others.
template <typename Rule>
void KeepBestKnown(std::vector<Rule>& rules) {
  const auto key = [](const Rule& rule) {
    return std::tuple(rule.definitions.front(), rule.name, rule.labels, std::count(rule.expression.begin(), rule.expression.end(), '<'), rule.expression);
  };
  std::sort(rules.begin(), rules.end(), [&](const Rule& a, const Rule& b) { return key(a) < key(b); });
  const auto is_same = [](const Rule& a, const Rule& b) { return a.definitions == b.definitions && a.name == b.name && a.labels == b.labels; };
  rules.erase(std::unique(rules.begin(), rules.end(), is_same), rules.end());
}

}  // namespace

void CollectRules(evaluate::Evaluator& evaluator, Catalog& catalog, Sink& sink) {
  Values& values = evaluator.values();
  const Value none = values.Nil();
  std::vector<RecordingRule> rules;
  std::vector<Alert> alerts;
  std::map<SourceLocation, std::pair<std::string, std::string>> unknown;  // what it is, and what is known of the name
  std::set<SourceLocation> places;
  for (const RuleEvent& event : evaluator.events().rules) {
    const auto part = [&](Value value) { return value == nullptr ? none : value; };
    values.Lift({part(event.name), part(event.expression), part(event.help), part(event.type), part(event.labels), part(event.duration), part(event.annotations)},
                [&](const std::vector<Value>& parts) {
      const SourceLocation at = event.at.module->LocationAt(event.at.offset);
      const std::string name = TextOf(parts[kName]);
      if (!Values::IsKnownText(parts[kName])) {
        unknown.emplace(at, std::pair(event.is_alert ? "an alert" : "a recording rule", name));
      } else if (!name.empty()) {
        places.insert(at);
        if (event.is_alert) alerts.push_back(AlertOf(event, parts));
        else rules.push_back(RuleOf(event, parts));
      }
      return none;
    });
  }
  KeepBestKnown(rules);
  KeepBestKnown(alerts);
  for (const RecordingRule& rule : rules) {
    if (catalog.Add(rule)) continue;
    sink.Report({code::kContradiction, Severity::kWarning, rule.definitions.front(), "the recording rule `" + rule.name + "` records something else in other places, the first of which is shown", {}});
  }
  for (Alert& alert : alerts) catalog.Add(std::move(alert));
  for (const auto& [at, what] : unknown) {  // a place that callers give names is one nobody else need be told of
    if (places.contains(at)) continue;
    sink.Report({code::kUnknownRule, Severity::kNote, at, what.first + " is left out: its name, `" + what.second + "`, is not known", {}});
  }
}

}  // namespace mdg::collect
