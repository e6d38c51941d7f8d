// Values as facts. In: Values. Out: Fact<...> of the catalog with origin, note and trail. Deliberately no events.
#pragma once

#include <initializer_list>

#include "evaluate/evaluator.h"
#include "model/catalog.h"

namespace mdg::collect {

// The places a value was read from, outermost first; at most a page of them.
std::vector<TrailStep> TrailOf(evaluate::Value value);

Fact<Text> TextFact(evaluate::Value value);
// A short text such as a version; nothing when the value is null or not known as a whole.
std::optional<Fact<std::string>> KnownTextFact(evaluate::Value value);
// The unit of an instrument, as names of metrics say it: "bytes" of By.
std::optional<Fact<std::string>> UnitFact(Value unit);
// "Parcels. [Alpha]" -> "ALPHA"; nothing when it does not end in a level.
std::optional<Fact<std::string>> StabilityAtTheEnd(const Fact<Text>& help);
// Variable label names; null: none.
void AddVariableLabels(evaluate::Values& values, evaluate::Value labels, Fact<Labels>& fact);
// Where it may be given further ones, and why nobody knows which; nothing without such places.
void AddMoreLabels(const std::vector<evaluate::Place>& places, Fact<Labels>& fact);
// What the source says of labels by name: what they mean, a value as an example.
void AddDescriptions(const std::map<std::string, std::string>& descriptions, Fact<Labels>& fact);
void AddExamples(const std::map<std::string, std::string>& examples, Fact<Labels>& fact);
// Values the labels are seen to get, in order; of very many the first.
void AddSeenValues(const std::map<std::string, std::set<std::string>>& values, const std::set<std::string>& all_seen, Fact<Labels>& fact);
// Constant labels as the evaluator's list of (name, value) pairs.
void AddConstantLabels(evaluate::Value pairs, Fact<Labels>& fact);
// Says which of the constant labels have values the linker may set; null: none.
void NoteLinked(std::initializer_list<evaluate::Value> all_pairs, Fact<Labels>& fact);
// What a registerer adds that is made by code out of sight is not known: not its labels, and not a prefix.
void NotePrefix(evaluate::Value registerer_labels, Fact<Text>& name);
// Buckets, objectives and other options; nothing when the type has none.
std::optional<Fact<Distribution>> DistributionFact(evaluate::Evaluator& evaluator, MetricType type, evaluate::Value options, const libraries::Library* library);

}  // namespace mdg::collect
