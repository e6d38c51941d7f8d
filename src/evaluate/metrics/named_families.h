// Families that are exposed wherever a function of a library is named, or a package of it imported.
//
//     mgr, err := ctrl.NewManager(...)                        controller_runtime_*
//     import _ ".../metrics/prometheus/workqueue"             workqueue_*
//     config := server.NewConfig(codecs)                      apiserver_*; with the next line, only what a server without storage has
//     options.Etcd = nil
//
// In: the modules. Out: what LibraryFamilies makes of their rows. Deliberately nothing is run: what decides is whether a name is there, whether the
// same file switches something off, and whether a program with it shows the registry.
#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

class NamedFamilies {
 public:
  explicit NamedFamilies(Evaluator& evaluator) : e_(evaluator) {}

  void Run();
  // The library's function that is named there.
  libraries::Match NamedFunction(const Module& module, NodeId member);
  bool IsLeftOut(const libraries::FamilyGroup& group);

 private:
  void FindShownRegistries(const std::vector<const Module*>& modules);
  std::vector<const Module*> ModulesThatMayExpose() const;
  bool Declines(const Module& module, NodeId call);
  std::set<NodeId> DeclinedIn(const Module& module);
  bool IsReplaced(const libraries::Match& match) const;
  bool IsShown(std::string_view registry);

  Evaluator& e_;
};

}  // namespace mdg::evaluate
