// In: what methods made, and of which objects. Out: the same of the objects that count.
#include "evaluate/order/real_objects.h"

#include <map>
#include <set>
#include <utility>
#include <vector>

namespace mdg::evaluate {

void RealObjects::NoteMade(Value method, const Arguments& arguments, size_t begin, size_t depth) {
  const Value receiver = method->receiver;
  const size_t end = evaluator_.events_.constructions.size();
  const CellId object = receiver->Is(ValueKind::kPointer) ? receiver->cell : kNoCell;
  if (object != kNoCell && !evaluator_.IsCutOff()) evaluator_.called_on_.emplace(method->symbol, object, evaluator_.root_);
  const bool unknown = evaluator_.Dereference(receiver)->Is(ValueKind::kUnknown);
  if (!unknown && !evaluator_.supposed_objects_.contains(object)) return;
  evaluator_.made_on_supposed_.push_back({method->symbol, unknown ? kNoCell : object, arguments, begin, end, depth});
}

// False for what was made of unknown arguments only, by a constructor that somebody calls with others.
bool RealObjects::IsReal(CellId object) const {
  const auto supposed = evaluator_.supposed_objects_.find(object);
  return supposed == evaluator_.supposed_objects_.end() || !evaluator_.IsSuperseded(supposed->second);
}

// The object of its type that counts, if there is one only (which of several it is called on nobody knows) and no run has called it on that.
Value RealObjects::OnlyObjectFor(const Symbol* method) const {
  const auto known = evaluator_.instances_.find(evaluator_.types_.FindSymbol(*method->package, method->receiver, method->module));
  if (known == evaluator_.instances_.end()) return nullptr;
  Value only = nullptr;
  for (const Value object : known->second) {
    if (!IsReal(object->cell)) continue;
    if (only != nullptr) return nullptr;
    only = object;
  }
  return only != nullptr && !evaluator_.WasCalledOn(method, only->cell) ? only : nullptr;
}

void RealObjects::RunOn(Value object, const MadeOnSupposed& call) {
  ValueNode* function = evaluator_.values_.New(ValueKind::kFunction);
  function->symbol = call.method;
  function->receiver = object;
  function->types = evaluator_.types_.Bind(Types::Dereference(object->type));
  evaluator_.root_ = nullptr;  // it is called as its callers call it, whatever object they were seen to have
  evaluator_.root_first_cell_ = static_cast<CellId>(evaluator_.memory_.size());
  evaluator_.results_.clear();  // what others made stays theirs
  evaluator_.BeginRun();
  evaluator_.CallFunction(function, call.arguments, {});
  evaluator_.RunPending();
}

// What has been made since there were `begin` constructions was made where `call` was.
void RealObjects::AddCallers(const MadeOnSupposed& call, size_t begin) {
  auto& constructions = evaluator_.events_.constructions;
  const auto add = [&](const auto& from, auto& to) {
    if (from.size() >= call.depth) to.insert(to.end(), from.end() - static_cast<long>(call.depth), from.end());
  };
  for (size_t i = begin; i < constructions.size(); ++i) {
    // A name that is not known is no better known for the object's being real.
    constructions[i].superseded = constructions[i].superseded || !Values::IsKnownText(constructions[i].name);
    add(constructions[call.begin].calls, constructions[i].calls);
    add(constructions[call.begin].functions, constructions[i].functions);
  }
  for (MadeOnSupposed& inner : evaluator_.made_on_supposed_) {
    if (inner.begin >= begin) inner.depth += call.depth;
  }
}

void RealObjects::Run() {
  std::vector<MadeOnSupposed> made = std::exchange(evaluator_.made_on_supposed_, {});
  const auto is_supposed = [&](const MadeOnSupposed& one) { return one.object != kNoCell && !IsReal(one.object); };
  struct Again {
    Value object = nullptr;
    std::vector<MadeOnSupposed> made;
  };
  std::map<const Symbol*, Again> again;
  std::set<std::string> done;
  for (const MadeOnSupposed& one : made) {
    if (!is_supposed(one)) continue;
    const auto [found, fresh] = again.try_emplace(one.method);
    if (fresh) found->second.object = OnlyObjectFor(one.method);
    if (found->second.object == nullptr) continue;
    std::string call = std::to_string(reinterpret_cast<uintptr_t>(one.method));
    for (Value argument : one.arguments.values) evaluator_.AddFingerprint(call, argument, 0);
    if (!done.insert(std::move(call)).second) continue;
    const size_t begin = evaluator_.events_.constructions.size();
    RunOn(found->second.object, one);
    AddCallers(one, begin);
    found->second.made.push_back({one.method, one.object, {}, begin, evaluator_.events_.constructions.size(), one.depth});
  }
  // These runs came by the others' objects, too.
  made.insert(made.end(), evaluator_.made_on_supposed_.begin(), evaluator_.made_on_supposed_.end());
  for (const MadeOnSupposed& one : made) {
    const auto found = again.find(one.method);
    if (found == again.end() || (one.object != kNoCell && !is_supposed(one))) continue;
    for (const MadeOnSupposed& real : found->second.made) {
      evaluator_.done_again_.push_back({one.begin, one.end, one.depth, real.begin, real.end, real.depth, true});
    }
  }
  evaluator_.made_on_supposed_.clear();
}

}  // namespace mdg::evaluate
