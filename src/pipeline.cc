// In: what to scan. Out: the catalog of what the code says. Calls the verbs in order and does nothing else.
#include "pipeline.h"

#include <future>
#include <memory>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "collect/collect.h"
#include "collect/serving.h"
#include "discover/programs.h"
#include "discover/select.h"
#include "evaluate/evaluator.h"
#include "languages/language.h"
#include "libraries/library.h"
#include "libraries/serving.h"
#include "parse/parse.h"

namespace mdg {

namespace {

// What a language that looks up names across files asks about those nobody in the tree declares.
languages::Statement Stated(std::string_view path, std::string_view name) {
  switch (libraries::WhatIs(path, name)) {
    case libraries::Known::kNothing: return languages::Statement::kNothing;
    case libraries::Known::kFunction: return languages::Statement::kFunction;
    case libraries::Known::kMap: return languages::Statement::kMap;
    case libraries::Known::kOther: break;
  }
  return languages::Statement::kOther;
}

void MarkVendored(const discover::Found& found, std::vector<Module>& modules) {
  std::unordered_set<std::string_view> vendored;
  for (const discover::SourceFile& file : found.files) {
    if (file.vendored) vendored.insert(file.folder);
  }
  for (Module& module : modules) module.is_vendored = vendored.contains(module.folder);
}

}  // namespace

Result<Catalog> BuildCatalog(const ScanOptions& options, Sink& sink) {
  libraries::Declare(options.wrappers);
  auto begin = [&](const std::string& stage) {
    if (options.on_stage) options.on_stage(stage);
  };

  // discover: which files there are, which of them can matter, and which programs they make
  begin("looking for files");
  discover::Options discover_options = options.discover;
  if (discover_options.needles.empty()) discover_options.needles = libraries::Needles();
  discover_options.serves = libraries::Serves;
  discover_options.reads_vendored = libraries::MakesUnstated;
  MDG_ASSIGN(const discover::Found found, discover::FindSources(discover_options, sink));
  const ImportMap imports = discover::MakeImportMap(found);
  std::vector<std::string> paths = discover::SelectFiles(found, imports);
  const std::vector<std::string> including = discover::SelectIncluding(found);
  paths.insert(paths.end(), including.begin(), including.end());
  const ImportGraph graph = discover::MakeImportGraph(found, imports);

  // parse, then freeze: beyond this point no file is read and no module changes
  begin("parsing " + std::to_string(paths.size()) + " files");
  Program program(imports);
  std::vector<Module> modules = parse::ParseFiles(paths, options.discover.threads, sink);
  languages::Link(modules, Stated);
  MarkVendored(found, modules);
  program.Add(std::move(modules));

  // evaluate, collect
  begin("working out the metrics of " + std::to_string(paths.size()) + " files");
  // Which programs serve is asked meanwhile, of a graph of its own: a graph keeps what it was asked.
  const auto policy = options.discover.threads == 1 ? std::launch::deferred : std::launch::async | std::launch::deferred;
  std::future<std::vector<std::string>> serving = std::async(policy, [&program, graph, files = discover::ServingFiles(found)] {
    return collect::ServingPrograms(program, graph, files);
  });
  auto owned = std::make_unique<evaluate::Evaluator>(program, graph, evaluate::Limits{}, options.discover.threads);
  evaluate::Evaluator& evaluator = *owned;
  evaluator.Run();
  Catalog catalog = collect::CollectMetrics(evaluator, program, graph, sink);

  catalog.serving_programs = serving.get();
  catalog.statistics.files_seen = found.files.size() + found.including.size() + found.files_skipped;
  catalog.statistics.files_read = found.files.size() + found.including.size();
  catalog.statistics.files_parsed = paths.size();
  catalog.statistics.bytes_read = found.bytes_read;
  if (!options.frees_memory) {
    static auto* const kept = new std::vector<evaluate::Evaluator*>;  // in sight of whoever looks for leaks, to the very end
    kept->push_back(owned.release());
  }
  return catalog;
}

}  // namespace mdg
