// In: Catalog. Out: JSON. First the document is built in the order of the schema, then it is printed: what fits on one
// line stands on one, so that a diff of two catalogs reads well.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "formats/catalog_json.h"
#include "model/rule_uses.h"

namespace mdg::formats {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kLineWidth = 120;

Json NumberJson(double number) {
  if (std::isfinite(number)) return number;
  return std::isnan(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
}

Json HoleJson(const Hole& hole) { return {{"hole", hole.name}, {"reason", ReasonName(hole.reason)}}; }

Json LocationJson(const SourceLocation& at) {
  Json json = {{"path", at.path}};
  if (at.line != 0) json["line"] = at.line;
  if (at.column != 0) json["column"] = at.column;
  return json;
}

Json TrailJson(const std::vector<TrailStep>& trail) {
  Json json = Json::array();
  for (const TrailStep& step : trail) {
    Json entry = LocationJson(step.at);
    entry["text"] = step.text;
    json.push_back(std::move(entry));
  }
  return json;
}

// Literals as texts, holes as objects: what "name" and "help" show as one text.
Json PiecesJson(const Text& text) {
  Json json = Json::array();
  for (const Text::Piece& piece : text.pieces())
    json.push_back(piece.is_hole ? HoleJson(piece.hole) : Json(piece.literal));
  return json;
}

void AddPieces(Json& json, const Text& text) {
  if (!text.IsKnown()) json["pieces"] = PiecesJson(text);
}
template <typename T>
void AddPieces(Json&, const T&) {}

template <typename T>
Json FactJson(const Fact<T>& fact) {
  Json json = {{"origin", OriginName(fact.origin)}};
  AddPieces(json, fact.value);
  if (fact.unknown) json["unknown"] = HoleJson(*fact.unknown);
  if (fact.is_guess) json["guess"] = true;
  if (!fact.note.empty()) json["note"] = fact.note;
  if (!fact.trail.empty()) json["trail"] = TrailJson(fact.trail);
  return json;
}

Json LabelsJson(const Labels& labels) {
  Json json = Json::array();
  for (const Label& label : labels.labels) {
    Json entry = {{"name", label.name.ToString()}};
    AddPieces(entry, label.name);
    if (label.is_constant) entry["constant"] = true;
    if (label.presence == Presence::kSometimes) entry["sometimes"] = true;
    if (!label.values.empty()) entry["values"] = label.values;
    if (label.values_complete) entry["values_complete"] = true;
    if (!label.example.empty()) entry["example"] = label.example;
    if (!label.description.empty()) entry["description"] = label.description;
    json.push_back(std::move(entry));
  }
  return json;
}

Json DistributionJson(const Distribution& distribution) {
  Json json = Json::object();
  for (double bound : distribution.buckets) json["buckets"].push_back(NumberJson(bound));
  for (const auto& [quantile, error] : distribution.objectives) {
    json["objectives"].push_back({{"quantile", NumberJson(quantile)}, {"error", NumberJson(error)}});
  }
  for (const auto& [name, value] : distribution.settings) json["settings"][name] = value;
  return json;
}

Json FactsJson(const Metric& metric) {
  Json json = {{"name", FactJson(metric.name)},
               {"type", FactJson(metric.type)},
               {"help", FactJson(metric.help)},
               {"labels", FactJson(metric.labels)}};
  if (metric.unit) json["unit"] = FactJson(*metric.unit);
  if (metric.distribution) json["distribution"] = FactJson(*metric.distribution);
  if (metric.stability) json["stability"] = FactJson(*metric.stability);
  if (metric.deprecated) json["deprecated"] = FactJson(*metric.deprecated);
  if (metric.owner) json["owner"] = FactJson(*metric.owner);
  if (metric.example) json["example"] = FactJson(*metric.example);
  if (metric.replaced_by) json["replaced_by"] = FactJson(*metric.replaced_by);
  return json;
}

Json IntroductionJson(const Introduction& introduced) {
  Json json = Json::object();
  if (introduced.commit.empty()) return json;  // the history was asked, and says nothing
  json["commit"] = introduced.commit;
  json["date"] = introduced.date;
  if (!introduced.release.empty()) json["release"] = introduced.release;
  if (introduced.is_at_least) json["at_least"] = true;
  return json;
}

void AddUses(Json& json, const std::vector<RuleUses::Use>& uses) {
  for (const RuleUses::Use& use : uses) json["uses"].push_back(use.name);
}

Json RuleJson(const RecordingRule& rule, const RuleUses& uses) {
  Json json = {{"name", rule.name}, {"expression", rule.expression}};
  for (const auto& [name, value] : rule.labels) json["labels"][name] = value;
  for (const SourceLocation& at : rule.definitions) json["definitions"].push_back(LocationJson(at));
  if (!rule.help.empty()) json["help"] = rule.help;
  if (rule.type != MetricType::kUnknown) json["type"] = MetricTypeName(rule.type);
  if (rule.is_in_source) json["in_source"] = true;
  if (!rule.others.empty()) json["other_expressions"] = rule.others;
  AddUses(json, uses.Of(rule));
  return json;
}

Json AlertJson(const Alert& alert, const RuleUses& uses) {
  Json json = {{"name", alert.name}, {"expression", alert.expression}};
  if (!alert.duration.empty()) json["for"] = alert.duration;
  for (const auto& [name, value] : alert.labels) json["labels"][name] = value;
  for (const auto& [name, value] : alert.annotations) json["annotations"][name] = value;
  for (const SourceLocation& at : alert.definitions) json["definitions"].push_back(LocationJson(at));
  if (alert.is_in_source) json["in_source"] = true;
  AddUses(json, uses.Of(alert));
  return json;
}

void AddLists(Json& json, const Metric& metric) {
  for (const SourceLocation& at : metric.definitions) json["definitions"].push_back(LocationJson(at));
  for (const Registration& registration : metric.registrations) {
    Json entry = LocationJson(registration.at);
    if (!registration.prefix.empty()) entry["prefix"] = registration.prefix;
    json["registrations"].push_back(std::move(entry));
  }
  if (!metric.switches.empty()) json["switches"] = metric.switches;
  if (!metric.switched_off_by.empty()) json["switched_off_by"] = metric.switched_off_by;
  if (!metric.conditions.empty()) json["conditions"] = metric.conditions;
  if (!metric.programs.empty()) json["programs"] = metric.programs;
  if (!metric.library.empty()) json["library"] = metric.library;
  if (!metric.group.empty()) json["group"] = metric.group;
  if (metric.introduced) json["introduced"] = IntroductionJson(*metric.introduced);
  if (metric.is_zero_or_one) json["zero_or_one"] = true;
  if (!metric.example_value.empty()) json["example_value"] = metric.example_value;
  if (!metric.notes.empty()) json["notes"] = metric.notes;
}

Json MetricJson(const Metric& metric) {
  Json json = {{"name", metric.name.value.ToString()},
               {"type", MetricTypeName(metric.type.value)},
               {"help", metric.help.value.ToString()},
               {"labels", LabelsJson(metric.labels.value)}};
  if (metric.labels.value.has_more) json["more_labels"] = true;
  if (metric.unit) json["unit"] = metric.unit->value;
  if (metric.distribution) json["distribution"] = DistributionJson(metric.distribution->value);
  if (metric.stability) json["stability"] = metric.stability->value;
  if (metric.deprecated) json["deprecated"] = metric.deprecated->value;
  if (metric.owner) json["owner"] = metric.owner->value;
  if (metric.example) json["example"] = metric.example->value;
  if (metric.replaced_by) json["replaced_by"] = metric.replaced_by->value;
  AddLists(json, metric);
  json["facts"] = FactsJson(metric);
  return json;
}

Json UnresolvedJson(const UnresolvedSite& site) {
  Json json = {{"at", LocationJson(site.at)}, {"what", site.what}, {"why", HoleJson(site.why)}};
  if (!site.trail.empty()) json["trail"] = TrailJson(site.trail);
  return json;
}

Json CatalogJson(const Catalog& catalog) {
  const ScanStatistics& statistics = catalog.statistics;
  Json json = {{"schema_version", kCatalogSchemaVersion},
               {"statistics",
                {{"files_seen", statistics.files_seen},
                 {"files_read", statistics.files_read},
                 {"files_parsed", statistics.files_parsed},
                 {"bytes_read", statistics.bytes_read}}},
               {"metrics", Json::array()},
               {"patterns", Json::array()},
               {"unresolved", Json::array()}};
  for (const Metric& metric : catalog.metrics) json["metrics"].push_back(MetricJson(metric));
  for (const Metric& pattern : catalog.patterns) json["patterns"].push_back(MetricJson(pattern));
  for (const UnresolvedSite& site : catalog.unresolved) json["unresolved"].push_back(UnresolvedJson(site));
  const RuleUses uses(catalog);
  for (const RecordingRule& rule : catalog.recording_rules) json["recording_rules"].push_back(RuleJson(rule, uses));
  for (const Alert& alert : catalog.alerts) json["alerts"].push_back(AlertJson(alert, uses));
  if (!catalog.serving_programs.empty()) json["serving_programs"] = catalog.serving_programs;
  return json;
}

std::string Dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// On one line, with a blank after each comma and colon. False when that line gets longer than `longest`.
bool AppendLine(std::string& line, const Json& json, size_t longest) {
  if (!json.is_structured()) {
    line += Dump(json);
    return line.size() <= longest;
  }
  const bool is_object = json.is_object();
  line += is_object ? '{' : '[';
  bool is_first = true;
  for (auto item = json.begin(); item != json.end(); ++item) {
    if (!is_first) line += ", ";
    is_first = false;
    if (is_object) line += Dump(item.key()) + ": ";
    if (!AppendLine(line, *item, longest)) return false;
  }
  line += is_object ? '}' : ']';
  return line.size() <= longest;
}

// What fits on one line stands on one; the document itself and what stands directly in it never do.
void AppendPretty(std::string& text, const Json& json, size_t indent) {
  if (!json.is_structured() || json.empty()) {
    text += Dump(json);
    return;
  }
  std::string line;
  if (indent > 2 && AppendLine(line, json, kLineWidth - std::min(indent, kLineWidth))) {
    text += line;
    return;
  }
  const bool is_object = json.is_object();
  text += is_object ? "{" : "[";
  bool is_first = true;
  for (auto item = json.begin(); item != json.end(); ++item) {
    text += (is_first ? "\n" : ",\n") + std::string(indent + 2, ' ');
    is_first = false;
    if (is_object) text += Dump(item.key()) + ": ";
    AppendPretty(text, *item, indent + 2);
  }
  text += '\n' + std::string(indent, ' ') + (is_object ? '}' : ']');
}

}  // namespace

std::string WriteCatalogJson(const Catalog& catalog) {
  std::string text;
  AppendPretty(text, CatalogJson(catalog), 0);
  return text + '\n';
}

}  // namespace mdg::formats
