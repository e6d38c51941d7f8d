// In: what to scan. Out: the catalog of what the code says. Calls the verbs in order and does nothing else.
#include "pipeline.h"

#include <chrono>

#include "parse/parse.h"

namespace mdg {

Result<Catalog> BuildCatalog(const ScanOptions& options, Sink& sink) {
  const auto begin = std::chrono::steady_clock::now();
  MDG_ASSIGN(const discover::Found found, discover::FindSources(options.discover, sink));
  std::vector<std::string> paths;
  for (const discover::SourceFile& file : found.files) {
    if (file.has_needle) paths.push_back(file.path);
  }
  const std::vector<Module> modules = parse::ParseFiles(paths, options.discover.threads, sink);

  Catalog catalog;
  catalog.statistics.files_seen = found.files.size() + found.files_skipped;
  catalog.statistics.files_read = found.files.size();
  catalog.statistics.files_parsed = modules.size();
  catalog.statistics.bytes_read = found.bytes_read;
  catalog.statistics.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return catalog;
}

}  // namespace mdg
