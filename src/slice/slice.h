// Which parts of a program can have a say in its metrics (a backward slice: M. Weiser, Program Slicing, 1981).
//
// In: a frozen Program, Types. Out: Slice, which the evaluator asks before it runs a statement or evaluates an argument. What is
// left out cannot change a metric, as far as declarations tell; so the answers are those of running everything, at the cost of
// running little. Deliberately no values.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "libraries/library.h"
#include "model/program.h"
#include "slice/handed_maps.h"
#include "slice/label_uses.h"
#include "types/types.h"

namespace mdg::slice {

class Propagation;

// The last statement of a block, the last result of a return; kNoNode when there is none.
NodeId LastOf(const Module& module, NodeId list);
// if err != nil { ... }
bool IsErrorCheck(const Module& module, NodeId statement);
// The same, ending in a way out: what follows is what happens without errors.
bool LeavesOnError(const Module& module, NodeId statement);

// A file that imports `reflect`: its functions may fill whatever they get the address of.
bool UsesReflection(const Module& module);
// The row of a function that makes metrics, for a package variable of its own package: a metric of the library itself.
libraries::Match OwnConstructor(const Symbol* function);

// The row of a method of a library's type that makes metrics, where its source is in the tree; its own package runs that.
libraries::Match StatedMethod(const Symbol* method, const Package* from);

// Whether something holds what it was made with until a store is run.
enum class Stored : uint8_t {
  kSeen,    // it does
  kLater,   // code that is run stores there, but nobody knows when: nil, zero and false may no longer hold
  kUnseen,  // code that is not run stores there
};

// A flag that, when it is set, turns off all the flags whose addresses a package variable's map holds.
struct FlagReset {
  const Symbol* table = nullptr;
  const Module* module = nullptr;
  NodeId flag = kNoNode;  // the expression that makes it
  bool spares_named = false;  // not what the user set by its own flag
};

class Slice {
 public:
  // At most `questions` are asked, and `each` more for each call that makes a metric, the nearest to metrics first. `threads` below 1: one
  // for each core; the answers are the same.
  Slice(const Program& program, Types& types, size_t questions = ~size_t{0}, size_t each = 0, int threads = 0);
  ~Slice();

  // There was more to ask: of what is far from metrics some is left out.
  bool IsCutOff() const;
  // A statement to run, or an expression to evaluate.
  bool Wants(const Module& module, NodeId node) const;
  // A function, or something inside one, that does something about metrics when it runs.
  bool Matters(const Symbol* function) const;
  bool Matters(const Module& module, NodeId node) const;
  // A function of which what it makes hangs on its arguments.
  bool TellsCallersApart(const Symbol* function) const;
  // What it stores, itself or through calls, can be seen outside its function and is asked for.
  bool Writes(const Module& module, NodeId node) const;
  // A function that stores something that is needed; a package variable whose making stores a part of exposition text.
  bool Stores(const Symbol* symbol) const;
  // A function literal in which a value that is asked for is decided.
  bool Decides(const Module& module, NodeId literal) const;
  // The functions and variables in whose text a function is called by its name; tests are left out.
  std::vector<const Symbol*> CallersOf(const Symbol* function) const;
  // A function in whose own text a registerer, or what stands for one, is made out of others.
  bool MakesRegisterer(const Symbol* function) const;
  // A function in whose own text a recording rule is made, or one of its package that calls such a function.
  bool MakesRules(const Symbol* function) const;
  // A function in whose own text a metric is made, described, sampled or registered.
  bool Mentions(const Symbol* function) const;
  // Whether what the function gives is asked for; where it is not, a run of it gives nothing.
  bool AsksForResults(const Symbol* function) const;
  // How far the stores to a field (of the struct `owner`) or a package variable (no name) are seen.
  Stored IsStored(const Symbol* owner, std::string_view field) const;
  // A package variable that some code, run or not, stores to.
  bool IsAssigned(const Symbol* variable) const;
  // The same, of something that can be part of a name, label or registration; and the functions and package variables in whose text it is.
  bool IsSet(const Symbol* variable) const;
  std::vector<const Symbol*> SettersOf(const Symbol* variable) const;
  // The nearest functions that call it, themselves or through others, and that give it what it needs without being given any of that;
  // itself when it needs nothing, or nobody is seen to call it.
  std::vector<const Symbol*> SuppliersOf(const Symbol* function) const;
  // A struct whose objects code out of sight fills: given to a decoder, or part of what is.
  bool IsFilled(const Type* structure) const;
  // A call that writes exposition text by hand (libraries/exposition_text.h).
  bool WritesExposition(const Module& module, NodeId call) const;
  bool HasExposition(const Module& module) const;  // what is written piece by piece there is not followed as a text
  // Every call in the program that makes a metric or a descriptor, as far as declarations tell.
  const std::vector<std::pair<const Module*, NodeId>>& Constructors() const;
  // Whether a call that gives a descriptor a value may give it 0, and 1; neither: or something else.
  std::pair<bool, bool> AnswersAt(const Module& module, uint32_t offset) const;
  const std::vector<FlagReset>& Resets() const;
  // Every call that gives a descriptor a value.
  const std::vector<std::pair<const Module*, NodeId>>& Samples() const;
  // Calls that make a metric whatever function they stand in and however that is reached: their arguments say everything.
  std::vector<std::tuple<const Module*, NodeId, libraries::Match>> ClosedUses() const;
  // A function that uses instruments and is run for nothing else.
  bool OnlyMeasures(const Symbol* function) const;
  // Every call that uses an instrument.
  using MeasureCall = std::tuple<const Module*, NodeId, std::string_view>;  // the type of the instrument; "": not known
  const std::vector<MeasureCall>& Measures() const;
  // Every place that gives labels values, as far as declarations tell.
  const std::vector<LabelUse>& LabelUses() const;
  // The maps callers hand to the function for the parameter at that position; none when one of them is not plain.
  std::set<HandedMap> MapsHandedTo(const Symbol* function, int position) const;
  // The functions of the tree its text calls, as far as declarations tell.
  std::vector<const Symbol*> Callees(const Symbol* function) const;

 private:
  std::unique_ptr<Propagation> propagation_;
};

}  // namespace mdg::slice
