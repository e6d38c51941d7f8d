"""Go trees of our own, as large as wanted, for bench/growth.py.

In: how many packages. Out: folders of Go source with a go.mod, and how many metrics are in them. The text is made of numbers, so a
tree of a size is the same bytes every time. Deliberately no copies of anybody's code: helpers on helpers, tables that are looped
over, options in parts and calls that count are what real trees have and what costs time.
"""
import os

HEAD = """package {package}

import "github.com/prometheus/client_golang/prometheus"

"""
HELPERS = """var reg = prometheus.NewRegistry()

func newCounter(subsystem, name, help string) *prometheus.CounterVec {
	c := prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "PACKAGE", Subsystem: subsystem, Name: name, Help: help}, []string{"kind"})
	reg.MustRegister(c)
	return c
}

func newTotal(subsystem, name, help string) *prometheus.CounterVec { return newCounter(subsystem, name+"_total", help) }

func newWorkerTotal(name, help string) *prometheus.CounterVec { return newTotal("worker", name, "Worker: "+help) }

func count(c *prometheus.CounterVec, kind string) { countMany(c, kind, 1) }

func countMany(c *prometheus.CounterVec, kind string, many float64) { c.WithLabelValues(kind).Add(many) }

"""


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="ascii") as file:
        file.write(text)
    return len(text)


def package(folder, name, definitions, calls):
    """One package: `definitions` metrics through three helpers, `calls` calls of a helper that counts, in files of 50 functions."""
    write(f"{folder}/helpers.go", HEAD.format(package=name) + HELPERS.replace("PACKAGE", name))
    write(f"{folder}/metrics.go", f"package {name}\n\nvar (\n" + "".join(
        f'\tm{i} = newWorkerTotal("done{i}", "how often number {i} was done.")\n' for i in range(definitions)) + ")\n")
    for file, begin in enumerate(range(0, calls, 1000)):
        text = [f"package {name}\n"]
        for i in range(begin, min(calls, begin + 1000)):
            if i % 20 == 0:
                text.append(f"\n// run{i} does a part of the work.\nfunc run{i}(items []string) {{\n\tfor _, item := range items {{\n\t\t_ = item\n\t}}\n")
            text.append(f'\tcount(m{i % definitions}, "kind{i % 7}")\n')
            if i % 20 == 19 or i == calls - 1:
                text.append("}\n")
        write(f"{folder}/run{file}.go", "".join(text))
    return definitions


def table(folder, name, rows):
    """One package whose metrics are the rows of a table."""
    write(f"{folder}/table.go", HEAD.format(package=name) + "var reg = prometheus.NewRegistry()\n\nvar table = []struct{ name, help string }{\n" + "".join(
        f'\t{{"row{i}_total", "Row number {i}."}},\n' for i in range(rows)) + f"""}}

func init() {{
	for _, row := range table {{
		reg.MustRegister(prometheus.NewCounter(prometheus.CounterOpts{{Namespace: "{name}", Name: row.name, Help: row.help}}))
	}}
}}
""")
    return rows


def tree(folder, packages, definitions=100, calls=1000, tables=0, rows=10000):
    """Writes the tree and says how many metrics it defines."""
    write(f"{folder}/go.mod", "module example.org/synthetic\n\ngo 1.19\n\nrequire github.com/prometheus/client_golang v1.17.0\n")
    metrics = sum(package(f"{folder}/p{i // 100}/p{i}", f"p{i}", definitions, calls) for i in range(packages))
    return metrics + sum(table(f"{folder}/t{i}", f"t{i}", rows) for i in range(tables))
