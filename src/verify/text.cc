// In: Report. Out: paragraphs for people.
#include <fmt/format.h>

#include <algorithm>

#include "diagnostics/print.h"
#include "verify/print.h"

namespace mdg::verify {
namespace {

std::string AtPlace(const SourceLocation& at) { return at.path.empty() ? "" : fmt::format("  ({})", at.ToString()); }

std::string DifferenceText(const Difference& difference) {
  auto line = [](std::string_view title, std::string_view side, const std::string& text) {
    return fmt::format("    {:<13}{:<12}{}\n", title, side, Printable(text));
  };
  std::string text = line(difference.fact, "documented", difference.documented + AtPlace(difference.documented_at));
  text += line("", "exposed", difference.exposed + AtPlace(difference.exposed_at));
  if (!difference.detail.empty()) text += line("", "", difference.detail);
  if (!difference.reason.empty()) text += line("", "", difference.reason);
  return text;
}

// Differences of one family stand together under its name.
std::string DifferencesText(const std::vector<Difference>& differences) {
  std::string text, last;
  for (const Difference& difference : differences) {
    if (difference.metric != last) {
      last = difference.metric;
      text += fmt::format("  {}", Printable(last));
      if (!difference.pattern.empty()) text += fmt::format("  as {}", Printable(difference.pattern));
      text += '\n';
    }
    text += DifferenceText(difference);
  }
  return text;
}

std::string Paragraph(std::string_view title, size_t count, const std::string& lines) {
  return count == 0 ? "" : fmt::format("{} ({}):\n{}\n", title, count, lines);
}

std::string UndocumentedText(const Undocumented& entry) {
  return fmt::format("  {}  {}{}\n", Printable(entry.metric), MetricTypeName(entry.type), Printable(AtPlace(entry.at)));
}

std::string WhyNotSeen(const NotSeen& entry) {
  switch (entry.absence) {
    case Absence::kPattern:
      return "no name like this";
    case Absence::kSwitch:
      return "only with " + entry.detail;
    case Absence::kCondition:
      return "only if built for " + entry.detail;
    case Absence::kLabels:
      return entry.detail.empty() ? "no series yet" : "no series yet, has the labels " + entry.detail;
    case Absence::kLibrary:
      return "a library's own, its version and the platform decide";
    case Absence::kOther:
      return "nothing in the source says why";
  }
  return "";
}

}  // namespace

std::string PrintText(const Report& report) {
  std::string undocumented, not_seen, instances, labels;
  for (const Undocumented& entry : report.undocumented) undocumented += UndocumentedText(entry);
  for (const NotSeen& entry : report.not_seen) {
    not_seen += fmt::format("  {}  {}\n", Printable(entry.metric), Printable(WhyNotSeen(entry)));
  }
  for (const Instance& entry : report.instances) {
    instances += fmt::format("  {}  {}\n", Printable(entry.metric), Printable(entry.pattern));
  }
  for (const std::string& label : report.added_labels) labels += fmt::format("  {}\n", Printable(label));
  return Paragraph("Contradictions", report.contradictions.size(), DifferencesText(report.contradictions)) +
         Paragraph("Exposed but not documented", report.undocumented.size(), undocumented) +
         Paragraph("Documented but not seen", report.not_seen.size(), not_seen) +
         Paragraph("Documented as a pattern", report.instances.size(), instances) +
         Paragraph("Differences that contradict nothing", report.remarks.size(), DifferencesText(report.remarks)) +
         Paragraph("Labels of every series that nothing documents, taken for added on the way",
                   report.added_labels.size(), labels);
}

}  // namespace mdg::verify
