// In: lengths of time. Out: numbers. See durations.h.
#include "evaluate/standard/durations.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace mdg::evaluate {

namespace {

// Go's package time counts in nanoseconds.
int64_t NanosecondsOf(std::string_view unit) {
  static constexpr std::pair<std::string_view, int64_t> kUnits[] = {
      {"Nanosecond", 1}, {"Microsecond", 1'000}, {"Millisecond", 1'000'000}, {"Second", 1'000'000'000}, {"Minute", 60'000'000'000}, {"Hour", 3'600'000'000'000}};
  const auto found = std::find_if(std::begin(kUnits), std::end(kUnits), [&](const auto& known) { return known.first == unit; });
  return found == std::end(kUnits) ? 0 : found->second;
}

double TimesTaken(Value length) { return length->number == 0 ? 1 : length->number; }

}  // namespace

std::optional<double> NanosecondsOf(Value length) {
  const bool constant = length->Is(ValueKind::kFunction) && length->symbol == nullptr && length->denoted != nullptr && length->denoted->path == "time";
  const int64_t unit = constant ? NanosecondsOf(length->denoted->name) : 0;
  return unit == 0 ? std::nullopt : std::optional(static_cast<double>(unit) * TimesTaken(length));
}

Value MultipliedLength(Values& values, Value a, Value b) {
  if (a->Is(ValueKind::kNumber)) std::swap(a, b);
  if (!b->Is(ValueKind::kNumber) || b->number == 0 || !NanosecondsOf(a)) return nullptr;
  ValueNode* length = values.Copy(a);
  length->number = TimesTaken(a) * b->number;
  return length;
}

Value LengthIn(Values& values, Value length, std::string_view method) {
  const int64_t unit = method.ends_with('s') ? NanosecondsOf(method.substr(0, method.size() - 1)) : 0;
  const std::optional<double> number = unit == 0 ? std::nullopt : NanosecondsOf(length);
  if (!number) return nullptr;
  const double count = *number / static_cast<double>(unit);
  return unit >= 1'000'000'000 ? values.Real(count) : values.Integer(static_cast<int64_t>(count));
}

}  // namespace mdg::evaluate
