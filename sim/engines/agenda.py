"""The compiled engine's agenda: timed events by (instant, kind, subject), packed in one number; and which places to look at.

Events to come hang in one list a slot of some hours; only the present slot's stand in a heap, which is small and stays in the cache.
What falls due after the end of the run is forgotten at once.
"""

from __future__ import annotations

from math import ceil, inf
from typing import Any

from sim.engines.clock import SUBJECT_BITS
from sim.engines.jit import f8, i8, plain, takes
from sim.engines.tables import HOUSE, PERSON, RESIDENT, State, floats, history, ints, person, place_row, prefetch, timer
from sim.luck import TICKS_PER_DAY

KIND_BITS = 7
TIME_SHIFT = KIND_BITS + SUBJECT_BITS
SLOTS_PER_DAY = 8
"""Lists of events to come a day; with so many, a slot holds about ten events of a county."""
SLOT_SHIFT = (TICKS_PER_DAY // SLOTS_PER_DAY).bit_length() - 1
LOOK_AHEAD = SLOTS_PER_DAY
"""Slots ahead of which memory is fetched."""
NOTHING = -1
KIND_MASK, SUBJECT_MASK = (1 << KIND_BITS) - 1, (1 << SUBJECT_BITS) - 1
PERSON_BYTES, RESIDENT_BYTES, HOUSE_BYTES, LINE = PERSON.itemsize, RESIDENT.itemsize, HOUSE.itemsize, 64


@plain(i8, gives=i8)
def parent(i: int) -> int:
    """The parent's place in a binary heap."""
    return (i - 1) >> 1


@takes(i8, i8, i8)
def push(s: State, heap: int, n: int, key: int) -> None:
    """Enter a key into the heap of n keys at an address."""
    h: Any = ints(heap)
    i = n
    while i > 0 and h[parent(i)] > key:
        h[i] = h[parent(i)]
        i = parent(i)
    h[i] = key


@takes(i8, i8)
def pop(s: State, heap: int, n: int) -> None:
    """Remove the least of n keys: the hole sinks to the bottom, then the last key rises from there."""
    h: Any = ints(heap)
    n -= 1
    last, i, child = h[n], 0, 1
    while child < n:
        if child + 1 < n and h[child + 1] < h[child]:
            child += 1
        h[i] = h[child]
        i = child
        child = 2 * i + 1
    while i > 0 and h[parent(i)] > last:
        h[i] = h[parent(i)]
        i = parent(i)
    h[i] = last


@takes(f8, i8, i8, gives=i8)
def at(s: State, when: float, kind: int, subject: int) -> int:
    """Enter an event at the instant `when` (days), rounded up to the grid, or now if that has passed; gives its tick."""
    tick: int = ceil(when * TICKS_PER_DAY) if when * TICKS_PER_DAY < s.end_tick else int(s.end_tick)
    tick = max(tick, s.tick)
    key = (tick << TIME_SHIFT) | (kind << SUBJECT_BITS) | subject
    slot = (tick >> SLOT_SHIFT) - s.first_slot
    if slot <= s.slot:
        push(s, s.present, s.present_n, key)
        s.present_n += 1
    elif slot < s.slots:
        k = s.timers_free
        s.timers_free = timer(s, k).next
        s.timers_left -= 1
        timer(s, k).key = key
        timer(s, k).next = ints(s.slot_lists)[slot]
        ints(s.slot_lists)[slot] = k
    return tick


@takes(f8, i8, i8, gives=i8)
def delay(s: State, days: float, kind: int, subject: int) -> int:
    """Enter an event `days` from now; gives its tick."""
    return at(s, s.now + days, kind, subject)


@takes()
def look_ahead(s: State) -> None:
    """Fetch what the events of coming slots will touch, all at once: waiting for memory row by row would take half of the time."""
    slot = s.slot + LOOK_AHEAD
    k = ints(s.slot_lists)[slot] if slot < s.slots else NOTHING
    while k >= 0:
        key = timer(s, k).key
        subject, kind = key & SUBJECT_MASK, (key >> SUBJECT_BITS) & KIND_MASK
        prefetch(s.person + subject * PERSON_BYTES)
        prefetch(s.person + subject * PERSON_BYTES + LINE)
        k = timer(s, k).next
    slot = s.slot + LOOK_AHEAD // 2
    k = ints(s.slot_lists)[slot] if slot < s.slots else NOTHING
    while k >= 0:
        key = timer(s, k).key
        subject, kind = key & SUBJECT_MASK, (key >> SUBJECT_BITS) & KIND_MASK
        part = ints(s.resident_parts)[kind]
        if part >= 0:
            prefetch(s.resident + person(s, subject).row * RESIDENT_BYTES + part)
        part = ints(s.house_parts)[kind]
        if part >= 0:
            prefetch(s.house + person(s, subject).house * HOUSE_BYTES + part)
        k = timer(s, k).next


@takes()
def next_slot(s: State) -> None:
    """Begin the next slot: its events move from their list into the heap."""
    s.slot += 1
    if s.slot >= s.slots:
        return
    look_ahead(s)
    k = ints(s.slot_lists)[s.slot]
    while k >= 0:
        following = timer(s, k).next
        push(s, s.present, s.present_n, timer(s, k).key)
        s.present_n += 1
        timer(s, k).next = s.timers_free
        s.timers_free = k
        s.timers_left += 1
        k = following
    ints(s.slot_lists)[s.slot] = NOTHING


@takes(i8)
def become_resident(s: State, i: int) -> None:
    """Give a person a row among the residents, who have all but asylum and health ahead of them."""
    if person(s, i).row == 0:
        s.residents += 1
        person(s, i).row = s.residents


@takes(i8)
def touch(s: State, place: int) -> None:
    """The place may be able to move: look at it in the settle phase."""
    if place_row(s, place).dirty == 0:
        place_row(s, place).dirty = 1
        push(s, s.dirty, s.dirty_n, place)
        s.dirty_n += 1


@takes(i8, gives=f8)
def value(s: State, parameter: int) -> float:
    """A parameter's number that holds now."""
    found: float = floats(s.values)[parameter]
    return found


@takes(i8, f8, gives=f8)
def value_at(s: State, parameter: int, when: float) -> float:
    """A parameter's number that holds at another instant."""
    k = ints(s.history_first)[parameter + 1] - 1
    while history(s, k).day > when:
        k -= 1
    found: float = history(s, k).value
    return found


@takes(i8, gives=f8)
def day_of_opening(s: State, place: int) -> float:
    """The day from which a place has seats: now, later, or never (after the end)."""
    if place_row(s, place).capacity > 0:
        return float(s.now)
    for k in range(ints(s.openings_first)[place], ints(s.openings_first)[place + 1]):
        day: float = floats(s.openings)[k]
        if day > s.now:
            return day
    return inf


@takes(i8, f8, gives=f8)
def day_of_zero(s: State, parameter: int, after: float) -> float:
    """The first day after an instant from which a parameter is 0 or less; -1 when there is none."""
    for k in range(ints(s.history_first)[parameter], ints(s.history_first)[parameter + 1]):
        day = history(s, k).day
        if day > after and value_at(s, parameter, day) <= 0.0:
            found: float = day
            return found
    return -1.0
