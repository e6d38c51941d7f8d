#!/bin/bash
# Checks the include rules of ARCHITECTURE.md, file by file, and the few rules that go with them.
# In: src/. Out: one line for each offence; exit 1 when there is one. Deliberately needs nothing but bash and grep.
set -euo pipefail
cd "$(dirname "$0")/.."

# folder: the folders it may include, besides itself and the standard library
declare -A allowed=(
  [base]=""
  [diagnostics]="base"
  [model]="base"
  [config]="base"
  [languages]="base model"
  [discover]="base diagnostics languages model"
  [parse]="base diagnostics languages model discover"
  [libraries]="base model"
  [types]="base model"
  [slice]="base model libraries types"
  [evaluate]="base diagnostics model libraries types slice parse"
  [collect]="base diagnostics model libraries types evaluate parse"
  [promql]="base model"
  [formats]="base diagnostics model promql"
  [merge]="base diagnostics model"
  [render]="base diagnostics model"
  [verify]="base diagnostics model"
  [http]="base"
  [history]="base model"
  [cli]="*"
)
# The waist: the front half never sees a Catalog (collect does), the back half never sees source.
declare -A forbidden_headers=(
  [languages]="model/catalog.h" [discover]="model/catalog.h" [parse]="model/catalog.h" [types]="model/catalog.h" [slice]="model/catalog.h" [evaluate]="model/catalog.h"
  [promql]="model/program.h model/value.h model/module.h model/syntax.h"
  [formats]="model/program.h model/value.h model/module.h model/syntax.h"
  [merge]="model/program.h model/value.h model/module.h model/syntax.h"
  [render]="model/program.h model/value.h model/module.h model/syntax.h"
  [verify]="model/program.h model/value.h model/module.h model/syntax.h"
)
offences=0
offence() { echo "$1"; offences=$((offences + 1)); }
contains() { [[ " $1 " == *" $2 "* ]]; }

check_include() {  # FILE FOLDER HEADER
  local file=$1 folder=$2 header=$3 target=${3%%/*}
  [[ $header == */* ]] || target=$header  # pipeline.h
  [[ $target == "$folder" ]] || contains "${allowed[$folder]}" "$target" || [[ ${allowed[$folder]} == "*" ]] ||
    offence "$file: $folder must not include $header"
  ! contains "${forbidden_headers[$folder]:-}" "$header" || offence "$file: $folder must not see $header"
}

for path in src/*/; do
  folder=$(basename "$path")
  if [[ -z ${allowed[$folder]+known} ]]; then
    offence "$path: has no row in tools/check_layers.sh"
    continue
  fi
  while IFS=: read -r file header; do
    check_include "$file" "$folder" "$header"
  done < <(grep -rHoP --include='*.h' --include='*.cc' '^#include "\K[^"]+' "$path" || true)
done
# What is computed with knows nothing of the evaluator that computes.
while IFS=: read -r file header; do
  [[ $header != evaluate/* || $header == evaluate/values/* ]] || offence "$file: evaluate/values must not include $header"
done < <(grep -rHoP '^#include "\K[^"]+' src/evaluate/values)
while IFS=: read -r file header; do
  [[ $header != cli/* ]] || offence "$file: nothing below main includes cli"
done < <(grep -HoP '^#include "\K[^"]+' src/pipeline.h src/pipeline.cc)

# Standard output belongs to cli/terminal.cc: one place that notices a full disk and a reader that went away.
while IFS= read -r line; do offence "$line: writes to standard output"; done < <(
  grep -rnE --include='*.h' --include='*.cc' 'std::cout|[^a-z]stdout[^a-z]|[^a-z]printf\(|[^a-z]puts\(|STDOUT_FILENO' src |
    grep -v '^src/cli/terminal.cc:' | cut -d: -f1,2)
# Files are opened in base, folders by the one walk; git is started by history alone. Sockets are libcurl's, libcurl is http's, and
# http is for one command.
while IFS= read -r line; do offence "$line: opens files outside base"; done < <(
  grep -rnE --include='*.h' --include='*.cc' 'std::[io]?fstream|fopen\(|[^a-zA-Z_.]open\(' src |
    grep -vE "^src/(base/|discover/walk.cc:)" | cut -d: -f1,2)
while IFS= read -r line; do offence "$line: opens a socket or starts a program"; done < <(
  grep -rnE --include='*.h' --include='*.cc' '[^a-zA-Z_](socket|execv[a-z]*|execl[a-z]*|popen|system|fork|posix_spawnp?)\(' src |
    grep -v '^src/history/run_git.cc:' | cut -d: -f1,2)
while IFS= read -r line; do offence "$line: uses libcurl outside http"; done < <(
  grep -rnE --include='*.h' --include='*.cc' 'curl/|curl_' src | grep -v '^src/http/' | cut -d: -f1,2)
while IFS= read -r line; do offence "$line: only verify may ask a server"; done < <(
  grep -rnE --include='*.h' --include='*.cc' '^#include "http/' src | grep -vE '^src/(http/|cli/verify.cc:)' | cut -d: -f1,2)
# A file that has outgrown a reader.
while read -r lines file; do
  [[ $file == total || $lines -le 500 ]] || offence "$file: $lines lines; more than 500 needs splitting"
done < <(find src tests examples -name '*.h' -o -name '*.cc' | xargs wc -l)

if ((offences > 0)); then
  echo "layers: $offences offences"
  exit 1
fi
echo "layers: fine"
