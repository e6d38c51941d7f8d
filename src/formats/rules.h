// A skeleton of Prometheus rules: recording rules for every query of promql/, alerts for those worth one.
// In: Catalog. Out: the YAML of a rule file. Alerts have thresholds that are never reached until somebody chooses one.
// Deliberately merges nothing: what somebody edited is never read back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/catalog.h"

namespace mdg::formats {

enum class RulesFor : uint8_t {
  kEditing,  // a start, then somebody's own
  kKeeping,  // made anew by every run: to copy from, or to use as it is
};

// Every file written for keeping has this, and no other: what may have been edited is not replaced.
inline constexpr std::string_view kKeptRulesMark = "Kept up to date by metricsdocgen: edits get lost";

std::string WriteRules(const Catalog& catalog, RulesFor use);

}  // namespace mdg::formats
