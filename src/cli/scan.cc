// `metricsdocgen scan`: every metric of a tree.
// In: folders. Out: a table for people, exposition text or JSON for programs. Deliberately writes no document, and
// reads no configuration: generate does.
#include <fmt/format.h>

#include <optional>

#include "base/file_system.h"
#include "base/replace_files.h"
#include "cli/commands.h"
#include "cli/forms.h"
#include "cli/gather.h"
#include "cli/queries.h"
#include "cli/report.h"
#include "cli/scan_options.h"
#include "cli/terminal.h"
#include "config/config.h"
#include "discover/go_modules.h"
#include "model/program_name.h"
#include "render/source_link.h"

namespace mdg::cli {
namespace {

// "Metrics of app" for a module `acme.org/app/v2`: of several such pages, each says whose it is.
std::string TitleOf(const std::vector<std::string>& roots) {
  constexpr std::string_view kTitle = "Metrics";
  const std::optional<discover::GoModule> module = roots.size() > 1 ? std::nullopt : discover::FindEnclosingModule(roots.empty() ? "." : roots.front());
  if (!module) return std::string(kTitle);
  const std::string name = ProgramName(module->module_path);
  return name.empty() ? std::string(kTitle) : fmt::format("{} of {}", kTitle, name);
}

// Everything there is: nothing was chosen.
FormRequest RequestFrom(const Arguments& arguments, const std::string& format) {
  FormRequest request;
  render::DocumentOptions& options = request.options;
  options.show_patterns = true;
  options.title = arguments.Has("--title") ? arguments.Text("--title") : TitleOf(arguments.positionals());
  options.source_link = arguments.Text("--source-link");
  options.root = RootOutside(arguments.positionals());
  if (arguments.Has("--group")) options.grouping = *render::ParseGrouping(arguments.Text("--group"));
  if (format == "table") {
    // What a reader at a terminal wants first; the help comes last because it is cut to what fits.
    options.columns = {render::ColumnKind::kName, render::ColumnKind::kType, render::ColumnKind::kLabels,
                       render::ColumnKind::kHelp};
    request.terminal_width = static_cast<size_t>(TerminalWidth());
  } else {
    options.show_counts = options.show_switches = options.show_legend = options.show_unresolved = true;
    options.expressions = QueriesFor;
  }
  const std::string patterns = arguments.Text("--patterns");
  if (patterns == "comments") request.patterns = formats::PatternLines::kComments;
  if (patterns == "none") request.patterns = formats::PatternLines::kNone;
  return request;
}

Result<std::string> Formatted(const Catalog& catalog, const Arguments& arguments) {
  const bool is_for_people = !arguments.Has("--output") && StandardOutputIsTerminal();
  std::string format = is_for_people ? "table" : "text";
  if (arguments.Has("--template")) format = "template";
  if (arguments.Has("--format")) format = arguments.Text("--format");
  FormRequest request = RequestFrom(arguments, format);
  if (format == "template") {
    request.template_path = arguments.Text("--template");
    if (request.template_path.empty()) return Fail("the format template needs a file to fill: --template FILE");
    MDG_ASSIGN(request.template_text, ReadFile(request.template_path));
  }
  MDG_ASSIGN(Written written, FindForm(format)->write(catalog, request));
  if (!written.remark.empty()) ReportLine(written.remark);
  return std::move(written.text);
}

Result<ExitCode> Scan(const Arguments& arguments, Sink& sink) {
  if (const std::string mistake = render::MistakeInSourceLink(arguments.Text("--source-link")); !mistake.empty()) {
    return Fail("`--source-link`: " + mistake);
  }
  Sources sources;
  sources.scan = ScanOptionsFrom(arguments, arguments.positionals());
  sources.hand_kept = arguments.Texts("--static-metrics");
  sources.annotations = arguments.Texts("--annotations");
  sources.rules = arguments.Texts("--rules");
  sources.asks_history = arguments.Has("--history");
  sources.skip_wrong_lines = arguments.Has("--skip-wrong-lines");
  MDG_ASSIGN(Gathered gathered, Gather(sources, sink));
  MDG_TRY(ChoosePrograms(gathered.merged, arguments.Texts("--program")));
  MDG_ASSIGN(const std::string text, Formatted(gathered.merged, arguments));
  if (arguments.Has("--output")) {
    MDG_TRY(ReplaceFiles({{arguments.Text("--output"), text}}));
  } else {
    MDG_TRY(WriteStandardOutput(text));
  }
  ReportDiagnostics(sink.TakeSorted(), arguments.Has("--verbose"));
  if (arguments.Has("--explain-merge")) ReportText(merge::ExplainOverrides(gathered.overrides));
  if (!gathered.remark.empty()) ReportLine(gathered.remark);
  ReportLine(SummaryLine(gathered.merged));
  return ExitCode::kFine;
}

ExitCode RunScan(const Arguments& arguments) { return RunReporting(arguments, Scan); }

}  // namespace

Command ScanCommand() {
  static const std::string help = "table on a terminal and text elsewhere, when not given; " + FormSummaries();
  Command command{
      .name = "scan",
      .summary = "list every metric of a source tree",
      .positional = "[PATH...]",
      .most_positionals = 1000,
      .description =
          R"(Reads the Go source below each PATH (the current folder when none is given) and lists every Prometheus
metric it can expose: name, type, labels, help, and where it is defined. Nothing needs to be configured, built or run.

On a terminal the result is a table; in a pipe or a file it is Prometheus text exposition, one sample with empty label values
for each metric. What could not be resolved is reported on standard error with place and reason, and counted in the summary.

A metric whose name is known in part only, like `app_<device>_bytes`, is a pattern: in exposition its name has a `*` for what is
not known. --patterns says how such families are written for readers that do not take that.)",
      .options =
          {
              {.name = "--format",
               .short_name = "-f",
               .kind = Option::Kind::kText,
               .value = "FORMAT",
               .help = help,
               .choices = FormNames()},
              {.name = "--output",
               .short_name = "-o",
               .kind = Option::Kind::kText,
               .value = "FILE",
               .help = "write to FILE, which is replaced as a whole or not at all"},
              {.name = "--patterns",
               .kind = Option::Kind::kText,
               .value = "HOW",
               .help = "how exposition shows patterns: families, comments or none",
               .choices = {"families", "comments", "none"}},
              {.name = "--group",
               .kind = Option::Kind::kText,
               .value = "BY",
               .help = "of sections and html: none, subsystem (the first words of the names), folder, program, type, stability or marker (comments `+name:group=`)",
               .choices = {config::kGroups.begin(), config::kGroups.end()}},
              {.name = "--template",
               .kind = Option::Kind::kText,
               .value = "FILE",
               .help = "the Mustache file of the format template; docs/templates.md says what it can show"},
              {.name = "--title", .kind = Option::Kind::kText, .value = "TEXT", .help = "of html: the page's title; \"Metrics of\" and the module's name when not given"},
              {.name = "--source-link",
               .kind = Option::Kind::kText,
               .value = "TEMPLATE",
               .help = "link places in the source: https://github.com/acme/app/blob/main/{path}#L{line}"},
              {.name = "--program",
               .kind = Option::Kind::kTexts,
               .value = "GLOB",
               .help = "only what this program can expose: `cmd/agent`, or `agent` wherever its folder is"},
              {.name = "--static-metrics",
               .kind = Option::Kind::kTexts,
               .value = "FILE",
               .help = "a hand-kept exposition file; what it says wins over the code, fact by fact"},
              {.name = "--annotations",
               .kind = Option::Kind::kTexts,
               .value = "FILE",
               .help = "a side file (YAML) with what the code cannot say: descriptions of labels, owners, examples"},
              {.name = "--rules",
               .kind = Option::Kind::kTexts,
               .value = "FILE",
               .help = "a Prometheus rule file whose recording rules and alerts are shown"},
              {.name = "--history", .help = "ask git which commit and which release brought each metric; takes seconds on large repositories"},
              {.name = "--skip-wrong-lines",
               .help = "use a hand-kept file even when some of its lines are wrong, without those"},
              {.name = "--explain-merge",
               .help = "say which hand-kept facts differ from the code, repeat it, or have lost their metric"},
          },
      .examples =
          {
              {"metricsdocgen scan", "the metrics of the current folder, as a table"},
              {"metricsdocgen scan agent server -o metrics.prom", "two folders, as exposition text in a file"},
              {"metricsdocgen scan --program cmd/agent", "one of the programs of a repository"},
              {"metricsdocgen scan --format json | jq '.metrics[].name'", "the full catalog, for a program"},
              {"metricsdocgen scan --format html --group subsystem -o metrics.html", "a page to search in, one file"},
              {"metricsdocgen scan --include-vendored --exclude 'internal/legacy/**'",
               "dependencies too, old code not"},
              {"metricsdocgen scan --static-metrics metrics.static --explain-merge >/dev/null",
               "what is still needed in a hand-kept file"},
          },
      .run = RunScan,
  };
  for (Option& option : ScanOptionRows()) command.options.push_back(std::move(option));
  return command;
}

}  // namespace mdg::cli
