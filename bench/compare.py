#!/usr/bin/env python3
"""How long a scan takes, beside a text search of the same tree for the same words.

    bench/compare.py [--rounds N] [--program FILE] [--cold] [--together] [--write] FOLDER...

In: folders of Go source; a built metricsdocgen (build/release) and ripgrep; Go, if it is there, for bench/peer, which does what this
program's ancestor does. Out: one table of medians, on standard output; with --write also between the marker lines of
docs/performance.md. All run in turn in each round, so that whatever else the machine does meets all, and what is compared is the
processor time of the same run as well as the clock. Warm: one round goes before those that count. --cold: the system is advised to
forget the files (posix_fadvise) before each run instead, which it does for what nobody else uses; the names of folders stay.
--together: one more line for a scan of all folders at once. Deliberately fetches no trees: which are compared is for whoever runs it
to say. promlinter is not among the peers, as Debian does not have it.
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


def forget(folders):
    """Advises the system to drop the files from its cache; those that are being written or used by others stay."""
    for folder in folders:
        for where, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(where, name)
                if os.path.islink(path) or not os.path.isfile(path):
                    continue
                descriptor = os.open(path, os.O_RDONLY)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(descriptor)


def build_peer():
    """What parses every file with Go's own parser and reads literals only; "" where Go is not installed."""
    if shutil.which("go") is None:
        return ""
    peer = os.path.join(ROOT, "build", "bench", "peer")
    subprocess.run(["go", "build", "-o", peer, "."], cwd=os.path.join(ROOT, "bench", "peer"), check=True,
                   env={**os.environ, "GOFLAGS": "-mod=mod", "GOPROXY": "off"})
    return peer


def go_bytes(folder):
    files = total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            if name.endswith(".go") and not os.path.islink(path):
                files, total = files + 1, total + os.path.getsize(path)
    return files, total


def name_of(folder):
    path = os.path.abspath(folder)
    return os.path.basename(os.path.dirname(path) if os.path.basename(path) == "src" else path)


def measure(program, peer, folders, name, rounds, cold):
    commands = {
        "scan": [program, "scan", "--format", "text", *folders],
        "rg": ["rg", "-l", "-uu", "-tgo", "-j2", *[part for needle in NEEDLES for part in ("-e", needle)], *folders],
    }
    if peer:
        commands["peer"] = [peer, *folders]
    runs = {which: [] for which in commands}
    for number in range(rounds + (0 if cold else 1)):
        for which, command in commands.items():
            if cold:
                forget(folders)
            result = run(command)
            if cold or number > 0:
                runs[which].append(result)
    middle = lambda which, what: statistics.median(each[what] for each in runs[which])
    sizes = [go_bytes(folder) for folder in folders]
    return {
        "tree": name, "files": sum(each[0] for each in sizes), "mb": sum(each[1] for each in sizes) / 1e6,
        "clock": middle("scan", 0), "cpu": middle("scan", 1), "memory": middle("scan", 2),
        "rg": middle("rg", 0), "rg_cpu": middle("rg", 1),
        "peer": f"{middle('peer', 0):.2f}" if peer else "",
        "ratio": statistics.median(a[0] / b[0] for a, b in zip(runs["scan"], runs["rg"])),
        "peer_ratio": f"{statistics.median(a[0] / b[0] for a, b in zip(runs['scan'], runs['peer'])):.2f}" if peer else "",
    }


def machine():
    model = platform.processor() or platform.machine()
    with open("/proc/cpuinfo", encoding="utf-8") as cpus:
        model = next((line.split(":", 1)[1].strip() for line in cpus if line.startswith("model name")), model)
    return f"{os.cpu_count()} cores ({model}), load {os.getloadavg()[0]:.1f} at the end"


def table(rows, rounds, cold):
    lines = ["| Tree | Go files | MB | scan, s | of processor, s | memory, MB | rg, s | of processor, s | ratio | Go's parser, s | ratio |",
             "| - | -: | -: | -: | -: | -: | -: | -: | -: | -: | -: |"]
    for row in rows:
        lines.append("| {tree} | {files} | {mb:.1f} | {clock:.2f} | {cpu:.2f} | {memory:.0f} | {rg:.3f} | {rg_cpu:.3f} | {ratio:.1f} | {peer} | {peer_ratio} |".format(**row))
    return "\n".join(lines + ["", f"Medians of {rounds} rounds, {'cold' if cold else 'warm'}. {machine()}."])


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
    parser.add_argument("--cold", action="store_true", help="with the files out of the system's cache")
    parser.add_argument("--together", action="store_true", help="all folders in one scan, too")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md, too")
    parser.add_argument("folders", nargs="+")
    arguments = parser.parse_args()
    for tool in ("rg", arguments.program):
        if shutil.which(tool) is None:
            sys.exit(f"bench/compare.py: `{tool}` is not there; build the release preset, and run tools/install_packages.sh bench")
    peer = build_peer()
    trees = [([folder], name_of(folder)) for folder in arguments.folders]
    if arguments.together:
        trees.append((arguments.folders, f"all {len(arguments.folders)} together"))
    rows = [measure(arguments.program, peer, folders, name, arguments.rounds, arguments.cold) for folders, name in trees]
    text = table(rows, arguments.rounds, arguments.cold)
    print(text)
    if arguments.write:
        write(text)


if __name__ == "__main__":
    main()
