"""Leave in SimPy: parental leave and illness during the plan; the tracks pause, and the plan's end moves by what the law counts."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy import Interrupt
from simpy.events import Event

from scenarios.calendar import DAYS_PER_YEAR
from sim.events import EVENT, TIMER
from sim.people import MAN, WOMAN
from sim.stages.leave import rules
from sim.stages.tracks import pause, resume
from sim.state import Person

if TYPE_CHECKING:
    from sim.engines.simpy import World

BEGAN, ENDED = EVENT["leave.began"], EVENT["leave.ended"]
BEGIN, END = TIMER["leave.begin"], TIMER["leave.end"]


def leaves(w: World, p: Person) -> Generator[Event, None, None]:
    """All leaves of one plan, one after the other in the order in which they fall due."""
    for due, days, cause in _planned(w, p):
        try:
            if w.now < due:
                yield w.until(due, BEGIN, p.i)
        except Interrupt:
            return
        if p.working:
            continue
        try:
            _begin(w, p, days, cause)
            yield w.delay(days, END, p.i)
        except Interrupt:
            _end(w, p, cause)
            resume(w, p)
            return
        _end(w, p, cause)
        resume(w, p)


def _begin(w: World, p: Person, days: float, cause: int) -> None:
    w.log(p.i, BEGAN, p.home, cause)
    p.on_leave = True
    pause(w, p)
    counted = rules.counted_pause(days, w.scenario.law.pause_least_days.at(w.now), p.pause_left)
    p.pause_left -= counted
    p.plan_due += counted
    p.wake_search()


def _end(w: World, p: Person, cause: int) -> None:
    w.log(p.i, ENDED, p.home, cause)
    p.on_leave = False
    p.wake_search()


def _planned(w: World, p: Person) -> list[tuple[float, float, int]]:
    """Leaves as (day due, days, cause), by day: with a small child at start, at a birth, and by illness."""
    terms, now, i = w.scenario.leave, w.now, p.i
    found: list[tuple[float, float, int]] = []
    head = p.household.head
    for occasion, due in enumerate((_small_child(w, p), _birth(w, p))):
        mother = w.sex[i] == WOMAN
        if due >= 0.0 and (
            not _couple(w, p) or rules.takes_leave(mother, w.draw("leave.who_takes", head), terms.share_mother_takes.at(now))
        ):
            found.append((due, terms.parental_days_mean.at(now) * w.draw("leave.parental", head, occasion), rules.PARENTAL))
    at = now
    for k in range(rules.SPELLS):
        rate = terms.illness_per_year.at(now)
        if rate <= 0.0:
            break
        at += w.draw("leave.illness_when", i, k) / rate * DAYS_PER_YEAR
        days = terms.illness_days_mean.at(now) * w.draw("leave.illness", i, k)
        found.append((at, days, rules.ILLNESS))
        at += days
    return sorted(found)


def _couple(w: World, p: Person) -> bool:
    """Whether the household has a woman and a man here."""
    sexes = {w.sex[q.i] for q in p.household.here() if q.adult}
    return sexes == {MAN, WOMAN}


def _small_child(w: World, p: Person) -> float:
    small = any(not q.adult and w.now - w.birth[q.i] < rules.SMALL_CHILD_YEARS * DAYS_PER_YEAR for q in p.household.here())
    takes = w.draw("leave.small_child", p.household.head) < w.scenario.leave.share_leave_small_child.at(w.now)
    return w.now if small and takes else -1.0


def _birth(w: World, p: Person) -> float:
    here = p.household.here()
    mothers = [q for q in here if q.adult and w.sex[q.i] == WOMAN]
    young = any(w.now - w.birth[q.i] < rules.FERTILE_AGE_YEARS * DAYS_PER_YEAR for q in mothers)
    rate = w.scenario.leave.births_per_year.at(w.now)
    if not young or not _couple(w, p) or rate <= 0.0:
        return -1.0
    together = max(q.received for q in here if q.adult)
    return together + w.draw("leave.birth", p.household.head) / rate * DAYS_PER_YEAR
