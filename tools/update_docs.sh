#!/bin/bash
# Writes docs/commands/*.md from the same table as `--help`, and the tables of the README and of the example from the example's
# source.
# In: the built program. Out: the pages; with --check: nothing is written, what differs is shown, exit 1.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${PROGRAM:-build/release/metricsdocgen}
if [ ! -x "$program" ]; then
  cmake --preset release >/dev/null
  cmake --build --preset release --target metricsdocgen >/dev/null
fi
target=docs/commands
configs=(metricsdocgen.toml examples/bookshop/metricsdocgen.toml)  # the first is the README's own
status=0
if [ "${1:-}" = --check ]; then
  target=$(mktemp -d)
  trap 'rm -rf "$target"' EXIT
  for config in "${configs[@]}"; do "$program" generate --config "$config" --check || status=1; done
else
  rm -f "$target"/*.md
  for config in "${configs[@]}"; do "$program" generate --config "$config"; done
fi
mkdir -p "$target"
for command in $("$program" --help | awk '/^Commands:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }'); do
  "$program" "$command" --help-markdown >"$target/$command.md"
done
if [ "${1:-}" = --check ]; then
  diff -ru docs/commands "$target" || status=1
fi
exit $status
