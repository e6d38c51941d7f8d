// Runs the parts of a program that matter for metrics, without running the program.
//
//     func newCounter(name string) { prometheus.NewCounter(prometheus.CounterOpts{Namespace: ns, Name: name}) }
//     newCounter("hits"); newCounter("misses")        two Constructions, app_hits and app_misses
//
// In: a frozen Program, who imports whom, the library tables. Out: Events. One interpreter answers every question (names, labels,
// buckets, prefixes, registerers): it executes function bodies forward over abstract Values. What it cannot know is Unknown with a
// reason; where the program decides something unforeseeable, both ways are followed and joined into a Choice (statements.cc).
// It is total: steps, depth and sizes are limited, and a limit is an Unknown too. Deliberately single-threaded and free of I/O.
//
// Where to look, by folder: values/ what is computed with; order/ which functions are run, and when; language/ what statements,
// expressions and calls do; standard/ Go's own packages; metrics/ what metric libraries do; switches/ flags and settings; findings/ what is
// read off the finished run.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "evaluate/bookkeeping.h"
#include "evaluate/events.h"
#include "evaluate/frame.h"
#include "evaluate/language/builds.h"
#include "evaluate/limits.h"
#include "evaluate/order/patience.h"
#include "evaluate/values/characters.h"
#include "evaluate/values/memory.h"
#include "evaluate/values/values.h"
#include "model/import_graph.h"
#include "model/program.h"
#include "slice/slice.h"
#include "types/types.h"

namespace mdg::evaluate {

using mdg::Value;

class Evaluator : Bookkeeping {
 public:
  Evaluator(const Program& program, const ImportGraph& graph, Limits limits, int threads = 0);  // as many of them; below 1: one for each core

  void Run();  // everything that matters, once
  // The tree was too large for everything that can have a say to be asked for (Limits::questions).
  bool IsTooLarge() const { return slice_.IsCutOff(); }
  bool HasLostObjects() const { return lost_among_many_; }
  const Events& events() const { return events_; }
  Values& values() { return values_; }
  const Builds& builds() const { return builds_; }
  const Decisions& decisions() const { return decisions_; }
  // Functions that matter and were not, or not wholly, run because a limit was reached.
  const std::vector<const Symbol*>& unfinished() const { return unfinished_; }
  std::pair<bool, bool> AnswersAt(Place at) const { return slice_.AnswersAt(*at.module, at.offset); }  // see Slice
  bool IsNamedSomewhere(const Symbol* function) const;  // called or otherwise, outside of tests and its own declaration
  const std::vector<Place>& unreached() const { return unreached_; }  // calls that make a metric and that nothing that was run came by

  // --- for collect/: reading values that refer to memory
  Value FieldOf(Value options, std::string_view name) { return Option(options, name); }
  std::vector<MapEntry> EntriesOf(Value map) const { return memory_.Read(map->cell)->entries; }
  Value PairsOf(Value labels) { return LabelPairs(labels); }
  void Reclaim();  // gives back the values nothing of the evaluator refers to; the caller holds none of its own

 private:
  // What has a header of its own: each does one thing with the evaluator, and keeps nothing but what is in the Bookkeeping.
  friend class EarlyReads;
  friend class Exporters;
  friend class Flags;
  friend class Generators;
  friend class LabelValues;
  friend class LibraryFamilies;
  friend class ListedValues;
  friend class Markers;
  friend class Measurements;
  friend class NamedFamilies;
  friend class NeverExposed;
  friend class RealObjects;
  friend class Shared;
  friend class StandardLibrary;
  friend class Written;

  // --- roots.cc
  void RunPackageVariables();
  void RunRoot(const Symbol* function, Value receiver);
  Value HandedMap(const Symbol* function, int position, const Type* type);
  void BeginRun(uint64_t times = 1);  // what a run may use up, or so many times as much
  bool TryAgain(Value function, const Arguments& arguments, size_t begin);
  bool IsCutOff() const, RunToTheEnd(Value function, const Arguments& arguments);
  bool FinishShallow(Value value, const Arguments& arguments);
  const std::vector<const Symbol*>& CalleesOf(const Symbol* function);
  int CallsToMetrics(const Symbol* function);
  bool IsFarFromMetrics(const Symbol* function);
  void NoteCut(), NoteUnfinished(), RunCut(), RunWithInstances(const Symbol* function);
  bool HasInstances(const Symbol* method);
  std::vector<const Symbol*> OrderByCalls();
  void RunUncalledLiterals(), RunLiteral(Value literal), RunFirst(const Symbol* function), RunIfUnvisited(const Symbol* function);
  bool IsWorthRunning(const Symbol* function) const;
  static bool IsStated(const Symbol* function);
  void DropSuperseded(), DropInsides(), DropGuesses();
  bool IsSuperseded(const Symbol* root) const;
  std::vector<std::pair<Place, const Symbol*>> NotReached() const;
  void RunNotReached();
  void FindUnreached();

  // --- definitions.cc
  void RunOnVariables(), RunOnVariable(const Symbol* variable, const Symbol* type);
  Value ObjectIn(const Symbol* variable);
  bool WasCalledOn(const Symbol* method, CellId cell) const;

  // --- statements.cc
  Flow RunBlock(NodeId block), RunStatement(NodeId statement);
  Flow RunStatements(NodeId first, std::vector<NodeId>& too_early), RunWhereNotLeft(NodeId first, size_t left, std::vector<NodeId>& too_early);
  void StartLate(const std::vector<NodeId>& too_early);
  bool Start(NodeId go);
  Flow RunIf(NodeId statement), RunSwitch(NodeId statement), RunTypeSwitch(NodeId statement), RunSelect(NodeId statement);
  Flow TakeTypeCases(NodeId type_switch, Value subject), TakeEachTypeCase(NodeId type_switch, Value subject), RunTypeCase(NodeId type_switch, NodeId clause, Value subject);
  TypeCases FindTypeCases(NodeId type_switch, Value subject);
  Flow RunCases(NodeId switch_statement, NodeId first_case, Value tag);
  Flow RunLabeled(NodeId statement), RunCaseBody(NodeId clause), RunReturn(NodeId statement), RunDeclaration(NodeId group);
  Value ErrorOrNone(NodeId result);
  Value NoError();
  void RunLocalVariables(NodeId specification, bool constant, int iota, NodeId type, NodeId values);
  void RunAssign(NodeId statement);
  Flow Branch(Value condition, const std::function<Flow()>& then, const std::function<Flow()>& otherwise);
  Value SettledBy(Value name, Value value);
  static bool IsOneOfSome(const mdg::Condition* condition, int& ways);
  Flow Fork(ChoiceId choice, const std::vector<Group>& groups);
  void Join(ChoiceId choice, const std::vector<std::pair<std::vector<bool>, Memory::Changes>>& ways);
  Value JoinValues(ChoiceId choice, Value base, const std::vector<Value>& alternatives);
  Value JoinLists(ChoiceId choice, const std::vector<Value>& alternatives), JoinTables(ChoiceId choice, const std::vector<Value>& alternatives);
  Value JoinMaps(ChoiceId choice, Value base, const std::vector<Value>& alternatives);
  static void ForgetFailures(const std::vector<Value>& tuples, size_t item, std::vector<Value>& parts);
  void LeaveOutOthers(ChoiceId choice, CellId cell, std::vector<Value>& alternatives) const;
  Value EitherList(const std::vector<Value>& lists);
  Value JoinParts(ChoiceId choice, const std::vector<Value>& alternatives);
  void Leave(Flow flow, Exit exit);
  void Merge(const std::vector<Exit>& exits, CellId visible_below);
  Flow InLoop(bool is_loop, std::string_view label, const std::function<Flow()>& run);
  std::string_view LabelOf(NodeId statement) const;
  std::vector<Value> EvaluateList(NodeId list, size_t wanted, const Type* expected = nullptr);
  const mdg::Condition* ConditionOf(Value condition) const;
  void AssumeCondition(const mdg::Condition* condition, bool holds);
  void AssumeEither(const mdg::Condition* left, const mdg::Condition* right);

  // --- occurrences.cc
  Assumptions OnSwitches() const;
  static std::string SwitchesOf(const Assumptions& on_switches);
  Occurrence ThereOn(ChoiceId choice, const std::vector<bool>& where, Occurrence also = true);
  Occurrence PastWaysOut(CellId cell, Value value);
  void AssumeThere(const Occurrence& there), Delete(Value map, Value key);
  Value GrownPastWaysOut(CellId cell, Value before, Value value), WhereThere(Occurrence there, Value value, Value otherwise);
  Flow RunOn(const OnSome* on, const std::function<Flow()>& run);
  // --- loops.cc
  std::vector<const Scope*> ChangedIn(NodeId body);
  std::vector<const Scope*> EmptyTexts(std::vector<const Scope*> variables) const;
  const Scope* InSight(NodeId name) const;
  Value TupleItem(Value tuple, size_t index), Sought(NodeId result, Value value) const;
  static Value FoundIn(Value value);
  void Settle(const std::pair<const Scope*, Value>& sought, size_t first_exit);
  Flow RunAnyNumber(NodeId body, const std::function<Flow()>& once);
  Flow RunFor(NodeId statement), RunRange(NodeId statement), RangeOver(NodeId statement, Value subject);
  Flow RangeOverText(NodeId statement, const std::vector<CharacterAt>& characters, bool by_offset);
  Value OtherKey(Value key, const SharedArray<MapEntry>& entries);
  bool IsFilledElsewhere(Value map, NodeId body) const;
  Flow RangeBody(NodeId statement, Value key, Value value, Occurrence there);
  Flow RunLoopBody(NodeId loop, NodeId body);

  // --- expressions.cc
  Value Evaluate(NodeId expression, const Type* expected = nullptr);
  Value EvaluateWanted(NodeId expression, const Type* expected = nullptr);  // unless nothing asks for it
  Value EvaluateName(NodeId name), EvaluateLiteral(NodeId literal), EvaluateBinary(NodeId expression);
  Value Binary(Operator op, Value left, Value right);
  Value ByDefaultOnly(Value answer, Value other);
  Value Logical(bool is_and, Value a, Value b), AsNumber(Value value);
  Value Arithmetic(Operator op, Value left, Value right), Compare(Operator op, Value left, Value right);
  Value BySetting(bool holds, bool equality, Value left, Value right);
  bool LeavesWhenEmpty(NodeId condition, NodeId then) const, StartsWhenGiven(NodeId condition, NodeId then) const;
  Value Not(Value condition);
  Value CompareUnknown(Operator op, Value left, Value right);
  Value EvaluateUnary(NodeId expression), EvaluateIndex(NodeId expression);
  Value AddressOf(NodeId operand, const Type* expected);
  Value IndexInto(Value object, Value index, bool want_found);
  Value IndexMap(Value map, Value key, bool want_found, bool take_apart);
  bool TakeApart(Value key, ChoiceId choice, std::vector<Value> keys);
  static std::optional<std::string> Spelling(Value key);
  ChoiceId ChoiceFor(Value index, size_t alternatives);
  static bool SameKey(Value a, Value b);
  Value EvaluateSlice(NodeId expression);
  Value EvaluateComposite(NodeId expression, const Type* expected), CompositeRecord(NodeId expression, const Type* type, bool keyed);
  Value CompositeList(NodeId expression, const Type* type), CompositeMap(NodeId expression, const Type* type);
  Value EvaluateTypeAssertion(NodeId expression), FunctionLiteral(NodeId expression);
  Value ZeroValue(const Type* type, std::string_view name = "");
  Value Conversion(const Type* type, Value operand), ConvertedNumber(const Type* type, Value operand);
  CharacterUnit CharactersIn(const Type* type);
  Value SymbolValue(const Symbol* symbol);
  Value ConstantValue(const Symbol* symbol);
  CellId GlobalCell(const Symbol* symbol);
  Value GlobalValue(const Symbol* symbol);
  Value Assumed(Value value);  // what the present assumptions leave of a value
  std::vector<Value> NarrowedAll(std::vector<Value> values);
  Value Narrowed(Value value, int depth = 0);  // the same, all through its ways: for the arguments of what makes a metric
  static int Truth(Value value);  // 1 true, 0 false, -1 unknown

  // --- builds.cc
  Value ValueOf(const Symbol* symbol);
  bool OnlyLeadsOn(const std::vector<const Symbol*>& variants);
  Value ByBuild(const Symbol* symbol, const std::string& also, const std::function<Value(const Symbol*)>& value_of);
  Value OfBuilds(ChoiceId choice, std::vector<Value> values), InEitherBuild(Value before, Value value);
  Value DecidingCondition(NodeId condition);
  std::string PresentBuild();
  std::vector<bool> PossibleBuilds(ChoiceId choice, const std::string& also);

  // --- members.cc
  Value EvaluateMember(NodeId expression);
  Value Member(Value object, std::string_view name, Place at);
  Value WithoutNil(Value object);
  Value RecordMember(Value record, std::string_view name);
  Value UnknownMember(Value object, std::string_view name);
  std::pair<Value, Value> PartsOf(Value element);
  Value MemberOfPackage(std::string_view import_path, std::string_view name, Place at);
  Value Dereference(Value pointer);
  Value Method(const Type* type, std::string_view name, Value receiver);
  Value UnlessFilled(const Type* structure, const Types::FieldInfo& field, std::string_view name, Value value, bool is_default);
  Value UnlessStoredUnseen(const Symbol* owner, std::string_view field, Value value);

  // --- assignments.cc
  void Assign(NodeId target, Value value, bool define), AssignGlobal(const Symbol* symbol, Value value), LeaveOpen(NodeId block, const Default& setting);
  void LeaveNameOpen(NodeId target, const Default& setting);
  void LeavePartOpen(NodeId target, const Default& setting);
  Value AsDefault(Value old, Value value);
  void AssignMember(NodeId target, Value value), AssignIndex(NodeId target, Value value);
  Value InOwnArray(Value list);
  bool AssignElement(Value list, int64_t index, Value value);
  void WritePath(CellId cell, const std::vector<std::string_view>& path, Value value);
  Value WithMember(Value record, std::string_view name, Value value);
  const Type* DeclaringType(const Type* type, std::string_view field, std::vector<std::string_view>& way);
  Value EitherOf(Value before, Value value);
  void SetEntry(Value map, Value key, Value value, Occurrence sometimes = false);
  void NoteField(const Type* type, std::string_view field, Value value), NoteValue(std::pair<const Symbol*, std::string_view> key, Value value);
  void NoteInstance(const Type* type, Value pointer);
  void NoteRecord(const Type* type, Value record);
  Value FieldOfSomeRecord(const Symbol* type, std::string_view field);

  // --- calls.cc
  Value EvaluateCall(NodeId call);
  Value CallOnObject(NodeId call, Value object, std::string_view name);
  Value CallOnPackage(NodeId call, std::string_view import_path, std::string_view name);
  Value CallOnTyped(NodeId call, Value object, std::string_view name, bool& found);
  Value CallUnknownMethod(NodeId call, Value object, std::string_view name);
  void HandOn(const std::string& function, const std::vector<Value>& arguments, Place at);
  const std::vector<const Symbol*>& MethodsThatMatter(std::string_view name, size_t arguments);
  std::vector<const Symbol*> OverridesThatMatter(const Symbol* method), ImplementationsThatMatter(const Type* interface, std::string_view name, size_t arguments);
  Value CallEach(const std::vector<const Symbol*>& candidates, Value object, const Arguments& arguments, Place at);
  Value CallImplementations(Value object, std::string_view name, const Arguments& arguments, Place at, bool& found);
  Value CallValue(Value callee, const Arguments& arguments, Place at);
  Value CallMethod(Value method, const Arguments& arguments, Place at);
  Value CallExternal(std::string_view package, std::string_view name, const Arguments& arguments, Place at);
  void CallBack(const Arguments& arguments, Place at);
  void OpenMaps(Value value, int depth);
  void FillByReflection(Value function, const Arguments& arguments);
  void WriteThrough(const std::vector<Value>& arguments);
  Arguments EvaluateArguments(NodeId call, Value function);
  std::vector<Value> Expanded(const Arguments& arguments);
  bool HasMethod(const Type* type, std::string_view name), IsOtherThanInterface(const Type* type);

  // --- functions.cc
  std::string Fingerprint(Value function, const Arguments& arguments) const;
  Value MendedOf(Value value, const Arguments& arguments);
  void AddFingerprint(std::string& key, Value value, int depth) const;
  Value CallFunction(Value function, const Arguments& arguments, Place at);
  CallResult* ResultOf(const std::string& key);
  Value ResultAgain(CallResult& done, Place at);
  Value RunBody(Frame& frame, Value function, const Arguments& arguments);
  Value FinishFrame(Frame& frame, Flow flow);
  void BindParameters(NodeId function_type, const Arguments& arguments);
  void BindReceiver(const Symbol* symbol, Value receiver);
  void BindResults(Frame& frame, NodeId function_type);
  void BindTypeArguments(Frame& frame, const Symbol* symbol, const Arguments& arguments, NodeId function_type);
  std::vector<const Type*> ParameterTypes(Value function);
  Value UnknownResult(const Module& module, NodeId function_type, const TypeScope* types, std::string_view name, Reason reason);
  Value UnknownArgument(const Type* type, std::string_view name);

  // --- builtins.cc
  bool Builtin(std::string_view name, NodeId call, Value& result);
  bool IsValue(NodeId node);
  Value Opened(Value list, uint32_t known);
  Value AppendAll(Value list, const Arguments& arguments);

  // --- intrinsics.cc
  Value CallLibrary(libraries::Match match, Value receiver, const std::vector<Value>& arguments, Place at);
  Value Construct(libraries::Match match, Value receiver, const std::vector<Value>& arguments, Place at);
  void WriteExposition(const std::vector<Value>& arguments, bool formats, Place at);
  void WriteExpositionLine(Value line, Place at), FinishExpositions();
  Value SampleMetric(const libraries::Function& function, const std::vector<Value>& arguments, Place at);
  void NoteSamples(Value descriptor, Value type, Place at, bool one_of_several);
  void Register(Value registerer, Value collector, Place at, int depth = 0);
  void RegisterId(Value registerer, uint32_t metric, Place at);
  Value RegistererOf(Value value);
  Value NewRegisterer(Value prefix, Value labels, bool open = false);
  Value BuildName(const std::vector<Value>& pieces);
  Value Buckets(libraries::Action action, const std::vector<Value>& arguments);
  Value Option(Value options, std::string_view name);
  Value LabelPairs(Value labels);
  uint32_t NewMetric(Construction construction);
  libraries::Match MeasureOf(Value metric, std::string_view method) const;
  Value CallOnNative(NodeId call, Value object, std::string_view name);
  Value CallOnThing(Value object, std::string_view name, const Arguments& arguments, Place at);
  Value MethodOfLibrary(Value object, std::string_view name);
  Flow RangeOverGiven(NodeId id, Value function);
  Value CallLibraryMethod(Value method, const Arguments& arguments, Place at);

  // --- collectors.cc
  void RunPending();
  void Collect(const Pending& pending);
  void Send(Value channel, Value metric, Place at);
  Value ContentOf(CellId map) const;
  bool IsFilledSince(const Early& run);
  std::vector<Value> Forget(const Early& run);
  void CollectAgain();

  // --- doubts.cc
  void RunDoubting(), SupersedeDoubts(size_t begin);
  bool HasUnusedDescriptors() const;
  std::vector<const Symbol*> UnreachedFunctions() const;
  bool LeadsTo(Value collector, const std::vector<const Symbol*>& functions);
  void SupersedeVague(size_t begin, size_t end, size_t again);

  // --- constructors.cc
  Value ConstructFromArguments(libraries::Match match, Value receiver, const std::vector<Value>& arguments, Place at);
  Value BucketsOption(libraries::Match match, const std::vector<Value>& arguments);
  Value NameFromArguments(const libraries::Function& function, Value receiver, const std::vector<Value>& arguments);
  Value MakeNamespace(const libraries::Function& function, Value receiver, const std::vector<Value>& arguments);
  void SetStability(Construction& construction, Value stability, Value deprecated);
  Value SplitNameAndLabels(Value text);
  Value WithUnit(Value name, Value unit);
  Value JoinedLabels(Value first, Value second);
  void RegisterMade(const libraries::Function& function, Value receiver, uint32_t id, Place at);
  void AddToGroup(uint32_t group, RegistrationEvent member);
  void RegisterGroup(uint32_t group, Value registerer, Place at);
  static RegistrationEvent Combined(const RegistrationEvent& member, const RegistrationEvent& where);

  // --- records.cc
  Value MakeRecord(const libraries::Function& function, const std::vector<Value>& arguments);
  Value ConstructEach(libraries::Match match, const std::vector<Value>& arguments, Place at);
  void ConstructFromRecord(libraries::Match match, Value record, Place at), NoteRule(const libraries::RecordFields& fields, Value record, Place at);
  Value RecordNames(Value list);
  Value SampleEach(const libraries::Function& function, const std::vector<Value>& arguments, Place at);
  Value MakeSink(libraries::Match match, const std::vector<Value>& arguments, Place at);
  void DeclareInSink(libraries::Match match, Value definition, MetricType type, Place at);
  Value KeyText(Value parts);
  bool HoldsSink(Value value, int depth = 0);

  // --- builders.cc
  Value SetField(const libraries::Function& function, Value receiver, const std::vector<Value>& arguments);
  Value NameGroup(const libraries::Function& function, Value receiver, const std::vector<Value>& arguments, Place at);
  void AddMember(Value group, Value member, Place at);
  void LeaveToUses(Construction& construction);
  Value CallThing(Value thing, const Arguments& arguments);
  bool AddGroupedLabels(Value argument, Value& names, int depth);
  bool AddPairNames(Value pairs, Value& names);
  void SetMeasuredBounds(Construction& construction, const std::vector<Value>& bounds);

  // --- helpers
  Place At(NodeId node) const { return {frame_->module, frame_->module->At(node).begin}; }
  bool Step();
  void GiveBack(uint64_t steps);  // of the present run
  const Module& M() const { return *frame_->module; }
  void Declare(std::string_view name, CellId cell);
  const Type* ResolveType(NodeId node);
  int TimesOnStack(const Module* module, NodeId node) const;

  const Program& program_;
  const ImportGraph& graph_;
  std::map<std::string_view, std::set<const Module*>> shown_registries_;  // by Function::shows, where such are named
  Limits limits_;
  Values values_;
  Types types_;
  slice::Slice slice_;
  Memory memory_;
  Events events_;
  Frame* frame_ = nullptr;
  std::vector<Loop*> loops_;
  std::vector<Left> left_;             // in the function being run, from the statements that are not yet done
  Assumptions assumptions_;
  const char* stack_base_ = nullptr;   // where the stack was when Run began
  uint64_t steps_ = 0, root_steps_ = 0, root_limit_ = 0, step_limit_ = 0, value_steps_ = 0, value_limit_ = 0, second_tries_ = 0;
  int value_depth_ = 0;                // inside functions evaluated for their value only
  const Symbol* root_ = nullptr;
  CellId root_first_cell_ = 0;         // older cells were made before this root ran

  struct Found { Value content = nullptr; std::vector<Value> results; } found_in_;  // of the map last looked up in by a key nobody knows
  std::deque<Scope> scopes_;
  std::deque<TypeScope> type_scopes_;
  Patience patience_;
  Builds builds_;
  Decisions decisions_{values_};
};

}  // namespace mdg::evaluate
