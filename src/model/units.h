// Units, as names of metrics say them: "seconds" of app_wait_seconds_total.
// In: a name. Out: a word. Deliberately only what Prometheus' rules for names call a unit, whole, at the end.
#pragma once

#include <string_view>

namespace mdg {

// "" when the name says none.
std::string_view UnitInName(std::string_view name);

}  // namespace mdg
