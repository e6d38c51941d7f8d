// Who imports whom, and which folders make programs (`package main`).
//
//     cmd/agent -> internal/web -> internal/metrics <- cmd/server        ProgramsWith("internal/metrics"): cmd/agent, cmd/server
//
// In: folders and their imports, as discover/ reads them from import clauses alone, so files that nobody parses have their say.
// Out: the programs a package can be part of. Deliberately does not ask whether a program ever calls what it imports.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mdg {

class ImportGraph {
 public:
  using FolderNumber = uint32_t;

  FolderNumber AddFolder(std::string_view folder);  // the same number when it is there already
  void SetProgram(FolderNumber folder, std::string name);
  void SetInternal(FolderNumber folder);  // only packages that are here too may import it
  void AddImport(FolderNumber importer, FolderNumber imported);

  // Names of programs, sorted; none for a folder that is not there. A program's own folder is part of no other. Found once for each
  // folder and kept until the graph changes: not for several threads at a time.
  const std::vector<std::string>& ProgramsWith(std::string_view folder) const;

  // False for an internal package that neither a program nor a package others may import leads to: only tests use it, or nothing does.
  // True for a folder that is not there.
  bool IsInSomeProgram(std::string_view folder) const;

 private:
  struct Folder {
    std::string program;  // "": makes none
    bool is_internal = false;
    std::vector<FolderNumber> importers;
  };
  std::vector<std::string> FindPrograms(FolderNumber folder) const;
  template <typename Visit>  // the folder and all that import it; not beyond those of which `visit` says true
  void VisitImporters(FolderNumber folder, const Visit& visit) const;

  std::unordered_map<std::string, FolderNumber> numbers_;
  std::vector<Folder> folders_;
  mutable std::unordered_map<FolderNumber, std::vector<std::string>> programs_;  // of folders that were asked for
};

}  // namespace mdg
