// Source text for the benchmarks, made of nothing but numbers: the same bytes on every machine.
// In: how much. Out: Go source, exposition text. Deliberately like real code in what costs time: comments, helpers, tables, calls.
#pragma once

#include <string>

namespace mdg::bench {

inline std::string Numbered(std::string_view text, int number) {
  std::string made;
  for (const char c : text) c == '#' ? made += std::to_string(number) : made += c;
  return made;
}

// A file with `blocks` times the same 30 lines, each metric under a name of its own; about 1.1 kB a block.
inline std::string GoFile(int blocks, int first = 0) {
  std::string text = R"(// Package app counts what it does.
package app

import (
	"fmt"
	"github.com/prometheus/client_golang/prometheus"
)

const namespace = "app"

// newCounter makes a counter of a subsystem.
func newCounter(subsystem, name, help string, labels []string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Subsystem: subsystem, Name: name, Help: help}, labels)
}
)";
  for (int i = first; i < first + blocks; ++i) {
    text += Numbered(R"(
// worker# does work number #, and says how often and for how long.
type worker# struct {
	done, failed *prometheus.CounterVec
	queue        map[string][]int
	limit        float64
}

var table# = []struct{ name, help string }{
	{"reads#", "How often # was read."},
	{"writes#", "How often # was written."},
}

func new#(reg prometheus.Registerer) (*worker#, error) {
	w := &worker#{queue: make(map[string][]int, 0x10), limit: 1.5e3}
	w.done = newCounter("worker", "done#_total", "What # has done.", []string{"kind", "code"})
	w.failed = newCounter("worker", fmt.Sprintf("failed%d_total", #), "What # has failed to do.", []string{"kind"})
	reg.MustRegister(w.done, w.failed)
	for _, row := range table# {
		reg.MustRegister(newCounter("table", row.name, row.help, nil))
	}
	return w, nil
}

func (w *worker#) run(kind string, items []int) (total int) {
	for i, item := range items {
		if item > # && len(w.queue[kind]) <= i || kind == `raw #` {
			w.failed.WithLabelValues(kind).Inc()
			continue
		}
		w.queue[kind] = append(w.queue[kind], item<<2^i&^3)
		total += item
	}
	w.done.WithLabelValues(kind, "ok").Add(float64(total))
	return total
}
)",
                     i);
  }
  return text;
}

// `families` counters with two labels and five samples each.
inline std::string Exposition(int families) {
  std::string text;
  for (int i = 0; i < families; ++i) {
    text += Numbered("# HELP app_done#_total What # has done.\n# TYPE app_done#_total counter\n", i);
    for (int sample = 0; sample < 5; ++sample) {
      text += Numbered("app_done#_total{kind=\"a\",code=\"", i) + std::to_string(200 + sample) + "\"} 12.5\n";
    }
  }
  return text;
}

}  // namespace mdg::bench
