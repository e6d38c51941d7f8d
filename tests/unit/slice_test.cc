// Which functions matter to metrics, and so are run: a slice that takes in too much costs time, one that takes in too little loses metrics.
#include "slice/slice.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace mdg
