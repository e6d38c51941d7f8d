#!/bin/bash
# Builds and runs the benchmarks of the stages (bench/micro): lexer, parser, byte search, evaluator, exposition reader.
#
#     bench/micro.sh [OPTION OF GOOGLE BENCHMARK...]     --benchmark_filter=Parser, --benchmark_repetitions=5, --benchmark_format=json
#
# In: Debian 12 with bash and apt. Out: Google Benchmark's table; what the build says goes to standard error.
set -euo pipefail
cd "$(dirname "$0")/.."
bash tools/install_packages.sh bench >&2
cmake --preset release -DMDG_BUILD_BENCHMARKS=ON >&2
cmake --build --preset release --target micro_benchmarks >&2
exec build/release/bench/micro_benchmarks "$@"
