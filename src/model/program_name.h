// What a program is called that has nothing but a folder or an import path.
// In: the path. Out: a name. Deliberately no look at what builds it: a Makefile may call it anything.
#pragma once

#include <string>
#include <string_view>

namespace mdg {

// As the go tool does it, by the last part: "example.com/tools/agent/v2" is `agent`. A part that every other project has too, like `cmd` or
// `server`, is told by the one before: "example.com/books/cmd" is `books/cmd`.
std::string ProgramName(std::string_view path);

// True of `cmd`, `main` and the like.
bool IsNameOfAnyProgram(std::string_view folder);

}  // namespace mdg
