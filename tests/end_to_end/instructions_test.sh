#!/bin/bash
# How many instructions one fixed scan takes: a number that does not hang on the machine's mood, so that a regression shows without a
# clock. Two runs of the same build differ by less than a thousandth; another compiler or library moves it by some percent.
#
#     tests/end_to_end/instructions_test.sh PROGRAM
#
# In: a release build, valgrind, bench/synthetic.py. Out: a line `instructions: ...`; exit 1 only when there are three times as many
# as when this was written, which is no compiler's doing. A narrower bound would fail for reasons nobody here can help.
set -euo pipefail
program=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
written=132  # millions, g++ 12, when this test was written
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$here/../../bench python3 -c "
import synthetic
synthetic.tree('$folder/tree', packages=4, definitions=50, calls=1000, tables=1, rows=500)"
cd "$folder"
LC_ALL=C valgrind --tool=callgrind --callgrind-out-file=counts "$program" scan --threads 1 --format text tree >found 2>said ||
  { cat said; exit 1; }
metrics=$(grep -c '^# TYPE' found)
((metrics == 700)) || { echo "$metrics of 700 metrics were found"; exit 1; }
counted=$(sed -n 's/^\(summary\|totals\): *//p' counts | head -n 1)
millions=$((counted / 1000000))
echo "instructions: $millions million for a scan of $metrics metrics ($written million when the test was written)"
((millions < 3 * written)) || { echo "FAIL: more than three times as many; valgrind --tool=callgrind says where"; exit 1; }
