#!/bin/bash
# Installs what is missing of the Debian packages the build needs; with `tests`, what the tests need too; with `bench`, what the
# benchmarks need.
# In: apt. Out: packages. Deliberately touches nothing when nothing is missing, and removes nothing ever.
set -euo pipefail

packages=(g++ cmake ninja-build libfmt-dev nlohmann-json3-dev libtomlplusplus-dev libexpected-dev libcurl4-openssl-dev libre2-dev libyaml-cpp-dev
  libkainjow-mustache-dev)
if [[ ${1:-} == tests ]]; then
  packages+=(libgtest-dev clang libclang-rt-14-dev make openssl git)
  packages+=(chromium)                                                           # opens the page, see tests/browser
  packages+=(prometheus-cpp-dev libcli11-dev libsqlite3-dev libpq-dev postgresql)  # examples/agents-exporter
  packages+=(prometheus sqlite3 curl)                                            # and its loop with a Prometheus server
  packages+=(valgrind)                                                           # counts instructions
  packages+=(python3-jsonschema python3-yaml)                                    # checks of machine formats
fi
if [[ ${1:-} == bench ]]; then
  packages+=(libbenchmark-dev ripgrep golang-go python3)
fi
command -v npm >/dev/null || packages+=(npm)  # fetches the C++ grammar; another vendor's nodejs brings one of its own, which Debian's conflicts with
missing=()
for package in "${packages[@]}"; do
  [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true) == installed ]] || missing+=("$package")
done
((${#missing[@]} > 0)) || exit 0

echo "installing: ${missing[*]}"
as_root=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "error: these packages are missing and neither root nor sudo is at hand to install them: ${missing[*]}" >&2
    exit 2
  fi
  as_root=(sudo)
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { "${as_root[@]}" apt-get -qq update &&
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "${missing[@]}"; } \
  >"$log" 2>&1 </dev/null; then
  echo "error: apt could not install them:" >&2
  tail -n 15 "$log" >&2
  exit 2
fi
