#!/bin/bash
# What other programs read is read by other programs: every query by Prometheus' own parser (promtool), every catalog by a validator
# of JSON schemas, over the examples and the tree of every text case.
# In: PROGRAM [FOLDER...], folders to scan in place of those. Out: "machine_formats: N passed, N failed", a line for each failure; exit 1 when there is one.
set -uo pipefail
program=$(realpath "$1")
shift
folders=()
for folder in "$@"; do folders+=("$(realpath "$folder")"); done
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# unpack CASE FOLDER: the source tree of a text case.
unpack() {
  awk -v folder="$2" '/^-- want\// { exit } /^-- .* --$/ { file = folder "/" substr($0, 4, length($0) - 6); dir = file
    sub(/\/[^\/]*$/, "", dir); system("mkdir -p \"" dir "\""); next } file != "" { print >file }' "$1"
}

if ((${#folders[@]} == 0)); then
  folders=(examples/bookshop)
  for path in tests/cases/*/*.txt; do
    folder=$work/${path#tests/cases/}
    mkdir -p "$folder"
    unpack "$path" "$folder"
    folders+=("$folder")
  done
fi

passed=0
failed=0
queries=0
catalogs=()
fail() { echo "FAIL $1"; failed=$((failed + 1)); }
for folder in "${folders[@]}"; do
  name=${folder#"$work"/}
  id=$work/${#catalogs[@]}
  if ! "$program" scan "$folder" -f rules -o "$id.rules.yml" >"$id.log" 2>&1 ||
    ! "$program" scan "$folder" -f json -o "$id.json" >>"$id.log" 2>&1; then
    # Some cases have nothing that can be scanned, on purpose.
    grep -q '^error: ' "$id.log" || fail "$name: $(tail -n 1 "$id.log")"
    continue
  fi
  catalogs+=("$id.json")
  if promtool check rules "$id.rules.yml" >"$id.promtool" 2>&1; then
    passed=$((passed + 1))
    queries=$((queries + $(grep -cE '^ *-? *(expr): ' "$id.rules.yml")))
  else
    fail "$name: $(grep -v '^Checking' "$id.promtool" | head -n 3)"
  fi
done
if /usr/bin/python3 tests/end_to_end/check_schema.py docs/catalog.schema.json "${catalogs[@]}"; then
  passed=$((passed + ${#catalogs[@]}))
else
  failed=$((failed + 1))
fi
echo "$queries queries were parsed by promtool, ${#catalogs[@]} catalogs fit the schema"
((queries > 0)) || fail "no query was made at all"
echo "machine_formats: $passed passed, $failed failed"
((failed == 0))
