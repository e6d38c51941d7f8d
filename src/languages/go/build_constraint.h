// When a Go file is compiled: what its `//go:build` or `// +build` lines and its name say, as one expression.
//
// In: the text before the package clause, the file's name. Out: an expression in `//go:build` syntax with Go's own
// spacing and parentheses ("linux && (amd64 || arm64)"), or "". Deliberately evaluates nothing.
#pragma once

#include <string>
#include <string_view>

namespace mdg::languages::go {

// `file_name` is the last component of the path.
std::string BuildConstraint(std::string_view text_before_package, std::string_view file_name);

}  // namespace mdg::languages::go
