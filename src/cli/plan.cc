// In: Arguments and metricsdocgen.toml. Out: Plan. An option replaces what the configuration says about the same thing,
// so the ancestor's options work with a configuration and without one.
#include "cli/plan.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "base/file_system.h"
#include "cli/scan_options.h"
#include "render/source_link.h"

namespace fs = std::filesystem;

namespace mdg::cli {
namespace {

// The configuration named by --config, or the one of the current folder, or none; `file` is its name in its folder.
Result<config::Config> ReadConfig(const Arguments& arguments, std::string& file) {
  const bool is_named = arguments.Has("--config");
  const std::string path = is_named ? arguments.Text("--config") : std::string(config::kFileName);
  std::error_code ignored;
  if (!is_named && !fs::exists(path, ignored)) return config::Config{};
  MDG_ASSIGN(const std::string text, ReadFile(path));
  MDG_ASSIGN(config::Config config, config::Parse(text, path));
  file = FileNameOf(path);
  if (const std::string folder = FolderOf(path); !folder.empty()) {
    std::error_code error;
    fs::current_path(folder, error);
    if (error) return Fail("cannot enter " + folder + ": " + error.message());
  }
  return config;
}

libraries::Wrapper WrapperFrom(const config::Wrapper& wrapper) {
  static constexpr std::pair<std::string_view, MetricType> kTypes[] = {{"counter", MetricType::kCounter},
                                                                       {"gauge", MetricType::kGauge},
                                                                       {"histogram", MetricType::kHistogram},
                                                                       {"summary", MetricType::kSummary},
                                                                       {"untyped", MetricType::kUntyped}};
  libraries::Wrapper made;
  made.package = wrapper.package, made.receiver = wrapper.receiver, made.function = wrapper.function;
  made.prefix = wrapper.prefix, made.suffix = wrapper.suffix;
  for (const auto& [name, type] : kTypes) {
    if (wrapper.type == name) made.type = type;
  }
  made.name = wrapper.name, made.help = wrapper.help, made.labels = wrapper.labels;
  made.constant_labels = wrapper.constant_labels, made.options = wrapper.options, made.unit = wrapper.unit;
  made.name_space = wrapper.name_space, made.subsystem = wrapper.subsystem;
  made.labels_are_rest = wrapper.labels_are_rest, made.may_fail = wrapper.may_fail;
  return made;
}

// Where nothing is said: those of the usual name beside the configuration and beside each document.
std::vector<std::string> UsualAnnotations(const std::vector<config::Document>& documents) {
  std::vector<std::string> candidates = {std::string(config::kAnnotationsFileName)};
  for (const config::Document& document : documents) {
    candidates.push_back((fs::path(document.path).parent_path() / config::kAnnotationsFileName).generic_string());
  }
  std::vector<std::string> found;
  for (const std::string& path : candidates) {
    std::error_code ignored;
    if (fs::exists(path, ignored) && std::find(found.begin(), found.end(), path) == found.end()) found.push_back(path);
  }
  return found;
}

}  // namespace

std::string Plan::PathOf(const std::string& path) const {
  std::error_code ignored;
  const fs::path here = fs::current_path(ignored);
  if (here == start || path.empty() || fs::path(path).is_absolute()) return path;
  return (fs::path(start) / path).lexically_relative(here).generic_string();
}

std::vector<Option> PlanOptionRows() {
  return {
      {.name = "--config",
       .short_name = "-c",
       .kind = Option::Kind::kText,
       .value = "FILE",
       .help = "the configuration; without this option metricsdocgen.toml of the current folder, if there is one"},
      {.name = "--static-metrics",
       .kind = Option::Kind::kTexts,
       .value = "FILE",
       .help = "a hand-kept exposition file, in place of the configuration's"},
      {.name = "--annotations",
       .kind = Option::Kind::kTexts,
       .value = "FILE",
       .help = "a side file with what the code cannot say, in place of metricsdocgen.yaml beside the configuration or a document"},
      {.name = "--generated-metrics",
       .kind = Option::Kind::kText,
       .value = "FILE",
       .help = "read the code's metrics from an exposition file that `scan` wrote, instead of scanning"},
      {.name = "--catalog",
       .kind = Option::Kind::kText,
       .value = "FILE",
       .help = "read the code's metrics from a JSON catalog that `scan` wrote, instead of scanning"},
      {.name = "--source-link",
       .kind = Option::Kind::kText,
       .value = "TEMPLATE",
       .help = "link places in the source: https://github.com/acme/app/blob/main/{path}#L{line}"},
      {.name = "--rules",
       .kind = Option::Kind::kTexts,
       .value = "FILE",
       .help = "a Prometheus rule file whose recording rules and alerts are shown, in place of the configuration's"},
      {.name = "--history", .help = "ask git which commit and which release brought each metric; takes seconds on large repositories"},
      {.name = "--skip-wrong-lines",
       .help = "use a hand-kept file even when some of its lines are wrong, without those"},
  };
}

Result<Plan> MakePlan(const Arguments& arguments, const std::vector<std::string>& roots, const std::string& document) {
  std::error_code ignored;
  Plan plan;
  plan.start = fs::current_path(ignored).string();
  MDG_ASSIGN(const config::Config config, ReadConfig(arguments, plan.configuration));
  auto path_of = [&](const std::string& path) { return plan.PathOf(path); };

  std::vector<std::string> scanned = config.roots;
  if (!roots.empty()) scanned.clear();
  for (const std::string& root : roots) scanned.push_back(path_of(root));
  plan.sources.scan = ScanOptionsFrom(arguments, scanned);
  discover::Options& discover = plan.sources.scan.discover;
  discover.excludes.insert(discover.excludes.end(), config.excludes.begin(), config.excludes.end());
  discover.include_vendored = discover.include_vendored || config.include_vendored;
  discover.include_tests = discover.include_tests || config.include_tests;
  for (const config::Wrapper& wrapper : config.wrappers) plan.sources.scan.wrappers.push_back(WrapperFrom(wrapper));
  plan.sources.rules = config.rules;
  if (arguments.Has("--rules")) plan.sources.rules.clear();
  for (const std::string& path : arguments.Texts("--rules")) plan.sources.rules.push_back(path_of(path));
  plan.sources.asks_history = config.history || arguments.Has("--history");
  plan.sources.hand_kept = config.hand_kept;
  if (arguments.Has("--static-metrics")) {
    plan.sources.hand_kept.clear();
    for (const std::string& path : arguments.Texts("--static-metrics")) plan.sources.hand_kept.push_back(path_of(path));
  }
  plan.sources.generated = path_of(arguments.Text("--generated-metrics"));
  plan.sources.catalog = path_of(arguments.Text("--catalog"));
  const bool is_read = !plan.sources.generated.empty() || !plan.sources.catalog.empty();
  if (!plan.sources.generated.empty() && !plan.sources.catalog.empty()) {
    return Fail("`--generated-metrics` and `--catalog` both replace the scan; give one of them");
  }
  if (is_read && !roots.empty())
    return Fail("nothing is scanned when the code's metrics are read from a file; leave out " + roots.front());
  plan.source_link = arguments.Has("--source-link") ? arguments.Text("--source-link") : config.source_link;
  if (const std::string mistake = render::MistakeInSourceLink(plan.source_link); !mistake.empty()) {
    return Fail(fmt::format("`{}` cannot be the template of links to the source: {}", plan.source_link, mistake));
  }
  plan.sources.skip_wrong_lines = arguments.Has("--skip-wrong-lines");
  if (!document.empty()) {
    plan.documents = {{.path = path_of(document)}};
  } else {
    plan.documents = config.documents;
    if (!is_read) plan.generated = config.generated;
  }
  plan.sources.annotations = config.annotations ? *config.annotations : UsualAnnotations(plan.documents);
  if (arguments.Has("--annotations")) {
    plan.sources.annotations.clear();
    for (const std::string& path : arguments.Texts("--annotations")) plan.sources.annotations.push_back(path_of(path));
  }
  return plan;
}

}  // namespace mdg::cli
