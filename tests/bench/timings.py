"""Where the compiled engine's time goes: by stage of the call, and inside the loop by kind of event and chore.

In a fresh process for which nothing is compiled: there, all functions are compiled one by one and the loop with a stopwatch is put
together from the same code as the engine's.
"""

from __future__ import annotations

import json
import platform
import resource
from collections.abc import Callable
from functools import cache
from statistics import median
from time import perf_counter, process_time
from typing import Any

import numpy as np

from scenarios.calendar import day
from scenarios.load import load
from scenarios.schema.scenario import Scenario
from sim.luck import Floats
from sim.people import Population, sample
from tests.bench.part import Found, digest, must_equal

ROUNDS = 9
LEAST_SHARE = 0.01
STAGES = ("memory built", "loop", "log unpacked", "memory let go")


def stages(scenario: Scenario, people: Population) -> Found:
    """Seconds (median) and page faults of the stages of an engine call."""
    from sim.engines.compiled import log_of, run_to
    from sim.engines.memory import Memory

    taken: list[list[float]] = []
    faults: list[list[int]] = []
    for _ in range(ROUNDS):
        times, seen = [process_time()], [resource.getrusage(resource.RUSAGE_SELF).ru_minflt]

        def mark(times: list[float] = times, seen: list[int] = seen) -> None:
            times.append(process_time())
            seen.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)

        memory = Memory(scenario, people)
        mark()
        run_to(memory, day(scenario.end))
        mark()
        rows = log_of(memory)
        mark()
        del memory, rows
        mark()
        taken.append(np.diff(times).tolist())
        faults.append(np.diff(seen).tolist())
    return {name: {"seconds": median(t[k] for t in taken), "faults": int(median(f[k] for f in faults))} for k, name in enumerate(STAGES)}


def inside(scenario: Scenario, people: Population, wanted: str) -> Found:
    """Counts and nanoseconds of everything that the loop does; the readings of the stopwatch are taken off."""
    from sim.engines.compiled import FULL, log_of
    from sim.engines.memory import Memory
    from sim.luck import TICKS_PER_DAY
    from tests.bench import stopwatch

    until = int(day(scenario.end) * TICKS_PER_DAY)
    rounds = []
    for _ in range(4):
        memory = Memory(scenario, people)
        tally = np.zeros((len(stopwatch.NAMES), stopwatch.COLUMNS), dtype=np.int64)
        stamp, since = _stamp(), perf_counter()
        while stopwatch.advance(memory.s, tally.ctypes.data, until) == FULL:
            memory.grow()
        rounds.append((tally, (perf_counter() - since) / (_stamp() - stamp) * 1e9))
        must_equal(digest(log_of(memory)), wanted, "log of the loop with a stopwatch")
    return _summed(rounds[1:], int(memory.s["handled"]))


@cache
def _reader() -> Callable[[], int]:
    import numba

    from tests.bench.stopwatch import cycles

    read: Callable[[], int] = numba.njit(lambda: cycles())  # noqa: PLW0108 -- an intrinsic is only callable from compiled code
    read()
    return read


def _stamp() -> int:
    return _reader()()


def _summed(rounds: list[tuple[Any, float]], handled: int) -> Found:
    from tests.bench import stopwatch

    tally = rounds[0][0]
    spent = np.array([each[:, 1] * ns for each, ns in rounds])
    alone: Floats = spent[:, stopwatch.ALONE] / tally[stopwatch.ALONE, 0]
    net = np.median(np.maximum(spent - alone[:, None] * tally[:, 0], 0.0), axis=0)
    lines = [
        {"what": name, "times": int(times), "ns": float(ns / times), "nothing": int(nothing), "total": float(ns)}
        for name, (times, _, nothing), ns in zip(stopwatch.NAMES, tally.tolist(), net.tolist(), strict=True)
        if times and name != "stopwatch alone"
    ]
    grants = tally[stopwatch.FIRST_GRANT : stopwatch.FIRST_CHORE, 0]
    return {
        "lines": sorted(lines, key=lambda line: -line["total"]),
        "handled": handled,
        "grants": int(grants.sum()),
        "nothing": int(tally[:, 2].sum()),
        "reading ns": float(np.median(alone)),
    }


def measure() -> Found:
    """Stages, and the inside of the loop where the processor's time stamp can be read."""
    from sim.engines.compiled import play

    scenario = load("vastmanland")
    people = sample(scenario, 1, 0)
    events = play(scenario, people)
    found: Found = {"rows": len(events), "stages": stages(scenario, people)}
    if platform.machine() in {"x86_64", "AMD64"}:
        found["inside"] = inside(scenario, people, digest(events))
    return found


def section(found: Found) -> list[str]:
    """Both tables."""
    whole = sum(each["seconds"] for each in found["stages"].values())
    lines = [
        "### Where the compiled engine's time goes",
        "",
        "| stage of the engine call | ms | share | ns a log row | page faults |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, each in found["stages"].items():
        row = each["seconds"] / found["rows"] * 1e9
        lines.append(f"| {name} | {each['seconds'] * 1e3:.1f} | {each['seconds'] / whole:.0%} | {row:.0f} | {each['faults']} |")
    return [*lines, *(_inside_lines(found["inside"], found["rows"]) if "inside" in found else [])]


def _inside_lines(inside: Found, rows: int) -> list[str]:
    total = sum(line["total"] for line in inside["lines"])
    shown = [line for line in inside["lines"] if line["total"] >= LEAST_SHARE * total]
    rest = [line for line in inside["lines"] if line["total"] < LEAST_SHARE * total]
    lines = [
        "",
        f"Inside the loop: {inside['handled']} timed events ({inside['handled'] / rows:.2f} a log row), of which {inside['nothing']} came",
        "to nothing (the timer no longer counted, or what it began ends after the run), and",
        f"{inside['grants']} grants. Measured by the processor's time stamp around each step, the reading itself",
        f"({inside['reading ns']:.0f} ns) taken off. Caches know nothing of such borders: a step also pays for what others pushed out.",
        "",
        "| step | times | came to nothing | ns each | share of the loop |",
        "|---|---:|---:|---:|---:|",
    ]
    for line in shown:
        share = line["total"] / total
        lines.append(f"| {line['what']} | {line['times']} | {line['nothing'] or ''} | {line['ns']:.0f} | {share:.1%} |")
    if rest:
        times, spent = sum(line["times"] for line in rest), sum(line["total"] for line in rest)
        nothing = sum(line["nothing"] for line in rest)
        lines.append(f"| {len(rest)} others | {times} | {nothing or ''} | {spent / times:.0f} | {spent / total:.1%} |")
    return lines


if __name__ == "__main__":
    print(json.dumps(measure()))
