// Which ways through the program belong together.
//
//     if tls { name = "tls_up" }  ...  if !tls { gauge(desc, ...) }      no way leads through both
//
// In: what the evaluator assumed where it made, sampled or registered something, and decisions that have been taken. Out: whether they can
// hold together. Deliberately knows nothing of what the decisions are about.
#pragma once

#include <map>

#include "evaluate/events.h"

namespace mdg::collect {

// Which alternative each decision of the program falls on, of those that were taken so far.
using Decisions = std::map<ChoiceId, size_t>;

bool Allows(const evaluate::Assumptions& assumptions, ChoiceId choice, size_t alternative);
bool Allows(const evaluate::Assumptions& assumptions, const Decisions& decisions);

// Whether the descriptor can have been made on the way on which it is sampled.
bool CanCome(const evaluate::Sample& sample, const evaluate::Construction& construction);

}  // namespace mdg::collect
