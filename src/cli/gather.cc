// In: roots and hand-kept files. Out: the merged catalog, what the merge did, and diagnostics for what a reader should
// know.
#include "cli/gather.h"

#include <algorithm>

#include <fmt/format.h>

#include <chrono>
#include <iterator>
#include <map>
#include <set>

#include "base/file_system.h"
#include "cli/progress.h"
#include "diagnostics/codes.h"
#include "formats/annotations.h"
#include "formats/catalog_json.h"
#include "formats/exposition.h"
#include "formats/rule_files.h"
#include "history/history.h"
#include "merge/annotate.h"
#include "render/document.h"

namespace mdg::cli {
namespace {

// Wrong lines are in the sink already, each with its place.
Result<Catalog> ReadExpositionFile(const std::string& path, bool skip_wrong_lines, Sink& sink) {
  MDG_ASSIGN(const std::string text, ReadFile(path));
  formats::ExpositionReading reading = formats::ReadExposition(text, path, sink);
  if (reading.wrong_lines > 0 && !skip_wrong_lines) {
    return Fail(fmt::format("nothing was written: {} has {} wrong line{}; --skip-wrong-lines uses the rest", path,
                            reading.wrong_lines, reading.wrong_lines == 1 ? "" : "s"));
  }
  return std::move(reading.catalog);
}

Result<Catalog> ReadHandKept(const Sources& sources, Sink& sink) {
  Catalog all;
  for (const std::string& path : sources.hand_kept) {
    MDG_ASSIGN(Catalog one, ReadExpositionFile(path, sources.skip_wrong_lines, sink));
    std::move(one.metrics.begin(), one.metrics.end(), std::back_inserter(all.metrics));
    std::move(one.patterns.begin(), one.patterns.end(), std::back_inserter(all.patterns));
  }
  Normalize(all);
  return all;
}

Result<std::vector<Annotation>> ReadSideFiles(const Sources& sources) {
  std::vector<Annotation> all;
  for (const std::string& path : sources.annotations) {
    MDG_ASSIGN(const std::string text, ReadFile(path));
    MDG_ASSIGN(std::vector<Annotation> one, formats::ReadAnnotations(text, path));
    std::move(one.begin(), one.end(), std::back_inserter(all));
  }
  return all;
}

void ReportUnresolved(const Catalog& catalog, Sink& sink) {
  for (const UnresolvedSite& site : catalog.unresolved) {
    Diagnostic diagnostic{code::kUnresolved, Severity::kWarning, site.at, "", {}};
    diagnostic.message =
        fmt::format("{} is not known: `{}` ({})", site.what, site.why.name, ReasonName(site.why.reason));
    for (const TrailStep& step : site.trail) diagnostic.notes.push_back({step.at, step.text});
    sink.Report(std::move(diagnostic));
  }
}

void ReportMissingHelp(const Catalog& catalog, Sink& sink) {
  for (const std::vector<Metric>* metrics : {&catalog.metrics, &catalog.patterns}) {
    for (const Metric& metric : *metrics) {
      if (!metric.help.value.IsEmpty() || metric.help.unknown) continue;
      if (metric.help.origin == Origin::kLibrary) continue;  // its library has no help texts, so nobody forgot one
      const SourceLocation at = metric.definitions.empty() ? SourceLocation{} : metric.definitions.front();
      sink.Report(
          {code::kNoHelp, Severity::kNote, at, fmt::format("`{}` has no help", metric.name.value.ToString()), {}});
    }
  }
}

Result<Catalog> ReadCode(const Sources& sources, Progress& progress, Sink& sink) {
  if (!sources.generated.empty()) return ReadExpositionFile(sources.generated, sources.skip_wrong_lines, sink);
  if (sources.catalog.empty()) {
    ScanOptions scan = sources.scan;
    scan.on_stage = [&](const std::string& stage) { progress.Begin(stage); };
    return BuildCatalog(scan, sink);
  }
  MDG_ASSIGN(const std::string text, ReadFile(sources.catalog));
  return formats::ReadCatalogJson(text, sources.catalog);
}

// One rule of a name stays; of rules that record something else under it, a reader is told.
Status ReadRules(const Sources& sources, Catalog& catalog, Sink& sink) {
  for (const std::string& path : sources.rules) {
    MDG_ASSIGN(const std::string text, ReadFile(path));
    MDG_ASSIGN(const formats::RuleFile read, formats::ReadRules(text, path));
    for (const Alert& alert : read.alerts) catalog.Add(alert);
    for (const RecordingRule& rule : read.recording_rules) {
      if (catalog.Add(rule)) continue;
      const auto shown = std::find_if(catalog.recording_rules.begin(), catalog.recording_rules.end(), [&](const RecordingRule& one) { return one.name == rule.name; });
      sink.Report({code::kContradiction, Severity::kWarning, rule.definitions.front(),
                   fmt::format("the recording rule `{}` is another one in {}, which is shown", rule.name, shown->definitions.front().ToString()), {}});
    }
  }
  return {};
}

Result<std::string> AskHistory(const Sources& sources, Progress& progress, Catalog& code) {
  if (!sources.asks_history) return "";
  if (!sources.generated.empty() || !sources.catalog.empty()) return Fail("`--history` asks about source that is scanned, and none is");
  progress.Begin("asking git for the history");
  MDG_ASSIGN(const history::Told told, history::AddIntroductions(code, sources.scan.discover.roots));
  std::string remark;
  if (told.without > 0) remark = fmt::format("the history says nothing about {} of {} metrics", told.without, told.metrics);
  if (told.is_shallow) remark += std::string(remark.empty() ? "" : "; ") + "the history is cut off (a shallow clone), so that metrics may be older";
  return remark;
}

}  // namespace

Result<Gathered> Gather(const Sources& sources, Sink& sink) {
  const auto begin = std::chrono::steady_clock::now();
  Progress progress;
  progress.Begin("reading what is kept by hand");
  MDG_ASSIGN(const Catalog hand_kept, ReadHandKept(sources, sink));
  MDG_ASSIGN(Catalog code, ReadCode(sources, progress, sink));
  MDG_ASSIGN(std::string remark, AskHistory(sources, progress, code));
  MDG_TRY(ReadRules(sources, code, sink));
  ReportUnresolved(code, sink);
  std::optional<Catalog> kept;
  if (sources.keeps_code) kept = code;
  merge::Merged merged = merge::MergeHandKept(std::move(code), hand_kept);
  MDG_ASSIGN(const std::vector<Annotation> annotations, ReadSideFiles(sources));
  merge::Annotated annotated = merge::Annotate(std::move(merged.catalog), annotations);
  merged.catalog = std::move(annotated.merged.catalog);
  std::move(annotated.merged.overrides.begin(), annotated.merged.overrides.end(), std::back_inserter(merged.overrides));
  for (const Diagnostic& mistake : annotated.mistakes) sink.Report(mistake);
  ReportMissingHelp(merged.catalog, sink);
  merged.catalog.statistics.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return Gathered{std::move(kept), std::move(merged.catalog), std::move(merged.overrides), std::move(remark), annotated.mistakes.size()};
}

Status ChoosePrograms(Catalog& catalog, const std::vector<std::string>& globs) {
  if (globs.empty()) return {};
  std::set<std::string> programs;
  size_t left = 0;
  for (std::vector<Metric>* metrics : {&catalog.metrics, &catalog.patterns}) {
    for (const Metric& metric : *metrics) programs.insert(metric.programs.begin(), metric.programs.end());
    std::erase_if(*metrics, [&](const Metric& metric) { return !render::IsOfPrograms(metric, globs); });
    left += metrics->size();
  }
  if (left > 0) return {};
  const std::string wanted = fmt::format("{}", fmt::join(globs, "`, `"));
  if (programs.empty()) return Fail(fmt::format("no metric is in a program `{}`: no metric is in any program", wanted));
  return Fail(fmt::format("no metric is in a program `{}`; the programs are {}", wanted, fmt::join(programs, ", ")));
}

}  // namespace mdg::cli
