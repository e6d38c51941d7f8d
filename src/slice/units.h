// The functions and package variables of a program, each with the few facts a slice needs of its text: which names it defines,
// what it calls, where it writes and returns.
//
//     func f(ns string) { name := ns + "_up"; register(name) }     Unit f: definitions ns, name; one call
//
// In: a Module and a declaration. Out: Unit. Names are taken as they stand in the whole declaration, function literals included: whatever
// is asked of one of two variables of one name in one function is asked of both; which of them a place means, and with it its type, is told
// apart by blocks. Deliberately resolves nothing: see calls.cc and static_types.cc.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "libraries/library.h"
#include "model/program.h"
#include "model/value.h"
#include "types/types.h"

namespace mdg::slice {

// An order of names that mostly is found without looking at their text.
inline bool IsBefore(std::string_view a, std::string_view b) { return a.size() != b.size() ? a.size() < b.size() : a < b; }

constexpr uint32_t kToTheEnd = ~uint32_t{0};  // of the function

// A place that gives a local name its value.
struct Definition {
  enum class Kind : uint8_t {
    kAssigned,          // x := value, x = value, var x = value, x += value
    kDeclared,          // var x T
    kRangeKey,
    kRangeValue,
    kParameter,         // of the unit's own function; position counts from 0
    kLiteralParameter,  // of a function literal inside it
    kReceiver,
    kResult,            // a named result; position counts from 0
    kBound,             // switch x := value.(type)
  };
  std::string_view name;
  uint32_t offset = 0;       // from here on the name has this meaning
  uint32_t end = kToTheEnd;  // up to here: the end of its block
  Kind kind = Kind::kAssigned;
  int position = -1;         // kAssigned: which result of a call with several, or -1
  NodeId statement = kNoNode;
  NodeId value = kNoNode;    // kAssigned: the right side; kRange*: what is ranged over; kBound: what is switched on
  NodeId type = kNoNode;     // where one is written
  NodeId target = kNoNode;   // kAssigned: the name on the left
  bool declares = true;      // false: x = value
  const Type* known = nullptr;  // memo of StaticTypes
  bool asked = false;
};

// An assignment to something that is not a local name: x.f = v, x[i] = v, *x = v, x.f++, and variables of the package.
struct Write {
  NodeId statement = kNoNode;
  NodeId target = kNoNode;
  NodeId value = kNoNode;
  int position = -1;
};

enum class Callee : uint8_t {
  kUnresolved,  // a method of something of unknown type, or a function value
  kFunctions,   // functions of the tree: one, or the candidates of a call through an interface
  kLibrary,     // a row of a library table
  kOutside,     // a function whose source is not here
  kBuiltin,
  kConversion,
};

struct Call {
  NodeId node = kNoNode;
  Callee callee = Callee::kUnresolved;
  bool live = false;                      // it runs: its arguments are asked for as its callees need them
  bool live_telling = false;              // something that tells (Propagation::telling_) lets it run
  bool telling = false;                   // its results are asked for by something that tells
  bool exact = false;                     // `functions` is all there is
  uint64_t results = 0;                   // wanted, one bit each
  libraries::Match row;                   // kLibrary; kFunctions: what it may be besides
  std::vector<const Symbol*> functions;   // kFunctions; candidates by name when kUnresolved
  const InterfaceMethod* through = nullptr;  // the method it names, where that is an interface's
};

// A composite literal without a type of its own: it follows from the literal around it.
struct Elided {
  NodeId composite = kNoNode;
  NodeId outer = kNoNode;
  bool is_key = false;
};

struct Unit {
  const Symbol* symbol = nullptr;  // the function, or the first variable of the declaration
  const Module* module = nullptr;
  NodeId root = kNoNode;           // kFunction or kVariable
  std::vector<Definition> definitions;  // by name (IsBefore), then offset
  std::vector<Call> calls;              // by node
  std::vector<Write> writes;
  std::vector<NodeId> returns;          // of the function itself, not of literals in it
  std::vector<NodeId> sends;
  std::vector<NodeId> labelled_jumps;   // break outer, continue outer
  std::vector<NodeId> composites;
  std::vector<Elided> elided;           // of these, by node
  std::vector<NodeId> addresses;        // kUnary `&`
  std::vector<NodeId> references;       // names and members that are not called, written or keys: values that may be functions
  std::vector<std::string_view> needed; // local names that can have a say, sorted (IsBefore)
  std::vector<std::string_view> telling;  // those among them that have a say in what the function itself makes, sorted
  std::vector<std::pair<std::string_view, NodeId>> weak_conditions;  // a name, a condition that mentions it
  uint64_t results = 0;                 // wanted by somebody
  uint64_t parameters = 0;              // needed
  uint64_t telling_parameters = 0;      // those among them that have a say in what the function itself makes
  bool context = false;                 // one of those can tell one caller's metrics from another's
  bool receiver = false;                // has such a say
  NodeId makes = kNoNode;               // a constructor of a type whose methods matter: the call that makes the object it fills
  bool mentions = false;                // something happens in itself, not only in what it calls
  bool makes_rules = false;             // or calls one of its package that does
  bool makes_registerer = false;        // or what stands for one, or fills what exposition text is written from; worth running
                                        // even if nothing is known to call it
  bool measures = false;                // uses an instrument
  bool matters = false;                 // running it does something about metrics
  bool stores = false;                  // running it stores something that is needed
  bool called = false;                  // its callers have been reached
  bool all_results = false;             // its value is used as a function: every result may be wanted

  bool IsFunction() const { return module->At(root).kind == NodeKind::kFunction; }
  std::span<Definition> DefinitionsOf(std::string_view name);
  // What a name means at `offset`: of the definitions in whose blocks that is, the last (or the last that declares it); null when it is no
  // local name there.
  Definition* Find(std::string_view name, uint32_t offset, bool declares = false);
  Call* FindCall(NodeId node);
  // Null when the literal has a type of its own.
  const Elided* FindElided(NodeId composite) const;
  bool Needs(std::string_view name) const;
  bool NeedsToTell(std::string_view name) const;
  // Adds to the needed names; false when it was there, as what tells if it does.
  bool Need(std::string_view name, bool tells);
};

// The parent of each node; the file's root has none.
std::vector<NodeId> FindParents(const Module& module);

// (f)(x) calls f.
NodeId WithoutParentheses(const Module& module, NodeId expression);

Unit MakeUnit(const Symbol* symbol, const std::vector<NodeId>& parents);

}  // namespace mdg::slice
