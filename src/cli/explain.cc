// `metricsdocgen explain NAME`: where every fact of one metric comes from.
// In: a metric's name, or a rule's. Out: each fact with its origin and the trail of places that led to it, and why a part is not
// known. Deliberately the whole truth about one metric, for people: programs read `scan --format json`.
#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/suggestion.h"
#include "cli/commands.h"
#include "cli/plan.h"
#include "cli/report.h"
#include "cli/scan_options.h"
#include "cli/terminal.h"
#include "diagnostics/print.h"
#include "model/rule_uses.h"
#include "render/details.h"

namespace mdg::cli {
namespace {

std::string LabelText(const Label& label) {
  std::string text = label.name.ToString();
  if (!label.values.empty()) {
    const std::string_view before = render::WordsBeforeValues(label.is_constant, label.values_complete, label.values.size());
    text += fmt::format("{}{}{}", before.empty() ? " = " : " ", before, fmt::join(label.values, ", "));
  } else if (label.is_constant) {
    text += " (constant)";
  } else if (!label.example.empty()) {
    text += " for example " + label.example;
  }
  if (label.presence == Presence::kSometimes) text += " (not always)";
  return text;
}

std::string ValueText(const Text& value) { return value.ToString(); }
std::string ValueText(const std::string& value) { return value; }
std::string ValueText(MetricType value) { return std::string(MetricTypeName(value)); }

std::string ValueText(const Labels& labels) {
  std::vector<std::string> texts;
  for (const Label& label : labels.labels) texts.push_back(LabelText(label));
  if (labels.has_more) texts.push_back("and more that are not known");
  return texts.empty() ? "none" : fmt::format("{}", fmt::join(texts, "; "));
}

std::string ValueText(const Distribution& distribution) {
  std::vector<std::string> texts;
  if (!distribution.buckets.empty()) texts.push_back(fmt::format("buckets {}", fmt::join(distribution.buckets, ", ")));
  for (const auto& [quantile, error] : distribution.objectives) {
    texts.push_back(fmt::format("quantile {} within {}", quantile, error));
  }
  for (const auto& [name, value] : distribution.settings) texts.push_back(fmt::format("{} {}", name, value));
  return fmt::format("{}", fmt::join(texts, "; "));
}

// One fact: what it is, how sure that is, and the places it was read at.
template <typename T>
std::string FactText(std::string_view title, const Fact<T>& fact, const std::vector<merge::Override>& overrides) {
  const std::string value = ValueText(fact.value);
  std::string text = fmt::format("\n{:<10} {}\n", title, value.empty() ? "(nothing)" : Printable(value));
  auto line = [&](std::string_view what) { text += fmt::format("           {}\n", Printable(what)); };
  line(fmt::format("from {}{}{}", OriginName(fact.origin), fact.is_guess ? ", a guess" : "",
                   fact.note.empty() ? "" : "; " + fact.note));
  if (fact.unknown) {
    line(fmt::format("not fully known: `{}` ({}, see docs/reasons.md)", fact.unknown->name,
                     ReasonName(fact.unknown->reason)));
  }
  for (const TrailStep& step : fact.trail) line(fmt::format("{}: {}", step.at.ToString(), step.text));
  for (const merge::Override& each : overrides) {
    if (each.fact == title && each.kind == merge::OverrideKind::kDiffers) {
      line(fmt::format("{}: the code says: {}", each.code_at.ToString(), each.code_value));
    }
  }
  return text;
}

std::string ListText(std::string_view title, std::vector<std::string> lines) {
  if (lines.empty()) return "";
  for (std::string& line : lines) line = Printable(line);
  return fmt::format("\n{:<10} {}\n", title, fmt::join(lines, "\n           "));
}

std::string MetricText(const Metric& metric, const std::vector<merge::Override>& all_overrides) {
  const std::string name = metric.name.value.ToString();
  std::vector<merge::Override> overrides;
  for (const merge::Override& each : all_overrides) {
    if (each.metric == name) overrides.push_back(each);
  }
  std::string text = Printable(name) + '\n';
  text += FactText("name", metric.name, overrides);
  text += FactText("type", metric.type, overrides);
  text += FactText("help", metric.help, overrides);
  text += FactText("labels", metric.labels, overrides);
  if (metric.unit) text += FactText("unit", *metric.unit, overrides);
  if (metric.distribution) text += FactText("values", *metric.distribution, overrides);
  if (metric.stability) text += FactText("stability", *metric.stability, overrides);
  if (metric.deprecated) text += FactText("deprecated", *metric.deprecated, overrides);
  if (metric.owner) text += FactText("owner", *metric.owner, overrides);
  if (metric.example) text += FactText("example", *metric.example, overrides);
  if (metric.replaced_by) text += FactText("replaced by", *metric.replaced_by, overrides);
  std::vector<std::string> defined, registered;
  for (const SourceLocation& at : metric.definitions) defined.push_back(at.ToString());
  for (const Registration& registration : metric.registrations) {
    const std::string prefix =
        registration.prefix.empty() ? "" : fmt::format(" with the prefix `{}`", registration.prefix);
    registered.push_back(registration.at.ToString() + prefix);
  }
  if (metric.introduced) {
    const std::string since = render::IntroductionText(*metric.introduced);
    text += ListText("since", {since.empty() ? "not known: the history does not say" : since, metric.introduced->commit});
  }
  text += ListText("defined", defined);
  text += ListText("registered", registered);
  text += ListText("programs", metric.programs);
  text += ListText("only with", metric.switches);
  text += ListText("off with", metric.switched_off_by);
  text += ListText("only if", metric.conditions);
  text += ListText("notes", metric.notes);
  return text;
}

// Who reads a metric, or what is recorded under its name.
std::vector<std::string> ReadersOf(const Catalog& catalog, const std::string& name) {
  const RuleUses uses(catalog);
  std::vector<std::string> readers;
  const auto add = [&](std::string_view kind, const auto& rule) {
    const std::vector<RuleUses::Use> read = uses.Of(rule);
    const bool reads = std::any_of(read.begin(), read.end(), [&](const RuleUses::Use& use) { return use.name == name; });
    if (reads) readers.push_back(fmt::format("{} {}", kind, rule.name));
  };
  for (const RecordingRule& rule : catalog.recording_rules) add("recording rule", rule);
  for (const Alert& alert : catalog.alerts) add("alert", alert);
  return readers;
}

template <typename Rule>
std::string RuleText(const Catalog& catalog, std::string_view kind, const Rule& rule) {
  std::vector<std::string> labels, defined, read;
  for (const auto& [name, value] : rule.labels) labels.push_back(fmt::format("{} = {}", name, value));
  for (const SourceLocation& at : rule.definitions) defined.push_back(at.ToString());
  for (const RuleUses::Use& use : RuleUses(catalog).Of(rule)) read.push_back((use.is_possible ? "perhaps " : "") + use.name);
  std::string text = Printable(rule.name) + '\n';
  text += ListText("kind", {std::string(kind)});
  text += ListText("expression", {rule.expression});
  text += ListText("labels", labels);
  text += ListText("uses", read);
  text += ListText("defined", defined);
  return text;
}

// All rules of this name, each with what is special about its kind.
std::string RulesText(const Catalog& catalog, const std::string& name) {
  std::string text;
  const auto append = [&](const std::string& rule) { text += (text.empty() ? "" : "\n") + rule; };
  for (const RecordingRule& rule : catalog.recording_rules) {
    if (rule.name != name) continue;
    std::string one = RuleText(catalog, "recording rule", rule) + ListText("others", rule.others);
    if (rule.type != MetricType::kUnknown) one += ListText("type", {std::string(MetricTypeName(rule.type))});
    if (!rule.help.empty()) one += ListText("help", {rule.help});
    append(one + ListText("used by", ReadersOf(catalog, name)));
  }
  for (const Alert& alert : catalog.alerts) {
    if (alert.name != name) continue;
    std::string one = RuleText(catalog, "alert", alert);
    if (!alert.duration.empty()) one += ListText("for", {alert.duration});
    for (const auto& [annotation, words] : alert.annotations) one += ListText(annotation, {words});
    append(one);
  }
  return text;
}

// The metric of this name, else every pattern that is written so or of which the name can be an instance.
std::vector<const Metric*> FindMetrics(const Catalog& catalog, const std::string& name) {
  if (const Metric* metric = catalog.Find(name)) return {metric};
  std::vector<const Metric*> found;
  for (const Metric& pattern : catalog.patterns) {
    const Text& text = pattern.name.value;
    if (text.ToString() == name || text.ToGlob() == name || text.Matches(name)) found.push_back(&pattern);
  }
  return found;
}

Error NotFound(const Catalog& catalog, const std::string& name) {
  std::vector<std::string> names;
  for (const Metric& metric : catalog.metrics) names.push_back(metric.name.value.ToString());
  for (const RecordingRule& rule : catalog.recording_rules) names.push_back(rule.name);
  for (const Alert& alert : catalog.alerts) names.push_back(alert.name);
  std::string message = fmt::format("no metric is called `{}`{}", name, DidYouMean(name, names));
  if (!catalog.unresolved.empty()) {
    message +=
        fmt::format("; {} places make metrics whose names are not known, `metricsdocgen scan --verbose` shows them",
                    catalog.unresolved.size());
  }
  return {message};
}

Result<ExitCode> Explain(const Arguments& arguments, Sink& sink) {
  if (arguments.positionals().empty())
    return Fail("`explain` wants the NAME of a metric; see `metricsdocgen explain --help`");
  const std::string name = arguments.positionals().front();
  MDG_ASSIGN(const Plan plan,
             MakePlan(arguments, {arguments.positionals().begin() + 1, arguments.positionals().end()}, ""));
  Sink other_metrics;  // what is wrong elsewhere is not the question
  Result<Gathered> gathered = Gather(plan.sources, other_metrics);
  if (!gathered) {
    for (Diagnostic& diagnostic : other_metrics.TakeSorted()) sink.Report(std::move(diagnostic));
    return tl::unexpected<Error>(gathered.error());
  }
  const std::vector<const Metric*> found = FindMetrics(gathered->merged, name);
  std::string text;
  for (const Metric* metric : found) {
    text += (text.empty() ? "" : "\n") + MetricText(*metric, gathered->overrides);
    text += ListText("used by", ReadersOf(gathered->merged, metric->name.value.ToString()));
  }
  if (const std::string rules = RulesText(gathered->merged, name); !rules.empty()) text += (text.empty() ? "" : "\n") + rules;
  if (text.empty()) return tl::unexpected<Error>(NotFound(gathered->merged, name));
  MDG_TRY(WriteStandardOutput(text));
  return ExitCode::kFine;
}

ExitCode RunExplain(const Arguments& arguments) { return RunReporting(arguments, Explain); }

}  // namespace

Command ExplainCommand() {
  Command command{
      .name = "explain",
      .summary = "say where every fact of one metric comes from",
      .positional = "NAME [PATH...]",
      .most_positionals = 1000,
      .description =
          R"(Shows one metric with the trail of places each of its facts was read at: from the constructor to the constant
in another package, and from the registerer to the prefix it adds. Where a part is not known, it says why. Hand-kept facts are
shown with what the code says instead.

NAME may also be a name as a server exposes it: then every pattern that can stand for it is explained; or the name of a recording rule or
an alert.

With a metricsdocgen.toml in the current folder, its folders and hand-kept files are used; PATHs replace its folders.)",
      .examples =
          {
              {"metricsdocgen explain app_requests_total", "why the documentation says what it says"},
              {"metricsdocgen explain app_sda_bytes_total ./collector", "which pattern of a folder makes this name"},
          },
      .run = RunExplain,
  };
  for (Option& option : PlanOptionRows()) command.options.push_back(std::move(option));
  for (Option& option : ScanOptionRows()) command.options.push_back(std::move(option));
  return command;
}

}  // namespace mdg::cli
