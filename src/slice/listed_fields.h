// What fields are called that name a label, list the values it can have, or give one of them as an example.
//
//     label{Name: "state", Values: []string{"on", "off"}}
//
// In: nothing. Out: words. Deliberately nothing of a library's own records: libraries/.
#pragma once

#include <string_view>

namespace mdg::slice {

inline constexpr std::string_view kLabelNameFields[] = {"Name", "Label", "Key"};
inline constexpr std::string_view kValueListFields[] = {"Values", "AllowedValues", "PossibleValues"};
inline constexpr std::string_view kExampleFields[] = {"ExampleValue", "Example"};

}  // namespace mdg::slice
