// How fast each stage is by itself: lexer, parser, byte search, evaluator, exposition reader.
//
// In: text made by source.h, in memory; a temporary folder for the evaluator's program. Out: Google Benchmark's table, or its JSON
// (--benchmark_format=json). Deliberately judges nothing: what is slow on which machine is for a reader, who has two of these tables.
#include <benchmark/benchmark.h>

#include "collect/collect.h"
#include "discover/discover.h"
#include "discover/needles.h"
#include "discover/programs.h"
#include "discover/select.h"
#include "evaluate/evaluator.h"
#include "formats/exposition.h"
#include "languages/go/lexer.h"
#include "languages/language.h"
#include "libraries/library.h"
#include "micro/source.h"
#include "parse/parse.h"
#include "tests/temporary_folder.h"

namespace mdg::bench {
namespace {

constexpr int kBlocks = 200;  // about 240 kB of Go

void CountBytes(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * text.size()));
}

void Lexer(benchmark::State& state) {
  const std::string text = GoFile(kBlocks);
  for (auto _ : state) {
    languages::go::Lexer lexer(text);
    languages::go::Token token;
    do {
      lexer.Next(token);
      benchmark::DoNotOptimize(token);
    } while (token.kind != languages::go::TokenKind::kEnd);
  }
  CountBytes(state, text);
}
BENCHMARK(Lexer)->Unit(benchmark::kMicrosecond);

void Parser(benchmark::State& state) {
  const std::string text = GoFile(kBlocks);
  const languages::Language* language = languages::ForPath("a.go");
  for (auto _ : state) benchmark::DoNotOptimize(language->parse("a.go", text));
  CountBytes(state, text);
}
BENCHMARK(Parser)->Unit(benchmark::kMicrosecond);

// A file without any needle, which is what most files are: the whole text is looked at.
void NeedleSearch(benchmark::State& state) {
  std::string text = GoFile(kBlocks);
  for (size_t at; (at = text.find("prometheus")) != std::string::npos;) text.replace(at, 10, "elsewhere0");
  const discover::Needles needles(libraries::Needles());
  if (needles.AnyIn(text)) state.SkipWithError("there is a needle in the hay");
  for (auto _ : state) benchmark::DoNotOptimize(needles.AnyIn(text));
  CountBytes(state, text);
}
BENCHMARK(NeedleSearch)->Unit(benchmark::kMicrosecond);

// What the pipeline has when it begins to evaluate: a frozen program, here of range(0) blocks.
void Evaluator(benchmark::State& state) {
  const tests::TemporaryFolder folder;
  folder.Write("go.mod", "module example.org/app\n");
  folder.Write("app.go", GoFile(static_cast<int>(state.range(0))));
  Sink sink;
  discover::Options options;
  options.roots = {folder.path().string()};
  options.needles = libraries::Needles();
  const discover::Found found = *discover::FindSources(options, sink);
  const ImportMap imports = discover::MakeImportMap(found);
  const ImportGraph graph = discover::MakeImportGraph(found, imports);
  Program program(imports);
  program.Add(parse::ParseFiles(discover::SelectFiles(found, imports), 1, sink));
  size_t metrics = 0;
  for (auto _ : state) {
    evaluate::Evaluator evaluator(program, graph, evaluate::Limits{});
    evaluator.Run();
    metrics = collect::CollectMetrics(evaluator, graph, sink).metrics.size();
  }
  if (metrics != 4u * static_cast<size_t>(state.range(0))) state.SkipWithError("not every metric was found");
  state.counters["metrics"] = static_cast<double>(metrics);
  state.SetComplexityN(state.range(0));
}
BENCHMARK(Evaluator)->Unit(benchmark::kMillisecond)->Arg(50)->Arg(100)->Arg(200)->Arg(400)->Complexity();

void ExpositionReader(benchmark::State& state) {
  const std::string text = Exposition(1000);
  for (auto _ : state) {
    Sink sink;
    benchmark::DoNotOptimize(formats::ReadExposition(text, "a.prom", sink));
  }
  CountBytes(state, text);
}
BENCHMARK(ExpositionReader)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace mdg::bench

BENCHMARK_MAIN();
