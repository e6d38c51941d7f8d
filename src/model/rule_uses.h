// Which series of a catalog the rules of it read.
//
//     sum(rate(app_requests_total{code="500"}[5m])) by (job) > 10        app_requests_total
//
// In: a Catalog, a PromQL expression of one of its rules. Out: the names of metrics and recording rules that stand in it. Deliberately no
// parser: a name counts where PromQL can only mean a series by it, and only when the catalog has it; or, as no more than possible, a name
// known in part that can stand for it. Regular expressions over names are not asked.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"

namespace mdg {

// Every name in the expression that can be one of a series, sorted, each once.
std::vector<std::string> SeriesNames(std::string_view expression);

class RuleUses {
 public:
  explicit RuleUses(const Catalog& catalog);

  struct Use {
    std::string name;
    bool is_rule = false;  // recorded by a rule, and no metric of the catalog
    bool is_possible = false;  // a name known in part, as it is shown, that can stand for what is used
    bool operator==(const Use&) const = default;
  };
  // Sorted by name; app_wait_seconds for app_wait_seconds_bucket. A rule does not use itself.
  std::vector<Use> Of(const RecordingRule& rule) const;
  std::vector<Use> Of(const Alert& alert) const;

 private:
  using Found = std::map<std::string, Use>;
  void Add(std::string_view expression, Found& into) const;
  static std::vector<Use> Listed(const Found& used);
  const Metric* PatternFor(const std::string& name) const;

  Found names_;
  std::vector<Metric> patterns_;
  std::map<std::string, std::string> series_;  // of families with several: app_wait_seconds_bucket -> app_wait_seconds
};

}  // namespace mdg
