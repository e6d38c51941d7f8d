// In: folders and imports. Out: programs. See import_graph.h.
#include "model/import_graph.h"

#include <algorithm>

namespace mdg {

ImportGraph::FolderNumber ImportGraph::AddFolder(std::string_view folder) {
  const auto [found, is_new] = numbers_.try_emplace(std::string(folder), static_cast<FolderNumber>(folders_.size()));
  if (is_new) folders_.emplace_back();
  return found->second;
}

void ImportGraph::SetProgram(FolderNumber folder, std::string name) {
  folders_[folder].program = std::move(name);
  programs_.clear();
}

void ImportGraph::AddImport(FolderNumber importer, FolderNumber imported) {
  programs_.clear();
  // The imports of one folder come one after the other, so most repetitions are seen here; the others do no harm.
  std::vector<FolderNumber>& importers = folders_[imported].importers;
  if (importers.empty() || importers.back() != importer) importers.push_back(importer);
}

const std::vector<std::string>& ImportGraph::ProgramsWith(std::string_view folder) const {
  static const std::vector<std::string> kNone;
  const auto number = numbers_.find(std::string(folder));
  if (number == numbers_.end()) return kNone;
  const auto [programs, is_new] = programs_.try_emplace(number->second);
  if (is_new) programs->second = FindPrograms(number->second);
  return programs->second;
}

void ImportGraph::SetInternal(FolderNumber folder) {
  folders_[folder].is_internal = true;
}

template <typename Visit>
void ImportGraph::VisitImporters(FolderNumber folder, const Visit& visit) const {
  std::vector<bool> seen(folders_.size());
  std::vector<FolderNumber> queue = {folder};
  seen[folder] = true;
  while (!queue.empty()) {
    const Folder& next = folders_[queue.back()];
    queue.pop_back();
    if (visit(next)) continue;
    for (const FolderNumber importer : next.importers) {
      if (!seen[importer]) queue.push_back(importer);
      seen[importer] = true;
    }
  }
}

std::vector<std::string> ImportGraph::FindPrograms(FolderNumber folder) const {
  std::vector<std::string> programs;
  VisitImporters(folder, [&](const Folder& importer) {
    if (!importer.program.empty()) programs.push_back(importer.program);
    return !importer.program.empty();
  });
  std::sort(programs.begin(), programs.end());
  return programs;
}

bool ImportGraph::IsInSomeProgram(std::string_view folder) const {
  const auto number = numbers_.find(std::string(folder));
  if (number == numbers_.end()) return true;
  bool is_open = false;
  VisitImporters(number->second, [&](const Folder& importer) {
    is_open = is_open || !importer.program.empty() || !importer.is_internal;
    return is_open;
  });
  return is_open;
}

}  // namespace mdg
