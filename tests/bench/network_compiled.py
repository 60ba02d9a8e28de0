"""The reduced scenario with the compiled engine's own agenda, seats, queues and log: a small dispatch, and a loop around it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engines.agenda import KIND_MASK, SLOTS_PER_DAY, SUBJECT_MASK, TIME_SHIFT, at, delay, next_slot, pop, touch
from sim.engines.clock import SUBJECT_BITS
from sim.engines.compiled import ARRIVED, FULL, is_full, log_of, move_clock
from sim.engines.generated import POLICY_NUMBER
from sim.engines.jit import f8, handler, i8, takes
from sim.engines.memory import SLACK, Memory
from sim.engines.rows import close_instant, log
from sim.engines.tables import GROUP, NODE, PLACE, ROW, SEATS, STATE, STEP, TIMER_ROW, State, accessor, floats, ints, node, place_row
from sim.luck import TICKS_PER_DAY, Floats
from sim.mechanisms import queue_compiled as queue
from sim.mechanisms.seats import compiled as seats
from tests.bench.network import ARRIVE, COURSE_END, PLACED, SFI_SEATS, People

PLACEMENT, SFI = 0, 1
QUEUED, GRANTED, DONE = 0, 1, 2
"""Rows of the log: number of the event; the detail says for which place."""
PLACING, FIRST_COURSE, COURSES, WAITED = 0, 1, 5, 6
"""Rows of what each person brings and gathers: days of the placing, of four courses, number of courses, days waited for both."""
HORIZON_DAYS = 7_300
"""Longer than any of the queues lasts."""


PERSON = np.dtype([("since", "f8"), ("course", "i4"), ("family", "i4")])
"""A person's row: since when someone waits, courses done, and whether there are children."""
me = accessor("person", PERSON)


@takes(i8, i8, gives=f8)
def brought(s: State, row: int, i: int) -> float:
    """What a person brings."""
    found: float = floats(ints(s.luck)[row])[i]
    return found


@takes(i8, i8)
def join(s: State, place: int, i: int) -> None:
    """Wait for a seat, with the standing that the place's policy asks for."""
    x = queue.new_node(s, i)
    node(s, x).joined = s.tick
    node(s, x).permit = s.tick
    node(s, x).limit = s.tick
    node(s, x).has_children = me(s, i).family
    node(s, x).special_need = 0
    queue.rekey(s, x, place_row(s, place).policy)
    queue.enter(s, place_row(s, place).first_queue, x)
    touch(s, place)
    me(s, i).since = s.now
    log(s, i, QUEUED, 0, place)


@handler
def arrive(s: State, i: int) -> None:
    """Wait for a placement."""
    join(s, PLACEMENT, i)


@handler
def placement_granted(s: State, i: int) -> None:
    """A place: it is held until the person is placed."""
    floats(ints(s.luck)[WAITED])[i] = s.now - me(s, i).since
    log(s, i, GRANTED, 0, PLACEMENT)
    delay(s, brought(s, PLACING, i), PLACED, i)


@handler
def next_course(s: State, i: int) -> None:
    """Wait for a seat in the next course, if there is one."""
    if me(s, i).course < brought(s, COURSES, i):
        join(s, SFI, i)


@handler
def placed(s: State, i: int) -> None:
    """Give the place back and turn to SFI."""
    log(s, i, DONE, 0, PLACEMENT)
    seats.give_back(s, PLACEMENT)
    next_course(s, i)


@handler
def seat_granted(s: State, i: int) -> None:
    """A seat: the course begins."""
    floats(ints(s.luck)[WAITED + 1])[i] += s.now - me(s, i).since
    log(s, i, GRANTED, 0, SFI)
    delay(s, brought(s, FIRST_COURSE + me(s, i).course, i), COURSE_END, i)


@handler
def course_ended(s: State, i: int) -> None:
    """Give the seat back and turn to the next course."""
    log(s, i, DONE, 0, SFI)
    me(s, i).course += 1
    seats.give_back(s, SFI)
    next_course(s, i)


@takes(gives=i8)
def settle(s: State) -> int:
    """One grant of the first place that can make one; 0 when none can."""
    while s.dirty_n > 0:
        place = ints(s.dirty)[0]
        subject = seats.move(s, place)
        if subject >= 0:
            if place == PLACEMENT:
                placement_granted(s, subject)
            else:
                seat_granted(s, subject)
            return 1
        pop(s, s.dirty, s.dirty_n)
        s.dirty_n -= 1
        place_row(s, place).dirty = 0
    return 0


@takes(i8, i8)
def dispatch(s: State, kind: int, subject: int) -> None:
    """Who is called for which kind of event."""
    if kind == COURSE_END:
        course_ended(s, subject)
    elif kind == PLACED:
        placed(s, subject)
    else:
        arrive(s, subject)


@takes(gives=i8)
def advance(s: State) -> int:
    """The engine's loop around this dispatch, until nothing is left."""
    while True:
        if is_full(s) != 0:
            return FULL
        if s.present_n > 0 and ints(s.present)[0] >> TIME_SHIFT == s.tick:
            key = ints(s.present)[0]
            pop(s, s.present, s.present_n)
            s.present_n -= 1
            s.handled += 1
            dispatch(s, (key >> SUBJECT_BITS) & KIND_MASK, key & SUBJECT_MASK)
        elif settle(s) == 0:
            close_instant(s)
            while s.present_n == 0 and s.slot < s.slots:
                next_slot(s)
            if s.present_n == 0:
                return ARRIVED
            move_clock(s, ints(s.present)[0] >> TIME_SHIFT)


@dataclass(frozen=True)
class Brought:
    """The people as arrays: days of arrival, families, and by row the days of the placing, of four courses, and the number of courses."""

    arrival: Floats
    family: NDArray[np.bool_]
    days: Floats


class NetworkMemory(Memory):
    """The engine's memory for the two places of the network alone."""

    def __init__(self, people: Brought, start: float, places: int) -> None:
        self._record = np.zeros(1, STATE)
        self._arrays = {}
        s = self.s = self._record[0]
        n, end = len(people.arrival), start + HORIZON_DAYS
        s["now"], s["tick"], s["end_tick"] = start, int(start * TICKS_PER_DAY), int(end * TICKS_PER_DAY)
        s["first_slot"], s["slots"], s["slot"], s["people"] = int(start) * SLOTS_PER_DAY, HORIZON_DAYS * SLOTS_PER_DAY, -1, n
        self.own("person", np.zeros(n, PERSON))["family"] = people.family
        self.waits = np.zeros((2, n))
        self._columns = (*people.days, *self.waits)
        self.own("luck", np.array([column.ctypes.data for column in self._columns], dtype=np.int64))
        self.own("steps", np.array([(np.inf, 0, 0.0)], STEP))
        self.own("codes", np.zeros(1, dtype=np.int64))
        for name, nothing in (("resident_parts", -1), ("house_parts", -1)):
            self.own(name, np.full(KIND_MASK + 1, nothing, dtype=np.int64))
        self._places(places)
        self.own("log", np.empty(3 * (n + int(people.days[COURSES].sum())) + 2 * SLACK, ROW))
        self.own("groups", np.zeros(2 * SLACK, GROUP))
        self._chain("nodes", np.zeros(n + 2 * SLACK, NODE), 0)
        self.own("slot_lists", np.full(int(s["slots"]) + 1, -1, dtype=np.int64))
        self._chain("timers", np.zeros(n + 2 * SLACK, TIMER_ROW), 0)
        self.own("present", np.zeros(n + 4 * SLACK, dtype=np.int64))
        self._limits()
        enter_arrivals(s, people.arrival.ctypes.data)

    def _places(self, places: int) -> None:
        rows = self.own("places", np.zeros(2, PLACE))
        rows["mechanism"], rows["first_queue"], rows["queues"], rows["capacity"] = SEATS, (0, 1), 1, (places, SFI_SEATS)
        rows["policy"] = POLICY_NUMBER["families_first"], POLICY_NUMBER["first_come"]
        self.own("roots", np.full(2, -1, dtype=np.int64))
        self.own("dirty", np.zeros(3, dtype=np.int64))


@takes(i8)
def enter_arrivals(s: State, days: int) -> None:
    """Everyone's arrival, from the table of days at an address."""
    for i in range(s.people):
        at(s, floats(days)[i], ARRIVE, i)


def as_arrays(people: People) -> Brought:
    """The same people for the compiled engine."""
    days = np.zeros((COURSES + 1, len(people.arrival)))
    days[PLACING], days[COURSES] = people.placing, [len(courses) for courses in people.courses]
    for i, courses in enumerate(people.courses):
        days[FIRST_COURSE : FIRST_COURSE + len(courses), i] = courses
    return Brought(np.array(people.arrival), np.array(people.family), days)


def compiled(people: Brought, start: float, places: int) -> tuple[Floats, NDArray[np.void]]:
    """Days that each waited for a placement and for SFI seats, shape (n, 2), and the log: building the memory, all events, the log."""
    memory = NetworkMemory(people, start, places)
    while advance(memory.s) == FULL:
        memory.grow()
    return memory.waits.T, log_of(memory)
