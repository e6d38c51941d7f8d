// Package jobs does the work that nobody waits for.
package jobs

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Worker does jobs in the background.
type Worker struct {
	done    prometheus.Counter
	waiting prometheus.Gauge
}

// NewWorker makes a worker; its name is part of the name of one of its metrics.
func NewWorker(reg prometheus.Registerer, name string) *Worker {
	w := &Worker{
		done: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "bookshop_jobs_done_total",
			Help: `Jobs done since the start; see "Background work" in the manual.`,
		}),
		waiting: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "bookshop_" + name + "_jobs_waiting",
			Help: "Jobs that wait for this worker.",
		}),
	}
	reg.MustRegister(w.done, w.waiting)
	return w
}

// Run works for ever.
func (w *Worker) Run() {
	for range time.Tick(time.Second) {
		w.done.Inc()
	}
}
