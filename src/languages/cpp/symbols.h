// Every name the C++ files of a scan declare, and what a name means at a place.
//
//     namespace app { struct Stats {...}; }      Lookup("app::web", "Stats", file) -> the class app::Stats
//     namespace sm = seastar::metrics;           Lookup("app", "sm::make_gauge", file) -> outside, seastar/metrics make_gauge
//
// In: Modules with Scopes. Out: Found. Where several files declare one name, the nearest counts: the file itself, what it includes, its
// folder, any other. Deliberately no argument-dependent look-up and no overload resolution beyond the number of arguments.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "languages/cpp/link.h"
#include "model/module.h"

namespace mdg::languages::cpp {

struct Class;

enum class EntityKind : uint8_t { kClass, kAlias, kVariable, kFunction };

struct Entity {
  EntityKind kind = EntityKind::kVariable;
  std::string qualified;     // "app::Stats"
  std::string unique;        // the name it has in the program
  size_t module = 0;
  NodeId node = kNoNode;     // kFunction, or the kType, kVariable or kConstant
  uint8_t flags = 0;         // of Scopes
  bool has_body = false;     // kFunction
  size_t fewest = 0, most = 0;  // arguments of a kFunction
  Class* of = nullptr;       // kClass: itself; methods, constructors: whose they are
  bool is_method = false;    // and not static
};

struct Class {
  Entity* entity = nullptr;
  std::map<std::string, NodeId, std::less<>> fields;  // types, in the module of the entity
  std::vector<std::string> written_bases;
  std::vector<Class*> bases;
  std::map<std::string, std::vector<Entity*>, std::less<>> methods;
  std::vector<Entity*> constructors;
  Entity* make = nullptr;
};

// prefix_(this, "prefix", "app", "What stands before names.") in a constructor: the texts of an option that is a member.
struct OptionTexts {
  size_t module = 0;
  NodeId name = kNoNode, value = kNoNode, usage = kNoNode;
  bool several = false;  // members of this name in several classes: nobody can tell which is meant
};

struct Found {
  std::vector<Entity*> entities;  // functions: all that are meant by the name; others: one
  std::string path, name;         // set: declared outside the tree
  explicit operator bool() const { return !entities.empty() || !name.empty(); }
};

class Symbols {
 public:
  Symbols(std::vector<Module>& modules, const Stated& stated) : modules_(modules), stated_(stated) {}

  void Collect(const std::vector<size_t>& files);
  Found Lookup(std::string_view scope, std::string_view name, size_t module, int depth = 0);
  Class* ClassOf(const Found& found, int depth = 0);
  // The scope a declaration stands in; of the body of a function: that of its class.
  const std::string& ScopeOf(NodeId node, size_t module) const;
  const std::vector<Entity*>& EntitiesOf(size_t module) const { return by_module_[module]; }
  Class* ClassByUnique(std::string_view unique) const;
  Class* FindClass(std::string_view scope, std::string_view name, size_t module);
  // The class itself or the one of its bases that has the field; null: none.
  Class* OwnerOfField(Class* owner, std::string_view name, int depth = 0);
  bool IsBaseOf(const Class* base, const Class* of, int depth = 0) const;
  // Methods of a name, of the class or the nearest base that has one.
  const std::vector<Entity*>* MethodsOf(Class* owner, std::string_view name, int depth = 0);
  // What a member of this name has as its default, when it is an option; null: it is none.
  const OptionTexts* OptionOf(std::string_view member) const;

 private:
  void CollectOptions(size_t module);
  void CollectFile(size_t module);
  void CollectGroup(size_t module, const Scopes::Declaration& declaration);
  void CollectFunction(size_t module, const Scopes::Declaration& declaration);
  void AttachMethods();
  void NameUniquely();
  Entity* NewEntity(EntityKind kind, size_t module, NodeId node, std::string qualified, uint8_t flags);
  const std::vector<const Scopes::Using*>& UsingsOf(size_t module);
  const std::unordered_set<size_t>& Included(size_t module);
  int Nearness(const Entity& entity, size_t module);
  std::vector<Entity*> Nearest(std::string_view qualified, size_t module);
  Found At(std::string_view scope, std::string_view name, size_t module, int depth);

  std::vector<Module>& modules_;
  const Stated& stated_;
  std::deque<Entity> entities_;
  std::deque<Class> classes_;
  std::unordered_map<std::string, std::vector<Entity*>> by_name_;
  std::unordered_map<std::string, Class*> by_unique_;
  std::vector<std::vector<Entity*>> by_module_;
  std::map<std::string, OptionTexts, std::less<>> options_;
  std::unordered_set<std::string> namespaces_;
  std::unordered_map<Entity*, std::string> owner_names_;  // of methods: the class as written, and where
  std::vector<std::unordered_map<NodeId, std::string>> scopes_;  // by module
  std::unordered_map<std::string, std::vector<size_t>> by_file_name_;
  std::unordered_map<size_t, std::unordered_set<size_t>> included_;
  std::unordered_map<size_t, std::vector<const Scopes::Using*>> usings_;
};

}  // namespace mdg::languages::cpp
