#!/bin/bash
# The loop: what is written down, what is exposed and what PromQL answers agree. A real Prometheus scrapes the exporter while
# agents come; the quantile it answers is the one the data gives by arithmetic; then `metricsdocgen verify` finds the exporter as
# documented, and finds each of five lies planted in the documentation.
#
# In: the folder of the build. Out: a line for each expectation that fails, "loop: N passed, N failed". Needs prometheus, sqlite3
# and curl; everything runs on loopback, in a temporary folder.
set -uo pipefail
build=$(realpath "$1")
program=$build/metricsdocgen
example=$(realpath "$(dirname "$0")/..")
source "$example/../../tests/end_to_end/expect.sh"
folder=$(mktemp -d)
cd "$folder" || exit 2
processes=()
finish() {
  ((${#processes[@]} == 0)) || kill "${processes[@]}"
  wait
  rm -rf "$folder"
}
trap finish EXIT
# wait_for WHAT COMMAND...: until it succeeds, a minute at most
wait_for() {
  local end=$((SECONDS + 60))
  until "${@:2}"; do
    if ((SECONDS > end)); then
      echo "FAIL: gave up waiting for $1"
      tail -n 5 "$folder"/*.log
      exit 1
    fi
    sleep 0.2
  done
}

# --- an exporter with one agent for each of six series, and a Prometheus that scrapes it once a second

agents() { # SERIES FIRST-NUMBER: reads durations, one a line; writes SQL for an agent each, all of one series
  awk -v series="$1" -v first="$2" -v quote="'" '
    function text(value) { return quote value quote }
    { template = series < 2 ? "container" : series < 4 ? "virtual-machine" : "windows-desktop"
      id = sprintf("00000000-0000-4000-8000-%012d", first + NR)
      printf "INSERT INTO agents VALUES (%s, %s, %s, strftime(%s, %s, %s), NULL, NULL, %s, %s, %s);\n", text(id), text("main"),
        text("2026-01-31 08:00:00"), text("%Y-%m-%d %H:%M:%f"), text("2026-01-31 08:00:00"), text($1 " seconds"), text("ada"),
        text("workspace-" series), text(template) }'
}
{
  cat "$example/schema.sql"
  for series in 0 1 2 3 4 5; do echo 5 | agents $series $((series * 1000)); done
  # a row that cannot be read, so that every family is there
  echo "INSERT INTO agents VALUES ('00000000-0000-4000-8000-999999999999', 'main', 'infinity', NULL, NULL, NULL, 'ada', 'w', 't');"
} | sqlite3 agents.db
"$build/examples/agents-exporter/agents-exporter" --sqlite agents.db --listen 127.0.0.1:0 --interval 0.2 2>exporter.log &
processes+=($!)
wait_for "the exporter" grep -qs 'listening on' exporter.log
exporter=$(grep -oP 'listening on http://\K[^/]+' exporter.log)

cat >prometheus.yml <<YAML
global: {scrape_interval: 1s, scrape_timeout: 1s}
scrape_configs: [{job_name: agents, static_configs: [{targets: ['$exporter']}]}]
YAML
prometheus --config.file=prometheus.yml --storage.tsdb.path=storage --web.listen-address=127.0.0.1:0 2>prometheus.log &
processes+=($!)
wait_for "Prometheus" grep -qs 'Server is ready' prometheus.log
server=$(grep -oP 'msg="Listening on" address=\K\S+' prometheus.log | head -n 1)

query() { # PROMQL [TIME]
  curl -sf --max-time 10 "http://$server/api/v1/query" --data-urlencode "query=$1" ${2:+--data-urlencode "time=$2"}
}
value() { query "$1" | grep -oP '"value":\[[^,]*,"\K[^"]+'; }
has_counted() { [[ $(value 'sum(coderd_agents_first_connection_seconds_count)') == "$1" ]]; }

# --- agents come while it scrapes

durations() { # SERIES BATCH: twenty, some of them exactly on a bound
  awk -v series="$1" -v batch="$2" 'BEGIN {
    for (i = 0; i < 20; ++i) {
      n = batch * 20 + i
      print series < 2 ? 0.5 + 0.5 * n + 20 * series : series < 4 ? 15 * (n + 1) + 5 * series : 2000 + 90 * n } }'
}
wait_for "the first scrape" has_counted 6
first=$(value 'max(timestamp(coderd_agents_first_connection_seconds_count))')
for batch in 0 1 2; do
  for series in 0 1 2 3 4 5; do
    durations $series $batch >>series-$series
    durations $series $batch | agents $series $((series * 1000 + batch * 20 + 1))
  done >batch.sql
  { echo 'BEGIN;'; cat batch.sql; echo 'COMMIT;'; } | sqlite3 -cmd '.timeout 10000' agents.db
  sleep 1.3
done
wait_for "the last scrape" has_counted 366
last=$(value 'max(timestamp(coderd_agents_first_connection_seconds_count))')

# --- the quantile, asked for and worked out

# A range from one scrape to another leaves nothing to extrapolate: the rate of each bucket is its increase over that time.
milliseconds=$(awk -v a="$first" -v b="$last" 'BEGIN { printf "%.0f", (b - a) * 1000 }')
query "histogram_quantile(0.95, sum by (le, template_name) (rate(coderd_agents_first_connection_seconds_bucket[${milliseconds}ms])))" \
  "$last" | grep -oP '"template_name":"\K[^"]+|"value":\[[^,]*,"\K[^"]+' | paste - - | sort >answered
quantile() { # TEMPLATE SERIES...: of the durations that came, with the interpolation that PromQL describes
  local template=$1
  shift
  cat "${@/#/series-}" | awk -v template="$template" '
    BEGIN { n = split("1 10 30 60 120 300 600 1800 3600", bound) }
    { ++total; for (i = 1; i <= n && $1 > bound[i]; ++i) {} ++in_bucket[i] }
    END {
      rank = 0.95 * total
      for (i = 1; i <= n && below + in_bucket[i] < rank; ++i) below += in_bucket[i]
      if (i > n) value = bound[n]
      else { low = i == 1 ? 0 : bound[i - 1]; value = low + (bound[i] - low) * (rank - below) / in_bucket[i] }
      printf "%s\t%.9g\n", template, value }'
}
{ quantile container 0 1; quantile virtual-machine 2 3; quantile windows-desktop 4 5; } | sort >expected
agree() {
  paste answered expected | awk -F'\t' '
    NF != 4 || $1 != $3 { wrong = 1 } { difference = $2 - $4; if (difference < 0) difference = -difference }
    difference > 1e-9 * $4 { wrong = 1 } END { exit wrong || NR != 3 }'
}
expect "the quantiles are those of the data; answered, expected: $(paste answered expected)" agree

# --- the documentation, verified, and with five lies in it

verify() { "$program" verify "http://$exporter/metrics" "$@" >report 2>report.log; }
expect "the exporter is as documented, to the last family" verify --strict "$example"
[[ ! -s report ]] || cat report report.log

"$program" scan "$example" --format json --output catalog.json 2>/dev/null
expect "a saved catalog says the same" verify --strict --catalog catalog.json
# lie NAME SED: in what the catalog says of this metric
lie() { sed -i "/\"name\": \"$1\"/,/\"facts\"/ { $2 }" catalog.json; }
cp catalog.json true.json
lie coderd_agents_up 's/"type": "gauge"/"type": "counter"/'
lie coderd_agents_connections 's/by the state of/by the age of/'
lie coderd_agents_first_connection_seconds 's/"username"/"owner"/'
lie coderd_prometheusmetrics_agents_execution_seconds 's/0\.25/0.2/'
lie agents_exporter_failed_ticks_total 's/"labels": \[\]/"labels": [{"name": "database"}]/'
expect "five lies are in the catalog" [ "$(diff true.json catalog.json | grep -c '^>')" -eq 5 ]
expect "lies are an exit code of 1" [ "$(verify --catalog catalog.json; echo $?)" -eq 1 ]
named() { # METRIC FACT WORDS: the report says this of the metric, under the fact
  sed -n '/^Contradictions/,/^$/p' report | awk -v metric="  $1" '/^  [^ ]/ { on = $0 == metric } on' | grep -A 3 "^    $2" | grep -qF -- "$3"
}
expect "a wrong type is named" named coderd_agents_up type counter
expect "a wrong help is named" named coderd_agents_connections help 'by the age of'
expect "a label that is called otherwise is named" named coderd_agents_first_connection_seconds labels 'not documented: username'
expect "and so is the one it was called" named coderd_agents_first_connection_seconds labels 'on no series: owner'
expect "wrong buckets are named" named coderd_prometheusmetrics_agents_execution_seconds buckets '0.1, 0.2, 0.5'
expect "a label too many is named" named agents_exporter_failed_ticks_total labels 'on no series: database'
expect "and nothing else is" [ "$(sed -n '/^Contradictions/,/^$/p' report | grep -c '^  [^ ]')" -eq 5 ]
((failed == 0)) || cat report

echo "loop: $passed passed, $failed failed"
((failed == 0))
