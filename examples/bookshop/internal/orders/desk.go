// Package orders takes orders.
package orders

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"example.org/bookshop/internal/metrics"
	"example.org/bookshop/internal/stock"
)

const subsystem = "orders"

// Desk takes orders and remembers how it went.
type Desk struct {
	shelves  *stock.Shelves
	accepted *prometheus.CounterVec
	open     prometheus.Gauge
	value    prometheus.Histogram
	packing  prometheus.Summary
}

// NewDesk makes a desk whose metrics live in reg.
func NewDesk(reg prometheus.Registerer, shelves *stock.Shelves) *Desk {
	factory := promauto.With(reg)
	return &Desk{
		shelves: shelves,
		accepted: factory.NewCounterVec(prometheus.CounterOpts{
			Namespace: metrics.Namespace,
			Subsystem: subsystem,
			Name:      "total",
			Help:      "Orders taken, by genre of the first book and result (`accepted`|`refused`).",
		}, []string{metrics.LabelGenre, metrics.LabelResult}),
		open: factory.NewGauge(prometheus.GaugeOpts{
			Namespace: metrics.Namespace,
			Subsystem: subsystem,
			Name:      "open",
			Help:      "Orders that are not packed yet.",
		}),
		value: factory.NewHistogram(prometheus.HistogramOpts{
			Namespace: metrics.Namespace,
			Subsystem: subsystem,
			Name:      "value_euros",
			Help:      "What customers spend on one order.",
			Buckets:   prometheus.ExponentialBuckets(5, 2, 6),
		}),
		packing: factory.NewSummary(prometheus.SummaryOpts{
			Namespace:  metrics.Namespace,
			Subsystem:  subsystem,
			Name:       "packing_seconds",
			Help:       "Time from an order to its parcel.",
			Objectives: map[float64]float64{0.5: 0.05, 0.99: 0.001},
			MaxAge:     10 * time.Minute,
		}),
	}
}

// ServeHTTP takes one order.
func (d *Desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	genre := r.FormValue("genre")
	if !d.shelves.Take(genre) {
		d.accepted.WithLabelValues(genre, "refused").Inc()
		http.Error(w, "sold out", http.StatusConflict)
		return
	}
	d.accepted.WithLabelValues(genre, "accepted").Inc()
	d.open.Inc()
	d.value.Observe(12.5)
}
