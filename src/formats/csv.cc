// In: Catalog. Out: CSV as RFC 4180 has it.
#include <fmt/format.h>

#include "formats/tables.h"

namespace mdg::formats {
namespace {

std::string Cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string LabelsCell(const Labels& labels) {
  std::vector<std::string> texts;
  for (const Label& label : labels.labels) {
    const bool is_one_value = label.is_constant && label.values_complete && label.values.size() == 1;
    texts.push_back(is_one_value ? fmt::format("{}={}", label.name.ToString(), label.values.front()) : label.name.ToString());
  }
  if (labels.has_more) texts.emplace_back("...");
  return fmt::format("{}", fmt::join(texts, " "));
}

std::string TextOf(const Rare<Fact<std::string>>& fact) { return fact ? fact->value : ""; }

std::string Row(const Metric& metric) {
  const std::string type = std::string(MetricTypeName(metric.type.value)) + (metric.type.is_guess ? "?" : "");
  std::vector<std::string> places;
  for (const SourceLocation& at : metric.definitions) places.push_back(at.ToString());
  std::vector<std::string> buckets;
  if (metric.distribution) {
    for (double bound : metric.distribution->value.buckets) buckets.push_back(fmt::format("{}", bound));
  }
  const std::string cells[] = {metric.name.value.ToString(),
                               type,
                               metric.help.value.ToString(),
                               LabelsCell(metric.labels.value),
                               TextOf(metric.unit),
                               fmt::format("{}", fmt::join(buckets, " ")),
                               TextOf(metric.stability),
                               TextOf(metric.deprecated),
                               std::string(OriginName(metric.name.origin)),
                               fmt::format("{}", fmt::join(places, " ")),
                               fmt::format("{}", fmt::join(metric.programs, " ")),
                               metric.IsPattern() ? "true" : "false",
                               TextOf(metric.owner),
                               TextOf(metric.replaced_by),
                               TextOf(metric.example),
                               metric.introduced ? metric.introduced->date : "",
                               metric.introduced ? metric.introduced->release : ""};
  std::string row;
  for (const std::string& cell : cells) row += (row.empty() ? "" : ",") + Cell(cell);
  return row + "\r\n";
}

}  // namespace

std::string WriteCsv(const Catalog& catalog) {
  std::string text(kCsvHeader);
  for (const Metric& metric : catalog.metrics) text += Row(metric);
  for (const Metric& pattern : catalog.patterns) text += Row(pattern);
  return text;
}

}  // namespace mdg::formats
