// In: a Go string literal as written. Out: the bytes it stands for. Deliberately total: an escape that Go would refuse
// is kept as it is written.
#pragma once

#include <string>
#include <string_view>

namespace mdg::languages::go {

std::string DecodeString(std::string_view literal);

}  // namespace mdg::languages::go
