#!/bin/bash
# Rewrites what the text cases expect (their want/ sections and exit codes) from what the program does now, then runs them again.
# In: globs below tests/cases ('merge/*'; none: all). Out: changed case files. Deliberately commits nothing: read the diff.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${BUILD:-build/dev}
if [ ! -x "$build/tests/case_runner" ] || [ -z "${BUILD:-}" ]; then
  [ -f "$build/CMakeCache.txt" ] || cmake --preset dev >/dev/null
  cmake --build "$build" --target metricsdocgen case_runner >/dev/null
fi
"$build/tests/case_runner" "$build/metricsdocgen" tests/cases --update "$@"
