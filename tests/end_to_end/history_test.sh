#!/bin/bash
# Since when metrics are there, by git's own word: over a repository made here, with a renamed file, a moved metric, releases, a shallow
# clone; and what is said when there is no git or no repository.
# In: the built program. Out: a line for each expectation, "history: N passed, N failed".
set -uo pipefail
program=$(realpath "$1")
source "$(dirname "$0")/expect.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/app" "$work/none" "$work/bin"
cd "$work/app" || exit 2
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org

source_of() { # NAME...: a file that makes these counters
  echo 'package app'
  echo 'import "github.com/prometheus/client_golang/prometheus"'
  for name in "$@"; do
    echo "var ${name#*_} = prometheus.NewCounter(prometheus.CounterOpts{Namespace: \"app\", Name: \"$name\", Help: \"Things.\"})"
  done
}
commit() { # DATE MESSAGE
  git add -A && GIT_AUTHOR_DATE="$1T12:00:00Z" GIT_COMMITTER_DATE="$1T12:00:00Z" git commit -qm "$2"
}
since() { # NAME [FOLDER]: "date release" of the catalog
  (cd "${2:-.}" && "$program" scan --history --format csv . 2>/dev/null) | tr -d '\r' | awk -F, -v name="$1" '$1 == name { print $(NF-1), $NF }'
}

git init -q .
source_of first_total moved_total >old.go
commit 2024-01-01 "two metrics"
git tag v1.0.0-rc.1
git tag v1.0.0
git mv old.go new.go
commit 2024-02-01 "a new name"
source_of first_total >new.go
source_of moved_total >other.go
commit 2024-03-01 "a metric moves"
source_of moved_total second_total >other.go
commit 2024-04-01 "a third metric"
GIT_COMMITTER_DATE=2024-04-02T12:00:00Z git tag -a v1.1.0 -m "a release"
source_of moved_total second_total third_total >other.go
commit 2024-05-01 "a fourth metric"
source_of moved_total second_total third_total fourth_total >other.go  # not committed

expect "a renamed file is followed" [ "$(since app_first_total)" = "2024-01-01 v1.0.0" ]
expect "a metric may move between files" [ "$(since app_moved_total)" = "2024-01-01 v1.0.0" ]
expect "a later metric is of a later release" [ "$(since app_second_total)" = "2024-04-01 v1.1.0" ]
expect "of no release there is a date" [ "$(since app_third_total)" = "2024-05-01 " ]
expect "what is not committed has no date" [ "$(since app_fourth_total)" = " " ]
expect "and that is said" grep -q "the history says nothing about 1 of 5 metrics" <("$program" scan --history . 2>&1)
expect "nothing is asked without the option" [ -z "$("$program" scan --format csv . 2>/dev/null | grep 2024)" ]

git clone -q --depth 2 "file://$work/app" "$work/shallow"
expect "where history is cut off, that is as old as is known" grep -q "at least 2024-04-01, where the history is cut off" \
  <(cd "$work/shallow" && "$program" scan --history --format sections . 2>/dev/null)
expect "and a line says so" grep -q "shallow clone" <(cd "$work/shallow" && "$program" scan --history . 2>&1 >/dev/null)
expect "sections name release and commit" grep -q "Since:\*\* v1.1.0, 2024-04-01, \`[0-9a-f]\{12\}\`" <("$program" scan --history --format sections . 2>/dev/null)

source_of first_total >"$work/none/a.go"
(cd "$work/none" && GIT_CEILING_DIRECTORIES=$work "$program" scan --history . >out 2>err)
expect "no repository: it could not run" [ $? = 2 ]
expect "and git's words say why" grep -q "the history cannot be told: git says .*not a git repository" "$work/none/err"
PATH=$work/bin "$program" scan --history . >/dev/null 2>"$work/err"
expect "no git: it could not run" [ $? = 2 ]
expect "and what to do is said" grep -q "the program .git., which is not there; install it" "$work/err"

echo "history: $passed passed, $failed failed"
((failed == 0))
