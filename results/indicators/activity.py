"""Active time from reception to the end of the plan, leave apart (headline indicator 12)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from results.indicators.cohort import Cohort
from results.indicators.dates import Floats, Ints
from results.indicators.history import History
from sim.events import EVENTS

NOT_ACTIVITIES = frozenset({"main", "plan", "leave", "talk", "assignment", "dwelling", "preschool", "school"})
"""Tracks whose service is no activity of the person's own; every other track with a service is one."""

ACTIVITIES = tuple(dict.fromkeys(e.track for e in EVENTS if e.role == "start" and e.track not in NOT_ACTIVITIES))
"""Tracks whose service counts as activity."""


@dataclass(frozen=True)
class _Windows:
    """One stretch of days a person, and the plan's start within it; shape (n,)."""

    low: Floats
    high: Floats
    plan: Floats


@dataclass(frozen=True)
class _Pieces:
    """The stretches cut where anything begins or ends: whose, when, how long, activities and leave under way."""

    person: Ints
    begin: Floats
    days: Floats
    activities: Ints
    leave: Ints


def observe(history: History) -> dict[str, Cohort]:
    """Cohorts of active, parallel, idle and leave time of those whose plan ended."""
    plan = history.plan
    plan = plan.take(np.isfinite(plan.end) & (plan.end > history.received[plan.person]))
    person = plan.person
    windows = _Windows(np.full(history.n, np.inf), np.full(history.n, -np.inf), np.full(history.n, np.inf))
    windows.low[person], windows.high[person], windows.plan[person] = history.received[person], plan.end, plan.start
    cut = _cut(history, windows)
    free = cut.leave == 0
    in_plan = cut.begin >= windows.plan[cut.person]

    def total(chosen: NDArray[np.bool_]) -> Floats:
        sums: Floats = np.bincount(cut.person[chosen], weights=cut.days[chosen], minlength=history.n).astype(np.float64)
        return sums[person]

    days, leave = plan.end - history.received[person], total(~free)
    place = history.home_at(person, plan.end)
    longest = _longest(cut, free & (cut.activities == 0), history.n)[person]
    return {
        "active_share": _ratio(person, plan.end, place, total(free & (cut.activities > 0)), days - leave),
        "parallel_share": _ratio(person, plan.end, place, total(free & in_plan & (cut.activities > 1)), total(free & in_plan)),
        "leave_share": _ratio(person, plan.end, place, leave, days),
        "idle_longest": Cohort(person, plan.end, place, longest, happened=np.ones(len(person), bool)),
    }


def _ratio(person: Ints, when: Floats, place: Ints, part: Floats, whole: Floats) -> Cohort:
    """A share of days: each person weighs as many days as they have."""
    share = np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0.0)
    return Cohort(person, when, place, share, weight=whole).take(whole > 0.0)


def _cut(history: History, windows: _Windows) -> _Pieces:
    people = np.flatnonzero(np.isfinite(windows.low)).astype(np.int64)
    person, time = [people, people], [windows.low[people], windows.high[people]]
    change = [np.zeros(2 * len(people), np.int64)]
    is_leave = [np.zeros(2 * len(people), np.int64)]
    middle = people[(windows.plan[people] > windows.low[people]) & (windows.plan[people] < windows.high[people])]
    person.append(middle)
    time.append(windows.plan[middle])
    change.append(np.zeros(len(middle), np.int64))
    is_leave.append(np.zeros(len(middle), np.int64))
    for track in (*ACTIVITIES, "leave"):
        spells = history.spells(track).served()
        low = np.maximum(spells.start, windows.low[spells.person])
        high = np.minimum(spells.end, windows.high[spells.person])
        inside = high > low
        size = int(inside.sum())
        person += [spells.person[inside], spells.person[inside]]
        time += [low[inside], high[inside]]
        change += [np.ones(size, np.int64), -np.ones(size, np.int64)]
        is_leave.append(np.full(2 * size, int(track == "leave"), np.int64))
    return _summed(np.concatenate(person), np.concatenate(time), np.concatenate(change), np.concatenate(is_leave))


def _summed(person: Ints, time: Floats, change: Ints, is_leave: Ints) -> _Pieces:
    order = np.lexsort((time, person))
    person, time, change, is_leave = person[order], time[order], change[order], is_leave[order]
    # Every spell is closed within its person's window, so that the running sums are zero between persons.
    leave, activities = np.cumsum(change * is_leave), np.cumsum(change * (1 - is_leave))
    days = np.diff(time, append=0.0)
    same = np.append(person[1:] == person[:-1], False) & (days > 0.0)
    return _Pieces(person[same], time[same], days[same], activities[same], leave[same])


def _longest(cut: _Pieces, idle: NDArray[np.bool_], n: int) -> Floats:
    """Longest unbroken run of idle pieces of each person, days, shape (n,)."""
    longest = np.zeros(n)
    if not idle.any():
        return longest
    follows = np.append(False, idle[:-1] & (cut.person[1:] == cut.person[:-1]))
    run = np.cumsum(idle & ~follows)
    days = np.bincount(run[idle], weights=cut.days[idle])
    owner = np.zeros(len(days), np.int64)
    owner[run[idle]] = cut.person[idle]
    np.maximum.at(longest, owner, days)
    return longest
