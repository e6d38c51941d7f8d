// Any bytes as a Go program, through the front end, the evaluator and collect; then what a Catalog promises is checked.
//
// In: bytes from libFuzzer; a line `// file` begins another file of the same package. Out: a crash when a promise is broken: the
// evaluator ends, twice the same program gives twice the same catalog, names are known or patterns, and JSON reads back.
#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "collect/collect.h"
#include "evaluate/evaluator.h"
#include "formats/catalog_json.h"
#include "languages/language.h"

namespace mdg {
namespace {

std::vector<Module> Parse(std::string_view text) {
  static constexpr std::string_view kNextFile = "\n// file\n";
  const languages::Language* go = languages::ForPath("a.go");
  MDG_CHECK(go != nullptr);
  std::vector<Module> modules;
  while (modules.size() < 4) {
    const size_t end = std::min(text.find(kNextFile), text.size());
    modules.push_back(go->parse("p/" + std::to_string(modules.size()) + ".go", std::string(text.substr(0, end))));
    if (end == text.size()) break;
    text.remove_prefix(end + kNextFile.size());
  }
  return modules;
}

Catalog Build(std::string_view text) {
  Program program(ImportMap{});
  program.Add(Parse(text));
  // Small limits: a fuzzer wants many programs, not long ones.
  evaluate::Limits limits;
  limits.steps_per_root = 2'000;
  limits.steps_in_all = 20'000;
  limits.value_steps_per_root = 1'000;
  limits.steps_for_a_value = 500;
  const ImportGraph graph;  // one package imports nothing that is there
  evaluate::Evaluator evaluator(program, graph, limits);
  evaluator.Run();
  Sink sink;
  return collect::CollectMetrics(evaluator, program, graph, sink);
}

void CheckCatalog(const Catalog& catalog) {
  for (const Metric& metric : catalog.metrics) MDG_CHECK(metric.name.value.IsKnown() && !metric.name.value.IsEmpty());
  for (const Metric& pattern : catalog.patterns) MDG_CHECK(!pattern.name.value.IsKnown());
  const std::string json = formats::WriteCatalogJson(catalog);
  const Result<Catalog> back = formats::ReadCatalogJson(json, "fuzz");
  MDG_CHECK(back.has_value());
  MDG_CHECK(formats::WriteCatalogJson(*back) == json);
}

}  // namespace
}  // namespace mdg

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const mdg::Catalog catalog = mdg::Build(text);
  mdg::CheckCatalog(catalog);
  MDG_CHECK(mdg::Build(text) == catalog);
  return 0;
}
