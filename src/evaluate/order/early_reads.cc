// In: reads of package variables. Out: which results of calls still hold, and which runs are to be done again.
#include "evaluate/order/early_reads.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace mdg::evaluate {

namespace {

// What runs when the program starts reads what it finds; any other function may well be called after others.
bool RunsFirst(const Symbol* root) {
  return root != nullptr && (root->kind != SymbolKind::kFunction || (root->receiver.empty() && (root->name == "main" || root->name == "init")));
}

bool IsEmpty(Value value) { return value->Is(ValueKind::kNil) || (value->Is(ValueKind::kList) && value->length == 0); }

}  // namespace

void EarlyReads::NoteDeclared(const Symbol* variable, Value value, size_t read_before) {
  evaluator_.read_as_declared_.resize(read_before);
  if (!value->Is(ValueKind::kRecord) && evaluator_.slice_.IsSet(variable)) evaluator_.declared_values_.emplace(variable, value);
}

std::vector<const Symbol*> EarlyReads::Since(size_t reads) {
  auto& all = evaluator_.read_as_declared_;
  if (all.size() == reads) return {};
  std::sort(all.begin() + static_cast<long>(reads), all.end(), InSourceOrder());
  all.erase(std::unique(all.begin() + static_cast<long>(reads), all.end()), all.end());
  return {all.begin() + static_cast<long>(reads), all.end()};
}

std::vector<const Symbol*> EarlyReads::FoundEmptySince(size_t reads) {
  std::vector<const Symbol*> read = Since(reads);
  std::erase_if(read, [&](const Symbol* variable) { return !IsEmpty(evaluator_.declared_values_.at(variable)); });
  // What is run first must not hang on addresses.
  std::sort(read.begin(), read.end(), [](const Symbol* a, const Symbol* b) { return std::tie(a->module->path, a->node) < std::tie(b->module->path, b->node); });
  return read;
}

std::vector<const Symbol*> EarlyReads::TablesFoundEmptySince(size_t reads) {
  std::vector<const Symbol*> tables = FoundEmptySince(reads);
  std::erase_if(tables, [&](const Symbol* variable) {
    const Type* type = evaluator_.types_.Underlying(evaluator_.declared_values_.at(variable)->type);
    if (type == nullptr || type->kind == Type::Kind::kMap) return type == nullptr;
    const Type* element = type->kind == Type::Kind::kSlice ? evaluator_.types_.Underlying(type->element) : nullptr;
    return element == nullptr || element->kind == Type::Kind::kBasic;
  });
  return tables;
}

bool EarlyReads::AreSet(const std::vector<const Symbol*>& variables) {
  return std::any_of(variables.begin(), variables.end(), [&](const Symbol* variable) {
    return evaluator_.memory_.Read(evaluator_.globals_.at(variable)) != evaluator_.declared_values_.at(variable);
  });
}

std::optional<CallResult> EarlyReads::TakeEarly(const std::string& key) {
  for (auto* results : {&evaluator_.results_, &evaluator_.root_results_}) {
    const auto found = results->find(key);
    if (found == results->end() || !AreSet(found->second.read_as_declared)) continue;
    CallResult early = std::move(found->second);
    results->erase(found);
    if (early.build) results->erase(key + '\n' + *early.build);
    return early;
  }
  return std::nullopt;
}

// What was empty may have been filled since. What had another value is no worse known for having been read then.
void EarlyReads::NoteRoot(const Symbol* function, Value receiver, size_t begin) {
  const size_t end = evaluator_.events_.constructions.size();
  if (begin < end && !RunsFirst(function)) {
    std::vector<const Symbol*> read = FoundEmptySince(0);
    if (!read.empty()) evaluator_.early_roots_.push_back({function, receiver, begin, end, std::move(read)});
  }
  evaluator_.read_as_declared_.clear();
}

// Of what an early run made, what has been made again. What only the early one was seen to use or to register is kept: the run that did it
// looked no further for the later one.
void EarlyReads::Supersede() {
  auto& constructions = evaluator_.events_.constructions;
  std::set<uint32_t> used;
  for (const Sample& sample : evaluator_.events_.samples) used.insert(sample.metric);
  for (const RegistrationEvent& registration : evaluator_.events_.registrations) used.insert(registration.metric);
  using Way = std::tuple<Place, std::vector<Place>, bool>;  // from the call that was done again
  const auto way = [&](size_t made, size_t depth) {
    const auto& calls = constructions[made].calls;
    return Way(constructions[made].at, {calls.begin(), calls.end() - static_cast<long>(std::min(depth, calls.size()))}, used.contains(static_cast<uint32_t>(made)));
  };
  for (const DoneAgain& done : std::exchange(evaluator_.done_again_, {})) {
    std::set<Way> ways;
    for (size_t i = done.again; i < done.again_end; ++i) {
      Way again = way(i, done.again_depth);
      ways.insert(again);
      std::get<2>(again) = false;
      ways.insert(std::move(again));
    }
    for (size_t i = done.begin; i < done.end && !ways.empty(); ++i) {
      Construction& early = constructions[i];
      const bool may_be_true = !done.whoever_came_by && (RunsFirst(early.root) || early.made_again);
      if (!may_be_true && ways.contains(way(i, done.depth))) early.superseded = true;
    }
  }
}

// Code that matters for nothing but what it sets is not run by itself. Where somebody read what it sets it is: as whoever calls it does,
// if that is a function literal (a command's), else with arguments nobody knows.
void EarlyReads::RunSettersOf(const std::vector<const Symbol*>& variables, std::set<const Symbol*>& looked_at) {
  for (const Symbol* variable : variables) {
    if (!looked_at.insert(variable).second || AreSet({variable})) continue;
    for (const Symbol* setter : evaluator_.slice_.SettersOf(variable)) {
      // Through those that know what it stores, where that is not itself.
      for (const Symbol* supplier : evaluator_.slice_.SuppliersOf(setter)) RunSetter(supplier);
      RunSetter(setter);
    }
  }
}

void EarlyReads::RunSetter(const Symbol* setter) {
  if (setter->kind != SymbolKind::kFunction) return RunLiteralsIn(setter);
  if (setter->module->is_test || evaluator_.visited_.contains(setter)) return;
  for (const Symbol* caller : evaluator_.slice_.CallersOf(setter)) RunLiteralsIn(caller);
  if (evaluator_.visited_.contains(setter)) return;
  evaluator_.read_as_declared_.clear();
  if (setter->receiver.empty()) evaluator_.RunRoot(setter, nullptr);
  else evaluator_.RunWithInstances(setter);
}

void EarlyReads::RunLiteralsIn(const Symbol* symbol) {
  if (symbol->module->is_test) return;
  evaluator_.BeginRun();
  if (symbol->kind == SymbolKind::kVariable) evaluator_.GlobalCell(symbol);
  const Node& node = symbol->module->At(symbol->node);
  const auto literals = evaluator_.setting_literals_;
  for (auto found = literals.lower_bound({symbol->module, 0}); found != literals.end() && found->first.first == symbol->module; ++found) {
    const uint32_t begin = symbol->module->At(found->first.second).begin;
    if (begin >= node.begin && begin < node.end && !evaluator_.called_literals_.contains(found->first)) evaluator_.RunLiteral(found->second);
  }
}

void EarlyReads::RunAgain() {
  const std::vector<EarlyRoot> roots = std::exchange(evaluator_.early_roots_, {});
  std::set<const Symbol*> looked_at;
  for (const EarlyRoot& early : roots) RunSettersOf(early.read_as_declared, looked_at);
  for (const EarlyRoot& early : roots) {
    if (!AreSet(early.read_as_declared)) continue;
    const size_t again = evaluator_.events_.constructions.size();
    evaluator_.RunRoot(early.function, early.receiver);
    evaluator_.done_again_.push_back({early.begin, early.end, 0, again, evaluator_.events_.constructions.size(), 0});
  }
  evaluator_.early_roots_.clear();
}

}  // namespace mdg::evaluate
