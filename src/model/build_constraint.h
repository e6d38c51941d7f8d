// What a build constraint ("linux && !nocpu") says about builds: which one it is in, and which two can be one.
//
// In: expressions in `//go:build` syntax, as a Module has them (https://pkg.go.dev/cmd/go, "Build constraints"). Out: yes or no. An
// expression that cannot be read holds always. Deliberately reads no source: languages/ writes the expressions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mdg {

// The values of GOOS and GOARCH that Go knows, past ones included.
bool IsSystem(std::string_view tag);
bool IsArchitecture(std::string_view tag);

// True for what is compiled when nobody asks for anything: Linux on amd64, with cgo, without tags of the project's own. Where
// facts differ between builds, this is the one most servers run.
bool HoldsByDefault(std::string_view constraint);

// True when some build satisfies both: one system, one architecture, any other tags. With more than twelve other tags: true.
bool CanHoldTogether(std::string_view a, std::string_view b);

// True when every build `a` is for is one `b` is for. False where that cannot be told.
bool Implies(std::string_view a, std::string_view b);

// The constraint of what is only in builds that satisfy both, each term once and none that follows from the others.
std::string Both(std::string_view a, std::string_view b);

// The constraint of what is in builds that satisfy one of them; "" when that is every build.
std::string Either(const std::vector<std::string>& alternatives);

// The same alternatives said shorter: none that another covers, one instead of several that together say no more than it; none at
// all when every build satisfies one of them.
void ShortenAlternatives(std::vector<std::string>& alternatives);

}  // namespace mdg
