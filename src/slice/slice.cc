// In: a finished Propagation. Out: answers. See slice.h.
#include "slice/slice.h"

#include <set>
#include <utility>

#include "slice/propagation.h"

namespace mdg::slice {

Slice::Slice(const Program& program, Types& types, size_t questions, size_t each, int threads) : propagation_(std::make_unique<Propagation>(program, types)) {
  propagation_->Run(questions, each, threads);
}

Slice::~Slice() = default;

bool Slice::IsCutOff() const { return propagation_->IsCutOff(); }

bool Slice::Wants(const Module& module, NodeId node) const { return propagation_->FlagsOf(module, node) & kWanted; }

bool Slice::Matters(const Module& module, NodeId node) const {
  return (propagation_->FlagsOf(module, node) & kEffect) || propagation_->Measures(module, node);
}

bool Slice::TellsCallersApart(const Symbol* function) const {
  const Unit* unit = propagation_->Find(function);
  return unit != nullptr && unit->context;
}

bool Slice::Writes(const Module& module, NodeId node) const { return propagation_->FlagsOf(module, node) & kWrites; }

bool Slice::Decides(const Module& module, NodeId literal) const { return propagation_->FlagsOf(module, literal) & kStrong; }

bool Slice::Matters(const Symbol* function) const {
  const Unit* unit = propagation_->Find(function);
  return unit != nullptr && unit->matters;
}

bool Slice::Stores(const Symbol* symbol) const {
  const Unit* unit = propagation_->Find(symbol);
  return unit != nullptr && unit->stores;
}

std::vector<const Symbol*> Slice::CallersOf(const Symbol* function) const { return propagation_->CallersOf(function); }

bool Slice::MakesRegisterer(const Symbol* function) const {
  const Unit* unit = propagation_->Find(function);
  return unit != nullptr && unit->makes_registerer;
}

bool Slice::MakesRules(const Symbol* function) const {
  const Unit* unit = propagation_->Find(function);
  return unit != nullptr && unit->makes_rules;
}

bool Slice::Mentions(const Symbol* function) const {
  const Unit* unit = propagation_->Find(function);
  return unit != nullptr && unit->mentions;
}

bool Slice::AsksForResults(const Symbol* function) const {
  const Unit* unit = propagation_->Find(function);
  return unit != nullptr && unit->results != 0;
}

Stored Slice::IsStored(const Symbol* owner, std::string_view field) const { return propagation_->IsStored(owner, field); }

bool Slice::IsAssigned(const Symbol* variable) const { return propagation_->IsAssigned(variable); }

bool Slice::IsSet(const Symbol* variable) const { return propagation_->IsSet(variable); }

std::vector<const Symbol*> Slice::SettersOf(const Symbol* variable) const { return propagation_->SettersOf(variable); }

std::vector<const Symbol*> Slice::SuppliersOf(const Symbol* function) const { return propagation_->SuppliersOf(function); }

bool Slice::IsFilled(const Type* structure) const { return propagation_->IsFilled(structure); }

bool Slice::HasExposition(const Module& module) const { return propagation_->HasExposition(module); }
bool Slice::WritesExposition(const Module& module, NodeId call) const { return propagation_->WritesExposition(module, call); }

const std::vector<std::pair<const Module*, NodeId>>& Slice::Constructors() const { return propagation_->constructors(); }

const std::vector<std::pair<const Module*, NodeId>>& Slice::Samples() const { return propagation_->samples(); }

const std::vector<FlagReset>& Slice::Resets() const { return propagation_->resets(); }

std::pair<bool, bool> Slice::AnswersAt(const Module& module, uint32_t offset) const {
  const auto found = propagation_->answers().find({&module, offset});
  return found == propagation_->answers().end() ? std::pair(false, false) : found->second;
}

bool Slice::OnlyMeasures(const Symbol* function) const {
  const Unit* unit = propagation_->Find(function);
  return unit != nullptr && unit->measures && !unit->mentions && !unit->called;
}

const std::vector<Slice::MeasureCall>& Slice::Measures() const { return propagation_->measures(); }

std::vector<std::tuple<const Module*, NodeId, libraries::Match>> Slice::ClosedUses() const {
  std::vector<std::tuple<const Module*, NodeId, libraries::Match>> uses;
  for (const auto& [module, call] : propagation_->closed_uses()) uses.emplace_back(module, call.node, call.row);
  return uses;
}

const std::vector<LabelUse>& Slice::LabelUses() const { return propagation_->LabelUses(); }

std::set<HandedMap> Slice::MapsHandedTo(const Symbol* function, int position) const { return propagation_->MapsHandedTo(function, position); }

std::vector<const Symbol*> Slice::Callees(const Symbol* function) const {
  std::vector<const Symbol*> callees;  // in the order of the source: what is run first must not hang on addresses
  std::set<std::pair<const Symbol*, size_t>> added;  // the methods an interface stands for, mostly the same few lists over and over
  const Unit* unit = propagation_->Find(function);
  for (size_t i = 0; unit != nullptr && i < unit->calls.size(); ++i) {
    const std::vector<const Symbol*>& functions = unit->calls[i].functions;
    if (functions.empty() || !added.emplace(functions.front(), functions.size()).second) continue;
    callees.insert(callees.end(), functions.begin(), functions.end());
  }
  return callees;
}

}  // namespace mdg::slice
