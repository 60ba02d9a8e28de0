"""The engine's time per log row against a bare heap: pop, touch a record, push."""

from __future__ import annotations

from statistics import median
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from scenarios.calendar import day
from scenarios.load import load
from scenarios.schema.scenario import Scenario
from sim.engines.compiled import SLICE_DAYS, log_of, play, run_to
from sim.engines.memory import Memory
from sim.engines.tables import PERSON
from sim.people import Population, sample
from tests.bench.part import Demand, Found, in_turns, ratio

MOST_RATIO = 4.0
AIM = 2.0
ROUNDS, OFTEN = 7, 3
SUBJECT_BITS = 20
TITLE = "Time per log row against a bare heap"


def _hold(heap: NDArray[np.int64], records: NDArray[np.int64], steps: int, most: int) -> int:
    """Pop the least key, touch the record it names, push a later key that names another record; gives the time reached.

    A key is the time and below it the record's number; `most` is the greatest time that an entry waits.
    """
    n, luck, people, now = len(heap), np.uint64(88172645463325252), len(records), 0
    for _ in range(steps):
        key, last, i, child = heap[0], heap[n - 1], 0, 1
        while child < n - 1:
            if child + 1 < n - 1 and heap[child + 1] < heap[child]:
                child += 1
            heap[i] = heap[child]
            i = child
            child = 2 * i + 1
        while i > 0 and heap[(i - 1) >> 1] > last:
            heap[i] = heap[(i - 1) >> 1]
            i = (i - 1) >> 1
        heap[i] = last
        now = key >> SUBJECT_BITS
        records[key & ((1 << SUBJECT_BITS) - 1), 0] += 1
        luck ^= luck << np.uint64(13)
        luck ^= luck >> np.uint64(7)
        luck ^= luck << np.uint64(17)
        found = np.int64(luck >> np.uint64(1))
        later = ((now + 1 + (found >> 24) % most) << SUBJECT_BITS) | ((found & 0xFFFFFF) % people)
        i = n - 1
        while i > 0 and heap[(i - 1) >> 1] > later:
            heap[i] = heap[(i - 1) >> 1]
            i = (i - 1) >> 1
        heap[i] = later
    return int(now)


hold: Any = numba.njit(_hold)


def timers_alive(scenario: Scenario, people: Population) -> tuple[int, int, int]:
    """Entries on the agenda (mean over the timed events handled, and most), and the number of timed events."""
    memory = Memory(scenario, people)
    s: Any = memory.s
    before, alive = int(s["timers_left"]), int(s["timers_free"])
    counts, handled = [], []
    until, end = day(scenario.start), day(scenario.end)
    while until < end:
        until, done = min(until + SLICE_DAYS, end), int(s["handled"])
        run_to(memory, until)
        counts.append(alive + before - int(s["timers_left"]) + int(s["present_n"]))
        handled.append(int(s["handled"]) - done)
    log_of(memory)
    return int(np.average(counts, weights=handled)), max(counts), int(s["handled"])


def measure() -> Found:
    """The engine call and the bare heap in turns, with as many entries and records as the run has timers alive and people."""
    scenario = load("vastmanland")
    people = sample(scenario, 1, 0)
    rows = len(play(scenario, people))
    entries, most, handled = timers_alive(scenario, people)
    luck = np.random.Generator(np.random.Philox(1))
    heap = np.sort((luck.integers(1, 1 << 24, entries) << SUBJECT_BITS) | luck.integers(0, people.n, entries))
    records = np.zeros((people.n, PERSON.itemsize // 8), dtype=np.int64)

    def bare() -> None:
        hold(heap, records, rows, 1 << 24)

    bare()
    engine, held = in_turns([(lambda: play(scenario, people), OFTEN), (bare, OFTEN)], ROUNDS)
    return {
        "rows": rows,
        "handled": handled,
        "entries": entries,
        "most entries": most,
        "records": people.n,
        "record bytes": PERSON.itemsize,
        "engine ns": median(engine) / rows * 1e9,
        "heap ns": median(held) / rows * 1e9,
        "ratio": ratio(engine, held),
    }


def demands(found: Found) -> list[Demand]:
    """Time per row against the heap's time per step."""
    value = found["ratio"]
    how = f"engine call and bare heap in turns, {ROUNDS} rounds, median of the ratios"
    promised = f"at most {MOST_RATIO:g} (aim {AIM:g})"
    return [Demand("Time per log row against a bare heap", f"{value:.2f} times", promised, value <= MOST_RATIO, how)]


def section(found: Found) -> list[str]:
    """The heap's size and both times."""
    return [
        f"The bare heap has {found['entries']} entries, as many as timers are alive in the run when a timed event is handled (mean;",
        f"most: {found['most entries']}), and {found['records']} records of {found['record bytes']} bytes, a person's row.",
        "One step pops, adds to a word of a random record, and pushes; as many steps are done as the run writes log rows.",
        "",
        "| engine call, ns a log row | bare heap, ns a step | ratio | timed events a log row |",
        "|---:|---:|---:|---:|",
        f"| {found['engine ns']:.0f} | {found['heap ns']:.0f} | {found['ratio']:.2f} | {found['handled'] / found['rows']:.2f} |",
    ]
