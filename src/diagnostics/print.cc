// In: Diagnostic. Out: text in the form editors and CI systems know: path:line:column: severity: message [code].
#include "diagnostics/print.h"

namespace mdg {
namespace {

const char* SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kNote:
      return "note";
  }
  return "error";
}

// Source text may hold anything; a terminal must not obey it and a line must stay a line.
std::string Printable(std::string_view text) {
  std::string out;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      out += "\\n";
    } else {
      out += byte < 0x20 || byte == 0x7f ? '?' : c;
    }
  }
  return out;
}

std::string Place(const SourceLocation& at) { return at.path.empty() ? "" : Printable(at.ToString()) + ": "; }

}  // namespace

std::string PrintText(const Diagnostic& diagnostic) {
  std::string text = Place(diagnostic.at) + SeverityName(diagnostic.severity) + ": " + Printable(diagnostic.message);
  if (!diagnostic.code.empty()) text += " [" + diagnostic.code + "]";
  text += '\n';
  for (const Note& note : diagnostic.notes) text += "  " + Place(note.at) + "note: " + Printable(note.message) + '\n';
  return text;
}

}  // namespace mdg
