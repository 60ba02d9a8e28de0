"""Peak memory and time of one replication with either engine, in fresh processes; beside one that only imports and loads."""

from __future__ import annotations

import json
import sys
from time import perf_counter

from tests.bench.part import Demand, Found, compile_engine, fresh, peak_bytes, word

MOST_BYTES = {"compiled": 2_048.0, "simpy": 10_240.0}
TITLE = "Memory of one replication of Västmanland"


def measure() -> Found:
    """A replication with each engine: people, rows, seconds, and bytes a person beyond a process that has everything ready."""
    found: Found = {}
    fresh("memory", "compiled", "ready")  # whatever is not compiled yet is compiled here
    for engine in MOST_BYTES:
        idle, drawn, busy = (fresh("memory", engine, mode) for mode in ("ready", "sample", "simulate"))
        beyond = busy["peak"] - idle["peak"]
        found[engine] = busy | {
            "beyond": beyond,
            "a person": beyond / busy["people"],
            "sampling": (drawn["peak"] - idle["peak"]) / busy["people"],
        }
    return found


def run(engine: str, mode: str) -> Found:
    """One process: everything imported, compiled code and scenario loaded; then people drawn, or a replication simulated."""
    from scenarios.load import load
    from sim.people import sample
    from sim.run import play

    scenario = load("vastmanland")
    if engine == "compiled":
        compile_engine()
    since, people, rows = perf_counter(), 0, 0
    if mode != "ready":
        population = sample(scenario, 1, 0)
        people = population.n
        if mode == "simulate":
            rows = len(play(scenario, population, "compiled" if engine == "compiled" else "simpy"))
    return {"people": people, "rows": rows, "seconds": perf_counter() - since, "peak": peak_bytes()}


def demands(found: Found) -> list[Demand]:
    """Bytes a person with either engine."""
    how = "peak of a fresh process less that of one with everything imported, compiled code and scenario loaded; sampling included"
    return [
        Demand(
            f"Memory a person, {engine} engine",
            f"{found[engine]['a person'] / 1024:.2f} KB",
            f"at most {most / 1024:.0f} KB",
            found[engine]["a person"] <= most,
            how,
        )
        for engine, most in MOST_BYTES.items()
    ]


def section(found: Found) -> list[str]:
    """Both engines."""
    lines = [
        "Peak memory of a fresh process, less that of one that has imported everything and loaded compiled code and scenario.",
        "",
        "| engine | people | log rows | seconds | rows a second | peak beyond, MB | KB a person | of which sampling alone | kept |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for engine, most in MOST_BYTES.items():
        each = found[engine]
        held = word(each["a person"] <= most)
        lines.append(
            f"| {engine} | {each['people']} | {each['rows']} | {each['seconds']:.2f} | {each['rows'] / each['seconds']:.0f} "
            f"| {each['beyond'] / 1e6:.0f} | {each['a person'] / 1024:.2f} | {each['sampling'] / 1024:.2f} | {held} |"
        )
    return lines


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], sys.argv[2])))
