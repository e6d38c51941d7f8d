#!/bin/bash
# Passes every test: installs what is missing, builds, runs the main job on the example, then unit tests, text cases, end-to-end
# tests, the agents exporter and its loop with a Prometheus server, the include rules, the diagnostic codes, the documentation's
# freshness, how many instructions a fixed scan takes, all of it again under sanitizers, the other compiler's warnings, and each
# fuzzer for a short while.
#
# In: Debian 12 with bash and apt. Out: a line for each step, "N passed, N failed" at the end; logs in build/test-logs.
# FUZZ_SECONDS=600 bash tools/test.sh is the long run of the fuzzers, SCRAPE_SECONDS=60 that of the exporter's load test.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2
fuzz_seconds=${FUZZ_SECONDS:-20}
passed=0
failed=0
logs=build/test-logs
rm -rf "$logs"
mkdir -p "$logs"
bash tools/install_packages.sh tests || exit 2
! command -v ccache >/dev/null || export CMAKE_CXX_COMPILER_LAUNCHER=ccache

# step NAME COMMAND...: runs it with its output in a log. A test program's own counts are added up, anything else counts as one.
step() {
  local name=$1 log="$logs/${1// /-}.log" begin=$SECONDS status=0 good bad
  shift
  "$@" >"$log" 2>&1 </dev/null || status=$?
  good=$(grep -oP '^\[  PASSED  \] \K[0-9]+|^\w+: \K[0-9]+(?= passed, [0-9]+ failed$)' "$log" | paste -sd+)
  bad=$(grep -oP '^ *\K[0-9]+(?= FAILED TESTS?$)|^\w+: [0-9]+ passed, \K[0-9]+(?= failed$)' "$log" | paste -sd+)
  good=$((${good:-0}))
  bad=$((${bad:-0}))
  # A step that failed has at least one failure; one that counted nothing is itself one test.
  ((status == 0 || bad > 0)) || bad=1
  ((good + bad > 0)) || good=1
  passed=$((passed + good))
  failed=$((failed + bad))
  if ((bad == 0)); then
    echo "ok    $name: $good passed ($((SECONDS - begin)) s)"
  else
    echo "FAIL  $name: $good passed, $bad failed ($((SECONDS - begin)) s); see $log:"
    grep -E 'FAIL|error|Failure' "$log" | head -n 10
    tail -n 30 "$log"
  fi
  return $status
}

build() { cmake --preset "$1" -DMDG_WARNINGS_AS_ERRORS=ON && cmake --build --preset "$1"; }

run_tests() { # PRESET
  step "$1 unit" "build/$1/tests/unit_tests" --gtest_brief=1
  step "$1 cases" "build/$1/tests/case_runner" "build/$1/metricsdocgen" tests/cases
  step "$1 cases of C++" "build/$1/tests/case_runner" "build/$1/metricsdocgen" tests/cases_cpp
  step "$1 end to end" "build/$1/tests/end_to_end_tests" --gtest_brief=1
  step "$1 exporter unit" "build/$1/examples/agents-exporter/tests/agents_exporter_unit_tests" --gtest_brief=1
  step "$1 exporter end to end" "build/$1/examples/agents-exporter/tests/agents_exporter_end_to_end_tests" --gtest_brief=1
}

step "layers" bash tools/check_layers.sh
step "codes" bash tools/check_codes.sh
if step "release build" build release; then
  step "quickstart" bash tools/quickstart.sh
  run_tests release
  step "documentation" bash tools/update_docs.sh --check
  step "exporter loop" bash examples/agents-exporter/tests/loop_test.sh build/release
  step "exporter bookkeeping" build/release/examples/agents-exporter/agents_exporter_benchmark
  step "machine formats" bash tests/end_to_end/machine_formats_test.sh build/release/metricsdocgen
  step "instructions of a fixed scan" bash tests/end_to_end/instructions_test.sh build/release/metricsdocgen
  grep '^instructions:' "$logs/instructions-of-a-fixed-scan.log"
  step "history" bash tests/end_to_end/history_test.sh build/release/metricsdocgen
  step "make targets" bash tests/end_to_end/adopting_test.sh build/release/metricsdocgen
fi
# The page in a real browser; npm fetches what drives it, as tests/browser/package-lock.json says.
browser_test() { (cd tests/browser && node page_test.mjs ../../build/release/metricsdocgen ../../build/browser); }
if command -v npm >/dev/null && (cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund) >"$logs/browser-npm.log" 2>&1; then
  step "page in Chromium" browser_test
else
  echo "skip  page in Chromium: npm is not here or could not fetch playwright-core"
fi
if step "sanitizer build" build asan; then run_tests asan; fi
if step "clang and fuzzer build" build fuzz; then
  for fuzzer in build/fuzz/fuzz/*_fuzz; do
    name=$(basename "$fuzzer" _fuzz)
    seeds=(examples/bookshop)  # Go of our own; the others have seeds of theirs
    [[ ! -d fuzz/corpus/$name ]] || seeds=("fuzz/corpus/$name")
    mkdir -p "build/fuzz/corpus/$name"
    step "$name fuzzer for $fuzz_seconds s" "$fuzzer" -max_total_time="$fuzz_seconds" -timeout=20 -rss_limit_mb=4096 \
      -artifact_prefix="build/fuzz/" -print_final_stats=1 "build/fuzz/corpus/$name" "${seeds[@]}"
  done
fi

echo "$passed passed, $failed failed"
((failed == 0))
