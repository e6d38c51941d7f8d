// In: Catalog. Out: OpenTelemetry semantic conventions as YAML, what they have no key for under `annotations`.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "formats/tables.h"
#include "formats/yaml.h"

namespace mdg::formats {
namespace {

// A summary has no instrument there, and an unknown type has none anywhere.
std::optional<std::string> Instrument(const Metric& metric) {
  if (metric.type.is_guess || metric.type.unknown || metric.IsPattern()) return std::nullopt;
  switch (metric.type.value) {
    case MetricType::kCounter: return "counter";
    case MetricType::kGauge:
    case MetricType::kInfo: return "gauge";
    case MetricType::kHistogram: return "histogram";
    default: return std::nullopt;
  }
}

std::string Unit(const Metric& metric) {
  std::string name = metric.name.value.ToString();
  if (name.ends_with("_total")) name.resize(name.size() - 6);
  const std::string word = metric.unit ? metric.unit->value : name.ends_with("_seconds") ? "seconds" : name.ends_with("_bytes") ? "bytes" : "";
  if (word == "seconds") return "s";
  if (word == "bytes") return "By";
  if (word.empty()) return "";  // the key is required there, and nothing says what it is
  if (word == "ratio") return "1";
  if (word == "milliseconds") return "ms";
  if (word == "microseconds") return "us";
  if (word == "nanoseconds") return "ns";
  return fmt::format("{{{}}}", word);  // an annotation of UCUM: a word without a unit's meaning
}

std::string Stability(const Metric& metric) {
  const std::string word = metric.stability ? metric.stability->value : "";
  if (word == "STABLE") return "stable";
  if (word == "BETA") return "beta";
  if (word == "ALPHA") return "alpha";
  return "development";
}

void PutAttributes(YAML::Emitter& out, const Labels& labels) {
  if (labels.labels.empty()) return;
  PutKey(out, "attributes");
  out << YAML::BeginSeq;
  for (const Label& label : labels.labels) {
    out << YAML::BeginMap;
    PutPair(out, "id", label.name.ToString());
    PutPair(out, "type", "string");
    PutPair(out, "brief", label.description);
    PutPair(out, "stability", "development");
    PutPair(out, "requirement_level", label.presence == Presence::kAlways ? "required" : "recommended");
    if (!label.values.empty() || !label.example.empty()) {
      PutKey(out, "examples");
      out << YAML::BeginSeq;
      for (const std::string& value : label.values) PutText(out, value);
      if (label.values.empty()) PutText(out, label.example);
      out << YAML::EndSeq;
    }
    out << YAML::EndMap;
  }
  out << YAML::EndSeq;
}

void PutAnnotations(YAML::Emitter& out, const Metric& metric) {
  PutKey(out, "annotations");
  out << YAML::BeginMap;
  PutKey(out, "prometheus");
  out << YAML::BeginMap;
  PutPair(out, "type", std::string(MetricTypeName(metric.type.value)));
  if (!metric.stability) PutPair(out, "stability", "not stated");  // the key above is required
  if (metric.owner) PutPair(out, "owner", metric.owner->value);
  if (metric.example) PutPair(out, "example", metric.example->value);
  if (metric.replaced_by && !metric.deprecated) PutPair(out, "replaced_by", metric.replaced_by->value);
  if (metric.distribution && !metric.distribution->value.buckets.empty()) {
    PutKey(out, "buckets");
    out << YAML::Flow << YAML::BeginSeq;
    for (double bound : metric.distribution->value.buckets) out << fmt::format("{}", bound);
    out << YAML::EndSeq;
  }
  if (!metric.definitions.empty()) PutPair(out, "defined_at", metric.definitions.front().ToString());
  out << YAML::EndMap << YAML::EndMap;
}

// A replacement that is no metric's name, such as a glob, cannot be `renamed_to`.
void PutDeprecated(YAML::Emitter& out, const Metric& metric) {
  if (!metric.deprecated) return;
  const std::string replaced_by = metric.replaced_by ? metric.replaced_by->value : "";
  const bool is_renamed = !replaced_by.empty() && replaced_by.find_first_of(" *?[") == std::string::npos;
  PutKey(out, "deprecated");
  out << YAML::BeginMap;
  PutPair(out, "reason", is_renamed ? "renamed" : "uncategorized");
  if (is_renamed) PutPair(out, "renamed_to", replaced_by);
  const std::string note = is_renamed || replaced_by.empty() ? "" : ", replaced by " + replaced_by;
  PutPair(out, "note", "since " + metric.deprecated->value + note);
  out << YAML::EndMap;
}

void PutMetric(YAML::Emitter& out, const Metric& metric, const std::string& instrument) {
  const std::string name = metric.name.value.ToString();
  out << YAML::BeginMap;
  PutPair(out, "id", "metric." + name);
  PutPair(out, "type", "metric");
  PutPair(out, "metric_name", name);
  PutPair(out, "brief", metric.help.value.ToString());
  PutPair(out, "instrument", instrument);
  PutPair(out, "unit", Unit(metric));
  PutPair(out, "stability", Stability(metric));
  PutDeprecated(out, metric);
  PutAttributes(out, metric.labels.value);
  PutAnnotations(out, metric);
  out << YAML::EndMap;
}

}  // namespace

std::string WriteSemanticConventions(const Catalog& catalog) {
  const auto left_out = static_cast<size_t>(std::count_if(catalog.metrics.begin(), catalog.metrics.end(), [](const Metric& m) { return !Instrument(m); }));
  YAML::Emitter out;
  if (left_out + catalog.patterns.size() > 0) {
    out << YAML::Comment(fmt::format("left out: {} of a type without an instrument, {} whose names are known in part only", left_out,
                                     catalog.patterns.size()))
        << YAML::Newline;
  }
  out << YAML::BeginMap;
  PutKey(out, "groups");
  out << YAML::BeginSeq;
  for (const Metric& metric : catalog.metrics) {
    if (const std::optional<std::string> instrument = Instrument(metric)) PutMetric(out, metric, *instrument);
  }
  out << YAML::EndSeq << YAML::EndMap;
  return TextOf(out);
}

}  // namespace mdg::formats
