// What we tell the user about their source or files: data with a stable code, printed only at the edge.
//
// In: base/location.h. Out: Diagnostic, Sink. Deliberately knows no metric and prints nothing (print.h does).
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "base/location.h"

namespace mdg {

enum class Severity : uint8_t { kError, kWarning, kNote };

struct Note {
  SourceLocation at;
  std::string message;
  bool operator==(const Note&) const = default;
};

// Style: message in lower case, no final period, names in backticks, says what is and what to do.
struct Diagnostic {
  std::string code;  // from diagnostics/codes.h: "unreadable-file"
  Severity severity = Severity::kWarning;
  SourceLocation at;
  std::string message;
  std::vector<Note> notes;
  bool operator==(const Diagnostic&) const = default;
};

// Collects diagnostics from any thread; hands them out sorted by place, then code.
class Sink {
 public:
  void Report(Diagnostic diagnostic);
  std::vector<Diagnostic> TakeSorted();

 private:
  std::mutex mutex_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace mdg
