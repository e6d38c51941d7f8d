// When an element of a list or an entry of a map is there, where switches decide about it.
//
//     if *wifi { list = append(list, w) }                       there while --wifi is set
//     if !*enabled { continue }; collectors[name] = c           the same, though the entry itself stands under no condition
//
// In: decisions, and what is stored while they hold. Out: Occurrences, and what they make of reading and of walking through. Of decisions no
// switch has a say in it is only kept that there was one. Deliberately nothing about texts: what a name or a label is made of is joined
// where ways meet (joins.cc).
#include <algorithm>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

namespace {

constexpr size_t kMostWays = 32;  // bits of OnSome::where

const OnSome* Find(const OnSome* on, ChoiceId choice) {
  while (on != nullptr && on->choice != choice) on = on->also;
  return on;
}

}  // namespace

// Those of the present assumptions that users have a say in.
Assumptions Evaluator::OnSwitches() const {
  Assumptions all;
  for (const Assumption& assumption : assumptions_) {
    if (decisions_.HasSay(assumption)) all.push_back({assumption.choice, assumption.allowed});
  }
  return all;
}

// The same as a text, to tell two such lists apart.
std::string Evaluator::SwitchesOf(const Assumptions& on_switches) {
  std::string text;
  for (const Assumption& assumption : on_switches) {
    text += std::to_string(assumption.choice) + ':';
    for (bool allowed : assumption.allowed) text += allowed ? '1' : '0';
  }
  return text;
}

// What is there on these alternatives of a decision, and where it was there anyway. Which decision it was is kept where switches make it.
Occurrence Evaluator::ThereOn(ChoiceId choice, const std::vector<bool>& where, Occurrence also) {
  also.sometimes = true;
  if (!decisions_.HangsOnSwitches(choice) || where.size() > kMostWays || Find(also.on, choice) != nullptr) return also;
  OnSome on{choice, static_cast<uint8_t>(where.size()), 0, also.on};
  for (size_t i = 0; i < where.size(); ++i) on.where |= where[i] ? uint32_t{1} << i : 0;
  also.on = values_.NewOnSome(on);
  return also;
}

// if !*enabled { continue }; m[key] = object: what is stored where other ways would see it is there on this one only.
Occurrence Evaluator::PastWaysOut(CellId cell, Value value) {
  Occurrence there;
  if (value->Is(ValueKind::kText)) return there;
  for (const Assumption& assumption : assumptions_) {
    if (cell < assumption.since && decisions_.HasSay(assumption)) there = ThereOn(assumption.choice, assumption.allowed, there);
  }
  return there;
}

// The same of a list a variable holds: what `value` has more than it had before.
Value Evaluator::GrownPastWaysOut(CellId cell, Value before, Value value) {
  const uint32_t from = before->Is(ValueKind::kList) ? before->length : 0;
  if (!value->Is(ValueKind::kList) || value->length <= from || (from == 0 && !before->Is(ValueKind::kNil) && !before->Is(ValueKind::kList))) return value;
  const auto& elements = value->backing->elements;
  const Occurrence there = PastWaysOut(cell, elements[from].value);
  for (uint32_t i = 0; there && i < from; ++i) {
    if (!Values::Equal(elements[i].value, before->backing->elements[i].value)) return value;  // another list
  }
  if (!there) return value;
  std::vector<ListBacking::Element> marked(elements.begin(), elements.begin() + value->length);
  for (uint32_t i = from; i < value->length; ++i) {
    if (!marked[i].sometimes) marked[i].sometimes = there;
  }
  ValueNode* grown = values_.Copy(values_.List(std::move(marked), value->type));
  grown->open = value->open;
  grown->uncounted = value->uncounted;
  return grown;
}

// delete(m, key): what is deleted on one way is still there on those that left before.
void Evaluator::Delete(Value map, Value key) {
  ValueNode* content = values_.Copy(memory_.Read(map->cell));
  const Occurrence here = PastWaysOut(map->cell, map);
  if (here) {
    std::vector<bool> elsewhere(here.on->ways);
    for (size_t i = 0; i < elsewhere.size(); ++i) elsewhere[i] = (here.on->where >> i & 1) == 0;
    for (MapEntry& entry : content->entries) {
      if (SameKey(entry.key, key)) entry.sometimes = here.on->also == nullptr ? ThereOn(here.on->choice, elsewhere, entry.sometimes) : Occurrence(true);
    }
  } else {
    content->entries.EraseIf([&](const MapEntry& entry) { return SameKey(entry.key, key); });
  }
  memory_.Write(map->cell, content);
}

void Evaluator::AssumeThere(const Occurrence& there) {
  for (const OnSome* on = there.on; on != nullptr; on = on->also) {
    Assumption assumption{on->choice, std::vector<bool>(on->ways)};
    for (size_t i = 0; i < on->ways; ++i) assumption.allowed[i] = (on->where >> i & 1) != 0;
    assumptions_.push_back(std::move(assumption));
  }
}

// `value` where it is there, `otherwise` elsewhere.
Value Evaluator::WhereThere(Occurrence there, Value value, Value otherwise) {
  if (!there) return value;
  if (there.on == nullptr) return values_.Choice(values_.NewChoice(), {value, otherwise});
  for (const OnSome* on = there.on; on != nullptr; on = on->also) {
    std::vector<Value> ways;
    for (size_t i = 0; i < on->ways; ++i) ways.push_back(on->where >> i & 1 ? value : otherwise);
    value = values_.Choice(on->choice, std::move(ways));
  }
  return value;
}

// Runs something on the way on which all of this holds.
Flow Evaluator::RunOn(const OnSome* on, const std::function<Flow()>& run) {
  if (on == nullptr) return run();
  std::vector<bool> where(on->ways), elsewhere(on->ways);
  for (size_t i = 0; i < on->ways; ++i) (on->where >> i & 1 ? where : elsewhere)[i] = true;
  return Fork(on->choice, {{where, [&] { return RunOn(on->also, run); }}, {elsewhere, [] { return Flow::kNext; }}});
}

}  // namespace mdg::evaluate
