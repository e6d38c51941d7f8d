// In: Catalog and what is wanted of it. Out: Document.
#include "render/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "render/rule_groups.h"

namespace mdg::render {
namespace {

// What is not known comes last.
std::string CountsOf(const Chosen& metrics, const Chosen& patterns, const ChosenRules& rules) {
  std::map<std::pair<bool, MetricType>, size_t> counts;
  for (const Metric* metric : metrics) ++counts[{metric->type.value == MetricType::kUnknown, metric->type.value}];
  auto words = [](size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
  };
  std::vector<std::string> parts;
  for (const auto& [key, count] : counts) {
    const MetricType type = key.second;
    const std::string name(MetricTypeName(type));
    switch (type) {
      case MetricType::kUnknown:
        parts.push_back(fmt::format("{} of unknown type", count));
        break;
      case MetricType::kUntyped:
        parts.push_back(fmt::format("{} untyped", count));
        break;
      case MetricType::kSummary:
        parts.push_back(words(count, "summary", "summaries"));
        break;
      default:
        parts.push_back(words(count, name, name + 's'));
    }
  }
  std::string text = words(metrics.size(), "metric", "metrics");
  if (!parts.empty()) text += fmt::format(": {}", fmt::join(parts, ", "));
  if (!patterns.empty()) text += "; and " + words(patterns.size(), "name", "names") + " known in part";
  if (!rules.recording.empty()) text += "; and " + words(rules.recording.size(), "recording rule", "recording rules");
  if (!rules.alerts.empty()) text += "; and " + words(rules.alerts.size(), "alert", "alerts");
  const auto says_nothing = [](const Metric* metric) {
    return (metric->help.value.IsEmpty() && !metric->help.unknown) || RepeatsName(metric->help.value.ToString(), metric->name.value.ToString());
  };
  const auto silent = std::count_if(metrics.begin(), metrics.end(), says_nothing) + std::count_if(patterns.begin(), patterns.end(), says_nothing);
  if (silent > 0) text += fmt::format("; {} without a description", silent);
  return text;
}

// Places in what is said of a metric, too. What only ends like the root is no place under it.
void SeeIn(std::string& text, const std::string& root) {
  const std::string folder = root + '/';
  for (size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at)) {
    const char before = at == 0 ? ' ' : text[at - 1];
    if (before == ' ' || before == '`' || before == '(') text.erase(at, folder.size());
    else ++at;
  }
}

Catalog SeenFrom(const std::string& root, Catalog catalog) {
  auto see = [&](SourceLocation& at) {
    if (at.path.size() > root.size() && at.path.starts_with(root) && at.path[root.size()] == '/') at.path.erase(0, root.size() + 1);
  };
  for (std::vector<Metric>* metrics : {&catalog.metrics, &catalog.patterns}) {
    for (Metric& metric : *metrics) {
      for (SourceLocation& at : metric.definitions) see(at);
      for (Registration& registration : metric.registrations) see(registration.at);
      for (TrailStep& step : metric.name.trail) see(step.at);
      for (std::string& note : metric.notes) SeeIn(note, root);
      for (std::string* note : {&metric.name.note, &metric.type.note, &metric.help.note, &metric.labels.note}) SeeIn(*note, root);
    }
  }
  for (RecordingRule& rule : catalog.recording_rules) {
    for (SourceLocation& at : rule.definitions) see(at);
  }
  for (Alert& alert : catalog.alerts) {
    for (SourceLocation& at : alert.definitions) see(at);
  }
  for (UnresolvedSite& site : catalog.unresolved) see(site.at);
  return catalog;
}

class Maker {
 public:
  Maker(const Catalog& catalog, const DocumentOptions& options)
      : catalog_(catalog), options_(options), programs_(ShowPrograms(catalog)) {}

  Document Make() {
    Document document;
    document.title = options_.title;
    document.source_link = options_.source_link;
    for (ColumnKind kind : options_.columns) document.columns.push_back({kind, std::string(ColumnTitle(kind))});
    const Filters filters{options_.names, options_.types, options_.folders, options_.programs};
    Chosen metrics = Choose(catalog_.metrics, filters, options_.order);
    Chosen patterns = options_.show_patterns ? Choose(catalog_.patterns, filters, options_.order) : Chosen();
    const ChosenRules rules = ChooseRules(catalog_, options_);
    std::string text;  // of the one group
    if (!options_.only_group.empty()) text = TakeOneGroup(metrics, patterns);
    if (options_.show_counts) document.counts = CountsOf(metrics, patterns, rules);
    if (options_.only_group.empty()) {
      for (const ChosenGroup& group : Grouped(metrics)) {
        document.groups.push_back(MakeGroup(group.title, group.metrics));
        document.groups.back().text = group.text;
      }
    } else {  // the file it has for itself says which group it is
      if (!metrics.empty() || !IsTitleOfRules(options_.only_group)) document.groups.push_back(MakeGroup("", metrics));
      if (!document.groups.empty()) document.groups.back().text = text;
    }
    if (!patterns.empty()) {
      document.groups.push_back(MakeGroup("Names that are made in part while the program runs", patterns));
      document.groups.back().is_patterns = true;
    }
    DropEmptyColumns(document);
    for (Group& group : MakeRuleGroups(catalog_, rules, options_)) {
      for (Row& row : group.rows) row.details.anchor = UniqueAnchor(row.name);
      document.groups.push_back(std::move(group));
    }
    LinkRules(catalog_, document);
    if (options_.show_unresolved) document.unresolved = UnresolvedOf(catalog_);
    if (options_.show_switches) document.switches = MakeSwitchTable(MetricsOf(document));
    if (options_.show_legend) document.shared_names = SharedNamesOf(MetricsOf(document)), document.legend = LegendOf(document);
    return document;
  }

  std::vector<GroupSummary> Summaries() {
    const Filters filters{options_.names, options_.types, options_.folders, options_.programs};
    Chosen all = Choose(catalog_.metrics, filters, options_.order);
    const Chosen patterns = options_.show_patterns ? Choose(catalog_.patterns, filters, options_.order) : Chosen();
    all.insert(all.end(), patterns.begin(), patterns.end());
    std::vector<GroupSummary> summaries;
    for (const ChosenGroup& group : Grouped(all)) {
      if (group.metrics.empty()) continue;
      const auto known = std::count_if(group.metrics.begin(), group.metrics.end(), [](const Metric* metric) { return !metric->IsPattern(); });
      summaries.push_back({group.title, group.text, static_cast<size_t>(known), group.metrics.size() - static_cast<size_t>(known)});
    }
    const ChosenRules rules = ChooseRules(catalog_, options_);
    if (!rules.recording.empty()) summaries.push_back({std::string(kRulesTitle), "", 0, 0, rules.recording.size(), 0});
    if (!rules.alerts.empty()) summaries.push_back({std::string(kAlertsTitle), "", 0, 0, 0, rules.alerts.size()});
    return summaries;
  }

 private:
  std::vector<ChosenGroup> Grouped(const Chosen& metrics) const {
    return options_.groups.empty() ? GroupMetrics(metrics, options_.grouping, programs_) : GroupByOwn(metrics, options_.groups);
  }

  // Leaves what is in the one group that is wanted, names known in part as well; returns its text.
  std::string TakeOneGroup(Chosen& metrics, Chosen& patterns) const {
    Chosen all = metrics;
    all.insert(all.end(), patterns.begin(), patterns.end());
    metrics.clear();
    patterns.clear();
    std::string text;
    for (const ChosenGroup& group : Grouped(all)) {
      if (group.title != options_.only_group) continue;
      text = group.text;
      for (const Metric* metric : group.metrics) (metric->IsPattern() ? patterns : metrics).push_back(metric);
    }
    return text;
  }

  // Of a library without help texts nobody forgot any.
  static bool HelpIsOfNoLibrary(const Document& document) {
    bool is_so = !document.groups.empty();
    for (const Group& group : document.groups) {
      for (const Row& row : group.rows) {
        is_so = is_so && std::any_of(row.details.remarks.begin(), row.details.remarks.end(), [](const Remark& remark) { return remark.fact == "help"; });
      }
    }
    return is_so;
  }

  // A column that few metrics have something for, when none of these has.
  static void DropEmptyColumns(Document& document) {
    for (size_t i = document.columns.size(); i-- > 0;) {
      constexpr ColumnKind kSeldom[] = {ColumnKind::kUnit,  ColumnKind::kBuckets, ColumnKind::kStability,
                                        ColumnKind::kOwner, ColumnKind::kExample, ColumnKind::kSystems, ColumnKind::kSince,
                                        ColumnKind::kByDefault};
      const bool is_help_of_none = document.columns[i].kind == ColumnKind::kHelp && HelpIsOfNoLibrary(document);
      if (std::find(std::begin(kSeldom), std::end(kSeldom), document.columns[i].kind) == std::end(kSeldom) && !is_help_of_none) continue;
      bool is_empty = document.columns.size() > 1;
      size_t rows = 0;
      for (const Group& group : document.groups) {
        rows += group.rows.size();
        for (const Row& row : group.rows) is_empty = is_empty && row.cells[i].empty();
      }
      if (!is_empty || rows == 0) continue;
      const auto at = static_cast<std::ptrdiff_t>(i);
      document.columns.erase(document.columns.begin() + at);
      for (Group& group : document.groups) {
        for (Row& row : group.rows) row.cells.erase(row.cells.begin() + at);
      }
    }
  }

  Group MakeGroup(std::string title, const Chosen& metrics) {
    Group group;
    group.title = std::move(title);
    for (const Metric* metric : metrics) {
      Row row{metric->name.value.ToString(), {}, MakeDetails(*metric, programs_)};
      row.details.anchor = UniqueAnchor(row.name);
      if (options_.expressions) row.details.expressions = SaidOnce(options_.expressions(*metric));
      for (ColumnKind kind : options_.columns)
        row.cells.push_back(MakeCell(row.details, kind, options_.source_link));
      group.rows.push_back(std::move(row));
    }
    group.shared_labels = SharedLabels(group.rows);
    if (!group.shared_labels.empty()) group.labels_anchor = UniqueAnchor(group.title.empty() ? "labels of all" : "labels of " + group.title);
    return group;
  }

  // Names alone are as short as a hint that they stand elsewhere, and a reader wants them at hand: what counts is what else is said.
  static std::vector<LabelDetails> SharedLabels(const std::vector<Row>& rows) {
    constexpr size_t kLeastRows = 2, kLeastLabels = 3;
    if (rows.size() < kLeastRows) return {};
    std::vector<LabelDetails> shared;
    for (const LabelDetails& label : rows.front().details.labels) {
      const auto has_it = [&](const Row& row) { return std::find(row.details.labels.begin(), row.details.labels.end(), label) != row.details.labels.end(); };
      if (HasDetails(label) && std::all_of(rows.begin(), rows.end(), has_it)) shared.push_back(label);
    }
    if (shared.size() < kLeastLabels) shared.clear();
    return shared;
  }

  // What holds for several queries of a metric is said at the first.
  static std::vector<Expression> SaidOnce(std::vector<Expression> expressions) {
    std::set<std::string> said;
    for (Expression& one : expressions) {
      std::string left;
      for (size_t begin = 0; begin < one.note.size();) {
        const size_t end = std::min(one.note.find("; ", begin), one.note.size());
        const std::string part = one.note.substr(begin, end - begin);
        if (said.insert(part).second) left += (left.empty() ? "" : "; ") + part;
        begin = end + 2;
      }
      one.note = std::move(left);
    }
    return expressions;
  }

  std::string UniqueAnchor(const std::string& name) {
    const std::string anchor = AnchorOf(name);
    std::string unique = anchor;
    for (int i = 1; !anchors_.insert(unique).second; ++i) unique = fmt::format("{}-{}", anchor, i);
    return unique;
  }

  static std::vector<Unresolved> UnresolvedOf(const Catalog& catalog) {
    std::vector<Unresolved> unresolved;
    for (const UnresolvedSite& site : catalog.unresolved) {
      unresolved.push_back({{site.at.path, site.at.line, 0}, site.what, WhyText(site.why)});
    }
    return unresolved;
  }

  static std::vector<const Details*> MetricsOf(const Document& document) {
    std::vector<const Details*> metrics;
    for (const Group& group : document.groups) {
      for (const Row& row : group.rows) {
        if (row.details.kind == Kind::kMetric) metrics.push_back(&row.details);
      }
    }
    return metrics;
  }

  // Only the signs the document has.
  static std::vector<LegendEntry> LegendOf(const Document& document) {
    std::string no_help;  // why there is none
    bool has_holes = false, has_guesses = false, has_not_known = false, has_more = false;
    for (const Group& group : document.groups) {
      for (const Row& row : group.rows) {
        const Details& details = row.details;
        if (details.kind != Kind::kMetric) continue;
        has_holes = has_holes || details.is_pattern ||
                    std::any_of(details.help.begin(), details.help.end(),
                                [](const Span& span) { return span.style == Span::Style::kCode; });
        has_guesses = has_guesses || details.type_is_guess;
        const bool has_no_labels = details.has_more_labels && details.labels.empty();
        has_not_known =
            has_not_known || details.help_is_unknown || details.distribution_is_unknown || has_no_labels;
        for (const Remark& remark : details.remarks) {
          if (details.help.empty() && !details.help_is_unknown && remark.fact == "help") no_help = remark.text;
        }
        has_more = has_more || (details.has_more_labels && !has_no_labels);
      }
    }
    std::vector<LegendEntry> legend;
    if (!no_help.empty()) legend.push_back({Plain("No description"), no_help});
    if (has_holes) legend.push_back({Code("<word>"), "stands for a part that is made while the program runs"});
    for (const SharedNames& names : document.shared_names) legend.push_back({Code(names.begin + "\u2026"), names.meaning});
    if (has_guesses) legend.push_back({Plain("(guess)"), "the type is guessed from the name, nothing else tells it"});
    if (has_more) legend.push_back({Plain("and more"), "there are further labels that the source does not spell out"});
    if (has_not_known) legend.push_back({Plain(std::string(kNotKnown)), "the source does not spell it out"});
    return legend;
  }

  const Catalog& catalog_;
  const DocumentOptions& options_;
  ShownPrograms programs_;
  std::set<std::string> anchors_;
};

}  // namespace

const std::vector<Column>& ColumnsOf(const Document& document, const Group& group) {
  return group.columns.empty() ? document.columns : group.columns;
}

std::string AnchorOf(std::string_view text) {
  std::string anchor;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    if (is_kept) anchor += c;
    if (c == ' ') anchor += '-';
  }
  return anchor;
}

Document MakeDocument(const Catalog& catalog, const DocumentOptions& options) {
  if (options.root.empty()) return Maker(catalog, options).Make();
  const Catalog seen = SeenFrom(options.root, catalog);
  return Maker(seen, options).Make();
}

std::vector<GroupSummary> GroupsOf(const Catalog& catalog, const DocumentOptions& options) {
  if (options.root.empty()) return Maker(catalog, options).Summaries();
  const Catalog seen = SeenFrom(options.root, catalog);
  return Maker(seen, options).Summaries();
}

}  // namespace mdg::render
