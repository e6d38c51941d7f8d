#!/bin/bash
# Writes docs/commands/*.md from the same table as `--help`, and the tables of the README and of the examples, the pages in docs/examples and
# what the example templates make, from the examples' source.
# In: the built program. Out: the pages; with --check: nothing is written, what differs is shown, exit 1.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${PROGRAM:-build/release/metricsdocgen}
if [ ! -x "$program" ]; then
  cmake --preset release >/dev/null
  cmake --build --preset release --target metricsdocgen >/dev/null
fi
program=$(realpath "$program")
# The first is the README's own; those of docs/examples are examples/bookshop/reference.toml and examples/parcels.
configs=(metricsdocgen.toml examples/{bookshop/metricsdocgen,bookshop/reference,parcels/metricsdocgen,templates/metricsdocgen}.toml)
# Written in C++, which not every build reads.
! "$program" scan examples/agents-exporter 2>/dev/null | grep -q coderd_ || configs+=(examples/agents-exporter/metricsdocgen.toml)
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
for command in $("$program" --help | awk '/^Commands:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }'); do
  "$program" "$command" --help-markdown >"$pages/$command.md"
done

if [ "${1:-}" != --check ]; then
  for config in "${configs[@]}"; do "$program" generate --config "$config"; done
  rm -f docs/commands/*.md
  cp "$pages"/*.md docs/commands/
  exit
fi

status=0
for config in "${configs[@]}"; do "$program" generate --config "$config" --check || status=1; done
diff -ru docs/commands "$pages" || status=1
# Every line the README shows of `explain` is one that `explain` prints.
explained=$(cd examples/bookshop && "$program" explain bookshop_http_duration_seconds)
while IFS= read -r line; do
  [ "$line" = ... ] || grep -qxF -- "$line" <<<"$explained" || { echo "README.md: not printed any more: $line"; status=1; }
done < <(awk '/^\$ metricsdocgen explain/ { on = 1; next } /^```$/ { on = 0 } on' README.md)
exit $status
