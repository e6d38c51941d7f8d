// In: Catalog. Out: groups of rules, one group a metric, as YAML.
#include "formats/rules.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "formats/yaml.h"
#include "promql/promql.h"

namespace mdg::formats {
namespace {

// Names of rules and of groups are unique in a file; patterns can come out alike.
class UniqueNames {
 public:
  std::string Make(const std::string& wanted) {
    std::string name = wanted;
    for (int i = 2; !taken_.insert(name).second; ++i) name = fmt::format("{}_{}", wanted, i);
    return name;
  }

 private:
  std::set<std::string> taken_;
};

std::string AlertName(const std::string& record) {
  std::string name;
  bool is_first = true;
  for (char c : record) {
    if (c == '_' || c == ':') {
      is_first = true;
      continue;
    }
    name += is_first && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    is_first = false;
  }
  return name;
}

void PutAlert(YAML::Emitter& out, const std::string& name, const promql::Expression& query, const std::string& owner) {
  out << YAML::BeginMap;
  PutPair(out, "alert", name);
  const bool is_chosen = query.alarm == promql::Alarm::kIsZero;
  PutPair(out, "expr", is_chosen ? query.expression : fmt::format("{} > Inf", query.expression));
  PutPair(out, "for", "5m");
  if (!owner.empty()) {  // for routing
    PutKey(out, "labels");
    out << YAML::BeginMap;
    PutPair(out, "owner", owner);
    out << YAML::EndMap;
  }
  PutKey(out, "annotations");
  out << YAML::BeginMap;
  PutPair(out, "summary", query.title);
  if (!is_chosen) PutPair(out, "threshold", "to be chosen in place of Inf, which is never exceeded");
  out << YAML::EndMap << YAML::EndMap;
}

void PutRules(YAML::Emitter& out, const Metric& metric, UniqueNames& names) {
  for (const promql::Expression& query : promql::ExpressionsFor(metric)) {
    const std::string record = names.Make(query.record);
    out << YAML::BeginMap;
    PutPair(out, "record", record);
    out << YAML::Comment(query.note.empty() ? query.title : query.title + "; " + query.note);
    PutPair(out, "expr", query.expression);
    out << YAML::EndMap;
    if (query.alarm != promql::Alarm::kNone) PutAlert(out, AlertName(record), query, metric.owner ? metric.owner->value : "");
  }
}

}  // namespace

std::string WriteRules(const Catalog& catalog, RulesFor use) {
  YAML::Emitter out;
  UniqueNames rule_names, group_names;
  out << YAML::Comment(use == RulesFor::kEditing
                           ? "A skeleton: delete what nobody asks, and choose the thresholds (each Inf)."
                           : fmt::format("{}, so copy what you want to change (each threshold is Inf).", kKeptRulesMark))
      << YAML::Newline;
  out << YAML::BeginMap;
  PutKey(out, "groups");
  out << YAML::BeginSeq;
  for (const std::vector<Metric>* metrics : {&catalog.metrics, &catalog.patterns}) {
    for (const Metric& metric : *metrics) {
      out << YAML::BeginMap;
      PutPair(out, "name", group_names.Make(metric.name.value.ToString()));
      PutKey(out, "rules");
      out << YAML::BeginSeq;
      PutRules(out, metric, rule_names);
      out << YAML::EndSeq << YAML::EndMap;
    }
  }
  out << YAML::EndSeq << YAML::EndMap;
  return TextOf(out);
}

}  // namespace mdg::formats
