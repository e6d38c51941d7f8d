// Package telemetry counts parcels.
package telemetry

import (
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

const namespace = "parcels"

// Why a parcel did not move.
const (
	reasonFull    = "full"
	reasonTooWide = "too_wide"
	reasonStopped = "stopped"
)

// Belts moves parcels and remembers how that went.
type Belts struct {
	registerer prometheus.Registerer
	moved      *prometheus.CounterVec
	refused    *prometheus.CounterVec
	transit    *prometheus.HistogramVec
	weights    map[string]prometheus.Gauge
}

// NewBelts makes belts whose metrics live in reg.
func NewBelts(reg prometheus.Registerer) *Belts {
	b := &Belts{
		registerer: reg,
		moved: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: namespace,
			Name:      "moved_total",
			Help:      "Parcels that reached the end of a belt.",
		}, []string{"belt", "size"}),
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: namespace,
			Name:      "refused_total",
			Help:      "Parcels that were not taken.",
		}, []string{"reason"}),
		transit: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: namespace,
			Name:      "transit_seconds",
			Help:      "Time a parcel spends on a belt.",
			Buckets:   []float64{0.5, 1, 2.5, 5, 10, 30},
		}, []string{"belt"}),
		weights: map[string]prometheus.Gauge{},
	}
	reg.MustRegister(b.moved, b.refused, b.transit)
	return b
}

// AddBelt makes the gauge of one belt, whose name is known only when somebody builds it.
func (b *Belts) AddBelt(name string) {
	weight := prometheus.NewGauge(prometheus.GaugeOpts{
		Namespace: namespace,
		Subsystem: name,
		Name:      "load_kilograms",
		Help:      "Weight that is on this belt now.",
	})
	b.registerer.MustRegister(weight)
	b.weights[name] = weight
}

// Move puts a parcel on a belt.
func (b *Belts) Move(belt, size string) error {
	weight, ok := b.weights[belt]
	if !ok {
		b.refused.WithLabelValues(reasonStopped).Inc()
		return errors.New("this belt does not run")
	}
	switch size {
	case "xxl":
		b.refused.WithLabelValues(reasonTooWide).Inc()
		return errors.New("too wide")
	case "":
		b.refused.WithLabelValues(reasonFull).Inc()
		return errors.New("full")
	}
	begin := time.Now()
	weight.Inc()
	defer weight.Dec()
	b.transit.WithLabelValues(belt).Observe(time.Since(begin).Seconds())
	b.moved.WithLabelValues(belt, size).Inc()
	return nil
}
