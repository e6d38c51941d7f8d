// In: a catalog and annotations. Out: the catalog with them. What is stated becomes a hand-kept catalog of metrics that exist, so
// that there is one way to lay facts over facts; only the descriptions of labels are written directly.
#include "merge/annotate.h"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <map>

#include "base/suggestion.h"
#include "diagnostics/codes.h"

namespace mdg::merge {
namespace {

bool IsGlob(const std::string& name) { return name.find_first_of("*?[") != std::string::npos; }

// As a document shows it, as a hand-kept file writes it, or as a glob over what a document shows.
bool IsAbout(const Annotation& annotation, const Metric& metric) {
  const std::string name = metric.name.value.ToString();
  if (annotation.name == name || annotation.name == metric.name.value.ToGlob()) return true;
  return IsGlob(annotation.name) && fnmatch(annotation.name.c_str(), name.c_str(), 0) == 0;
}

std::vector<const Annotation*> InOrder(const std::vector<Annotation>& annotations) {
  std::vector<const Annotation*> ordered;
  for (const Annotation& each : annotations) ordered.push_back(&each);
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Annotation* a, const Annotation* b) { return IsGlob(a->name) && !IsGlob(b->name); });
  return ordered;
}

template <typename T>
Fact<T> HandKept(const Stated& stated) {
  Fact<T> fact;
  fact.value = T(stated.text);
  fact.origin = Origin::kHandKept;
  fact.trail = {{stated.at, "hand-kept"}};
  return fact;
}

void State(Rare<Fact<std::string>>& fact, const std::optional<Stated>& stated) {
  if (stated) fact = HandKept<std::string>(*stated);
}

void State(Metric& metric, const Annotation& annotation) {
  if (annotation.description) metric.help = HandKept<Text>(*annotation.description);
  State(metric.unit, annotation.unit);
  State(metric.stability, annotation.stability);
  State(metric.deprecated, annotation.deprecated);
  State(metric.owner, annotation.owner);
  State(metric.example, annotation.example);
  State(metric.replaced_by, annotation.replaced_by);
}

class Annotator {
 public:
  Annotator(Catalog& catalog, const std::vector<Annotation>& annotations) : catalog_(catalog), annotations_(InOrder(annotations)) {}

  Annotated Run() {
    Catalog hand_kept;
    for (Metric& metric : catalog_.metrics) StateOf(metric, hand_kept.metrics);
    std::map<std::string, Metric> patterns;  // merging goes by glob, and two patterns may have one
    for (Metric& pattern : catalog_.patterns) {
      std::vector<Metric> stated;
      StateOf(pattern, stated);
      for (Metric& one : stated) patterns.emplace(one.name.value.ToGlob(), std::move(one));
    }
    for (auto& [glob, pattern] : patterns) hand_kept.patterns.push_back(std::move(pattern));
    Annotated annotated;
    annotated.mistakes = Mistakes();
    annotated.merged = MergeHandKept(std::move(catalog_), hand_kept);
    return annotated;
  }

 private:
  struct Use {
    std::vector<std::string> metrics;          // it is about
    std::map<std::string, bool> found_labels;  // of those it describes: whether a metric has it, or may have it
  };

  void StateOf(Metric& metric, std::vector<Metric>& into) {
    Metric stated;
    stated.name = metric.name;
    stated.labels.unknown = Hole{"labels", Reason::kRuntimeData};  // not stated here
    bool is_any = false;
    for (const Annotation* annotation : annotations_) {
      if (!IsAbout(*annotation, metric)) continue;
      is_any = true;
      State(stated, *annotation);
      Use& use = uses_[annotation];
      use.metrics.push_back(metric.name.value.ToString());
      for (const LabelAnnotation& label : annotation->labels) {
        use.found_labels[label.name] |= Describe(metric.labels, label) || metric.labels.value.has_more || metric.labels.unknown;
      }
    }
    if (is_any) into.push_back(std::move(stated));
  }

  static bool Describe(Fact<Labels>& labels, const LabelAnnotation& annotation) {
    for (Label& label : labels.value.labels) {
      if (label.name.ToString() != annotation.name) continue;
      label.description = annotation.description;
      return true;
    }
    return false;
  }

  std::vector<Diagnostic> Mistakes() {
    std::vector<Diagnostic> mistakes;
    auto report = [&](const SourceLocation& at, std::string message) {
      mistakes.push_back({code::kAnnotation, Severity::kWarning, at, std::move(message), {}});
    };
    for (const Annotation* annotation : annotations_) {
      const Use& use = uses_[annotation];
      if (use.metrics.empty()) report(annotation->at, NoMetric(*annotation));
      for (const auto& [name, is_found] : use.found_labels) {
        if (is_found) continue;
        const auto label = std::find_if(annotation->labels.begin(), annotation->labels.end(),
                                        [&, &name = name](const LabelAnnotation& each) { return each.name == name; });
        report(label->at, annotation->name == "*" ? fmt::format("no metric has a label `{}`; correct or remove the description", name)
                                        : fmt::format("`{}` has no label `{}`; correct or remove the description", annotation->name, name));
      }
    }
    return mistakes;
  }

  std::string NoMetric(const Annotation& annotation) const {
    if (IsGlob(annotation.name)) return fmt::format("no metric is called like `{}`; correct or remove the entry", annotation.name);
    for (const Metric& pattern : catalog_.patterns) {
      if (!pattern.name.value.Matches(annotation.name)) continue;
      return fmt::format("`{}` is one of the names of `{}`, which is known in part only: call the entry `{}`", annotation.name,
                         pattern.name.value.ToString(), pattern.name.value.ToGlob());
    }
    std::vector<std::string> names;
    for (const Metric& metric : catalog_.metrics) names.push_back(metric.name.value.ToString());
    return fmt::format("no metric is called `{}`{}; correct or remove the entry", annotation.name, DidYouMean(annotation.name, names));
  }

  Catalog& catalog_;
  std::vector<const Annotation*> annotations_;
  std::map<const Annotation*, Use> uses_;
};

}  // namespace

Annotated Annotate(Catalog catalog, const std::vector<Annotation>& annotations) {
  if (annotations.empty()) return {{std::move(catalog), {}}, {}};
  return Annotator(catalog, annotations).Run();
}

}  // namespace mdg::merge
