module metricsdocgen.example/peer

go 1.19
