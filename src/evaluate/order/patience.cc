// In: steps taken, constructions. Out: steps to give. See patience.h.
#include "evaluate/order/patience.h"

#include <algorithm>

#include "evaluate/values/values.h"

namespace mdg::evaluate {

uint64_t Patience::With(const Package* package, uint64_t most) const {
  const auto found = steps_.find(package);
  return found == steps_.end() ? most : std::min(most, found->second);
}

void Patience::Note(const Package* package, uint64_t steps, const Events& events, const Limits& limits) {
  if (steps <= limits.steps_of_far_roots) return;
  uint64_t& left = steps_.try_emplace(package, limits.steps_per_root).first->second;
  left = HasMadeNew(events) ? limits.steps_per_root : std::max(limits.steps_of_far_roots, left / 2);
}

uint64_t Patience::PaidBy(const Construction& made, uint64_t steps, const Limits& limits) {
  if (made.name == nullptr || !Values::IsKnownText(made.name)) return 0;
  const size_t name = std::hash<std::string>()(Values::KnownText(made.name));
  const size_t place = std::hash<const Module*>()(made.at.module) * 31 + made.at.offset;
  return paid_.insert(name ^ (place * 0x9e3779b97f4a7c15)).second ? std::min(steps, limits.steps_paid_by_metric) : 0;
}

uint64_t Patience::PaidByFlag(const std::string& name, uint64_t steps, const Limits& limits) {
  return paid_.insert(std::hash<std::string>()(name)).second ? std::min(steps, limits.steps_paid_by_flag) : 0;
}

bool Patience::HasMadeNew(const Events& events) {
  bool news = false;
  for (; made_up_to_ < events.constructions.size(); ++made_up_to_) {
    const Construction& construction = events.constructions[made_up_to_];
    news = made_.emplace(construction.at, Values::ToText(construction.name).ToString()).second || news;
  }
  return news;
}

}  // namespace mdg::evaluate
