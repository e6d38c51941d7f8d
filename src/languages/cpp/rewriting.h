// Writes into one file's tree what its names mean.
//
// In: a Module as lowered, Symbols. Out: the Module, changed in place: a kName becomes a unique name, a member of `this` or a member of an
// import; what initialises something becomes a constructor's call, a literal or a plain value. First types (Declare), when all files have
// theirs then bodies (Run). Deliberately changes nothing it cannot look up.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "languages/cpp/symbols.h"

namespace mdg::languages::cpp {

class Rewriting {
 public:
  Rewriting(std::vector<Module>& modules, size_t module, Symbols& symbols, const Stated& stated);

  void Declare();  // names of declarations, types of fields, parameters and results
  void Run();      // bodies and values
  void Drop();     // declarations without a body, of no use any more

 private:
  struct Context {
    std::string scope;
    Class* of = nullptr;  // inside a method or a constructor
    std::set<std::string, std::less<>> locals;
    std::map<std::string, NodeId, std::less<>> types;  // of locals, as written
  };

  NodeId NewNode(NodeKind kind, NodeId like, NodeId first);
  std::pair<uint32_t, uint32_t> Tail(std::string_view text);
  void Rename(NodeId name, std::string_view text);
  NodeId NewName(NodeId like, std::string_view text);
  void MakeMember(NodeId id, std::string_view object, std::string_view name);
  void MakeOutside(NodeId id, const std::string& path, std::string_view name);
  NodeId Clone(NodeId node, const Module& from, int depth = 0);

  bool MakeOption(NodeId call);
  void RewriteType(NodeId type, const std::string& scope, int depth = 0);
  void RewriteSignature(NodeId function_type, const std::string& scope);
  struct Local {
    std::string name;
    NodeId type = kNoNode;  // as written
  };
  static bool IsScope(NodeKind kind);
  std::vector<Local> FindLocals(NodeId scope) const;
  void Walk(NodeId scope, Context& context);
  void WalkInside(NodeId root, Context& context);
  void RewriteName(NodeId id, const Context& context, bool called, size_t arguments);
  void RewriteCall(NodeId id, const Context& context);
  void RewriteMethod(NodeId member, const Context& context, size_t arguments);
  Entity* Choose(const std::vector<Entity*>& entities, size_t arguments, NodeId first = kNoNode);
  bool Accepts(const Entity& function, NodeId first);
  Class* ClassOfArgument(NodeId argument);
  Class* ClassOfParameter(const Entity& function, NodeId type);
  void Initialize(NodeId id, const Context& context);
  void InitializeAs(NodeId id, NodeId type, Class* of, size_t arguments);
  void BeginObject(NodeId assignment, const Context& context);
  bool InitializeField(NodeId assignment, const Context& context);
  void Construct(NodeId id, Class* of, size_t arguments);
  void MakeValue(NodeId id, NodeId value);
  bool IsAggregateCopy(NodeId only, const Context& context) const;
  void DefaultConstruct(NodeId variable, const Context& context);
  void CompleteMake(const Entity& make);
  Class* ClassOfType(NodeId type, const std::string& scope);
  size_t CountArguments(NodeId first) const;

  Module& M() { return modules_[module_]; }
  const Module& M() const { return modules_[module_]; }
  Node& At(NodeId id) { return modules_[module_].nodes[id]; }

  std::vector<Module>& modules_;
  const size_t module_;
  Symbols& symbols_;
  const Stated& stated_;
  std::unordered_set<NodeId> initializers_;
  std::unordered_set<NodeId> done_;
  std::map<std::string, uint32_t, std::less<>> words_;
  const Context* context_ = nullptr;  // of the body that is being rewritten
};

}  // namespace mdg::languages::cpp
