// Command parcels moves parcels between belts and says how that goes: a small service whose metrics are documented in
// docs/examples. One of its names is made in part while it runs.
package main

import (
	"flag"
	"log"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"example.org/parcels/internal/telemetry"
)

func main() {
	listen := flag.String("listen", ":8080", "where to answer")
	site := flag.String("site", "north", "the site this belt is at")
	withRuntime := flag.Bool("runtime-metrics", false, "say how Go itself is doing, too")
	flag.Parse()

	registry := prometheus.NewRegistry()
	if *withRuntime {
		registry.MustRegister(collectors.NewBuildInfoCollector())
	}
	belts := telemetry.NewBelts(prometheus.WrapRegistererWith(prometheus.Labels{"site": *site}, registry))
	for _, belt := range flag.Args() {
		belts.AddBelt(belt)
	}
	http.HandleFunc("/move", func(w http.ResponseWriter, r *http.Request) {
		if err := belts.Move(r.FormValue("belt"), r.FormValue("size")); err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
		}
	})
	http.Handle("/metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	log.Fatal(http.ListenAndServe(*listen, nil))
}
