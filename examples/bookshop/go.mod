module example.org/bookshop

go 1.22

require github.com/prometheus/client_golang v1.20.5
