#!/bin/bash
# From nothing to a metrics reference: installs what is missing, builds the program and runs it.
#
#     bash tools/quickstart.sh          on examples/bookshop, a small service of ours
#     bash tools/quickstart.sh TREE     on your source tree; nothing is written into it unless it has a metricsdocgen.toml
#
# In: Debian 12 with bash and apt. Out: build/release/metricsdocgen and a document; the last lines say where.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
tree=${1:-}
if [[ -n $tree && ! -d $tree ]]; then
  echo "error: there is no folder $tree" >&2
  exit 2
fi
[[ -z $tree ]] || tree=$(cd "$tree" && pwd)

bash "$home/tools/install_packages.sh"
cd "$home"
! command -v ccache >/dev/null || export CMAKE_CXX_COMPILER_LAUNCHER=ccache
mkdir -p build
echo "building build/release/metricsdocgen (a few minutes the first time)"
if ! { cmake --preset release && cmake --build --preset release --target metricsdocgen; } >build/quickstart.log 2>&1; then
  tail -n 30 build/quickstart.log >&2
  echo "error: the build failed; all of it is in build/quickstart.log" >&2
  exit 2
fi
program=$home/build/release/metricsdocgen

if [[ -z $tree ]]; then
  # A copy, so that trying the program leaves the checkout as it is.
  tree=$home/build/quickstart/bookshop
  rm -rf "$tree"
  mkdir -p "$(dirname "$tree")"
  cp -R examples/bookshop "$tree"
  sed -i '/metricsdocgen:begin/,/metricsdocgen:end/ { /metricsdocgen:/!d }' "$tree/docs/metrics.md"  # as if never run
fi
cd "$tree"
if [[ -f metricsdocgen.toml ]]; then
  "$program" generate
  echo
  echo "Result: $(sed -n 's/^path = "\(.*\)"$/\1/p' metricsdocgen.toml | paste -sd' ') in $tree, as its metricsdocgen.toml says."
else
  # A configuration beside the checkout that names the tree as its root.
  name=${tree#/}
  result=$home/build/quickstart/${name//\//-}  # the whole path: two trees may have the same last folder
  mkdir -p "$result"
  cd "$result"
  [[ -f metricsdocgen.toml ]] || "$program" init "$tree"
  "$program" generate
  echo
  echo "Result: $result/docs/metrics.md. Nothing was written into $tree."
fi
