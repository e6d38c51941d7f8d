// Command bookshop sells books over HTTP and says how that goes under /metrics.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"example.org/bookshop/internal/jobs"
	"example.org/bookshop/internal/metrics"
	"example.org/bookshop/internal/orders"
	"example.org/bookshop/internal/stock"
	"example.org/bookshop/internal/web"
)

var version = "dev"

func main() {
	registry := prometheus.NewRegistry()
	registry.MustRegister(metrics.BuildInfo(version))

	shelves := stock.NewShelves()
	registry.MustRegister(stock.NewCollector(shelves))

	desk := orders.NewDesk(registry, shelves)
	workerName, err := os.ReadFile("/etc/bookshop/worker")
	if err != nil {
		log.Fatal(err)
	}
	worker := jobs.NewWorker(registry, string(workerName))
	go worker.Run()

	mux := http.NewServeMux()
	mux.Handle("/orders", web.Instrument(registry, "orders", desk))
	mux.Handle("/metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
