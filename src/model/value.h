// What an expression evaluates to: known, known in part, or unknown with a reason.
//
//     ns + "_up"           Text "app_up"                 prefix + "_up"    Text <prefix>"_up", the hole being an Unknown value
//     rows[kind]           Choice(#7: row1 | row2 | row3): one of a few; values that hang on one decision share its number,
//                          so the name and the help of one row stay together however they are taken apart and put together
//
// In: model/program.h. Out: Value, Type, and their parts. Values are immutable and live in the evaluator's arena; what the
// program can change lives in Cells. Deliberately no operations: see evaluate/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/program.h"
#include "model/shared_array.h"
#include "model/text.h"

namespace mdg {

struct ValueNode;
using Value = const ValueNode*;  // never null inside the evaluator
using CellId = uint32_t;         // a memory location: a variable, what a pointer points to, the content of a map
using ChoiceId = uint32_t;       // a decision of the program nobody can foresee
inline constexpr CellId kNoCell = 0;

// --- types: as much of them as method calls, zero values and field lookup need
struct Scope;      // evaluate/: variables in sight
struct TypeScope;  // evaluate/: type parameters in sight
struct Type {
  enum class Kind : uint8_t {
    kBasic,      // string, int, bool, error, any ... by name
    kNamed,      // declared in the tree: symbol
    kExternal,   // declared outside the tree: path + name
    kPointer, kSlice, kArray, kMap, kChannel, kFunction, kStruct, kInterface,
  };
  Kind kind = Kind::kBasic;
  std::string path;                  // kExternal: import path
  std::string name;                  // kBasic, kNamed, kExternal
  const Symbol* symbol = nullptr;    // kNamed
  const Module* module = nullptr;    // kStruct, kInterface, kFunction, kNamed: where `node` stands
  NodeId node = kNoNode;             // kStruct, kInterface, kFunction: the type expression; kNamed: the underlying one
  const Type* key = nullptr;         // kMap
  const Type* element = nullptr;     // kPointer, kSlice, kArray, kMap, kChannel
  std::vector<const Type*> arguments;  // of a generic kNamed
  int64_t length = -1;               // kArray
};

// --- where a value was read; a small tree flattened into a Fact's trail
struct Trail {
  const Module* module = nullptr;
  uint32_t offset = 0;
  const char* what = "";             // "literal", "constant", "default of flag"
  const Trail* left = nullptr;
  const Trail* right = nullptr;
};

// Something whoever runs the program may set, and has not.
struct Default {
  std::string text;                  // for readers: "default of --namespace"
  std::string setting;               // "--namespace"
  friend auto operator<=>(const Default&, const Default&) = default;
};

// A pure condition on a hole, kept so that a branch can learn from it:  kind == "fan", strings.HasPrefix(key, "com_").
struct Condition {
  enum class Kind : uint8_t { kEquals, kHasPrefix, kHasSuffix, kAnd, kOr, kNot, kSwitch } kind = Kind::kEquals;
  Value subject = nullptr;           // the text or hole tested; kSwitch: the default, if it is one that is compared
  std::string text;                  // kSwitch: the setting that changes it, "--collector.wifi", "--storage=s3"
  const Condition* left = nullptr;
  const Condition* right = nullptr;  // kAnd, kOr: either may be null, a condition of which nothing is known
  bool by_default = false;           // kSwitch: holds while nobody changes it
  Value otherwise = nullptr;         // kSwitch with a subject: what that is where the condition is not as by default
};

enum class ValueKind : uint8_t {
  kUnknown,
  kNil,
  kBool,
  kNumber,
  kText,
  kList,       // slice or array
  kMap,        // reference to a cell with a kMapContent
  kMapContent,
  kRecord,     // struct value
  kPointer,    // to a cell, or to a field path inside one
  kFunction,   // declared function, method bound to a receiver, function literal, or function of a library
  kType,
  kTuple,      // several results
  kPackage,    // `strings` in strings.ToLower
  kNative,     // a thing of a metric library: metric, descriptor, registerer, flag ...
  kChoice,
};

struct TextPiece {
  std::string literal;
  Value hole = nullptr;              // set: this piece is a hole (a kUnknown)
};

// Some alternatives of a decision.
struct OnSome {
  ChoiceId choice = 0;
  uint8_t ways = 0;                  // alternatives of the decision
  uint32_t where = 0;                // one bit for each of them
  const OnSome* also = nullptr;      // and of another
};

// When an element of a list or an entry of a map is there: always, or under a condition only. Of a condition that hangs on switches it is
// known which: it is there on some alternatives of those decisions.
struct Occurrence {
  bool sometimes = false;
  const OnSome* on = nullptr;        // null: not known
  Occurrence(bool is_sometimes = false) : sometimes(is_sometimes) {}  // NOLINT(google-explicit-constructor): mostly this is all there is to it
  operator bool() const { return sometimes; }                       // NOLINT(google-explicit-constructor)
  bool operator==(const Occurrence& other) const {
    const OnSome *a = on, *b = other.on;
    for (; a != nullptr && b != nullptr && a->choice == b->choice && a->where == b->where; a = a->also) b = b->also;
    return sometimes == other.sometimes && a == nullptr && b == nullptr;
  }
};

struct ListBacking {                 // shared by the lists that grew from one another; only ever appended to
  struct Element {
    Value value;
    Occurrence sometimes = false;      // present under a condition only
  };
  std::vector<Element> elements;
  bool reached = false;              // evaluate/reclaim.cc
};

struct MapEntry {
  Value key;
  Value value;
  Occurrence sometimes = false;
};

struct RecordField {
  std::string_view name;
  Value value;
};

// Things of metric libraries that flow through the program; what the numbers mean is with the evaluator's tables.
enum class NativeKind : uint8_t {
  kMetric,      // id: index of the evaluator's metrics
  kDescriptor,  // id: index of the evaluator's metrics
  kRegisterer,  // text: prefix; labels
  kFactory,     // promauto.With(r): registerer in `a`
  kChannel,     // of metrics; the registerer of whoever collects in `a`
  kFlag,        // a flag being built: name in text, default in `a`
  kReplacer,    // of texts: items are the old and the new ones in turn
  kOther,       // library-specific: name says what, a/b hold its parts
};

// A name that is kept once for all the nodes that have it (Values::NameOf).
class Name {
 public:
  Name() = default;
  explicit Name(const std::string& kept) : kept_(&kept) {}

  const std::string& text() const {
    static const std::string kNone;
    return kept_ == nullptr ? kNone : *kept_;
  }
  operator const std::string&() const { return text(); }
  bool empty() const { return text().empty(); }
  friend bool operator==(Name a, Name b) { return a.kept_ == b.kept_ || a.text() == b.text(); }
  friend bool operator==(Name a, std::string_view text) { return a.text() == text; }

 private:
  const std::string* kept_ = nullptr;
};

// Made by the million: what is narrow stands together, and the copies of a node share their arrays.
struct ValueNode {
  ValueKind kind = ValueKind::kUnknown;
  Reason reason = Reason::kUnresolved;      // kUnknown
  NativeKind native = NativeKind::kOther;   // kNative
  bool is_named = false;               // kUnknown: the hole already has the name readers should see
  bool is_not_nil = false;             // kUnknown: an error value, an object: compares unequal to nil
  bool boolean = false;
  bool is_integer = false;
  bool open = false;                   // kList, kMapContent: more elements exist that are not known; a registerer that may add more
  bool uncounted = false;              // kList: grown in a loop nobody knows the number of rounds of
  bool may_be_nil = false;             // kChoice: nil is among the alternatives
  bool may_be_set = false;             // a default in a struct that code out of sight fills: one of a configuration may stand there instead
  bool telling = false;                // kChoice: a text or a thing of a library is among the alternatives
  mutable bool reached = false;        // evaluate/reclaim.cc
  uint32_t identity = 0;               // distinguishes unknowns; 0 for other kinds
  const Type* type = nullptr;
  const Trail* trail = nullptr;
  uint64_t choices = 0;                // which decisions its parts may hang on: one bit for each, by number modulo 64
  const Default* rests_on = nullptr;   // the value holds while this is not changed
  const Condition* condition = nullptr;  // an unknown bool about which something is known; a known one that settings may change
  Name name;                           // kUnknown: the hole's name; kPackage: import path; kNative kOther: what it is

  // scalars
  double number = 0;
  int64_t integer = 0;                 // kNumber; of an open kList without `id`, how many of its elements are known to come first
  SharedArray<TextPiece> text;         // kText; normalised as model/text.h says

  // aggregates
  ListBacking* backing = nullptr;      // kList
  Value open_value = nullptr;          // what is known of elements that are not: their value (may be null)
  SharedArray<MapEntry> entries;       // kMapContent, in insertion order
  SharedArray<RecordField> fields;     // kRecord
  SharedArray<Value> items;            // kTuple, kChoice (by alternative), kNative (parts), kUnknown (of a pattern: its text; of a hole a pattern mended: evaluate/standard/standard_library.cc)
  SharedArray<std::string_view> path;  // kPointer: fields from the cell's value down
  uint32_t length = 0;                 // kList
  ChoiceId choice = 0;                 // kChoice
  uint32_t leaves = 1;                 // kChoice: alternatives in all, nested ones counted
  uint32_t depth = 0;                  // kChoice: choices inside one another
  CellId cell = kNoCell;               // kMap, kPointer
  uint32_t id = 0;                     // kNative; kList: the array it is a part of, from element `integer` on, while that is known (Frame::arrays)
  uint32_t serial = 0;                 // of the node: no two were made under one number, while a place may hold several in turn

  // kFunction
  NodeId node = kNoNode;
  const Symbol* symbol = nullptr;      // declared
  const Module* module = nullptr;      // literal: where `node` stands
  const Scope* scope = nullptr;        // literal: captured variables
  const TypeScope* types = nullptr;    // literal, instantiated generic function: type parameters in sight
  Value receiver = nullptr;            // bound method
  const Type* denoted = nullptr;       // kType: the type itself

  bool Is(ValueKind k) const { return kind == k; }
};

}  // namespace mdg
