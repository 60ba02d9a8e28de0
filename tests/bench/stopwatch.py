"""The compiled engine's loop with a stopwatch: how often and how long each kind of event, grant and chore takes.

The loop is that of `sim.engines.compiled`, with two readings of the processor's time stamp around each step; the log must be the
same. For processors with a time stamp counter that programs may read.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import extending, types

from sim.engines.agenda import KIND_MASK, SUBJECT_MASK, TIME_SHIFT, next_slot, pop
from sim.engines.clock import SUBJECT_BITS
from sim.engines.compiled import ARRIVED, FULL, carry_out, dispatch, is_full, move, move_clock
from sim.engines.generated import GRANT
from sim.engines.jit import i8, takes
from sim.engines.rows import close_instant
from sim.engines.tables import State, ints, place_row
from sim.events import TIMER
from sim.stages.work.compiled import recompute

_intrinsic: Any = extending.intrinsic  # typed as its caller sees it, which is not how it is called

CHORES = (
    "agenda: take the next event",
    "agenda: next slot",
    "places: look and find nobody",
    "hazards: recompute",
    "log: order the instant",
    "clock: dated values",
    "stopwatch alone",
)
FIRST_GRANT = len(TIMER) + 1
FIRST_CHORE = FIRST_GRANT + len(GRANT)
TAKE, SLOT, LOOK, HAZARD, ORDER, CLOCK, ALONE = range(FIRST_CHORE, FIRST_CHORE + len(CHORES))
NAMES = ("a dated change of capacity", *TIMER, *(f"{kind} granted" for kind in GRANT), *CHORES)
"""What is timed: timed events by kind, grants by kind of place, chores."""
COLUMNS = 3
"""Times, cycles, and how many timed events came to nothing."""


@_intrinsic  # type: ignore[untyped-decorator]
def cycles(typing: Any) -> Any:
    """The processor's time stamp."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        function = builder.module.declare_intrinsic("llvm.readcyclecounter", (), ir.FunctionType(ir.IntType(64), ()))
        return builder.call(function, ())

    return types.int64(), generate


@takes(i8, i8, i8)
def note(s: State, tally: int, what: int, since: int) -> None:
    """Add what has passed since a time stamp."""
    row: Any = ints(tally)
    row[COLUMNS * what] += 1
    row[COLUMNS * what + 1] += cycles() - since


@takes(i8, i8, i8)
def event(s: State, tally: int, kind: int, subject: int) -> None:
    """Carry out one timed event; it came to nothing if it wrote, planned and touched nothing."""
    since = cycles()
    traces = s.log_n + s.timers_left + s.present_n + s.dirty_n + s.touched_n
    if kind == 0:
        carry_out(s, subject)
    else:
        dispatch(s, kind, subject)
    if s.log_n + s.timers_left + s.present_n + s.dirty_n + s.touched_n == traces:
        ints(tally)[COLUMNS * kind + 2] += 1
    note(s, tally, kind, since)


@takes(i8, gives=i8)
def settle(s: State, tally: int) -> int:
    """One grant, else every touched hazard once; 0 when all is still."""
    while s.dirty_n > 0:
        since = cycles()
        place = ints(s.dirty)[0]
        subject = move(s, place)
        if subject >= 0:
            dispatch(s, place_row(s, place).grant, subject)
            note(s, tally, place_row(s, place).grant, since)
            return 1
        pop(s, s.dirty, s.dirty_n)
        s.dirty_n -= 1
        place_row(s, place).dirty = 0
        note(s, tally, LOOK, since)
    if s.touched_n == 0:
        return 0
    for k in range(s.touched_n):
        since = cycles()
        recompute(s, ints(s.touched)[k])
        note(s, tally, HAZARD, since)
    s.touched_n = 0
    return 1


@takes(i8, i8, gives=i8)
def advance(s: State, tally: int, until: int) -> int:
    """Let time pass up to, but not including, the tick `until`; counts go to the table of integers at the address `tally`."""
    while True:
        if is_full(s) != 0:
            return FULL
        since = cycles()
        if s.present_n > 0 and ints(s.present)[0] >> TIME_SHIFT == s.tick:
            key = ints(s.present)[0]
            pop(s, s.present, s.present_n)
            s.present_n -= 1
            s.handled += 1
            note(s, tally, TAKE, since)
            note(s, tally, ALONE, cycles())
            event(s, tally, (key >> SUBJECT_BITS) & KIND_MASK, key & SUBJECT_MASK)
        elif settle(s, tally) == 0:
            since = cycles()
            close_instant(s)
            note(s, tally, ORDER, since)
            while s.present_n == 0 and s.slot < s.slots:
                since = cycles()
                next_slot(s)
                note(s, tally, SLOT, since)
            if s.present_n == 0 or ints(s.present)[0] >> TIME_SHIFT >= until:
                return ARRIVED
            since = cycles()
            move_clock(s, ints(s.present)[0] >> TIME_SHIFT)
            note(s, tally, CLOCK, since)
