// Package web measures HTTP handlers.
package web

import (
	"fmt"
	"net/http"
	"strings"

	prom "github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

const (
	area       = "http"
	durationOf = "%s_%s_duration_seconds"
)

var requestLabels = []string{"handler", "method", "code"}

// requestOpts are shared by what counts requests.
func requestOpts(name, help string) prom.CounterOpts {
	return prom.CounterOpts{Namespace: "bookshop", Subsystem: area, Name: name, Help: help}
}

// Instrument counts and times the requests a handler answers.
func Instrument(reg prom.Registerer, handler string, next http.Handler) http.Handler {
	requests := prom.NewCounterVec(requestOpts("requests_total", "Requests answered."), requestLabels)
	duration := prom.NewHistogramVec(prom.HistogramOpts{
		Name:    fmt.Sprintf(durationOf, "bookshop", strings.ToLower("HTTP")),
		Help:    "How long answering a request took.",
		Buckets: []float64{.005, .01, .05, .1, .5, 1, 5},
	}, requestLabels[:2])
	inFlight := promauto.With(reg).NewGaugeVec(prom.GaugeOpts{
		Namespace: "bookshop",
		Subsystem: area,
		Name:      "requests_in_flight",
	}, []string{"handler"})
	reg.MustRegister(requests, duration)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		inFlight.WithLabelValues(handler).Inc()
		defer inFlight.WithLabelValues(handler).Dec()
		defer prom.NewTimer(duration.WithLabelValues(handler, r.Method)).ObserveDuration()
		answer := &recorder{ResponseWriter: w, code: http.StatusOK}
		next.ServeHTTP(answer, r)
		requests.WithLabelValues(handler, r.Method, fmt.Sprint(answer.code)).Inc()
	})
}

// recorder remembers the status code of an answer.
type recorder struct {
	http.ResponseWriter
	code int
}

func (r *recorder) WriteHeader(code int) {
	r.code = code
	r.ResponseWriter.WriteHeader(code)
}
