// Metrics that are made and certainly exposed nowhere.
//
//     failed = prometheus.NewCounter(opts) ... failed.Inc()      and nothing in the package, which registers others, mentions `failed`
//                                                                but such uses
//     c.readOnly = prometheus.NewDesc(...)                       and nothing reads `readOnly`
//     descriptors["owner"] = prometheus.NewDesc(...)             of a table that is only looked into as descriptors["rakes"]
//     reg.MustRegister(NewCounterVec(opts, labels))              in a package that gives other vectors children; nobody is left to do so
//                                                                here, and a vector without children shows nothing
//     With(nil).NewCounter(CounterOpts{})                        no name, and registered nowhere
//     func (k *Keeper) New() { NewGate(k.registerer) }      nobody calls it, and whoever calls NewGate gives it a registerer with a prefix
//     NewInvalidMetric(NewDesc("down", ...), err)             says why a scrape fails, and shows nothing
//     internal/sample                                            a package that neither a program nor a package others can import
//                                                                comes to import: only tests use it
//
// In: the events of a finished run, the trees of the packages in question. Out: Construction::never_exposed, why. Deliberately strict:
// one mention that is not plainly a use, a name other packages can see, a look into the table with a key nobody knows, and it stays.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

class NeverExposed {
 public:
  explicit NeverExposed(Evaluator& evaluator) : e_(evaluator) {}

  void Find();

 private:
  void LeaveOutUncalled();
  std::string HolderNeverShown(Place at, bool is_descriptor);
  void FindWithoutChildren();
  std::string NeverUsed(const Construction& construction);
  bool IsOnlyCollected(const Module& module, const std::vector<NodeId>& parents, NodeId node, std::string_view type);
  bool OnlyRegisters(const Module& module, NodeId call, std::string_view type);

  Evaluator& e_;
};

}  // namespace mdg::evaluate
