// Types as far as evaluation needs them: which methods and fields a value has, what its zero value is.
//
// In: type expressions of a Module, the Program. Out: Types, interned. Deliberately checks nothing.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/value.h"

namespace mdg {

struct TypeScope {  // a type parameter or local type in sight; innermost first
  std::string_view name;
  const Type* type = nullptr;
  const TypeScope* outer = nullptr;
};

struct InterfaceMethod {
  std::string_view name;
  size_t parameters = 0;
  const Module* module = nullptr;
  NodeId type = kNoNode;  // its kFunctionType
};

class Types {
 public:
  explicit Types(const Program& program) : program_(program) {}

  // The type an expression denotes, or null when it denotes none that can be found.
  const Type* Resolve(const Module& module, NodeId node, const TypeScope* parameters = nullptr, int depth = 0);
  const Type* Basic(std::string_view name);
  const Type* External(std::string_view path, std::string_view name);
  const Type* Named(const Symbol* symbol, std::vector<const Type*> arguments = {});
  const Type* PointerTo(const Type* element);
  const Type* SliceOf(const Type* element);

  // The import path an identifier stands for in a file; "" when it is no import.
  std::string_view ImportPath(const Module& module, std::string_view identifier);
  // The path of the one dot import outside the tree that an exported name declared nowhere else must come from; "" when there is none.
  std::string_view DotImport(const Module& module, std::string_view name) const;
  // The declaration a name means in `module`'s package; respects build constraints where several files declare it.
  const Symbol* FindSymbol(const Package& package, std::string_view name, const Module* from) const;
  const Symbol* FindSymbol(const Module& module, std::string_view name);  // own package, then dot imports
  const Symbol* FindMethod(const Type* type, std::string_view name, const Module* from) const;
  // What tells the fields of a struct type from those of others: its declaration; for a type without a name a symbol without one, the same
  // for all that have the same fields (The Go Programming Language Specification, Type identity). Null for what is no struct.
  const Symbol* OwnerOf(const Type* structure);
  // The declarations of a name of which each build has one (meminfo_linux.go, meminfo_darwin.go), the one found first; only that where
  // there are no others.
  const std::vector<const Symbol*>& VariantsOf(const Symbol* symbol);
  // The same without those that are in no build `from` is in.
  std::vector<const Symbol*> VariantsFor(const Symbol* symbol, const Module& from);

  // The type below a named type and its aliases; itself when there is nothing below.
  const Type* Underlying(const Type* type);
  // Field `name` of a struct type: its kField node; embedded fields are found under their type's name.
  struct FieldInfo {
    const Module* module = nullptr;
    NodeId field = kNoNode;
    const Type* type = nullptr;
    bool embedded = false;
  };
  bool FindField(const Type* structure, std::string_view name, FieldInfo& info);
  const std::vector<std::pair<std::string_view, FieldInfo>>& Fields(const Type* structure);
  // What an interface of the tree asks for, with what it embeds; first what the fewest types have.
  const std::vector<InterfaceMethod>& InterfaceMethods(const Type* interface);
  const InterfaceMethod* FindInterfaceMethod(const Type* interface, std::string_view name);  // null: it has none
  // How many parameters a function type declares; Go's `...` counts as one.
  static size_t ParameterCount(const Module& module, NodeId function_type);
  static size_t ParameterCount(const Symbol* function) { return ParameterCount(*function->module, function->module->Child(function->node, 3)); }
  // Whether a type has all of that, as far as is seen: what it embeds from outside the tree may bring anything.
  bool MayImplement(const Type* type, const Type* interface);
  // The same of a type, or of one that embeds it.
  bool MayImplementAround(const Symbol* type, const Type* interface, int depth = 0);
  // Where methods are found by the object a call is made on (C++): those of the same name in the types that embed the method's own.
  const std::vector<const Symbol*>& Overrides(const Symbol* method);
  // Type parameters of a generic named type bound to its arguments.
  const TypeScope* Bind(const Type* type);
  // strings.Builder, bytes.Buffer: objects of Go's that a text is written into piece by piece.
  static bool IsWrittenText(const Type* type) {
    if (type == nullptr || type->kind != Type::Kind::kExternal) return false;
    return (type->path == "strings" && type->name == "Builder") || (type->path == "bytes" && type->name == "Buffer");
  }
  static const Type* Dereference(const Type* type) {
    return type != nullptr && type->kind == Type::Kind::kPointer ? type->element : type;
  }

 private:
  const Type* Intern(Type type);
  // The type a name has been given within a function, from there on; null when there is none.
  const Type* LocalType(const Module& module, NodeId name, int depth);
  static bool IsWrittenOut(const Type* type);
  bool Embeds(const Type* type, const Symbol* base, int depth);
  void AddInterfaceMethods(const Type* type, std::vector<InterfaceMethod>& methods, int depth);
  bool MayHave(const Type* type, const InterfaceMethod& method, int depth);
  bool TakesOtherOptions(const Symbol* own, const InterfaceMethod& method);
  const Type* Composite(Type::Kind kind, const Type* element, const Type* key = nullptr);

  const Program& program_;
  std::deque<Type> types_;
  std::deque<TypeScope> scopes_;
  std::map<std::string, const Type*, std::less<>> basic_;  // by name
  std::unordered_map<std::string, const Type*> by_key_;
  std::unordered_map<const Symbol*, std::vector<const Symbol*>> variants_;
  std::unordered_map<const Symbol*, const Type*> named_;  // without arguments
  std::unordered_map<const Type*, std::array<const Type*, 2>> pointers_and_slices_;  // by element
  std::unordered_map<const Module*, std::map<std::string, std::string, std::less<>>> import_paths_;  // by identifier
  std::unordered_map<const Type*, std::vector<std::pair<std::string_view, FieldInfo>>> fields_;
  std::unordered_map<const Symbol*, std::vector<const Symbol*>> overrides_;
  std::unordered_map<const Type*, std::vector<InterfaceMethod>> interface_methods_;
  std::map<std::vector<std::pair<std::string_view, const Type*>>, Symbol> nameless_;  // by fields
  std::unordered_map<const Module*, std::vector<NodeId>> local_types_;                // kType nodes, in the order they are written
  std::unordered_map<const Type*, std::unordered_map<const Type*, bool>> implements_;  // interface, type
  std::unordered_map<const Symbol*, std::vector<const Symbol*>> embedding_;  // who embeds a type; empty until it is asked for
};

}  // namespace mdg
