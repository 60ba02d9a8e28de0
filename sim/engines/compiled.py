"""The compiled engine: clock, settle phase and dispatch; resumable. The same order of things at one instant as the reference engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from scenarios.calendar import day
from sim.engines.agenda import TIME_SHIFT, next_slot, pop, touch
from sim.engines.clock import SUBJECT_BITS
from sim.engines.generated import dispatch_source, generate
from sim.engines.jit import build, entry, i8, takes
from sim.engines.memory import SLACK, Memory
from sim.engines.rows import close_instant, unpack
from sim.engines.tables import BATCHES, QUOTAS, REDIRECT, REORDER, RESIZE, SEATS, State, change, floats, ints, place_row, step
from sim.luck import TICKS_PER_DAY
from sim.mechanisms.queue_compiled import order_anew
from sim.mechanisms.quotas import compiled as quotas
from sim.mechanisms.seats import compiled as seats
from sim.people import Population
from sim.stages.work.compiled import recompute

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario

_generated = generate("dispatch", dispatch_source())
dispatch, move_batches, order_batches_anew = _generated.dispatch, _generated.move_batches, _generated.order_batches_anew

ARRIVED, FULL, ASKS = 0, 1, 2
"""Why `advance` came back: the instant asked for is reached, a table must grow, or a place asks for a plan."""
KIND_MASK, SUBJECT_MASK = (1 << (TIME_SHIFT - SUBJECT_BITS)) - 1, (1 << SUBJECT_BITS) - 1
SLICE_DAYS = 92.0
"""The loop comes back this often, so that an interrupt is heard."""


@takes(gives=i8)
def is_full(s: State) -> int:
    """Whether a table may be too short for what one event can bring about, or all touched hazards at once."""
    room = SLACK + s.touched_n
    short = s.present_n + s.touched_n > s.present_most or s.timers_left < room or s.log_n > s.log_most
    return int(short or s.nodes_left < SLACK or s.groups_n > s.groups_most)


@takes(i8, gives=i8)
def move(s: State, place: int) -> int:
    """Make one move of a place: the subject of the grant, or -1."""
    mechanism = place_row(s, place).mechanism
    if mechanism == SEATS:
        return seats.move(s, place)
    if mechanism == QUOTAS:
        return quotas.move(s, place)
    found: int = move_batches(s, place_row(s, place).grant, place)
    return found


@takes(gives=i8)
def settle(s: State) -> int:
    """One move of the lowest-numbered place that can move, else every touched hazard once; 0 when all is still, `ASKS` for a plan."""
    while s.dirty_n > 0:
        place = ints(s.dirty)[0]
        subject = move(s, place)
        if subject >= 0:
            dispatch(s, place_row(s, place).grant, subject)
            return 1
        if subject == quotas.NEEDS_PLAN:
            s.plan_place = place
            return ASKS
        pop(s, s.dirty, s.dirty_n)
        s.dirty_n -= 1
        place_row(s, place).dirty = 0
    if s.touched_n == 0:
        return 0
    for k in range(s.touched_n):
        recompute(s, ints(s.touched)[k])
    s.touched_n = 0
    return 1


@takes(i8)
def carry_out(s: State, number: int) -> None:
    """A dated change of a place."""
    what = change(s, number)
    place = int(what.place)
    if what.act == RESIZE:
        place_row(s, place).capacity = what.number
        touch(s, place)
    elif what.act == REORDER:
        place_row(s, place).policy = what.number
        if place_row(s, place).mechanism == BATCHES:
            order_batches_anew(s, place_row(s, place).grant, place)
        else:
            for queue in range(place_row(s, place).first_queue, place_row(s, place).first_queue + place_row(s, place).queues):
                order_anew(s, queue, what.number)
        touch(s, place)
    elif what.act == REDIRECT:
        quotas.send(s, place, what.number)
    else:
        quotas.refill(s, place, what.stock, what.units, what.yearly, what.most)


@takes(i8)
def move_clock(s: State, tick: int) -> None:
    """Go on to the next instant; dated values change on their day."""
    s.tick = tick
    s.now = tick / TICKS_PER_DAY
    while step(s, s.next_step).day <= s.now:
        floats(s.values)[step(s, s.next_step).place] = step(s, s.next_step).value
        s.next_step += 1


@entry(i8, gives=i8)
def advance(s: State, until: int) -> int:
    """Let time pass up to, but not including, the tick `until`; says why it came back."""
    while True:
        if is_full(s) != 0:
            return FULL
        if s.present_n > 0 and ints(s.present)[0] >> TIME_SHIFT == s.tick:
            key = ints(s.present)[0]
            pop(s, s.present, s.present_n)
            s.present_n -= 1
            s.handled += 1
            kind, subject = (key >> SUBJECT_BITS) & KIND_MASK, key & SUBJECT_MASK
            if kind == 0:
                carry_out(s, subject)
            else:
                dispatch(s, kind, subject)
            continue
        settled = settle(s)
        if settled == ASKS:
            return ASKS
        if settled == 0:
            close_instant(s)
            while s.present_n == 0 and s.slot < s.slots:
                next_slot(s)
            if s.present_n == 0 or ints(s.present)[0] >> TIME_SHIFT >= until:
                return ARRIVED
            move_clock(s, ints(s.present)[0] >> TIME_SHIFT)


def prepare() -> None:
    """Compile whatever is not in the cache; everything has been declared by now."""
    build()


def play(scenario: Scenario, people: Population) -> NDArray[np.void]:
    """Everything that happens to these people: the log, sorted."""
    prepare()
    memory = Memory(scenario, people)
    end = day(scenario.end)
    until = day(scenario.start)
    while until < end:
        until = min(until + SLICE_DAYS, end)
        run_to(memory, until)
    return log_of(memory)


def run_to(memory: Memory, until: float) -> None:
    """Let time pass up to, but not including, the instant `until` (days); tables grow as they must."""
    while (why := advance(memory.s, int(until * TICKS_PER_DAY))) != ARRIVED:
        if why == FULL:
            memory.grow()
        else:
            memory.plan()


def log_of(memory: Memory) -> NDArray[np.void]:
    """The log so far, without the rows of an instant that is not over."""
    rows = memory.finished_log()
    unpack(memory.s, len(rows))
    return rows
