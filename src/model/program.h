// All parsed files of a scan, grouped into packages, with the declarations of each.
//
//     package metrics                       Package "acme.org/app/metrics"
//     const namespace = "app"                 symbols["namespace"] = constant, iota 0
//     func (c *Collector) Collect(...)        methods["Collector"]["Collect"]
//
// In: Modules. Out: Program. Read-only once built. Deliberately no values: what a declaration means is evaluate/'s subject.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "model/module.h"

namespace mdg {

struct Package;

enum class SymbolKind : uint8_t { kConstant, kVariable, kType, kFunction };

// One declaration of a package-level name. Several files may declare one name under different build constraints.
struct Symbol {
  SymbolKind kind = SymbolKind::kVariable;
  const Package* package = nullptr;
  const Module* module = nullptr;
  std::string_view name;
  NodeId node = kNoNode;         // the kConstant, kVariable, kType or kFunction
  NodeId type = kNoNode;         // written (or, for constants, repeated) type expression
  NodeId values = kNoNode;       // the kExpressionList that gives the value; constants repeat the one before
  int position = 0;              // index of the name in its list
  int name_count = 1;            // names on the left side
  int iota = 0;
  std::string_view receiver;     // methods: name of the receiver's type
};

// As they are written, file by file. What is done for one symbol after the other is done in this order: addresses differ from run to run.
struct InSourceOrder {
  bool operator()(const Symbol* a, const Symbol* b) const {
    return std::tuple(a->module->number, a->node, a->position) < std::tuple(b->module->number, b->node, b->position);
  }
};

struct Package {
  std::string path;    // import path; the folder when there is no module file
  std::string folder;
  std::string name;
  bool vendored = false;
  std::vector<const Module*> modules;
  std::unordered_map<std::string_view, std::vector<const Symbol*>> symbols;
  std::unordered_map<std::string_view, std::unordered_map<std::string_view, std::vector<const Symbol*>>> methods;
  std::unordered_map<std::string_view, std::vector<const Symbol*>> methods_by_name;  // whatever their type
  std::vector<const Symbol*> initializers;  // every func init()
  std::vector<const Symbol*> functions;     // every function and method with a body, in file order
  std::vector<const Symbol*> variables;     // every package-level variable, in file order
};

// Says which folder an import path stands for; made from go.mod, go.work, replace and vendor (discover/).
struct ImportMap {
  std::vector<std::pair<std::string, std::string>> roots;  // (import path prefix, folder), longest prefix first
  struct Version {
    std::string folder;   // of the go.mod that says so
    std::string module;
    std::string version;
  };
  std::vector<Version> versions;
  std::string FolderOf(std::string_view import_path) const;  // "" when the path is outside the tree
  std::string PathOf(std::string_view folder) const;         // the inverse; the folder itself when no root covers it
  // The version of a module that files in `folder` use; "" when no go.mod says.
  std::string_view VersionOf(std::string_view module, std::string_view folder) const;
};

class Program {
 public:
  explicit Program(ImportMap imports) : imports_(std::move(imports)) {}

  // Adds files; call in path order. Files of one folder with one package name form a package.
  void Add(std::vector<Module> modules);

  const Package* FindPackage(std::string_view import_path) const;
  const Package* PackageOf(const Module* module) const;
  const std::vector<std::unique_ptr<Package>>& packages() const { return packages_; }
  const std::vector<std::unique_ptr<Module>>& modules() const { return modules_; }  // modules()[m.number] is m
  const ImportMap& imports() const { return imports_; }

  // All methods of one name, whatever their type, for calls through an interface.
  const std::vector<const Symbol*>& MethodsNamed(std::string_view name) const;
  // What so many types have that the name alone tells nothing: fmt.Stringer's and error's.
  static bool IsEverybodysMethod(std::string_view name) { return name == "String" || name == "Error"; }

 private:
  Package* PackageFor(const Module& module);
  void Index(Package& package, const Module& module);
  void IndexGroup(Package& package, const Module& module, NodeId group);
  void IndexFunction(Package& package, const Module& module, NodeId function);
  Symbol* NewSymbol(Package& package, const Module& module, SymbolKind kind, NodeId node, NodeId name);

  ImportMap imports_;
  std::vector<std::unique_ptr<Module>> modules_;
  std::vector<std::unique_ptr<Package>> packages_;
  std::vector<std::unique_ptr<Symbol>> symbols_;
  std::map<std::pair<std::string, std::string>, Package*> by_folder_and_name_;
  std::unordered_map<std::string, Package*> by_path_;
  std::unordered_map<const Module*, Package*> by_module_;
  std::unordered_map<std::string_view, std::vector<const Symbol*>> methods_;
};

}  // namespace mdg
