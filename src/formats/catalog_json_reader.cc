// In: JSON as catalog_json_writer.cc makes it, or something that claims to be. Out: Catalog, or where it is wrong.
#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "formats/catalog_json.h"

namespace mdg::formats {
namespace {

using Json = nlohmann::json;

// A value of the document and the way to it. The first mistake is kept; after it everything reads as empty, so that the
// code below needs no checks.
class Node {
 public:
  Node(const Json* json, std::string path, std::string* mistake)
      : json_(json), path_(std::move(path)), mistake_(mistake) {}

  bool exists() const { return json_ != nullptr && mistake_->empty(); }

  Node At(const std::string& key) const {
    if (!exists()) return Missing(key);
    if (!json_->is_object()) {
      Fault("expected an object");
      return Missing(key);
    }
    auto found = json_->find(key);
    return found == json_->end() ? Missing(key) : Node(&*found, Join(key), mistake_);
  }
  Node Required(const std::string& key) const {
    Node node = At(key);
    if (mistake_->empty() && node.json_ == nullptr) node.Fault("is missing");
    return node;
  }
  std::vector<Node> Items() const {
    std::vector<Node> items;
    if (!exists()) return items;
    if (!json_->is_array()) return Fault("expected a list"), items;
    for (size_t i = 0; i < json_->size(); ++i)
      items.emplace_back(&(*json_)[i], fmt::format("{}[{}]", path_, i), mistake_);
    return items;
  }
  std::map<std::string, std::string> Texts() const {
    std::map<std::string, std::string> texts;
    if (!exists()) return texts;
    if (!json_->is_object()) return Fault("expected an object"), texts;
    for (auto item = json_->begin(); item != json_->end(); ++item) texts[item.key()] = At(item.key()).AsText();
    return texts;
  }

  bool IsText() const { return exists() && json_->is_string(); }
  std::string AsText() const {
    if (exists() && !json_->is_string()) Fault("expected a text");
    return exists() ? json_->get<std::string>() : "";
  }
  bool AsBool() const {
    if (exists() && !json_->is_boolean()) Fault("expected true or false");
    return exists() && json_->get<bool>();
  }
  uint64_t AsCount(uint64_t maximum) const {
    if (exists() && (!json_->is_number_unsigned() || json_->get<uint64_t>() > maximum)) {
      Fault(fmt::format("expected a whole number from 0 to {}", maximum));
    }
    return exists() ? json_->get<uint64_t>() : 0;
  }
  double AsNumber() const {
    if (IsText()) {
      const std::string word = AsText();
      if (word == "NaN") return std::numeric_limits<double>::quiet_NaN();
      if (word == "+Inf") return std::numeric_limits<double>::infinity();
      if (word == "-Inf") return -std::numeric_limits<double>::infinity();
    }
    if (exists() && !json_->is_number()) Fault("expected a number");
    return exists() ? json_->get<double>() : 0;
  }

  void Fault(const std::string& message) const {
    if (mistake_->empty()) *mistake_ = (path_.empty() ? "the document" : path_) + ": " + message;
  }

 private:
  std::string Join(const std::string& key) const { return path_.empty() ? key : path_ + '.' + key; }
  Node Missing(const std::string& key) const { return {nullptr, Join(key), mistake_}; }

  const Json* json_;
  std::string path_;
  std::string* mistake_;
};

std::vector<std::string> ReadTexts(const Node& node) {
  std::vector<std::string> texts;
  for (const Node& item : node.Items()) texts.push_back(item.AsText());
  return texts;
}

SourceLocation ReadLocation(const Node& node) {
  constexpr uint64_t kMost = std::numeric_limits<int>::max();
  return {node.Required("path").AsText(), static_cast<int>(node.At("line").AsCount(kMost)),
          static_cast<int>(node.At("column").AsCount(kMost))};
}

std::vector<TrailStep> ReadTrail(const Node& node) {
  std::vector<TrailStep> trail;
  for (const Node& step : node.Items()) trail.push_back({ReadLocation(step), step.Required("text").AsText()});
  return trail;
}

Hole ReadHole(const Node& node) {
  Hole hole;
  hole.name = node.Required("hole").AsText();
  const Node reason = node.Required("reason");
  const std::string word = reason.AsText();
  if (hole.name.empty()) node.Fault("a hole needs a name");
  for (int i = 0; i <= static_cast<int>(Reason::kNotReached); ++i) {
    hole.reason = static_cast<Reason>(i);
    if (ReasonName(hole.reason) == word) return hole;
  }
  reason.Fault(fmt::format("`{}` is no reason", word));
  return hole;
}

// "pieces" where a part is not known, else the text that is shown.
Text ReadText(const Node& shown, const Node& pieces) {
  if (!pieces.exists()) return Text(shown.AsText());
  Text text;
  for (const Node& piece : pieces.Items()) {
    if (piece.IsText()) {
      text.Append(std::string_view(piece.AsText()));
    } else {
      text.Append(ReadHole(piece));
    }
  }
  return text;
}

MetricType ReadType(const Node& node) {
  const std::string word = node.AsText();
  const std::optional<MetricType> type = ParseMetricType(word);
  if (!type) node.Fault(fmt::format("`{}` is no metric type", word));
  return type.value_or(MetricType::kUnknown);
}

Labels ReadLabels(const Node& metric) {
  Labels labels;
  for (const Node& entry : metric.Required("labels").Items()) {
    Label label;
    label.name = ReadText(entry.Required("name"), entry.At("pieces"));
    label.is_constant = entry.At("constant").AsBool();
    label.presence = entry.At("sometimes").AsBool() ? Presence::kSometimes : Presence::kAlways;
    label.values = ReadTexts(entry.At("values"));
    label.values_complete = entry.At("values_complete").AsBool();
    label.example = entry.At("example").AsText();
    label.description = entry.At("description").AsText();
    labels.labels.push_back(std::move(label));
  }
  labels.has_more = metric.At("more_labels").AsBool();
  return labels;
}

Distribution ReadDistribution(const Node& node) {
  Distribution distribution;
  for (const Node& bound : node.At("buckets").Items()) distribution.buckets.push_back(bound.AsNumber());
  for (const Node& objective : node.At("objectives").Items()) {
    distribution.objectives.emplace_back(objective.Required("quantile").AsNumber(),
                                         objective.Required("error").AsNumber());
  }
  distribution.settings = node.At("settings").Texts();
  return distribution;
}

template <typename T>
Fact<T> ReadFact(const Node& provenance, T value) {
  Fact<T> fact;
  fact.value = std::move(value);
  const Node origin = provenance.Required("origin");
  const std::optional<Origin> parsed = ParseOrigin(origin.AsText());
  if (!parsed && origin.exists()) origin.Fault(fmt::format("`{}` is no origin", origin.AsText()));
  fact.origin = parsed.value_or(Origin::kCode);
  if (const Node unknown = provenance.At("unknown"); unknown.exists()) fact.unknown = ReadHole(unknown);
  fact.is_guess = provenance.At("guess").AsBool();
  fact.note = provenance.At("note").AsText();
  fact.trail = ReadTrail(provenance.At("trail"));
  return fact;
}

std::optional<Fact<std::string>> ReadOptionalText(const Node& metric, const Node& facts, const std::string& key) {
  const Node value = metric.At(key);
  if (!value.exists()) return std::nullopt;
  return ReadFact(facts.Required(key), value.AsText());
}

Metric ReadMetric(const Node& node) {
  Metric metric;
  const Node facts = node.Required("facts");
  const Node name = facts.Required("name"), help = facts.Required("help");
  metric.name = ReadFact(name, ReadText(node.Required("name"), name.At("pieces")));
  metric.type = ReadFact(facts.Required("type"), ReadType(node.Required("type")));
  metric.help = ReadFact(help, ReadText(node.Required("help"), help.At("pieces")));
  metric.labels = ReadFact(facts.Required("labels"), ReadLabels(node));
  metric.unit = ReadOptionalText(node, facts, "unit");
  if (const Node distribution = node.At("distribution"); distribution.exists()) {
    metric.distribution = ReadFact(facts.Required("distribution"), ReadDistribution(distribution));
  }
  metric.stability = ReadOptionalText(node, facts, "stability");
  metric.deprecated = ReadOptionalText(node, facts, "deprecated");
  metric.owner = ReadOptionalText(node, facts, "owner");
  metric.example = ReadOptionalText(node, facts, "example");
  metric.replaced_by = ReadOptionalText(node, facts, "replaced_by");
  for (const Node& at : node.At("definitions").Items()) metric.definitions.push_back(ReadLocation(at));
  for (const Node& entry : node.At("registrations").Items()) {
    metric.registrations.push_back({ReadLocation(entry), entry.At("prefix").AsText()});
  }
  metric.switches = ReadTexts(node.At("switches"));
  metric.switched_off_by = ReadTexts(node.At("switched_off_by"));
  metric.conditions = ReadTexts(node.At("conditions"));
  metric.programs = ReadTexts(node.At("programs"));
  metric.library = node.At("library").AsText();
  metric.group = node.At("group").AsText();
  if (const Node introduced = node.At("introduced"); introduced.exists()) {
    metric.introduced = Introduction{introduced.At("commit").AsText(), introduced.At("date").AsText(), introduced.At("release").AsText(),
                                     introduced.At("at_least").AsBool()};
  }
  metric.is_zero_or_one = node.At("zero_or_one").AsBool();
  metric.example_value = node.At("example_value").AsText();
  metric.notes = ReadTexts(node.At("notes"));
  return metric;
}

Catalog ReadCatalog(const Node& document) {
  Catalog catalog;
  const Node statistics = document.At("statistics");
  constexpr uint64_t kMost = std::numeric_limits<uint64_t>::max();
  catalog.statistics.files_seen = statistics.At("files_seen").AsCount(kMost);
  catalog.statistics.files_read = statistics.At("files_read").AsCount(kMost);
  catalog.statistics.files_parsed = statistics.At("files_parsed").AsCount(kMost);
  catalog.statistics.bytes_read = statistics.At("bytes_read").AsCount(kMost);
  for (const Node& metric : document.Required("metrics").Items()) catalog.metrics.push_back(ReadMetric(metric));
  for (const Node& pattern : document.At("patterns").Items()) catalog.patterns.push_back(ReadMetric(pattern));
  for (const Node& site : document.At("unresolved").Items()) {
    catalog.unresolved.push_back({ReadLocation(site.Required("at")), site.Required("what").AsText(),
                                  ReadHole(site.Required("why")), ReadTrail(site.At("trail"))});
  }
  for (const Node& rule : document.At("recording_rules").Items()) {
    RecordingRule one{rule.Required("name").AsText(), rule.Required("expression").AsText(), rule.At("labels").Texts(), {}};
    for (const Node& at : rule.At("definitions").Items()) one.definitions.push_back(ReadLocation(at));
    one.help = rule.At("help").AsText();
    if (rule.At("type").exists()) one.type = ReadType(rule.At("type"));
    one.is_in_source = rule.At("in_source").AsBool();
    for (const Node& other : rule.At("other_expressions").Items()) one.others.push_back(other.AsText());
    catalog.recording_rules.push_back(std::move(one));
  }
  for (const Node& alert : document.At("alerts").Items()) {  // what they use is in their expressions
    Alert one{alert.Required("name").AsText(), alert.Required("expression").AsText(), alert.At("for").AsText(), alert.At("labels").Texts(),
              alert.At("annotations").Texts(), {}};
    for (const Node& at : alert.At("definitions").Items()) one.definitions.push_back(ReadLocation(at));
    one.is_in_source = alert.At("in_source").AsBool();
    catalog.alerts.push_back(std::move(one));
  }
  catalog.serving_programs = ReadTexts(document.At("serving_programs"));
  return catalog;
}

}  // namespace

Result<Catalog> ReadCatalogJson(std::string_view text, std::string_view path) {
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::parse_error& error) {
    return Fail(fmt::format("{}: not JSON, byte {}", path, error.byte));
  } catch (const Json::out_of_range&) {
    return Fail(fmt::format("{}: a number is too large", path));
  }
  std::string mistake;
  const Node document(&json, "", &mistake);
  const uint64_t version = document.Required("schema_version").AsCount(1'000'000);
  if (mistake.empty() && version != kCatalogSchemaVersion) {
    return Fail(
        fmt::format("{}: has schema version {}, this program reads version {}", path, version, kCatalogSchemaVersion));
  }
  Catalog catalog = ReadCatalog(document);
  if (!mistake.empty()) return Fail(fmt::format("{}: {}", path, mistake));
  Normalize(catalog);
  return catalog;
}

}  // namespace mdg::formats
