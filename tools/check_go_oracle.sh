#!/bin/sh
# Compares our Go front end with Go's own scanner and parser over every .go file of some trees: tokens, and for each kind of
# node how many there are and where they begin and end. Wants a Go toolchain, cmake and a C++ compiler.
# usage: tools/check_go_oracle.sh FOLDER...      (BUILD=folder to build in; default build/oracle)
set -eu
if [ $# -eq 0 ]; then
  sed -n '2,4s/^# //p' "$0"
  exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
build=${BUILD:-$here/../build/oracle}
cmake -S "$here/.." -B "$build" -DCMAKE_BUILD_TYPE=Release -DMDG_BUILD_TESTS=OFF >/dev/null
cmake --build "$build" --target go_oracle_counts -j2 >/dev/null
(cd "$here/go_oracle" && go build -o "$build/go_oracle" .)
counts=$(find "$build" -name go_oracle_counts -type f | head -n 1)
"$build/go_oracle" "$@" | "$counts"
