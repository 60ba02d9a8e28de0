"""Preschool and school in SimPy: ask for a place, wait, attend."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy import Interrupt
from simpy.events import Event

from scenarios.calendar import DAYS_PER_YEAR, add_months
from sim.events import EVENT, TIMER
from sim.stages.borders.process import seek
from sim.stages.childcare.process import tell_parents
from sim.stages.school import rules
from sim.state import Person

if TYPE_CHECKING:
    from sim.engines.simpy import World

REQUEST, PREPARED, END = TIMER["school.request"], TIMER["school.prepared"], TIMER["school.end"]
PRESCHOOL = tuple(EVENT[f"school.preschool_{name}"] for name in ("requested", "started", "ended", "withdrawn"))
SCHOOL = tuple(EVENT[f"school.school_{name}"] for name in ("requested", "started", "ended", "withdrawn"))


def consider(w: World, p: Person) -> None:
    """Whether a preschool place is wanted for a child now."""
    wants = w.draw("school.wants_preschool", p.i) < w.scenario.school.share_wants_preschool.at(w.now)
    young = w.now < w.birth[p.i] + rules.SCHOOL_FROM * DAYS_PER_YEAR
    p.place = rules.WANTS_PLACE if wants and young else rules.NO_PLACE


def place_child(w: World, p: Person) -> None:
    """Set a child's way to preschool and school going, in the present home."""
    consider(w, p)
    p.tracks["child"] = w.process(_attend(w, p))


def _attend(w: World, p: Person) -> Generator[Event, None, None]:
    terms, birth = w.scenario.school, w.birth[p.i]
    school_age, grown = (birth + years * DAYS_PER_YEAR for years in (rules.SCHOOL_FROM, rules.school_to(w.alone[p.i])))
    wants = p.place == rules.WANTS_PLACE
    asks = p.received + terms.preschool_days_mean.at(p.received) * w.draw("school.request", p.i)
    asks = max(asks, birth + rules.PRESCHOOL_FROM * DAYS_PER_YEAR)
    try:
        if wants and asks < school_age:
            yield w.until(asks, REQUEST, p.i)
        if wants and w.now < school_age:
            limit = add_months(w.now, int(w.scenario.law.preschool_months.at(w.now)))
            days = terms.preschool_prepares_days.at(w.now) * w.draw("school.prepares", p.i, 0)
            yield from _place(w, p, "school.preschool", PRESCHOOL, limit, days, school_age, school_age - birth)
            p.place = rules.NO_PLACE
            tell_parents(p.household)
        yield w.until(school_age, REQUEST, p.i)
        if w.now < grown:
            limit = add_months(w.now, int(w.scenario.law.school_months.at(w.now)))
            days = terms.school_prepares_days.at(w.now) * w.draw("school.prepares", p.i, 1)
            yield from _place(w, p, "school.school", SCHOOL, limit, days, grown, rules.school_years(w.alone[p.i]) * DAYS_PER_YEAR)
    except Interrupt:
        pass


def _place(
    w: World, p: Person, kind: str, events: tuple[int, ...], limit: float, prepares: float, until: float, held: float
) -> Generator[Event, None, None]:
    """Ask, let the school prepare, wait for a place until one is too old for it, attend for at most `held` days."""
    requested, started, ended, withdrawn = events
    attends, town = False, p.home
    w.log(p.i, requested, town)
    try:
        yield w.delay(prepares, PREPARED, p.i)
        with seek(w, p, kind, limit) as seat:
            too_old = w.until(until, END, p.i)
            yield seat | too_old
            attends = seat.triggered
            if attends:
                town = seat.town
                w.log(p.i, started, town)
                if p.place == rules.WANTS_PLACE:
                    p.place = rules.HAS_PLACE
                    tell_parents(p.household)
                yield w.until(min(until, w.now + held), END, p.i)
        w.log(p.i, ended if attends else withdrawn, town)
    except Interrupt:
        w.log(p.i, ended if attends else withdrawn, town)
        raise
