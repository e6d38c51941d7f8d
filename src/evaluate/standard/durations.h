// Lengths of time as bounds of buckets.
//
//     time.Minute.Seconds()      (5 * time.Minute).Seconds()      float64(time.Millisecond) / float64(time.Second)
//
// In: the constants of Go's package time, and numbers of them. Out: numbers. A length is the constant with how often it is taken; it is no
// number until it is asked for one, and nothing else is computed with it: programs are full of lengths, and no name hangs on one. Source:
// the documentation of time.
#pragma once

#include <optional>
#include <string_view>

#include "evaluate/values/values.h"

namespace mdg::evaluate {

// Nothing when it is no length of time.
std::optional<double> NanosecondsOf(Value length);
// 5 * time.Minute, in either order; null when it is no such product.
Value MultipliedLength(Values& values, Value a, Value b);
// What Seconds(), Milliseconds() ... of a length give; null when it is none, or has no such method.
Value LengthIn(Values& values, Value length, std::string_view method);

}  // namespace mdg::evaluate
