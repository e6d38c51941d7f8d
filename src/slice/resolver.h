// What calls mean and what type expressions have, as far as declarations tell without running anything.
//
//     func f(c *Collector) { c.update(ch) }     the call means Collector.update; through an interface: whoever implements it
//
// In: the Program, its Units. Out: Call::callee and types; null where declarations do not tell. Deliberately follows no values.
#pragma once

#include <functional>
#include <map>
#include <tuple>
#include <unordered_map>

#include "slice/units.h"
#include "types/types.h"

namespace mdg::slice {

// Where a field is declared: in the type itself or in something it embeds.
struct FieldPlace {
  const Symbol* owner = nullptr;  // Types::OwnerOf
  const Type* type = nullptr;
  std::vector<std::pair<const Symbol*, std::string_view>> embedded;  // fields passed through on the way
  bool found = false;
  bool outside = false;           // may be declared where we cannot look
};

class Resolver {
 public:
  // `unit_of` finds the unit that declares a package variable, or null.
  Resolver(const Program& program, Types& types, std::function<Unit*(const Symbol*)> unit_of);

  // Says what the call calls; once for each call.
  void Resolve(Unit& unit, Call& call);

  const Type* TypeOf(Unit& unit, NodeId expression, int depth = 0);
  FieldPlace FindField(const Type* type, std::string_view name, int depth = 0);
  // The package variable an expression names, or null.
  const Symbol* VariableOf(Unit& unit, NodeId expression);
  // The function an expression names (not calls), or null.
  const Symbol* FunctionOf(Unit& unit, NodeId expression);
  // The import path when `object` is a name that stands for an imported package, else "".
  std::string_view PackageOf(Unit& unit, NodeId object);
  bool IsOutside(const Type* type) const;
  const Package* FindPackage(std::string_view path) const { return program_.FindPackage(path); }
  // An interface of the tree with methods of a library's registerer or factory.
  bool IsRegistererLike(const Type* interface);
  // Methods called `name` of the types that may implement the interface, or are embedded in such.
  const std::vector<const Symbol*>& Implementations(const Type* interface, std::string_view name);

 private:
  void CalledThing(Unit& unit, Call& call, NodeId callee);
  void ResolveName(Unit& unit, Call& call, NodeId name);
  void ResolveMember(Unit& unit, Call& call, NodeId member);
  void ResolveInPackage(Unit& unit, Call& call, std::string_view path, std::string_view name);
  void ResolveMethod(Unit& unit, Call& call, const Type* type, std::string_view name);
  bool IsAsserted(Unit& unit, NodeId object);
  void TakeAllNamed(Unit& unit, Call& call, std::string_view name);
  void ByName(Unit& unit, Call& call, std::string_view name);
  libraries::Match TakenByLibrary(const InterfaceMethod& method);
  bool LibraryMethod(Unit& unit, Call& call, const Type* type, std::string_view name);
  const Symbol* MethodOf(Unit& unit, NodeId member, const Type* type);
  const Symbol* FindMethod(const Type* type, std::string_view name, bool& outside, const Type*& interface, int depth);
  bool MayTake(const Unit& unit, const Call& call, const Symbol* method) const;
  const Type* TypeOfDefinition(Unit& unit, Definition& definition, int depth);
  const Type* TypeOfVariable(const Symbol* symbol, int depth);
  const Type* TypeOfSymbol(const Symbol& symbol, int depth);
  const Type* TypeOfMember(Unit& unit, NodeId member, int depth);
  const Type* TypeOfCall(Unit& unit, NodeId call, int position, int depth);
  const Type* TypeOfComposite(Unit& unit, NodeId composite, int depth);
  const Type* ResultOf(const Module& module, NodeId function_type, int position);

  const Program& program_;
  Types& types_;
  std::function<Unit*(const Symbol*)> unit_of_;
  const Type* outside_;  // some type declared outside the tree
  std::map<std::pair<const Type*, std::string_view>, std::vector<const Symbol*>> implementations_;
};

}  // namespace mdg::slice
