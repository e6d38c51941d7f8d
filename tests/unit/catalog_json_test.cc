// In: catalogs, JSON right and wrong. Out: the same catalog back, where JSON is wrong, and a schema that says what is written.
#include "formats/catalog_json.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/unit/make_catalog.h"

namespace mdg::formats {
namespace {

using nlohmann::json;
using tests::MakeMetric;

// A catalog with everything in it once.
Catalog Everything() {
  Catalog catalog;
  Metric metric = MakeMetric("app_requests_total", MetricType::kCounter, "Requests.", {"code", "zone"}, {"a.go", 3, 7});
  metric.name.trail = {{{"a.go", 3, 7}, "constructor"}, {{"b.go", 0, 0}, "namespace is `app`"}};
  metric.help.note = "changes with --namespace";
  metric.help.origin = Origin::kDefault;
  metric.type.is_guess = true;
  metric.labels.value.labels[0].values = {"200", "500"};
  metric.labels.value.labels[0].values_complete = true;
  metric.labels.value.labels[1].is_constant = true;
  metric.labels.value.labels[1].presence = Presence::kSometimes;
  metric.labels.value.labels[1].name = tests::MakeText({"zone_", "suffix"});
  metric.labels.value.has_more = true;
  metric.labels.unknown = Hole{"labels", Reason::kParameter};
  metric.unit.emplace().value = "seconds";
  metric.distribution.emplace().value = {{0.1, 1, 1e300 * 1e300}, {{0.5, 0.05}}, {{"max_age", "10m"}}};
  metric.stability.emplace().value = "ALPHA";
  metric.deprecated.emplace().value = "1.20";
  metric.owner.emplace().value = "team";
  metric.example.emplace().value = "rate(app_up[5m])";
  metric.replaced_by.emplace().value = "app_down";
  metric.labels.value.labels.front().description = "where it is";
  metric.labels.value.labels.front().example = "404";
  metric.registrations = {{{"main.go", 9, 2}, "app_"}, {{"main.go", 10, 2}, ""}};
  metric.switches = {"--collector.wifi"};
  metric.switched_off_by = {"--no-collector.arp"};
  metric.conditions = {"linux"};
  metric.programs = {"cmd/app"};
  metric.introduced = Introduction{"0123abcd", "2024-03-01", "v1.2", true};
  metric.library = "client_golang";
  metric.group = "requests";
  metric.example_value = "NaN";
  metric.is_zero_or_one = true;
  metric.notes = {"help differs"};
  catalog.metrics = {metric};
  catalog.patterns = {tests::MakePattern({"app_", "device", "_bytes"})};
  catalog.unresolved = {{{"c.go", 1, 1}, "metric name", {"name", Reason::kReflection}, {{{"d.go", 2, 2}, "here"}}}};
  catalog.recording_rules = {{"app:up:min", "min(app_up)", {{"team", "web"}}, {{"rules.yml", 3, 0}}}};
  RecordingRule& rule = catalog.recording_rules.front();
  rule.help = "Whether all are up.";
  rule.type = MetricType::kGauge;
  rule.is_in_source = true;
  rule.others = {"min(web_up)"};
  catalog.alerts = {{"AppDown", "app:up:min == 0", "5m", {{"severity", "critical"}}, {{"summary", "It is down."}}, {{"rules.yml", 7, 0}}, true}};
  catalog.serving_programs = {"cmd/app"};
  catalog.statistics = {5, 4, 3, 2, 1.5};
  return catalog;
}

Catalog WithoutSeconds(Catalog catalog) {
  catalog.statistics.seconds = 0;
  return catalog;
}

TEST(CatalogJson, EverythingIsReadBack) {
  const Result<Catalog> read = ReadCatalogJson(WriteCatalogJson(Everything()), "file");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, WithoutSeconds(Everything()));
}

TEST(CatalogJson, IsMadeForReading) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("app_up", MetricType::kGauge, "Whether \"it\" is up.", {"zone"}, {"app.go", 7, 3})};
  EXPECT_EQ(WriteCatalogJson(catalog),
            R"({
  "schema_version": 1,
  "statistics": {
    "files_seen": 0,
    "files_read": 0,
    "files_parsed": 0,
    "bytes_read": 0
  },
  "metrics": [
    {
      "name": "app_up",
      "type": "gauge",
      "help": "Whether \"it\" is up.",
      "labels": [{"name": "zone"}],
      "definitions": [{"path": "app.go", "line": 7, "column": 3}],
      "facts": {"name": {"origin": "code"}, "type": {"origin": "code"}, "help": {"origin": "code"}, "labels": {"origin": "code"}}
    }
  ],
  "patterns": [],
  "unresolved": []
}
)");
}

TEST(CatalogJson, BytesThatAreNoUtf8AreReplaced) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("app_up", MetricType::kGauge, "\xFF")};
  const Result<Catalog> read = ReadCatalogJson(WriteCatalogJson(catalog), "file");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->metrics.at(0).help.value, Text("\xEF\xBF\xBD"));
}

TEST(CatalogJsonProperties, EveryCatalogIsReadBackAndWrittenTheSame) {
  tests::RandomCatalogs catalogs(10);
  for (int round = 0; round < 300; ++round) {
    Catalog catalog = catalogs.Next();
    Normalize(catalog);
    const std::string text = WriteCatalogJson(catalog);
    const Result<Catalog> read = ReadCatalogJson(text, "file");
    ASSERT_TRUE(read) << read.error().message << text;
    ASSERT_EQ(*read, catalog) << text;
    ASSERT_EQ(WriteCatalogJson(*read), text);
  }
}

// --- wrong documents

std::string ErrorOf(const json& document) {
  const Result<Catalog> read = ReadCatalogJson(document.dump(), "file");
  return read ? "none" : read.error().message;
}

TEST(CatalogJson, SaysWhereItIsWrong) {
  const json good = json::parse(WriteCatalogJson(Everything()));
  EXPECT_EQ(ErrorOf(good), "none");
  const std::vector<std::tuple<std::string, json, std::string>> cases = {
      {"/schema_version", 2, "file: has schema version 2, this program reads version 1"},
      {"/schema_version", "1", "file: schema_version: expected a whole number from 0 to 1000000"},
      {"/metrics", 5, "file: metrics: expected a list"},
      {"/metrics/0", 5, "file: metrics[0]: expected an object"},
      {"/metrics/0/name", 5, "file: metrics[0].name: expected a text"},
      {"/metrics/0/type", "number", "file: metrics[0].type: `number` is no metric type"},
      {"/metrics/0/labels/0/constant", 1, "file: metrics[0].labels[0].constant: expected true or false"},
      {"/metrics/0/definitions/0/line", -1,
       "file: metrics[0].definitions[0].line: expected a whole number from 0 to 2147483647"},
      {"/metrics/0/distribution/buckets/0", "x", "file: metrics[0].distribution.buckets[0]: expected a number"},
      {"/metrics/0/facts/help/origin", "gods", "file: metrics[0].facts.help.origin: `gods` is no origin"},
      {"/metrics/0/facts/labels/unknown/reason", "so",
       "file: metrics[0].facts.labels.unknown.reason: `so` is no reason"},
      {"/patterns/0/facts/name/pieces/1/hole", "", "file: patterns[0].facts.name.pieces[1]: a hole needs a name"},
      {"/unresolved/0/at", nullptr, "file: unresolved[0].at: expected an object"},
  };
  for (const auto& [pointer, value, message] : cases) {
    json wrong = good;
    wrong[json::json_pointer(pointer)] = value;
    EXPECT_EQ(ErrorOf(wrong), message);
  }
  json without_unit = good;
  without_unit["metrics"][0]["facts"].erase("unit");
  EXPECT_EQ(ErrorOf(without_unit), "file: metrics[0].facts.unit: is missing");
  EXPECT_EQ(ErrorOf(json::object()), "file: schema_version: is missing");
  EXPECT_EQ(ErrorOf(json::array()), "file: the document: expected an object");
  EXPECT_EQ(ReadCatalogJson("{\"a\"", "file").error().message, "file: not JSON, byte 5");
  EXPECT_EQ(ReadCatalogJson("[1e999]", "file").error().message, "file: a number is too large");
  EXPECT_EQ(ReadCatalogJson("", "file").error().message, "file: not JSON, byte 1");
}

// --- the published schema

// As much of JSON Schema as ours uses; what it does not know it refuses.
class SchemaChecker {
 public:
  explicit SchemaChecker(const json& root) : root_(root) {}

  std::string Check(const json& schema, const json& value, const std::string& path) const {
    for (const auto& [keyword, argument] : schema.items()) {
      const std::string mistake = CheckKeyword(keyword, argument, schema, value, path);
      if (!mistake.empty()) return mistake;
    }
    return "";
  }

 private:
  std::string CheckKeyword(const std::string& keyword, const json& argument, const json& schema, const json& value,
                           const std::string& path) const {
    if (keyword == "$ref") return Check(root_[json::json_pointer(argument.get<std::string>().substr(1))], value, path);
    if (keyword == "type") return HasType(argument, value) ? "" : path + ": not of type " + argument.get<std::string>();
    if (keyword == "const") return value == argument ? "" : path + ": not the constant";
    if (keyword == "enum") return std::count(argument.begin(), argument.end(), value) > 0 ? "" : path + ": not in enum";
    if (keyword == "minimum") return !value.is_number() || value >= argument ? "" : path + ": too small";
    if (keyword == "properties") return CheckProperties(argument, value, path);
    if (keyword == "additionalProperties") return CheckOthers(argument, schema, value, path);
    if (keyword == "required") return CheckRequired(argument, value, path);
    if (keyword == "items") return CheckItems(argument, value, path);
    if (keyword == "anyOf") return CheckAny(argument, value, path);
    const bool is_remark = keyword == "description" || keyword == "title" || keyword == "$schema" || keyword == "$defs";
    return is_remark ? "" : "the schema uses " + keyword + ", which this test does not know";
  }

  static bool HasType(const std::string& type, const json& value) {
    return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
           (type == "string" && value.is_string()) || (type == "boolean" && value.is_boolean()) ||
           (type == "number" && value.is_number()) || (type == "integer" && value.is_number_integer());
  }
  std::string CheckProperties(const json& properties, const json& value, const std::string& path) const {
    for (const auto& [name, schema] : properties.items()) {
      if (!value.is_object() || !value.contains(name)) continue;
      const std::string mistake = Check(schema, value[name], path + '.' + name);
      if (!mistake.empty()) return mistake;
    }
    return "";
  }
  std::string CheckOthers(const json& others, const json& schema, const json& value, const std::string& path) const {
    for (const auto& [name, content] : value.items()) {
      if (schema.contains("properties") && schema["properties"].contains(name)) continue;
      if (others.is_boolean()) return path + ": has " + name;
      const std::string mistake = Check(others, content, path + '.' + name);
      if (!mistake.empty()) return mistake;
    }
    return "";
  }
  static std::string CheckRequired(const json& names, const json& value, const std::string& path) {
    for (const json& name : names) {
      if (!value.contains(name.get<std::string>())) return path + ": lacks " + name.get<std::string>();
    }
    return "";
  }
  std::string CheckItems(const json& schema, const json& value, const std::string& path) const {
    for (size_t i = 0; i < value.size(); ++i) {
      const std::string mistake = Check(schema, value[i], path + '[' + std::to_string(i) + ']');
      if (!mistake.empty()) return mistake;
    }
    return "";
  }
  std::string CheckAny(const json& schemas, const json& value, const std::string& path) const {
    for (const json& schema : schemas) {
      if (Check(schema, value, path).empty()) return "";
    }
    return path + ": fits none of several";
  }

  const json& root_;
};

json Schema() {
  std::ifstream stream(std::string(MDG_REPOSITORY) + "/docs/catalog.schema.json");
  return json::parse(stream);
}

TEST(CatalogSchema, DescribesWhatIsWritten) {
  const json schema = Schema();
  const SchemaChecker checker(schema);
  EXPECT_EQ(checker.Check(schema, json::parse(WriteCatalogJson(Everything())), ""), "");
  tests::RandomCatalogs catalogs(11);
  for (int round = 0; round < 300; ++round) {
    Catalog catalog = catalogs.Next();
    Normalize(catalog);
    ASSERT_EQ(checker.Check(schema, json::parse(WriteCatalogJson(catalog)), ""), "");
  }
}

// Names every property below a schema, each once.
void CollectProperties(const json& schema, std::set<std::string>& names) {
  if (schema.is_object() && schema.contains("properties")) {
    for (const auto& [name, unused] : schema["properties"].items()) names.insert(name);
  }
  if (!schema.is_structured()) return;
  for (const json& part : schema) CollectProperties(part, names);
}

TEST(CatalogSchema, DescribesNothingElse) {
  std::set<std::string> names;
  CollectProperties(Schema(), names);
  const std::string text = WriteCatalogJson(Everything());
  for (const std::string& name : names) EXPECT_NE(text.find('"' + name + "\": "), std::string::npos) << name;
}

TEST(CatalogSchema, KnowsEveryWord) {
  const json schema = Schema();
  const json& facts = schema["$defs"];
  for (int i = 0; i <= static_cast<int>(MetricType::kGaugeHistogram); ++i) {
    EXPECT_EQ(facts["metric"]["properties"]["type"]["enum"][static_cast<size_t>(i)],
              MetricTypeName(static_cast<MetricType>(i)));
  }
  for (int i = 0; i <= static_cast<int>(Reason::kLimit); ++i) {
    EXPECT_EQ(facts["hole"]["properties"]["reason"]["enum"][static_cast<size_t>(i)],
              ReasonName(static_cast<Reason>(i)));
  }
  for (int i = 0; i <= static_cast<int>(Origin::kHandKept); ++i) {
    EXPECT_EQ(facts["fact"]["properties"]["origin"]["enum"][static_cast<size_t>(i)],
              OriginName(static_cast<Origin>(i)));
  }
}

}  // namespace
}  // namespace mdg::formats
