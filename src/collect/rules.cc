// In: RuleEvents of the evaluator. Out: RecordingRules. See rules.h.
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

// One of the ways the parts of a rule can fall.
RecordingRule RuleOf(const RuleEvent& event, const std::vector<Value>& parts) {
  const Trail* name = Values::LastLiteral(parts[0]->trail);  // where a maintainer would look for it, whoever makes the object
  const SourceLocation at = name != nullptr ? name->module->LocationAt(name->offset) : event.at.module->LocationAt(event.at.offset);
  RecordingRule rule{TextOf(parts[0]), TextOf(parts[1]), {}, {at}};
  rule.is_in_source = true;
  rule.help = TextOf(parts[2]);
  const Value type = parts[3], labels = parts[4];
  if (type->Is(ValueKind::kNative) && type->name == "value-type") rule.type = static_cast<MetricType>(type->id);
  for (size_t i = 0; labels->Is(ValueKind::kList) && i < labels->length; ++i) {
    const Value pair = labels->backing->elements[i].value;
    if (pair->Is(ValueKind::kTuple) && pair->items.size() == 2) rule.labels[TextOf(pair->items[0])] = TextOf(pair->items[1]);
  }
  return rule;
}

}  // namespace

void CollectRules(evaluate::Evaluator& evaluator, Catalog& catalog, Sink& sink) {
  Values& values = evaluator.values();
  const Value none = values.Nil();
  std::vector<RecordingRule> known;
  std::map<SourceLocation, std::string> unknown;  // and what is known of the name
  std::set<SourceLocation> places;
  for (const RuleEvent& event : evaluator.events().rules) {
    const auto part = [&](Value value) { return value == nullptr ? none : value; };
    values.Lift({part(event.name), part(event.expression), part(event.help), part(event.type), part(event.labels)}, [&](const std::vector<Value>& parts) {
      RecordingRule rule = RuleOf(event, parts);
      const SourceLocation at = event.at.module->LocationAt(event.at.offset);
      if (!Values::IsKnownText(parts[0])) {
        unknown.emplace(at, rule.name);
      } else if (!rule.name.empty()) {
        places.insert(at);
        known.push_back(std::move(rule));
      }
      return none;
    });
  }
  // One place may be run several times, with more or less of it known: that of which most is known stands for the others.
  const auto key = [](const RecordingRule& rule) {
    return std::tuple(rule.definitions.front(), rule.name, std::count(rule.expression.begin(), rule.expression.end(), '<'), rule.expression);
  };
  std::sort(known.begin(), known.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  const auto same = [](const RecordingRule& a, const RecordingRule& b) { return a.definitions == b.definitions && a.name == b.name && a.labels == b.labels; };
  known.erase(std::unique(known.begin(), known.end(), same), known.end());
  for (const RecordingRule& rule : known) {
    if (catalog.Add(rule)) continue;
    sink.Report({code::kContradiction, Severity::kWarning, rule.definitions.front(), "the recording rule `" + rule.name + "` records something else in other places, the first of which is shown", {}});
  }
  for (const auto& [at, name] : unknown) {  // a place that callers give names is one nobody else need be told of
    if (places.contains(at)) continue;
    sink.Report({code::kUnknownRule, Severity::kNote, at, "a recording rule is left out: its name, `" + name + "`, is not known", {}});
  }
}

}  // namespace mdg::collect
