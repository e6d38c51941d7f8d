// What facts say, as text for remarks about facts that differ, and for putting definitions in order.
// In: values of facts. Out: text, "none" where there is nothing. Deliberately not what documents show: see render/.
#pragma once

#include <string>

#include "model/catalog.h"

namespace mdg {

std::string Describe(const Labels& labels);
std::string Describe(const Text& text);
std::string Describe(const std::string& text);
std::string Describe(MetricType type);
std::string Describe(const Distribution& distribution);

}  // namespace mdg
