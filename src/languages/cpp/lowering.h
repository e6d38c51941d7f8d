// Turns the concrete tree of one C++ file into the neutral tree of model/syntax.h.
//
//     class Stats { Counter& hits_; public: Stats(Registry& r) : hits_(make(r)) {} void Hit(); };
//         type Stats struct { hits_ *Counter };  func Stats(r *Registry) (this *Stats) { this = <new Stats>; this.hits_ = make(r); return }
//
// In: Tree, the text it was made of. Out: Module::nodes, strings, scopes. Types, methods and constructors stand at the top of the file,
// with the scope they were declared in beside them (Scopes); names are as written ("db::stats"), which link.h looks up when all files
// are there. Words that are not in the source (`this`) are appended to Module::text. Total: what has no counterpart is a kNone or kError
// node and costs itself only; depth is limited. Deliberately no look-up of names and no library.
//
// One class in several files: lowering.cc (nodes, words, names), lowering_{file,classes,functions,types,expressions,literals,
// statements}.cc.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "languages/cpp/tree.h"
#include "model/module.h"

namespace mdg::languages::cpp {

inline constexpr int kMaximumNesting = 300;

class Lowering {
 public:
  Lowering(Module& module, const Tree& tree) : module_(module), tree_(tree) {}
  void Run();

 private:
  struct ChildList {
    ChildList() = default;
    NodeId first = kNoNode;
    NodeId last = kNoNode;
  };
  // What a declarator says about one name.
  struct Declarator {
    Id name = kNothing;        // an identifier, a qualified name, an operator; kNothing: none
    Id function = kNothing;    // the function_declarator, when it declares a function
    bool pointer = false;      // or a reference
    bool array = false;
    std::vector<Id> bound;     // names of a structured binding
  };
  class Nesting {
   public:
    explicit Nesting(Lowering& lowering) : lowering_(lowering) { ++lowering_.nesting_; }
    ~Nesting() { --lowering_.nesting_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    bool TooDeep() const { return lowering_.nesting_ > kMaximumNesting; }

   private:
    Lowering& lowering_;
  };

  // --- lowering.cc
  NodeId Add(NodeKind kind, Id at, ChildList children, Operator op = Operator::kNone, uint16_t flags = kNoFlags);
  NodeId Add(NodeKind kind, Id at, std::initializer_list<NodeId> children, Operator op = Operator::kNone, uint16_t flags = kNoFlags);
  void Append(ChildList& list, NodeId child);
  NodeId Absent(Id at) { return Add(NodeKind::kNone, at, ChildList{}); }
  NodeId Error(Id at) { return Add(NodeKind::kError, at, ChildList{}); }
  NodeId Word(std::string_view word);                    // a kName that does not stand in the source
  NodeId Number(std::string_view digits, Operator op);   // the same for a literal
  NodeId Name(Id at);                                    // identifier, a::b<T>::c ...
  NodeId StringNode(Id at, std::string value);
  NodeId Member(Id at, NodeId object, NodeId name) { return Add(NodeKind::kMember, at, {object, name}); }
  NodeId Call(Id at, NodeId callee, std::initializer_list<NodeId> arguments);
  NodeId GoCall(Id at, std::string_view package, std::string_view name, ChildList arguments);
  NodeId ListOf(NodeKind kind, Id at, NodeId only);
  std::string NameText(Id at) const;                     // without template arguments and blanks
  std::string_view Source(Id at) const { return std::string_view(module_.text).substr(tree_.At(at).begin, tree_.At(at).end - tree_.At(at).begin); }
  std::pair<uint32_t, uint32_t> Tail(std::string_view text);  // where it stands behind the source
  Kind KindOf(Id id) const { return tree_.KindOf(id); }
  static std::string Join(std::string_view scope, std::string_view name);

  // --- lowering_file.cc
  void Declarations(Id parent);
  void Declaration(Id id);
  void Namespace(Id id);
  void Include(Id id);
  void Define(Id id);
  void Using(Id id);
  void NamespaceAlias(Id id);
  void Alias(Id id);
  void TypeDefinition(Id id);
  void Variables(Id id);
  void DeclareVariable(Id declaration, Id declarator, bool constant, uint8_t flags);
  void Keep(NodeId node, uint8_t flags = 0);
  bool HasWord(Id declaration, std::string_view word) const;  // static, constexpr ...

  // --- lowering_classes.cc
  void Class(Id id);
  void Enum(Id id);
  void ClassBody(Id body, std::string_view name, ChildList& fields, ChildList& defaults);
  void FieldDeclaration(Id id, ChildList& fields, ChildList& defaults);
  void Make(Id at, std::string_view name, ChildList defaults);

  // --- lowering_functions.cc
  void Function(Id id, Id declarator);
  NodeId Receiver(Id at, std::string_view class_name);
  NodeId Parameters(Id list);
  NodeId Parameter(Id id);
  NodeId Results(Id at, Id type, const Declarator& declarator);
  void Initializers(Id list, ChildList& statements);
  Declarator Read(Id declarator) const;

  // --- lowering_types.cc
  NodeId Type(Id type);                              // kNone for auto and what is none
  NodeId TypeOf(Id type, const Declarator& declarator);
  NodeId TypeDescriptor(Id descriptor);
  NodeId Template(Id type);
  NodeId Wrapped(Id at, NodeId type);                // a pointer to it, unless it is a basic type

  // --- lowering_expressions.cc
  NodeId Expression(Id id);
  NodeId Binary(Id id);
  NodeId Unary(Id id);
  NodeId Assignment(Id id);
  NodeId FieldExpression(Id id);
  NodeId Conditional(Id id);
  NodeId Lambda(Id id);
  NodeId InitializerList(Id id);
  NodeId Initializer(Id at, NodeId type, Id value);  // T x(a), T x{a}, T x = a
  NodeId New(Id id);
  NodeId Subscript(Id id);

  // --- lowering_calls.cc
  NodeId CallExpression(Id id);
  bool MethodCall(Id id, Id callee, NodeId& made);
  bool StandardCall(Id id, Id callee, NodeId& made);
  NodeId Format(Id id, Id first);
  ChildList Arguments(Id list);
  NodeId TextOf(Id at, ChildList arguments);

  // --- lowering_literals.cc
  NodeId Literal(Id id);
  std::string StringValue(Id id) const;
  bool IsString(Id id) const;

  // --- lowering_statements.cc
  NodeId Block(Id id);                       // whatever the statement is, as a block
  void Statement(Id id, ChildList& statements);
  NodeId ArgumentReadAsParameter(Id parameter);
  void LocalVariables(Id id, ChildList& statements);
  bool OnlyThrows(Id id) const;
  void If(Id id, ChildList& statements);
  NodeId IfNode(Id id);
  void For(Id id, ChildList& statements);
  void RangeFor(Id id, ChildList& statements);
  void While(Id id, ChildList& statements);
  void Switch(Id id, ChildList& statements);
  NodeId Case(const std::vector<Id>& cases);
  NodeId ExpressionStatement(Id id);
  NodeId ChangedCase(Id id);
  NodeId Variable(Id at, std::vector<NodeId> names, NodeId type, NodeId value);
  bool OnlyPairMembers(Id body, std::string_view name) const;

  Module& module_;
  const Tree& tree_;
  ChildList declarations_;
  std::string scope_;
  std::string class_;           // the class whose body is being read; "" outside
  bool anonymous_ = false;      // inside an unnamed namespace
  int nesting_ = 0;
  std::map<std::string, uint32_t, std::less<>> words_;
  std::string pair_;            // the variable of a range-for that stands for a key and a value
};

}  // namespace mdg::languages::cpp
