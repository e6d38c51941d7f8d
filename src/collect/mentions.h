// What declarations name: the ground on which serving.h finds its way through a program.
//
//     func main() { web.New(":80").Listen() }            symbols: web.New; members: Listen
//     var serve = &cobra.Command{RunE: run}               by_commands: run, which nothing does until a command is executed
//
// In: a Program, the packages that lead to what is looked for. Out: numbers of declarations and of members' names, read when they are
// asked for. Deliberately no types: `x.Listen` is a name of any method called so.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/program.h"

namespace mdg::collect {

using Number = uint32_t;  // of a declaration, or of a member's name

struct Mentions {
  std::vector<Number> symbols;
  std::vector<Number> members;  // x.member, where x is no package
};

struct Declaration {
  Mentions mentions;
  Mentions by_commands;  // named in what commands of a command-line library do
  std::vector<NodeId> done_by_commands;
  std::vector<std::pair<Number, Number>> methods;  // of a type: name, declaration
  bool executes_commands = false;
  bool writes_manuals = false;  // of commands, for which nothing is executed
  bool is_read = false;
};

class MentionIndex {
 public:
  explicit MentionIndex(const Program& program) : program_(program) {}

  const Declaration& Of(Number number);  // read once, whichever program gets to it
  Number NumberOf(const Symbol* symbol);
  Number NumberOfMember(std::string_view name) { return members_.try_emplace(name, static_cast<Number>(members_.size())).first->second; }
  Number CalledFromOutside() { return NumberOfMember("()"); }  // the member that stands for all that code out of sight calls

  // Whether it is, or imports however far, a package with what is looked for. What others do when they are imported is of no interest.
  bool Leads(const Package* package);
  void SetLeads(const Package* package) { leads_[package] = true; }
  const std::vector<const Package*>& ImportsOf(const Package* package);
  bool RunsOnImport(const Symbol& variable);  // var _ = register(), and not var _ Handler = handler{}

 private:
  using Names = std::vector<std::pair<std::string, const Package*>>;  // of a file; "." and "_" as they are written
  class Reader;

  const Names& NamesIn(const Module& module);
  bool Add(const Package& package, std::string_view name, Mentions& mentions);
  void AddName(const Module& module, std::string_view text, Mentions& mentions);
  void AddMember(const Module& module, NodeId object, std::string_view member, Mentions& mentions);
  void AddMethods(const Symbol& type, Declaration& declaration);
  bool IsOfType(const Module& module, NodeId callee);

  const Program& program_;
  std::vector<const Symbol*> symbols_;
  std::deque<Declaration> declarations_;  // by number
  std::unordered_map<const Symbol*, Number> numbers_;
  std::unordered_map<std::string_view, Number> members_;
  std::unordered_map<const Module*, Names> names_;
  std::unordered_map<const Package*, std::vector<const Package*>> imports_;
  std::unordered_map<const Package*, bool> leads_;
};

}  // namespace mdg::collect
