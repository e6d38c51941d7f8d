// In: what a walk found. Out: who imports whom. See programs.h.
#include "discover/programs.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "discover/select.h"
#include "model/build_constraint.h"
#include "model/program_name.h"

namespace mdg::discover {

namespace {

bool IsMain(const SourceFile& file) { return file.package_name == "main"; }

// "" for the root itself.
std::string_view RelativeToRoot(const SourceFile& file) {
  const std::string_view folder = file.folder;
  if (folder == file.root) return {};
  const bool is_below =
      folder.size() > file.root.size() && folder.starts_with(file.root) && folder[file.root.size()] == '/';
  return is_below ? folder.substr(file.root.size() + 1) : folder;
}

// Go's internal packages are imported from below the folder that holds `internal` alone; "" when that is not below the root.
// "app/internal/web" gives "internal/web", which ends whatever import path it has.
std::string InternalPath(const SourceFile& file) {
  const bool is_below = file.root == "." || RelativeToRoot(file).size() < file.folder.size();
  const std::string path = "/" + std::string(RelativeToRoot(file)) + "/";
  const size_t at = is_below ? path.find("/internal/") : std::string::npos;
  return at == std::string::npos ? "" : path.substr(at + 1, path.size() - at - 2);
}

using Folders = std::unordered_map<std::string_view, ImportGraph::FolderNumber>;

// Folders of programs and their names. `main` beside a package that can be imported (generate.go under a tag of its own) is a tool for
// whoever works on that package.
std::map<std::string_view, std::string> NamePrograms(const Found& found, const ImportMap& imports, const Folders& packages) {
  std::set<std::string_view> roots;
  for (const SourceFile& file : found.files) roots.insert(file.root);
  std::map<std::string_view, std::string> names;
  std::set<std::string> taken;
  std::vector<std::string_view> to_be_named;  // in a root, or in a folder there whose name tells nothing
  for (const SourceFile& file : found.files) {
    if (!IsMain(file) || file.vendored || !IsInSomeBuild(file)) continue;
    if (packages.contains(file.folder) || names.contains(file.folder)) continue;
    std::string name(roots.size() > 1 ? std::string_view(file.folder) : RelativeToRoot(file));
    if (name.empty() || IsNameOfAnyProgram(name))
      to_be_named.push_back(file.folder);
    else
      taken.insert(name);
    names.emplace(file.folder, std::move(name));
  }
  for (const std::string_view folder : to_be_named) {
    std::string name = ProgramName(imports.PathOf(folder));
    if (name.empty() || !taken.insert(name).second) name = names[folder].empty() ? "." : names[folder];
    names[folder] = std::move(name);
  }
  return names;
}

void SetInternals(const Found& found, const Folders& packages, const std::set<std::string>& imported_from_somewhere, ImportGraph& graph) {
  std::string_view last = "/";  // files of one folder follow one another
  for (const SourceFile& file : found.files) {
    if (file.folder == last) continue;
    last = file.folder;
    const auto package = packages.find(file.folder);
    if (package == packages.end()) continue;
    const std::string path = InternalPath(file);
    if (!path.empty() && !imported_from_somewhere.contains(path)) graph.SetInternal(package->second);
  }
}

}  // namespace

bool IsInSomeBuild(const SourceFile& file) {
  if (file.test) return false;
  const std::string& constraint = file.build_constraint;
  return constraint.find("ignore") == std::string::npos || CanHoldTogether(constraint, "!ignore");
}

std::vector<std::string> ServingFiles(const Found& found) {
  std::vector<std::string> files;
  for (const SourceFile& file : found.files) {
    if (file.serves && IsInSomeBuild(file)) files.push_back(file.path);
  }
  return files;
}

namespace {

// Files that include one another, each by its path: a program is a file with `main`, what that includes, and the sources of headers among it.
void AddIncluding(const Found& found, ImportGraph& graph) {
  const std::vector<std::vector<size_t>> needs = IncludesAndSources(found.including);
  for (size_t i = 0; i < needs.size(); ++i) {
    if (found.including[i].test) continue;
    const ImportGraph::FolderNumber file = graph.AddFolder(found.including[i].path);
    if (IsMain(found.including[i])) graph.SetProgram(file, found.including[i].path);
    for (size_t other : needs[i]) graph.AddImport(file, graph.AddFolder(found.including[other].path));
  }
}

}  // namespace

ImportGraph MakeImportGraph(const Found& found, const ImportMap& imports) {
  ImportGraph graph;
  Folders packages;  // that can be imported
  for (const SourceFile& file : found.files) {
    if (IsInSomeBuild(file) && !IsMain(file) && !packages.contains(file.folder))
      packages.emplace(file.folder, graph.AddFolder(file.folder));
  }
  for (auto& [folder, name] : NamePrograms(found, imports, packages)) graph.SetProgram(graph.AddFolder(folder), std::move(name));
  // Most files import what others do: each path is looked up once.
  std::unordered_map<std::string_view, std::optional<ImportGraph::FolderNumber>> numbers;
  const auto number_of = [&](const std::string& path) {
    const auto [known, is_new] = numbers.try_emplace(path);
    if (!is_new) return known->second;
    std::string folder = imports.FolderOf(path);
    if (folder.empty()) return known->second;
    if (folder == ".") folder.clear();
    if (const auto package = packages.find(folder); package != packages.end()) known->second = package->second;
    return known->second;
  };
  std::set<std::string> imported_from_somewhere;  // internal packages that some file imports by a path we cannot follow
  for (const SourceFile& file : found.files) {
    if (!IsInSomeBuild(file)) continue;
    const ImportGraph::FolderNumber importer = graph.AddFolder(file.folder);
    for (const std::string& path : file.imports) {
      const auto imported = number_of(path);
      if (imported) graph.AddImport(importer, *imported);
      const size_t internal = imported ? std::string::npos : ("/" + path).find("/internal/");
      if (internal != std::string::npos) imported_from_somewhere.insert(path.substr(internal));
    }
  }
  if (found.has_all_importers) SetInternals(found, packages, imported_from_somewhere, graph);
  AddIncluding(found, graph);
  return graph;
}

}  // namespace mdg::discover
