// Which functions matter to metrics, and so are run: a slice that takes in too much costs time, one that takes in too little loses metrics.
#include "slice/slice.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "collect/collect.h"
#include "diagnostics/codes.h"
#include "tests/unit/go_tree.h"

namespace mdg {
namespace {

// The names of the functions of one file that do something about metrics when they run, in order.
std::string Mattering(const std::string& source) {
  std::vector<Module> modules;
  modules.push_back(ParseGo(source));
  Program program{ImportMap()};
  program.Add(std::move(modules));
  Types types(program);
  const slice::Slice slice(program, types);
  std::string names;
  for (const auto& package : program.packages()) {
    for (const Symbol* function : package->functions) {
      if (slice.Matters(function)) names += (names.empty() ? "" : " ") + std::string(function->name);
    }
  }
  return names;
}

// Whether the last expression of that text is evaluated.
bool IsWanted(const std::string& source, std::string_view text) {
  std::vector<Module> modules;
  modules.push_back(ParseGo(source));
  Program program{ImportMap()};
  program.Add(std::move(modules));
  Types types(program);
  const slice::Slice slice(program, types);
  const Module& module = *program.modules().front();
  bool wanted = false;
  for (NodeId id = 1; id < module.nodes.size(); ++id) {
    if (module.Text(id) == text && module.At(id).kind != NodeKind::kExpressionList) wanted = slice.Wants(module, id);
  }
  return wanted;
}

std::string WithClient(const std::string& rest) { return "package p\nimport \"github.com/prometheus/client_golang/prometheus\"\n" + rest; }

TEST(Slice, CallersMatterWhereTheirArgumentsTellMetricsApart) {
  EXPECT_EQ(Mattering(WithClient(R"(
func counter(name string) { prometheus.NewCounter(prometheus.CounterOpts{Name: name}) }
func caller() { counter("a") }
func fixed() { prometheus.NewCounter(prometheus.CounterOpts{Name: "b"}) }
func whoever() { fixed() }
)")),
            "counter caller fixed");
}

TEST(Slice, WhatOnlyAResultHangsOnTellsNoCallersApart) {
  EXPECT_EQ(Mattering(WithClient(R"(
func open(path string) string {
	prometheus.NewCounter(prometheus.CounterOpts{Name: "opened_total"})
	return path
}
func name() { prometheus.NewCounter(prometheus.CounterOpts{Name: open("a")}) }
func serve() { open("b") }
)")),
            "open name")
      << "whoever opens makes the same metric; what comes back is asked for by who uses it";
}

TEST(Slice, TheValueOfAnAttributeTellsNoCallersApartItsNameDoes) {
  EXPECT_EQ(Mattering(R"(package p
import (
	"context"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)
type meters struct { queries metric.Int64Counter }
func (m *meters) count(what string) {
	value := what
	m.queries.Add(context.Background(), 1, metric.WithAttributes(attribute.String("kind", value)))
}
func counts(m *meters) { m.count("read") }
func (m *meters) under(what string) {
	name := what
	m.queries.Add(context.Background(), 1, metric.WithAttributes(attribute.String(name, "x")))
}
func names(m *meters) { m.under("code") }
)"),
            "count under names");
}

TEST(Slice, WhatALiteralDoesNotAskForIsNotAskedOfItsCallers) {
  const std::string source = WithClient(R"(
type volumes struct{ desc *prometheus.Desc }
func (v *volumes) Collect(ch chan<- prometheus.Metric) {
	add := func(desc *prometheus.Desc, value float64) {
		ch <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value)
	}
	add(v.desc, used("data"))
	func(name string, value int) { prometheus.NewDesc(name, "", nil, nil) }("a"+suffix(), used("more"))
	var pick func(name string)
	if v.desc != nil { pick = other } else { pick = func(string) {} }
	pick(chosen())
}
func other(name string) { prometheus.NewDesc(name, "", nil, nil) }
)");
  EXPECT_TRUE(IsWanted(source, "v.desc"));
  EXPECT_FALSE(IsWanted(source, "used(\"data\")"));
  EXPECT_TRUE(IsWanted(source, "suffix()"));
  EXPECT_FALSE(IsWanted(source, "used(\"more\")"));
  EXPECT_TRUE(IsWanted(source, "chosen()")) << "which function it calls is not known";
}

TEST(Slice, AFunctionIsNoUseOfItself) {
  EXPECT_EQ(Mattering(WithClient(R"(
func register(owner string) error {
	prometheus.NewGauge(prometheus.GaugeOpts{Name: owner + "_use"})
	return nil
}
func controller() { register("job") }
type mounter struct{ unmount func(string) error }
func (m *mounter) Unmount(path string) error { return m.unmount(path) }
func cleanup(m *mounter) { m.Unmount("/data") }
)")),
            "register controller")
      << "nobody takes `register` as a value, so calls of values of its type do not matter";
}

TEST(Slice, OnlyWhatATypeHasIsCalledThroughAnInterface) {
  EXPECT_EQ(Mattering(WithClient(R"(
type store interface {
	Add(object any)
	Sync()
}
func use(s store, object string) { s.Add(object) }
type base struct{}
type other struct{ base }
func (o *other) Add(name any) { prometheus.NewCounter(prometheus.CounterOpts{Name: name.(string)}) }
)")),
            "Add")
      << "`other` has no `Sync`, embedding something does not make it a store";
}

TEST(Slice, WhoeverHandsOnAFactoryOfMetricsMatters) {
  EXPECT_EQ(Mattering(WithClient(R"(
type factory interface{ Counter(name string) }
type prefixed struct{ prefix string }
func (p *prefixed) Counter(name string) { prometheus.NewCounter(prometheus.CounterOpts{Name: p.prefix + name}) }
func initialize(f factory) { f.Counter("reads_total") }
func start(f factory) { initialize(f) }
func all() { start(&prefixed{prefix: "app_"}) }
)")),
            "Counter initialize start all");
}

// What stores into a field is run where it may be the field that is asked for: a counter's name is `options.name` in all of these, and what
// `rest()` gives goes into the `name` of something else, as far as its type is known.
std::string WithName(const std::string& rest) {
  return WithClient(R"(
type options struct { name string }
type pod struct { name string; labels map[string]string }
func rest() string { return "x" }
func other() string { return "y" }
func count(o *options) { prometheus.NewCounter(prometheus.CounterOpts{Name: o.name}) }
func set(o *options) { o.name = other() }
)" + rest);
}

TEST(SliceTypes, AStoreIntoAnotherStructIsNotRun) {
  const std::string source = WithName("func f(p *pod) { p.name = rest() }\n");
  EXPECT_TRUE(IsWanted(source, "other()"));
  EXPECT_FALSE(IsWanted(source, "rest()"));
}

TEST(SliceTypes, AfterABlockANameMeansWhatItMeantBefore) {
  EXPECT_FALSE(IsWanted(WithName(R"(
func f(in, out *pod) {
	if in.labels != nil {
		in, out := &in.labels, &out.labels
		*out = *in
	}
	out.name = rest()
}
)"), "rest()"));
}

TEST(SliceTypes, InACaseWhatIsSwitchedOnIsOfTheTypeOfTheCase) {
  EXPECT_FALSE(IsWanted(WithName("func f(v any) { switch item := v.(type) { case *pod: item.name = rest() } }\n"), "rest()"));
  EXPECT_TRUE(IsWanted(WithName("func f(v any) { switch item := v.(type) { case *options: item.name = rest() } }\n"), "rest()"));
}

TEST(SliceTypes, ATypeWithinAFunctionIsOne) {
  EXPECT_FALSE(IsWanted(WithName("func f() { type row struct { name string }; var r row; r.name = rest() }\n"), "rest()"));
}

// What is farthest from metrics is left out where there is too much to ask, and that is said.
TEST(Slice, AsksForTheNearestFirstAndSaysWhereItStopped) {
  std::vector<Module> modules;
  modules.push_back(ParseGo(WithClient(R"(
func near() string { return far() }
func far() string { return farther() }
func farther() string { return "up" }
func count() { prometheus.NewCounter(prometheus.CounterOpts{Name: near()}) }
)")));
  Program program{ImportMap()};
  program.Add(std::move(modules));
  const auto asked = [&](size_t questions, size_t each = 0) {
    Types types(program);
    const slice::Slice slice(program, types, questions, each);
    std::string names;
    for (const Symbol* function : program.packages().front()->functions) {
      if (slice.AsksForResults(function)) names += " " + std::string(function->name);
    }
    return names + (slice.IsCutOff() ? ", cut off" : "");
  };
  EXPECT_EQ(asked(0), " near, cut off");
  EXPECT_EQ(asked(1), " near far, cut off");
  EXPECT_EQ(asked(100), " near far farther");
  EXPECT_EQ(asked(0, 1), " near far, cut off") << "one more for the one metric";

  evaluate::Limits few;
  few.questions = 1;
  few.questions_per_metric = 0;
  Sink sink;
  const ImportGraph graph;
  evaluate::Evaluator evaluator(program, graph, few);
  evaluator.Run();
  collect::CollectMetrics(evaluator, program, graph, sink);
  const auto said = sink.TakeSorted();
  EXPECT_TRUE(std::any_of(said.begin(), said.end(), [](const Diagnostic& diagnostic) { return diagnostic.code == code::kLargeTree; }));
}

TEST(SliceTypes, StructsWithoutANameAreToldApartByTheirFields) {
  EXPECT_FALSE(IsWanted(WithName("func f() { rows := []struct{ name, path string }{{name: rest()}}; serve(rows[0].name) }\n"), "rest()"));
  const std::string same = WithClient(R"(
func rest() string { return "x" }
var rows []struct{ name string }
func add() { rows = append(rows, struct{ name string }{name: rest()}) }
func count() { for _, row := range rows { prometheus.NewCounter(prometheus.CounterOpts{Name: row.name}) } }
)");
  EXPECT_TRUE(IsWanted(same, "rest()"));
}

TEST(SliceTypes, WhatACallGivesIsWhatTheInterfaceSays) {
  EXPECT_FALSE(IsWanted(WithName(R"(
type pods interface { get(name string) (*pod, error) }
type stock struct{}
func (s *stock) get(name string) (*options, error) { return nil, nil }  // by its name and what it takes it could be meant
func f(all pods) { p, _ := all.get("a"); p.name = rest() }
)"), "rest()"));
}

TEST(SliceTypes, AFunctionInAVariableGivesWhatItsTypeSays) {
  EXPECT_FALSE(IsWanted(WithName(R"(
func find() (error, *pod) { return nil, nil }
func f() { get := find; _, p := get(); p.name = rest() }
)"), "rest()"));
}

}  // namespace
}  // namespace mdg
