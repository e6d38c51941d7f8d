// Which texts an expression is seen to stand for, without running anything.
//
//     c.WithLabelValues("hit")                                        hit
//     for _, kind := range []string{"email", "sms"} { f(kind) }       email, sms
//     outcome := "ok"; if failed { outcome = "error" }; f(outcome)    ok, error
//     func observe(outcome string) { f(outcome) }                     what the callers of observe write
//
// In: an expression of a Unit. Out: texts it can have; there may be others, nobody says that these are all. What cannot reach the
// expression is left out: texts that are overwritten before, set in another branch, or excluded by a condition around it. Where that is
// not plain, nothing is found. Deliberately no values of the evaluator: most of what is asked here is never run.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "slice/computed_text.h"
#include "slice/resolver.h"

namespace mdg::slice {

struct FoundTexts {
  std::set<std::string> texts;
  std::vector<ComputedText> computed;
  std::vector<ConstantAt> constants;  // of a name in a computed text
  bool open = false;    // where constants are asked for: computed while the program runs, too
  bool varies = false;  // they are handed in, or come one by one: something else in the same expression may go with one of them only
};

class Texts {
 public:
  struct Sources {
    std::function<const std::vector<std::pair<Unit*, NodeId>>&(const Symbol*)> callers;  // calls of a function
    std::function<Unit*(const Symbol*)> unit_of;
    std::function<bool(const Symbol*)> is_stored;  // something is written to the package variable
    std::function<std::pair<Unit*, NodeId>(const Symbol*, std::string_view)> only_store;  // what a field of a struct gets, if in one place
    std::function<const std::vector<NodeId>&(const Module&)> parents;
    std::function<bool(const Call&)> is_pure;  // nothing is done by the call that others see
  };
  Texts(Types& types, Resolver& resolver, Sources sources) : types_(types), resolver_(resolver), sources_(std::move(sources)) {}

  FoundTexts Of(Unit& unit, NodeId expression);
  std::pair<Unit*, NodeId> OnlyValueOf(Unit& unit, NodeId subject);
  const std::vector<std::pair<Unit*, NodeId>>& CallersOf(const Symbol* function) const { return sources_.callers(function); }
  bool MeansOneFunction(const Call* call) const;
  std::vector<int> TestedParameters(Unit& unit, NodeId place) const;
  bool IsFixed(Unit& unit, NodeId expression);
  enum class Coming : uint8_t { kNever, kSometimes, kAlways, kUnknown };
  Coming ComesTo(Unit& unit, NodeId statement, NodeId place) const;  // what a statement before the place does

 private:
  struct Way {  // what may be looked through on the way
    int depth = 0;
    bool callers = true;
    std::string_view field;  // of the elements of a list
    bool constants = false;  // constants are asked for, not texts: computed.cc
  };
  static constexpr int kMostLookedThrough = 8;  // expressions, constants and calls
  // --- texts.cc
  void Add(Unit& unit, NodeId expression, Way way, FoundTexts& found);
  void AddName(Unit& unit, NodeId name, Way way, FoundTexts& found);
  void AddConstant(const Symbol* symbol, int depth, FoundTexts& found);
  bool AddStated(std::string_view path, std::string_view name, FoundTexts& found);
  void AddConstantExpression(const Module& module, NodeId expression, int depth, FoundTexts& found);
  void AddElements(Unit& unit, NodeId subject, bool keys, Way way, FoundTexts& found);
  void AddElementsOfLiteral(Unit& unit, NodeId composite, bool keys, Way way, FoundTexts& found);
  bool IsOfElement(Unit& unit, NodeId member);
  void AddElementField(Unit& unit, NodeId member, Way way, FoundTexts& found);
  NodeId FieldIn(Unit& unit, NodeId composite, std::string_view field);
  void AddCase(Unit& unit, NodeId clause, Way way, FoundTexts& found);
  void AddCallers(Unit& unit, NodeId name, int position, Way way, FoundTexts& found);
  void AddAnswers(Unit& unit, NodeId call, Way way, FoundTexts& found);
  bool AddInOtherCase(Unit& unit, NodeId call, Way way, FoundTexts& found);
  void AddCall(Unit& unit, NodeId call, Way way, FoundTexts& found);
  void AddLookup(Unit& unit, NodeId index, Way way, FoundTexts& found);
  void AddResult(Unit& unit, const Definition& definition, NodeId place, Way way, FoundTexts& found);
  bool IsLookup(Unit& unit, NodeId call);
  bool MayBeConstant(Unit& unit, NodeId expression, NodeId place, int depth);
  bool MayBeHandedConstant(Unit& unit, int position, int depth);
  bool IsAbout(Unit& unit, NodeId expression, NodeId place, bool constants);
  const Symbol* ConstantOf(Unit& unit, NodeId expression);

  // --- computed.cc: what is computed of constants
  bool AddComputed(Unit& unit, NodeId expression, Way way, FoundTexts& found);
  void AddAsConstant(Unit& unit, NodeId expression, Way way, FoundTexts& found);
  bool FindParts(Unit& unit, NodeId expression, std::vector<NodeId>& names, bool& has_constant);
  bool AddCounter(Unit& unit, NodeId name, FoundTexts& found);
  static void AddCounted(const Module& module, NodeId place, int64_t first, int64_t end, FoundTexts& found);
  std::optional<int64_t> IntegerOf(const Module& module, NodeId expression, int iota, int depth) const;

  // --- reaching.cc: which definitions of a local name come to a place
  void AddLocal(Unit& unit, NodeId name, Way way, FoundTexts& found);
  void AddNamedResult(Unit& unit, NodeId name, int position, Way way, FoundTexts& found);
  bool IsDeferred(Unit& unit, NodeId literal) const;
  bool Reaches(Unit& unit, NodeId statement, NodeId place) const;
  bool AlwaysSets(Unit& unit, NodeId statement, std::string_view name) const;
  bool IsOverwritten(Unit& unit, NodeId statement, NodeId place, std::string_view name) const;
  bool IsTested(Unit& unit, NodeId place, std::string_view name, NodeId counting = kNoNode) const;  // but by the loop that counts it
  NodeId ClauseAbout(Unit& unit, NodeId place, std::string_view name) const;
  bool Holds(Unit& unit, NodeId place, std::string_view condition) const;
  bool Mentions(const Module& module, NodeId expression, std::string_view name) const;
  bool DecidesBy(const Module& module, NodeId statement, std::string_view name) const;
  NodeId LiteralAround(Unit& unit, NodeId node) const;
  NodeId ParentOf(const Unit& unit, NodeId node) const { return sources_.parents(*unit.module)[node]; }
  static bool Contains(const Module& module, NodeId outer, NodeId inner);

  Types& types_;
  Resolver& resolver_;
  Sources sources_;
  int budget_ = 0;
};

}  // namespace mdg::slice
