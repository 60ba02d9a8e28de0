"""The two engines side by side: the same people, and the first row in which their logs differ."""

from __future__ import annotations

from itertools import zip_longest

import numpy as np
from hypothesis import HealthCheck, Phase, given, seed, settings

from scenarios.calendar import day
from sim.engines.compiled import log_of, run_to
from sim.engines.jit import build
from sim.engines.memory import Memory
from sim.events import EVENTS
from sim.run import play
from tests.small_county.play import Log
from tests.small_county.ties import Case, cases


def by_reference(case: Case) -> Log:
    """The log of the engine that a reviewer reads."""
    return play(case.scenario, case.people, "simpy")


def by_compiled(case: Case) -> Log:
    """The log of the compiled engine, as everyone runs it."""
    return play(case.scenario, case.people, "compiled")


def in_slices(case: Case, days: float) -> Log:
    """The log of the compiled engine that comes back every so many days, and whose tables are as short as they can be."""
    return run_in_slices(least_memory(case), case, days)


def least_memory(case: Case) -> Memory:
    """The compiled engine's memory with next to no room in the tables that grow."""
    build()
    return Memory(case.scenario, case.people, generous=0.0)


def run_in_slices(memory: Memory, case: Case, days: float) -> Log:
    """Let the compiled engine run to its end, coming back every so many days; gives its log."""
    until, end = day(case.scenario.start), day(case.scenario.end)
    while until < end:
        until = min(until + days, end)
        run_to(memory, until)
    return log_of(memory)


def first_difference(reference: Log, other: Log) -> str:
    """What the reference says where the other first says something else; empty when every row is the same."""
    if np.array_equal(reference, other):
        return ""
    row = next(k for k, (a, b) in enumerate(zip_longest(reference, other)) if a is None or b is None or a != b)
    return f"row {row} of {len(reference)}: {_told(reference, row)}; the other, of {len(other)}: {_told(other, row)}"


def _told(log: Log, row: int) -> str:
    if row >= len(log):
        return "nothing more"
    time, person, municipality, event, detail = log[row].item()
    return f"day {time}: person {person} {EVENTS[event].name} in {municipality} ({detail})"


SEEDS = 10
"""So many runs of Hypothesis give the cases: within one run they are alike, since it varies what it has drawn before."""


def drawn(count: int) -> list[Case]:
    """So many cases, always the same."""
    found: list[Case] = []
    for number in range(1, SEEDS + 1):

        @seed(number)
        @settings(
            max_examples=count // SEEDS, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
        )
        @given(cases())
        def collect(case: Case) -> None:
            found.append(case)

        collect()
    return found
