#!/usr/bin/env python3
"""How long a scan takes, beside a text search of the same tree for the same words.

    bench/compare.py [--rounds N] [--program FILE] [--write] FOLDER...

In: folders of Go source; a built metricsdocgen (build/release) and ripgrep. Out: one table of medians, on standard output; with
--write also between the marker lines of docs/performance.md. The two run in turn in each round, so that whatever else the machine
does meets both, and what is compared is the processor time of the same run as well as the clock. Everything is warm: one round goes
before those that count. Deliberately fetches nothing and drops no cache: which trees are compared is for whoever runs it to say.
"""
import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(ROOT, "docs", "performance.md")
BEGIN, END = "<!-- bench/compare.py: begin -->", "<!-- bench/compare.py: end -->"
# What src/libraries/ looks for in Go files, shortened to what tells them apart.
NEEDLES = ["prometheus/client_golang", "VictoriaMetrics/metrics", "docker/go-metrics", "k8s.io/component-base/metrics", "armon/go-metrics",
           "hashicorp/go-metrics", "go.opentelemetry.io/otel/metric", "go.opencensus.io/stats", "go-kit/kit/metrics", "# TYPE ", "# HELP "]


def run(command):
    """Runs a command; gives seconds by the clock, seconds of processor, and the most memory it had in MB."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"bench/compare.py: `{' '.join(command[:4])} ...` failed with {process.returncode}")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def go_bytes(folder):
    files = total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            if name.endswith(".go") and not os.path.islink(path):
                files, total = files + 1, total + os.path.getsize(path)
    return files, total


def measure(program, folder, rounds):
    scan = [program, "scan", "--format", "text", folder]
    search = ["rg", "-l", "-uu", "-tgo", "-j2", *[part for needle in NEEDLES for part in ("-e", needle)], folder]
    pairs = [(run(scan), run(search)) for _ in range(rounds + 1)][1:]
    middle = lambda values: statistics.median(values)
    files, total = go_bytes(folder)
    return {
        "tree": os.path.basename(os.path.abspath(folder)) if os.path.basename(folder) != "src" else os.path.basename(os.path.dirname(os.path.abspath(folder))),
        "files": files, "mb": total / 1e6,
        "clock": middle(a[0] for a, _ in pairs), "cpu": middle(a[1] for a, _ in pairs), "memory": middle(a[2] for a, _ in pairs),
        "rg": middle(b[0] for _, b in pairs), "rg_cpu": middle(b[1] for _, b in pairs),
        "ratio": middle(a[0] / b[0] for a, b in pairs),
    }


def machine():
    model = platform.processor() or platform.machine()
    with open("/proc/cpuinfo", encoding="utf-8") as cpus:
        model = next((line.split(":", 1)[1].strip() for line in cpus if line.startswith("model name")), model)
    return f"{os.cpu_count()} cores ({model}), load {os.getloadavg()[0]:.1f} at the end"


def table(rows, rounds):
    lines = ["| Tree | Go files | MB | scan, s | of processor, s | memory, MB | rg, s | of processor, s | ratio |",
             "| - | -: | -: | -: | -: | -: | -: | -: | -: |"]
    for row in rows:
        lines.append("| {tree} | {files} | {mb:.1f} | {clock:.2f} | {cpu:.2f} | {memory:.0f} | {rg:.3f} | {rg_cpu:.3f} | {ratio:.1f} |".format(**row))
    return "\n".join(lines + ["", f"Medians of {rounds} rounds, warm. {machine()}."])


def write(text):
    with open(PAGE, encoding="utf-8") as page:
        before, _, rest = page.read().partition(BEGIN)
    after = rest.partition(END)[2]
    with open(PAGE + ".new", "w", encoding="utf-8") as page:
        page.write(f"{before}{BEGIN}\n{text}\n{END}{after}")
    os.replace(PAGE + ".new", PAGE)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "release", "metricsdocgen"))
    parser.add_argument("--write", action="store_true")
    parser.add_argument("folders", nargs="+")
    arguments = parser.parse_args()
    for tool in ("rg", arguments.program):
        if shutil.which(tool) is None:
            sys.exit(f"bench/compare.py: `{tool}` is not there; build the release preset, and install ripgrep")
    text = table([measure(arguments.program, folder, arguments.rounds) for folder in arguments.folders], arguments.rounds)
    print(text)
    if arguments.write:
        write(text)


if __name__ == "__main__":
    main()
