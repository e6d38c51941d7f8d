// In: a name. Out: the unit at its end. See units.h.
#include "model/units.h"

namespace mdg {

std::string_view UnitInName(std::string_view name) {
  if (name.ends_with("_total")) name.remove_suffix(6);
  for (std::string_view word : {"seconds", "bytes", "ratio", "milliseconds", "microseconds", "nanoseconds", "celsius", "hertz", "volts", "amperes", "watts",
                                "joules", "percent", "meters", "grams", "kelvin"}) {
    if (name.size() > word.size() && name.ends_with(word) && name[name.size() - word.size() - 1] == '_') return word;
  }
  return "";
}

}  // namespace mdg
