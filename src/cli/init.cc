// `metricsdocgen init`: a configuration to start from, and a place for the table in a document.
// In: folders, which are scanned once for how many metrics there are, and the name of a document. Out: metricsdocgen.toml with every key explained; the document with marker
// lines. Deliberately never changes a configuration that exists, and no byte of a document that exists: markers are
// added at its end.
#include <fmt/core.h>
#include <fmt/format.h>

#include <filesystem>

#include "base/file_system.h"
#include "base/replace_files.h"
#include "cli/commands.h"
#include "cli/forms.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "config/config.h"
#include "pipeline.h"
#include "render/markers.h"
#include "render/propose.h"

namespace fs = std::filesystem;

namespace mdg::cli {
namespace {

// A TOML text in double quotes.
std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

// "text, json, csv ...": those that are whole files, but the page.
std::string FormsForPrograms() {
  std::vector<std::string_view> names;
  for (const Form& form : AllForms()) {
    if (form.is_whole_file && form.name != "html") names.push_back(form.name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

// What to propose for a catalog of this size, and why.
struct Proposal {
  std::string group = "none";
  std::string reason;  // a comment for the configuration; "": nothing to say
};

// A scan that fails proposes nothing: `generate` is where to hear why.
Proposal ProposeFor(const std::vector<std::string>& roots) {
  ScanOptions scan;
  scan.discover.roots = roots;
  scan.frees_memory = false;
  Progress progress;
  scan.on_stage = [&](const std::string& stage) { progress.Begin(stage); };
  Sink ignored;
  const Result<Catalog> catalog = BuildCatalog(scan, ignored);
  if (!catalog) return {};
  const render::GroupingProposal proposal = render::ProposeGrouping(*catalog);
  if (proposal.grouping == render::Grouping::kNone) return {};
  return {std::string(render::GroupingWord(proposal.grouping)), fmt::format("# Proposed for {} metrics; those libraries expose are not counted.\n", proposal.own)};
}

std::string ConfigText(const std::vector<std::string>& roots, const std::string& document, const Proposal& proposal) {
  std::vector<std::string> quoted;
  for (const std::string& root : roots) quoted.push_back(Quoted(root));
  return fmt::format(R"(# What `metricsdocgen generate` scans and writes. Paths are relative to this file's folder.

# The folders to scan.
roots = [{0}]

# What to leave out, relative to each root: "internal/legacy/**", "*_mock.go".
exclude = []

# Vendored and test code is left out unless this says otherwise.
include_vendored = false
include_tests = false

# Files in Prometheus exposition format, kept by hand. What they say wins over the code, fact by fact: metrics of
# dependencies, and corrections.
hand_kept = []

# What code cannot say (descriptions of labels, owners, stability, examples, what replaces what) is read from {5} beside
# this file or beside a document, if there is one; or from the files named here.
# annotations = ["docs/{5}"]

# Ask git which commit and which release brought each metric; see docs/history.md. In CI that needs the whole history.
# history = true

# Prometheus rule files whose recording rules and alerts are shown after the metrics.
# rules = ["deploy/rules.yml"]

# Link places in the source.
# source_link = "https://github.com/acme/app/blob/main/{{path}}#L{{line}}"

# Where the exposition of the code's own metrics is kept, if it is wanted as a file.
# generated = "docs/metrics.generated"

# A document; there may be several, also several in one file, each with markers of its own.
# A path with {{group}}, "docs/metrics/{{group}}.md", stands for a file for each group, and `index` for one that lists them.
[[documents]]
path = {1}

# The form: table, or sections (one for each metric), html (a page to search in), {6};
# and a template of your own to fill (form = "template").
form = "table"
# template = "docs/metrics.md.mustache"

# none, subsystem (the first words of the names), folder, program, type, stability or marker (comments `+name:group=`).
{7}group = {8}

# Of a page (form = "html").
# title = "Metrics"

# The two lines between which a table, sections or a filled template stand; these are the usual ones.
# begin = "{2}"
# end = "{3}"

# Of {4}.
columns = ["name", "type", "help", "labels"]

# own (by name, what libraries expose by themselves last), name, type or folder.
order = "own"

# compact, or aligned: cells padded to equal width.
table = "compact"

# Show names that are known in part only, how many metrics of which type there are, and what the signs mean that stand for
# what is not certain.
patterns = true
counts = false
legend = false

# Show PromQL, in the forms that do.
# queries = true

# Which metrics: globs over names, types, globs over the folders they are defined in, globs over the programs (folders of
# main packages) that can expose them. Without them: all.
# names = ["app_*"]
# types = ["counter", "gauge"]
# folders = ["server/**"]
# programs = ["cmd/server"]

# A function of a library of your own that makes metrics, if its source is not scanned; arguments count from 0.
# [[wrappers]]
# package = "acme.org/telemetry"
# function = "NewCounter"
# type = "counter"
# name = 0
# help = 1
# labels = 2
)",
                     fmt::join(quoted, ", "), Quoted(document), render::kDefaultMarkers.begin,
                     render::kDefaultMarkers.end, fmt::join(config::kColumns, ", "), config::kAnnotationsFileName,
                     FormsForPrograms(), proposal.reason, Quoted(proposal.group));
}

bool HasMarkers(std::string_view text) {
  return text.find(render::kDefaultMarkers.begin) != std::string_view::npos ||
         text.find(render::kAncestorMarkers.begin) != std::string_view::npos;
}

// The document with markers at its end, if it has none yet.
std::string DocumentText(const std::string& before) {
  if (HasMarkers(before)) return before;
  std::string text = before.empty() ? "# Metrics\n" : before;
  if (text.back() != '\n') text += '\n';
  return text + '\n' + render::kDefaultMarkers.begin + '\n' + render::kDefaultMarkers.end + '\n';
}

// Makes the folder a document lies in, and takes back what it made unless it is told to keep it.
class NewFolder {
 public:
  Status Make(const std::string& folder) {
    std::error_code error;
    for (fs::path missing = folder; !missing.empty() && !fs::exists(missing, error); missing = missing.parent_path()) {
      made_.push_back(missing);
    }
    fs::create_directories(folder, error);
    if (error) return Fail("cannot make the folder " + folder + ": " + error.message());
    return {};
  }
  void Keep() { made_.clear(); }

  NewFolder() = default;
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;
  ~NewFolder() {
    std::error_code ignored;
    for (const fs::path& folder : made_) fs::remove(folder, ignored);  // only when it is empty
  }

 private:
  std::vector<fs::path> made_;  // the innermost first
};

Result<ExitCode> Init(const Arguments& arguments, Sink&) {
  const std::string config_path(config::kFileName);
  const std::string document = arguments.Has("--document") ? arguments.Text("--document") : "docs/metrics.md";
  std::error_code error;
  if (fs::exists(config_path, error)) return Fail(config_path + " is here already; nothing was changed");
  std::vector<std::string> roots = arguments.positionals();
  if (roots.empty()) roots = {"."};
  for (const std::string& root : roots) {
    if (!fs::exists(root, error)) return Fail("there is no folder " + root);
  }
  std::string before;
  NewFolder new_folder;
  const bool exists = fs::exists(document, error);
  if (exists) {
    MDG_ASSIGN(before, ReadFile(document));
  } else if (const std::string folder = FolderOf(document); !folder.empty()) {
    MDG_TRY(new_folder.Make(folder));
  }
  std::vector<FileContent> files = {{config_path, ConfigText(roots, document, ProposeFor(roots))}};
  const std::string after = DocumentText(before);
  if (after != before) files.push_back({document, after});
  MDG_TRY(ReplaceFiles(files));
  new_folder.Keep();
  ReportLine(config_path + ": written");
  ReportLine(document + (after == before ? ": has markers already"
                         : exists        ? ": markers added at the end"
                                         : ": written"));
  ReportLine("now run `metricsdocgen generate`");
  return ExitCode::kFine;
}

ExitCode RunInit(const Arguments& arguments) { return RunReporting(arguments, Init); }

}  // namespace

Command InitCommand() {
  return {
      .name = "init",
      .summary = "write a commented configuration and put markers into a document",
      .positional = "[PATH...]",
      .most_positionals = 1000,
      .description =
          R"(Writes metricsdocgen.toml into the current folder, with every key explained, and the two marker lines between
which `generate` keeps its table at the end of a document, which is made if it does not exist. The folders are scanned once: more than
50 metrics of the program's own that fall into groups are proposed to be shown in groups.

A configuration that exists is never changed.)",
      .options =
          {
              {.name = "--document",
               .kind = Option::Kind::kText,
               .value = "FILE",
               .help = "the document; docs/metrics.md when not given"},
              {.name = "--verbose", .short_name = "-v", .help = "show every diagnostic"},
          },
      .examples =
          {
              {"metricsdocgen init", "start in the current folder"},
              {"metricsdocgen init server agent --document docs/monitoring.md",
               "scan two folders, add to a page you have"},
          },
      .run = RunInit,
  };
}

}  // namespace mdg::cli
