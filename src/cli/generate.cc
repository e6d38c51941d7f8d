// `metricsdocgen generate`: every document of the configuration, brought up to date.
// In: configuration, source, hand-kept files, documents. Out: the documents' new text, as files, as a diff or on
// standard output. Deliberately all or nothing: every text is made before the first file is replaced.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "base/file_system.h"
#include "base/replace_files.h"
#include "cli/commands.h"
#include "cli/document_request.h"
#include "cli/group_files.h"
#include "cli/plan.h"
#include "cli/report.h"
#include "cli/scan_options.h"
#include "cli/terminal.h"
#include "cli/watch.h"
#include "diagnostics/codes.h"
#include "formats/exposition.h"
#include "render/markdown_escape.h"
#include "render/markers.h"
#include "render/unified_diff.h"

namespace mdg::cli {
namespace {

// A file as it is and as it should be.
struct Output {
  std::string path;
  std::string before;
  std::string after;
  bool exists = true;
  bool is_document = true;
};

// A document that has the ancestor's marker lines keeps them.
render::Markers MarkersFor(const config::Document& document, std::string_view text) {
  if (!document.begin.empty()) return {document.begin, document.end};
  const bool is_ancestors = text.find(render::kAncestorMarkers.begin) != std::string_view::npos ||
                            text.find(render::kAncestorMarkers.end) != std::string_view::npos;
  return is_ancestors ? render::kAncestorMarkers : render::kDefaultMarkers;
}

// Two paths may lead to one file, by links; this is its one name.
std::string FileBehind(const std::string& path) {
  std::error_code error;
  const std::filesystem::path file = std::filesystem::weakly_canonical(path, error);
  return error ? path : file.string();
}

// A form that is a whole file needs one of its own, whatever it is called.
Status CheckWholeFiles(const Plan& plan) {
  std::map<std::string, size_t> uses;
  for (const config::Document& document : plan.documents) ++uses[FileBehind(document.path)];
  for (const config::Document& document : plan.documents) {
    if (!document.IsWholeFile() || uses[FileBehind(document.path)] == 1) continue;
    return Fail(fmt::format("`{}` cannot be {} and another document, too", document.path, document.form));
  }
  return {};
}

// The generated file is written as a whole, so it must be nothing that anybody wrote.
Status CheckGenerated(const Plan& plan) {
  if (plan.generated.empty()) return {};
  const std::string file = FileBehind(plan.generated);
  auto check = [&](const std::string& path, std::string_view what) -> Status {
    if (FileBehind(path) != file) return {};
    return Fail(fmt::format("`{}` cannot be the generated file: it is {}", plan.generated, what));
  };
  MDG_TRY(check(plan.configuration, "the configuration"));
  for (const std::string& path : plan.sources.hand_kept) MDG_TRY(check(path, "a hand-kept file"));
  for (const std::string& path : plan.sources.annotations) MDG_TRY(check(path, "a side file"));
  for (const config::Document& document : plan.documents) MDG_TRY(check(document.path, "a document"));
  return {};
}

Result<Written> WriteDocument(const config::Document& document, const Plan& plan, const Catalog& catalog) {
  FormRequest request = RequestFrom(document, plan);
  if (document.form == "template") {
    MDG_ASSIGN(request.template_text, ReadFile(document.template_path));
  }
  MDG_ASSIGN(Written written, FindForm(document.form)->write(catalog, request));
  if (!written.remark.empty()) ReportLine(document.path + ": " + written.remark);
  return written;
}

// What is there must be of the same form, as it is replaced as a whole.
Result<Output> MakeWholeFile(const config::Document& document, const Plan& plan, const Catalog& catalog) {
  std::error_code error;
  const bool exists = std::filesystem::exists(document.path, error);
  std::string before;
  if (exists) {
    MDG_ASSIGN(before, ReadFile(document.path));
  }
  if (!IsOfForm(before, *FindForm(document.form))) {
    return Fail(fmt::format("`{}` would be replaced as a whole, but it is not the {} that metricsdocgen wrote; remove it first",
                            document.path, document.form == "html" ? "page" : document.form));
  }
  MDG_ASSIGN(Written written, WriteDocument(document, plan, catalog));
  return Output{document.path, std::move(before), std::move(written.text), exists};
}

// A file as it is; or, of a group that has none yet, a heading and the markers, for somebody to write around.
struct Current {
  std::string text;
  bool exists = true;
};

Result<Current> CurrentText(const config::Document& document, const std::string& path, const std::string& title) {
  std::error_code error;
  if (!document.only_group.empty() || document.IsForEachGroup()) {
    if (!std::filesystem::exists(path, error)) {
      const render::Markers markers = MarkersFor(document, "");
      return Current{fmt::format("# {}\n\n{}\n{}\n", render::EscapeParagraph(title), markers.begin, markers.end), false};
    }
  }
  MDG_ASSIGN(std::string text, ReadFile(path));
  return Current{std::move(text), true};
}

// One file may hold several documents, each between markers of its own.
Result<Output> MakeDocumentFile(const std::string& path, const std::vector<const config::Document*>& documents,
                                const Plan& plan, const Catalog& catalog, Sink& sink) {
  MDG_ASSIGN(const Current current, CurrentText(*documents.front(), path, documents.front()->only_group));
  const std::string& before = current.text;
  std::vector<render::Region> regions;
  for (const config::Document* document : documents) {
    MDG_ASSIGN(Written written, WriteDocument(*document, plan, catalog));
    regions.push_back({MarkersFor(*document, before), std::move(written.text)});
  }
  const std::optional<std::string> after = render::ReplaceRegions(before, path, regions, sink);
  if (!after) return Fail("nothing was written: the markers of " + path + " do not fit");
  return Output{path, current.exists ? current.text : "", *after, current.exists};
}

Result<Output> MakeIndexFile(const GroupIndex& index, Sink& sink) {
  MDG_ASSIGN(const Current current, CurrentText(index.document, index.path, index.title));
  const std::vector<render::Region> regions = {{MarkersFor(index.document, current.text), index.text}};
  const std::optional<std::string> after = render::ReplaceRegions(current.text, index.path, regions, sink);
  if (!after) return Fail("nothing was written: the markers of " + index.path + " do not fit");
  return Output{index.path, current.exists ? current.text : "", *after, current.exists};
}

Result<std::vector<Output>> MakeOutputs(const Plan& plan, const Gathered& gathered, const GroupFiles& group_files, Sink& sink) {
  std::vector<Output> outputs;
  if (!plan.generated.empty()) {
    const Result<std::string> before = ReadFile(plan.generated);
    outputs.push_back({plan.generated, before.value_or(""),
                       formats::WriteExposition(*gathered.code, formats::PatternLines::kComments), before.has_value(),
                       false});
  }
  std::vector<std::string> files;
  std::map<std::string, std::vector<const config::Document*>> by_file;
  for (const config::Document& document : group_files.documents) {
    const std::string file = FileBehind(document.path);
    if (by_file[file].empty()) files.push_back(file);
    by_file[file].push_back(&document);
  }
  for (const std::string& file : files) {
    const std::vector<const config::Document*>& documents = by_file[file];
    if (documents.front()->IsWholeFile()) {
      MDG_ASSIGN(Output page, MakeWholeFile(*documents.front(), plan, gathered.merged));
      outputs.push_back(std::move(page));
      continue;
    }
    MDG_ASSIGN(Output output,
               MakeDocumentFile(documents.front()->path, documents, plan, gathered.merged, sink));
    outputs.push_back(std::move(output));
  }
  for (const GroupIndex& index : group_files.indexes) {
    MDG_ASSIGN(Output output, MakeIndexFile(index, sink));
    outputs.push_back(std::move(output));
  }
  return outputs;
}

Result<ExitCode> Check(const std::vector<Output>& outputs, Sink& sink) {
  std::string diff;
  bool is_stale = false;
  for (const Output& output : outputs) {
    if (output.exists && output.before == output.after) continue;
    is_stale = true;
    diff += render::UnifiedDiff(output.before, output.after, output.exists ? "a/" + output.path : "/dev/null",
                                "b/" + output.path);
    sink.Report(
        {code::kStale, Severity::kError, {output.path, 0, 0}, "this file is stale; run `metricsdocgen generate`", {}});
  }
  MDG_TRY(WriteStandardOutput(diff));
  return is_stale ? ExitCode::kFindings : ExitCode::kFine;
}

Result<ExitCode> Print(const std::vector<Output>& outputs) {
  for (const Output& output : outputs) {
    if (output.is_document) MDG_TRY(WriteStandardOutput(output.after));
  }
  return ExitCode::kFine;
}

Result<ExitCode> Write(const std::vector<Output>& outputs) {
  std::vector<FileContent> files;
  for (const Output& output : outputs) files.push_back({output.path, output.after});
  MDG_TRY(ReplaceFiles(files));
  for (const Output& output : outputs) {
    ReportLine(fmt::format("{}: {}", output.path, output.before == output.after ? "was up to date" : "updated"));
  }
  return ExitCode::kFine;
}

// It may hold what somebody wrote, so it is theirs to remove.
void ReportLeftOver(const GroupFiles& group_files, bool is_check, Sink& sink) {
  for (const std::string& path : group_files.left_over) {
    sink.Report({code::kStale, is_check ? Severity::kError : Severity::kWarning, {path, 0, 0},
                 "this file is of a group that is no more; remove it, or move what is worth keeping", {}});
  }
}

Result<Plan> PlanFrom(const Arguments& arguments) {
  MDG_ASSIGN(Plan plan, MakePlan(arguments, arguments.positionals(), arguments.Text("--prometheus-doc-file")));
  for (config::Document& document : plan.documents) {
    if (arguments.Has("--table")) document.table = arguments.Text("--table");
    if (arguments.Has("--template")) document.form = "template", document.template_path = plan.PathOf(arguments.Text("--template"));
    if (arguments.Has("--form")) document.form = arguments.Text("--form");
    if (document.form == "template" && document.template_path.empty()) {
      return Fail(fmt::format("`{}` needs a template to fill: --template FILE", document.path));
    }
    if (arguments.Has("--group")) document.group = arguments.Text("--group"), document.groups.clear();
    if (document.IsWholeFile() && !document.begin.empty()) {
      return Fail(fmt::format("`{}` holds a document between markers; --form {} would replace the whole file", document.path, document.form));
    }
  }
  if (plan.documents.empty() && plan.generated.empty()) {
    return Fail(
        fmt::format("there is nothing to write: no {} names a document, and no --prometheus-doc-file is given; "
                    "`metricsdocgen init` writes a configuration",
                    config::kFileName));
  }
  MDG_TRY(CheckGenerated(plan));
  MDG_TRY(CheckWholeFiles(plan));
  return plan;
}

Result<ExitCode> Generate(const Arguments& arguments, Sink& sink) {
  MDG_ASSIGN(Plan plan, PlanFrom(arguments));
  plan.sources.scan.frees_memory = arguments.Has("--watch");
  plan.sources.keeps_code = !plan.generated.empty();
  MDG_ASSIGN(const Gathered gathered, Gather(plan.sources, sink));
  MDG_ASSIGN(const GroupFiles group_files, TakeGroupsApart(plan, gathered.merged));
  MDG_ASSIGN(const std::vector<Output> outputs, MakeOutputs(plan, gathered, group_files, sink));
  ReportLeftOver(group_files, arguments.Has("--check"), sink);
  if (!arguments.Has("--explain-merge")) {
    for (Diagnostic& diagnostic : merge::OverrideDiagnostics(gathered.overrides)) sink.Report(std::move(diagnostic));
  }
  ReportDiagnostics(sink.TakeSorted(), arguments.Has("--verbose"));
  if (arguments.Has("--explain-merge")) ReportText(merge::ExplainOverrides(gathered.overrides));
  if (!gathered.remark.empty()) ReportLine(gathered.remark);
  ReportLine(SummaryLine(gathered.merged));
  if (arguments.Has("--check")) {
    MDG_ASSIGN(const ExitCode code, Check(outputs, sink));
    return gathered.lost_annotations > 0 || !group_files.left_over.empty() ? ExitCode::kFindings : code;
  }
  if (arguments.Has("--dry-run")) return Print(outputs);
  return Write(outputs);
}

// What Generate reads. The documents are not among it: they are what it writes.
Result<Inputs> InputsFor(const Arguments& arguments) {
  MDG_ASSIGN(const Plan plan, PlanFrom(arguments));
  Inputs inputs{.scans = plan.sources.generated.empty() && plan.sources.catalog.empty(), .scan = plan.sources.scan.discover,
                .files = plan.sources.hand_kept};
  inputs.files.insert(inputs.files.end(), plan.sources.annotations.begin(), plan.sources.annotations.end());
  inputs.files.push_back(plan.configuration.empty() ? std::string(config::kFileName) : plan.configuration);
  inputs.files.emplace_back(config::kAnnotationsFileName);
  for (const std::string& path : {plan.sources.generated, plan.sources.catalog}) {
    if (!path.empty()) inputs.files.push_back(path);
  }
  for (const config::Document& document : plan.documents) {
    if (!document.template_path.empty()) inputs.files.push_back(document.template_path);
  }
  return inputs;
}

Result<ExitCode> Watch(const Arguments& arguments, Sink&) {
  for (const char* option : {"--check", "--dry-run"}) {
    if (arguments.Has(option)) return Fail(fmt::format("`--watch` writes the documents; leave out `{}`", option));
  }
  return RunOnChange([&] { return InputsFor(arguments); }, [&] { return RunReporting(arguments, Generate); });
}

ExitCode RunGenerate(const Arguments& arguments) {
  return RunReporting(arguments, arguments.Has("--watch") ? Watch : Generate);
}

}  // namespace

Command GenerateCommand() {
  Command command{
      .name = "generate",
      .summary = "bring the documents of the configuration up to date",
      .positional = "[PATH...]",
      .most_positionals = 1000,
      .description =
          R"(Scans the source, merges the hand-kept files over it (they win, fact by fact) and replaces, in every document
of metricsdocgen.toml, the text between its two marker lines. The rest of a document is never touched, files are replaced as
a whole, and nothing is written when anything cannot be.

With --check nothing is written: what is stale is shown as a unified diff and the exit code is 1. That is the command for CI.

With --watch the command stays and runs again after each change of the source, the configuration, a hand-kept file, a side file or
a template, until Ctrl-C. Each is a whole run; what it writes does not start another, and neither does a document edited by hand.

Every hand-kept fact that differs from the code, that says the same as the code, or whose metric the code does not have is
reported on standard error; many of a kind in one note, which --explain-merge takes apart.

Works without a configuration too: --prometheus-doc-file names the document, --static-metrics the hand-kept file. PATHs
replace the folders the configuration names.)",
      .options =
          {
              {.name = "--check", .help = "write nothing, show what is stale as a diff, exit with 1 if anything is"},
              {.name = "--dry-run", .short_name = "-n", .help = "write nothing, print the documents as they would be"},
              {.name = "--watch", .help = "stay, and do it again whenever the source or a file that is read changes"},
              {.name = "--table",
               .kind = Option::Kind::kText,
               .value = "FORM",
               .help = "compact, or aligned: cells padded to equal width",
               .choices = {config::kTables.begin(), config::kTables.end()}},
              {.name = "--form",
               .kind = Option::Kind::kText,
               .value = "FORM",
               .help = FormSummaries(),
               .choices = {config::kForms.begin(), config::kForms.end()}},
              {.name = "--template",
               .kind = Option::Kind::kText,
               .value = "FILE",
               .help = "the Mustache file of the form template; docs/templates.md says what it can show"},
              {.name = "--group",
               .kind = Option::Kind::kText,
               .value = "BY",
               .help = "none, subsystem (the first words of the names), folder, program, type, stability or marker (comments `+name:group=`)",
               .choices = {config::kGroups.begin(), config::kGroups.end()}},
              {.name = "--prometheus-doc-file",
               .kind = Option::Kind::kText,
               .value = "FILE",
               .help = "the document, in place of the configuration's"},
              {.name = "--explain-merge",
               .help = "list every hand-kept fact that differs from the code, repeats it, or has lost its metric"},
          },
      .examples =
          {
              {"metricsdocgen generate", "bring everything metricsdocgen.toml names up to date"},
              {"metricsdocgen generate --watch", "while editing: up to date after each save"},
              {"metricsdocgen generate --check", "in CI: fail when somebody forgot that"},
              {"metricsdocgen generate --static-metrics metrics --prometheus-doc-file metrics.md --table aligned",
               "without a configuration"},
          },
      .run = RunGenerate,
  };
  for (Option& option : PlanOptionRows()) command.options.push_back(std::move(option));
  for (Option& option : ScanOptionRows()) command.options.push_back(std::move(option));
  return command;
}

}  // namespace mdg::cli
