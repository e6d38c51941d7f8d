// Finds the slice: starts at every use of a metric library and asks backwards for whatever can have a say in it.
//
//     ns := prefix(cfg)                 wanted: ns is an argument of the call below
//     log.Info("starting", cfg.Name)    not wanted
//     prometheus.NewCounter(prometheus.CounterOpts{Namespace: ns, ...})      the beginning
//
// In: Program, Types. Out: flags on nodes. Two movements: Mark goes up from something that must run to the statements and
// conditions around it and on to the callers; Want goes down from an expression whose value is asked for to the names, fields,
// parameters and results it is made of. Whatever depends on text that is elsewhere waits in a queue.
// It errs towards wanting too much. Deliberately runs nothing.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "slice/handed_maps.h"
#include "slice/label_uses.h"
#include "slice/resolver.h"
#include "slice/slice.h"
#include "slice/texts.h"

namespace mdg::slice {

enum Flag : uint16_t {
  kWanted = 1,  // evaluated when it is reached
  kWeak = 2,    // runs: something below it deals with metrics
  kStrong = 4,  // runs: a value that is asked for is decided below it
  kEffect = 8,  // what it does can be seen outside its function
  kDone = 16,   // as a way out of its block it has been looked at
  kWrites = 64, // what it stores can be seen outside its function
  kContext = 128,  // a function literal with a needed parameter that can tell its callers apart
  kAsked = 32,  // everything its value is made of has been asked for
  kAskedToTell = 256,   // the same, by something that tells (telling_)
  kMarkedToTell = 512,  // it runs for something that tells
};

constexpr uint64_t kAllResults = ~uint64_t{0};
// Results and parameters are counted in 64 bits; the last stands for all from there on.
inline uint64_t Bit(int position) { return uint64_t{1} << std::min(position, 63); }

constexpr uint8_t kZero = 1, kOne = 2, kOthers = 4;  // what a number may be, see answers.cc

class Propagation {
 public:
  Propagation(const Program& program, Types& types);

  // With at most so many tasks, and so many more for each call that makes a metric.
  void Run(size_t most, size_t each, int threads);
  bool IsCutOff() const { return is_cut_off_; }
  uint16_t FlagsOf(const Module& module, NodeId node) const {
    const auto& flags = flags_[module.number];
    return node < flags.size() ? flags[node] : uint16_t{0};
  }
  const Unit* Find(const Symbol* symbol) const;
  bool IsFilled(const Type* structure) const { return filled_types_.contains(structure); }
  bool IsAssigned(const Symbol* variable) const {
    const auto found = global_touches_.find(variable);
    return found != global_touches_.end() && !found->second.empty();
  }
  bool IsSet(const Symbol* variable) const {
    const auto found = global_touches_.find(variable);
    return found != global_touches_.end() && std::any_of(found->second.begin(), found->second.end(), [](const Touch* touch) { return touch->effect; });
  }
  bool HasExposition(const Module& module) const { return exposition_files_.contains(&module); }
  bool WritesExposition(const Module& module, NodeId call) const { return exposition_writes_.contains({&module, call}); }
  std::vector<const Symbol*> CallersOf(const Symbol* function) const;
  std::vector<const Symbol*> SettersOf(const Symbol* variable) const;
  std::vector<const Symbol*> SuppliersOf(const Symbol* function);  // suppliers.cc
  const std::vector<std::pair<const Module*, NodeId>>& constructors() const { return constructors_; }
  std::vector<std::pair<const Module*, NodeId>> samples_;
  using Kept = std::pair<bool, std::string_view>;  // whether it is a field, its name
  // By module and offset of a call that gives a descriptor a value, or makes a gauge: whether that may be 0 or 1, where it is nothing else.
  using Answers = std::map<std::pair<const Module*, uint32_t>, std::pair<bool, bool>>;
  const Answers& answers() const { return answers_; }
  const std::vector<FlagReset>& resets() const { return resets_; }
  const std::vector<std::pair<const Module*, NodeId>>& samples() const { return samples_; }
  const std::vector<Slice::MeasureCall>& measures() const { return measures_; }
  const std::vector<std::pair<const Module*, Call>>& closed_uses() const { return closed_uses_; }
  // A function literal in which an instrument is used.
  bool Measures(const Module& module, NodeId literal) const { return measuring_literals_.contains({&module, literal}); }
  const std::vector<LabelUse>& LabelUses() const { return label_uses_; }
  std::set<HandedMap> MapsHandedTo(const Symbol* function, int position);  // handed_maps.cc
  // How far what is stored there is seen. `owner`: the struct that declares the field, or the variable itself with no name.
  Stored IsStored(const Symbol* owner, std::string_view name) const {
    auto found = stored_.find({owner, name});
    return found == stored_.end() ? Stored::kSeen : found->second;
  }

 private:
  // What an expression can be written through: a local name, a package variable, a field.
  struct Place {
    enum class Kind : uint8_t { kNone, kLocal, kGlobal, kField } kind = Kind::kNone;
    std::string_view name;
    const Symbol* symbol = nullptr;  // the variable, or the struct that declares the field; null: any struct
  };
  // Something that happens to a place: wanted as soon as the place is.
  struct Touch {
    Unit* unit = nullptr;
    Place place;
    NodeId statement = kNoNode;  // to run; none for an element of a composite literal, which runs with the literal
    NodeId target = kNoNode;     // the left side
    NodeId value = kNoNode;
    int position = -1;
    Unit* callee = nullptr;      // who does it, through its parameter (or receiver) called `parameter`
    std::string_view parameter;
    bool fresh = false;          // what is changed was made by the function itself
    bool effect = false;
    bool keyed = false;          // under a text, which is a name where exposition text is made of what is stored
    bool fills = false;          // by code out of sight, to which it is given
    bool reflected = false;      // its address is given to something that takes anything
    bool maker = false;          // what is stored gives rows when it is asked: to run it, a condition is enough
    bool flag = false;           // its address is given to what declares a command-line flag: to run it, a condition is enough, too
    bool opens = false;          // a map whose address is given to code out of sight: it may hold anything from then on
    bool done = false;
    bool done_telling = false;
  };
  struct Task {
    enum class Kind : uint8_t { kMark, kWant, kWantCall } kind;
    Unit* unit;
    NodeId node;
    uint64_t detail;  // flags or results
    bool weak;        // asked for by a condition only
    bool passing_by;
    bool telling;
  };

  // --- seed.cc: units, indexes, where it begins
  void MakeUnits(int threads);
  void IndexUnit(Unit& unit);
  void IndexCalls(Unit& unit);
  void IndexElements(Unit& unit, NodeId composite);
  void AddTouch(Touch touch);
  // What happens to a local name.
  const std::vector<Touch*>& LocalTouches(const Unit& unit, std::string_view name) const;
  void RunTasks();
  void Seed(Unit& unit);
  void ReachRules();             // rules.cc
  bool IsNamedByCallers(Unit& unit);
  bool RestsOnParameter(Unit& unit, NodeId expression, int depth = 0);
  void SeedExposition(Unit& unit);
  struct WrittenText {
    NodeId text = kNoNode;         // the argument
    std::string format;
    std::vector<NodeId> operands;  // of the format
  };
  WrittenText TextWritten(Unit& unit, const Call& call);
  void AddFormat(Unit& unit, NodeId expression, WrittenText& written);
  std::optional<std::string> OnlyText(Unit& unit, NodeId expression);
  Touch TouchOf(Unit& unit, NodeId statement, NodeId target);
  Place PlaceOf(Unit& unit, NodeId expression, int depth = 0);
  bool IsFresh(Unit& unit, NodeId expression);
  bool IsPlain(const Type* type);
  bool CanTell(const Type* type, int depth = 0), AreBounds(const Type* list);
  bool IsMaker(const Type* type);
  bool CarriesContext(const Type* type, int depth = 0);
  bool IsFactory(const Type* interface);
  bool GivesSamples(const Type* interface);
  static bool TakesSamples(const Type* type);

  // --- touches.cc: what changes what
  void IndexTouches(Unit& unit);
  Place RangedOver(Unit& unit, NodeId target, const Place& place);
  void IndexHandedOver(Unit& unit), IndexWritten(Unit& unit);
  void FindExposition(Unit& unit);
  void IndexFillers(Unit& unit);
  static bool SetsByReflection(const Unit& unit);
  bool IsMapType(const Type* type);
  static bool IsSharedMap(const Type* type);
  bool CopiesIntoMap(Unit& unit, NodeId callee);
  bool TakesAnything(const Unit& unit, const Call& call, NodeId argument);
  void IndexOutParameters();
  void Fill(const Type* type, int depth = 0);

  // --- uses.cc: metrics made where they are used
  void SeedUses(Unit& unit);
  void SeedHandedOn(Unit& unit);
  bool IsClosed(Unit& unit, const Call& call);

  // --- label_uses.cc
  void SeedLabelled();
  void SeedComputed(const ComputedText& computed);
  std::vector<LabelUse> FindLabelUses();
  std::pair<Unit*, NodeId> OnlyStore(const Symbol* owner, std::string_view field);
  bool IsPure(const Call& call, int depth);
  Texts MakeTexts();

  // --- suppliers.cc
  bool NeedsItsCallers(const Unit& unit);

  // --- handed_maps.cc
  class HandedMaps;

  // --- unseen.cc: what is left out
  void FindUnseenStores();
  enum class CalledBy : uint8_t { kName, kNameOrInterface, kAnything };
  std::unordered_set<const Unit*> Running(std::vector<const Unit*> starts, CalledBy kinds) const;

  // --- mark.cc: up
  void Mark(Unit& unit, NodeId node, uint16_t flags);
  void Pass(Unit& unit, NodeId node, NodeId from, uint16_t flags);
  void PassAssignment(Unit& unit, NodeId names, NodeId node);
  void PassBlock(Unit& unit, NodeId statement, uint16_t flags);
  void PassLabelled(Unit& unit, NodeId block, NodeId statement);
  void Condition(Unit& unit, NodeId condition, uint16_t flags);
  void WeakCondition(Unit& unit, NodeId condition);
  void Matters(Unit& unit);
  void ReachCallers(Unit& unit);
  void ReachStoring(Unit& unit);
  void MarkUsers(Unit& unit, uint16_t flags);
  void Stores(Unit& unit);
  void TakeLiteral(Unit& unit, NodeId literal);
  void TakeFunction(const std::string& signature, uint16_t flags);
  std::string SignatureOf(const Module& module, NodeId function_type);
  bool MayBeCalledHere(Unit& unit, NodeId function);
  void MarkInstances(const Unit& method);
  void MarkInstancesOf(const Symbol* type);
  bool Decides(Unit& unit, NodeId condition, int depth = 0);

  // --- want.cc: down
  void Want(Unit& unit, NodeId expression);
  void WantChildren(Unit& unit, NodeId node);
  void WantMember(Unit& unit, NodeId member);
  void WantComposite(Unit& unit, NodeId composite);
  void WantLiteral(Unit& unit, NodeId literal);
  void WantCall(Unit& unit, Call& call, uint64_t results);
  void WantArguments(Unit& unit, Call& call);
  void WantLibraryArguments(Unit& unit, const Call& call, bool method);
  void WantPrinted(Unit& unit, NodeId argument);
  void WantArgument(Unit& unit, const Call& call, size_t index, const Unit& callee);
  bool WantNameAndLabels(Unit& unit, NodeId expression);
  void WantPairNames(Unit& unit, NodeId expression);
  bool IsShownValue(Unit& unit, NodeId argument);
  void WantOptions(const Type* type);
  void Live(Unit& unit, Call& call);

  // --- need.cc: further down
  void NeedName(Unit& unit, std::string_view name);
  void NeedParameter(Unit& unit, const Definition& definition);
  void NeedLiteralParameter(Unit& unit, const Definition& definition);
  static bool SetsNamesAround(Unit& unit, NodeId literal);
  void NeedDefinition(Unit& unit, const Definition& definition);
  void NeedSymbol(Unit& unit, NodeId expression);
  void NeedGlobal(const Symbol* symbol);
  void NeedField(const Symbol* owner, std::string_view name);
  void NeedFieldOf(const Symbol* owner, std::string_view name);  // of one declaration of the struct
  void NeedEnumNames(const Unit& unit);
  void NeedValueLists(const Symbol* owner, std::string_view name);
  void NeedFunction(const Symbol* symbol);  // as a value
  static bool IsTypeParameter(const Unit& unit, NodeId type);
  void NeedTypeParameter(Unit& unit);
  void WantYielded(Unit& unit, NodeId function_type);
  void NeedResults(Unit& unit, uint64_t results);
  void NeedTouch(Touch& touch);

  // --- local_functions.cc: calls of function literals
  NodeId LiteralOf(Unit& unit, const Definition& parameter) const;
  NodeId LiteralCalled(Unit& unit, const Call& call);
  void WantLiteralArgument(Unit& unit, const Call& call, NodeId literal, std::string_view name);
  void WantLiteralArguments(Unit& unit, const Call& call, NodeId literal);
  void WantFromLocalCallers(Unit& unit, const Definition& parameter);
  bool MarkCallsOf(Unit& unit, NodeId argument, int depth = 0);

  Unit* UnitOf(const Symbol* symbol);
  NodeId ParentOf(const Unit& unit, NodeId node) const { return parents_[unit.module->number][node]; }
  uint16_t& FlagsAt(const Unit& unit, NodeId node) { return flags_[unit.module->number][node]; }
  void Post(Task::Kind kind, Unit& unit, NodeId node, uint64_t detail = 0) { tasks_.push_back({kind, &unit, node, detail, weak_, passing_by_, telling_}); }

  const Program& program_;
  Types& types_;
  Resolver resolver_;
  std::deque<Unit> units_;
  std::unordered_map<const Symbol*, Unit*> by_symbol_;
  std::vector<std::vector<NodeId>> parents_;  // by module
  std::vector<std::vector<uint16_t>> flags_;  // by module
  std::deque<Task> tasks_;
  size_t tasks_left_ = 0;
  bool is_cut_off_ = false;
  bool weak_ = false;  // what is being asked for decides something at most
  // What is being asked for has a say in what the function itself makes or registers. A function is told apart by its callers as far as
  // such things hang on its parameters; what only its results hang on, those who ask for the results see to.
  bool telling_ = true;
  bool in_exposition_ = false;  // what is asked for is part of exposition text the program writes
  bool passing_by_ = false;  // whether what is marked is reached is not asked: it is taken to be

  using Site = std::pair<Unit*, NodeId>;
  std::unordered_map<const Symbol*, std::vector<Site>> callers_;     // call nodes
  std::unordered_map<const Symbol*, std::vector<Site>> references_;  // used as a value
  std::unordered_map<const Symbol*, std::vector<Site>> instances_;   // composite literals of a type
  std::unordered_map<std::string, std::vector<Site>> value_calls_;   // calls of function values, by signature
  std::set<std::pair<std::string, uint16_t>> taken_;                 // signatures of functions that matter and are values
  std::deque<Touch> touches_;
  std::unordered_map<const Unit*, std::unordered_map<std::string_view, std::vector<Touch*>>> local_touches_;  // by name
  std::unordered_map<const Symbol*, std::vector<Touch*>> global_touches_;
  std::unordered_map<std::string_view, std::vector<Touch*>> field_touches_;
  std::map<std::pair<const Symbol*, std::string_view>, Stored> stored_;  // what is not seen in time
  std::unordered_set<const Type*> filled_types_;
  std::unordered_map<const Type*, bool> factories_;  // IsFactory
  uint8_t AnswersOf(Unit& unit, NodeId number);
  uint8_t AnswersOfVariable(Unit& unit, std::string_view name, uint32_t offset);
  void NoteAnswers(Unit& unit, const Call& sample);
  void FindSetGauges();  // set_gauges.cc
  // --- resets.cc
  void FindResets();
  const Symbol* TableReset(Unit& unit, const Write& write);
  NodeId TableAsked(Unit& unit, NodeId check, bool found);
  bool SparesNamed(Unit& unit, NodeId store);
  static bool Mentions(Unit& unit, NodeId expression, std::string_view name);
  bool IsActionOf(Unit& unit, NodeId function, std::string_view name);
  bool IsPutByItsFlag(Unit& unit, const Write& put);
  bool IsOnlyIndexed(const Symbol& table) const;
  std::pair<Unit*, NodeId> FlagOf(Unit& unit, NodeId condition);
  std::pair<Unit*, NodeId> FlagAround(Unit& unit, NodeId node, int calls);

  Kept KeptAs(const Module& module, NodeId construction) const;
  uint8_t AnswersOfMention(Unit& unit, NodeId mention);

  std::vector<LabelUse> label_uses_;
  Answers answers_;
  std::vector<FlagReset> resets_;
  std::set<std::pair<const Module*, NodeId>> exposition_writes_;
  std::set<const Module*> exposition_files_;  // in which something is written that can only be exposition text
  std::vector<std::pair<const Module*, NodeId>> constructors_;
  std::vector<Slice::MeasureCall> measures_;
  std::set<std::pair<const Module*, NodeId>> measuring_literals_;
  std::vector<std::pair<const Module*, Call>> closed_uses_;
  std::unordered_map<const Symbol*, bool> needed_globals_;  // true: by something that tells
  std::unordered_map<std::string_view, std::unordered_map<const Symbol*, uint8_t>> needed_fields_;  // null: of any struct; see NeedFieldOf
};

}  // namespace mdg::slice
