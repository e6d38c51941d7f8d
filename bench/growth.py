#!/usr/bin/env python3
"""How time and memory of a scan grow with the tree.

    bench/growth.py [--program FILE] [--rounds N] [--small] [--keep FOLDER] [--instructions]

In: a built metricsdocgen (build/release); trees of our own that bench/synthetic.py makes: one doubled four times, tables and helpers'
calls doubled four times, and one large tree of 100,000 definitions behind helpers, 1,000,000 calls of helpers and tables of 10,000
rows. Out: a table on standard output; exit 1 when a scan does not find what the tree holds. What counts is the least processor time
of some rounds, which other work on the machine disturbs least; or, with --instructions, how many billion instructions one thread takes
(valgrind's callgrind), which nothing disturbs. Deliberately does not fail for a slow doubling: a reader judges it.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

import synthetic

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def scan(program, folder):
    """Seconds of processor, most memory in MB, and how many metrics were found."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([program, "scan", "--format", "text", folder], stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode()
    found = re.search(r"^(\d+) metrics?, 0 patterns, 0 unresolved sites", text, re.MULTILINE)
    if process.returncode != 0 or found is None:
        sys.exit(f"bench/growth.py: the scan of {folder} ended with {process.returncode}:\n{text[-2000:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, int(found[1])


def count(program, folder):
    """The same with billions of instructions of one thread for the seconds, and no memory: what is measured there is valgrind's."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, "scan", "--threads", "1", "--format", "text", folder]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"^(\d+) metrics?, 0 patterns, 0 unresolved sites", done.stderr, re.MULTILINE)
    counted = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or found is None or counted is None:
        sys.exit(f"bench/growth.py: counting the scan of {folder} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return int(counted[1]) / 1e9, 0, int(found[1])


def size(folder):
    return sum(os.path.getsize(os.path.join(where, name)) for where, _, names in os.walk(folder) for name in names) / 1e6


def measure(program, folder, rounds, **what):
    """A line: megabytes, metrics, seconds or instructions, memory; fails when not everything was found. No rounds: instructions."""
    expected = synthetic.tree(folder, **what)
    runs = [scan(program, folder) for _ in range(rounds)] or [count(program, folder)]
    for _, _, found in runs:
        if found != expected:
            sys.exit(f"bench/growth.py: {found} metrics found in {folder}, which holds {expected}")
    return size(folder), expected, min(run[0] for run in runs), min(run[1] for run in runs)


def doubled(program, folder, rounds, title, steps):
    counted = "processor, s" if rounds > 0 else "instructions, billions"
    print(f"\n{title}\n\n| MB | metrics | {counted} | times | memory, MB | times |\n| -: | -: | -: | -: | -: | -: |")
    before = None
    for number, what in enumerate(steps):
        line = measure(program, os.path.join(folder, f"{title.split()[0]}{number}"), rounds, **what)
        times = (f"{line[2] / before[2]:.2f}", f"{line[3] / before[3]:.2f}" if before[3] else "") if before else ("", "")
        print(f"| {line[0]:.1f} | {line[1]} | {line[2]:.2f} | {times[0]} | {f'{line[3]:.0f}' if line[3] else ''} | {times[1]} |", flush=True)
        before = line


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "release", "metricsdocgen"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--small", action="store_true", help="a tenth of everything: whether this script works")
    parser.add_argument("--instructions", action="store_true", help="count instructions instead of seconds: takes fifty times as long")
    parser.add_argument("--keep", metavar="FOLDER", help="write the trees there and leave them")
    arguments = parser.parse_args()
    share = 10 if arguments.small else 1
    rounds = 0 if arguments.instructions else arguments.rounds
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or temporary
        sizes = [1, 2, 4, 8, 16]
        doubled(arguments.program, folder, rounds, "packages doubled: 100 definitions behind three helpers and 1,000 calls in each",
                [{"packages": 20 * n // share} for n in sizes])
        doubled(arguments.program, folder, rounds, "rows of one table doubled",
                [{"packages": 0, "tables": 1, "rows": 1250 * n // share} for n in sizes])
        doubled(arguments.program, folder, rounds, "definitions of one package doubled",
                [{"packages": 1, "definitions": 2500 * n // share, "calls": 0} for n in sizes])
        doubled(arguments.program, folder, rounds, "calls in one package doubled",
                [{"packages": 1, "calls": 25000 * n // share} for n in sizes])
        doubled(arguments.program, folder, min(rounds, 1), "all of it: 100,000 definitions, 1,000,000 calls, two tables of 10,000 rows",
                [{"packages": 1000 // share, "tables": 2, "rows": 10000 // share}])


if __name__ == "__main__":
    main()
