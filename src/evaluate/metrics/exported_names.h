// The names exporters make: OpenTelemetry's instruments under the rules of its Prometheus exporter.
//
//     http.server.duration, unit s        http_server_duration_seconds
//     jobs.done, a counter                jobs_done_total
//
// In: what the code says, what the exporter is told. Out: the family's name. A part that is not known stays a hole. Deliberately no
// events: which exporter says what is in exporters.cc.
#pragma once

#include <string>
#include <string_view>

#include "evaluate/values/values.h"
#include "libraries/library.h"

namespace mdg::evaluate {

struct ExportedName {
  bool without_units = false;
  bool without_total = false;
  bool without_suffixes = false;      // the translation adds none and keeps runs of underscores
  std::string_view exporter_version;  // "": the newest

  // "UnderscoreEscapingWithoutSuffixes", "no_translation/development"; characters that need escaping are shown escaped, as a
  // scraper sees them that does not ask for others.
  void SetTranslation(std::string_view strategy);
  Value Of(Values& values, Value name, Value unit, Value prefix, MetricType type) const;

  std::string UnitSuffix(const std::string& unit, bool per_units) const;
};

// "bytes" of By, "bytes_per_second" of By/s, "item" of {item}: a unit as names of metrics say it. "" of 1, and of what is no plain word.
std::string UnitWord(const std::string& unit);

// A unit that was too far to follow. One that nobody knows for another reason is taken as not given.
bool IsLost(Value unit);

// A label's name as exporters write it.
Value ExportedLabel(Values& values, Value name);

}  // namespace mdg::evaluate
