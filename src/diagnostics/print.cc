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

// Red, yellow, cyan; bold, so that they can be read on light and on dark.
std::string Painted(Severity severity) {
  const char* colour = severity == Severity::kError ? "31" : severity == Severity::kWarning ? "33" : "36";
  return std::string("\033[1;") + colour + 'm' + SeverityName(severity) + "\033[0m";
}

std::string Place(const SourceLocation& at) { return at.path.empty() ? "" : Printable(at.ToString()) + ": "; }

}  // namespace

std::string Printable(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // U+0080 to U+009F are commands to a terminal, too; their first byte is always this one.
    const bool is_control = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (text[i] == '\n') {
      out += "\\n";
    } else {
      out += byte < 0x20 || byte == 0x7F || is_control ? '?' : text[i];
    }
    if (is_control) ++i;
  }
  return out;
}

std::string PrintText(const Diagnostic& diagnostic, bool colour) {
  std::string text = Place(diagnostic.at) + (colour ? Painted(diagnostic.severity) : SeverityName(diagnostic.severity)) + ": " + Printable(diagnostic.message);
  if (!diagnostic.code.empty()) text += " [" + diagnostic.code + "]";
  text += '\n';
  for (const Note& note : diagnostic.notes) text += "  " + Place(note.at) + "note: " + Printable(note.message) + '\n';
  return text;
}

}  // namespace mdg
