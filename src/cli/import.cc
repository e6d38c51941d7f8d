// `metricsdocgen import PAGE...`: a reference somebody keeps by hand, beside what the code says.
// In: Markdown pages and everything a catalog is made of. Out: what of the pages is no longer so, and, if asked for, a side file with what
// they say better. Deliberately changes no page.
#include <fmt/format.h>

#include <filesystem>

#include "base/file_system.h"
#include "base/replace_files.h"
#include "cli/commands.h"
#include "cli/plan.h"
#include "cli/report.h"
#include "cli/scan_options.h"
#include "cli/terminal.h"
#include "diagnostics/print.h"
#include "formats/annotations.h"
#include "formats/markdown_metrics.h"
#include "verify/adoption.h"

namespace mdg::cli {
namespace {

std::string ListText(std::string_view title, const std::vector<verify::PageDifference>& differences) {
  if (differences.empty()) return "";
  std::string text = fmt::format("\n{} ({}):\n", title, differences.size());
  for (const verify::PageDifference& one : differences) {
    const std::string at = one.at.path.empty() ? "" : one.at.ToString() + ": ";
    const std::string code = one.code.path.empty() ? "" : " (" + one.code.ToString() + ")";
    text += "  " + Printable(at + one.text + code) + '\n';
  }
  return text;
}

std::string ReportOf(const verify::Adoption& adoption, size_t pages) {
  std::string text = fmt::format(
      "{} names in {} page{}: {} as in the code, {} not in the code, {} of another type, {} with other labels; {} metrics of the code are in no page",
      adoption.names, pages, pages == 1 ? "" : "s", adoption.agreeing, adoption.gone.size(), adoption.types.size(), adoption.labels.size(),
      adoption.missing.size());
  if (adoption.patterns_missing > 0) text += fmt::format(", nor {} known in part", adoption.patterns_missing);
  text += fmt::format("\n{} entries say more than the code, and are worth keeping\n", adoption.kept.size());
  text += ListText("Not in the code any more, or made in a way that is not followed", adoption.gone);
  text += ListText("Of another type", adoption.types);
  text += ListText("With other labels", adoption.labels);
  text += ListText("In no page", adoption.missing);
  return text;
}

// What is there may have been written by hand, so it is never replaced.
Status WriteSideFile(const std::string& path, const verify::Adoption& adoption) {
  MDG_TRY(ReplaceFiles({{path, formats::WriteAnnotations(adoption.kept)}}));
  ReportLine(fmt::format("{}: {} entries", path, adoption.kept.size()));
  return {};
}

Result<ExitCode> Import(const Arguments& arguments, Sink& sink) {
  if (arguments.positionals().empty()) return Fail("`import` wants the Markdown PAGEs to read; see `metricsdocgen import --help`");
  MDG_ASSIGN(const Plan plan, MakePlan(arguments, {}, ""));
  const std::string side_file = plan.PathOf(arguments.Text("--side-file"));
  std::error_code error;
  if (!side_file.empty() && std::filesystem::exists(side_file, error)) {
    return Fail(fmt::format("`{}` is there already and may be written by hand; name another file, and move over what you want", side_file));
  }
  std::vector<DocumentedMetric> pages;
  for (const std::string& page : arguments.positionals()) {
    const std::string path = plan.PathOf(page);
    MDG_ASSIGN(const std::string text, ReadFile(path));
    for (DocumentedMetric& metric : formats::ReadMarkdownMetrics(text, path)) pages.push_back(std::move(metric));
  }
  if (pages.empty()) return Fail("no metric was found in these pages: a table needs a column `name` and one of `type`, `description`, `labels`, or each metric a heading in backticks");
  MDG_ASSIGN(const Gathered gathered, Gather(plan.sources, sink));
  const verify::Adoption adoption = verify::CompareWithPages(gathered.merged, pages);
  MDG_TRY(WriteStandardOutput(ReportOf(adoption, arguments.positionals().size())));
  if (!side_file.empty()) MDG_TRY(WriteSideFile(side_file, adoption));
  sink.TakeSorted();  // what the scan remarks is not the question
  ReportLine(SummaryLine(gathered.merged));
  const bool differs = !adoption.gone.empty() || !adoption.types.empty() || !adoption.labels.empty() || !adoption.missing.empty();
  return differs ? ExitCode::kFindings : ExitCode::kFine;
}

ExitCode RunImport(const Arguments& arguments) { return RunReporting(arguments, Import); }

}  // namespace

Command ImportCommand() {
  Command command{
      .name = "import",
      .summary = "compare a reference kept by hand with the code, and keep what it says better",
      .positional = "PAGE...",
      .most_positionals = 10000,
      .description =
          R"(Reads Markdown pages that list metrics, in tables with a column of names (type, description and labels in any order) or with
a heading for each metric, and says what of them is no longer so: names the code does not have, other types, other labels, and what
no page lists. The exit code is 1 when there is anything to say.

With --side-file, what the pages say better is written to a new side file: descriptions that say more than the help in the code, and
what labels mean. Then `generate` writes documents with both.)",
      .options =
          {
              {.name = "--side-file",
               .kind = Option::Kind::kText,
               .value = "FILE",
               .help = "write a side file with what the pages say better; it must not be there yet"},
          },
      .examples =
          {
              {"metricsdocgen import docs/metrics.md", "what the page has wrong"},
              {"metricsdocgen import docs/collector.*.md --side-file metricsdocgen.yaml", "and begin with what it has right"},
          },
      .run = RunImport,
  };
  for (Option& option : PlanOptionRows()) command.options.push_back(std::move(option));
  for (Option& option : ScanOptionRows()) command.options.push_back(std::move(option));
  return command;
}

}  // namespace mdg::cli
