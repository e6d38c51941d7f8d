// What a page that somebody keeps by hand says about metrics, beside what the code says.
// In: text and locations. Out: plain structs. Deliberately no catalog: what a page does not say is nothing known.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/location.h"
#include "model/catalog.h"

namespace mdg {

struct DocumentedLabel {
  std::string name;
  std::string description;  // "": none
  bool operator==(const DocumentedLabel&) const = default;
};

struct DocumentedMetric {
  std::string name;
  SourceLocation at;
  std::optional<MetricType> type;
  std::string description;                            // "": none
  std::optional<std::vector<DocumentedLabel>> labels;  // of a page that says nothing of labels: nothing
  std::vector<DocumentedLabel> labels_of_section;      // what is said of labels for all metrics of a section; it may not have all of them
  bool operator==(const DocumentedMetric&) const = default;
};

}  // namespace mdg
