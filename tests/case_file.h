// A text case: a source tree, command lines and what must come out, in one file.
//
//     Labels come from a constant of another package.        why the case exists
//     args: scan --format text                               once or more, run one after the other
//     exit: 1                                                of the args line above it; 0 when not said
//     -- go.mod --                                           the tree
//     module acme.org/app
//     -- want/stdout --                                      what must come out: want/stdout, want/stderr,
//     want/files/PATH
//     ...
//
// A section whose last line is `\ no newline at end` has none there. In: text. Out: Case and back. Deliberately runs
// nothing.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mdg::tests {

struct Run {
  std::string arguments;  // as written
  int exit_code = 0;
  std::string terminal;  // columns, when standard output is a terminal for this run
};

struct Case {
  std::string why;
  std::vector<Run> runs;
  std::vector<std::pair<std::string, std::string>> files;  // path, content; in the order written
  std::map<std::string, std::string> wants;                // "stdout", "stderr", "files/PATH"
};

// On a mistake in the file: `error` says what, otherwise it is "".
Case ParseCase(const std::string& text, std::string& error);
std::string FormatCase(const Case& parsed);

// "scan --exclude 'a b'" -> {"scan", "--exclude", "a b"}
std::vector<std::string> SplitWords(std::string_view line);

}  // namespace mdg::tests
