"""Active time from reception to the end of the plan, leave apart (headline indicator 12)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from results.indicators.cohort import Cohort, Occasions
from results.indicators.dates import Flags, Floats, Ints
from results.indicators.groups import OLD
from results.indicators.history import ADULT, History
from results.indicators.spells import DAYS, TICKS, new
from results.indicators.unaccompanied import came_alone
from sim.events import EVENTS

NOT_ACTIVITIES = frozenset(
    {"main", "plan", "extent", "leave", "talk", "assignment", "dwelling", "preschool", "school", "hvb", "family_home", "stodboende"}
)
"""Tracks whose service is no activity of the person's own; every other track with a service is one."""

ACTIVITIES = tuple(dict.fromkeys(e.track for e in EVENTS if e.role == "start" and e.track not in NOT_ACTIVITIES))
"""Tracks whose service counts as activity."""


FIRST_DAYS = (30, 90)
"""Days from reception within which a first activity is looked for."""

_BORDER, _BEGUN, _OVER, _LEAVE, _BACK = range(5)
"""What happens at an instant of a window: nothing but its border, an activity's begin or end, a leave's begin or end."""

_ACTIVITIES = np.array([0, 1, -1, 0, 0])
_LEAVES = np.array([0, 0, 0, 1, -1])
_BITS = 3
_DAY_TICKS = int(DAYS * TICKS)


@dataclass(frozen=True, eq=False)
class _Windows:
    """One stretch of days of some persons, and the plan's start within it.

    Attributes
    ----------
    number
        Number of each person's window, shape (n,); -1 for those without.
    low, high, plan
        The first day, the last, and the plan's start, shape (windows,).
    """

    number: Ints
    low: Floats
    high: Floats
    plan: Floats


@dataclass(frozen=True, eq=False)
class _Pieces:
    """The stretches cut where anything begins or ends: whose, when, how long, activities and leave under way."""

    window: Ints
    begin: Floats
    days: Floats
    activities: Ints
    leave: Ints


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of active, parallel, idle and leave time of those whose plan ended."""
    over = history.plans_over
    over = over.take(np.isfinite(over.when) & (over.when > history.received[over.person]) & ~came_alone(history)[over.person])
    number = np.full(history.n, -1)
    number[over.person] = np.arange(len(over.person))
    windows = _Windows(number, history.received[over.person], over.when, history.plan_start[over.person])
    cut = _cut(history, windows)
    free, busy, in_plan = cut.leave == 0, cut.activities > 0, cut.begin >= windows.plan.take(cut.window)

    def total(chosen: Flags) -> Floats:
        sums: Floats = np.bincount(cut.window, cut.days * chosen, minlength=len(over.person)).astype(np.float64)
        return sums

    days, leave = windows.high - windows.low, total(~free)
    idle = over.lasted(total(free & ~busy))
    return {
        "active_share": _ratio(over, total(free & busy), days - leave),
        "parallel_share": _ratio(over, total(free & in_plan & (cut.activities > 1)), total(free & in_plan)),
        "leave_share": _ratio(over, leave, days),
        "idle_longest": over.lasted(_longest(cut, free & ~busy, len(over.person))),
        **dict.fromkeys(("idle_total", "idle_total_p90"), idle),
        **dict.fromkeys(("active_total", "active_total_p90"), over.lasted(total(free & busy))),
        **dict.fromkeys(("way", "way_p90"), over.lasted(days)),
        **_first(history),
    }


def _first(history: History) -> dict[str, Cohort]:
    """From reception to the first activity that is under way then or begins later, of adults below 65."""
    begun = np.full(history.n, np.inf)
    for track in ACTIVITIES:
        spells = history.spells(track).served()
        since = np.maximum(spells.start, history.received[spells.person])
        counted = spells.end > since
        np.minimum.at(begun, spells.person[counted], since[counted])
    received = history.receptions
    age = history.age_at(received.person, received.when)
    adults = received.take((age >= ADULT) & (age < OLD))
    first, gone = begun[adults.person], history.left[adults.person]
    return {
        "first_activity_wait_median": adults.waited(first, gone, history.horizon),
        **{f"first_activity_{days}_days": adults.within(first, adults.when + days, gone, history.horizon) for days in FIRST_DAYS},
    }


def _ratio(of: Occasions, part: Floats, whole: Floats) -> Cohort:
    """A share of days: each person weighs as many days as they have."""
    share = np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0.0)
    return Cohort(of, share, weight=whole).take(whole > 0.0)


def _cut(history: History, windows: _Windows) -> _Pieces:
    every = np.arange(len(windows.low))
    middle = np.flatnonzero((windows.plan > windows.low) & (windows.plan < windows.high))
    keys = [_key(every, windows.low, _BORDER), _key(every, windows.high, _BORDER), _key(middle, windows.plan[middle], _BORDER)]
    for track in (*ACTIVITIES, "leave"):
        spells = history.spells(track).served()
        of_window = np.flatnonzero(windows.number[spells.person] >= 0)
        window = windows.number[spells.person[of_window]]
        low = np.maximum(spells.start[of_window], windows.low[window])
        high = np.minimum(spells.end[of_window], windows.high[window])
        inside = np.flatnonzero(high > low)
        window, begun, over = window[inside], *((_LEAVE, _BACK) if track == "leave" else (_BEGUN, _OVER))
        keys += [_key(window, low[inside], begun), _key(window, high[inside], over)]
    return _summed(np.sort(np.concatenate(keys)))


def _key(window: Ints, time: Floats, what: int) -> Ints:
    """Window, time and what happens in one whole number that sorts like them."""
    key = ((window * DAYS + time) * TICKS).astype(np.int64)
    key <<= _BITS
    key |= what
    return key


def _summed(keys: Ints) -> _Pieces:
    what, ticks = keys & ((1 << _BITS) - 1), keys >> _BITS
    window = ticks // _DAY_TICKS
    # Every spell is closed within its window, so that the running sums are zero between windows.
    activities, leave = np.cumsum(_ACTIVITIES.take(what)), np.cumsum(_LEAVES.take(what))
    kept = np.flatnonzero((window[1:] == window[:-1]) & (ticks[1:] > ticks[:-1]))
    days = (ticks.take(kept + 1) - ticks.take(kept)) / TICKS
    window, begin = window.take(kept), (ticks.take(kept) & (_DAY_TICKS - 1)) / TICKS
    return _Pieces(window, begin, days, activities.take(kept), leave.take(kept))


def _longest(cut: _Pieces, idle: Flags, windows: int) -> Floats:
    """Longest unbroken run of idle pieces in each window, days, shape (windows,)."""
    longest = np.zeros(windows)
    piece = np.flatnonzero(idle)
    if len(piece) == 0:
        return longest
    window = cut.window[piece]
    begins = np.flatnonzero(new(window) | np.append(True, np.diff(piece) > 1))
    np.maximum.at(longest, window[begins], np.add.reduceat(cut.days[piece], begins))
    return longest
