"""`make bench`: measures, compares with what is promised, and writes docs/benchmarks.md. A look, not a test: machines differ."""

from __future__ import annotations

import sys
from pathlib import Path

from scenarios.load import load
from sim.people import sample
from sim.policies import QUEUE_POLICIES
from tests.bench.memory import replication
from tests.bench.network import FEWER_PLACES, MORE_PLACES, PLACES, compared
from tests.bench.queues import costs

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
MOST_RATIO, LEAST_GAIN, MOST_BYTES = 1.5, 2.0, 10_240.0

INTRODUCTION = """# Benchmarks

Written by `make bench`. Ratios hold for any machine, seconds only for the one that ran it (one core). Nothing here is a test: a busy
machine gives other numbers.
"""


def kept(holds: bool) -> str:
    """A word for whether a promise holds."""
    return "yes" if holds else "**no**"


def queue_table() -> list[str]:
    """Cost per grant with 10 000 waiting against 100, by policy."""
    lines = [
        "## Cost per event does not grow with the queue",
        "",
        "A place with ten seats whose queue keeps its length among 11 000 people; one grant with all that belongs to it. Promise: at most",
        f"{MOST_RATIO} times.",
        "",
        "| policy | 100 waiting, µs | 10 000 waiting, µs | ratio | kept |",
        "|---|---:|---:|---:|---|",
    ]
    for name, key in QUEUE_POLICIES.items():
        short, long = costs(key)
        lines.append(f"| {name} | {short * 1e6:.1f} | {long * 1e6:.1f} | {long / short:.2f} | {kept(long / short <= MOST_RATIO)} |")
        print(lines[-1], file=sys.stderr)
    return lines


def network_table() -> list[str]:
    """The reduced scenario against plain SimPy."""
    scenario = load("vastmanland")
    population = sample(scenario, 1, 0)
    lines = [
        "## A reduced scenario against plain SimPy",
        "",
        "The placement queue (families first), then SFI courses to D (first come), nothing else; the same people and durations, and equal",
        f"mean waits, checked first. Promise: at least {LEAST_GAIN:g} times as fast as `simpy.PriorityResource` and `simpy.Resource`",
        f"where the wait for a placement is as in 2014-2015 (152 days; {PLACES} places). The gain grows with the queue: a",
        "`PriorityResource` sorts all of it at each request.",
        "",
        "| places | people | mean wait placement, days | mean wait SFI, days | ours, s | plain SimPy, s | times as fast | kept |",
        "|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for places in (MORE_PLACES, PLACES, FEWER_PLACES):
        found = compared(scenario, population, places)
        gain = found.plain / found.ours
        word = kept(gain >= LEAST_GAIN) if places == PLACES else ""
        waits = f"{found.waits[0]:.1f} | {found.waits[1]:.1f}"
        lines.append(f"| {places} | {found.people} | {waits} | {found.ours:.2f} | {found.plain:.2f} | {gain:.1f} | {word} |")
        print(lines[-1], file=sys.stderr)
    return lines


def replication_table() -> list[str]:
    """Memory and time of a replication of Västmanland."""
    found = replication()
    lines = [
        "## One replication of Västmanland",
        "",
        "Peak memory of a fresh process, less that of one that only imports and loads. Promise: at most 10 KB a person simulated.",
        "",
        "| people | events | seconds | events a second | peak, MB | KB a person | kept |",
        "|---:|---:|---:|---:|---:|---:|---|",
        f"| {found.people} | {found.events} | {found.seconds:.1f} | {found.events / found.seconds:.0f} | {found.bytes / 1e6:.0f} "
        f"| {found.per_person / 1024:.1f} | {kept(found.per_person <= MOST_BYTES)} |",
    ]
    print(lines[-1], file=sys.stderr)
    return lines


def main() -> None:
    """Measure and write the page."""
    parts = [INTRODUCTION.strip(), *("\n".join(table()) for table in (queue_table, network_table, replication_table))]
    PAGE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    print(PAGE.relative_to(PAGE.parents[1]))


if __name__ == "__main__":
    main()
