// Making and combining values.
//
// In: model/value.h. Out: Values (an arena with the constructors) and total, monotone operations: knowing more of an operand
// never makes a result less known, and an unknown part stays a hole with its reason. Deliberately no memory and no syntax.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/pool.h"
#include "model/value.h"

namespace mdg::evaluate {

// Owns every value of one evaluation.
class Values {
 public:
  Values();

  Value Unknown(std::string name, Reason reason, const Type* type = nullptr, bool is_named = false);
  Value Condition(const mdg::Condition* condition);
  Name NameOf(std::string text) { return Name(*names_.insert(std::move(text)).first); }
  Value Nil() const { return nil_; }
  Value Bool(bool value) const { return value ? true_ : false_; }
  Value Integer(int64_t value, const Type* type = nullptr);
  Value Real(double value, const Type* type = nullptr);
  Value Literal(std::string_view text, const Trail* trail = nullptr);
  Value EmptyText() const { return empty_text_; }
  Value List(std::vector<ListBacking::Element> elements, const Type* type = nullptr);
  Value Record(const Type* type, std::vector<RecordField> fields);
  Value Pointer(CellId cell, std::vector<std::string_view> path, const Type* type = nullptr);
  Value Map(CellId cell, const Type* type);
  Value OfType(const Type* type);
  Value Tuple(std::vector<Value> items);
  Value Function(const Symbol* declared);  // without a receiver
  Value Package(std::string_view import_path);
  Value Native(NativeKind kind, uint32_t id, std::string name = "", std::vector<Value> parts = {});

  // True when enough values were made since the last time that it is worth looking for those nobody needs (reclaim.cc).
  bool HaveGrown() const { return made_ >= worthwhile_; }
  // Gives the places of values and lists that are not `reached` to new ones; the others are no longer `reached` afterwards.
  void KeepReached();

  // A changeable copy, for the one line that makes a variant of a value.
  ValueNode* Copy(Value value);
  ValueNode* New(ValueKind kind);
  const Trail* NewTrail(Trail trail);
  const mdg::Condition* NewCondition(mdg::Condition condition);
  const OnSome* NewOnSome(OnSome on) { return &occurrences_.Add(on); }

  Value Append(Value list, Value element, Occurrence sometimes = false);
  Value WithType(Value value, const Type* type);
  Value WithTrail(Value value, const Module* module, uint32_t offset, const char* what);
  Value RestingOn(Value value, const Default& setting);
  Value MaySet(Value value);
  Value AsCertainAs(Value from, Value made);
  Value Named(Value value, std::string_view name);  // gives a nameless unknown the name of the variable it lands in

  // --- choices
  ChoiceId NewChoice() { return ++last_choice_; }
  // alternatives[i] is the value when the decision falls on i; equal alternatives collapse.
  Value Choice(ChoiceId choice, std::vector<Value> alternatives);
  // The same where two ways of the program meet: beyond a modest number of alternatives the value is given up.
  Value JoinedChoice(ChoiceId choice, std::vector<Value> alternatives);
  // The value when decision `choice` falls on `index`, all through its parts.
  Value Fix(Value value, ChoiceId choice, size_t index);
  // Applies a function to operands that may be choices: once for each consistent way they can fall.
  Value Lift(const std::vector<Value>& operands, const std::function<Value(const std::vector<Value>&)>& apply);
  // How many values were made, fixed and lifted since the last call, so that it can be counted as steps.
  uint64_t TakeWork() { return std::exchange(work_, 0); }
  // The decisions a value hangs on, outermost first, with their number of alternatives.
  static void CollectChoices(Value value, std::map<ChoiceId, size_t>& choices, int depth = 0);

  // --- text
  Value Concatenate(Value left, Value right);
  // Applies `apply` to every literal piece; holes stay (ToLower, Replace ...: right for the parts that are known).
  Value MapText(Value text, const std::function<std::string(const std::string&)>& apply);
  Value Stringify(Value value);  // as %v would print it; unknown: a hole
  // How many elements of a list stand where they will, from the first on; further ones come after those where it is open.
  static uint32_t KnownFirst(Value list) { return !list->open ? list->length : list->id == 0 ? static_cast<uint32_t>(list->integer) : 0; }
  static bool IsKnownText(Value value);
  static bool IsSomeRegisterer(Value value);  // a choice with a registerer among its alternatives
  static std::string KnownText(Value value);  // of a known text
  static const Trail* LastLiteral(const Trail* trail, int depth = 0);  // the last one a text was made of; null: none
  static Text ToText(Value value);            // any value as a catalog text

  static bool Equal(Value a, Value b, int depth = 0);

 private:
  static constexpr size_t kFirstReclaim = 50'000;
  struct LiftBudget {
    size_t ways;
    uint64_t last_fixed;
  };
  Value LiftWithin(const std::vector<Value>& operands, const std::function<Value(const std::vector<Value>&)>& apply, LiftBudget& budget);

  Pool<ValueNode> nodes_;
  uint32_t last_serial_ = 0;
  size_t made_ = 0, worthwhile_ = kFirstReclaim;
  uint64_t work_ = 0;
  uint64_t fixed_ = 0;  // never reset
  Pool<ListBacking> backings_;
  Pool<Trail> trails_;
  std::set<Default> defaults_;
  Pool<mdg::Condition> conditions_;
  Pool<OnSome> occurrences_;
  Value nil_, true_, false_, empty_text_;
  std::unordered_set<std::string> names_;                         // every name of a node, once
  std::unordered_map<const std::string*, Value> packages_;        // by their paths, of names_
  std::unordered_map<const Symbol*, Value> functions_;
  Name value_name_ = NameOf("value");
  ChoiceId last_choice_ = 0;
  uint32_t last_unknown_ = 0;
};

}  // namespace mdg::evaluate
