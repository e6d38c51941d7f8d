// What no run came by is run once more, this time without believing that what is empty stays so.
//
//     for _, c := range m.containers() { ch <- prometheus.MustNewConstMetric(...) }      nobody was seen to fill what it goes over
//
// In: the constructors in the text that no run reached. Out: Events for those only: collectors that lead there are asked again. Other
// functions were run with all that callers were seen to give them, and what they do not come by then is no matter of what is empty.
// Deliberately last: every other run tells more.
#include <algorithm>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

namespace {

constexpr size_t kMostFunctions = 2'000;  // looked at for one collector

}  // namespace

// A descriptor of which no use was seen: what it is used for is among what no run came by.
bool Evaluator::HasUnusedDescriptors() const {
  std::set<uint32_t> sampled;
  for (const Sample& sample : events_.samples) sampled.insert(sample.metric);
  for (uint32_t i = 0; i < events_.constructions.size(); ++i) {
    const Construction& one = events_.constructions[i];
    const bool described = one.made_by.function->action == libraries::Action::kDescribe && one.made_by.function->type == MetricType::kUnknown;
    if (described && !one.superseded && !sampled.contains(i)) return true;
  }
  return false;
}

// The functions with a constructor, or a descriptor's use, no run came by.
std::vector<const Symbol*> Evaluator::UnreachedFunctions() const {
  static const std::vector<std::pair<const Module*, NodeId>> kNone;
  std::set<Place> reached;
  for (const auto& [at, root] : reached_) reached.insert(at);
  for (const Sample& sample : events_.samples) reached.insert(sample.at);
  std::vector<const Symbol*> functions;
  for (const auto* calls : {&slice_.Constructors(), HasUnusedDescriptors() ? &slice_.Samples() : &kNone}) {
    for (const auto& [module, call] : *calls) {
      const Place at{module, module->At(call).begin};
      if (reached.contains(at)) continue;
      for (const Symbol* function : program_.PackageOf(module)->functions) {
        const Node& node = function->module->At(function->node);
        if (function->module != module || at.offset < node.begin || at.offset >= node.end) continue;
        if (std::find(functions.begin(), functions.end(), function) == functions.end()) functions.push_back(function);
      }
    }
  }
  return functions;
}

// Whether calls lead from one of the methods a registerer calls to one of `functions`.
bool Evaluator::LeadsTo(Value collector, const std::vector<const Symbol*>& functions) {
  const Type* type = collector->Is(ValueKind::kPointer) ? Dereference(collector)->type : collector->type;
  if (type == nullptr) type = collector->type;
  std::vector<const Symbol*> stack;
  for (std::string_view name : libraries::CollectMethods()) {
    const Symbol* method = type == nullptr ? nullptr : types_.FindMethod(Types::Dereference(type), name, nullptr);
    if (method != nullptr) stack.push_back(method);
  }
  std::unordered_set<const Symbol*> seen(stack.begin(), stack.end());
  while (!stack.empty() && seen.size() < kMostFunctions) {
    const Symbol* function = stack.back();
    stack.pop_back();
    if (std::find(functions.begin(), functions.end(), function) != functions.end()) return true;
    for (const Symbol* callee : CalleesOf(function)) {
      if (slice_.Matters(callee) && seen.insert(callee).second) stack.push_back(callee);
    }
  }
  return false;
}

void Evaluator::RunDoubting() {
  std::vector<const Symbol*> unreached = UnreachedFunctions();
  if (unreached.empty()) return;
  const size_t begin = events_.constructions.size();
  doubts_ = true;
  doubts_fields_ = HasUnusedDescriptors();
  results_.clear();
  const size_t asked = asked_once_.size();  // those that are asked on the way have no doubts left
  for (size_t i = 0; i < asked; ++i) {
    const Early run = asked_once_[i];
    if (!LeadsTo(run.pending.collector, unreached)) continue;
    BeginRun(limits_.second_try);  // a scrape of all there is at once
    root_first_cell_ = run.first_cell;
    Collect(run.pending);
  }
  doubts_ = doubts_fields_ = false;
  results_.clear();
  SupersedeDoubts(begin);
}

// Of what was made since there were `begin` constructions, only what earlier runs did not come by: a descriptor nobody was seen to use is
// not all there was to see.
void Evaluator::SupersedeDoubts(size_t begin) {
  std::set<uint32_t> sampled;
  for (const Sample& sample : events_.samples) sampled.insert(sample.metric);
  std::set<Place> settled;
  for (uint32_t i = 0; i < begin; ++i) {
    const Construction& one = events_.constructions[i];
    if (one.made_by.function->action != libraries::Action::kDescribe || sampled.contains(i)) settled.insert(one.at);
  }
  std::set<Place> before;
  for (size_t i = 0; i < begin; ++i) before.insert(events_.constructions[i].at);
  for (uint32_t i = static_cast<uint32_t>(begin); i < events_.constructions.size(); ++i) {
    const Place at = events_.constructions[i].at;
    if (settled.contains(at) || (before.contains(at) && !sampled.contains(i))) events_.constructions[i].superseded = true;
  }
}

}  // namespace mdg::evaluate
