// Package stock knows which books are on the shelves.
package stock

import (
	"sync"

	"github.com/prometheus/client_golang/prometheus"

	"example.org/bookshop/internal/metrics"
)

// Shelves holds the books, by genre.
type Shelves struct {
	mu     sync.Mutex
	books  map[string]int
	orders int
}

// NewShelves makes empty shelves.
func NewShelves() *Shelves { return &Shelves{books: map[string]int{}} }

// Take removes one book of a genre and says whether there was one.
func (s *Shelves) Take(genre string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.books[genre] == 0 {
		return false
	}
	s.books[genre]--
	s.orders++
	return true
}

// What the collector describes; the type is only said where a value is sent.
var (
	stockLabels = append([]string{metrics.LabelGenre}, "warehouse")

	booksDesc = prometheus.NewDesc(
		prometheus.BuildFQName(metrics.Namespace, "stock", "books"),
		"Books on the shelves "+
			"(counted, not estimated).",
		stockLabels, nil)
	takenDesc = prometheus.NewDesc(
		prometheus.BuildFQName(metrics.Namespace, "stock", "taken_total"),
		"Books taken from the shelves.",
		nil, prometheus.Labels{"source": "desk"})
)

// Collector exposes the shelves.
type Collector struct{ shelves *Shelves }

// NewCollector makes a collector for shelves.
func NewCollector(shelves *Shelves) *Collector { return &Collector{shelves: shelves} }

// Describe implements prometheus.Collector.
func (c *Collector) Describe(ch chan<- *prometheus.Desc) {
	ch <- booksDesc
	ch <- takenDesc
}

// Collect implements prometheus.Collector.
func (c *Collector) Collect(ch chan<- prometheus.Metric) {
	c.shelves.mu.Lock()
	defer c.shelves.mu.Unlock()
	for genre, count := range c.shelves.books {
		ch <- prometheus.MustNewConstMetric(booksDesc, prometheus.GaugeValue, float64(count), genre, "north")
	}
	ch <- prometheus.MustNewConstMetric(takenDesc, prometheus.CounterValue, float64(c.shelves.orders))
}
