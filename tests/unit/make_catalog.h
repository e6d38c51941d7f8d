// Catalogs for tests: a metric in one line, and random ones for properties.
// In: names, random numbers. Out: Metric, Catalog. Deliberately no expectations.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "model/catalog.h"

namespace mdg::tests {

inline Metric MakeMetric(const std::string& name, MetricType type = MetricType::kGauge, const std::string& help = "",
                         const std::vector<std::string>& labels = {}, const SourceLocation& at = {}) {
  Metric metric;
  metric.name.value = name;
  metric.type.value = type;
  metric.help.value = help;
  for (const std::string& label : labels) {
    metric.labels.value.labels.emplace_back();
    metric.labels.value.labels.back().name = label;
  }
  if (!at.path.empty()) metric.definitions.push_back(at);
  return metric;
}

// Pieces in turn: literal, hole, literal, ...
inline Text MakeText(const std::vector<std::string>& pieces, Reason reason = Reason::kRuntimeData) {
  Text text;
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (i % 2 == 0) {
      text.Append(std::string_view(pieces[i]));
    } else {
      text.Append(Hole{pieces[i], reason});
    }
  }
  return text;
}

inline Metric MakePattern(const std::vector<std::string>& pieces, MetricType type = MetricType::kGauge,
                          const std::string& help = "", const std::vector<std::string>& labels = {}) {
  Metric metric = MakeMetric("", type, help, labels);
  metric.name.value = MakeText(pieces);
  return metric;
}

// Small, so that names, places and facts meet often.
class RandomCatalogs {
 public:
  explicit RandomCatalogs(unsigned seed) : random_(seed) {}

  Catalog Next() {
    Catalog catalog;
    for (int i = Below(12); i > 0; --i) catalog.metrics.push_back(NextMetric());
    for (int i = Below(3); i > 0; --i) catalog.unresolved.push_back({NextPlace(), NextWord(), NextHole(), NextTrail()});
    catalog.statistics.files_seen = static_cast<uint64_t>(Below(1000));
    catalog.statistics.bytes_read = static_cast<uint64_t>(Below(1000)) << 40U;
    return catalog;
  }

  int Below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  bool Rarely() { return Below(5) == 0; }

  // Words that hurt: quotes, backslashes, line breaks, Markdown, HTML, other scripts.
  std::string NextWord() {
    static const std::vector<std::string> kWords = {
        "up", "total", "a b",       "\"quoted\"", "back\\slash", "line\nbreak", "p|pe", "`code`",
        "`",  "<b>",   "&lt;",      "größe",      "名前",        "😀",           "](x)", "*",
        "",   "\\",    "tab\there", "${x}",       "{y}",         "#",           "-",    "=",
    };
    return kWords[static_cast<size_t>(Below(static_cast<int>(kWords.size())))];
  }
  std::string NextSentence() {
    std::string sentence;
    for (int i = Below(6); i > 0; --i) sentence += NextWord() + (Rarely() ? "" : " ");
    return sentence;
  }
  Hole NextHole() {
    return {"hole" + std::to_string(Below(3)), static_cast<Reason>(Below(static_cast<int>(Reason::kLimit) + 1))};
  }
  SourceLocation NextPlace() { return {std::string(1, static_cast<char>('a' + Below(3))) + ".go", Below(4), Below(3)}; }
  std::vector<TrailStep> NextTrail() {
    std::vector<TrailStep> trail;
    for (int i = Below(3); i > 0; --i) trail.push_back({NextPlace(), NextWord()});
    return trail;
  }

  Metric NextMetric() {
    Metric metric;
    metric.name = NextFact(NextName());
    metric.type = NextFact(static_cast<MetricType>(Below(static_cast<int>(MetricType::kGaugeHistogram) + 1)));
    metric.help = NextFact(Rarely() ? MakeText({NextWord(), "comment", NextWord()}) : Text(NextSentence()));
    metric.labels = NextFact(NextLabels());
    if (Rarely()) metric.unit = NextFact(NextWord());
    if (Rarely()) metric.distribution = NextFact(NextDistribution());
    if (Rarely()) metric.stability = NextFact(NextWord());
    if (Rarely()) metric.deprecated = NextFact(NextWord());
    if (Rarely()) metric.owner = NextFact(NextWord());
    if (Rarely()) metric.example = NextFact(NextWord());
    if (Rarely()) metric.replaced_by = NextFact(NextWord());
    for (int i = Below(3); i > 0; --i) metric.definitions.push_back(NextPlace());
    if (Rarely()) metric.registrations.push_back({NextPlace(), Rarely() ? "app_" : ""});
    if (Rarely()) metric.switches.push_back(Rarely() ? "--a" : "--b=false");
    if (Rarely()) metric.conditions.push_back(Rarely() ? "linux" : "darwin");
    if (Rarely()) metric.programs.push_back(Rarely() ? "cmd/a" : "cmd/b");
    if (Rarely()) metric.library = "client_golang";
    if (Rarely()) metric.example_value = "NaN";
    if (Rarely()) metric.notes.push_back(NextWord());
    return metric;
  }

 private:
  template <typename T>
  Fact<T> NextFact(T value) {
    Fact<T> fact;
    fact.value = std::move(value);
    fact.origin = static_cast<Origin>(Below(4));
    if (Rarely()) fact.unknown = NextHole();
    fact.is_guess = Rarely();
    if (Rarely()) fact.note = NextWord();
    fact.trail = NextTrail();
    return fact;
  }

  Text NextName() {
    static const std::vector<std::string> kNames = {"app_up", "app_requests_total", "app_requests", "db_size"};
    const std::string name = kNames[static_cast<size_t>(Below(4))];
    if (!Rarely()) return Text(name);
    return Rarely() ? Text(NextHole())
                    : MakeText({name + '_', "hole" + std::to_string(Below(2)), Rarely() ? "_total" : ""});
  }

  Labels NextLabels() {
    Labels labels;
    for (const char* name : {"code", "method", "zone"}) {
      if (Below(2) == 0) continue;
      Label label;
      label.name = Rarely() ? MakeText({name, "hole0"}) : Text(name);
      label.is_constant = Rarely();
      if (Rarely()) label.presence = Presence::kSometimes;
      for (int i = Below(3); i > 0; --i) label.values.push_back(std::to_string(i));
      label.values_complete = Rarely();
      if (Rarely()) label.description = NextWord();
      labels.labels.push_back(std::move(label));
    }
    labels.has_more = Rarely();
    return labels;
  }

  Distribution NextDistribution() {
    Distribution distribution;
    for (int i = Below(4); i > 0; --i) distribution.buckets.push_back(Below(100) / 7.0);
    if (Rarely()) distribution.buckets.push_back(1e300 * 1e300);
    if (Rarely()) distribution.objectives.emplace_back(0.5, 0.05);
    if (Rarely()) distribution.settings["max_age"] = "10m";
    return distribution;
  }

  std::mt19937 random_;
};

}  // namespace mdg::tests
