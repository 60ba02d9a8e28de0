"""Leave in SimPy: parental leave, illness and part time in the plan; tracks pause, and the plan's end moves by what the law counts."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, NamedTuple

from simpy import Interrupt
from simpy.events import Event

from scenarios.calendar import DAYS_PER_YEAR
from sim.events import EVENT, TIMER
from sim.people import WOMAN
from sim.stages.childcare.process import is_couple, lacks_place
from sim.stages.leave import rules
from sim.stages.school.rules import HAS_PLACE
from sim.stages.tracks import pause, pause_beside_leave, resume
from sim.state import Person

if TYPE_CHECKING:
    from sim.engines.simpy import World

BEGAN, ENDED = EVENT["leave.began"], EVENT["leave.ended"]
PART_TIME, FULL_TIME = EVENT["leave.plan_part_time"], EVENT["leave.plan_full"]
BEGIN, END, FULL = TIMER["leave.begin"], TIMER["leave.end"], TIMER["leave.full"]


class Leave(NamedTuple):
    """A leave to come: the day it is due, its days, its cause, and which of a plan's leaves it is."""

    due: float
    days: float
    cause: int
    occasion: int


def leaves(w: World, p: Person) -> Generator[Event, None, None]:
    """All leaves of one plan, one after the other in the order in which they fall due; part time may follow each."""
    try:
        for leave in _planned(w, p):
            if w.now < leave.due:
                resume(w, p)
                yield w.until(leave.due, BEGIN, p.i)
            if p.working:
                continue
            if leave.cause != rules.PART_TIME:
                yield from _away(w, p, leave)
            yield from _part_time(w, p, leave)
        resume(w, p)
    except Interrupt:
        return


def _away(w: World, p: Person, leave: Leave) -> Generator[Event, None, None]:
    """One leave: until its days are used, or for a small child until there is a preschool place, if the parent then returns."""
    began, least = w.now, w.scenario.law.pause_least_days.at(w.now)
    counted = rules.counted_pause(leave.days, least, p.pause_left)
    _begin(w, p, leave, counted)
    try:
        yield from _until_place(w, p, leave, leave.days, END)
    except Interrupt:
        _end(w, p, leave.cause)
        resume(w, p)
        raise
    _end(w, p, leave.cause)
    if w.now - began < leave.days:
        _count(w, p, rules.counted_pause(w.now - began, least, p.pause_left + counted) - counted)


def _begin(w: World, p: Person, leave: Leave, counted: float) -> None:
    w.log(p.i, BEGAN, p.home, leave.cause)
    p.on_leave = True
    p.sfi_beside = leave.cause == rules.PARENTAL and w.draw("leave.sfi", p.i) < w.scenario.leave.share_sfi_on_leave.at(w.now)
    if p.sfi_beside:
        p.care_until = -1.0  # whoever is offered SFI beside leave has the children minded: no start waits after that
        pause_beside_leave(w, p)
        resume(w, p)
    else:
        pause(w, p)
    _count(w, p, counted)
    p.wake_search()


def _end(w: World, p: Person, cause: int) -> None:
    w.log(p.i, ENDED, p.home, cause)
    p.on_leave = False
    p.wake_search()


def _count(w: World, p: Person, days: float) -> None:
    """Move the plan's end by so many days of the allowance; back where a leave was shorter than planned."""
    p.pause_left -= days
    p.plan_due += days
    if days < 0.0 and p.plan_moved is not None and not p.plan_moved.triggered:
        p.plan_moved.succeed()


def _until_place(w: World, p: Person, leave: Leave, days: float, timer: int) -> Generator[Event, None, None]:
    """So many days, or until all children of the household have the places they want."""
    over = w.delay(days, timer, p.i)
    share = w.scenario.leave.share_returns_at_place.at(w.now)
    if leave.occasion != rules.AT_START or not lacks_place(p.household) or w.draw("leave.returns", p.i) >= share:
        yield over
        return
    p.return_found = w.event()
    try:
        yield over | p.return_found
    finally:
        p.return_found = None


def _part_time(w: World, p: Person, leave: Leave) -> Generator[Event, None, None]:
    """A time with a part-time plan, where one follows: for a child that still has no place, or after an illness."""
    cause = rules.ILLNESS if leave.cause == rules.ILLNESS else rules.PARENTAL
    if not _goes_part_time(w, p, leave):
        return
    terms, now, k = w.scenario.leave, w.now, leave.occasion
    ill = cause == rules.ILLNESS
    shares = (terms.part_time_health_extents if ill else terms.part_time_parent_extents).at(now)
    mean = (terms.part_time_health_days_mean if ill else terms.part_time_parent_days_mean).at(now)
    extent, days = rules.extent(w.draw("leave.extent", p.i, k), shares), mean * w.draw("leave.part_time_days", p.i, k)
    extends = not ill and w.scenario.law.part_time_extends.at(now) > 0.0
    counted = rules.counted_part_time(days, extent, p.plan_due - now, p.pause_left) if extends else 0.0
    detail = rules.part_time_detail(extent, cause)
    w.log(p.i, PART_TIME, p.home, detail)
    _set_extent(w, p, extent)
    _count(w, p, counted)
    resume(w, p)
    try:
        yield from _until_place(w, p, leave, days, FULL)
    finally:
        w.log(p.i, FULL_TIME, p.home, detail)
        _set_extent(w, p, rules.FULL)
    if extends and w.now - now < days:
        used, left = w.now - now, p.plan_due - counted - now
        _count(w, p, rules.counted_part_time(used, extent, left, p.pause_left + counted) - counted)


def _goes_part_time(w: World, p: Person, leave: Leave) -> bool:
    terms, now, luck = w.scenario.leave, w.now, w.draw("leave.part_time", p.i, leave.occasion)
    if leave.cause == rules.ILLNESS:
        return leave.days >= terms.health_least_days.at(now) and luck < terms.share_part_time_health.at(now)
    needed = leave.occasion == rules.AT_BIRTH or lacks_place(p.household)
    return needed and luck < terms.share_part_time_parent.at(now)


def _set_extent(w: World, p: Person, extent: int) -> None:
    p.extent = extent
    if not rules.allows_practice(extent):
        w.stop(p.tracks.pop("practice", None))
    p.wake_search()


def _planned(w: World, p: Person) -> list[Leave]:
    """Leaves by day: with a small child at start, at a birth, and by illness."""
    terms, law, now, i = w.scenario.leave, w.scenario.law, w.now, p.i
    found: list[Leave] = []
    if not is_couple(w, p.household) or rules.takes_leave(
        w.sex[i] == WOMAN, w.draw("leave.who_takes", p.household.head), terms.share_mother_takes.at(now)
    ):
        found += _with_small_child(w, p)
        born = _birth(w, p)
        if born >= 0.0:
            days = terms.parental_days_mean.at(now) * w.draw("leave.parental", p.household.head, rules.AT_BIRTH)
            days = rules.parental_days(days, law.benefit_days_born_here.at(now), terms.benefit_days_per_week.at(now))
            found.append(Leave(born, days, rules.PARENTAL, rules.AT_BIRTH))
    at, rate = now, terms.illness_per_year.at(now)
    for k in range(rules.SPELLS if rate > 0.0 else 0):
        at += w.draw("leave.illness_when", i, k) / rate * DAYS_PER_YEAR
        days = terms.illness_days_mean.at(now) * w.draw("leave.illness", i, k)
        found.append(Leave(at, days, rules.ILLNESS, rules.FIRST_ILLNESS + k))
        at += days
    return sorted(found)


def _with_small_child(w: World, p: Person) -> list[Leave]:
    """Leave or part time from the plan's start, for the youngest child under school age that has no preschool place."""
    terms, law, now, head = w.scenario.leave, w.scenario.law, w.now, p.household.head
    without = [q for q in p.household.here() if not q.adult and q.place != HAS_PLACE]
    births = [(w.birth[q.i], q.received) for q in without if now - w.birth[q.i] < rules.SMALL_CHILD_YEARS * DAYS_PER_YEAR]
    if not births:
        return []
    born, settled = max(births)
    baby = now - born < rules.BABY_YEARS * DAYS_PER_YEAR
    share = (terms.share_leave_small_child if baby else terms.share_leave_older_child).at(now)
    if w.draw("leave.small_child", head) >= share:
        return [Leave(now, 0.0, rules.PART_TIME, rules.AT_START)]
    benefit = rules.benefit_days(
        (settled - born) / DAYS_PER_YEAR,
        law.benefit_days_born_here.at(settled),
        law.benefit_days_second_year.at(settled),
        law.benefit_days_later.at(settled),
    )
    days = terms.parental_days_mean.at(now) * w.draw("leave.parental", head, rules.AT_START)
    return [Leave(now, rules.parental_days(days, benefit, terms.benefit_days_per_week.at(now)), rules.PARENTAL, rules.AT_START)]


def _birth(w: World, p: Person) -> float:
    here = p.household.here()
    mothers = [q for q in here if q.adult and w.sex[q.i] == WOMAN]
    young = any(w.now - w.birth[q.i] < rules.FERTILE_AGE_YEARS * DAYS_PER_YEAR for q in mothers)
    rate = w.scenario.leave.births_per_year.at(w.now)
    if not young or not is_couple(w, p.household) or rate <= 0.0:
        return -1.0
    together = max(q.received for q in here if q.adult)
    return together + w.draw("leave.birth", p.household.head) / rate * DAYS_PER_YEAR
