// A skeleton of Prometheus rules: recording rules for every query of promql/, alerts for those worth one.
// In: Catalog. Out: the YAML of a rule file. Alerts have thresholds that are never reached until somebody chooses one.
#pragma once

#include <string>

#include "model/catalog.h"

namespace mdg::formats {

std::string WriteRules(const Catalog& catalog);

}  // namespace mdg::formats
