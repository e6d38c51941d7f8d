// In: the Catalog and metrics of pages. Out: how they differ. See adoption.h.
#include "verify/adoption.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "verify/families.h"

namespace mdg::verify {
namespace {

// Words without what is not in them: what is written with other marks says the same.
std::vector<std::string> WordsOf(const std::string& text) {
  std::vector<std::string> words(1);
  for (char c : text) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    if (is_letter) words.back() += c;
    else if (c >= 'A' && c <= 'Z') words.back() += static_cast<char>(c - 'A' + 'a');
    else if (!words.back().empty()) words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// "_Not yet documented_", "TODO", "-": somebody's note that there is none.
bool IsPlaceholder(const std::string& text) {
  if (text.size() > 2 && (text.front() == '_' || text.front() == '*') && text.back() == text.front()) return true;
  const std::vector<std::string> words = WordsOf(text);
  if (words.empty()) return true;
  const std::string& first = words.front();
  return words.size() <= 2 && (first == "todo" || first == "tbd" || first == "n" || first == "none" || first == "undocumented");
}

bool SaysMore(const std::string& page, const std::string& help) {
  const std::vector<std::string> there = WordsOf(page), here = WordsOf(help);
  return !IsPlaceholder(page) && there.size() > here.size();
}

SourceLocation PlaceOf(const Metric& metric) { return metric.definitions.empty() ? SourceLocation{} : metric.definitions.front(); }

std::string Listed(const std::set<std::string>& names) { return names.empty() ? "none" : fmt::format("`{}`", fmt::join(names, "`, `")); }

class Comparer {
 public:
  explicit Comparer(const Catalog& catalog) : catalog_(catalog) {}

  void Add(const DocumentedMetric& page) {
    Metric asked;
    asked.name.value = Text(page.name);
    const Match match = FindDocumented(catalog_, asked);
    const Metric* metric = match.family != nullptr ? match.family : match.patterns.empty() ? nullptr : match.patterns.front();
    const bool is_new = names_.insert(page.name).second;
    if (is_new) ++adoption.names;
    if (metric == nullptr) {
      const Metric* longer = OnlyOneThatEndsSo(page.name);
      if (longer != nullptr) seen_.insert(longer);
      adoption.gone.push_back({page.at, fmt::format("`{}` is not in the code{}", page.name,
                                                    longer == nullptr ? "" : fmt::format("; `{}` is, so a prefix may be missing", longer->name.value.ToString())),
                               longer == nullptr ? SourceLocation{} : PlaceOf(*longer)});
      return;
    }
    seen_.insert(metric);
    const size_t before = adoption.types.size() + adoption.labels.size();
    if (match.family != nullptr && !match.is_part) {
      CompareTypes(page, *metric);
      CompareLabels(page, *metric);
      Keep(page, *metric);
    }
    if (is_new && before == adoption.types.size() + adoption.labels.size()) ++adoption.agreeing;
  }

  void Finish() {
    for (const Metric& metric : catalog_.metrics) {
      if (seen_.contains(&metric) || metric.name.origin == Origin::kLibrary) continue;
      adoption.missing.push_back({{}, fmt::format("`{}`", metric.name.value.ToString()), PlaceOf(metric)});
    }
    for (const Metric& pattern : catalog_.patterns) adoption.patterns_missing += seen_.contains(&pattern) ? 0 : 1;
    Annotation all = TakeCommonLabels();
    if (!all.labels.empty()) adoption.kept.push_back(std::move(all));
    for (auto& [name, annotation] : kept_) {
      if (annotation.description || !annotation.labels.empty()) adoption.kept.push_back(std::move(annotation));
    }
  }

  Adoption adoption;

 private:
  // Pages leave out prefixes that all their metrics have.
  const Metric* OnlyOneThatEndsSo(const std::string& name) const {
    const Metric* only = nullptr;
    for (const Metric& metric : catalog_.metrics) {
      if (!metric.name.value.ToString().ends_with('_' + name)) continue;
      if (only != nullptr) return nullptr;
      only = &metric;
    }
    return only;
  }

  size_t CountWith(const std::string& label) const {
    return static_cast<size_t>(std::count_if(catalog_.metrics.begin(), catalog_.metrics.end(), [&](const Metric& metric) {
      const std::vector<Label>& labels = metric.labels.value.labels;
      return std::any_of(labels.begin(), labels.end(), [&](const Label& one) { return one.name.ToString() == label; });
    }));
  }

  // What several metrics say alike of a label, and none otherwise, is said once for all that have it; what is said for a section only
  // where all that have it are in there.
  Annotation TakeCommonLabels() {
    std::map<std::string, std::pair<std::set<std::string>, size_t>> said;
    for (const auto& [name, annotation] : kept_) {
      for (const LabelAnnotation& label : annotation.labels) said[label.name].first.insert(label.description), ++said[label.name].second;
    }
    Annotation all{.name = "*"};
    auto is_common = [&](const std::string& label) {
      const auto& [texts, metrics] = said[label];
      return texts.size() == 1 && metrics > 1 && (!of_sections_.contains(label) || metrics == CountWith(label));
    };
    for (const auto& [label, texts] : said) {
      if (is_common(label)) all.labels.push_back({label, *texts.first.begin(), {}});
    }
    for (auto& [name, annotation] : kept_) {
      std::erase_if(annotation.labels, [&](const LabelAnnotation& label) { return is_common(label.name); });
    }
    return all;
  }

  void CompareTypes(const DocumentedMetric& page, const Metric& metric) {
    const bool is_certain = !metric.type.unknown && !metric.type.is_guess && metric.type.value != MetricType::kUnknown;
    if (!page.type || !is_certain || *page.type == metric.type.value || HasOtherDefinitions(metric, "type")) return;
    adoption.types.push_back({page.at, fmt::format("type of `{}`: {} here, {} in the code", page.name, MetricTypeName(*page.type), MetricTypeName(metric.type.value)),
                              PlaceOf(metric)});
  }

  // Constant labels may be left out of a page, and so may what not every series has.
  void CompareLabels(const DocumentedMetric& page, const Metric& metric) {
    if (!page.labels || metric.labels.unknown || HasOtherDefinitions(metric, "labels")) return;
    std::set<std::string> here, known, needed;
    for (const DocumentedLabel& label : *page.labels) here.insert(label.name);
    for (const Label& label : metric.labels.value.labels) {
      if (!label.name.IsKnown()) return;
      known.insert(label.name.ToString());
      if (!label.is_constant && label.presence == Presence::kAlways) needed.insert(label.name.ToString());
    }
    const bool has_wrong = !metric.labels.value.has_more && !std::includes(known.begin(), known.end(), here.begin(), here.end());
    if (!has_wrong && std::includes(here.begin(), here.end(), needed.begin(), needed.end())) return;
    adoption.labels.push_back({page.at, fmt::format("labels of `{}`: {} here, {} in the code", page.name, Listed(here), Listed(known)), PlaceOf(metric)});
  }

  void Keep(const DocumentedMetric& page, const Metric& metric) {
    Annotation annotation{.name = page.name, .at = page.at};
    const bool is_known = metric.help.value.IsKnown() && !metric.help.unknown;
    if (!page.description.empty() && SaysMore(page.description, is_known ? metric.help.value.ToString() : "")) {
      annotation.description = Stated{page.description, page.at};
    }
    for (const DocumentedLabel& label : page.labels.value_or(std::vector<DocumentedLabel>())) KeepLabel(label, page, metric, annotation);
    for (const DocumentedLabel& label : page.labels_of_section) {
      if (KeepLabel(label, page, metric, annotation)) of_sections_.insert(label.name);
    }
    if (annotation.description || !annotation.labels.empty()) kept_.emplace(page.name, std::move(annotation));
  }

  // What it means, if nothing said so yet: a page says it of one metric before it does of all.
  static bool KeepLabel(const DocumentedLabel& label, const DocumentedMetric& page, const Metric& metric, Annotation& annotation) {
    const bool is_open = std::any_of(metric.labels.value.labels.begin(), metric.labels.value.labels.end(),
                                     [&](const Label& each) { return each.name.ToString() == label.name && each.description.empty(); });
    const bool is_said = std::any_of(annotation.labels.begin(), annotation.labels.end(), [&](const LabelAnnotation& each) { return each.name == label.name; });
    const bool is_kept = is_open && !is_said && !label.description.empty();
    if (is_kept) annotation.labels.push_back({label.name, label.description, page.at});
    return is_kept;
  }

  const Catalog& catalog_;
  std::set<std::string> names_;
  std::set<const Metric*> seen_;
  std::set<std::string> of_sections_;  // labels that pages describe for a whole section
  std::map<std::string, Annotation> kept_;
};

}  // namespace

Adoption CompareWithPages(const Catalog& catalog, const std::vector<DocumentedMetric>& pages) {
  Comparer comparer(catalog);
  for (const DocumentedMetric& page : pages) comparer.Add(page);
  comparer.Finish();
  return std::move(comparer.adoption);
}

}  // namespace mdg::verify
