// Which series of a catalog the rules of it read.
//
//     sum(rate(app_requests_total{code="500"}[5m])) by (job) > 10        app_requests_total
//
// In: a Catalog, a PromQL expression of one of its rules. Out: the names of metrics and recording rules that stand in it. Deliberately no
// parser: a name counts where PromQL can only mean a series by it, and only when the catalog has it. Names known in part and regular
// expressions over names are not asked.
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
    bool operator==(const Use&) const = default;
  };
  // Sorted by name; app_wait_seconds for app_wait_seconds_bucket. A rule does not use itself.
  std::vector<Use> Of(const RecordingRule& rule) const;
  std::vector<Use> Of(const Alert& alert) const;

 private:
  void Add(std::string_view expression, std::map<std::string, bool>& into) const;

  std::map<std::string, bool> names_;          // whether it is a rule's
  std::map<std::string, std::string> series_;  // of families with several: app_wait_seconds_bucket -> app_wait_seconds
};

}  // namespace mdg
