// Package metrics holds what all metrics of the shop have in common.
package metrics

import "github.com/prometheus/client_golang/prometheus"

// Namespace is the first word of every metric of the shop.
const Namespace = "bookshop"

// Labels that several packages use; one spelling for all.
const (
	LabelGenre  = "genre"
	LabelResult = "result"
)

// BuildInfo is 1 and carries the version as a label, as is the custom.
func BuildInfo(version string) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Namespace:   Namespace,
		Name:        "build_info",
		Help:        "Always 1; the version is in the label.",
		ConstLabels: prometheus.Labels{"version": version},
	}, func() float64 { return 1 })
}
