// In: Report. Out: JSON, in the order of verify.h.
#include <nlohmann/json.hpp>

#include "verify/print.h"

namespace mdg::verify {
namespace {

using Json = nlohmann::ordered_json;

void AddPlace(Json& json, const char* key, const SourceLocation& at) {
  if (at.path.empty()) return;
  json[key] = {{"path", at.path}};
  if (at.line != 0) json[key]["line"] = at.line;
  if (at.column != 0) json[key]["column"] = at.column;
}

void AddText(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

Json DifferenceJson(const Difference& difference) {
  Json json = {{"metric", difference.metric}};
  AddText(json, "pattern", difference.pattern);
  json["fact"] = difference.fact;
  json["documented"] = difference.documented;
  json["exposed"] = difference.exposed;
  AddText(json, "detail", difference.detail);
  AddText(json, "reason", difference.reason);
  AddPlace(json, "documented_at", difference.documented_at);
  AddPlace(json, "exposed_at", difference.exposed_at);
  return json;
}

Json UndocumentedJson(const Undocumented& entry) {
  Json json = {{"metric", entry.metric}, {"type", MetricTypeName(entry.type)}};
  AddPlace(json, "exposed_at", entry.at);
  return json;
}

Json NotSeenJson(const NotSeen& entry) {
  Json json = {{"metric", entry.metric}, {"why", AbsenceName(entry.absence)}};
  AddText(json, "detail", entry.detail);
  AddPlace(json, "documented_at", entry.at);
  return json;
}

template <typename T>
Json ListJson(const std::vector<T>& items, Json (*item_json)(const T& item)) {
  Json json = Json::array();
  for (const T& item : items) json.push_back(item_json(item));
  return json;
}

}  // namespace

std::string PrintJson(const Report& report, const std::string& source, int wrong_lines) {
  Json json = {{"schema_version", kReportSchemaVersion}, {"source", source}};
  json["summary"] = {{"exposed", report.exposed},          {"documented", report.documented},
                     {"agreeing", report.agreeing},        {"contradictions", report.contradictions.size()},
                     {"remarks", report.remarks.size()},   {"undocumented", report.undocumented.size()},
                     {"not_seen", report.not_seen.size()}, {"wrong_lines", wrong_lines}};
  json["contradictions"] = ListJson(report.contradictions, DifferenceJson);
  json["remarks"] = ListJson(report.remarks, DifferenceJson);
  json["undocumented"] = ListJson(report.undocumented, UndocumentedJson);
  json["not_seen"] = ListJson(report.not_seen, NotSeenJson);
  json["instances"] = Json::array();
  for (const Instance& entry : report.instances) {
    json["instances"].push_back({{"metric", entry.metric}, {"pattern", entry.pattern}});
  }
  json["added_labels"] = report.added_labels;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace mdg::verify
