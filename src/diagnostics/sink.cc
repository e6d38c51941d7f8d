// In: diagnostics from any thread. Out: the same, sorted and without doubles.
#include <algorithm>
#include <tuple>

#include "diagnostics/diagnostic.h"

namespace mdg {

void Sink::Report(Diagnostic diagnostic) {
  std::lock_guard lock(mutex_);
  diagnostics_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Sink::TakeSorted() {
  std::lock_guard lock(mutex_);
  std::vector<Diagnostic> sorted = std::move(diagnostics_);
  diagnostics_.clear();
  auto key = [](const Diagnostic& d) { return std::tie(d.at, d.code, d.message); };
  std::stable_sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

}  // namespace mdg
